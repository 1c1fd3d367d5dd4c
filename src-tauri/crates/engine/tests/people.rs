//! Proxies and carers (C1.14, D-07): recorded, written to, heard, stopped and ended. The real file, the real adapter, the
//! stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    ConsentSourceView, ConsentStateView, ConversationRow, CorrespondentView, DeliveryView, EndProxyRequest,
    EndTaskRequest, MatchProxyRequest, PatientRequest, PreferencesView, ProxyGroundView, ProxyStandingView,
    PurposeView, Queue, RecordProxyRequest, RelationshipView, StartWithProxyRequest, TaskReasonView, TasksRequest,
};
use jiff::SignedDuration;
use model::{ConversationId, E164, ProxyBar, Purpose, Refusal};
use testkit::Person::{Price, Whitfield};
use testkit::{Person, Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);
const JANES: &str = "+447700900188";

fn jane(about: Person, scope: &[PurposeView]) -> RecordProxyRequest {
    RecordProxyRequest {
        patient: about.patient_id().to_string(),
        proxy: None,
        who: CorrespondentView {
            name: " Jane Harlow ".to_owned(),
            relationship: RelationshipView::Parent,
            called: "mother".to_owned(),
        },
        number: "07700 900188".to_owned(),
        scope: scope.to_vec(),
        ground: ProxyGroundView::PatientAgreed,
        source: ConsentSourceView::InPerson,
        evidence: "he said so at the desk".to_owned(),
        from: "2026-01-01".to_owned(),
        until: None,
        review_on: None,
    }
}

async fn preferences(surgery: &Surgery, person: Person) -> PreferencesView {
    let patient = person.patient_id().to_string();
    surgery.engine.preferences(PatientRequest { patient }).await.expect("a patient")
}

/// Lets the proxy write; returns the conversation that it landed in.
async fn jane_writes(surgery: &Surgery, words: &str) -> ConversationRow {
    surgery.clock.pass(SignedDuration::from_secs(1));
    surgery.town.writes(&E164::parse(JANES).expect("a number"), words).await;
    assert_eq!(surgery.engine.collect_once().await.expect("collected"), 1);
    let rows = surgery.rows(Queue::Open).await;
    rows.into_iter().max_by(|one, other| one.last_at.cmp(&other.last_at)).expect("a row")
}

/// Returns everything that stands in the record.
fn documents(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let texts = entries.map(|path| match path.is_dir() {
        true => documents(&path),
        false => String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned(),
    });
    texts.collect()
}

