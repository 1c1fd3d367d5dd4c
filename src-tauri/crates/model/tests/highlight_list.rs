//! The practice's own list of highlighted words: it acts from the moment it is adopted (C6.1), and lowers nothing (C6.2).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::civil::date;
use model::highlight::{HighlightList, HighlightListError, HighlightRule, Highlighter, Sign};
use model::{Actor, Ask, ConversationId, InboundText, Policy, PolicyError, State as _, WorkerName};
use testkit::Person::{Price, Shah, Whitfield};
use testkit::{Person, Rules};

fn rule(name: &str, signs: &[&str]) -> HighlightRule {
    let signs = signs.iter().map(|line| Sign::parse(line).expect("a sign")).collect();
    HighlightRule { name: name.to_owned(), signs, may_be_denied: true }
}

fn insulin() -> HighlightList {
    HighlightList { own: vec![rule("Insulin", &["run out + insulin/pens"])], off: ["Chest pain".to_owned()].into() }
}

fn adopts(rules: &mut Rules, highlights: HighlightList) {
    let policy = Policy { highlights, ..Policy::default() };
    rules.done(Actor::Staff(Shah.staff_id()), Ask::AdoptPolicy(Box::new(policy)));
}

fn writes(rules: &mut Rules, person: Person, words: &str) -> ConversationId {
    let text = InboundText { content: Rules::content(words), ..rules.text(&person.number()) };
    let message = text.message;
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
    rules.state.message(message).expect("read").expect("there").conversation
}

#[test]
fn c6_1_the_practice_adds_what_it_wants_to_see_and_leaves_out_what_it_does_not() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, Price, "I have run out of my insulin pens");
    assert!(!rules.row(id).clocks.is_raised(), "nobody asked for it yet");
    adopts(&mut rules, insulin());
    assert!(!rules.row(id).clocks.is_raised(), "what was judged stays as it was judged");
    writes(&mut rules, Price, "still nothing, I have run out of insluin");
    assert!(rules.row(id).clocks.is_raised(), "with its slips");
    let other = writes(&mut rules, Whitfield, "I have chest pain");
    assert!(!rules.row(other).clocks.is_raised(), "switched off by name, by somebody who adopted that");
    let other = writes(&mut rules, Whitfield, "and I cannot breathe");
    assert!(rules.row(other).clocks.is_raised(), "and nothing else is");
}

#[test]
fn c6_2_a_list_without_the_rule_lowers_nothing_that_it_raised() {
    let mut rules = Rules::wednesday();
    let id = writes(&mut rules, Whitfield, "I have chest pain");
    let before = rules.row(id).clocks.look;
    adopts(&mut rules, insulin());
    assert_eq!(rules.row(id).clocks.look, before);
}

#[test]
fn c6_1_a_list_that_nobody_can_read_is_refused() {
    let refused = |own: Vec<HighlightRule>| {
        let policy = Policy { highlights: HighlightList { own, ..HighlightList::default() }, ..Policy::default() };
        policy.check(date(2026, 11, 20))
    };
    let refusal = |problem| Err(PolicyError::Highlights(problem));
    assert_eq!(refused(vec![rule("Insulin", &["insulin"])]), Ok(()));
    assert_eq!(refused(vec![rule(" ", &["insulin"])]), refusal(HighlightListError::NoName));
    let name = || "Insulin".to_owned();
    assert_eq!(refused(vec![rule("Insulin", &[])]), refusal(HighlightListError::NoSigns { name: name() }));
    let twice = vec![rule("insulin", &["insulin"]), rule("Insulin", &["pens"])];
    assert_eq!(refused(twice), refusal(HighlightListError::Twice { name: name() }));
    let shipped = vec![rule("Chest pain", &["ouch"])];
    let name = "Chest pain".to_owned();
    assert_eq!(refused(shipped), refusal(HighlightListError::Twice { name }), "nobody could tell the two apart");
    let lines: Vec<String> = (0..101).map(|number| format!("insulin {number}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(refused(vec![rule("Insulin", &lines)]), refusal(HighlightListError::TooMany));
    let gone = HighlightList { off: ["A rule of an older version".to_owned()].into(), ..HighlightList::default() };
    assert_eq!(gone.check(), Ok(()), "a new version must not make a policy void");
}

#[test]
fn c6_1_a_line_that_is_no_sign_is_named() {
    let list = r#"{"own": [{"name": "Insulin", "signs": ["insulin", "pen + "], "may_be_denied": true}]}"#;
    let problem = serde_json::from_str::<HighlightList>(list).expect_err("a word is missing").to_string();
    assert!(problem.contains("“pen + ”") && problem.contains("a word missing"), "{problem}");
}

#[test]
fn c6_1_a_list_is_made_ready_once() {
    let (list, other) = (insulin(), HighlightList { own: vec![], ..insulin() });
    let first = list.highlighter();
    assert_eq!(first.rules().len(), Highlighter::shipped().rules().len(), "one left out, one added");
    assert!(!other.highlighter().raises("run out of insulin"), "each list has its own");
    assert!(list.highlighter().raises("run out of insulin"));
    assert!(HighlightList::default().highlighter().raises("chest pain"));
}
