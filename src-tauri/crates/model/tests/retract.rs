//! A message that was wrong is marked as such; its words stay.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::SignedDuration;
use model::memory::Memory;
use model::retract::{RetractAsk, RetractChange, RetractProblem, WrongReason};
use model::{
    Act, Actor, Ask, CallOutcome, Change, ContactMade, ConversationId, ConversationState, Delivery, Failure,
    FailureClass, FiledMessage, Filing, FilingOutcome, Message, MessageId, OtherWay, OutboundText, ProviderRef,
    ProviderStatus, Quote, Refusal, Role, SendOutcome, Staff, StaffId, State as _, TaskReason, TaskState, WorkerName,
    apply, decide,
};
use proptest::prelude::*;
use testkit::random::retracts::retractions;
use testkit::random::{Walk, cases};
use testkit::{Person, Rules, numbered};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());
const DOCTOR: fn() -> Actor = || Actor::Staff(Person::Shah.staff_id());
const SENDER: Actor = Actor::Worker(WorkerName::Send);

/// What these tests do more than once.
trait Wrongs {
    fn sent(&mut self, conversation: ConversationId) -> MessageId;
    fn held(&mut self, conversation: ConversationId) -> MessageId;
    fn notes(&mut self, conversation: ConversationId) -> MessageId;
    fn said(&self, message: MessageId) -> Message;
    fn filed(&mut self, conversation: ConversationId);
    fn marks(&mut self, who: Actor, message: MessageId, reason: WrongReason) -> Result<Vec<Change>, Refusal>;
    fn unmarks(&mut self, who: Actor, message: MessageId) -> Result<Vec<Change>, Refusal>;
}

impl Wrongs for Rules {
    fn held(&mut self, conversation: ConversationId) -> MessageId {
        let text = self.reply(conversation);
        let message = text.message;
        self.done(NURSE(), Ask::Send(text));
        message
    }

    /// Sends a reply that the provider takes.
    fn sent(&mut self, conversation: ConversationId) -> MessageId {
        let message = self.held(conversation);
        self.clock.pass(SignedDuration::from_secs(10));
        self.done(SENDER, Ask::BeginAttempt { message });
        let provider = ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{message}") };
        let outcome = SendOutcome::Accepted { provider, status: ProviderStatus::Delivered, segments: Some(1) };
        self.done(SENDER, Ask::ReportSend { message, outcome });
        message
    }

    fn notes(&mut self, conversation: ConversationId) -> MessageId {
        let message = MessageId::new(self.ids.next());
        let content = Self::content("his potassium is high");
        self.done(NURSE(), Ask::WriteNote { message, conversation, content, quote: None });
        message
    }

    fn said(&self, message: MessageId) -> Message {
        self.state.message(message).expect("read").expect("there")
    }

    fn filed(&mut self, conversation: ConversationId) {
        let messages = self.state.messages(conversation).expect("read");
        let messages = messages.iter().map(|message| FiledMessage { message: message.id, version: message.version });
        let outcome = FilingOutcome::Written { record_id: "doc".to_owned() };
        self.done(Actor::Worker(WorkerName::File), Ask::ReportFiling { messages: messages.collect(), outcome });
    }

    fn marks(&mut self, who: Actor, message: MessageId, reason: WrongReason) -> Result<Vec<Change>, Refusal> {
        self.ask(who, Ask::Retract(RetractAsk::Mark { message, reason, words: "5 mg was meant".to_owned().into() }))
    }

    fn unmarks(&mut self, who: Actor, message: MessageId) -> Result<Vec<Change>, Refusal> {
        self.ask(who, Ask::Retract(RetractAsk::Unmark { message }))
    }
}

fn problem(problem: RetractProblem) -> Refusal {
    Refusal::RetractRefused { problem }
}

#[test]
fn a_13_a_mark_says_who_when_and_why_and_leaves_the_words_as_they_are() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let wrong = rules.sent(id);
    let before = rules.said(wrong);
    let changes = rules.marks(DOCTOR(), wrong, WrongReason::WrongFact).expect("anybody who may send may say so");
    assert!(matches!(changes.as_slice(), [Change::Retraction(RetractChange::Marked { .. })]), "got {changes:?}");
    let after = rules.said(wrong);
    let mark = after.later.wrong.as_ref().expect("it is marked");
    assert_eq!((mark.reason, mark.by, mark.at), (WrongReason::WrongFact, Person::Shah.staff_id(), rules.clock.time()));
    assert_eq!(mark.words.expose(), "5 mg was meant");
    assert_eq!(
        (after.content, &after.kind, after.at, after.number),
        (before.content, &before.kind, before.at, before.number)
    );
    assert_eq!(rules.marks(DOCTOR(), wrong, WrongReason::WrongFact), Ok(vec![]), "said twice it is said once");
    let other = rules.marks(NURSE(), wrong, WrongReason::Misleading);
    assert_eq!(other, Err(problem(RetractProblem::AlreadyMarked)), "and a mark is not written over");
    rules.unmarks(NURSE(), wrong).expect("there is a way back");
    assert_eq!(rules.said(wrong).later.wrong, None);
    assert_eq!(rules.unmarks(NURSE(), wrong), Ok(vec![]));
}

