//! Proxies and carers: recorded, ended, written to, heard (C1.14).

use jiff::Timestamp;
use jiff::civil::Date;

use super::contact::stop_waiting;
use super::staff::today;
use super::{Decision, conversation, or_refuse, said, seen_all, staff};
use crate::{
    Actor, Change, Channel, ConsentDecision, ConsentSource, ConversationId, E164, MessageId, Patient, PatientId,
    Preferences, Proxy, ProxyEnd, ProxyId, ProxyProblem, ProxyStop, ProxyTerms, Purpose, Refusal, SaidBefore,
    Sensitive, State, Subject,
};

/// Who may hold a telephone: a patient, or somebody who may be written to about one.
pub(super) type Holder = (PatientId, Option<ProxyId>);

/// Returns everybody a text from this number can come from: patients, and those who speak for a patient today. A number of a
/// patient's that is somebody else's telephone (a mother's, on her child's record) is that person's (C1.13).
pub(super) fn who_writes<S: State>(state: &S, number: &E164, now: Timestamp) -> Result<Vec<Holder>, S::Error> {
    let others = state.proxies_with(number)?;
    let patients = state.patients_with(number)?.into_iter();
    let own = patients.filter(|id| !others.iter().any(|(about, _)| about == id));
    let mut writers: Vec<Holder> = own.map(|id| (id, None)).collect();
    writers.extend(speaking(state, &others, now)?.into_iter().map(|(id, proxy)| (id, Some(proxy))));
    Ok(writers)
}

/// Returns everybody who may hold a telephone: patients who have the number, those who speak for a patient today, and
/// whose conversation it is.
pub(super) fn holders<S: State>(
    state: &S,
    whose: Option<Holder>,
    number: &E164,
    now: Timestamp,
) -> Result<Vec<Holder>, S::Error> {
    let mut holders: Vec<Holder> = state.patients_with(number)?.into_iter().map(|id| (id, None)).collect();
    let others = state.proxies_with(number)?;
    holders.extend(speaking(state, &others, now)?.into_iter().map(|(id, proxy)| (id, Some(proxy))));
    holders.extend(whose.filter(|holder| !holders.contains(holder)));
    Ok(holders)
}

/// Returns those who speak for a patient today.
fn speaking<S: State>(
    state: &S,
    proxies: &[(PatientId, ProxyId)],
    now: Timestamp,
) -> Result<Vec<(PatientId, ProxyId)>, S::Error> {
    let mut speaking = Vec::new();
    for (patient, id) in proxies {
        let Some(about) = state.patient(*patient)? else { continue };
        let preferences = state.preferences(*patient)?;
        let Some(proxy) = preferences.proxy(*id) else { continue };
        if proxy.without_authority(about.birth_date, today(state, now)?).is_none() {
            speaking.push((*patient, *id));
        }
    }
    Ok(speaking)
}

/// Writes down that somebody may be written to about a patient; what waits to leave against it stops at once.
pub(super) fn record<S: State>(
    state: &S,
    actor: Actor,
    (id, proxy, terms): (PatientId, ProxyId, &ProxyTerms),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let Some(patient) = state.patient(id)? else { return Ok(Err(Refusal::UnknownPatient)) };
    let mut terms = terms.clone();
    terms.scope = Purpose::ALL.into_iter().filter(|purpose| terms.scope.contains(purpose)).collect();
    let preferences = state.preferences(id)?;
    let known = preferences.proxy(proxy);
    if known.is_some_and(|known| *known.terms() == terms) {
        return Ok(Ok(vec![]));
    }
    let ended = known.is_some_and(|known| known.end.is_some());
    let problem = terms.check(patient.birth_date, today(state, now)?).err().or(ended.then_some(ProxyProblem::Ended));
    if let Some(problem) = problem {
        return Ok(Err(Refusal::ProxyRefused { problem }));
    }
    let change = Change::ProxyRecorded { patient: id, proxy, terms: Box::new(terms), by, at: now };
    changed(state, (id, preferences), change, now)
}

