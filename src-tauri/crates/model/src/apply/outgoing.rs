//! The message that a text becomes.

use crate::{Change, Delivery, MessageKind};

/// Returns what a change writes, where it writes an outgoing message: held, and with no provider yet.
pub(crate) fn outgoing(change: &Change) -> Option<MessageKind> {
    let Change::MessageWritten {
        message: _,
        conversation: _,
        content: _,
        at: _,
        channel,
        to,
        author,
        purpose,
        also,
        despite,
        held_until,
        repeats,
        templates: _, // Known to whoever reads the log, as are the words of a reason.
        warned: _,
        terms,
        quote,
    } = change
    else {
        return None;
    };
    Some(MessageKind::Out {
        channel: *channel,
        to: to.clone(),
        author: *author,
        purpose: *purpose,
        also: also.clone(),
        despite: despite.is_some(),
        delivery: Delivery::Held { until: *held_until },
        provider: None,
        segments: None,
        repeats: *repeats,
        repeated_by: None,
        terms: terms.clone(),
        quote: *quote,
    })
}
