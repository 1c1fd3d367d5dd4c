//! The calendar: when the practice is open, and arithmetic in working time.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};

use super::{BankHoliday, BankHolidays, HoursError, OpeningHours, Span, Week, Weekday};

/// How many days any search looks ahead: ten years, far beyond any promise to a patient.
pub const SEARCH_DAYS: u16 = 3_660;

/// Why a question about working time has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum CalendarError {
    /// The practice does not open within [`SEARCH_DAYS`].
    #[error("the practice does not open in the {days} days after {from}")]
    NeverOpen {
        /// From when it was looked.
        from: Timestamp,
        /// For how many days.
        days: u16,
    },
    /// The answer lies more than [`SEARCH_DAYS`] ahead.
    #[error("the answer lies more than {days} days after {from}")]
    TooFar {
        /// From when it was looked.
        from: Timestamp,
        /// For how many days.
        days: u16,
    },
}

/// A practice's opening hours made ready for questions. Bank holidays after the data runs out are not known to it:
/// see [`BankHolidays::warning`].
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    week: Week,
    holidays: BTreeMap<Date, BankHoliday>,
    closures: BTreeMap<Date, Vec<Option<Span>>>,
    openings: BTreeMap<Date, Vec<Span>>,
}

/// A time in which the practice is open: from `opens` until before `closes`.
#[derive(Clone, Copy)]
struct Interval {
    opens: Timestamp,
    closes: Timestamp,
}

impl Calendar {
    /// Makes a calendar of opening hours and bank holidays.
    ///
    /// # Errors
    /// [`HoursError`] when the hours contradict themselves.
    pub fn new(hours: &OpeningHours, holidays: &BankHolidays) -> Result<Self, HoursError> {
        hours.check()?;
        let kept = hours.division.into_iter().flat_map(|division| holidays.of(division));
        let mut closures: BTreeMap<Date, Vec<Option<Span>>> = BTreeMap::new();
        for closure in &hours.closures {
            closures.entry(closure.date).or_default().push(closure.span);
        }
        Ok(Self {
            zone: hours.zone()?,
            week: hours.week.clone(),
            holidays: kept.map(|holiday| (holiday.date, holiday.clone())).collect(),
            closures,
            openings: hours.openings.iter().map(|opening| (opening.date, opening.spans.clone())).collect(),
        })
    }

    /// Returns the calendar of a practice that never opens.
    pub(crate) const fn never_open() -> Self {
        Self {
            zone: TimeZone::UTC,
            week: Week::closed(),
            holidays: BTreeMap::new(),
            closures: BTreeMap::new(),
            openings: BTreeMap::new(),
        }
    }

