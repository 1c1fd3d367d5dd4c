//! The bundled bank holidays, worked out a second time from the law; and what is refused of a refreshed copy (C2.4).

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use model::calendar::{BankHolidays, Division, HolidayError};

use crate::surgery::{date, holidays};

const BUNDLED: &str = include_str!("../../src/calendar/bank-holidays.json");

/// The Sunday of Easter in the Gregorian calendar: Gauss's rule, with Lichtenberg's correction.
fn easter(year: i16) -> Date {
    let century = year / 100;
    let moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let sun = 2 - (3 * century + 3) / 4;
    let cycle = year % 19;
    let seed = (19 * cycle + moon) % 30;
    let full_moon = 21 + seed - (seed + cycle / 11) / 29;
    let sunday = 7 - (year + year / 4 + sun) % 7;
    let days = full_moon + 7 - (full_moon - sunday).rem_euclid(7);
    // Counted from 1 March.
    Date::new(year, 3, 1).unwrap() + i64::from(days - 1).days()
}

#[test]
fn c2_4_easter_is_where_it_is_known_to_be() {
    for known in ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"] {
        assert_eq!(easter(date(known).year()), date(known), "{known}");
    }
}

fn monday(year: i16, month: i8, nth: i8) -> Date {
    Date::new(year, month, 1).unwrap().nth_weekday_of_month(nth, Weekday::Monday).unwrap()
}

/// The bank holidays of a year by the rules; a day at a weekend moves to the next weekday that is not one already.
fn by_rule(division: Division, year: i16) -> BTreeMap<Date, (&'static str, bool)> {
    let day = |month, day| Date::new(year, month, day).unwrap();
    let (scotland, northern_ireland) = (division == Division::Scotland, division == Division::NorthernIreland);
    let mut days = BTreeMap::new();
    days.insert(easter(year).checked_sub(2.days()).unwrap(), ("Good Friday", false));
    if !scotland {
        days.insert(easter(year).tomorrow().unwrap(), ("Easter Monday", false));
    }
    days.insert(monday(year, 5, 1), ("Early May bank holiday", false));
    days.insert(monday(year, 5, -1), ("Spring bank holiday", false));
    days.insert(monday(year, 8, if scotland { 1 } else { -1 }), ("Summer bank holiday", false));
    let mut fixed = vec![(day(1, 1), "New Year’s Day")];
    if scotland {
        fixed.extend([(day(1, 2), "2nd January"), (day(11, 30), "St Andrew’s Day")]);
    }
    if northern_ireland {
        fixed.extend([(day(3, 17), "St Patrick’s Day"), (day(7, 12), "Battle of the Boyne (Orangemen’s Day)")]);
    }
    fixed.extend([(day(12, 25), "Christmas Day"), (day(12, 26), "Boxing Day")]);
    let is_weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let (moved, kept): (Vec<_>, Vec<_>) = fixed.into_iter().partition(|(day, _)| is_weekend(*day));
    days.extend(kept.into_iter().map(|(day, title)| (day, (title, false))));
    for (mut day, title) in moved {
        while is_weekend(day) || days.contains_key(&day) {
            day = day.tomorrow().unwrap();
        }
        days.insert(day, (title, true));
    }
    days
}

#[test]
fn c2_4_the_bundled_bank_holidays_follow_the_law() {
    let holidays = holidays();
    // Appointed by proclamation of 3 February 2026 (Banking and Financial Dealings Act 1971, section 1(3)), Scotland only.
    let proclaimed = (date("2026-06-15"), ("World Cup bank holiday", false));
    for division in Division::ALL {
        let mut expected: BTreeMap<Date, (&str, bool)> =
            (2025..=2028).flat_map(|year| by_rule(division, year)).collect();
        if division == Division::Scotland {
            expected.extend([proclaimed]);
        }
        let bundled: BTreeMap<Date, (&str, bool)> = holidays
            .of(division)
            .map(|holiday| (holiday.date, (holiday.title.as_str(), holiday.notes == "Substitute day")))
            .collect();
        assert_eq!(bundled, expected, "{division}");
    }
}

#[test]
fn c2_4_the_three_divisions_differ() {
    let holidays = holidays();
    let kept = |division, day: &str| holidays.on(division, date(day)).is_some();
    let [england, scotland, northern_ireland] = Division::ALL;
    for (day, in_england, in_scotland, in_northern_ireland) in [
        ("2026-01-02", false, true, false),
        ("2026-03-17", false, false, true),
        ("2026-04-03", true, true, true),
        ("2026-04-06", true, false, true),
        ("2026-06-15", false, true, false),
        ("2026-07-13", false, false, true),
        ("2026-08-03", false, true, false),
        ("2026-08-31", true, false, true),
        ("2026-11-30", false, true, false),
        ("2026-12-28", true, true, true),
        ("2028-01-04", false, true, false),
    ] {
        let found = (kept(england, day), kept(scotland, day), kept(northern_ireland, day));
        assert_eq!(found, (in_england, in_scotland, in_northern_ireland), "{day}");
    }
}

