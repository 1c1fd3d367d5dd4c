//! Snooze (B-15): a conversation that can wait is put away until a time, and nothing that a person must see stays away.

use jiff::{SignedDuration, Timestamp};
use model::session::{LeftKind, left_over};
use model::snooze::{LONGEST_LABEL, SnoozeAsk, SnoozeChange, SnoozeProblem, WakeReason};
use model::{
    Actor, Ask, Awaited, Change, ConversationId, ConversationState, Failure, FailureClass, InboundText, Refusal, Role,
    SendOutcome, Staff, StaffId, State as _, WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::Person::{Okafor, Price, Shah};
use testkit::random::snoozes::snoozes;
use testkit::random::{Walk, cases};
use testkit::{Rules, minute, numbered};

const CLOCK: Actor = Actor::Worker(WorkerName::Remind);
const SENDER: Actor = Actor::Worker(WorkerName::Send);

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

/// Puts away until a time, without a label; it comes back when the patient writes.
fn until(conversation: ConversationId, until: Timestamp) -> Ask {
    snooze(conversation, until, true, None)
}

fn snooze(conversation: ConversationId, until: Timestamp, wakes_on_reply: bool, past_due: Option<Timestamp>) -> Ask {
    Ask::Snooze(SnoozeAsk::Snooze { conversation, until, label: String::new().into(), wakes_on_reply, past_due })
}

fn wake(conversation: ConversationId) -> Ask {
    Ask::Snooze(SnoozeAsk::Wake { conversation })
}

fn time_came(conversation: ConversationId) -> Ask {
    Ask::Snooze(SnoozeAsk::TimeCame { conversation })
}

fn problem(problem: SnoozeProblem) -> Result<Vec<Change>, Refusal> {
    Err(Refusal::SnoozeRefused { problem })
}

fn afternoon() -> Timestamp {
    minute("2026-03-11T15:00")
}

fn friday() -> Timestamp {
    minute("2026-03-13T09:00")
}

fn reads(rules: &mut Rules, id: ConversationId) {
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkRead { conversation: id, seen });
}

/// Wednesday at ten: the patient wrote, the nurse read it and answered. It is the patient's turn.
fn answered() -> (Rules, ConversationId) {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    reads(&mut rules, id);
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    (rules, id)
}

/// The same, put away until Friday; `wakes_on_reply` as given.
fn away(wakes_on_reply: bool) -> (Rules, ConversationId) {
    let (mut rules, id) = answered();
    rules.done(nurse(), snooze(id, friday(), wakes_on_reply, None));
    assert!(rules.row(id).asleep().is_some());
    (rules, id)
}

fn writes(rules: &mut Rules, words: &str) {
    let text = InboundText { content: Rules::content(words), ..rules.text(&Price.number()) };
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
}

fn why(rules: &Rules) -> Vec<WakeReason> {
    let woken = |fact: &SnoozeChange| match fact {
        SnoozeChange::Woken { reason, .. } => Some(*reason),
        _ => None,
    };
    rules.state.snooze_facts().iter().filter_map(woken).collect()
}

#[test]
fn b_15_it_is_put_away_until_its_time_and_comes_back_once() {
    let (mut rules, id) = answered();
    let label = "  when results   back ".to_owned().into();
    let ask = SnoozeAsk::Snooze { conversation: id, until: friday(), label, wakes_on_reply: true, past_due: None };
    rules.done(nurse(), Ask::Snooze(ask));
    let row = rules.row(id);
    let asleep = row.asleep().expect("put away");
    assert_eq!((asleep.until, asleep.by, asleep.wakes_on_reply), (friday(), Okafor.staff_id(), true));
    assert_eq!(asleep.label.expose(), "when results back", "in one line");
    assert_eq!(rules.ask(CLOCK, time_came(id)), Err(Refusal::NotDue), "not before its time");
    rules.clock.pass(SignedDuration::from_hours(47));
    assert_eq!(rules.ask(nurse(), time_came(id)), Err(Refusal::NotDue), "the clock says so, and nobody else");
    let woken = rules.done(CLOCK, time_came(id));
    let now = rules.clock.time();
    let fact = SnoozeChange::Woken { conversation: id, reason: WakeReason::TimeCame, by: None, at: now };
    assert_eq!(woken, [Change::Snooze(fact)]);
    assert_eq!(rules.ask(CLOCK, time_came(id)), Err(Refusal::NotDue), "once");
    let back = rules.row(id).back().expect("marked");
    assert_eq!((back.reason, back.at), (WakeReason::TimeCame, now));
}

