//! Clocks that act (C2.5, C2.8, C2.9, C6.4, E.4): when an answer is due, which alarms ring, who holds triage, how a day ends.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::calendar::EscalationStep::{Holder, Manager, Team};
use model::calendar::{ClockStatus, EscalationStep, MessageClass, Opening, Target};
use model::session::{Account, LeftKind};
use model::{
    Actor, Ask, Awaited, Change, ConversationId, MessageId, Policy, Refusal, Role, SendOutcome, Staff, State as _,
    WorkerName,
};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Rules, minute};

const REMINDER: Actor = Actor::Worker(WorkerName::Remind);

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// When the answer is due, if its clock runs.
fn answer_due(rules: &Rules, id: ConversationId) -> Option<Timestamp> {
    let clock = rules.row(id).clocks.answer?;
    clock.paused_since().is_none().then_some(clock.due)
}

fn says(rules: &mut Rules, id: ConversationId) -> MessageId {
    let reply = rules.reply(id);
    let message = reply.message;
    rules.done(nurse(), Ask::Send(reply));
    message
}

/// Which steps ring at this moment, each raised.
fn rings(rules: &mut Rules, id: ConversationId) -> Vec<(Awaited, EscalationStep)> {
    let mut rung = Vec::new();
    for about in [Awaited::FirstLook, Awaited::Answer] {
        for change in rules.ask(REMINDER, Ask::RaiseAlarm { conversation: id, about }).unwrap_or_default() {
            if let Change::AlarmRaised { about, step, .. } = change {
                rung.push((about, step));
            }
        }
    }
    rung
}

fn adopts(rules: &mut Rules, policy: Policy) {
    rules.done(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::new(policy)));
}

#[test]
fn c2_5_a_message_starts_the_clock_and_a_second_one_keeps_the_older_time() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    assert_eq!(answer_due(&rules, id), Some(minute("2026-03-12T10:00")), "one working day, E.5");
    rules.clock.pass(hours(3));
    assert_eq!(rules.arrives(&Whitfield.number()), id);
    assert_eq!(answer_due(&rules, id), Some(minute("2026-03-12T10:00")), "E.4: it inherits the older time");
}

#[test]
fn c2_5_an_answer_pauses_it_and_the_next_message_goes_on_with_what_was_left() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(2));
    says(&mut rules, id);
    assert_eq!(answer_due(&rules, id), None, "the patient is waited for");
    rules.clock.pass(hours(24));
    rules.arrives(&Whitfield.number());
    assert_eq!(
        answer_due(&rules, id),
        Some(minute("2026-03-13T10:00")),
        "8.5 working hours were left, on Thursday at 12"
    );
}

#[test]
fn c2_5_after_a_late_answer_the_next_message_starts_anew() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(26));
    says(&mut rules, id);
    rules.clock.pass(hours(1));
    rules.arrives(&Whitfield.number());
    assert_eq!(
        answer_due(&rules, id),
        Some(minute("2026-03-13T13:00")),
        "a \"thank you\" is not overdue as it arrives"
    );
}

#[test]
fn c2_5_a_note_an_automatic_text_and_a_failed_message_are_no_answer() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    let due = answer_due(&rules, id);
    let note = MessageId::new(rules.ids.next());
    rules.done(
        nurse(),
        Ask::WriteNote { message: note, conversation: id, content: Rules::content("ring him"), quote: None },
    );
    assert_eq!(answer_due(&rules, id), due, "a note");
    let answer = rules.row(id).automatic_due.expect("an acknowledgement is due");
    let text = model::AutomaticText {
        message: MessageId::new(rules.ids.next()),
        conversation: id,
        answer,
        content: Rules::content("We have your message"),
    };
    rules.done(Actor::Worker(WorkerName::Answer), Ask::SendAutomatic(text));
    assert_eq!(answer_due(&rules, id), due, "an automatic text");
    let message = says(&mut rules, id);
    assert_eq!(answer_due(&rules, id), None);
    rules.clock.pass(hours(1));
    rules.done(Actor::Worker(WorkerName::Send), Ask::BeginAttempt { message });
    let failure = model::Failure { class: model::FailureClass::Permanent, code: None };
    let outcome = SendOutcome::Rejected { failure };
    rules.done(Actor::Worker(WorkerName::Send), Ask::ReportSend { message, outcome });
    assert_eq!(answer_due(&rules, id), due, "it failed: the clock goes on as if it had never stood still");
}

