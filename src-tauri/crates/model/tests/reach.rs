//! What is not known to have reached a patient (C3.3, E-17), and words that perhaps end their messages (C1.6).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::SignedDuration;
use model::{
    Actor, Ask, CallOutcome, Change, ConsentDecision, ConsentHeard, ConsentSource, ContactMade, ConversationId, E164,
    Failure, FailureClass, MOST_RECEIPT_HOURS, Message, MessageId, OtherWay, Policy, PolicyError, ProviderRef,
    ProviderStatus, Refusal, SendOutcome, State as _, Stated, Task, TaskId, TaskReason, TaskState, WorkerName,
};
use testkit::{Person, Rules};

const SENDER: Actor = Actor::Worker(WorkerName::Send);
const REMINDER: Actor = Actor::Worker(WorkerName::Remind);

fn okafor() -> Actor {
    Actor::Staff(Person::Okafor.staff_id())
}

fn named(message: MessageId) -> ProviderRef {
    ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{message}") }
}

/// A reply that the network took over, and nothing more is heard of.
fn sent(rules: &mut Rules) -> (ConversationId, E164, MessageId) {
    let number = Person::Price.number();
    let conversation = rules.arrives(&number);
    let text = rules.reply(conversation);
    let message = text.message;
    rules.done(okafor(), Ask::Send(text));
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    let (provider, status) = (named(message), ProviderStatus::Sent);
    rules.done(
        SENDER,
        Ask::ReportSend { message, outcome: SendOutcome::Accepted { provider, status, segments: Some(1) } },
    );
    (conversation, number, message)
}

fn reports(rules: &mut Rules, message: MessageId, status: ProviderStatus) -> Vec<Change> {
    let at = rules.clock.time();
    rules.done(SENDER, Ask::ReportStatus { provider: named(message), status, at })
}

fn misses(rules: &mut Rules, message: MessageId) -> Result<Vec<Change>, Refusal> {
    rules.ask(REMINDER, Ask::MissReceipt { message })
}

fn message(rules: &Rules, id: MessageId) -> Message {
    rules.state.message(id).expect("read").expect("there")
}

