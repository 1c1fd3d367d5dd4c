//! Texts that leave later (A-06, A-09, C6.14) through the real file and the real worker: each leaves once, when it is time.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    CancelScheduledRequest, DeliveryView, DraftMode, ErrorCode, ErrorView, MessageView, PurposeView, Queue,
    RescheduleRequest, SeenRequest, SendRequest, SnoozeTimesRequest, TasksRequest, TypedTimeView,
};
use jiff::SignedDuration;
use model::ConversationId;
use testkit::Person::Price;
use testkit::Surgery;

/// A patient wrote, and the nurse has read it.
async fn read(surgery: &Surgery) -> ConversationId {
    let conversation = surgery.arrives(Price, "When is my blood test?").await;
    reads(surgery, conversation).await;
    conversation
}

async fn reads(surgery: &Surgery, conversation: ConversationId) {
    let revision = surgery.shows(conversation).await.revision;
    let request = SeenRequest { conversation: conversation.to_string(), revision };
    surgery.engine.mark_read(request).await.expect("read");
}

/// Writes a text that leaves at what was typed, in the practice's words.
async fn later(surgery: &Surgery, conversation: ConversationId, typed: &str) -> SendRequest {
    let times = surgery.engine.snooze_times(SnoozeTimesRequest { typed: typed.to_owned() }).await.expect("read");
    let TypedTimeView::At { until, .. } = times.typed else { unreachable!("{:?}", times.typed) };
    SendRequest { send_at: Some(until), ..surgery.answer(conversation, "Your blood test is on Monday at ten").await }
}

