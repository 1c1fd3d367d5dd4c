//! When a patient was last asked whether a number is still theirs (C1.11, D-13): numbers change, and telephones are passed on.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::{E164, PatientId, Preferences, StaffId};

/// After how many months a patient is asked about a number again, where the practice says nothing else (C1.11).
pub const CONFIRM_NUMBERS_MONTHS: u16 = 12;
/// The most months: beyond five years the question is never asked. Ours.
pub const MOST_CONFIRM_NUMBERS_MONTHS: u16 = 60;

/// Somebody asked, and the patient said that a number is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedNumber {
    /// Which number.
    pub number: E164,
    /// The day on which the patient said so.
    pub on: Date,
    /// How they were asked.
    pub source: NumberSource,
    /// Who wrote it down.
    pub by: StaffId,
}

/// What is to be written down of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberSaid {
    /// Whose it is.
    pub patient: PatientId,
    /// Which number.
    pub number: E164,
    /// On which day they said so.
    pub on: Date,
    /// How they were asked.
    pub source: NumberSource,
}

/// How a patient was asked about a number. A text to the number itself proves nothing: whoever holds it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberSource {
    /// Face to face.
    InPerson,
    /// On the telephone, after they had said who they are.
    Phone,
    /// In a letter or on a form.
    Letter,
    /// It stands so in the health record.
    Record,
}

/// How sure a number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberAge<'a> {
    /// Nobody wrote down that the patient was asked.
    Unknown,
    /// Asked not too long ago.
    Confirmed(&'a ConfirmedNumber),
    /// Asked too long ago: staff are to ask again (never a bar to sending).
    Old(&'a ConfirmedNumber),
}

/// Says how sure a number is on a day, where it is to be asked about again after so many months.
pub fn number_age<'a>(confirmed: &'a [ConfirmedNumber], number: &E164, today: Date, months: u16) -> NumberAge<'a> {
    let Some(last) = confirmed.iter().find(|one| one.number == *number) else { return NumberAge::Unknown };
    let age: Span = i32::from(months).months();
    match last.on.checked_add(age) {
        Ok(until) if until < today => NumberAge::Old(last),
        _ => NumberAge::Confirmed(last),
    }
}

impl Preferences {
    /// Takes in that a patient was asked about a number; what is known of it is what was said last.
    pub(crate) fn confirm(&mut self, said: &ConfirmedNumber) {
        self.confirmed.retain(|one| one.number != said.number);
        self.confirmed.push(said.clone());
    }
}
