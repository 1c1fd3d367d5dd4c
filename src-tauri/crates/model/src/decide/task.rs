//! Tasks: which come up by themselves, and what staff ask of them.
//!
//! [`following`] reads what was decided and adds what a person must now do, in the same transaction. It is the one place
//! for that, so that no way to fail can be forgotten (C3.3).

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::contact::newly_barred;
use super::cover::can_be_given;
use super::{Decision, conversation, or_refuse, schedule, staff};
use crate::template::Route;
use crate::{
    Act, Actor, Author, Change, Channel, ConsentSource, ConsentStatement, Conversation, ConversationId,
    ConversationState, Delivery, Failure, FailureClass, Message, MessageId, MessageKind, Needs, NewTask, PatientId,
    PatientStatus, Preferences, ProxyId, ProxyStop, Purpose, Refusal, StaffId, Standing, State, Task, TaskEnd, TaskId,
    TaskReason, TaskState, age_review_due, task,
};

/// Returns the tasks that what was decided makes, and those that it ends.
pub(super) fn following<S: State>(state: &S, changes: &[Change], now: Timestamp) -> Result<Vec<Change>, S::Error> {
    let mut tasks = Vec::new();
    for change in changes {
        match change {
            Change::DeliveryChanged { message, delivery: Delivery::Failed { failure, .. }, .. } => {
                let failed_one = schedule::message(state, changes, *message)?;
                tasks.extend(failed_one.map(|one| failed(state, &one, failure, now)).transpose()?.flatten());
            }
            Change::DeliveryChanged {
                message, delivery: Delivery::Delivered { .. } | Delivery::Read { .. }, ..
            } => tasks.extend(arrived(state, *message, now)?),
            Change::ReceiptMissed(missed) => tasks.extend(unconfirmed(state, missed.message, now)?),
            Change::DeliveryChanged { message, delivery: Delivery::InFlight { .. }, .. } => {
                tasks.extend(super::carry::left(state, *message, now)?);
            }
            Change::Retraction(change) => tasks.extend(super::retract::following(state, change, now)?),
            Change::ConsentStated { patient, statement } => tasks.extend(stated(state, *patient, statement, now)?),
            Change::RouteMarkedUnsafe { patient, route } => {
                let before = state.preferences(*patient)?;
                let mut after = before.clone();
                after.unsafe_routes.push(route.clone());
                tasks.extend(reply_barred(state, (*patient, route.channel), (&before, &after), (None, now))?);
            }
            Change::NeedsRecorded { patient, needs, .. } => tasks.extend(rerouted(state, *patient, needs)?),
            Change::ProxyEnded { patient, proxy, .. } | Change::ProxyStopped { patient, proxy, .. } => {
                let said_in = match change {
                    Change::ProxyStopped {
                        stop: ProxyStop { source: ConsentSource::Message { message }, .. }, ..
                    } => Some(*message),
                    _ => None,
                };
                tasks.extend(proxy_silenced(state, (*patient, *proxy), (said_in, now))?);
            }
            Change::PatientRecorded { patient } if patient.status == PatientStatus::Deceased => {
                let left = state.open_tasks_of(patient.id)?.into_iter();
                tasks.extend(left.map(|task| Change::TaskClosed { task: task.id, end: TaskState::Died { at: now } }));
            }
            _ => {}
        }
    }
    Ok(tasks)
}

/// A patient's ways and needs are other ones now: what is still to be done goes the way that is open to them (C3.1, C3.2).
/// A way that a person chose stays, unless the patient cannot be reached by it.
fn rerouted<S: State>(state: &S, patient: PatientId, needs: &Needs) -> Result<Vec<Change>, S::Error> {
    let after = Preferences { needs: needs.clone(), ..state.preferences(patient)? };
    let route = task::route(&after);
    let moves = |task: &Task| task.route != route && (task.made_by.is_none() || !needs.allows(task.route));
    let open = state.open_tasks_of(patient)?.into_iter();
    Ok(open.filter(moves).map(|task| Change::TaskRouteSet { task: task.id, route }).collect())
}

