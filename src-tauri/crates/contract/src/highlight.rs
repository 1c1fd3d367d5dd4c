//! The words of a patient's message that a person should see first.

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
