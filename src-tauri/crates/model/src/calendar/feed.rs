//! GOV.UK's format for bank holidays, and what is refused of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::holidays::{BankHoliday, BankHolidays, Division};

/// No division has had fewer in any year since 1978; fewer means that a year is cut off.
const FEWEST_IN_A_YEAR: u32 = 8;

/// The file as GOV.UK publishes it: each division under its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Feed {
    divisions: BTreeMap<String, FeedDivision>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct FeedDivision {
    division: String,
    events: Vec<FeedEvent>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct FeedEvent {
    title: String,
    // Text: a date that does not exist is to be refused with its place.
    date: String,
    #[serde(default)]
    notes: String,
}

/// Why a copy of the bank holidays is not taken. Closed: the window has words for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum HolidayError {
    /// It is not JSON, or not GOV.UK's format.
    #[error("line {line}, column {column}: {reason}")]
    NotTheFormat {
        /// Which line, from 1.
        line: u32,
        /// Which column, from 1.
        column: u32,
        /// What the JSON reader says, in English.
        reason: String,
    },
    /// A division is not there.
    #[error("{division} is missing")]
    DivisionMissing {
        /// Which.
        division: Division,
    },
    /// A division says another name than the one it stands under.
    #[error("{division} calls itself \"{name}\"")]
    DivisionMisnamed {
        /// The name it stands under.
        division: Division,
        /// The name it says.
        name: String,
    },
    /// A date that does not exist, or is not written as `2026-04-03`.
    #[error("{division}, entry {entry}: there is no date \"{text}\"")]
    NoSuchDate {
        /// In which division.
        division: Division,
        /// Which entry, from 1.
        entry: u32,
        /// What stands there.
        text: String,
    },
    /// A bank holiday without a name.
    #[error("{division}, entry {entry}: {date} has no title")]
    NoTitle {
        /// In which division.
        division: Division,
        /// Which entry, from 1.
        entry: u32,
        /// The day.
        date: Date,
    },
    /// The same day twice.
    #[error("{division}, entry {entry}: {date} is listed twice")]
    Repeated {
        /// In which division.
        division: Division,
        /// The second entry, from 1.
        entry: u32,
        /// The day.
        date: Date,
    },
    /// A year between the first and the last has too few bank holidays to be whole.
    #[error("{division}: {year} has only {found} bank holidays; a whole year has at least {least}")]
    YearIncomplete {
        /// In which division.
        division: Division,
        /// Which year.
        year: i16,
        /// How many there are.
        found: u32,
        /// How many a whole year has.
        least: u32,
    },
}

impl TryFrom<Feed> for BankHolidays {
    type Error = HolidayError;

    fn try_from(feed: Feed) -> Result<Self, Self::Error> {
        let mut divisions = BTreeMap::new();
        for division in Division::ALL {
            let Some(found) = feed.divisions.get(division.name()) else {
                return Err(HolidayError::DivisionMissing { division });
            };
            if found.division != division.name() {
                return Err(HolidayError::DivisionMisnamed { division, name: found.division.clone() });
            }
            divisions.insert(division, days(division, &found.events)?);
        }
        Self::checked(divisions)
    }
}

fn days(division: Division, events: &[FeedEvent]) -> Result<BTreeMap<Date, BankHoliday>, HolidayError> {
    let mut days = BTreeMap::new();
    for (entry, event) in (1..).zip(events) {
        // Only the one way of writing that GOV.UK has: jiff would also take a time after it.
        let date = event.date.parse().ok().filter(|date: &Date| date.to_string() == event.date);
        let Some(date) = date else {
            return Err(HolidayError::NoSuchDate { division, entry, text: event.date.clone() });
        };
        if event.title.trim().is_empty() {
            return Err(HolidayError::NoTitle { division, entry, date });
        }
        let holiday = BankHoliday { date, title: event.title.clone(), notes: event.notes.clone() };
        if days.insert(date, holiday).is_some() {
            return Err(HolidayError::Repeated { division, entry, date });
        }
    }
    Ok(days)
}

impl BankHolidays {
    /// Takes days of which every year is whole.
    pub(super) fn checked(divisions: BTreeMap<Division, BTreeMap<Date, BankHoliday>>) -> Result<Self, HolidayError> {
        for (division, days) in &divisions {
            let mut counts: BTreeMap<i16, u32> = BTreeMap::new();
            for date in days.keys() {
                *counts.entry(date.year()).or_default() += 1;
            }
            let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
                return Err(HolidayError::DivisionMissing { division: *division });
            };
            // A year that is not there at all counts too: a date far in the future must not hide that data runs out.
            for year in *first..=*last {
                let found = counts.get(&year).copied().unwrap_or_default();
                if found < FEWEST_IN_A_YEAR {
                    let division = *division;
                    return Err(HolidayError::YearIncomplete { division, year, found, least: FEWEST_IN_A_YEAR });
                }
            }
        }
        Ok(Self { divisions })
    }
}

impl From<BankHolidays> for Feed {
    fn from(holidays: BankHolidays) -> Self {
        let event = |holiday: BankHoliday| FeedEvent {
            title: holiday.title,
            date: holiday.date.to_string(),
            notes: holiday.notes,
        };
        let division = |(division, days): (Division, BTreeMap<Date, BankHoliday>)| {
            let events = days.into_values().map(event).collect();
            (division.name().to_owned(), FeedDivision { division: division.name().to_owned(), events })
        };
        Self { divisions: holidays.divisions.into_iter().map(division).collect() }
    }
}
