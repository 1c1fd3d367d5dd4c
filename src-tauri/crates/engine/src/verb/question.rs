//! Questions: what patients asked, for whoever calls a conversation done.

use contract::{ConversationRequest, QuestionView, QuestionsView};
use model::question::asked;
use model::{ConversationId, Sensitive};
use store::Span;

use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Returns what the patient asked in a conversation since it was last done (C6.10).
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when there is no such conversation.
    pub async fn questions(&self, request: ConversationRequest) -> Result<QuestionsView, EngineError> {
        let id: ConversationId = view::id(&request.conversation)?;
        let said = self.parts.store.read(move |view| {
            let Some(row) = view.conversation(id)? else { return Ok(None) };
            view.thread(id, Span::After(row.done_to), u32::MAX).map(Some)
        });
        let said = said.await?.ok_or(EngineError::NotFound)?;
        let said: Vec<_> = said.iter().map(|written| (&written.message, written.text.as_ref())).collect();
        let shown = |sentence: &Sensitive<String>| sentence.expose().clone(); // Why: staff read it.
        let questions = asked(&said).into_iter().map(|one| QuestionView {
            message: one.message.to_string(),
            at: text(one.at),
            text: shown(&one.sentence),
            replied_at: one.replied_at.map(text),
        });
        Ok(QuestionsView { questions: questions.collect() })
    }
}
