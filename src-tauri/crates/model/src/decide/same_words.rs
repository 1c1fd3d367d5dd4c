//! The same words to the same person twice in a short time are mostly an accident: a press too many, two windows, or two
//! colleagues who do not know of each other.

use jiff::{SignedDuration, Timestamp};

use crate::compose::unsigned;
use crate::{
    Author, Conversation, Delivery, Message, MessageKind, OutboundText, PatientId, Refusal, Staff, State, Went,
};

/// For how long the same words ask first.
pub const ASK_AGAIN_WITHIN: SignedDuration = SignedDuration::from_mins(30);

/// Refuses words that this person was sent a short while ago, until the author says that they are meant twice. What was taken
/// back or failed was not sent, so that saying it again does not ask; what may have left does.
pub(super) fn said_already<S: State>(
    state: &S,
    (author, text): (&Staff, &OutboundText),
    (conversation, patient): (&Conversation, PatientId),
    now: Timestamp,
) -> Result<Result<(), Refusal>, S::Error> {
    if text.repeat_seen {
        return Ok(Ok(()));
    }
    let practice = state.practice()?.map(|practice| practice.name).unwrap_or_default();
    // Why exposed: words are compared with words.
    let new = unsigned(text.content.text().expose(), author, &practice);
    let since = now.saturating_sub(ASK_AGAIN_WITHIN).unwrap_or(Timestamp::MIN);
    for message in state.written_since(patient, since)?.iter().rev() {
        let Some((writer, went)) = counts(message) else { continue };
        let with = state.conversation(message.conversation)?.and_then(|row| row.proxy);
        let (Some(words), Some(writer)) = (state.words(message.id)?, state.staff(writer)?) else { continue };
        // Why exposed: see above. Whoever signed it, they are the same words.
        if with == conversation.proxy && is_same(unsigned(words.expose(), &writer, &practice), new) {
            let at = super::policy(state)?.local(message.at).strftime("%H:%M").to_string();
            return Ok(Err(Refusal::SameWords { at, went }));
        }
    }
    Ok(Ok(()))
}

/// Returns who wrote a message, and what is known of it; `None` where it was not said to the patient.
const fn counts(message: &Message) -> Option<(crate::StaffId, Went)> {
    let MessageKind::Out { author: Author::Staff { staff }, delivery, .. } = &message.kind else { return None };
    let went = match delivery {
        Delivery::Withdrawn { .. } | Delivery::Failed { .. } => return None,
        Delivery::Held { .. } | Delivery::Queued { .. } | Delivery::InFlight { .. } => Went::Waiting,
        Delivery::Unknown { .. } => Went::Unknown,
        Delivery::Accepted { .. } | Delivery::Sent { .. } => Went::Sent,
        Delivery::Delivered { .. } => Went::Delivered,
        Delivery::Read { .. } => Went::Read,
    };
    Some((*staff, went))
}

/// Says whether two texts differ in nothing but white space and case.
fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}
