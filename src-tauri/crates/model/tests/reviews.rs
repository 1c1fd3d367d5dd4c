//! What patients want, asked about again (D-06).

use jiff::civil::Date;
use jiff::{SignedDuration, Span};
use model::{
    Act, Actor, Ask, Change, Channel, ConsentDecision, ConsentHeard, ConsentSource, E164, Policy, Preferences,
    ProxyGround, ProxyId, ProxyTerms, Purpose, Refusal, Relationship, Reviewed, Role, State as _, Stated, Wish,
};
use testkit::{Person, Rules};

fn okafor() -> Actor {
    Actor::Staff(Person::Okafor.staff_id())
}

fn today(rules: &Rules) -> Date {
    Policy::default().local(rules.clock.time()).date()
}

fn in_days(rules: &Rules, days: i64) -> Date {
    today(rules).saturating_add(Span::new().days(days))
}

fn says(rules: &mut Rules, decision: ConsentDecision, purpose: Option<Purpose>, review_on: Option<Date>) {
    let heard = ConsentHeard {
        patient: Person::Price.patient_id(),
        channel: Channel::Sms,
        purpose,
        decision,
        stated: Stated { date: today(rules), time: None },
        source: ConsentSource::Phone,
        evidence: "said so".to_owned().into(),
        review_on,
    };
    rules.done(okafor(), Ask::RecordConsent(heard));
}

fn known(rules: &Rules) -> Preferences {
    rules.state.preferences(Person::Price.patient_id()).expect("read")
}

fn reviewed(rules: &mut Rules, (wish, due): (Wish, Date)) -> Result<Vec<Change>, Refusal> {
    rules.ask(okafor(), Ask::ReviewWish(Reviewed { patient: Person::Price.patient_id(), wish, due }))
}

#[test]
fn d_06_what_stands_and_has_a_date_is_to_be_reviewed_and_what_was_overtaken_is_not() {
    let mut rules = Rules::default();
    let (first, second) = (in_days(&rules, 10), in_days(&rules, 5));
    says(&mut rules, ConsentDecision::Agreed, None, Some(first));
    assert_eq!(
        known(&rules).to_review(),
        [(Wish::Statement { place: 0 }, first)],
        "once, though it decides four purposes"
    );
    rules.clock.pass(SignedDuration::from_hours(24));
    says(&mut rules, ConsentDecision::Objected, Some(Purpose::Results), Some(second));
    let both = [(Wish::Statement { place: 1 }, second), (Wish::Statement { place: 0 }, first)];
    assert_eq!(known(&rules).to_review(), both, "the first date first");
    rules.clock.pass(SignedDuration::from_hours(24));
    says(&mut rules, ConsentDecision::Objected, None, None);
    assert!(known(&rules).to_review().is_empty(), "neither decides anything any more, and the last has no date");
}

#[test]
fn d_06_reviewed_and_unchanged_is_asked_about_again_in_a_year_and_what_was_said_stays_as_it_was() {
    let mut rules = Rules::default();
    let due = today(&rules);
    says(&mut rules, ConsentDecision::Agreed, None, Some(due));
    let before = known(&rules).statements;
    let wish = Wish::Statement { place: 0 };
    reviewed(&mut rules, (wish, due)).expect("it is due");
    let next = due.saturating_add(Span::new().years(1));
    let after = known(&rules);
    assert_eq!(after.to_review(), [(wish, next)]);
    assert_eq!(after.statements, before, "the patient said nothing new");
    let last = after.last_review(wish).expect("kept");
    assert_eq!((last.by, last.at), (Person::Okafor.staff_id(), rules.clock.time()), "who, and when");
    assert_eq!(reviewed(&mut rules, (wish, due)), Err(Refusal::WishChanged), "pressed twice, it counts once");
}

#[test]
fn d_06_what_changed_meanwhile_is_looked_at_first() {
    let mut rules = Rules::default();
    let due = today(&rules);
    says(&mut rules, ConsentDecision::Agreed, None, Some(due));
    rules.clock.pass(SignedDuration::from_hours(24));
    says(&mut rules, ConsentDecision::Objected, None, None);
    assert_eq!(reviewed(&mut rules, (Wish::Statement { place: 0 }, due)), Err(Refusal::WishChanged));
    assert_eq!(reviewed(&mut rules, (Wish::Statement { place: 7 }, due)), Err(Refusal::WishChanged), "never said");
    assert_eq!(reviewed(&mut rules, (Wish::Mark { channel: Channel::Sms }, due)), Err(Refusal::WishChanged), "no mark");
}

