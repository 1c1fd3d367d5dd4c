//! Each refusal, with the fact that it states; and that what was refused leaves everything as it was.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::{SignedDuration, Timestamp};
use model::{
    Actor, Ask, ContactUse, ConversationId, Delivery, Failure, FailureClass, FiledMessage, FilingOutcome, InboundText,
    LONGEST_TEXT, MessageId, OutboundText, PatientId, ProviderRef, ProviderStatus, Refusal, SendOutcome, Staff,
    StaffId, State as _, WorkerName,
};
use testkit::{Person, Rules, numbered};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());
const SENDER: Actor = Actor::Worker(WorkerName::Send);

/// What these tests do more than once.
trait Tried {
    fn refused(&mut self, actor: Actor, ask: Ask, refusal: Refusal);
    fn replied(&mut self, conversation: ConversationId) -> MessageId;
    fn failed(&mut self, conversation: ConversationId) -> MessageId;
    fn delivery(&self, message: MessageId) -> Delivery;
    fn filed(&mut self, conversation: ConversationId);
}

impl Tried for Rules {
    #[track_caller]
    fn refused(&mut self, actor: Actor, ask: Ask, refusal: Refusal) {
        let shown = format!("{ask:?}");
        assert_eq!(self.ask(actor, ask), Err(refusal), "{shown}");
    }

    /// Sends a reply and lets its hold pass.
    fn replied(&mut self, conversation: ConversationId) -> MessageId {
        let text = self.reply(conversation);
        let message = text.message;
        self.done(NURSE(), Ask::Send(text));
        self.clock.pass(SignedDuration::from_secs(10));
        message
    }

    /// Sends a reply, and lets the provider refuse it for good.
    fn failed(&mut self, conversation: ConversationId) -> MessageId {
        let message = self.replied(conversation);
        self.done(SENDER, Ask::BeginAttempt { message });
        let failure = Failure { class: FailureClass::Permanent, code: None };
        self.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure } });
        message
    }

    fn delivery(&self, message: MessageId) -> Delivery {
        self.state.message(message).expect("read").expect("there").delivery().expect("it goes out").clone()
    }

    /// Writes everything in a conversation that is due to the record.
    fn filed(&mut self, conversation: ConversationId) {
        let messages = self.state.messages(conversation).expect("read");
        let messages = messages.iter().map(|message| FiledMessage { message: message.id, version: message.version });
        let ask = Ask::ReportFiling {
            messages: messages.collect(),
            outcome: FilingOutcome::Written { record_id: "doc".to_owned() },
        };
        self.done(Actor::Worker(WorkerName::File), ask);
    }
}

fn nobody() -> StaffId {
    StaffId::new(numbered(77))
}

fn done(conversation: ConversationId, seen: u32) -> Ask {
    Ask::MarkDone { conversation, seen, reason: None, answered: true }
}

