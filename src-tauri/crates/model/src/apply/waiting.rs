//! Since when a patient waits for an answer, and what stands last.

use jiff::Timestamp;

use crate::{LastMessage, Message, MessageKind, StateMut};

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
