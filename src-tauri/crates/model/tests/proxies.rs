//! Who else may be written to about a patient (C1.14, C1.13): what their scope names, for as long as it lasts.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::civil::{Date, date};
use jiff::{SignedDuration, ToSpan as _};
use model::{
    Actor, Ask, Automatic, Change, Channel, ConsentSource, ContactPoint, ContactUse, ConversationId, Delivery, E164,
    MessageId, OutboundText, ProxyBar, ProxyGround, ProxyId, ProxyProblem, ProxyTerms, Purpose, Refusal, Relationship,
    Standing, State as _, Subject, TaskReason, UnmatchedReason, WorkerName,
};
use testkit::Person::{self, Leila, Price, Sami, Whitfield};
use testkit::{Rules, numbered};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());
const JANE: ProxyId = ProxyId::new(uuid::Uuid::from_u128(901));

fn janes_number() -> E164 {
    E164::parse("+447700900188").expect("a number")
}

/// Jane, Price's carer, who may be told about appointments and advice.
fn jane() -> ProxyTerms {
    ProxyTerms {
        name: "Jane Harlow".to_owned().into(),
        number: janes_number(),
        relationship: Relationship::Carer,
        called: String::new(),
        scope: vec![Purpose::Administration, Purpose::ClinicalAdvice],
        ground: ProxyGround::PatientAgreed,
        source: ConsentSource::InPerson,
        evidence: "said so at the desk, with Jane".to_owned().into(),
        from: date(2026, 1, 1),
        until: None,
        review_on: None,
    }
}

trait People {
    fn refused(&mut self, actor: Actor, ask: Ask, refusal: Refusal);
    fn recorded(&mut self, about: Person, terms: ProxyTerms) -> Vec<Change>;
    fn with_jane(&mut self) -> ConversationId;
    fn says(&mut self, from: &E164, words: &str) -> ConversationId;
    fn today(&self) -> Date;
    fn born(&mut self, person: Person, years_ago: i64, number: Option<E164>);
    fn writes(&mut self, text: OutboundText) -> MessageId;
    fn leaves(&mut self, message: MessageId) -> Delivery;
}

impl People for Rules {
    #[track_caller]
    fn refused(&mut self, actor: Actor, ask: Ask, refusal: Refusal) {
        let shown = format!("{ask:?}");
        assert_eq!(self.ask(actor, ask), Err(refusal), "{shown}");
    }

    fn recorded(&mut self, about: Person, terms: ProxyTerms) -> Vec<Change> {
        self.done(NURSE(), Ask::RecordProxy { patient: about.patient_id(), proxy: JANE, terms: Box::new(terms) })
    }

    fn with_jane(&mut self) -> ConversationId {
        self.recorded(Price, jane());
        let conversation = ConversationId::new(self.ids.next());
        self.done(NURSE(), Ask::StartWithProxy { conversation, patient: Price.patient_id(), proxy: JANE });
        conversation
    }

    fn says(&mut self, from: &E164, words: &str) -> ConversationId {
        let mut text = self.text(from);
        text.content = Self::content(words);
        let message = text.message;
        self.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
        self.state.message(message).expect("read").expect("there").conversation
    }