#[test]
fn a_13_what_can_still_be_taken_back_is_taken_back() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let held = rules.held(id);
    let refused = Err(problem(RetractProblem::NotLeft));
    assert_eq!(rules.marks(NURSE(), held, WrongReason::WrongFact), refused);
    rules.done(NURSE(), Ask::Withdraw { message: held });
    assert_eq!(rules.marks(NURSE(), held, WrongReason::WrongFact), refused, "and then there is nothing to mark");
}

#[test]
fn a_13_a_text_that_waits_for_another_attempt_is_stopped_by_its_mark() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let message = rules.held(id);
    rules.clock.pass(SignedDuration::from_secs(10));
    rules.done(SENDER, Ask::BeginAttempt { message });
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::NotTaken { retry_at: rules.clock.time() } });
    assert_eq!(rules.ask(NURSE(), Ask::Withdraw { message }), Err(Refusal::TooLate), "undo is over");
    rules.marks(NURSE(), message, WrongReason::WrongFact).expect("nothing else can stop it");
    rules.done(SENDER, Ask::BeginAttempt { message });
    let said = rules.said(message);
    let code = match said.delivery() {
        Some(Delivery::Failed { failure: Failure { class: FailureClass::Technical, code }, .. }) => code.clone(),
        other => panic!("it does not leave, got {other:?}"),
    };
    assert_eq!(code.as_deref(), Some("marked_wrong"));
    assert!(rules.state.tasks().next().is_none(), "nobody is asked to say wrong words another way");
    let again = OutboundText { repeats: Some(message), ..rules.reply(id) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(again)), Err(Refusal::NothingToResolve), "nor to send them again");
}

#[test]
fn a_13_wrong_words_of_which_nobody_knows_whether_they_left_are_not_sent_again() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let message = rules.held(id);
    rules.clock.pass(SignedDuration::from_secs(10));
    rules.done(SENDER, Ask::BeginAttempt { message });
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Unknown });
    for _ in 0..2 {
        rules.clock.pass(SignedDuration::from_mins(10));
        let outcome = SendOutcome::Absent { apart: SignedDuration::from_mins(1) };
        rules.done(SENDER, Ask::ReportSend { message, outcome });
    }
    rules.marks(NURSE(), message, WrongReason::WrongFact).expect("it may have been read");
    let again = Ask::ResolveUnknown { message, send: true };
    assert_eq!(rules.ask(NURSE(), again), Err(Refusal::NothingToResolve));
    rules.done(NURSE(), Ask::ResolveUnknown { message, send: false });
}

#[test]
fn a_13_what_the_patient_wrote_is_nobodys_here_to_call_wrong() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let theirs = rules.state.messages(id).expect("read").first().expect("one").id;
    let refused = rules.marks(DOCTOR(), theirs, WrongReason::WrongFact);
    assert_eq!(refused, Err(problem(RetractProblem::ThePatients)));
}

#[test]
fn a_13_something_else_needs_words() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let message = rules.sent(id);
    let mark = |reason| Ask::Retract(RetractAsk::Mark { message, reason, words: "  ".to_owned().into() });
    assert_eq!(rules.ask(NURSE(), mark(WrongReason::Other)), Err(problem(RetractProblem::NoWords)));
    rules.done(NURSE(), mark(WrongReason::NotMeant));
}

