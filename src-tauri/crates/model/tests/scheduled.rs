//! Texts that leave later (A-06, A-09, C6.14, C1.4, C2.15): no message until they leave, and everything is asked again then.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::{SignedDuration, Timestamp};
use model::memory::Memory;
use model::scheduled::{LONGEST_AHEAD, ScheduleAsk, ScheduleChange, ScheduleProblem};
use model::{
    Actor, Ask, Author, Change, Channel, ConsentDecision, ConsentHeard, ConsentSource, ConversationId,
    ConversationState, Delivery, FailureClass, MessageId, MessageKind, OutboundText, Patient, PatientStatus, Refusal,
    Role, Staff, StaffStatus, State as _, Stated, TaskReason, WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::Person::{Okafor, Price, Shah};
use testkit::random::schedules::schedules;
use testkit::random::{Walk, cases};
use testkit::{Rules, minute};

const CLOCK: Actor = Actor::Worker(WorkerName::Remind);
const SENDER: Actor = Actor::Worker(WorkerName::Send);

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn tomorrow() -> Timestamp {
    minute("2026-03-12T09:00")
}

/// Wednesday at ten: the patient wrote, and the nurse has read it.
fn read() -> (Rules, ConversationId) {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    reads(&mut rules, id);
    (rules, id)
}

fn reads(rules: &mut Rules, id: ConversationId) {
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
}

fn later(rules: &Rules, id: ConversationId, at: Timestamp) -> OutboundText {
    OutboundText { send_at: Some(at), content: Rules::content("Your blood test is today"), ..rules.reply(id) }
}

/// The nurse writes a text that leaves then; returns its id.
fn scheduled(rules: &mut Rules, id: ConversationId, at: Timestamp) -> MessageId {
    let text = later(rules, id, at);
    let message = text.message;
    rules.done(nurse(), Ask::Send(text));
    message
}

fn time_came(message: MessageId) -> Ask {
    Ask::Schedule(ScheduleAsk::TimeCame { message })
}

/// The time comes; returns what became of the text.
fn leaves(rules: &mut Rules, message: MessageId) -> Delivery {
    let at = rules.state.scheduled(message).expect("read").expect("it waits").send_at;
    rules.clock.pass(at.duration_since(rules.clock.time()));
    rules.done(CLOCK, time_came(message));
    delivery(rules, message)
}

fn delivery(rules: &Rules, message: MessageId) -> Delivery {
    let written = rules.state.message(message).expect("read").expect("it is a message now");
    written.delivery().cloned().expect("it goes out")
}

#[track_caller]
fn stopped_as(rules: &Rules, message: MessageId) -> String {
    match delivery(rules, message) {
        Delivery::Failed { failure, .. } => failure.code.unwrap_or_default(),
        other => format!("{other:?}"),
    }
}

fn refused(problem: ScheduleProblem) -> Result<Vec<Change>, Refusal> {
    Err(Refusal::ScheduleRefused { problem })
}

fn objects(rules: &mut Rules) -> Vec<Change> {
    rules.done(
        nurse(),
        Ask::RecordConsent(ConsentHeard {
            patient: Price.patient_id(),
            channel: Channel::Sms,
            purpose: None,
            decision: ConsentDecision::Objected,
            stated: Stated { date: minute("2026-03-11T10:00").to_zoned(jiff::tz::TimeZone::UTC).date(), time: None },
            source: ConsentSource::Phone,
            evidence: "said so".to_owned().into(),
            review_on: None,
        }),
    )
}

#[test]
fn a_06_a_text_waits_for_its_time_and_is_no_message_until_then() {
    let (mut rules, id) = read();
    let before = rules.row(id);
    let message = scheduled(&mut rules, id, tomorrow());
    let waits = rules.row(id);
    assert_eq!(waits.sends_at, Some(tomorrow()), "the list shows when");
    assert_eq!(model::Conversation { sends_at: None, ..waits }, before, "it answers nothing and stops no clock");
    assert_eq!(rules.state.message(message), Ok(None));
    assert_eq!(rules.ask(CLOCK, time_came(message)), Err(Refusal::NotDue), "not before its time");
    assert_eq!(rules.ask(nurse(), time_came(message)), Err(Refusal::NotDue), "and nobody but the clock says so");

    let held = leaves(&mut rules, message);
    assert_eq!(held, Delivery::Held { until: tomorrow() }, "written, and nothing to wait for");
    let written = rules.state.message(message).expect("read").expect("there");
    assert_eq!((written.at, written.number), (tomorrow(), 2), "said when it left, after all that was said before");
    let MessageKind::Out { author, terms, .. } = &written.kind else { panic!("it goes out") };
    assert_eq!(*author, Author::Staff { staff: Okafor.staff_id() }, "its author's");
    assert_eq!(terms.scheduled, Some(minute("2026-03-11T10:00")), "and it is known when they wrote it");
    assert_eq!(
        rules.state.words(message).expect("read").map(|words| words.expose().clone()),
        Some("Your blood test is today".to_owned())
    );
    let row = rules.row(id);
    assert!(row.answered && row.sends_at.is_none(), "now it is an answer");
    rules.done(SENDER, Ask::BeginAttempt { message });
    assert_eq!(rules.ask(CLOCK, time_came(message)), refused(ScheduleProblem::NotScheduled), "it leaves once");
}

#[test]
fn c2_15_a_text_for_the_night_leaves_in_the_morning() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, minute("2026-03-11T22:00"));
    let text = rules.state.scheduled(message).expect("read").expect("it waits");
    assert_eq!(text.send_at, minute("2026-03-12T08:00"), "22:00 moves to 08:00 on the next allowed day");
    let to = minute("2026-03-13T06:00");
    rules.done(nurse(), Ask::Schedule(ScheduleAsk::Move { message, send_at: to }));
    assert_eq!(rules.row(id).sends_at, Some(minute("2026-03-13T08:00")));
}

