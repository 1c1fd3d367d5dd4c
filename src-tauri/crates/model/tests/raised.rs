//! What highlighted words do to a conversation's time (C6.1, C6.2, C6.4): they bring the first look forward, and nothing else.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::SignedDuration;
use model::calendar::EscalationStep::{Holder, Manager, Team};
use model::highlight::HighlightChange;
use model::{
    Act, Actor, Ask, Awaited, Change, ConversationId, InboundText, Look, Refusal, Role, Staff, StaffId, StaffStatus,
    State as _, WorkerName,
};
use proptest::prelude::*;
use testkit::Person::{Shah, Whitfield};
use testkit::random::cases;
use testkit::{Rules, minute, numbered};

const REMINDER: Actor = Actor::Worker(WorkerName::Remind);

fn writes(rules: &mut Rules, words: &str) -> ConversationId {
    let text = InboundText { content: Rules::content(words), ..rules.text(&Whitfield.number()) };
    let message = text.message;
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
    rules.state.message(message).expect("read").expect("there").conversation
}

fn receptionist(rules: &mut Rules) -> Actor {
    let staff = Staff::new(StaffId::new(numbered(91)), "T. Brown".to_owned(), Role::Reception);
    let actor = Actor::Staff(staff.id);
    rules.done(Actor::Administrator, Ask::RecordStaff(staff));
    actor
}

fn look(rules: &Rules, id: ConversationId) -> Option<Look> {
    rules.row(id).clocks.look
}

#[test]
fn c6_4_a_highlighted_message_is_to_be_looked_at_in_fifteen_minutes() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, "since last night I have chset pain");
    let (time, due) = (minute("2026-03-11T10:00"), minute("2026-03-11T10:15"));
    assert_eq!(look(&rules, id), Some(Look { since: time, due, raised_at: Some(time) }));
    assert_eq!(rules.row(id).clocks.alarm_at, Some(due));
    rules.clock.pass(SignedDuration::from_mins(15));
    let alarm = Ask::RaiseAlarm { conversation: id, about: Awaited::FirstLook };
    let rung = rules.ask(REMINDER, alarm).expect("it rings");
    let step = rung.iter().find_map(|change| match change {
        Change::AlarmRaised { step, .. } => Some(*step),
        _ => None,
    });
    assert_eq!(step, Some(Holder));
}

#[test]
fn c6_2_an_ordinary_message_after_it_lowers_nothing_and_one_before_it_delays_nothing() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, "Could I have my repeat prescription?");
    assert_eq!(look(&rules, id).map(|look| look.due), Some(minute("2026-03-11T12:00")), "two hours");
    rules.clock.pass(SignedDuration::from_mins(20));
    writes(&mut rules, "and my chest feels tight");
    let due = Some(minute("2026-03-11T10:35"));
    assert_eq!(look(&rules, id).map(|look| look.due), due);
    rules.clock.pass(SignedDuration::from_mins(5));
    writes(&mut rules, "thanks");
    rules.done(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::default()));
    assert_eq!(look(&rules, id).map(|look| look.due), due, "nor does a policy that says the same");
}

#[test]
fn c6_4_a_second_highlighted_message_rings_again_and_moves_nothing() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, "I have chest pain");
    let due = look(&rules, id).map(|look| look.due);
    rules.clock.pass(SignedDuration::from_hours(2));
    let alarm = || Ask::RaiseAlarm { conversation: id, about: Awaited::FirstLook };
    assert!(rules.ask(REMINDER, alarm()).is_ok(), "rang through to the manager");
    assert!(rules.ask(REMINDER, alarm()).is_err(), "once");
    writes(&mut rules, "now it is crushing and I am sweating, chest pain is worse");
    assert_eq!(look(&rules, id).map(|look| look.due), due, "the older time stands (E.4)");
    assert!(rules.ask(REMINDER, alarm()).is_ok(), "and it rings again");
}

#[test]
fn c6_1_a_highlight_is_said_also_where_an_older_answer_is_due_first() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, "Could I have my repeat prescription?");
    let seen = rules.row(id).revision;
    rules.done(Actor::Staff(Shah.staff_id()), Ask::MarkRead { conversation: id, seen });
    rules.clock.pass(SignedDuration::from_hours(24));
    writes(&mut rules, "and my chest feels tight");
    let times = rules.state.timetable().expect("memory");
    let due = rules.row(id).clocks.due(&times, rules.clock.time()).expect("both");
    assert_eq!((due.awaited, due.is_raised), (Awaited::Answer, true));
}

