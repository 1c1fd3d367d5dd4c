//! Since when a patient waits for an answer.

use jiff::Timestamp;

use crate::{Message, MessageKind, StateMut};

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
