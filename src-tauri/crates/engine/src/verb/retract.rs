//! Messages that were wrong.

use contract as c;
use model::retract::{RetractAsk, WrongMark, WrongReason};
use model::{Ask, Staff};

use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Marks a message as wrong. Its words stay, and nothing is sent.
    ///
    /// # Errors
    /// [`EngineError::Refused`] while it can still be taken back, or where it is not for this person to say.
    pub async fn mark_wrong(&self, request: c::MarkWrongRequest) -> Result<(), EngineError> {
        let message = view::id(&request.message)?;
        let (reason, words) = (reason_of(request.reason), request.words.into());
        self.ask(Ask::Retract(RetractAsk::Mark { message, reason, words })).await.map(drop)
    }

    /// Takes the mark away: the message was right after all.
    ///
    /// # Errors
    /// [`EngineError::Refused`] where it is not for this person to say.
    pub async fn unmark_wrong(&self, request: c::MessageRequest) -> Result<(), EngineError> {
        self.ask(Ask::Retract(RetractAsk::Unmark { message: view::id(&request.message)? })).await.map(drop)
    }
}

/// Shows a mark.
pub(crate) fn wrong_view(mark: &WrongMark, staff: &[Staff]) -> c::WrongView {
    c::WrongView {
        reason: match mark.reason {
            WrongReason::WrongPerson => c::WrongReasonView::WrongPerson,
            WrongReason::WrongFact => c::WrongReasonView::WrongFact,
            WrongReason::Misleading => c::WrongReasonView::Misleading,
            WrongReason::NotMeant => c::WrongReasonView::NotMeant,
            WrongReason::Other => c::WrongReasonView::Other,
        },
        words: mark.words.expose().clone(), // Why: shown to those who read the message.
        by: view::staff_name(staff, mark.by),
        at: text(mark.at),
    }
}

const fn reason_of(reason: c::WrongReasonView) -> WrongReason {
    match reason {
        c::WrongReasonView::WrongPerson => WrongReason::WrongPerson,
        c::WrongReasonView::WrongFact => WrongReason::WrongFact,
        c::WrongReasonView::Misleading => WrongReason::Misleading,
        c::WrongReasonView::NotMeant => WrongReason::NotMeant,
        c::WrongReasonView::Other => WrongReason::Other,
    }
}
