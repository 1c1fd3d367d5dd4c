//! Finding again: within one conversation (J-02), with a label of state (J-07), and whom one looked at last (J-08).
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{HitStateView, MarkDoneRequest, RecentRequest, SearchRequest, SearchResults, SnoozeRequest};
use jiff::SignedDuration;
use model::ConversationId;
use testkit::Person::{Leila, Okafor, Price, Shah, Whitfield};
use testkit::Surgery;

async fn search(surgery: &Surgery, text: &str, within: Option<ConversationId>) -> SearchResults {
    let conversation = within.map(|id| id.to_string());
    let request = SearchRequest { text: text.to_owned(), patients_only: false, conversation };
    surgery.engine.search(request).await.expect("searched")
}

async fn recent(surgery: &Surgery, opened: Option<ConversationId>) -> Vec<String> {
    let request = RecentRequest { opened: opened.map(|id| id.to_string()) };
    surgery.engine.recent(request).await.expect("listed").into_iter().map(|one| one.conversation).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn j_02_a_search_within_a_conversation_finds_there_and_nowhere_else() {
    let surgery = Surgery::open().await;
    let (hers, his) =
        (surgery.arrives(Price, "My cough is back").await, surgery.arrives(Whitfield, "A cough too").await);
    surgery.arrives(Price, "The cough kept me awake").await;
    surgery.arrives(Price, "Thank you").await;
    let found = search(&surgery, "cough", Some(hers)).await;
    let numbers: Vec<_> = found.messages.iter().map(|hit| (hit.conversation.clone(), hit.number)).collect();
    assert_eq!(numbers, [(hers.to_string(), 2), (hers.to_string(), 1)], "newest first");
    assert!(found.patients.is_empty(), "no patients");
    assert_eq!(search(&surgery, "awake", Some(his)).await.messages, []);
    assert_eq!(search(&surgery, "cough", None).await.messages.len(), 3, "without the limit: everywhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn j_07_a_hit_says_how_its_conversation_stands() {
    let surgery = Surgery::open().await;
    let state =
        async |id: ConversationId| search(&surgery, "cough", Some(id)).await.messages.first().expect("found").state;
    let open = surgery.arrives(Price, "My cough is back").await;
    assert_eq!(state(open).await, HitStateView::Open);
    let reply = surgery.answer(open, "Come in at ten").await;
    surgery.engine.send(reply).await.expect("sent");
    assert_eq!(state(open).await, HitStateView::Waiting, "it is the patient's turn");
    let away = surgery.arrives(Whitfield, "A cough too").await;
    let revision = surgery.shows(away).await.revision;
    let seen = contract::SeenRequest { conversation: away.to_string(), revision };
    surgery.engine.mark_read(seen).await.expect("read");
    let until = (surgery.clock.time() + SignedDuration::from_mins(30)).to_string();
    let request = SnoozeRequest {
        conversation: away.to_string(),
        until,
        label: String::new(),
        wakes_on_reply: true,
        past_due: None,
    };
    surgery.engine.snooze(request).await.expect("put away");
    assert_eq!(state(away).await, HitStateView::Snoozed);
    let done = surgery.arrives(Leila, "Cough gone").await;
    let revision = surgery.shows(done).await.revision;
    let reason = Some("by hand".to_owned());
    let request = MarkDoneRequest { conversation: done.to_string(), revision, reason, answered: true };
    surgery.engine.mark_done(request).await.expect("done");
    assert_eq!(state(done).await, HitStateView::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn j_08_whom_somebody_opened_last_stands_first_and_is_nobody_elses() {
    let surgery = Surgery::open().await;
    let (first, second) = (surgery.arrives(Price, "It hurts").await, surgery.arrives(Whitfield, "Hello?").await);
    assert!(recent(&surgery, None).await.is_empty(), "nothing was opened yet");
    recent(&surgery, Some(first)).await;
    assert_eq!(recent(&surgery, Some(second)).await, [second.to_string(), first.to_string()], "the last first");
    assert_eq!(recent(&surgery, Some(first)).await, [first.to_string(), second.to_string()], "opened again: first");
    surgery.sits(Shah).await;
    assert!(recent(&surgery, None).await.is_empty(), "the doctor opened nothing");
    let surgery = surgery.reopens();
    surgery.sits(Okafor).await;
    assert_eq!(recent(&surgery, None).await, [first.to_string(), second.to_string()], "kept when the program ends");
}
