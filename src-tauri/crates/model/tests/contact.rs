//! Whom the practice may write to: never somebody who said no, who died or left, or whose telephone another reads.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{date, time};
use jiff::{SignedDuration, ToSpan as _};
use model::memory::Memory;
use model::{
    Act, Actor, Ask, Author, Automatic, AutomaticText, Change, Channel, ConsentDecision, ConsentHeard, ConsentModel,
    ConsentSource, Delivery, E164, Given, InboundText, Jurisdiction, LimitAsked, LimitChange, MessageId, MessageKind,
    OutboundText, PatientStatus, Policy, Practice, ProviderProfile, Purpose, RIGHTS, Refusal, Role, Staff, StaffId,
    Standing, State as _, Stated, WorkerName, apply, asked_of_provider, decide,
};
use proptest::prelude::*;
use testkit::random::{Walk, cases, moves};
use testkit::{Person, Rules, numbered};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());
const DOCTOR: fn() -> Actor = || Actor::Staff(Person::Shah.staff_id());

/// Makes what a patient says at the desk, today.
trait Heard {
    fn heard(&self, person: Person, decision: ConsentDecision) -> Ask;
}

impl Heard for Rules {
    fn heard(&self, person: Person, decision: ConsentDecision) -> Ask {
        let date = self.clock.time().to_zoned(jiff::tz::TimeZone::UTC).date();
        Ask::RecordConsent(ConsentHeard {
            patient: person.patient_id(),
            channel: Channel::Sms,
            purpose: None,
            decision,
            stated: Stated { date, time: None },
            source: ConsentSource::InPerson,
            evidence: "at the desk".to_owned().into(),
            review_on: None,
        })
    }
}

fn phone(text: &str) -> E164 {
    E164::parse(text).expect("a number")
}

#[test]
fn c1_3_a_start_that_waited_at_the_provider_does_not_undo_a_later_no() {
    let mut rules = Rules::wednesday();
    let sent = InboundText { content: Rules::content("START"), ..rules.text(&Person::Price.number()) };
    rules.clock.pass(SignedDuration::from_hours(5));
    let Ask::RecordConsent(said) = rules.heard(Person::Price, ConsentDecision::Objected) else { return };
    let stated = Stated { time: Some(time(15, 0, 0, 0)), ..said.stated };
    rules.done(NURSE(), Ask::RecordConsent(ConsentHeard { stated, ..said }));
    rules.clock.pass(SignedDuration::from_hours(1));
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(sent));
    let preferences = rules.state.preferences(Person::Price.patient_id()).expect("memory");
    let stands = preferences.standing(Channel::Sms, Purpose::ClinicalAdvice);
    assert!(
        matches!(stands, Standing::Objected(_)),
        "said on the telephone at 15:00, after the text of 10:00: {stands:?}"
    );
}

#[test]
fn c1_2_where_the_practice_asks_first_nothing_leaves_without_a_yes() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Price.number());
    let answer = rules.reply(conversation);
    rules.done(NURSE(), Ask::Send(answer));
    let policy = Policy { consent_model: ConsentModel::OptIn, ..Policy::default() };
    rules.done(DOCTOR(), Ask::AdoptPolicy(Box::new(policy)));
    let answer = rules.reply(conversation);
    let needed = Refusal::ConsentNeeded { purpose: Purpose::Administration };
    assert_eq!(rules.ask(NURSE(), Ask::Send(answer.clone())), Err(needed.clone()), "the same patient, opt-in");
    let reason = Some("urgent".to_owned().into());
    assert_eq!(
        rules.ask(NURSE(), Ask::Send(OutboundText { despite: reason, ..answer })),
        Err(needed),
        "a reason is no yes"
    );
    let agreed = rules.heard(Person::Price, ConsentDecision::Agreed);
    rules.done(NURSE(), agreed);
    let answer = rules.reply(conversation);
    rules.done(NURSE(), Ask::Send(answer));
}

#[test]
fn c5_9_marketing_needs_a_yes_of_its_own() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Price.number());
    let agreed = rules.heard(Person::Price, ConsentDecision::Agreed);
    rules.done(NURSE(), agreed);
    let answer = OutboundText { purpose: Purpose::Marketing, ..rules.reply(conversation) };
    let needed = Refusal::ConsentNeeded { purpose: Purpose::Marketing };
    assert_eq!(rules.ask(NURSE(), Ask::Send(answer)), Err(needed), "a yes to care is none to advertising");
}

