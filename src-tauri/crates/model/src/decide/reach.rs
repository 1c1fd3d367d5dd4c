//! Whether words reached the patient, and what was meant by words that perhaps end them.

use jiff::Timestamp;

use super::{Decision, or_refuse, staff};
use crate::review::again_after;
use crate::{
    Actor, Change, MessageId, MessageKind, MissedReceipt, NoOptOut, OptOutDismissed, Refusal, Reviewed, State,
    WishReview,
};

/// Writes down that no delivery receipt came in time, once (C3.3, E-17).
pub(super) fn miss_receipt<S: State>(
    state: &S,
    actor: Actor,
    id: MessageId,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let Some(message) = state.message(id)? else { return Ok(Err(Refusal::UnknownMessage)) };
    let due = message.receipt_due(super::policy(state)?.receipt_hours);
    if !actor.is_worker() || due.is_none_or(|due| due > now) {
        return Ok(Err(Refusal::NotDue));
    }
    Ok(Ok(vec![Change::ReceiptMissed(MissedReceipt { message: id, at: now })]))
}

/// Writes down that a patient's message asks for no end of messages (C1.6). What was taken for a wish already is one.
pub(super) fn dismiss_opt_out<S: State>(
    state: &S,
    actor: Actor,
    id: MessageId,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let message = state.message(id)?.filter(|message| matches!(message.kind, MessageKind::In { .. }));
    let Some(message) = message else { return Ok(Err(Refusal::UnknownMessage)) };
    if message.later.no_opt_out.is_some() {
        return Ok(Ok(vec![]));
    }
    let row = or_refuse!(super::conversation(state, message.conversation)?);
    for patient in state.patients_with(&row.number)?.into_iter().chain(row.subject.patient()) {
        if state.preferences(patient)?.heard_in(id) {
            return Ok(Err(Refusal::NothingToResolve));
        }
    }
    Ok(Ok(vec![Change::OptOutDismissed(OptOutDismissed { message: id, said: NoOptOut { by, at: now } })]))
}

/// Writes down that somebody asked again about what a patient wants, and nothing changed (D-06). The answer is about what was
/// seen: what changed meanwhile is looked at first.
pub(super) fn review_wish<S: State>(
    state: &S,
    actor: Actor,
    reviewed: &Reviewed,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let Reviewed { patient, wish, due } = *reviewed;
    if state.patient(patient)?.is_none() {
        return Ok(Err(Refusal::UnknownPatient));
    }
    let next = again_after(super::policy(state)?.local(now).date());
    let stands = state.preferences(patient)?.to_review().contains(&(wish, due));
    let Some(next) = next.filter(|next| stands && *next > due) else { return Ok(Err(Refusal::WishChanged)) };
    Ok(Ok(vec![Change::WishReviewed { patient, review: WishReview { wish, by, at: now, next } }]))
}
