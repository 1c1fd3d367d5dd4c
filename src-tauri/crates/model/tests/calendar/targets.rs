//! The defaults of E.4, and what is refused of targets.

use jiff::Timestamp;
use model::calendar::{
    ClassTarget, FirstLook, MessageClass, ResponseTargets, Target, TargetsError, Which, WorkingDayRule,
};

use crate::surgery::{BY_CLOSE, BY_TIME, due, england, london, shown};

fn reply(targets: &ResponseTargets, class: MessageClass, arrival: &str) -> String {
    shown(targets.reply_due(&england(), class, london(arrival)).unwrap())
}

#[test]
fn e_4_the_practice_defaults() {
    let targets = ResponseTargets::default();
    assert_eq!(targets.check(), Ok(()), "they do not contradict each other");
    for (class, arrival, expected) in [
        (MessageClass::Urgent, "2026-03-11T10:00", "Wed 2026-03-11 10:15:00"),
        (MessageClass::Urgent, "2026-03-11T18:20", "Thu 2026-03-12 08:05:00"),
        (MessageClass::SameDay, "2026-03-11T10:00", "Wed 2026-03-11 18:30:00"),
        (MessageClass::SameDay, "2026-03-11T18:30", "Thu 2026-03-12 18:30:00"),
        (MessageClass::Routine, "2026-03-11T18:15", "Thu 2026-03-12 18:15:00"),
        (MessageClass::Administrative, "2026-03-11T10:00", "Wed 2026-03-18 10:00:00"),
    ] {
        assert_eq!(reply(&targets, class, arrival), expected, "{class:?} at {arrival}");
    }
    let resolve = targets.resolve_due(&england(), MessageClass::Routine, london("2026-03-13T10:00")).unwrap();
    assert_eq!(resolve.map(shown).as_deref(), Some("Tue 2026-03-17 10:00:00"), "resolved in two working days");
    let none = targets.resolve_due(&england(), MessageClass::Urgent, london("2026-03-13T10:00")).unwrap();
    assert_eq!(none, None::<Timestamp>);
}

#[test]
fn e_4_in_closed_hours_the_clock_starts_at_opening() {
    let targets = ResponseTargets::default();
    assert_eq!(reply(&targets, MessageClass::Urgent, "2026-03-13T23:00"), "Mon 2026-03-16 08:15:00");
    assert_eq!(reply(&targets, MessageClass::SameDay, "2026-03-14T09:00"), "Mon 2026-03-16 18:30:00");
}

#[test]
fn c2_5_minutes_that_end_with_the_day_are_due_at_closing() {
    let two_hours = Target::WorkingMinutes { minutes: 120 };
    assert_eq!(due(&england(), two_hours, BY_TIME, "2026-03-13T16:30"), "Fri 2026-03-13 18:30:00", "not on Monday");
    assert_eq!(due(&england(), two_hours, BY_TIME, "2026-03-13T16:30:01"), "Mon 2026-03-16 08:00:01");
}

#[test]
fn c2_5_one_change_of_the_policy_moves_the_due_time() {
    let mut targets = ResponseTargets::default();
    targets.routine.reply = Target::WorkingDays { days: 2 };
    assert_eq!(reply(&targets, MessageClass::Routine, "2026-03-11T10:00"), "Fri 2026-03-13 10:00:00");
    targets.working_day = BY_CLOSE;
    assert_eq!(reply(&targets, MessageClass::Routine, "2026-03-11T10:00"), "Fri 2026-03-13 18:30:00");
}

#[test]
fn c2_5_targets_that_contradict_are_refused_with_the_class() {
    let refused = |change: &dyn Fn(&mut ResponseTargets)| {
        let mut targets = ResponseTargets::default();
        change(&mut targets);
        targets.check().unwrap_err()
    };
    let class = MessageClass::Routine;
    let nothing = refused(&|targets| targets.routine.reply = Target::WorkingDays { days: 0 });
    assert_eq!(nothing, TargetsError::Nothing { class, which: Which::Reply });
    let nothing = refused(&|targets| targets.routine.resolve = Some(Target::WorkingMinutes { minutes: 0 }));
    assert_eq!(nothing, TargetsError::Nothing { class, which: Which::Resolve });
    let long = refused(&|targets| targets.routine.resolve = Some(Target::WorkingDays { days: 261 }));
    assert_eq!(long, TargetsError::TooLong { class, which: Which::Resolve });
    let long = refused(&|targets| targets.routine.reply = Target::WorkingMinutes { minutes: u32::MAX });
    assert_eq!(long, TargetsError::TooLong { class, which: Which::Reply });
    for resolve in [Target::WorkingDays { days: 1 }, Target::CloseOfDay] {
        let early = refused(&|targets| {
            let reply = Target::WorkingDays { days: 2 };
            targets.routine = ClassTarget { reply, resolve: Some(resolve), warn_before_minutes: 0 };
        });
        assert_eq!(early, TargetsError::ResolvedBeforeReply { class });
    }
    for minutes in [0, 1_441] {
        let day = refused(&|targets| targets.working_day = WorkingDayRule::WorkingTime { minutes_per_day: minutes });
        assert_eq!(day, TargetsError::WorkingDay { minutes });
    }
    for (minutes, flagged_minutes) in [(120, 0), (15, 120), (u32::MAX, 15)] {
        let look = refused(&|targets| targets.first_look = FirstLook { minutes, flagged_minutes });
        assert_eq!(look, TargetsError::FirstLook { minutes, flagged_minutes });
    }
}

#[test]
fn c2_5_targets_are_written_and_read_with_these_names_for_ever() {
    let json = serde_json::json!({
        "first_look": {"minutes": 120, "flagged_minutes": 15},
        "working_day": {"rule": "same_time"},
        "urgent": {"reply": {"target": "working_minutes", "minutes": 15}, "resolve": null, "warn_before_minutes": 5},
        "same_day": {"reply": {"target": "close_of_day"}, "resolve": null, "warn_before_minutes": 120},
        "routine": {
            "reply": {"target": "working_days", "days": 1},
            "resolve": {"target": "working_days", "days": 2},
            "warn_before_minutes": 120,
        },
        "administrative": {
            "reply": {"target": "working_days", "days": 5}, "resolve": null, "warn_before_minutes": 630,
        },
    });
    let targets = ResponseTargets::default();
    assert_eq!(serde_json::to_value(targets).unwrap(), json);
    assert_eq!(serde_json::from_value::<ResponseTargets>(json).unwrap(), targets);
    let length = serde_json::to_value(WorkingDayRule::WorkingTime { minutes_per_day: 630 }).unwrap();
    assert_eq!(length, serde_json::json!({"rule": "working_time", "minutes_per_day": 630}));
}
