//! What holds of working time whatever the hours, the closures and the arrival are.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use model::calendar::{
    Attention, Calendar, Closure, Division, Escalation, FirstLook, OpeningHours, QuietHours, ReplyClock, SendingDays,
    Span, Target, TimeOfDay, Week, WorkingDayRule,
};
use proptest::prelude::*;
use testkit::random::cases;

use crate::surgery::{BY_CLOSE, BY_LENGTH, BY_TIME, holidays, open};

fn any_span() -> impl Strategy<Value = Span> {
    span_between(0, 24 * 60)
}

fn span_between(first: u16, end: u16) -> impl Strategy<Value = Span> {
    let time = |minutes: u16| TimeOfDay::parse(&format!("{:02}:{:02}", minutes / 60, minutes % 60)).unwrap();
    (first..end - 1).prop_flat_map(move |opens| {
        (opens + 1..end).prop_map(move |closes| Span { opens: time(opens), closes: time(closes) })
    })
}

/// A day of one span, of two with a lunch gap, or none.
fn any_day() -> impl Strategy<Value = Vec<Span>> {
    prop_oneof![
        1 => Just(Vec::new()),
        3 => any_span().prop_map(|span| vec![span]),
        2 => (span_between(0, 750), span_between(750, 24 * 60)).prop_map(|(one, two)| vec![two, one]),
    ]
}

fn any_closure() -> impl Strategy<Value = Closure> {
    (any_date(), prop::option::of(any_span())).prop_map(|(date, span)| Closure {
        date,
        span,
        reason: "closed".to_owned(),
    })
}

/// A day around both changes of the clocks, Easter and Christmas of 2026.
fn any_date() -> impl Strategy<Value = Date> {
    let from = |first: Date| (0..30_i64).prop_map(move |days| first + days.days());
    prop_oneof![
        from(Date::constant(2026, 3, 20)),
        from(Date::constant(2026, 10, 15)),
        from(Date::constant(2026, 12, 15)),
    ]
}

fn any_arrival() -> impl Strategy<Value = Timestamp> {
    (any_date(), 0..86_400_i64, 0..3_i64).prop_map(|(date, seconds, nanos)| {
        let midnight = date.in_tz("UTC").unwrap().timestamp();
        midnight + SignedDuration::from_secs(seconds) + SignedDuration::from_nanos(nanos)
    })
}

fn any_zone() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Europe/London",
        "Europe/London",
        "America/Havana",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
    ])
    .prop_map(str::to_owned)
}

