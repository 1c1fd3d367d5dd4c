//! Until when (B-15, interaction 5.7): the times that are offered, and a time as somebody types it.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::Timestamp;
use model::calendar::{BankHolidays, Calendar, OpeningHours};
use model::snooze::{Preset, PresetKind, Understood, in_words, presets, understand};
use proptest::prelude::*;
use testkit::minute;
use testkit::random::cases;

/// Core hours in England and Wales.
fn england() -> Calendar {
    Calendar::new(&OpeningHours::default(), &BankHolidays::bundled().expect("bundled")).expect("ordinary hours")
}

/// What is offered at a time by UTC: which, when by UTC, and whether it was moved.
fn offered(now: &str) -> Vec<(PresetKind, Timestamp, bool)> {
    let found = presets(&england(), minute(now));
    found.into_iter().map(|Preset { kind, until, moved }| (kind, until, moved)).collect()
}

/// Reads a text; returns the time by UTC with its remaining words.
#[track_caller]
fn read(typed: &str, now: &str) -> Option<(Timestamp, String)> {
    match understand(typed, &england(), minute(now)) {
        Understood::At { until, rest, .. } => Some((until, rest)),
        _ => None,
    }
}

#[track_caller]
fn reads(typed: &str, now: &str, expected: &str) {
    assert_eq!(read(typed, now), Some((minute(expected), String::new())), "{typed}");
}

#[test]
fn b_15_on_an_ordinary_morning_four_times_are_offered() {
    assert_eq!(
        offered("2026-03-11T09:00"),
        [
            (PresetKind::LaterToday, minute("2026-03-11T12:00"), false),
            (PresetKind::ThisAfternoon, minute("2026-03-11T13:00"), false),
            (PresetKind::Tomorrow, minute("2026-03-12T08:00"), false),
            (PresetKind::Monday, minute("2026-03-16T08:00"), false),
        ]
    );
    let kinds: Vec<_> = offered("2026-03-11T10:00").into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, [PresetKind::LaterToday, PresetKind::Tomorrow, PresetKind::Monday], "none twice");
    let kinds: Vec<_> = offered("2026-03-11T14:00").into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, [PresetKind::LaterToday, PresetKind::Tomorrow, PresetKind::Monday], "none that is past");
}

#[test]
fn b_15_no_time_is_offered_at_which_the_practice_is_closed() {
    assert_eq!(
        offered("2026-03-12T17:00"),
        [
            (PresetKind::Tomorrow, minute("2026-03-13T08:00"), false),
            (PresetKind::Monday, minute("2026-03-16T08:00"), false)
        ],
        "later today would be tomorrow"
    );
    assert_eq!(offered("2026-03-13T17:00"), [(PresetKind::Monday, minute("2026-03-16T08:00"), false)], "a Friday");
    // Good Friday and Easter Monday: nothing of what its name says, once.
    assert_eq!(
        offered("2026-04-02T16:00"),
        [(PresetKind::LaterToday, minute("2026-04-07T07:00"), true)],
        "the Tuesday after Easter, in summer time"
    );
    let wednesday = offered("2026-04-01T08:00");
    assert!(wednesday.contains(&(PresetKind::Monday, minute("2026-04-07T07:00"), true)), "moved: {wednesday:?}");
}

#[test]
fn b_15_the_clocks_change_and_eight_stays_eight() {
    let before_spring = offered("2026-03-27T12:00");
    assert_eq!(before_spring.last(), Some(&(PresetKind::Monday, minute("2026-03-30T07:00"), false)), "summer time");
    let before_autumn = offered("2026-10-23T12:00");
    assert_eq!(before_autumn.last(), Some(&(PresetKind::Monday, minute("2026-10-26T08:00"), false)), "winter time");
    reads("monday 9:30", "2026-03-27T12:00", "2026-03-30T08:30");
    reads("monday 9:30", "2026-10-23T12:00", "2026-10-26T09:30");
    // 01:30 is left out in spring: the moment of the jump. In autumn it comes twice: the first.
    reads("sunday 1:30", "2026-03-27T12:00", "2026-03-29T01:00");
    reads("25 oct 01:30", "2026-10-23T12:00", "2026-10-25T00:30");
    // Hours that pass are hours.
    reads("in 3 hours", "2026-03-29T00:30", "2026-03-29T03:30");
    reads("in 3 hours", "2026-10-25T00:30", "2026-10-25T03:30");
}

