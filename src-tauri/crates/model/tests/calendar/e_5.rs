//! The table of E.5, each row.

use jiff::{SignedDuration, Timestamp};
use model::calendar::{Division, OpeningHours, Target};

use crate::surgery::{
    BY_CLOSE, BY_LENGTH, BY_TIME, ONE_DAY, closed, closed_for, core_hours, due, england, london, open, opened, shown,
};

/// Arrival, where the clock starts, due at the same time, due by close.
const ROWS: [(&str, &str, &str, &str); 8] = [
    ("2026-03-11T10:00", "Wed 2026-03-11 10:00:00", "Thu 2026-03-12 10:00:00", "Thu 2026-03-12 18:30:00"),
    ("2026-03-13T18:29:59", "Fri 2026-03-13 18:29:59", "Mon 2026-03-16 18:29:59", "Mon 2026-03-16 18:30:00"),
    ("2026-03-13T18:30", "Mon 2026-03-16 08:00:00", "Tue 2026-03-17 08:00:00", "Tue 2026-03-17 18:30:00"),
    ("2026-03-14T21:00", "Mon 2026-03-16 08:00:00", "Tue 2026-03-17 08:00:00", "Tue 2026-03-17 18:30:00"),
    ("2026-04-02T18:15", "Thu 2026-04-02 18:15:00", "Tue 2026-04-07 18:15:00", "Tue 2026-04-07 18:30:00"),
    ("2026-04-02T19:00", "Tue 2026-04-07 08:00:00", "Wed 2026-04-08 08:00:00", "Wed 2026-04-08 18:30:00"),
    ("2026-12-24T17:00", "Thu 2026-12-24 17:00:00", "Tue 2026-12-29 17:00:00", "Tue 2026-12-29 18:30:00"),
    ("2027-12-24T17:00", "Fri 2027-12-24 17:00:00", "Wed 2027-12-29 17:00:00", "Wed 2027-12-29 18:30:00"),
];

#[test]
fn e_5_every_row_in_england() {
    let calendar = england();
    for (arrival, start, same_time, by_close) in ROWS {
        assert_eq!(shown(calendar.open_from(london(arrival)).unwrap()), start, "{arrival}: where the clock starts");
        assert_eq!(due(&calendar, ONE_DAY, BY_TIME, arrival), same_time, "{arrival}: the same time");
        assert_eq!(due(&calendar, ONE_DAY, BY_LENGTH, arrival), same_time, "{arrival}: 10.5 working hours");
        assert_eq!(due(&calendar, ONE_DAY, BY_CLOSE, arrival), by_close, "{arrival}: the setting, by close");
    }
}

#[test]
fn e_5_scotland_differs_where_its_bank_holidays_differ() {
    let scotland = open(&core_hours(Division::Scotland));
    let after_good_friday = due(&scotland, ONE_DAY, BY_TIME, "2026-04-02T19:00");
    assert_eq!(after_good_friday, "Tue 2026-04-07 08:00:00", "Good Friday is kept, Easter Monday is not");
    assert_eq!(due(&scotland, ONE_DAY, BY_TIME, "2026-04-02T18:15"), "Mon 2026-04-06 18:15:00");
    let new_year = due(&scotland, ONE_DAY, BY_TIME, "2025-12-31T17:00");
    assert_eq!(new_year, "Mon 2026-01-05 17:00:00", "2 January is kept");
    assert_eq!(due(&england(), ONE_DAY, BY_TIME, "2025-12-31T17:00"), "Fri 2026-01-02 17:00:00");
}

#[test]
fn e_5_a_surgery_in_northern_ireland_also_closed_on_easter_tuesday() {
    let hours = OpeningHours { closures: vec![closed("2026-04-07")], ..core_hours(Division::NorthernIreland) };
    let surgery = open(&hours);
    assert_eq!(shown(surgery.open_from(london("2026-04-02T19:00")).unwrap()), "Wed 2026-04-08 08:00:00");
    assert_eq!(due(&surgery, ONE_DAY, BY_TIME, "2026-04-02T19:00"), "Thu 2026-04-09 08:00:00");
    let boyne = due(&surgery, ONE_DAY, BY_TIME, "2026-07-10T12:00");
    assert_eq!(boyne, "Tue 2026-07-14 12:00:00", "12 July is a Sunday: Monday 13 July is kept");
    assert_eq!(due(&surgery, ONE_DAY, BY_TIME, "2026-03-16T12:00"), "Wed 2026-03-18 12:00:00", "St Patrick's Day");
}

#[test]
fn e_5_no_hour_slips_when_the_clocks_go_forward() {
    let calendar = england();
    // 01:30 on Sunday 29 March 2026 does not exist: these are the seconds around the jump at 01:00 UTC.
    for around in ["2026-03-29T00:30:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"] {
        let at: Timestamp = around.parse().unwrap();
        assert_eq!(shown(calendar.open_from(at).unwrap()), "Mon 2026-03-30 08:00:00", "{around}");
        assert_eq!(calendar.open_from(at).unwrap(), "2026-03-30T07:00:00Z".parse::<Timestamp>().unwrap(), "in UTC");
        assert_eq!(shown(ONE_DAY.due(&calendar, BY_TIME, at).unwrap()), "Tue 2026-03-31 08:00:00");
    }
    let friday = london("2026-03-27T17:00");
    for rule in [BY_TIME, BY_LENGTH] {
        assert_eq!(shown(ONE_DAY.due(&calendar, rule, friday).unwrap()), "Mon 2026-03-30 17:00:00", "{rule:?}");
    }
    let between = calendar.working_time_between(friday, london("2026-03-30T17:00")).unwrap();
    assert_eq!(between, SignedDuration::from_mins(630), "a working day is 10.5 hours, whatever the clocks do");
    let missing = calendar.instant("2026-03-29T01:30".parse().unwrap()).unwrap();
    assert_eq!(missing, "2026-03-29T01:00:00Z".parse::<Timestamp>().unwrap(), "a time left out is the jump");
    let jump = calendar.instant("2026-03-29T01:00".parse().unwrap()).unwrap();
    assert_eq!(jump, missing, "and so is its first minute");
    let after = calendar.instant("2026-03-29T02:00".parse().unwrap()).unwrap();
    assert_eq!(after, missing, "which the clock shows as two");
}

