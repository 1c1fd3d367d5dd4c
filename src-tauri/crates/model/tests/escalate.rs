//! Escalation (C6.17): what cannot wait goes to a named doctor who is here, whole or not at all.

use jiff::civil::date;
use model::calendar::MessageClass;
use model::role_account::RoleAccountAsk;
use model::template::Route;
use model::{
    Act, Actor, Ask, CallOutcome, Change, ContactMade, ConversationId, ConversationState, DutyDoctor, HandOver,
    MessageId, MessageKind, Needs, OtherWay, Refusal, Role, RoleAccountId, Staff, StaffId, StaffStatus, State as _,
    TaskReason,
};
use testkit::Person::{Okafor, Price, Shah};
use testkit::{Person, Rules, numbered};

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn doctor() -> Actor {
    Actor::Staff(Shah.staff_id())
}

fn account(number: u64) -> RoleAccountId {
    RoleAccountId::new(numbered(number))
}

/// Adds a duty for some roles, and lets somebody hold it.
fn duty(rules: &mut Rules, number: u64, roles: &[Role], holder: Option<Person>) -> RoleAccountId {
    let id = account(number);
    let (name, roles) = (format!("Duty {number}"), roles.to_vec());
    rules.done(doctor(), Ask::RoleAccount(RoleAccountAsk::Record { account: id, name, roles }));
    if let Some(holder) = holder.map(Person::staff_id) {
        let ask = RoleAccountAsk::Hold { account: id, holder: Some(holder), seen: None };
        rules.done(Actor::Staff(holder), Ask::RoleAccount(ask));
    }
    id
}

fn holds_triage(rules: &mut Rules, holder: Option<Person>) {
    rules.done(nurse(), Ask::NameHolder { holder: holder.map(Person::staff_id) });
}

fn on_duty(rules: &Rules) -> Option<DutyDoctor> {
    let now = rules.clock.time();
    let today = rules.state.timetable().expect("read").calendar().local(now).date();
    let (accounts, session) = (rules.state.role_accounts().expect("read"), rules.state.session().expect("read"));
    DutyDoctor::on(&accounts, &session, &rules.state.all_staff().expect("read"), (today, now))
}

fn shah(account: Option<RoleAccountId>) -> DutyDoctor {
    DutyDoctor { staff: Shah.staff_id(), account }
}

fn handed(rules: &Rules, conversation: ConversationId, to: DutyDoctor) -> HandOver {
    let content = Rules::content("Escalated. Why: it is worse");
    HandOver { conversation, to, note: MessageId::new(rules.ids.next()), content }
}

#[test]
fn c6_17_it_goes_to_a_doctor_in_a_duty_before_whoever_holds_triage_and_never_to_a_duty_that_nobody_holds() {
    let mut rules = Rules::wednesday();
    assert_eq!(on_duty(&rules), None, "nobody is named");
    let doctors = duty(&mut rules, 950, &[Role::Gp], None);
    assert_eq!(on_duty(&rules), None, "a duty that nobody holds is nobody");
    holds_triage(&mut rules, Some(Okafor));
    let nurse_on_triage = DutyDoctor { staff: Okafor.staff_id(), account: None };
    assert_eq!(on_duty(&rules), Some(nurse_on_triage), "no doctor: the nurse who holds triage");
    let nurses = duty(&mut rules, 951, &[Role::Nurse, Role::Gp], Some(Shah));
    assert_eq!(on_duty(&rules), Some(shah(Some(nurses))), "a doctor in any duty, before a nurse");
    holds_triage(&mut rules, Some(Shah));
    assert_eq!(on_duty(&rules), Some(shah(None)), "a doctor who holds triage, before one in the nurses' duty");
    let ask = RoleAccountAsk::Hold { account: doctors, holder: Some(Shah.staff_id()), seen: None };
    rules.done(doctor(), Ask::RoleAccount(ask));
    assert_eq!(on_duty(&rules), Some(shah(Some(doctors))), "the doctors' own duty, before everything");
}

#[test]
fn c6_17_nobody_is_named_who_is_away_or_whose_duty_is_over_or_who_is_no_clinician() {
    let mut rules = Rules::wednesday();
    let doctors = duty(&mut rules, 950, &[Role::Gp], Some(Shah));
    assert_eq!(on_duty(&rules), Some(shah(Some(doctors))));
    let away = Staff { status: StaffStatus::Away { until: date(2026, 3, 13) }, ..Shah.staff() };
    rules.done(Actor::Administrator, Ask::RecordStaff(away));
    assert_eq!(on_duty(&rules), None, "away");
    rules.done(Actor::Administrator, Ask::RecordStaff(Shah.staff()));
    rules.clock.pass(jiff::SignedDuration::from_hours(12));
    assert_eq!(on_duty(&rules), None, "the day is over, whether or not the clock has said so yet");
    let mut rules = Rules::wednesday();
    let desk = Staff::new(StaffId::new(numbered(960)), "B. Desk".to_owned(), Role::Reception);
    let id = desk.id;
    rules.done(Actor::Administrator, Ask::RecordStaff(desk));
    rules.done(nurse(), Ask::NameHolder { holder: Some(id) });
    assert_eq!(on_duty(&rules), None, "a receptionist who holds triage takes no emergency");
}

