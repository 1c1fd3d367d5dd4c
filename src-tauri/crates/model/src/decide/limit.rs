//! A patient's texts are not answered for a time, and answered again (D-14).

use jiff::Timestamp;

use super::automatic::acknowledged;
use super::contact::stop_waiting;
use super::staff::today;
use super::{Decision, or_refuse, staff};
use crate::{
    Actor, Automatic, Change, Channel, Limit, LimitAsked, LimitChange, LimitLifted, LimitProblem, LimitTerms,
    PatientId, Preferences, ProxyId, Purpose, Refusal, Sensitive, StaffId, State,
};

/// Sets or lifts a limit.
pub(super) fn decide<S: State>(
    state: &S,
    actor: Actor,
    asked: &LimitAsked,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let (LimitAsked::Set { patient, .. } | LimitAsked::Lift { patient, .. }) = asked;
    if state.patient(*patient)?.is_none() {
        return Ok(Err(Refusal::UnknownPatient));
    }
    match asked {
        LimitAsked::Set { terms, .. } => set(state, by, (*patient, terms), now),
        LimitAsked::Lift { reason, .. } => lift(state, by, (*patient, reason), now),
    }
}

/// Limits texting with a patient, in place of the limit before; what is not their care and waits to leave stops at once.
fn set<S: State>(
    state: &S,
    by: StaffId,
    (patient, terms): (PatientId, &LimitTerms),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let mut preferences = state.preferences(patient)?;
    if let Err(problem) = terms.check(&preferences.needs, today(state, now)?) {
        return Ok(Err(Refusal::LimitRefused { problem }));
    }
    if preferences.limit().is_some_and(|limit| limit.terms == *terms) {
        return Ok(Ok(vec![]));
    }
    let set = LimitChange::Set { patient, set: Limit { terms: terms.clone(), by, at: now, lifted: None } };
    preferences.hear_of_limit(&set);
    let mut changes = vec![Change::Limited(set)];
    changes.extend(stop_waiting(state, (patient, Channel::Sms), &preferences, now)?);
    Ok(Ok(changes))
}

/// Lifts a limit; needs a reason.
fn lift<S: State>(
    state: &S,
    by: StaffId,
    (patient, reason): (PatientId, &Sensitive<String>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    if state.preferences(patient)?.limit().is_none() {
        return Ok(Ok(vec![]));
    }
    // Why exposed: only to see that there is something in it.
    if reason.expose().trim().is_empty() {
        return Ok(Err(Refusal::LimitRefused { problem: LimitProblem::NoReason }));
    }
    let lifted = LimitLifted { by, at: now, reason: reason.clone() };
    Ok(Ok(vec![Change::Limited(LimitChange::Lifted { patient, lifted })]))
}

/// Refuses what is not the care of a patient whose texts are limited. No reason lifts this.
pub(super) fn passes(preferences: &Preferences, mut purposes: impl Iterator<Item = Purpose>) -> Result<(), Refusal> {
    match preferences.limit().and_then(|_| purposes.find(|purpose| !purpose.passes_limit())) {
        Some(purpose) => Err(Refusal::MessagingLimited { purpose }),
        None => Ok(()),
    }
}

/// Returns the automatic text that fits who wrote: an acknowledgement promises an answer, which a limited patient does not
/// get by text. Everything else stays what it is, and a proxy is another correspondent (C1.14).
pub(super) fn fitting<S: State>(
    state: &S,
    (answer, whose): (Automatic, Option<(PatientId, Option<ProxyId>)>),
    now: Timestamp,
) -> Result<Automatic, S::Error> {
    if !matches!(answer, Automatic::Received | Automatic::ReceivedWhileClosed | Automatic::Limited) {
        return Ok(answer);
    }
    let is_limited = match whose {
        Some((patient, None)) => state.preferences(patient)?.limit().is_some(),
        Some((_, Some(_))) | None => false,
    };
    Ok(match (is_limited, answer) {
        (true, _) => Automatic::Limited,
        (false, Automatic::Limited) => acknowledged(&*state.timetable()?, now),
        (false, answer) => answer,
    })
}