#[test]
fn a_06_a_time_that_is_past_or_beyond_a_year_is_refused_and_so_is_what_must_be_said_now() {
    let (mut rules, id) = read();
    let now = rules.clock.time();
    for (at, problem) in
        [(now, ScheduleProblem::Past), (now + LONGEST_AHEAD + SignedDuration::from_hours(24), ScheduleProblem::TooFar)]
    {
        let text = later(&rules, id, at);
        assert_eq!(rules.ask(nurse(), Ask::Send(text)), refused(problem));
    }
    let text = OutboundText { holding: true, ..later(&rules, id, tomorrow()) };
    assert_eq!(rules.ask(nurse(), Ask::Send(text)), refused(ScheduleProblem::Holding));
    let text = OutboundText { repeats: Some(MessageId::new(testkit::numbered(9))), ..later(&rules, id, tomorrow()) };
    assert_eq!(rules.ask(nurse(), Ask::Send(text)), refused(ScheduleProblem::Repeats));
    let empty = OutboundText { content: Rules::content("  "), ..later(&rules, id, tomorrow()) };
    assert_eq!(rules.ask(nurse(), Ask::Send(empty)), Err(Refusal::EmptyMessage), "all that stops it now stops it now");
}

#[test]
fn a_09_it_is_moved_and_taken_back_by_anybody_who_may_send() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    let first = scheduled(&mut rules, id, tomorrow() - SignedDuration::from_mins(30));
    assert_eq!(rules.row(id).sends_at, Some(tomorrow() - SignedDuration::from_mins(30)), "the next one counts");
    let colleague = Actor::Staff(Shah.staff_id());
    let to = tomorrow() + SignedDuration::from_hours(3);
    rules.done(colleague, Ask::Schedule(ScheduleAsk::Move { message, send_at: to }));
    let same = rules.done(colleague, Ask::Schedule(ScheduleAsk::Move { message, send_at: to }));
    assert_eq!(same, [], "it is so already");
    let cancelled = rules.done(colleague, Ask::Schedule(ScheduleAsk::Cancel { message: first }));
    assert!(matches!(cancelled.as_slice(), [Change::Schedule(ScheduleChange::Cancelled { .. })]));
    assert_eq!(rules.row(id).sends_at, Some(to));
    assert_eq!(rules.state.message(first), Ok(None), "it never was a message");
    let again = rules.ask(colleague, Ask::Schedule(ScheduleAsk::Cancel { message: first }));
    assert_eq!(again, refused(ScheduleProblem::NotScheduled));
}

