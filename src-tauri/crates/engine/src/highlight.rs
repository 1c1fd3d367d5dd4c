//! What a person should see first, and places in a text as the window counts them.

use contract as c;
use model::highlight::{HighlightList, Highlighter};

use crate::EngineError;

/// Returns how many UTF-16 units of a text stand before a byte of it.
pub(crate) fn units_before(text: &str, at: usize) -> u32 {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// Returns what a person should see first in a patient's words (C6.1).
pub(crate) fn highlights(highlighter: &Highlighter, text: &str) -> Vec<c::HighlightView> {
    let view = |mark: model::highlight::Highlight| {
        let rule = highlighter.rules().get(mark.rule)?.name.clone();
        let (start, end) = (units_before(text, mark.span.start), units_before(text, mark.span.end));
        Some(c::HighlightView { start, end, rule, denied: mark.is_denied })
    };
    highlighter.find(text).into_iter().filter_map(view).collect()
}

/// Returns the rules that come with Anteroom.
pub fn highlight_rules() -> Vec<c::HighlightRuleView> {
    let view = |rule: &model::highlight::HighlightRule| c::HighlightRuleView {
        name: rule.name.clone(),
        signs: rule.signs.iter().map(|sign| sign.as_str().to_owned()).collect(),
        may_be_denied: rule.may_be_denied,
    };
    Highlighter::shipped().rules().iter().map(view).collect()
}

/// Tries a list on a text, which is kept nowhere.
///
/// # Errors
/// [`EngineError::NotUnderstood`] for a line that is no sign, with the line and the reason.
pub fn try_highlights(request: &c::TryHighlightsRequest) -> Result<Vec<c::HighlightView>, EngineError> {
    let value = serde_json::to_value(&request.highlights).and_then(serde_json::from_value);
    let list: HighlightList = value.map_err(|error| EngineError::NotUnderstood(error.to_string()))?;
    Ok(highlights(&list.highlighter(), &request.text))
}
