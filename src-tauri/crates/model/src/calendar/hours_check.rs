//! What is refused of opening hours: contradictions, with the line they stand on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use super::{OpeningHours, Span, TimeOfDay, Week, Weekday};

/// A line of the opening hours, as a person counts: from 1, in the order written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// A span of the ordinary week.
    Weekday {
        /// The day of the week.
        weekday: Weekday,
        /// Which of its spans.
        span: u32,
    },
    /// A closure.
    Closure {
        /// Which.
        number: u32,
        /// Its day.
        date: Date,
    },
    /// A span of an opening.
    Opening {
        /// Which opening.
        number: u32,
        /// Its day.
        date: Date,
        /// Which of its spans.
        span: u32,
    },
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Weekday { weekday, span } => write!(f, "{weekday}, span {span}"),
            Self::Closure { number, date } => write!(f, "closure {number} on {date}"),
            Self::Opening { number, date, span } => write!(f, "opening {number} on {date}, span {span}"),
        }
    }
}

/// Why opening hours are refused. Closed: the window has words for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum HoursError {
    /// No such time zone.
    #[error("there is no time zone \"{name}\"")]
    UnknownTimeZone {
        /// What was written.
        name: String,
    },
    /// A day has no such time.
    #[error("{line}: no day has {time}; the last minute is 23:59")]
    NotInADay {
        /// Where.
        line: Line,
        /// The time.
        time: TimeOfDay,
    },
    /// It closes before it opens, or at that minute.
    #[error("{line}: closes at {closes}, but opens only at {opens}")]
    ClosesBeforeOpening {
        /// Where.
        line: Line,
        /// When it opens.
        opens: TimeOfDay,
        /// When it closes.
        closes: TimeOfDay,
    },
    /// Two lines speak of the same time.
    #[error("{line} overlaps with {other}")]
    Overlap {
        /// The line written later.
        line: Line,
        /// The line written earlier.
        other: Line,
    },
    /// A day has two openings.
    #[error("opening {number}: {date} is opened already")]
    OpenedTwice {
        /// The second opening, from 1.
        number: u32,
        /// The day.
        date: Date,
    },
    /// A whole day is both opened and closed.
    #[error("{date} is both opened (opening {opening}) and closed (closure {closure})")]
    OpenedAndClosed {
        /// The day.
        date: Date,
        /// Which opening, from 1.
        opening: u32,
        /// Which closure, from 1.
        closure: u32,
    },
    /// An opening with ordinary hours on a day that has none.
    #[error("opening {number}: {date} is a {weekday}, which has no ordinary hours; say which hours hold")]
    OpensNothing {
        /// Which opening, from 1.
        number: u32,
        /// The day.
        date: Date,
        /// Its day of the week.
        weekday: Weekday,
    },
    /// No day of the week has hours, and no day is opened.
    #[error("the practice is never open")]
    NeverOpen,
}

impl Week {
    /// Checks that the spans of each day are in order and apart.
    pub(crate) fn check(&self) -> Result<(), HoursError> {
        Weekday::ALL.into_iter().try_for_each(|weekday| {
            no_overlap((1..).zip(self.on(weekday)).map(|(span, hours)| (Line::Weekday { weekday, span }, hours)))
        })
    }
}

impl OpeningHours {
    /// Checks that the hours do not contradict themselves.
    ///
    /// # Errors
    /// [`HoursError`] for the first line that does, with the line and the reason.
    pub fn check(&self) -> Result<(), HoursError> {
        self.zone()?;
        self.week.check()?;
        self.check_closures()?;
        self.check_openings()?;
        let opens = Weekday::ALL.iter().any(|weekday| !self.week.on(*weekday).is_empty()) || !self.openings.is_empty();
        if opens { Ok(()) } else { Err(HoursError::NeverOpen) }
    }

    /// Returns the time zone, from the data that comes with the program.
    pub(crate) fn zone(&self) -> Result<TimeZone, HoursError> {
        let unknown = || HoursError::UnknownTimeZone { name: self.time_zone.clone() };
        TimeZoneDatabase::bundled().get(&self.time_zone).map_err(|_| unknown())
    }

    fn check_closures(&self) -> Result<(), HoursError> {
        let mut whole: BTreeMap<Date, Line> = BTreeMap::new();
        let mut part: BTreeMap<Date, Vec<(Line, &Span)>> = BTreeMap::new();
        for (number, closure) in (1..).zip(&self.closures) {
            let line = Line::Closure { number, date: closure.date };
            let first_part = part.get(&closure.date).and_then(|lines| lines.first()).map(|(line, _)| *line);
            let other = match closure.span {
                None => whole.insert(closure.date, line).or(first_part),
                Some(_) => whole.get(&closure.date).copied(),
            };
            if let Some(other) = other {
                return Err(HoursError::Overlap { line, other });
            }
            if let Some(span) = &closure.span {
                part.entry(closure.date).or_default().push((line, span));
            }
        }
        part.into_values().try_for_each(no_overlap)
    }

    fn check_openings(&self) -> Result<(), HoursError> {
        let mut opened = BTreeMap::new();
        for (number, opening) in (1..).zip(&self.openings) {
            let date = opening.date;
            if opened.insert(date, number).is_some() {
                return Err(HoursError::OpenedTwice { number, date });
            }
            let weekday = Weekday::of(date);
            if opening.spans.is_empty() && self.week.on(weekday).is_empty() {
                return Err(HoursError::OpensNothing { number, date, weekday });
            }
            no_overlap((1..).zip(&opening.spans).map(|(span, hours)| (Line::Opening { number, date, span }, hours)))?;
        }
        for (closure, closed) in (1..).zip(&self.closures) {
            if let (None, Some(opening)) = (closed.span, opened.get(&closed.date)) {
                return Err(HoursError::OpenedAndClosed { date: closed.date, opening: *opening, closure });
            }
        }
        Ok(())
    }
}

/// Checks the spans of one day, in the order written. Spans may touch.
fn no_overlap<'a>(spans: impl IntoIterator<Item = (Line, &'a Span)>) -> Result<(), HoursError> {
    let mut seen = Vec::new();
    for (order, (line, span)) in spans.into_iter().enumerate() {
        for time in [span.opens, span.closes] {
            if time.of_day().is_none() {
                return Err(HoursError::NotInADay { line, time });
            }
        }
        if span.closes <= span.opens {
            return Err(HoursError::ClosesBeforeOpening { line, opens: span.opens, closes: span.closes });
        }
        seen.push((span.opens, span.closes, order, line));
    }
    seen.sort_unstable_by_key(|(opens, _, order, _)| (*opens, *order));
    for pair in seen.windows(2) {
        if let [(_, closes, first, one), (opens, _, second, two)] = pair
            && opens < closes
        {
            let (line, other) = if first < second { (*two, *one) } else { (*one, *two) };
            return Err(HoursError::Overlap { line, other });
        }
    }
    Ok(())
}
