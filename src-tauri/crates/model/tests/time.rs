//! Time and who is here: cover (C2.7), everything counted at the day's end (C2.9), replies that come late (C2.10).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::SignedDuration;
use jiff::civil::date;
use model::calendar::EscalationStep::{self, Holder, Manager, Team};
use model::calendar::{HoursError, Span, Week};
use model::session::{Account, LeftKind};
use model::{
    Actor, Ask, Change, ConversationId, NewTask, Policy, PolicyError, Refusal, Role, Staff, StaffId, StaffStatus,
    State as _, TaskEnd, TaskId, WorkerName,
};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{HandClock, Person, Rules, minute, numbered};

const REMINDER: Actor = Actor::Worker(WorkerName::Remind);

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn doctor() -> Actor {
    Actor::Staff(Shah.staff_id())
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn span(opens: &str, closes: &str) -> Vec<Span> {
    let time = |text: &str| text.parse().expect("a time of day");
    vec![Span { opens: time(opens), closes: time(closes) }]
}

/// Somebody who works on Tuesdays, and on Thursdays from one o'clock.
fn part_time(person: Person) -> Staff {
    let week = Week { tuesday: span("08:00", "18:30"), thursday: span("13:00", "18:30"), ..Week::default() };
    Staff { hours: Some(week), ..person.staff() }
}

fn joins(rules: &mut Rules, number: u64, role: Role) -> StaffId {
    let id = StaffId::new(numbered(number));
    rules.done(Actor::Administrator, Ask::RecordStaff(Staff::new(id, format!("P. Number {number}"), role)));
    id
}

fn given(rules: &mut Rules, conversation: ConversationId, to: Person) {
    rules.done(nurse(), Ask::Assign { conversation, owner: Some(to.staff_id()) });
}

fn task(rules: &mut Rules, patient: Person, owner: Option<StaffId>) -> Result<TaskId, Refusal> {
    let task = TaskId::new(rules.ids.next());
    let new = NewTask {
        task,
        patient: Some(patient.patient_id()),
        conversation: None,
        message: None,
        route: None,
        what: "Ring about the dressing".to_owned().into(),
        urgent: false,
        owner,
    };
    rules.ask(nurse(), Ask::MakeTask(new)).map(|_| task)
}

#[test]
fn c2_7_recipient_off_shift_appears_in_team_queue_at_arrival() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    given(&mut rules, id, Shah);
    rules.done(doctor(), Ask::RecordStaff(part_time(Shah)));
    assert!(!rules.row(id).is_the_teams(), "nothing moves before something comes");
    rules.arrives(&Price.number());
    let row = rules.row(id);
    assert!(row.is_the_teams() && row.held_by().is_none(), "the team's, and its alarms are the holder's");
    assert_eq!(row.owner, Some(Shah.staff_id()), "and says for whom it came");
    let times = rules.state.timetable().expect("memory");
    let shah = rules.state.staff(Shah.staff_id()).expect("memory").expect("there");
    let back = shah.off_until(times.calendar(), rules.clock.time());
    assert_eq!(back, Some(minute("2026-03-12T13:00")), "off until Thursday");
    let again = rules.text(&Price.number());
    let changes = rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(again));
    assert!(!changes.iter().any(|change| matches!(change, Change::LeftToTeam { .. })), "said once");
    rules.done(doctor(), Ask::Assign { conversation: id, owner: Some(Shah.staff_id()) });
    assert!(!rules.row(id).is_the_teams(), "they took it: it is theirs alone again");
}

#[test]
fn c2_7_an_owner_who_answers_has_it_alone_again_and_a_colleague_who_answers_does_not_take_it() {
    let mut rules = Rules::wednesday();
    rules.done(doctor(), Ask::AdoptPolicy(Box::default()));
    let id = rules.arrives(&Price.number());
    given(&mut rules, id, Shah);
    rules.done(doctor(), Ask::RecordStaff(part_time(Shah)));
    rules.arrives(&Price.number());
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    assert!(rules.row(id).is_the_teams(), "the nurse answered; it is still in the team's queue");
    let reply = rules.reply(id);
    rules.done(doctor(), Ask::Send(reply));
    assert!(!rules.row(id).is_the_teams(), "the doctor has it in hand");
}

