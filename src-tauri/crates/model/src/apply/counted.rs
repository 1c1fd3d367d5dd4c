//! What a message adds to its conversation.

use crate::Message;

/// What a message adds to its conversation's counts.
#[derive(PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) unfiled: u32,
    pub(super) failed: u32,
    pub(super) withdrawn: bool,
    pub(super) stands: bool,
}

impl Counted {
    pub(super) fn of(message: &Message) -> Self {
        Self {
            unfiled: u32::from(message.filing.is_unfiled()),
            failed: u32::from(message.needs_person()),
            withdrawn: message.is_withdrawn(),
            stands: message.stands(),
        }
    }
}
