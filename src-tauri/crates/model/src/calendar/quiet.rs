//! When nothing is sent by itself.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::{Calendar, CalendarError, SEARCH_DAYS, TimeOfDay};

/// The hours in which automatic messages wait (C2.15). What a person sends is not held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// In the evening, by the practice's wall clock; from this minute on nothing is sent.
    pub starts: TimeOfDay,
    /// In the morning; from this minute on messages are sent.
    pub ends: TimeOfDay,
    /// On which days messages are sent at all.
    #[serde(default)]
    pub days: SendingDays,
}

/// On which days automatic messages are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendingDays {
    /// Every day.
    #[default]
    EveryDay,
    /// Days on which the practice opens.
    OpeningDays,
}

/// Why quiet hours are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum QuietHoursError {
    /// A day has no such time.
    #[error("no day has {time}; the last minute is 23:59")]
    NotInADay {
        /// The time.
        time: TimeOfDay,
    },
    /// They start in the evening before they have ended in the morning: nothing would ever be sent.
    #[error("quiet from {starts}, which is not after {ends}, when the quiet hours of the night end")]
    NothingLeft {
        /// When they start.
        starts: TimeOfDay,
        /// When they end.
        ends: TimeOfDay,
    },
}

impl QuietHours {
    /// Checks that something can be sent.
    ///
    /// # Errors
    /// [`QuietHoursError`] with the times.
    pub fn check(&self) -> Result<(), QuietHoursError> {
        let Self { starts, ends, .. } = *self;
        for time in [starts, ends] {
            if time.of_day().is_none() {
                return Err(QuietHoursError::NotInADay { time });
            }
        }
        if ends < starts { Ok(()) } else { Err(QuietHoursError::NothingLeft { starts, ends }) }
    }

    /// Returns when an automatic message meant for `at` may go: then, or when the quiet hours end on the next day on
    /// which messages are sent.
    ///
    /// # Errors
    /// [`CalendarError`] when there is no such day within [`SEARCH_DAYS`].
    pub fn next_allowed(&self, calendar: &Calendar, at: Timestamp) -> Result<Timestamp, CalendarError> {
        let dates = calendar.local(at).date().series(1.day()).take(usize::from(SEARCH_DAYS));
        let mut windows = dates.filter_map(|date| self.window(calendar, date));
        let next = windows.find(|(_, closes)| *closes > at).map(|(opens, _)| opens.max(at));
        next.ok_or(CalendarError::NeverOpen { from: at, days: SEARCH_DAYS })
    }

    /// Returns from when until before when messages are sent on a day.
    fn window(&self, calendar: &Calendar, date: Date) -> Option<(Timestamp, Timestamp)> {
        if self.days == SendingDays::OpeningDays && !calendar.opens_on(date) {
            return None;
        }
        let from = calendar.instant(date.to_datetime(self.ends.of_day()?)).ok()?;
        let until = calendar.instant(date.to_datetime(self.starts.of_day()?)).ok()?;
        (from < until).then_some((from, until))
    }
}

impl Default for QuietHours {
    /// From 20:00 to 08:00, every day (C2.15).
    fn default() -> Self {
        Self {
            starts: TimeOfDay::from_minutes(20 * 60),
            ends: TimeOfDay::from_minutes(8 * 60),
            days: SendingDays::default(),
        }
    }
}
