//! Tasks: what a person must do because a text cannot, or did not, reach the patient (C3.3). FHIR R4 `Task`.
//!
//! Most tasks are about one message and carry its id: there is one task a message, however often a failure is reported.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::calendar::{EscalationStep, Target};
use crate::template::{FollowUp, Route};
use crate::{
    ConversationId, MessageId, PatientId, Policy, Preferences, RoleAccountId, Sensitive, StaffId, TaskId, exposed,
};

/// By when the patient is reached another way (C3.3). Ours: a text that failed was meant to arrive at once.
pub const REACH_WITHIN: Target = Target::WorkingDays { days: 1 };
/// The same for what cannot wait. Ours: two hours in which the practice is open.
pub const REACH_WITHIN_URGENT: Target = Target::WorkingMinutes { minutes: 120 };
/// The same where the practice's hours cannot say: never later than a day on.
const REACH_WITHIN_AT_WORST: SignedDuration = SignedDuration::from_hours(24);

/// Something that a person must do. FHIR R4 `Task`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Our id; of a task about a message, the message's.
    pub id: TaskId,
    /// Whom to reach; `None` while nobody has said whose conversation it is.
    pub patient: Option<PatientId>,
    /// The conversation it belongs to, if it belongs to one.
    pub conversation: Option<ConversationId>,
    /// Why it is there.
    pub reason: TaskReason,
    /// The message it is about.
    pub message: Option<MessageId>,
    /// How the patient is to be reached.
    pub route: Route,
    /// What is to be said or done, in staff's words; empty where the reason says it.
    #[serde(with = "exposed")]
    pub what: Sensitive<String>,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Who sees to it; `None`: whoever is there.
    pub owner: Option<StaffId>,
    /// The role account that has it: its owner is whoever holds that (C-12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_account: Option<RoleAccountId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it; `None`: the app, by its rules.
    pub made_by: Option<StaffId>,
    /// By when it is to be done.
    pub due: Timestamp,
    /// Whether anything is left to do.
    pub state: TaskState,
    /// The last step of the alarm that was raised because its time ran out (C2.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<EscalationStep>,
    /// When the next alarm is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm_at: Option<Timestamp>,
}

/// Why a task is there. Closed: the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskReason {
    /// A message failed for good (C3.3).
    MessageFailed,
    /// The provider refused a message: the number is on its own list of those who want nothing (C1.7).
    StoppedByProvider,
    /// A message that waited to leave was stopped: an objection, a route that is not safe, another number.
    MessageStopped,
    /// The patient waits for a reply, and no longer may be texted.
    ReplyBarred,
    /// A yes and a no of one day, and nobody knows which was last (C1.3).
    UnclearWish,
    /// Somebody on the staff made it.
    ByHand,
    /// The patient had the birthday at which how they are reached is reviewed (C1.13).
    AgeReview,
    /// No delivery receipt came in time: the words may have arrived, and nobody knows (C3.3, E-17).
    NotDelivered,
}

/// Whether anything is left to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TaskState {
    /// To be done.
    Open,
    /// Done.
    Done {
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// What came of it, in their words.
        #[serde(with = "exposed")]
        outcome: Sensitive<String>,
    },
    /// Not to be done.
    Cancelled {
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// Why, in their words.
        #[serde(with = "exposed")]
        reason: Sensitive<String>,
    },
    /// Done: the patient was spoken or written to another way, and what was said stands in the conversation.
    Reached {
        /// When.
        at: Timestamp,
        /// By whom.
        by: StaffId,
        /// Where it stands.
        message: MessageId,
    },
    /// No longer needed: the words reached the patient by text after all.
    Arrived {
        /// When.
        at: Timestamp,
        /// In which message.
        message: MessageId,
    },
    /// No longer needed: what the patient wants is clear again.
    WishClear {
        /// When.
        at: Timestamp,
    },
    /// No longer to be done: the patient has died, and nobody rings the family about it (D-12).
    Died {
        /// When that was written down.
        at: Timestamp,
    },
}

impl TaskId {
    /// Returns the id of the one task about a message.
    pub const fn about(message: MessageId) -> Self {
        Self::new(message.uuid())
    }

    /// Returns the id of the one task about a patient's contradictory words of one day: made from what it is about, so that
    /// the same words asked again make the same task.
    pub(crate) fn about_wish(patient: PatientId, day: jiff::civil::Date) -> Self {
        Self::derived(b"unclear wish", patient.uuid(), &day.to_string())
    }

    /// Returns the id of the one task about a patient's birthday.
    pub fn about_age(patient: PatientId, age: i16) -> Self {
        Self::derived(b"age review", patient.uuid(), &age.to_string())
    }

    /// Returns the id of the one task that follows from a message, or from those that say it again (H-05).
    pub fn following(first: MessageId, follow_up: &FollowUp) -> Self {
        let FollowUp { route, days, what } = follow_up;
        Self::derived(b"follow-up", first.uuid(), &format!("{route:?} {days} {what}"))
    }

    /// Returns the id of the one task that follows from an urgent call which reached nobody (C6.17).
    pub fn ringing_after(call: MessageId) -> Self {
        Self::derived(b"ring again", call.uuid(), "")
    }

    /// Returns the id of the one task about words that went to the wrong person, as a mark of that time says.
    pub(crate) fn about_breach(message: MessageId, marked: Timestamp) -> Self {
        Self::derived(b"breach", message.uuid(), &marked.to_string())
    }

    fn derived(kind: &[u8], about: uuid::Uuid, what: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(kind);
        hasher.update(about.as_bytes());
        hasher.update(what.as_bytes());
        let mut bytes = [0; 16];
        for (byte, digested) in bytes.iter_mut().zip(hasher.finalize()) {
            *byte = digested;
        }
        Self::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl Task {
    /// Says whether it is to be done.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, TaskState::Open)
    }

    /// Says whether it is to be done, and its time has run out.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_open() && self.due <= now
    }
}

/// Returns by when a task made now is to be done.
pub fn due(policy: &Policy, urgent: bool, now: Timestamp) -> Timestamp {
    let target = if urgent { REACH_WITHIN_URGENT } else { REACH_WITHIN };
    let by_the_hours =
        policy.calendar().and_then(|calendar| target.due(&calendar, policy.targets.working_day, now).ok());
    by_the_hours.unwrap_or_else(|| now.saturating_add(REACH_WITHIN_AT_WORST).unwrap_or(now))
}

/// Returns the way by which a patient who cannot be texted is reached: the first of their own order that is open to them,
/// else the telephone, else a letter (C3.1, C3.2).
pub fn route(preferences: &Preferences) -> Route {
    let needs = &preferences.needs;
    let usable = |route: &Route| *route != Route::Sms && needs.allows(*route);
    let in_general = [Route::Phone, Route::Letter];
    needs.order.iter().chain(&in_general).copied().find(usable).unwrap_or(Route::Letter)
}
