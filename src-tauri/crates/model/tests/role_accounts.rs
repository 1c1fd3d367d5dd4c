//! Role accounts (C-12): a duty is taken and handed over, and nothing that it has drops out in between.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::SignedDuration;
use jiff::civil::date;
use model::role_account::{LONGEST_ROLE_NAME, RoleAccount, RoleAccountAsk, RoleAccountChange, RoleAccountProblem};
use model::session::{Account, LeftKind};
use model::template::Route;
use model::{
    Act, Actor, Ask, Change, ConversationId, ConversationState, Failure, FailureClass, NewTask, Refusal, Role,
    RoleAccountId, SendOutcome, Staff, StaffId, StaffStatus, State as _, TaskId, WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::random::roles::duties;
use testkit::random::{Walk, cases};
use testkit::{Person, Rules, numbered};

const CLOCK: Actor = Actor::Worker(WorkerName::Remind);

fn duty() -> RoleAccountId {
    RoleAccountId::new(numbered(950))
}

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn doctor() -> Actor {
    Actor::Staff(Shah.staff_id())
}

fn ask(ask: RoleAccountAsk) -> Ask {
    Ask::RoleAccount(ask)
}

fn named(account: RoleAccountId, name: &str, roles: &[Role]) -> Ask {
    ask(RoleAccountAsk::Record { account, name: name.to_owned(), roles: roles.to_vec() })
}

fn held(holder: Option<StaffId>, seen: Option<StaffId>) -> Ask {
    ask(RoleAccountAsk::Hold { account: duty(), holder, seen })
}

fn given(conversation: ConversationId) -> Ask {
    ask(RoleAccountAsk::Give { conversation, account: duty() })
}

fn end() -> Ask {
    ask(RoleAccountAsk::End { account: duty() })
}

fn account(rules: &Rules) -> RoleAccount {
    let all = rules.state.role_accounts().expect("memory");
    all.into_iter().find(|one| one.id == duty()).expect("there")
}

fn joins(rules: &mut Rules, number: u64, role: Role) -> StaffId {
    let id = StaffId::new(numbered(number));
    rules.done(Actor::Administrator, Ask::RecordStaff(Staff::new(id, format!("P. Number {number}"), role)));
    id
}

/// Wednesday at ten, with a duty nurse whom nobody has yet: nurses, and the doctor, may hold it.
fn wednesday() -> Rules {
    let mut rules = Rules::wednesday();
    rules.done(doctor(), named(duty(), "Duty nurse", &[Role::Nurse, Role::Gp]));
    rules
}

trait Asked {
    fn refused(&mut self, actor: Actor, ask: Ask, refusal: Refusal);
}

impl Asked for Rules {
    #[track_caller]
    fn refused(&mut self, actor: Actor, ask: Ask, refusal: Refusal) {
        let shown = format!("{ask:?}");
        assert_eq!(self.ask(actor, ask), Err(refusal), "{shown}");
    }
}

fn owner(rules: &Rules, id: ConversationId) -> Option<StaffId> {
    let row = rules.row(id);
    assert_eq!(row.role_account, Some(duty()), "it is the duty nurse's");
    assert_eq!(row.is_the_teams(), row.owner.is_none(), "the team's while it is nobody's");
    row.owner
}

#[test]
fn c_12_a_hand_over_moves_everything_and_nothing_drops_out_in_between() {
    let mut rules = wednesday();
    let (first, second) = (rules.arrives(&Price.number()), rules.arrives(&Whitfield.number()));
    rules.done(nurse(), given(first));
    assert_eq!(owner(&rules, first), None, "nobody holds it: the team's");
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    rules.done(doctor(), given(second));
    assert_eq!([first, second].map(|id| owner(&rules, id)), [Some(Okafor.staff_id()); 2], "the holder's");
    let changes = rules.done(nurse(), held(Some(Shah.staff_id()), Some(Okafor.staff_id())));
    assert_eq!(changes.len(), 1, "one fact, however much moves: {changes:?}");
    assert_eq!([first, second].map(|id| owner(&rules, id)), [Some(Shah.staff_id()); 2], "handed over");
    rules.done(doctor(), held(None, Some(Shah.staff_id())));
    assert_eq!([first, second].map(|id| owner(&rules, id)), [None; 2], "let go: the team's again");
    let hand_over = |fact: &RoleAccountChange| match fact {
        RoleAccountChange::Held { before, holder, by, .. } => Some((*before, *holder, *by)),
        _ => None,
    };
    let facts: Vec<_> = rules.state.role_facts().iter().filter_map(hand_over).collect();
    let (okafor, shah) = (Some(Okafor.staff_id()), Some(Shah.staff_id()));
    assert_eq!(facts, [(None, okafor, okafor), (okafor, shah, okafor), (shah, None, shah)], "who, from whom, by whom");
}

#[test]
fn c_12_a_message_for_the_duty_reaches_its_holder_and_keeps_its_senders_name() {
    let mut rules = wednesday();
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), given(id));
    rules.done(nurse(), held(Some(Shah.staff_id()), Some(Okafor.staff_id())));
    rules.arrives(&Price.number());
    assert_eq!(rules.row(id).held_by(), Some(Shah.staff_id()), "the alarm is the new holder's");
    let text = rules.reply(id);
    let message = text.message;
    rules.done(nurse(), Ask::Send(text));
    let sent = rules.state.message(message).expect("memory").expect("there");
    assert!(
        matches!(sent.kind, model::MessageKind::Out { author: model::Author::Staff { staff }, .. } if staff == Okafor.staff_id()),
        "whoever wrote it, not whoever has the duty: {sent:?}"
    );
}

