//! The clock of one answer: when it started, when it waited for the patient, when the answer is due.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Calendar, CalendarError, Target, WorkingDayRule};

/// The clock of one answer (C2.5). It stands still while the practice waits for the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyClock {
    /// When the patient's message arrived.
    pub started: Timestamp,
    /// When the practice waited for the patient; in order, only the last may still last.
    pub pauses: Vec<Pause>,
    /// When the answer is due; while the clock stands still, when it would have been.
    pub due: Timestamp,
}

/// A time in which the practice waited for the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Since when.
    pub from: Timestamp,
    /// Until when; `null` while it lasts.
    pub until: Option<Timestamp>,
}

/// How an answer stands to its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ClockStatus {
    /// Time enough.
    InTime,
    /// Waiting for the patient.
    Paused {
        /// Since when.
        since: Timestamp,
    },
    /// Not much time left.
    NearDue {
        /// How much working time, in whole minutes, rounded down.
        minutes_left: u32,
    },
    /// The time has run out.
    Overdue,
}

impl ReplyClock {
    /// Starts the clock for a message that arrived at `arrival`.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn start(
        calendar: &Calendar,
        target: Target,
        rule: WorkingDayRule,
        arrival: Timestamp,
    ) -> Result<Self, CalendarError> {
        let due = target.due(calendar, rule, arrival)?;
        Ok(Self { started: arrival, pauses: Vec::new(), due })
    }

    /// Returns since when the practice waits for the patient.
    pub fn paused_since(&self) -> Option<Timestamp> {
        self.pauses.last().filter(|pause| pause.until.is_none()).map(|pause| pause.from)
    }

    /// Stops the clock: the practice has asked, the patient is to answer. Stopping it again changes nothing.
    #[must_use]
    pub fn pause(mut self, at: Timestamp) -> Self {
        if self.paused_since().is_none() {
            // A laptop's clock may be set back; what is known does not go backwards.
            let from = self.latest().max(at);
            self.pauses.push(Pause { from, until: None });
        }
        self
    }

    /// Takes the last stop back while it lasts: what was said to the patient came to nothing.
    #[must_use]
    pub fn unpaused(mut self) -> Self {
        if self.paused_since().is_some() {
            self.pauses.pop();
        }
        self
    }

    /// Sets the clock going again: the patient has answered. The working time that was left is left from now on; what
    /// was overdue when the clock stopped stays overdue. If it is going, nothing changes.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn resume(mut self, calendar: &Calendar, at: Timestamp) -> Result<Self, CalendarError> {
        let Some(from) = self.paused_since() else { return Ok(self) };
        let until = from.max(at);
        if from < self.due {
            let left = calendar.working_time_between(from, self.due)?;
            // "At closing" and "at the next opening" are the same working time: waiting never makes it earlier.
            self.due = calendar.add_working_time(until, left)?.max(self.due);
        }
        if let Some(pause) = self.pauses.last_mut() {
            pause.until = Some(until);
        }
        Ok(self)
    }

    /// Returns the clock as another policy or calendar would have run it: the same start and pauses, another due time. Where
    /// the answer would then have been late, it starts anew with the message after it, as it does when that message arrives:
    /// nothing becomes overdue days back.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn recalculated(
        &self,
        calendar: &Calendar,
        target: Target,
        rule: WorkingDayRule,
    ) -> Result<Self, CalendarError> {
        let mut clock = Self::start(calendar, target, rule, self.started)?;
        for pause in &self.pauses {
            clock = match pause.until {
                None => clock.pause(pause.from),
                Some(until) if pause.from >= clock.due => Self::start(calendar, target, rule, until)?,
                Some(until) => clock.pause(pause.from).resume(calendar, until)?,
            };
        }
        Ok(clock)
    }

    /// Returns the clock that counts when the patient writes again on an open item: the one that is due first (E.4:
    /// a repeat contact inherits the older due time).
    #[must_use]
    pub fn earlier(self, other: Self) -> Self {
        if other.due < self.due { other } else { self }
    }

    /// Says how the answer stands at `now`, near due from so many working minutes before its time.
    ///
    /// # Errors
    /// [`CalendarError::TooFar`] when the due time lies further ahead than any search looks.
    pub fn status(
        &self,
        calendar: &Calendar,
        now: Timestamp,
        warn_before_minutes: u32,
    ) -> Result<ClockStatus, CalendarError> {
        let paused = self.paused_since();
        // While it stands still, the clock shows the time at which it stopped.
        if paused.unwrap_or(now) >= self.due {
            return Ok(ClockStatus::Overdue);
        }
        if let Some(since) = paused {
            return Ok(ClockStatus::Paused { since });
        }
        let left = calendar.working_time_between(now, self.due)?;
        if left > SignedDuration::from_mins(i64::from(warn_before_minutes)) {
            return Ok(ClockStatus::InTime);
        }
        Ok(ClockStatus::NearDue { minutes_left: u32::try_from(left.as_mins()).unwrap_or_default() })
    }

    /// Returns the last instant that the clock knows of.
    fn latest(&self) -> Timestamp {
        self.pauses.last().map_or(self.started, |pause| pause.until.unwrap_or(pause.from))
    }
}
