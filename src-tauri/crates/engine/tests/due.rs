//! A message that nobody looks at rings; lists begin with what is due; somebody holds triage; a day is closed (C2.5, C2.8,
//! C2.9, C6.4, C-06). The real file, the real adapter, the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    AccountRequest, Arranged, AwaitedView, DueState, EndSessionRequest, HolderRequest, LeftKindView, MessageClassView,
    Queue, QueueRequest, SeenRequest, SetClassRequest,
};
use engine::{Notice, NoticeQueue};
use jiff::{SignedDuration, Timestamp};
use model::session::LeftKind;
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Shown, Surgery, refusal, until};

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

async fn read(surgery: &Surgery, conversation: ConversationId) {
    let revision = surgery.shows(conversation).await.revision;
    let request = SeenRequest { conversation: conversation.to_string(), revision };
    surgery.engine.mark_read(request).await.expect("read");
}

/// Alarms that the desktop was asked to show since the last asking.
fn alarms(surgery: &Surgery) -> Vec<Notice> {
    let is_alarm = |notice: &Notice| matches!(notice.queue, NoticeQueue::Overdue | NoticeQueue::Triage);
    let shown = surgery.desk.take().into_iter();
    shown
        .filter_map(|shown| if let Shown::Notice(notice) = shown { Some(notice) } else { None })
        .filter(is_alarm)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn c_06_lists_of_work_begin_with_what_is_due_and_page_in_that_order() {
    let surgery = Surgery::open().await;
    let first = surgery.arrives(Whitfield, "Is it serious?").await;
    surgery.clock.pass(hours(1));
    let second = surgery.arrives(Price, "When is my appointment?").await;
    for conversation in [first, second] {
        read(&surgery, conversation).await;
    }
    assert_eq!(surgery.ids(Queue::Open).await, [first.to_string(), second.to_string()], "the older is due first");
    let request = SetClassRequest { conversation: second.to_string(), class: MessageClassView::SameDay };
    surgery.engine.set_class(request).await.expect("staff may");
    assert_eq!(surgery.ids(Queue::Open).await, [second.to_string(), first.to_string()], "by closing today");
    let shown = surgery.shows(second).await.row;
    assert_eq!(shown.class, MessageClassView::SameDay);
    assert_eq!(shown.due.map(|due| (due.awaited, due.state)), Some((AwaitedView::Answer, DueState::InTime)));
    surgery.engine.send(surgery.answer(second, "On Monday at ten").await).await.expect("answered");
    assert_eq!(surgery.ids(Queue::Open).await, [first.to_string(), second.to_string()], "the patient is waited for");
    assert_eq!(surgery.shows(second).await.row.due, None);
    let page = |after| {
        surgery.engine.queue(QueueRequest { queue: Queue::Unassigned, after, limit: 1, arranged: Arranged::default() })
    };
    let one = page(None).await.expect("a page");
    let two = page(one.next.clone()).await.expect("a page");
    let paged: Vec<_> = one.rows.into_iter().chain(two.rows).map(|row| row.id).collect();
    assert_eq!(paged, [first.to_string(), second.to_string()], "page by page the same, across what is not due");
}

#[tokio::test(flavor = "multi_thread")]
async fn c_06_what_is_overdue_has_a_list_of_its_own() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    assert_eq!(surgery.engine.queue_counts().await.expect("counted").overdue, 0);
    let near = SignedDuration::from_mins(95);
    surgery.clock.pass(near);
    let state = surgery.rows(Queue::Open).await.remove(0).due.map(|due| (due.awaited, due.state));
    assert_eq!(state, Some((AwaitedView::FirstLook, DueState::Near)), "nobody has looked");
    surgery.clock.pass(hours(2) - near);
    assert_eq!(surgery.ids(Queue::Overdue).await, [conversation.to_string()]);
    assert_eq!(surgery.engine.queue_counts().await.expect("counted").overdue, 1, "counted by the same question");
    read(&surgery, conversation).await;
    assert_eq!(surgery.ids(Queue::Overdue).await, Vec::<String>::new(), "looked at; its answer is due tomorrow");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_4_a_message_nobody_looks_at_rings_once_a_step_and_gives_nothing_away() {
    rings_once_a_step("My toe hurts", 120).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_4_a_highlighted_message_nobody_looks_at_rings_after_fifteen_minutes() {
    rings_once_a_step("My chest hurts", 15).await;
}

/// Lets nobody look at a text; its first look is due after so many minutes.
async fn rings_once_a_step(text: &str, minutes: i64) {
    let surgery = Surgery::open().await;
    surgery.engine.name_holder(HolderRequest { holder: Some(Shah.staff_id().to_string()) }).await.expect("named");
    let conversation = surgery.arrives(Whitfield, text).await;
    alarms(&surgery);
    let wait = surgery.engine.remind_once().await.expect("a turn").expect("an alarm comes");
    assert_eq!(wait.as_secs(), minutes.unsigned_abs() * 60, "it sleeps until the first look is due");
    surgery.clock.pass(SignedDuration::from_mins(minutes));
    surgery.engine.remind_once().await.expect("a turn");
    assert_eq!(alarms(&surgery), [], "the holder's alarm does not ring at the nurse's desk");
    surgery.clock.pass(SignedDuration::from_mins(15));
    for _ in 0..3 {
        surgery.engine.remind_once().await.expect("a turn"); // As after a restart: what was raised is in the log.
    }
    let notice = Notice { conversation: Some(conversation), queue: NoticeQueue::Overdue };
    assert_eq!(alarms(&surgery), [notice], "the team's does, once");
    let words = engine::NoticeText::new(1, NoticeQueue::Overdue);
    assert_eq!((words.title.as_str(), words.body), ("1 message has waited too long", "Overdue"), "no name, no words");
    let found = surgery.engine.verify().await.expect("checked");
    assert!(found.is_sound(), "the log gives the same clocks again: {found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_4_the_worker_rests_where_nothing_it_finds_can_be_raised() {
    let surgery = Surgery::open().await;
    surgery.arrives(Whitfield, "My chest hurts").await;
    for _ in 0..3 {
        surgery.clock.pass(hours(24));
        surgery.engine.remind_once().await.expect("a turn");
        let wait = surgery.engine.remind_once().await.expect("a turn").expect("an alarm or an opening comes");
        assert!(wait.as_secs() >= 1, "it would find the same at once: {wait:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_4_an_answer_takes_the_notice_of_its_alarm_back() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "My chest hurts").await;
    surgery.desk.take();
    surgery.engine.send(surgery.answer(conversation, "Ring 999").await).await.expect("answered");
    assert_eq!(surgery.desk.take(), [Shown::Cleared(Some(conversation))], "nobody is called to what is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_4_the_worker_raises_alarms_by_itself() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "My chest hurts").await;
    surgery.clock.pass(hours(2));
    let workers = engine::Workers::start(&surgery.engine).await.expect("started");
    until("the alarm is raised", async || {
        let row = surgery.store.read(move |view| view.conversation(conversation)).await.expect("read").expect("there");
        row.clocks.look_told.is_some()
    })
    .await;
    workers.stop().await;
    assert!(!alarms(&surgery).is_empty(), "and the desk hears it");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_8_while_nobody_holds_triage_it_is_said_until_somebody_does() {
    let surgery = Surgery::open().await;
    let shown = surgery.engine.triage().await.expect("read");
    assert!(shown.is_missing && shown.holder.is_none(), "Friday morning, and nobody is named");
    let named = HolderRequest { holder: Some(Okafor.staff_id().to_string()) };
    let shown = surgery.engine.name_holder(named).await.expect("named");
    assert_eq!((shown.is_missing, shown.holder), (false, Some(Okafor.staff_id().to_string())));
    assert_eq!(shown.until.as_deref(), Some("2026-11-20T18:30:00.000Z"), "until the day closes");
    surgery.clock.pass(hours(10));
    let shown = surgery.engine.triage().await.expect("read");
    assert_eq!((shown.is_missing, shown.holder), (false, None), "closed, and it has ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_9_the_day_is_closed_with_an_account_of_what_is_left() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    surgery.engine.file_once().await.expect("filed");
    let shown = surgery.engine.triage().await.expect("read");
    assert_eq!(shown.to_close, None, "a practice that began today has no yesterday to close");
    surgery.clock.pass(hours(9));
    let shown = surgery.engine.triage().await.expect("read");
    assert_eq!(shown.to_close.as_deref(), Some("2026-11-20T18:30:00.000Z"), "it closes soon");
    let left: Vec<_> = shown.left.iter().map(|left| (left.kind, left.count)).collect();
    let untold = LeftKindView::Unacknowledged;
    assert_eq!(left, [(LeftKindView::Unowned, 1), (LeftKindView::Overdue, 1), (untold, 1)]);
    let refused = surgery.engine.end_session(EndSessionRequest { accounts: vec![] }).await;
    assert_eq!(refusal(refused), Refusal::LeftOver { kind: LeftKind::Unowned, count: 1 }, "it is not closed silently");
    let to = Some(Shah.staff_id().to_string());
    let account = |kind, to, reason: &str| AccountRequest { kind, seen: 1, to, reason: reason.to_owned() };
    let rings = "Dr Shah rings him tonight";
    let accounts = vec![
        account(LeftKindView::Unowned, to, ""),
        account(LeftKindView::Overdue, None, rings),
        account(untold, None, rings),
    ];
    let shown = surgery.engine.end_session(EndSessionRequest { accounts }).await.expect("closed");
    assert_eq!(shown.to_close, None);
    assert_eq!(surgery.shows(conversation).await.row.owner, Some(Shah.staff_id().to_string()), "handed over");
    let now: Timestamp = surgery.clock.time();
    let session = surgery.store.read(model_session).await.expect("read");
    assert_eq!(session, Some(now), "and it is in the log");
}

fn model_session(view: &store::View<'_>) -> Result<Option<Timestamp>, store::StoreError> {
    Ok(view.session()?.ended_at)
}
