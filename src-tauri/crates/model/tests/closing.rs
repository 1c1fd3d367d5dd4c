//! Ending a conversation (C6.10, A-14), and the same words twice.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::SignedDuration;
use model::{
    Actor, Ask, Content, ConversationId, ConversationState, E164, Failure, FailureClass, FiledMessage, FilingOutcome,
    InboundText, MessageId, OutboundText, ProviderRef, ProviderStatus, Refusal, SendOutcome, State as _, Went,
    WorkerName,
};
use testkit::{Person, Rules};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());
const DOCTOR: fn() -> Actor = || Actor::Staff(Person::Shah.staff_id());
const SENDER: Actor = Actor::Worker(WorkerName::Send);

/// Words of their own salt: nothing here may hang on equal digests.
fn content(rules: &Rules, text: &str) -> Content {
    Content::new(*rules.ids.next().as_bytes(), text.to_owned().into())
}

trait Closing {
    fn writes(&mut self, from: &E164, text: &str) -> ConversationId;
    fn says(
        &mut self,
        id: ConversationId,
        text: &str,
        change: impl Fn(&mut OutboundText),
    ) -> Result<MessageId, Refusal>;
    fn leaves(&mut self, message: MessageId, outcome: SendOutcome);
    fn files(&mut self, id: ConversationId);
    fn end(&mut self, id: ConversationId, answered: bool) -> Result<(), Refusal>;
    fn is_done(&self, id: ConversationId) -> bool;
}

impl Closing for Rules {
    fn writes(&mut self, from: &E164, text: &str) -> ConversationId {
        let text = InboundText { content: content(self, text), ..self.text(from) };
        let message = text.message;
        self.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
        self.state.message(message).expect("read").expect("there").conversation
    }

    fn says(
        &mut self,
        id: ConversationId,
        text: &str,
        change: impl Fn(&mut OutboundText),
    ) -> Result<MessageId, Refusal> {
        let mut text = OutboundText { content: content(self, text), repeat_seen: false, ..self.reply(id) };
        change(&mut text);
        let message = text.message;
        self.ask(NURSE(), Ask::Send(text)).map(|_| message)
    }

    fn leaves(&mut self, message: MessageId, outcome: SendOutcome) {
        self.clock.pass(SignedDuration::from_secs(10));
        self.done(SENDER, Ask::BeginAttempt { message });
        self.done(SENDER, Ask::ReportSend { message, outcome });
    }

    fn files(&mut self, id: ConversationId) {
        let messages = self.state.messages(id).expect("read");
        let messages = messages.iter().map(|message| FiledMessage { message: message.id, version: message.version });
        let (messages, outcome) = (messages.collect(), FilingOutcome::Written { record_id: "doc".to_owned() });
        self.done(Actor::Worker(WorkerName::File), Ask::ReportFiling { messages, outcome });
    }

    fn end(&mut self, id: ConversationId, answered: bool) -> Result<(), Refusal> {
        let seen = self.row(id).revision;
        self.ask(NURSE(), Ask::MarkDone { conversation: id, seen, reason: None, answered }).map(drop)
    }

    fn is_done(&self, id: ConversationId) -> bool {
        matches!(self.row(id).state, ConversationState::Done { .. })
    }
}

fn accepted(message: MessageId) -> SendOutcome {
    let provider = ProviderRef { account: "twilio:AC1".to_owned(), id: format!("OUT{message}") };
    SendOutcome::Accepted { provider, status: ProviderStatus::Accepted, segments: None }
}

fn rejected() -> SendOutcome {
    SendOutcome::Rejected { failure: Failure { class: FailureClass::Permanent, code: None } }
}

#[test]
fn c6_10_closing_past_questions_asks_first() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "Can I swim? And when will the stitches come out");
    let replied = rules.says(id, "You can swim from Monday", |_| {}).expect("held");
    rules.leaves(replied, accepted(replied));
    rules.files(id);
    // One of two was answered: which, only a person can tell.
    assert_eq!(rules.end(id, false), Err(Refusal::QuestionsOpen { questions: 2 }));
    assert!(!rules.is_done(id));
    rules.end(id, true).expect("a person says so");
    assert!(rules.is_done(id));
}

#[test]
fn c6_10_where_nothing_was_asked_done_is_one_step() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "Thank you, all better now");
    rules.files(id);
    rules.end(id, false).expect("nothing stops it");
}

#[test]
fn c6_10_only_what_was_asked_since_it_was_last_done_counts() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "Can I swim?");
    rules.files(id);
    rules.end(id, true).expect("answered by telephone");
    assert_eq!(rules.writes(&Person::Whitfield.number(), "Thanks, that helped"), id);
    rules.files(id);
    rules.end(id, false).expect("the old question is not asked about again");
    rules.writes(&Person::Whitfield.number(), "should I ring on Monday");
    rules.files(id);
    assert_eq!(rules.end(id, false), Err(Refusal::QuestionsOpen { questions: 1 }));
}

#[test]
fn c6_10_a_reason_for_what_is_not_filed_answers_no_question() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "Can I swim?");
    let seen = rules.row(id).revision;
    let with_reason =
        |answered| Ask::MarkDone { conversation: id, seen, reason: Some("the record is down".to_owned()), answered };
    assert_eq!(rules.ask(NURSE(), with_reason(false)), Err(Refusal::QuestionsOpen { questions: 1 }));
    rules.done(NURSE(), with_reason(true));
}

