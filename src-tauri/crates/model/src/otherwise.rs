//! What is asked about reaching patients another way than by text, and being reached.

use crate::template::Route;
use crate::{Content, ConversationId, E164, MessageId, OtherWay, PatientId, Sensitive, StaffId, TaskId};

/// What a patient said on the telephone or at the desk, as staff write it down (C3.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredText {
    /// The id it gets.
    pub message: MessageId,
    /// The id its conversation gets if it begins one.
    pub conversation: ConversationId,
    /// Who said it.
    pub patient: PatientId,
    /// At which of their numbers they are answered.
    pub number: E164,
    /// Whether they stood at the desk; else they rang.
    pub at_desk: bool,
    /// What they said.
    pub content: Content,
}

/// What was said to a patient another way than by text, or tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactMade {
    /// The id it gets.
    pub message: MessageId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// By which way, and how it went.
    pub way: OtherWay,
    /// What was said.
    pub content: Content,
    /// The task that is done with it, if one is.
    pub task: Option<TaskId>,
    /// How much of the conversation had been seen: what was said answers no words that nobody had read.
    pub seen: u32,
    /// Whether it was urgent: where nobody was reached, ringing again is a task (C6.17).
    pub ring_again: bool,
}

/// A task that somebody makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// The id it gets.
    pub task: TaskId,
    /// Whom to reach; needed where no conversation says it.
    pub patient: Option<PatientId>,
    /// The conversation it belongs to.
    pub conversation: Option<ConversationId>,
    /// The message it is about.
    pub message: Option<MessageId>,
    /// How the patient is to be reached; `None`: as they want it.
    pub route: Option<Route>,
    /// What is to be said or done.
    pub what: Sensitive<String>,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Who sees to it.
    pub owner: Option<StaffId>,
}

/// How somebody ends a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskEnd {
    /// It is done.
    Done {
        /// What came of it.
        outcome: Sensitive<String>,
    },
    /// It is not to be done.
    Cancelled {
        /// Why.
        reason: Sensitive<String>,
    },
}