#[test]
fn a_13_a_note_is_marked_by_its_author_or_by_a_gp_or_manager() {
    for role in [
        Role::Gp,
        Role::Nurse,
        Role::Pharmacist,
        Role::Reception,
        Role::Manager,
        Role::InformationGovernance,
        Role::ReadOnly,
    ] {
        let mut rules = Rules::default();
        let id = rules.arrives(&Person::Whitfield.number());
        let note = rules.notes(id);
        let colleague = Staff::new(StaffId::new(numbered(91)), "Somebody".to_owned(), role);
        rules.done(Actor::Administrator, Ask::RecordStaff(colleague.clone()));
        let answer = rules.marks(Actor::Staff(colleague.id), note, WrongReason::WrongFact);
        let may = matches!(role, Role::Gp | Role::Manager);
        assert_eq!(answer.is_ok(), may, "{role:?}: {answer:?}");
        if !may {
            let act = if role == Role::ReadOnly { Act::WriteNotes } else { Act::RetractOthers };
            assert_eq!(answer, Err(Refusal::NotAllowed { act }), "{role:?}");
            rules.marks(NURSE(), note, WrongReason::WrongFact).expect("its author may");
            let back = rules.unmarks(Actor::Staff(colleague.id), note);
            assert_eq!(back, Err(Refusal::NotAllowed { act }), "nor take the mark away");
        }
    }
}

#[test]
fn a_13_a_text_is_marked_by_whoever_may_write_to_patients() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let wrong = rules.sent(id);
    let reader = Staff::new(StaffId::new(numbered(91)), "Somebody".to_owned(), Role::ReadOnly);
    rules.done(Actor::Administrator, Ask::RecordStaff(reader.clone()));
    let refused = Err(Refusal::NotAllowed { act: Act::Send });
    assert_eq!(rules.marks(Actor::Staff(reader.id), wrong, WrongReason::WrongFact), refused);
    for actor in [SENDER, Actor::Administrator] {
        assert_eq!(rules.marks(actor, wrong, WrongReason::WrongFact), Err(Refusal::NotStaff), "a person says so");
    }
}

#[test]
fn a_13_words_for_the_wrong_person_are_an_urgent_task_for_the_practice() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Person::Whitfield.number());
    rules.done(NURSE(), Ask::Assign { conversation: id, owner: Some(Person::Okafor.staff_id()) });
    let wrong = rules.sent(id);
    rules.marks(NURSE(), wrong, WrongReason::WrongPerson).expect("marked");
    let task = rules.only_task();
    assert_eq!((task.reason, task.message, task.urgent), (TaskReason::ByHand, Some(wrong), true));
    assert_eq!(task.owner, None, "not only of whoever made the mistake");
    assert_eq!(task.made_by, Some(Person::Okafor.staff_id()));
    assert!(task.what.expose().contains("wrong person"), "and it says what is to be done");
    rules.unmarks(NURSE(), wrong).expect("it was the right one after all");
    let reason = match rules.only_task().state {
        TaskState::Cancelled { by, reason, .. } if by == Person::Okafor.staff_id() => reason,
        other => panic!("nothing is left to do, got {other:?}"),
    };
    assert!(reason.expose().contains("not wrong"));
    rules.clock.pass(SignedDuration::from_mins(1));
    rules.marks(NURSE(), wrong, WrongReason::WrongPerson).expect("marked");
    let open = rules.state.tasks().filter(|task| task.is_open()).count();
    assert_eq!(open, 1, "marked again, somebody must act again");
}

#[test]
fn a_13_other_reasons_make_no_task_and_a_task_to_say_wrong_words_is_over() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let message = rules.held(id);
    rules.clock.pass(SignedDuration::from_secs(10));
    rules.done(SENDER, Ask::BeginAttempt { message });
    let failure = Failure { class: FailureClass::Permanent, code: None };
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
    assert!(rules.only_task().is_open(), "it did not arrive: somebody rings");
    rules.marks(NURSE(), message, WrongReason::WrongFact).expect("marked");
    assert!(matches!(rules.only_task().state, TaskState::Cancelled { .. }), "and reads out no wrong dose");
    assert_eq!(rules.row(id).failed, 0, "nobody has to send it again either");
}

#[test]
fn a_13_a_wrong_answer_is_no_answer() {
    let mut rules = Rules::wednesday();
    let id = rules.arrives(&Person::Whitfield.number());
    let waited = rules.row(id).clocks.due_at();
    let wrong = rules.sent(id);
    rules.filed(id);
    let seen = rules.row(id).revision;
    rules.done(NURSE(), Ask::MarkDone { conversation: id, seen, reason: None, answered: true });
    rules.marks(DOCTOR(), wrong, WrongReason::WrongFact).expect("marked");
    let row = rules.row(id);
    assert_eq!((row.answered, row.state), (false, ConversationState::Open), "the patient waits for the right one");
    assert!(row.clocks.due_at().is_some() && waited.is_some(), "and the clock runs");
    rules.unmarks(DOCTOR(), wrong).expect("it was right");
    assert!(rules.row(id).answered, "then it was one");
}

