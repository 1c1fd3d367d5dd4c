//! When the practice is open, as its policy writes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Division, TimeOfDay};

/// A practice's opening hours (C2.4): the ordinary week, minus bank holidays, minus closures; an opening comes before
/// both, but a closure may cut a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningHours {
    /// The time zone of every time here: an IANA name, for example "Europe/London".
    pub time_zone: String,
    /// Whose bank holidays the practice keeps; `null` outside the United Kingdom, where closures say it all.
    // Has to be there: a document that forgot it must not lose its bank holidays without a word.
    #[serde(deserialize_with = "Option::deserialize")]
    pub division: Option<Division>,
    /// The ordinary week.
    pub week: Week,
    /// Closed against the ordinary week: a training afternoon, Easter Tuesday.
    #[serde(default)]
    pub closures: Vec<Closure>,
    /// Open against the ordinary week: a bank holiday opened by announcement, a Saturday clinic.
    #[serde(default)]
    pub openings: Vec<Opening>,
}

/// The ordinary week; several spans a day where the practice closes for lunch, none where it is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Week {
    /// Mondays.
    pub monday: Vec<Span>,
    /// Tuesdays.
    pub tuesday: Vec<Span>,
    /// Wednesdays.
    pub wednesday: Vec<Span>,
    /// Thursdays.
    pub thursday: Vec<Span>,
    /// Fridays.
    pub friday: Vec<Span>,
    /// Saturdays.
    pub saturday: Vec<Span>,
    /// Sundays.
    pub sunday: Vec<Span>,
}

/// A time from the wall clock's `opens` until before its `closes`, on one day (schema.org's names). At `closes` the
/// practice is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first minute.
    pub opens: TimeOfDay,
    /// The minute after its last.
    pub closes: TimeOfDay,
}

/// The practice is closed on one day, or for a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// The day.
    pub date: Date,
    /// The part of it; `null` for the whole day.
    #[serde(default)]
    pub span: Option<Span>,
    /// Why, for staff and for the text that patients get.
    pub reason: String,
}

/// On one day these hours hold in place of the ordinary ones, bank holiday or not (C2.4: the override that opens one).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The day.
    pub date: Date,
    /// The hours; empty for the ordinary ones of that weekday.
    #[serde(default)]
    pub spans: Vec<Span>,
    /// Who announced it, or why.
    pub reason: String,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// Every day of the week, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Returns a date's day of the week.
    pub fn of(date: Date) -> Self {
        match date.weekday() {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}

impl std::fmt::Display for Weekday {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The names in English are the variants'.
        std::fmt::Debug::fmt(self, f)
    }
}

impl Week {
    /// Returns a week in which the practice never opens.
    pub(crate) const fn closed() -> Self {
        Self {
            monday: vec![],
            tuesday: vec![],
            wednesday: vec![],
            thursday: vec![],
            friday: vec![],
            saturday: vec![],
            sunday: vec![],
        }
    }

    /// Returns the spans of a day of the week, as written.
    pub fn on(&self, weekday: Weekday) -> &[Span] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }
}

impl Default for OpeningHours {
    /// Core hours of general practice: 08:00 to 18:30, Monday to Friday, England and Wales (C2.4).
    fn default() -> Self {
        let core =
            || vec![Span { opens: TimeOfDay::from_minutes(8 * 60), closes: TimeOfDay::from_minutes(18 * 60 + 30) }];
        Self {
            time_zone: "Europe/London".to_owned(),
            division: Some(Division::EnglandAndWales),
            week: Week {
                monday: core(),
                tuesday: core(),
                wednesday: core(),
                thursday: core(),
                friday: core(),
                saturday: Vec::new(),
                sunday: Vec::new(),
            },
            closures: Vec::new(),
            openings: Vec::new(),
        }
    }
}
