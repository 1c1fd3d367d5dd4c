//! Who works here, what the practice is, and what stands for its messaging provider.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Decision, cover, or_refuse, role_account};
use crate::{
    Act, Actor, Change, Conversation, ConversationState, E164, Practice, PracticeError, ProviderProfile,
    ProviderStanding, Refusal, Role, Staff, StaffId, StaffStatus, State, asked_of_provider,
};

/// Says whether somebody may do something: their role's right (C2.3), or, for as long as nobody who may is here, the
/// staff list and the look at highlighted words for whoever is. Otherwise a practice that a nurse sets up alone could never
/// add the manager, and one without a clinician never end a highlight. Ours.
pub fn may_act(person: &Staff, act: Act, staff: &[Staff]) -> bool {
    if person.has_left() {
        return false;
    }
    let nobody_may = || !staff.iter().any(|other| !other.has_left() && other.role.may(act));
    person.role.may(act)
        || (matches!(act, Act::ManageStaff | Act::SeeHighlighted) && person.role != Role::ReadOnly && nobody_may())
}

/// Describes the practice; what it began as it stays.
pub(super) fn describe<S: State>(state: &S, actor: Actor, practice: &Practice) -> Result<Decision, S::Error> {
    if let Err(problem) = practice.check() {
        return Ok(Err(Refusal::PracticeRefused { problem }));
    }
    match state.practice()? {
        Some(known) if known == *practice => Ok(Ok(vec![])),
        Some(known) if known.training != practice.training && actor != Actor::Administrator => {
            Ok(Err(Refusal::PracticeRefused { problem: PracticeError::OtherKind }))
        }
        _ => Ok(Ok(vec![Change::PracticeDescribed { practice: practice.clone() }])),
    }
}

/// Adds a member of staff or corrects their entry. Whoever leaves gives their open conversations away in the same moment.
pub(super) fn record<S: State>(
    state: &S,
    actor: Actor,
    (person, to): (&Staff, Option<StaffId>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(super::signs(person));
    let known = state.staff(person.id)?;
    if known.as_ref() == Some(person) {
        return Ok(Ok(vec![]));
    }
    let manages = |staff: &Staff| !staff.has_left() && staff.role.may(Act::ManageStaff);
    if known.as_ref().is_some_and(manages) && !manages(person) {
        let others = state.all_staff()?;
        if !others.iter().any(|other| other.id != person.id && manages(other)) {
            return Ok(Err(Refusal::NobodyToManage));
        }
    }
    if let Err(problem) = person.check_hours() {
        return Ok(Err(Refusal::WorkingHoursRefused { problem }));
    }
    or_refuse!(cover::can_cover(state, person)?);
    let mut changes = vec![Change::StaffRecorded { staff: person.clone() }];
    changes.extend(role_account::given_up(state, actor, person, now)?);
    changes.extend(or_refuse!(cover::given_up(state, actor, (person, to), now)?));
    Ok(Ok(changes))
}

/// Writes down that somebody no longer works here.
pub(super) fn leave<S: State>(
    state: &S,
    actor: Actor,
    (id, to): (StaffId, Option<StaffId>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let Some(person) = state.staff(id)? else { return Ok(Err(Refusal::UnknownStaff)) };
    record(state, actor, (&Staff { status: StaffStatus::Left, ..person }, to), now)
}

/// Returns the changes that take a done conversation up again; none for an open one.
pub(super) fn taken_up<S: State>(
    state: &S,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    if conversation.state == ConversationState::Open {
        return Ok(vec![]);
    }
    let mut changes = vec![Change::ConversationReopened { conversation: conversation.id, at: Some(now) }];
    changes.extend(cover::to_who_is_here(state, conversation, now)?);
    Ok(changes)
}

/// Writes down what stands for the provider.
pub(super) fn record_provider<S: State>(
    state: &S,
    actor: Actor,
    profile: &ProviderProfile,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(super::staff(state, actor)?);
    let asked = asked_of_provider(super::policy(state)?.jurisdiction);
    if let Err(problem) = profile.check(asked, today(state, now)?) {
        return Ok(Err(Refusal::ProviderRefused { problem }));
    }
    if state.provider()?.is_some_and(|known| known.profile == *profile) {
        return Ok(Ok(vec![]));
    }
    Ok(Ok(vec![Change::ProviderRecorded { profile: Box::new(profile.clone()), by: by.id, at: now }]))
}

/// Returns how the messaging provider stands on a day, under the law of the policy in force.
fn provider_standing<S: State>(state: &S, now: Timestamp) -> Result<ProviderStanding, S::Error> {
    let policy = super::policy(state)?;
    let training = state.practice()?.is_some_and(|practice| practice.training);
    let recorded = state.provider()?;
    let profile = recorded.as_ref().map(|recorded| &recorded.profile);
    Ok(ProviderStanding::of(profile, policy.jurisdiction, training, today(state, now)?))
}

/// Refuses to send through a provider that may not be used: with something run out to nobody; where it is not written down
/// that it may be, to nobody but one's own test numbers (C5.1).
pub(super) fn may_use_provider<S: State>(
    state: &S,
    number: &E164,
    now: Timestamp,
) -> Result<Result<(), Refusal>, S::Error> {
    Ok(match provider_standing(state, now)? {
        ProviderStanding::Expired { fact, on } => Err(Refusal::ProviderExpired { fact, on }),
        ProviderStanding::Missing { fact } => {
            let listed = state.practice()?.is_some_and(|practice| practice.test_numbers.contains(number));
            if listed || number.is_invented() { Ok(()) } else { Err(Refusal::ProviderNotRecorded { fact }) }
        }
        ProviderStanding::NotNeeded | ProviderStanding::Good | ProviderStanding::RunsOut { .. } => Ok(()),
    })
}

/// Returns the day that it is at the practice.
pub(super) fn today<S: State>(state: &S, now: Timestamp) -> Result<Date, S::Error> {
    Ok(state.timetable()?.calendar().local(now).date())
}
