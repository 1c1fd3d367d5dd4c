//! What is not known to have reached a patient (C3.3, E-17), and words that perhaps end their messages (C1.6): through the
//! real file, the real adapter and the stand-in provider.
#![expect(clippy::expect_used, clippy::panic, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    ContactWayView, DeliveryView, MessageRequest, MessageView, RecordContactRequest, TaskReasonView, TaskStateView,
    TaskView, TasksRequest, WayView, WishView,
};
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Price, Shah};
use testkit::{Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn tasks(surgery: &Surgery) -> Vec<TaskView> {
    surgery.engine.tasks(TasksRequest::Open).await.expect("tasks").tasks
}

async fn only(surgery: &Surgery) -> TaskView {
    match tasks(surgery).await.as_slice() {
        [task] => task.clone(),
        other => panic!("exactly one task, got {other:?}"),
    }
}

/// Lets the reminder look at what is overdue.
async fn looked_after(surgery: &Surgery) {
    surgery.engine.remind_once().await.expect("a turn");
}

/// A text that was handed over to the network an hour ago.
async fn sent(surgery: &Surgery, behaviour: &str) -> (ConversationId, String) {
    surgery.town.is_a(&Price.number(), behaviour).await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    let message =
        surgery.engine.send(surgery.answer(conversation, "Please come in at ten.").await).await.expect("held");
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(SignedDuration::from_mins(60)).await;
    (conversation, message.message)
}

async fn shown(surgery: &Surgery, conversation: ConversationId, id: &str) -> MessageView {
    let all = surgery.shows(conversation).await.page.messages;
    all.into_iter().find(|message| message.id == id).expect("it stands in the thread")
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_3_e_17_a_text_of_which_nothing_more_is_heard_is_a_persons_after_a_day_and_shown_as_not_known_to_be_delivered()
 {
    let surgery = Surgery::open().await;
    let (conversation, message) = sent(&surgery, "no_receipt").await;
    surgery.clock.pass(DAY - SignedDuration::from_mins(90));
    looked_after(&surgery).await;
    assert!(tasks(&surgery).await.is_empty(), "it is not a day yet");
    assert!(matches!(shown(&surgery, conversation, &message).await.delivery, Some(DeliveryView::Sent { .. })));
    surgery.clock.pass(SignedDuration::from_mins(90));
    for _ in 0..3 {
        looked_after(&surgery).await;
        surgery.sender_looks_after(SignedDuration::from_mins(20)).await;
    }
    let task = only(&surgery).await;
    assert_eq!((task.reason, task.route), (TaskReasonView::NotDelivered, WayView::Phone));
    assert_eq!(task.quote.as_deref(), Some("Please come in at ten."), "whoever rings knows what to say");
    assert_eq!((task.message.as_deref(), task.arrived_at), (Some(message.as_str()), None));
    let unconfirmed = shown(&surgery, conversation, &message).await.delivery;
    assert!(matches!(unconfirmed, Some(DeliveryView::Unconfirmed { .. })), "got {unconfirmed:?}");
    assert_eq!(surgery.engine.queue_counts().await.expect("counts").failed, 0, "it did not fail");
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and a rebuild says the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn e_17_what_arrived_while_the_laptop_was_off_is_asked_about_before_anybody_is_told_to_ring() {
    let surgery = Surgery::open().await;
    let (conversation, message) = sent(&surgery, "late_receipt").await;
    surgery.clock.pass(SignedDuration::from_hours(60));
    looked_after(&surgery).await;
    assert!(tasks(&surgery).await.is_empty(), "the provider knew better");
    let delivery = shown(&surgery, conversation, &message).await.delivery;
    assert!(matches!(delivery, Some(DeliveryView::Delivered { .. })), "got {delivery:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn e_17_while_the_provider_cannot_be_asked_a_day_more_is_waited_and_no_longer() {
    let surgery = Surgery::open().await;
    sent(&surgery, "no_receipt").await;
    surgery.town.cut_off().await;
    surgery.clock.pass(DAY);
    looked_after(&surgery).await;
    assert!(tasks(&surgery).await.is_empty(), "it may have arrived, and nobody can be asked");
    surgery.clock.pass(DAY);
    looked_after(&surgery).await;
    assert_eq!(only(&surgery).await.reason, TaskReasonView::NotDelivered);
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_3_a_late_receipt_ends_the_task_or_says_so_in_it_where_somebody_has_begun_to_ring() {
    for begun in [false, true] {
        let surgery = Surgery::open().await;
        let (conversation, _) = sent(&surgery, "late_receipt").await;
        surgery.clock.pass(DAY);
        looked_after(&surgery).await;
        let task = only(&surgery).await;
        surgery.clock.pass(SignedDuration::from_mins(5));
        if begun {
            let request = RecordContactRequest {
                message: surgery.ids.next().to_string(),
                conversation: conversation.to_string(),
                way: ContactWayView::CallLeftMessage,
                text: String::new(),
                task: Some(task.id.clone()),
                revision: surgery.shows(conversation).await.revision,
                ring_again: false,
            };
            surgery.engine.record_contact(request).await.expect("written down");
        }
        surgery.sender_looks_after(SignedDuration::from_hours(6)).await;
        if begun {
            let still = only(&surgery).await;
            assert!(matches!(still.state, TaskStateView::Open { .. }));
            assert!(still.arrived_at.is_some(), "it says that the text arrived");
        } else {
            assert!(tasks(&surgery).await.is_empty(), "nobody needs to ring");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_6_that_it_is_no_opt_out_is_said_once_stands_under_the_message_with_the_name_and_is_logged() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "please don't text me").await;
    let asked = surgery.shows(conversation).await.page.messages.remove(0);
    assert_eq!((asked.wish, asked.wish_dismissed), (Some(WishView::PerhapsOptOut), None));
    let request = MessageRequest { message: asked.id.clone() };
    surgery.engine.dismiss_opt_out(request.clone()).await.expect("said");
    surgery.sits(Shah).await;
    surgery.engine.dismiss_opt_out(request).await.expect("said again, by another");
    let settled = shown(&surgery, conversation, &asked.id).await;
    assert_eq!(settled.wish, Some(WishView::PerhapsOptOut), "the words are what they were");
    assert_eq!(settled.wish_dismissed.expect("settled").by, Some(Okafor.staff().name), "by whoever said it first");
    let request = surgery.answer(conversation, "We will ring you.").await;
    surgery.engine.send(request).await.expect("nothing stands against it");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_6_a_stop_that_was_honoured_is_not_dismissed() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "STOP").await;
    let stop = surgery.shows(conversation).await.page.messages.remove(0);
    let answer = surgery.engine.dismiss_opt_out(MessageRequest { message: stop.id }).await;
    assert_eq!(refusal(answer), Refusal::NothingToResolve, "START ends it, or what the patient says (C1.8)");
}