#[test]
fn c_12_who_may_hold_it_takes_it_and_only_the_holder_or_a_manager_hands_it_on() {
    let mut rules = wednesday();
    let (other, desk) = (joins(&mut rules, 40, Role::Nurse), joins(&mut rules, 41, Role::Reception));
    let looks_on = joins(&mut rules, 42, Role::ReadOnly);
    rules.refused(Actor::Staff(desk), held(Some(desk), None), Refusal::CannotTake);
    rules.refused(Actor::Staff(looks_on), held(None, None), Refusal::NotAllowed { act: Act::Organise });
    rules.refused(nurse(), held(Some(other), None), Refusal::NotHolder);
    rules.refused(nurse(), held(Some(StaffId::new(numbered(7))), None), Refusal::NotHolder);
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    rules.refused(Actor::Staff(desk), held(None, Some(Okafor.staff_id())), Refusal::NotHolder);
    rules.refused(nurse(), held(Some(desk), Some(Okafor.staff_id())), Refusal::CannotTake);
    rules.refused(nurse(), held(Some(StaffId::new(numbered(7))), Some(Okafor.staff_id())), Refusal::UnknownStaff);
    // The nurse went home with it: a colleague takes it, seeing from whom.
    rules.refused(Actor::Staff(other), held(Some(other), None), Refusal::HandedOverMeanwhile);
    rules.done(Actor::Staff(other), held(Some(other), Some(Okafor.staff_id())));
    assert_eq!(account(&rules).holder(), Some(other));
    rules.done(doctor(), held(Some(Okafor.staff_id()), Some(other)));
    assert_eq!(account(&rules).holder(), Some(Okafor.staff_id()), "who looks after the staff names anybody who may");
    assert!(rules.done(nurse(), held(Some(Okafor.staff_id()), None)).is_empty(), "it was so already");
    let until = date(2026, 3, 20);
    let away =
        Staff { status: StaffStatus::Away { until }, ..Staff::new(other, "P. Number 40".to_owned(), Role::Nurse) };
    rules.done(doctor(), Ask::RecordStaff(away));
    let name = "P. Number 40".to_owned();
    rules.refused(nurse(), held(Some(other), Some(Okafor.staff_id())), Refusal::IsAway { name, until });
}

#[test]
fn c_12_it_ends_with_the_day_as_triage_does() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), given(id));
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    rules.done(nurse(), Ask::NameHolder { holder: Some(Okafor.staff_id()) });
    let triage = rules.state.session().expect("memory").holding;
    assert_eq!(account(&rules).holding, triage, "one rule for until when");
    let lapse = || ask(RoleAccountAsk::Lapse { account: duty() });
    rules.refused(CLOCK, lapse(), Refusal::NotDue);
    rules.clock.pass(SignedDuration::from_mins(8 * 60 + 30)); // Half past six: the practice closes.
    rules.refused(nurse(), lapse(), Refusal::NotDue);
    rules.done(CLOCK, lapse());
    assert_eq!((account(&rules).holding, owner(&rules, id)), (None, None), "nobody's, and the team sees it");
    let last = rules.state.role_facts().last().cloned();
    assert!(matches!(last, Some(RoleAccountChange::Held { by: None, holder: None, before: Some(_), .. })), "{last:?}");
}

