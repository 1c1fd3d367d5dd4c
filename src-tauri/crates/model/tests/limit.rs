//! Limiting misuse (D-14): a limit touches what goes out and nothing of what comes in, and nobody drops out.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Span};
use model::calendar::MessageClass;
use model::{
    Act, Actor, Addressee, Ask, Automatic, AutomaticText, Awaited, Change, Channel, Conversation, ConversationId,
    Delivery, InboundText, LimitAsked, LimitProblem, LimitTerms, MessageId, MessageKind, Needs, OpenWay, OutboundText,
    Policy, PolicyError, Practice, Preferences, Purpose, Refusal, Reviewed, State as _, Wish, WorkerName,
};
use proptest::prelude::*;
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::random::cases;
use testkit::{Person, Rules};

fn nurse() -> Actor {
    Actor::Staff(Okafor.staff_id())
}

fn doctor() -> Actor {
    Actor::Staff(Shah.staff_id())
}

fn day(rules: &Rules, days: i64) -> Date {
    Policy::default().local(rules.clock.time()).date().saturating_add(Span::new().days(days))
}

/// A limit that can stand.
fn terms(rules: &Rules) -> LimitTerms {
    LimitTerms {
        reason: "forty texts a day, with threats".to_owned().into(),
        open: [OpenWay::Telephone, OpenWay::Desk].into(),
        review_on: day(rules, 90),
    }
}

fn set(person: Person, terms: LimitTerms) -> Ask {
    Ask::Limit(LimitAsked::Set { patient: person.patient_id(), terms })
}

fn lift(person: Person, reason: &str) -> Ask {
    Ask::Limit(LimitAsked::Lift { patient: person.patient_id(), reason: reason.to_owned().into() })
}

fn limits(rules: &mut Rules, person: Person) {
    let terms = terms(rules);
    rules.done(doctor(), set(person, terms));
}

fn known(rules: &Rules, person: Person) -> Preferences {
    rules.state.preferences(person.patient_id()).expect("memory")
}

fn writes(rules: &mut Rules, words: &str) -> ConversationId {
    let text = InboundText { content: Rules::content(words), ..rules.text(&Whitfield.number()) };
    let message = text.message;
    rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
    rules.state.message(message).expect("memory").expect("there").conversation
}

/// Pays what is owed, as the worker does.
fn answers(rules: &mut Rules, conversation: ConversationId, answer: Automatic) -> Vec<Change> {
    let message = MessageId::new(rules.ids.next());
    let text = AutomaticText { message, conversation, answer, content: Rules::content("what the policy says") };
    rules.done(Actor::Worker(WorkerName::Answer), Ask::SendAutomatic(text))
}

#[test]
fn d_14_a_limit_needs_a_reason_another_way_and_a_review_within_a_year() {
    let mut rules = Rules::default();
    let good = terms(&rules);
    let latest = day(&rules, 365);
    let cases = [
        (LimitTerms { reason: "  ".to_owned().into(), ..good.clone() }, LimitProblem::NoReason),
        (LimitTerms { open: BTreeSet::new(), ..good.clone() }, LimitProblem::NoOpenWay),
        (LimitTerms { review_on: day(&rules, -1), ..good.clone() }, LimitProblem::ReviewPassed),
        (LimitTerms { review_on: day(&rules, 0), ..good.clone() }, LimitProblem::ReviewPassed),
        (LimitTerms { review_on: day(&rules, 366), ..good.clone() }, LimitProblem::ReviewTooFar { latest }),
    ];
    for (terms, problem) in cases {
        assert_eq!(rules.ask(doctor(), set(Whitfield, terms)), Err(Refusal::LimitRefused { problem }));
    }
    let refused = Err(Refusal::NotAllowed { act: Act::LimitMessaging });
    assert_eq!(rules.ask(nurse(), set(Whitfield, good.clone())), refused, "a GP or a manager decides it");
    let needs = Needs { cannot_phone: true, ..Needs::default() };
    rules.done(nurse(), Ask::RecordNeeds { patient: Price.patient_id(), needs });
    let only_telephone = LimitTerms { open: [OpenWay::Telephone].into(), ..good.clone() };
    let problem = LimitProblem::NoUsableWay;
    assert_eq!(rules.ask(doctor(), set(Price, only_telephone)), Err(Refusal::LimitRefused { problem }), "she is deaf");
    let nobody = set(Okafor, good.clone());
    assert_eq!(rules.ask(doctor(), nobody), Err(Refusal::UnknownPatient));
    rules.done(doctor(), set(Whitfield, LimitTerms { review_on: latest, ..good.clone() }));
    assert!(known(&rules, Whitfield).limit().is_some() && known(&rules, Price).limit().is_none());
    assert_eq!(rules.done(doctor(), set(Whitfield, LimitTerms { review_on: latest, ..good })), [], "said twice");
}