#[test]
fn c2_5_taking_an_answer_back_sets_the_clock_going_as_before() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    let due = answer_due(&rules, id);
    let message = says(&mut rules, id);
    rules.done(nurse(), Ask::Withdraw { message });
    assert_eq!(answer_due(&rules, id), due);
}

#[test]
fn c2_5_done_ends_it_and_reopening_starts_anew() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkDone { conversation: id, seen, reason: Some("rang him".to_owned()), answered: true });
    assert_eq!(rules.row(id).clocks.due_at(), None);
    rules.clock.pass(hours(4));
    rules.done(nurse(), Ask::Reopen { conversation: id });
    assert_eq!(answer_due(&rules, id), Some(minute("2026-03-12T14:00")));
}

#[test]
fn c2_5_staff_set_the_class_and_its_target_counts_from_the_message() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(1));
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::SameDay });
    assert_eq!(answer_due(&rules, id), Some(minute("2026-03-11T18:30")), "by close today");
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::Administrative });
    assert_eq!(answer_due(&rules, id), Some(minute("2026-03-18T10:00")), "five working days");
    let looks_on = Staff { role: Role::ReadOnly, ..Okafor.staff() };
    rules.done(Actor::Administrator, Ask::RecordStaff(looks_on));
    let ask = Ask::SetClass { conversation: id, class: MessageClass::Urgent };
    assert_eq!(rules.ask(nurse(), ask), Err(Refusal::NotAllowed { act: model::Act::Organise }));
}

#[test]
fn c2_1_another_policy_moves_every_open_due_time() {
    let mut rules = Rules::wednesday();
    let first = rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(1));
    let second = rules.arrives(&Price.number());
    let mut policy = Policy::default();
    policy.targets.routine.reply = Target::WorkingMinutes { minutes: 120 };
    adopts(&mut rules, policy);
    let due = [first, second].map(|id| answer_due(&rules, id));
    assert_eq!(due, [Some(minute("2026-03-11T12:00")), Some(minute("2026-03-11T13:00"))]);
}

#[test]
fn c6_4_the_first_look_rings_holder_team_and_manager_each_once() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    assert_eq!(rules.row(id).clocks.alarm_at, Some(minute("2026-03-11T12:00")), "two working hours");
    rules.clock.pass(hours(2) - SignedDuration::from_mins(1));
    assert_eq!(rings(&mut rules, id), []);
    let mut rung = Vec::new();
    for _ in 0..40 {
        rules.clock.pass(SignedDuration::from_mins(1));
        rung.extend(rings(&mut rules, id).into_iter().map(|alarm| (rules.clock.time(), alarm)));
    }
    let look = |time, step| (minute(time), (Awaited::FirstLook, step));
    assert_eq!(
        rung,
        [look("2026-03-11T12:00", Holder), look("2026-03-11T12:15", Team), look("2026-03-11T12:30", Manager)]
    );
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
    assert_eq!(rules.row(id).clocks.look, None, "somebody looked");
    assert!(answer_due(&rules, id).is_some(), "which is no answer (C6.11)");
}

#[test]
fn c2_5_nothing_rings_while_the_practice_is_closed_and_a_night_missed_rings_once() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
    assert_eq!(rules.row(id).clocks.alarm_at, Some(minute("2026-03-12T10:00")));
    rules.clock.pass(hours(24 + 3));
    let alarms = rings(&mut rules, id);
    assert_eq!(alarms, [(Awaited::Answer, Team)], "the computer was off: the highest step reached, once");
    assert_eq!(rings(&mut rules, id), []);
    assert_eq!(rules.row(id).clocks.alarm_at, Some(minute("2026-03-12T14:00")), "the manager's is next");
    let late = Ask::RaiseAlarm { conversation: id, about: Awaited::Answer };
    rules.clock.pass(hours(2));
    assert_eq!(rules.ask(nurse(), late), Err(Refusal::NotDue), "nobody silences an alarm by raising it");
}

