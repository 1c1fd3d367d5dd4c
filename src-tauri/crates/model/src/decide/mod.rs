//! The rules: what an operation changes, or why it changes nothing.

mod conversation;
mod filing;
mod receive;
mod send;

pub use send::LONGEST_TEXT;

use jiff::{SignedDuration, Timestamp};

use crate::{Actor, Ask, Change, Conversation, ConversationId, Operation, Refusal, StaffId, State};

/// What is decided: changes in order, or a refusal. No changes means: it was so already.
pub type Decision = Result<Vec<Change>, Refusal>;

/// A patient who writes again within this time after a conversation was done takes it up again; later it is a new topic.
///
/// Seven days is our judgement: most "thank you" and "still not better" answers come within a week.
pub const REOPEN_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Decides an operation against the state at a time. Pure: the same question has the same answer.
///
/// # Errors
/// Only the state's own. A refusal is an answer, not an error.
pub fn decide<S: State>(state: &S, operation: &Operation, now: Timestamp) -> Result<Decision, S::Error> {
    let actor = operation.actor;
    match &operation.ask {
        Ask::DescribePractice(practice) => Ok(Ok(vec![Change::PracticeDescribed { practice: practice.clone() }])),
        Ask::RecordStaff(staff) => {
            let same = state.staff(staff.id)?.as_ref() == Some(staff);
            Ok(Ok(if same { vec![] } else { vec![Change::StaffRecorded { staff: staff.clone() }] }))
        }
        Ask::RecordPatient(patient) => {
            let same = state.patient(patient.id)?.as_ref() == Some(patient);
            Ok(Ok(if same { vec![] } else { vec![Change::PatientRecorded { patient: patient.clone() }] }))
        }
        Ask::Receive(text) => receive::receive(state, text, now),
        Ask::StartConversation { conversation, patient, number } => {
            conversation::start(state, actor, (*conversation, *patient, number), now)
        }
        Ask::Send(text) => send::send(state, actor, text, now),
        Ask::WriteNote { message, conversation, content } => {
            send::note(state, actor, (*message, *conversation, content), now)
        }
        Ask::Withdraw { message } => send::withdraw(state, actor, *message, now),
        Ask::BeginAttempt { message } => send::begin_attempt(state, *message, now),
        Ask::ReportSend { message, outcome } => send::report_send(state, *message, outcome, now),
        Ask::ReportStatus { provider, status, at } => send::report_status(state, provider, (status, *at)),
        Ask::ResolveUnknown { message, send } => send::resolve_unknown(state, actor, *message, *send, now),
        Ask::Match { conversation, seen, patient, add_number } => {
            conversation::match_patient(state, actor, (*conversation, *seen, *patient, *add_number), now)
        }
        Ask::SetTopic { conversation, topic } => conversation::set_topic(state, actor, *conversation, topic.as_deref()),
        Ask::Assign { conversation, owner } => conversation::assign(state, actor, *conversation, *owner),
        Ask::MarkDone { conversation, seen, reason } => {
            conversation::mark_done(state, actor, (*conversation, *seen, reason.as_deref()), now)
        }
        Ask::Reopen { conversation } => conversation::reopen(state, actor, *conversation),
        Ask::MarkRead { conversation, seen } => conversation::mark_read(state, actor, *conversation, *seen),
        Ask::ReportFiling { messages, outcome } => filing::report(state, messages, outcome, now),
        Ask::RetryFiling { conversation } => filing::retry(state, actor, *conversation, now),
    }
}

/// Unwraps a step of a rule: a refusal ends the rule as its answer.
macro_rules! or_refuse {
    ($step:expr) => {
        match $step {
            Ok(value) => value,
            Err(refusal) => return Ok(Err(refusal)),
        }
    };
}
use or_refuse;

/// Returns the member of staff who asks; workers and administrators may not do what only a person may.
fn staff<S: State>(state: &S, actor: Actor) -> Result<Result<StaffId, Refusal>, S::Error> {
    match actor {
        Actor::Staff(id) => Ok(state.staff(id)?.map(|staff| staff.id).ok_or(Refusal::UnknownStaff)),
        Actor::Worker(_) | Actor::Administrator => Ok(Err(Refusal::NotStaff)),
    }
}

/// Returns the conversation asked about.
fn conversation<S: State>(state: &S, id: ConversationId) -> Result<Result<Conversation, Refusal>, S::Error> {
    Ok(state.conversation(id)?.ok_or(Refusal::UnknownConversation))
}

/// Refuses when something was said since the asker looked.
const fn seen_all(conversation: &Conversation, seen: u32) -> Result<(), Refusal> {
    match conversation.revision.checked_sub(seen) {
        Some(0) | None => Ok(()),
        Some(new) => Err(Refusal::StaleView { new }),
    }
}