#[test]
fn what_is_not_there_is_said_by_its_name() {
    let mut rules = Rules::default();
    let (conversation, message) = (ConversationId::new(numbered(7)), MessageId::new(numbered(7)));
    let patient = PatientId::new(numbered(7));
    let open = rules.arrives(&Person::Whitfield.number());
    let number = Person::Whitfield.number();
    rules.refused(
        NURSE(),
        Ask::StartConversation { conversation, patient, number: number.clone() },
        Refusal::UnknownPatient,
    );
    let unmatched = rules.arrives(&Person::Leila.number());
    let seen = rules.row(unmatched).revision;
    let matching = Ask::Match { conversation: unmatched, seen, patient, add_number: false, said: vec![] };
    rules.refused(NURSE(), matching, Refusal::UnknownPatient);
    rules.refused(Actor::Staff(nobody()), Ask::Reopen { conversation: open }, Refusal::UnknownStaff);
    rules.refused(NURSE(), Ask::Assign { conversation: open, owner: Some(nobody()) }, Refusal::UnknownStaff);
    for ask in [
        Ask::Reopen { conversation },
        done(conversation, 0),
        Ask::MarkRead { conversation, seen: 0 },
        Ask::Assign { conversation, owner: None },
        Ask::SetTopic { conversation, topic: None },
        Ask::RetryFiling { conversation },
        Ask::Match { conversation, seen: 0, patient: Person::Price.patient_id(), add_number: false, said: vec![] },
        Ask::WriteNote { message, conversation, content: Rules::content("x"), quote: None },
        Ask::Send(OutboundText { conversation, ..rules.reply(open) }),
    ] {
        rules.refused(NURSE(), ask, Refusal::UnknownConversation);
    }
    rules.refused(NURSE(), Ask::Withdraw { message }, Refusal::UnknownMessage);
    rules.refused(NURSE(), Ask::ResolveUnknown { message, send: true }, Refusal::UnknownMessage);
    rules.refused(SENDER, Ask::BeginAttempt { message }, Refusal::UnknownMessage);
    rules.refused(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Unknown }, Refusal::UnknownMessage);
    let provider = ProviderRef { account: "twilio:AC1".to_owned(), id: "SM?".to_owned() };
    let report = Ask::ReportStatus { provider, status: ProviderStatus::Sent, at: rules.clock.time() };
    rules.refused(SENDER, report, Refusal::UnknownMessage);
    let outcome = FilingOutcome::Written { record_id: "doc".to_owned() };
    let filing = Ask::ReportFiling { messages: vec![FiledMessage { message, version: 0 }], outcome };
    rules.refused(Actor::Worker(WorkerName::File), filing, Refusal::UnknownMessage);
}

#[test]
fn only_staff_do_what_a_person_must_answer_for() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let message = rules.replied(conversation);
    for actor in [SENDER, Actor::Administrator] {
        for ask in [
            Ask::Send(rules.reply(conversation)),
            Ask::WriteNote {
                message: MessageId::new(numbered(5)),
                conversation,
                content: Rules::content("x"),
                quote: None,
            },
            Ask::Withdraw { message },
            Ask::ResolveUnknown { message, send: true },
            Ask::StartConversation {
                conversation: ConversationId::new(numbered(5)),
                patient: Person::Price.patient_id(),
                number: Person::Price.number(),
            },
            Ask::Match { conversation, seen: 9, patient: Person::Price.patient_id(), add_number: false, said: vec![] },
            Ask::SetTopic { conversation, topic: None },
            Ask::Assign { conversation, owner: None },
            done(conversation, 9),
            Ask::Reopen { conversation },
            Ask::MarkRead { conversation, seen: 9 },
            Ask::RetryFiling { conversation },
        ] {
            rules.refused(actor, ask, Refusal::NotStaff);
        }
    }
}

#[test]
fn who_has_not_seen_everything_may_not_answer_match_finish_or_call_it_read() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let (reply, seen) = (rules.reply(conversation), rules.row(conversation).revision);
    rules.arrives(&Person::Whitfield.number());
    rules.arrives(&Person::Whitfield.number());
    let stale = Refusal::StaleView { new: 2 };
    rules.refused(NURSE(), Ask::Send(reply), stale.clone());
    rules.refused(NURSE(), done(conversation, seen), stale.clone());
    rules.refused(NURSE(), Ask::MarkRead { conversation, seen }, stale);
    let family = rules.arrives(&Person::Leila.number());
    let seen = rules.row(family).revision;
    rules.arrives(&Person::Leila.number());
    let patient = Person::Leila.patient_id();
    let matching = Ask::Match { conversation: family, seen, patient, add_number: false, said: vec![] };
    rules.refused(NURSE(), matching, Refusal::StaleView { new: 1 });
}

#[test]
fn a_colleagues_reply_or_note_counts_as_something_new() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let (first, second) = (rules.reply(conversation), rules.reply(conversation));
    rules.done(NURSE(), Ask::Send(first));
    let doctor = Actor::Staff(Person::Shah.staff_id());
    rules.refused(doctor, Ask::Send(second), Refusal::StaleView { new: 1 });
    let third = rules.reply(conversation);
    let note = MessageId::new(rules.ids.next());
    rules.done(
        doctor,
        Ask::WriteNote { message: note, conversation, content: Rules::content("Seen today"), quote: None },
    );
    rules.refused(NURSE(), Ask::Send(third), Refusal::StaleView { new: 1 });
}

