//! What is said without a text: calls and letters to the patient (E-14), requests by telephone and at the desk (C3.6).

use jiff::Timestamp;

use super::receive::{highlighted, place};
use super::{Decision, conversation, escalate, or_refuse, seen_all, staff, task};
use crate::{
    Actor, Change, Channel, ContactMade, Content, Entered, EnteredText, InboundText, Message, MessageId, MessageKind,
    ProviderRef, Refusal, State, Subject, TaskState,
};

/// The account that stands for what no provider brought.
const ENTERED: &str = "entered";

/// Writes down what was said to a patient, or tried; a task that it was for is done with it, if the patient was reached.
pub(super) fn contact<S: State>(
    state: &S,
    actor: Actor,
    made: &ContactMade,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let author = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, made.conversation)?);
    let Some(patient) = row.subject.patient() else { return Ok(Err(Refusal::NotMatched)) };
    if made.way.is_said() && is_empty(&made.content) {
        return Ok(Err(Refusal::EmptyMessage));
    }
    if state.message(made.message)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    if made.way.is_said() {
        or_refuse!(seen_all(&row, made.seen));
    }
    let task = match made.task {
        Some(id) => Some(or_refuse!(task::open(state, id)?)),
        None => None,
    };
    if task.as_ref().is_some_and(|task| task.patient != Some(patient) && task.conversation != Some(row.id)) {
        return Ok(Err(Refusal::UnknownTask));
    }
    let done = task.filter(|_| made.way.is_said());
    let repeats = match done.as_ref().and_then(|task| task.message) {
        Some(about) => said_last(state, about)?.filter(|failed| failed.conversation == row.id),
        None => None,
    };
    let mut changes = vec![Change::ContactWritten {
        message: made.message,
        conversation: row.id,
        content: made.content.digest(),
        author,
        way: made.way,
        at: now,
        repeats: repeats.map(|failed| failed.id),
    }];
    let end = TaskState::Reached { at: now, by: author, message: made.message };
    changes.extend(done.map(|task| Change::TaskClosed { task: task.id, end }));
    if made.ring_again && !made.way.is_said() {
        changes.extend(escalate::ring_again(state, (&row, patient), (made.message, author), now)?);
    }
    Ok(Ok(changes))
}

/// Returns the failed message that is now said another way: the last of those that say one again, if it needs a person.
/// It ends: each is later than the one that it says again.
fn said_last<S: State>(state: &S, about: MessageId) -> Result<Option<Message>, S::Error> {
    let mut last = state.message(about)?;
    while let Some(MessageKind::Out { repeated_by: Some(next), .. }) = last.as_ref().map(|message| &message.kind) {
        last = state.message(*next)?;
    }
    Ok(last.filter(Message::needs_person))
}

/// Writes down what a patient asks for: it lands where a text from them would, and waits as one does.
///
/// Nothing in it counts as a wish about being messaged, and no automatic text answers it: the patient has just spoken to
/// a person, who hears such things and writes them down.
pub(super) fn enter<S: State>(
    state: &S,
    actor: Actor,
    text: &EnteredText,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let Some(patient) = state.patient(text.patient)? else { return Ok(Err(Refusal::UnknownPatient)) };
    if !patient.uses_number(&text.number) {
        return Ok(Err(Refusal::NumberNotPatients));
    }
    if is_empty(&text.content) {
        return Ok(Err(Refusal::EmptyMessage));
    }
    let subject = Subject::Patient { patient: patient.id };
    let latest = state.latest_conversation(&text.number, Some(patient.id))?.filter(|row| row.proxy.is_none());
    let inbound = InboundText {
        channel: Channel::Sms,
        from: text.number.clone(),
        content: text.content.clone(),
        sent_at: now,
        provider: ProviderRef { account: ENTERED.to_owned(), id: text.message.to_string() },
        media: 0,
        message: text.message,
        conversation: text.conversation,
    };
    let (place, mut changes) = place(&inbound, (&subject, None), latest.as_ref(), now);
    if state.message(text.message)?.is_some() || (place == text.conversation && state.conversation(place)?.is_some()) {
        return Ok(Err(Refusal::AlreadyExists));
    }
    changes.push(Change::MessageReceived {
        message: inbound.message,
        conversation: place,
        channel: inbound.channel,
        from: inbound.from,
        content: inbound.content.digest(),
        sent_at: now,
        at: now,
        provider: inbound.provider,
        media: 0,
        entered: Some(Entered { by, at_desk: text.at_desk }),
        late: false,
    });
    let policy = super::policy(state)?;
    changes.extend(highlighted(&policy, &inbound.content, place, now));
    Ok(Ok(changes))
}

fn is_empty(content: &Content) -> bool {
    content.text().expose().trim().is_empty() // Why exposed: only to see that there is something in it.
}
