//! May this patient be written to? Asked when a message is written, and again in the moment it leaves.

use jiff::Timestamp;

use super::{Decision, or_refuse, staff};
use crate::{
    Act, Actor, Author, Automatic, Change, Channel, ConsentDecision, ConsentHeard, ConsentModel, ConsentSource,
    ConsentStatement, Delivery, E164, Failure, FailureClass, Patient, PatientId, PatientStatus, Purpose, Refusal,
    Sensitive, Staff, Standing, State, UnsafeRoute,
};

/// What is about to go to a patient.
pub(super) struct Contact<'a> {
    pub(super) channel: Channel,
    pub(super) number: &'a E164,
    pub(super) purpose: Purpose,
    pub(super) author: Author,
    /// Whether a clinician said why it goes although the patient objected or the route is not safe.
    pub(super) despite: bool,
}

/// Refuses what must not reach the patient: the one place where consent, safety, death and departure decide.
///
/// A reason of a clinician lifts an objection and an unsafe route for one message (C1.4); nothing lifts it for what the
/// app sends by itself, and nothing lifts the rest.
pub(super) fn may_contact<S: State>(
    state: &S,
    patient: &Patient,
    contact: &Contact<'_>,
) -> Result<Result<(), Refusal>, S::Error> {
    match patient.status {
        PatientStatus::Deceased => return Ok(Err(Refusal::PatientDeceased)),
        PatientStatus::Left => return Ok(Err(Refusal::PatientLeft)),
        PatientStatus::Active => {}
    }
    if !reachable(state, contact.number)? {
        return Ok(Err(Refusal::TestNumbersOnly));
    }
    let preferences = state.preferences(patient.id)?;
    if preferences.unsafe_route(contact.channel).is_some() && !contact.despite {
        return Ok(Err(Refusal::UnsafeRoute));
    }
    let asks_first =
        super::policy(state)?.consent_model == ConsentModel::OptIn || contact.purpose == Purpose::Marketing;
    Ok(match preferences.standing(contact.channel, contact.purpose) {
        Standing::Agreed(_) => Ok(()),
        Standing::NothingRecorded if asks_first => Err(Refusal::ConsentNeeded { purpose: contact.purpose }),
        Standing::NothingRecorded => Ok(()),
        Standing::Objected(said) if said.source == ConsentSource::Provider => Err(Refusal::ObjectedAtProvider),
        // The one confirmation that the objection was heard is itself no breach of it.
        Standing::Objected(_) if contact.is_the_confirmation() || contact.despite => Ok(()),
        Standing::Unclear(_) if contact.despite => Ok(()),
        Standing::Objected(_) | Standing::Unclear(_) => Err(Refusal::Objected { purpose: contact.purpose }),
    })
}

/// Says whether a number may be written to at all: until a policy is adopted, and in a training practice, only numbers
/// that are nobody's and those the practice listed for trials (C2.1, E-13).
pub(super) fn reachable<S: State>(state: &S, number: &E164) -> Result<bool, S::Error> {
    let practice = state.practice()?;
    let listed = practice.as_ref().is_some_and(|practice| practice.test_numbers.contains(number));
    let live = practice.is_some_and(|practice| !practice.training) && state.policy()?.is_some();
    Ok(live || listed || number.is_invented())
}

impl Contact<'_> {
    const fn is_the_confirmation(&self) -> bool {
        matches!(self.author, Author::Automatic { answer: Automatic::OptOutConfirmed })
    }
}

/// Refuses a reason from somebody who may not give one, and an empty one.
pub(super) fn may_override(staff: &Staff, despite: Option<&Sensitive<String>>) -> Result<bool, Refusal> {
    // Why exposed: only to see that there is something in it.
    match despite.map(|reason| reason.expose().trim().is_empty()) {
        None | Some(true) => Ok(false),
        Some(false) if staff.role.may(Act::OverrideObjection) => Ok(true),
        Some(false) => Err(Refusal::NotAllowed { act: Act::OverrideObjection }),
    }
}

