//! The patient is told by when they will hear (C-13); what is urgent is telephoned first (C3.5); and what was mended beside.

use jiff::{SignedDuration, Timestamp};
use model::calendar::MessageClass;
use model::session::left_over;
use model::template::Route;
use model::{
    Actor, Addressee, Ask, CallOutcome, Channel, ConsentDecision, ConsentHeard, ConsentSource, ContactMade,
    ConversationId, Failure, FailureClass, MessageId, Needs, OtherWay, OutboundText, Policy, Practice, Purpose,
    Refusal, SendOutcome, State as _, Stated, TaskEnd, TaskReason, WorkerName,
};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Rules, minute};

const SENDER: Actor = Actor::Worker(WorkerName::Send);

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// The small practice on Wednesday, 11 March 2026, at 10, with a policy.
fn wednesday() -> Rules {
    let mut rules = Rules::wednesday();
    rules.done(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::default()));
    rules
}

fn holding(rules: &Rules, id: ConversationId) -> OutboundText {
    let due = rules.row(id).clocks.answer.map_or(Timestamp::UNIX_EPOCH, |clock| clock.due);
    let content = Rules::content(&Policy::default().holding_text(Addressee::of(&Practice::default()), due));
    OutboundText { content, holding: true, ..rules.reply(id) }
}

fn fails(rules: &mut Rules, message: MessageId) {
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
}

fn untold(rules: &Rules) -> bool {
    let open = rules.state.unfinished().expect("memory");
    left_over(&open, &[], rules.clock.time()).iter().any(|left| left.kind == model::session::LeftKind::Unacknowledged)
}

#[test]
fn c_13_a_holding_reply_says_the_real_time_counts_as_told_and_is_no_answer() {
    let mut rules = wednesday();
    let id = rules.arrives(&Whitfield.number());
    let text = holding(&rules, id);
    let words = "You will hear from us by 10:00 on Thursday 12 March.";
    // Why exposed: what the patient reads is the point.
    assert!(text.content.text().expose().contains(words), "from the real clock");
    assert!(untold(&rules));
    rules.done(nurse(), Ask::Send(text));
    let row = rules.row(id);
    assert_eq!(
        row.clocks.due_at(),
        Some(minute("2026-03-11T12:00")),
        "nobody has looked, and the answer's clock runs on"
    );
    assert_eq!(row.clocks.answer.as_ref().map(|clock| clock.due), Some(minute("2026-03-12T10:00")));
    assert!(!row.answered, "it is no answer");
    assert!(!untold(&rules), "but the patient knows");
    let again = holding(&rules, id);
    assert_eq!(rules.ask(nurse(), Ask::Send(again)), Err(Refusal::ToldAlready), "not twice while it stands");
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    assert!(rules.row(id).answered);
    rules.clock.pass(hours(1));
    rules.arrives(&Whitfield.number());
    assert!(untold(&rules), "a new question, and a new promise to make");
}

#[test]
fn c_13_a_holding_reply_that_fails_or_is_taken_back_told_nobody() {
    for withdrawn in [true, false] {
        let mut rules = wednesday();
        let id = rules.arrives(&Whitfield.number());
        let text = holding(&rules, id);
        let message = text.message;
        rules.done(nurse(), Ask::Send(text));
        if withdrawn {
            rules.done(nurse(), Ask::Withdraw { message });
        } else {
            fails(&mut rules, message);
        }
        assert!(untold(&rules), "withdrawn: {withdrawn}");
        assert_eq!(rules.row(id).clocks.answer.map(|clock| clock.due), Some(minute("2026-03-12T10:00")));
    }
}

#[test]
fn c_13_a_holding_reply_said_again_is_still_a_promise_and_no_answer() {
    let mut rules = wednesday();
    let id = rules.arrives(&Whitfield.number());
    let text = holding(&rules, id);
    let failed = text.message;
    rules.done(nurse(), Ask::Send(text));
    fails(&mut rules, failed);
    // The window says a failed message again in the same words, and knows nothing of promises.
    let again = OutboundText { repeats: Some(failed), holding: false, ..holding(&rules, id) };
    rules.done(nurse(), Ask::Send(again));
    let row = rules.row(id);
    assert!(!row.answered && !untold(&rules), "the patient knows, and waits");
    assert_eq!(row.clocks.answer.map(|clock| clock.due), Some(minute("2026-03-12T10:00")), "the clock runs on");
}

#[test]
fn c_13_a_promise_whose_time_ran_out_is_not_said_again() {
    let mut rules = wednesday();
    let id = rules.arrives(&Whitfield.number());
    let text = holding(&rules, id);
    let again = OutboundText { repeats: Some(text.message), holding: false, ..holding(&rules, id) };
    let failed = text.message;
    rules.done(nurse(), Ask::Send(text));
    fails(&mut rules, failed);
    rules.clock.pass(hours(24));
    let again = OutboundText { seen: rules.row(id).revision, ..again };
    assert_eq!(rules.ask(nurse(), Ask::Send(again)), Err(Refusal::TimeHasRunOut), "only an answer helps now");
}

#[test]
fn c_13_nothing_is_promised_that_is_not_counted() {
    let mut rules = wednesday();
    let id = rules.arrives(&Whitfield.number());
    let other = OutboundText { content: Rules::content("You will hear from us on Friday."), ..holding(&rules, id) };
    assert_eq!(rules.ask(nurse(), Ask::Send(other)), Err(Refusal::PromisesOtherTime));
    rules.clock.pass(hours(24));
    let late = holding(&rules, id);
    assert_eq!(rules.ask(nurse(), Ask::Send(late)), Err(Refusal::TimeHasRunOut), "then only an answer helps");
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    let none = holding(&rules, id);
    assert_eq!(rules.ask(nurse(), Ask::Send(none)), Err(Refusal::NobodyWaits));
}

