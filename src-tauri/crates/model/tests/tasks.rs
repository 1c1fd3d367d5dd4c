//! Reaching the patient another way: which tasks come up, that there is one and no second, and how they end.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::memory::Memory;
use model::template::Route;
use model::{
    Act, Actor, Ask, Author, CallOutcome, Channel, ConsentDecision, ConsentHeard, ConsentSource, ContactMade,
    ConversationId, Delivery, E164, EnteredText, Failure, FailureClass, Filing, MessageId, MessageKind, Needs, NewTask,
    OtherWay, OutboundText, PatientStatus, Policy, ProviderRef, ProviderStatus, Purpose, Refusal, Role, SendOutcome,
    State as _, Stated, Task, TaskEnd, TaskId, TaskReason, TaskState, WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::random::{Walk, cases, moves};
use testkit::{Person, Rules};

fn okafor() -> Actor {
    Actor::Staff(Person::Okafor.staff_id())
}

const SENDER: Actor = Actor::Worker(WorkerName::Send);

/// A message that was handed over and refused for good.
fn fails(rules: &mut Rules, text: OutboundText, class: FailureClass) -> MessageId {
    let message = text.message;
    rules.done(okafor(), Ask::Send(text));
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    let failure = Failure { class, code: Some("30005".to_owned()) };
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
    message
}

fn tasks(rules: &Rules) -> Vec<Task> {
    rules.state.tasks().cloned().collect()
}

fn task_of(rules: &Rules, message: MessageId) -> Option<Task> {
    rules.state.task(TaskId::about(message)).expect("read")
}

/// Puts a patient's conversation there and returns it with their number.
fn waiting(rules: &mut Rules) -> (ConversationId, E164) {
    let number = Person::Price.number();
    (rules.arrives(&number), number)
}

fn heard(decision: ConsentDecision, on: Date, purpose: Option<Purpose>) -> Ask {
    Ask::RecordConsent(ConsentHeard {
        patient: Person::Price.patient_id(),
        channel: Channel::Sms,
        purpose,
        decision,
        stated: Stated { date: on, time: None },
        source: ConsentSource::Phone,
        evidence: "said so".to_owned().into(),
        review_on: None,
    })
}

fn today(rules: &Rules) -> Date {
    Policy::default().local(rules.clock.time()).date()
}

#[test]
fn c3_3_every_failure_makes_one_task_with_owner_and_due_time() {
    for class in [FailureClass::Permanent, FailureClass::Temporary, FailureClass::Technical, FailureClass::OptedOut] {
        let mut rules = Rules::default();
        let (conversation, _) = waiting(&mut rules);
        rules.done(okafor(), Ask::Assign { conversation, owner: Some(Person::Shah.staff_id()) });
        let message = {
            let text = rules.reply(conversation);
            fails(&mut rules, text, class)
        };
        let task = rules.only_task();
        assert_eq!(task.message, Some(message), "{class:?}: about the message that failed");
        assert_eq!(task.patient, Some(Person::Price.patient_id()), "for the patient who did not get it");
        assert_eq!(task.owner, Some(Person::Shah.staff_id()), "the conversation's owner sees to it");
        assert_eq!(task.route, Route::Phone, "by telephone, where the patient said nothing else");
        assert!(task.due > rules.clock.time(), "in time still to come");
        let expected = match class {
            FailureClass::OptedOut => TaskReason::StoppedByProvider,
            _ => TaskReason::MessageFailed,
        };
        assert_eq!(task.reason, expected, "{class:?}");
    }
}

#[test]
fn c3_3_a_failure_reported_again_makes_no_second_task() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let text = rules.reply(conversation);
    let message = text.message;
    rules.done(okafor(), Ask::Send(text));
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    let provider = ProviderRef { account: "twilio:AC1".to_owned(), id: "SM1".to_owned() };
    let outcome =
        SendOutcome::Accepted { provider: provider.clone(), status: ProviderStatus::Accepted, segments: Some(1) };
    rules.done(SENDER, Ask::ReportSend { message, outcome });
    assert!(tasks(&rules).is_empty(), "what is on its way needs no task");
    for _ in 0..3 {
        let failure = Failure { class: FailureClass::Temporary, code: Some("30003".to_owned()) };
        let (status, at) = (ProviderStatus::Failed { failure }, rules.clock.time());
        rules.done(SENDER, Ask::ReportStatus { provider: provider.clone(), status, at });
        rules.clock.pass(SignedDuration::from_mins(5));
    }
    assert_eq!(rules.only_task().message, Some(message));
}