    fn today(&self) -> Date {
        self.clock.time().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    fn born(&mut self, person: Person, years_ago: i64, number: Option<E164>) {
        let mut patient = person.patient();
        patient.birth_date = Some(self.today().checked_sub(years_ago.years()).expect("a day"));
        patient.contact_points.extend(number.map(|number| ContactPoint { number, r#use: ContactUse::Mobile }));
        self.done(Actor::Administrator, Ask::RecordPatient(patient));
    }

    fn writes(&mut self, text: OutboundText) -> MessageId {
        let message = text.message;
        self.done(NURSE(), Ask::Send(text));
        message
    }

    fn leaves(&mut self, message: MessageId) -> Delivery {
        self.clock.pass(SignedDuration::from_secs(11));
        let _ = self.ask(Actor::Worker(WorkerName::Send), Ask::BeginAttempt { message });
        let message = self.state.message(message).expect("read").expect("there");
        message.delivery().cloned().expect("it goes out")
    }
}

const fn barred(bar: ProxyBar) -> Refusal {
    Refusal::ProxyBarred { bar }
}

#[test]
fn c1_14_a_result_to_a_proxy_without_result_scope_is_blocked() {
    let mut rules = Rules::default();
    let conversation = rules.with_jane();
    let mut reply = rules.reply(conversation);
    reply.purpose = Purpose::Results;
    let about = Refusal::ProxyBarred { bar: ProxyBar::OutOfScope { purpose: Purpose::Results } };
    rules.refused(NURSE(), Ask::Send(reply.clone()), about.clone());
    let despite = OutboundText { despite: Some("she asked".to_owned().into()), ..reply.clone() };
    rules.refused(Actor::Staff(Person::Shah.staff_id()), Ask::Send(despite), about);
    reply.purpose = Purpose::Administration;
    let message = rules.writes(reply);
    assert!(matches!(rules.leaves(message), Delivery::InFlight { .. }), "what the scope names goes");
    let mut wider = jane();
    wider.scope.push(Purpose::Results);
    rules.recorded(Price, wider);
    let mut reply = rules.reply(conversation);
    reply.purpose = Purpose::Results;
    rules.refused(NURSE(), Ask::Send(reply), Refusal::TextBlocked { rules: vec!["missing_signature".to_owned()] });
}

#[test]
fn c1_14_messages_go_only_to_the_patient_unless_somebody_chose_the_proxy() {
    let mut rules = Rules::default();
    rules.recorded(Price, jane());
    let conversation = rules.arrives(&Price.number());
    let mut reply = rules.reply(conversation);
    reply.to = janes_number();
    rules.refused(NURSE(), Ask::Send(reply), Refusal::NumberNotPatients);
    let with_jane = rules.says(&janes_number(), "He is better");
    let mut reply = rules.reply(with_jane);
    reply.to = Price.number();
    rules.refused(NURSE(), Ask::Send(reply), Refusal::NumberNotPatients);
}

#[test]
fn c1_14_an_end_stops_what_waits_and_what_is_asked_later_at_the_last_moment_too() {
    let mut rules = Rules::default();
    let conversation = rules.with_jane();
    let waits = rules.reply(conversation);
    let waits = rules.writes(waits);
    let end =
        |reason: &str| Ask::EndProxy { patient: Price.patient_id(), proxy: JANE, reason: reason.to_owned().into() };
    rules.refused(NURSE(), end(" "), Refusal::EvidenceNeeded);
    rules.says(&janes_number(), "When is it?");
    rules.done(NURSE(), end("he asked for it, at the desk"));
    assert!(
        matches!(rules.leaves(waits), Delivery::Failed { failure, .. } if failure.code.as_deref() == Some("proxy_barred"))
    );
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), barred(ProxyBar::Ended));
    let tasks: Vec<_> = rules.state.open_tasks_of(Price.patient_id()).expect("read");
    assert!(
        tasks.iter().any(|task| task.reason == TaskReason::ReplyBarred),
        "who waits for a reply is rung: {tasks:?}"
    );
    let known = rules.state.preferences(Price.patient_id()).expect("read");
    assert!(known.proxy(JANE).is_some_and(|proxy| proxy.end.is_some()), "and the entry stays, with the reason");
    let again = Ask::RecordProxy {
        patient: Price.patient_id(),
        proxy: JANE,
        terms: Box::new(ProxyTerms { until: Some(date(2030, 1, 1)), ..jane() }),
    };
    rules.refused(NURSE(), again, Refusal::ProxyRefused { problem: ProxyProblem::Ended });
}

#[test]
fn c1_14_an_end_date_counts_in_the_moment_a_message_leaves() {
    let mut rules = Rules::default();
    let today = rules.today();
    rules.recorded(Price, ProxyTerms { until: Some(today), ..jane() });
    let conversation = ConversationId::new(rules.ids.next());
    rules.done(NURSE(), Ask::StartWithProxy { conversation, patient: Price.patient_id(), proxy: JANE });
    let mut text = rules.reply(conversation);
    text.hold = SignedDuration::from_hours(23);
    let message = rules.writes(text);
    rules.clock.pass(SignedDuration::from_mins(23 * 60 + 30));
    assert!(
        matches!(rules.leaves(message), Delivery::Failed { failure, .. } if failure.code.as_deref() == Some("proxy_barred")),
        "it was allowed yesterday"
    );
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), barred(ProxyBar::Expired { until: today }));
    rules.recorded(Price, ProxyTerms { from: date(2030, 1, 1), ..jane() });
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), barred(ProxyBar::NotYet { from: date(2030, 1, 1) }));
}

#[test]
fn c1_14_the_dead_and_the_unsafe_are_not_written_about() {
    let mut rules = Rules::default();
    let conversation = rules.with_jane();
    let mark = Ask::MarkUnsafe {
        patient: Price.patient_id(),
        channel: Channel::Sms,
        reason: "afraid of the carer".to_owned().into(),
    };
    rules.done(NURSE(), mark);
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), Refusal::UnsafeRoute);
    let mut price = Price.patient();
    price.status = model::PatientStatus::Deceased;
    rules.done(Actor::Administrator, Ask::RecordPatient(price));
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), Refusal::PatientDeceased);
}

