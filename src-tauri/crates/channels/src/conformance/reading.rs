//! What a provider promises about messages that come in, and about looking things up.

use jiff::SignedDuration;

use super::{Harness, Phone, send, words};

pub(super) async fn incoming_messages_come_in_order_and_again(harness: &impl Harness) {
    let (provider, since) = (harness.provider(), harness.now());
    let (alice, bob) = (harness.number(Phone::Delivers).await, harness.number(Phone::Delivers).await);
    let texts = [(&alice, "first"), (&bob, "second 😀 & more"), (&alice, "third"), (&alice, "third")];
    for (from, text) in texts {
        harness.receive(from, text).await;
    }
    let read = async || {
        let found = provider.inbound_since(since).await.unwrap();
        assert_eq!(found.unusable, [], "all of them can be used");
        let ours = found.messages.into_iter().filter(|message| message.from == alice || message.from == bob);
        ours.collect::<Vec<_>>()
    };
    let (messages, again) = (read().await, read().await);
    assert_eq!(messages, again, "reading takes nothing away");
    assert_eq!(messages.len(), texts.len(), "the same words twice are two messages");
    for (message, (from, text)) in messages.iter().zip(texts) {
        assert_eq!(&message.from, from, "each from its own number");
        assert!(message.text == words(text), "oldest first");
        assert!(message.sent_at >= since - SignedDuration::from_secs(2), "with its time");
        assert_eq!(message.media, 0, "no pictures came");
    }
    let mut ids: Vec<_> = messages.iter().map(|message| &message.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), texts.len(), "each has a name of its own");
}

pub(super) async fn the_two_directions_do_not_mix(harness: &impl Harness) {
    let (provider, since) = (harness.provider(), harness.now());
    let (to, other) = (harness.number(Phone::Delivers).await, harness.number(Phone::Delivers).await);
    harness.receive(&to, "from the patient").await;
    send(harness, &to, "from the practice").await.unwrap();
    send(harness, &other, "to somebody else").await.unwrap();
    let inbound = provider.inbound_since(since).await.unwrap().messages;
    let ours = inbound.iter().filter(|message| message.from == to || message.from == other).collect::<Vec<_>>();
    assert!(ours.iter().all(|message| message.text == words("from the patient")), "what was sent never comes in");
    assert_eq!(ours.len(), 1, "and what came in does");
    let sent = provider.sent_since(&to, since).await.unwrap().items;
    assert_eq!(sent.len(), 1, "neither what came in nor what others got is listed as sent");
    assert!(sent.iter().all(|item| item.text == words("from the practice") && item.to == to), "only theirs");
}

pub(super) async fn what_is_not_there_is_none(harness: &impl Harness) {
    let to = harness.number(Phone::Delivers).await;
    let accepted = send(harness, &to, "hello").await.unwrap();
    let last = accepted.id.chars().last().unwrap();
    let other = if last == '0' { '1' } else { '0' };
    let absent: String = accepted.id.chars().take(accepted.id.chars().count() - 1).chain([other]).collect();
    for id in [absent.as_str(), "", "..", "../../secret", "a b"] {
        assert_eq!(harness.provider().status(id).await, Ok(None), "{id:?} is not there");
    }
    let nobody = harness.number(Phone::Delivers).await;
    let listed = harness.provider().sent_since(&nobody, harness.now()).await.unwrap();
    assert_eq!((listed.items.len(), listed.unreadable), (0, 0), "a number that was never written to");
}
