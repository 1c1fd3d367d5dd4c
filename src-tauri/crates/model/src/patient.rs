//! Patients and how to reach them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{E164, PatientId, Sensitive, exposed};

/// A patient registered with the practice. FHIR R4 `Patient`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    /// Our id.
    pub id: PatientId,
    /// The name staff and the record use.
    pub name: PersonName,
    /// Date of birth, where known; shown beside the name before anything is sent.
    pub birth_date: Option<Date>,
    /// NHS number, where known.
    pub nhs_number: Option<NhsNumber>,
    /// Ways to reach the patient. FHIR `Patient.telecom`.
    pub contact_points: Vec<ContactPoint>,
    /// Whether the patient can still be written to.
    #[serde(default)]
    pub status: PatientStatus,
}

/// Whether a patient can still be written to. FHIR R4 `Patient.deceased[x]` and `Patient.active`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatientStatus {
    /// Registered here.
    #[default]
    Active,
    /// Died. Nobody is written to, and nothing automatic leaves (D-12).
    Deceased,
    /// No longer registered here.
    Left,
}

impl Patient {
    /// Says whether the patient can be reached at a number.
    pub fn uses_number(&self, number: &E164) -> bool {
        self.contact_points.iter().any(|point| point.number == *number && point.r#use != ContactUse::Old)
    }
}

/// A name in parts. FHIR R4 `HumanName`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Family name; may be empty for people who have one name.
    #[serde(with = "exposed")]
    pub family: Sensitive<String>,
    /// Given names, first first, separated by spaces.
    #[serde(with = "exposed")]
    pub given: Sensitive<String>,
}

/// One way to reach a patient. FHIR R4 `ContactPoint` with system `phone`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// The number.
    pub number: E164,
    /// Whose or what kind of number.
    pub r#use: ContactUse,
}

/// FHIR R4 `ContactPoint.use`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactUse {
    /// At home.
    Home,
    /// At work.
    Work,
    /// A mobile phone.
    Mobile,
    /// No longer in use; kept so that late messages from it are recognised, never sent to.
    Old,
}

/// An NHS number: ten digits, the last a modulus-11 check digit (NHS Data Dictionary, "NHS NUMBER").
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

/// Why a text is not an NHS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NhsNumberError {
    /// Not ten digits (spaces and hyphens are passed over).
    #[error("an NHS number has ten digits")]
    NotTenDigits,
    /// The last digit does not fit the others: a slip of the pen.
    #[error("the NHS number's check digit is wrong: compare it with the record")]
    CheckDigit,
}

impl NhsNumber {
    /// Takes ten digits, with or without spaces or hyphens.
    ///
    /// # Errors
    /// [`NhsNumberError`] when there are not ten digits or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, NhsNumberError> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let [body @ .., check] = values.as_slice() else { return Err(NhsNumberError::NotTenDigits) };
        if digits.chars().count() != 10 || body.len() != 9 {
            return Err(NhsNumberError::NotTenDigits);
        }
        let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let expected = match 11 - sum % 11 {
            11 => 0,
            other => other,
        };
        if expected == *check { Ok(Self(digits)) } else { Err(NhsNumberError::CheckDigit) }
    }

    /// Returns the ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NhsNumber([sensitive])")
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = NhsNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_checked() {
        let valid: Vec<String> =
            (0..10).map(|d| format!("999123456{d}")).filter(|n| NhsNumber::parse(n).is_ok()).collect();
        assert!(valid.len() <= 1, "at most one check digit fits nine digits, got {valid:?}");
        assert_eq!(NhsNumber::parse("943 476 5919").map(|n| n.as_str().to_owned()), Ok("9434765919".to_owned()));
        assert_eq!(NhsNumber::parse("943 476 5918"), Err(NhsNumberError::CheckDigit), "a slip is noticed");
        assert_eq!(NhsNumber::parse("12345"), Err(NhsNumberError::NotTenDigits));
        assert_eq!(NhsNumber::parse(""), Err(NhsNumberError::NotTenDigits));
    }
}