#[test]
fn d_14_who_set_changed_reviewed_and_lifted_it_is_kept() {
    let mut rules = Rules::default();
    let begun = rules.clock.time();
    let first = LimitTerms { review_on: day(&rules, 20), ..terms(&rules) };
    rules.done(doctor(), set(Whitfield, first.clone()));
    rules.clock.pass(SignedDuration::from_hours(24));
    let second = LimitTerms { open: [OpenWay::Letter].into(), ..first };
    rules.done(doctor(), set(Whitfield, second.clone()));
    assert_eq!(known(&rules, Whitfield).limited_since(), Some(begun), "limited without a break");
    rules.clock.pass(SignedDuration::from_hours(24));
    let seen = Reviewed { patient: Whitfield.patient_id(), wish: Wish::Limit, due: second.review_on };
    rules.done(doctor(), Ask::ReviewWish(seen));
    assert_eq!(known(&rules, Whitfield).review_on(Wish::Limit), Some(day(&rules, 365)), "again in a year");
    let empty = rules.ask(doctor(), lift(Whitfield, " "));
    assert_eq!(empty, Err(Refusal::LimitRefused { problem: LimitProblem::NoReason }), "an end has a reason too");
    assert_eq!(rules.ask(nurse(), lift(Whitfield, "x")), Err(Refusal::NotAllowed { act: Act::LimitMessaging }));
    rules.clock.pass(SignedDuration::from_hours(24));
    rules.done(doctor(), lift(Whitfield, "we spoke, and agreed"));
    let known = known(&rules, Whitfield);
    assert!(known.limit().is_none() && known.limited_since().is_none() && known.to_review().is_empty());
    let [old, new] = known.limits.as_slice() else { unreachable!("two, got {:?}", known.limits) };
    assert_eq!((old.by, old.at, &old.lifted), (Shah.staff_id(), begun, &None));
    let lifted = new.lifted.as_ref().expect("lifted");
    assert_eq!((lifted.by, lifted.at), (Shah.staff_id(), rules.clock.time()));
    assert_eq!(lifted.reason, "we spoke, and agreed".to_owned().into());
    assert_eq!((known.limit_reviews(0).count(), known.limit_reviews(1).count()), (0, 1), "each has its own reviews");
    assert_eq!(rules.done(doctor(), lift(Whitfield, "again")), [], "what does not stand is not lifted");
}

#[test]
fn d_14_the_acknowledgement_says_once_that_texts_are_not_answered() {
    let mut rules = Rules::default();
    limits(&mut rules, Whitfield);
    let id = writes(&mut rules, "answer me");
    assert_eq!(rules.row(id).automatic_due, Some(Automatic::Limited));
    answers(&mut rules, id, Automatic::Limited);
    for words in ["answer me", "ANSWER ME", "I am out of office: automatic reply"] {
        rules.clock.pass(SignedDuration::from_hours(7));
        assert_eq!(writes(&mut rules, words), id);
        assert_eq!(rules.row(id).automatic_due, None, "{words}: one in a day, and none to a robot");
    }
    rules.clock.pass(SignedDuration::from_hours(4));
    let (open, practice) = (terms(&rules).open, Practice::default());
    let to = Addressee { open: Some(&open), ..Addressee::of(&practice) };
    let text = Policy::default().automatic_text(Automatic::Limited, to, rules.clock.time());
    writes(&mut rules, &text.expect("a text"));
    assert_eq!(rules.row(id).automatic_due, None, "one of our own that comes back");
    writes(&mut rules, "why?");
    assert_eq!(rules.row(id).automatic_due, Some(Automatic::Limited), "and again after a day");
    let stop = writes(&mut rules, "STOP");
    assert_eq!(rules.row(stop).automatic_due, Some(Automatic::OptOutConfirmed), "a word that is one is heard as ever");
    let other = rules.arrives(&Price.number());
    assert_ne!(rules.row(other).automatic_due, Some(Automatic::Limited), "nobody else hears of it");
}

