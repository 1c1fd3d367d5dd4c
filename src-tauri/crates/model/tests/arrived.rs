//! What arrived while the practice was closed (C6.8), what stands above every order (B-05), and what a filter shows (C6.22).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::{SignedDuration, Timestamp};
use model::calendar::{MessageClass, Span, TimeOfDay};
use model::{Actor, Ask, Closed, ConversationId, E164, Filter, InboundText, Policy, State as _, Timetable, WorkerName};
use testkit::Person::{Okafor, Price, Whitfield};
use testkit::{HandClock, Rules, minute};

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn at(time: &str) -> Rules {
    Rules { clock: HandClock::at(minute(time)), ..Rules::default() }
}

/// A text that was written then, and arrives now.
fn wrote(rules: &mut Rules, from: &E164, words: &str, sent_at: Timestamp) -> ConversationId {
    let text = InboundText { content: Rules::content(words), sent_at, ..rules.text(from) };
    let message = text.message;
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
    rules.state.message(message).expect("read").expect("there").conversation
}

/// Whether a conversation is of what arrived while the practice was closed, as of now.
fn arrived(rules: &Rules, id: ConversationId) -> bool {
    let times = rules.state.timetable().expect("memory");
    Closed::of(times.calendar(), rules.clock.time()).holds(&rules.row(id))
}

fn reads(rules: &mut Rules, id: ConversationId) {
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
}

#[test]
fn c6_8_the_practice_was_closed_since_its_last_day_and_until_todays_opening() {
    let times = Timetable::of(&Policy::default());
    // Good Friday is 3 April 2026, Easter Monday the 6th; summer time from 29 March.
    for (now, since, until) in [
        ("2026-03-11T10:00", "2026-03-10T18:30", Some("2026-03-11T08:00")),
        ("2026-03-11T08:00", "2026-03-10T18:30", Some("2026-03-11T08:00")),
        ("2026-03-11T07:59", "2026-03-10T18:30", None),
        ("2026-03-11T18:29", "2026-03-10T18:30", Some("2026-03-11T08:00")),
        ("2026-03-11T18:30", "2026-03-11T18:30", None),
        ("2026-03-16T09:00", "2026-03-13T18:30", Some("2026-03-16T08:00")),
        ("2026-03-14T12:00", "2026-03-13T18:30", None),
        ("2026-04-06T12:00", "2026-04-02T17:30", None),
        ("2026-04-07T07:00", "2026-04-02T17:30", Some("2026-04-07T07:00")),
        ("2026-04-07T15:00", "2026-04-02T17:30", Some("2026-04-07T07:00")),
    ] {
        let expected = Closed { since: minute(since), until: until.map(minute) };
        assert_eq!(Closed::of(times.calendar(), minute(now)), expected, "at {now}");
    }
}

#[test]
fn c6_8_a_lunch_hour_is_no_closing_and_a_practice_that_never_opens_was_always_closed() {
    let mut policy = Policy::default();
    let time = |text| TimeOfDay::parse(text).expect("a time");
    let span = |opens, closes| Span { opens: time(opens), closes: time(closes) };
    policy.hours.week.wednesday = vec![span("08:00", "13:00"), span("14:00", "18:00")];
    let times = Timetable::of(&policy);
    let night = Closed { since: minute("2026-03-10T18:30"), until: Some(minute("2026-03-11T08:00")) };
    for now in ["2026-03-11T12:00", "2026-03-11T13:30", "2026-03-11T15:00"] {
        assert_eq!(Closed::of(times.calendar(), minute(now)), night, "at {now}");
    }
    let week = &mut policy.hours.week;
    for day in [&mut week.monday, &mut week.tuesday, &mut week.wednesday, &mut week.thursday, &mut week.friday] {
        day.clear();
    }
    let never = Closed { since: Timestamp::MIN, until: None };
    assert_eq!(Closed::of(Timetable::of(&policy).calendar(), minute("2026-03-11T12:00")), never);
}