/// Writes down that somebody may no longer be written to about a patient.
pub(super) fn end<S: State>(
    state: &S,
    actor: Actor,
    (id, proxy, reason): (PatientId, ProxyId, &Sensitive<String>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let preferences = state.preferences(id)?;
    match preferences.proxy(proxy) {
        None => return Ok(Err(Refusal::UnknownProxy)),
        Some(known) if known.end.is_some() => return Ok(Ok(vec![])),
        Some(_) => {}
    }
    // Why exposed: only to see that there is something in it.
    if reason.expose().trim().is_empty() {
        return Ok(Err(Refusal::EvidenceNeeded));
    }
    let end = ProxyEnd { by, at: now, reason: reason.clone() };
    changed(state, (id, preferences), Change::ProxyEnded { patient: id, proxy, end }, now)
}

/// Returns what is new of a proxy, and an end for everything that waits to leave against it.
fn changed<S: State>(
    state: &S,
    (patient, mut preferences): (PatientId, Preferences),
    change: Change,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    preferences.hear_of_proxy(&change);
    let mut changes = vec![change];
    changes.extend(stop_waiting(state, (patient, Channel::Sms), &preferences, now)?);
    Ok(Ok(changes))
}

/// Returns what a proxy's "stop" or "start" changes: about them alone, never about the patient (C1.14). None where it is
/// so already.
pub(super) fn heard<S: State>(
    state: &S,
    (patient, proxy): (PatientId, ProxyId),
    (decision, message): (ConsentDecision, MessageId),
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let source = ConsentSource::Message { message };
    match decision {
        ConsentDecision::Objected => stopped(state, (patient, proxy), source, now),
        ConsentDecision::Agreed => {
            let known = state.preferences(patient)?;
            let stopped = known.proxy(proxy).is_some_and(|known| known.stop.is_some());
            Ok(stopped.then_some(Change::ProxyResumed { patient, proxy, message, at: now }).into_iter().collect())
        }
    }
}

/// Returns what it changes that a proxy wants no more texts, by their own word or by the provider's list.
pub(super) fn stopped<S: State>(
    state: &S,
    (patient, proxy): (PatientId, ProxyId),
    source: ConsentSource,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let mut preferences = state.preferences(patient)?;
    if preferences.proxy(proxy).is_none_or(|known| known.stop.is_some()) {
        return Ok(vec![]);
    }
    let change = Change::ProxyStopped { patient, proxy, stop: ProxyStop { source, at: now } };
    preferences.hear_of_proxy(&change);
    let mut changes = vec![change];
    changes.extend(stop_waiting(state, (patient, Channel::Sms), &preferences, now)?);
    Ok(changes)
}

/// Returns somebody who speaks for a patient today.
fn speaks_for<S: State>(
    state: &S,
    (patient, proxy): (PatientId, ProxyId),
    now: Timestamp,
) -> Result<Result<(Patient, Proxy), Refusal>, S::Error> {
    let Some(patient) = state.patient(patient)? else { return Ok(Err(Refusal::UnknownPatient)) };
    let preferences = state.preferences(patient.id)?;
    let Some(proxy) = preferences.proxy(proxy).cloned() else { return Ok(Err(Refusal::UnknownProxy)) };
    let today: Date = today(state, now)?;
    Ok(match proxy.without_authority(patient.birth_date, today) {
        Some(bar) => Err(Refusal::ProxyBarred { bar }),
        None => Ok((patient, proxy)),
    })
}

/// Begins a conversation about a patient with somebody else.
pub(super) fn start<S: State>(
    state: &S,
    actor: Actor,
    (id, patient, proxy): (ConversationId, PatientId, ProxyId),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let (patient, proxy) = or_refuse!(speaks_for(state, (patient, proxy), now)?);
    if state.conversation(id)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    Ok(Ok(vec![Change::ConversationOpened {
        conversation: id,
        subject: Subject::Patient { patient: patient.id },
        number: proxy.terms().number.clone(),
        channel: Channel::Sms,
        at: now,
        proxy: Some(proxy.id),
    }]))
}

/// Writes down a person's word that it is a proxy who writes, and about whom.
pub(super) fn match_to<S: State>(
    state: &S,
    actor: Actor,
    (id, seen, patient, proxy): (ConversationId, u32, PatientId, ProxyId),
    (words, now): (&[SaidBefore], Timestamp),
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, id)?);
    if row.subject.patient().is_some() {
        return Ok(Err(Refusal::AlreadyMatched));
    }
    or_refuse!(seen_all(&row, seen));
    let (patient, proxy) = or_refuse!(speaks_for(state, (patient, proxy), now)?);
    if proxy.terms().number != row.number {
        return Ok(Err(Refusal::NumberNotPatients));
    }
    let mut changes =
        vec![Change::ConversationMatched { conversation: id, patient: patient.id, by, at: now, proxy: Some(proxy.id) }];
    changes.extend(said::once_known(state, (&row, (patient.id, Some(proxy.id))), (words, now))?);
    Ok(Ok(changes))
}
