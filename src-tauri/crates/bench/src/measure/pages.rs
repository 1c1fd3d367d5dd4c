//! Pages of queues, counts, conversations.

use store::{QueueKind, Span};

use super::open::{PLAIN_INBOX, PLAIN_NEWEST};
use super::{Bench, in_turns, read_all};
use crate::error::BenchError;
use crate::report::{Goal, Measure};

/// A queue, and the same of the reference.
const QUEUES: &[(&str, Queue, &str)] = &[
    ("open", Queue::Kind(QueueKind::Open), ""),
    ("mine", Queue::Mine, "INDEXED BY thread_owner WHERE done = 0 AND owner = 1"),
    ("unassigned", Queue::Kind(QueueKind::Team), "INDEXED BY thread_owner WHERE done = 0 AND owner IS NULL"),
    ("waiting", Queue::Kind(QueueKind::Waiting), "INDEXED BY thread_waiting WHERE done = 0 AND last_from_patient = 0"),
    ("unmatched", Queue::Kind(QueueKind::Unmatched), "INDEXED BY thread_unmatched WHERE done = 0 AND patient IS NULL"),
    ("failed", Queue::Kind(QueueKind::Failed), "INDEXED BY thread_failed WHERE done = 0 AND failed > 0"),
    ("unfiled", Queue::Kind(QueueKind::Unfiled), "INDEXED BY thread_unfiled WHERE unfiled > 0"),
    ("done", Queue::Kind(QueueKind::Done), "WHERE done = 1"),
    ("unread", Queue::Kind(QueueKind::Unread), "INDEXED BY thread_unread WHERE done = 0 AND unread > 0"),
];

/// The reference's counts, one query each as ours.
const PLAIN_COUNTS: &[&str] = &[
    "SELECT count(*) FROM thread INDEXED BY thread_owner WHERE done = 0 AND owner = 1",
    "SELECT count(*) FROM thread INDEXED BY thread_owner WHERE done = 0 AND owner IS NULL",
    "SELECT count(*) FROM thread WHERE done = 0",
    "SELECT count(*) FROM thread INDEXED BY thread_waiting WHERE done = 0 AND last_from_patient = 0",
    "SELECT count(*) FROM thread INDEXED BY thread_unmatched WHERE done = 0 AND patient IS NULL",
    "SELECT count(*) FROM thread INDEXED BY thread_failed WHERE done = 0 AND failed > 0",
    "SELECT count(*) FROM thread INDEXED BY thread_unfiled WHERE unfiled > 0",
    "SELECT count(*) FROM thread INDEXED BY thread_unread WHERE done = 0 AND unread > 0",
];

#[derive(Clone, Copy)]
enum Queue {
    Mine,
    Kind(QueueKind),
}

/// Takes the measures.
pub(super) async fn measure(bench: &Bench<'_>) -> Result<Vec<Measure>, BenchError> {
    eprintln!("pages");
    let reader = bench.built.reader;
    let mut measures = Vec::new();
    for (name, queue, condition) in QUEUES {
        let kind = match queue {
            Queue::Mine => QueueKind::Owner(reader),
            Queue::Kind(kind) => *kind,
        };
        let sql = if condition.is_empty() {
            PLAIN_INBOX.to_owned()
        } else {
            PLAIN_INBOX.replace("WHERE done = 0", condition)
        };
        let sides = in_turns(bench, move |view| view.queue(kind, reader, None, 50), |plain| read_all(plain, &sql, []));
        let goal = Goal::most(1.0).and_most_ratio(1.3);
        measures.push(Measure::medians(format!("queue page of 50: {name}"), "ms", &sides.await?, Some(goal)));
    }
    let sides = in_turns(
        bench,
        move |view| view.counts(reader, jiff::Timestamp::UNIX_EPOCH),
        |plain| PLAIN_COUNTS.iter().try_for_each(|sql| read_all(plain, sql, [])),
    );
    measures.push(Measure::medians("counts of all queues", "ms", &sides.await?, Some(Goal::most(5.0))));
    let (longest, thread) = (bench.built.longest, bench.plain.longest()?);
    let sides = in_turns(
        bench,
        move |view| view.thread(longest, Span::Newest, 50),
        move |plain| read_all(plain, PLAIN_NEWEST, [thread]),
    );
    measures.push(Measure::medians("longest conversation: newest 50", "ms", &sides.await?, Some(Goal::most(0.5))));
    let sides = in_turns(
        bench,
        move |view| view.thread(longest, Span::Before(4_000), 50),
        move |plain| {
            let sql = "SELECT id, at, kind, state, provider, body FROM message WHERE thread = ?1 AND id <
                (SELECT id FROM message WHERE thread = ?1 ORDER BY id LIMIT 1 OFFSET 4000) ORDER BY id DESC LIMIT 50";
            read_all(plain, sql, [thread])
        },
    );
    measures.push(Measure::medians("longest conversation: 50 before the 4,000th", "ms", &sides.await?, None));
    Ok(measures)
}