#[test]
fn c_06_near_due_and_overdue_are_told_apart() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
    let times = rules.state.timetable().expect("memory");
    let status = |time| rules.row(id).clocks.due(&times, minute(time)).map(|due| due.status);
    assert_eq!(status("2026-03-11T17:00"), Some(ClockStatus::InTime), "three and a half working hours left");
    assert_eq!(status("2026-03-12T08:30"), Some(ClockStatus::NearDue { minutes_left: 90 }));
    assert_eq!(status("2026-03-12T10:00"), Some(ClockStatus::Overdue));
}

#[test]
fn c2_8_the_holder_is_named_handed_over_and_ends_with_the_day() {
    let mut rules = Rules::wednesday();
    let times = rules.state.timetable().expect("memory");
    let now = rules.clock.time();
    assert!(rules.state.session().expect("memory").is_missing(&times, now), "open, and nobody is named");
    for person in [Okafor, Shah] {
        rules.done(nurse(), Ask::NameHolder { holder: Some(person.staff_id()) });
        assert_eq!(rules.state.session().expect("memory").holder(now), Some(person.staff_id()));
    }
    let session = rules.state.session().expect("memory");
    assert_eq!(session.holder(minute("2026-03-11T18:30")), None, "it ends with the day's closing");
    assert!(!session.is_missing(&times, minute("2026-03-11T20:00")), "closed: nobody need hold it");
    assert!(session.is_missing(&times, minute("2026-03-12T08:00")), "the next morning somebody is named anew");
    let looks_on = Staff { role: Role::ReadOnly, ..Okafor.staff() };
    rules.done(Actor::Administrator, Ask::RecordStaff(looks_on));
    let ask = Ask::NameHolder { holder: Some(Okafor.staff_id()) };
    assert_eq!(rules.ask(Actor::Staff(Shah.staff_id()), ask), Err(Refusal::CannotTake));
}

#[test]
fn c2_8_managers_hear_once_a_day_that_nobody_is_named() {
    let mut rules = Rules::wednesday();
    assert!(rules.ask(REMINDER, Ask::MissHolder).is_ok());
    rules.clock.pass(hours(5));
    assert_eq!(rules.ask(REMINDER, Ask::MissHolder), Err(Refusal::NotDue), "told already");
    rules.clock.pass(hours(12));
    assert_eq!(rules.ask(REMINDER, Ask::MissHolder), Err(Refusal::NotDue), "closed");
    rules.clock.pass(hours(7));
    assert!(rules.ask(REMINDER, Ask::MissHolder).is_ok(), "another day");
}

fn account(kind: LeftKind, seen: u32, to: Option<testkit::Person>, reason: &str) -> Account {
    Account { kind, seen, to: to.map(testkit::Person::staff_id), reason: reason.to_owned().into() }
}

#[test]
fn c2_9_the_day_ends_only_when_everything_left_is_accounted_for() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    let ends = |rules: &mut Rules, accounts: Vec<Account>| rules.ask(nurse(), Ask::EndSession { accounts });
    let unowned = Refusal::LeftOver { kind: LeftKind::Unowned, count: 1 };
    assert_eq!(ends(&mut rules, vec![]), Err(unowned.clone()), "one is nobody's");
    assert_eq!(ends(&mut rules, vec![account(LeftKind::Unowned, 1, None, "  ")]), Err(unowned.clone()), "no reason");
    assert_eq!(
        ends(&mut rules, vec![account(LeftKind::Unowned, 0, Some(Shah), "")]),
        Err(unowned),
        "not what was seen"
    );
    let unfiled = Refusal::LeftOver { kind: LeftKind::Unfiled, count: 1 };
    let taken = account(LeftKind::Unowned, 1, Some(Shah), "");
    let not_a_persons = account(LeftKind::Unfiled, 1, Some(Shah), "");
    let untold = Refusal::LeftOver { kind: LeftKind::Unacknowledged, count: 1 };
    assert_eq!(
        ends(&mut rules, vec![taken.clone(), not_a_persons.clone()]),
        Err(untold),
        "the patient was told nothing"
    );
    let known = account(LeftKind::Unacknowledged, 1, None, "rung tomorrow at eight");
    assert_eq!(
        ends(&mut rules, vec![taken.clone(), known, not_a_persons]),
        Err(unfiled),
        "a record is written, not taken"
    );
    let waits = account(LeftKind::Unfiled, 1, None, "the record is down until tomorrow");
    let told = account(LeftKind::Unacknowledged, 1, Some(Shah), "");
    let changes = ends(&mut rules, vec![taken, told, waits]).expect("accounted for");
    assert_eq!(rules.row(id).owner, Some(Shah.staff_id()), "a hand-over is one");
    let Some(Change::SessionEnded { left, .. }) = changes.last() else { unreachable!("the day ended: {changes:?}") };
    assert_eq!(left.len(), 3, "and the log holds what was left");
    assert_eq!(left[2].reason.expose(), "the record is down until tomorrow");
}

