//! The rules: what an operation changes, or why it changes nothing.

mod automatic;
mod carry;
mod closing;
mod compose;
mod contact;
mod conversation;
mod cover;
mod due;
mod escalate;
mod filing;
mod holding;
mod limit;
mod otherwise;
mod proxy;
mod quote;
mod reach;
mod receive;
mod retract;
mod role_account;
mod said;
mod same_words;
mod schedule;
mod send;
mod snooze;
mod staff;
mod task;
mod template;

pub use contact::may_send_freely;
pub use holding::may_promise;
pub use same_words::ASK_AGAIN_WITHIN;
pub use send::{KEEP_TRYING, LONGEST_TEXT};
pub use staff::may_act;
pub use template::approves_alone;

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use jiff::{SignedDuration, Timestamp};

use crate::{
    Actor, AdoptedPolicy, Ask, Change, Conversation, ConversationId, Operation, Policy, Refusal, Staff, State,
};

/// What is decided: changes in order, or a refusal. No changes means: it was so already.
pub type Decision = Result<Vec<Change>, Refusal>;

/// A patient who writes again within this time after a conversation was done takes it up again; later it is a new topic.
///
/// Seven days is our judgement: most "thank you" and "still not better" answers come within a week.
pub const REOPEN_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

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

/// Decides an operation against the state at a time. Pure: the same question has the same answer.
///
/// # Errors
/// Only the state's own. A refusal is an answer, not an error.
pub fn decide<S: State>(state: &S, operation: &Operation, now: Timestamp) -> Result<Decision, S::Error> {
    or_refuse!(allowed(state, operation.actor, &operation.ask)?);
    let mut changes = or_refuse!(decide_alone(state, operation, now)?);
    changes.extend(task::following(state, &changes, now)?);
    changes.extend(snooze::following(state, operation.actor, &changes, now)?);
    Ok(Ok(changes))
}

