//! What must not be lost, or believed done, when the clock, the provider or a colleague's switch misbehaves.

use contract::{DeliveryView, MessageRequest, PurposeView, SaveDraftRequest, SendRequest};
use jiff::SignedDuration;
use testkit::Person::{Price, Whitfield};
use testkit::Surgery;

#[tokio::test(flavor = "multi_thread")]
async fn c6_15_a_clock_that_was_days_ahead_loses_no_message() {
    let surgery = Surgery::open().await;
    surgery.arrives(Price, "Are they ready?").await;
    let ten_days = SignedDuration::from_hours(10 * 24);
    surgery.clock.pass(ten_days);
    assert_eq!(surgery.engine.collect_once().await.expect("read"), 0);
    surgery.clock.pass(-ten_days); // Somebody puts the date right.
    surgery.arrives(Whitfield, "It hurts more").await;
    surgery.arrives(Price, "Thank you").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_13_a_text_that_nobody_hands_over_in_a_day_has_failed_and_is_no_answer() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    let answer = surgery.answer(conversation, "No. Rest for a week.").await;
    let sent = surgery.engine.send(answer).await.expect("held").message;
    assert!(surgery.shows(conversation).await.row.answered, "while it may leave, the patient is waited for");
    // Sending is switched off, or the provider's key is gone: the sender never comes.
    surgery.clock.pass(SignedDuration::from_hours(23));
    surgery.engine.remind_once().await.expect("a turn");
    assert!(surgery.shows(conversation).await.row.answered, "not yet");
    surgery.clock.pass(SignedDuration::from_hours(2));
    surgery.engine.remind_once().await.expect("a turn");
    let shown = surgery.shows(conversation).await;
    let message = shown.page.messages.iter().find(|message| message.id == sent).expect("shown");
    assert!(matches!(message.delivery, Some(DeliveryView::Failed { .. })), "{:?}", message.delivery);
    assert!(!shown.row.answered && shown.row.failed > 0, "the patient waits, and a person hears of it");
    surgery.engine.send_once().await.expect("a turn");
    assert!(surgery.town.taken(&Whitfield.number()).await.is_empty(), "and it does not leave after all");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn c_13_a_holding_reply_that_is_taken_back_is_no_draft() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    let draft = SaveDraftRequest {
        conversation: conversation.to_string(),
        text: "No. Rest".to_owned(),
        mode: contract::DraftMode::Reply,
        caret: 8,
        purpose: None,
        also: vec![],
        templates: vec![],
        quote: None,
    };
    surgery.engine.save_draft(draft).await.expect("kept");
    let text = surgery.shows(conversation).await.holding.expect("something to promise");
    let answer = surgery.answer(conversation, &text).await;
    let request = SendRequest { holding: true, purpose: PurposeView::Administration, ..answer };
    let message = surgery.engine.send(request).await.expect("held").message;
    let undone = surgery.engine.undo(MessageRequest { message }).await.expect("taken back");
    assert!(undone.is_none(), "sent from the composer it would count as an answer");
    let shown = surgery.shows(conversation).await;
    assert_eq!(shown.draft.map(|draft| draft.text).as_deref(), Some("No. Rest"), "what was begun stays");
    assert!(shown.holding.is_some(), "and it can be promised again");
}
