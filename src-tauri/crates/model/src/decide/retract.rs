//! A message that was wrong is marked as such: its words stay, and nothing is sent.

use jiff::Timestamp;

use super::{Decision, or_refuse, staff};
use crate::retract::{RetractAsk, RetractChange, RetractProblem, WrongMark, WrongReason};
use crate::{
    Act, Actor, Change, Delivery, Message, MessageId, MessageKind, Refusal, Sensitive, Staff, State, Task, TaskId,
    TaskReason, TaskState, task,
};

/// What is to be done where words went to the wrong person.
const BREACH: &str = "A message went to the wrong person. Tell whoever answers for data protection here, and decide who else must be told.";
/// Why the words of a text that did not arrive are not said another way any more.
const NOT_TO_BE_SAID: &str = "The message was marked as wrong: its words are not to be said";
/// Why nothing is left to do about the wrong person.
const NO_BREACH: &str = "The mark was taken away: the message was not wrong";

/// Decides what is asked about messages that were wrong.
pub(super) fn decide<S: State>(
    state: &S,
    actor: Actor,
    ask: &RetractAsk,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    let (RetractAsk::Mark { message, .. } | RetractAsk::Unmark { message }) = ask;
    let Some(message) = state.message(*message)? else { return Ok(Err(Refusal::UnknownMessage)) };
    or_refuse!(may_say_so(&by, &message));
    let change = match ask {
        RetractAsk::Mark { reason, words, .. } => {
            or_refuse!(has_left(&message));
            let Some(mark) = or_refuse!(mark(&by, &message, (*reason, words), now)) else { return Ok(Ok(vec![])) };
            RetractChange::Marked { message: message.id, mark }
        }
        RetractAsk::Unmark { .. } if !message.is_wrong() => return Ok(Ok(vec![])),
        RetractAsk::Unmark { .. } => RetractChange::Unmarked { message: message.id, by: by.id, at: now },
    };
    Ok(Ok(vec![Change::Retraction(change)]))
}

/// Refuses whoever may not say it: of what went to the patient, whoever may write to patients; of what stays in the house,
/// its author, and whoever answers for what colleagues wrote. What the patient wrote is nobody's here to call wrong.
fn may_say_so(by: &Staff, message: &Message) -> Result<(), Refusal> {
    let (act, author) = match &message.kind {
        MessageKind::In { entered: None, .. } => {
            return Err(Refusal::RetractRefused { problem: RetractProblem::ThePatients });
        }
        MessageKind::Out { .. } => (Act::Send, None),
        MessageKind::In { entered: Some(entered), .. } => (Act::ReachOtherwise, Some(entered.by)),
        MessageKind::Contact { author, .. } => (Act::ReachOtherwise, Some(*author)),
        MessageKind::Note { author, .. } => (Act::WriteNotes, Some(*author)),
    };
    if !by.role.may(act) {
        return Err(Refusal::NotAllowed { act });
    }
    let is_anothers = author.is_some_and(|author| author != by.id);
    if is_anothers && !by.role.may(Act::RetractOthers) {
        return Err(Refusal::NotAllowed { act: Act::RetractOthers });
    }
    Ok(())
}

/// Refuses what can still be taken back, or was. Of what waits for another attempt nothing can be taken back any more; a mark
/// keeps it from leaving.
const fn has_left(message: &Message) -> Result<(), Refusal> {
    match message.delivery() {
        Some(Delivery::Held { .. } | Delivery::Withdrawn { .. }) => {
            Err(Refusal::RetractRefused { problem: RetractProblem::NotLeft })
        }
        _ => Ok(()),
    }
}

/// Returns the mark; `None` where the message has it already.
fn mark(
    by: &Staff,
    message: &Message,
    (reason, words): (WrongReason, &Sensitive<String>),
    now: Timestamp,
) -> Result<Option<WrongMark>, Refusal> {
    let words = words.expose().trim(); // Why exposed: to see that there is something in it.
    if reason == WrongReason::Other && words.is_empty() {
        return Err(Refusal::RetractRefused { problem: RetractProblem::NoWords });
    }
    let words = Sensitive::new(words.to_owned());
    match &message.later.wrong {
        Some(known) if known.reason == reason && known.words == words => Ok(None),
        Some(_) => Err(Refusal::RetractRefused { problem: RetractProblem::AlreadyMarked }),
        None => Ok(Some(WrongMark { reason, words, by: by.id, at: now })),
    }
}