#[test]
fn c_12_a_day_that_is_over_is_taken_anew_before_the_clock_says_so() {
    let mut rules = wednesday();
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    let before = account(&rules).holding.expect("held").until;
    rules.clock.pass(SignedDuration::from_hours(22)); // Thursday at eight.
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    assert!(account(&rules).holding.expect("held").until > before, "the same nurse, another day");
}

#[test]
fn c_12_whoever_leaves_or_may_no_longer_lets_go_and_the_work_stays_with_the_duty() {
    let leaves: [(&str, Ask); 3] = [
        ("leaves", Ask::StaffLeft { staff: Okafor.staff_id(), to: Some(Shah.staff_id()) }),
        ("only looks on", Ask::RecordStaff(Staff { role: Role::ReadOnly, ..Okafor.staff() })),
        ("is at the desk now", Ask::RecordStaff(Staff { role: Role::Reception, ..Okafor.staff() })),
    ];
    for (how, gone) in leaves {
        let mut rules = wednesday();
        let (duties, own) = (rules.arrives(&Price.number()), rules.arrives(&Whitfield.number()));
        rules.done(nurse(), given(duties));
        rules.done(nurse(), Ask::Assign { conversation: own, owner: Some(Okafor.staff_id()) });
        rules.done(nurse(), held(Some(Okafor.staff_id()), None));
        rules.done(doctor(), gone);
        assert_eq!((account(&rules).holder(), owner(&rules, duties)), (None, None), "{how}");
        assert_eq!(rules.row(own).is_the_teams(), how == "only looks on", "{how}: one's own goes its own way");
    }
    let mut rules = wednesday();
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    let changes = rules.done(doctor(), named(duty(), "Duty doctor", &[Role::Gp]));
    assert_eq!((changes.len(), account(&rules).holder()), (2, None), "the nurse may no longer: {changes:?}");
}

#[test]
fn c_12_while_its_holder_is_not_at_work_what_comes_is_the_teams_too() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), given(id));
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    let status = StaffStatus::Away { until: date(2026, 3, 13) };
    rules.done(doctor(), Ask::RecordStaff(Staff { status, ..Okafor.staff() }));
    rules.arrives(&Price.number());
    assert!(rules.row(id).with_team && rules.row(id).owner == Some(Okafor.staff_id()), "C2.7, as with one's own");
    rules.done(doctor(), held(Some(Shah.staff_id()), Some(Okafor.staff_id())));
    assert_eq!(owner(&rules, id), Some(Shah.staff_id()), "the new holder's alone");
}

#[test]
fn c_12_an_account_with_work_cannot_be_ended() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), given(id));
    rules.refused(nurse(), end(), Refusal::NotAllowed { act: Act::ManageStaff });
    rules.refused(doctor(), end(), Refusal::RoleAccountInUse { conversations: 1, tasks: 0 });
    rules.done(nurse(), Ask::Assign { conversation: id, owner: None });
    assert_eq!(rules.row(id).role_account, None, "taken out of it");
    rules.done(doctor(), end());
    for no_more in [end(), given(id), held(None, None), named(duty(), "Again", &[Role::Gp])] {
        rules.refused(doctor(), no_more, Refusal::UnknownRoleAccount);
    }
    rules.done(doctor(), named(RoleAccountId::new(numbered(952)), "Duty nurse", &[Role::Nurse]));
}

#[test]
fn c_12_what_is_done_comes_back_to_whoever_has_the_duty_then() {
    for ended in [false, true] {
        let mut rules = wednesday();
        let id = rules.arrives(&Price.number());
        rules.done(nurse(), given(id));
        rules.done(nurse(), held(Some(Okafor.staff_id()), None));
        let seen = rules.row(id).revision;
        rules.done(
            nurse(),
            Ask::MarkDone { conversation: id, seen, reason: Some("seen by telephone".to_owned()), answered: true },
        );
        rules.done(nurse(), held(Some(Shah.staff_id()), Some(Okafor.staff_id())));
        if ended {
            rules.done(doctor(), end());
        }
        assert_eq!(rules.arrives(&Price.number()), id, "the patient writes again");
        let row = rules.row(id);
        assert_eq!(row.state, ConversationState::Open);
        let expected = if ended { (None, None) } else { (Some(duty()), Some(Shah.staff_id())) };
        assert_eq!((row.role_account, row.owner), expected, "ended: {ended}");
    }
}