#[test]
fn d_14_a_limit_set_or_lifted_before_the_text_leaves_changes_which_text_it_is() {
    let mut rules = Rules::default();
    let id = writes(&mut rules, "answer me");
    let owed = rules.row(id).automatic_due.expect("an acknowledgement");
    limits(&mut rules, Whitfield);
    let instead = Change::AutomaticDue { conversation: id, answer: Automatic::Limited };
    assert_eq!(answers(&mut rules, id, owed), [instead], "no answer is promised any more");
    rules.done(doctor(), lift(Whitfield, "a mistake"));
    let instead = Change::AutomaticDue { conversation: id, answer: owed };
    assert_eq!(answers(&mut rules, id, Automatic::Limited), [instead], "nor refused");
    assert!(matches!(answers(&mut rules, id, owed).as_slice(), [Change::MessageWritten { .. }]));
}

#[test]
fn d_14_an_unsafe_route_silences_the_text_too() {
    let mut rules = Rules::default();
    limits(&mut rules, Whitfield);
    let id = writes(&mut rules, "answer me");
    let reason = "partner reads it".to_owned().into();
    rules.done(nurse(), Ask::MarkUnsafe { patient: Whitfield.patient_id(), channel: Channel::Sms, reason });
    assert_eq!(answers(&mut rules, id, Automatic::Limited), [Change::AutomaticDropped { conversation: id }]);
}

#[test]
fn d_14_only_care_goes_out_and_no_reason_changes_that() {
    let mut rules = Rules::default();
    let id = writes(&mut rules, "answer me");
    let survey = OutboundText { purpose: Purpose::Survey, ..rules.reply(id) };
    let waiting = survey.message;
    rules.done(nurse(), Ask::Send(survey));
    limits(&mut rules, Whitfield);
    let stopped = rules.state.message(waiting).expect("memory").expect("there");
    let MessageKind::Out { delivery: Delivery::Failed { failure, .. }, .. } = stopped.kind else {
        unreachable!("what waited is stopped in the same moment, got {:?}", stopped.kind)
    };
    assert_eq!(failure.code.as_deref(), Some("limited"));
    let said = |rules: &mut Rules, purpose, also: &[Purpose]| {
        let despite = Some("he asked for it".to_owned().into());
        let text = OutboundText { purpose, also: also.to_vec(), despite, ..rules.reply(id) };
        rules.ask(nurse(), Ask::Send(text)).map(drop)
    };
    for purpose in [Purpose::Survey, Purpose::Marketing] {
        let refused = Err(Refusal::MessagingLimited { purpose });
        assert_eq!(said(&mut rules, purpose, &[]), refused);
        assert_eq!(said(&mut rules, Purpose::Administration, &[purpose]), refused, "nor beside something else");
    }
    assert_eq!(said(&mut rules, Purpose::Administration, &[]), Ok(()), "an appointment does");
    rules.done(doctor(), lift(Whitfield, "we spoke"));
    assert_eq!(said(&mut rules, Purpose::Survey, &[]), Ok(()));
}