#[test]
fn c6_8_it_counts_when_it_was_written_not_when_the_computer_was_switched_on() {
    let mut rules = at("2026-03-16T09:00"); // A Monday.
    let saturday = wrote(&mut rules, &Whitfield.number(), "It hurts", minute("2026-03-14T11:00"));
    let monday = wrote(&mut rules, &Price.number(), "Is it ready?", minute("2026-03-16T08:30"));
    assert!(arrived(&rules, saturday), "collected an hour after opening");
    assert!(!arrived(&rules, monday), "written after opening");
    let ahead =
        wrote(&mut rules, &E164::parse("+447700900444").expect("a number"), "Hello", minute("2026-03-17T02:00"));
    assert!(!arrived(&rules, ahead), "a provider's clock that is ahead makes nothing earlier or later than now");
}

#[test]
fn c6_8_it_leaves_the_group_once_somebody_reads_or_answers_it_or_it_is_done() {
    for how in 0..3 {
        let mut rules = at("2026-03-14T11:00");
        let id = rules.arrives(&Whitfield.number());
        assert!(arrived(&rules, id), "shown before opening too");
        rules.clock.pass(SignedDuration::from_hours(46));
        assert!(arrived(&rules, id), "on Monday at nine");
        match how {
            0 => reads(&mut rules, id),
            1 => {
                let reply = rules.reply(id);
                rules.done(nurse(), Ask::Send(reply));
            }
            _ => {
                let seen = rules.row(id).revision;
                rules.done(
                    nurse(),
                    Ask::MarkDone { conversation: id, seen, reason: Some("rang".to_owned()), answered: true },
                );
            }
        }
        assert!(!arrived(&rules, id), "{how}");
    }
}

#[test]
fn c6_8_what_waits_since_before_closing_is_in_it_if_the_patient_wrote_again() {
    let mut rules = at("2026-03-13T17:00"); // A Friday.
    let (again, once) = (rules.arrives(&Whitfield.number()), rules.arrives(&Price.number()));
    rules.clock.pass(SignedDuration::from_hours(20));
    rules.arrives(&Whitfield.number());
    rules.clock.pass(SignedDuration::from_hours(44));
    assert!(arrived(&rules, again), "nobody who works through the group may miss what came on Saturday");
    assert!(!arrived(&rules, once), "overdue, and in that list");
    rules.clock.pass(SignedDuration::from_hours(10));
    assert!(!arrived(&rules, again), "in the evening the group is of the night that begins");
}

#[test]
fn b_05_what_is_raised_counts_from_when_its_words_were_written_until_somebody_looks() {
    let mut rules = at("2026-03-16T09:00");
    let (first, second) = (minute("2026-03-14T11:00"), minute("2026-03-15T11:00"));
    let id = wrote(&mut rules, &Whitfield.number(), "Could I have my tablets?", first);
    assert_eq!(rules.row(id).clocks.raised_since(), None);
    wrote(&mut rules, &Whitfield.number(), "Now I have chest pain", second);
    assert_eq!(rules.row(id).clocks.raised_since(), Some(second));
    wrote(&mut rules, &Whitfield.number(), "The chest pain is worse", minute("2026-03-16T08:59"));
    assert_eq!(rules.row(id).clocks.raised_since(), Some(second), "the oldest counts");
    reads(&mut rules, id);
    assert_eq!(rules.row(id).clocks.raised_since(), None, "somebody looked");
}

#[test]
fn c6_22_a_filter_shows_what_is_of_its_classes_and_unread() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::Administrative });
    let shows = |rules: &Rules, classes: &[MessageClass], unread| {
        Filter { classes: classes.to_vec(), unread }.shows(&rules.row(id))
    };
    assert!(Filter::default().is_all() && shows(&rules, &[], false));
    assert!(shows(&rules, &[MessageClass::Administrative], true));
    assert!(shows(&rules, &[MessageClass::Urgent, MessageClass::Administrative], false));
    assert!(!shows(&rules, &[MessageClass::Routine], false));
    reads(&mut rules, id);
    assert!(!shows(&rules, &[], true), "nothing unread");
    assert!(
        !shows(&rules, &[MessageClass::Administrative], true) && shows(&rules, &[MessageClass::Administrative], false)
    );
}