#[test]
fn c3_3_a_retry_that_fails_makes_no_second_task_and_one_that_arrives_closes_it() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let first = {
        let text = rules.reply(conversation);
        fails(&mut rules, text, FailureClass::Temporary)
    };
    let again = OutboundText { repeats: Some(first), ..rules.reply(conversation) };
    let second = fails(&mut rules, again, FailureClass::Temporary);
    assert_eq!(rules.only_task().message, Some(first), "the same words, the same task");
    let third = OutboundText { repeats: Some(second), ..rules.reply(conversation) };
    let message = third.message;
    rules.done(okafor(), Ask::Send(third));
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    let provider = ProviderRef { account: "twilio:AC1".to_owned(), id: "SM3".to_owned() };
    let outcome = SendOutcome::Accepted { provider: provider.clone(), status: ProviderStatus::Sent, segments: None };
    rules.done(SENDER, Ask::ReportSend { message, outcome });
    assert!(rules.only_task().is_open(), "sent is not arrived: somebody may still have to ring (H5)");
    let at = rules.clock.time();
    rules.done(SENDER, Ask::ReportStatus { provider, status: ProviderStatus::Delivered, at });
    assert_eq!(rules.only_task().state, TaskState::Arrived { at, message }, "and says in which message");
}

#[test]
fn c3_3_a_message_stopped_by_an_objection_makes_one_task() {
    let mut rules = Rules::default();
    let (conversation, number) = waiting(&mut rules);
    let text = rules.reply(conversation);
    let message = text.message;
    rules.done(okafor(), Ask::Send(text));
    let mut stop = rules.text(&number);
    stop.content = Rules::content("STOP");
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(stop));
    let state = rules.state.message(message).expect("read").expect("there");
    assert!(matches!(state.delivery(), Some(Delivery::Failed { .. })), "it was held, and does not leave");
    let task = rules.only_task();
    assert_eq!((task.reason, task.message), (TaskReason::MessageStopped, Some(message)));
    let mut stop = rules.text(&number);
    stop.content = Rules::content("STOP");
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(stop));
    assert_eq!(tasks(&rules).len(), 1, "a second stop adds none");
}

#[test]
fn c3_3_a_patient_who_waits_for_a_reply_and_objects_is_rung() {
    let mut rules = Rules::default();
    let (conversation, number) = waiting(&mut rules);
    let question = rules.state.messages(conversation).expect("read").first().expect("the question").id;
    let mut stop = rules.text(&number);
    stop.content = Rules::content("STOP");
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(stop));
    let task = rules.only_task();
    assert_eq!((task.reason, task.message), (TaskReason::ReplyBarred, Some(question)));
}

#[test]
fn c3_3_an_objection_with_nothing_open_makes_no_task() {
    let mut rules = Rules::default();
    let mut stop = rules.text(&Person::Price.number());
    stop.content = Rules::content("STOP");
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(stop));
    assert!(tasks(&rules).is_empty(), "nothing was to be said: {:?}", tasks(&rules));
}

#[test]
fn h9_a_route_marked_unsafe_while_a_reply_is_due_makes_a_task() {
    let mut rules = Rules::default();
    waiting(&mut rules);
    let patient = Person::Price.patient_id();
    let reason = "partner reads the phone".to_owned().into();
    rules.done(okafor(), Ask::MarkUnsafe { patient, channel: Channel::Sms, reason });
    assert_eq!(rules.only_task().reason, TaskReason::ReplyBarred);
}

#[test]
fn c1_3_a_yes_and_a_no_of_one_day_make_one_task_that_ends_when_it_is_clear() {
    let mut rules = Rules::default();
    let day = today(&rules);
    rules.done(okafor(), heard(ConsentDecision::Agreed, day, Some(Purpose::Results)));
    assert!(tasks(&rules).is_empty());
    rules.done(okafor(), heard(ConsentDecision::Objected, day, Some(Purpose::Results)));
    assert_eq!(rules.only_task().reason, TaskReason::UnclearWish, "somebody asks the patient");
    rules.done(okafor(), heard(ConsentDecision::Agreed, day, Some(Purpose::Results)));
    assert_eq!(tasks(&rules).len(), 1, "once is enough");
    rules.clock.pass(SignedDuration::from_hours(24));
    rules.done(okafor(), heard(ConsentDecision::Agreed, today(&rules), Some(Purpose::Results)));
    assert!(matches!(rules.only_task().state, TaskState::WishClear { .. }), "the patient said so the day after");
}

