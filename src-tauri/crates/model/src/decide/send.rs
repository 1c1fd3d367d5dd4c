//! A text goes to a patient: written, held, handed over, followed.

use jiff::{SignedDuration, Timestamp};

use super::compose::{class_of, may_say};
use super::contact::{Contact, heard_by_the_app, may_contact, may_override, reachable, stated, stopped, stopped_for};
use super::proxy::holders;
use super::staff::taken_up;
use super::{
    Decision, carry, closing, conversation, holding, or_refuse, proxy, quote, retract, same_words, schedule, seen_all,
    staff,
};
use crate::compose::Writing;
use crate::template::Class;
use crate::{
    Actor, Author, Change, ConsentDecision, ConsentSource, Content, Conversation, ConversationId, Delivery, Despite,
    E164, Failure, FailureClass, Message, MessageId, MessageKind, OutboundText, Patient, ProviderRef, ProviderStatus,
    ProxyId, Purpose, Quote, Refusal, SendOutcome, Staff, StaffId, Standing, State, Terms, Warned,
};

/// The most characters a text message may have: six parts of 153 (C2.14). A provider may take more; telephones and networks
/// need not.
pub const LONGEST_TEXT: u32 = 918;

/// A message the provider will not take for this long is failed: an answer of yesterday helps nobody unseen.
pub const KEEP_TRYING: SignedDuration = SignedDuration::from_hours(24);

/// Decides whether a text may go to this number, and holds it, or keeps it until the time that its author chose.
pub(super) fn send<S: State>(
    state: &S,
    actor: Actor,
    text: &OutboundText,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let author = or_refuse!(staff(state, actor)?);
    if let Some(send_at) = text.send_at {
        return schedule::put(state, &author, (text, send_at), now);
    }
    let ready = or_refuse!(checked(state, &author, text, now)?);
    let mut changes = taken_up(state, &ready.conversation, now)?;
    changes.push(ready.written(text, (author.id, now)));
    Ok(Ok(changes))
}

/// A text that may go.
pub(super) struct Ready {
    pub(super) conversation: Conversation,
    pub(super) class: Class,
    pub(super) also: Vec<Purpose>,
    despite: bool,
    pub(super) warned: Option<Warned>,
    pub(super) terms: Terms,
}

impl Ready {
    /// Returns the fact that it was written.
    pub(super) fn written(self, text: &OutboundText, (author, now): (StaffId, Timestamp)) -> Change {
        Change::MessageWritten {
            message: text.message,
            conversation: self.conversation.id,
            channel: self.conversation.channel,
            to: text.to.clone(),
            content: text.content.digest(),
            author: Author::Staff { staff: author },
            purpose: self.class.consent_purpose(),
            also: self.also,
            despite: text.despite.clone().filter(|_| self.despite).map(|reason| Despite { reason }),
            at: now,
            held_until: now.saturating_add(text.hold).unwrap_or(now),
            repeats: text.repeats,
            templates: text.templates.clone(),
            warned: self.warned,
            terms: self.terms,
            quote: text.quote,
        }
    }
}