fn calls(rules: &mut Rules, id: ConversationId, outcome: CallOutcome) {
    let made = ContactMade {
        message: MessageId::new(rules.ids.next()),
        conversation: id,
        way: OtherWay::Call { outcome },
        content: Rules::content("rang"),
        task: None,
        seen: rules.row(id).revision,
        ring_again: false,
    };
    rules.done(nurse(), Ask::RecordContact(made));
}

#[test]
fn c3_5_urgent_send_without_logged_call_attempt_needs_a_reason() {
    let mut rules = wednesday();
    let id = rules.arrives(&Whitfield.number());
    calls(&mut rules, id, CallOutcome::NoAnswer);
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::Urgent });
    let text = rules.reply(id);
    let rules_named = Refusal::TextNeedsReason { rules: vec!["urgent_without_call".to_owned()] };
    assert_eq!(rules.ask(nurse(), Ask::Send(text)), Err(rules_named), "the call before the mark does not count");
    let mut with_reason = Rules { state: rules.state.clone(), ..wednesday() };
    let text =
        OutboundText { reason: Some("he is on a train and asked for a text".to_owned().into()), ..rules.reply(id) };
    with_reason.done(nurse(), Ask::Send(text));
    calls(&mut rules, id, CallOutcome::NoAnswer);
    let text = rules.reply(id);
    rules.done(nurse(), Ask::Send(text));
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::Routine });
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::Urgent });
    assert!(rules.row(id).call_first, "marked again, telephoned again");
}

#[test]
fn c2_5_a_reply_that_fails_after_the_patients_next_message_leaves_the_older_time() {
    let mut rules = wednesday();
    let id = rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(1));
    let reply = rules.reply(id);
    let message = reply.message;
    rules.done(nurse(), Ask::Send(reply));
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message });
    rules.clock.pass(hours(3));
    rules.arrives(&Whitfield.number());
    assert!(rules.row(id).clocks.due_at() > Some(minute("2026-03-11T12:00")) || rules.row(id).clocks.look.is_some());
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
    let due = rules.row(id).clocks.answer.map(|clock| clock.due);
    assert_eq!(due, Some(minute("2026-03-12T10:00")), "the first question was never answered: its time stands (E.4)");
}

fn heard(decision: ConsentDecision, days: i8, purpose: Purpose) -> Ask {
    Ask::RecordConsent(ConsentHeard {
        patient: Price.patient_id(),
        channel: Channel::Sms,
        purpose: Some(purpose),
        decision,
        stated: Stated { date: jiff::civil::date(2026, 3, days), time: None },
        source: ConsentSource::Phone,
        evidence: "said so".to_owned().into(),
        review_on: None,
    })
}

#[test]
fn c1_3_a_task_about_a_wish_stays_while_its_own_purpose_is_unclear() {
    let mut rules = wednesday();
    let open = |rules: &Rules| rules.state.tasks().filter(|task| task.is_open()).count();
    for (day, purpose) in [(9, Purpose::Results), (10, Purpose::Survey)] {
        rules.done(nurse(), heard(ConsentDecision::Agreed, day, purpose));
        rules.done(nurse(), heard(ConsentDecision::Objected, day, purpose));
    }
    assert_eq!(open(&rules), 2, "results are unclear since the 9th, and surveys since the 10th");
    rules.done(nurse(), heard(ConsentDecision::Agreed, 11, Purpose::Survey));
    let left: Vec<_> = rules.state.tasks().filter(|task| task.is_open()).map(|task| task.reason).collect();
    assert_eq!(left, [TaskReason::UnclearWish], "results still are");
}

#[test]
fn c3_3_a_second_objection_after_its_task_was_ended_makes_a_task_again() {
    let mut rules = wednesday();
    rules.arrives(&Price.number());
    let unsafe_now = || Ask::MarkUnsafe {
        patient: Price.patient_id(),
        channel: Channel::Sms,
        reason: "partner reads the phone".to_owned().into(),
    };
    rules.done(nurse(), unsafe_now());
    let task = rules.state.tasks().next().expect("somebody rings her").id;
    let end = TaskEnd::Cancelled { reason: "she rang herself".to_owned().into() };
    rules.done(nurse(), Ask::EndTask { task, end });
    let reason = "she moved out".to_owned().into();
    rules.done(nurse(), Ask::MarkSafe { patient: Price.patient_id(), channel: Channel::Sms, reason });
    rules.done(nurse(), unsafe_now());
    assert!(rules.state.tasks().any(|task| task.is_open()), "she still waits for a reply that may not go");
}

#[test]
fn c3_2_needs_that_are_recorded_later_move_what_is_still_to_be_done() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    let reply = rules.reply(id);
    let message = reply.message;
    rules.done(nurse(), Ask::Send(reply));
    fails(&mut rules, message);
    let route = |rules: &Rules| rules.state.tasks().map(|task| task.route).collect::<Vec<_>>();
    assert_eq!(route(&rules), [Route::Phone]);
    let needs = Needs { cannot_phone: true, ..Needs::default() };
    rules.done(nurse(), Ask::RecordNeeds { patient: Price.patient_id(), needs });
    assert_eq!(route(&rules), [Route::Letter], "she is deaf: nobody is asked to ring her");
}
