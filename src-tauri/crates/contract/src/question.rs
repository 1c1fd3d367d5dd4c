//! What patients asked, for whoever calls a conversation done (C6.10).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a patient asked in a conversation since it was last done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestionsView {
    /// Each sentence that asks, oldest first.
    pub questions: Vec<QuestionView>,
}

/// A question, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestionView {
    /// In which message.
    pub message: String,
    /// When that came.
    pub at: String,
    /// The sentence, exactly as it came. Show as text, never as markup.
    pub text: String,
    /// When staff next said something to the patient that stands; none: nobody did. Whether it answers this, a person says.
    pub replied_at: Option<String>,
}
