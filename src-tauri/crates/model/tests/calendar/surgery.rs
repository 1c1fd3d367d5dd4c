//! A surgery's hours, and its wall clock, worked out apart from the calendar.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use model::calendar::{
    BankHolidays, Calendar, Closure, Division, Opening, OpeningHours, Span, Target, TimeOfDay, WorkingDayRule,
};

pub(crate) const ONE_DAY: Target = Target::WorkingDays { days: 1 };
/// The readings of E.5; with days of 10.5 hours the first two of them agree on every row.
pub(crate) const BY_TIME: WorkingDayRule = WorkingDayRule::SameTime;
pub(crate) const BY_CLOSE: WorkingDayRule = WorkingDayRule::CloseOfDay;
pub(crate) const BY_LENGTH: WorkingDayRule = WorkingDayRule::WorkingTime { minutes_per_day: 630 };

pub(crate) fn holidays() -> &'static BankHolidays {
    // Once: properties ask thousands of times.
    static BUNDLED: LazyLock<BankHolidays> = LazyLock::new(|| BankHolidays::bundled().unwrap());
    &BUNDLED
}

pub(crate) fn open(hours: &OpeningHours) -> Calendar {
    Calendar::new(hours, holidays()).unwrap()
}

/// Core hours in England and Wales.
pub(crate) fn england() -> Calendar {
    open(&OpeningHours::default())
}

/// Core hours in a division.
pub(crate) fn core_hours(division: Division) -> OpeningHours {
    OpeningHours { division: Some(division), ..OpeningHours::default() }
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn span(opens: &str, closes: &str) -> Span {
    Span { opens: TimeOfDay::parse(opens).unwrap(), closes: TimeOfDay::parse(closes).unwrap() }
}

pub(crate) fn closed(day: &str) -> Closure {
    Closure { date: date(day), span: None, reason: "closed".to_owned() }
}

pub(crate) fn closed_for(day: &str, opens: &str, closes: &str) -> Closure {
    Closure { span: Some(span(opens, closes)), ..closed(day) }
}

pub(crate) fn opened(day: &str, spans: &[Span]) -> Opening {
    Opening { date: date(day), spans: spans.to_vec(), reason: "announced".to_owned() }
}

pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

/// An instant by London's wall clock.
pub(crate) fn london(text: &str) -> Timestamp {
    text.parse::<DateTime>().unwrap().to_zoned(zone("Europe/London")).unwrap().timestamp()
}

/// London's wall clock at an instant.
pub(crate) fn shown(at: Timestamp) -> String {
    at.to_zoned(zone("Europe/London")).datetime().strftime("%a %Y-%m-%d %H:%M:%S").to_string()
}

/// When something is due, by London's wall clock.
pub(crate) fn due(calendar: &Calendar, target: Target, rule: WorkingDayRule, arrival: &str) -> String {
    shown(target.due(calendar, rule, london(arrival)).unwrap())
}