#[test]
fn c1_14_what_a_proxy_writes_lands_with_the_patient_as_the_proxys_words() {
    let mut rules = Rules::default();
    rules.recorded(Price, jane());
    let own = rules.arrives(&Price.number());
    let conversation = rules.says(&janes_number(), "He is better");
    let row = rules.row(conversation);
    assert_eq!((row.subject, row.proxy), (Subject::Patient { patient: Price.patient_id() }, Some(JANE)));
    assert_ne!(conversation, own, "a correspondent of their own");
    assert_eq!(rules.says(&janes_number(), "Thank you"), conversation, "in one conversation");
    assert_eq!(rules.arrives(&Price.number()), own, "and the patient in theirs");
}

#[test]
fn c1_14_c1_12_a_number_that_fits_several_is_nobodys_until_a_person_says() {
    let mut rules = Rules::default();
    rules.recorded(Price, jane());
    let other = ProxyId::new(numbered(902));
    rules.done(NURSE(), Ask::RecordProxy { patient: Whitfield.patient_id(), proxy: other, terms: Box::new(jane()) });
    let conversation = rules.says(&janes_number(), "She is better");
    let several = Subject::Unmatched { reason: UnmatchedReason::SeveralPatients };
    assert_eq!(rules.row(conversation).subject, several, "carer of two patients");
    let seen = rules.row(conversation).revision;
    let to = |patient: Person, proxy| Ask::MatchProxy { conversation, seen, patient: patient.patient_id(), proxy };
    rules.refused(NURSE(), to(Leila, other), Refusal::UnknownProxy);
    rules.done(NURSE(), to(Whitfield, other));
    assert_eq!(rules.row(conversation).proxy, Some(other));
    rules.recorded(Price, ProxyTerms { number: Leila.number(), ..jane() });
    let conversation = rules.says(&Leila.number(), "It is me");
    assert_eq!(rules.row(conversation).subject, several, "a patient, her son, and a carer");
}

#[test]
fn c1_14_a_stop_of_the_proxy_is_the_proxys_alone_and_a_stop_of_the_patient_the_patients() {
    let mut rules = Rules::default();
    let conversation = rules.with_jane();
    rules.says(&janes_number(), "STOP");
    let known = rules.state.preferences(Price.patient_id()).expect("read");
    assert_eq!(known.standing(Channel::Sms, Purpose::Administration), Standing::NothingRecorded, "he said nothing");
    assert_eq!(rules.row(conversation).automatic_due, Some(Automatic::OptOutConfirmed), "heard, and confirmed once");
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply), barred(ProxyBar::Stopped));
    let own = rules.arrives(&Price.number());
    let reply = rules.reply(own);
    rules.writes(reply);
    rules.says(&janes_number(), "START");
    rules.says(&Price.number(), "STOP");
    let known = rules.state.preferences(Price.patient_id()).expect("read");
    assert!(matches!(known.standing(Channel::Sms, Purpose::Administration), Standing::Objected(_)));
    let reply = rules.reply(conversation);
    rules.writes(reply);
}

#[test]
fn c1_13_a_parents_authority_ends_at_sixteen_and_the_refusal_says_what_to_do() {
    let mut rules = Rules::default();
    rules.born(Price, 15, Some(janes_number()));
    let mother = ProxyTerms {
        relationship: Relationship::Parent,
        called: "mother".to_owned(),
        ground: ProxyGround::ParentalResponsibility,
        ..jane()
    };
    rules.recorded(Price, mother.clone());
    let conversation = rules.says(&janes_number(), "He is better");
    assert_eq!(rules.row(conversation).proxy, Some(JANE), "her number on his record is hers");
    let reply = rules.reply(conversation);
    rules.writes(reply);
    rules.clock.pass(SignedDuration::from_hours(24 * 366));
    let reply = rules.reply(conversation);
    let refusal = barred(ProxyBar::GrownUp);
    assert!(refusal.to_string().contains("record their own number"), "{refusal}");
    rules.refused(NURSE(), Ask::Send(reply), refusal.clone());
    let own = ConversationId::new(rules.ids.next());
    rules.done(
        NURSE(),
        Ask::StartConversation { conversation: own, patient: Price.patient_id(), number: janes_number() },
    );
    let reply = rules.reply(own);
    rules.refused(NURSE(), Ask::Send(reply), refusal);
    let unknown = rules.says(&janes_number(), "Is he there?");
    assert_eq!(rules.row(unknown).subject.patient(), None, "nobody knows any more who writes for whom");
    let again = Ask::RecordProxy {
        patient: Price.patient_id(),
        proxy: JANE,
        terms: Box::new(ProxyTerms { until: Some(date(2031, 1, 1)), ..mother.clone() }),
    };
    rules.refused(NURSE(), again, Refusal::ProxyRefused { problem: ProxyProblem::GrownUp });
    rules.recorded(Price, ProxyTerms { ground: ProxyGround::PatientAgreed, ..mother });
    let reply = rules.reply(own);
    rules.writes(reply);
}

