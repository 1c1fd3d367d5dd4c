//! Quotes, from the terminal.

use contract::{MessagesRequest, QuoteRequest};
use engine::{Engine, EngineError};

/// Returns the message with a number in a conversation, as `show` prints it.
pub(crate) async fn quoted(
    engine: &Engine,
    conversation: &str,
    number: Option<u32>,
) -> Result<Option<QuoteRequest>, EngineError> {
    let Some(number) = number else { return Ok(None) };
    let request = MessagesRequest {
        conversation: conversation.to_owned(),
        before: None,
        after: Some(number.saturating_sub(1)),
        around: None,
        limit: 1,
    };
    let found = engine.messages(request).await?.messages.into_iter().find(|message| message.number == number);
    let message = found.ok_or(EngineError::BadRequest("no message of this conversation has this number"))?;
    Ok(Some(QuoteRequest { message: message.id, corrects: false }))
}
