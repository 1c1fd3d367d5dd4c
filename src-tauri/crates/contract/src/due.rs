//! Time: by when something is due, who holds triage, what is left when the day closes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A class of messages with a reply time of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageClassView {
    /// Flagged, or worded like an emergency.
    Urgent,
    /// To be dealt with the same day.
    SameDay,
    /// Clinical, routine.
    Routine,
    /// Administrative.
    Administrative,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AwaitedView {
    /// Somebody looks at it at all.
    FirstLook,
    /// An answer.
    Answer,
}

/// How something stands to its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// Time enough.
    InTime,
    /// Not much time left.
    Near,
    /// The time has run out.
    Overdue,
}

/// What of a conversation is due first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueView {
    /// What is waited for.
    pub awaited: AwaitedView,
    /// By when.
    pub at: String,
    /// How it stood when this view was made.
    pub state: DueState,
    /// Nobody has looked yet at words that a person should see first.
    pub raised: bool,
}

/// A class for a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetClassRequest {
    /// Which conversation.
    pub conversation: String,
    /// Which class.
    pub class: MessageClassView,
}

/// Who holds triage now, and whether the day is to be closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TriageView {
    /// Who: a staff id; none: nobody.
    pub holder: Option<String>,
    /// Until when: the closing of the day.
    pub until: Option<String>,
    /// Whether nobody holds it although the practice is open. Say so, always.
    pub is_missing: bool,
    /// The closing of a day that nobody has closed, with something left. Say so until somebody does.
    pub to_close: Option<String>,
    /// What is left now, kinds with something only.
    pub left: Vec<LeftView>,
    /// Who may hold triage or take messages over: staff ids.
    pub may_take: Vec<String>,
}

/// What may be left at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftKindView {
    /// Open, and nobody's.
    Unowned,
    /// Open, and its time has run out.
    Overdue,
    /// Holding something that is not in the record.
    Unfiled,
    /// Open, with a message that failed or may not have left.
    Failed,
    /// A task whose time has run out: see the tasks, not the conversations.
    OverdueTask,
    /// Open, and the patient waits, and nobody told them by when they will hear.
    Unacknowledged,
}

/// What is left of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftView {
    /// Which kind.
    pub kind: LeftKindView,
    /// How many conversations, or tasks.
    pub count: u32,
}

/// Who holds triage from now on; none: nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolderRequest {
    /// A staff id.
    pub holder: Option<String>,
}

/// Closes the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EndSessionRequest {
    /// What becomes of what is left: one for each kind that `TriageView.left` shows.
    pub accounts: Vec<AccountRequest>,
}

/// What becomes of what is left of one kind: somebody takes it over, or it can wait for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountRequest {
    /// Which kind.
    pub kind: LeftKindView,
    /// How many were shown.
    pub seen: u32,
    /// Who takes it over: a staff id. Not for what is unfiled: there a reason is needed.
    pub to: Option<String>,
    /// Why it can wait; may be empty where somebody takes it over.
    pub reason: String,
}
