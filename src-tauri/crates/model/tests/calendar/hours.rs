//! Opening hours: what holds on a day, and what is refused (C2.4, C-01, C-02).

use jiff::{SignedDuration, Timestamp, ToSpan as _};
use model::calendar::{
    Calendar, CalendarError, Division, HoursError, Line, OpeningHours, SEARCH_DAYS, TimeOfDay, TimeOfDayError, Week,
    Weekday,
};

use crate::surgery::{
    BY_TIME, ONE_DAY, closed, closed_for, date, due, england, holidays, london, open, opened, shown, span, zone,
};

fn with_lunch() -> OpeningHours {
    let mut hours = OpeningHours::default();
    hours.week.wednesday = vec![span("08:00", "12:30"), span("13:30", "18:30")];
    hours
}

#[test]
fn c2_4_core_hours_are_the_default() {
    let calendar = england();
    for (at, is_open) in [
        ("2026-03-11T07:59:59", false),
        ("2026-03-11T08:00", true),
        ("2026-03-11T18:29:59", true),
        ("2026-03-11T18:30", false),
        ("2026-03-14T12:00", false),
        ("2026-03-15T12:00", false),
        ("2026-05-25T12:00", false),
    ] {
        assert_eq!(calendar.is_open(london(at)), is_open, "{at}");
    }
    assert_eq!(calendar.bank_holiday(date("2026-05-25")).unwrap().title, "Spring bank holiday", "and the reason");
}

#[test]
fn c_01_a_lunch_gap_works() {
    let calendar = open(&with_lunch());
    assert!(!calendar.is_open(london("2026-03-11T12:30")), "closed for lunch");
    assert_eq!(shown(calendar.next_opening(london("2026-03-11T12:45")).unwrap()), "Wed 2026-03-11 13:30:00");
    let worked = calendar.working_time_between(london("2026-03-11T12:00"), london("2026-03-11T14:00")).unwrap();
    assert_eq!(worked, SignedDuration::from_hours(1));
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-03-10T13:00"), "Wed 2026-03-11 13:30:00", "not during lunch");
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-03-11T13:00"), "Thu 2026-03-12 13:30:00", "starts after lunch");
}

#[test]
fn c2_4_spans_that_touch_are_one() {
    let mut hours = OpeningHours::default();
    hours.week.monday = vec![span("12:00", "18:30"), span("08:00", "12:00")];
    let calendar = open(&hours);
    assert!(calendar.is_open(london("2026-03-16T12:00")));
    assert_eq!(shown(calendar.next_opening(london("2026-03-16T09:00")).unwrap()), "Tue 2026-03-17 08:00:00");
}

#[test]
fn c_02_closures_start_and_end_by_themselves() {
    let closures = vec![closed("2026-03-11"), closed_for("2026-03-12", "08:00", "10:00"), closed("2026-03-15")];
    let calendar = open(&OpeningHours { closures, ..OpeningHours::default() });
    assert_eq!(shown(calendar.next_opening(london("2026-03-10T19:00")).unwrap()), "Thu 2026-03-12 10:00:00");
    assert!(!calendar.opens_on(date("2026-03-11")) && calendar.opens_on(date("2026-03-12")));
    assert_eq!(shown(calendar.closing_on(date("2026-03-12")).unwrap()), "Thu 2026-03-12 18:30:00");
}

#[test]
fn c_02_a_closure_may_cut_a_hole() {
    let closures = vec![closed_for("2026-03-11", "12:00", "14:00"), closed_for("2026-03-11", "18:00", "19:00")];
    let calendar = open(&OpeningHours { closures, ..with_lunch() });
    let worked = calendar.working_time_between(london("2026-03-11T00:00"), london("2026-03-12T00:00")).unwrap();
    assert_eq!(worked, SignedDuration::from_hours(8), "four hours before, four after");
}

#[test]
fn c2_4_an_opening_holds_in_place_of_ordinary_hours() {
    let openings =
        vec![opened("2026-04-03", &[span("09:00", "12:00")]), opened("2026-03-14", &[span("10:00", "13:00")])];
    let closures = vec![closed_for("2026-04-03", "11:00", "12:00")];
    let calendar = open(&OpeningHours { openings, closures, ..OpeningHours::default() });
    assert_eq!(shown(calendar.next_opening(london("2026-04-02T19:00")).unwrap()), "Fri 2026-04-03 09:00:00");
    let closes = calendar.closing_on(date("2026-04-03")).unwrap();
    assert_eq!(shown(closes), "Fri 2026-04-03 11:00:00", "a closure cuts an opening too");
    assert_eq!(shown(calendar.next_opening(london("2026-03-13T19:00")).unwrap()), "Sat 2026-03-14 10:00:00");
}

