//! What a provider promises about messages that go out.

use jiff::SignedDuration;
use model::{FailureClass, ProviderStatus};

use super::{Harness, Phone, send, words};
use crate::{SendError, measure};

pub(super) async fn a_sent_message_is_listed_and_moves_on(harness: &impl Harness) {
    let (provider, since) = (harness.provider(), harness.now());
    let to = harness.number(Phone::Delivers).await;
    let accepted = send(harness, &to, "Your results are back.").await.unwrap();
    assert_eq!(accepted.status, ProviderStatus::Accepted, "a receipt claims no more than that");
    assert!(!provider.account().is_empty() && !accepted.id.is_empty(), "the message has a name");

    // At once, while it is still queued: this list is what an unknown send is looked up in.
    let listed = provider.sent_since(&to, since).await.unwrap();
    let [item] = listed.items.as_slice() else { panic!("one was sent, {} are listed", listed.items.len()) };
    assert_eq!((&item.id, &item.to, listed.unreadable), (&accepted.id, &to, 0), "it is the one");
    assert!(item.text == words("Your results are back."), "with its words");
    let slack = SignedDuration::from_secs(2);
    assert!(item.at >= since - slack && item.at <= harness.now() + slack, "and its time");

    let first = provider.status(&accepted.id).await.unwrap().unwrap();
    harness.settle().await;
    let last = provider.status(&accepted.id).await.unwrap().unwrap();
    assert!(matches!(last.status, ProviderStatus::Delivered | ProviderStatus::Read), "it arrives: {:?}", last.status);
    assert!(first.at <= last.at, "a later state has a later time");
    assert_eq!((first.id, last.id), (accepted.id.clone(), accepted.id), "a report names its message");
    let again = provider.sent_since(&to, since).await.unwrap();
    assert_eq!(again.items.first().map(|item| &item.status), Some(&last.status), "list and report agree");
}

pub(super) async fn sending_twice_is_two_messages_unless_the_provider_says_otherwise(harness: &impl Harness) {
    let to = harness.number(Phone::Delivers).await;
    let (key, text) = (harness.key(), words("Please book a blood test."));
    let first = harness.provider().send(&to, &text, key).await.unwrap();
    let second = harness.provider().send(&to, &text, key).await.unwrap();
    let deduplicates = harness.provider().capabilities().deduplicates_sends;
    assert_eq!(first.id == second.id, deduplicates, "the provider does what its capabilities say");
    assert_eq!(harness.taken(&to).await, if deduplicates { 1 } else { 2 }, "and so many reach the patient");
}

pub(super) async fn every_character_arrives(harness: &impl Harness) {
    let (provider, since) = (harness.provider(), harness.now());
    let to = harness.number(Phone::Delivers).await;
    let long = "Take one tablet twice a day. ".repeat(20);
    let texts = ["1 + 1 = 2 & 50% \"off\" #a?b;c", "Dzień dobry, £5 – 😀\nDr Ó’Néill", " two  spaces ", long.as_str()];
    for text in texts {
        assert!(provider.capabilities().fits(text), "the text is short enough to be sent");
        let accepted = send(harness, &to, text).await.unwrap();
        if let Some(segments) = accepted.segments {
            assert_eq!(segments, measure(text).segments, "both count the same text messages");
        }
    }
    let items = provider.sent_since(&to, since).await.unwrap().items;
    assert_eq!(items.len(), texts.len(), "all are listed");
    for (item, text) in items.iter().zip(texts) {
        assert!(item.text == words(text), "oldest first, and exactly as written");
    }
}

pub(super) async fn failures_have_their_class(harness: &impl Harness) {
    for (phone, class) in [(Phone::Off, FailureClass::Temporary), (Phone::Landline, FailureClass::Permanent)] {
        let to = harness.number(phone).await;
        let accepted = send(harness, &to, "hello").await.unwrap();
        harness.settle().await;
        let report = harness.provider().status(&accepted.id).await.unwrap().unwrap();
        assert!(is_failed(&report.status, class), "{phone:?} is {class:?}, got {:?}", report.status);
    }
    for (phone, class) in [(Phone::NotMobile, FailureClass::Permanent), (Phone::OptedOut, FailureClass::OptedOut)] {
        let to = harness.number(phone).await;
        match send(harness, &to, "hello").await {
            Err(SendError::Rejected(failure)) => {
                assert_eq!(failure.class, class, "{phone:?}");
                assert!(failure.code.is_some(), "{phone:?}: support gets the provider's code");
            }
            other => panic!("{phone:?} is refused at once, got {other:?}"),
        }
        assert_eq!(harness.taken(&to).await, 0, "{phone:?}: nothing was taken over");
    }
}

fn is_failed(status: &ProviderStatus, class: FailureClass) -> bool {
    matches!(status, ProviderStatus::Failed { failure } if failure.class == class)
}
