//! What scheduling a text makes true.

use super::edit;
use crate::scheduled::ScheduleChange;
use crate::{ConversationId, MessageId, StateMut, Terms};

/// Applies a fact about a text that waits for its time.
pub(super) fn apply<S: StateMut>(state: &mut S, change: &ScheduleChange) -> Result<(), S::Error> {
    match change {
        ScheduleChange::Written(text) => state.put_scheduled((**text).clone())?,
        ScheduleChange::Moved { message, send_at, .. } => {
            if let Some(text) = state.scheduled(*message)? {
                state.put_scheduled(crate::scheduled::Scheduled { send_at: *send_at, ..text })?;
            }
        }
        ScheduleChange::Cancelled { message, .. } => state.end_scheduled(*message)?,
    }
    next(state, change.conversation())
}

/// A message that waited for its time was written: it waits no more.
pub(super) fn left<S: StateMut>(
    state: &mut S,
    (message, conversation): (MessageId, ConversationId),
    terms: &Terms,
) -> Result<(), S::Error> {
    if terms.scheduled.is_none() {
        return Ok(());
    }
    state.end_scheduled(message)?;
    next(state, conversation)
}

/// Notes when the next text of a conversation leaves.
fn next<S: StateMut>(state: &mut S, id: ConversationId) -> Result<(), S::Error> {
    let next = state.scheduled_in(id)?.first().map(|text| text.send_at);
    edit(state, id, |row| row.sends_at = next)
}
