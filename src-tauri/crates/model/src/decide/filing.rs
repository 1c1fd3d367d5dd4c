//! What is said goes into the record, or is visibly not there yet.

use jiff::{SignedDuration, Timestamp};

use super::{Decision, closing, conversation, or_refuse, staff};
use crate::{Actor, Change, ConversationId, FiledMessage, Filing, FilingOutcome, Refusal, State};

/// After this many tries a person is asked (C4.2).
const MOST_TRIES: u32 = 3;
/// After this time a person is asked, however few tries there were (C4.2).
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// Writes down what came of writing messages to the record. A message that has changed since stays due.
pub(super) fn report<S: State>(
    state: &S,
    messages: &[FiledMessage],
    outcome: &FilingOutcome,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let mut changes = Vec::new();
    for filed in messages {
        let Some(message) = state.message(filed.message)? else { return Ok(Err(Refusal::UnknownMessage)) };
        let (since, attempts) = match &message.filing {
            Filing::Pending { since } => (*since, 0),
            Filing::Retrying { since, attempts, .. } | Filing::Failed { since, attempts, .. } => (*since, *attempts),
            Filing::NotDue | Filing::Written { .. } => continue,
        };
        let filing = match outcome {
            FilingOutcome::Written { record_id } if message.version == filed.version => {
                Filing::Written { record_id: record_id.clone(), at: now }
            }
            FilingOutcome::Written { .. } => continue,
            FilingOutcome::NotWritten { code, .. }
                if attempts + 1 >= MOST_TRIES || now.duration_since(since) >= LONGEST_WAIT =>
            {
                Filing::Failed { since, attempts: attempts + 1, code: code.clone() }
            }
            FilingOutcome::NotWritten { code, retry_at } => {
                Filing::Retrying { since, attempts: attempts + 1, next: *retry_at, code: code.clone() }
            }
        };
        changes.push(Change::FilingChanged { message: filed.message, filing });
    }
    changes.extend(closing::ended(state, &changes, now)?);
    Ok(Ok(changes))
}

/// Makes everything in a conversation that was given up on due again.
pub(super) fn retry<S: State>(
    state: &S,
    actor: Actor,
    id: ConversationId,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    or_refuse!(conversation(state, id)?);
    let due = state
        .messages(id)?
        .into_iter()
        .filter(|message| matches!(message.filing, Filing::Failed { .. } | Filing::Retrying { .. }))
        .map(|message| Change::FilingChanged { message: message.id, filing: Filing::Pending { since: now } })
        .collect();
    Ok(Ok(due))
}
