//! How long an answer may take, for each class of message.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Calendar, CalendarError, FirstLook, Target, WorkingDayRule};

/// The longest target in working days: a working year. Ours; a longer one is a slip of the pen.
const LONGEST_DAYS: u16 = 260;
/// The same in minutes of 10.5-hour days.
pub(super) const LONGEST_MINUTES: u32 = 260 * 630;

/// A class of messages with a target of its own (E.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageClass {
    /// Flagged, or worded like an emergency.
    Urgent,
    /// Clinical, to be dealt with the same day.
    SameDay,
    /// Clinical, routine.
    Routine,
    /// Administrative.
    Administrative,
}

impl MessageClass {
    /// Every class, the most pressing first.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::SameDay, Self::Routine, Self::Administrative];
}

/// The targets of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassTarget {
    /// By when the patient is told what happens next.
    pub reply: Target,
    /// By when it is resolved, where that is another time.
    #[serde(default)]
    pub resolve: Option<Target>,
    /// From how many working minutes before the time it is near due.
    pub warn_before_minutes: u32,
}

/// How long an answer may take (C2.5, E.4): a part of the practice's policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseTargets {
    /// When somebody must have looked at a message at all.
    pub first_look: FirstLook,
    /// When a working day is over.
    #[serde(default)]
    pub working_day: WorkingDayRule,
    /// Flagged, or worded like an emergency.
    pub urgent: ClassTarget,
    /// Clinical, to be dealt with the same day.
    pub same_day: ClassTarget,
    /// Clinical, routine.
    pub routine: ClassTarget,
    /// Administrative.
    pub administrative: ClassTarget,
}

/// Which of a class's targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// By when the patient is told what happens next.
    Reply,
    /// By when it is resolved.
    Resolve,
}

/// Why response targets are refused. Closed: the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum TargetsError {
    /// A target of no time at all.
    #[error("{class:?}, {which:?}: a target of nothing cannot be met")]
    Nothing {
        /// Of which class.
        class: MessageClass,
        /// Which target.
        which: Which,
    },
    /// A target longer than a working year.
    #[error("{class:?}, {which:?}: longer than a working year")]
    TooLong {
        /// Of which class.
        class: MessageClass,
        /// Which target.
        which: Which,
    },
    /// To be resolved before the patient is told what happens next.
    #[error("{class:?}: to be resolved before it is replied to")]
    ResolvedBeforeReply {
        /// Of which class.
        class: MessageClass,
    },
    /// A working day of no minutes, or of more than a day has.
    #[error("a working day of {minutes} minutes")]
    WorkingDay {
        /// How many minutes.
        minutes: u16,
    },
    /// A first look after no minutes, or later for a flagged message than for another.
    #[error("first look after {flagged_minutes} minutes if flagged, {minutes} if not")]
    FirstLook {
        /// Minutes for a message without a flag.
        minutes: u32,
        /// Minutes for a flagged one.
        flagged_minutes: u32,
    },
}

impl ResponseTargets {
    /// Returns the targets of a class.
    pub const fn of(&self, class: MessageClass) -> &ClassTarget {
        match class {
            MessageClass::Urgent => &self.urgent,
            MessageClass::SameDay => &self.same_day,
            MessageClass::Routine => &self.routine,
            MessageClass::Administrative => &self.administrative,
        }
    }

    /// Returns when the patient must have been told what happens next.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn reply_due(
        &self,
        calendar: &Calendar,
        class: MessageClass,
        arrival: Timestamp,
    ) -> Result<Timestamp, CalendarError> {
        self.of(class).reply.due(calendar, self.working_day, arrival)
    }

    /// Returns when the matter must be resolved; `None` where the class has no such time apart from the reply's.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn resolve_due(
        &self,
        calendar: &Calendar,
        class: MessageClass,
        arrival: Timestamp,
    ) -> Result<Option<Timestamp>, CalendarError> {
        self.of(class).resolve.map(|target| target.due(calendar, self.working_day, arrival)).transpose()
    }

    /// Checks that the targets can be met and do not contradict each other.
    ///
    /// # Errors
    /// [`TargetsError`] for the first that cannot, with the class and the reason.
    pub fn check(&self) -> Result<(), TargetsError> {
        let FirstLook { minutes, flagged_minutes } = self.first_look;
        if flagged_minutes == 0 || flagged_minutes > minutes || minutes > LONGEST_MINUTES {
            return Err(TargetsError::FirstLook { minutes, flagged_minutes });
        }
        if let WorkingDayRule::WorkingTime { minutes_per_day: minutes } = self.working_day
            && !(1..=24 * 60).contains(&minutes)
        {
            return Err(TargetsError::WorkingDay { minutes });
        }
        for class in MessageClass::ALL {
            let targets = self.of(class);
            check_length(class, Which::Reply, targets.reply)?;
            let Some(resolve) = targets.resolve else { continue };
            check_length(class, Which::Resolve, resolve)?;
            if is_surely_shorter(resolve, targets.reply) {
                return Err(TargetsError::ResolvedBeforeReply { class });
            }
        }
        Ok(())
    }
}

fn check_length(class: MessageClass, which: Which, target: Target) -> Result<(), TargetsError> {
    match target {
        Target::WorkingMinutes { minutes: 0 } | Target::WorkingDays { days: 0 } => {
            Err(TargetsError::Nothing { class, which })
        }
        Target::WorkingMinutes { minutes } if minutes > LONGEST_MINUTES => Err(TargetsError::TooLong { class, which }),
        Target::WorkingDays { days } if days > LONGEST_DAYS => Err(TargetsError::TooLong { class, which }),
        _ => Ok(()),
    }
}

/// Says whether one target ends before the other whatever the opening hours are; minutes and days cannot be compared.
const fn is_surely_shorter(one: Target, other: Target) -> bool {
    match (one, other) {
        (Target::WorkingMinutes { minutes: one }, Target::WorkingMinutes { minutes: other }) => one < other,
        (Target::WorkingDays { days: one }, Target::WorkingDays { days: other }) => one < other,
        (Target::CloseOfDay, Target::WorkingDays { .. }) => true,
        _ => false,
    }
}

impl Default for ResponseTargets {
    /// The practice defaults of E.4. When a warning comes is ours: two working hours before; for urgent messages five
    /// minutes, for administrative ones a working day.
    fn default() -> Self {
        let class = |reply, warn_before_minutes| ClassTarget { reply, resolve: None, warn_before_minutes };
        Self {
            first_look: FirstLook::default(),
            working_day: WorkingDayRule::default(),
            urgent: class(Target::WorkingMinutes { minutes: 15 }, 5),
            same_day: class(Target::CloseOfDay, 120),
            routine: ClassTarget {
                resolve: Some(Target::WorkingDays { days: 2 }),
                ..class(Target::WorkingDays { days: 1 }, 120)
            },
            administrative: class(Target::WorkingDays { days: 5 }, 630),
        }
    }
}
