//! A message answers one particular message.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use model::{
    Actor, Ask, ConversationId, Message, MessageId, MessageKind, OutboundText, Patient, Quote, Refusal, State as _,
};
use testkit::{Person, Rules};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());

/// What these tests do more than once.
trait Quotes {
    fn first(&self, conversation: ConversationId) -> MessageId;
    fn writes_note(&mut self, conversation: ConversationId, quote: Option<Quote>) -> Result<MessageId, Refusal>;
    fn said(&self, message: MessageId) -> Message;
}

impl Quotes for Rules {
    fn first(&self, conversation: ConversationId) -> MessageId {
        self.state.messages(conversation).expect("read").first().expect("one").id
    }

    fn writes_note(&mut self, conversation: ConversationId, quote: Option<Quote>) -> Result<MessageId, Refusal> {
        let message = MessageId::new(self.ids.next());
        let ask = Ask::WriteNote { message, conversation, content: Self::content("ring her first"), quote };
        self.ask(NURSE(), ask).map(|_| message)
    }

    fn said(&self, message: MessageId) -> Message {
        self.state.message(message).expect("read").expect("there")
    }
}

fn of(message: MessageId) -> Option<Quote> {
    Some(Quote { message, corrects: false })
}

#[test]
fn a_16_a_reply_and_a_note_remember_which_message_they_answer() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let asked = rules.first(id);
    rules.arrives(&Person::Whitfield.number());
    let reply = OutboundText { quote: of(asked), ..rules.reply(id) };
    rules.done(NURSE(), Ask::Send(reply.clone()));
    let note = rules.writes_note(id, of(reply.message)).expect("a note may be about any message");
    assert_eq!(rules.said(reply.message).quote(), of(asked), "not the newest: the one that was chosen");
    assert_eq!(rules.said(note).quote(), of(reply.message));
    let plain = rules.reply(id);
    rules.done(NURSE(), Ask::Send(plain.clone()));
    assert_eq!(rules.said(plain.message).quote(), None, "and most answer no particular one");
}

#[test]
fn a_16_the_words_that_go_out_are_the_same_with_and_without_a_quote() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let (plain, asked) = (rules.reply(id), rules.first(id));
    rules.done(NURSE(), Ask::Send(plain.clone()));
    let quoting = OutboundText { quote: of(asked), ..rules.reply(id) };
    rules.done(NURSE(), Ask::Send(quoting.clone()));
    let (one, other) = (rules.said(plain.message), rules.said(quoting.message));
    assert_eq!(one.content, other.content, "byte for byte");
    let bare = |kind: MessageKind| match kind {
        MessageKind::Out { to, delivery, terms, purpose, .. } => (to, delivery, terms, purpose),
        other => panic!("{other:?} is no message to the patient"),
    };
    assert_eq!(bare(one.kind), bare(other.kind), "and it takes the same way");
}

#[test]
fn a_16_what_was_said_to_another_patient_is_never_quoted() {
    let mut rules = Rules::default();
    let (hers, his) = (rules.arrives(&Person::Whitfield.number()), rules.arrives(&Person::Price.number()));
    let of_another = of(rules.first(his));
    let reply = OutboundText { quote: of_another, ..rules.reply(hers) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(reply)), Err(Refusal::QuoteGone), "H3");
    assert_eq!(rules.writes_note(hers, of_another), Err(Refusal::QuoteGone), "nor in a note");
    let invented = OutboundText { quote: of(MessageId::new(testkit::numbered(7))), ..rules.reply(hers) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(invented)), Err(Refusal::QuoteGone));
}

#[test]
fn a_16_the_same_patients_other_conversation_is_another_one() {
    let mut rules = Rules::default();
    let first = rules.arrives(&Person::Whitfield.number());
    let second = ConversationId::new(rules.ids.next());
    let Patient { id: patient, contact_points, .. } = Person::Whitfield.patient();
    let number = contact_points.first().expect("a number").number.clone();
    rules.done(NURSE(), Ask::StartConversation { conversation: second, patient, number });
    let reply = OutboundText { quote: of(rules.first(first)), ..rules.reply(second) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(reply)), Err(Refusal::QuoteGone), "each files as its own document");
}

#[test]
fn a_16_what_was_taken_back_is_quoted_by_nobody() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let held = rules.reply(id);
    rules.done(NURSE(), Ask::Send(held.clone()));
    let before = rules.writes_note(id, of(held.message)).expect("while it is held it stands there");
    rules.done(NURSE(), Ask::Withdraw { message: held.message });
    assert_eq!(rules.writes_note(id, of(held.message)), Err(Refusal::QuoteGone));
    let reply = OutboundText { quote: of(held.message), ..rules.reply(id) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(reply.clone())), Err(Refusal::QuoteGone));
    rules.done(NURSE(), Ask::Send(OutboundText { quote: None, ..reply }));
    assert_eq!(rules.said(before).quote(), of(held.message), "what was said before is not altered");
}

#[test]
fn a_16_a_text_to_the_patient_quotes_no_note_between_staff() {
    let mut rules = Rules::default();
    let id = rules.arrives(&Person::Whitfield.number());
    let note = rules.writes_note(id, None).expect("written");
    let reply = OutboundText { quote: of(note), ..rules.reply(id) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(reply)), Err(Refusal::QuoteOfNote));
    rules.writes_note(id, of(note)).expect("a note may answer a note");
}
