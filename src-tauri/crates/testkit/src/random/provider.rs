//! What a provider may say, sensible or not.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use model::{Delivery, Failure, FailureClass, Message, MessageKind, ProviderRef, ProviderStatus};
use model::{Given, Jurisdiction, ProviderProfile, asked_of_provider};

use super::Move;

pub(super) fn twilio(number: u64) -> ProviderRef {
    ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{number}") }
}

pub(super) fn in_flight(message: &Message) -> bool {
    matches!(message.delivery(), Some(Delivery::InFlight { .. }))
}

pub(super) fn provider_of(message: &Message) -> Option<ProviderRef> {
    match &message.kind {
        MessageKind::In { provider, .. } => Some(provider.clone()),
        MessageKind::Out { provider, .. } => provider.clone(),
        MessageKind::Note { .. } | MessageKind::Contact { .. } => None,
    }
}

pub(super) fn failure(which: u8) -> Failure {
    let classes = [FailureClass::Permanent, FailureClass::Temporary, FailureClass::Technical, FailureClass::OptedOut];
    let class = classes.get(usize::from(which) % classes.len()).copied().unwrap_or(FailureClass::Technical);
    Failure { class, code: which.is_multiple_of(2).then(|| "30006".to_owned()) }
}

pub(super) fn status(which: u8) -> ProviderStatus {
    match which % 5 {
        0 => ProviderStatus::Accepted,
        1 => ProviderStatus::Sent,
        2 => ProviderStatus::Delivered,
        3 => ProviderStatus::Read,
        _ => ProviderStatus::Failed { failure: failure(which) },
    }
}

/// A provider's profile: with gaps, run out, about to, or good for long.
pub(super) fn profile(now: Timestamp, step: Move) -> ProviderProfile {
    let day = now.to_zoned(TimeZone::UTC).date();
    let ends = day.saturating_add(Span::new().days(i64::from(step.amount) - 32));
    let given = Given { words: "in the cabinet".to_owned(), dated: Some(day), valid_to: step.yes.then_some(ends) };
    let asked = asked_of_provider(Jurisdiction::England).iter().skip(usize::from(step.other % 3));
    ProviderProfile { name: "Twilio".to_owned(), facts: asked.map(|fact| (*fact, given.clone())).collect() }
}
