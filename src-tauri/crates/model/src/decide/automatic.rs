//! What the app sends by itself: when it is due, and whether it still may go in the moment it is sent.

use jiff::{SignedDuration, Timestamp};

use super::contact::{Contact, may_contact, reachable};
use super::proxy::holders;
use super::{Decision, conversation, limit, or_refuse};
use crate::words::opt_out::Reading;
use crate::{
    Author, Automatic, AutomaticText, Change, Conversation, ConversationId, Policy, Purpose, Refusal, State, Terms,
    Timetable,
};

/// At most one acknowledgement in a conversation in this time (C2.6).
const QUIET_SPELL: SignedDuration = SignedDuration::from_hours(24);
/// While staff and patient write to and fro, nobody needs to hear that a message arrived. Ours.
const EXCHANGE: SignedDuration = SignedDuration::from_hours(1);

/// Returns the automatic text that a patient's message calls for under a policy, if any.
pub(super) fn called_for<S: State>(
    state: &S,
    policy: &Policy,
    (text, reading): (&str, Reading),
    into: Option<&Conversation>,
    now: Timestamp,
) -> Result<Option<Automatic>, S::Error> {
    match reading {
        Reading::OptOut => Ok(Some(Automatic::OptOutConfirmed)),
        Reading::OptIn => Ok(Some(Automatic::OptInConfirmed)),
        Reading::Help { .. } if is_automatic(state, policy, text)? => Ok(None),
        Reading::Help { .. } => Ok(Some(Automatic::Help)),
        Reading::SuggestOptOut | Reading::AppointmentAnswer { .. } | Reading::None => {
            // The cheap question first: in a conversation that goes on it is the answer.
            if into.is_some_and(|conversation| said_lately(conversation, now)) || is_automatic(state, policy, text)? {
                return Ok(None);
            }
            Ok(Some(acknowledged(&*state.timetable()?, now)))
        }
    }
}

/// Returns the acknowledgement of a message that arrives now.
pub(super) fn acknowledged(times: &Timetable, now: Timestamp) -> Automatic {
    if times.calendar().is_open(now) { Automatic::Received } else { Automatic::ReceivedWhileClosed }
}

/// Says whether an acknowledgement would be one too many: something is due already, one went out within the quiet spell, or
/// staff wrote just now.
fn said_lately(conversation: &Conversation, now: Timestamp) -> bool {
    if conversation.automatic_due.is_some() {
        return true;
    }
    let within = |at: Option<Timestamp>, time| at.is_some_and(|at| now.duration_since(at) < time);
    within(conversation.automatic_at, QUIET_SPELL) || within(conversation.written_at, EXCHANGE)
}

/// Phrases that machines write and people hardly ever do (C2.6: never in reply to another automatic reply). Ours.
const ROBOTS: [&str; 11] = [
    "automatic reply",
    "automated reply",
    "automatic response",
    "automated response",
    "automated message",
    "auto-reply",
    "autoreply",
    "do not reply",
    "out of office",
    "not monitored",
    "unmonitored",
];

/// Says whether a text comes from a machine: it says so, or it is one of our own that comes back.
fn is_automatic<S: State>(state: &S, policy: &Policy, text: &str) -> Result<bool, S::Error> {
    let lower = text.to_lowercase();
    if ROBOTS.iter().any(|phrase| lower.contains(phrase)) {
        return Ok(true);
    }
    let practice = state.practice()?.unwrap_or_default();
    Ok(Automatic::ALL.iter().filter_map(|answer| policy.known_by(*answer, &practice)).any(|own| text.contains(&own)))
}

/// Sends an automatic text that is due, if it still may go. One that may not is dropped, and the reason stands in the
/// patient's preferences.
pub(super) fn send<S: State>(state: &S, text: &AutomaticText, now: Timestamp) -> Result<Decision, S::Error> {
    let row = or_refuse!(conversation(state, text.conversation)?);
    if row.automatic_due != Some(text.answer) {
        return Ok(Err(Refusal::NoAutomaticDue));
    }
    if state.message(text.message)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    let whose = row.subject.patient().map(|patient| (patient, row.proxy));
    let answer = limit::fitting(state, (text.answer, whose), now)?;
    if answer != text.answer {
        // A limit was set or lifted since: another text fits, and is sent in its place.
        return Ok(Ok(vec![Change::AutomaticDue { conversation: row.id, answer }]));
    }
    let author = Author::Automatic { answer: text.answer };
    if !may_go(state, &row, author, now)? {
        return Ok(Ok(vec![Change::AutomaticDropped { conversation: row.id }]));
    }
    Ok(Ok(vec![Change::MessageWritten {
        message: text.message,
        conversation: row.id,
        channel: row.channel,
        to: row.number,
        content: text.content.digest(),
        author,
        purpose: Purpose::Administration,
        also: Vec::new(),
        despite: None,
        at: now,
        held_until: now,
        repeats: None,
        templates: Vec::new(),
        warned: None,
        terms: Terms::default(),
        quote: None,
    }]))
}

/// Says whether an automatic text may go to everybody who has the number: where nobody knows who wrote, no objection and
/// no unsafe route of anyone who may hold the telephone is passed over.
fn may_go<S: State>(state: &S, row: &Conversation, author: Author, now: Timestamp) -> Result<bool, S::Error> {
    if reachable(state, &row.number, now)?.is_err() {
        return Ok(false);
    }
    let whose = row.subject.patient().map(|patient| (patient, row.proxy));
    for (patient, proxy) in holders(state, whose, &row.number, now)? {
        let Some(patient) = state.patient(patient)? else { continue };
        let contact = Contact {
            channel: row.channel,
            purpose: Purpose::Administration,
            also: vec![],
            author,
            despite: false,
            proxy,
        };
        if may_contact(state, &patient, &row.number, (&contact, now))?.is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Leaves a due text unsent.
pub(super) fn drop_due<S: State>(state: &S, id: ConversationId) -> Result<Decision, S::Error> {
    let row = or_refuse!(conversation(state, id)?);
    Ok(Ok(if row.automatic_due.is_some() { vec![Change::AutomaticDropped { conversation: id }] } else { vec![] }))
}