#[test]
fn c1_13_from_eleven_a_parents_telephone_asks_once_until_somebody_has_reviewed_it() {
    let mut rules = Rules::default();
    rules.born(Price, 10, None);
    let mother =
        ProxyTerms { relationship: Relationship::Parent, ground: ProxyGround::ParentalResponsibility, ..jane() };
    rules.recorded(Price, mother.clone());
    let conversation = rules.says(&janes_number(), "He is better");
    let reply = rules.reply(conversation);
    rules.writes(reply);
    rules.clock.pass(SignedDuration::from_hours(24 * 366));
    let reply = rules.reply(conversation);
    rules.refused(NURSE(), Ask::Send(reply.clone()), Refusal::ReviewDue { age: 11 });
    let shared = OutboundText { shared_number_seen: true, ..reply.clone() };
    rules.refused(NURSE(), Ask::Send(shared), Refusal::ReviewDue { age: 11 }); // Another question.
    rules.writes(OutboundText { review_seen: true, ..reply });
    let review = Some(rules.today().saturating_add(1.year()));
    rules.recorded(Price, ProxyTerms { review_on: review, ..mother });
    let reply = rules.reply(conversation);
    rules.writes(reply);
}

#[test]
fn c1_13_birthdays_raise_one_task_each_under_a_moving_clock() {
    let mut rules = Rules::default();
    let mut price = Price.patient();
    price.birth_date = rules.today().checked_sub(11.years()).ok().and_then(|day| day.tomorrow().ok());
    rules.done(Actor::Administrator, Ask::RecordPatient(price.clone()));
    let patient = Price.patient_id();
    let raise = Ask::RaiseAgeReview { patient };
    rules.refused(Actor::Worker(WorkerName::Remind), raise.clone(), Refusal::NotDue);
    rules.clock.pass(SignedDuration::from_hours(24));
    rules.refused(NURSE(), raise.clone(), Refusal::NotDue);
    rules.done(Actor::Worker(WorkerName::Remind), raise.clone());
    rules.refused(Actor::Worker(WorkerName::Remind), raise.clone(), Refusal::NotDue);
    let tasks = rules.state.open_tasks_of(patient).expect("read");
    assert_eq!(tasks.iter().map(|task| task.reason).collect::<Vec<_>>(), [TaskReason::AgeReview], "exactly one");
    rules.clock.pass(SignedDuration::from_hours(24 * (365 * 5 + 2)));
    rules.done(Actor::Worker(WorkerName::Remind), raise.clone());
    assert_eq!(rules.state.open_tasks_of(patient).expect("read").len(), 2, "and one at sixteen");
    rules.clock.pass(SignedDuration::from_hours(24 * 40));
    rules.refused(Actor::Worker(WorkerName::Remind), raise, Refusal::NotDue);
}

#[test]
fn c1_14_nobody_is_recorded_without_name_scope_and_evidence() {
    let mut rules = Rules::default();
    let about =
        |terms: ProxyTerms| Ask::RecordProxy { patient: Sami.patient_id(), proxy: JANE, terms: Box::new(terms) };
    for (terms, problem) in [
        (ProxyTerms { name: " ".to_owned().into(), ..jane() }, ProxyProblem::NoName),
        (ProxyTerms { scope: vec![], ..jane() }, ProxyProblem::NoScope),
        (ProxyTerms { scope: vec![Purpose::Marketing], ..jane() }, ProxyProblem::Advertising),
        (ProxyTerms { evidence: String::new().into(), ..jane() }, ProxyProblem::NoEvidence),
        (ProxyTerms { until: Some(date(2025, 1, 1)), ..jane() }, ProxyProblem::EndsFirst),
    ] {
        rules.refused(NURSE(), about(terms), Refusal::ProxyRefused { problem });
    }
    assert_eq!(rules.recorded(Sami, jane()).len(), 1);
    assert!(rules.recorded(Sami, jane()).is_empty(), "it was so already");
    rules.recorded(Sami, ProxyTerms { scope: vec![Purpose::Survey], ..jane() });
    let known = rules.state.preferences(Sami.patient_id()).expect("read");
    assert_eq!(known.proxy(JANE).map(|proxy| proxy.earlier.len()), Some(1), "what was agreed before is kept");
}