/// Decides an operation that its asker may ask for, without what follows from it.
fn decide_alone<S: State>(state: &S, operation: &Operation, now: Timestamp) -> Result<Decision, S::Error> {
    let actor = operation.actor;
    match &operation.ask {
        Ask::DescribePractice(practice) => staff::describe(state, actor, practice),
        Ask::RecordStaff(person) => staff::record(state, actor, (person, None), now),
        Ask::RecordPatient(patient) => {
            let same = state.patient(patient.id)?.as_ref() == Some(patient);
            Ok(Ok(if same { vec![] } else { vec![Change::PatientRecorded { patient: patient.clone() }] }))
        }
        Ask::Receive(text) => receive::receive(state, text, now),
        Ask::StartConversation { conversation, patient, number } => {
            conversation::start(state, actor, (*conversation, *patient, number), now)
        }
        Ask::Send(text) => send::send(state, actor, text, now),
        Ask::SendAutomatic(text) => automatic::send(state, text, now),
        Ask::DropAutomatic { conversation } => automatic::drop_due(state, *conversation),
        Ask::RecordConsent(heard) => contact::record(state, actor, heard, now),
        Ask::MarkUnsafe { patient, channel, reason } => {
            contact::mark_unsafe(state, actor, (*patient, *channel, reason), now)
        }
        Ask::MarkSafe { patient, channel, reason } => {
            contact::mark_safe(state, actor, (*patient, *channel, reason), now)
        }
        Ask::AdoptPolicy(policy) => adopt(state, actor, policy, now),
        Ask::AcceptPolicy { version } => accept(state, actor, *version, now),
        Ask::NoteRefusedAct { act } => {
            let by = or_refuse!(staff(state, actor)?);
            Ok(Ok(vec![Change::ActRefused { act: *act, by: by.id, at: now }]))
        }
        Ask::WriteNote { message, conversation, content, quote } => {
            send::note(state, actor, (*message, *conversation, content, *quote), now)
        }
        Ask::Withdraw { message } => send::withdraw(state, actor, *message, now),
        Ask::BeginAttempt { message } => send::begin_attempt(state, *message, now),
        Ask::ReportSend { message, outcome } => send::report_send(state, *message, outcome, now),
        Ask::ReportStatus { provider, status, at } => send::report_status(state, provider, (status, *at), now),
        Ask::ResolveUnknown { message, send } => send::resolve_unknown(state, actor, *message, *send, now),
        Ask::Match { conversation, seen, patient, add_number, said } => {
            conversation::match_patient(state, actor, (*conversation, *seen, *patient, *add_number), (said, now))
        }
        Ask::SetTopic { conversation, topic } => conversation::set_topic(state, actor, *conversation, topic.as_deref()),
        Ask::Assign { conversation, owner } => conversation::assign(state, actor, (*conversation, *owner), now),
        Ask::MarkDone { conversation, seen, reason, answered } => {
            conversation::mark_done(state, actor, (*conversation, *seen, reason.as_deref(), *answered), now)
        }
        Ask::Reopen { conversation } => conversation::reopen(state, actor, *conversation, now),
        Ask::MarkRead { conversation, seen } => conversation::mark_read(state, actor, (*conversation, *seen), now),
        Ask::ReportFiling { messages, outcome } => filing::report(state, messages, outcome, now),
        Ask::RetryFiling { conversation } => filing::retry(state, actor, *conversation, now),
        Ask::StaffLeft { staff, to } => staff::leave(state, actor, (*staff, *to), now),
        Ask::RecordProvider(profile) => staff::record_provider(state, actor, profile, now),
        Ask::EnterRequest(text) => otherwise::enter(state, actor, text, now),
        Ask::RecordContact(made) => otherwise::contact(state, actor, made, now),
        Ask::MakeTask(new) => task::make(state, actor, new, now),
        Ask::AssignTask { task, owner } => task::assign(state, actor, (*task, *owner), now),
        Ask::EndTask { task, end } => task::end(state, actor, (*task, end), now),
        Ask::RecordNeeds { patient, needs } => task::needs(state, actor, (*patient, needs), now),
        Ask::SetClass { conversation, class } => due::set_class(state, actor, (*conversation, *class), now),
        Ask::HandOver(asked) => escalate::hand_over(state, actor, asked, now),
        Ask::RaiseAlarm { conversation, about } => due::raise_alarm(state, actor, (*conversation, *about), now),
        Ask::RaiseTaskAlarm { task } => due::raise_task_alarm(state, actor, *task, now),
        Ask::NameHolder { holder } => due::name_holder(state, actor, *holder, now),
        Ask::MissHolder => due::miss_holder(state, actor, now),
        Ask::EndSession { accounts } => due::end_session(state, actor, accounts, now),
        Ask::SaveTemplate { draft, seen } => template::save(state, actor, (draft, *seen), now),
        Ask::ApproveTemplate { template, version } => template::approve(state, actor, (template, *version), now),
        Ask::RetireTemplate { template } => template::retire(state, actor, template, now),
        Ask::RaiseAgeReview { patient } => task::age_review(state, actor, *patient, now),
        Ask::RecordProxy { patient, proxy, terms } => proxy::record(state, actor, (*patient, *proxy, terms), now),
        Ask::ConfirmNumber(said) => contact::confirm_number(state, actor, said, now),
        Ask::EndProxy { patient, proxy, reason } => proxy::end(state, actor, (*patient, *proxy, reason), now),
        Ask::StartWithProxy { conversation, patient, proxy } => {
            proxy::start(state, actor, (*conversation, *patient, *proxy), now)
        }
        Ask::MatchProxy { conversation, seen, patient, proxy, said } => {
            proxy::match_to(state, actor, (*conversation, *seen, *patient, *proxy), (said, now))
        }
        Ask::AdoptStarters { review } => template::adopt_starters(state, actor, *review, now),
        Ask::GiveUp { message } => send::give_up(state, actor, *message, now),
        Ask::MissReceipt { message } => reach::miss_receipt(state, actor, *message, now),
        Ask::ReviewWish(reviewed) => reach::review_wish(state, actor, reviewed, now),
        Ask::DismissOptOut { message } => reach::dismiss_opt_out(state, actor, *message, now),
        Ask::Limit(asked) => limit::decide(state, actor, asked, now),
        Ask::RoleAccount(ask) => role_account::decide(state, actor, ask, now),
        Ask::Retract(ask) => retract::decide(state, actor, ask, now),
        Ask::Snooze(ask) => snooze::decide(state, actor, ask, now),
        Ask::Schedule(ask) => schedule::decide(state, actor, ask, now),
    }
}

