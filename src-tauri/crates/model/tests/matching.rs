//! Whose text is it? Exactly one patient has the number: that patient's. Otherwise a person must say. Never a guess.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use model::memory::Memory;
use model::{
    Actor, Ask, Change, Channel, ContactPoint, ContactUse, Content, ConversationId, E164, InboundText, MessageId,
    Operation, OperationId, Patient, PatientId, ProviderRef, State as _, StateMut as _, Subject, UnmatchedReason,
    WorkerName, apply, decide,
};
use proptest::prelude::*;
use testkit::random::cases;
use testkit::{HandClock, Person, numbered};

fn number(which: usize) -> E164 {
    E164::parse(&format!("+4477009001{which:02}")).expect("an invented number")
}

fn text(from: E164, place: u64) -> InboundText {
    InboundText {
        channel: Channel::Sms,
        from,
        content: Content::new([7; 16], "Is it ready?".to_owned().into()),
        sent_at: HandClock::default().time(),
        provider: ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{place}") },
        media: 0,
        message: MessageId::new(numbered(500_000_000 + place)),
        conversation: ConversationId::new(numbered(600_000_000 + place)),
    }
}

fn collected(state: &Memory, text: InboundText) -> Vec<Change> {
    let id = OperationId::new(numbered(700_000_000));
    let operation = Operation { id, actor: Actor::Worker(WorkerName::Collect), ask: Ask::Receive(text) };
    decide(state, &operation, HandClock::default().time()).expect("decided").expect("a patient's text is never refused")
}

fn any_use() -> impl Strategy<Value = ContactUse> {
    prop::sample::select(vec![ContactUse::Home, ContactUse::Work, ContactUse::Mobile, ContactUse::Old])
}

/// Some patients with some of four numbers, in use or not.
fn any_register() -> impl Strategy<Value = Vec<Patient>> {
    let points = prop::collection::vec((0..4_usize, any_use()), 0..4);
    prop::collection::vec(points, 0..6).prop_map(|register| {
        (0..)
            .zip(register)
            .map(|(place, points)| {
                let contact_points = points
                    .into_iter()
                    .map(|(which, kind)| ContactPoint { number: number(which), r#use: kind })
                    .collect();
                Patient { id: PatientId::new(numbered((place + 1) * 1_000)), contact_points, ..Person::Price.patient() }
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn one_patient_with_the_number_is_matched_and_none_or_several_are_not(register in any_register(), which in 0..4_usize) {
        let mut state = Memory::default();
        for patient in &register {
            state.put_patient(patient.clone()).expect("kept");
        }
        let from = number(which);
        let has = |patient: &&Patient| {
            patient.contact_points.iter().any(|point| point.number == from && point.r#use != ContactUse::Old)
        };
        let theirs: Vec<PatientId> = register.iter().filter(has).map(|patient| patient.id).collect();
        let expected = match theirs.as_slice() {
            [one] => Subject::Patient { patient: *one },
            [] => Subject::Unmatched { reason: UnmatchedReason::NoPatient },
            _ => Subject::Unmatched { reason: UnmatchedReason::SeveralPatients },
        };
        let changes = collected(&state, text(from, 1));
        let [Change::ConversationOpened { subject, .. }, Change::MessageReceived { .. }, ..] = changes.as_slice() else {
            return Err(TestCaseError::fail(format!("the first text opens a conversation, got {changes:?}")));
        };
        prop_assert_eq!(subject, &expected, "whose conversation it is");
    }

    #[test]
    fn later_texts_never_land_in_another_persons_conversation(
        register in any_register(),
        writes in prop::collection::vec((0..4_usize, any::<bool>()), 1..12),
    ) {
        let mut state = Memory::default();
        for (place, (which, lose)) in (1..).zip(writes) {
            // Between texts the register changes: people come, and some give their numbers up.
            for patient in &register {
                let mut patient = patient.clone();
                if lose && let Some(point) = patient.contact_points.first_mut() {
                    point.r#use = ContactUse::Old;
                }
                state.put_patient(patient).expect("kept");
            }
            let from = number(which);
            let theirs = state.patients_with(&from).expect("read");
            let only = if let [one] = theirs.as_slice() { Some(*one) } else { None };
            let changes = collected(&state, text(from.clone(), place));
            for change in &changes {
                apply(&mut state, change).expect("applied");
            }
            let landed = state.message(MessageId::new(numbered(500_000_000 + place))).expect("read").expect("there");
            let row = state.conversation(landed.conversation).expect("read").expect("there");
            prop_assert_eq!(row.subject.patient(), only, "the conversation is the only owner's, or nobody's");
            prop_assert_eq!(row.number, from, "and of the number it came from");
        }
    }
}

#[test]
fn a_number_given_up_matches_nobody() {
    let mut state = Memory::default();
    let mut patient = Person::Price.patient();
    for point in &mut patient.contact_points {
        point.r#use = ContactUse::Old;
    }
    state.put_patient(patient).expect("kept");
    let changes = collected(&state, text(Person::Price.number(), 1));
    let unmatched = Subject::Unmatched { reason: UnmatchedReason::NoPatient };
    assert!(
        matches!(changes.first(), Some(Change::ConversationOpened { subject, .. }) if *subject == unmatched),
        "somebody else may have the number by now, got {changes:?}"
    );
}

#[test]
fn a_number_that_becomes_shared_stops_matching_its_first_owner() {
    let mut state = Memory::default();
    state.put_patient(Person::Leila.patient()).expect("kept");
    for change in collected(&state, text(Person::Leila.number(), 1)) {
        apply(&mut state, &change).expect("applied");
    }
    state.put_patient(Person::Sami.patient()).expect("kept");
    for change in collected(&state, text(Person::Sami.number(), 2)) {
        apply(&mut state, &change).expect("applied");
    }
    let second = state.message(MessageId::new(numbered(500_000_002))).expect("read").expect("there");
    let row = state.conversation(second.conversation).expect("read").expect("there");
    let several = Subject::Unmatched { reason: UnmatchedReason::SeveralPatients };
    assert_eq!(row.subject, several, "the mother's open conversation does not draw her son's text in");
}

#[test]
fn a_number_given_up_comes_back_into_use_when_a_person_says_so() {
    let mut state = Memory::default();
    let mut patient = Person::Price.patient();
    for point in &mut patient.contact_points {
        point.r#use = ContactUse::Old;
    }
    let points = patient.contact_points.len();
    state.put_patient(patient).expect("kept");
    state.put_staff(Person::Okafor.staff()).expect("kept");
    for change in collected(&state, text(Person::Price.number(), 1)) {
        apply(&mut state, &change).expect("applied");
    }
    let row = state.conversations().next().expect("unmatched").clone();
    let operation = Operation {
        id: OperationId::new(numbered(700_000_001)),
        actor: Actor::Staff(Person::Okafor.staff_id()),
        ask: Ask::Match {
            conversation: row.id,
            seen: row.revision,
            patient: Person::Price.patient_id(),
            add_number: true,
            said: vec![],
        },
    };
    let changes = decide(&state, &operation, HandClock::default().time()).expect("decided").expect("allowed");
    for change in changes {
        apply(&mut state, &change).expect("applied");
    }
    let patient = state.patient(Person::Price.patient_id()).expect("read").expect("there");
    assert!(patient.uses_number(&Person::Price.number()), "the reply to this number is not refused");
    assert_eq!(patient.contact_points.len(), points, "and it is not listed twice");
}
