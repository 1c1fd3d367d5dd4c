//! The words that a person should see first: the rules that come with Anteroom, and the practice's own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place in a message that the practice's rules mark (C6.1). It sorts and shows; it sets no urgency (C5.14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HighlightView {
    /// Where it begins, in UTF-16 units of the message's text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What its rule is called: "Chest pain".
    pub rule: String,
    /// The text says that it is not so: shown, and raises nothing.
    pub denied: bool,
}

/// A name, and the ways in which patients write of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HighlightRuleView {
    /// What the window calls it: "Chest pain".
    pub name: String,
    /// The ways it is written, a line each: "chest + pain/hurt".
    pub signs: Vec<String>,
    /// Whether "no chest pain" is marked without raising the message.
    pub may_be_denied: bool,
}

/// What a practice changes of the rules that come with Anteroom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HighlightListView {
    /// The names of those that are switched off.
    pub off: Vec<String>,
    /// The practice's own.
    pub own: Vec<HighlightRuleView>,
}

/// Tries a list on a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TryHighlightsRequest {
    /// With which list.
    pub highlights: HighlightListView,
    /// On which text; it is kept nowhere.
    pub text: String,
}