fn tasks(rules: &Rules) -> Vec<Task> {
    rules.state.tasks().cloned().collect()
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

#[test]
fn c3_3_e_17_a_text_without_a_receipt_makes_one_task_with_owner_and_due_time_and_no_second() {
    let mut rules = Rules::default();
    let (conversation, _, text) = sent(&mut rules);
    rules.done(okafor(), Ask::Assign { conversation, owner: Some(Person::Shah.staff_id()) });
    rules.clock.pass(hours(24) - SignedDuration::from_secs(1));
    assert_eq!(misses(&mut rules, text), Err(Refusal::NotDue), "a second too early");
    assert!(tasks(&rules).is_empty());
    rules.clock.pass(SignedDuration::from_secs(1));
    assert_eq!(rules.ask(okafor(), Ask::MissReceipt { message: text }), Err(Refusal::NotDue), "only the clock says so");
    misses(&mut rules, text).expect("it is time");
    let task = rules.only_task();
    assert_eq!((task.id, task.reason), (TaskId::about(text), TaskReason::NotDelivered));
    assert_eq!(task.owner, Some(Person::Shah.staff_id()), "the conversation's owner sees to it");
    assert!(task.due > rules.clock.time());
    for _ in 0..3 {
        assert!(reports(&mut rules, text, ProviderStatus::Sent).is_empty(), "asked again, it says the same");
        assert_eq!(misses(&mut rules, text), Err(Refusal::NotDue), "it was said once");
        rules.clock.pass(hours(24));
    }
    assert_eq!(tasks(&rules).len(), 1);
    let known = message(&rules, text);
    assert!(known.is_unconfirmed() && !known.needs_person(), "not known to be delivered is not failed");
    assert_eq!(rules.row(conversation).failed, 0, "so that it stands in no list of what failed");
    assert!(known.stands(), "and what was said was said");
}

#[test]
fn c3_3_a_failure_after_a_missed_receipt_makes_no_second_task() {
    let mut rules = Rules::default();
    let (_, _, text) = sent(&mut rules);
    rules.clock.pass(hours(24));
    misses(&mut rules, text).expect("it is time");
    let failure = Failure { class: FailureClass::Temporary, code: Some("30003".to_owned()) };
    reports(&mut rules, text, ProviderStatus::Failed { failure });
    assert!(rules.only_task().is_open());
    assert!(!message(&rules, text).is_unconfirmed(), "now it is known to have failed, and shown so");
}

#[test]
fn c3_3_a_late_receipt_ends_the_task_if_nobody_began_it() {
    let mut rules = Rules::default();
    let (_, _, text) = sent(&mut rules);
    rules.clock.pass(hours(24));
    misses(&mut rules, text).expect("it is time");
    reports(&mut rules, text, ProviderStatus::Delivered);
    let at = rules.clock.time();
    assert_eq!(rules.only_task().state, TaskState::Arrived { at, message: text });
    assert!(!message(&rules, text).is_unconfirmed(), "delivered is delivered");
}

#[test]
fn c3_3_a_late_receipt_leaves_a_task_that_somebody_began() {
    let mut rules = Rules::default();
    let (conversation, _, text) = sent(&mut rules);
    rules.clock.pass(hours(24));
    misses(&mut rules, text).expect("it is time");
    rules.clock.pass(SignedDuration::from_mins(5));
    let made = ContactMade {
        message: MessageId::new(rules.ids.next()),
        conversation,
        way: OtherWay::Call { outcome: CallOutcome::LeftMessage },
        content: Rules::content(""),
        task: Some(TaskId::about(text)),
        seen: rules.row(conversation).revision,
        ring_again: false,
    };
    rules.done(okafor(), Ask::RecordContact(made));
    reports(&mut rules, text, ProviderStatus::Delivered);
    assert!(rules.only_task().is_open(), "the patient may ring back: whoever began it ends it");
}

#[test]
fn e_17_a_receipt_in_time_or_a_patient_who_writes_makes_no_task() {
    let mut rules = Rules::default();
    let (_, _, text) = sent(&mut rules);
    reports(&mut rules, text, ProviderStatus::Delivered);
    rules.clock.pass(hours(500));
    assert_eq!(
        misses(&mut rules, text),
        Err(Refusal::NotDue),
        "it is delivered; a text message never says that it was read"
    );
    let mut rules = Rules::default();
    let (_, number, text) = sent(&mut rules);
    rules.arrives(&number);
    rules.clock.pass(hours(24));
    misses(&mut rules, text).expect("it is time");
    assert!(message(&rules, text).is_unconfirmed(), "the thread says what is not known");
    assert!(tasks(&rules).is_empty(), "and whoever reads what the patient wrote sees it");
}

#[test]
fn e_17_the_policy_says_how_long_a_receipt_is_waited_for() {
    let mut rules = Rules::default();
    let policy = Policy { receipt_hours: 4, ..Policy::default() };
    rules.done(Actor::Staff(Person::Shah.staff_id()), Ask::AdoptPolicy(Box::new(policy)));
    let (_, _, text) = sent(&mut rules);
    rules.clock.pass(hours(4));
    misses(&mut rules, text).expect("four hours are over");
    let day = Policy::default().local(rules.clock.time()).date();
    for receipt_hours in [0, MOST_RECEIPT_HOURS + 1] {
        let policy = Policy { receipt_hours, ..Policy::default() };
        assert_eq!(policy.check(day), Err(PolicyError::ReceiptHours), "{receipt_hours}");
    }
    let mut old = serde_json::to_value(Policy::default()).expect("JSON");
    old.as_object_mut().expect("an object").remove("receipt_hours");
    let old: Policy = serde_json::from_value(old).expect("a policy from before the question was asked");
    assert_eq!(old.receipt_hours, Policy::default().receipt_hours);
}

/// A patient's message that perhaps asks for an end of messages.
fn perhaps(rules: &mut Rules) -> MessageId {
    let mut text = rules.text(&Person::Price.number());
    text.content = Rules::content("please don't text me about the parking");
    let message = text.message;
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
    message
}

#[test]
fn c1_6_a_person_says_that_it_is_no_opt_out_once_and_by_name() {
    let mut rules = Rules::default();
    let asked = perhaps(&mut rules);
    assert_eq!(rules.ask(REMINDER, Ask::DismissOptOut { message: asked }), Err(Refusal::NotStaff));
    rules.done(okafor(), Ask::DismissOptOut { message: asked });
    let settled = message(&rules, asked).later.no_opt_out.expect("settled");
    assert_eq!((settled.by, settled.at), (Person::Okafor.staff_id(), rules.clock.time()));
    let again = rules.done(Actor::Staff(Person::Shah.staff_id()), Ask::DismissOptOut { message: asked });
    assert!(again.is_empty(), "it was said already, and by whom stays");
    let said = rules.state.preferences(Person::Price.patient_id()).expect("read").statements;
    assert!(said.is_empty(), "the patient said nothing about being messaged");
}

#[test]
fn c1_6_what_is_recorded_as_a_wish_is_not_dismissed_and_no_text_of_ours_is() {
    let mut rules = Rules::default();
    let asked = perhaps(&mut rules);
    let heard = ConsentHeard {
        patient: Person::Price.patient_id(),
        channel: model::Channel::Sms,
        purpose: None,
        decision: ConsentDecision::Objected,
        stated: Stated { date: Policy::default().local(rules.clock.time()).date(), time: None },
        source: ConsentSource::Message { message: asked },
        evidence: "wrote so".to_owned().into(),
        review_on: None,
    };
    rules.done(okafor(), Ask::RecordConsent(heard));
    assert_eq!(rules.ask(okafor(), Ask::DismissOptOut { message: asked }), Err(Refusal::NothingToResolve));
    let mut rules = Rules::default();
    let (_, _, ours) = sent(&mut rules);
    assert_eq!(rules.ask(okafor(), Ask::DismissOptOut { message: ours }), Err(Refusal::UnknownMessage));
}
