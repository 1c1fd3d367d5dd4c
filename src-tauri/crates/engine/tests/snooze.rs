//! Snooze (B-15) through the real file: what is put away is out of the lists of work and nowhere else, and comes back once.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    AssignRequest, ConversationRequest, ConversationRow, ErrorCode, ErrorView, LeftKindView, Queue, RoleView,
    SaveStaffRequest, SearchRequest, SeenRequest, SnoozeLineKind, SnoozePreset, SnoozeRequest, SnoozeTimesRequest,
    TypedTimeView,
};
use engine::{EngineError, Notice, NoticeQueue, NoticeText};
use jiff::SignedDuration;
use model::ConversationId;
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Person, Shown, Surgery};

async fn row(surgery: &Surgery, conversation: ConversationId) -> ConversationRow {
    surgery.shows(conversation).await.row
}

async fn reads(surgery: &Surgery, conversation: ConversationId) {
    let revision = surgery.shows(conversation).await.revision;
    let request = SeenRequest { conversation: conversation.to_string(), revision };
    surgery.engine.mark_read(request).await.expect("read");
}

async fn takes(surgery: &Surgery, conversation: ConversationId, who: Person) {
    let owner = Some(who.staff_id().to_string());
    surgery.engine.assign(AssignRequest { conversation: conversation.to_string(), owner }).await.expect("taken");
}

/// A patient wrote; the nurse took it, read it and answered: it is the patient's turn.
async fn answered(surgery: &Surgery) -> ConversationId {
    let conversation = surgery.arrives(Price, "Are my results back?").await;
    takes(surgery, conversation, Okafor).await;
    reads(surgery, conversation).await;
    let reply = surgery.answer(conversation, "Not yet: we will look on Tuesday").await;
    surgery.engine.send(reply).await.expect("sent");
    surgery.sender_looks_after(SignedDuration::from_secs(11)).await;
    conversation
}

/// Puts away until what was typed, in the practice's words.
async fn snoozes(
    surgery: &Surgery,
    conversation: ConversationId,
    typed: &str,
    on_reply: bool,
) -> Result<(), EngineError> {
    let times = surgery.engine.snooze_times(SnoozeTimesRequest { typed: typed.to_owned() }).await.expect("read");
    let TypedTimeView::At { until, rest, .. } = times.typed else { unreachable!("{:?}", times.typed) };
    let request = SnoozeRequest {
        conversation: conversation.to_string(),
        until,
        label: rest,
        wakes_on_reply: on_reply,
        past_due: None,
    };
    surgery.engine.snooze(request).await
}

fn back() -> impl Fn(&Shown) -> bool {
    |shown| matches!(shown, Shown::Notice(Notice { queue: NoticeQueue::Snoozed, .. }))
}

