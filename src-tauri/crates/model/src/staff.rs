//! The practice and who works in it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Week;
use crate::{E164, StaffId};

/// The practice itself. FHIR R4 `Organization`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// What patients know it as; ends every message's signature.
    pub name: String,
    /// The number patients write to and are answered from.
    pub number: Option<E164>,
    /// Whether this is a training practice: invented patients, nothing leaves the laptop.
    pub training: bool,
    /// Numbers that may be written to before the practice has adopted a policy (E-13), for trials on one's own phone.
    #[serde(default)]
    pub test_numbers: Vec<E164>,
    /// The number that patients ring, as the practice prints it: "020 7946 0123"; empty: none was written down. Nothing here
    /// dials it (H-03).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Whether nobody may keep wordings of their own (H-02).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_personal: bool,
}

/// A member of staff. FHIR R4 `Practitioner`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Our id.
    pub id: StaffId,
    /// The name colleagues and the record use, for example "A. Okafor".
    pub name: String,
    /// What they do here.
    pub role: Role,
    /// Whether they can be given work.
    #[serde(default, skip_serializing_if = "StaffStatus::is_here")]
    pub status: StaffStatus,
    /// When they are at work in an ordinary week; `None`: whenever the practice is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Week>,
    /// Who has their conversations once they no longer work here (C2.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<StaffId>,
}

/// Whether a member of staff can be given work (C2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum StaffStatus {
    /// Works here.
    #[default]
    Here,
    /// Works here, and is away before this day, their first one back.
    Away {
        /// The first day back.
        until: Date,
    },
    /// No longer works here: does nothing, is given nothing. The name stays with what they did.
    Left,
}

impl StaffStatus {
    /// Says whether somebody works here and is not away. Used to keep the usual case out of the log's JSON.
    pub const fn is_here(&self) -> bool {
        matches!(self, Self::Here)
    }
}

impl Staff {
    /// Returns somebody who works here.
    pub const fn new(id: StaffId, name: String, role: Role) -> Self {
        Self { id, name, role, status: StaffStatus::Here, hours: None, cover: None }
    }

    /// Says whether they no longer work here.
    pub const fn has_left(&self) -> bool {
        matches!(self.status, StaffStatus::Left)
    }

    /// Returns the first day back of somebody who is away on a day.
    pub fn away_until(&self, today: Date) -> Option<Date> {
        match self.status {
            StaffStatus::Away { until } => Some(until).filter(|until| today < *until),
            StaffStatus::Here | StaffStatus::Left => None,
        }
    }

    /// Says whether they see what arrives for them on a day: neither away nor gone.
    pub fn is_reached_on(&self, today: Date) -> bool {
        !self.has_left() && self.away_until(today).is_none()
    }
}

/// The most characters a practice's name may have: it stands in every automatic text, which is to stay one or two texts. Ours.
pub const LONGEST_PRACTICE_NAME: usize = 60;
/// The most numbers a practice may list for trials: a handful of one's own telephones, not a way round the policy. Ours.
pub const MOST_TEST_NUMBERS: usize = 5;
/// The most characters of a printed telephone number: an international one with spaces, and an extension. Ours.
const LONGEST_PHONE: usize = 30;
/// The fewest digits of a number that patients ring: 111.
const SHORTEST_PHONE: usize = 3;

/// Why a description of the practice is refused, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum PracticeError {
    /// No name.
    #[error("write the name that patients know the practice by")]
    NoName,
    /// The name is too long for a text.
    #[error("the name is too long for a text message: write at most {LONGEST_PRACTICE_NAME} characters")]
    LongName,
    /// Too many test numbers.
    #[error("list at most {MOST_TEST_NUMBERS} test numbers: they are for trials on your own telephones")]
    ManyTestNumbers,
    /// A test number is there twice, or is the practice's own.
    #[error("a test number is listed twice, or is the practice's own number: take it off the list")]
    RepeatedTestNumber,
    /// What patients are to ring is no telephone number.
    #[error("write the telephone as you print it, in digits and spaces: 020 7946 0123")]
    NotAPhone,
    /// A practice began with invented patients, or with real ones, and stays so.
    #[error("a training practice cannot become a real one, nor the other way: set up a new practice")]
    OtherKind,
}

impl Practice {
    /// Checks that patients can be told who writes, and that the trial list is one.
    ///
    /// # Errors
    /// [`PracticeError`] for the first that does not hold.
    pub fn check(&self) -> Result<(), PracticeError> {
        let name = self.name.trim().chars().count();
        if name == 0 {
            return Err(PracticeError::NoName);
        }
        if name > LONGEST_PRACTICE_NAME {
            return Err(PracticeError::LongName);
        }
        if self.test_numbers.len() > MOST_TEST_NUMBERS {
            return Err(PracticeError::ManyTestNumbers);
        }
        let mut seen: Vec<&E164> = self.number.iter().collect();
        for number in &self.test_numbers {
            if seen.contains(&number) {
                return Err(PracticeError::RepeatedTestNumber);
            }
            seen.push(number);
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        let printed = self.phone.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
        let long = self.phone.len() > LONGEST_PHONE;
        if !self.phone.is_empty() && (!printed || long || digits < SHORTEST_PHONE) {
            return Err(PracticeError::NotAPhone);
        }
        Ok(())
    }
}

/// What a member of staff does in the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// General practitioner.
    Gp,
    /// Practice nurse.
    Nurse,
    /// Clinical pharmacist.
    Pharmacist,
    /// Receptionist or care navigator.
    Reception,
    /// Practice manager.
    Manager,
    /// Information-governance lead or Caldicott Guardian: sees everything, answers for what is shared.
    InformationGovernance,
    /// Sees everything, changes nothing (C-10).
    ReadOnly,
}
