//! Who has it while its owner is not here (C2.7): one rule for whom work may be given to, and where it goes instead.

use jiff::Timestamp;

use super::Decision;
use super::role_account::owner_of;
use super::staff::today;
use crate::session::HolderNamed;
use crate::{Act, Actor, Change, Conversation, Refusal, Staff, StaffId, State, Task};

/// Refuses to give work to somebody who would not see it or may not do it: unknown, gone, away (C2.7), or without the right
/// that the work needs (C2.3).
pub(super) fn can_be_given<S: State>(
    state: &S,
    id: StaffId,
    act: Act,
    now: Timestamp,
) -> Result<Result<(), Refusal>, S::Error> {
    let Some(person) = state.staff(id)? else { return Ok(Err(Refusal::UnknownStaff)) };
    if person.has_left() {
        return Ok(Err(Refusal::HasLeft { name: person.name }));
    }
    if !person.can_do(act) {
        return Ok(Err(Refusal::CannotTake));
    }
    let away = person.away_until(today(state, now)?);
    Ok(away.map_or(Ok(()), |until| Err(Refusal::IsAway { name: person.name, until })))
}

/// Refuses a cover who could have none of the work.
pub(super) fn can_cover<S: State>(state: &S, person: &Staff) -> Result<Result<(), Refusal>, S::Error> {
    let Some(cover) = person.cover.filter(|_| !person.has_left()) else { return Ok(Ok(())) };
    Ok(match state.staff(cover)? {
        _ if cover == person.id => Err(Refusal::CoverIsSelf),
        None => Err(Refusal::UnknownStaff),
        Some(known) if known.has_left() => Err(Refusal::HasLeft { name: known.name }),
        Some(known) if !known.can_do(Act::Organise) => Err(Refusal::CannotTake),
        Some(_) => Ok(()),
    })
}

/// Returns who covers for somebody: the one they named, or whom that one named in turn, where they can be given work.
fn fallback<S: State>(state: &S, person: &Staff, now: Timestamp) -> Result<Option<StaffId>, S::Error> {
    let (mut asked, mut next) = (vec![person.id], person.cover);
    while let Some(cover) = next.filter(|cover| !asked.contains(cover)) {
        if can_be_given(state, cover, Act::Organise, now)?.is_ok() {
            return Ok(Some(cover));
        }
        asked.push(cover);
        next = state.staff(cover)?.and_then(|known| known.cover);
    }
    Ok(None)
}

/// Returns the changes that give away what somebody has and no longer can: they left, or have another role now. It goes to
/// whoever is named, else to their cover, else to the practice's common queue.
pub(super) fn given_up<S: State>(
    state: &S,
    actor: Actor,
    (person, named): (&Staff, Option<StaffId>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    if person.can_do(Act::Organise) {
        return Ok(Ok(vec![]));
    }
    let to = match named {
        Some(to) if to != person.id => {
            super::or_refuse!(can_be_given(state, to, Act::Organise, now)?);
            Some(to)
        }
        _ => fallback(state, person, now)?,
    };
    let mut changes = Vec::new();
    for conversation in state.open_of(person.id)? {
        // What they had with a role account stays with it.
        if state.conversation(conversation)?.is_some_and(|row| row.role_account.is_none()) {
            changes.push(Change::OwnerSet { conversation, owner: to });
        }
    }
    if !person.can_do(Act::ReachOtherwise) {
        let own = |task: &Task| task.owner == Some(person.id) && task.role_account.is_none();
        let theirs = state.open_tasks()?.into_iter().filter(own);
        changes.extend(theirs.map(|task| Change::TaskOwnerSet { task: task.id, owner: to }));
    }
    if state.session()?.holder(now) == Some(person.id) {
        let by = actor.staff().unwrap_or(person.id);
        // Said at once: nobody has it.
        changes.push(Change::HolderNamed(HolderNamed { holder: None, by, at: now, until: now }));
    }
    Ok(Ok(changes))
}

/// Returns the changes that bring to somebody who is here what happens in a conversation whose owner would not see it. Who
/// is off or away keeps it, and the team sees it too; who left or may no longer have it loses it to their cover (C2.7).
pub(super) fn to_who_is_here<S: State>(
    state: &S,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let Some(owner) = owner_of(state, conversation)? else { return Ok(vec![]) };
    let (times, mut changes) = (state.timetable()?, Vec::new());
    let known = state.staff(owner)?;
    let reached = match known {
        Some(person) if person.can_do(Act::Organise) => Some(person),
        gone => {
            let owner = gone.map(|person| fallback(state, &person, now)).transpose()?.flatten();
            changes.push(Change::OwnerSet { conversation: conversation.id, owner });
            owner.map(|id| state.staff(id)).transpose()?.flatten()
        }
    };
    let is_off = reached.is_some_and(|person| !person.is_on_shift(times.calendar(), now));
    if is_off && (!conversation.with_team || !changes.is_empty()) {
        changes.push(Change::LeftToTeam { conversation: conversation.id, at: now });
    }
    Ok(changes)
}