/// Asks everything that is asked of a text before it may go.
pub(super) fn checked<S: State>(
    state: &S,
    author: &Staff,
    text: &OutboundText,
    now: Timestamp,
) -> Result<Result<Ready, Refusal>, S::Error> {
    let conversation = or_refuse!(conversation(state, text.conversation)?);
    let Some(patient) = conversation.subject.patient() else { return Ok(Err(Refusal::NotMatched)) };
    or_refuse!(sendable(&text.content));
    let Some(patient) = state.patient(patient)? else { return Ok(Err(Refusal::UnknownPatient)) };
    or_refuse!(may_use_number(state, (&patient, conversation.proxy), text)?);
    let despite = or_refuse!(may_override(author, text.despite.as_ref()));
    let (class, also) = or_refuse!(class_of(state, author, text)?);
    let contact = Contact {
        channel: conversation.channel,
        purpose: class.consent_purpose(),
        also: also.clone(),
        author: Author::Staff { staff: author.id },
        despite,
        proxy: conversation.proxy,
    };
    or_refuse!(may_contact(state, &patient, &text.to, (&contact, now))?);
    or_refuse!(is_reviewed(state, (&patient, conversation.proxy), text, now)?);
    let needs = state.preferences(patient.id)?.needs;
    let writing = Writing {
        author,
        patient: &patient,
        needs: &needs,
        class,
        channel: conversation.channel,
        call_first: conversation.call_first,
    };
    let warned = or_refuse!(may_say(&writing, text));
    or_refuse!(seen_all(&conversation, text.seen));
    or_refuse!(quote::in_text(state, text.quote, &conversation)?);
    if state.message(text.message)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    let mut is_promise = text.holding;
    if let Some(failed) = text.repeats {
        // Said again, a promise is still one and no answer.
        is_promise |= or_refuse!(may_repeat(state, failed, conversation.id)?).promises().is_some();
    }
    let policy = super::policy(state)?;
    let promises = or_refuse!(holding::promised(is_promise, text, (&conversation, &policy), now));
    let carries = carry::carried(state, author, text)?;
    or_refuse!(closing::may_end(state, (author, text), &conversation, now)?);
    or_refuse!(same_words::said_already(state, (author, text), (&conversation, patient.id), now)?);
    // A promise to answer later ends nothing.
    let then_done = text.then_done && promises.is_none();
    let terms = Terms { replies_until: policy.replies_until(now), promises, carries, then_done, scheduled: None };
    Ok(Ok(Ready { conversation, class, also, despite, warned, terms }))
}

/// Returns what is said again. Refuses what did not fail, what was said again already, and what was said to somebody else:
/// saying it again takes a failure off the list of what a person must look at.
fn may_repeat<S: State>(
    state: &S,
    failed: MessageId,
    id: ConversationId,
) -> Result<Result<Message, Refusal>, S::Error> {
    let Some(message) = state.message(failed)?.filter(|message| message.conversation == id) else {
        return Ok(Err(Refusal::UnknownMessage));
    };
    let is_failed = matches!(message.delivery(), Some(Delivery::Failed { .. }));
    Ok(if is_failed && message.needs_person() { Ok(message) } else { Err(Refusal::NothingToResolve) })
}

/// Refuses a text with nothing in it or too much.
fn sendable(content: &Content) -> Result<(), Refusal> {
    let text = content.text().expose(); // Why: its length decides whether it may be sent.
    if text.trim().is_empty() {
        return Err(Refusal::EmptyMessage);
    }
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if characters > LONGEST_TEXT {
        return Err(Refusal::TooLong { characters, limit: LONGEST_TEXT });
    }
    Ok(())
}

/// Says whether a number is one of who is written to: the patient's in use, or the proxy's.
fn is_theirs<S: State>(
    state: &S,
    (patient, proxy): (&Patient, Option<ProxyId>),
    number: &E164,
) -> Result<bool, S::Error> {
    let Some(id) = proxy else { return Ok(patient.uses_number(number)) };
    Ok(state.preferences(patient.id)?.proxy(id).is_some_and(|proxy| proxy.terms().number == *number))
}

/// Refuses a number that is not theirs, and one that other patients share until the author says that they know. That a proxy
/// is a patient here too is no other patient at the telephone: it is the same person.
fn may_use_number<S: State>(
    state: &S,
    (patient, proxy): (&Patient, Option<ProxyId>),
    text: &OutboundText,
) -> Result<Result<(), Refusal>, S::Error> {
    if !is_theirs(state, (patient, proxy), &text.to)? {
        return Ok(Err(Refusal::NumberNotPatients));
    }
    if proxy.is_some() {
        return Ok(Ok(()));
    }
    let others = state.patients_with(&text.to)?.iter().filter(|id| **id != patient.id).count();
    if others > 0 && !text.shared_number_seen {
        return Ok(Err(Refusal::SharedNumber { others: u32::try_from(others).unwrap_or(u32::MAX) }));
    }
    Ok(Ok(()))
}