#[test]
fn c2_4_any_time_zone_and_no_division() {
    let hours = OpeningHours { time_zone: "Asia/Singapore".to_owned(), division: None, ..OpeningHours::default() };
    let calendar = open(&hours);
    let good_friday: Timestamp = "2026-04-03T00:00:00Z".parse().unwrap();
    assert!(calendar.is_open(good_friday), "08:00 in Singapore, where nothing is known of bank holidays");
    assert!(!calendar.is_open(good_friday - SignedDuration::from_secs(1)));
    let dublin = OpeningHours { time_zone: "Europe/Dublin".to_owned(), division: None, ..OpeningHours::default() };
    assert_eq!(open(&dublin).next_opening(london("2026-03-29T01:30")).unwrap(), london("2026-03-30T08:00"));
}

#[test]
fn c2_4_hours_in_the_night_of_a_clock_change() {
    let mut hours = OpeningHours::default();
    hours.week.sunday = vec![span("00:30", "01:30"), span("01:40", "01:50"), span("02:00", "03:00")];
    let calendar = open(&hours);
    let worked = |day: &str| {
        let start = calendar.instant(date(day).at(0, 0, 0, 0)).unwrap();
        calendar.working_time_between(start, start + SignedDuration::from_hours(12)).unwrap()
    };
    assert_eq!(worked("2026-03-22"), SignedDuration::from_mins(130), "an ordinary Sunday");
    assert_eq!(worked("2026-03-29"), SignedDuration::from_mins(90), "the hour from 01:00 is left out");
    assert_eq!(worked("2026-10-25"), SignedDuration::from_mins(130), "of the hour from 01:00 the first showing counts");
}

#[test]
fn c2_4_a_clock_that_goes_back_over_midnight() {
    // Newfoundland went back at 00:01 until 2011: after 00:00:59 on Sunday came 23:01 on Saturday once more.
    let mut hours =
        OpeningHours { time_zone: "America/St_Johns".to_owned(), division: None, ..OpeningHours::default() };
    hours.week.sunday = vec![span("00:00", "12:00")];
    let calendar = open(&hours);
    let (start, noon) = ("2010-11-07T02:30:00Z".parse().unwrap(), "2010-11-07T15:30:00Z".parse().unwrap());
    assert_eq!(calendar.working_time_between(start, noon).unwrap(), SignedDuration::from_hours(13));
    let twice: Timestamp = "2010-11-07T03:00:00Z".parse().unwrap();
    assert_eq!(twice.to_zoned(zone("America/St_Johns")).date(), date("2010-11-06"), "Saturday by the clock");
    assert!(calendar.is_open(twice), "but Sunday has begun");
}

#[test]
fn c2_4_a_practice_that_never_opens_is_an_error_not_a_loop() {
    let never = OpeningHours { week: Week::default(), ..OpeningHours::default() };
    assert_eq!(never.check(), Err(HoursError::NeverOpen), "a target without hours is refused");
    let once = OpeningHours { openings: vec![opened("2026-03-11", &[span("09:00", "10:00")])], ..never };
    let calendar = open(&once);
    let from = london("2026-03-11T10:00");
    let never_open = Err(CalendarError::NeverOpen { from, days: SEARCH_DAYS });
    assert!(!calendar.is_open(from));
    assert_eq!(calendar.next_opening(from), never_open);
    assert_eq!(calendar.open_from(from), never_open);
    assert_eq!(calendar.add_working_time(from, SignedDuration::from_mins(1)), never_open);
    assert_eq!(ONE_DAY.due(&calendar, BY_TIME, from), never_open);
    let before = london("2026-03-11T09:30");
    let error = CalendarError::TooFar { from: before, days: SEARCH_DAYS };
    let too_far = Err(error);
    assert_eq!(calendar.add_working_time(before, SignedDuration::from_hours(1)), too_far);
    assert_eq!(ONE_DAY.due(&calendar, BY_TIME, before), too_far);
    assert_eq!(calendar.working_time_between(before, before + SignedDuration::from_hours(24 * 3_661)), Err(error));
    assert_eq!(calendar.working_time_between(before, from), Ok(SignedDuration::from_mins(30)));
}