    /// Returns an instant as the practice's wall clock shows it.
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// Returns the first instant at which the practice's wall clock shows this time or a later one.
    ///
    /// A time that the clock shows twice in autumn is its first showing; one that it leaves out in spring is the moment
    /// at which it jumps. So a later time on the wall is never an earlier instant.
    ///
    /// # Errors
    /// [`CalendarError::TooFar`] beyond the year 9999.
    pub fn instant(&self, local: DateTime) -> Result<Timestamp, CalendarError> {
        let beyond = |_| CalendarError::TooFar { from: Timestamp::MAX, days: SEARCH_DAYS };
        let ambiguous = self.zone.to_ambiguous_timestamp(local);
        if !matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
            return ambiguous.earlier().map_err(beyond);
        }
        // Shifted over the gap it is at or after the jump; one nanosecond more, because "preceding" means before.
        let after = ambiguous.later().map_err(beyond)?;
        let search = after.checked_add(SignedDuration::from_nanos(1)).map_err(beyond)?;
        Ok(self.zone.preceding(search).next().map_or(after, |jump| jump.timestamp()))
    }

    /// Returns the bank holiday of a day, opened by announcement or not.
    pub fn bank_holiday(&self, date: Date) -> Option<&BankHoliday> {
        self.holidays.get(&date)
    }

    /// Says whether the practice opens at all on a day.
    pub fn opens_on(&self, date: Date) -> bool {
        !self.intervals_on(date).is_empty()
    }

    /// Returns the first opening time of a day; `None` when the practice does not open.
    pub fn opening_on(&self, date: Date) -> Option<Timestamp> {
        self.intervals_on(date).first().map(|first| first.opens)
    }

    /// Returns the last closing time of a day; `None` when the practice does not open.
    pub fn closing_on(&self, date: Date) -> Option<Timestamp> {
        self.intervals_on(date).last().map(|last| last.closes)
    }

    /// Says whether the practice is open. At the minute it closes it is closed.
    pub fn is_open(&self, at: Timestamp) -> bool {
        // Today and tomorrow: where the clock goes back over midnight tomorrow's hours begin under today's date.
        self.intervals(at, 0).next().is_some_and(|interval| interval.opens <= at)
    }

    /// Returns the next time after `at` at which the practice opens, after lunch too.
    ///
    /// # Errors
    /// [`CalendarError::NeverOpen`] when it does not within [`SEARCH_DAYS`].
    pub fn next_opening(&self, at: Timestamp) -> Result<Timestamp, CalendarError> {
        let opening = self.intervals(at, SEARCH_DAYS).map(|interval| interval.opens).find(|opens| *opens > at);
        opening.ok_or(CalendarError::NeverOpen { from: at, days: SEARCH_DAYS })
    }

    /// Returns when a clock starts that is set going at `at`: then if the practice is open, else at its next opening
    /// (E.5).
    ///
    /// # Errors
    /// [`CalendarError::NeverOpen`] when it does not open within [`SEARCH_DAYS`].
    pub fn open_from(&self, at: Timestamp) -> Result<Timestamp, CalendarError> {
        if self.is_open(at) { Ok(at) } else { self.next_opening(at) }
    }

    /// Returns when so much working time has passed since `start`. What ends with the day ends at its closing time, not
    /// at the next opening; no working time, or less, ends when the clock starts.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open within [`SEARCH_DAYS`], or not for so long.
    pub fn add_working_time(&self, start: Timestamp, duration: SignedDuration) -> Result<Timestamp, CalendarError> {
        let from = self.open_from(start)?;
        let mut left = duration.max(SignedDuration::ZERO);
        for interval in self.intervals(from, SEARCH_DAYS) {
            let opens = interval.opens.max(from);
            let here = opens.duration_until(interval.closes);
            if left <= here {
                // It cannot be beyond the closing time, which is a timestamp.
                return Ok(opens.saturating_add(left).unwrap_or(interval.closes));
            }
            left -= here;
        }
        Err(CalendarError::TooFar { from: start, days: SEARCH_DAYS })
    }

    /// Returns how much working time lies between two instants; none when `end` is not after `start`.
    ///
    /// # Errors
    /// [`CalendarError::TooFar`] when they lie more than [`SEARCH_DAYS`] apart.
    pub fn working_time_between(&self, start: Timestamp, end: Timestamp) -> Result<SignedDuration, CalendarError> {
        if end <= start {
            return Ok(SignedDuration::ZERO);
        }
        if start.duration_until(end) > SignedDuration::from_hours(24 * i64::from(SEARCH_DAYS)) {
            return Err(CalendarError::TooFar { from: start, days: SEARCH_DAYS });
        }
        let inside = self.intervals(start, SEARCH_DAYS).take_while(|interval| interval.opens < end);
        let time = |interval: Interval| interval.opens.max(start).duration_until(interval.closes.min(end));
        Ok(inside.fold(SignedDuration::ZERO, |sum, interval| sum + time(interval)))
    }

    /// Returns the n-th day after `date` on which the practice opens.
    ///
    /// # Errors
    /// [`CalendarError`] when the practice does not open so often within [`SEARCH_DAYS`] after `from`.
    pub(super) fn opening_day(&self, from: Timestamp, date: Date, nth: u16) -> Result<Date, CalendarError> {
        let Some(before) = usize::from(nth).checked_sub(1) else { return Ok(date) };
        let later = date.series(1.day()).skip(1).take(usize::from(SEARCH_DAYS));
        later.filter(|day| self.opens_on(*day)).nth(before).ok_or(CalendarError::TooFar { from, days: SEARCH_DAYS })
    }

    /// Returns the times of opening that have not ended at `from`, in order: of its day by the wall clock, of so many
    /// days after it, and of one more. Those of the days before have ended, because no later time on the wall is an
    /// earlier instant.
    fn intervals(&self, from: Timestamp, days: u16) -> impl Iterator<Item = Interval> {
        let dates = self.local(from).date().series(1.day()).take(usize::from(days) + 2);
        dates.flat_map(|date| self.intervals_on(date)).filter(move |interval| interval.closes > from)
    }

    fn intervals_on(&self, date: Date) -> Vec<Interval> {
        let interval = |(opens, closes): (Time, Time)| {
            let opens = self.instant(date.to_datetime(opens)).ok()?;
            let closes = self.instant(date.to_datetime(closes)).ok()?;
            // A span that lies in the hour left out in spring is none.
            (opens < closes).then_some(Interval { opens, closes })
        };
        self.spans_on(date).into_iter().filter_map(interval).collect()
    }

    /// Returns the spans of a day by the wall clock: in order, apart from each other, none empty.
    pub fn spans_on(&self, date: Date) -> Vec<(Time, Time)> {
        let ordinary = self.week.on(Weekday::of(date));
        let spans = match self.openings.get(&date) {
            Some(spans) if spans.is_empty() => ordinary,
            Some(spans) => spans,
            None if self.holidays.contains_key(&date) => &[],
            None => ordinary,
        };
        let mut ordered: Vec<(Time, Time)> = spans.iter().filter_map(times).collect();
        ordered.sort_unstable();
        let mut open: Vec<(Time, Time)> = Vec::with_capacity(ordered.len());
        for (opens, closes) in ordered {
            match open.last_mut() {
                // Spans that touch are one: nothing closes and opens between them.
                Some((_, until)) if *until == opens => *until = closes,
                _ => open.push((opens, closes)),
            }
        }
        for closure in self.closures.get(&date).into_iter().flatten() {
            match closure.as_ref().map(times) {
                None => open.clear(),
                Some(None) => {}
                Some(Some(closed)) => open = open.into_iter().flat_map(|span| without(span, closed)).collect(),
            }
        }
        open
    }
}

/// Returns a span's times; `check` has refused those that no day has.
fn times(span: &Span) -> Option<(Time, Time)> {
    Some((span.opens.of_day()?, span.closes.of_day()?))
}

/// Returns what is left of a span before and after a closure.
fn without((opens, closes): (Time, Time), (from, until): (Time, Time)) -> impl Iterator<Item = (Time, Time)> {
    let before = (opens, closes.min(from));
    let after = (opens.max(until), closes);
    [before, after].into_iter().filter(|(opens, closes)| opens < closes)
}