#[test]
fn c2_4_a_warning_comes_before_the_data_runs_out() {
    let holidays = holidays();
    let division = Division::EnglandAndWales;
    assert_eq!(holidays.runs_out_on(division), Some(date("2028-12-31")));
    assert_eq!(holidays.warning(division, date("2028-10-02"), 90), None, "exactly 90 days are covered");
    let warning = holidays.warning(division, date("2028-10-03"), 90).unwrap();
    assert_eq!((warning.last_day, warning.days_left), (date("2028-12-31"), 89));
    assert_eq!(holidays.warning(division, date("2029-01-02"), 90).unwrap().days_left, -2, "run out");
}

#[test]
fn c2_4_a_copy_is_written_as_it_was_read() {
    let json = serde_json::to_string(holidays()).unwrap();
    assert_eq!(BankHolidays::parse(&json).unwrap(), *holidays(), "GOV.UK's format, both ways");
    assert_eq!(serde_json::from_str::<BankHolidays>(&json).unwrap(), *holidays());
    let with_bunting = BUNDLED.replace("\"notes\": \"\"", "\"notes\": \"\", \"bunting\": true");
    assert_eq!(
        BankHolidays::parse(&with_bunting).unwrap(),
        *holidays(),
        "fields that mean nothing here are passed over"
    );
}

#[test]
fn c2_4_a_refreshed_copy_replaces_its_years_only() {
    let mut newer: serde_json::Value = serde_json::from_str(BUNDLED).unwrap();
    for (_, division) in newer.as_object_mut().unwrap() {
        let events = division["events"].as_array_mut().unwrap();
        events.retain(|event| event["date"].as_str().unwrap().starts_with("2026"));
        events.push(serde_json::json!({"title": "Jubilee", "date": "2026-09-04", "notes": ""}));
    }
    let newer = BankHolidays::parse(&newer.to_string()).unwrap();
    let refreshed = holidays().refreshed(&newer).unwrap();
    let division = Division::EnglandAndWales;
    assert_eq!(refreshed.of(division).count(), holidays().of(division).count() + 1, "one day more");
    assert_eq!(refreshed.on(division, date("2026-09-04")).unwrap().title, "Jubilee");
    assert_eq!(refreshed.runs_out_on(division), Some(date("2028-12-31")), "later years are kept");
}

/// The bundled copy with one text put in another's place, the first time it stands there.
fn spoilt(from: &str, to: &str) -> Result<BankHolidays, HolidayError> {
    assert!(BUNDLED.contains(from), "{from} is there to be spoilt");
    BankHolidays::parse(&BUNDLED.replacen(from, to, 1))
}

#[test]
fn c2_4_a_date_that_does_not_exist_is_refused_not_shifted() {
    let division = Division::EnglandAndWales;
    for text in ["2025-02-30", "2025-13-01", "2025-1-1", "20250101", "2025-01-01T00:00", "1 January", ""] {
        let refused = spoilt("\"2025-01-01\"", &format!("\"{text}\"")).unwrap_err();
        assert_eq!(refused, HolidayError::NoSuchDate { division, entry: 1, text: text.to_owned() });
    }
    let sentence = spoilt("2025-04-18", "2025-02-29").unwrap_err().to_string();
    assert_eq!(sentence, "england-and-wales, entry 2: there is no date \"2025-02-29\"", "the place and the reason");
}

#[test]
fn c2_4_a_damaged_copy_is_refused_with_the_place() {
    let division = Division::EnglandAndWales;
    let refused = |from, to| spoilt(from, to).unwrap_err();
    let repeated = HolidayError::Repeated { division, entry: 3, date: date("2025-04-18") };
    assert_eq!(refused("2025-04-21", "2025-04-18"), repeated);
    let untitled = HolidayError::NoTitle { division, entry: 2, date: date("2025-04-18") };
    assert_eq!(refused("\"Good Friday\"", "\" \""), untitled);
    let missing = HolidayError::DivisionMissing { division: Division::Scotland };
    assert_eq!(refused("\"scotland\": {", "\"scottland\": {"), missing);
    let misnamed = HolidayError::DivisionMisnamed { division: Division::Scotland, name: "wales".to_owned() };
    assert_eq!(refused("\"division\": \"scotland\"", "\"division\": \"wales\""), misnamed);
    // A year that is cut off, and a date so far ahead that it would hide that the data runs out.
    let short = HolidayError::YearIncomplete { division, year: 2025, found: 7, least: 8 };
    assert_eq!(
        refused("      {\"title\": \"New Year’s Day\", \"date\": \"2025-01-01\", \"notes\": \"\"},\n", ""),
        short
    );
    let far = HolidayError::YearIncomplete { division, year: 2028, found: 7, least: 8 };
    assert_eq!(refused("2028-12-26", "9028-12-26"), far);
    let HolidayError::NotTheFormat { line, reason, .. } = refused("\"events\": [", "\"events\": {") else {
        panic!("not the format")
    };
    assert_eq!(line, 4, "{reason}");
    assert!(matches!(BankHolidays::parse("<html>"), Err(HolidayError::NotTheFormat { line: 1, .. })), "an error page");
    assert!(matches!(BankHolidays::parse(""), Err(HolidayError::NotTheFormat { .. })), "nothing");
}
