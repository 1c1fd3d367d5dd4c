//! A patient's text arrives.

use jiff::Timestamp;

use super::{Decision, REOPEN_WITHIN};
use crate::{Change, Conversation, ConversationState, InboundText, Refusal, State, Subject, UnmatchedReason};

/// Matches a text to a patient, or to nobody: exactly one patient has the number, or a person must say (C1.12, D-08, H4).
pub(super) fn receive<S: State>(state: &S, text: &InboundText, now: Timestamp) -> Result<Decision, S::Error> {
    if state.message_by_provider(&text.provider)?.is_some() {
        return Ok(Ok(vec![])); // Polled twice, or told twice: it stands already.
    }
    let subject = match state.patients_with(&text.from)?.as_slice() {
        [patient] => Subject::Patient { patient: *patient },
        [] => Subject::Unmatched { reason: UnmatchedReason::NoPatient },
        _ => Subject::Unmatched { reason: UnmatchedReason::SeveralPatients },
    };
    let latest = state.latest_conversation(&text.from, subject.patient())?;
    let (conversation, mut changes) = place(text, &subject, latest, now);
    let is_new = conversation == text.conversation;
    if state.message(text.message)?.is_some() || (is_new && state.conversation(conversation)?.is_some()) {
        return Ok(Err(Refusal::AlreadyExists)); // An id is never used twice: what stands under it would be overwritten.
    }
    changes.push(Change::MessageReceived {
        message: text.message,
        conversation,
        channel: text.channel,
        from: text.from.clone(),
        content: text.content.digest(),
        sent_at: text.sent_at,
        at: now,
        provider: text.provider.clone(),
        media: text.media,
    });
    Ok(Ok(changes))
}

/// Finds the conversation a text belongs in: the latest one if it is open or was done lately, else a new one.
fn place(
    text: &InboundText,
    subject: &Subject,
    latest: Option<Conversation>,
    now: Timestamp,
) -> (crate::ConversationId, Vec<Change>) {
    match latest {
        Some(Conversation { id, state: ConversationState::Open, .. }) => (id, vec![]),
        Some(Conversation { id, state: ConversationState::Done { at, .. }, .. })
            if now.duration_since(at) <= REOPEN_WITHIN =>
        {
            (id, vec![Change::ConversationReopened { conversation: id }])
        }
        _ => {
            let opened = Change::ConversationOpened {
                conversation: text.conversation,
                subject: subject.clone(),
                number: text.from.clone(),
                channel: text.channel,
                at: now,
            };
            (text.conversation, vec![opened])
        }
    }
}
