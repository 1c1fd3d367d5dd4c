//! Since when a patient waits for an answer, and what stands last.

use jiff::Timestamp;

use crate::{Conversation, ConversationId, ConversationState, LastMessage, Message, MessageKind, StateMut};

/// Returns when the patient's first message came to which nothing that stands was said, now that one message no longer
/// does; `None` where the practice has the last word.
pub(super) fn since<S: StateMut>(state: &S, changed: &Message) -> Result<Option<Timestamp>, S::Error> {
    let messages = state.messages(changed.conversation)?;
    let of_the_way_it_now_is = messages.iter().map(|known| if known.id == changed.id { changed } else { known });
    Ok(of_the_way_it_now_is.fold(None, |since, message| match message.kind {
        MessageKind::In { .. } => since.or(Some(message.at)),
        _ if message.stands() && !message.is_automatic() && message.promises().is_none() => None,
        _ => since,
    }))
}

/// Returns the last message before a withdrawn one that was not withdrawn itself.
pub(super) fn last_standing<S: StateMut>(state: &S, withdrawn: &Message) -> Result<Option<LastMessage>, S::Error> {
    let earlier = state.messages(withdrawn.conversation)?;
    Ok(earlier
        .iter()
        .rev()
        .find(|message| message.number < withdrawn.number && !message.is_withdrawn() && !message.is_automatic())
        .map(|message| LastMessage { id: message.id, from_patient: matches!(message.kind, MessageKind::In { .. }) }))
}

/// Brings back what was taken for settled: a conversation that is done, once a text in it comes to nothing (C6.13), and a
/// clock that ended with the answer, or was never started because there was one.
pub(super) fn unsettle<S: StateMut>(
    state: &S,
    row: &mut Conversation,
    (at, silenced): (Timestamp, bool),
) -> Result<(), S::Error> {
    let waits = !row.answered && asked(state, row.id)?;
    if matches!(row.state, ConversationState::Done { .. }) {
        row.state = ConversationState::Open;
        row.clocks.reopened(&*state.timetable()?, at, (waits, row.unread > 0));
    } else if silenced && waits {
        row.clocks.waits_again(&*state.timetable()?, at);
    }
    Ok(())
}

/// Says whether the patient ever said anything in a conversation.
pub(super) fn asked<S: StateMut>(state: &S, id: ConversationId) -> Result<bool, S::Error> {
    Ok(state.messages(id)?.iter().any(|message| matches!(message.kind, MessageKind::In { .. })))
}

/// Says whether the practice has the last word, now that a message came to stand or no longer does.
pub(super) fn answered<S: StateMut>(state: &S, changed: &Message) -> Result<bool, S::Error> {
    let messages = state.messages(changed.conversation)?;
    let of_the_way_it_now_is = messages.iter().rev().map(|known| if known.id == changed.id { changed } else { known });
    Ok(of_the_way_it_now_is
        .filter(|message| !matches!(message.kind, MessageKind::Note { .. }) && !message.is_automatic())
        .filter(|message| message.promises().is_none())
        .find(|message| matches!(message.kind, MessageKind::In { .. }) || message.stands())
        .is_some_and(|message| !matches!(message.kind, MessageKind::In { .. })))
}
