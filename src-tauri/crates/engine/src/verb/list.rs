//! Queues.

use contract::{Queue, QueueCounts, QueuePage, QueueRequest};
use jiff::Timestamp;
use model::StaffId;
use store::{ListPosition, QueueKind};

use crate::{Engine, EngineError, view};

/// The longest page a window may ask for: a reply stays under 64 KB.
const LONGEST_PAGE: u32 = 200;

const fn kind(queue: Queue, me: StaffId, now: Timestamp) -> QueueKind {
    match queue {
        Queue::Mine => QueueKind::Owner(me),
        Queue::Unassigned => QueueKind::Team,
        Queue::Open => QueueKind::Open,
        Queue::Waiting => QueueKind::Waiting,
        Queue::Unmatched => QueueKind::Unmatched,
        Queue::Failed => QueueKind::Failed,
        Queue::Unfiled => QueueKind::Unfiled,
        Queue::Done => QueueKind::Done,
        Queue::Overdue => QueueKind::Overdue(now),
        Queue::Unacknowledged => QueueKind::Untold,
        Queue::Snoozed => QueueKind::Snoozed,
    }
}

/// Writes a place in a list as the window gives it back.
fn cursor(position: ListPosition) -> String {
    format!("{}.{}", position.at, position.row)
}

fn position(cursor: &str) -> Result<ListPosition, EngineError> {
    let parts = cursor.split_once('.').and_then(|(at, row)| Some((at.parse().ok()?, row.parse().ok()?)));
    let (at, row) = parts.ok_or(EngineError::BadRequest("this is no place in a list"))?;
    Ok(ListPosition { at, row })
}

impl Engine {
    /// Returns how many conversations each queue holds.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn queue_counts(&self) -> Result<QueueCounts, EngineError> {
        let me = self.me().await?;
        let now = self.now();
        let read = self.parts.store.read(move |view| Ok((view.counts(me, now)?, view.count_tasks(me, now)?)));
        let (counts, (mine, anybodys, left_overdue)) = read.await?;
        Ok(QueueCounts {
            mine: counts.mine,
            unassigned: counts.unassigned,
            open: counts.open,
            waiting: counts.waiting,
            unmatched: counts.unmatched,
            failed: counts.failed,
            unfiled: counts.unfiled,
            unread: counts.unread,
            tasks: mine + anybodys + left_overdue,
            overdue: counts.overdue,
            unacknowledged: counts.untold,
            snoozed: counts.snoozed,
        })
    }

    /// Returns a page of a queue.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn queue(&self, request: QueueRequest) -> Result<QueuePage, EngineError> {
        let me = self.me().await?;
        let after = request.after.as_deref().map(position).transpose()?;
        let limit = request.limit.clamp(1, LONGEST_PAGE);
        let now = self.now();
        let read = self
            .parts
            .store
            .read(move |view| Ok((view.queue(kind(request.queue, me, now), me, after, limit)?, view.timetable()?)));
        let (page, times) = read.await?;
        Ok(QueuePage {
            rows: page.rows.iter().map(|row| view::row(row, &times, now)).collect(),
            next: page.next.map(cursor),
        })
    }
}
