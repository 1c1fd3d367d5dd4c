//! Bank holidays of the three divisions of the United Kingdom.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::feed::{Feed, HolidayError};

/// A part of the United Kingdom with bank holidays of its own, by GOV.UK's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Division {
    /// Every division, in GOV.UK's order.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// Returns GOV.UK's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england-and-wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }
}

impl std::fmt::Display for Division {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A bank holiday, with GOV.UK's field names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankHoliday {
    /// The day; the substitute where the day itself falls at a weekend.
    pub date: Date,
    /// Its name, for example "Boxing Day".
    pub title: String,
    /// GOV.UK's remark, for example "Substitute day"; mostly empty.
    pub notes: String,
}

/// The bank holidays of all three divisions, in whole years; each division has at least one year.
///
/// It is written and read in the format of GOV.UK's own file, and checked whenever it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Feed", into = "Feed")]
pub struct BankHolidays {
    pub(super) divisions: BTreeMap<Division, BTreeMap<Date, BankHoliday>>,
}

/// How long the bank holidays known still last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunsOut {
    /// The last day of which it is known whether it is a bank holiday.
    pub last_day: Date,
    /// How many days after today that is; negative when it is past.
    pub days_left: i32,
}

impl BankHolidays {
    /// Returns the copy that comes with the program: 2025 to 2028.
    ///
    /// The days follow from the Banking and Financial Dealings Act 1971, the yearly proclamations' settled practice and
    /// the date of Easter; the tests work them out a second time. The one day that no rule gives is Scotland's World
    /// Cup bank holiday, Monday 15 June 2026: Royal Proclamation of 3 February 2026 under section 1(3) of the Act,
    /// announced by the Scottish Government on 5 February 2026 and listed by GOV.UK for Scotland only.
    ///
    /// # Errors
    /// [`HolidayError`] only if the program was built with a damaged copy, which its tests refuse.
    pub fn bundled() -> Result<Self, HolidayError> {
        Self::parse(include_str!("bank-holidays.json"))
    }

    /// Reads a copy in the format of GOV.UK's `bank-holidays.json`. Divisions that GOV.UK may add later and fields that
    /// mean nothing here are passed over.
    ///
    /// # Errors
    /// [`HolidayError`] with the division, the entry and the reason; nothing is taken of a copy with one bad entry.
    pub fn parse(json: &str) -> Result<Self, HolidayError> {
        let feed: Feed = serde_json::from_str(json).map_err(|error| HolidayError::NotTheFormat {
            line: u32::try_from(error.line()).unwrap_or(u32::MAX),
            column: u32::try_from(error.column()).unwrap_or(u32::MAX),
            reason: error.to_string(),
        })?;
        Self::try_from(feed)
    }

    /// Returns these with a newer copy's years in place of the same years here. Years that only one of them has are
    /// kept: GOV.UK drops old years, and a newer copy may reach less far than the one that was bundled.
    ///
    /// # Errors
    /// [`HolidayError::YearIncomplete`] when years are missing between the two.
    pub fn refreshed(&self, newer: &Self) -> Result<Self, HolidayError> {
        let mut divisions = self.divisions.clone();
        for (division, days) in &newer.divisions {
            let kept = divisions.entry(*division).or_default();
            let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) else { continue };
            kept.retain(|date, _| !(first.year()..=last.year()).contains(&date.year()));
            kept.extend(days.iter().map(|(date, holiday)| (*date, holiday.clone())));
        }
        Self::checked(divisions)
    }

    /// Returns a division's bank holidays in order.
    pub fn of(&self, division: Division) -> impl Iterator<Item = &BankHoliday> {
        self.divisions.get(&division).into_iter().flat_map(BTreeMap::values)
    }

    /// Returns the bank holiday of a day.
    pub fn on(&self, division: Division, date: Date) -> Option<&BankHoliday> {
        self.divisions.get(&division)?.get(&date)
    }

    /// Returns the last day of which it is known whether it is a bank holiday: the end of the last year listed.
    pub fn runs_out_on(&self, division: Division) -> Option<Date> {
        let last = self.divisions.get(&division)?.keys().next_back()?;
        Some(last.last_of_year())
    }

    /// Returns when the data runs out if fewer than `days` days after today are covered: the warning to show (C2.4).
    pub fn warning(&self, division: Division, today: Date, days: u16) -> Option<RunsOut> {
        let last_day = self.runs_out_on(division)?;
        let days_left = today.until(last_day).ok()?.get_days();
        (days_left < i32::from(days)).then_some(RunsOut { last_day, days_left })
    }
}
