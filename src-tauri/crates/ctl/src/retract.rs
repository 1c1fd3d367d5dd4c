//! Messages that were wrong, from the terminal.

use contract::{MarkWrongRequest, MessageRequest, WrongReasonView};
use engine::{Engine, EngineError};

use crate::names::WrongName;
use crate::print;
use crate::run::Done;

/// Marks a message as wrong for a reason; without one, takes the mark away.
pub(crate) async fn wrong(
    engine: &Engine,
    message: String,
    reason: Option<WrongName>,
    words: String,
) -> Result<(), EngineError> {
    match reason {
        Some(reason) => engine.mark_wrong(MarkWrongRequest { message, reason: view(reason), words }).await?,
        None => engine.unmark_wrong(MessageRequest { message }).await?,
    }
    print::line(&Done { done: true })
}

const fn view(reason: WrongName) -> WrongReasonView {
    match reason {
        WrongName::WrongPerson => WrongReasonView::WrongPerson,
        WrongName::WrongFact => WrongReasonView::WrongFact,
        WrongName::Misleading => WrongReasonView::Misleading,
        WrongName::NotMeant => WrongReasonView::NotMeant,
        WrongName::Other => WrongReasonView::Other,
    }
}
