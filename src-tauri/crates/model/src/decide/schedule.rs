//! Texts that leave at a time that somebody chose (A-06, C6.14).
//!
//! When the time comes, the text is asked everything that a text is asked that its author sends at that moment. What may go is
//! written as their message; what may not is written too, and failed, so that a person finds another way (C3.3).

use jiff::Timestamp;

use super::contact::{stopped_as, stopped_for};
use super::send::{KEEP_TRYING, Ready, checked, delivery_change, not_in_time};
use super::{Decision, has_right, or_refuse, staff};
use crate::apply::outgoing;
use crate::scheduled::{LONGEST_AHEAD, ScheduleAsk, ScheduleChange, ScheduleProblem, Scheduled};
use crate::{
    Act, Actor, Change, FailureClass, Filing, Later, Message, MessageId, OutboundText, Refusal, Staff, StaffId, State,
};

/// Decides what is asked about texts that wait for their time.
pub(super) fn decide<S: State>(
    state: &S,
    actor: Actor,
    ask: &ScheduleAsk,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    match ask {
        ScheduleAsk::Move { message, send_at } => reschedule(state, actor, (*message, *send_at), now),
        ScheduleAsk::Cancel { message } => cancel(state, actor, *message, now),
        ScheduleAsk::TimeCame { message } => time_came(state, actor, *message, now),
    }
}

const fn refused(problem: ScheduleProblem) -> Refusal {
    Refusal::ScheduleRefused { problem }
}

/// Keeps a text until its time. All that would stop it now stops it now: nobody should find out in three weeks.
pub(super) fn put<S: State>(
    state: &S,
    author: &Staff,
    (text, send_at): (&OutboundText, Timestamp),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    if text.repeats.is_some() {
        return Ok(Err(refused(ScheduleProblem::Repeats)));
    }
    if text.holding {
        return Ok(Err(refused(ScheduleProblem::Holding)));
    }
    if text.despite.is_some() {
        return Ok(Err(refused(ScheduleProblem::Despite)));
    }
    let send_at = or_refuse!(allowed_at(state, send_at, now)?);
    if state.scheduled(text.message)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    let ready = or_refuse!(checked(state, author, text, now)?);
    let scheduled = Scheduled {
        message: text.message,
        conversation: ready.conversation.id,
        author: author.id,
        at: now,
        send_at,
        channel: ready.conversation.channel,
        to: text.to.clone(),
        content: text.content.digest(),
        purpose: ready.class.consent_purpose(),
        also: ready.also,
        templates: text.templates.clone(),
        warned: ready.warned,
        quote: text.quote,
        shared_number_seen: text.shared_number_seen,
        review_seen: text.review_seen,
    };
    Ok(Ok(vec![Change::Schedule(ScheduleChange::Written(Box::new(scheduled)))]))
}

/// Returns when a text leaves that is meant for a time: then, or when the quiet hours are over (C2.15). Refuses what is past
/// and what is too far ahead.
fn allowed_at<S: State>(state: &S, send_at: Timestamp, now: Timestamp) -> Result<Result<Timestamp, Refusal>, S::Error> {
    if send_at <= now {
        return Ok(Err(refused(ScheduleProblem::Past)));
    }
    let policy = super::policy(state)?;
    let times = state.timetable()?;
    // A calendar that never opens holds nothing back: the policy that has it could not be adopted.
    let leaves = policy.quiet_hours.next_allowed(times.calendar(), send_at).unwrap_or(send_at);
    let too_far = leaves.duration_since(now) > LONGEST_AHEAD;
    Ok(if too_far { Err(refused(ScheduleProblem::TooFar)) } else { Ok(leaves) })
}

/// Returns a text that waits for its time.
fn waiting<S: State>(state: &S, message: MessageId) -> Result<Result<Scheduled, Refusal>, S::Error> {
    Ok(state.scheduled(message)?.ok_or_else(|| refused(ScheduleProblem::NotScheduled)))
}

/// Lets a text leave at another time.
fn reschedule<S: State>(
    state: &S,
    actor: Actor,
    (message, send_at): (MessageId, Timestamp),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let text = or_refuse!(waiting(state, message)?);
    let send_at = or_refuse!(allowed_at(state, send_at, now)?);
    if text.send_at == send_at {
        return Ok(Ok(vec![]));
    }
    let moved = ScheduleChange::Moved { message, conversation: text.conversation, send_at, by, at: now };
    Ok(Ok(vec![Change::Schedule(moved)]))
}