#[test]
fn b_15_it_is_marked_back_until_who_has_it_opens_it_or_acts() {
    let (mut rules, id) = away(true);
    rules.done(nurse(), Ask::Assign { conversation: id, owner: Some(Okafor.staff_id()) });
    rules.done(nurse(), until(id, friday()));
    rules.clock.pass(SignedDuration::from_hours(47));
    rules.done(CLOCK, time_came(id));
    let seen = rules.row(id).revision;
    let read = Ask::MarkRead { conversation: id, seen };
    assert_eq!(rules.ask(Actor::Staff(Shah.staff_id()), read.clone()), Ok(vec![]), "a colleague opens it: not theirs");
    assert!(rules.row(id).back().is_some());
    assert_eq!(rules.done(nurse(), read.clone()).len(), 1, "its owner does");
    assert!(rules.row(id).back().is_none());
    assert_eq!(rules.ask(nurse(), read), Ok(vec![]), "and nothing is said twice");
    rules.done(nurse(), until(id, friday().saturating_add(SignedDuration::from_hours(1)).expect("a time")));
    rules.clock.pass(SignedDuration::from_hours(2));
    rules.done(CLOCK, time_came(id));
    let reply = rules.reply(id);
    rules.done(nurse(), Ask::Send(reply));
    assert!(rules.row(id).back().is_none(), "somebody acted");
}

#[test]
fn b_15_what_the_patient_writes_brings_it_back_unless_somebody_said_otherwise() {
    let (mut rules, id) = away(true);
    writes(&mut rules, "Thank you");
    assert!(rules.row(id).asleep().is_none());
    assert_eq!(why(&rules), [WakeReason::PatientWrote]);
    let (mut rules, id) = away(false);
    writes(&mut rules, "Thank you");
    assert!(rules.row(id).asleep().is_some(), "it stays away");
    assert!(rules.row(id).clocks.alarm_at.is_some(), "but somebody must look in time all the same (C6.4)");
}

#[test]
fn b_15_highlighted_words_bring_it_back_whatever_was_said() {
    for wakes_on_reply in [true, false] {
        let (mut rules, id) = away(wakes_on_reply);
        writes(&mut rules, "now I have chest pain");
        assert!(rules.row(id).asleep().is_none(), "nothing hides a highlighted message (C6.2)");
        assert_eq!(why(&rules), [WakeReason::Highlighted], "said once, and as what it is");
    }
}

#[test]
fn b_15_a_message_that_fails_brings_it_back() {
    let (mut rules, id) = away(true);
    let message = rules.state.messages(id).expect("read").last().expect("the reply").id;
    rules.clock.pass(SignedDuration::from_mins(1));
    rules.done(SENDER, Ask::BeginAttempt { message });
    assert!(rules.row(id).asleep().is_some(), "it is on its way");
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
    assert!(rules.row(id).asleep().is_none());
    assert_eq!((why(&rules), rules.row(id).failed), (vec![WakeReason::Failed], 1));
    assert!(rules.row(id).back().is_some(), "marked");
}