async fn last(surgery: &Surgery, conversation: ConversationId) -> MessageView {
    surgery.shows(conversation).await.page.messages.pop().expect("something was said")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_06_it_waits_in_a_list_of_its_own_over_a_restart_and_leaves_once() {
    let surgery = Surgery::open().await; // A Friday at nine.
    let conversation = read(&surgery).await;
    let request = later(&surgery, conversation, "monday 9:30").await;
    let sent = surgery.engine.send(request.clone()).await.expect("scheduled");
    assert_eq!(sent.leaves.as_deref(), Some("Monday 23 November, 09:30"), "and says when");
    let again = surgery.engine.send(request).await.expect("pressed twice");
    assert_eq!(again, sent, "it is scheduled once");
    assert_eq!(surgery.ids(Queue::Scheduled).await, [conversation.to_string()]);
    assert_eq!(surgery.engine.queue_counts().await.expect("counted").scheduled, 1);
    let view = surgery.shows(conversation).await;
    assert_eq!(view.row.leaves.map(|leaves| leaves.words).as_deref(), Some("Monday 23 November, 09:30"));
    assert_eq!(view.page.messages.len(), 1, "no message yet");
    assert!(!view.row.answered, "and no answer");
    let waits = view.scheduled.first().expect("shown below what was said");
    assert_eq!(waits.text, "Your blood test is on Monday at ten");
    assert!(waits.author.is_some() && !waits.waits_for_look);

    let surgery = surgery.reopens();
    surgery.clock.pass(SignedDuration::from_hours(3 * 24)); // Monday at nine.
    let pause = surgery.engine.remind_once().await.expect("a turn").expect("something is next");
    assert!(pause.as_secs() <= 30 * 60, "the clock looks again when it is time: {pause:?}");
    surgery.sender_looks_after(SignedDuration::ZERO).await;
    assert_eq!(surgery.shows(conversation).await.page.messages.len(), 1, "not before its time");
    surgery.clock.pass(SignedDuration::from_mins(30));
    surgery.engine.remind_once().await.expect("a turn");
    surgery.engine.remind_once().await.expect("another");
    surgery.sender_looks_after(SignedDuration::ZERO).await;
    let left = last(&surgery, conversation).await;
    assert_eq!(left.id, sent.message, "the same id from the first press to the provider");
    assert_eq!(left.text, "Your blood test is on Monday at ten", "its words came along");
    assert!(matches!(left.delivery, Some(DeliveryView::Accepted { .. } | DeliveryView::Sent { .. })), "{left:?}");
    assert_eq!(surgery.ids(Queue::Scheduled).await, Vec::<String>::new());
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "the log gives the same");
    let surgery = surgery.reopens();
    surgery.engine.remind_once().await.expect("a turn");
    surgery.sender_looks_after(SignedDuration::from_mins(1)).await;
    assert_eq!(surgery.shows(conversation).await.page.messages.len(), 2, "it left once");
    let found = surgery
        .engine
        .search(contract::SearchRequest { text: "ten".to_owned(), patients_only: false, conversation: None })
        .await;
    assert!(!found.expect("searched").messages.is_empty(), "search finds it");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_14_words_that_nobody_has_read_stop_it_and_a_person_sees_that() {
    let surgery = Surgery::open().await;
    let conversation = read(&surgery).await;
    let request = later(&surgery, conversation, "monday 9:30").await;
    surgery.engine.send(request).await.expect("scheduled");
    surgery.arrives(Price, "I had it done at the hospital, thanks").await;
    let waits = surgery.shows(conversation).await.scheduled;
    assert!(waits.iter().all(|text| text.waits_for_look), "said while there is time");
    surgery.clock.pass(SignedDuration::from_hours(3 * 24 + 1));
    surgery.engine.remind_once().await.expect("a turn");
    surgery.sender_looks_after(SignedDuration::from_mins(1)).await;
    let stopped = last(&surgery, conversation).await;
    let Some(DeliveryView::Failed { code, .. }) = &stopped.delivery else { unreachable!("{stopped:?}") };
    assert_eq!(code.as_deref(), Some("patient_wrote"));
    assert_eq!(stopped.text, "Your blood test is on Monday at ten", "its words are there to send after all");
    assert_eq!(surgery.ids(Queue::Failed).await, [conversation.to_string()]);
    let conversation = conversation.to_string();
    let tasks = surgery.engine.tasks(TasksRequest::Conversation { conversation }).await.expect("listed").tasks;
    assert_eq!(tasks.len(), 1, "and somebody has to act on it (C3.3)");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_09_it_is_moved_edited_and_cancelled() {
    let surgery = Surgery::open().await;
    let conversation = read(&surgery).await;
    let request = later(&surgery, conversation, "monday 9:30").await;
    let clinical = SendRequest { purpose: PurposeView::ClinicalAdvice, ..request };
    let message = surgery.engine.send(clinical).await.expect("scheduled").message;
    let at = |text: &str| RescheduleRequest { message: message.clone(), send_at: text.to_owned() };
    let moved = surgery.engine.reschedule(at("2026-11-24T22:00:00Z")).await.expect("moved");
    assert_eq!(moved.leaves.as_deref(), Some("Wednesday 25 November, 08:00"), "out of the quiet hours (C2.15)");
    let past = surgery.engine.reschedule(at("2026-11-19T09:00:00Z")).await.expect_err("past");
    assert_eq!(ErrorView::from(&past).code, ErrorCode::Refused);
    assert!(past.to_string().contains("choose a later one"), "{past}");

    let edit = CancelScheduledRequest { message: message.clone(), edit: true };
    let draft = surgery.engine.cancel_scheduled(edit.clone()).await.expect("taken back").expect("its words");
    assert_eq!(draft.text, "Your blood test is on Monday at ten", "without the line that signs it");
    assert_eq!((draft.mode, draft.purpose), (DraftMode::Reply, Some(PurposeView::ClinicalAdvice)));
    assert_eq!(surgery.shows(conversation).await.draft, Some(draft), "they are the draft again");
    assert_eq!(surgery.ids(Queue::Scheduled).await, Vec::<String>::new());
    let gone = surgery.engine.cancel_scheduled(edit).await.expect_err("it is not there");
    assert!(gone.to_string().contains("not scheduled any more"), "{gone}");
    surgery.clock.pass(SignedDuration::from_hours(6 * 24));
    surgery.engine.remind_once().await.expect("a turn");
    assert_eq!(surgery.shows(conversation).await.page.messages.len(), 1, "nothing leaves");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}