#[test]
fn nobody_is_answered_before_it_is_known_who_they_are_and_nobody_is_matched_twice() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Leila.number());
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), Refusal::NotMatched);
    let seen = rules.row(conversation).revision;
    rules.refused(NURSE(), done(conversation, seen), Refusal::NotMatched);
    let matching = |patient: Person| Ask::Match {
        conversation,
        seen,
        patient: patient.patient_id(),
        add_number: false,
        said: vec![],
    };
    rules.done(NURSE(), matching(Person::Leila));
    rules.refused(NURSE(), matching(Person::Sami), Refusal::AlreadyMatched);
}

#[test]
fn a_text_goes_only_to_a_number_the_patient_uses() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Price.number());
    let to = Person::Whitfield.number();
    let reply = OutboundText { to, ..rules.reply(conversation) };
    rules.refused(NURSE(), Ask::Send(reply), Refusal::NumberNotPatients);
    let home = Person::Price.patient().contact_points.pop().expect("a number at home").number;
    let reply = OutboundText { to: home.clone(), ..rules.reply(conversation) };
    rules.done(NURSE(), Ask::Send(reply));
    let mut patient = Person::Price.patient();
    for point in &mut patient.contact_points {
        point.r#use = ContactUse::Old;
    }
    rules.done(Actor::Administrator, Ask::RecordPatient(patient));
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), Refusal::NumberNotPatients);
    let conversation = ConversationId::new(rules.ids.next());
    let start = Ask::StartConversation { conversation, patient: Person::Price.patient_id(), number: home };
    rules.refused(NURSE(), start, Refusal::NumberNotPatients);
}

#[test]
fn a_shared_number_is_used_only_by_somebody_who_knows() {
    let mut rules = Rules::default();
    let conversation = ConversationId::new(rules.ids.next());
    let (patient, number) = (Person::Sami.patient_id(), Person::Sami.number());
    rules.done(NURSE(), Ask::StartConversation { conversation, patient, number });
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply.clone()), Refusal::SharedNumber { others: 1 });
    rules.done(NURSE(), Ask::Send(OutboundText { shared_number_seen: true, ..reply }));
}

#[test]
fn nothing_and_too_much_are_not_sent() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    for nothing in ["", "  \n\t "] {
        let reply = OutboundText { content: Rules::content(nothing), ..rules.reply(conversation) };
        rules.refused(NURSE(), Ask::Send(reply), Refusal::EmptyMessage);
        let message = MessageId::new(rules.ids.next());
        let note = Ask::WriteNote { message, conversation, content: Rules::content(nothing), quote: None };
        rules.refused(NURSE(), note, Refusal::EmptyMessage);
    }
    let longest = "é".repeat(LONGEST_TEXT as usize);
    let reply = OutboundText { content: Rules::content(&format!("{longest}é")), ..rules.reply(conversation) };
    let refusal = Refusal::TooLong { characters: LONGEST_TEXT + 1, limit: LONGEST_TEXT };
    rules.refused(NURSE(), Ask::Send(reply), refusal);
    let reply = OutboundText { content: Rules::content(&longest), ..rules.reply(conversation) };
    rules.done(NURSE(), Ask::Send(reply));
}

#[test]
fn a_message_is_taken_back_only_while_it_is_held_and_leaves_only_when_due() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let text = rules.reply(conversation);
    let message = text.message;
    rules.done(NURSE(), Ask::Send(text));
    rules.refused(SENDER, Ask::BeginAttempt { message }, Refusal::NotDue);
    rules.refused(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Unknown }, Refusal::NotDue);
    rules.clock.pass(SignedDuration::from_secs(10));
    rules.done(SENDER, Ask::BeginAttempt { message });
    rules.refused(NURSE(), Ask::Withdraw { message }, Refusal::TooLate);
    rules.refused(SENDER, Ask::BeginAttempt { message }, Refusal::NotDue);
    let other = rules.replied(conversation);
    rules.done(NURSE(), Ask::Withdraw { message: other });
    assert!(rules.done(NURSE(), Ask::Withdraw { message: other }).is_empty(), "taken back twice is taken back once");
    rules.refused(SENDER, Ask::BeginAttempt { message: other }, Refusal::NotDue);
}