/// Refuses a name that could not stand under a message (C2.13).
fn signs(staff: &Staff) -> Result<(), Refusal> {
    if crate::compose::can_sign(staff) { Ok(()) } else { Err(Refusal::EmptySignature) }
}

/// Returns the member of staff who asks; workers and administrators may not do what only a person may.
fn staff<S: State>(state: &S, actor: Actor) -> Result<Result<Staff, Refusal>, S::Error> {
    match actor {
        Actor::Staff(id) => Ok(match state.staff(id)? {
            Some(staff) if staff.has_left() => Err(Refusal::HasLeft { name: staff.name }),
            known => known.ok_or(Refusal::UnknownStaff),
        }),
        Actor::Worker(_) | Actor::Administrator => Ok(Err(Refusal::NotStaff)),
    }
}

/// Refuses what the role of the member of staff who asks does not allow (C2.3). Workers do what the policy says.
fn allowed<S: State>(state: &S, actor: Actor, ask: &Ask) -> Result<Result<(), Refusal>, S::Error> {
    let (Actor::Staff(id), Some(act)) = (actor, ask.act()) else { return Ok(Ok(())) };
    has_right(state, id, act)
}

/// Refuses what a member of staff may not do as things stand: also for them, when what they asked for comes due.
fn has_right<S: State>(state: &S, id: crate::StaffId, act: crate::Act) -> Result<Result<(), Refusal>, S::Error> {
    match state.staff(id)? {
        Some(person) if person.has_left() => Ok(Err(Refusal::HasLeft { name: person.name })),
        // Nobody else matters to what the role allows.
        Some(person) if !person.role.may(act) && !may_act(&person, act, &state.all_staff()?) => {
            Ok(Err(Refusal::NotAllowed { act }))
        }
        _ => Ok(Ok(())),
    }
}

/// The policy in force, or the one that comes with the app: it decides what is due even before it is adopted.
struct InForce(Option<Arc<AdoptedPolicy>>);

impl Deref for InForce {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        static ORDINARY: LazyLock<Policy> = LazyLock::new(Policy::default);
        self.0.as_ref().map_or_else(|| &*ORDINARY, |adopted| &adopted.policy)
    }
}

fn policy<S: State>(state: &S) -> Result<InForce, S::Error> {
    Ok(InForce(state.policy()?))
}

/// Adopts a policy that can act.
fn adopt<S: State>(state: &S, actor: Actor, policy: &Policy, now: Timestamp) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    if let Err(problem) = policy.check(policy.local(now).date()) {
        return Ok(Err(Refusal::PolicyRefused { problem }));
    }
    if state.policy()?.is_some_and(|known| known.policy == *policy) {
        return Ok(Ok(vec![]));
    }
    Ok(Ok(vec![Change::PolicyAdopted { policy: Box::new(policy.clone()), by: by.id, at: now }]))
}

/// Accepts the policy in force.
fn accept<S: State>(state: &S, actor: Actor, version: u32, now: Timestamp) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    match state.policy()? {
        Some(known) if known.version == version && known.accepted.contains_key(&by.id) => Ok(Ok(vec![])),
        Some(known) if known.version == version => Ok(Ok(vec![Change::PolicyAccepted { version, by: by.id, at: now }])),
        _ => Ok(Err(Refusal::OtherPolicyInForce)),
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