#[test]
fn e_5_no_hour_slips_when_the_clocks_go_back() {
    let calendar = england();
    // 01:30 on Sunday 25 October 2026 comes twice: in summer time and in winter time.
    for around in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
        let at: Timestamp = around.parse().unwrap();
        assert_eq!(shown(at), "Sun 2026-10-25 01:30:00", "{around}");
        assert_eq!(calendar.open_from(at).unwrap(), "2026-10-26T08:00:00Z".parse::<Timestamp>().unwrap());
        assert_eq!(shown(ONE_DAY.due(&calendar, BY_TIME, at).unwrap()), "Tue 2026-10-27 08:00:00");
    }
    let friday = london("2026-10-23T17:00");
    for rule in [BY_TIME, BY_LENGTH] {
        assert_eq!(shown(ONE_DAY.due(&calendar, rule, friday).unwrap()), "Mon 2026-10-26 17:00:00", "{rule:?}");
    }
    let between = calendar.working_time_between(friday, london("2026-10-26T17:00")).unwrap();
    assert_eq!(between, SignedDuration::from_mins(630));
    let twice = calendar.instant("2026-10-25T01:30".parse().unwrap()).unwrap();
    assert_eq!(twice, "2026-10-25T00:30:00Z".parse::<Timestamp>().unwrap(), "a time shown twice is its first");
}

#[test]
fn e_5_a_training_afternoon_stops_the_clock_at_13_00() {
    let training = closed_for("2026-03-11", "13:00", "18:30");
    let calendar = open(&OpeningHours { closures: vec![training], ..OpeningHours::default() });
    assert!(calendar.is_open(london("2026-03-11T12:59:59")), "open in the morning");
    assert!(!calendar.is_open(london("2026-03-11T13:00")), "closed from 13:00");
    let worked = calendar.working_time_between(london("2026-03-11T12:00"), london("2026-03-12T09:00")).unwrap();
    assert_eq!(worked, SignedDuration::from_hours(2), "an hour before 13:00, an hour the next morning");
    let two_hours = Target::WorkingMinutes { minutes: 120 };
    assert_eq!(due(&calendar, two_hours, BY_TIME, "2026-03-11T12:00"), "Thu 2026-03-12 09:00:00");
    // A working day from 10:00: three hours before the clock stops, 7.5 on Thursday.
    assert_eq!(due(&calendar, ONE_DAY, BY_LENGTH, "2026-03-11T10:00"), "Thu 2026-03-12 15:30:00");
    // The same time the next day is not moved by a short day, unless the practice is closed at that time.
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-03-11T10:00"), "Thu 2026-03-12 10:00:00");
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-03-10T15:00"), "Thu 2026-03-12 08:00:00");
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-03-10T13:00"), "Wed 2026-03-11 13:00:00", "at closing");
    assert_eq!(due(&calendar, ONE_DAY, BY_CLOSE, "2026-03-10T15:00"), "Wed 2026-03-11 13:00:00");
    assert_eq!(due(&calendar, Target::CloseOfDay, BY_TIME, "2026-03-11T10:00"), "Wed 2026-03-11 13:00:00");
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-03-11T14:00"), "Fri 2026-03-13 08:00:00", "starts Thursday");
}

#[test]
fn e_5_good_friday_opened_by_announcement() {
    let announced = OpeningHours { openings: vec![opened("2026-04-03", &[])], ..OpeningHours::default() };
    let calendar = open(&announced);
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-04-02T18:15"), "Fri 2026-04-03 18:15:00");
    assert_eq!(due(&calendar, ONE_DAY, BY_LENGTH, "2026-04-02T18:15"), "Fri 2026-04-03 18:15:00");
    let title = calendar.bank_holiday("2026-04-03".parse().unwrap()).map(|holiday| holiday.title.as_str());
    assert_eq!(title, Some("Good Friday"), "it is a bank holiday all the same");
    assert_eq!(due(&calendar, ONE_DAY, BY_TIME, "2026-04-03T18:15"), "Tue 2026-04-07 18:15:00", "Monday is kept");
}

#[test]
fn e_5_time_is_stored_in_utc_and_shown_in_london() {
    let winter = ONE_DAY.due(&england(), BY_TIME, "2026-01-14T10:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(winter.to_string(), "2026-01-15T10:00:00Z");
    let summer = ONE_DAY.due(&england(), BY_TIME, "2026-07-15T09:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(summer.to_string(), "2026-07-16T09:00:00Z");
    assert_eq!(shown(summer), "Thu 2026-07-16 10:00:00");
}