#[test]
fn only_what_nobody_can_tell_waits_for_a_decision() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let message = rules.replied(conversation);
    rules.refused(NURSE(), Ask::ResolveUnknown { message, send: true }, Refusal::NothingToResolve);
    rules.done(SENDER, Ask::BeginAttempt { message });
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Unknown });
    rules.refused(NURSE(), Ask::ResolveUnknown { message, send: true }, Refusal::NothingToResolve);
    let apart = SignedDuration::from_mins(11);
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Absent { apart } });
    rules.clock.pass(apart - SignedDuration::from_secs(1));
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Absent { apart } });
    rules.refused(NURSE(), Ask::ResolveUnknown { message, send: true }, Refusal::NothingToResolve);
    rules.clock.pass(SignedDuration::from_secs(1));
    rules.done(SENDER, Ask::ReportSend { message, outcome: SendOutcome::Absent { apart } });
    rules.done(NURSE(), Ask::ResolveUnknown { message, send: true });
    assert!(matches!(rules.delivery(message), Delivery::Queued { attempts: 1, .. }), "it is sent once more");
    rules.refused(NURSE(), Ask::ResolveUnknown { message, send: false }, Refusal::NothingToResolve);
}

#[test]
fn a_conversation_is_done_when_all_is_sent_and_in_the_record_or_a_person_says_why() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let seen = |rules: &Rules| rules.row(conversation).revision;
    let now = seen(&rules);
    rules.refused(NURSE(), done(conversation, now), Refusal::Unfiled { unfiled: 1 });
    rules.filed(conversation);
    rules.failed(conversation);
    let now = seen(&rules);
    rules.refused(NURSE(), done(conversation, now), Refusal::NotSent { failed: 1 });
    rules.replied(conversation);
    let now = seen(&rules);
    rules.refused(NURSE(), done(conversation, now), Refusal::NotSent { failed: 2 });
    let blank = Ask::MarkDone { conversation, seen: now, reason: Some("  ".to_owned()), answered: true };
    rules.refused(NURSE(), blank, Refusal::NotSent { failed: 2 });
    rules.done(NURSE(), Ask::MarkDone { conversation, seen: now, reason: Some("rang her".to_owned()), answered: true });
}

#[test]
fn no_id_stands_for_two_things() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let message = rules.replied(conversation);
    let reply = OutboundText { message, ..rules.reply(conversation) };
    rules.refused(NURSE(), Ask::Send(reply), Refusal::AlreadyExists);
    let note = Ask::WriteNote { message, conversation, content: Rules::content("x"), quote: None };
    rules.refused(NURSE(), note, Refusal::AlreadyExists);
    let (patient, number) = (Person::Price.patient_id(), Person::Price.number());
    rules.refused(NURSE(), Ask::StartConversation { conversation, patient, number }, Refusal::AlreadyExists);
    let collector = Actor::Worker(WorkerName::Collect);
    let text = InboundText { message, ..rules.text(&Person::Price.number()) };
    rules.refused(collector, Ask::Receive(text), Refusal::AlreadyExists);
    let text = InboundText { conversation, ..rules.text(&Person::Price.number()) };
    rules.refused(collector, Ask::Receive(text), Refusal::AlreadyExists);
    let taken = ProviderRef { account: "twilio:AC1".to_owned(), id: "SM1".to_owned() };
    let accepted =
        || SendOutcome::Accepted { provider: taken.clone(), status: ProviderStatus::Accepted, segments: None };
    rules.done(SENDER, Ask::BeginAttempt { message });
    rules.done(SENDER, Ask::ReportSend { message, outcome: accepted() });
    let other = rules.replied(conversation);
    rules.done(SENDER, Ask::BeginAttempt { message: other });
    rules.refused(SENDER, Ask::ReportSend { message: other, outcome: accepted() }, Refusal::AlreadyExists);
}