#[test]
fn a_13_a_call_that_was_written_down_wrong_is_no_answer_either() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let message = MessageId::new(rules.ids.next());
    let made = ContactMade {
        message,
        conversation: id,
        way: OtherWay::Call { outcome: CallOutcome::Reached },
        content: Rules::content("told him"),
        task: None,
        seen: rules.row(id).revision,
        ring_again: false,
    };
    rules.done(NURSE(), Ask::RecordContact(made));
    assert!(rules.row(id).answered);
    rules.marks(NURSE(), message, WrongReason::WrongPerson).expect("it was another patient's call");
    assert!(!rules.row(id).answered);
}

#[test]
fn a_13_a_mark_is_filed_again_with_the_message() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let (wrong, note) = (rules.sent(id), rules.notes(id));
    rules.filed(id);
    assert_eq!(rules.row(id).unfiled, 0);
    for message in [wrong, note] {
        let version = rules.said(message).version;
        rules.marks(NURSE(), message, WrongReason::WrongFact).expect("marked");
        let said = rules.said(message);
        assert_eq!(said.version, version + 1, "another version");
        assert!(matches!(said.filing, Filing::Pending { .. }), "which the record does not have yet");
    }
    assert_eq!(rules.row(id).unfiled, 2);
    rules.filed(id);
    rules.unmarks(NURSE(), note).expect("the way back");
    assert_eq!(rules.row(id).unfiled, 1, "and that is filed too");
}

#[test]
fn a_13_a_correction_quotes_what_is_marked_as_wrong_and_nothing_else() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let wrong = rules.sent(id);
    let quote = Some(Quote { message: wrong, corrects: true });
    let correction = OutboundText { quote, ..rules.reply(id) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(correction.clone())), Err(Refusal::NothingToCorrect));
    rules.marks(NURSE(), wrong, WrongReason::WrongFact).expect("marked");
    rules.done(NURSE(), Ask::Send(correction.clone()));
    assert_eq!(rules.said(correction.message).quote(), quote, "the link is kept");
    assert!(rules.row(id).answered, "and it is the answer now");
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_13_a_retraction_changes_no_words_and_sends_nothing(life in retractions(1..100)) {
        let (mut state, mut walk, mut log) = (Memory::default(), Walk::default(), Vec::new());
        for operation in walk.opening() {
            for change in decide(&state, &operation, walk.now()).expect("decided").expect("the opening is not refused") {
                apply(&mut state, &change).expect("applied");
                log.push(change);
            }
        }
        for step in life {
            let operation = walk.step(&state, step);
            let Ok(changes) = decide(&state, &operation, walk.now()).expect("decided") else { continue };
            let before = state.clone();
            for change in &changes {
                apply(&mut state, change).expect("applied");
            }
            log.extend(changes.iter().cloned());
            for old in before.all_messages() {
                let new = state.message(old.id).expect("read").expect("no message vanishes");
                prop_assert_eq!(new.content, old.content, "its words are the same");
                if old.is_wrong() && new.is_wrong() {
                    let leaves = matches!(new.delivery(), Some(Delivery::InFlight { .. }))
                        && !matches!(old.delivery(), Some(Delivery::InFlight { .. }));
                    prop_assert!(!leaves, "what is marked as wrong never leaves");
                }
            }
            if let Ask::Retract(_) = &operation.ask {
                let only = |change: &Change| {
                    matches!(change, Change::Retraction(_) | Change::TaskMade { .. } | Change::TaskClosed { .. })
                };
                prop_assert!(changes.iter().all(only), "nothing is written and nothing sent: {:?}", changes);
                for old in before.all_messages() {
                    let new = state.message(old.id).expect("read").expect("there");
                    prop_assert_eq!(&new.kind, &old.kind, "nor does it move on its way");
                }
            }
            for row in state.conversations() {
                let messages = state.messages(row.id).expect("read");
                let unfiled = messages.iter().filter(|message| message.filing.is_unfiled()).count();
                let failed = messages.iter().filter(|message| message.needs_person()).count();
                prop_assert_eq!((row.unfiled as usize, row.failed as usize), (unfiled, failed), "the counts are true");
            }
        }
        let mut again = Memory::default();
        for change in log {
            let line = serde_json::to_string(&change).expect("to JSON");
            apply(&mut again, &serde_json::from_str(&line).expect("from JSON")).expect("applied");
        }
        prop_assert_eq!(again, state, "the log alone gives the same");
    }
}
