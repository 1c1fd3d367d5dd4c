//! What the templates in a message carry (H-05): written down when it is sent, done in the transaction in which it leaves.

use jiff::Timestamp;

use super::role_account::taken_out;
use super::task::{Found, made, said_before};
use crate::calendar::Target;
use crate::template::{Carries, Reader};
use crate::{
    Author, Change, ConversationState, Delivery, MessageId, MessageKind, OutboundText, Staff, State, TaskId,
    TaskReason, task,
};

/// Returns what the templates in a text carry, and what the failed message carried that it says again.
pub(super) fn carried<S: State>(state: &S, author: &Staff, text: &OutboundText) -> Result<Vec<Carries>, S::Error> {
    let practice = state.practice()?;
    let reader = Reader::of(author, practice.as_ref());
    let failed = text.repeats.map(|failed| state.message(failed)).transpose()?.flatten();
    let mut carried = match failed.map(|failed| failed.kind) {
        Some(MessageKind::Out { terms, .. }) => terms.carries,
        _ => Vec::new(),
    };
    for used in &text.templates {
        let Some(known) = state.template(&used.template)? else { continue };
        let new = known.usable_by(&reader, used.version).map(|version| version.carries.clone());
        carried.extend(new.filter(|new| !new.is_none() && !carried.contains(new)));
    }
    Ok(carried)
}

/// Returns what follows from a message that leaves for the first time: its follow-ups, and the team that has the
/// conversation from now on. Of what was taken back, or stopped, nothing follows; said again, nothing follows twice.
pub(super) fn left<S: State>(state: &S, id: MessageId, now: Timestamp) -> Result<Vec<Change>, S::Error> {
    let Some(message) = state.message(id)? else { return Ok(vec![]) };
    let MessageKind::Out { author: Author::Staff { staff }, delivery: Delivery::Held { .. }, terms, .. } =
        &message.kind
    else {
        return Ok(vec![]);
    };
    let Some(mut row) = state.conversation(message.conversation)?.filter(|_| !terms.carries.is_empty()) else {
        return Ok(vec![]);
    };
    let mut changes = Vec::new();
    let team = terms.carries.iter().rev().find_map(|one| one.team);
    if let Some(team) = team.filter(|_| row.state == ConversationState::Open) {
        changes.extend(taken_out(&row, *staff, now));
        (row.owner, row.with_team, row.role_account) = (None, false, None); // Whoever takes it has what follows, too.
        changes.push(Change::GivenToTeam { conversation: row.id, team, at: now });
    }
    let first = said_before(state, &message)?.last().copied().unwrap_or(id);
    let patient = row.subject.patient();
    let preferences = patient.map(|patient| state.preferences(patient)).transpose()?.unwrap_or_default();
    let policy = super::policy(state)?;
    let mut ids = Vec::new();
    for follow_up in terms.carries.iter().filter_map(|one| one.follow_up.as_ref()) {
        let about = TaskId::following(first, follow_up);
        if ids.contains(&about) {
            continue;
        }
        ids.push(about);
        let reason = TaskReason::ByHand;
        let found = Found { id: about, patient, conversation: Some(row.clone()), message: Some(id), reason };
        let Some(Change::TaskMade { mut task }) = made(state, found, &preferences, now)? else { continue };
        task.made_by = Some(*staff);
        task.what = follow_up.what.trim().to_owned().into();
        task.route =
            if preferences.needs.allows(follow_up.route) { follow_up.route } else { task::route(&preferences) };
        let within = Target::WorkingDays { days: follow_up.days };
        let due = policy.calendar().and_then(|days| within.due(&days, policy.targets.working_day, now).ok());
        task.due = due.unwrap_or(task.due);
        changes.push(Change::TaskMade { task });
    }
    Ok(changes)
}