#[test]
fn c2_4_no_working_time_lies_between_now_and_before() {
    // Both while the practice is open: the part of a span between them must not count backwards.
    let (one, two) = (london("2026-03-11T10:00"), london("2026-03-11T10:00:01"));
    assert_eq!(england().working_time_between(two, one), Ok(SignedDuration::ZERO));
    assert_eq!(england().working_time_between(one, one), Ok(SignedDuration::ZERO));
}

#[test]
fn c2_4_the_ends_of_time_are_errors_too() {
    let calendar = england();
    assert!(calendar.next_opening(Timestamp::MAX).is_err());
    assert!(calendar.add_working_time(Timestamp::MAX, SignedDuration::MAX).is_err());
    assert!(calendar.add_working_time(Timestamp::MIN, SignedDuration::MAX).is_err());
    assert!(calendar.working_time_between(Timestamp::MIN, Timestamp::MAX).is_err());
    assert!(!calendar.is_open(Timestamp::MAX) && !calendar.is_open(Timestamp::MIN));
}

fn refused(change: impl FnOnce(&mut OpeningHours)) -> HoursError {
    let mut hours = OpeningHours::default();
    change(&mut hours);
    let refusal = hours.check().unwrap_err();
    assert_eq!(Calendar::new(&hours, holidays()).unwrap_err(), refusal, "no calendar of such hours");
    refusal
}

#[test]
fn c2_4_closing_before_opening_is_refused_with_the_line() {
    let weekday = Weekday::Wednesday;
    for (opens, closes) in [("13:30", "12:30"), ("13:30", "13:30")] {
        let refusal = refused(|hours| hours.week.wednesday = vec![span("08:00", "12:00"), span(opens, closes)]);
        let at = span(opens, closes);
        let line = Line::Weekday { weekday, span: 2 };
        assert_eq!(refusal, HoursError::ClosesBeforeOpening { line, opens: at.opens, closes: at.closes });
    }
    let refusal = refused(|hours| hours.week.wednesday = vec![span("18:30", "08:00")]);
    assert_eq!(refusal.to_string(), "Wednesday, span 1: closes at 08:00, but opens only at 18:30");
    let refusal = refused(|hours| hours.closures = vec![closed_for("2026-03-11", "18:30", "13:00")]);
    assert_eq!(refusal.to_string(), "closure 1 on 2026-03-11: closes at 13:00, but opens only at 18:30");
    let refusal = refused(|hours| hours.openings = vec![opened("2026-04-03", &[span("12:00", "09:00")])]);
    assert_eq!(refusal.to_string(), "opening 1 on 2026-04-03, span 1: closes at 09:00, but opens only at 12:00");
}

#[test]
fn c2_4_times_that_no_day_has_are_refused_with_the_line() {
    for (opens, closes, wrong) in
        [("08:00", "24:00", "24:00"), ("08:00", "25:30", "25:30"), ("24:00", "25:00", "24:00")]
    {
        let refusal = refused(|hours| hours.week.friday = vec![span(opens, closes)]);
        let line = Line::Weekday { weekday: Weekday::Friday, span: 1 };
        assert_eq!(refusal, HoursError::NotInADay { line, time: TimeOfDay::parse(wrong).unwrap() });
    }
    let refusal = refused(|hours| hours.closures = vec![closed_for("2026-03-11", "13:00", "24:00")]);
    assert_eq!(refusal.to_string(), "closure 1 on 2026-03-11: no day has 24:00; the last minute is 23:59");
}

#[test]
fn c2_4_overlaps_are_refused_with_both_lines() {
    let refusal = refused(|hours| {
        hours.week.monday = vec![span("13:00", "18:30"), span("08:00", "10:00"), span("09:59", "12:00")];
    });
    assert_eq!(refusal.to_string(), "Monday, span 3 overlaps with Monday, span 2");
    let refusal = refused(|hours| hours.week.monday = vec![span("08:00", "10:00"), span("08:00", "10:00")]);
    assert_eq!(refusal.to_string(), "Monday, span 2 overlaps with Monday, span 1");
    let afternoon = || closed_for("2026-03-11", "13:00", "18:30");
    for closures in [
        vec![closed("2026-03-11"), closed("2026-03-11")],
        vec![closed("2026-03-11"), afternoon()],
        vec![afternoon(), closed("2026-03-11")],
        vec![afternoon(), closed_for("2026-03-11", "18:00", "19:00")],
    ] {
        let refusal = refused(|hours| hours.closures = closures);
        assert_eq!(refusal.to_string(), "closure 2 on 2026-03-11 overlaps with closure 1 on 2026-03-11");
    }
}