#[test]
fn b_15_a_time_is_typed_as_people_say_it() {
    let now = "2026-11-23T10:00"; // A Monday.
    for (typed, expected) in [
        ("in 20 min", "2026-11-23T10:20"),
        ("20min", "2026-11-23T10:20"),
        ("in half an hour", "2026-11-23T10:30"),
        ("in 3 hours", "2026-11-23T13:00"),
        ("In an hour", "2026-11-23T11:00"),
        ("3h", "2026-11-23T13:00"),
        ("in 2 days", "2026-11-25T08:00"),
        ("in 1 week", "2026-11-30T08:00"),
        ("in a month", "2026-12-23T08:00"),
        ("tomorrow", "2026-11-24T08:00"),
        ("tomorrow 3pm", "2026-11-24T15:00"),
        ("tomorrow afternoon", "2026-11-24T13:00"),
        ("this afternoon", "2026-11-23T13:00"),
        ("today 16:30", "2026-11-23T16:30"),
        ("3pm", "2026-11-23T15:00"),
        ("9.30", "2026-11-24T09:30"),
        ("noon", "2026-11-23T12:00"),
        ("tue 3pm", "2026-11-24T15:00"),
        ("Tue 3 pm", "2026-11-24T15:00"),
        ("on Tuesday at 12am", "2026-11-24T00:00"),
        ("monday 9:30", "2026-11-30T09:30"),
        ("mon 11:00", "2026-11-23T11:00"),
        ("monday", "2026-11-30T08:00"),
        ("sat", "2026-11-30T08:00"),
        ("next week", "2026-11-30T08:00"),
        ("next tuesday", "2026-12-01T08:00"),
        ("25 nov", "2026-11-25T08:00"),
        ("25th November, 14:15", "2026-11-25T14:15"),
        ("nov 25", "2026-11-25T08:00"),
        ("4 jan 2027", "2027-01-04T08:00"),
        ("4 jan", "2027-01-04T08:00"),
        ("25/11", "2026-11-25T08:00"),
        ("25/11/2026 9am", "2026-11-25T09:00"),
        ("2026-11-25", "2026-11-25T08:00"),
        ("2026-11-25 10:45", "2026-11-25T10:45"),
        ("2026-11-25T10:45", "2026-11-25T10:45"),
    ] {
        reads(typed, now, expected);
    }
}

#[test]
fn b_15_a_day_without_a_time_is_when_the_practice_opens_on_it_or_next() {
    reads("25 dec", "2026-12-21T10:00", "2026-12-29T08:00"); // Christmas Day is a Friday, Monday stands in for Boxing Day.
    reads("good friday".replace("good ", "").as_str(), "2026-04-01T08:00", "2026-04-07T07:00");
    // A time that somebody writes out stays, and it is said that the practice is closed then.
    let (now, calendar) = (minute("2026-12-21T10:00"), england());
    let christmas = understand("25 dec 15:00", &calendar, now);
    let until = minute("2026-12-25T15:00");
    assert_eq!(christmas, Understood::At { until, closed: true, rest: String::new() });
    assert_eq!(in_words(&calendar, until, now), "Friday 25 December, 15:00");
    assert_eq!(in_words(&calendar, minute("2027-01-04T08:00"), now), "Monday 4 January 2027, 08:00", "another year");
}

#[test]
fn b_15_words_after_a_time_say_what_it_waits_for_and_words_alone_are_no_time() {
    let now = "2026-11-23T10:00";
    let at = |typed: &str| read(typed, now);
    let tuesday = minute("2026-11-24T15:00");
    assert_eq!(at("tue 3pm when results back"), Some((tuesday, "when results back".to_owned())));
    assert_eq!(at("tue 3pm, Blood results"), Some((tuesday, "Blood results".to_owned())));
    for words in
        ["when results back", "may be later", "march", "9", "in a while", "in 20", "99:99", "32 nov", "next", "-"]
    {
        assert_eq!(understand(words, &england(), minute(now)), Understood::Words, "{words}");
    }
    assert_eq!(understand("  ", &england(), minute(now)), Understood::Nothing);
    for late in [
        "2020-01-01",
        "today 9am",
        "2028-01-01",
        "in 400 days",
        "in 0 min",
        "25/11/2025",
        "19 nov 2025",
        "19 nov 2025 Letter",
    ] {
        assert_eq!(understand(late, &england(), minute(now)), Understood::OutOfRange, "{late}");
    }
}

proptest! {
    #![proptest_config(cases(512))]

    /// Whatever the time: what is offered lies ahead, in order, never twice, and the practice is open then.
    #[test]
    fn b_15_what_is_offered_is_ahead_and_the_practice_is_open(minutes in 0_i64..2 * 366 * 24 * 60) {
        let calendar = england();
        let now = minute("2026-01-01T00:00").saturating_add(jiff::SignedDuration::from_mins(minutes)).expect("a time");
        let found = presets(&calendar, now);
        prop_assert!(!found.is_empty(), "there is always a next time");
        for preset in &found {
            prop_assert!(preset.until > now && calendar.is_open(preset.until), "{preset:?}");
        }
        prop_assert!(found.windows(2).all(|pair| matches!(pair, [one, next] if one.until < next.until)), "{found:?}");
    }

    /// Whatever is typed: a time that is read lies ahead, and nothing that is typed is lost.
    #[test]
    fn b_15_whatever_is_typed_is_read_without_harm(typed in "([a-z0-9:./ ,-]{0,24}|\\PC{0,24})") {
        let now = minute("2026-11-23T10:00");
        if let Understood::At { until, rest, .. } = understand(&typed, &england(), now) {
            prop_assert!(until > now);
            prop_assert!(typed.split_whitespace().collect::<Vec<_>>().join(" ").ends_with(&rest));
        }
    }
}