#[test]
fn c_12_names_are_unique_and_somebody_may_hold_each() {
    let mut rules = wednesday();
    let new = RoleAccountId::new(numbered(951));
    let refused = |problem| Refusal::RoleAccountRefused { problem };
    let long = "x".repeat(LONGEST_ROLE_NAME + 1);
    let wrong: [(&str, &[Role], RoleAccountProblem); 5] = [
        (" ", &[Role::Nurse], RoleAccountProblem::NoName),
        (&long, &[Role::Nurse], RoleAccountProblem::LongName),
        (" duty  NURSE ", &[Role::Nurse], RoleAccountProblem::NameTaken),
        ("Duty doctor", &[], RoleAccountProblem::NobodyMayHold),
        ("Duty doctor", &[Role::Gp, Role::ReadOnly], RoleAccountProblem::RoleCannotHold),
    ];
    for (name, roles, problem) in wrong {
        rules.refused(doctor(), named(new, name, roles), refused(problem));
    }
    rules.refused(nurse(), named(new, "Duty doctor", &[Role::Gp]), Refusal::NotAllowed { act: Act::ManageStaff });
    rules.done(doctor(), named(new, " Duty  doctor ", &[Role::Nurse, Role::Gp, Role::Gp]));
    let all = rules.state.role_accounts().expect("memory");
    let made = all.iter().find(|one| one.id == new).expect("made");
    assert_eq!((made.name.as_str(), &made.roles[..]), ("Duty doctor", &[Role::Gp, Role::Nurse][..]));
    assert!(
        rules.done(doctor(), named(duty(), "Duty nurse", &[Role::Gp, Role::Nurse])).is_empty(),
        "it was so already"
    );
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    rules.done(doctor(), named(duty(), "Nurse on call", &[Role::Nurse, Role::Gp]));
    assert_eq!((account(&rules).name.as_str(), account(&rules).holder()), ("Nurse on call", Some(Okafor.staff_id())));
}

#[test]
fn c_12_a_person_or_a_team_takes_it_out_and_the_thread_knows_who_did() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), given(id));
    assert!(rules.done(nurse(), given(id)).is_empty(), "once");
    let changes = rules.done(doctor(), Ask::Assign { conversation: id, owner: Some(Shah.staff_id()) });
    assert!(
        matches!(changes[..], [Change::RoleAccount(RoleAccountChange::TakenOut { by, .. }), Change::OwnerSet { .. }] if by == Shah.staff_id()),
        "{changes:?}"
    );
    let row = rules.row(id);
    assert_eq!((row.role_account, row.owner), (None, Some(Shah.staff_id())));
    rules.done(doctor(), held(Some(Shah.staff_id()), None));
    rules.done(doctor(), given(id));
    assert_eq!(owner(&rules, id), Some(Shah.staff_id()), "the same person, by the duty now");
    rules.done(doctor(), Ask::Assign { conversation: id, owner: Some(Shah.staff_id()) });
    assert_eq!(rules.row(id).role_account, None, "and by themself again");
}

#[test]
fn c_12_the_close_of_day_counts_what_a_duty_has_that_nobody_holds() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), given(id));
    let unowned = |rules: &Rules| {
        let left = model::session::left_over(&rules.state.unfinished().expect("memory"), &[], rules.clock.time());
        left.into_iter().find(|left| left.kind == LeftKind::Unowned).map_or(vec![], |left| left.conversations)
    };
    assert_eq!(unowned(&rules), [id], "nobody's (C2.9)");
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    assert!(unowned(&rules).is_empty(), "the holder's");
    rules.done(nurse(), held(None, Some(Okafor.staff_id())));
    let to = Some(Shah.staff_id());
    let accounts = LeftKind::ALL.map(|kind| Account { kind, seen: 9, to, reason: "tomorrow".to_owned().into() });
    rules.done(nurse(), Ask::EndSession { accounts: accounts.into() });
    let row = rules.row(id);
    assert_eq!((row.owner, row.role_account), (to, None), "who takes it over has it, not the duty");
    assert!(matches!(rules.state.role_facts().last(), Some(RoleAccountChange::TakenOut { .. })));
}