/// Returns the tasks that follow from a mark, and the ends of those that it makes needless.
///
/// Where words went to the wrong person somebody must act on it, soon, and not only whoever wrote them. What was to be said
/// another way because a text did not arrive is not to be said any more: it was wrong.
pub(super) fn following<S: State>(state: &S, change: &RetractChange, now: Timestamp) -> Result<Vec<Change>, S::Error> {
    let Some(message) = state.message(change.message())? else { return Ok(vec![]) };
    let open = |id: TaskId| -> Result<Option<Task>, S::Error> { Ok(state.task(id)?.filter(Task::is_open)) };
    let ended = |task: Task, by, reason: &str| {
        let end = TaskState::Cancelled { at: now, by, reason: reason.to_owned().into() };
        Change::TaskClosed { task: task.id, end }
    };
    let mut tasks = Vec::new();
    match change {
        RetractChange::Marked { mark, .. } => {
            let about_words = open(TaskId::about(message.id))?.filter(|task| says_the_words(task.reason));
            tasks.extend(about_words.map(|task| ended(task, mark.by, NOT_TO_BE_SAID)));
            if mark.reason == WrongReason::WrongPerson {
                tasks.push(breach(state, &message, mark, now)?);
            }
        }
        RetractChange::Unmarked { by, .. } => {
            let known = message.later.wrong.as_ref().map(|mark| TaskId::about_breach(message.id, mark.at));
            let breach = known.map(open).transpose()?.flatten();
            tasks.extend(breach.map(|task| ended(task, *by, NO_BREACH)));
        }
    }
    Ok(tasks)
}

/// Says whether a task is there so that a message's words are said another way.
const fn says_the_words(reason: TaskReason) -> bool {
    match reason {
        TaskReason::MessageFailed
        | TaskReason::StoppedByProvider
        | TaskReason::MessageStopped
        | TaskReason::NotDelivered => true,
        TaskReason::ReplyBarred | TaskReason::UnclearWish | TaskReason::ByHand | TaskReason::AgeReview => false,
    }
}

/// Makes the task about words that went to the wrong person: the team's, and urgent. Whoever made the mistake knows of it.
fn breach<S: State>(state: &S, message: &Message, mark: &WrongMark, now: Timestamp) -> Result<Change, S::Error> {
    let patient = state.conversation(message.conversation)?.and_then(|row| row.subject.patient());
    let preferences = patient.map(|id| state.preferences(id)).transpose()?.unwrap_or_default();
    let task = Task {
        id: TaskId::about_breach(message.id, mark.at),
        patient,
        conversation: Some(message.conversation),
        reason: TaskReason::ByHand,
        message: Some(message.id),
        route: task::route(&preferences),
        what: BREACH.to_owned().into(),
        urgent: true,
        owner: None,
        role_account: None,
        made_at: now,
        made_by: Some(mark.by),
        due: task::due(&*super::policy(state)?, true, now),
        state: TaskState::Open,
        told: None,
        alarm_at: None,
    };
    Ok(Change::TaskMade { task: Box::new(task) })
}

/// Refuses a correction of what is not marked as wrong.
pub(super) fn may_correct(message: &Message) -> Result<(), Refusal> {
    if message.is_wrong() { Ok(()) } else { Err(Refusal::NothingToCorrect) }
}

/// Says what becomes of a message that was marked as wrong while it waited for another attempt: it does not leave.
pub(super) fn stopped(id: MessageId, now: Timestamp) -> Change {
    let failure = crate::Failure { class: crate::FailureClass::Technical, code: Some("marked_wrong".to_owned()) };
    let delivery = Delivery::Failed { at: now, failure };
    Change::DeliveryChanged { message: id, delivery, provider: None, segments: None }
}
