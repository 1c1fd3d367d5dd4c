//! The reply clock (C2.5, C-06), the first look (C6.4) and whom an alarm reaches.

use model::calendar::{
    Attention, Calendar, ClockStatus, Counting, Escalation, EscalationError, EscalationStep, FirstLook, ReplyClock,
    Target,
};

use crate::surgery::{BY_CLOSE, BY_TIME, ONE_DAY, england, london, shown};

fn started(arrival: &str) -> ReplyClock {
    ReplyClock::start(&england(), ONE_DAY, BY_TIME, london(arrival)).unwrap()
}

#[test]
fn c2_5_near_due_and_overdue() {
    let (calendar, clock) = (england(), started("2026-03-13T10:00"));
    assert_eq!(shown(clock.due), "Mon 2026-03-16 10:00:00");
    for (now, expected) in [
        ("2026-03-13T10:00", ClockStatus::InTime),
        ("2026-03-13T18:29", ClockStatus::InTime),
        ("2026-03-13T18:30", ClockStatus::NearDue { minutes_left: 120 }),
        ("2026-03-15T12:00", ClockStatus::NearDue { minutes_left: 120 }),
        ("2026-03-16T09:15:30", ClockStatus::NearDue { minutes_left: 44 }),
        ("2026-03-16T10:00", ClockStatus::Overdue),
        ("2026-04-16T10:00", ClockStatus::Overdue),
    ] {
        assert_eq!(clock.status(&calendar, london(now), 120).unwrap(), expected, "{now}");
    }
}

#[test]
fn c_06_the_clock_stands_still_while_waiting_for_the_patient() {
    let calendar = england();
    // Half a working hour is used when the practice asks; ten are left when the patient answers.
    let clock = started("2026-03-11T10:00").pause(london("2026-03-11T10:30"));
    let since = london("2026-03-11T10:30");
    assert_eq!(clock.paused_since(), Some(since));
    let waiting = clock.status(&calendar, london("2026-04-30T12:00"), 120).unwrap();
    assert_eq!(waiting, ClockStatus::Paused { since }, "never overdue while the patient is asked");
    let clock = clock.resume(&calendar, london("2026-03-13T10:00")).unwrap();
    assert_eq!(shown(clock.due), "Mon 2026-03-16 09:30:00", "8.5 hours of Friday, 1.5 of Monday");
    assert_eq!(clock.paused_since(), None);
    let again = clock.pause(london("2026-03-13T11:00")).resume(&calendar, london("2026-03-13T12:00")).unwrap();
    assert_eq!(shown(again.due), "Mon 2026-03-16 10:30:00", "and once more");
    assert_eq!(again.pauses.len(), 2);
}

#[test]
fn c_06_what_was_overdue_stays_overdue() {
    let calendar = england();
    let clock = started("2026-03-11T10:00").pause(london("2026-03-12T11:00"));
    assert_eq!(clock.status(&calendar, london("2026-03-12T12:00"), 120).unwrap(), ClockStatus::Overdue);
    let resumed = clock.clone().resume(&calendar, london("2026-03-13T10:00")).unwrap();
    assert_eq!(resumed.due, clock.due, "asking the patient late does not buy time");
}

#[test]
fn c_06_stopping_and_starting_twice_changes_nothing() {
    let calendar = england();
    let (asked, answered) = (london("2026-03-11T11:00"), london("2026-03-11T12:00"));
    let clock = started("2026-03-11T10:00");
    let untouched = clock.clone().resume(&calendar, answered).unwrap();
    assert_eq!(untouched, clock, "it is going already");
    let paused = clock.pause(asked);
    assert_eq!(paused.clone().pause(answered), paused, "it stands still already");
    let resumed = paused.clone().resume(&calendar, answered).unwrap();
    assert_eq!(resumed.clone().resume(&calendar, london("2026-03-12T12:00")).unwrap(), resumed);
    let backwards = paused.clone().resume(&calendar, london("2026-03-11T09:00")).unwrap();
    assert_eq!(backwards.due, started("2026-03-11T10:00").due, "a clock set back adds and takes nothing");
}

#[test]
fn c_06_a_pause_in_closed_hours_takes_nothing() {
    let calendar = england();
    let clock = started("2026-03-13T18:30");
    let resumed =
        clock.clone().pause(london("2026-03-13T20:00")).resume(&calendar, london("2026-03-13T21:00")).unwrap();
    assert_eq!(resumed.due, clock.due, "and does not make the due time earlier");
}

#[test]
fn c2_5_another_policy_moves_a_running_clock() {
    let calendar = england();
    let clock = started("2026-03-11T10:00").pause(london("2026-03-11T10:30"));
    let clock = clock.resume(&calendar, london("2026-03-11T11:30")).unwrap();
    assert_eq!(shown(clock.due), "Thu 2026-03-12 11:00:00");
    let two_days = clock.recalculated(&calendar, Target::WorkingDays { days: 2 }, BY_TIME).unwrap();
    assert_eq!(shown(two_days.due), "Fri 2026-03-13 11:00:00");
    assert_eq!((two_days.started, &two_days.pauses), (clock.started, &clock.pauses));
    let by_close = clock.recalculated(&calendar, ONE_DAY, BY_CLOSE).unwrap();
    assert_eq!(shown(by_close.due), "Fri 2026-03-13 09:00:00", "an hour more than the close of Thursday");
    assert_eq!(clock.recalculated(&calendar, ONE_DAY, BY_TIME).unwrap(), clock, "the same policy, the same clock");
}

