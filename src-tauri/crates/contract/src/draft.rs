//! Drafts: what somebody is about to say.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{PurposeView, QuoteView, TemplateUseView};

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftView {
    /// The text.
    pub text: String,
    /// Reply or note.
    pub mode: DraftMode,
    /// The caret, in UTF-16 units.
    pub caret: u32,
    /// What its author says it is for; none: nothing was said.
    pub purpose: Option<PurposeView>,
    /// What else it is for: what the templates in it say, and words that were taken up again.
    pub also: Vec<PurposeView>,
    /// Which versions of templates stand in it.
    pub templates: Vec<TemplateUseView>,
    /// Which message it answers.
    pub quote: Option<QuoteView>,
}

/// What a draft is going to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftMode {
    /// To the patient.
    Reply,
    /// Between staff.
    Note,
}
