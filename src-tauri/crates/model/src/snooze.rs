//! Snooze: a conversation that can wait is put away until a time (B-15).
//!
//! It puts away and never forgets: its clocks run on, its alarms ring, and whatever happens in it that a person must see
//! brings it back before its time. Nothing automatic puts one away.

mod when;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use when::{Preset, PresetKind, Understood, in_words, presets, understand};

use crate::{Act, Conversation, ConversationId, ConversationState, Sensitive, StaffId, exposed};

/// How far ahead a conversation can be put away: a year, and the day that a leap year has more. Ours: what waits longer is a
/// recall, and belongs in the record.
pub const LONGEST_SNOOZE: SignedDuration = SignedDuration::from_hours(366 * 24);

/// The most characters that what it waits for may have: it stands in a row of the list. Ours.
pub const LONGEST_LABEL: usize = 60;

/// Where a conversation stands that is, or was, put away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "snooze", rename_all = "snake_case")]
pub enum SnoozeState {
    /// It is put away.
    Asleep(Snooze),
    /// It came back, and nobody has opened it since.
    Back(Woke),
}

/// Until when a conversation is put away, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// Until when.
    pub until: Timestamp,
    /// What it waits for, in staff's words ("when results back"); empty: nothing was said.
    #[serde(with = "exposed")]
    pub label: Sensitive<String>,
    /// Whether it comes back when the patient writes.
    pub wakes_on_reply: bool,
    /// Who put it away.
    pub by: StaffId,
    /// When.
    pub since: Timestamp,
}

/// When a conversation came back, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Woke {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: WakeReason,
}

/// Why a conversation came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WakeReason {
    /// Its time came.
    TimeCame,
    /// The patient wrote.
    PatientWrote,
    /// Words came that a person should see first: nothing keeps those away (C6.2).
    Highlighted,
    /// A message in it needs a person: it failed, or nobody knows whether it left.
    Failed,
    /// Somebody took it back.
    TakenBack,
    /// It was given to somebody, to a team or to a role account.
    Assigned,
    /// Somebody called it done.
    Done,
}

impl WakeReason {
    /// Says whether it came back by itself: then it is marked so until somebody opens it.
    pub const fn is_by_itself(self) -> bool {
        match self {
            Self::TimeCame | Self::PatientWrote | Self::Highlighted | Self::Failed => true,
            Self::TakenBack | Self::Assigned | Self::Done => false,
        }
    }
}

impl Conversation {
    /// Returns until when it is put away and by whom; `None`: it is not.
    pub const fn asleep(&self) -> Option<&Snooze> {
        match &self.snooze {
            Some(SnoozeState::Asleep(snooze)) => Some(snooze),
            Some(SnoozeState::Back(_)) | None => None,
        }
    }

    /// Returns when and why it came back by itself, until somebody opened it.
    pub const fn back(&self) -> Option<Woke> {
        match self.snooze {
            Some(SnoozeState::Back(woke)) => Some(woke),
            Some(SnoozeState::Asleep(_)) | None => None,
        }
    }
}

/// What is asked about putting conversations away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnoozeAsk {
    /// Put one away, or change until when.
    Snooze {
        /// Which.
        conversation: ConversationId,
        /// Until when.
        until: Timestamp,
        /// What it waits for, in words; empty: nothing.
        label: Sensitive<String>,
        /// Whether it comes back when the patient writes.
        wakes_on_reply: bool,
        /// The time at which an answer is due, which the asker saw and means to let pass.
        past_due: Option<Timestamp>,
    },
    /// Take one back before its time.
    Wake {
        /// Which.
        conversation: ConversationId,
    },
    /// Bring one back whose time has come.
    TimeCame {
        /// Which.
        conversation: ConversationId,
    },
}

impl SnoozeAsk {
    /// Returns what a member of staff must be allowed to do to ask this; `None`: the clock asks it.
    pub(crate) const fn act(&self) -> Option<Act> {
        match self {
            Self::Snooze { .. } | Self::Wake { .. } => Some(Act::Organise),
            Self::TimeCame { .. } => None,
        }
    }
}