#[test]
fn c3_3_the_due_time_counts_the_practices_hours() {
    let policy = Policy::default();
    let at = |text: &str| -> Timestamp { text.parse().expect("a time") };
    // Friday 16:00 in winter: a working day on is Monday at the same time; two working hours end on Friday at 18:00.
    assert_eq!(model::task::due(&policy, false, at("2026-11-20T16:00:00Z")), at("2026-11-23T16:00:00Z"));
    assert_eq!(model::task::due(&policy, true, at("2026-11-20T16:00:00Z")), at("2026-11-20T18:00:00Z"));
    // Saturday: the clock starts on Monday at opening.
    assert_eq!(model::task::due(&policy, true, at("2026-11-21T11:00:00Z")), at("2026-11-23T10:00:00Z"));
}

#[test]
fn d_12_nobody_is_asked_to_ring_a_patient_who_has_died() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let text = rules.reply(conversation);
    let message = text.message;
    rules.done(okafor(), Ask::Send(text));
    let mut patient = Person::Price.patient();
    patient.status = PatientStatus::Deceased;
    rules.done(Actor::Administrator, Ask::RecordPatient(patient));
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    assert!(matches!(
        rules.state.message(message).expect("read").expect("there").delivery(),
        Some(Delivery::Failed { .. })
    ));
    assert!(
        tasks(&rules).is_empty(),
        "it stays in the list of what failed, and no task sends anybody to the telephone"
    );
}

#[test]
fn d_12_what_was_to_be_done_for_a_patient_ends_when_they_are_recorded_as_dead() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let text = rules.reply(conversation);
    fails(&mut rules, text, FailureClass::Permanent);
    let by_hand = NewTask { conversation: None, ..by_hand(&rules, conversation, None) };
    rules.done(okafor(), Ask::MakeTask(NewTask { patient: Some(Person::Price.patient_id()), ..by_hand }));
    assert!(tasks(&rules).iter().all(Task::is_open) && tasks(&rules).len() == 2);
    let mut patient = Person::Price.patient();
    patient.status = PatientStatus::Deceased;
    rules.done(Actor::Administrator, Ask::RecordPatient(patient));
    let ends: Vec<_> = tasks(&rules).into_iter().map(|task| task.state).collect();
    let at = rules.clock.time();
    assert_eq!(ends, [TaskState::Died { at }, TaskState::Died { at }], "nobody rings the family");
}

#[test]
fn c3_1_the_patients_own_order_says_how_they_are_reached() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let patient = Person::Price.patient_id();
    let order = vec![Route::Sms, Route::Letter, Route::Phone];
    rules.done(okafor(), Ask::RecordNeeds { patient, needs: Needs { order, ..Needs::default() } });
    let text = rules.reply(conversation);
    fails(&mut rules, text, FailureClass::Permanent);
    assert_eq!(rules.only_task().route, Route::Letter, "the first of their ways that is no text");
}

#[test]
fn c3_2_a_deaf_patient_is_never_to_be_rung() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let patient = Person::Price.patient_id();
    let needs = Needs { order: vec![Route::Phone], cannot_phone: true, ..Needs::default() };
    rules.done(okafor(), Ask::RecordNeeds { patient, needs });
    let text = rules.reply(conversation);
    fails(&mut rules, text, FailureClass::Permanent);
    assert_eq!(rules.only_task().route, Route::Letter);
    let by_phone = by_hand(&rules, conversation, Some(Route::Phone));
    assert_eq!(rules.ask(okafor(), Ask::MakeTask(by_phone)), Err(Refusal::WayBarred));
}

fn by_hand(rules: &Rules, conversation: ConversationId, route: Option<Route>) -> NewTask {
    NewTask {
        task: TaskId::new(rules.ids.next()),
        patient: None,
        conversation: Some(conversation),
        message: None,
        route,
        what: "Ring about the blood pressure".to_owned().into(),
        urgent: false,
        owner: None,
    }
}