#[tokio::test(flavor = "multi_thread")]
async fn b_15_what_is_put_away_is_out_of_the_lists_of_work_and_nowhere_else() {
    let surgery = Surgery::open().await; // A Friday at nine.
    let conversation = answered(&surgery).await;
    snoozes(&surgery, conversation, "tue 3pm when results back", true).await.expect("put away");
    let it = vec![conversation.to_string()];
    for queue in [Queue::Mine, Queue::Unassigned, Queue::Open, Queue::Waiting] {
        assert_eq!(surgery.ids(queue).await, Vec::<String>::new(), "{queue:?}");
    }
    let counts = surgery.engine.queue_counts().await.expect("counted");
    assert_eq!([counts.mine, counts.open, counts.waiting, counts.snoozed], [0, 0, 0, 1], "counted as listed");
    assert_eq!(surgery.ids(Queue::Snoozed).await, it);
    assert_eq!(surgery.ids(Queue::Unfiled).await, it, "nothing that is not in the record is put away (C4.3)");
    let found = surgery
        .engine
        .search(SearchRequest { text: "results".to_owned(), patients_only: false, conversation: None })
        .await;
    assert!(!found.expect("searched").messages.is_empty(), "search finds it (J-07)");
    let other = surgery.engine.start_conversation(contract::StartConversationRequest {
        patient: Price.patient_id().to_string(),
        number: Price.number().as_str().to_owned(),
    });
    assert_eq!(
        other.await.expect("begun").conversation,
        conversation.to_string(),
        "whoever writes to the patient finds it open"
    );
    let snoozed = row(&surgery, conversation).await.snoozed.expect("said");
    assert_eq!((snoozed.words.as_str(), snoozed.label.as_str()), ("Tuesday 24 November, 15:00", "when results back"));
    surgery.engine.wake(ConversationRequest { conversation: conversation.to_string() }).await.expect("taken back");
    assert_eq!(surgery.ids(Queue::Mine).await, it);
    let lines = surgery.shows(conversation).await.snooze_lines;
    let said: Vec<_> = lines.iter().map(|line| (line.kind, line.by.as_deref(), line.until.as_deref())).collect();
    let nurse = Some("A. Okafor");
    let until = Some("Tuesday 24 November, 15:00");
    assert_eq!(said, [(SnoozeLineKind::Snoozed, nurse, until), (SnoozeLineKind::TakenBack, nurse, None)]);
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and the log gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn b_15_it_sleeps_over_a_restart_and_comes_back_once() {
    let surgery = Surgery::open().await;
    let conversation = answered(&surgery).await;
    snoozes(&surgery, conversation, "monday 9:30", true).await.expect("put away");
    let surgery = surgery.reopens();
    assert_eq!(surgery.ids(Queue::Snoozed).await, [conversation.to_string()], "still away");
    let pause = surgery.engine.remind_once().await.expect("a turn").expect("something is next");
    assert!(pause.as_secs() <= 3 * 24 * 3600, "the clock looks again when it is time: {pause:?}");
    surgery.desk.take();
    surgery.clock.pass(SignedDuration::from_hours(3 * 24)); // Monday at nine.
    surgery.engine.remind_once().await.expect("a turn");
    assert!(row(&surgery, conversation).await.snoozed.is_some(), "not before its time");
    let surgery = surgery.reopens();
    surgery.clock.pass(SignedDuration::from_mins(30));
    surgery.engine.remind_once().await.expect("a turn");
    surgery.engine.remind_once().await.expect("another");
    let surgery = surgery.reopens();
    surgery.engine.remind_once().await.expect("another");
    let shown: Vec<_> = surgery.desk.take().into_iter().filter(back()).collect();
    let notice = Notice { conversation: Some(conversation), queue: NoticeQueue::Snoozed };
    assert_eq!(shown, [Shown::Notice(notice)], "told once");
    let words = NoticeText::new(1, NoticeQueue::Snoozed);
    assert_eq!((words.title.as_str(), words.body), ("1 conversation is back", "Back from snooze"), "and nobody named");
    assert_eq!(surgery.ids(Queue::Mine).await, [conversation.to_string()], "in its queue");
    let back = row(&surgery, conversation).await.back.expect("marked");
    assert_eq!(back.reason, SnoozeLineKind::TimeCame);
    let kinds: Vec<_> = surgery.shows(conversation).await.snooze_lines.iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [SnoozeLineKind::Snoozed, SnoozeLineKind::TimeCame], "once in the log too");
    reads(&surgery, conversation).await;
    assert!(row(&surgery, conversation).await.back.is_none(), "opened: no longer marked");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn b_15_a_reply_brings_it_back_and_a_highlighted_one_always_does() {
    let surgery = Surgery::open().await;
    let conversation = answered(&surgery).await;
    snoozes(&surgery, conversation, "monday", true).await.expect("put away");
    surgery.desk.take();
    surgery.arrives(Price, "Thank you").await;
    assert_eq!(surgery.ids(Queue::Mine).await, [conversation.to_string()], "the patient wrote");
    assert!(!surgery.desk.take().iter().any(back()), "the message is told, and not a second time that it is back");
    reads(&surgery, conversation).await;
    snoozes(&surgery, conversation, "monday 8:30", false).await.expect("put away, whatever the patient writes");
    surgery.town.writes(&Price.number(), "All is well").await;
    surgery.engine.collect_once().await.expect("collected");
    assert_eq!(surgery.ids(Queue::Snoozed).await, [conversation.to_string()], "as somebody said");
    surgery.town.writes(&Price.number(), "Now I have chest pain").await;
    surgery.engine.collect_once().await.expect("collected");
    assert_eq!(surgery.ids(Queue::Mine).await, [conversation.to_string()], "nothing hides those words (C6.2)");
    let last = surgery.shows(conversation).await.snooze_lines.pop().expect("said");
    assert_eq!((last.kind, last.by), (SnoozeLineKind::Highlighted, None));
    let again = snoozes(&surgery, conversation, "monday", true).await.expect_err("refused");
    assert!(again.to_string().contains("open it and read it first"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn b_15_what_falls_due_meanwhile_is_asked_rings_and_stands_among_the_overdue() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "May I stop the tablets?").await;
    reads(&surgery, conversation).await;
    let refused = snoozes(&surgery, conversation, "wednesday", true).await.expect_err("asked first");
    let shown = ErrorView::from(&refused);
    assert_eq!(shown.code, ErrorCode::SnoozePastDue);
    assert!(shown.message.contains("Monday 23 November, 09:00"), "it names the time: {}", shown.message);
    let due = row(&surgery, conversation).await.due.expect("an answer is due");
    let request = SnoozeRequest {
        conversation: conversation.to_string(),
        until: "2026-11-25T08:00:00.000Z".to_owned(),
        label: String::new(),
        wakes_on_reply: true,
        past_due: Some(due.at.clone()),
    };
    surgery.engine.snooze(request).await.expect("somebody decided so");
    assert_eq!(row(&surgery, conversation).await.due.map(|after| after.at), Some(due.at), "what is due stays due");
    surgery.desk.take();
    surgery.clock.pass(SignedDuration::from_hours(4 * 24)); // Tuesday at nine.
    surgery.engine.remind_once().await.expect("a turn");
    let notice = Shown::Notice(Notice { conversation: Some(conversation), queue: NoticeQueue::Overdue });
    assert!(surgery.desk.take().contains(&notice), "its alarm rings");
    assert_eq!(surgery.ids(Queue::Overdue).await, [conversation.to_string()], "it stands among the overdue");
    assert_eq!(surgery.ids(Queue::Snoozed).await, [conversation.to_string()], "and is away");
    let left = surgery.engine.triage().await.expect("read").left;
    let unowned = left.iter().find(|left| left.kind == LeftKindView::Unowned).map(|left| left.count);
    assert_eq!(unowned, Some(1), "nobody has it: the day does not close over it (C2.9)");
}

#[tokio::test(flavor = "multi_thread")]
async fn b_15_the_window_and_the_terminal_read_the_same_words() {
    let surgery = Surgery::open().await;
    let times = async |typed: &str| {
        surgery.engine.snooze_times(SnoozeTimesRequest { typed: typed.to_owned() }).await.expect("read")
    };
    let offered: Vec<_> = times("").await.presets.into_iter().map(|one| (one.kind, one.words)).collect();
    let words = |kind, words: &str| (kind, words.to_owned());
    assert_eq!(
        offered,
        [
            words(SnoozePreset::LaterToday, "Friday 20 November, 12:00"),
            words(SnoozePreset::ThisAfternoon, "Friday 20 November, 13:00"),
            words(SnoozePreset::Monday, "Monday 23 November, 08:00"),
        ],
        "tomorrow is a Saturday"
    );
    assert_eq!(times("when results back").await.typed, TypedTimeView::Words);
    assert_eq!(times("yesterday").await.typed, TypedTimeView::Words);
    assert_eq!(times("19 nov 2026").await.typed, TypedTimeView::OutOfRange);
    let typed = times("sat 10:00").await.typed;
    assert!(matches!(typed, TypedTimeView::At { closed: true, .. }), "said that it is closed: {typed:?}");
    let request = SnoozeRequest {
        conversation: surgery.arrives(Price, "Hello").await.to_string(),
        until: "soon".to_owned(),
        label: String::new(),
        wakes_on_reply: true,
        past_due: None,
    };
    let refused = surgery.engine.snooze(request).await.expect_err("no time");
    assert!(matches!(refused, EngineError::BadRequest(_)), "{refused:?}");
    surgery.sits(Shah).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_19_what_comes_back_is_not_told_to_who_is_off() {
    let surgery = Surgery::open().await; // A Friday.
    let conversation = answered(&surgery).await;
    takes(&surgery, conversation, Shah).await;
    surgery.sits(Shah).await;
    snoozes(&surgery, conversation, "monday 9:30", true).await.expect("put away");
    let request = SaveStaffRequest {
        staff: Some(Shah.staff_id().to_string()),
        name: "Dr R. Shah".to_owned(),
        role: RoleView::Gp,
        away_until: Some("2026-11-30".to_owned()),
        hours: None,
        cover: None,
    };
    surgery.engine.save_staff(request).await.expect("away");
    surgery.desk.take();
    surgery.clock.pass(SignedDuration::from_hours(3 * 24 + 1));
    surgery.engine.remind_once().await.expect("a turn");
    assert!(row(&surgery, conversation).await.back.is_some(), "it is back, and marked");
    assert_eq!(surgery.desk.take().into_iter().filter(back()).count(), 0, "nobody is told who is away");
}
