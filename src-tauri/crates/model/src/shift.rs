//! Who is at work when: what a member of staff sees of what arrives (C2.7).

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::calendar::{Calendar, HoursError, Weekday};
use crate::{Act, Staff};

/// How far ahead it is looked for when somebody is back: nobody plans further, and a search has to end. Ours.
const LOOK_AHEAD_DAYS: usize = 400;

impl Staff {
    /// Checks that the working hours do not contradict themselves.
    ///
    /// # Errors
    /// [`HoursError`] for the first line that does.
    pub fn check_hours(&self) -> Result<(), HoursError> {
        self.hours.as_ref().map_or(Ok(()), crate::calendar::Week::check)
    }

    /// Says whether work of a kind can be theirs at all: they work here, and their role lets them do it (C2.3).
    pub fn can_do(&self, act: Act) -> bool {
        !self.has_left() && self.role.may(act)
    }

    /// Says whether they are at work now, as far as anybody wrote it down: within their working hours, and not away. Whose
    /// hours nobody wrote down is at work whenever they sit here.
    pub fn is_at_work(&self, calendar: &Calendar, now: Timestamp) -> bool {
        let local = calendar.local(now);
        let works = self.hours.as_ref().is_none_or(|week| {
            let now = local.time();
            week.on(Weekday::of(local.date()))
                .iter()
                .any(|span| span.opens.of_day().is_some_and(|from| from <= now) && !ended(span.closes.of_day(), now))
        });
        works && self.is_reached_on(local.date())
    }

    /// Says whether they see at work what arrives at `at`: then, or as soon as the practice opens (C2.7). Nobody reads
    /// while it is closed, so that a message of the night is still its owner's where they work the next morning.
    pub fn is_on_shift(&self, calendar: &Calendar, at: Timestamp) -> bool {
        self.is_at_work(calendar, calendar.open_from(at).unwrap_or(at))
    }

    /// Returns when somebody who is not at work at `now` is next; `None` for who is, who left, or who never is.
    pub fn off_until(&self, calendar: &Calendar, now: Timestamp) -> Option<Timestamp> {
        if self.has_left() || self.is_on_shift(calendar, now) {
            return None;
        }
        let today = calendar.local(now).date();
        let days = today.series(1.day()).take(LOOK_AHEAD_DAYS);
        days.filter(|day| self.away_until(*day).is_none() && calendar.opens_on(*day))
            .find_map(|day| self.begins_on(calendar, day).into_iter().find(|at| *at > now))
    }

    /// Returns when they begin work on a day on which the practice opens, earliest first.
    fn begins_on(&self, calendar: &Calendar, day: Date) -> Vec<Timestamp> {
        let instant = |time| calendar.instant(day.to_datetime(time)).ok();
        let mut begins: Vec<Timestamp> = match &self.hours {
            None => instant(jiff::civil::Time::MIN).and_then(|day| calendar.open_from(day).ok()).into_iter().collect(),
            Some(week) => {
                let spans = week.on(Weekday::of(day)).iter();
                spans.filter_map(|span| span.opens.of_day().and_then(instant)).collect()
            }
        };
        begins.sort_unstable();
        begins
    }
}

/// Says whether a span that closes then is over; one whose end no day has is not.
fn ended(closes: Option<jiff::civil::Time>, now: jiff::civil::Time) -> bool {
    closes.is_some_and(|closes| closes <= now)
}
