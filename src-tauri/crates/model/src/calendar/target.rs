//! How long an answer may take.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Calendar, CalendarError};

/// How long an answer may take, in working time (C2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "target", rename_all = "snake_case")]
pub enum Target {
    /// So many minutes in which the practice is open.
    WorkingMinutes {
        /// How many.
        minutes: u32,
    },
    /// So many working days; [`WorkingDayRule`] says when one is over.
    WorkingDays {
        /// How many.
        days: u16,
    },
    /// By the closing time of the day on which the clock starts.
    CloseOfDay,
}

/// When a working day is over (E.5). The clock starts at arrival, or at the next opening if the practice is closed
/// then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum WorkingDayRule {
    /// At the same time by the wall clock on the next day on which the practice opens; if it is closed at that time, at
    /// the opening after it. The default (E.5).
    #[default]
    SameTime,
    /// At the last closing time of the next day on which the practice opens: the other common reading (E.5).
    CloseOfDay,
    /// When the practice has been open for so long. Counts a short day as a part, where the others count it as one;
    /// with ordinary hours of that length the same as [`SameTime`](Self::SameTime).
    WorkingTime {
        /// Minutes of a working day; 630 for 08:00 to 18:30.
        minutes_per_day: u16,
    },
}

impl Target {
    /// Returns when the answer to something that arrived at `arrival` is due: while the practice is open, or at a
    /// closing time. What arrives later is not due earlier.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open, or not for so long.
    pub fn due(
        self,
        calendar: &Calendar,
        rule: WorkingDayRule,
        arrival: Timestamp,
    ) -> Result<Timestamp, CalendarError> {
        let start = calendar.open_from(arrival)?;
        match (self, rule) {
            (Self::WorkingMinutes { minutes }, _) => {
                calendar.add_working_time(start, SignedDuration::from_mins(i64::from(minutes)))
            }
            (Self::WorkingDays { days }, WorkingDayRule::WorkingTime { minutes_per_day }) => {
                let minutes = i64::from(days) * i64::from(minutes_per_day);
                let end = calendar.add_working_time(start, SignedDuration::from_mins(minutes))?;
                // A whole day from opening ends with the day; as with the same time, that is the next opening (E.5).
                calendar.open_from(end)
            }
            (Self::WorkingDays { days }, WorkingDayRule::SameTime) => same_time(calendar, start, days),
            (Self::WorkingDays { days }, WorkingDayRule::CloseOfDay) => close_of_day(calendar, start, days),
            (Self::CloseOfDay, _) => close_of_day(calendar, start, 0),
        }
    }
}

fn same_time(calendar: &Calendar, start: Timestamp, days: u16) -> Result<Timestamp, CalendarError> {
    let local = calendar.local(start);
    let day = calendar.opening_day(start, local.date(), days)?;
    let same = calendar.instant(day.to_datetime(local.time()))?.max(start);
    // An end at the moment of closing stands: the day was still long enough.
    let is_closing = same.checked_sub(SignedDuration::from_nanos(1)).is_ok_and(|before| calendar.is_open(before));
    if is_closing { Ok(same) } else { calendar.open_from(same) }
}

fn close_of_day(calendar: &Calendar, start: Timestamp, days: u16) -> Result<Timestamp, CalendarError> {
    let day = calendar.opening_day(start, calendar.local(start).date(), days)?;
    // The clock starts while the practice is open, so the day has a closing time after it.
    calendar.closing_on(day).filter(|closing| *closing > start).map_or_else(|| calendar.open_from(start), Ok)
}
