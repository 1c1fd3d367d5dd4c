//! What is quoted.

use model::memory::Memory;
use model::{Conversation, Quote};

use super::{Move, pick_message};

/// Now and then a message of the conversation; sometimes one of another, one that was taken back, or none that exists.
pub(super) fn quoted(state: &Memory, conversation: Option<&Conversation>, step: Move) -> Option<Quote> {
    if step.amount % 5 != 1 {
        return None;
    }
    let theirs: Vec<_> =
        state.all_messages().filter(|message| Some(message.conversation) == conversation.map(|row| row.id)).collect();
    let place = usize::from(step.other) % theirs.len().max(1);
    let message = theirs.get(place).filter(|_| !step.other.is_multiple_of(9)).map(|message| message.id);
    let message = message.unwrap_or_else(|| pick_message(state, step.which, true));
    Some(Quote { message, corrects: step.other.is_multiple_of(2) })
}
