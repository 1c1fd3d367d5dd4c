//! Who is here, and what time leaves behind (C2.7, C2.9, C2.10): the real file, the real adapter, the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::collections::BTreeMap;

use contract::{
    AccountRequest, AssignRequest, EndSessionRequest, LeftKindView, MakeTaskRequest, MessageKindView, Queue, RoleView,
    SaveStaffRequest, SpanView,
};
use engine::{Notice, NoticeQueue};
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Person, Shown, Surgery, refusal, until};

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn id(person: Person) -> String {
    person.staff_id().to_string()
}

async fn takes(surgery: &Surgery, conversation: ConversationId, who: Person) {
    let request = AssignRequest { conversation: conversation.to_string(), owner: Some(id(who)) };
    surgery.engine.assign(request).await.expect("taken");
}

/// The doctor works on Mondays, and has the nurse as cover.
async fn doctor_works_on_mondays(surgery: &Surgery) {
    let day = vec![SpanView { opens: "08:00".to_owned(), closes: "18:30".to_owned() }];
    let request = SaveStaffRequest {
        staff: Some(id(Shah)),
        name: "Dr R. Shah".to_owned(),
        role: RoleView::Gp,
        away_until: None,
        hours: Some(BTreeMap::from([("monday".to_owned(), day)])),
        cover: Some(id(Okafor)),
    };
    surgery.sits(Shah).await;
    surgery.engine.save_staff(request).await.expect("saved");
    surgery.sits(Okafor).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_7_recipient_off_shift_appears_in_team_queue_at_arrival() {
    let surgery = Surgery::open().await; // A Friday.
    let conversation = surgery.arrives(Price, "Is my prescription ready?").await;
    takes(&surgery, conversation, Shah).await;
    doctor_works_on_mondays(&surgery).await;
    assert!(surgery.rows(Queue::Unassigned).await.is_empty(), "the doctor's, until something comes");
    surgery.arrives(Price, "Hello?").await;
    let team = surgery.rows(Queue::Unassigned).await;
    assert_eq!(team.iter().map(|row| &row.id).collect::<Vec<_>>(), [&conversation.to_string()]);
    assert!(team[0].with_team && team[0].owner == Some(id(Shah)), "it says for whom");
    let app = surgery.engine.app().await.expect("the app");
    let shah = app.staff.iter().find(|one| one.id == id(Shah)).expect("there");
    assert_eq!(shah.off_until.as_deref(), Some("2026-11-23T08:00:00.000Z"), "off until Monday");
    assert_eq!((shah.cover.clone(), shah.hours.as_ref().map(|week| week["monday"].len())), (Some(id(Okafor)), Some(1)));
    surgery.sits(Shah).await;
    takes(&surgery, conversation, Shah).await;
    assert!(surgery.rows(Queue::Unassigned).await.is_empty(), "they took it: theirs alone");
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and the log gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_7_the_alarm_of_what_came_for_somebody_off_goes_to_the_holder() {
    let surgery = Surgery::open().await;
    let holder = contract::HolderRequest { holder: Some(id(Okafor)) };
    surgery.engine.name_holder(holder).await.expect("named");
    let conversation = surgery.arrives(Price, "Is my prescription ready?").await;
    takes(&surgery, conversation, Shah).await;
    doctor_works_on_mondays(&surgery).await;
    surgery.arrives(Price, "Hello?").await;
    surgery.desk.take();
    surgery.clock.pass(hours(2));
    surgery.engine.remind_once().await.expect("a turn");
    let notice = Notice { conversation: Some(conversation), queue: NoticeQueue::Overdue };
    assert!(surgery.desk.take().contains(&Shown::Notice(notice)), "at the holder's desk, not at one where nobody sits");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_7_account_closed_reassigns_to_named_fallback() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "Is my prescription ready?").await;
    takes(&surgery, conversation, Shah).await;
    doctor_works_on_mondays(&surgery).await;
    let manager = surgery.engine.add_staff("P. Quist", RoleView::Manager).await.expect("added");
    surgery.engine.choose_me(contract::StaffRequest { staff: manager.to_string() }).await.expect("sits here");
    let left = contract::StaffLeftRequest { staff: id(Shah), to: None };
    surgery.engine.staff_left(left).await.expect("written down");
    assert_eq!(surgery.shows(conversation).await.row.owner, Some(id(Okafor)), "to the one who was named");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_9_an_overdue_task_rings_is_counted_and_is_handed_over() {
    let surgery = Surgery::open().await;
    let task = surgery.ids.next().to_string();
    let request = MakeTaskRequest {
        task,
        patient: Some(Price.patient_id().to_string()),
        conversation: None,
        message: None,
        route: None,
        what: "Ring about the dressing".to_owned(),
        urgent: true,
        owner: Some(id(Okafor)),
    };
    let looks_on = surgery.engine.add_staff("M. Ellis", RoleView::ReadOnly).await.expect("added");
    let not_theirs = MakeTaskRequest { owner: Some(looks_on.to_string()), ..request.clone() };
    assert_eq!(refusal(surgery.engine.make_task(not_theirs).await), Refusal::CannotTake);
    surgery.engine.make_task(request).await.expect("made");
    surgery.clock.pass(hours(2));
    surgery.desk.take();
    for _ in 0..2 {
        surgery.engine.remind_once().await.expect("a turn");
    }
    let notice = Notice { conversation: None, queue: NoticeQueue::Tasks };
    let shown = surgery.desk.take().into_iter().filter(|shown| *shown == Shown::Notice(notice)).count();
    assert_eq!(shown, 1, "two working hours are over: it rings at its owner's desk, once");
    let words = engine::NoticeText::new(1, NoticeQueue::Tasks);
    assert_eq!((words.title.as_str(), words.body), ("1 task has waited too long", "Overdue"));
    let left = surgery.engine.triage().await.expect("read").left;
    assert_eq!(left.iter().map(|left| (left.kind, left.count)).collect::<Vec<_>>(), [(LeftKindView::OverdueTask, 1)]);
    let account =
        AccountRequest { kind: LeftKindView::OverdueTask, seen: 1, to: Some(id(Shah)), reason: String::new() };
    surgery.engine.end_session(EndSessionRequest { accounts: vec![account] }).await.expect("closed");
    let tasks = surgery.engine.tasks(contract::TasksRequest::Open).await.expect("read").tasks;
    assert_eq!(tasks[0].owner, Some(id(Shah)));
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and the log gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_10_a_reply_on_day_8_is_visible_and_acknowledged() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    surgery.engine.answer_once().await.expect("acknowledged");
    let sent = surgery.engine.send(surgery.answer(conversation, "On Monday at ten").await).await.expect("answered");
    let shown = surgery.shows(conversation).await;
    let ours = shown.page.messages.iter().find(|message| message.id == sent.message).expect("shown");
    assert_eq!(ours.replies_until.as_deref(), Some("2026-11-27"), "seven days, as C2.10 counts them");
    until("it left", async || surgery.engine.send_once().await.is_ok()).await;
    surgery.clock.pass(hours(8 * 24));
    let late = surgery.arrives(Whitfield, "Sorry, I was away. Can I still come?").await;
    let row = surgery.rows(Queue::Unassigned).await.into_iter().find(|row| row.id == late.to_string());
    let row = row.expect("in the inbox, not in a bin");
    assert!(row.late && row.unread > 0 && row.due.is_some(), "marked, unread, and its clocks run: {row:?}");
    let messages = surgery.shows(late).await.page.messages;
    let theirs = messages.iter().rev().find(|message| message.kind == MessageKindView::In).expect("shown");
    assert!(theirs.late, "and marked in the thread");
    surgery.engine.answer_once().await.expect("acknowledged");
    let messages = surgery.shows(late).await.page.messages;
    assert!(
        messages.iter().any(|message| message.automatic.is_some() && message.number > theirs.number),
        "answered at once"
    );
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and the log gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn c_13_a_holding_reply_leaves_goes_into_the_record_and_counts_as_told() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    let shown = surgery.shows(conversation).await;
    let text = shown.holding.expect("there is something to promise");
    assert!(text.contains("You will hear from us by"), "{text}");
    assert_eq!(surgery.rows(Queue::Unacknowledged).await.len(), 1);
    let purpose = contract::PurposeView::Administration;
    let request = contract::SendRequest { holding: true, purpose, ..surgery.answer(conversation, &text).await };
    surgery.engine.send(request).await.expect("sent as any message is");
    let shown = surgery.shows(conversation).await;
    assert!(shown.holding.is_none(), "not offered twice");
    assert!(shown.row.promised.is_some() && shown.row.due.is_some() && !shown.row.answered, "the clock runs on");
    assert!(surgery.rows(Queue::Unacknowledged).await.is_empty(), "the patient knows");
    let left = surgery.engine.triage().await.expect("read").left;
    assert!(!left.iter().any(|left| left.kind == LeftKindView::Unacknowledged), "{left:?}");
    surgery.clock.pass(SignedDuration::from_secs(11));
    surgery.engine.send_once().await.expect("handed over");
    let filed = surgery.shows(conversation).await.page.messages;
    assert!(
        filed.iter().any(|message| message.text == text && message.delivery.is_some()),
        "in the thread as any message"
    );
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and the log gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_19_who_is_off_hears_nothing_and_the_list_has_it() {
    let surgery = Surgery::open().await; // A Friday.
    doctor_works_on_mondays(&surgery).await;
    let notices = |surgery: &Surgery| {
        let shown = surgery.desk.take().into_iter();
        shown.filter(|shown| matches!(shown, Shown::Notice(_))).count()
    };
    surgery.arrives(Price, "Is my prescription ready?").await;
    assert_eq!(notices(&surgery), 1, "the nurse's hours are not written down: she is here when she sits here");
    surgery.sits(Shah).await;
    surgery.arrives(Whitfield, "I have chest pain").await;
    surgery.clock.pass(hours(2));
    while surgery.engine.remind_once().await.expect("reminded").is_some_and(|wait| wait.is_zero()) {}
    assert_eq!(notices(&surgery), 0, "not at work: neither what came nor what is late");
    assert_eq!(surgery.rows(Queue::Overdue).await.len(), 2, "who looks sees both");
    surgery.sits(Okafor).await;
    surgery.clock.pass(SignedDuration::from_mins(14));
    surgery.engine.remind_once().await.expect("reminded");
    assert_eq!(notices(&surgery), 0, "nothing is due");
    surgery.clock.pass(SignedDuration::from_mins(1));
    surgery.engine.remind_once().await.expect("reminded");
    assert_eq!(notices(&surgery), 2, "the highlight rings again for who is at work, and the other for the team");
}