/// Writes down what staff heard of a patient's wish, and stops at once what waits to leave against it.
pub(super) fn record<S: State>(
    state: &S,
    actor: Actor,
    heard: &ConsentHeard,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let Some(patient) = state.patient(heard.patient)? else { return Ok(Err(Refusal::UnknownPatient)) };
    if heard.stated.date > today(state, now)? {
        return Ok(Err(Refusal::DateInFuture));
    }
    let purposes: &[Purpose] = heard.purpose.as_ref().map_or(&Purpose::ALL, std::slice::from_ref);
    let preferences = state.preferences(patient.id)?;
    let was_no = purposes.iter().any(|purpose| {
        matches!(preferences.standing(heard.channel, *purpose), Standing::Objected(_) | Standing::Unclear(_))
    });
    // Why exposed: only to see that there is something in it.
    if heard.decision == ConsentDecision::Agreed && was_no && heard.evidence.expose().trim().is_empty() {
        return Ok(Err(Refusal::EvidenceNeeded));
    }
    let statement = ConsentStatement {
        channel: heard.channel,
        purpose: heard.purpose,
        decision: heard.decision,
        stated: heard.stated,
        source: heard.source.clone(),
        by: Some(by),
        recorded_at: now,
        evidence: heard.evidence.clone(),
        review_on: heard.review_on,
    };
    stated(state, patient.id, statement, now).map(Ok)
}

/// Returns the changes of a statement: the statement itself, and an end for everything that waits to leave against what
/// now stands (C1.5, C1.9).
pub(super) fn stated<S: State>(
    state: &S,
    patient: PatientId,
    statement: ConsentStatement,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let mut preferences = state.preferences(patient)?;
    let channel = statement.channel;
    preferences.statements.push(statement.clone());
    let mut changes = vec![Change::ConsentStated { patient, statement }];
    for message in state.waiting_to_leave(patient, channel)? {
        let crate::MessageKind::Out { purpose, author, despite, .. } = &message.kind else { continue };
        let confirms = matches!(author, Author::Automatic { answer: Automatic::OptOutConfirmed });
        let stands = preferences.standing(channel, *purpose);
        if matches!(stands, Standing::Objected(_) | Standing::Unclear(_)) && !confirms && !despite {
            changes.push(stopped(message.id, "objected", now));
        }
    }
    Ok(changes)
}

/// Returns the change that stops a message which has not left: failed, so that a person finds another way (C3.3).
pub(super) fn stopped(message: crate::MessageId, why: &str, now: Timestamp) -> Change {
    let failure = Failure { class: FailureClass::OptedOut, code: Some(why.to_owned()) };
    Change::DeliveryChanged { message, delivery: Delivery::Failed { at: now, failure }, provider: None, segments: None }
}

/// Returns today's date where the practice is.
pub(super) fn today<S: State>(state: &S, now: Timestamp) -> Result<jiff::civil::Date, S::Error> {
    Ok(super::policy(state)?.local(now).date())
}

/// Marks a route as unsafe; what the app would send by itself, and what waits to leave, stops at once.
pub(super) fn mark_unsafe<S: State>(
    state: &S,
    actor: Actor,
    (patient, channel, reason): (PatientId, Channel, &Sensitive<String>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    if state.patient(patient)?.is_none() {
        return Ok(Err(Refusal::UnknownPatient));
    }
    if state.preferences(patient)?.unsafe_route(channel).is_some() {
        return Ok(Ok(vec![]));
    }
    let route = UnsafeRoute { channel, by, at: now, reason: reason.clone() };
    let mut changes = vec![Change::RouteMarkedUnsafe { patient, route }];
    for message in state.waiting_to_leave(patient, channel)? {
        if !matches!(message.kind, crate::MessageKind::Out { despite: true, .. }) {
            changes.push(stopped(message.id, "unsafe_route", now));
        }
    }
    Ok(Ok(changes))
}

/// Says that a route is safe again; needs a reason.
pub(super) fn mark_safe<S: State>(
    state: &S,
    actor: Actor,
    (patient, channel, reason): (PatientId, Channel, &Sensitive<String>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    if state.patient(patient)?.is_none() {
        return Ok(Err(Refusal::UnknownPatient));
    }
    if state.preferences(patient)?.unsafe_route(channel).is_none() {
        return Ok(Ok(vec![]));
    }
    // Why exposed: only to see that there is something in it.
    if reason.expose().trim().is_empty() {
        return Ok(Err(Refusal::EvidenceNeeded));
    }
    Ok(Ok(vec![Change::RouteMarkedSafe { patient, channel, by, at: now, reason: reason.clone() }]))
}