#[test]
fn c2_7_at_night_it_counts_who_works_when_the_practice_opens_next() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    given(&mut rules, id, Shah);
    rules.done(doctor(), Ask::RecordStaff(part_time(Shah)));
    for (arrives, is_the_teams) in [
        ("2026-03-16T21:00", false), // Monday night: on Tuesday at eight they are here.
        ("2026-03-17T07:00", false),
        ("2026-03-17T18:40", true), // Tuesday evening: not on Wednesday.
        ("2026-03-19T12:59", true), // Thursday, a minute before they come.
        ("2026-03-19T13:00", false),
        ("2026-03-20T13:00", true),
    ] {
        rules.clock = HandClock::at(minute(arrives));
        rules.done(nurse(), Ask::Assign { conversation: id, owner: None });
        // Given for the moment by somebody who knows; who is off may be given work for when they are back.
        given(&mut rules, id, Shah);
        rules.arrives(&Price.number());
        assert_eq!(rules.row(id).is_the_teams(), is_the_teams, "{arrives}");
    }
}

#[test]
fn c2_7_whoever_says_nothing_of_their_hours_works_whenever_the_practice_is_open() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    given(&mut rules, id, Shah);
    rules.clock = HandClock::at(minute("2026-03-14T03:00"));
    rules.arrives(&Price.number());
    assert!(!rules.row(id).is_the_teams(), "a Saturday night: they are here on Monday as everybody is");
    let away = StaffStatus::Away { until: date(2026, 3, 17) };
    rules.done(doctor(), Ask::RecordStaff(Staff { status: away, ..Shah.staff() }));
    rules.arrives(&Price.number());
    assert!(rules.row(id).is_the_teams(), "but not where they are away on Monday");
    let (times, shah) = (rules.state.timetable().expect("memory"), rules.state.staff(Shah.staff_id()));
    let back = shah.expect("memory").expect("there").off_until(times.calendar(), rules.clock.time());
    assert_eq!(back, Some(minute("2026-03-17T08:00")), "until Tuesday at opening");
}

#[test]
fn c2_7_account_closed_reassigns_to_named_fallback() {
    let mut rules = Rules::wednesday();
    let manager = joins(&mut rules, 90, Role::Manager);
    let (mine, done) = (rules.arrives(&Price.number()), rules.arrives(&Whitfield.number()));
    for conversation in [mine, done] {
        given(&mut rules, conversation, Okafor);
    }
    let made = task(&mut rules, Price, Some(Okafor.staff_id())).expect("made");
    rules.done(
        nurse(),
        Ask::MarkDone { conversation: done, seen: 9, reason: Some("rang him".to_owned()), answered: true },
    );
    rules.done(doctor(), Ask::RecordStaff(Staff { cover: Some(Shah.staff_id()), ..Okafor.staff() }));
    rules.done(doctor(), Ask::RecordStaff(Staff { cover: Some(manager), ..Shah.staff() }));
    let left = |person: Person| Ask::StaffLeft { staff: person.staff_id(), to: None };
    rules.done(doctor(), left(Okafor));
    assert_eq!(rules.row(mine).owner, Some(Shah.staff_id()), "the open conversation");
    let owner = |rules: &Rules| rules.state.task(made).expect("memory").expect("there").owner;
    assert_eq!(owner(&rules), Some(Shah.staff_id()), "and the open task");
    let away = StaffStatus::Away { until: date(2026, 4, 1) };
    rules.done(Actor::Staff(manager), Ask::RecordStaff(Staff { status: away, cover: Some(manager), ..Shah.staff() }));
    rules.arrives(&Whitfield.number());
    assert_eq!(rules.row(done).owner, Some(manager), "taken up again: to the cover's cover, where the cover is away");
    rules.done(Actor::Staff(manager), left(Shah));
    assert_eq!((rules.row(mine).owner, owner(&rules)), (Some(manager), Some(manager)), "once more");
}

