//! May this patient be written to? Asked when a message is written, and again in the moment it leaves.

use jiff::Timestamp;
use jiff::civil::Date;

use super::staff::{may_use_provider, today};
use super::{Decision, limit, or_refuse, schedule, staff};
use crate::scheduled::Scheduled;
use crate::{
    Act, Actor, Author, Automatic, Change, Channel, ConfirmedNumber, ConsentDecision, ConsentHeard, ConsentModel,
    ConsentSource, ConsentStatement, Delivery, E164, Failure, FailureClass, Message, MessageId, MessageKind,
    NumberSaid, Patient, PatientId, PatientStatus, Preferences, Proxy, ProxyBar, ProxyId, Purpose, Refusal, Sensitive,
    Staff, StaffId, Standing, State, Stated, UnsafeRoute,
};

/// What is about to go to a patient.
pub(super) struct Contact {
    pub(super) channel: Channel,
    pub(super) purpose: Purpose,
    /// What else stands in it; each must be allowed.
    pub(super) also: Vec<Purpose>,
    pub(super) author: Author,
    /// Whether a clinician said why it goes although the patient objected or the route is not safe.
    pub(super) despite: bool,
    /// To whom, where it is not the patient.
    pub(super) proxy: Option<ProxyId>,
}

/// Whose telephone it goes to depends on these: the number, how old the patient is, and the day.
struct Held<'a> {
    number: &'a E164,
    born: Option<Date>,
    today: Date,
}

/// Refuses what must not reach the patient: the one place where consent, safety, death and departure decide.
///
/// A reason of a clinician lifts an objection and an unsafe route for one message (C1.4); nothing lifts it for what the
/// app sends by itself, and nothing lifts the rest.
pub(super) fn may_contact<S: State>(
    state: &S,
    patient: &Patient,
    number: &E164,
    (contact, now): (&Contact, Timestamp),
) -> Result<Result<(), Refusal>, S::Error> {
    or_refuse!(is_here(patient));
    or_refuse!(reachable(state, number, now)?);
    let policy = super::policy(state)?;
    let held = Held { number, born: patient.birth_date, today: policy.local(now).date() };
    Ok(contact.honours(&state.preferences(patient.id)?, policy.consent_model, &held))
}

/// Says whether staff may send a message of this kind without giving a reason, for the window to show; whether the number
/// may be reached at all is not asked.
pub fn may_send_freely(
    patient: &Patient,
    preferences: &Preferences,
    model: ConsentModel,
    (channel, purpose, staff): (Channel, Purpose, StaffId),
) -> bool {
    let contact =
        Contact { channel, purpose, also: vec![], author: Author::Staff { staff }, despite: false, proxy: None };
    is_here(patient).and_then(|()| contact.honours_patient(preferences, model)).is_ok()
}

/// Says whether a reply that could be texted before no longer may be.
pub(super) fn newly_barred(before: &Preferences, after: &Preferences, model: ConsentModel, channel: Channel) -> bool {
    [Purpose::ClinicalAdvice, Purpose::Administration].into_iter().any(|purpose| {
        // Which member of staff would reply makes no difference to what a patient's word bars.
        let author = Author::Staff { staff: StaffId::new(uuid::Uuid::nil()) };
        let reply = Contact { channel, purpose, also: vec![], author, despite: false, proxy: None };
        reply.honours_patient(before, model).is_ok() && reply.honours_patient(after, model).is_err()
    })
}

/// Refuses the dead and the departed (D-12).
const fn is_here(patient: &Patient) -> Result<(), Refusal> {
    match patient.status {
        PatientStatus::Deceased => Err(Refusal::PatientDeceased),
        PatientStatus::Left => Err(Refusal::PatientLeft),
        PatientStatus::Active => Ok(()),
    }
}

