//! Quotes: which message another one answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::MessageKindView;

/// Which message a text or a note answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuoteRequest {
    /// Which; of the same conversation.
    pub message: String,
    /// Whether it says what is right where that one is marked as wrong.
    pub corrects: bool,
}

/// The message that another one answers, as it stands above that one. The patient sees nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuoteView {
    /// Which.
    pub message: String,
    /// Its place in the conversation.
    pub number: u32,
    /// From the patient, to the patient, or between staff.
    pub kind: MessageKindView,
    /// Who wrote it, by name.
    pub author: Option<String>,
    /// When received or written.
    pub at: String,
    /// The beginning of its words, in one line. Show as text, never as markup.
    pub text: String,
    /// Whether it was taken back: what answers it must be sent without it.
    pub gone: bool,
    /// Whether it is marked as wrong.
    pub wrong: bool,
    /// Whether what quotes it corrects it.
    pub corrects: bool,
}