/// Refuses a parent's telephone that nobody has reviewed since the patient was old enough, until the author says that they
/// know (C1.13).
fn is_reviewed<S: State>(
    state: &S,
    (patient, proxy): (&Patient, Option<ProxyId>),
    text: &OutboundText,
    now: Timestamp,
) -> Result<Result<(), Refusal>, S::Error> {
    let policy = super::policy(state)?;
    let day = |at: Timestamp| policy.local(at).date();
    let preferences = state.preferences(patient.id)?;
    let mut theirs = preferences.proxies_at(&text.to).filter(|known| proxy.is_none_or(|id| id == known.id));
    let age = theirs.find_map(|known| known.unreviewed(patient.birth_date, day(now), day));
    Ok(match age {
        Some(age) if !text.review_seen => Err(Refusal::ReviewDue { age }),
        _ => Ok(()),
    })
}

/// Writes a note: no recipient, no delivery, no way out.
pub(super) fn note<S: State>(
    state: &S,
    actor: Actor,
    (message, id, content, quote): (MessageId, ConversationId, &Content, Option<Quote>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let author = or_refuse!(staff(state, actor)?);
    let row = or_refuse!(conversation(state, id)?);
    // Why exposed: only to see that there is something in it.
    if content.text().expose().trim().is_empty() {
        return Ok(Err(Refusal::EmptyMessage));
    }
    or_refuse!(quote::in_note(state, quote, &row)?);
    if state.message(message)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    Ok(Ok(vec![Change::NoteWritten {
        message,
        conversation: id,
        content: content.digest(),
        author: author.id,
        at: now,
        quote,
    }]))
}

/// Takes a held message back.
pub(super) fn withdraw<S: State>(state: &S, actor: Actor, id: MessageId, now: Timestamp) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let (_, delivery) = or_refuse!(outgoing(state, id)?);
    match delivery {
        Delivery::Held { .. } => Ok(Ok(vec![delivery_change(id, Delivery::Withdrawn { at: now })])),
        Delivery::Withdrawn { .. } => Ok(Ok(vec![])),
        _ => Ok(Err(Refusal::TooLate)),
    }
}

/// Writes down that a message is about to be handed over. Without this change nothing may call the provider.
pub(super) fn begin_attempt<S: State>(state: &S, id: MessageId, now: Timestamp) -> Result<Decision, S::Error> {
    let (message, delivery) = or_refuse!(outgoing(state, id)?);
    let attempts = match delivery {
        Delivery::Held { until } if until <= now => 1,
        Delivery::Queued { attempts, not_before } if not_before <= now => attempts + 1,
        _ => return Ok(Err(Refusal::NotDue)),
    };
    if message.is_wrong() {
        return Ok(Ok(vec![retract::stopped(id, now)]));
    }
    if now.duration_since(message.at) >= KEEP_TRYING {
        return Ok(Ok(vec![delivery_change(id, not_in_time(now))])); // The app was closed or paused meanwhile.
    }
    if let Some(change) = no_longer(state, &message, now)? {
        return Ok(Ok(vec![change]));
    }
    Ok(Ok(vec![delivery_change(id, Delivery::InFlight { attempts, since: now })]))
}

/// Returns what becomes of a message that did not leave in time: what was right to say then may be wrong by now.
pub(super) fn not_in_time(now: Timestamp) -> Delivery {
    let failure = Failure { class: FailureClass::Technical, code: Some("not_sent_in_time".to_owned()) };
    Delivery::Failed { at: now, failure }
}

