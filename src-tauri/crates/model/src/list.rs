//! How a list of conversations is arranged: its order, and what of it is shown (B-18, C6.22).

use serde::{Deserialize, Serialize};

use crate::Conversation;
use crate::calendar::MessageClass;

/// The order of a list. Whatever it is, what is raised stands above it ([`Clocks::raised_since`](crate::Clocks), B-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// What is due first; behind it what is not due, last said first.
    Due,
    /// What was said last first.
    Newest,
    /// What was said longest ago first.
    Oldest,
}

/// What of a list is shown; by default all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of these classes; none named: of all.
    pub classes: Vec<MessageClass>,
    /// Only what holds something unread.
    pub unread: bool,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Due, Self::Newest, Self::Oldest];
}

impl Filter {
    /// Says whether it hides nothing, whatever the list holds.
    pub const fn is_all(&self) -> bool {
        self.classes.is_empty() && !self.unread
    }

    /// Says whether it shows a conversation.
    pub fn shows(&self, row: &Conversation) -> bool {
        let of_class = self.classes.is_empty() || self.classes.contains(&row.clocks.class);
        of_class && (!self.unread || row.unread > 0)
    }
}
