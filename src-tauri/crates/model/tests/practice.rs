//! Whatever anybody asks for, in whatever order: the rules never panic, and the practice's own counts stay true.

use std::collections::{BTreeMap, BTreeSet};

use model::memory::Memory;
use model::{
    Actor, Ask, Author, CallOutcome, Change, ConversationId, Delivery, Message, MessageId, MessageKind, Operation,
    OperationId, OtherWay, Refusal, SendOutcome, State as _, Subject, WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::numbered;
use testkit::random::{Walk, cases, moves};

/// What the log alone says, counted by somebody who does not use the model's own counting.
#[derive(Default)]
struct Tally {
    unread: BTreeMap<ConversationId, u32>,
    revision: BTreeMap<ConversationId, u32>,
    notes: BTreeSet<MessageId>,
}

impl Tally {
    fn hear(&mut self, change: &Change) {
        match change {
            Change::MessageReceived { conversation, .. } => {
                *self.unread.entry(*conversation).or_default() += 1;
                *self.revision.entry(*conversation).or_default() += 1;
            }
            Change::MessageWritten { author: Author::Automatic { .. }, .. } => {}
            Change::MessageWritten { conversation, .. } | Change::ConversationMatched { conversation, .. } => {
                *self.revision.entry(*conversation).or_default() += 1;
            }
            Change::NoteWritten { conversation, message, .. }
            | Change::ContactWritten { conversation, message, .. } => {
                *self.revision.entry(*conversation).or_default() += 1;
                self.notes.insert(*message);
            }
            Change::ConversationRead { conversation, .. } => {
                self.unread.insert(*conversation, 0);
            }
            _ => {}
        }
    }
}

/// Checks every conversation against a recount of its messages.
fn recount(state: &Memory, tally: &Tally) -> Result<(), TestCaseError> {
    for row in state.conversations() {
        let messages = state.messages(row.id).unwrap_or_default();
        let count = |is: &dyn Fn(&Message) -> bool| {
            u32::try_from(messages.iter().filter(|message| is(message)).count()).unwrap_or(u32::MAX)
        };
        let told = |map: &BTreeMap<ConversationId, u32>| map.get(&row.id).copied().unwrap_or_default();
        prop_assert_eq!(row.messages, count(&|_| true), "how many messages it holds");
        prop_assert_eq!(row.unfiled, count(&|message| message.filing.is_unfiled()), "how many are not in the record");
        prop_assert_eq!(row.failed, count(&|message| message.needs_person()), "how many need a person");
        prop_assert_eq!(row.unread, told(&tally.unread), "how many of the patient's messages nobody has read");
        prop_assert_eq!(row.revision, told(&tally.revision), "what a reader must have seen before answering");
        let numbers: Vec<u32> = messages.iter().map(|message| message.number).collect();
        prop_assert_eq!(numbers, (1..=row.messages).collect::<Vec<_>>(), "places from 1, without gaps");
        let last = messages.iter().rev().find(|message| !message.is_withdrawn() && !message.is_automatic());
        prop_assert_eq!(row.last.map(|last| last.id), last.map(|last| last.id), "the last message that stands");
        let said = messages.iter().rev().find(|message| {
            let failed = message.delivery().is_some_and(model::Delivery::needs_person);
            let speaks = match &message.kind {
                MessageKind::Note { .. } => false,
                MessageKind::Contact { way, .. } => {
                    !matches!(way, OtherWay::Call { outcome: CallOutcome::NoAnswer | CallOutcome::LeftMessage })
                }
                // What only says by when the patient will hear is no answer (C-13).
                MessageKind::In { .. } | MessageKind::Out { .. } => {
                    !message.is_automatic() && message.promises().is_none()
                }
            };
            speaks && !message.is_withdrawn() && !failed
        });
        let by_practice = said.is_some_and(|message| !matches!(message.kind, MessageKind::In { .. }));
        prop_assert_eq!(row.answered, by_practice, "whose turn it is: notes and what came to nothing do not count");
        for message in &messages {
            let whose_is_known = matches!(row.subject, Subject::Patient { .. });
            prop_assert!(
                whose_is_known || !message.filing.is_unfiled(),
                "nothing is due for a record nobody has named"
            );
            let out = matches!(message.kind, MessageKind::Out { .. });
            prop_assert_eq!(message.delivery().is_some(), out, "only what goes out has a way");
        }
    }
    Ok(())
}

/// Checks that a change only adds to what is known: words, places and whose it is stay.
fn nothing_was_taken_back(before: &Memory, after: &Memory) -> Result<(), TestCaseError> {
    for old in before.all_messages() {
        let new = after.message(old.id).unwrap_or_default();
        let Some(new) = new else { return Err(TestCaseError::fail("a message vanished")) };
        prop_assert_eq!(&new.content, &old.content, "a message's words never change");
        prop_assert_eq!((new.conversation, new.number), (old.conversation, old.number), "nor its place");
        prop_assert!(new.version >= old.version, "nor is an older version filed over a newer");
        if let (Some(from), Some(to)) = (old.delivery(), new.delivery()) {
            prop_assert_eq!(&from.clone().join(to.clone()), to, "its way only goes on: {:?} to {:?}", from, to);
            if matches!(from, Delivery::Withdrawn { .. }) {
                prop_assert_eq!(from, to, "what was taken back never leaves");
            }
        }
    }
    for old in before.conversations() {
        let new = after.conversation(old.id).unwrap_or_default();
        let Some(new) = new else { return Err(TestCaseError::fail("a conversation vanished")) };
        prop_assert!(new.revision >= old.revision, "a revision never goes back");
        prop_assert_eq!(&new.number, &old.number, "a conversation's number never changes");
        if let Some(patient) = old.subject.patient() {
            prop_assert_eq!(new.subject.patient(), Some(patient), "a conversation never changes its patient");
        }
    }
    Ok(())
}

/// Checks that nothing which moves a message takes a note.
fn no_way_out_for(note: MessageId, state: &Memory, walk: &mut Walk) -> Result<(), TestCaseError> {
    // The doctor: nobody else here may say who works here, so that a random life cannot send her away.
    let staff = Actor::Staff(testkit::Person::Shah.staff_id());
    let worker = Actor::Worker(WorkerName::Send);
    for (actor, ask) in [
        (worker, Ask::BeginAttempt { message: note }),
        (worker, Ask::ReportSend { message: note, outcome: SendOutcome::Unknown }),
        (staff, Ask::Withdraw { message: note }),
        (staff, Ask::ResolveUnknown { message: note, send: true }),
    ] {
        let operation = walk.operation(actor, ask);
        let answer = decide(state, &operation, walk.now()).expect("decided");
        prop_assert_eq!(answer, Err(Refusal::UnknownMessage), "a note has no way out: {:?}", operation.ask);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn whatever_is_asked_the_counts_are_true_and_nothing_is_taken_back(life in moves(1..120)) {
        let (mut state, mut walk, mut tally) = (Memory::default(), Walk::default(), Tally::default());
        for operation in walk.opening() {
            for change in decide(&state, &operation, walk.now()).expect("decided").expect("the opening is not refused") {
                apply(&mut state, &change).expect("applied");
            }
        }
        for step in life {
            let operation = walk.step(&state, step);
            let before = state.clone();
            let answer = decide(&state, &operation, walk.now()).expect("decided");
            prop_assert_eq!(&decide(&before, &operation, walk.now()).expect("decided"), &answer, "one question, one answer");
            let Ok(changes) = answer else { continue };
            for change in &changes {
                if let Change::DeliveryChanged { message, .. } = change {
                    prop_assert!(!tally.notes.contains(message), "a note is never on its way anywhere");
                }
                apply(&mut state, change).expect("applied");
                tally.hear(change);
            }
            recount(&state, &tally)?;
            nothing_was_taken_back(&before, &state)?;
            if changes.is_empty() {
                prop_assert_eq!(&state, &before, "no change, nothing changed");
            }
            if let Ask::Receive(text) = &operation.ask {
                let mut again = text.clone();
                again.message = MessageId::new(numbered(900_000_001));
                again.conversation = ConversationId::new(numbered(900_000_002));
                let operation = Operation { id: OperationId::new(numbered(900_000_003)), ask: Ask::Receive(again), ..operation };
                let answer = decide(&state, &operation, walk.now()).expect("decided");
                prop_assert_eq!(answer, Ok(vec![]), "the same text told twice is one message");
            }
        }
        for note in tally.notes.clone() {
            no_way_out_for(note, &state, &mut walk)?;
        }
    }

    #[test]
    fn the_log_alone_gives_the_state(life in moves(1..120)) {
        let (mut state, mut walk, mut log) = (Memory::default(), Walk::default(), Vec::new());
        let mut operations = walk.opening();
        let mut life = life.into_iter();
        loop {
            for operation in operations.drain(..) {
                for change in decide(&state, &operation, walk.now()).expect("decided").unwrap_or_default() {
                    apply(&mut state, &change).expect("applied");
                    log.push(serde_json::to_string(&change).expect("to JSON"));
                }
            }
            let Some(step) = life.next() else { break };
            operations.push(walk.step(&state, step));
        }
        let mut again = Memory::default();
        for line in log {
            apply(&mut again, &serde_json::from_str(&line).expect("from JSON")).expect("applied");
        }
        prop_assert_eq!(again, state, "what was written as JSON and applied anew is the same practice");
    }
}

/// A property over lives that never get anywhere would prove nothing.
#[test]
fn random_lives_reach_every_state_and_every_refusal() {
    use proptest::strategy::{Strategy as _, ValueTree as _};
    use proptest::test_runner::TestRunner;
    let (mut runner, mut reached) = (TestRunner::deterministic(), BTreeSet::new());
    let word = |text: String| text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
    for _ in 0..200 {
        let life = moves(100..120).new_tree(&mut runner).expect("a life").current();
        let (mut state, mut walk) = (Memory::default(), Walk::default());
        for operation in walk.opening() {
            for change in decide(&state, &operation, walk.now()).expect("decided").unwrap_or_default() {
                apply(&mut state, &change).expect("applied");
            }
        }
        for step in life {
            let operation = walk.step(&state, step);
            match decide(&state, &operation, walk.now()).expect("decided") {
                Err(refusal) => {
                    reached.insert(format!("refusal {}", word(format!("{refusal:?}"))));
                }
                Ok(changes) => {
                    for change in changes {
                        reached.insert(format!("change {}", word(format!("{change:?}"))));
                        apply(&mut state, &change).expect("applied");
                    }
                }
            }
        }
        for task in state.tasks() {
            reached.insert(format!("reason {}", word(format!("{:?}", task.reason))));
            reached.insert(format!("task {}", word(format!("{:?}", task.state))));
        }
        for message in state.all_messages() {
            reached.insert(format!("filing {}", word(format!("{:?}", message.filing))));
            reached.extend(message.delivery().map(|delivery| format!("delivery {}", word(format!("{delivery:?}")))));
        }
    }
    let mut missed = Vec::new();
    for (kind, words) in [
        ("delivery", "Held Withdrawn Queued InFlight Unknown Accepted Sent Failed Delivered Read"),
        ("reason", "MessageFailed StoppedByProvider MessageStopped ReplyBarred UnclearWish ByHand AgeReview"),
        ("task", "Open Done Cancelled Reached"),
        ("filing", "NotDue Pending Retrying Failed Written"),
        (
            "change",
            "PracticeDescribed StaffRecorded PatientRecorded ConversationOpened ConversationMatched TopicSet OwnerSet \
             ConversationDone ConversationReopened ConversationRead MessageReceived MessageWritten NoteWritten \
             DeliveryChanged FilingChanged TemplateSaved TemplateApproved TemplateRetired ContactWritten TaskMade TaskOwnerSet \
             TaskClosed NeedsRecorded ProxyRecorded ProxyEnded ProxyStopped ProxyResumed \
             Limited Highlight",
        ),
        (
            "refusal",
            "UnknownPatient UnknownStaff UnknownConversation UnknownMessage NotStaff StaleView NotMatched AlreadyMatched \
             NumberNotPatients SharedNumber EmptyMessage TooLong TooLate NotDue NothingToResolve Unfiled NotSent \
             AlreadyExists TextBlocked TextNeedsReason UnknownTemplate TemplateNotInUse TemplateChanged \
             TemplateRefused UnknownTask TaskClosed OutcomeNeeded NothingToDo WayBarred UnknownProxy ProxyBarred ProxyRefused \
             MessagingLimited LimitRefused HighlightNotSeen",
        ),
    ] {
        for word in words.split_whitespace() {
            missed.extend(Some(format!("{kind} {word}")).filter(|state| !reached.contains(state)));
        }
    }
    assert!(missed.is_empty(), "no random life reaches these: {missed:?}");
}
