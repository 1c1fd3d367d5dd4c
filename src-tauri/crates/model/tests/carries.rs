//! What a template carries beside its words happens when the message leaves, together, once, and not before (H-05).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::template::{
    Body, CareKind, Carries, Class, Code, FollowUp, Language, Route, SNOMED_CT, Scope, TemplateDraft, TemplateId,
    TemplateProblem, TemplateUse, Variant,
};
use model::{
    Actor, Ask, Change, ConversationId, Failure, FailureClass, MessageId, MessageKind, Needs, OutboundText, Refusal,
    Role, SendOutcome, State as _, Task, TaskReason, WorkerName,
};
use testkit::Person::{Okafor, Shah, Whitfield};
use testkit::{HandClock, Rules};

const NURSE: fn() -> Actor = || Actor::Staff(Okafor.staff_id());
const SENDER: Actor = Actor::Worker(WorkerName::Send);

fn code(code: &str) -> Code {
    Code { system: SNOMED_CT.to_owned(), code: code.to_owned(), display: "Patient given advice".to_owned() }
}

fn follow_up() -> FollowUp {
    FollowUp { route: Route::Phone, days: 5, what: "Ask whether the readings came".to_owned() }
}

fn whole() -> Carries {
    Carries { code: Some(code("308335008")), follow_up: Some(follow_up()), team: Some(Role::Reception) }
}

fn draft(carries: Carries) -> TemplateDraft {
    TemplateDraft {
        id: TemplateId::parse("readings").expect("a name"),
        name: "Readings".to_owned(),
        owner: Okafor.staff_id(),
        review: date(2030, 1, 1),
        routes: [Route::Sms].into(),
        class: Class::Care { purpose: CareKind::Admin },
        first_contact: false,
        variants: vec![Variant {
            language: Language::parse("en-GB").expect("a language"),
            body: Body::parse("{{#next_step}}Please reply with your readings.{{/next_step}}").expect("a wording"),
        }],
        scope: Scope::Practice,
        carries,
    }
}

/// The small practice on Wednesday, 11 March 2026, at 10: a template that carries all, and a conversation that is mine.
fn begun(carries: Carries) -> (Rules, ConversationId, OutboundText) {
    let clock = HandClock::at("2026-03-11T10:00:00Z".parse().expect("a time"));
    let mut rules = Rules { clock, ..Rules::default() };
    rules.done(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::default()));
    rules.done(NURSE(), Ask::SaveTemplate { draft: Box::new(draft(carries)), seen: 0 });
    let template = TemplateId::parse("readings").expect("a name");
    rules.done(Actor::Staff(Shah.staff_id()), Ask::ApproveTemplate { template: template.clone(), version: 1 });
    let id = rules.arrives(&Whitfield.number());
    rules.done(NURSE(), Ask::Assign { conversation: id, owner: Some(Okafor.staff_id()) });
    let templates = vec![TemplateUse { template, version: 1 }];
    let text = OutboundText { templates, ..rules.reply(id) };
    rules.done(NURSE(), Ask::Send(text.clone()));
    (rules, id, text)
}

fn leaves(rules: &mut Rules, message: MessageId) -> Vec<Change> {
    rules.clock.pass(SignedDuration::from_secs(11));
    rules.done(SENDER, Ask::BeginAttempt { message })
}

fn tasks(rules: &Rules) -> Vec<Task> {
    rules.state.open_tasks().expect("memory")
}

#[test]
fn h_05_code_follow_up_and_team_come_together_in_the_moment_the_message_leaves() {
    let (mut rules, id, text) = begun(whole());
    assert!(tasks(&rules).is_empty() && rules.row(id).owner == Some(Okafor.staff_id()), "not while it is held");
    let changes = leaves(&mut rules, text.message);
    let is = |wanted: fn(&Change) -> bool| changes.iter().any(wanted);
    assert!(is(|change| matches!(change, Change::GivenToTeam { team: Role::Reception, .. })), "{changes:?}");
    assert!(is(|change| matches!(change, Change::DeliveryChanged { .. })), "in one transaction");
    let [task] = tasks(&rules).try_into().expect("one task");
    let due: Timestamp = "2026-03-18T10:00:11Z".parse().expect("a time");
    assert_eq!((task.route, task.due, task.owner), (Route::Phone, due, None), "five working days on, whoever takes it");
    assert_eq!((task.reason, task.made_by), (TaskReason::ByHand, Some(Okafor.staff_id())));
    assert_eq!((task.conversation, task.message), (Some(id), Some(text.message)));
    assert_eq!(task.what.expose(), "Ask whether the readings came");
    let row = rules.row(id);
    assert_eq!((row.owner, row.team), (None, Some(Role::Reception)));
    let message = rules.state.message(text.message).expect("memory").expect("there");
    let MessageKind::Out { terms, .. } = message.kind else { unreachable!("it was sent") };
    assert_eq!(terms.carries, [whole()], "the code stands with the message");
}

