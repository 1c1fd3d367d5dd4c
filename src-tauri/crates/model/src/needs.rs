//! What a patient needs so that words reach them: the order of ways they chose (C3.1), and accessible-information needs
//! (C3.2; the Accessible Information Standard, DAPB1605).

use serde::{Deserialize, Serialize};

use crate::template::Route;
use crate::{Sensitive, exposed};

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
