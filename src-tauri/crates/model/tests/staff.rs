//! Who works here, who is away and who left (C2.3, C2.7), and what must stand for the messaging provider (C5.1, C5.2).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use model::{
    Act, Actor, Ask, Author, Automatic, AutomaticText, Change, ContactPoint, ContactUse, Content, ConversationState,
    Delivery, E164, Given, Jurisdiction, MessageId, MessageKind, Policy, Practice, PracticeError, ProviderError,
    ProviderFact, ProviderProfile, ProviderStanding, Refusal, Role, Staff, StaffId, StaffStatus, State as _,
    WorkerName, asked_of_provider, may_act,
};
use testkit::{Person, Rules, numbered};

fn nurse() -> Actor {
    Actor::Staff(Person::Okafor.staff_id())
}

fn doctor() -> Actor {
    Actor::Staff(Person::Shah.staff_id())
}

fn away(person: Person, until: Date) -> Ask {
    Ask::RecordStaff(Staff { status: StaffStatus::Away { until }, ..person.staff() })
}

fn left(person: Person, to: Option<Person>) -> Ask {
    Ask::StaffLeft { staff: person.staff_id(), to: to.map(Person::staff_id) }
}

fn owner(rules: &Rules, conversation: model::ConversationId) -> Option<StaffId> {
    rules.row(conversation).owner
}

#[test]
fn c2_7_whoever_leaves_gives_their_open_conversations_away_in_the_same_moment() {
    for to in [Some(Person::Shah), None] {
        let mut rules = Rules::default();
        let (mine, done) = (rules.arrives(&Person::Price.number()), rules.arrives(&Person::Whitfield.number()));
        for conversation in [mine, done] {
            rules.done(nurse(), Ask::Assign { conversation, owner: Some(Person::Okafor.staff_id()) });
        }
        let reason = Some("seen to by telephone".to_owned());
        rules.done(nurse(), Ask::MarkDone { conversation: done, seen: 9, reason, answered: true });
        let changes = rules.done(doctor(), left(Person::Okafor, to));
        assert_eq!(changes.len(), 2, "the entry and the open conversation, at once: {changes:?}");
        assert_eq!(owner(&rules, mine), to.map(Person::staff_id), "handed over to {to:?}");
        assert_eq!(owner(&rules, done), Some(Person::Okafor.staff_id()), "what is done stays as it was");

        let text = rules.text(&Person::Whitfield.number());
        rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
        assert_eq!(rules.row(done).state, ConversationState::Open, "the patient took it up again");
        assert_eq!(owner(&rules, done), None, "and it is in the team's queue at arrival");
    }
}

#[test]
fn c2_8_whoever_leaves_no_longer_holds_triage_and_is_not_named_again() {
    let mut rules = Rules::default();
    rules.done(nurse(), Ask::NameHolder { holder: Some(Person::Okafor.staff_id()) });
    rules.done(doctor(), left(Person::Okafor, None));
    let now = rules.clock.time();
    assert_eq!(rules.state.session().expect("read").holder(now), None, "nobody holds it, and that is known at once");
    let again = rules.ask(doctor(), Ask::NameHolder { holder: Some(Person::Okafor.staff_id()) });
    assert_eq!(again, Err(Refusal::HasLeft { name: "A. Okafor".to_owned() }));
}