/// What a task that comes up by itself is about.
pub(super) struct Found {
    pub(super) id: TaskId,
    pub(super) patient: Option<PatientId>,
    pub(super) conversation: Option<Conversation>,
    pub(super) message: Option<MessageId>,
    pub(super) reason: TaskReason,
}

/// Returns the change that makes a task: none where there is one already, and none about the dead (D-12: nobody rings a
/// family about a text to somebody who has died; the message stays in the list of what failed).
pub(super) fn made<S: State>(
    state: &S,
    found: Found,
    preferences: &Preferences,
    now: Timestamp,
) -> Result<Option<Change>, S::Error> {
    let patient = found.patient.map(|id| state.patient(id)).transpose()?.flatten();
    let died = patient.is_some_and(|patient| patient.status == PatientStatus::Deceased);
    // What failed has one task for ever; what a patient says comes again, and is done again (C1.3, C3.3).
    let again = matches!(found.reason, TaskReason::UnclearWish | TaskReason::ReplyBarred);
    if died || state.task(found.id)?.is_some_and(|known| known.is_open() || !again || known.reason != found.reason) {
        return Ok(None);
    }
    let owner = match found.conversation.as_ref().and_then(Conversation::held_by) {
        Some(owner) if can_be_given(state, owner, Act::ReachOtherwise, now)?.is_ok() => Some(owner),
        _ => None, // Whoever is there: nobody has it, or the owner would not see it.
    };
    let role_account = found.conversation.as_ref().and_then(|row| row.role_account);
    let task = Task {
        id: found.id,
        patient: found.patient,
        conversation: found.conversation.as_ref().map(|row| row.id),
        reason: found.reason,
        message: found.message,
        route: task::route(preferences),
        what: String::new().into(),
        urgent: false,
        owner,
        role_account,
        made_at: now,
        made_by: None,
        due: task::due(&*super::policy(state)?, false, now),
        state: TaskState::Open,
        told: None,
        alarm_at: None,
    };
    Ok(Some(Change::TaskMade { task: Box::new(task) }))
}

/// A message failed for good: one task, unless it says again what has an open task already. An automatic text is not
/// worth a call: there is nothing in it that only this patient was told.
fn failed<S: State>(
    state: &S,
    message: &Message,
    failure: &Failure,
    now: Timestamp,
) -> Result<Option<Change>, S::Error> {
    let MessageKind::Out { author: Author::Staff { .. }, delivery, .. } = &message.kind else { return Ok(None) };
    let reason = match (failure.class, delivery) {
        // What has not left was stopped here; what has left was refused there.
        (FailureClass::OptedOut, Delivery::Held { .. } | Delivery::Queued { .. }) => TaskReason::MessageStopped,
        (FailureClass::OptedOut, _) => TaskReason::StoppedByProvider,
        _ => TaskReason::MessageFailed,
    };
    not_reached(state, message, reason, now)
}

/// No delivery receipt came in time: one task, as for a failure, though it may have arrived (C3.3, E-17). A patient who
/// has written since is in touch, and whoever reads them sees what is not known of the text (Ours).
fn unconfirmed<S: State>(state: &S, id: MessageId, now: Timestamp) -> Result<Option<Change>, S::Error> {
    let Some(message) = state.message(id)? else { return Ok(None) };
    let wrote =
        |later: &Message| later.number > message.number && matches!(later.kind, MessageKind::In { entered: None, .. });
    if state.messages(message.conversation)?.iter().any(wrote) {
        return Ok(None);
    }
    not_reached(state, &message, TaskReason::NotDelivered, now)
}

/// Makes the one task about a message that did not reach the patient, or is not known to.
fn not_reached<S: State>(
    state: &S,
    message: &Message,
    reason: TaskReason,
    now: Timestamp,
) -> Result<Option<Change>, S::Error> {
    let id = message.id;
    if message.is_wrong() {
        return Ok(None); // Its words are not to be said another way.
    }
    for earlier in said_before(state, message)? {
        if state.task(TaskId::about(earlier))?.is_some_and(|task| task.is_open()) {
            return Ok(None);
        }
    }
    let conversation = state.conversation(message.conversation)?;
    let patient = conversation.as_ref().and_then(|row| row.subject.patient());
    let preferences = patient.map(|id| state.preferences(id)).transpose()?.unwrap_or_default();
    let found = Found { id: TaskId::about(id), patient, conversation, message: Some(id), reason };
    made(state, found, &preferences, now)
}