#[test]
fn b_15_whoever_takes_it_back_gives_it_away_or_calls_it_done_brings_it_back() {
    let (mut rules, id) = away(true);
    rules.done(nurse(), wake(id));
    assert_eq!(rules.ask(nurse(), wake(id)), problem(SnoozeProblem::NotAsleep), "it is not snoozed");
    rules.done(nurse(), until(id, friday()));
    rules.done(nurse(), Ask::Assign { conversation: id, owner: Some(Shah.staff_id()) });
    rules.done(nurse(), until(id, friday()));
    let seen = rules.row(id).revision;
    rules.done(nurse(), Ask::MarkDone { conversation: id, seen, reason: Some("rang".to_owned()) });
    assert_eq!(why(&rules), [WakeReason::TakenBack, WakeReason::Assigned, WakeReason::Done]);
    let row = rules.row(id);
    assert!(row.asleep().is_none() && row.back().is_none(), "whoever did it knows");
    assert!(matches!(row.state, ConversationState::Done { .. }));
    assert_eq!(rules.ask(nurse(), until(id, friday())), problem(SnoozeProblem::NotOpen));
    let by = |fact: &SnoozeChange| matches!(fact, SnoozeChange::Woken { by: Some(by), .. } if *by == Okafor.staff_id());
    assert_eq!(rules.state.snooze_facts().iter().filter(|fact| by(fact)).count(), 3, "who did it is kept");
}

#[test]
fn b_15_what_nobody_looked_at_cannot_be_put_away() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    assert_eq!(rules.ask(nurse(), until(id, afternoon())), problem(SnoozeProblem::Unread { unread: 1 }));
    writes(&mut rules, "and I have chest pain");
    assert_eq!(rules.ask(nurse(), until(id, afternoon())), problem(SnoozeProblem::Highlighted));
    reads(&mut rules, id);
    assert!(rules.ask(nurse(), until(id, afternoon())).is_ok(), "somebody looked");
}

#[test]
fn b_15_the_time_is_ahead_and_at_most_a_year_and_the_words_fit() {
    let (mut rules, id) = answered();
    let now = rules.clock.time();
    assert_eq!(rules.ask(nurse(), until(id, now)), problem(SnoozeProblem::Past));
    let day = SignedDuration::from_hours(24);
    let year = now.saturating_add(day * 366).expect("a time");
    let beyond = year.saturating_add(SignedDuration::from_secs(1)).expect("a time");
    assert_eq!(rules.ask(nurse(), until(id, beyond)), problem(SnoozeProblem::TooFar));
    assert!(rules.ask(nurse(), until(id, year)).is_ok());
    let said = |letters: usize| SnoozeAsk::Snooze {
        conversation: id,
        until: friday(),
        label: "é".repeat(letters).into(),
        wakes_on_reply: true,
        past_due: None,
    };
    let ask = Ask::Snooze(said(LONGEST_LABEL + 1));
    assert_eq!(rules.ask(nurse(), ask), problem(SnoozeProblem::LongLabel));
    assert_eq!(rules.done(nurse(), Ask::Snooze(said(LONGEST_LABEL))).len(), 1, "another time: put away anew");
    assert_eq!(rules.ask(nurse(), Ask::Snooze(said(LONGEST_LABEL))), Ok(vec![]), "it is so already");
}

#[test]
fn b_15_an_answer_that_falls_due_meanwhile_is_somebodys_decision() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Price.number());
    reads(&mut rules, id);
    let due = rules.row(id).clocks.due_at().expect("an answer is due");
    assert_eq!(due, minute("2026-03-12T10:00"));
    assert!(rules.ask(nurse(), until(id, afternoon())).is_ok(), "before that nobody is asked");
    let refused = rules.ask(nurse(), until(id, friday()));
    let Err(Refusal::SnoozeRefused { problem: SnoozeProblem::PastDue { due: named, .. } }) = &refused else {
        unreachable!("{refused:?}");
    };
    assert_eq!(*named, due);
    let words = refused.expect_err("refused").to_string();
    assert!(words.contains("Thursday 12 March, 10:00"), "the refusal names the time: {words}");
    let other = Some(due.saturating_sub(SignedDuration::from_mins(1)).expect("a time"));
    assert!(rules.ask(nurse(), snooze(id, friday(), true, other)).is_err(), "another time than the one that is due");
    let before = rules.row(id).clocks;
    rules.done(nurse(), snooze(id, friday(), true, Some(due)));
    assert_eq!(rules.row(id).clocks, before, "no clock moves");
    // It is overdue on Thursday at ten, rings, and is left of the day, asleep or not.
    rules.clock.pass(SignedDuration::from_hours(25));
    let rung = rules.done(CLOCK, Ask::RaiseAlarm { conversation: id, about: Awaited::Answer });
    assert!(rung.iter().any(|change| matches!(change, Change::AlarmRaised { .. })));
    let left = left_over(&rules.state.unfinished().expect("read"), &[], rules.clock.time());
    let kinds: Vec<_> = left.iter().map(|left| left.kind).collect();
    assert!(kinds.contains(&LeftKind::Overdue) && kinds.contains(&LeftKind::Unowned), "{kinds:?}");
    assert!(rules.row(id).asleep().is_some(), "an alarm does not bring it back, and is not silenced by it");
}