/// Stops waiting for a message that nobody handed over in a day, also where nobody can: sending is switched off, or there is
/// no provider. While it waits it counts as an answer (C2.5), so a person must hear that it is none. Of one that may have
/// left, a person decides.
pub(super) fn give_up<S: State>(state: &S, actor: Actor, id: MessageId, now: Timestamp) -> Result<Decision, S::Error> {
    if !actor.is_worker() {
        return Ok(Err(Refusal::NotDue)); // A person takes it back, or decides about it.
    }
    let (message, delivery) = or_refuse!(outgoing(state, id)?);
    let next = match delivery {
        Delivery::Held { until } if now.duration_since(until) >= KEEP_TRYING => not_in_time(now),
        Delivery::Queued { .. } if now.duration_since(message.at) >= KEEP_TRYING => not_in_time(now),
        Delivery::InFlight { attempts, since } if now.duration_since(since) >= KEEP_TRYING => {
            Delivery::Unknown { attempts, since, absent_at: None, needs_person: true }
        }
        Delivery::Unknown { attempts, since, absent_at, needs_person: false }
            if now.duration_since(since) >= KEEP_TRYING =>
        {
            Delivery::Unknown { attempts, since, absent_at, needs_person: true }
        }
        _ => return Ok(Err(Refusal::NotDue)),
    };
    Ok(Ok(vec![delivery_change(id, next)]))
}

/// Asks once more, in the moment a message leaves, whether it may: the patient may have died, left, moved or said no since
/// (C6.14). What the app sends by itself, anybody who may hold the telephone stops. Returns the change that stops it.
fn no_longer<S: State>(state: &S, message: &Message, now: Timestamp) -> Result<Option<Change>, S::Error> {
    let row = state.conversation(message.conversation)?;
    let with = row.as_ref().and_then(|row| row.proxy);
    let (MessageKind::Out { to, .. }, Some(mut contact)) = (&message.kind, Contact::of(message, with)) else {
        return Ok(None);
    };
    let whose = row.and_then(|row| row.subject.patient()).map(|patient| (patient, with));
    let concerned = match contact.author {
        Author::Automatic { .. } => holders(state, whose, to, now)?,
        Author::Staff { .. } => whose.into_iter().collect(),
    };
    for (id, proxy) in concerned {
        let Some(patient) = state.patient(id)? else { continue };
        contact.proxy = proxy;
        if !is_theirs(state, (&patient, proxy), to)? {
            return Ok(Some(stopped(message.id, "number_changed", now)));
        }
        if let Err(refusal) = may_contact(state, &patient, to, (&contact, now))? {
            return Ok(Some(stopped_for(message.id, &refusal, now)));
        }
    }
    // Where nobody is known to have the number, the number and the provider are still asked about.
    Ok(reachable(state, to, now)?.err().map(|refusal| stopped_for(message.id, &refusal, now)))
}

/// Writes down what came of handing a message over, or of looking for it.
pub(super) fn report_send<S: State>(
    state: &S,
    id: MessageId,
    outcome: &SendOutcome,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let (message, delivery) = or_refuse!(outgoing(state, id)?);
    let (attempts, since) = match &delivery {
        Delivery::InFlight { attempts, since } | Delivery::Unknown { attempts, since, .. } => (*attempts, *since),
        _ => return Ok(Err(Refusal::NotDue)),
    };
    let next = match outcome {
        SendOutcome::Accepted { provider, status, segments } => {
            if state.message_by_provider(provider)?.is_some_and(|other| other.id != id) {
                return Ok(Err(Refusal::AlreadyExists));
            }
            let change = Change::DeliveryChanged {
                message: id,
                delivery: delivery.join(Delivery::reported(status, now)),
                provider: Some(provider.clone()),
                segments: *segments,
            };
            return Ok(Ok(vec![change]));
        }
        SendOutcome::Rejected { failure } => {
            let failed = Delivery::Failed { at: now, failure: failure.clone() };
            let mut changes = moved(&message, &delivery, failed);
            changes.extend(suppressed(state, &message, failure, now)?);
            return Ok(Ok(changes));
        }
        SendOutcome::NotTaken { retry_at } if now.duration_since(message.at) < KEEP_TRYING => {
            Delivery::Queued { attempts, not_before: *retry_at }
        }
        SendOutcome::NotTaken { .. } => not_in_time(now),
        SendOutcome::Unknown => Delivery::Unknown { attempts, since, absent_at: None, needs_person: false },
        SendOutcome::Absent { apart } => match delivery {
            Delivery::Unknown { absent_at: Some(first), .. } => {
                let needs_person = now.duration_since(first) >= *apart;
                Delivery::Unknown { attempts, since, absent_at: Some(first), needs_person }
            }
            _ => Delivery::Unknown { attempts, since, absent_at: Some(now), needs_person: false },
        },
    };
    Ok(Ok(moved(&message, &delivery, next)))
}

