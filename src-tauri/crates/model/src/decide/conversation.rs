//! Conversations: begun, matched, assigned, seen to.

use jiff::Timestamp;

use super::cover::can_be_given;
use super::role_account::taken_out;
use super::staff::taken_up;
use super::{Decision, conversation, may_act, or_refuse, said, seen_all, snooze, staff};
use crate::highlight::HighlightChange;
use crate::{
    Act, Actor, Change, Channel, ContactPoint, ContactUse, Conversation, ConversationId, ConversationState, E164,
    PatientId, Refusal, Role, SaidBefore, Staff, StaffId, State, Subject, question,
};

/// Begins a conversation with a patient, or takes up the open one at that number.
pub(super) fn start<S: State>(
    state: &S,
    actor: Actor,
    (id, patient, number): (ConversationId, PatientId, &E164),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let Some(patient) = state.patient(patient)? else { return Ok(Err(Refusal::UnknownPatient)) };
    if !patient.uses_number(number) {
        return Ok(Err(Refusal::NumberNotPatients));
    }
    if state.conversation(id)?.is_some() {
        return Ok(Err(Refusal::AlreadyExists));
    }
    Ok(Ok(vec![Change::ConversationOpened {
        conversation: id,
        subject: Subject::Patient { patient: patient.id },
        number: number.clone(),
        channel: Channel::Sms,
        at: now,
        proxy: None,
    }]))
}