fn id(text: &str) -> ConversationId {
    text.parse().expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_14_d_07_a_proxy_is_written_to_about_what_they_may_know_and_the_record_says_who() {
    let surgery = Surgery::open().await;
    let known = surgery.engine.record_proxy(jane(Price, &[PurposeView::Administration])).await.expect("recorded");
    let proxy = known.people.first().expect("shown").clone();
    assert_eq!((proxy.who.name.as_str(), proxy.number.as_str()), ("Jane Harlow", JANES), "as staff wrote them");
    assert_eq!((proxy.standing, proxy.recorded_by.is_some()), (ProxyStandingView::Stands, true));
    let begin = StartWithProxyRequest { patient: known.patient.clone(), proxy: proxy.id.clone() };
    let conversation = id(&surgery.engine.start_with_proxy(begin.clone()).await.expect("begun").conversation);
    let again = surgery.engine.start_with_proxy(begin.clone()).await.expect("taken up");
    assert_eq!(id(&again.conversation), conversation, "one conversation with one person");
    let mut text = surgery.answer(conversation, "His appointment is at ten on Monday.").await;
    text.purpose = PurposeView::Results;
    let about = ProxyBar::OutOfScope { purpose: Purpose::Results };
    assert_eq!(refusal(surgery.engine.send(text.clone()).await), Refusal::ProxyBarred { bar: about });
    text.purpose = PurposeView::Administration;
    surgery.engine.send(text).await.expect("held");
    surgery.sender_looks_after(HOLD).await;
    let taken = surgery.town.taken(&E164::parse(JANES).expect("a number")).await;
    assert_eq!(taken.len(), 1, "it reached her telephone: {taken:?}");
    assert!(surgery.town.taken(&Price.number()).await.is_empty(), "and not the patient's");

    let row = jane_writes(&surgery, "Thank you, I will bring him").await;
    assert_eq!(id(&row.id), conversation, "her answer lands where she was written to");
    let with = row.with.expect("the list says who writes");
    assert_eq!((with.name.as_str(), with.called.as_str()), ("Jane Harlow", "mother"));
    let shown = surgery.shows(conversation).await;
    assert_eq!(shown.patient.expect("about him").id, known.patient);
    assert_eq!(shown.with.expect("with her").id, proxy.id);

    surgery.engine.file_once().await.expect("filed");
    let page = documents(&surgery.folder().join("record"));
    assert!(page.contains("From Jane Harlow (mother)"), "the record says whose words they are: {page}");
    assert!(page.contains("To Jane Harlow (mother)"), "and to whom it was said");
    assert!(page.contains("\"RelatedPerson\""), "as FHIR says it");

    let end = |reason: &str| EndProxyRequest {
        patient: known.patient.clone(),
        proxy: proxy.id.clone(),
        reason: reason.to_owned(),
    };
    let waits = surgery.answer(conversation, "See you on Monday").await;
    let waits = surgery.engine.send(waits).await.expect("held");
    let ended = surgery.engine.end_proxy(end("he asked us to")).await.expect("ended");
    let kept = ended.people.first().and_then(|proxy| proxy.ended.clone()).expect("history is kept");
    assert_eq!(kept.reason, "he asked us to");
    let shown = surgery.shows(conversation).await.page.messages;
    let stopped = shown.iter().find(|message| message.id == waits.message).expect("shown");
    assert!(
        matches!(&stopped.delivery, Some(DeliveryView::Failed { code: Some(code), .. }) if code == "proxy_barred"),
        "what waited to leave is stopped at once: {:?}",
        stopped.delivery
    );
    let again = surgery.answer(conversation, "See you on Monday").await;
    assert_eq!(refusal(surgery.engine.send(again).await), Refusal::ProxyBarred { bar: ProxyBar::Ended });
    surgery.clock.pass(SignedDuration::from_secs(1));
    assert!(
        jane_writes(&surgery, "Is it at ten?").await.with.is_none(),
        "what she writes now is nobody's until a person says"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_14_stop_from_a_proxy_leaves_the_patients_own_wish_alone_and_is_confirmed_once() {
    let surgery = Surgery::open().await;
    surgery.engine.record_proxy(jane(Price, &[PurposeView::Administration])).await.expect("recorded");
    let row = jane_writes(&surgery, "opt - out!").await;
    let known = preferences(&surgery, Price).await;
    assert!(known.lines.iter().all(|line| line.state == ConsentStateView::NothingRecorded), "the patient said nothing");
    assert_eq!(known.people.first().expect("shown").standing, ProxyStandingView::Stopped);
    let refused = surgery.engine.send(surgery.answer(id(&row.id), "His appointment is at ten").await).await;
    assert_eq!(refusal(refused), Refusal::ProxyBarred { bar: ProxyBar::Stopped });
    surgery.engine.answer_once().await.expect("a turn");
    surgery.engine.send_once().await.expect("a turn of the sender");
    surgery.engine.answer_once().await.expect("a turn");
    let taken = surgery.town.taken(&E164::parse(JANES).expect("a number")).await;
    assert_eq!(taken.len(), 1, "one confirmation, to her: {taken:?}");
    let own = surgery.arrives(Price, "Is it serious?").await;
    surgery.engine.send(surgery.answer(own, "No. Come in at ten.").await).await.expect("he is still written to");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_13_d_15_a_birthday_raises_its_task_once_and_a_person_ends_it() {
    let surgery = Surgery::open().await;
    let mut price = Price.patient();
    let today = surgery.clock.time().to_zoned(jiff::tz::TimeZone::UTC).date();
    price.birth_date = today.checked_sub(jiff::Span::new().years(16)).ok().and_then(|day| day.tomorrow().ok());
    surgery.records(price).await;
    let tasks = async || {
        let shown = surgery.engine.tasks(TasksRequest::Patient { patient: Price.patient_id().to_string() }).await;
        shown.expect("a list").tasks
    };
    surgery.engine.remind_once().await.expect("a turn");
    assert!(tasks().await.is_empty(), "the day before nothing is due");
    surgery.clock.pass(SignedDuration::from_hours(24));
    for _ in 0..3 {
        surgery.engine.remind_once().await.expect("a turn"); // As after a restart: what was raised is in the log.
    }
    let raised = tasks().await;
    assert_eq!(raised.iter().map(|task| task.reason).collect::<Vec<_>>(), [TaskReasonView::AgeReview], "exactly one");
    assert!(surgery.store.verify().await.expect("verified").is_sound(), "and a rebuild makes the same");
    let task = raised.first().expect("one").id.clone();
    let end = EndTaskRequest { task, done: true, words: "has her own number now, recorded".to_owned() };
    surgery.engine.end_task(end).await.expect("ended");
    surgery.engine.remind_once().await.expect("a turn");
    assert_eq!(tasks().await.len(), 1, "it does not come up again");
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_14_d_08_a_carer_of_two_is_asked_about_and_survives_a_rebuild() {
    let surgery = Surgery::open().await;
    for about in [Price, Whitfield] {
        surgery.engine.record_proxy(jane(about, &[PurposeView::Administration])).await.expect("recorded");
    }
    let row = jane_writes(&surgery, "She is better").await;
    let open = surgery.shows(id(&row.id)).await;
    let unmatched = open.unmatched.expect("nobody guesses");
    assert_eq!(unmatched.people.len(), 2, "the chooser names who each is: {:?}", unmatched.people);
    let hers = unmatched.people.iter().find(|one| one.patient.id == Whitfield.patient_id().to_string()).expect("there");
    assert_eq!(hers.who.name, "Jane Harlow");
    let request = MatchProxyRequest {
        conversation: row.id.clone(),
        revision: open.revision,
        patient: hers.patient.id.clone(),
        proxy: hers.proxy.clone(),
    };
    surgery.engine.match_proxy(request).await.expect("a person said so");
    assert_eq!(surgery.shows(id(&row.id)).await.with.expect("with her").id, hers.proxy);
    let verified = surgery.store.verify().await.expect("verified");
    assert!(verified.is_sound(), "every view follows from the log: {verified:?}");
    let narrower = RecordProxyRequest { proxy: Some(hers.proxy.clone()), ..jane(Whitfield, &[PurposeView::Survey]) };
    let known = surgery.engine.record_proxy(narrower).await.expect("changed");
    assert_eq!(known.people.first().map(|proxy| proxy.earlier.len()), Some(1), "what was agreed before is shown");
}

#[tokio::test]
async fn c1_11_d_13_a_number_of_thirteen_months_ago_is_asked_about_until_somebody_confirms_it() {
    let surgery = Surgery::open().await;
    let number = Price.number().as_str().to_owned();
    let said = |on: Option<&str>| contract::ConfirmNumberRequest {
        patient: Price.patient_id().to_string(),
        number: number.clone(),
        on: on.map(str::to_owned),
        source: contract::NumberSourceView::Phone,
    };
    let today = surgery.clock.time().to_zoned(jiff::tz::TimeZone::UTC).date();
    let long_ago = today.saturating_sub(jiff::Span::new().months(13)).to_string();
    let view = surgery.engine.confirm_number(said(Some(&long_ago))).await.expect("recorded");
    assert_eq!(view.numbers.first().map(|one| (one.on.clone(), one.is_old)), Some((long_ago, true)), "it is old");
    assert!(surgery.engine.confirm_number(said(Some("2026-02-30"))).await.is_err(), "a day that does not exist");
    let view = surgery.engine.confirm_number(said(None)).await.expect("recorded");
    assert_eq!(
        view.numbers.iter().map(|one| (one.on.clone(), one.is_old)).collect::<Vec<_>>(),
        [(today.to_string(), false)]
    );
    assert!(surgery.store.verify().await.expect("verified").is_sound(), "every view follows from the log");
    assert_eq!(preferences(&surgery, Price).await.numbers, view.numbers, "and it stands");
}