#[test]
fn b_15_whoever_may_organise_may_snooze_and_nobody_else() {
    let (mut rules, id) = answered();
    for role in [Role::Gp, Role::Nurse, Role::Pharmacist, Role::Reception, Role::Manager, Role::ReadOnly] {
        let person = StaffId::new(numbered(700 + role as u64));
        rules.done(Actor::Administrator, Ask::RecordStaff(Staff::new(person, "P. Somebody".to_owned(), role)));
        let allowed = rules.ask(Actor::Staff(person), until(id, friday()));
        assert_eq!(allowed.is_ok(), role.may(model::Act::Organise), "{role:?}");
        if allowed.is_ok() {
            rules.done(Actor::Staff(person), wake(id));
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever happens: putting away and coming back move no time at which anything is due and no alarm; what is put away
    /// holds no highlighted words that nobody looked at; and nobody's time has come twice.
    #[test]
    fn b_15_snoozing_moves_no_due_time_and_hides_nothing_highlighted(life in snoozes(20..140)) {
        let (mut walk, mut state) = (Walk::default(), model::memory::Memory::default());
        let mut operations = walk.opening();
        let mut life = life.into_iter();
        loop {
            for operation in operations.drain(..) {
                let answer = decide(&state, &operation, walk.now()).expect("memory does not fail");
                for change in answer.iter().flatten() {
                    let before = if let Change::Snooze(fact) = change {
                        state.conversation(fact.conversation()).expect("memory")
                    } else {
                        None
                    };
                    apply(&mut state, change).expect("memory does not fail");
                    if let Some(before) = before {
                        let after = state.conversation(before.id).expect("memory").expect("there");
                        prop_assert_eq!(&after.clocks, &before.clocks, "no clock moves");
                        let rest = model::Conversation { snooze: before.snooze.clone(), ..after };
                        prop_assert_eq!(rest, before, "nor anything else");
                    }
                }
                for row in state.conversations().filter(|row| row.asleep().is_some()) {
                    prop_assert!(matches!(row.state, ConversationState::Open), "only what is open is away");
                    prop_assert!(row.clocks.look.is_none_or(|look| look.raised_at.is_none()), "highlighted: in sight");
                    prop_assert!(row.unread == 0 || row.asleep().is_some_and(|one| !one.wakes_on_reply), "as was said");
                }
            }
            let Some(step) = life.next() else { break };
            operations.push(walk.step(&state, step));
        }
        // Each coming back has a putting away before it, and none comes back twice.
        for row in state.conversations() {
            let mut asleep = false;
            for fact in state.snooze_facts().iter().filter(|fact| fact.conversation() == row.id) {
                match fact {
                    SnoozeChange::Snoozed { .. } => asleep = true,
                    SnoozeChange::Woken { .. } => {
                        prop_assert!(asleep, "it was away");
                        asleep = false;
                    }
                    SnoozeChange::Seen { .. } => prop_assert!(!asleep),
                }
            }
            prop_assert_eq!(asleep, row.asleep().is_some());
        }
    }
}
