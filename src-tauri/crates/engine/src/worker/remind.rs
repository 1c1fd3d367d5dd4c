//! Reminding: raises the alarm when a message was not looked at, or not answered, in time, when a task was not done in time,
//! when nobody holds triage, when a message did not leave in time, and when no delivery receipt came in time; and brings back
//! what was put away.
//!
//! Each step of an alarm is written to the log before anybody hears of it, so that a restart repeats none.

use std::time::Duration;

use jiff::Timestamp;
use model::calendar::EscalationStep;
use model::{Act, Actor, Ask, Change, Conversation, KEEP_TRYING, Role, StaffId, Task, WorkerName};
use store::{StoreError, View};
use tokio_util::sync::CancellationToken;

use super::{at_work, duty, receipt, schedule, snooze};
use crate::notice::{Notice, NoticeQueue};
use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::Remind;
/// How many a turn looks at.
const BATCH: u32 = 50;
/// How long to wait where a turn raised nothing of what it found due: it would find the same at once.
const NOTHING_RAISED: Duration = Duration::from_secs(1);

/// Raises every alarm that is due; returns how long until the next one is.
pub(super) async fn turn(engine: &Engine, cancel: &CancellationToken) -> Result<Option<Duration>, EngineError> {
    let now = engine.now();
    let duty = duty::turn(engine).await?; // First: an alarm is for whoever has it now.
    let snooze = snooze::turn(engine).await?;
    let scheduled = schedule::turn(engine).await?;
    let read = engine
        .parts
        .store
        .read(move |view| Ok((alarms_due(view, now)?, view.session()?, view.timetable()?, view.all_staff()?)));
    let ((due, late), session, times, staff) = read.await?;
    let me = engine.me().await.ok();
    let sits_here = at_work((&staff, me), &times, now).map(|person| (person.id, person.role));
    let more = due.len().max(late.len()) >= BATCH as usize;
    let mut rang = false;
    for row in due {
        let mut reached = false;
        for (about, _) in row.clocks.alarms(&times, now) {
            let ask = Ask::RaiseAlarm { conversation: row.id, about };
            for change in raised(engine, ask).await? {
                rang = true;
                if let (Change::AlarmRaised { step, .. }, Some(person)) = (change, sits_here) {
                    reached |= reaches(step, person, row.held_by().or_else(|| session.holder(now)));
                }
            }
        }
        if reached {
            engine.parts.notifier.show(Notice { conversation: Some(row.id), queue: NoticeQueue::Overdue });
        }
    }
    for task in late {
        let mut reached = false;
        for change in raised(engine, Ask::RaiseTaskAlarm { task: task.id }).await? {
            rang = true;
            if let (Change::TaskAlarmRaised { step, .. }, Some(person)) = (change, sits_here) {
                reached |= reaches(step, person, task.owner.or_else(|| session.holder(now)));
            }
        }
        if reached {
            engine.parts.notifier.show(Notice { conversation: task.conversation, queue: NoticeQueue::Tasks });
        }
    }
    let today = times.calendar().local(now).date();
    for patient in engine.parts.store.read(move |view| view.age_reviews_due(today)).await? {
        raised(engine, Ask::RaiseAgeReview { patient }).await?;
    }
    let since = now.saturating_sub(KEEP_TRYING).unwrap_or(now);
    for message in engine.parts.store.read(move |view| view.leaving_since(since, BATCH)).await? {
        raised(engine, Ask::GiveUp { message: message.id }).await?;
    }
    let receipt = receipt::turn(engine, cancel).await?;
    if session.tell_missing(&times, now)
        && !raised(engine, Ask::MissHolder).await?.is_empty()
        && sits_here.is_some_and(|(_, role)| role.may(Act::Organise))
    {
        // Managers, says C2.8; whoever else sits here and may hold it is told rather than nobody.
        engine.parts.notifier.show(Notice { conversation: None, queue: NoticeQueue::Triage });
    }
    let soonest = if rang { Duration::ZERO } else { NOTHING_RAISED };
    if more {
        return Ok(Some(soonest));
    }
    let alarm = engine.parts.store.read(|view| view.next_alarm()).await?;
    let opening = times.calendar().next_opening(now).ok();
    let next = alarm.into_iter().chain(opening).chain(receipt).chain(duty).chain(snooze).chain(scheduled).min();
    Ok(next.map(|at| Duration::try_from(at.duration_since(now)).unwrap_or_default().max(soonest)))
}

/// Reads what rings: conversations, and tasks.
fn alarms_due(view: &View<'_>, now: Timestamp) -> Result<(Vec<Conversation>, Vec<Task>), StoreError> {
    Ok((view.alarms_due(now, BATCH)?, view.task_alarms_due(now, BATCH)?))
}

/// Asks as the worker; what is not due any more changes nothing.
pub(super) async fn raised(engine: &Engine, ask: Ask) -> Result<Vec<Change>, EngineError> {
    match engine.ask_once(engine.operation(Actor::Worker(NAME), ask)).await {
        Err(EngineError::Refused(_)) => Ok(vec![]),
        other => other,
    }
}

/// Says whether an alarm reaches somebody: the one who holds the message; the team, which it is left to where nobody holds
/// it; and the manager, each step those before it too.
fn reaches(step: EscalationStep, (who, role): (StaffId, Role), holder: Option<StaffId>) -> bool {
    let of_the_team = role.may(Act::Organise) && role != Role::Manager;
    match (step, holder) {
        (_, Some(holder)) if holder == who => true,
        (EscalationStep::Holder, Some(_)) => false,
        (EscalationStep::Holder, None) | (EscalationStep::Team, _) => of_the_team,
        (EscalationStep::Manager, _) => of_the_team || role == Role::Manager,
    }
}

impl Engine {
    /// Raises every alarm that is due, once; returns how long until the next one is. For a turn without the worker's loop.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn remind_once(&self) -> Result<Option<Duration>, EngineError> {
        turn(self, &CancellationToken::new()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EscalationStep::{Holder, Manager, Team};

    fn who(number: u128) -> StaffId {
        StaffId::new(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn c6_4_an_alarm_goes_to_the_holder_then_the_team_then_the_manager() {
        let (nurse, manager, looks_on) = ((who(1), Role::Nurse), (who(2), Role::Manager), (who(3), Role::ReadOnly));
        let heard = |holder: Option<StaffId>| {
            [Holder, Team, Manager].map(|step| [nurse, manager, looks_on].map(|person| reaches(step, person, holder)))
        };
        let (mine, another) = (Some(who(1)), Some(who(9)));
        assert_eq!(
            heard(mine),
            [[true, false, false], [true, false, false], [true, true, false]],
            "the nurse holds it"
        );
        assert_eq!(
            heard(another),
            [[false, false, false], [true, false, false], [true, true, false]],
            "a colleague does"
        );
        assert_eq!(
            heard(None),
            [[true, false, false], [true, false, false], [true, true, false]],
            "nobody: the team's"
        );
    }
}