#[test]
fn c2_9_a_day_that_nobody_closed_stays_to_be_closed() {
    let mut rules = Rules::wednesday();
    let times = rules.state.timetable().expect("memory");
    let closing = minute("2026-03-11T18:30");
    let session = |rules: &Rules| rules.state.session().expect("memory");
    assert_eq!(
        session(&rules).to_close(&times, minute("2026-03-11T17:59")),
        Some(minute("2026-03-10T18:30")),
        "yesterday's"
    );
    assert_eq!(session(&rules).to_close(&times, minute("2026-03-11T18:00")), Some(closing), "half an hour before");
    assert_eq!(
        session(&rules).to_close(&times, minute("2026-03-12T09:00")),
        Some(closing),
        "still there in the morning"
    );
    rules.clock.pass(hours(8));
    rules.done(nurse(), Ask::EndSession { accounts: vec![] });
    assert_eq!(session(&rules).to_close(&times, minute("2026-03-12T09:00")), None);
    assert_eq!(
        session(&rules).to_close(&times, minute("2026-03-12T18:10")),
        Some(minute("2026-03-12T18:30")),
        "the next day"
    );
}

#[test]
fn c2_9_closing_yesterday_late_or_today_early_leaves_today_to_be_closed() {
    let mut rules = Rules::wednesday();
    let times = rules.state.timetable().expect("memory");
    let session = |rules: &Rules| rules.state.session().expect("memory");
    rules.done(nurse(), Ask::EndSession { accounts: vec![] });
    assert_eq!(
        session(&rules).to_close(&times, minute("2026-03-11T12:00")),
        None,
        "Tuesday was closed on Wednesday at 10"
    );
    let closing = minute("2026-03-11T18:30");
    assert_eq!(session(&rules).to_close(&times, minute("2026-03-11T18:05")), Some(closing), "Wednesday was not");
    rules.clock.pass(hours(7));
    rules.done(nurse(), Ask::EndSession { accounts: vec![] });
    assert_eq!(
        session(&rules).to_close(&times, minute("2026-03-11T18:05")),
        Some(closing),
        "at 17, an hour and a half of it was left"
    );
    rules.clock.pass(hours(1));
    rules.done(nurse(), Ask::EndSession { accounts: vec![] });
    assert_eq!(session(&rules).to_close(&times, minute("2026-03-11T18:05")), None);
}

/// Hands a held text over; the provider has it.
fn leaves(rules: &mut Rules, message: MessageId) {
    rules.clock.pass(SignedDuration::from_secs(10));
    rules.done(Actor::Worker(WorkerName::Send), Ask::BeginAttempt { message });
    let provider = model::ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{message}") };
    let outcome = SendOutcome::Accepted { provider, status: model::ProviderStatus::Sent, segments: Some(1) };
    rules.done(Actor::Worker(WorkerName::Send), Ask::ReportSend { message, outcome });
}

/// The provider says that a text did not arrive.
fn fails(rules: &mut Rules, message: MessageId) {
    let provider = model::ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{message}") };
    let failure = model::Failure { class: model::FailureClass::Permanent, code: None };
    let (status, at) = (model::ProviderStatus::Failed { failure }, rules.clock.time());
    rules.done(Actor::Worker(WorkerName::Send), Ask::ReportStatus { provider, status, at });
}

fn is_open(rules: &Rules, id: ConversationId) -> bool {
    matches!(rules.row(id).state, model::ConversationState::Open)
}