/// Returns the messages that a message says again, the last first. It ends: each was there before the one that repeats it.
pub(super) fn said_before<S: State>(state: &S, message: &Message) -> Result<Vec<MessageId>, S::Error> {
    let repeated = |message: &Message| match message.kind {
        MessageKind::Out { repeats, .. } => repeats,
        _ => None,
    };
    let (mut earlier, mut next) = (Vec::new(), repeated(message));
    while let Some(id) = next {
        earlier.push(id);
        next = state.message(id)?.as_ref().and_then(repeated);
    }
    Ok(earlier)
}

/// Words reached the patient by text after all: nothing is left to do about them. Where it was only not known, and somebody
/// has begun to ring, they end it themselves: the patient may ring back (C3.3).
fn arrived<S: State>(state: &S, id: MessageId, now: Timestamp) -> Result<Vec<Change>, S::Error> {
    let Some(message) = state.message(id)? else { return Ok(vec![]) };
    let mut closed = Vec::new();
    for said in std::iter::once(id).chain(said_before(state, &message)?) {
        if let Some(task) = state.task(TaskId::about(said))?
            && task.is_open()
            && (task.reason != TaskReason::NotDelivered || !is_begun(state, &task)?)
        {
            closed.push(Change::TaskClosed { task: task.id, end: TaskState::Arrived { at: now, message: id } });
        }
    }
    Ok(closed)
}

/// Says whether somebody has tried to reach the patient another way since a task was made.
fn is_begun<S: State>(state: &S, task: &Task) -> Result<bool, S::Error> {
    let messages = task.conversation.map(|id| state.messages(id)).transpose()?.unwrap_or_default();
    let tried = |message: &Message| matches!(message.kind, MessageKind::Contact { .. }) && message.at >= task.made_at;
    Ok(messages.iter().any(tried))
}

/// A patient said something about being messaged: is it clear, and does somebody wait for a reply that may not go?
fn stated<S: State>(
    state: &S,
    patient: PatientId,
    statement: &ConsentStatement,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let before = state.preferences(patient)?;
    let mut after = before.clone();
    after.statements.push(statement.clone());
    let channel = statement.channel;
    let mut changes = Vec::new();
    let (was, is) = (unclear_days(&before, channel), unclear_days(&after, channel));
    for day in is.difference(&was) {
        let id = TaskId::about_wish(patient, *day);
        let reason = TaskReason::UnclearWish;
        let found = Found { id, patient: Some(patient), conversation: None, message: None, reason };
        changes.extend(made(state, found, &after, now)?);
    }
    for day in was.difference(&is) {
        if let Some(task) = state.task(TaskId::about_wish(patient, *day))?.filter(Task::is_open) {
            changes.push(Change::TaskClosed { task: task.id, end: TaskState::WishClear { at: now } });
        }
    }
    let source = match statement.source {
        ConsentSource::Message { message } => Some(message),
        _ => None,
    };
    changes.extend(reply_barred(state, (patient, channel), (&before, &after), (source, now))?);
    Ok(changes)
}

/// Returns every day of a yes and a no of which nobody knows which was last: one purpose may be unclear since another day
/// than the next.
fn unclear_days(preferences: &Preferences, channel: Channel) -> BTreeSet<jiff::civil::Date> {
    let unclear = |purpose: &Purpose| match preferences.standing(channel, *purpose) {
        Standing::Unclear(said) => Some(said.stated.date),
        _ => None,
    };
    Purpose::ALL.iter().filter_map(unclear).collect()
}

