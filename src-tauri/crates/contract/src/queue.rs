//! Queues: the lists that staff work through.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConversationRow, MessageClassView};

/// A list of conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    /// Open, and mine.
    Mine,
    /// Open, and the team's: nobody's, or something came for an owner who is not at work.
    Unassigned,
    /// Open.
    Open,
    /// Open, and the practice spoke last.
    Waiting,
    /// Open, and nobody has said whose it is.
    Unmatched,
    /// Holding a message that failed or may not have left.
    Failed,
    /// Holding something that is not in the record.
    Unfiled,
    /// Seen to.
    Done,
    /// Open, and its time has run out.
    Overdue,
    /// Open, and nobody told the patient by when they will hear.
    Unacknowledged,
    /// Put away until a time.
    Snoozed,
    /// With a text that leaves at a time that somebody chose.
    Scheduled,
    /// Open, and written while the practice was closed: since it closed for the day, until it opened. Nobody has read or
    /// answered it yet.
    Arrived,
}

/// How many conversations each queue holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueueCounts {
    /// See [`Queue::Mine`].
    pub mine: u32,
    /// See [`Queue::Unassigned`].
    pub unassigned: u32,
    /// See [`Queue::Open`].
    pub open: u32,
    /// See [`Queue::Waiting`].
    pub waiting: u32,
    /// See [`Queue::Unmatched`].
    pub unmatched: u32,
    /// See [`Queue::Failed`].
    pub failed: u32,
    /// See [`Queue::Unfiled`].
    pub unfiled: u32,
    /// Open conversations with something unread.
    pub unread: u32,
    /// Open tasks, mine and nobody's.
    pub tasks: u32,
    /// See [`Queue::Overdue`].
    pub overdue: u32,
    /// See [`Queue::Unacknowledged`].
    pub unacknowledged: u32,
    /// See [`Queue::Snoozed`].
    pub snoozed: u32,
    /// See [`Queue::Scheduled`].
    pub scheduled: u32,
    /// See [`Queue::Arrived`].
    pub arrived: u32,
}

/// The order of a list. In each what is raised stands first, the oldest of it above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// What is due first; behind it what is not due, last said first.
    Due,
    /// What was said last first.
    Newest,
    /// What was said longest ago first.
    Oldest,
}

/// What of a queue is shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arranged {
    /// In which order; none: the one that this person chose for this queue last, or the queue's own.
    pub order: Option<QueueOrder>,
    /// Only of these classes; none named: of all.
    pub classes: Vec<MessageClassView>,
    /// Only what holds something unread.
    pub unread: bool,
}

/// In which order a person wants to see a queue from now on. Kept on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueueOrderRequest {
    /// Which queue.
    pub queue: Queue,
    /// In which order: one of the page's `orders`.
    pub order: QueueOrder,
}

/// Which page of a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueueRequest {
    /// Which queue.
    pub queue: Queue,
    /// The `next` of the page before; none for the first.
    pub after: Option<String>,
    /// How many rows, at most 200.
    pub limit: u32,
    /// What of it is shown, and in which order.
    #[serde(default)]
    pub arranged: Arranged,
}

/// A page of a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueuePage {
    /// The rows.
    pub rows: Vec<ConversationRow>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<String>,
    /// The order that it is in.
    pub order: QueueOrder,
    /// The orders that this queue can be in.
    pub orders: Vec<QueueOrder>,
    /// How many conversations of this queue are not shown because of their class, or because nothing in them is unread.
    /// Counted with the first page; 0 on those after it.
    pub hidden: u32,
    /// How many of those, counted likewise, hold words that a person should see first, and nobody has looked.
    pub hidden_raised: u32,
}
