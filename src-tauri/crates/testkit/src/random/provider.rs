//! What a provider may say, sensible or not.

use model::{Delivery, Failure, FailureClass, Message, MessageKind, ProviderRef, ProviderStatus};

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