#[test]
fn c2_7_a_cover_is_somebody_else_who_may_have_the_work() {
    let mut rules = Rules::wednesday();
    let looks_on = joins(&mut rules, 90, Role::ReadOnly);
    let with = |cover: StaffId| Ask::RecordStaff(Staff { cover: Some(cover), ..Okafor.staff() });
    assert_eq!(rules.ask(doctor(), with(Okafor.staff_id())), Err(Refusal::CoverIsSelf));
    assert_eq!(rules.ask(doctor(), with(looks_on)), Err(Refusal::CannotTake));
    assert_eq!(rules.ask(doctor(), with(StaffId::new(numbered(91)))), Err(Refusal::UnknownStaff));
    let backwards = Week { monday: span("13:00", "08:00"), ..Week::default() };
    let refused = rules.ask(doctor(), Ask::RecordStaff(Staff { hours: Some(backwards), ..Okafor.staff() }));
    let Err(Refusal::WorkingHoursRefused { problem: HoursError::ClosesBeforeOpening { line, .. } }) = refused else {
        unreachable!("a day that ends before it begins: {refused:?}")
    };
    assert_eq!(line.to_string(), "Monday, span 1");
}

#[test]
fn c2_9_who_has_not_the_right_is_named_nowhere() {
    let mut rules = Rules::wednesday();
    let looks_on = joins(&mut rules, 90, Role::ReadOnly);
    let governs = joins(&mut rules, 91, Role::InformationGovernance);
    let id = rules.arrives(&Whitfield.number());
    let owned = |who: StaffId| Ask::Assign { conversation: id, owner: Some(who) };
    assert_eq!(rules.ask(nurse(), owned(looks_on)), Err(Refusal::CannotTake), "a conversation");
    assert_eq!(rules.ask(nurse(), owned(governs)), Err(Refusal::CannotTake));
    assert_eq!(rules.ask(nurse(), Ask::NameHolder { holder: Some(looks_on) }), Err(Refusal::CannotTake), "triage");
    assert_eq!(task(&mut rules, Price, Some(looks_on)), Err(Refusal::CannotTake), "a task");
    let made = task(&mut rules, Price, Some(governs)).expect("who may ring patients may have a task");
    let gives = |who: StaffId| Ask::AssignTask { task: made, owner: Some(who) };
    assert_eq!(rules.ask(nurse(), gives(looks_on)), Err(Refusal::CannotTake));
    let to = |who: StaffId| {
        let account = |kind| Account { kind, seen: 9, to: Some(who), reason: String::new().into() };
        Ask::EndSession { accounts: LeftKind::ALL.map(account).into() }
    };
    assert_eq!(rules.ask(nurse(), to(looks_on)), Err(Refusal::CannotTake), "the hand-over");
    let left = Ask::StaffLeft { staff: Okafor.staff_id(), to: Some(looks_on) };
    assert_eq!(rules.ask(doctor(), left), Err(Refusal::CannotTake), "whoever takes over from a leaver");
}

#[test]
fn c2_9_whoever_loses_the_right_gives_up_what_they_had() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Whitfield.number());
    given(&mut rules, id, Okafor);
    rules.done(nurse(), Ask::NameHolder { holder: Some(Okafor.staff_id()) });
    let made = task(&mut rules, Price, Some(Okafor.staff_id())).expect("made");
    rules.done(doctor(), Ask::RecordStaff(Staff { role: Role::ReadOnly, ..Okafor.staff() }));
    assert_eq!(rules.row(id).owner, None);
    assert_eq!(rules.state.task(made).expect("memory").expect("there").owner, None);
    assert_eq!(rules.state.session().expect("memory").holder(rules.clock.time()), None);
}

#[test]
fn c2_9_an_overdue_task_is_counted_and_handed_over() {
    let mut rules = Rules::wednesday();
    let made = task(&mut rules, Price, None).expect("made");
    let ends = |accounts: Vec<Account>| Ask::EndSession { accounts };
    rules.clock.pass(hours(23));
    rules.done(nurse(), ends(vec![]));
    rules.clock.pass(hours(1));
    let refused = Refusal::LeftOver { kind: LeftKind::OverdueTask, count: 1 };
    assert_eq!(rules.ask(nurse(), ends(vec![])), Err(refused), "one working day is over");
    let taken =
        Account { kind: LeftKind::OverdueTask, seen: 1, to: Some(Shah.staff_id()), reason: String::new().into() };
    rules.done(nurse(), ends(vec![taken]));
    assert_eq!(rules.state.task(made).expect("memory").expect("there").owner, Some(Shah.staff_id()));
}

