//! What is known of a message's way only ever grows, in whatever order and however often it is told.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::Timestamp;
use model::memory::Memory;
use model::{
    Actor, Ask, Change, Channel, Content, ConversationId, Delivery, Failure, FailureClass, MessageId, Operation,
    OperationId, ProviderRef, ProviderStatus, State as _, StateMut as _, Subject, WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::random::cases;
use testkit::{Person, numbered};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_165_200 + seconds).expect("a time")
}

fn failure() -> Failure {
    Failure { class: FailureClass::Temporary, code: Some("30003".to_owned()) }
}

/// Every state, lowest first, as the design's chain has them; written down here a second time on purpose.
fn chain() -> Vec<Delivery> {
    let (time, since) = (at(0), at(0));
    let mut chain = vec![Delivery::Held { until: time }, Delivery::Withdrawn { at: time }];
    for attempts in 1..=3 {
        chain.push(Delivery::InFlight { attempts, since });
        chain.push(Delivery::Unknown { attempts, since, absent_at: None, needs_person: false });
        chain.push(Delivery::Unknown { attempts, since, absent_at: Some(time), needs_person: false });
        chain.push(Delivery::Unknown { attempts, since, absent_at: Some(time), needs_person: true });
        chain.push(Delivery::Queued { attempts, not_before: time });
    }
    chain.push(Delivery::Accepted { at: time });
    chain.push(Delivery::Sent { at: time });
    chain.push(Delivery::Failed { at: time, failure: failure() });
    chain.push(Delivery::Delivered { at: time });
    chain.push(Delivery::Read { at: time });
    chain
}

/// Returns the place of a state in the chain, whatever its times say.
fn place(state: &Delivery) -> usize {
    let same_step = |other: &Delivery| match (state, other) {
        (Delivery::Queued { attempts: one, .. }, Delivery::Queued { attempts: two, .. })
        | (Delivery::InFlight { attempts: one, .. }, Delivery::InFlight { attempts: two, .. }) => one == two,
        (
            Delivery::Unknown { attempts: one, absent_at: seen, needs_person: asked, .. },
            Delivery::Unknown { attempts: two, absent_at, needs_person, .. },
        ) => one == two && seen.is_some() == absent_at.is_some() && asked == needs_person,
        _ => std::mem::discriminant(state) == std::mem::discriminant(other),
    };
    chain().iter().position(same_step).expect("every state has a place")
}

/// The same step of the chain, at another time.
fn moved(state: &Delivery, seconds: i64) -> Delivery {
    let time = at(seconds);
    let mut state = state.clone();
    match &mut state {
        Delivery::Unknown { since, absent_at, .. } => {
            *since = time;
            *absent_at = absent_at.map(|_| time);
        }
        Delivery::Held { until: known }
        | Delivery::Withdrawn { at: known }
        | Delivery::Queued { not_before: known, .. }
        | Delivery::InFlight { since: known, .. }
        | Delivery::Accepted { at: known }
        | Delivery::Sent { at: known }
        | Delivery::Failed { at: known, .. }
        | Delivery::Delivered { at: known }
        | Delivery::Read { at: known } => *known = time,
    }
    state
}

/// Any state, at any time.
fn any_delivery() -> impl Strategy<Value = Delivery> {
    (prop::sample::select(chain()), 0..100_000_i64).prop_map(|(state, seconds)| moved(&state, seconds))
}

fn any_report() -> impl Strategy<Value = ProviderStatus> {
    prop_oneof![
        Just(ProviderStatus::Accepted),
        Just(ProviderStatus::Sent),
        Just(ProviderStatus::Delivered),
        Just(ProviderStatus::Read),
        Just(ProviderStatus::Failed { failure: failure() }),
    ]
}

const MESSAGE: fn() -> MessageId = || MessageId::new(numbered(1_000_002));

fn named() -> ProviderRef {
    ProviderRef { account: "twilio:AC1".to_owned(), id: "SM1".to_owned() }
}

/// A practice with one message that the provider has.
fn one_message_out() -> Memory {
    let mut state = Memory::default();
    let conversation = ConversationId::new(numbered(1_000_001));
    let number = Person::Whitfield.number();
    let content = Content::new([1; 16], "Please ring us".to_owned().into());
    state.put_staff(Person::Okafor.staff()).expect("kept");
    state.put_patient(Person::Whitfield.patient()).expect("kept");
    let changes = [
        Change::ConversationOpened {
            conversation,
            subject: Subject::Patient { patient: Person::Whitfield.patient_id() },
            number: number.clone(),
            channel: Channel::Sms,
            at: at(0),
            proxy: None,
        },
        Change::MessageWritten {
            message: MESSAGE(),
            conversation,
            channel: Channel::Sms,
            to: number,
            content: content.digest(),
            author: model::Author::Staff { staff: Person::Okafor.staff_id() },
            purpose: model::Purpose::ClinicalAdvice,
            also: Vec::new(),
            despite: None,
            at: at(0),
            held_until: at(10),
            repeats: None,
            templates: Vec::new(),
            warned: None,
            terms: model::Terms::default(),
            quote: None,
        },
        Change::DeliveryChanged {
            message: MESSAGE(),
            delivery: Delivery::Accepted { at: at(11) },
            provider: Some(named()),
            segments: Some(1),
        },
    ];
    for change in &changes {
        apply(&mut state, change).expect("applied");
    }
    state
}