#[test]
fn only_a_failure_in_the_same_conversation_is_said_again_and_only_once() {
    let mut rules = Rules::default();
    let theirs = rules.arrives(&Person::Whitfield.number());
    let others = rules.arrives(&Person::Price.number());
    let failed = rules.failed(theirs);
    let again = |rules: &Rules, conversation, repeats| {
        Ask::Send(OutboundText { repeats: Some(repeats), ..rules.reply(conversation) })
    };
    let ask = again(&rules, others, failed);
    rules.refused(NURSE(), ask, Refusal::UnknownMessage);
    let ask = again(&rules, theirs, failed);
    rules.done(NURSE(), ask);
    assert_eq!(rules.row(theirs).failed, 0, "it is being said again");
    let ask = again(&rules, theirs, failed);
    rules.refused(NURSE(), ask, Refusal::NothingToResolve);
    let held = rules.replied(theirs);
    let ask = again(&rules, theirs, held);
    rules.refused(NURSE(), ask, Refusal::NothingToResolve);
}

#[test]
fn a_failure_comes_back_when_its_repetition_is_taken_back() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let failed = rules.failed(conversation);
    let text = OutboundText { repeats: Some(failed), ..rules.reply(conversation) };
    let message = text.message;
    rules.done(NURSE(), Ask::Send(text));
    rules.done(NURSE(), Ask::Withdraw { message });
    assert_eq!(rules.row(conversation).failed, 1, "a flag that something was lifted by is raised again");
}

#[test]
fn a_correction_that_corrects_nothing_changes_nothing() {
    let mut rules = Rules::default();
    let same: [(Actor, Ask); 2] = [
        (Actor::Administrator, Ask::RecordPatient(Person::Price.patient())),
        (Actor::Administrator, Ask::RecordStaff(Person::Shah.staff())),
    ];
    for (actor, ask) in same {
        assert_eq!(rules.done(actor, ask), [], "it stands there just so");
    }
    let renamed = Staff { name: "Dr Rani Shah".to_owned(), ..Person::Shah.staff() };
    assert_eq!(rules.done(Actor::Administrator, Ask::RecordStaff(renamed)).len(), 1, "another name is a change");
}

#[test]
fn a_patient_takes_a_conversation_up_again_within_a_week_and_begins_another_after() {
    let mut rules = Rules::default();
    let first = rules.arrives(&Person::Whitfield.number());
    let finish = |rules: &mut Rules, conversation| {
        let seen = rules.row(conversation).revision;
        let reason = Some("settled by telephone".to_owned());
        rules.done(NURSE(), Ask::MarkDone { conversation, seen, reason, answered: true });
    };
    finish(&mut rules, first);
    rules.clock.pass(model::REOPEN_WITHIN);
    assert_eq!(rules.arrives(&Person::Whitfield.number()), first, "to the second it is still the same matter");
    finish(&mut rules, first);
    rules.clock.pass(model::REOPEN_WITHIN + SignedDuration::from_millis(1));
    assert_ne!(rules.arrives(&Person::Whitfield.number()), first, "later it is a new one");
}

#[test]
fn what_the_provider_does_not_take_for_a_day_has_failed() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Whitfield.number());
    let message = rules.replied(conversation);
    let not_taken = |at: Timestamp| SendOutcome::NotTaken { retry_at: at };
    rules.done(SENDER, Ask::BeginAttempt { message });
    let now = rules.clock.time();
    rules.done(SENDER, Ask::ReportSend { message, outcome: not_taken(now) });
    assert!(matches!(rules.delivery(message), Delivery::Queued { attempts: 1, .. }), "it is tried again");
    rules.clock.pass(SignedDuration::from_hours(24));
    rules.done(SENDER, Ask::BeginAttempt { message });
    assert!(matches!(rules.delivery(message), Delivery::Failed { .. }), "yesterday's answer helps nobody unseen");
    assert_eq!(rules.row(conversation).failed, 1, "a person must look");
    rules.refused(SENDER, Ask::BeginAttempt { message }, Refusal::NotDue);
}