/// Writes down a person's word on whose conversation it is; from then on everything in it is due for the record.
pub(super) fn match_patient<S: State>(
    state: &S,
    actor: Actor,
    (id, seen, patient, add_number): (ConversationId, u32, PatientId, bool),
    (words, now): (&[SaidBefore], Timestamp),
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let conversation = or_refuse!(conversation(state, id)?);
    if conversation.subject.patient().is_some() {
        return Ok(Err(Refusal::AlreadyMatched));
    }
    or_refuse!(seen_all(&conversation, seen));
    let Some(mut patient) = state.patient(patient)? else { return Ok(Err(Refusal::UnknownPatient)) };
    let mut changes = Vec::new();
    let patient_id = patient.id;
    if add_number && !patient.uses_number(&conversation.number) {
        // A number that was marked old comes back into use: a person says so.
        match patient.contact_points.iter_mut().find(|point| point.number == conversation.number) {
            Some(old) => old.r#use = ContactUse::Mobile,
            None => {
                let point = ContactPoint { number: conversation.number.clone(), r#use: ContactUse::Mobile };
                patient.contact_points.push(point);
            }
        }
        changes.push(Change::PatientRecorded { patient });
    }
    changes.push(Change::ConversationMatched { conversation: id, patient: patient_id, by, at: now, proxy: None });
    changes.extend(said::once_known(state, (&conversation, (patient_id, None)), (words, now))?);
    Ok(Ok(changes))
}

/// Sets or clears the topic; blanks around it do not count.
pub(super) fn set_topic<S: State>(
    state: &S,
    actor: Actor,
    id: ConversationId,
    topic: Option<&str>,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let conversation = or_refuse!(conversation(state, id)?);
    let topic = topic.map(str::trim).filter(|topic| !topic.is_empty());
    if conversation.topic.as_deref() == topic {
        return Ok(Ok(vec![]));
    }
    Ok(Ok(vec![Change::TopicSet { conversation: id, topic: topic.map(str::to_owned) }]))
}

/// Gives a conversation to somebody, or back to the practice.
pub(super) fn assign<S: State>(
    state: &S,
    actor: Actor,
    (id, owner): (ConversationId, Option<StaffId>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let conversation = or_refuse!(conversation(state, id)?);
    let by_itself = conversation.team.is_none() && conversation.role_account.is_none();
    if conversation.owner == owner && !conversation.with_team && by_itself {
        return Ok(Ok(vec![]));
    }
    if let Some(owner) = owner {
        or_refuse!(can_be_given(state, owner, Act::Organise, now)?);
    }
    let mut changes: Vec<_> = taken_out(&conversation, by, now).into_iter().collect();
    changes.push(Change::OwnerSet { conversation: id, owner });
    Ok(Ok(changes))
}

/// Calls a conversation done: all of it seen, in the record and sent, unless a named person says why not (C4.3); and what
/// the patient asked in it answered, as the person says who was shown it (C6.10).
pub(super) fn mark_done<S: State>(
    state: &S,
    actor: Actor,
    (id, seen, reason, answered): (ConversationId, u32, Option<&str>, bool),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    let conversation = or_refuse!(conversation(state, id)?);
    if matches!(conversation.state, ConversationState::Done { .. }) {
        return Ok(Ok(vec![]));
    }
    or_refuse!(seen_all(&conversation, seen));
    let mut changes: Vec<_> = or_refuse!(looked_at(state, &conversation, &by, now)?).into_iter().collect();
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if reason.is_none() {
        if conversation.subject.patient().is_none() {
            return Ok(Err(Refusal::NotMatched));
        }
        let unsent =
            state.messages(id)?.iter().filter(|message| message.needs_person() || message.is_leaving()).count();
        if unsent > 0 {
            return Ok(Err(Refusal::NotSent { failed: u32::try_from(unsent).unwrap_or(u32::MAX) }));
        }
        if conversation.unfiled > 0 {
            return Ok(Err(Refusal::Unfiled { unfiled: conversation.unfiled }));
        }
    }
    or_refuse!(all_answered(state, &conversation, answered)?);
    let reason = reason.map(str::to_owned);
    changes.push(Change::ConversationDone { conversation: id, by: by.id, at: now, reason });
    Ok(Ok(changes))
}

/// Returns that a clinician has seen a conversation's highlighted words. Refused where somebody else would end by the way,
/// with whatever reason, what a clinician has to see (C6.2).
pub(super) fn looked_at<S: State>(
    state: &S,
    conversation: &Conversation,
    by: &Staff,
    now: Timestamp,
) -> Result<Result<Option<Change>, Refusal>, S::Error> {
    if !conversation.clocks.is_raised() {
        return Ok(Ok(None));
    }
    if !may_act(by, Act::SeeHighlighted, &state.all_staff()?) {
        return Ok(Err(Refusal::HighlightNotSeen));
    }
    let seen = HighlightChange::Seen { conversation: conversation.id, by: by.id, at: now };
    Ok(Ok(Some(Change::Highlight(seen))))
}

/// Refuses while the patient asked something, until a person says that all of it is answered (C6.10).
pub(super) fn all_answered<S: State>(
    state: &S,
    conversation: &Conversation,
    answered: bool,
) -> Result<Result<(), Refusal>, S::Error> {
    // Of an unmatched conversation nobody answers anything: a reason closes it.
    if answered || conversation.subject.patient().is_none() {
        return Ok(Ok(()));
    }
    let questions = u32::try_from(question::open(state, conversation)?.len()).unwrap_or(u32::MAX);
    Ok(if questions == 0 { Ok(()) } else { Err(Refusal::QuestionsOpen { questions }) })
}

/// Takes a conversation up again.
pub(super) fn reopen<S: State>(
    state: &S,
    actor: Actor,
    id: ConversationId,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    or_refuse!(staff(state, actor)?);
    let conversation = or_refuse!(conversation(state, id)?);
    taken_up(state, &conversation, now).map(Ok)
}

/// Writes down that the patient's messages were read; not while newer ones have not been seen.
pub(super) fn mark_read<S: State>(
    state: &S,
    actor: Actor,
    (id, seen): (ConversationId, u32),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    let conversation = or_refuse!(conversation(state, id)?);
    // Who only looks on reads for nobody else: the marks stay for those who answer (C-10).
    if by.role == Role::ReadOnly {
        return Ok(Ok(vec![]));
    }
    let mut changes = Vec::new();
    if conversation.unread > 0 {
        changes.push(Change::ConversationRead { conversation: id, by: by.id });
    }
    // Once a colleague has read it, a clinician's look still counts (C6.2).
    changes.extend(looked_at(state, &conversation, &by, now)?.ok().flatten());
    changes.extend(snooze::seen(&conversation, &by, now));
    if !changes.is_empty() {
        or_refuse!(seen_all(&conversation, seen));
    }
    Ok(Ok(changes))
}
