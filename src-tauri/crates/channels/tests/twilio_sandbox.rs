//! The real Twilio adapter against the stand-in provider, over the loopback.

mod stage;

use channels::{
    Provider as _, SendError, UnusableReason,
    conformance::{self, Harness as _, Phone},
};
use jiff::SignedDuration;
use model::{FailureClass, Sensitive};
use serde_json::json;
use stage::Stage;

fn words(text: &str) -> Sensitive<String> {
    Sensitive::new(text.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_adapter_keeps_every_promise() {
    conformance::check(&Stage::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_adapter_keeps_every_promise_page_by_page() {
    conformance::check(&Stage::with(|_| {}, |config| config.page_size = 1).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_who_says_stop_is_opted_out_until_they_say_start() {
    let stage = Stage::new().await;
    let (patient, since) = (stage.number(Phone::Delivers).await, stage.now());
    let send = async || stage.twilio.send(&patient, &words("hello"), stage.key()).await;
    stage.receive(&patient, "Stop").await;
    match send().await {
        Err(SendError::Rejected(failure)) => assert_eq!(failure.class, FailureClass::OptedOut),
        other => panic!("Twilio refuses after STOP, got {other:?}"),
    }
    let sent = stage.twilio.sent_since(&patient, since).await.expect("a list");
    assert_eq!((sent.items.len(), sent.unreadable), (0, 0), "the provider's own answer is not ours");
    stage.receive(&patient, "START").await;
    assert!(send().await.is_ok(), "START takes it back");
    let found = stage.twilio.inbound_since(since).await.expect("a list");
    assert_eq!(found.messages.len(), 2, "both words are shown to staff: a patient may have meant something else");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_says_how_many_text_messages_were_made() {
    let stage = Stage::new().await;
    let patient = stage.number(Phone::Delivers).await;
    for (text, segments) in [("a".repeat(160), 1), ("a".repeat(161), 2), ("ł".repeat(71), 2)] {
        let accepted = stage.twilio.send(&patient, &words(&text), stage.key()).await.expect("accepted");
        assert_eq!(accepted.segments, Some(segments), "{} characters", text.chars().count());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_no_unicode_comes_in_beside_the_others() {
    let stage = Stage::new().await;
    let since = stage.now();
    let raw = r#"[{"from":"+447700900123","body":"before"},{"from":"+447700900123","body":"a\ud800b\u0000c"},
                  {"from":"60777","body":"Your parcel is here"},{"from":"+447700900123","body":"after","num_media":2}]"#;
    stage.steer("inbound", raw).await;
    let found = stage.twilio.inbound_since(since).await.expect("a readable page");
    let texts: Vec<_> = found.messages.iter().map(|message| message.text.clone()).collect();
    assert!(texts == ["before", "a\u{fffd}b\0c", "after"].map(words), "each comes, in order");
    assert_eq!(found.messages.iter().map(|message| message.media).collect::<Vec<_>>(), [0, 0, 2], "with its pictures");
    let [unusable] = found.unusable.as_slice() else { panic!("the short code is listed") };
    assert_eq!(unusable.reason, UnusableReason::SenderIsNoNumber);
    assert!(unusable.from == Some(words("60777")) && unusable.text.is_some(), "with what it says");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_just_before_midnight_is_read_just_after() {
    let stage = Stage::new().await;
    stage.pass(SignedDuration::from_hours(12) - SignedDuration::from_secs(2));
    stage.receive(&stage.number_ending(123), "late").await;
    stage.pass(SignedDuration::from_mins(5));
    let found = stage.twilio.inbound_since(stage.now()).await.expect("a list");
    assert_eq!(found.messages.len(), 1, "Twilio filters by day; the adapter asks for a day more");
    stage.pass(SignedDuration::from_hours(72));
    let found = stage.twilio.inbound_since(stage.now()).await.expect("a list");
    assert_eq!(found.messages.len(), 0, "but not for all of history");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_among_sent_messages_stops_at_its_time() {
    let stage = Stage::with(|_| {}, |config| (config.page_size, config.max_pages) = (2, 2)).await;
    let patient = stage.number(Phone::Delivers).await;
    let send = async |text: &str| stage.twilio.send(&patient, &words(text), stage.key()).await.expect("accepted");
    for _ in 0..10 {
        send("long ago").await;
    }
    stage.pass(SignedDuration::from_hours(100));
    let since = stage.now();
    send("today").await;
    let sent = stage.twilio.sent_since(&patient, since).await.expect("not the whole history, which is too long");
    assert!(sent.items.iter().any(|item| item.text == words("today")), "what is looked for is found");
}

#[tokio::test(flavor = "multi_thread")]
async fn tens_of_thousands_of_messages_are_read_whole() {
    const MANY: usize = 30_000;
    let stage = Stage::with(|_| {}, |config| config.total_timeout = std::time::Duration::from_secs(60)).await;
    let since = stage.now();
    let played: Vec<_> = (0..MANY)
        .map(|place| json!({ "from": format!("+447700900{:03}", place % 1000), "body": place.to_string() }))
        .collect();
    stage.steer("inbound", json!(played).to_string()).await;
    let found = stage.twilio.inbound_since(since).await.expect("thirty pages");
    assert_eq!(found.messages.len(), MANY, "nothing is lost between pages");
    for (place, message) in found.messages.iter().enumerate() {
        assert!(message.text == words(&place.to_string()), "in the order in which they came");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn simulated_patients_write_and_answer() {
    let lively = |config: &mut sandbox::Config| {
        config.pace = 1.0;
        config.patients = sandbox::training_patients();
    };
    let stage = Stage::with(lively, |_| {}).await;
    let since = stage.now();
    let wait_for = async |count: usize| {
        // The stand-in looks at its clock five times a second; a hundred looks are plenty.
        for _ in 0..100 {
            let messages = stage.twilio.inbound_since(since).await.expect("a list").messages;
            if messages.len() >= count {
                return messages;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("{count} messages were expected");
    };
    stage.pass(SignedDuration::from_hours(1));
    let scripted: usize = sandbox::training_patients().iter().map(|patient| patient.writes.len()).sum();
    let messages = wait_for(scripted).await;
    assert!(messages.iter().any(|message| message.from == stage.number_ending(199)), "also somebody unknown");
    let grace = stage.number_ending(101);
    stage.twilio.send(&grace, &words("Can you come in today at 3?"), stage.key()).await.expect("accepted");
    let before = messages.len();
    // Answers are planned when the stand-in looks, so the time moves on as it does.
    for _ in 0..20 {
        stage.pass(SignedDuration::from_secs(30));
        if stage.twilio.inbound_since(since).await.expect("a list").messages.len() > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    let answer = wait_for(before + 1).await.pop().expect("an answer");
    assert_eq!(answer.from, grace, "who was written to answers");
    let dilys = stage.number_ending(107);
    let sent = stage.twilio.send(&dilys, &words("How is the leg?"), stage.key()).await.expect("accepted");
    stage.settle().await;
    let report = stage.twilio.status(&sent.id).await.expect("an answer").expect("it is there");
    assert!(matches!(report.status, model::ProviderStatus::Failed { .. }), "one phone is off");
}