/// Takes a text back: anybody may who may send, whoever wrote it. Not to send is the safe side.
fn cancel<S: State>(state: &S, actor: Actor, message: MessageId, now: Timestamp) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let text = or_refuse!(waiting(state, message)?);
    let cancelled = ScheduleChange::Cancelled { message, conversation: text.conversation, by, at: now };
    Ok(Ok(vec![Change::Schedule(cancelled)]))
}

/// Lets a text go whose time has come, or stops it. The clock says so, and nobody else.
fn time_came<S: State>(state: &S, actor: Actor, message: MessageId, now: Timestamp) -> Result<Decision, S::Error> {
    let text = or_refuse!(waiting(state, message)?);
    if !actor.is_worker() || text.send_at > now {
        return Ok(Err(Refusal::NotDue));
    }
    let Some(row) = state.conversation(text.conversation)? else { return Ok(Err(Refusal::UnknownConversation)) };
    let stopped = |failed: Change| Ok(Ok(vec![text.unsent(now), failed]));
    let Some(content) = state.scheduled_content(message)? else {
        return stopped(stopped_as(message, (FailureClass::Technical, "text_missing"), now));
    };
    // The app was closed when its time came: what was right to say yesterday may be wrong by now.
    if now.duration_since(text.send_at) >= KEEP_TRYING {
        return stopped(delivery_change(message, not_in_time(now)));
    }
    // The patient wrote since, and nobody has read what: it may no longer be right (C6.6).
    if row.unread > 0 {
        return stopped(stopped_as(message, (FailureClass::Temporary, "patient_wrote"), now));
    }
    let outbound = text.text(content, row.revision);
    match in_authors_name(state, text.author, &outbound, now)? {
        Ok(mut ready) => {
            ready.terms.scheduled = Some(text.at);
            Ok(Ok(vec![ready.written(&outbound, (text.author, now))]))
        }
        Err(refusal) => stopped(because(&refusal, &text, now)),
    }
}

/// Asks of a text what is asked of one that its author sends now: first whether they still may (C2.3).
fn in_authors_name<S: State>(
    state: &S,
    author: StaffId,
    text: &OutboundText,
    now: Timestamp,
) -> Result<Result<Ready, Refusal>, S::Error> {
    or_refuse!(has_right(state, author, Act::Send)?);
    let author = or_refuse!(staff(state, Actor::Staff(author))?);
    checked(state, &author, text, now)
}

/// Returns what becomes of a text that waits for its time and may not leave any more.
pub(super) fn stopped_by(text: &Scheduled, refusal: &Refusal, now: Timestamp) -> [Change; 2] {
    [text.unsent(now), because(refusal, text, now)]
}

/// Returns a message that is there, or that these changes write: what follows from its failure must know of both.
pub(super) fn message<S: State>(state: &S, changes: &[Change], id: MessageId) -> Result<Option<Message>, S::Error> {
    if let Some(known) = state.message(id)? {
        return Ok(Some(known));
    }
    Ok(changes.iter().find_map(|change| match change {
        Change::MessageWritten { message, conversation, content, at, .. } if *message == id => Some(Message {
            id,
            conversation: *conversation,
            number: u32::MAX, // The last one.
            at: *at,
            content: *content,
            kind: outgoing(change)?,
            filing: Filing::NotDue,
            version: 0,
            later: Later::default(),
        }),
        _ => None,
    }))
}

/// Returns the change that stops a text for a refusal: what the patient or the law says as of any message; what speaks
/// against these words or their author by a code of its own.
fn because(refusal: &Refusal, text: &Scheduled, now: Timestamp) -> Change {
    let code = match refusal {
        Refusal::NumberNotPatients => "number_changed",
        Refusal::SharedNumber { .. } => "shared_number",
        Refusal::ReviewDue { .. } => "review_due",
        Refusal::TextBlocked { .. } | Refusal::TextNeedsReason { .. } => "words_blocked",
        Refusal::UnknownTemplate | Refusal::TemplateNotInUse => "template_retired",
        Refusal::HasLeft { .. } | Refusal::NotAllowed { .. } | Refusal::UnknownStaff => "author_left",
        Refusal::SameWords { .. } => "same_words",
        Refusal::PatientDeceased
        | Refusal::PatientLeft
        | Refusal::TestNumbersOnly
        | Refusal::UnsafeRoute
        | Refusal::ConsentNeeded { .. }
        | Refusal::Objected { .. }
        | Refusal::ObjectedAtProvider
        | Refusal::ProxyBarred { .. }
        | Refusal::UnknownProxy
        | Refusal::MessagingLimited { .. }
        | Refusal::ProviderExpired { .. }
        | Refusal::ProviderNotRecorded { .. } => return stopped_for(text.message, refusal, now),
        _ => "not_now",
    };
    stopped_as(text.message, (FailureClass::Temporary, code), now)
}