#[test]
fn c1_4_an_objection_is_a_hard_stop_for_what_leaves_later() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    let changes = objects(&mut rules);
    assert!(changes.iter().any(|change| matches!(change, Change::MessageWritten { .. })), "at once: {changes:?}");
    assert_eq!(stopped_as(&rules, message), "objected");
    assert_eq!(rules.row(id).sends_at, None);
    let stopped = rules.state.tasks().find(|task| task.message == Some(message)).map(|task| task.reason);
    assert_eq!(stopped, Some(TaskReason::MessageStopped), "another way (C3.3)");

    // A clinician's reason lifts it for what is sent now, never for later.
    let despite = Some("she asked me for this one".to_owned().into());
    let text = OutboundText { despite, ..later(&rules, id, tomorrow()) };
    assert_eq!(rules.ask(nurse(), Ask::Send(text.clone())), refused(ScheduleProblem::Despite));
    let text = OutboundText { despite: None, ..text };
    assert!(matches!(rules.ask(nurse(), Ask::Send(text)), Err(Refusal::Objected { .. })));
}

/// What may change between writing and leaving; each is asked about in the moment it leaves.
#[test]
fn c6_14_everything_is_asked_again_in_the_moment_it_leaves() {
    type Meanwhile = fn(&mut Rules);
    let cases: [(&str, Meanwhile); 6] = [
        ("deceased", |rules| patient(rules, |price| price.status = PatientStatus::Deceased)),
        ("left", |rules| patient(rules, |price| price.status = PatientStatus::Left)),
        ("number_changed", |rules| patient(rules, |price| price.contact_points.clear())),
        ("author_left", |rules| {
            let gone = Staff { status: StaffStatus::Left, ..Okafor.staff() };
            rules.done(Actor::Administrator, Ask::RecordStaff(gone));
        }),
        ("author_left", |rules| {
            let looks_on = Staff { role: Role::ReadOnly, ..Okafor.staff() };
            rules.done(Actor::Administrator, Ask::RecordStaff(looks_on));
        }),
        ("patient_wrote", |rules| {
            rules.arrives(&Price.number());
        }),
    ];
    for (code, meanwhile) in cases {
        let (mut rules, id) = read();
        let message = scheduled(&mut rules, id, tomorrow());
        rules.clock.pass(SignedDuration::from_hours(1));
        meanwhile(&mut rules);
        leaves(&mut rules, message);
        assert_eq!(stopped_as(&rules, message), code);
        assert_eq!(rules.row(id).failed, 1, "{code}: a person sees it");
        assert_eq!(rules.ask(SENDER, Ask::BeginAttempt { message }), Err(Refusal::NotDue), "{code}: nothing leaves");
    }
}

fn patient(rules: &mut Rules, change: impl FnOnce(&mut Patient)) {
    let mut price = Price.patient();
    change(&mut price);
    rules.done(Actor::Administrator, Ask::RecordPatient(price));
}

#[test]
fn c6_14_an_unsafe_route_stops_it_at_once() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    let reason = "her partner reads it".to_owned().into();
    rules.done(nurse(), Ask::MarkUnsafe { patient: Price.patient_id(), channel: Channel::Sms, reason });
    assert_eq!(stopped_as(&rules, message), "unsafe_route");
}

#[test]
fn a_06_once_somebody_has_read_what_the_patient_wrote_since_it_leaves() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    rules.arrives(&Price.number());
    reads(&mut rules, id);
    assert!(matches!(leaves(&mut rules, message), Delivery::Held { .. }));
}

#[test]
fn c6_16_what_should_have_left_more_than_a_day_ago_is_not_sent_unseen() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    rules.clock.pass(SignedDuration::from_hours(48));
    rules.done(CLOCK, time_came(message));
    assert_eq!(stopped_as(&rules, message), "not_sent_in_time");
}