#[test]
fn c6_13_a_text_that_fails_after_done_brings_the_conversation_back() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    let message = says(&mut rules, id);
    leaves(&mut rules, message);
    let done = |rules: &Rules| Ask::MarkDone {
        conversation: id,
        seen: rules.row(id).revision,
        reason: Some("answered".to_owned()),
        answered: true,
    };
    let ask = done(&rules);
    rules.done(nurse(), ask);
    rules.clock.pass(hours(2));
    fails(&mut rules, message);
    assert!(is_open(&rules, id), "somebody must look");
    assert_eq!(rules.row(id).failed, 1);
    let from = rules.clock.time();
    assert_eq!(answer_due(&rules, id), Some(from + hours(24)), "a working day from when it was known");
    assert!(rules.row(id).clocks.alarm_at.is_some(), "and it rings");
}

#[test]
fn c6_13_an_answer_taken_back_after_done_brings_the_conversation_back() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    let message = says(&mut rules, id);
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkDone { conversation: id, seen, reason: Some("answered".to_owned()), answered: true });
    rules.done(nurse(), Ask::Withdraw { message });
    assert!(is_open(&rules, id) && answer_due(&rules, id).is_some(), "it waits for an answer again");
}

#[test]
fn c6_13_taken_up_again_an_answer_that_then_fails_leaves_a_clock() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    let message = says(&mut rules, id);
    leaves(&mut rules, message);
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkDone { conversation: id, seen, reason: Some("answered".to_owned()), answered: true });
    rules.done(nurse(), Ask::Reopen { conversation: id });
    assert_eq!(answer_due(&rules, id), None, "answered");
    fails(&mut rules, message);
    assert!(answer_due(&rules, id).is_some(), "and then not");
}

#[test]
fn c6_4_an_alarm_rings_although_its_steps_lie_beyond_the_calendar() {
    let mut rules = Rules::wednesday();
    let mut closes_for_good = Policy::default();
    let week = std::mem::take(&mut closes_for_good.hours.week);
    let last = Opening { date: date(2026, 3, 11), spans: week.wednesday, reason: "the last day".to_owned() };
    closes_for_good.hours.openings = vec![last];
    adopts(&mut rules, closes_for_good);
    let id = rules.arrives(&Whitfield.number());
    let alarm = rules.row(id).clocks.alarm_at.expect("one is due");
    rules.clock.pass(alarm.duration_since(rules.clock.time()));
    assert_ne!(rings(&mut rules, id), [], "what is due is raised");
    assert!(rules.row(id).clocks.alarm_at.is_none_or(|next| next > rules.clock.time()), "and is then due no more");
}

#[test]
fn c6_4_no_alarm_waits_longer_than_a_working_year() {
    let mut rules = Rules::wednesday();
    let mut policy = Policy::default();
    policy.escalate_unseen.manager_after_minutes = 999_999;
    let refused = rules.ask(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::new(policy)));
    assert!(matches!(refused, Err(Refusal::PolicyRefused { .. })), "got {refused:?}");
}

#[test]
fn c2_5_an_overdue_answer_that_fails_rings_again() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
    rules.clock.pass(hours(24 + 5));
    assert_eq!(rings(&mut rules, id), [(Awaited::Answer, Manager)], "every step");
    let message = says(&mut rules, id);
    leaves(&mut rules, message);
    fails(&mut rules, message);
    assert!(rules.row(id).clocks.alarm_at.is_some(), "an alarm is due");
    assert_eq!(rings(&mut rules, id), [(Awaited::Answer, Manager)], "the patient still waits, and nobody knows");
    let message = says(&mut rules, id);
    rules.done(nurse(), Ask::Withdraw { message });
    assert_eq!(rings(&mut rules, id), [], "who takes an answer back knows");
}

#[test]
fn c2_5_a_shorter_target_makes_nothing_overdue_days_back() {
    let mut rules = Rules::wednesday();
    adopts(&mut rules, Policy::default());
    let id = rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(1));
    says(&mut rules, id);
    rules.clock.pass(hours(23));
    rules.arrives(&Whitfield.number());
    rules.clock.pass(SignedDuration::from_mins(5));
    rules.done(nurse(), Ask::SetClass { conversation: id, class: MessageClass::Urgent });
    let due = answer_due(&rules, id);
    let again = rules.arrives(&Price.number());
    rules.done(nurse(), Ask::SetClass { conversation: again, class: MessageClass::Urgent });
    let target = answer_due(&rules, again).map(|due| due - SignedDuration::from_mins(5));
    assert_eq!(due, target, "it counts from Thursday at 10, when the patient wrote again");
}