/// Returns tasks for every conversation in which the patient waits for a reply that may no longer be texted. The message
/// in which they said so waits for none.
fn reply_barred<S: State>(
    state: &S,
    (id, channel): (PatientId, Channel),
    (before, after): (&Preferences, &Preferences),
    (said_in, now): (Option<MessageId>, Timestamp),
) -> Result<Vec<Change>, S::Error> {
    let model = super::policy(state)?.consent_model;
    let Some(patient) = state.patient(id)?.filter(|_| newly_barred(before, after, model, channel)) else {
        return Ok(vec![]);
    };
    let mut changes = Vec::new();
    let mut looked_at: Vec<ConversationId> = Vec::new();
    for point in &patient.contact_points {
        let Some(row) = state.latest_conversation(&point.number, Some(id))? else { continue };
        if row.state != ConversationState::Open || looked_at.contains(&row.id) {
            continue;
        }
        looked_at.push(row.id);
        if let Some(message) = unanswered(&state.messages(row.id)?, said_in) {
            let (reason, about) = (TaskReason::ReplyBarred, TaskId::about(message));
            let found = Found { id: about, patient: Some(id), conversation: Some(row), message: Some(message), reason };
            changes.extend(made(state, found, after, now)?);
        }
    }
    Ok(changes)
}

/// Returns a task for the conversation in which a proxy waits for a reply that may no longer be texted.
fn proxy_silenced<S: State>(
    state: &S,
    (id, proxy): (PatientId, ProxyId),
    (said_in, now): (Option<MessageId>, Timestamp),
) -> Result<Option<Change>, S::Error> {
    let preferences = state.preferences(id)?;
    let Some(number) = preferences.proxy(proxy).map(|known| &known.terms().number) else { return Ok(None) };
    let row = state.latest_conversation(number, Some(id))?;
    let Some(row) = row.filter(|row| row.proxy == Some(proxy) && row.state == ConversationState::Open) else {
        return Ok(None);
    };
    let Some(message) = unanswered(&state.messages(row.id)?, said_in) else { return Ok(None) };
    let (reason, about) = (TaskReason::ReplyBarred, TaskId::about(message));
    let found = Found { id: about, patient: Some(id), conversation: Some(row), message: Some(message), reason };
    made(state, found, &preferences, now)
}

/// Returns the patient's last message if the practice has said nothing since.
fn unanswered(messages: &[Message], but: Option<MessageId>) -> Option<MessageId> {
    let is_answer = |message: &&Message| !message.is_automatic() && message.promises().is_none();
    let mut said = messages.iter().rev().filter(is_answer).filter(|message| Some(message.id) != but);
    let last = said.find(|message| matches!(message.kind, MessageKind::In { .. }) || message.stands())?;
    matches!(last.kind, MessageKind::In { .. }).then_some(last.id)
}

/// By when how a young patient is reached is reviewed. Ours: two weeks, so that there is time to ask them.
const REVIEW_WITHIN: crate::calendar::Target = crate::calendar::Target::WorkingDays { days: 10 };

/// Makes the one task about a birthday at which how a patient is reached is reviewed (C1.13).
pub(super) fn age_review<S: State>(
    state: &S,
    actor: Actor,
    id: PatientId,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let policy = super::policy(state)?;
    let patient = state.patient(id)?.filter(|_| actor.is_worker());
    let due = patient.and_then(|patient| age_review_due(&patient, policy.local(now).date()));
    let Some(age) = due else { return Ok(Err(Refusal::NotDue)) };
    let reason = TaskReason::AgeReview;
    let found = Found { id: TaskId::about_age(id, age), patient: Some(id), conversation: None, message: None, reason };
    let mut made = made(state, found, &state.preferences(id)?, now)?;
    if let Some(Change::TaskMade { task }) = &mut made {
        task.what = format!("Turned {age}").into();
        let by = policy.calendar().and_then(|days| REVIEW_WITHIN.due(&days, policy.targets.working_day, now).ok());
        task.due = by.unwrap_or(task.due);
    }
    Ok(made.map_or(Err(Refusal::NotDue), |made| Ok(vec![made])))
}

