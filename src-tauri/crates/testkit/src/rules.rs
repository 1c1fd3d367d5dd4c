//! The rules over the small practice in memory, asked one thing after the other.

use jiff::SignedDuration;
use model::memory::Memory;
use model::{
    Actor, Ask, Change, Channel, Content, Conversation, ConversationId, E164, InboundText, MessageId, Operation,
    OperationId, OutboundText, ProviderRef, Purpose, Refusal, State as _, Task, WorkerName, apply, decide,
};

use crate::{BlockIds, HandClock, Person, minute};

/// The small practice, with its staff and its patients.
#[derive(Debug)]
pub struct Rules {
    /// What is so.
    pub state: Memory,
    /// The time.
    pub clock: HandClock,
    /// Ids that nobody else has.
    pub ids: BlockIds,
}

impl Default for Rules {
    fn default() -> Self {
        let mut rules = Self { state: Memory::default(), clock: HandClock::default(), ids: BlockIds::default() };
        for person in Person::STAFF {
            rules.done(Actor::Administrator, Ask::RecordStaff(person.staff()));
        }
        for person in Person::PATIENTS {
            rules.done(Actor::Administrator, Ask::RecordPatient(person.patient()));
        }
        rules
    }
}

impl Rules {
    /// Returns the small practice on Wednesday, 11 March 2026, at 10 (E.5).
    pub fn wednesday() -> Self {
        Self { clock: HandClock::at(minute("2026-03-11T10:00")), ..Self::default() }
    }

    /// Returns the one task there is.
    ///
    /// # Panics
    /// When there is none, or more than one.
    #[track_caller]
    pub fn only_task(&self) -> Task {
        let tasks: Vec<_> = self.state.tasks().collect();
        assert_eq!(tasks.len(), 1, "exactly one task, got {tasks:?}");
        tasks.into_iter().next().cloned().expect("counted")
    }

    /// Asks for something, and makes the answer true.
    ///
    /// # Errors
    /// The refusal; then everything is as it was.
    ///
    /// # Panics
    /// When a refusal changed something.
    pub fn ask(&mut self, actor: Actor, ask: Ask) -> Result<Vec<Change>, Refusal> {
        let operation = Operation { id: OperationId::new(self.ids.next()), actor, ask };
        let before = self.state.clone();
        let answer = decide(&self.state, &operation, self.clock.time()).expect("memory does not fail");
        if let (Ok(_), Some(content)) = (&answer, operation.ask.content()) {
            self.state.keep(content);
        }
        for change in answer.iter().flatten() {
            apply(&mut self.state, change).expect("memory does not fail");
        }
        if answer.is_err() {
            assert_eq!(self.state, before, "a refusal changes nothing");
        }
        answer
    }

    /// Asks for something that is allowed.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    pub fn done(&mut self, actor: Actor, ask: Ask) -> Vec<Change> {
        let shown = format!("{ask:?}");
        let answer = self.ask(actor, ask);
        assert!(answer.is_ok(), "{shown} is allowed, got {answer:?}");
        answer.unwrap_or_default()
    }

    /// Makes a text that arrives now.
    pub fn text(&self, from: &E164) -> InboundText {
        let message = MessageId::new(self.ids.next());
        InboundText {
            channel: Channel::Sms,
            from: from.clone(),
            content: Self::content("It hurts again"),
            sent_at: self.clock.time(),
            provider: ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{message}") },
            media: 0,
            message,
            conversation: ConversationId::new(self.ids.next()),
        }
    }

    /// Lets a text arrive; returns the conversation that it landed in.
    ///
    /// # Panics
    /// When it did not arrive.
    pub fn arrives(&mut self, from: &E164) -> ConversationId {
        let text = self.text(from);
        let message = text.message;
        self.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
        self.state.message(message).expect("read").expect("there").conversation
    }

    /// Returns a conversation.
    ///
    /// # Panics
    /// When it is not there.
    pub fn row(&self, id: ConversationId) -> Conversation {
        self.state.conversation(id).expect("read").expect("there")
    }

    /// Makes a reply that nothing speaks against.
    pub fn reply(&self, conversation: ConversationId) -> OutboundText {
        let row = self.row(conversation);
        OutboundText {
            message: MessageId::new(self.ids.next()),
            conversation,
            seen: row.revision,
            to: row.number,
            content: Self::content("Come in at ten"),
            hold: SignedDuration::from_secs(10),
            shared_number_seen: false,
            review_seen: false,
            repeats: None,
            purpose: Purpose::Administration,
            despite: None,
            templates: Vec::new(),
            reason: None,
            also: Vec::new(),
            holding: false,
            // Nobody asks about what a test says twice; the tests of A-21 do.
            repeat_seen: true,
            then_done: false,
            answered: false,
            send_at: None,
            quote: None,
        }
    }

    /// Makes words.
    pub fn content(text: &str) -> Content {
        Content::new([3; 16], text.to_owned().into())
    }
}
