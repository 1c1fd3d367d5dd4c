//! Texts that leave at a time that somebody chose.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When the next scheduled text of a conversation leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeavesView {
    /// When.
    pub at: String,
    /// The same by the practice's clock, in words: "Tuesday 24 November, 08:00".
    pub words: String,
}

/// A text that waits for its time. It is no message yet: nobody has been told anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScheduledView {
    /// The id of the message that it becomes.
    pub message: String,
    /// What it says, as it goes out.
    pub text: String,
    /// Who wrote it, by name.
    pub author: Option<String>,
    /// When it was written.
    pub at: String,
    /// When it leaves.
    pub send_at: String,
    /// The same by the practice's clock, in words.
    pub words: String,
    /// To which number.
    pub number: String,
    /// Whether it would be stopped as things are: the patient wrote, and nobody has read it.
    pub waits_for_look: bool,
}

/// Another time for a scheduled text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RescheduleRequest {
    /// Which.
    pub message: String,
    /// When it leaves.
    pub send_at: String,
}

/// A scheduled text to take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CancelScheduledRequest {
    /// Which.
    pub message: String,
    /// Whether its words become the reader's draft again, to be changed.
    pub edit: bool,
}