#[test]
fn d_06_a_mark_is_looked_at_after_a_year_and_a_new_mark_starts_anew() {
    let mut rules = Rules::default();
    let (patient, channel) = (Person::Price.patient_id(), Channel::Sms);
    let wish = Wish::Mark { channel };
    let reason = || "partner reads this phone".to_owned().into();
    rules.done(okafor(), Ask::MarkUnsafe { patient, channel, reason: reason() });
    let year = |rules: &Rules| today(rules).saturating_add(Span::new().years(1));
    let first = year(&rules);
    assert_eq!(known(&rules).to_review(), [(wish, first)], "nobody gave it a date, and it has one");
    rules.clock.pass(SignedDuration::from_hours(24 * 400));
    reviewed(&mut rules, (wish, first)).expect("it is due");
    assert_eq!(known(&rules).to_review(), [(wish, year(&rules))]);
    assert!(known(&rules).unsafe_route(channel).is_some(), "it stands: nothing was lifted");
    rules.clock.pass(SignedDuration::from_hours(24));
    rules.done(okafor(), Ask::MarkSafe { patient, channel, reason: reason() });
    assert!(known(&rules).to_review().is_empty());
    rules.clock.pass(SignedDuration::from_hours(24));
    rules.done(okafor(), Ask::MarkUnsafe { patient, channel, reason: reason() });
    assert_eq!(known(&rules).to_review(), [(wish, year(&rules))], "the new mark's own year");
}

#[test]
fn d_06_a_person_has_their_own_date_until_somebody_ends_it_or_agrees_something_new() {
    let mut rules = Rules::default();
    let (patient, proxy) = (Person::Price.patient_id(), ProxyId::new(rules.ids.next()));
    let (day, due) = (today(&rules), in_days(&rules, 3));
    let terms = |review_on| {
        Box::new(ProxyTerms {
            name: "Mair Price".to_owned().into(),
            number: E164::parse("+447700900177").expect("a number"),
            relationship: Relationship::Partner,
            called: String::new(),
            scope: vec![Purpose::Administration],
            ground: ProxyGround::PatientAgreed,
            source: ConsentSource::InPerson,
            evidence: "said at the desk".to_owned().into(),
            from: day,
            until: None,
            review_on: Some(review_on),
        })
    };
    let wish = Wish::Person { proxy };
    rules.done(okafor(), Ask::RecordProxy { patient, proxy, terms: terms(due) });
    assert_eq!(known(&rules).to_review(), [(wish, due)]);
    reviewed(&mut rules, (wish, due)).expect("asked");
    rules.clock.pass(SignedDuration::from_hours(1));
    let sooner = in_days(&rules, 2);
    rules.done(okafor(), Ask::RecordProxy { patient, proxy, terms: terms(sooner) });
    assert_eq!(known(&rules).to_review(), [(wish, sooner)], "what was agreed anew has its own date");
    rules.done(okafor(), Ask::EndProxy { patient, proxy, reason: "moved away".to_owned().into() });
    assert!(known(&rules).to_review().is_empty(), "nobody asks about what has ended");
}

#[test]
fn d_06_a_patients_own_stop_is_never_asked_about_again() {
    let mut rules = Rules::default();
    let mut stop = rules.text(&Person::Price.number());
    stop.content = Rules::content("STOP");
    rules.done(Actor::Worker(model::WorkerName::Collect), Ask::Receive(stop));
    assert_eq!(known(&rules).statements.len(), 1);
    assert!(known(&rules).to_review().is_empty());
}

#[test]
fn c2_3_a_role_that_only_reads_reviews_nothing() {
    let mut rules = Rules::default();
    let due = today(&rules);
    says(&mut rules, ConsentDecision::Agreed, None, Some(due));
    let mut reader = Person::Okafor.staff();
    reader.role = Role::ReadOnly;
    rules.done(Actor::Administrator, Ask::RecordStaff(reader));
    let refused = Err(Refusal::NotAllowed { act: Act::RecordConsent });
    assert_eq!(reviewed(&mut rules, (Wish::Statement { place: 0 }, due)), refused);
}