/// Which step of the alarm about a task rings at this moment, raised.
fn rings(rules: &mut Rules, task: TaskId) -> Option<EscalationStep> {
    let changes = rules.ask(REMINDER, Ask::RaiseTaskAlarm { task }).ok()?;
    changes.iter().find_map(|change| match change {
        Change::TaskAlarmRaised { step, .. } => Some(*step),
        _ => None,
    })
}

#[test]
fn c2_9_an_overdue_task_rings_once_a_step_as_an_overdue_message_does() {
    let mut rules = Rules::wednesday();
    let made = task(&mut rules, Price, Some(Shah.staff_id())).expect("made");
    let alarm_at = |rules: &Rules| rules.state.task(made).expect("memory").expect("there").alarm_at;
    assert_eq!(alarm_at(&rules), Some(minute("2026-03-12T10:00")), "as its time runs out");
    assert_eq!(rings(&mut rules, made), None, "not before");
    for (wait, step) in [(24, Holder), (1, Team), (3, Manager)] {
        rules.clock.pass(hours(wait));
        assert_eq!(rings(&mut rules, made), Some(step));
        assert_eq!(rings(&mut rules, made), None, "{step:?}: once");
    }
    assert_eq!(alarm_at(&rules), None, "there is nobody above");
    assert_eq!(rules.ask(nurse(), Ask::RaiseTaskAlarm { task: made }), Err(Refusal::NotDue), "only the clock rings");
    let other = task(&mut rules, Whitfield, None).expect("made");
    let end = TaskEnd::Done { outcome: "rang him".to_owned().into() };
    rules.done(nurse(), Ask::EndTask { task: other, end });
    rules.clock.pass(hours(48));
    assert_eq!(rings(&mut rules, other), None, "what is done does not ring");
}

#[test]
fn c2_10_a_message_says_until_when_replies_are_read_and_a_later_one_is_late() {
    let mut rules = Rules::wednesday();
    rules.done(doctor(), Ask::AdoptPolicy(Box::default()));
    let id = rules.arrives(&Whitfield.number());
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    assert_eq!(rules.row(id).replies_until, Some(date(2026, 3, 18)), "seven days, as a patient counts them");
    for (days, late) in [(7, false), (8, true)] {
        let mut after = Rules { state: rules.state.clone(), ..Rules::wednesday() };
        after.clock.pass(hours(days * 24));
        let text = after.text(&Whitfield.number());
        let message = text.message;
        after.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
        let known = after.state.message(message).expect("memory").expect("there");
        assert!(matches!(known.kind, model::MessageKind::In { late: marked, .. } if marked == late), "day {days}");
        let row = after.row(known.conversation);
        assert_eq!(row.late, late, "day {days}: the list says so too");
        assert!(row.clocks.is_untold() && row.unread > 0, "day {days}: its clocks run as any message's do");
        let second = after.text(&Whitfield.number());
        after.done(Actor::Worker(WorkerName::Collect), Ask::Receive(second));
        let reply = after.reply(row.id);
        after.done(nurse(), Ask::Send(reply));
        assert!(!after.row(row.id).late, "answered");
    }
}

#[test]
fn c2_10_a_second_message_is_no_late_reply_and_what_was_said_holds_when_the_policy_changes() {
    let mut rules = Rules::wednesday();
    rules.done(doctor(), Ask::AdoptPolicy(Box::default()));
    let id = rules.arrives(&Whitfield.number());
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    rules.done(doctor(), Ask::AdoptPolicy(Box::new(Policy { replies_read_days: 30, ..Policy::default() })));
    rules.clock.pass(hours(24));
    rules.arrives(&Whitfield.number());
    rules.clock.pass(hours(20 * 24));
    rules.arrives(&Whitfield.number());
    assert!(!rules.row(id).late, "the patient answered in time, and writes again");
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    assert_eq!(rules.row(id).replies_until, Some(date(2026, 5, 1)), "by the policy of the day it was written");
    let never = Policy { replies_read_days: 0, ..Policy::default() };
    let refused = Refusal::PolicyRefused { problem: PolicyError::RepliesReadDays };
    assert_eq!(rules.ask(doctor(), Ask::AdoptPolicy(Box::new(never))), Err(refused));
}
