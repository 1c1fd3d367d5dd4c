//! Whether each patient learnt the next step the same day (C-14): the one definition.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::next_step::{Contact, NextStep, Step, Turn, contacts};
use model::{
    Actor, Ask, CallOutcome, ContactMade, Failure, FailureClass, MessageId, OtherWay, Policy, SendOutcome, State as _,
    Timetable, WorkerName,
};
use testkit::Person::{Okafor, Shah, Whitfield};
use testkit::{HandClock, Rules};

use Step::{Acknowledged, Asked, Told};

/// Of November 2026 by the wall clock, which is UTC; the 20th is a Friday.
fn at(text: &str) -> Timestamp {
    format!("2026-11-{text}:00Z").parse().expect("a time")
}

fn found(turns: &[(&str, Step)], done: Option<&str>) -> Vec<Contact> {
    let turns: Vec<Turn> = turns.iter().map(|(time, step)| Turn { at: at(time), step: *step }).collect();
    contacts(&turns, done.map(at), Timetable::of(&Policy::default()).calendar())
}

fn outcomes(turns: &[(&str, Step)], done: Option<&str>) -> Vec<(i8, NextStep)> {
    found(turns, done).iter().map(|contact| (contact.day.day(), contact.outcome)).collect()
}

#[test]
fn c_14_told_on_the_day_is_told_the_same_day_however_late_in_it() {
    assert_eq!(
        outcomes(&[("20T09:00", Asked), ("20T09:01", Acknowledged), ("20T19:45", Told)], None),
        [(20, NextStep::SameDay)]
    );
    assert_eq!(outcomes(&[("20T09:00", Asked), ("23T09:00", Told)], None), [(20, NextStep::Later)]);
}

#[test]
fn c_14_an_automatic_text_is_no_next_step() {
    assert_eq!(outcomes(&[("20T09:00", Asked), ("20T09:01", Acknowledged)], None), [(20, NextStep::Acknowledged)]);
    assert_eq!(outcomes(&[("20T09:00", Asked)], None), [(20, NextStep::Nothing)]);
    assert_eq!(outcomes(&[("20T09:00", Acknowledged), ("20T09:01", Asked)], None), [(20, NextStep::Nothing)]);
}

#[test]
fn c_14_what_comes_while_the_practice_is_closed_counts_for_the_next_working_day() {
    let weekend = [("20T21:00", Asked), ("21T11:00", Asked), ("23T10:00", Told)];
    assert_eq!(
        outcomes(&weekend, None),
        [(23, NextStep::SameDay)],
        "Friday night and Saturday are one contact of Monday"
    );
    let contact = found(&weekend, None).first().copied().expect("one");
    assert_eq!((contact.day, contact.came_at), (date(2026, 11, 23), at("20T21:00")));
    assert_eq!(contact.told_at, Some(at("23T10:00")));
}

#[test]
fn c_14_each_day_and_each_question_is_a_contact() {
    let days = [("18T09:00", Asked), ("18T09:05", Asked), ("19T09:00", Asked), ("20T12:00", Told)];
    assert_eq!(outcomes(&days, None), [(18, NextStep::Later), (19, NextStep::Later)]);
    let again = [("20T09:00", Asked), ("20T10:00", Told), ("20T16:00", Asked)];
    assert_eq!(
        outcomes(&again, None),
        [(20, NextStep::SameDay), (20, NextStep::Nothing)],
        "an answer answers what was asked"
    );
    assert_eq!(outcomes(&again, Some("20T17:00")), [(20, NextStep::SameDay), (20, NextStep::Closed)]);
    assert_eq!(
        outcomes(&again, Some("20T11:00")),
        [(20, NextStep::SameDay), (20, NextStep::Nothing)],
        "closed before it"
    );
}

#[test]
fn c_14_a_person_s_word_that_stands_is_a_next_step_and_nothing_else() {
    let mut rules = Rules { clock: HandClock::at(at("18T10:00")), ..Rules::default() };
    rules.done(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::default()));
    let nurse = Actor::Staff(Okafor.staff_id());
    let id = rules.arrives(&Whitfield.number());
    let steps = |rules: &Rules| {
        let messages = rules.state.messages(id).expect("memory");
        messages.iter().map(Step::of).collect::<Vec<_>>()
    };
    let due = rules.row(id).clocks.answer.map_or(Timestamp::UNIX_EPOCH, |clock| clock.due);
    let content =
        Rules::content(&Policy::default().holding_text(model::Addressee::of(&model::Practice::default()), due));
    let holding = model::OutboundText { content, holding: true, ..rules.reply(id) };
    let message = holding.message;
    rules.done(nurse, Ask::Send(holding));
    assert_eq!(steps(&rules), [Some(Asked), Some(Told)], "a holding reply says when they will hear");
    rules.clock.pass(SignedDuration::from_secs(11));
    let sender = Actor::Worker(WorkerName::Send);
    rules.done(sender, Ask::BeginAttempt { message });
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(sender, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
    let (note, content) = (rules.reply(id).message, Rules::content("Rang twice"));
    rules.done(nurse, Ask::WriteNote { message: note, conversation: id, content, quote: None });
    assert_eq!(steps(&rules), [Some(Asked), None, None], "neither a failed message nor a note tells anybody");
    for (outcome, told) in [(CallOutcome::LeftMessage, None), (CallOutcome::Reached, Some(Told))] {
        let made = ContactMade {
            message: MessageId::new(rules.reply(id).message.uuid()),
            conversation: id,
            way: OtherWay::Call { outcome },
            content: Rules::content("Come in at ten"),
            task: None,
            seen: rules.row(id).revision,
            ring_again: false,
        };
        rules.done(nurse, Ask::RecordContact(made));
        assert_eq!(steps(&rules).pop(), Some(told), "{outcome:?}");
    }
}