#[test]
fn c2_1_e_13_without_a_policy_only_test_numbers_are_reached() {
    let mut rules = Rules::default();
    // Of the range that North America keeps for fiction: nobody's, but none that the rules know as invented.
    let real = phone("+12025550123");
    let mut patient = Person::Price.patient();
    patient.contact_points.push(model::ContactPoint { number: real.clone(), r#use: model::ContactUse::Mobile });
    rules.done(Actor::Administrator, Ask::RecordPatient(patient));
    let practice = |training, test_numbers| Practice {
        name: "Mill Lane".to_owned(),
        training,
        test_numbers,
        ..Practice::default()
    };
    rules.done(Actor::Administrator, Ask::DescribePractice(practice(false, vec![])));
    let conversation = rules.arrives(&real);
    let send = |rules: &mut Rules| {
        let answer = rules.reply(conversation);
        rules.ask(NURSE(), Ask::Send(answer)).map(drop)
    };
    assert_eq!(send(&mut rules), Err(Refusal::TestNumbersOnly), "a fresh practice writes to nobody");
    rules.done(Actor::Administrator, Ask::DescribePractice(practice(false, vec![real.clone()])));
    assert_eq!(send(&mut rules), Ok(()), "but to the telephone it listed");
    rules.done(Actor::Administrator, Ask::DescribePractice(practice(false, vec![])));
    rules.done(DOCTOR(), Ask::AdoptPolicy(Box::default()));
    let given = Given { words: "signed".to_owned(), dated: Some(date(2026, 1, 5)), valid_to: Some(date(2028, 1, 1)) };
    let facts = asked_of_provider(Jurisdiction::England).iter().map(|fact| (*fact, given.clone())).collect();
    let profile = ProviderProfile { name: "Twilio".to_owned(), facts };
    rules.done(DOCTOR(), Ask::RecordProvider(Box::new(profile)));
    assert_eq!(send(&mut rules), Ok(()), "with a policy, and a provider that may be used, it works");
    rules.done(Actor::Administrator, Ask::DescribePractice(practice(true, vec![])));
    assert_eq!(send(&mut rules), Err(Refusal::TestNumbersOnly), "a training practice never writes to real people");
}

#[test]
fn c6_14_d_12_what_changed_since_stops_a_message_in_the_moment_it_leaves() {
    let mut stopped = BTreeMap::new();
    for (why, status) in [("deceased", PatientStatus::Deceased), ("left", PatientStatus::Left)] {
        let mut rules = Rules::default();
        let conversation = rules.arrives(&Person::Price.number());
        let answer = rules.reply(conversation);
        let message = answer.message;
        rules.done(NURSE(), Ask::Send(answer));
        let patient = model::Patient { status, ..Person::Price.patient() };
        rules.done(Actor::Administrator, Ask::RecordPatient(patient));
        rules.clock.pass(SignedDuration::from_secs(11));
        rules.done(Actor::Worker(WorkerName::Send), Ask::BeginAttempt { message });
        let delivery = rules.state.message(message).expect("read").expect("there").delivery().cloned();
        let Some(Delivery::Failed { failure, .. }) = delivery else { panic!("{why}: not sent, got {delivery:?}") };
        stopped.insert(why, failure.code);
        let refused = rules.reply(conversation);
        assert!(rules.ask(NURSE(), Ask::Send(refused)).is_err(), "{why}: and nothing new is written");
    }
    let said: Vec<_> = stopped.into_values().flatten().collect();
    assert_eq!(said, ["deceased", "left"], "the reason is said");
}

#[test]
fn c1_12_c1_15_anybody_who_may_hold_the_telephone_stops_what_the_app_says_by_itself() {
    for person in [Person::Leila, Person::Sami] {
        let mut rules = Rules::default();
        let conversation = rules.arrives(&Person::Leila.number());
        let answer = rules.row(conversation).automatic_due.expect("an acknowledgement is due");
        let message = MessageId::new(rules.ids.next());
        let text = AutomaticText { message, conversation, answer, content: Rules::content("We have your message") };
        rules.done(Actor::Worker(WorkerName::Answer), Ask::SendAutomatic(text));
        let patient = person.patient_id();
        let unsafe_now =
            Ask::MarkUnsafe { patient, channel: Channel::Sms, reason: "it is read by another".to_owned().into() };
        rules.done(NURSE(), unsafe_now);
        rules.done(Actor::Worker(WorkerName::Send), Ask::BeginAttempt { message });
        let kept = rules.state.message(message).expect("read").expect("there");
        let MessageKind::Out { delivery: Delivery::Failed { failure, .. }, .. } = kept.kind else {
            unreachable!("it does not leave: {:?}", kept.kind)
        };
        assert_eq!(failure.code.as_deref(), Some("unsafe_route"), "{person:?}");
    }
}

#[test]
fn c1_4_only_a_clinician_may_override() {
    let mut rules = Rules::default();
    let desk = Staff::new(StaffId::new(numbered(90)), "P. Osei".to_owned(), Role::Reception);
    rules.done(Actor::Administrator, Ask::RecordStaff(desk.clone()));
    let conversation = rules.arrives(&Person::Price.number());
    let objected = rules.heard(Person::Price, ConsentDecision::Objected);
    rules.done(Actor::Staff(desk.id), objected);
    let despite = Some("asked for it on the telephone".to_owned().into());
    let answer = OutboundText { despite, ..rules.reply(conversation) };
    let refused = Refusal::NotAllowed { act: Act::OverrideObjection };
    assert_eq!(rules.ask(Actor::Staff(desk.id), Ask::Send(answer.clone())), Err(refused));
    rules.done(NURSE(), Ask::Send(answer));
}

#[test]
fn c2_3_the_matrix_is_what_the_rules_do() {
    let roles = [
        Role::Gp,
        Role::Nurse,
        Role::Pharmacist,
        Role::Reception,
        Role::Manager,
        Role::InformationGovernance,
        Role::ReadOnly,
    ];
    for role in roles {
        let mut rules = Rules::default();
        let me = Staff::new(StaffId::new(numbered(91)), "Somebody".to_owned(), role);
        rules.done(Actor::Administrator, Ask::RecordStaff(me.clone()));
        let conversation = rules.arrives(&Person::Price.number());
        let (patient, channel) = (Person::Price.patient_id(), Channel::Sms);
        let reason = || "a reason".to_owned().into();
        let asks = [
            (Act::Send, Ask::Send(rules.reply(conversation))),
            (Act::OverrideCheck, Ask::Send(with_a_reason(rules.reply(conversation)))),
            (
                Act::WriteNotes,
                Ask::WriteNote {
                    message: MessageId::new(numbered(92)),
                    conversation,
                    content: Rules::content("x"),
                    quote: None,
                },
            ),
            (Act::Organise, Ask::Assign { conversation, owner: Some(me.id) }),
            (Act::Match, Ask::Match { conversation, seen: 9, patient, add_number: false, said: vec![] }),
            (Act::RecordConsent, rules.heard(Person::Price, ConsentDecision::Objected)),
            (Act::MarkUnsafe, Ask::MarkUnsafe { patient, channel, reason: reason() }),
            (Act::MarkSafe, Ask::MarkSafe { patient, channel, reason: reason() }),
            (Act::AdoptPolicy, Ask::AdoptPolicy(Box::default())),
            (Act::RecordProvider, {
                let profile = ProviderProfile { name: "Twilio".to_owned(), facts: std::iter::empty().collect() };
                Ask::RecordProvider(Box::new(profile))
            }),
            (Act::ManageStaff, Ask::RecordStaff(Staff { name: "P. Osei".to_owned(), ..me.clone() })),
            (Act::WriteTemplates, Ask::AdoptStarters { review: jiff::civil::date(2027, 1, 1) }),
            (Act::ApproveTemplates, Ask::ApproveTemplate { template: first_contact(), version: 1 }),
            (Act::LimitMessaging, Ask::Limit(LimitAsked::Lift { patient, reason: reason() })),
        ];
        for (act, ask) in asks {
            let answer = rules.ask(Actor::Staff(me.id), ask);
            let first = if act == Act::OverrideCheck && !role.may(Act::Send) { Act::Send } else { act };
            let refused = matches!(answer, Err(Refusal::NotAllowed { act: named }) if named == first);
            assert_eq!(refused, !role.may(act), "{role:?}, {act:?}: {answer:?}");
        }
        let before = rules.state.conversation(conversation).expect("read").expect("there").unread;
        let seen = Ask::MarkRead { conversation, seen: 99 };
        let _ = rules.ask(Actor::Staff(me.id), seen);
        let after = rules.state.conversation(conversation).expect("read").expect("there").unread;
        assert_eq!(after == before, role == Role::ReadOnly, "who only looks on leaves the unread marks (C-10)");
    }
    assert!(RIGHTS.iter().all(|(_, roles)| !roles.contains(&Role::ReadOnly)), "read-only changes nothing");
}

fn first_contact() -> model::template::TemplateId {
    model::template::TemplateId::parse("first-contact").expect("a name")
}

/// A text that a check asks a reason for, with one. Whoever may not send at all is refused that first.
fn with_a_reason(reply: OutboundText) -> OutboundText {
    let content = Rules::content("Your blood test shows diabetes.");
    OutboundText { content, reason: Some("she asked for it by text".to_owned().into()), ..reply }
}

/// What a patient's word and safety say of a text, judged by somebody who reads the log and nothing else.
#[derive(Default)]
struct Ledger {
    proxies: BTreeMap<model::ProxyId, Known>,
    born: BTreeMap<model::PatientId, Option<jiff::civil::Date>>,
    gone: BTreeSet<model::PatientId>,
    today: jiff::civil::Date,
    statements: Vec<(model::PatientId, model::ConsentStatement)>,
    unsafe_routes: Vec<model::PatientId>,
    limited: BTreeSet<model::PatientId>,
}

impl Ledger {
    fn hear(&mut self, change: &Change) {
        match change {
            Change::PatientRecorded { patient } => {
                self.born.insert(patient.id, patient.birth_date);
                self.gone.remove(&patient.id);
                self.gone.extend((patient.status != PatientStatus::Active).then_some(patient.id));
            }
            Change::ProxyRecorded { proxy, terms, .. } => {
                self.proxies.entry(*proxy).or_default().terms = Some((**terms).clone());
            }
            Change::ProxyEnded { proxy, .. } => self.proxies.entry(*proxy).or_default().ended = true,
            Change::ProxyStopped { proxy, .. } => self.proxies.entry(*proxy).or_default().stopped = true,
            Change::ProxyResumed { proxy, .. } => self.proxies.entry(*proxy).or_default().stopped = false,
            Change::ConsentStated { patient, statement } => self.statements.push((*patient, statement.clone())),
            Change::RouteMarkedUnsafe { patient, .. } => self.unsafe_routes.push(*patient),
            Change::RouteMarkedSafe { patient, .. } => self.unsafe_routes.retain(|known| known != patient),
            Change::Limited(LimitChange::Set { patient, .. }) => drop(self.limited.insert(*patient)),
            Change::Limited(LimitChange::Lifted { patient, .. }) => drop(self.limited.remove(patient)),
            _ => {}
        }
    }

    /// Says whether the last day on which the patient spoke of this ended in nothing but a no.
    fn said_no(&self, patient: model::PatientId, purpose: Purpose) -> bool {
        let speaks = |said: &&(model::PatientId, model::ConsentStatement)| {
            let (who, statement) = said;
            *who == patient
                && statement
                    .purpose
                    .map_or(purpose != Purpose::Marketing || statement.decision == ConsentDecision::Objected, |named| {
                        named == purpose
                    })
        };
        let last = self.statements.iter().filter(speaks).map(|(_, statement)| statement.stated.date).max();
        let of_last = || self.statements.iter().filter(speaks).filter(|(_, said)| Some(said.stated.date) == last);
        last.is_some() && of_last().all(|(_, said)| said.decision == ConsentDecision::Objected)
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn nothing_automatic_ever_leaves_for_somebody_who_objected_is_unsafe_died_or_left(life in moves(1..120)) {
        let mut state = Memory::default();
        let (mut walk, mut ledger) = (Walk::default(), Ledger::default());
        let mut operations = walk.opening();
        for step in life.into_iter().map(Some).chain([None]) {
            ledger.today = Policy::default().local(walk.now()).date();
            for operation in operations.drain(..) {
                for change in decide(&state, &operation, walk.now()).expect("memory does not fail").iter().flatten() {
                    if let Change::DeliveryChanged { message, delivery: Delivery::InFlight { .. }, .. } = change {
                        leaves(&state, &ledger, *message)?;
                    }
                    fits(&state, &ledger, change)?;
                    ledger.hear(change);
                    apply(&mut state, change).expect("memory does not fail");
                }
            }
            operations.extend(step.map(|step| walk.step(&state, step)));
        }
    }
}

/// Judges what the app says by itself in the moment it is written: an acknowledgement promises an answer, which a patient
/// whose texts are limited does not get, and nobody else hears of a limit (D-14).
fn fits(state: &Memory, ledger: &Ledger, change: &Change) -> Result<(), TestCaseError> {
    let Change::MessageWritten { conversation, author: Author::Automatic { answer }, .. } = change else {
        return Ok(());
    };
    let row = state.conversation(*conversation).expect("read").expect("there");
    let own = row.subject.patient().filter(|_| row.proxy.is_none());
    let limited = own.is_some_and(|patient| ledger.limited.contains(&patient));
    match answer {
        Automatic::Limited => prop_assert!(limited, "only who is limited hears that they are"),
        Automatic::Received | Automatic::ReceivedWhileClosed => prop_assert!(!limited, "no answer is promised"),
        Automatic::OptOutConfirmed | Automatic::OptInConfirmed | Automatic::Help => {}
    }
    Ok(())
}

/// What the log says of a proxy.
#[derive(Default)]
struct Known {
    terms: Option<model::ProxyTerms>,
    ended: bool,
    stopped: bool,
}

/// Judges a message to a proxy in the moment it leaves (C1.14, C1.13).
fn leaves_for_a_proxy(
    ledger: &Ledger,
    (patient, proxy): (model::PatientId, model::ProxyId),
    message: &model::Message,
) -> Result<(), TestCaseError> {
    let MessageKind::Out { author, purpose, also, despite, to, .. } = &message.kind else {
        return Err(TestCaseError::fail("only what goes out leaves"));
    };
    let known = ledger.proxies.get(&proxy);
    let terms = known.and_then(|known| known.terms.as_ref());
    let (Some(known), Some(terms)) = (known, terms) else { return Err(TestCaseError::fail("nobody knows them")) };
    prop_assert!(!ledger.gone.contains(&patient), "nobody is written to about the dead and the departed");
    prop_assert!(*despite || !ledger.unsafe_routes.contains(&patient), "an unsafe route is silent, for proxies too");
    prop_assert!(!known.ended, "an end ends it");
    let confirms = matches!(author, Author::Automatic { answer: Automatic::OptOutConfirmed });
    prop_assert!(confirms || !known.stopped, "their own stop is honoured");
    prop_assert_eq!(to, &terms.number, "and it goes to their telephone");
    prop_assert!(terms.from <= ledger.today && terms.until.is_none_or(|until| ledger.today <= until), "in its time");
    let automatic = matches!(author, Author::Automatic { .. });
    let told = automatic || std::iter::once(purpose).chain(also).all(|purpose| terms.scope.contains(purpose));
    prop_assert!(told, "about nothing that they may not be told");
    let sixteen = ledger.born.get(&patient).copied().flatten().and_then(|born| born.checked_add(16.years()).ok());
    let grown_up = sixteen.is_some_and(|day| day <= ledger.today);
    let parental = terms.ground == model::ProxyGround::ParentalResponsibility;
    prop_assert!(!(parental && grown_up), "a parent's authority ends at sixteen");
    Ok(())
}

/// Judges a message in the moment it leaves.
fn leaves(state: &Memory, ledger: &Ledger, message: MessageId) -> Result<(), TestCaseError> {
    let message = state.message(message).expect("read").expect("there");
    let row = state.conversation(message.conversation).expect("read").expect("there");
    let MessageKind::Out { author, purpose, also, despite, .. } = &message.kind else {
        return Err(TestCaseError::fail("only what goes out leaves"));
    };
    let Some(patient) = row.subject.patient() else { return Ok(()) };
    if let Some(proxy) = row.proxy {
        return leaves_for_a_proxy(ledger, (patient, proxy), &message);
    }
    let status = state.patient(patient).expect("read").expect("there").status;
    prop_assert_eq!(status, PatientStatus::Active, "the dead and the departed are not written to");
    let is_care = |purpose: &Purpose| !matches!(purpose, Purpose::Survey | Purpose::Marketing);
    let care = std::iter::once(purpose).chain(also).all(is_care);
    prop_assert!(care || !ledger.limited.contains(&patient), "a limited patient gets their care and nothing else");
    let automatic = matches!(author, Author::Automatic { .. });
    prop_assert!(!(automatic && *despite), "no reason lifts anything for what the app sends by itself");
    if !despite {
        prop_assert!(!ledger.unsafe_routes.contains(&patient), "an unsafe route is silent");
        let confirms = matches!(author, Author::Automatic { answer: Automatic::OptOutConfirmed });
        prop_assert!(confirms || !ledger.said_no(patient, *purpose), "a no is honoured");
    }
    Ok(())
}