/// Any week that opens, in any zone, with a few closures that do not contradict each other.
fn any_hours() -> impl Strategy<Value = OpeningHours> {
    let days = (any_day(), any_day(), any_day(), any_day(), any_day(), any_day(), any_day());
    let division = prop::option::of(prop::sample::select(Division::ALL.to_vec()));
    let closures = prop::collection::vec(any_closure(), 0..6);
    (days, division, closures, any_zone())
        .prop_map(|(days, division, closures, time_zone)| {
            let (monday, tuesday, wednesday, thursday, friday, saturday, sunday) = days;
            let week = Week { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
            OpeningHours { time_zone, division, week, closures, openings: Vec::new() }
        })
        .prop_filter("hours that do not contradict themselves", |hours| hours.check().is_ok())
}

fn any_rule() -> impl Strategy<Value = WorkingDayRule> {
    prop::sample::select(vec![BY_TIME, BY_CLOSE, BY_LENGTH])
}

fn any_target() -> impl Strategy<Value = Target> {
    prop_oneof![
        (0..3_000_u32).prop_map(|minutes| Target::WorkingMinutes { minutes }),
        (0..6_u16).prop_map(|days| Target::WorkingDays { days }),
        Just(Target::CloseOfDay),
    ]
}

/// Says whether the practice is open at an instant or closes at it.
fn is_open_or_closing(calendar: &Calendar, at: Timestamp) -> bool {
    calendar.is_open(at) || calendar.is_open(at - SignedDuration::from_nanos(1))
}

/// Says whether a closing time is what the target promises: closing earlier then is due earlier.
fn promises_a_closing_time(target: Target, rule: WorkingDayRule) -> bool {
    target == Target::CloseOfDay || matches!((target, rule), (Target::WorkingDays { .. }, WorkingDayRule::CloseOfDay))
}

/// The same hours with more closures; those that contradict are left out.
fn with(hours: &OpeningHours, more: &[Closure]) -> OpeningHours {
    let mut hours = hours.clone();
    for closure in more {
        hours.closures.push(closure.clone());
        if hours.check().is_err() {
            hours.closures.pop();
        }
    }
    hours
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn c2_5_due_is_never_before_arrival_and_always_while_open_or_at_closing(
        hours in any_hours(), target in any_target(), rule in any_rule(), arrival in any_arrival(),
    ) {
        let calendar = open(&hours);
        let due = target.due(&calendar, rule, arrival).unwrap();
        prop_assert!(due >= arrival, "due {due}, arrived {arrival}");
        prop_assert!(due >= calendar.open_from(arrival).unwrap(), "not before the clock starts");
        prop_assert!(is_open_or_closing(&calendar, due), "nobody is there at {due}");
    }

    #[test]
    fn c2_5_what_arrives_later_is_not_due_earlier(
        hours in any_hours(), target in any_target(), rule in any_rule(), one in any_arrival(), two in any_arrival(),
    ) {
        let calendar = open(&hours);
        let (first, second) = (one.min(two), one.max(two));
        let due = |arrival| target.due(&calendar, rule, arrival).unwrap();
        prop_assert!(due(first) <= due(second), "{first} is due {}, {second} is due {}", due(first), due(second));
    }

    #[test]
    fn c2_5_working_time_between_is_the_inverse_of_adding_it(
        hours in any_hours(), start in any_arrival(), seconds in 0..400_000_i64,
    ) {
        let calendar = open(&hours);
        let duration = SignedDuration::from_secs(seconds);
        let end = calendar.add_working_time(start, duration).unwrap();
        prop_assert_eq!(calendar.working_time_between(start, end).unwrap(), duration);
        let middle = calendar.add_working_time(start, duration / 2).unwrap();
        let parts = calendar.working_time_between(start, middle).unwrap()
            + calendar.working_time_between(middle, end).unwrap();
        prop_assert_eq!(parts, duration, "parts add up");
        prop_assert_eq!(calendar.working_time_between(end, start).unwrap(), SignedDuration::ZERO, "never negative");
    }

    #[test]
    fn c2_4_more_closures_never_make_a_due_time_earlier(
        hours in any_hours(), more in prop::collection::vec(any_closure(), 1..8),
        target in any_target(), rule in any_rule(), arrival in any_arrival(),
    ) {
        // Where a closing time is promised only whole days may close: see `promises_a_closing_time`.
        let whole_days_only = promises_a_closing_time(target, rule);
        let more: Vec<Closure> =
            more.into_iter().map(|more| Closure { span: more.span.filter(|_| !whole_days_only), ..more }).collect();
        let before = target.due(&open(&hours), rule, arrival).unwrap();
        let after = target.due(&open(&with(&hours, &more)), rule, arrival).unwrap();
        prop_assert!(after >= before, "due {before}, with closures {after}");
    }

    #[test]
    fn c2_4_open_is_what_the_wall_clock_says(hours in any_hours(), at in any_arrival()) {
        let hours = OpeningHours { time_zone: "Europe/London".to_owned(), ..hours };
        let calendar = open(&hours);
        let local = at.to_zoned(crate::surgery::zone("Europe/London"));
        let inside = |span: &Span| {
            (span.opens.of_day().unwrap()..span.closes.of_day().unwrap()).contains(&local.time())
        };
        let date = local.date();
        let ordinary = hours.week.on(model::calendar::Weekday::of(date)).iter().any(inside);
        let is_holiday = hours.division.is_some_and(|division| holidays().on(division, date).is_some());
        let is_closed = |closure: &Closure| closure.date == date && closure.span.as_ref().is_none_or(inside);
        let expected = ordinary && !is_holiday && !hours.closures.iter().any(is_closed);
        // Between the two showings of an hour in autumn "open until 01:30" has two meanings; the first showing counts.
        let is_twice = local.time().hour() == 1 && date == Date::constant(2026, 10, 25);
        prop_assert!(is_twice || calendar.is_open(at) == expected, "{local}");
    }

    #[test]
    fn c2_4_the_next_opening_opens(hours in any_hours(), at in any_arrival()) {
        let calendar = open(&hours);
        let next = calendar.next_opening(at).unwrap();
        prop_assert!(next > at);
        prop_assert!(calendar.is_open(next) && !calendar.is_open(next - SignedDuration::from_nanos(1)));
        if !calendar.is_open(at) {
            let before = calendar.working_time_between(at, next).unwrap();
            prop_assert_eq!(before, SignedDuration::ZERO, "nothing before it");
        }
    }

    #[test]
    fn c_06_waiting_for_the_patient_never_takes_time(
        hours in any_hours(), target in any_target(), rule in any_rule(),
        arrival in any_arrival(), mut at in prop::collection::vec(any_arrival(), 0..6),
    ) {
        let calendar = open(&hours);
        let mut clock = ReplyClock::start(&calendar, target, rule, arrival).unwrap();
        at.sort_unstable();
        let mut late = false;
        for pair in at.chunks(2) {
            let before = clock.due;
            clock = clock.pause(pair[0]);
            prop_assert_eq!(clock.due, before, "a pause alone moves nothing");
            if let [asked, answered] = pair {
                let from = clock.paused_since().unwrap();
                clock = clock.resume(&calendar, *answered).unwrap();
                prop_assert!(clock.due >= before, "waiting made it earlier");
                let waited = calendar.working_time_between(from, (*answered).max(from)).unwrap();
                let moved = calendar.working_time_between(before, clock.due).unwrap();
                late |= from >= before;
                if from < before {
                    prop_assert!(moved <= waited, "moved by {moved:?}, waited {waited:?} from {asked}");
                }
            }
        }
        let again = clock.recalculated(&calendar, target, rule).unwrap();
        if late {
            prop_assert!(again.started >= clock.started && again.due >= clock.due, "it starts anew after a late answer");
        } else {
            prop_assert_eq!(again, clock);
        }
    }

    #[test]
    fn c2_5_status_and_escalation_only_climb(
        hours in any_hours(), target in any_target(), rule in any_rule(),
        arrival in any_arrival(), one in any_arrival(), two in any_arrival(), warn in 0..1_000_u32,
    ) {
        use model::calendar::ClockStatus::{InTime, NearDue, Overdue, Paused};
        let calendar = open(&hours);
        let clock = ReplyClock::start(&calendar, target, rule, arrival).unwrap();
        let rank = |now| match clock.status(&calendar, now, warn).unwrap() {
            InTime | Paused { .. } => 0,
            NearDue { .. } => 1,
            Overdue => 2,
        };
        let (first, second) = (one.min(two), one.max(two));
        prop_assert!(rank(first) <= rank(second));
        let counting = Attention::Unflagged.counting();
        let step = |now| Escalation::for_reply().step(&calendar, counting, clock.due, now).unwrap();
        prop_assert!(step(first) <= step(second));
        prop_assert_eq!(step(first).is_some(), rank(first) == 2, "an alarm exactly when it is overdue");
    }

    #[test]
    fn c6_4_a_flag_never_makes_the_first_look_later(hours in any_hours(), arrival in any_arrival()) {
        let (calendar, look) = (open(&hours), FirstLook::default());
        let due = |attention| look.due(&calendar, arrival, attention).unwrap();
        let flagged = due(Attention::Flagged { on_shift: false });
        prop_assert!(flagged <= due(Attention::Unflagged));
        let rings = due(Attention::Flagged { on_shift: true });
        prop_assert!(rings <= flagged);
    }

    #[test]
    fn c2_15_nothing_goes_in_quiet_hours(hours in any_hours(), at in any_arrival(), opening_days in any::<bool>()) {
        let calendar = open(&hours);
        let days = if opening_days { SendingDays::OpeningDays } else { SendingDays::EveryDay };
        let quiet = QuietHours { days, ..QuietHours::default() };
        let allowed = quiet.next_allowed(&calendar, at).unwrap();
        prop_assert!(allowed >= at);
        prop_assert!((8..20).contains(&calendar.local(allowed).hour()), "{allowed}");
        prop_assert!(!opening_days || calendar.opens_on(calendar.local(allowed).date()));
        prop_assert_eq!(quiet.next_allowed(&calendar, allowed).unwrap(), allowed, "allowed is allowed");
    }
}
