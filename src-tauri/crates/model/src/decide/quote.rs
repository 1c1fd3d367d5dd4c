//! What may be quoted, and by what.

use super::{or_refuse, retract};
use crate::{Conversation, Message, MessageKind, Quote, Refusal, State};

/// Refuses a text to a patient that quotes what does not stand in their conversation, or what staff said among themselves.
pub(super) fn in_text<S: State>(
    state: &S,
    quote: Option<Quote>,
    conversation: &Conversation,
) -> Result<Result<(), Refusal>, S::Error> {
    let quoted = or_refuse!(quoted(state, quote, conversation)?);
    let is_note = quoted.is_some_and(|message| matches!(message.kind, MessageKind::Note { .. }));
    Ok(if is_note { Err(Refusal::QuoteOfNote) } else { Ok(()) })
}

/// Refuses a note about what does not stand in its conversation.
pub(super) fn in_note<S: State>(
    state: &S,
    quote: Option<Quote>,
    conversation: &Conversation,
) -> Result<Result<(), Refusal>, S::Error> {
    Ok(quoted(state, quote, conversation)?.map(drop))
}

/// Returns what is quoted. What was taken back before it left was never said, and what was said to somebody else is none of
/// this patient's (H3).
fn quoted<S: State>(
    state: &S,
    quote: Option<Quote>,
    conversation: &Conversation,
) -> Result<Result<Option<Message>, Refusal>, S::Error> {
    let Some(quote) = quote else { return Ok(Ok(None)) };
    let stands = |message: &Message| message.conversation == conversation.id && !message.is_withdrawn();
    let Some(message) = state.message(quote.message)?.filter(stands) else { return Ok(Err(Refusal::QuoteGone)) };
    if quote.corrects {
        or_refuse!(retract::may_correct(&message));
    }
    Ok(Ok(Some(message)))
}
