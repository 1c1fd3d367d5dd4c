//! How old a patient's number is (C1.11, D-13): asked about after the time that the policy says, and never a bar to anything.

use jiff::civil::{Date, date};
use model::{
    Actor, Ask, ConfirmedNumber, NumberAge, NumberSaid, NumberSource, Policy, PolicyError, Refusal, State as _,
    number_age,
};
use testkit::Person::{Price, Shah, Whitfield};
use testkit::{Person, Rules};

const NURSE: fn() -> Actor = || Actor::Staff(Person::Okafor.staff_id());

fn said(rules: &mut Rules, on: Date) -> usize {
    let said = NumberSaid { patient: Price.patient_id(), number: Price.number(), on, source: NumberSource::Phone };
    rules.done(NURSE(), Ask::ConfirmNumber(said)).len()
}

fn today(rules: &Rules) -> Date {
    Policy::default().local(rules.clock.time()).date()
}

fn known(rules: &Rules) -> Vec<ConfirmedNumber> {
    rules.state.preferences(Price.patient_id()).expect("in memory").confirmed
}

#[test]
fn c1_11_a_number_aged_thirteen_months_prompts_and_confirming_resets() {
    let mut rules = Rules::default();
    assert_eq!(number_age(&known(&rules), &Price.number(), today(&rules), 12), NumberAge::Unknown);
    let long_ago = today(&rules).saturating_sub(jiff::Span::new().months(13));
    said(&mut rules, long_ago);
    let old = known(&rules);
    assert!(matches!(number_age(&old, &Price.number(), today(&rules), 12), NumberAge::Old(one) if one.on == long_ago));
    assert!(
        matches!(number_age(&old, &Price.number(), today(&rules), 24), NumberAge::Confirmed(_)),
        "as the policy says"
    );
    assert_eq!(
        number_age(&old, &Whitfield.number(), today(&rules), 12),
        NumberAge::Unknown,
        "another number is another"
    );

    let now = today(&rules);
    said(&mut rules, now);
    assert!(matches!(number_age(&known(&rules), &Price.number(), now, 12), NumberAge::Confirmed(one) if one.on == now));
    assert_eq!(known(&rules).len(), 1, "a line a number");
    assert_eq!(said(&mut rules, long_ago), 0, "what was said before is no news");
    assert_eq!(said(&mut rules, now), 0, "nor what is known");
}

#[test]
fn c1_11_a_year_is_over_on_the_day_after() {
    let confirmed = [ConfirmedNumber {
        number: Price.number(),
        on: date(2024, 2, 29),
        source: NumberSource::Letter,
        by: Shah.staff_id(),
    }];
    let age = |today| matches!(number_age(&confirmed, &Price.number(), today, 12), NumberAge::Old(_));
    assert_eq!([age(date(2025, 2, 28)), age(date(2025, 3, 1))], [false, true], "29 February too");
}

#[test]
fn c1_11_what_cannot_be_is_refused() {
    let mut rules = Rules::default();
    let tomorrow = today(&rules).tomorrow().expect("a day");
    let asked = |patient: Person, number: Person, on| {
        let (patient, number) = (patient.patient_id(), number.number());
        Ask::ConfirmNumber(NumberSaid { patient, number, on, source: NumberSource::InPerson })
    };
    let now = today(&rules);
    assert_eq!(rules.ask(NURSE(), asked(Price, Price, tomorrow)), Err(Refusal::DateInFuture));
    assert_eq!(rules.ask(NURSE(), asked(Price, Whitfield, now)), Err(Refusal::NumberNotPatients));
    assert_eq!(rules.ask(NURSE(), asked(Shah, Price, now)), Err(Refusal::UnknownPatient));
    for months in [0, 61] {
        let policy = Policy { confirm_numbers_months: months, ..Policy::default() };
        let refused = rules.ask(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::new(policy)));
        assert_eq!(refused, Err(Refusal::PolicyRefused { problem: PolicyError::ConfirmNumbersMonths }));
    }
}
