//! Which message another one answers, as the window shows it.

use contract as c;
use model::{Author, Message, MessageKind, Quote, Staff};
use store::{StoreError, View};

use crate::time_text::text;
use crate::{EngineError, view};

/// How many characters of what is quoted are shown: a line of the composer at its widest.
const BEGINNING: usize = 200;

/// Reads out of a request which message is answered.
pub(super) fn quote_of(request: Option<c::QuoteRequest>) -> Result<Option<Quote>, EngineError> {
    request.map(|quote| Ok(Quote { message: view::id(&quote.message)?, corrects: quote.corrects })).transpose()
}

/// Shows what is quoted. Of what was taken back there is nothing to show: its words are its author's again.
pub(crate) fn quote_view(store: &View<'_>, quote: Quote, staff: &[Staff]) -> Result<Option<c::QuoteView>, StoreError> {
    let Some(written) = store.written(quote.message)? else { return Ok(None) };
    let message = &written.message;
    let gone = message.is_withdrawn();
    let words = written.text.filter(|_| !gone);
    Ok(Some(c::QuoteView {
        message: message.id.to_string(),
        number: message.number,
        kind: kind(message),
        author: author(message).and_then(|id| view::staff_name(staff, id)),
        at: text(message.at),
        // Why exposed: the window shows staff which words are answered.
        text: words.map(|words| beginning(words.expose())).unwrap_or_default(),
        gone,
        wrong: message.is_wrong(),
        corrects: quote.corrects,
    }))
}

/// Returns the first characters of a text as one line.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}\u{2026}", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

const fn kind(message: &Message) -> c::MessageKindView {
    match message.kind {
        MessageKind::In { .. } => c::MessageKindView::In,
        MessageKind::Out { .. } => c::MessageKindView::Out,
        MessageKind::Note { .. } => c::MessageKindView::Note,
        MessageKind::Contact { .. } => c::MessageKindView::Contact,
    }
}

const fn author(message: &Message) -> Option<model::StaffId> {
    match &message.kind {
        MessageKind::In { .. } | MessageKind::Out { author: Author::Automatic { .. }, .. } => None,
        MessageKind::Out { author: Author::Staff { staff }, .. } => Some(*staff),
        MessageKind::Note { author, .. } | MessageKind::Contact { author, .. } => Some(*author),
    }
}
