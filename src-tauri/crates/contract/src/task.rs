//! Tasks: reaching the patient another way than by text; and what is written down of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::NameView;

/// A way to reach a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayView {
    /// Text message.
    Sms,
    /// A message behind the patient's own log-in.
    SecureMessage,
    /// E-mail.
    Email,
    /// Letter on paper.
    Letter,
    /// A call.
    Phone,
}

/// Why a task is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskReasonView {
    /// A message failed for good.
    MessageFailed,
    /// The provider refused a message: the number is on its own list of those who want nothing.
    StoppedByProvider,
    /// A message that waited to leave was stopped: an objection, a route that is not safe, another number.
    MessageStopped,
    /// The patient waits for a reply, and no longer may be texted.
    ReplyBarred,
    /// A yes and a no of one day, and nobody knows which was last.
    UnclearWish,
    /// Somebody on the staff made it.
    ByHand,
    /// The patient turned 11 or 16: review how they are reached. `what` says which.
    AgeReview,
    /// No delivery receipt came in time: the text may have arrived, and nobody knows.
    NotDelivered,
}

/// Whether anything is left to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TaskStateView {
    /// To be done.
    Open {
        /// Whether its time has passed.
        overdue: bool,
    },
    /// Done.
    Done {
        /// When.
        at: String,
        /// By whom.
        by: Option<String>,
        /// What came of it.
        outcome: String,
    },
    /// Not to be done.
    Cancelled {
        /// When.
        at: String,
        /// By whom.
        by: Option<String>,
        /// Why.
        reason: String,
    },
    /// Done: the patient was reached, and what was said stands in the conversation.
    Reached {
        /// When.
        at: String,
        /// By whom.
        by: Option<String>,
        /// Where it stands.
        message: String,
    },
    /// No longer needed: the words reached the patient by text after all.
    Arrived {
        /// When.
        at: String,
    },
    /// No longer needed: what the patient wants is clear again.
    WishClear {
        /// When.
        at: String,
    },
    /// No longer to be done: the patient has died.
    Died {
        /// When that was written down.
        at: String,
    },
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Id.
    pub id: String,
    /// Whom to reach; none while nobody has said whose conversation it is.
    pub patient: Option<String>,
    /// The patient's name.
    pub name: Option<NameView>,
    /// The conversation it belongs to.
    pub conversation: Option<String>,
    /// The message it is about.
    pub message: Option<String>,
    /// What that message says.
    pub quote: Option<String>,
    /// Why it is there.
    pub reason: TaskReasonView,
    /// How the patient is to be reached.
    pub route: WayView,
    /// The number to ring, E.164.
    pub number: Option<String>,
    /// Whether a route of the patient's is not safe: leave no message with anybody.
    pub leave_no_message: bool,
    /// What is to be said or done; empty where the reason says it.
    pub what: String,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Who sees to it, by id; none: whoever is there.
    pub owner: Option<String>,
    /// When it was made.
    pub made_at: String,
    /// Who made it, by name; none: the app.
    pub made_by: Option<String>,
    /// By when it is to be done.
    pub due: String,
    /// When the text reached the patient after all, where somebody had begun to ring; none: not known to have.
    pub arrived_at: Option<String>,
    /// Whether anything is left to do.
    pub state: TaskStateView,
}

/// Which tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "list", rename_all = "snake_case")]
pub enum TasksRequest {
    /// Open, and mine or nobody's.
    Mine,
    /// Open.
    Open,
    /// A patient's, open or not.
    Patient {
        /// Id.
        patient: String,
    },
    /// A conversation's, open or not.
    Conversation {
        /// Id.
        conversation: String,
    },
}

/// Tasks, open ones first, and of those the first due first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TasksView {
    /// The tasks.
    pub tasks: Vec<TaskView>,
    /// How many open ones are mine.
    pub mine: u32,
    /// How many are nobody's.
    pub unassigned: u32,
    /// Whether I may make, give and end tasks.
    pub may_act: bool,
}

/// Names a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskRequest {
    /// Id.
    pub task: String,
}

/// A task to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MakeTaskRequest {
    /// A uuid v7 made when the button was pressed; pressing twice makes one. It becomes the task's id.
    pub task: String,
    /// Whom to reach; needed where no conversation says it.
    pub patient: Option<String>,
    /// The conversation it belongs to.
    pub conversation: Option<String>,
    /// The message it is about.
    pub message: Option<String>,
    /// How to reach them; none: as the patient wants it.
    pub route: Option<WayView>,
    /// What is to be said or done.
    pub what: String,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Who sees to it.
    pub owner: Option<String>,
}

/// A task's owner; none gives it back to whoever is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssignTaskRequest {
    /// Which task.
    pub task: String,
    /// Who.
    pub owner: Option<String>,
}

/// The end of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EndTaskRequest {
    /// Which task.
    pub task: String,
    /// Done, or not to be done.
    pub done: bool,
    /// What came of it, or why not.
    pub words: String,
}

/// How something was said to a patient without a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactWayView {
    /// A call: the patient was spoken to.
    CallReached,
    /// A call: nobody answered, no message was left.
    CallNoAnswer,
    /// A call: a message was left, asking the patient to ring.
    CallLeftMessage,
    /// A letter.
    Letter,
}

/// What was said to a patient another way, or tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordContactRequest {
    /// A uuid v7 made when the button was pressed. It becomes the entry's id.
    pub message: String,
    /// In which conversation.
    pub conversation: String,
    /// By which way, and how it went.
    pub way: ContactWayView,
    /// What was said.
    pub text: String,
    /// The task that is done with it, if one is.
    pub task: Option<String>,
    /// The revision of the conversation that was read. What has come since is not answered: `stale_view`, unless nobody
    /// was reached.
    pub revision: u32,
    /// Whether the call was urgent: where nobody was reached, ringing again becomes an urgent task.
    pub ring_again: bool,
}

/// What a patient asks for on the telephone or at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnterRequestRequest {
    /// A uuid v7 made when the button was pressed. It becomes the message's id.
    pub message: String,
    /// Who.
    pub patient: String,
    /// At which of their numbers they are answered.
    pub number: String,
    /// Whether they stand at the desk; else they ring.
    pub at_desk: bool,
    /// What they say.
    pub text: String,
}

/// A patient's ways and needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NeedsView {
    /// Ways to be reached, the liked best first; empty: nothing was said.
    pub order: Vec<WayView>,
    /// Cannot use the telephone.
    pub cannot_phone: bool,
    /// Cannot read small print or pictures.
    pub low_vision: bool,
    /// The language an interpreter is needed for; empty: none.
    pub interpreter: String,
    /// Anything else.
    pub other: String,
    /// The language they read best: "pl"; none: nothing was said.
    pub language: Option<String>,
    /// How the practice knows.
    pub source: Option<NeedsSourceView>,
}

/// How a practice knows what a patient needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NeedsSourceView {
    /// Said on the telephone.
    Phone,
    /// Said face to face.
    InPerson,
    /// Written in a message.
    Message,
    /// Written in a letter or on a form.
    Letter,
    /// Taken over from the health record.
    Record,
}

/// Who wrote something down, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotedView {
    /// Who, by name.
    pub by: Option<String>,
    /// When.
    pub at: String,
}

/// A patient's ways and needs, to be written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordNeedsRequest {
    /// Whose.
    pub patient: String,
    /// As they now are.
    pub needs: NeedsView,
}