/// Refuses a number that may not be written to at all: until a policy is adopted, and in a training practice, only numbers
/// that are nobody's and those the practice listed for trials (C2.1, E-13); and only by a provider that may be used (C5.1).
pub(super) fn reachable<S: State>(state: &S, number: &E164, now: Timestamp) -> Result<Result<(), Refusal>, S::Error> {
    let practice = state.practice()?;
    let listed = practice.as_ref().is_some_and(|practice| practice.test_numbers.contains(number));
    let live = practice.is_some_and(|practice| !practice.training) && state.policy()?.is_some();
    if !(live || listed || number.is_invented()) {
        return Ok(Err(Refusal::TestNumbersOnly));
    }
    may_use_provider(state, number, now)
}

impl Contact {
    /// Refuses what goes against the patient's safety, against what may be said to who has the telephone, or against the
    /// patient's word. What a patient said of texts to themself says nothing of texts to a proxy, and the other way round;
    /// an unsafe route stops both: whom they are in danger from may be the proxy (H9).
    fn honours(&self, preferences: &Preferences, model: ConsentModel, held: &Held<'_>) -> Result<(), Refusal> {
        self.is_safe(preferences)?;
        self.honours_holder(preferences, held)?;
        if self.proxy.is_some() {
            return Ok(());
        }
        limit::passes(preferences, self.purposes())?;
        self.honours_patient(preferences, model)
    }

    /// Refuses what goes against the patient's safety or word, whoever has the telephone.
    fn honours_patient(&self, preferences: &Preferences, model: ConsentModel) -> Result<(), Refusal> {
        self.is_safe(preferences)?;
        self.purposes().try_for_each(|purpose| self.honours_word(preferences, model, purpose))
    }

    fn is_safe(&self, preferences: &Preferences) -> Result<(), Refusal> {
        let is_unsafe = preferences.unsafe_route(self.channel).is_some() && !self.despite;
        if is_unsafe { Err(Refusal::UnsafeRoute) } else { Ok(()) }
    }

    fn purposes(&self) -> impl Iterator<Item = Purpose> {
        std::iter::once(self.purpose).chain(self.also.iter().copied())
    }

    /// Refuses what may not be said to who has the telephone: the proxy it goes to, or whoever's number it is that stands on
    /// the patient's record; of several at one number somebody must be allowed it. No reason lifts this (C1.14).
    fn honours_holder(&self, preferences: &Preferences, held: &Held<'_>) -> Result<(), Refusal> {
        if let Some(id) = self.proxy {
            let proxy = preferences.proxy(id).ok_or(Refusal::UnknownProxy)?;
            return self.bar(proxy, held).map_or(Ok(()), |bar| Err(Refusal::ProxyBarred { bar }));
        }
        let mut bars = preferences.proxies_at(held.number).map(|proxy| self.bar(proxy, held));
        match bars.next() {
            Some(Some(bar)) if !bars.any(|bar| bar.is_none()) => Err(Refusal::ProxyBarred { bar }),
            _ => Ok(()),
        }
    }

    /// Returns why this may not be said to a proxy. What the app says by itself tells nothing about the patient, so that no
    /// scope is asked; the confirmation that "stop" was heard is itself no breach of it.
    fn bar(&self, proxy: &Proxy, held: &Held<'_>) -> Option<ProxyBar> {
        let bar = if self.is_the_confirmation() {
            proxy.without_authority(held.born, held.today)
        } else {
            proxy.barred(held.born, held.today)
        };
        let told = matches!(self.author, Author::Staff { .. });
        bar.or_else(|| proxy.out_of_scope(self.purposes()).filter(|_| told))
    }

    /// Refuses what goes against the patient's word about one purpose.
    fn honours_word(&self, preferences: &Preferences, model: ConsentModel, purpose: Purpose) -> Result<(), Refusal> {
        let asks_first = model == ConsentModel::OptIn || purpose == Purpose::Marketing;
        match preferences.standing(self.channel, purpose) {
            Standing::Agreed(_) => Ok(()),
            Standing::NothingRecorded if asks_first => Err(Refusal::ConsentNeeded { purpose }),
            Standing::NothingRecorded => Ok(()),
            Standing::Objected(said) if said.source == ConsentSource::Provider => Err(Refusal::ObjectedAtProvider),
            // The one confirmation that the objection was heard is itself no breach of it.
            Standing::Objected(_) if self.is_the_confirmation() || self.despite => Ok(()),
            Standing::Unclear(_) if self.despite => Ok(()),
            Standing::Objected(_) | Standing::Unclear(_) => Err(Refusal::Objected { purpose }),
        }
    }