#[test]
fn c2_7_whoever_left_does_nothing_and_is_given_nothing() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Price.number());
    rules.done(doctor(), left(Person::Okafor, None));
    let gone = Refusal::HasLeft { name: "A. Okafor".to_owned() };
    let reply = rules.reply(conversation);
    assert_eq!(rules.ask(nurse(), Ask::Send(reply)), Err(gone.clone()), "no message");
    assert_eq!(rules.ask(nurse(), Ask::MarkRead { conversation, seen: 9 }), Err(gone.clone()), "not even read");
    let given = Ask::Assign { conversation, owner: Some(Person::Okafor.staff_id()) };
    assert_eq!(rules.ask(doctor(), given), Err(gone.clone()), "no work");
    rules.done(
        Actor::Administrator,
        Ask::RecordStaff(Staff::new(StaffId::new(numbered(90)), "P. Osei".to_owned(), Role::Gp)),
    );
    assert_eq!(rules.ask(doctor(), left(Person::Shah, Some(Person::Okafor))), Err(gone), "nor a colleague's");
    rules.done(doctor(), Ask::RecordStaff(Person::Okafor.staff()));
    let reply = rules.reply(conversation);
    rules.done(nurse(), Ask::Send(reply));
}

#[test]
fn c2_7_a_message_for_somebody_away_is_in_the_teams_queue_at_arrival() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Person::Price.number());
    rules.done(nurse(), Ask::Assign { conversation, owner: Some(Person::Okafor.staff_id()) });
    rules.done(doctor(), away(Person::Okafor, date(2026, 11, 23)));
    assert_eq!(owner(&rules, conversation), Some(Person::Okafor.staff_id()), "nothing moves before something comes");
    let refused = rules.ask(doctor(), {
        Ask::Assign { conversation: rules.row(conversation).id, owner: Some(Person::Shah.staff_id()) }
    });
    assert!(refused.is_ok(), "who is here can take it: {refused:?}");
    let back = Ask::Assign { conversation, owner: Some(Person::Okafor.staff_id()) };
    let is_away = Refusal::IsAway { name: "A. Okafor".to_owned(), until: date(2026, 11, 23) };
    assert_eq!(rules.ask(doctor(), back.clone()), Err(is_away), "who is away is given nothing new");

    rules.done(doctor(), Ask::RecordStaff(Person::Okafor.staff()));
    rules.done(doctor(), back);
    rules.done(doctor(), away(Person::Okafor, date(2026, 11, 23)));
    rules.arrives(&Person::Price.number());
    assert!(rules.row(conversation).is_the_teams(), "at arrival it is the team's too");
    assert_eq!(owner(&rules, conversation), Some(Person::Okafor.staff_id()), "and still says whose it was");

    rules.clock.pass(SignedDuration::from_hours(3 * 24));
    rules.done(nurse(), Ask::Assign { conversation, owner: Some(Person::Okafor.staff_id()) });
    rules.arrives(&Person::Price.number());
    assert!(!rules.row(conversation).is_the_teams(), "taken, it is theirs alone");
    assert_eq!(owner(&rules, conversation), Some(Person::Okafor.staff_id()), "back on the first day back, it stays");
}

#[test]
fn c2_3_somebody_must_be_left_who_may_say_who_works_here() {
    let mut rules = Rules::default();
    let demoted = Ask::RecordStaff(Staff { role: Role::Reception, ..Person::Shah.staff() });
    assert_eq!(rules.ask(doctor(), demoted.clone()), Err(Refusal::NobodyToManage), "the only doctor stays one");
    assert_eq!(rules.ask(doctor(), left(Person::Shah, None)), Err(Refusal::NobodyToManage), "and does not just leave");
    let manager = Staff::new(StaffId::new(numbered(90)), "P. Quist".to_owned(), Role::Manager);
    rules.done(doctor(), Ask::RecordStaff(manager));
    rules.done(doctor(), demoted);
    assert_eq!(
        rules.ask(doctor(), Ask::RecordStaff(Person::Okafor.staff())),
        Err(Refusal::NotAllowed { act: Act::ManageStaff }),
        "what the role no longer allows is refused"
    );
}

