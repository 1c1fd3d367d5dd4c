//! Queues.

use contract::{Queue, QueueCounts, QueuePage, QueueRequest};
use model::StaffId;
use store::{ListPosition, QueueKind};

use crate::{Engine, EngineError, view};

/// The longest page a window may ask for: a reply stays under 64 KB.
const LONGEST_PAGE: u32 = 200;

const fn kind(queue: Queue, me: StaffId) -> QueueKind {
    match queue {
        Queue::Mine => QueueKind::Owner(Some(me)),
        Queue::Unassigned => QueueKind::Owner(None),
        Queue::Open => QueueKind::Open,
        Queue::Waiting => QueueKind::Waiting,
        Queue::Unmatched => QueueKind::Unmatched,
        Queue::Failed => QueueKind::Failed,
        Queue::Unfiled => QueueKind::Unfiled,
        Queue::Done => QueueKind::Done,
    }
}

/// Writes a place in a list as the window gives it back.
fn cursor(position: ListPosition) -> String {
    format!("{}.{}", position.last_at, position.row)
}

fn position(cursor: &str) -> Result<ListPosition, EngineError> {
    let parts = cursor.split_once('.').and_then(|(last_at, row)| Some((last_at.parse().ok()?, row.parse().ok()?)));
    let (last_at, row) = parts.ok_or(EngineError::BadRequest("this is no place in a list"))?;
    Ok(ListPosition { last_at, row })
}

impl Engine {
    /// Returns how many conversations each queue holds.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn queue_counts(&self) -> Result<QueueCounts, EngineError> {
        let me = self.me().await?;
        let (counts, (mine, anybodys)) =
            self.parts.store.read(move |view| Ok((view.counts(me)?, view.count_tasks(me)?))).await?;
        Ok(QueueCounts {
            mine: counts.mine,
            unassigned: counts.unassigned,
            open: counts.open,
            waiting: counts.waiting,
            unmatched: counts.unmatched,
            failed: counts.failed,
            unfiled: counts.unfiled,
            unread: counts.unread,
            tasks: mine + anybodys,
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
        let page = self.parts.store.read(move |view| view.queue(kind(request.queue, me), me, after, limit)).await?;
        Ok(QueuePage { rows: page.rows.iter().map(view::row).collect(), next: page.next.map(cursor) })
    }
}