#[test]
fn c_12_what_follows_from_its_conversations_moves_with_the_duty() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    rules.done(nurse(), held(Some(Okafor.staff_id()), None));
    rules.done(nurse(), given(id));
    let text = rules.reply(id);
    let message = text.message;
    rules.done(nurse(), Ask::Send(text));
    rules.clock.pass(SignedDuration::from_secs(11));
    let sender = Actor::Worker(WorkerName::Send);
    rules.done(sender, Ask::BeginAttempt { message });
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(sender, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
    assert_eq!(rules.only_task().owner, Some(Okafor.staff_id()), "the holder's");
    rules.done(nurse(), held(Some(Shah.staff_id()), Some(Okafor.staff_id())));
    assert_eq!(rules.only_task().owner, Some(Shah.staff_id()), "and the next one's (C3.3)");
    rules.done(nurse(), Ask::Assign { conversation: id, owner: None });
    rules.refused(doctor(), end(), Refusal::RoleAccountInUse { conversations: 0, tasks: 1 });
    rules.done(nurse(), Ask::AssignTask { task: rules.only_task().id, owner: Some(Okafor.staff_id()) });
    rules.done(doctor(), end());
    let by_hand = NewTask {
        task: TaskId::new(rules.ids.next()),
        patient: Some(Person::Price.patient_id()),
        conversation: Some(id),
        message: None,
        route: Some(Route::Phone),
        what: "Ring about the dressing".to_owned().into(),
        urgent: false,
        owner: None,
    };
    let changes = rules.done(nurse(), Ask::MakeTask(by_hand));
    assert!(matches!(&changes[..], [Change::TaskMade { task }] if task.role_account.is_none()), "by hand: a person's");
}

#[test]
fn c_12_the_log_reads_as_it_was_written() {
    let mut rules = wednesday();
    let id = rules.arrives(&Price.number());
    let mut changes = rules.done(nurse(), given(id));
    changes.extend(rules.done(nurse(), held(Some(Okafor.staff_id()), None)));
    changes.extend(rules.done(nurse(), Ask::Assign { conversation: id, owner: None }));
    changes.extend(rules.done(doctor(), end()));
    assert_eq!(changes.len(), 5);
    for change in changes {
        let json = serde_json::to_string(&change).expect("written");
        let again: Change = serde_json::from_str(&json).expect("read");
        assert_eq!(again, change, "{json}");
    }
}

proptest! {
    #![proptest_config(cases(48))]

    /// Whatever is asked: an open conversation of an account is its holder's, or the team's; the team's too only while its
    /// holder is not at work.
    #[test]
    fn c_12_nothing_that_an_account_has_is_ever_out_of_sight(life in duties(20..120)) {
        let (mut walk, mut state) = (Walk::default(), model::memory::Memory::default());
        let mut operations = walk.opening();
        let mut life = life.into_iter();
        loop {
            for operation in operations.drain(..) {
                let answer = decide(&state, &operation, walk.now()).expect("memory does not fail");
                for change in answer.iter().flatten() {
                    apply(&mut state, change).expect("memory does not fail");
                }
                let accounts = state.role_accounts().expect("memory");
                for account in &accounts {
                    let holder = account.holder().and_then(|id| state.staff(id).expect("memory"));
                    prop_assert_eq!(account.holder().is_some(), holder.is_some(), "held by somebody who is there");
                    prop_assert!(holder.is_none_or(|person| account.may_be_held_by(&person)), "who may hold it");
                }
                for row in state.conversations().filter(|row| row.state == ConversationState::Open) {
                    let Some(id) = row.role_account else { continue };
                    let account = accounts.iter().find(|one| one.id == id).expect("there");
                    prop_assert!(!account.ended, "an account with open conversations is in use");
                    prop_assert_eq!(row.owner, account.holder(), "its owner is who holds the account");
                    let places = [row.owner.is_some(), row.is_the_teams()];
                    prop_assert!(places != [false, false], "somebody's Mine, or Unassigned");
                    prop_assert!(places != [true, true] || row.with_team, "both only where C2.7 says so");
                }
            }
            let Some(step) = life.next() else { break };
            operations.push(walk.step(&state, step));
        }
    }
}