    /// Returns what a message is as a contact; `None` for what does not go out.
    pub(super) fn of(message: &Message, proxy: Option<ProxyId>) -> Option<Self> {
        let MessageKind::Out { channel, purpose, also, author, despite, .. } = &message.kind else { return None };
        Some(Self {
            channel: *channel,
            purpose: *purpose,
            also: also.clone(),
            author: *author,
            despite: *despite,
            proxy,
        })
    }

    /// Returns what a text that waits for its time will be as a contact.
    fn scheduled(text: &Scheduled, proxy: Option<ProxyId>) -> Self {
        Self {
            channel: text.channel,
            purpose: text.purpose,
            also: text.also.clone(),
            author: Author::Staff { staff: text.author },
            despite: false,
            proxy,
        }
    }

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
    let (by, preferences) = or_refuse!(asked(state, actor, heard.patient)?);
    if heard.stated.date > today(state, now)? {
        return Ok(Err(Refusal::DateInFuture));
    }
    let purposes: &[Purpose] = heard.purpose.as_ref().map_or(&Purpose::ALL, std::slice::from_ref);
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
    stated(state, heard.patient, statement, now).map(Ok)
}

/// Returns a statement that the app itself writes down, for every purpose: the patient's own message says it, or the
/// provider's answer. It counts from when it was said, whenever the app came to read it.
pub(super) fn heard_by_the_app<S: State>(
    state: &S,
    (channel, decision): (Channel, ConsentDecision),
    source: ConsentSource,
    (said_at, now): (Timestamp, Timestamp),
) -> Result<ConsentStatement, S::Error> {
    let local = super::policy(state)?.local(said_at);
    Ok(ConsentStatement {
        channel,
        purpose: None,
        decision,
        stated: Stated { date: local.date(), time: Some(local.time()) },
        source,
        by: None,
        recorded_at: now,
        evidence: Sensitive::default(),
        review_on: None,
    })
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
    changes.extend(stop_waiting(state, (patient, channel), &preferences, now)?);
    Ok(changes)
}

/// Returns an end for everything that waits to leave against what a patient's preferences now are.
pub(super) fn stop_waiting<S: State>(
    state: &S,
    (patient, channel): (PatientId, Channel),
    preferences: &Preferences,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let policy = super::policy(state)?;
    let born = state.patient(patient)?.and_then(|patient| patient.birth_date);
    let mut stopped = Vec::new();
    for message in state.waiting_to_leave(patient, channel)? {
        let MessageKind::Out { to, .. } = &message.kind else { continue };
        let with = state.conversation(message.conversation)?.and_then(|row| row.proxy);
        let held = Held { number: to, born, today: policy.local(now).date() };
        let contact = Contact::of(&message, with);
        let refusal = contact.and_then(|contact| contact.honours(preferences, policy.consent_model, &held).err());
        stopped.extend(refusal.map(|refusal| stopped_for(message.id, &refusal, now)));
    }
    for text in state.scheduled_for(patient)?.iter().filter(|text| text.channel == channel) {
        let with = state.conversation(text.conversation)?.and_then(|row| row.proxy);
        let held = Held { number: &text.to, born, today: policy.local(now).date() };
        if let Err(refusal) = Contact::scheduled(text, with).honours(preferences, policy.consent_model, &held) {
            stopped.extend(schedule::stopped_by(text, &refusal, now));
        }
    }
    Ok(stopped)
}

/// Returns the change that stops a message which has not left: failed, so that a person finds another way (C3.3).
pub(super) fn stopped(message: MessageId, why: &str, now: Timestamp) -> Change {
    stopped_as(message, (FailureClass::OptedOut, why), now)
}

/// Returns the change that stops a message for a refusal: for what the practice itself must put right an administrator is
/// called, not another way to the patient sought.
pub(super) fn stopped_for(message: MessageId, refusal: &Refusal, now: Timestamp) -> Change {
    let class = match refusal {
        Refusal::ProviderExpired { .. } | Refusal::ProviderNotRecorded { .. } => FailureClass::Technical,
        _ => FailureClass::OptedOut,
    };
    stopped_as(message, (class, code_of(refusal)), now)
}

