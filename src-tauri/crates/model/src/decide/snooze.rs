//! Snooze: what is put away, and what brings it back (B-15).

use jiff::Timestamp;

use super::{Decision, conversation, or_refuse, schedule, staff};
use crate::highlight::HighlightChange;
use crate::role_account::RoleAccountChange;
use crate::snooze::{SnoozeAsk, SnoozeChange, SnoozeProblem, WakeReason, Wanted, checked};
use crate::{
    Actor, Change, Conversation, ConversationId, Delivery, MessageId, MessageKind, Refusal, Role, Sensitive, Staff,
    State,
};

/// Decides what is asked about putting conversations away.
pub(super) fn decide<S: State>(state: &S, actor: Actor, ask: &SnoozeAsk, now: Timestamp) -> Result<Decision, S::Error> {
    match ask {
        SnoozeAsk::Snooze { conversation, until, label, wakes_on_reply, past_due } => {
            let wanted = Wanted { until: *until, label, past_due: *past_due };
            put_away(state, actor, (*conversation, &wanted, *wakes_on_reply), now)
        }
        SnoozeAsk::Wake { conversation } => wake(state, actor, *conversation, now),
        SnoozeAsk::TimeCame { conversation } => time_came(state, actor, *conversation, now),
    }
}

/// Puts a conversation away.
fn put_away<S: State>(
    state: &S,
    actor: Actor,
    (id, wanted, wakes_on_reply): (ConversationId, &Wanted<'_>, bool),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, id)?);
    let times = state.timetable()?;
    let label = match checked(&row, wanted, (times.calendar(), now)) {
        Ok(label) => label,
        Err(problem) => return Ok(Err(Refusal::SnoozeRefused { problem })),
    };
    let until = wanted.until;
    let is_so = |label: &Sensitive<String>| {
        row.asleep()
            .is_some_and(|known| (known.until, &known.label, known.wakes_on_reply) == (until, label, wakes_on_reply))
    };
    if is_so(&label) {
        return Ok(Ok(vec![]));
    }
    let snoozed = SnoozeChange::Snoozed { conversation: id, until, label, wakes_on_reply, by, at: now };
    Ok(Ok(vec![Change::Snooze(snoozed)]))
}

/// Takes a conversation back.
fn wake<S: State>(state: &S, actor: Actor, id: ConversationId, now: Timestamp) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, id)?);
    if row.asleep().is_none() {
        return Ok(Err(Refusal::SnoozeRefused { problem: SnoozeProblem::NotAsleep }));
    }
    Ok(Ok(vec![woke((id, WakeReason::TakenBack), Some(by), now)]))
}

/// Brings back a conversation whose time has come, once. The clock says so, and nobody else.
fn time_came<S: State>(state: &S, actor: Actor, id: ConversationId, now: Timestamp) -> Result<Decision, S::Error> {
    let row = or_refuse!(conversation(state, id)?);
    let is_time = row.asleep().is_some_and(|snooze| snooze.until <= now);
    if !actor.is_worker() || !is_time {
        return Ok(Err(Refusal::NotDue));
    }
    Ok(Ok(vec![woke((id, WakeReason::TimeCame), None, now)]))
}

/// Returns what follows from what was decided for conversations that are put away: the one place for it, so that nothing that
/// must bring one back can be forgotten.
pub(super) fn following<S: State>(
    state: &S,
    actor: Actor,
    changes: &[Change],
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let mut found: Vec<(ConversationId, WakeReason)> = Vec::new();
    for change in changes {
        let Some((id, reason)) = brings_back(state, changes, change)? else { continue };
        match found.iter_mut().find(|(known, _)| *known == id) {
            // What a person must see first is said first.
            Some(known) if reason == WakeReason::Highlighted => known.1 = reason,
            Some(_) => {}
            None => found.push((id, reason)),
        }
    }
    let mut woken = Vec::new();
    for (id, reason) in found {
        let asleep = state.conversation(id)?.and_then(|row| row.asleep().map(|snooze| snooze.wakes_on_reply));
        if asleep.is_some_and(|on_reply| on_reply || reason != WakeReason::PatientWrote) {
            let by = actor.staff().filter(|_| !reason.is_by_itself());
            woken.push(woke((id, reason), by, now));
        }
    }
    Ok(woken)
}

/// Returns the conversation that a change brings back, were it put away, and why.
fn brings_back<S: State>(
    state: &S,
    changes: &[Change],
    change: &Change,
) -> Result<Option<(ConversationId, WakeReason)>, S::Error> {
    Ok(match change {
        Change::MessageReceived { conversation, .. } => Some((*conversation, WakeReason::PatientWrote)),
        Change::Highlight(HighlightChange::Raised { conversation, .. }) => {
            Some((*conversation, WakeReason::Highlighted))
        }
        Change::OwnerSet { conversation, .. }
        | Change::GivenToTeam { conversation, .. }
        | Change::RoleAccount(RoleAccountChange::Given { conversation, .. }) => {
            Some((*conversation, WakeReason::Assigned))
        }
        Change::ConversationDone { conversation, .. } => Some((*conversation, WakeReason::Done)),
        Change::DeliveryChanged { message, delivery, .. } => {
            failed_in(state, changes, (*message, delivery))?.map(|conversation| (conversation, WakeReason::Failed))
        }
        _ => None,
    })
}

/// Returns the conversation of a message that needs a person once this is known of it, and did not before.
fn failed_in<S: State>(
    state: &S,
    changes: &[Change],
    (id, delivery): (MessageId, &Delivery),
) -> Result<Option<ConversationId>, S::Error> {
    if !delivery.needs_person() {
        return Ok(None); // Most of what is known of a message, and nothing need be read.
    }
    let Some(mut message) = schedule::message(state, changes, id)? else { return Ok(None) };
    let before = message.needs_person();
    if let MessageKind::Out { delivery: known, .. } = &mut message.kind {
        *known = known.clone().join(delivery.clone());
    }
    Ok((!before && message.needs_person()).then_some(message.conversation))
}

/// Returns the fact that somebody opened a conversation which came back: its owner, or anybody where it is the team's. Who
/// only looks on opens nothing for anybody.
pub(super) fn seen(row: &Conversation, by: &Staff, now: Timestamp) -> Option<Change> {
    row.back()?;
    let is_theirs = row.held_by().is_none_or(|owner| owner == by.id) && by.role != Role::ReadOnly;
    is_theirs.then(|| Change::Snooze(SnoozeChange::Seen { conversation: row.id, by: by.id, at: now }))
}

fn woke((conversation, reason): (ConversationId, WakeReason), by: Option<crate::StaffId>, at: Timestamp) -> Change {
    Change::Snooze(SnoozeChange::Woken { conversation, reason, by, at })
}
