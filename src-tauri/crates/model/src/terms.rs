//! What a message to a patient undertakes beside its words: until when replies to it are read (C2.10), and by when the
//! patient will hear (C-13); and what is done when it leaves (H-05), or once it is in the record.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::template::Carries;

/// For how many days replies are read where the practice says nothing else (C2.10).
pub const REPLIES_READ_DAYS: u16 = 7;
/// The most days: beyond a quarter of a year nobody would call it a reply. Ours.
pub const MOST_REPLIES_READ_DAYS: u16 = 90;

/// What a message to a patient undertakes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The last day on which a reply is expected and read at once; a later one is marked as late. `None`: nobody was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies_until: Option<Date>,
    /// By when the patient is told that they will hear: a holding reply, which is no answer (C-13). `None`: it is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promises: Option<Timestamp>,
    /// What the templates in it carry: done when it leaves, and not before (H-05).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carries: Vec<Carries>,
    /// Whether the conversation is done once the message is sent and in the record.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub then_done: bool,
    /// When it was written, where it waited for a time that somebody chose. `None`: it was sent as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<Timestamp>,
}

impl Terms {
    /// Says whether it undertakes nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Returns the last day on which replies to a message of a day are read. Calendar days, as C2.10 writes "7 days": a patient
/// counts those, and does not know when the practice is closed.
pub(crate) fn replies_until(day: Date, days: u16) -> Option<Date> {
    day.checked_add(i64::from(days).days()).ok()
}
