//! Time at the desk: classes, alarms, who holds triage, the end of the day.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::cover::can_be_given;
use super::role_account::taken_out;
use super::{Decision, conversation, or_refuse, staff};
use crate::calendar::MessageClass;
use crate::session::{Account, HolderNamed, LeftBehind, LeftKind, holds_until, left_over};
use crate::{
    Act, Actor, Awaited, Change, Conversation, ConversationId, ConversationState, Refusal, StaffId, State, TaskId,
};

/// Says which class a conversation is of.
pub(super) fn set_class<S: State>(
    state: &S,
    actor: Actor,
    (id, class): (ConversationId, MessageClass),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, id)?);
    if row.clocks.class == class {
        return Ok(Ok(vec![]));
    }
    Ok(Ok(vec![Change::ClassSet { conversation: id, class, by, at: now }]))
}

/// Raises the alarm about a clock that has run out, each step once.
pub(super) fn raise_alarm<S: State>(
    state: &S,
    actor: Actor,
    (id, about): (ConversationId, Awaited),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    if !actor.is_worker() {
        return Ok(Err(Refusal::NotDue)); // The clock raises alarms, and nobody else silences them by doing so.
    }
    let row = or_refuse!(conversation(state, id)?);
    if !matches!(row.state, ConversationState::Open) {
        return Ok(Err(Refusal::NotDue));
    }
    let due = row.clocks.alarms(&*state.timetable()?, now).into_iter().find(|(awaited, _)| *awaited == about);
    Ok(due.map_or(Err(Refusal::NotDue), |(about, step)| {
        Ok(vec![Change::AlarmRaised { conversation: id, about, step, at: now }])
    }))
}

/// Raises the alarm about a task whose time has run out, each step once (C2.9).
pub(super) fn raise_task_alarm<S: State>(
    state: &S,
    actor: Actor,
    id: TaskId,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    if !actor.is_worker() {
        return Ok(Err(Refusal::NotDue));
    }
    let Some(task) = state.task(id)? else { return Ok(Err(Refusal::UnknownTask)) };
    let due = task.alarm(&*state.timetable()?, now);
    Ok(due.map_or(Err(Refusal::NotDue), |step| Ok(vec![Change::TaskAlarmRaised { task: id, step, at: now }])))
}

/// Tells managers that nobody holds triage, once a day.
pub(super) fn miss_holder<S: State>(state: &S, actor: Actor, now: Timestamp) -> Result<Decision, S::Error> {
    let due = actor.is_worker() && state.session()?.tell_missing(&*state.timetable()?, now);
    Ok(if due { Ok(vec![Change::HolderMissed { at: now }]) } else { Err(Refusal::NotDue) })
}

/// Names who holds triage until the day closes; takes the place of whoever held it.
pub(super) fn name_holder<S: State>(
    state: &S,
    actor: Actor,
    holder: Option<StaffId>,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let session = state.session()?;
    if session.holder(now) == holder {
        return Ok(Ok(vec![]));
    }
    if let Some(holder) = holder {
        or_refuse!(can_be_given(state, holder, Act::Organise, now)?);
    }
    let until = holds_until(&*state.timetable()?, now).unwrap_or(now);
    Ok(Ok(vec![Change::HolderNamed(HolderNamed { holder, by, at: now, until })]))
}

/// Closes the day: for everything left somebody takes over, or a reason says why it can wait (C2.9).
pub(super) fn end_session<S: State>(
    state: &S,
    actor: Actor,
    accounts: &[Account],
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let (unfinished, tasks) = (state.unfinished()?, state.open_tasks()?);
    let (mut changes, mut behind, mut given) = (Vec::new(), Vec::new(), BTreeSet::new());
    for left in left_over(&unfinished, &tasks, now) {
        let count = left.count();
        let refused = Refusal::LeftOver { kind: left.kind, count };
        let account = accounts.iter().find(|account| account.kind == left.kind && account.seen >= count);
        let Some(account) = account else { return Ok(Err(refused)) };
        // What is not in the record is nobody's to take: the app goes on trying, or a person files it.
        let taker = account.to.filter(|_| left.kind != LeftKind::Unfiled);
        // Why exposed: only to see that there is something in it.
        let says_why = !account.reason.expose().trim().is_empty();
        if let Some(to) = taker {
            let act = if left.kind == LeftKind::OverdueTask { Act::ReachOtherwise } else { Act::Organise };
            or_refuse!(can_be_given(state, to, act, now)?);
            // A conversation that is left for two reasons goes to whom the first was given.
            let holder =
                |id: &ConversationId| unfinished.iter().find(|row| row.id == *id).and_then(Conversation::held_by);
            let new: Vec<_> = left.conversations.into_iter().filter(|id| given.insert(*id)).collect();
            for conversation in new.into_iter().filter(|id| holder(id) != Some(to)) {
                let row = unfinished.iter().find(|row| row.id == conversation);
                changes.extend(row.and_then(|row| taken_out(row, by, now)));
                changes.push(Change::OwnerSet { conversation, owner: Some(to) });
            }
            let others = tasks.iter().filter(|task| left.tasks.contains(&task.id) && task.owner != Some(to));
            changes.extend(others.map(|task| Change::TaskOwnerSet { task: task.id, owner: Some(to) }));
        } else if !says_why {
            return Ok(Err(refused));
        }
        behind.push(LeftBehind { kind: left.kind, count, to: taker, reason: account.reason.clone() });
    }
    changes.push(Change::SessionEnded { by, at: now, left: behind });
    Ok(Ok(changes))
}
