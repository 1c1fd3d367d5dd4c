//! Messaging is a choice (C1, C2): a "no" is honoured everywhere at once, the policy acts, and what the app says by itself is
//! never one too many. The real file, the real adapter, the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    AcceptPolicyRequest, AdoptPolicyRequest, Arranged, AutomaticView, ChannelView, ConsentDecisionView,
    ConsentSourceView, ConsentStateView, DeliveryView, MarkRouteRequest, MatchRequest, MessageKindView, MessageView,
    PatientRequest, PreferencesView, PurposeView, Queue, QueueRequest, RecordConsentRequest, SendRequest, WishView,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::{Act, ConversationId, E164, Refusal};
use testkit::Person::{Leila, Okafor, Price, Sami, Shah, Whitfield};
use testkit::{Person, Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

async fn shown(surgery: &Surgery, conversation: ConversationId) -> Vec<MessageView> {
    surgery.shows(conversation).await.page.messages
}

async fn automatic(surgery: &Surgery, conversation: ConversationId) -> Vec<AutomaticView> {
    shown(surgery, conversation).await.into_iter().filter_map(|message| message.automatic).collect()
}

async fn preferences(surgery: &Surgery, person: Person) -> PreferencesView {
    let patient = person.patient_id().to_string();
    surgery.engine.preferences(PatientRequest { patient }).await.expect("a patient")
}

async fn states(surgery: &Surgery, person: Person) -> Vec<ConsentStateView> {
    preferences(surgery, person).await.lines.into_iter().map(|line| line.state).collect()
}

fn says(person: Person, decision: ConsentDecisionView, purpose: Option<PurposeView>) -> RecordConsentRequest {
    RecordConsentRequest {
        patient: person.patient_id().to_string(),
        channel: ChannelView::Sms,
        purpose,
        decision,
        said_on: "2026-11-20".to_owned(),
        said_at: None,
        source: ConsentSourceView::Phone,
        message: None,
        evidence: "told us on the telephone".to_owned(),
        review_on: None,
    }
}

/// Lets the app say what it owes, and the sender hand it over.
async fn answers(surgery: &Surgery) {
    surgery.engine.answer_once().await.expect("a turn");
    surgery.engine.send_once().await.expect("a turn of the sender");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_5_c1_9_stop_is_shown_recorded_confirmed_once_and_stops_what_waits() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    let held = surgery.engine.send(surgery.answer(conversation, "No. Rest for a week.").await).await.expect("held");
    // A word that the provider does not know, so that the confirmation is ours and arrives.
    assert_eq!(surgery.arrives(Whitfield, " opt - out! ").await, conversation, "shown where they write");
    let after = shown(&surgery, conversation).await;
    let stop = after.iter().find(|message| message.text.contains("opt")).expect("staff see it");
    assert_eq!(stop.wish, Some(WishView::OptOut), "and what it was read as");
    let stopped = after.iter().find(|message| message.id == held.message).expect("shown");
    assert!(
        matches!(&stopped.delivery, Some(DeliveryView::Failed { code: Some(code), .. }) if code == "objected"),
        "what waited to leave is stopped in the same moment, got {:?}",
        stopped.delivery
    );
    for state in states(&surgery, Whitfield).await {
        assert_eq!(state, ConsentStateView::Objected, "for every purpose");
    }
    let again = surgery.engine.send(surgery.answer(conversation, "Please ring us").await).await;
    assert!(matches!(refusal(again), Refusal::Objected { .. }), "nothing new is sent");
    answers(&surgery).await;
    surgery.sender_looks_after(HOLD).await;
    surgery.arrives(Whitfield, "OPT-OUT").await;
    answers(&surgery).await;
    let confirmed = automatic(&surgery, conversation).await;
    assert_eq!(confirmed, [AutomaticView::OptOutConfirmed], "one confirmation, however often it is said");
    let taken = surgery.town.taken(&Whitfield.number()).await;
    assert_eq!(taken.len(), 1, "and nothing else reached the phone: {taken:?}");
    surgery.arrives(Whitfield, "start").await;
    assert_eq!(states(&surgery, Whitfield).await[0], ConsentStateView::Agreed, "START opts in again (C1.8)");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_7_the_providers_own_list_is_shown_as_what_it_is() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "Thank you").await;
    surgery.town.is_a(&Price.number(), "opted_out").await;
    surgery.engine.send(surgery.answer(conversation, "You are welcome").await).await.expect("nobody knows yet");
    surgery.sender_looks_after(HOLD).await;
    let known = preferences(&surgery, Price).await;
    assert_eq!(known.history[0].source, ConsentSourceView::Provider, "the provider said so");
    let reason = Some("she asked for it on the telephone".to_owned());
    let request = SendRequest { despite: reason, ..surgery.answer(conversation, "Again").await };
    assert_eq!(refusal(surgery.engine.send(request).await), Refusal::ObjectedAtProvider, "no reason changes that");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_1_c1_4_an_objection_to_one_purpose_and_a_reason_for_one_message() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Any news?").await;
    let objected = says(Whitfield, ConsentDecisionView::Objected, Some(PurposeView::Results));
    surgery.engine.record_consent(objected).await.expect("written down");
    let send = async |purpose, despite: Option<&str>| {
        let mut request = surgery.answer(conversation, "We have your result.").await;
        (request.purpose, request.despite) = (purpose, despite.map(str::to_owned));
        surgery.engine.send(request).await
    };
    send(PurposeView::Administration, None).await.expect("a reminder goes");
    assert!(matches!(refusal(send(PurposeView::Results, None).await), Refusal::Objected { .. }), "a result does not");
    assert!(
        matches!(refusal(send(PurposeView::Results, Some("  ")).await), Refusal::Objected { .. }),
        "a blank is no reason"
    );
    let sent = send(PurposeView::Results, Some("asked for it just now on the telephone")).await.expect("with a reason");
    let message = shown(&surgery, conversation).await.into_iter().find(|message| message.id == sent.message);
    assert!(message.expect("shown").despite, "and it is seen that it went all the same");
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await.len(), 2, "both left");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_3_c1_8_the_latest_statement_wins_and_a_yes_after_a_no_says_where_it_comes_from() {
    let surgery = Surgery::open().await;
    let record = async |decision, day: &str, time: Option<&str>, evidence: &str| {
        let request = RecordConsentRequest {
            said_on: day.to_owned(),
            said_at: time.map(str::to_owned),
            evidence: evidence.to_owned(),
            ..says(Price, decision, None)
        };
        surgery.engine.record_consent(request).await
    };
    use ConsentDecisionView::{Agreed, Objected};
    record(Objected, "2026-05-01", None, "").await.expect("a no needs no proof");
    assert_eq!(refusal(record(Agreed, "2026-05-02", None, " ").await), Refusal::EvidenceNeeded);
    record(Agreed, "2026-05-02", None, "form in the notes").await.expect("with its source");
    assert_eq!(states(&surgery, Price).await[0], ConsentStateView::Agreed, "declined on the 1st, agreed on the 2nd");
    record(Objected, "2026-04-30", None, "").await.expect("an older letter turns up");
    assert_eq!(states(&surgery, Price).await[0], ConsentStateView::Agreed, "what is older does not win");
    record(Objected, "2026-05-02", None, "").await.expect("written down");
    assert_eq!(states(&surgery, Price).await[0], ConsentStateView::Unclear, "both on one day, no times: a no for now");
    let conversation = surgery.arrives(Price, "Hello").await;
    let answer = surgery.engine.send(surgery.answer(conversation, "Hello").await).await;
    assert!(matches!(refusal(answer), Refusal::Objected { .. }), "blocked until somebody asks");
    assert_eq!(refusal(record(Objected, "2026-11-21", None, "").await), Refusal::DateInFuture);
    let no_such_day = record(Objected, "2026-02-30", None, "").await;
    assert!(matches!(no_such_day, Err(EngineError::BadRequest(_))), "refused, not shifted: {no_such_day:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_15_an_unsafe_route_is_silent() {
    let surgery = Surgery::open().await;
    let mark = async |is_unsafe, reason: &str| {
        let request = MarkRouteRequest {
            patient: Whitfield.patient_id().to_string(),
            channel: ChannelView::Sms,
            is_unsafe,
            reason: reason.to_owned(),
        };
        surgery.engine.mark_route(request).await
    };
    mark(true, "partner reads the telephone").await.expect("marked");
    let conversation = surgery.arrives(Whitfield, "Can I come in?").await;
    surgery.arrives(Whitfield, "opt-out").await;
    answers(&surgery).await;
    assert!(automatic(&surgery, conversation).await.is_empty(), "no acknowledgement, no confirmation even of STOP");
    let answer = surgery.engine.send(surgery.answer(conversation, "Yes").await).await;
    assert_eq!(refusal(answer), Refusal::UnsafeRoute, "and staff are stopped before they write");
    assert_eq!(refusal(mark(false, "").await), Refusal::EvidenceNeeded, "that it is safe again needs a reason");
    mark(false, "has a telephone of his own now").await.expect("safe again");
    assert!(surgery.town.taken(&Whitfield.number()).await.is_empty(), "nothing ever reached the phone");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_6_three_texts_at_night_one_acknowledgement_and_no_loop() {
    let surgery = Surgery::open().await;
    surgery.clock.pass(SignedDuration::from_hours(13)); // Friday, 22:00.
    let conversation = surgery.arrives(Whitfield, "It hurts more").await;
    for text in ["Are you there?", "Please answer"] {
        surgery.arrives(Whitfield, text).await;
        answers(&surgery).await;
    }
    let said = automatic(&surgery, conversation).await;
    assert_eq!(said, [AutomaticView::ReceivedWhileClosed], "one, and it says that nobody reads now");
    let text = surgery.town.taken(&Whitfield.number()).await.pop().expect("it arrived");
    assert!(text.contains("999") && text.contains("Mill Lane Surgery"), "where to turn, and from whom: {text}");
    assert!(text.contains("08:00 on Tuesday 24 November"), "the real due time, over the weekend: {text}");
    let row = surgery.shows(conversation).await.row;
    assert!(!row.answered && row.preview == "Please answer", "it is no answer, and the list shows the patient's words");
    // A robot answers whatever it gets; a day later it would be acknowledged again, if it were taken for a person.
    surgery.clock.pass(SignedDuration::from_hours(25));
    surgery.arrives(Whitfield, "AUTOMATED REPLY: this number is not monitored.").await;
    surgery.arrives(Whitfield, &text).await;
    answers(&surgery).await;
    assert_eq!(automatic(&surgery, conversation).await.len(), 1, "neither a robot nor our own echo is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_12_a_shared_number_stops_for_everybody_who_has_it() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Leila, "STOP ALL").await;
    assert!(surgery.shows(conversation).await.patient.is_none(), "nobody guesses who wrote");
    for person in [Leila, Sami] {
        assert_eq!(
            states(&surgery, person).await[0],
            ConsentStateView::Objected,
            "whoever holds it said stop: {person:?}"
        );
    }
    assert_eq!(states(&surgery, Price).await[0], ConsentStateView::NothingRecorded, "nobody else is touched");
    surgery.arrives(Leila, "START").await;
    for person in [Leila, Sami] {
        let stands = states(&surgery, person).await[0];
        assert_eq!(stands, ConsentStateView::Objected, "nobody lifts another's no: {person:?}");
    }
    let messages = shown(&surgery, conversation).await;
    let start = messages.iter().find(|message| message.text == "START").expect("staff see it");
    assert_eq!(start.wish, None, "and nothing says that it was recorded");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_1_the_policy_is_adopted_acts_and_is_accepted() {
    let surgery = Surgery::open().await;
    let first = surgery.engine.policy().await.expect("one to begin from");
    assert_eq!(first.version, None, "nothing is in force yet");
    let adopt = async |policy| surgery.engine.adopt_policy(AdoptPolicyRequest { policy }).await;
    let mut policy = first.policy;
    assert_eq!(refusal(adopt(policy.clone()).await), Refusal::NotAllowed { act: Act::AdoptPolicy }, "not the nurse");
    surgery.sits(Shah).await;
    policy.hours.week.get_mut("monday").expect("Mondays")[0].closes = "07:00".to_owned();
    let check = surgery.engine.check_policy(AdoptPolicyRequest { policy: policy.clone() }).await.expect("checked");
    assert!(
        check.problem.as_deref().is_some_and(|why| why.to_lowercase().contains("monday")),
        "names the line: {check:?}"
    );
    assert!(matches!(refusal(adopt(policy.clone()).await), Refusal::PolicyRefused { .. }), "closing before opening");
    policy.hours.week.get_mut("monday").expect("Mondays")[0].closes = "18:30".to_owned();
    policy.texts.received = "We have it.".to_owned();
    assert!(
        matches!(refusal(adopt(policy.clone()).await), Refusal::PolicyRefused { .. }),
        "no emergency wording (C-04)"
    );
    policy.texts.received = "{{practice}}: by {{due}}. {{urgent}}".to_owned();
    let adopted = adopt(policy.clone()).await.expect("it can act");
    assert_eq!((adopted.version, adopted.accepted_by_me), (Some(1), true), "whoever adopts it has read it");
    assert_eq!(adopted.not_yet_accepted, ["A. Okafor"], "the others are named");
    // One change moves what patients are promised.
    let promised = |view: &contract::PolicyView| view.previews[0].text.clone().expect("a text");
    assert!(promised(&adopted).contains("09:00 on Monday 23 November"), "one working day: {}", promised(&adopted));
    policy.targets.routine.reply = contract::TargetView::WorkingDays { days: 2 };
    policy.targets.routine.resolve = None;
    let changed = adopt(policy).await.expect("two working days");
    assert!(promised(&changed).contains("09:00 on Tuesday 24 November"), "two: {}", promised(&changed));
    surgery.sits(Okafor).await;
    let late = surgery.engine.accept_policy(AcceptPolicyRequest { version: 1 }).await;
    assert_eq!(refusal(late), Refusal::OtherPolicyInForce, "she reads the one in force");
    let accepted = surgery.engine.accept_policy(AcceptPolicyRequest { version: 2 }).await.expect("accepted");
    assert!(accepted.accepted_by_me && accepted.not_yet_accepted.is_empty(), "everybody has");
    let recorded = surgery.engine.verify().await.expect("checked");
    assert!(recorded.is_sound(), "the log holds all of it: {recorded:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn c4_an_automatic_text_is_in_the_record_as_such() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "When are you open?").await;
    answers(&surgery).await;
    surgery.sender_looks_after(SignedDuration::from_secs(5)).await;
    surgery.engine.file_once().await.expect("a turn");
    let messages = shown(&surgery, conversation).await;
    let answer = messages.iter().find(|message| message.automatic == Some(AutomaticView::Received)).expect("sent");
    assert_eq!((answer.kind, answer.author.as_deref()), (MessageKindView::Out, None), "from the practice, from nobody");
    assert!(matches!(answer.filing, contract::FilingView::Written { .. }), "documented like everything else");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_6_a_soft_phrase_is_a_suggestion_and_never_changes_anything_by_itself() {
    let surgery = Surgery::open().await;
    for words in ["STOP PLEASE", "stop texting me", "pls take me off ur list", "STOP?", "QUIT", "END", "ARRET"] {
        let conversation = surgery.arrives(Whitfield, words).await;
        let said = shown(&surgery, conversation).await;
        let message = said.iter().rev().find(|message| message.kind == MessageKindView::In).expect("shown");
        assert_eq!(message.wish, Some(WishView::PerhapsOptOut), "{words}: a person is asked");
        for state in states(&surgery, Whitfield).await {
            assert_eq!(state, ConsentStateView::NothingRecorded, "{words}: nothing changes by itself");
        }
    }
    let conversation = surgery.arrives(Whitfield, "no more texts").await;
    let message = shown(&surgery, conversation).await.pop().expect("shown").id;
    let source = ConsentSourceView::Message;
    let confirmed = RecordConsentRequest {
        source,
        message: Some(message.clone()),
        ..says(Whitfield, ConsentDecisionView::Objected, None)
    };
    let known = surgery.engine.record_consent(confirmed).await.expect("a person confirms it");
    assert_eq!(known.history.first().map(|said| said.source), Some(source), "with the message as where it stands");
    let again = surgery.engine.send(surgery.answer(conversation, "Please ring us").await).await;
    assert!(matches!(refusal(again), Refusal::Objected { .. }), "and it counts at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_6_an_opt_out_by_telephone_by_post_or_in_person_counts_at_once() {
    for source in [ConsentSourceView::Phone, ConsentSourceView::Letter, ConsentSourceView::InPerson] {
        let surgery = Surgery::open().await;
        let conversation = surgery.arrives(Price, "Is it serious?").await;
        let waits = surgery.engine.send(surgery.answer(conversation, "No. Come in at ten.").await).await.expect("held");
        let heard = RecordConsentRequest { source, ..says(Price, ConsentDecisionView::Objected, None) };
        surgery.engine.record_consent(heard).await.expect("recorded");
        let said = shown(&surgery, conversation).await;
        let stopped = said.iter().find(|message| message.id == waits.message).expect("shown");
        assert!(matches!(stopped.delivery, Some(DeliveryView::Failed { .. })), "{source:?}: what waited is stopped");
        let again = surgery.engine.send(surgery.answer(conversation, "Please ring us").await).await;
        assert!(matches!(refusal(again), Refusal::Objected { .. }), "{source:?}: nothing new is sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn c_11_the_emergency_wording_reaches_a_patient_in_the_language_they_read_best() {
    let surgery = Surgery::open().await;
    let needs = contract::NeedsView { language: Some("pl".to_owned()), ..contract::NeedsView::default() };
    let request = contract::RecordNeedsRequest { patient: Whitfield.patient_id().to_string(), needs };
    surgery.engine.record_needs(request).await.expect("recorded");
    let conversation = surgery.arrives(Whitfield, "It hurts more").await;
    surgery.arrives(Price, "When are you open?").await;
    answers(&surgery).await;
    let polish = "W nagłym wypadku dzwoń pod numer 999.";
    let text = surgery.town.taken(&Whitfield.number()).await.pop().expect("it arrived");
    assert!(text.contains("In an emergency ring 999.") && text.contains(polish), "both: {text}");
    let holding = surgery.shows(conversation).await.holding.expect("there is something to promise");
    assert!(holding.contains(polish), "a person's holding reply too: {holding}");
    let other = surgery.town.taken(&Price.number()).await.pop().expect("it arrived");
    assert!(other.contains("999") && !other.contains(polish), "nobody else: {other}");
    // It comes back from a robot: known again, whatever its language.
    surgery.clock.pass(SignedDuration::from_hours(25));
    surgery.arrives(Whitfield, &text).await;
    answers(&surgery).await;
    assert_eq!(automatic(&surgery, conversation).await.len(), 1, "one of our own that comes back is not answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_5_a_stop_from_nobodys_number_counts_once_it_is_known_who_wrote() {
    let surgery = Surgery::open().await;
    let stranger = E164::parse("+447700900999").expect("a number");
    surgery.clock.pass(SignedDuration::from_secs(1));
    surgery.town.writes(&stranger, "STOP").await;
    surgery.engine.collect_once().await.expect("collected");
    answers(&surgery).await;
    let request = QueueRequest { queue: Queue::Unmatched, after: None, limit: 10, arranged: Arranged::default() };
    let row = surgery.engine.queue(request).await.expect("a page").rows.pop().expect("nobody's");
    let conversation: ConversationId = row.id.parse().expect("an id");
    let revision = surgery.shows(conversation).await.revision;
    let patient = Whitfield.patient_id().to_string();
    let request = MatchRequest { conversation: row.id, revision, patient, add_number: true };
    surgery.engine.match_conversation(request).await.expect("matched");
    let all = states(&surgery, Whitfield).await;
    assert!(all.iter().all(|state| *state == ConsentStateView::Objected), "what was promised holds: {all:?}");
    let message = shown(&surgery, conversation).await.into_iter().find(|one| one.kind == MessageKindView::In);
    assert_eq!(message.expect("shown").wish, Some(WishView::OptOut), "and the thread says so");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}
