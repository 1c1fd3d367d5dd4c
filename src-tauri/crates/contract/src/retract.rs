//! Messages that were wrong: marked, with the old text kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a message was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WrongReasonView {
    /// It went to the wrong person, or says something about another: an urgent task is made.
    WrongPerson,
    /// Something in it is not so.
    WrongFact,
    /// It can be understood in a way that was not meant.
    Misleading,
    /// It was not meant to be said at all.
    NotMeant,
    /// Something else: `words` say what.
    Other,
}

/// A message to mark as wrong. Nothing is sent by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MarkWrongRequest {
    /// Which message.
    pub message: String,
    /// Why.
    pub reason: WrongReasonView,
    /// What more there is to say; may be empty, except for another reason.
    pub words: String,
}

/// A message is marked as wrong. Its words stand as they were written: strike them or fold them, and let them be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WrongView {
    /// Why.
    pub reason: WrongReasonView,
    /// What more was said; may be empty.
    pub words: String,
    /// Who says so, by name.
    pub by: Option<String>,
    /// When.
    pub at: String,
}
