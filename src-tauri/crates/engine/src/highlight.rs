//! Places in a text, as the window counts them.

use contract as c;
use model::highlight::Highlighter;

/// Returns how many UTF-16 units of a text stand before a byte of it.
pub(crate) fn units_before(text: &str, at: usize) -> u32 {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// Returns what a person should see first in a patient's words (C6.1).
pub(crate) fn highlights(text: &str) -> Vec<c::HighlightView> {
    let highlighter = Highlighter::shipped();
    let view = |mark: model::highlight::Highlight| {
        let rule = highlighter.rules().get(mark.rule)?.name.clone();
        let (start, end) = (units_before(text, mark.span.start), units_before(text, mark.span.end));
        Some(c::HighlightView { start, end, rule, denied: mark.is_denied })
    };
    highlighter.find(text).into_iter().filter_map(view).collect()
}
