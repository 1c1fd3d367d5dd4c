//! What the desktop would have shown.

use std::sync::{Mutex, MutexGuard, PoisonError};

use engine::{Notice, Notifier};
use model::ConversationId;

/// What was asked of the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A notification was shown.
    Notice(Notice),
    /// What was shown of a conversation was taken back.
    Cleared(Option<ConversationId>),
}

/// Writes down what the desktop is asked to show.
#[derive(Debug, Default)]
pub struct FrontDesk(Mutex<Vec<Shown>>);

impl FrontDesk {
    /// Returns what came since the last asking, in order.
    pub fn take(&self) -> Vec<Shown> {
        std::mem::take(&mut *self.shown())
    }

    fn shown(&self) -> MutexGuard<'_, Vec<Shown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notifier for FrontDesk {
    fn show(&self, notice: Notice) {
        self.shown().push(Shown::Notice(notice));
    }

    fn clear(&self, conversation: Option<ConversationId>) {
        self.shown().push(Shown::Cleared(conversation));
    }
}