#[test]
fn e_4_a_repeat_contact_inherits_the_older_due_time() {
    let (first, second) = (started("2026-03-11T10:00"), started("2026-03-11T15:00"));
    assert_eq!(first.clone().earlier(second.clone()), first);
    assert_eq!(second.earlier(first.clone()), first);
}

#[test]
fn c2_5_a_clock_is_written_and_read_with_these_names_for_ever() {
    let clock = started("2026-03-11T10:00").pause(london("2026-03-11T10:30"));
    let json = serde_json::json!({
        "started": "2026-03-11T10:00:00Z",
        "pauses": [{"from": "2026-03-11T10:30:00Z", "until": null}],
        "due": "2026-03-12T10:00:00Z",
    });
    assert_eq!(serde_json::to_value(&clock).unwrap(), json);
    assert_eq!(serde_json::from_value::<ReplyClock>(json).unwrap(), clock);
}

const UNFLAGGED: Attention = Attention::Unflagged;
const FLAGGED: Attention = Attention::Flagged { on_shift: false };
const ON_SHIFT: Attention = Attention::Flagged { on_shift: true };

#[test]
fn c6_4_the_first_look_in_two_hours_or_a_quarter_of_one() {
    let (calendar, look) = (england(), FirstLook::default());
    for (arrival, attention, expected) in [
        ("2026-03-11T10:00", UNFLAGGED, "Wed 2026-03-11 12:00:00"),
        ("2026-03-11T10:00", FLAGGED, "Wed 2026-03-11 10:15:00"),
        ("2026-03-11T17:30", UNFLAGGED, "Thu 2026-03-12 09:00:00"),
        ("2026-03-11T21:00", UNFLAGGED, "Thu 2026-03-12 10:00:00"),
        ("2026-03-11T21:00", FLAGGED, "Thu 2026-03-12 08:15:00"),
        ("2026-03-11T21:00", ON_SHIFT, "Wed 2026-03-11 21:15:00"),
    ] {
        let due = look.due(&calendar, london(arrival), attention).unwrap();
        assert_eq!(shown(due), expected, "{arrival}, {attention:?}");
    }
}

/// The steps that a fake clock sees, minute by minute, with the minute at which each begins.
fn alarms(calendar: &Calendar, arrival: &str, attention: Attention, hours: i64) -> Vec<(EscalationStep, String)> {
    let due = FirstLook::default().due(calendar, london(arrival), attention).unwrap();
    let mut seen = Vec::new();
    for minute in 0..hours * 60 {
        let now = london(arrival) + jiff::SignedDuration::from_mins(minute);
        let step = Escalation::for_first_look().step(calendar, attention.counting(), due, now).unwrap();
        if let Some(step) = step
            && seen.last().is_none_or(|(last, _)| *last != step)
        {
            seen.push((step, shown(now)));
        }
    }
    seen
}

#[test]
fn c6_4_alarms_go_to_the_holder_then_the_team_then_the_manager() {
    use EscalationStep::{Holder, Manager, Team};
    let steps = |times: [&str; 3]| -> Vec<(EscalationStep, String)> {
        [Holder, Team, Manager].into_iter().zip(times.map(str::to_owned)).collect()
    };
    let calendar = england();
    let expected = steps(["Wed 2026-03-11 12:00:00", "Wed 2026-03-11 12:15:00", "Wed 2026-03-11 12:30:00"]);
    assert_eq!(alarms(&calendar, "2026-03-11T10:00", UNFLAGGED, 24), expected);
    let expected = steps(["Wed 2026-03-11 10:15:00", "Wed 2026-03-11 10:30:00", "Wed 2026-03-11 10:45:00"]);
    assert_eq!(alarms(&calendar, "2026-03-11T10:00", FLAGGED, 24), expected);
    let expected = steps(["Wed 2026-03-11 18:20:00", "Thu 2026-03-12 08:05:00", "Thu 2026-03-12 08:20:00"]);
    assert_eq!(alarms(&calendar, "2026-03-11T18:05", FLAGGED, 24), expected, "the alarm waits for the next morning");
    let expected = steps(["Wed 2026-03-11 21:15:00", "Wed 2026-03-11 21:30:00", "Wed 2026-03-11 21:45:00"]);
    assert_eq!(alarms(&calendar, "2026-03-11T21:00", ON_SHIFT, 24), expected, "somebody is on shift at night");
}

#[test]
fn c6_4_the_manager_is_never_told_before_the_team() {
    for escalation in [Escalation::for_first_look(), Escalation::for_reply()] {
        assert_eq!(escalation.check(), Ok(()));
    }
    let (team_after_minutes, manager_after_minutes) = (30, 29);
    let refused = Escalation { team_after_minutes, manager_after_minutes }.check();
    assert_eq!(refused, Err(EscalationError::ManagerBeforeTeam { team_after_minutes, manager_after_minutes }));
}

#[test]
fn c6_4_told_at_once_means_at_once() {
    // Due at closing: nobody waits for the morning to hear that it is overdue.
    let (calendar, due) = (england(), london("2026-03-11T18:30"));
    let at_once = Escalation { team_after_minutes: 0, manager_after_minutes: 0 };
    let step = at_once.step(&calendar, Counting::WorkingTime, due, due).unwrap();
    assert_eq!(step, Some(EscalationStep::Manager));
}