pub(super) fn stopped_as(message: MessageId, (class, why): (FailureClass, &str), now: Timestamp) -> Change {
    let failure = Failure { class, code: Some(why.to_owned()) };
    Change::DeliveryChanged { message, delivery: Delivery::Failed { at: now, failure }, provider: None, segments: None }
}

/// Returns the code that a stopped message carries, for the window's words and for support.
const fn code_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::PatientDeceased => "deceased",
        Refusal::PatientLeft => "left",
        Refusal::TestNumbersOnly => "test_numbers_only",
        Refusal::UnsafeRoute => "unsafe_route",
        Refusal::ConsentNeeded { .. } => "consent_needed",
        Refusal::ProxyBarred { .. } | Refusal::UnknownProxy => "proxy_barred",
        Refusal::MessagingLimited { .. } => "limited",
        Refusal::ProviderExpired { .. } => "provider_expired",
        Refusal::ProviderNotRecorded { .. } => "provider_not_recorded",
        _ => "objected",
    }
}

/// Returns who asks, and how the patient asked about wants to be reached.
fn asked<S: State>(
    state: &S,
    actor: Actor,
    patient: PatientId,
) -> Result<Result<(StaffId, Preferences), Refusal>, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    if state.patient(patient)?.is_none() {
        return Ok(Err(Refusal::UnknownPatient));
    }
    Ok(Ok((by, state.preferences(patient)?)))
}

/// Marks a route as unsafe; what the app would send by itself, and what waits to leave, stops at once.
pub(super) fn mark_unsafe<S: State>(
    state: &S,
    actor: Actor,
    (patient, channel, reason): (PatientId, Channel, &Sensitive<String>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let (by, mut preferences) = or_refuse!(asked(state, actor, patient)?);
    if preferences.unsafe_route(channel).is_some() {
        return Ok(Ok(vec![]));
    }
    let route = UnsafeRoute { channel, by, at: now, reason: reason.clone() };
    preferences.unsafe_routes.push(route.clone());
    let mut changes = vec![Change::RouteMarkedUnsafe { patient, route }];
    changes.extend(stop_waiting(state, (patient, channel), &preferences, now)?);
    Ok(Ok(changes))
}

/// Says that a route is safe again; needs a reason.
pub(super) fn mark_safe<S: State>(
    state: &S,
    actor: Actor,
    (patient, channel, reason): (PatientId, Channel, &Sensitive<String>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let (by, preferences) = or_refuse!(asked(state, actor, patient)?);
    if preferences.unsafe_route(channel).is_none() {
        return Ok(Ok(vec![]));
    }
    // Why exposed: only to see that there is something in it.
    if reason.expose().trim().is_empty() {
        return Ok(Err(Refusal::EvidenceNeeded));
    }
    Ok(Ok(vec![Change::RouteMarkedSafe { patient, channel, by, at: now, reason: reason.clone() }]))
}

/// Writes down that a patient said a number is theirs (C1.11). What was said earlier than what is known changes nothing.
pub(super) fn confirm_number<S: State>(
    state: &S,
    actor: Actor,
    said: &NumberSaid,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let NumberSaid { patient, ref number, on, source } = *said;
    match state.patient(patient)? {
        None => return Ok(Err(Refusal::UnknownPatient)),
        Some(whose) if !whose.uses_number(number) => return Ok(Err(Refusal::NumberNotPatients)),
        Some(_) => {}
    }
    if on > today(state, now)? {
        return Ok(Err(Refusal::DateInFuture));
    }
    let known = state.preferences(patient)?.confirmed;
    if known.iter().any(|one| one.number == *number && (one.on > on || (one.on == on && one.source == source))) {
        return Ok(Ok(vec![]));
    }
    let confirmed = ConfirmedNumber { number: number.clone(), on, source, by };
    Ok(Ok(vec![Change::NumberConfirmed { patient, confirmed, at: now }]))
}
