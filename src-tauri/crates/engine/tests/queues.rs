//! The lists that staff work through: what arrived while the practice was closed, what stands above every order, the order
//! that a person chose, and filters that say what they hide (C6.8, C6.22, B-05, B-18). The real file, the real adapter, the
//! stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    Arranged, ConversationRow, MessageClassView, Queue, QueueOrder, QueueOrderRequest, QueuePage, QueueRequest,
    SeenRequest, SetClassRequest,
};
use engine::EngineError;
use jiff::{SignedDuration, Timestamp};
use model::{ConversationId, E164};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Surgery, minute};

const ALL: Arranged = Arranged { order: None, classes: vec![], unread: false };

async fn page(surgery: &Surgery, queue: Queue, arranged: Arranged) -> QueuePage {
    surgery.engine.queue(QueueRequest { queue, after: None, limit: 200, arranged }).await.expect("a page")
}

/// Reads a list to its end, a few rows at a time.
async fn whole(surgery: &Surgery, queue: Queue, arranged: &Arranged, limit: u32) -> Vec<ConversationRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let request = QueueRequest { queue, after, limit, arranged: arranged.clone() };
        let page = surgery.engine.queue(request).await.expect("a page");
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return rows;
        }
    }
}

fn ids(rows: &[ConversationRow]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

fn is_raised(row: &ConversationRow) -> bool {
    row.due.as_ref().is_some_and(|due| due.raised)
}

/// Lets time stand at this minute, which must not have been.
fn moves_to(surgery: &Surgery, time: Timestamp) {
    surgery.clock.pass(surgery.clock.time().duration_until(time));
}

async fn read(surgery: &Surgery, conversation: &str) {
    let conversation: ConversationId = conversation.parse().expect("an id");
    let revision = surgery.shows(conversation).await.revision;
    let request = SeenRequest { conversation: conversation.to_string(), revision };
    surgery.engine.mark_read(request).await.expect("read");
}

async fn is_of(surgery: &Surgery, conversation: ConversationId, class: MessageClassView) {
    let request = SetClassRequest { conversation: conversation.to_string(), class };
    surgery.engine.set_class(request).await.expect("staff may");
}

async fn arrived(surgery: &Surgery) -> u32 {
    surgery.engine.queue_counts().await.expect("counted").arrived
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_8_two_hundred_messages_of_a_long_weekend_stand_as_a_group_in_their_order() {
    let surgery = Surgery::open().await;
    moves_to(&surgery, minute("2026-12-24T17:00"));
    let before = surgery.arrives(Price, "Are my tablets ready?").await;
    assert_eq!(arrived(&surgery).await, 0, "the practice is open");
    // Christmas Day is a Friday, the Monday after it a bank holiday: closed from Thursday 18:30 to Tuesday 8:00.
    let closed = minute("2026-12-24T18:30");
    for number in 0..200_u32 {
        moves_to(&surgery, closed + SignedDuration::from_mins(i64::from(number) * 25 + 5));
        let from = E164::parse(&format!("+447700900{:03}", 200 + number)).expect("an invented number");
        let text = if number % 20 == 19 { "I have chest pain" } else { "Could I have an appointment?" };
        surgery.town.writes(&from, text).await;
        if number == 60 {
            assert_eq!(surgery.engine.collect_once().await.expect("read"), 61, "the computer ran until Friday night");
            assert_eq!(arrived(&surgery).await, 61, "whoever looks before opening sees it, too");
        }
    }
    moves_to(&surgery, minute("2026-12-29T08:05"));
    let mut collected = surgery.engine.collect_once().await.expect("read");
    collected += surgery.engine.collect_once().await.expect("read");
    assert_eq!(collected, 139, "and was switched on again on Tuesday");
    surgery.arrives(Whitfield, "Good morning").await;

    let rows = whole(&surgery, Queue::Arrived, &ALL, 30).await;
    assert_eq!(rows.len(), 200, "not what came before closing or after opening");
    assert_eq!(arrived(&surgery).await, 200, "the count is the pages' total");
    let order: Vec<u32> =
        rows.iter().map(|row| row.number.trim_start_matches("+447700900").parse().expect("ours")).collect();
    let highlighted = (0..200).filter(|number| number % 20 == 19);
    let others = (0..200).filter(|number| number % 20 != 19);
    let expected: Vec<u32> = highlighted.chain(others).map(|number| 200 + number).collect();
    assert_eq!(order, expected, "highlighted first, then oldest, by when it was written");
    assert!(rows.iter().take(10).all(is_raised) && !rows.iter().skip(10).any(is_raised));

    let started = std::time::Instant::now();
    page(&surgery, Queue::Arrived, ALL).await;
    assert!(started.elapsed() < std::time::Duration::from_secs(1), "it loads in less than a second");

    read(&surgery, &rows[0].id).await;
    assert_eq!(arrived(&surgery).await, 199, "somebody looked");
    let rest = whole(&surgery, Queue::Arrived, &ALL, 50).await;
    assert_eq!(ids(&rest), ids(&rows[1..]), "and nothing else moved");
    assert!(!ids(&rest).contains(&before.to_string().as_str()));
    moves_to(&surgery, minute("2026-12-29T18:30"));
    assert_eq!(arrived(&surgery).await, 0, "from closing on it is the next night's");
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "the log gives the same group again");
}

#[tokio::test(flavor = "multi_thread")]
async fn b_05_what_is_highlighted_and_not_looked_at_stands_above_every_order() {
    let surgery = Surgery::open().await;
    let mut raised = Vec::new();
    for (from, text) in [(Price, "Are they ready?"), (Whitfield, "My chest hurts")] {
        let id = surgery.arrives(from, text).await;
        surgery.clock.pass(SignedDuration::from_mins(5));
        if from == Whitfield {
            raised.push(id.to_string());
        }
    }
    let number = |ending: u32| E164::parse(&format!("+447700900{ending}")).expect("an invented number");
    surgery.town.writes(&number(501), "Suddenly I cannot breathe").await;
    surgery.clock.pass(SignedDuration::from_mins(5));
    surgery.town.writes(&number(502), "Thanks").await;
    assert_eq!(surgery.engine.collect_once().await.expect("read"), 2);
    for order in [QueueOrder::Due, QueueOrder::Newest, QueueOrder::Oldest] {
        let arranged = Arranged { order: Some(order), ..ALL };
        for queue in [Queue::Open, Queue::Unassigned] {
            let rows = whole(&surgery, queue, &arranged, 1).await;
            assert_eq!(rows.len(), 4, "{order:?}");
            let above: Vec<_> = rows.iter().take(2).filter(|row| is_raised(row)).collect();
            assert_eq!(above.len(), 2, "{queue:?} {order:?}: both above");
            assert_eq!(above[0].id, raised[0], "the older first, also where the newest is first");
            let below: Vec<&str> = rows.iter().skip(2).map(|row| row.number.as_str()).collect();
            let oldest = [Price.number().as_str().to_owned(), "+447700900502".to_owned()];
            let newest: Vec<_> = oldest.iter().rev().cloned().collect();
            assert_eq!(below, if order == QueueOrder::Newest { newest } else { oldest.to_vec() }, "{order:?}");
        }
    }
    read(&surgery, &raised[0]).await;
    let rows = whole(&surgery, Queue::Open, &Arranged { order: Some(QueueOrder::Newest), ..ALL }, 1).await;
    assert_eq!(rows[3].number, Price.number().as_str(), "looked at, it has its place in the order");
    assert_eq!(rows[2].id, raised[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn b_18_a_persons_order_of_a_list_stands_until_they_choose_another_and_after_a_restart() {
    let surgery = Surgery::open().await;
    let first = surgery.arrives(Whitfield, "Is it serious?").await.to_string();
    surgery.clock.pass(SignedDuration::from_hours(1));
    let second = surgery.arrives(Price, "When is it?").await.to_string();
    let shown = page(&surgery, Queue::Open, ALL).await;
    assert_eq!(shown.order, QueueOrder::Due, "to begin with what is due first");
    assert_eq!(shown.orders, [QueueOrder::Due, QueueOrder::Newest, QueueOrder::Oldest]);
    assert_eq!(ids(&shown.rows), [&first, &second]);

    let newest = QueueOrderRequest { queue: Queue::Open, order: QueueOrder::Newest };
    surgery.engine.order_queue(newest).await.expect("kept");
    let shown = page(&surgery, Queue::Open, ALL).await;
    assert_eq!((shown.order, ids(&shown.rows)), (QueueOrder::Newest, vec![second.as_str(), first.as_str()]));
    assert_eq!(page(&surgery, Queue::Unassigned, ALL).await.order, QueueOrder::Due, "of this list only");
    let changes = surgery.engine.verify().await.expect("checked").changes;

    surgery.sits(Shah).await;
    assert_eq!(page(&surgery, Queue::Open, ALL).await.order, QueueOrder::Due, "of this person only");
    surgery.sits(Okafor).await;
    let again = surgery.restarts();
    let shown =
        again.queue(QueueRequest { queue: Queue::Open, after: None, limit: 1, arranged: ALL }).await.expect("a page");
    assert_eq!((shown.order, ids(&shown.rows)), (QueueOrder::Newest, vec![second.as_str()]), "after a restart too");
    // Whatever is chosen meanwhile, the next page goes on in the order of this one.
    again.order_queue(QueueOrderRequest { queue: Queue::Open, order: QueueOrder::Oldest }).await.expect("kept");
    let request = QueueRequest { queue: Queue::Open, after: shown.next, limit: 1, arranged: ALL };
    assert_eq!(ids(&again.queue(request).await.expect("a page").rows), [&first]);
    assert_eq!(surgery.engine.verify().await.expect("checked").changes, changes, "it is no fact of the practice's");

    let overdue = QueueOrderRequest { queue: Queue::Overdue, order: QueueOrder::Newest };
    let refused = surgery.engine.order_queue(overdue).await;
    assert!(matches!(refused, Err(EngineError::BadRequest(_))), "what is overdue is listed by how long: {refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_22_every_filter_says_how_many_it_hides_and_how_many_of_them_are_highlighted() {
    let surgery = Surgery::open().await;
    let highlighted = surgery.arrives(Whitfield, "My chest hurts").await;
    let administrative = surgery.arrives(Price, "Where is my letter?").await;
    is_of(&surgery, administrative, MessageClassView::Administrative).await;
    read(&surgery, &administrative.to_string()).await;
    let hides = |shown: &QueuePage| (shown.rows.len(), shown.hidden, shown.hidden_raised);
    assert_eq!(hides(&page(&surgery, Queue::Open, ALL).await), (2, 0, 0), "no filter hides nothing");
    let only = |class| Arranged { classes: vec![class], ..ALL };
    let shown = page(&surgery, Queue::Open, only(MessageClassView::Administrative)).await;
    assert_eq!(hides(&shown), (1, 1, 1), "a highlighted one is outside, and it is said");
    assert_eq!(ids(&shown.rows), [administrative.to_string()]);
    let shown = page(&surgery, Queue::Open, Arranged { unread: true, ..ALL }).await;
    assert_eq!(hides(&shown), (1, 1, 0));
    assert_eq!(ids(&shown.rows), [highlighted.to_string()]);

    // Every filter of every list: shown and hidden is everything.
    let classes = [
        MessageClassView::Urgent,
        MessageClassView::SameDay,
        MessageClassView::Routine,
        MessageClassView::Administrative,
    ];
    for queue in
        [Queue::Mine, Queue::Unassigned, Queue::Open, Queue::Unmatched, Queue::Unfiled, Queue::Done, Queue::Arrived]
    {
        let all = page(&surgery, queue, ALL).await;
        let raised = all.rows.iter().filter(|row| is_raised(row)).count();
        for subset in 0..16_u32 {
            for unread in [false, true] {
                let classes: Vec<_> =
                    (0..).zip(classes).filter(|(bit, _)| subset & (1 << bit) != 0).map(|(_, one)| one).collect();
                let shown = page(&surgery, queue, Arranged { order: None, classes, unread }).await;
                let marked = shown.rows.iter().filter(|row| is_raised(row)).count();
                assert_eq!(shown.rows.len() + shown.hidden as usize, all.rows.len(), "{queue:?} {subset:b} {unread}");
                assert_eq!(marked + shown.hidden_raised as usize, raised, "{queue:?} {subset:b} {unread}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn b_18_a_place_that_is_none_is_refused() {
    let surgery = Surgery::open().await;
    for after in ["", "1.1", "due.rest.1", "due.rest.x.1", "due.middle.1.1", "best.rest.1.1", "due.rest.1.1.1"] {
        let request = QueueRequest { queue: Queue::Open, after: Some(after.to_owned()), limit: 1, arranged: ALL };
        let answer = surgery.engine.queue(request).await;
        assert!(matches!(answer, Err(EngineError::BadRequest(_))), "{after}: {answer:?}");
    }
}