#[test]
fn c6_17_a_hand_over_gives_it_away_raises_it_and_leaves_a_note_in_one_step() {
    let mut rules = Rules::wednesday();
    let doctors = duty(&mut rules, 950, &[Role::Gp], Some(Shah));
    let conversation = rules.arrives(&Price.number());
    let asked = handed(&rules, conversation, shah(Some(doctors)));
    let changes = rules.done(nurse(), Ask::HandOver(asked.clone()));
    let row = rules.row(conversation);
    assert_eq!((row.owner, row.role_account), (Some(Shah.staff_id()), Some(doctors)), "the doctor's");
    assert_eq!(row.clocks.class, MessageClass::Urgent, "and urgent");
    assert!(row.call_first, "which is telephoned first (C3.5)");
    let note = rules.state.message(asked.note).expect("read").expect("there");
    assert!(matches!(note.kind, MessageKind::Note { author, .. } if author == Okafor.staff_id()), "{note:?}");
    assert_eq!(changes.len(), 3, "nothing else: {changes:?}");
    let again = handed(&rules, conversation, shah(Some(doctors)));
    let changes = rules.done(nurse(), Ask::HandOver(again));
    assert!(
        matches!(changes.as_slice(), [Change::NoteWritten { .. }]),
        "it is so already, and is said again: {changes:?}"
    );
}

#[test]
fn c6_17_what_was_done_or_put_away_comes_back_to_the_doctor() {
    let mut rules = Rules::wednesday();
    holds_triage(&mut rules, Some(Shah));
    let conversation = rules.arrives(&Price.number());
    let (seen, reason) = (rules.row(conversation).revision, Some("by hand".to_owned()));
    rules.done(nurse(), Ask::MarkDone { conversation, seen, reason, answered: true });
    rules.done(nurse(), Ask::HandOver(handed(&rules, conversation, shah(None))));
    let row = rules.row(conversation);
    assert_eq!((row.state, row.owner), (ConversationState::Open, Some(Shah.staff_id())));
}

#[test]
fn c6_17_it_is_refused_with_what_to_do_and_then_nothing_of_it_happens() {
    let mut rules = Rules::wednesday();
    let conversation = rules.arrives(&Price.number());
    let nobody = handed(&rules, conversation, shah(None));
    assert_eq!(rules.ask(nurse(), Ask::HandOver(nobody)), Err(Refusal::NoDutyDoctor));
    assert!(Refusal::NoDutyDoctor.to_string().contains("ring one now"), "it says what to do");
    holds_triage(&mut rules, Some(Okafor));
    let other = handed(&rules, conversation, shah(None));
    assert_eq!(rules.ask(nurse(), Ask::HandOver(other)), Err(Refusal::HandedOverMeanwhile), "the note names another");
    holds_triage(&mut rules, Some(Shah));
    let empty = HandOver { content: Rules::content(" "), ..handed(&rules, conversation, shah(None)) };
    assert_eq!(rules.ask(nurse(), Ask::HandOver(empty)), Err(Refusal::EmptyMessage), "without a word why");
    let reader = Staff { role: Role::ReadOnly, ..Okafor.staff() };
    rules.done(Actor::Administrator, Ask::RecordStaff(reader));
    let refused = rules.ask(nurse(), Ask::HandOver(handed(&rules, conversation, shah(None))));
    assert_eq!(refused, Err(Refusal::NotAllowed { act: Act::Organise }));
    let row = rules.row(conversation);
    assert_eq!((row.owner, row.clocks.class), (None, MessageClass::Routine), "nothing happened");
}

fn rings(rules: &mut Rules, conversation: ConversationId, outcome: CallOutcome, ring_again: bool) {
    let made = ContactMade {
        message: MessageId::new(rules.ids.next()),
        conversation,
        way: OtherWay::Call { outcome },
        content: Rules::content("rang"),
        task: None,
        seen: rules.row(conversation).revision,
        ring_again,
    };
    rules.done(nurse(), Ask::RecordContact(made));
}

#[test]
fn c6_17_an_urgent_call_that_reached_nobody_makes_one_urgent_task_to_ring_again() {
    let mut rules = Rules::wednesday();
    let conversation = rules.arrives(&Price.number());
    rings(&mut rules, conversation, CallOutcome::NoAnswer, false);
    rings(&mut rules, conversation, CallOutcome::Reached, true);
    assert_eq!(rules.state.tasks().count(), 0, "neither an ordinary call nor one that reached her makes any");
    rings(&mut rules, conversation, CallOutcome::NoAnswer, true);
    rings(&mut rules, conversation, CallOutcome::LeftMessage, true);
    let task = rules.only_task();
    assert_eq!((task.route, task.urgent, task.reason), (Route::Phone, true, TaskReason::ByHand));
    assert_eq!((task.patient, task.made_by), (Some(Price.patient_id()), Some(Okafor.staff_id())));
    assert!(task.due < rules.clock.time() + jiff::SignedDuration::from_hours(3), "soon: {}", task.due);
}

#[test]
fn c6_17_who_cannot_use_the_telephone_is_reached_another_way() {
    let mut rules = Rules::wednesday();
    let conversation = rules.arrives(&Price.number());
    let needs = Needs { cannot_phone: true, ..Needs::default() };
    rules.done(nurse(), Ask::RecordNeeds { patient: Price.patient_id(), needs });
    rings(&mut rules, conversation, CallOutcome::NoAnswer, true);
    assert_eq!(rules.only_task().route, Route::Letter);
}
