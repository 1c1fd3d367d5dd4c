//! When patients were last asked about their numbers (C1.11).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is known of one of a patient's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConfirmedNumberView {
    /// The number, E.164.
    pub number: String,
    /// The day on which the patient last said that it is theirs: "2026-11-23".
    pub on: String,
    /// How they were asked.
    pub source: NumberSourceView,
    /// Who wrote it down, by name.
    pub by: Option<String>,
    /// Whether that is so long ago that they are to be asked again.
    pub is_old: bool,
}

/// How a patient was asked about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NumberSourceView {
    /// Face to face.
    InPerson,
    /// On the telephone.
    Phone,
    /// In a letter or on a form.
    Letter,
    /// It stands so in the health record.
    Record,
}

/// Writes down that a patient said a number is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConfirmNumberRequest {
    /// Whose it is.
    pub patient: String,
    /// Which number, E.164.
    pub number: String,
    /// On which day they said so: "2026-11-23"; none: today.
    pub on: Option<String>,
    /// How they were asked.
    pub source: NumberSourceView,
}