#[test]
fn c2_3_a_nurse_alone_can_add_those_who_may_adopt_the_policy_and_then_no_longer() {
    let mut rules = Rules { state: model::memory::Memory::default(), ..Rules::default() };
    rules.done(Actor::Administrator, Ask::RecordStaff(Person::Okafor.staff()));
    let refused = rules.ask(nurse(), Ask::AdoptPolicy(Box::default()));
    assert_eq!(refused, Err(Refusal::NotAllowed { act: Act::AdoptPolicy }), "the policy needs a GP or a manager");
    rules.done(nurse(), Ask::RecordStaff(Person::Shah.staff()));
    let again = Ask::RecordStaff(Staff::new(StaffId::new(numbered(90)), "P. Osei".to_owned(), Role::Reception));
    assert_eq!(rules.ask(nurse(), again), Err(Refusal::NotAllowed { act: Act::ManageStaff }), "now somebody else may");
    rules.done(doctor(), Ask::AdoptPolicy(Box::default()));

    let watcher = Staff::new(StaffId::new(numbered(91)), "M. Ellis".to_owned(), Role::ReadOnly);
    assert!(!may_act(&watcher, Act::ManageStaff, std::slice::from_ref(&watcher)), "who only looks on changes nothing");
}

#[test]
fn e_13_the_practice_is_described_so_that_patients_know_who_writes() {
    let mut rules = Rules::default();
    let number = |text: &str| E164::parse(text).expect("a number");
    let practice = |name: &str, training, test_numbers: Vec<E164>| {
        let own = Some(number("+447700900000"));
        Ask::DescribePractice(Practice {
            name: name.to_owned(),
            number: own,
            training,
            test_numbers,
            ..Practice::default()
        })
    };
    rules.done(doctor(), practice("Mill Lane Surgery", false, vec![number("+447700900001")]));
    let many = (1..=6).map(|place| number(&format!("+44770090000{place}"))).collect();
    for (ask, problem) in [
        (practice("  ", false, vec![]), PracticeError::NoName),
        (practice(&"long ".repeat(20), false, vec![]), PracticeError::LongName),
        (practice("Mill Lane", false, many), PracticeError::ManyTestNumbers),
        (practice("Mill Lane", false, vec![number("+447700900000")]), PracticeError::RepeatedTestNumber),
        (practice("Mill Lane", false, vec![number("+447700900001"); 2]), PracticeError::RepeatedTestNumber),
        (practice("Mill Lane", true, vec![]), PracticeError::OtherKind),
    ] {
        assert_eq!(rules.ask(doctor(), ask), Err(Refusal::PracticeRefused { problem }), "{problem}");
    }
    let refused = rules.ask(nurse(), practice("Another", false, vec![]));
    assert_eq!(refused, Err(Refusal::NotAllowed { act: Act::ManageStaff }), "not by everybody");
}

fn profile(law: Jurisdiction, valid_to: Option<Date>) -> ProviderProfile {
    let given = Given { words: "in the cabinet".to_owned(), dated: Some(date(2026, 1, 5)), valid_to };
    let facts = asked_of_provider(law).iter().map(|fact| (*fact, given.clone())).collect();
    ProviderProfile { name: "Twilio".to_owned(), facts }
}