#[test]
fn h_05_what_was_taken_back_never_happened() {
    let (mut rules, id, text) = begun(whole());
    rules.done(NURSE(), Ask::Withdraw { message: text.message });
    rules.clock.pass(SignedDuration::from_secs(11));
    assert_eq!(rules.ask(SENDER, Ask::BeginAttempt { message: text.message }), Err(Refusal::NotDue));
    assert!(tasks(&rules).is_empty());
    assert_eq!((rules.row(id).owner, rules.row(id).team), (Some(Okafor.staff_id()), None));
}

#[test]
fn h_05_tried_again_and_said_again_nothing_follows_twice() {
    let (mut rules, id, text) = begun(whole());
    leaves(&mut rules, text.message);
    rules.done(NURSE(), Ask::Assign { conversation: id, owner: Some(Okafor.staff_id()) });
    assert_eq!(rules.row(id).team, None, "somebody took it");
    let retry_at = rules.clock.time();
    rules.done(SENDER, Ask::ReportSend { message: text.message, outcome: SendOutcome::NotTaken { retry_at } });
    leaves(&mut rules, text.message);
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(SENDER, Ask::ReportSend { message: text.message, outcome: SendOutcome::Rejected { failure } });
    assert_eq!(rules.row(id).owner, Some(Okafor.staff_id()), "the second try gives nothing away");
    let again = OutboundText { repeats: Some(text.message), ..rules.reply(id) };
    rules.done(NURSE(), Ask::Send(again.clone()));
    leaves(&mut rules, again.message);
    let follow_ups = tasks(&rules).iter().filter(|task| task.reason == TaskReason::ByHand).count();
    assert_eq!(follow_ups, 1, "one follow-up, beside the task about the failure");
    let message = rules.state.message(again.message).expect("memory").expect("there");
    let MessageKind::Out { terms, .. } = message.kind else { unreachable!("it was sent") };
    assert_eq!(terms.carries, [whole()], "said again it is filed as the same");
}

#[test]
fn h_05_a_follow_up_goes_by_a_way_that_is_open_to_the_patient() {
    let (mut rules, _, text) = begun(Carries { follow_up: Some(follow_up()), ..Carries::default() });
    let needs = Needs { cannot_phone: true, ..Needs::default() };
    rules.done(NURSE(), Ask::RecordNeeds { patient: Whitfield.patient_id(), needs });
    leaves(&mut rules, text.message);
    let [task] = tasks(&rules).try_into().expect("one task");
    assert_eq!((task.route, task.owner), (Route::Letter, Some(Okafor.staff_id())), "and to who has the conversation");
}

#[test]
fn h_05_a_conversation_that_was_closed_meanwhile_goes_to_no_team() {
    let (mut rules, id, text) = begun(whole());
    let seen = rules.row(id).revision;
    rules.done(NURSE(), Ask::MarkDone { conversation: id, seen, reason: Some("all said".to_owned()), answered: true });
    leaves(&mut rules, text.message);
    assert_eq!(rules.row(id).team, None);
    assert_eq!(tasks(&rules).len(), 1, "what was undertaken is done all the same");
}

#[test]
fn h_05_what_is_no_code_or_no_follow_up_is_not_approved() {
    let problems = |carries: Carries| draft(carries).version(1, Okafor.staff_id()).problems(date(2026, 3, 11));
    assert_eq!(problems(whole()), []);
    let with = |code: Code| problems(Carries { code: Some(code), ..Carries::default() });
    assert_eq!(with(code("308335009")), [TemplateProblem::CodeMistyped]);
    for wrong in [
        Code { system: "SNOMED".to_owned(), ..code("308335008") },
        Code { display: " ".to_owned(), ..code("308335008") },
        code("3083 35008"),
    ] {
        assert_eq!(with(wrong), [TemplateProblem::CodeNotWhole]);
    }
    let own = Code { system: "urn:practice:admin".to_owned(), code: "X1".to_owned(), display: "Seen".to_owned() };
    assert_eq!(with(own), [], "a practice's own system has its own codes");
    for wrong in [FollowUp { days: 0, ..follow_up() }, FollowUp { what: "\n".to_owned(), ..follow_up() }] {
        let carries = Carries { follow_up: Some(wrong), ..Carries::default() };
        assert_eq!(problems(carries), [TemplateProblem::FollowUpNotWhole]);
    }
}

#[test]
fn h_05_a_wording_of_ones_own_carries_no_code() {
    let mut rules = Rules::default();
    let own = TemplateDraft { scope: Scope::Personal, ..draft(whole()) };
    let refused = rules.ask(NURSE(), Ask::SaveTemplate { draft: Box::new(own.clone()), seen: 0 });
    assert_eq!(refused, Err(Refusal::TemplateRefused { problems: vec![TemplateProblem::CodeNotForOneAlone] }));
    let carries = Carries { code: None, ..whole() };
    rules.done(NURSE(), Ask::SaveTemplate { draft: Box::new(TemplateDraft { carries, ..own }), seen: 0 });
}