#[test]
fn d_14_nobody_is_left_with_a_way_that_they_cannot_use() {
    let mut rules = Rules::default();
    let needs = |rules: &mut Rules, cannot_phone| {
        let needs = Needs { cannot_phone, ..Needs::default() };
        rules.done(nurse(), Ask::RecordNeeds { patient: Whitfield.patient_id(), needs });
    };
    assert_eq!(known(&rules, Whitfield).open_ways(), None, "no limit, and every way");
    let both = terms(&rules);
    rules.done(doctor(), set(Whitfield, both.clone()));
    assert_eq!(known(&rules, Whitfield).open_ways(), Some(both.open.clone()));
    needs(&mut rules, true);
    assert_eq!(known(&rules, Whitfield).open_ways(), Some([OpenWay::Desk].into()), "learnt later: he is deaf");
    needs(&mut rules, false);
    rules.done(doctor(), set(Whitfield, LimitTerms { open: [OpenWay::Telephone].into(), ..both }));
    needs(&mut rules, true);
    let open = Some([OpenWay::Desk, OpenWay::Letter].into());
    assert_eq!(known(&rules, Whitfield).open_ways(), open, "nobody drops out");
}

#[test]
fn d_14_its_review_is_for_those_who_may_limit() {
    let mut rules = Rules::default();
    limits(&mut rules, Whitfield);
    let due = terms(&rules).review_on;
    assert_eq!(known(&rules, Whitfield).to_review(), [(Wish::Limit, due)]);
    let seen = Ask::ReviewWish(Reviewed { patient: Whitfield.patient_id(), wish: Wish::Limit, due });
    let refused = Err(Refusal::NotAllowed { act: Act::LimitMessaging });
    assert_eq!(rules.ask(nurse(), seen.clone()), refused, "who may review wishes may not review limits");
    rules.done(doctor(), seen.clone());
    assert_eq!(rules.ask(doctor(), seen), Err(Refusal::WishChanged), "pressed twice, it counts once");
}

#[test]
fn d_14_the_text_says_how_else_and_what_if_it_is_urgent() {
    let policy = Policy::default();
    let today = jiff::civil::date(2026, 11, 20);
    let practice = Practice { name: "Mill Lane".to_owned(), phone: "020 7946 0123".to_owned(), ..Practice::default() };
    let said = |open: &[OpenWay], practice: &Practice| {
        let open = open.iter().copied().collect();
        let to = Addressee { open: Some(&open), ..Addressee::of(practice) };
        policy.automatic_text(Automatic::Limited, to, jiff::Timestamp::UNIX_EPOCH).expect("a text")
    };
    let all = said(&OpenWay::ALL, &practice);
    assert_eq!(
        all,
        "Mill Lane: texts from you are not answered at present. To reach us, telephone us on 020 7946 0123, come to the \
         desk or write us a letter. If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999."
    );
    assert!(
        said(&[OpenWay::Letter], &practice).contains("To reach us, write us a letter."),
        "what is closed is not said"
    );
    assert!(said(&[OpenWay::Telephone, OpenWay::Desk], &Practice::default()).contains("our usual number or come to"));
    let with = |change: &dyn Fn(&mut Policy)| {
        let mut policy = Policy::default();
        change(&mut policy);
        policy.check(today)
    };
    assert_eq!(with(&|_| ()), Ok(()));
    let text = Automatic::Limited;
    assert_eq!(with(&|policy| policy.texts.limited = "Not now. {{urgent}}".to_owned()), Err(PolicyError::NoOpenWays));
    assert_eq!(
        with(&|policy| policy.texts.limited = "Not now: {{ways}}.".to_owned()),
        Err(PolicyError::NoUrgentWording { text })
    );
    let name = "ways".to_owned();
    let other = PolicyError::UnknownVariable { text: Automatic::Received, name };
    assert_eq!(with(&|policy| policy.texts.received = "{{ways}} {{urgent}}".to_owned()), Err(other));
    let mut old = serde_json::to_value(&policy).expect("JSON");
    old["texts"].as_object_mut().expect("texts").remove("limited");
    assert_eq!(serde_json::from_value::<Policy>(old).expect("read"), policy, "a policy from before has the app's own");
}