#[test]
fn c6_2_only_a_clinician_ends_a_highlight_whatever_anybody_reads_or_says() {
    let mut rules = Rules::wednesday();
    let desk = receptionist(&mut rules);
    let id = writes(&mut rules, "I have chest pain");
    let before = look(&rules, id);
    let read = |rules: &Rules| Ask::MarkRead { conversation: id, seen: rules.row(id).revision };
    let asked = read(&rules);
    rules.done(desk, asked);
    assert_eq!((rules.row(id).unread, look(&rules, id)), (0, before), "read, and waited for still");
    let asked = read(&rules);
    assert_eq!(rules.ask(desk, asked), Ok(vec![]), "nor does a second look");
    for reason in [None, Some("rang her".to_owned())] {
        let done = Ask::MarkDone { conversation: id, seen: rules.row(id).revision, reason, answered: true };
        assert_eq!(rules.ask(desk, done), Err(Refusal::HighlightNotSeen));
    }
    rules.clock.pass(SignedDuration::from_mins(15));
    assert!(rules.ask(REMINDER, Ask::RaiseAlarm { conversation: id, about: Awaited::FirstLook }).is_ok(), "it rings");
    let asked = read(&rules);
    let seen = rules.done(Actor::Staff(Shah.staff_id()), asked);
    assert!(matches!(seen.as_slice(), [Change::Highlight(HighlightChange::Seen { .. })]), "{seen:?}");
    assert_eq!(look(&rules, id), None);
}

#[test]
fn c6_19_a_highlight_rings_again_until_a_clinician_looks_and_only_while_we_are_open() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, "I have chest pain");
    let mut rung = Vec::new();
    for _ in 0..23 * 60 {
        rules.clock.pass(SignedDuration::from_mins(1));
        let alarm = Ask::RaiseAlarm { conversation: id, about: Awaited::FirstLook };
        let changes = rules.ask(REMINDER, alarm).unwrap_or_default();
        rung.extend(changes.iter().filter_map(|change| match change {
            Change::AlarmRaised { step, at, .. } => Some((*step, *at)),
            _ => None,
        }));
        assert!(rules.row(id).clocks.alarm_at > Some(rules.clock.time()), "what rang is not due at once again");
    }
    let first: Vec<_> = rung.iter().take(5).copied().collect();
    let at = |time: &str| minute(&format!("2026-03-11T{time}"));
    assert_eq!(
        first,
        [
            (Holder, at("10:15")),
            (Team, at("10:30")),
            (Manager, at("10:45")),
            (Manager, at("11:00")),
            (Manager, at("11:15"))
        ]
    );
    let closed = |time: &&(_, jiff::Timestamp)| time.1 > at("18:30") && time.1 < minute("2026-03-12T08:00");
    assert_eq!(rung.iter().find(closed), None, "nobody hears it while the practice is closed");
    let seen = rules.row(id).revision;
    rules.done(Actor::Staff(Shah.staff_id()), Ask::MarkRead { conversation: id, seen });
    assert_eq!(rules.row(id).clocks.look_again, None);
    let times = rules.state.timetable().expect("memory");
    let later = rules.clock.time() + SignedDuration::from_hours(1);
    assert!(rules.row(id).clocks.alarms(&times, later).iter().all(|(about, _)| *about != Awaited::FirstLook));
}

#[test]
fn c6_2_where_no_clinician_works_whoever_is_here_looks() {
    let mut rules = Rules::wednesday();
    let desk = receptionist(&mut rules);
    let id = writes(&mut rules, "I have chest pain");
    let manager = Staff::new(StaffId::new(numbered(92)), "K. Moyo".to_owned(), Role::Manager);
    rules.done(Actor::Administrator, Ask::RecordStaff(manager));
    for person in rules.state.all_staff().expect("memory") {
        if person.role.may(Act::SeeHighlighted) {
            rules.done(Actor::Administrator, Ask::RecordStaff(Staff { status: StaffStatus::Left, ..person }));
        }
    }
    let seen = rules.row(id).revision;
    rules.done(desk, Ask::MarkRead { conversation: id, seen });
    assert_eq!(look(&rules, id), None);
}

#[test]
fn c6_1_what_is_denied_or_ordinary_has_the_usual_time() {
    for words in ["No chest pain, thank you", "Could I have my repeat prescription?"] {
        let mut rules = Rules::wednesday();
        let id = writes(&mut rules, words);
        assert_eq!(look(&rules, id).and_then(|look| look.raised_at), None, "{words}");
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// C6.2: whenever it comes, and after whatever, a raised message is never due later than the same one unraised.
    #[test]
    fn c6_2_a_mark_never_makes_anything_later(minutes in prop::collection::vec((0_i64..4000, any::<bool>()), 1..6)) {
        let mut plain = Rules::wednesday();
        let mut raised = Rules::wednesday();
        for (pass, is_raised) in minutes {
            for rules in [&mut plain, &mut raised] {
                rules.clock.pass(SignedDuration::from_mins(pass));
            }
            let id = writes(&mut plain, "hello again");
            let other = writes(&mut raised, if is_raised { "chest pain" } else { "hello again" });
            let (usual, sooner) = (plain.row(id).clocks, raised.row(other).clocks);
            prop_assert!(sooner.due_at() <= usual.due_at());
            prop_assert!(sooner.alarm_at <= usual.alarm_at);
        }
    }
}