/// Writes down what the provider reports of a message; a late or repeated report changes nothing.
pub(super) fn report_status<S: State>(
    state: &S,
    provider: &ProviderRef,
    (status, at): (&ProviderStatus, Timestamp),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let Some(message) = state.message_by_provider(provider)? else { return Ok(Err(Refusal::UnknownMessage)) };
    let Some(delivery) = message.delivery().cloned() else { return Ok(Err(Refusal::UnknownMessage)) };
    let mut changes = moved(&message, &delivery, Delivery::reported(status, at));
    if let (false, ProviderStatus::Failed { failure }) = (changes.is_empty(), status) {
        changes.extend(suppressed(state, &message, failure, now)?);
    }
    Ok(Ok(changes))
}

/// Writes down that the provider keeps the number on its own list of those who want nothing (C1.7).
fn suppressed<S: State>(
    state: &S,
    message: &Message,
    failure: &Failure,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let MessageKind::Out { channel, purpose, .. } = &message.kind else { return Ok(vec![]) };
    let row = state.conversation(message.conversation)?.filter(|_| failure.class == FailureClass::OptedOut);
    let Some((patient, with)) = row.and_then(|row| Some((row.subject.patient()?, row.proxy))) else {
        return Ok(vec![]);
    };
    if let Some(proxy) = with {
        return proxy::stopped(state, (patient, proxy), ConsentSource::Provider, now);
    }
    let preferences = state.preferences(patient)?;
    if let Standing::Objected(known) = preferences.standing(*channel, *purpose)
        && known.source == ConsentSource::Provider
    {
        return Ok(vec![]);
    }
    let said = (*channel, ConsentDecision::Objected);
    let statement = heard_by_the_app(state, said, ConsentSource::Provider, (now, now))?;
    stated(state, patient, statement, now)
}

/// Lets a person decide about a message of which nobody can tell whether it left.
pub(super) fn resolve_unknown<S: State>(
    state: &S,
    actor: Actor,
    id: MessageId,
    send: bool,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let (message, delivery) = or_refuse!(outgoing(state, id)?);
    let Delivery::Unknown { attempts, needs_person: true, .. } = delivery else {
        return Ok(Err(Refusal::NothingToResolve));
    };
    if send && message.is_wrong() {
        return Ok(Err(Refusal::NothingToResolve));
    }
    let next = if send {
        Delivery::Queued { attempts, not_before: now }
    } else {
        let failure = Failure { class: FailureClass::Technical, code: Some("unknown".to_owned()) };
        Delivery::Failed { at: now, failure }
    };
    Ok(Ok(moved(&message, &delivery, next)))
}

/// Returns an outgoing message and where it is. Notes and patients' messages have no delivery, so nothing sends them.
fn outgoing<S: State>(state: &S, id: MessageId) -> Result<Result<(Message, Delivery), Refusal>, S::Error> {
    let Some(message) = state.message(id)? else { return Ok(Err(Refusal::UnknownMessage)) };
    let MessageKind::Out { delivery, .. } = &message.kind else { return Ok(Err(Refusal::UnknownMessage)) };
    let delivery = delivery.clone();
    Ok(Ok((message, delivery)))
}

pub(super) const fn delivery_change(message: MessageId, delivery: Delivery) -> Change {
    Change::DeliveryChanged { message, delivery, provider: None, segments: None }
}

/// Returns the change of a step up the chain: none if it is not one.
fn moved(message: &Message, from: &Delivery, to: Delivery) -> Vec<Change> {
    let joined = from.clone().join(to);
    if joined == *from { vec![] } else { vec![delivery_change(message.id, joined)] }
}