/// Something that happens between a patient and the practice.
#[derive(Clone, Copy, Debug)]
enum Event {
    Writes(usize),
    Acknowledged,
    Read,
    Replied,
    Classed(usize),
    Alarm(bool),
    Hours(i64),
}

const WORDS: [&str; 6] =
    ["answer me", "I have chest pain", "thank you", "please ring, I want to hurt myself", "STOP", "help"];

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..WORDS.len()).prop_map(Event::Writes),
        2 => Just(Event::Acknowledged),
        1 => Just(Event::Read),
        1 => Just(Event::Replied),
        1 => (0..4_usize).prop_map(Event::Classed),
        3 => any::<bool>().prop_map(Event::Alarm),
        3 => (0..40_i64).prop_map(Event::Hours),
    ]
}

/// Lets it happen; returns what it changed beside which text the app owes.
fn happens(rules: &mut Rules, event: Event, place: &mut Option<ConversationId>) -> Vec<Change> {
    let changes = match (event, *place) {
        (Event::Writes(which), _) => {
            let words = WORDS.get(which).copied().unwrap_or_default();
            let text = InboundText { content: Rules::content(words), ..rules.text(&Whitfield.number()) };
            let message = text.message;
            let changes = rules.done(Actor::Worker(WorkerName::Collect), Ask::Receive(text));
            *place = rules.state.message(message).expect("memory").map(|message| message.conversation);
            changes
        }
        (Event::Hours(hours), _) => {
            rules.clock.pass(SignedDuration::from_hours(hours));
            vec![]
        }
        (_, None) => vec![],
        (Event::Acknowledged, Some(id)) => match rules.row(id).automatic_due {
            Some(answer) => answers(rules, id, answer),
            None => vec![],
        },
        (Event::Read, Some(id)) => {
            let seen = rules.row(id).revision;
            rules.done(nurse(), Ask::MarkRead { conversation: id, seen })
        }
        (Event::Replied, Some(id)) => {
            let text = rules.reply(id);
            rules.ask(nurse(), Ask::Send(text)).unwrap_or_default()
        }
        (Event::Classed(which), Some(conversation)) => {
            let class = MessageClass::ALL.get(which).copied().unwrap_or(MessageClass::Routine);
            rules.done(nurse(), Ask::SetClass { conversation, class })
        }
        (Event::Alarm(look), Some(conversation)) => {
            let about = if look { Awaited::FirstLook } else { Awaited::Answer };
            let alarm = Ask::RaiseAlarm { conversation, about };
            rules.ask(Actor::Worker(WorkerName::Remind), alarm).unwrap_or_default()
        }
    };
    let automatic = |change: &Change| matches!(change, Change::AutomaticDue { .. } | Change::MessageWritten { .. });
    changes.into_iter().filter(|change| !automatic(change)).collect()
}

/// A conversation without which of the acknowledgements it owes.
fn beside_the_text(row: Conversation) -> Conversation {
    let owes = row.automatic_due.map(|due| if due == Automatic::Limited { Automatic::Received } else { due });
    let owes = owes.map(|due| if due == Automatic::ReceivedWhileClosed { Automatic::Received } else { due });
    Conversation { automatic_due: owes, ..row }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn d_14_nothing_of_what_a_limited_patient_writes_is_dropped_delayed_or_lowered(life in prop::collection::vec(event(), 1..40)) {
        let (mut free, mut limited) = (Rules::wednesday(), Rules::wednesday());
        // The same number of operations, so that everything has the same id.
        free.done(doctor(), lift(Whitfield, "there is none"));
        limits(&mut limited, Whitfield);
        let (mut here, mut there) = (None, None);
        for event in life {
            let (plain, under_limit) = (happens(&mut free, event, &mut here), happens(&mut limited, event, &mut there));
            prop_assert_eq!(plain, under_limit, "what arrives, is highlighted and rings");
            prop_assert_eq!(here, there, "where it lands");
        }
        let rows = |rules: &Rules| rules.state.conversations().cloned().map(beside_the_text).collect::<Vec<_>>();
        prop_assert_eq!(rows(&free), rows(&limited), "every clock, every count, every order");
    }
}