/// Makes a task that somebody asks for.
pub(super) fn make<S: State>(state: &S, actor: Actor, new: &NewTask, now: Timestamp) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    if state.task(new.task)?.is_some() || state.message(MessageId::new(new.task.uuid()))?.is_some() {
        return Ok(Err(Refusal::AlreadyExists)); // The id of the one task about a message is the message's.
    }
    let of_conversation = match new.conversation {
        Some(id) => or_refuse!(conversation(state, id)?).subject.patient(),
        None => None,
    };
    let patient = of_conversation.or(new.patient);
    if let Some(patient) = patient
        && state.patient(patient)?.is_none()
    {
        return Ok(Err(Refusal::UnknownPatient));
    }
    if let Some(message) = new.message
        && state.message(message)?.is_none_or(|message| Some(message.conversation) != new.conversation)
    {
        return Ok(Err(Refusal::UnknownMessage));
    }
    or_refuse!(can_own(state, new.owner, now)?);
    // Why exposed: only to see that there is something in it.
    if new.what.expose().trim().is_empty() || (patient.is_none() && new.conversation.is_none()) {
        return Ok(Err(Refusal::NothingToDo));
    }
    let preferences = patient.map(|id| state.preferences(id)).transpose()?.unwrap_or_default();
    let route = new.route.unwrap_or_else(|| task::route(&preferences));
    if route == Route::Sms || !preferences.needs.allows(route) {
        return Ok(Err(Refusal::WayBarred));
    }
    let task = Task {
        id: new.task,
        patient,
        conversation: new.conversation,
        reason: TaskReason::ByHand,
        message: new.message,
        route,
        what: new.what.clone(),
        urgent: new.urgent,
        owner: new.owner,
        role_account: None,
        made_at: now,
        made_by: Some(by),
        due: task::due(&*super::policy(state)?, new.urgent, now),
        state: TaskState::Open,
        told: None,
        alarm_at: None,
    };
    Ok(Ok(vec![Change::TaskMade { task: Box::new(task) }]))
}

/// Refuses an owner who would not see a task, or may not do it.
fn can_own<S: State>(state: &S, id: Option<StaffId>, now: Timestamp) -> Result<Result<(), Refusal>, S::Error> {
    id.map_or(Ok(Ok(())), |id| can_be_given(state, id, Act::ReachOtherwise, now))
}

/// Returns a task that is to be done.
pub(super) fn open<S: State>(state: &S, id: TaskId) -> Result<Result<Task, Refusal>, S::Error> {
    Ok(match state.task(id)? {
        Some(task) if task.is_open() => Ok(task),
        Some(_) => Err(Refusal::TaskClosed),
        None => Err(Refusal::UnknownTask),
    })
}

/// Gives a task to somebody, or back to whoever is there.
pub(super) fn assign<S: State>(
    state: &S,
    actor: Actor,
    (id, owner): (TaskId, Option<StaffId>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let task = or_refuse!(open(state, id)?);
    if task.owner == owner {
        return Ok(Ok(vec![]));
    }
    or_refuse!(can_own(state, owner, now)?);
    Ok(Ok(vec![Change::TaskOwnerSet { task: id, owner }]))
}

/// Ends a task, with words.
pub(super) fn end<S: State>(
    state: &S,
    actor: Actor,
    (id, end): (TaskId, &TaskEnd),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    or_refuse!(open(state, id)?);
    let (TaskEnd::Done { outcome: words } | TaskEnd::Cancelled { reason: words }) = end;
    // Why exposed: only to see that there is something in it.
    if words.expose().trim().is_empty() {
        return Ok(Err(Refusal::OutcomeNeeded));
    }
    let end = match end {
        TaskEnd::Done { outcome } => TaskState::Done { at: now, by, outcome: outcome.clone() },
        TaskEnd::Cancelled { reason } => TaskState::Cancelled { at: now, by, reason: reason.clone() },
    };
    Ok(Ok(vec![Change::TaskClosed { task: id, end }]))
}

/// Writes down a patient's ways and needs.
pub(super) fn needs<S: State>(
    state: &S,
    actor: Actor,
    (patient, needs): (PatientId, &Needs),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    if state.patient(patient)?.is_none() {
        return Ok(Err(Refusal::UnknownPatient));
    }
    let mut needs = needs.clone();
    let mut order = Vec::with_capacity(needs.order.len());
    for route in needs.order {
        if !order.contains(&route) {
            order.push(route);
        }
    }
    needs.order = order;
    if state.preferences(patient)?.needs == needs {
        return Ok(Ok(vec![]));
    }
    Ok(Ok(vec![Change::NeedsRecorded { patient, needs, by, at: now }]))
}
