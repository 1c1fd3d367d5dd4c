//! Conversations that were put away come back when their time comes (B-15).

use jiff::Timestamp;
use model::snooze::{SnoozeAsk, SnoozeChange, WakeReason};
use model::{Act, Ask, Change, ConversationId, StaffId};

use super::at_work;
use super::remind::raised;
use crate::notice::{Notice, NoticeQueue};
use crate::{Engine, EngineError};

/// How many a turn brings back.
const BATCH: u32 = 50;

/// Brings back every conversation whose time has come; returns when the next one's does.
pub(super) async fn turn(engine: &Engine) -> Result<Option<Timestamp>, EngineError> {
    let now = engine.now();
    for conversation in engine.parts.store.read(move |view| view.snoozes_due(now, BATCH)).await? {
        raised(engine, Ask::Snooze(SnoozeAsk::TimeCame { conversation })).await?;
    }
    Ok(engine.parts.store.read(|view| view.next_snooze()).await?)
}

/// Returns the conversations that came back with nothing else to tell of it: of a patient's message the desktop hears as of
/// any other.
pub(crate) fn came_back(changes: &[&Change]) -> Vec<ConversationId> {
    let told = |change: &&Change| match change {
        Change::Snooze(SnoozeChange::Woken {
            conversation, reason: WakeReason::TimeCame | WakeReason::Failed, ..
        }) => Some(*conversation),
        _ => None,
    };
    changes.iter().filter_map(told).collect()
}

impl Engine {
    /// Tells the desktop of what came back: whoever has it, or anybody who may take it where nobody has, and is not off.
    /// Never who, never what (C5.6).
    pub(crate) async fn notify_back(&self, conversations: Vec<ConversationId>) -> Result<(), EngineError> {
        let me = self.me().await.ok();
        let read = self.parts.store.read(move |view| {
            let rows = conversations.iter().filter_map(|id| view.conversation(*id).transpose());
            Ok((rows.collect::<Result<Vec<_>, _>>()?, view.all_staff()?, view.timetable()?))
        });
        let (rows, staff, times) = read.await?;
        let Some(me) = at_work((&staff, me), &times, self.now()) else { return Ok(()) };
        let reaches = |holder: Option<StaffId>| holder.map_or(me.can_do(Act::Organise), |holder| holder == me.id);
        for row in rows.into_iter().filter(|row| reaches(row.held_by())) {
            self.parts.notifier.show(Notice { conversation: Some(row.id), queue: NoticeQueue::Snoozed });
        }
        Ok(())
    }
}