#[test]
fn d_05_a_task_is_made_given_and_ended_with_words() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let new = by_hand(&rules, conversation, Some(Route::Phone));
    let task = new.task;
    let empty = NewTask { what: "  ".to_owned().into(), ..new.clone() };
    assert_eq!(rules.ask(okafor(), Ask::MakeTask(empty)), Err(Refusal::NothingToDo));
    let by_text = NewTask { route: Some(Route::Sms), ..new.clone() };
    assert_eq!(rules.ask(okafor(), Ask::MakeTask(by_text)), Err(Refusal::WayBarred), "a text is no other way");
    rules.done(okafor(), Ask::MakeTask(new));
    rules.done(okafor(), Ask::AssignTask { task, owner: Some(Person::Shah.staff_id()) });
    assert_eq!(rules.only_task().owner, Some(Person::Shah.staff_id()));
    let end = TaskEnd::Done { outcome: " ".to_owned().into() };
    assert_eq!(rules.ask(okafor(), Ask::EndTask { task, end }), Err(Refusal::OutcomeNeeded));
    let end = TaskEnd::Cancelled { reason: "came to the desk".to_owned().into() };
    rules.done(okafor(), Ask::EndTask { task, end });
    let end = TaskEnd::Done { outcome: "rang".to_owned().into() };
    assert_eq!(rules.ask(okafor(), Ask::EndTask { task, end }), Err(Refusal::TaskClosed), "a task ends once");
}

#[test]
fn c2_3_a_role_that_only_reads_makes_and_ends_no_task() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let text = rules.reply(conversation);
    let failed = fails(&mut rules, text, FailureClass::Permanent);
    let mut reader = Person::Okafor.staff();
    reader.role = Role::ReadOnly;
    rules.done(Actor::Administrator, Ask::RecordStaff(reader));
    let refused = Err(Refusal::NotAllowed { act: Act::ReachOtherwise });
    let new = by_hand(&rules, conversation, None);
    assert_eq!(rules.ask(okafor(), Ask::MakeTask(new)), refused);
    let end = TaskEnd::Done { outcome: "rang".to_owned().into() };
    assert_eq!(rules.ask(okafor(), Ask::EndTask { task: TaskId::about(failed), end }), refused);
}

fn call(rules: &Rules, conversation: ConversationId, outcome: CallOutcome, task: Option<TaskId>) -> ContactMade {
    ContactMade {
        message: MessageId::new(rules.ids.next()),
        conversation,
        way: OtherWay::Call { outcome },
        content: Rules::content("Told to come in at ten"),
        task,
        seen: rules.row(conversation).revision,
        ring_again: false,
    }
}

#[test]
fn e_14_a_call_stands_in_the_thread_is_due_for_the_record_and_ends_its_task_once_the_patient_was_reached() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let text = rules.reply(conversation);
    let failed = fails(&mut rules, text, FailureClass::Permanent);
    let task = TaskId::about(failed);
    let tried = call(&rules, conversation, CallOutcome::NoAnswer, Some(task));
    let attempt = tried.message;
    rules.done(okafor(), Ask::RecordContact(tried));
    assert!(rules.only_task().is_open(), "nobody answered: it is still to be done");
    assert!(!rules.row(conversation).answered, "nor is it an answer");
    assert_eq!(rules.row(conversation).failed, 1, "and the text is still one that did not arrive");
    let reached = call(&rules, conversation, CallOutcome::Reached, Some(task));
    let message = reached.message;
    rules.done(okafor(), Ask::RecordContact(reached));
    assert!(matches!(rules.only_task().state, TaskState::Reached { message: known, .. } if known == message));
    assert!(rules.row(conversation).answered, "the patient has their answer");
    assert_eq!(rules.row(conversation).failed, 0, "what failed was said another way: nobody needs to say it again");
    let again = OutboundText { repeats: Some(failed), ..rules.reply(conversation) };
    assert_eq!(rules.ask(okafor(), Ask::Send(again)), Err(Refusal::NothingToResolve));
    for id in [attempt, message] {
        let written = rules.state.message(id).expect("read").expect("there");
        assert!(matches!(written.kind, MessageKind::Contact { .. }));
        assert!(matches!(written.filing, Filing::Pending { .. }), "everything is documented (C4), attempts too");
        assert_eq!(
            rules.ask(SENDER, Ask::BeginAttempt { message: id }),
            Err(Refusal::UnknownMessage),
            "nothing sends it"
        );
    }
}

#[test]
fn c2_2_a_call_or_letter_answers_no_words_that_came_after_the_last_look() {
    let mut rules = Rules::default();
    let (conversation, number) = waiting(&mut rules);
    let said = call(&rules, conversation, CallOutcome::Reached, None);
    let tried = call(&rules, conversation, CallOutcome::NoAnswer, None);
    assert_eq!(rules.arrives(&number), conversation, "worse, while the call is written down");
    for way in [said.way, OtherWay::Letter] {
        let ask = Ask::RecordContact(ContactMade { way, ..said.clone() });
        assert_eq!(rules.ask(okafor(), ask), Err(Refusal::StaleView { new: 1 }));
    }
    assert!(!rules.row(conversation).answered, "the new words still wait");
    rules.done(okafor(), Ask::RecordContact(tried));
    assert!(!rules.row(conversation).answered, "an attempt answers nothing, and may be written down at any time");
    let seen = rules.row(conversation).revision;
    rules.done(okafor(), Ask::RecordContact(ContactMade { seen, ..said }));
    assert!(rules.row(conversation).answered);
}

