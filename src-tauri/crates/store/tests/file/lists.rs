//! Lists: every order and filter of every queue, page by page, against the rules alone (C6.8, C6.22, B-05, B-18).

use std::collections::BTreeSet;

use jiff::SignedDuration;
use model::calendar::MessageClass;
use model::{
    Actor, Ask, Channel, Content, Conversation, ConversationId, E164, Filter, InboundText, MessageId, Order,
    ProviderRef, StaffId, State as _, WorkerName,
};
use proptest::prelude::*;
use store::{Listing, QueueKind, StoreError, View};
use testkit::random::{Walk, cases};
use testkit::{Person, numbered};
use tokio::runtime::Runtime;

use crate::views::Twice;

/// Some filters: everything, one class, two with what is unread.
pub(crate) fn filters() -> [Filter; 3] {
    [
        Filter::default(),
        Filter { classes: vec![MessageClass::Routine], unread: false },
        Filter { classes: vec![MessageClass::Administrative, MessageClass::SameDay], unread: true },
    ]
}

/// Reads a list page by page, two rows each.
pub(crate) fn shown(view: &View<'_>, listing: &Listing, reader: StaffId) -> Result<Vec<Conversation>, StoreError> {
    let (mut shown, mut after) = (Vec::new(), None);
    loop {
        let page = view.queue(listing.clone(), reader, after, 2)?;
        shown.extend(page.rows.into_iter().map(|row| row.conversation));
        after = page.next;
        if after.is_none() {
            return Ok(shown);
        }
    }
}

/// A list in an order under a filter: its pages together are what the rules say is in the queue and shown, once each; what is
/// raised above all else, oldest first (B-05); the rest in the order (B-18, C-06). What is hidden and what is shown is
/// everything, also of what is raised (C6.22).
pub(crate) fn compare(
    view: &View<'_>,
    (queue, order, filter): (QueueKind, Order, Filter),
    reader: StaffId,
    belong: &[&Conversation],
) -> Result<(), StoreError> {
    let listing = Listing { queue, order, filter: filter.clone() };
    let rows = shown(view, &listing, reader)?;
    let expected: BTreeSet<_> = belong.iter().filter(|row| filter.shows(row)).map(|row| row.id).collect();
    assert_eq!(rows.len(), expected.len(), "{listing:?}: page by page, nothing twice");
    assert_eq!(rows.iter().map(|row| row.id).collect::<BTreeSet<_>>(), expected, "{listing:?}: who is in it");
    assert_eq!(view.count(&listing)? as usize, rows.len(), "{listing:?}: counted");
    let raised = |row: &Conversation| row.clocks.raised_since();
    let (above, below): (Vec<_>, Vec<_>) = rows.iter().partition(|row| raised(row).is_some());
    assert!(rows.iter().take(above.len()).all(|row| raised(row).is_some()), "{listing:?}: what is raised is first");
    assert!(above.windows(2).all(|pair| raised(pair[0]) <= raised(pair[1])), "{listing:?}: the oldest of it first");
    // What is due first; behind it what is not due, last said first.
    let due = |row: &Conversation| (row.clocks.due_at().is_none(), row.clocks.due_at());
    let until = |row: &Conversation| row.asleep().map(|snooze| snooze.until);
    let said = |row: &Conversation| row.back().map_or(row.last_at, |woke| row.last_at.max(woke.at));
    let in_order = |pair: &[&Conversation]| match (queue, order) {
        (QueueKind::Arrived(_), _) => {
            let first = |row: &Conversation| row.clocks.unseen.map(|unseen| unseen.first);
            first(pair[0]) <= first(pair[1])
        }
        (QueueKind::Snoozed, _) => until(pair[0]) <= until(pair[1]),
        (_, Order::Newest) => pair[0].last_at >= pair[1].last_at,
        (_, Order::Oldest) => pair[0].last_at <= pair[1].last_at,
        // What came back of itself is news again (B-15).
        (_, Order::Due) if due(pair[0]).0 && due(pair[1]).0 => said(pair[0]) >= said(pair[1]),
        (_, Order::Due) => due(pair[0]) <= due(pair[1]),
    };
    assert!(below.windows(2).all(in_order), "{listing:?}: in its order");
    let hidden = view.hidden(&listing)?;
    assert_eq!(hidden.all as usize + rows.len(), belong.len(), "{listing:?}: hidden and shown is all");
    let marked = belong.iter().filter(|row| raised(row).is_some()).count();
    assert_eq!(hidden.raised as usize + above.len(), marked, "{listing:?}: of what is raised too");
    Ok(())
}

/// A patient's text: who, how many minutes after the one before it was written, what of, and what staff did.
type Heard = (u16, i64, u8, u8);

/// Lets patients write and staff deal with it, in the file and in memory.
async fn day(twice: &mut Twice, heard: Vec<Heard>) -> jiff::Timestamp {
    let mut walk = Walk::default();
    for operation in walk.opening() {
        twice.ask(operation, walk.now()).await.expect("allowed");
    }
    let mut now = walk.now();
    for (turn, (from, minutes, words, done)) in (1_u128..).zip(heard) {
        now += SignedDuration::from_mins(minutes);
        let text = InboundText {
            channel: Channel::Sms,
            from: E164::parse(&format!("+447700900{from:03}")).expect("an invented number"),
            content: Content::new(
                [7; 16],
                ["My toe", "Chest pain", "Are they ready?"][usize::from(words % 3)].to_owned().into(),
            ),
            sent_at: now - SignedDuration::from_mins(i64::from(words)),
            provider: ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{turn}") },
            media: 0,
            message: MessageId::new(numbered(600_000_000 + u64::try_from(turn).expect("few"))),
            conversation: ConversationId::new(numbered(700_000_000 + u64::try_from(turn).expect("few"))),
        };
        let message = text.message;
        let operation = walk.operation(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
        twice.ask(operation, now).await.expect("it arrives");
        let message = twice.memory.message(message).expect("memory").expect("there");
        let row = twice.memory.conversation(message.conversation).expect("memory").expect("there");
        let (conversation, seen) = (row.id, row.revision);
        let class = MessageClass::ALL[usize::from(words % 4)];
        let ask = match done % 8 {
            0 => Ask::MarkRead { conversation, seen },
            1..4 => Ask::SetClass { conversation, class },
            4 => Ask::Assign { conversation, owner: Some(Person::Okafor.staff_id()) },
            5 => Ask::MarkDone { conversation, seen, reason: Some("rang".to_owned()), answered: true },
            _ => continue,
        };
        let operation = walk.operation(Actor::Staff(Person::Okafor.staff_id()), ask);
        let _ = twice.ask(operation, now).await; // A rule may say no: then nothing was done.
    }
    now
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn b_18_b_05_c6_22_each_order_and_filter_pages_through_the_whole_list_once(
        heard in prop::collection::vec((0_u16..60, 0_i64..200, any::<u8>(), any::<u8>()), 20..70),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        Runtime::new().expect("a runtime").block_on(async {
            let mut twice = Twice::open(&folder.path().join("practice.db"));
            let now = day(&mut twice, heard).await;
            twice.compare(now).await;
            assert!(twice.store.verify().await.expect("checked").is_sound(), "rebuilt equals live");
        });
    }
}
