//! Search.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PatientView;

/// What to look for, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchRequest {
    /// Words, a name, a number, a date of birth or an NHS number. The last word may be unfinished.
    pub text: String,
    /// Only patients: for the match step.
    pub patients_only: bool,
    /// Only in this conversation, and no patients: for finding something that was said there.
    pub conversation: Option<String>,
}

/// What was found, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchResults {
    /// Patients whose name, number, date of birth or NHS number fits; at most 20.
    pub patients: Vec<PatientView>,
    /// Messages that hold every word; at most 50, in one conversation 200.
    pub messages: Vec<MessageHit>,
    /// Whether the search was cut off by its time limit, so that there may be more.
    pub cut_off: bool,
}

/// A message that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageHit {
    /// Its conversation.
    pub conversation: String,
    /// The message.
    pub message: String,
    /// Its place in the conversation.
    pub number: u32,
    /// The patient's name, "Family, Given", or the number of an unmatched conversation.
    pub title: String,
    /// When it was said.
    pub at: String,
    /// A piece of its text around the first hit.
    pub excerpt: Vec<ExcerptPart>,
    /// Whether it is marked as wrong.
    pub wrong: bool,
    /// How its conversation stands now.
    pub state: HitStateView,
}

/// How a conversation stands, as a label beside what was found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HitStateView {
    /// Open, and the practice is to do something.
    Open,
    /// Open, and it is the patient's turn.
    Waiting,
    /// Put away until a time.
    Snoozed,
    /// Done.
    Done,
}

/// A stretch of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExcerptPart {
    /// The characters.
    pub text: String,
    /// Whether they are what was looked for.
    pub hit: bool,
}