/// A live practice with a policy, and a patient with a number that nobody knows as invented.
fn live() -> (Rules, model::ConversationId) {
    let mut rules = Rules::default();
    // Of the range that North America keeps for fiction.
    let real = E164::parse("+12025550123").expect("a number");
    let mut patient = Person::Price.patient();
    patient.contact_points = vec![ContactPoint { number: real.clone(), r#use: ContactUse::Mobile }];
    rules.done(Actor::Administrator, Ask::RecordPatient(patient));
    let practice = Practice { name: "Mill Lane".to_owned(), ..Practice::default() };
    rules.done(Actor::Administrator, Ask::DescribePractice(practice));
    rules.done(doctor(), Ask::AdoptPolicy(Box::default()));
    let conversation = rules.arrives(&real);
    (rules, conversation)
}

#[test]
fn c5_1_nothing_is_sent_before_it_is_written_down_that_the_provider_may_be_used() {
    let (mut rules, conversation) = live();
    let send = |rules: &mut Rules| {
        let reply = rules.reply(conversation);
        rules.ask(nurse(), Ask::Send(reply)).map(drop)
    };
    assert_eq!(send(&mut rules), Err(Refusal::ProviderNotRecorded { fact: ProviderFact::Contract }), "nothing stands");
    let mut with_a_gap = profile(Jurisdiction::England, Some(date(2027, 6, 1)));
    with_a_gap.facts.remove(&ProviderFact::Dspt);
    rules.done(doctor(), Ask::RecordProvider(Box::new(with_a_gap)));
    assert_eq!(send(&mut rules), Err(Refusal::ProviderNotRecorded { fact: ProviderFact::Dspt }), "a gap is named");
    rules.done(doctor(), Ask::RecordProvider(Box::new(profile(Jurisdiction::England, Some(date(2027, 6, 1))))));
    assert_eq!(send(&mut rules), Ok(()), "with everything written down it goes");
    let refused = rules.ask(nurse(), Ask::RecordProvider(Box::new(profile(Jurisdiction::England, None))));
    assert_eq!(refused, Err(Refusal::NotAllowed { act: Act::RecordProvider }), "not by everybody");
}

#[test]
fn c5_1_e_16_what_ran_out_stops_sending_to_everybody_and_messages_still_come_in() {
    let mut rules = Rules::default();
    rules.done(doctor(), Ask::AdoptPolicy(Box::default()));
    rules.done(doctor(), Ask::RecordProvider(Box::new(profile(Jurisdiction::England, Some(date(2026, 11, 20))))));
    let conversation = rules.arrives(&Person::Price.number());
    let reply = rules.reply(conversation);
    let waiting = reply.message;
    rules.done(nurse(), Ask::Send(reply));
    rules.clock.pass(SignedDuration::from_hours(16)); // Past midnight: the contract's last day is over.

    let again = rules.reply(conversation);
    let expired = Refusal::ProviderExpired { fact: ProviderFact::Contract, on: date(2026, 11, 20) };
    assert_eq!(rules.ask(nurse(), Ask::Send(again)), Err(expired), "no new message, invented number or not");
    let changes = rules.done(Actor::Worker(WorkerName::Send), Ask::BeginAttempt { message: waiting });
    let [Change::DeliveryChanged { delivery: Delivery::Failed { failure, .. }, .. }, Change::TaskMade { .. }] =
        changes.as_slice()
    else {
        panic!("what waited is stopped in the moment it would leave, got {changes:?}");
    };
    assert_eq!(failure.code.as_deref(), Some("provider_expired"), "and the reason is kept");
    assert_eq!(failure.class, model::FailureClass::Technical, "the practice must act, not the patient");

    rules.clock.pass(SignedDuration::from_hours(48));
    let text = rules.text(&Person::Price.number());
    let message = text.message;
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
    let arrived = rules.state.message(message).expect("read").expect("it came in");
    assert!(arrived.filing.is_unfiled() && matches!(arrived.kind, MessageKind::In { .. }), "and is for the record");
    let answer = rules.row(conversation).automatic_due.expect("the policy owes an answer");
    let id = MessageId::new(numbered(95));
    let content: Content = Rules::content("We have your message");
    let automatic = AutomaticText { message: id, conversation, answer, content };
    let changes = rules.done(Actor::Worker(WorkerName::Answer), Ask::SendAutomatic(automatic));
    assert_eq!(changes, [Change::AutomaticDropped { conversation }], "nothing goes by itself either");
    assert!(rules.state.all_messages().all(|one| one.id != id), "it was never written");
    let sent = |one: &&model::Message| matches!(&one.kind, MessageKind::Out { author: Author::Automatic { .. }, .. });
    assert_eq!(rules.state.all_messages().filter(sent).count(), 0, "{:?} stays unsaid", Automatic::ALL);
}

#[test]
fn e_16_what_runs_out_is_told_sixty_days_before() {
    let good = profile(Jurisdiction::England, Some(date(2027, 3, 1)));
    let standing = |today| ProviderStanding::of(Some(&good), Jurisdiction::England, false, today);
    let (fact, on) = (ProviderFact::Contract, date(2027, 3, 1));
    assert_eq!(standing(date(2026, 12, 30)), ProviderStanding::Good, "61 days before");
    assert_eq!(standing(date(2026, 12, 31)), ProviderStanding::RunsOut { fact, on }, "60 days before");
    assert_eq!(standing(on), ProviderStanding::RunsOut { fact, on }, "it still counts on its last day");
    assert_eq!(standing(date(2027, 3, 2)), ProviderStanding::Expired { fact, on }, "and no longer on the next");
    let training = ProviderStanding::of(None, Jurisdiction::England, true, on);
    assert_eq!(training, ProviderStanding::NotNeeded, "a sandbox needs no contract");
}

#[test]
fn c5_2_the_law_says_what_is_asked_of_a_provider_and_nothing_mixes() {
    for law in Jurisdiction::ALL {
        let whole = profile(law, Some(date(2028, 1, 1)));
        let today = date(2026, 11, 20);
        assert_eq!(whole.check(asked_of_provider(law), today), Ok(()), "{law:?}");
        assert_eq!(ProviderStanding::of(Some(&whole), law, false, today), ProviderStanding::Good, "{law:?}");
        for fact in asked_of_provider(law) {
            let mut gap = whole.clone();
            gap.facts.remove(fact);
            let standing = ProviderStanding::of(Some(&gap), law, false, today);
            assert_eq!(standing, ProviderStanding::Missing { fact: *fact }, "{law:?} asks for {fact}");
        }
    }
    let english = profile(Jurisdiction::England, Some(date(2028, 1, 1)));
    let american = asked_of_provider(Jurisdiction::UnitedStates);
    let problem = english.check(american, date(2026, 11, 20));
    assert!(matches!(problem, Err(ProviderError::NotAsked { .. })), "an English paper is none in America: {problem:?}");
    assert!(american.contains(&ProviderFact::BusinessAssociateAgreement), "B.3");
    assert!(!american.contains(&ProviderFact::Dspt), "B.3");

    let (mut rules, conversation) = live();
    rules.done(doctor(), Ask::RecordProvider(Box::new(english)));
    let policy = Policy::default();
    let american = Policy {
        jurisdiction: Jurisdiction::UnitedStates,
        texts: model::AutomaticTexts {
            urgent: "In an emergency ring 911.".to_owned(),
            urgent_in: vec![],
            ..policy.texts.clone()
        },
        ..policy
    };
    rules.done(doctor(), Ask::AdoptPolicy(Box::new(american)));
    let reply = rules.reply(conversation);
    let missing = Refusal::ProviderNotRecorded { fact: ProviderFact::BusinessAssociateAgreement };
    assert_eq!(rules.ask(nurse(), Ask::Send(reply)), Err(missing), "another law asks anew");
}

#[test]
fn c5_1_a_profile_that_cannot_be_true_is_refused_in_words() {
    let asked = asked_of_provider(Jurisdiction::England);
    let today = date(2026, 11, 20);
    let with = |given| {
        let mut profile = profile(Jurisdiction::England, None);
        profile.facts.insert(ProviderFact::Contract, given);
        profile.check(asked, today)
    };
    let fact = ProviderFact::Contract;
    let dated = |dated, valid_to| Given { words: String::new(), dated: Some(dated), valid_to };
    assert_eq!(with(dated(date(2026, 11, 21), None)), Err(ProviderError::DatedInFuture { fact }));
    let ends = Some(date(2025, 1, 1));
    assert_eq!(with(dated(date(2026, 1, 1), ends)), Err(ProviderError::EndsBeforeItBegins { fact }));
    let nameless = ProviderProfile { name: " ".to_owned(), ..profile(Jurisdiction::England, None) };
    assert_eq!(nameless.check(asked, today), Err(ProviderError::NoName));
}
