//! What a patient needs so that words reach them: the order of ways they chose (C3.1), and accessible-information needs
//! (C3.2; the Accessible Information Standard, DAPB1605).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::template::{Language, Route};
use crate::{Sensitive, StaffId, exposed};

/// A patient's ways and needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Ways to be reached, the liked best first; empty: nothing was said.
    pub order: Vec<Route>,
    /// Cannot use the telephone: deaf, without speech, or otherwise.
    pub cannot_phone: bool,
    /// Cannot read small print or pictures.
    pub low_vision: bool,
    /// The language an interpreter is needed for, in staff's words, for example "Urdu"; empty: none.
    pub interpreter: String,
    /// Anything else, in staff's words.
    #[serde(with = "exposed")]
    pub other: Sensitive<String>,
    /// The language they read best; `None`: nothing was said. FHIR R4 `Patient.communication` with `preferred` (H-09, C3.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How the practice knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<NeedsSource>,
}

/// How a practice knows what a patient needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedsSource {
    /// Said on the telephone.
    Phone,
    /// Said face to face.
    InPerson,
    /// Written in a message.
    Message,
    /// Written in a letter or on a form.
    Letter,
    /// Taken over from the health record.
    Record,
}

/// Who wrote needs down, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Needs {
    /// Says whether a way can be used with these needs at all.
    pub const fn allows(&self, route: Route) -> bool {
        !(self.cannot_phone && matches!(route, Route::Phone))
    }

    /// Says whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
