//! What putting a conversation away, and its coming back, makes true.

use super::edit;
use crate::snooze::{Snooze, SnoozeChange, SnoozeState, Woke};
use crate::{Author, Conversation, MessageKind, StateMut};

/// Applies a fact about a conversation that was put away, and keeps it for its thread.
pub(super) fn apply<S: StateMut>(state: &mut S, change: &SnoozeChange) -> Result<(), S::Error> {
    match change {
        SnoozeChange::Snoozed { conversation, until, label, wakes_on_reply, by, at } => {
            let (until, label, wakes_on_reply) = (*until, label.clone(), *wakes_on_reply);
            let snooze = Snooze { until, label, wakes_on_reply, by: *by, since: *at };
            edit(state, *conversation, |row| row.snooze = Some(SnoozeState::Asleep(snooze)))?;
        }
        SnoozeChange::Woken { conversation, reason, at, .. } => {
            let back = reason.is_by_itself().then_some(SnoozeState::Back(Woke { at: *at, reason: *reason }));
            edit(state, *conversation, |row| row.snooze = back)?;
        }
        SnoozeChange::Seen { conversation, .. } => edit(state, *conversation, |row| row.snooze = None)?,
    }
    state.add_snooze_fact(change.clone())
}

/// Somebody gave it away, called it done or took it up: that it came back needs no saying any more.
pub(super) fn acted(row: &mut Conversation) {
    if row.back().is_some() {
        row.snooze = None;
    }
}

/// Says whether adding a message is acting on its conversation: staff wrote, or wrote down what they did.
pub(super) const fn is_an_act(kind: &MessageKind) -> bool {
    match kind {
        MessageKind::Out { author: Author::Staff { .. }, .. }
        | MessageKind::Note { .. }
        | MessageKind::Contact { .. } => true,
        MessageKind::Out { .. } | MessageKind::In { .. } => false,
    }
}