#[test]
fn c2_4_openings_that_contradict_are_refused() {
    let twice = refused(|hours| hours.openings = vec![opened("2026-04-03", &[]), opened("2026-04-03", &[])]);
    assert_eq!(twice, HoursError::OpenedTwice { number: 2, date: date("2026-04-03") });
    let both = refused(|hours| {
        hours.openings = vec![opened("2026-04-03", &[])];
        hours.closures = vec![closed("2026-03-11"), closed("2026-04-03")];
    });
    assert_eq!(both, HoursError::OpenedAndClosed { date: date("2026-04-03"), opening: 1, closure: 2 });
    let nothing = refused(|hours| hours.openings = vec![opened("2026-03-14", &[])]);
    assert_eq!(nothing, HoursError::OpensNothing { number: 1, date: date("2026-03-14"), weekday: Weekday::Saturday });
    let zone = refused(|hours| hours.time_zone = "Europe/Doncaster".to_owned());
    assert_eq!(zone, HoursError::UnknownTimeZone { name: "Europe/Doncaster".to_owned() });
}

#[test]
fn c2_4_hours_are_written_and_read_with_these_names_for_ever() {
    let hours = OpeningHours {
        week: Week { monday: vec![span("08:00", "12:30")], ..Week::default() },
        closures: vec![closed("2026-04-07"), closed_for("2026-03-16", "09:00", "10:00")],
        openings: vec![opened("2026-04-03", &[])],
        ..OpeningHours::default()
    };
    let json = serde_json::json!({
        "time_zone": "Europe/London",
        "division": "england-and-wales",
        "week": {
            "monday": [{"opens": "08:00", "closes": "12:30"}],
            "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": [],
        },
        "closures": [
            {"date": "2026-04-07", "span": null, "reason": "closed"},
            {"date": "2026-03-16", "span": {"opens": "09:00", "closes": "10:00"}, "reason": "closed"},
        ],
        "openings": [{"date": "2026-04-03", "spans": [], "reason": "announced"}],
    });
    assert_eq!(serde_json::to_value(&hours).unwrap(), json);
    assert_eq!(serde_json::from_value::<OpeningHours>(json.clone()).unwrap(), hours);
    let mut spoilt = json.clone();
    spoilt["closures"][0]["date"] = "2026-02-30".into();
    assert!(serde_json::from_value::<OpeningHours>(spoilt).is_err(), "a date that does not exist is not shifted");
    let mut forgotten = json;
    forgotten.as_object_mut().unwrap().remove("division");
    assert!(serde_json::from_value::<OpeningHours>(forgotten).is_err(), "bank holidays are not lost without a word");
    let error = serde_json::to_value(Division::NorthernIreland).unwrap();
    assert_eq!(error, "northern-ireland");
}

#[test]
fn c2_4_a_time_is_hours_and_minutes() {
    assert_eq!(TimeOfDay::parse("08:05").unwrap().minutes(), 485);
    assert_eq!(TimeOfDay::parse("08:05").unwrap().to_string(), "08:05");
    assert_eq!(TimeOfDay::parse("08:60"), Err(TimeOfDayError::Minutes { text: "08:60".to_owned() }));
    for text in ["8:05", "08.05", "0805", "08:05:00", "-8:05", "08:5", "", ":", "٠٨:٠٥", "+8:05"] {
        assert_eq!(TimeOfDay::parse(text), Err(TimeOfDayError::NotATime { text: text.to_owned() }));
    }
}

#[test]
fn c2_4_ten_years_are_searched_and_no_more() {
    let rarely = OpeningHours {
        week: Week::default(),
        openings: vec![opened("2036-03-12", &[span("09:00", "10:00")])],
        ..OpeningHours::default()
    };
    let calendar = open(&rarely);
    let opening = london("2036-03-12T09:00");
    assert_eq!(calendar.next_opening(london("2026-04-11T09:00")), Ok(opening));
    let long_before = london("2036-03-12T09:00").to_zoned(zone("UTC")).checked_sub(11.years()).unwrap().timestamp();
    assert!(calendar.next_opening(long_before).is_err());
}
