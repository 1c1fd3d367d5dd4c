//! Escalation (C6.17): what cannot wait is handed to whoever has the duty; a call that reached nobody is tried again.

use jiff::Timestamp;

use super::role_account::taken_out;
use super::staff::{taken_up, today};
use super::task::{Found, made};
use super::{Decision, conversation, or_refuse, send, staff};
use crate::calendar::MessageClass;
use crate::role_account::RoleAccountChange;
use crate::template::Route;
use crate::{
    Actor, Change, Conversation, DutyDoctor, HandOver, MessageId, PatientId, Refusal, StaffId, State, TaskId,
    TaskReason, task,
};

/// Hands a conversation to whoever has the duty now, as urgent, with a note. Nothing of it happens without the rest: an
/// urgent conversation that nobody was given, or one that was given without a word why, would be worse than a refusal.
pub(super) fn hand_over<S: State>(
    state: &S,
    actor: Actor,
    asked: &HandOver,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, asked.conversation)?);
    let day = (today(state, now)?, now);
    let Some(to) = DutyDoctor::on(&state.role_accounts()?, &state.session()?, &state.all_staff()?, day) else {
        return Ok(Err(Refusal::NoDutyDoctor));
    };
    if to != asked.to {
        return Ok(Err(Refusal::HandedOverMeanwhile)); // The note names somebody else.
    }
    let mut changes = or_refuse!(send::note(state, actor, (asked.note, row.id, &asked.content, None), now)?);
    changes.extend(taken_up(state, &row, now)?);
    changes.extend(given(&row, to, (by, now)));
    if row.clocks.class != MessageClass::Urgent {
        changes.push(Change::ClassSet { conversation: row.id, class: MessageClass::Urgent, by, at: now });
    }
    Ok(Ok(changes))
}

/// Returns the changes that make a conversation somebody's; none where it is.
fn given(row: &Conversation, to: DutyDoctor, (by, at): (StaffId, Timestamp)) -> Vec<Change> {
    let is_theirs = match to.account {
        Some(account) => row.role_account == Some(account),
        None => row.owner == Some(to.staff) && row.role_account.is_none() && row.team.is_none() && !row.with_team,
    };
    if is_theirs {
        return vec![];
    }
    let mut changes: Vec<_> = taken_out(row, by, at).into_iter().collect();
    changes.push(match to.account {
        Some(account) => Change::RoleAccount(RoleAccountChange::Given { conversation: row.id, account, by, at }),
        None => Change::OwnerSet { conversation: row.id, owner: Some(to.staff) },
    });
    changes
}

/// Returns the task to ring again after an urgent call that reached nobody; none where ringing is a task of this
/// conversation already. Who cannot use the telephone is reached as they want it (C3.2).
pub(super) fn ring_again<S: State>(
    state: &S,
    (row, patient): (&Conversation, PatientId),
    (call, author): (MessageId, StaffId),
    now: Timestamp,
) -> Result<Option<Change>, S::Error> {
    let preferences = state.preferences(patient)?;
    let route = if preferences.needs.allows(Route::Phone) { Route::Phone } else { task::route(&preferences) };
    let open = state.open_tasks_of(patient)?;
    if open.iter().any(|task| task.conversation == Some(row.id) && task.route == route) {
        return Ok(None);
    }
    let (id, conversation) = (TaskId::ringing_after(call), Some(row.clone()));
    let found = Found { id, patient: Some(patient), conversation, message: None, reason: TaskReason::ByHand };
    let mut made = made(state, found, &preferences, now)?;
    if let Some(Change::TaskMade { task }) = &mut made {
        (task.urgent, task.route, task.made_by) = (true, route, Some(author));
        task.what = "Ring again: an urgent call did not reach the patient.".to_owned().into();
        task.due = task::due(&*super::policy(state)?, true, now);
    }
    Ok(made)
}
