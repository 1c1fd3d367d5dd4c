//! A holding reply: the patient is told by when they will hear (C-13). It says what the clock says, and answers nothing.

use jiff::Timestamp;

use crate::{Conversation, OutboundText, Policy, Refusal};

/// Returns by when a text promises an answer; `None` for a text that is no holding reply. Refused where nobody waits, where
/// it was promised already, where the time has run out (then only an answer helps), and where the words say another time.
pub(super) fn promised(
    is_promise: bool,
    text: &OutboundText,
    (row, policy): (&Conversation, &Policy),
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    if !is_promise {
        return Ok(None);
    }
    let due = may_promise(row, now)?;
    // Why exposed: what is promised must be what is counted.
    if !text.content.text().expose().contains(&policy.due_in_words(due)) {
        return Err(Refusal::PromisesOtherTime);
    }
    Ok(Some(due))
}

/// Returns by when the patient could be told that they will hear.
///
/// # Errors
/// The refusal that says why not: nobody waits, they were told, or the time has run out.
pub fn may_promise(row: &Conversation, now: Timestamp) -> Result<Timestamp, Refusal> {
    let clock = row.clocks.answer.as_ref().filter(|clock| clock.paused_since().is_none());
    match (clock, row.clocks.promised) {
        (None, _) => Err(Refusal::NobodyWaits),
        (_, Some(_)) => Err(Refusal::ToldAlready),
        (Some(clock), None) if clock.due <= now => Err(Refusal::TimeHasRunOut),
        (Some(clock), None) => Ok(clock.due),
    }
}