#[test]
fn a_06_a_conversation_may_be_done_while_a_text_waits_and_comes_back_only_if_it_is_stopped() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    let seen = rules.row(id).revision;
    let reason = Some("the reminder leaves by itself".to_owned());
    rules.done(nurse(), Ask::MarkDone { conversation: id, seen, reason, answered: true });
    assert!(matches!(leaves(&mut rules, message), Delivery::Held { .. }));
    assert!(matches!(rules.row(id).state, ConversationState::Done { .. }), "a reminder that leaves is no new work");

    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    let reason = Some("the reminder leaves by itself".to_owned());
    rules.done(nurse(), Ask::MarkDone { conversation: id, seen, reason, answered: true });
    patient(&mut rules, |price| price.contact_points.clear());
    leaves(&mut rules, message);
    assert_eq!(rules.row(id).state, ConversationState::Open, "somebody must find another way");
    let failed = rules.state.message(message).expect("read").expect("there");
    let Some(Delivery::Failed { failure, .. }) = failed.delivery() else { panic!("it is stopped") };
    assert_eq!(failure.class, FailureClass::Temporary);
}

#[test]
fn a_21_the_same_words_that_went_a_moment_before_do_not_go_again() {
    let (mut rules, id) = read();
    let message = scheduled(&mut rules, id, tomorrow());
    rules.clock.pass(tomorrow().duration_since(rules.clock.time()) - SignedDuration::from_mins(5));
    let now = OutboundText { content: Rules::content("Your blood test is  TODAY"), ..rules.reply(id) };
    rules.done(nurse(), Ask::Send(now));
    leaves(&mut rules, message);
    assert_eq!(stopped_as(&rules, message), "same_words");
}

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever happens: what waits is no message; each text waits, leaves or is taken back once; what the list shows is when
    /// the next leaves; and nothing leaves to a patient who objects, whose route is unsafe, who has died or left.
    #[test]
    fn c6_14_nothing_that_waited_leaves_against_what_is_known_by_then(life in schedules(20..140)) {
        let (mut walk, mut state) = (Walk::default(), Memory::default());
        let mut operations = walk.opening();
        let mut life = life.into_iter();
        loop {
            for operation in operations.drain(..) {
                let answer = decide(&state, &operation, walk.now()).expect("memory does not fail");
                if let (Ok(_), Some(content)) = (&answer, operation.ask.content()) {
                    state.keep(content);
                }
                let changes = answer.unwrap_or_default();
                for change in &changes {
                    if let Change::MessageWritten { message, terms, .. } = change {
                        let waited = state.scheduled(*message).expect("memory");
                        prop_assert_eq!(waited.is_some(), terms.scheduled.is_some(), "what waited says so");
                        let stopped = changes.iter().any(|other| {
                            matches!(other, Change::DeliveryChanged { message: failed, delivery: Delivery::Failed { .. }, .. }
                                if failed == message)
                        });
                        if let Some(text) = waited.filter(|_| !stopped) {
                            prop_assert!(text.send_at <= walk.now(), "not before its time");
                            let row = state.conversation(text.conversation).expect("memory").expect("there");
                            prop_assert_eq!(row.unread, 0, "nothing unread");
                            let patient = row.subject.patient().expect("matched");
                            let known = state.patient(patient).expect("memory").expect("there");
                            prop_assert_eq!(known.status, PatientStatus::Active);
                            let preferences = state.preferences(patient).expect("memory");
                            prop_assert!(preferences.unsafe_route(text.channel).is_none());
                            prop_assert!(row.proxy.is_some() || !matches!(
                                preferences.standing(text.channel, text.purpose),
                                model::Standing::Objected(_)
                            ));
                        }
                    }
                    apply(&mut state, change).expect("memory does not fail");
                }
                for text in state.all_scheduled() {
                    prop_assert!(state.message(text.message).expect("memory").is_none(), "no message yet");
                }
                for row in state.conversations() {
                    let waiting = state.all_scheduled().filter(|text| text.conversation == row.id);
                    prop_assert_eq!(row.sends_at, waiting.map(|text| text.send_at).min());
                }
            }
            let Some(step) = life.next() else { break };
            operations.push(walk.step(&state, step));
        }
    }
}