/// A fact about a conversation that was put away. Its JSON stands in the log, so variants and fields are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "snooze", rename_all = "snake_case")]
pub enum SnoozeChange {
    /// It was put away, or until another time than before.
    Snoozed {
        /// Which.
        conversation: ConversationId,
        /// Until when.
        until: Timestamp,
        /// What it waits for, in staff's words; empty: nothing was said.
        #[serde(with = "exposed")]
        label: Sensitive<String>,
        /// Whether it comes back when the patient writes.
        wakes_on_reply: bool,
        /// Who put it away.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// It came back.
    Woken {
        /// Which.
        conversation: ConversationId,
        /// Why.
        reason: WakeReason,
        /// Who brought it back; `None`: nobody did.
        by: Option<StaffId>,
        /// When.
        at: Timestamp,
    },
    /// Somebody opened it after it came back.
    Seen {
        /// Which.
        conversation: ConversationId,
        /// Who.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
}

impl SnoozeChange {
    /// Returns the conversation it is about.
    pub const fn conversation(&self) -> ConversationId {
        match self {
            Self::Snoozed { conversation, .. } | Self::Woken { conversation, .. } | Self::Seen { conversation, .. } => {
                *conversation
            }
        }
    }
}

/// Why a conversation cannot be put away, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum SnoozeProblem {
    /// It is done.
    #[error("this conversation is done: open it again first")]
    NotOpen,
    /// The time is not ahead.
    #[error("this time is past: choose a later one")]
    Past,
    /// The time is too far ahead.
    #[error("choose a time within a year: what waits longer belongs in the record, as a recall")]
    TooFar,
    /// What it waits for does not fit where it is shown.
    #[error("what it waits for is too long for the list: write at most {LONGEST_LABEL} characters")]
    LongLabel,
    /// Words that a person should see first, at which nobody has looked (C6.2).
    #[error("a message here has highlighted words that nobody has looked at: open it and read it first")]
    Highlighted,
    /// The patient wrote, and nobody has read it.
    #[error("the patient wrote and nobody has read it: open it and read it first")]
    Unread {
        /// How many messages.
        unread: u32,
    },
    /// An answer is due before it would come back.
    #[error(
        "the patient's answer is due {}, before it would come back: choose an earlier time, or confirm that it may be late",
        when::written(*local)
    )]
    PastDue {
        /// When it is due.
        due: Timestamp,
        /// The same by the practice's wall clock.
        local: DateTime,
    },
    /// It is not put away.
    #[error("this conversation is not snoozed")]
    NotAsleep,
}

/// What is asked of a conversation that is to be put away.
pub(crate) struct Wanted<'a> {
    pub(crate) until: Timestamp,
    pub(crate) label: &'a Sensitive<String>,
    pub(crate) past_due: Option<Timestamp>,
}

/// Checks whether a conversation may be put away, by a rule that only looks at it; returns the label as it is kept.
///
/// What nobody has looked at stays in sight (C6.2, C6.4), and an answer that falls due meanwhile is somebody's decision.
pub(crate) fn checked(
    row: &Conversation,
    wanted: &Wanted<'_>,
    (calendar, now): (&crate::calendar::Calendar, Timestamp),
) -> Result<Sensitive<String>, SnoozeProblem> {
    if !matches!(row.state, ConversationState::Open) {
        return Err(SnoozeProblem::NotOpen);
    }
    if row.clocks.is_raised() {
        return Err(SnoozeProblem::Highlighted);
    }
    if row.unread > 0 || row.clocks.look.is_some() {
        return Err(SnoozeProblem::Unread { unread: row.unread });
    }
    if wanted.until <= now {
        return Err(SnoozeProblem::Past);
    }
    if wanted.until.duration_since(now) > LONGEST_SNOOZE {
        return Err(SnoozeProblem::TooFar);
    }
    // Why exposed: its length is counted, and it is kept in one line.
    let label = wanted.label.expose().split_whitespace().collect::<Vec<_>>().join(" ");
    if label.chars().count() > LONGEST_LABEL {
        return Err(SnoozeProblem::LongLabel);
    }
    if let Some(due) = row.clocks.due_at()
        && wanted.until >= due
        // The window writes times to the millisecond.
        && wanted.past_due.map(Timestamp::as_millisecond) != Some(due.as_millisecond())
    {
        return Err(SnoozeProblem::PastDue { due, local: calendar.local(due).datetime() });
    }
    Ok(label.into())
}
