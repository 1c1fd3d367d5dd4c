//! Calling a conversation done, from the terminal.

use contract::{ConversationRequest, MarkDoneRequest};
use engine::{Engine, EngineError};

use crate::print;
use crate::run::Done;

/// Prints what the patient asked since the conversation was last done, a line each; then calls it done, which is refused while
/// there is any of it and `answered` was not said.
pub(crate) async fn done(
    engine: &Engine,
    conversation: String,
    reason: Option<String>,
    answered: bool,
) -> Result<(), EngineError> {
    let request = ConversationRequest { conversation: conversation.clone() };
    let revision = engine.conversation(request.clone()).await?.revision;
    let asked = engine.questions(request).await?;
    asked.questions.iter().try_for_each(print::line)?;
    engine.mark_done(MarkDoneRequest { conversation, revision, reason, answered }).await?;
    print::line(&Done { done: true })
}
