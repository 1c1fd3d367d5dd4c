//! Quiet hours for automatic messages (C2.15).

use model::calendar::{Division, OpeningHours, QuietHours, QuietHoursError, SendingDays, TimeOfDay, Week};

use crate::surgery::{core_hours, england, london, open, opened, shown, span};

fn quiet(starts: &str, ends: &str) -> QuietHours {
    let time = |text| TimeOfDay::parse(text).unwrap();
    QuietHours { starts: time(starts), ends: time(ends), days: SendingDays::EveryDay }
}

#[test]
fn c2_15_scheduled_at_22_00_moves_to_08_00() {
    let calendar = england();
    for (at, expected) in [
        ("2026-03-13T22:00", "Sat 2026-03-14 08:00:00"),
        ("2026-03-13T20:00", "Sat 2026-03-14 08:00:00"),
        ("2026-03-13T19:59:59", "Fri 2026-03-13 19:59:59"),
        ("2026-03-14T03:00", "Sat 2026-03-14 08:00:00"),
        ("2026-03-14T08:00", "Sat 2026-03-14 08:00:00"),
        ("2026-03-28T22:00", "Sun 2026-03-29 08:00:00"),
        ("2026-10-24T22:00", "Sun 2026-10-25 08:00:00"),
    ] {
        let allowed = QuietHours::default().next_allowed(&calendar, london(at)).unwrap();
        assert_eq!(shown(allowed), expected, "{at}");
    }
}

#[test]
fn c2_15_to_the_next_allowed_day() {
    let quiet = QuietHours { days: SendingDays::OpeningDays, ..QuietHours::default() };
    let allowed = |calendar, at| shown(quiet.next_allowed(calendar, london(at)).unwrap());
    let england = england();
    assert_eq!(allowed(&england, "2026-03-13T22:00"), "Mon 2026-03-16 08:00:00", "not at the weekend");
    assert_eq!(allowed(&england, "2026-04-02T22:00"), "Tue 2026-04-07 08:00:00", "not at Easter");
    assert_eq!(allowed(&england, "2026-04-03T12:00"), "Tue 2026-04-07 08:00:00");
    assert_eq!(allowed(&england, "2026-04-02T19:30"), "Thu 2026-04-02 19:30:00", "after closing, but not at night");
    assert_eq!(allowed(&open(&core_hours(Division::Scotland)), "2026-04-02T22:00"), "Mon 2026-04-06 08:00:00");
}

#[test]
fn c2_15_another_country_other_hours() {
    // The rule of the United States: 08:00 to 21:00.
    let allowed = quiet("21:00", "08:00").next_allowed(&england(), london("2026-03-13T20:30")).unwrap();
    assert_eq!(shown(allowed), "Fri 2026-03-13 20:30:00");
}

#[test]
fn c2_15_quiet_hours_that_leave_nothing_are_refused() {
    assert_eq!(QuietHours::default().check(), Ok(()));
    for (starts, ends) in [("08:00", "20:00"), ("08:00", "08:00")] {
        let hours = quiet(starts, ends);
        let refused = QuietHoursError::NothingLeft { starts: hours.starts, ends: hours.ends };
        assert_eq!(hours.check(), Err(refused));
        assert!(hours.next_allowed(&england(), london("2026-03-13T12:00")).is_err(), "an error, not a loop");
    }
    let late = quiet("24:00", "08:00");
    assert_eq!(late.check(), Err(QuietHoursError::NotInADay { time: late.starts }));
    let once = OpeningHours {
        week: Week::default(),
        openings: vec![opened("2026-03-11", &[span("09:00", "10:00")])],
        ..OpeningHours::default()
    };
    let days = QuietHours { days: SendingDays::OpeningDays, ..QuietHours::default() };
    assert!(days.next_allowed(&open(&once), london("2026-03-12T12:00")).is_err(), "never open, never sent, no loop");
}

#[test]
fn c2_15_quiet_hours_are_written_and_read_with_these_names_for_ever() {
    let json = serde_json::json!({"starts": "20:00", "ends": "08:00", "days": "every_day"});
    assert_eq!(serde_json::to_value(QuietHours::default()).unwrap(), json);
    assert_eq!(serde_json::from_value::<QuietHours>(json).unwrap(), QuietHours::default());
}