#[test]
fn a_14_send_and_done_ends_once_it_is_sent_and_in_the_record() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "They are at the chemist", |text| text.then_done = true).expect("held");
    rules.files(id);
    assert!(!rules.is_done(id), "it can still be taken back");
    rules.leaves(message, accepted(message));
    assert!(!rules.is_done(id), "it is sent, and not in the record");
    rules.files(id);
    let ConversationState::Done { by, reason, .. } = rules.row(id).state else { panic!("it is done") };
    assert_eq!((by, reason), (Person::Okafor.staff_id(), None), "in the name of whoever sent it");
}

#[test]
fn a_14_taking_the_message_back_takes_the_end_back() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "They are at the chemist", |text| text.then_done = true).expect("held");
    rules.done(NURSE(), Ask::Withdraw { message });
    rules.files(id);
    assert!(!rules.is_done(id));
}

#[test]
fn a_14_whatever_is_said_meanwhile_keeps_it_open() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "They are at the chemist", |text| text.then_done = true).expect("held");
    rules.leaves(message, accepted(message));
    rules.writes(&Person::Whitfield.number(), "It was shut");
    rules.files(id);
    assert!(!rules.is_done(id), "somebody must look at what the patient wrote");
}

#[test]
fn a_14_a_message_that_fails_ends_nothing() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "They are at the chemist", |text| text.then_done = true).expect("held");
    rules.leaves(message, rejected());
    rules.files(id);
    assert!(!rules.is_done(id));
}

#[test]
fn a_14_what_a_person_takes_up_again_stays_open() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "They are at the chemist", |text| text.then_done = true).expect("held");
    rules.leaves(message, accepted(message));
    rules.files(id);
    rules.done(NURSE(), Ask::Reopen { conversation: id });
    let provider = ProviderRef { account: "twilio:AC1".to_owned(), id: format!("OUT{message}") };
    let at = rules.clock.time();
    rules.done(SENDER, Ask::ReportStatus { provider, status: ProviderStatus::Delivered, at });
    rules.files(id);
    assert!(!rules.is_done(id), "a receipt that is filed later closes nothing");
}

#[test]
fn a_14_send_and_done_asks_about_questions_as_done_does() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "can I drive");
    let ends = |answered| move |text: &mut OutboundText| (text.then_done, text.answered) = (true, answered);
    assert_eq!(rules.says(id, "Yes", ends(false)), Err(Refusal::QuestionsOpen { questions: 1 }));
    rules.says(id, "Yes", ends(true)).expect("the author says that it answers it");
}

#[test]
fn a_21_the_same_words_within_half_an_hour_ask_first() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "Please ring us today", |_| {}).expect("held");
    let again = "  PLEASE ring\n us  today ";
    let asks = |went| Err(Refusal::SameWords { at: "10:00".to_owned(), went });
    assert_eq!(rules.says(id, again, |_| {}), asks(Went::Waiting));
    rules.leaves(message, accepted(message));
    assert_eq!(rules.says(id, again, |_| {}), asks(Went::Sent), "and says how far it came");
    let other = rules.says(id, "Please ring us tomorrow", |_| {});
    other.expect("other words do not ask");
    rules.says(id, again, |text| text.repeat_seen = true).expect("the author means it");
    rules.clock.pass(SignedDuration::from_mins(31));
    rules.says(id, again, |_| {}).expect("later it is no accident");
}

#[test]
fn a_21_what_failed_or_was_taken_back_was_not_sent() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "Please ring us", |_| {}).expect("held");
    rules.done(NURSE(), Ask::Withdraw { message });
    let failed = rules.says(id, "Please ring us", |_| {}).expect("it was taken back");
    rules.leaves(failed, rejected());
    rules.says(id, "Please ring us", |text| text.repeats = Some(failed)).expect("said again, it does not ask");
}

#[test]
fn a_21_what_may_have_left_asks() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    let message = rules.says(id, "Please ring us", |_| {}).expect("held");
    rules.leaves(message, SendOutcome::Unknown);
    let refused = Err(Refusal::SameWords { at: "10:00".to_owned(), went: Went::Unknown });
    assert_eq!(rules.says(id, "Please ring us", |_| {}), refused);
}

#[test]
fn a_21_one_persons_words_do_not_stop_anothers() {
    let mut rules = Rules::wednesday();
    let (one, other) = (
        rules.writes(&Person::Whitfield.number(), "I have run out of tablets"),
        rules.writes(&Person::Price.number(), "I have run out of tablets"),
    );
    rules.says(one, "They are at the chemist", |_| {}).expect("held");
    rules.says(other, "They are at the chemist", |_| {}).expect("another patient");
}

#[test]
fn a_21_two_colleagues_with_the_same_words_are_asked_too() {
    let mut rules = Rules::wednesday();
    let id = rules.writes(&Person::Whitfield.number(), "I have run out of tablets");
    rules.says(id, "Please ring us", |_| {}).expect("held");
    let text = OutboundText { content: content(&rules, "please ring us"), repeat_seen: false, ..rules.reply(id) };
    assert!(matches!(rules.ask(DOCTOR(), Ask::Send(text)), Err(Refusal::SameWords { .. })));
}
