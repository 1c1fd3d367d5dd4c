//! What a provider promises when something goes wrong: to say what is certain, and what is not.

use super::{Fault, Harness, Phone, send, words};
use crate::{NotTaken, ProviderError, SendError};

pub(super) async fn a_refusal_or_no_connection_is_certain(harness: &impl Harness) {
    let to = harness.number(Phone::Delivers).await;
    harness.break_next_send(Fault::RateLimited(7)).await;
    let waits = Some(std::time::Duration::from_secs(7));
    let limited = SendError::NotTaken { retry_after: waits, why: NotTaken::RateLimited };
    assert_eq!(send(harness, &to, "hello").await, Err(limited), "too fast is not taken, and says how long to wait");

    let nowhere = harness.unreachable();
    let not_connected = SendError::NotTaken { retry_after: None, why: NotTaken::NoConnection };
    assert_eq!(nowhere.send(&to, &words("hello"), harness.key()).await, Err(not_connected), "nobody listens");
    assert_eq!(nowhere.inbound_since(harness.now()).await, Err(ProviderError::Offline), "nobody listens");
    assert_eq!(nowhere.sent_since(&to, harness.now()).await, Err(ProviderError::Offline), "nobody listens");
    assert_eq!(harness.taken(&to).await, 0, "certain means certain");
    send(harness, &to, "hello").await.unwrap();
    assert_eq!(harness.taken(&to).await, 1, "and it may be tried again");
}

pub(super) async fn a_lost_answer_is_unknown_and_the_list_tells(harness: &impl Harness) {
    for (fault, taken) in [
        (Fault::CutBeforeAccept, 0),
        (Fault::OutOfOrder, 0),
        (Fault::CutAfterAccept, 1),
        (Fault::LateAnswer, 1),
        (Fault::UnreadableAnswer, 1),
    ] {
        let since = harness.now();
        let to = harness.number(Phone::Delivers).await;
        harness.break_next_send(fault).await;
        let answer = send(harness, &to, "Only once, please.").await;
        assert_eq!(answer, Err(SendError::Unknown), "{fault:?}: nobody can tell");
        assert_eq!(harness.taken(&to).await, taken, "{fault:?}: and nothing was tried a second time");
        let listed = harness.provider().sent_since(&to, since).await.unwrap();
        assert_eq!((listed.items.len(), listed.unreadable), (taken, 0), "{fault:?}: the list can tell");
        assert!(listed.items.iter().all(|item| item.text == words("Only once, please.")), "{fault:?}: by its words");
    }
}

pub(super) async fn a_wrong_key_is_said(harness: &impl Harness) {
    let (wrong, since) = (harness.with_wrong_key(), harness.now());
    let to = harness.number(Phone::Delivers).await;
    let refused = SendError::NotTaken { retry_after: None, why: NotTaken::Unauthorised };
    assert_eq!(
        wrong.send(&to, &words("hello"), harness.key()).await,
        Err(refused),
        "a wrong key sends nothing, and once it is put right the same message can leave"
    );
    assert_eq!(wrong.inbound_since(since).await, Err(ProviderError::Unauthorised), "a wrong key reads nothing");
    assert_eq!(wrong.sent_since(&to, since).await, Err(ProviderError::Unauthorised), "a wrong key reads nothing");
    assert_eq!(harness.taken(&to).await, 0, "nothing was taken over");
}

pub(super) async fn a_broken_reading_is_an_error_and_no_empty_list(harness: &impl Harness) {
    let to = harness.number(Phone::Delivers).await;
    harness.break_next_list().await;
    assert_eq!(harness.provider().inbound_since(harness.now()).await, Err(ProviderError::Unavailable), "out of order");
    harness.break_next_list().await;
    let listed = harness.provider().sent_since(&to, harness.now()).await;
    assert_eq!(listed, Err(ProviderError::Unavailable), "an unread list proves no absence");
}