/// Tells the practice of reports in this order; returns where the message then is.
fn told(reports: &[ProviderStatus]) -> Delivery {
    let mut state = one_message_out();
    for (number, status) in (0_u32..).zip(reports) {
        let before = state.message(MESSAGE()).expect("read").expect("there");
        let ask = Ask::ReportStatus { provider: named(), status: status.clone(), at: at(i64::from(number)) };
        let id = OperationId::new(numbered(600_000_000 + u64::from(number)));
        let operation = Operation { id, actor: Actor::Worker(WorkerName::Send), ask };
        for change in decide(&state, &operation, at(100)).expect("decided").expect("a report is never refused") {
            apply(&mut state, &change).expect("applied");
        }
        let after = state.message(MESSAGE()).expect("read").expect("there");
        let (from, to) = (before.delivery().expect("it goes out"), after.delivery().expect("it goes out"));
        assert!(place(to) >= place(from), "{status:?} took {from:?} back to {to:?}");
        if from == to {
            assert_eq!(before, after, "a report that tells nothing new changes nothing, not even the version");
        } else {
            assert!(after.version > before.version, "what is filed of it is now too little");
        }
    }
    state.message(MESSAGE()).expect("read").expect("there").delivery().expect("it goes out").clone()
}

#[test]
fn the_chain_has_every_state_and_each_stands_above_the_one_before() {
    let chain = chain();
    for (lower, higher) in chain.iter().zip(chain.iter().skip(1)) {
        assert_eq!(&lower.clone().join(higher.clone()), higher, "{higher:?} is more than {lower:?}");
        assert_eq!(&higher.clone().join(lower.clone()), higher, "{lower:?} takes nothing from {higher:?}");
    }
}

#[test]
fn delivered_is_proof_against_a_failure_and_not_the_same_as_read() {
    let (delivered, read) = (Delivery::Delivered { at: at(5) }, Delivery::Read { at: at(9) });
    let failed = Delivery::Failed { at: at(7), failure: failure() };
    assert_eq!(failed.join(delivered.clone()), delivered, "networks report a failure and deliver after all");
    assert_eq!(delivered.join(read.clone()), read, "only a report of reading makes it read");
}

#[test]
fn unknown_is_not_sent_and_only_the_last_unknown_asks_a_person() {
    for state in chain() {
        let unknown = matches!(state, Delivery::Unknown { .. });
        assert!(!(unknown && state.belongs_in_record()), "nobody knows that it was said: {state:?}");
        let asks = matches!(state, Delivery::Failed { .. } | Delivery::Unknown { needs_person: true, .. });
        assert_eq!(state.needs_person(), asks, "who must look at {state:?}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn joining_with_itself_changes_nothing(state in any_delivery()) {
        prop_assert_eq!(state.clone().join(state.clone()), state, "told twice");
    }

    #[test]
    fn joining_goes_to_the_higher_of_the_two_whichever_comes_first(one in any_delivery(), other in any_delivery()) {
        let highest = place(&one).max(place(&other));
        prop_assert_eq!(place(&one.clone().join(other.clone())), highest, "never down, never past");
        prop_assert_eq!(place(&other.clone().join(one.clone())), highest, "and the order does not count");
    }

    #[test]
    fn joining_may_be_done_in_any_grouping(a in any_delivery(), b in any_delivery(), c in any_delivery()) {
        let left = a.clone().join(b.clone()).join(c.clone());
        let right = a.join(b.join(c));
        prop_assert_eq!(left, right, "two laptops that heard in different groups agree");
    }

    #[test]
    fn of_two_reports_of_one_step_the_known_one_stays(state in any_delivery(), seconds in 0..100_000_i64) {
        prop_assert_eq!(state.clone().join(moved(&state, seconds)), state, "a repeated report does not move the time");
    }

    #[test]
    fn reports_in_any_order_and_number_end_at_the_same_place(
        (reports, shuffled) in prop::collection::vec(any_report(), 1..8)
            .prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle())),
        repeated in 0..8_usize,
    ) {
        let one = told(&reports);
        let mut other = shuffled;
        let again = other.get(repeated % other.len()).cloned();
        other.extend(again);
        prop_assert_eq!(place(&told(&other)), place(&one), "late, repeated and overtaken reports converge");
    }
}
