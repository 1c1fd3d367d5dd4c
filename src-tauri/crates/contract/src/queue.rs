//! Queues: the lists that staff work through.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ConversationRow;

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
}

/// A page of a queue: where work waits what is due first comes first, and what is not due behind it; elsewhere what was said
/// last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueuePage {
    /// The rows.
    pub rows: Vec<ConversationRow>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<String>,
}