#[test]
fn e_14_a_call_ends_no_task_of_another_patient() {
    let mut rules = Rules::default();
    let (conversation, _) = waiting(&mut rules);
    let text = rules.reply(conversation);
    let failed = fails(&mut rules, text, FailureClass::Permanent);
    let other = Person::PATIENTS.into_iter().find(|person| {
        *person != Person::Price && rules.state.patients_with(&person.number()).expect("read").len() == 1
    });
    let elsewhere = rules.arrives(&other.expect("somebody with a number of their own").number());
    let made = call(&rules, elsewhere, CallOutcome::Reached, Some(TaskId::about(failed)));
    assert_eq!(rules.ask(okafor(), Ask::RecordContact(made)), Err(Refusal::UnknownTask));
    assert!(task_of(&rules, failed).expect("there").is_open());
}

#[test]
fn c3_6_a_request_by_telephone_lands_where_a_text_would_and_waits_as_one_does() {
    let mut rules = Rules::default();
    let number = Person::Price.number();
    let by_text = rules.arrives(&number);
    let (before, message) = (rules.row(by_text), MessageId::new(rules.ids.next()));
    let entered = EnteredText {
        message,
        conversation: ConversationId::new(rules.ids.next()),
        patient: Person::Price.patient_id(),
        number,
        at_desk: false,
        content: Rules::content("stop"),
    };
    rules.done(okafor(), Ask::EnterRequest(entered));
    let after = rules.row(by_text);
    assert_eq!((after.unread, after.messages), (before.unread + 1, before.messages + 1), "in the same conversation");
    assert!(!after.answered, "and it is the practice's turn");
    let written = rules.state.message(message).expect("read").expect("there");
    let MessageKind::In { entered: Some(entered), .. } = written.kind else { panic!("marked by its route") };
    assert_eq!((entered.by, entered.at_desk), (Person::Okafor.staff_id(), false));
    let preferences = rules.state.preferences(Person::Price.patient_id()).expect("read");
    assert!(preferences.statements.is_empty(), "words that staff wrote down are no keyword of the patient's");
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn c3_3_in_every_life_what_failed_for_good_has_one_task_or_says_again_what_has_one(life in moves(1..120)) {
        let (mut state, mut walk) = (Memory::default(), Walk::default());
        let mut operations = walk.opening();
        let (mut life, mut log) = (life.into_iter(), Vec::new());
        loop {
            for operation in operations.drain(..) {
                for change in decide(&state, &operation, walk.now()).expect("decided").unwrap_or_default() {
                    apply(&mut state, &change).expect("applied");
                    log.push((change, state.clone()));
                }
            }
            let Some(step) = life.next() else { break };
            operations.push(walk.step(&state, step));
        }
        let mut made = std::collections::BTreeMap::new();
        for (change, _) in &log {
            if let model::Change::TaskMade { task } = change
                // What a patient says again is to be done again (C1.3).
                && !matches!(task.reason, TaskReason::UnclearWish | TaskReason::ReplyBarred)
            {
                *made.entry(task.id).or_insert(0_u32) += 1;
            }
        }
        prop_assert!(made.values().all(|times| *times == 1), "no task is made twice");
        for (change, then) in &log {
            let model::Change::DeliveryChanged { message, delivery: Delivery::Failed { .. }, .. } = change else { continue };
            let failed = then.message(*message).expect("read").expect("there");
            let MessageKind::Out { author: Author::Staff { .. }, mut repeats, .. } = failed.kind else { continue };
            let patient = then.conversation(failed.conversation).expect("read").and_then(|row| row.subject.patient());
            let patient = patient.and_then(|id| then.patient(id).expect("read"));
            if patient.is_some_and(|patient| patient.status == PatientStatus::Deceased) {
                continue;
            }
            let mut has_one = made.contains_key(&TaskId::about(*message));
            while let Some(earlier) = repeats {
                has_one |= made.contains_key(&TaskId::about(earlier));
                repeats = match then.message(earlier).expect("read").expect("there").kind {
                    MessageKind::Out { repeats, .. } => repeats,
                    _ => None,
                };
            }
            prop_assert!(has_one, "nobody drops out: {:?}", change);
        }
    }
}
