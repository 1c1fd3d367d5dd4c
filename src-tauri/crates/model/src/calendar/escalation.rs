//! The first look at a message, and whom an alarm reaches when a time has run out.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::targets::LONGEST_MINUTES;
use super::{Calendar, CalendarError, Target, WorkingDayRule};

/// When somebody must have looked at a message at all, apart from its answer (C6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstLook {
    /// Working minutes for a message without a flag.
    pub minutes: u32,
    /// Working minutes for a flagged message.
    pub flagged_minutes: u32,
}

/// How pressing a message is before anybody has looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "attention", rename_all = "snake_case")]
pub enum Attention {
    /// No flag: not yet looked at, never "safe" (C6.3).
    Unflagged,
    /// Flagged.
    Flagged {
        /// Whether somebody is on shift, closed or not.
        on_shift: bool,
    },
}

/// Which clock is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Only while the practice is open.
    WorkingTime,
    /// Always: somebody is on shift.
    RealTime,
}

impl Attention {
    /// Returns which clock its alarms are counted by: flagged messages ring in closed hours too if someone is on shift
    /// (E.4).
    pub const fn counting(self) -> Counting {
        match self {
            Self::Flagged { on_shift: true } => Counting::RealTime,
            Self::Unflagged | Self::Flagged { on_shift: false } => Counting::WorkingTime,
        }
    }
}

impl FirstLook {
    /// Returns by when somebody must have looked. A flag never makes it later.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn due(
        &self,
        calendar: &Calendar,
        arrival: Timestamp,
        attention: Attention,
    ) -> Result<Timestamp, CalendarError> {
        let minutes = match attention {
            Attention::Unflagged => self.minutes,
            Attention::Flagged { .. } => self.flagged_minutes,
        };
        match attention.counting() {
            Counting::WorkingTime => {
                Target::WorkingMinutes { minutes }.due(calendar, WorkingDayRule::default(), arrival)
            }
            Counting::RealTime => real_time(arrival, minutes),
        }
    }
}

impl Default for FirstLook {
    /// Two hours; a quarter of an hour if flagged (C6.4).
    fn default() -> Self {
        Self { minutes: 120, flagged_minutes: 15 }
    }
}

/// Whom an alarm reaches, each step those before it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationStep {
    /// The one who holds the message or, if nobody does, the session's triage holder.
    Holder,
    /// The whole team.
    Team,
    /// The manager.
    Manager,
}

/// How long each step of an alarm waits for the one before (C2.5, C6.4): holder, then team, then manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Minutes after the time has run out until the team is told. The holder is told at once.
    pub team_after_minutes: u32,
    /// Minutes after the time has run out until the manager is told.
    pub manager_after_minutes: u32,
}

/// Why an escalation is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum EscalationError {
    /// The manager would be told before the team.
    #[error("the manager is told after {manager_after_minutes} minutes, the team only after {team_after_minutes}")]
    ManagerBeforeTeam {
        /// When the team is told.
        team_after_minutes: u32,
        /// When the manager is told.
        manager_after_minutes: u32,
    },
    /// A step waits longer than a working year.
    #[error("{minutes} minutes are longer than a working year")]
    TooLong {
        /// How long.
        minutes: u32,
    },
}

impl Escalation {
    /// Returns the steps for a message that nobody has looked at: 15 and 30 minutes after the time. Ours.
    pub const fn for_first_look() -> Self {
        Self { team_after_minutes: 15, manager_after_minutes: 30 }
    }

    /// Returns the steps for an answer that is overdue: one and four hours after the time. Ours.
    pub const fn for_reply() -> Self {
        Self { team_after_minutes: 60, manager_after_minutes: 240 }
    }

    /// Checks that the steps follow each other, and that the last one comes.
    ///
    /// # Errors
    /// [`EscalationError`] when the manager would be told before the team, or only after a working year.
    pub const fn check(&self) -> Result<(), EscalationError> {
        let Self { team_after_minutes, manager_after_minutes } = *self;
        if manager_after_minutes < team_after_minutes {
            return Err(EscalationError::ManagerBeforeTeam { team_after_minutes, manager_after_minutes });
        }
        if manager_after_minutes > LONGEST_MINUTES {
            return Err(EscalationError::TooLong { minutes: manager_after_minutes });
        }
        Ok(())
    }

    /// Returns when each step begins for something that was due at `due`.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn times(
        &self,
        calendar: &Calendar,
        counting: Counting,
        due: Timestamp,
    ) -> Result<[(EscalationStep, Timestamp); 3], CalendarError> {
        let after = |minutes: u32| match counting {
            // At once means at once, also when the time ran out as the practice closed.
            _ if minutes == 0 => Ok(due),
            Counting::WorkingTime => calendar.add_working_time(due, SignedDuration::from_mins(i64::from(minutes))),
            Counting::RealTime => real_time(due, minutes),
        };
        Ok([
            (EscalationStep::Holder, due),
            (EscalationStep::Team, after(self.team_after_minutes)?),
            (EscalationStep::Manager, after(self.manager_after_minutes)?),
        ])
    }

    /// Returns the step reached at `now`; `None` before the time has run out.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn step(
        &self,
        calendar: &Calendar,
        counting: Counting,
        due: Timestamp,
        now: Timestamp,
    ) -> Result<Option<EscalationStep>, CalendarError> {
        let times = self.times(calendar, counting, due)?;
        Ok(times.into_iter().filter(|(_, begins)| *begins <= now).map(|(step, _)| step).max())
    }
}

fn real_time(from: Timestamp, minutes: u32) -> Result<Timestamp, CalendarError> {
    let later = from.checked_add(SignedDuration::from_mins(i64::from(minutes)));
    later.map_err(|_| CalendarError::TooFar { from, days: super::SEARCH_DAYS })
}
