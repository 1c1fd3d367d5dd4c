//! Limiting misuse (D-14): through the real file, the real adapter and the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    AutomaticView, DeliveryView, LiftLimitRequest, LimitMessagingRequest, OpenWayView, PatientRequest, PreferencesView,
    PurposeView, ReviewWishRequest, SavePracticeRequest, SendRequest, WishNameView,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::{Act, LimitProblem, Patient, PatientStatus, Purpose, Refusal};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Person, Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

fn in_days(surgery: &Surgery, days: i64) -> String {
    let today = model::Policy::default().local(surgery.clock.time()).date();
    today.saturating_add(jiff::Span::new().days(days)).to_string()
}

fn limit(surgery: &Surgery, person: Person) -> LimitMessagingRequest {
    LimitMessagingRequest {
        patient: person.patient_id().to_string(),
        reason: "forty texts a day, with threats".to_owned(),
        open: vec![OpenWayView::Letter, OpenWayView::Telephone],
        review_on: in_days(surgery, 30),
    }
}

/// Lets the doctor limit texting with somebody; she stays at the desk.
async fn limited(surgery: &Surgery, person: Person) -> PreferencesView {
    surgery.sits(Shah).await;
    surgery.engine.limit_messaging(limit(surgery, person)).await.expect("limited")
}

/// Lets the app say what it owes, and the sender hand it over.
async fn answers(surgery: &Surgery) {
    surgery.engine.answer_once().await.expect("a turn");
    surgery.engine.send_once().await.expect("a turn of the sender");
}

async fn known(surgery: &Surgery, person: Person) -> PreferencesView {
    let patient = person.patient_id().to_string();
    surgery.engine.preferences(PatientRequest { patient }).await.expect("a patient")
}

#[tokio::test(flavor = "multi_thread")]
async fn d_14_a_limited_patient_hears_it_once_with_the_open_ways_and_what_if_it_is_urgent() {
    let surgery = Surgery::open().await;
    limited(&surgery, Whitfield).await;
    let practice = SavePracticeRequest {
        name: "Mill Lane Surgery".to_owned(),
        number: Some(Okafor.number().as_str().to_owned()),
        test_numbers: vec![],
        phone: "020 7946 0123".to_owned(),
        no_personal: false,
    };
    surgery.engine.save_practice(practice).await.expect("described");
    let conversation = surgery.arrives(Whitfield, "Answer me!").await;
    answers(&surgery).await;
    surgery.clock.pass(SignedDuration::from_hours(2));
    surgery.arrives(Whitfield, "ANSWER ME").await;
    answers(&surgery).await;
    assert_eq!(
        surgery.town.taken(&Whitfield.number()).await,
        [
            "Mill Lane Surgery: texts from you are not answered at present. To reach us, telephone us on 020 7946 0123 or \
          write us a letter. If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999."
        ],
        "once, with what is open and nothing else"
    );
    let view = surgery.shows(conversation).await;
    let said: Vec<_> = view.page.messages.iter().filter_map(|message| message.automatic).collect();
    assert_eq!(said, [AutomaticView::Limited], "and staff see what was said");
    assert!(view.row.limited, "the list says it too");
    let other = surgery.arrives(Price, "Good morning").await;
    answers(&surgery).await;
    let said = surgery.shows(other).await.page.messages;
    assert!(said.iter().all(|message| message.automatic != Some(AutomaticView::Limited)), "nobody else hears it");
    assert!(!surgery.shows(other).await.row.limited);
}

#[tokio::test(flavor = "multi_thread")]
async fn d_14_what_a_limited_patient_writes_is_highlighted_rings_and_is_counted_as_ever() {
    let words = "I have chest pain";
    let mut seen = Vec::new();
    for is_limited in [false, true] {
        let surgery = Surgery::open().await;
        surgery.sits(Shah).await;
        if is_limited {
            limited(&surgery, Whitfield).await;
        }
        surgery.desk.take();
        let conversation = surgery.arrives(Whitfield, words).await;
        let view = surgery.shows(conversation).await;
        let message = view.page.messages.into_iter().next().expect("the message");
        assert!(!message.highlights.is_empty(), "the words are marked");
        let counts = surgery.engine.queue_counts().await.expect("counts");
        seen.push((view.row.due, view.row.unread, message.highlights, counts, surgery.desk.take().len()));
    }
    let (with, without) = (seen.pop(), seen.pop());
    assert_eq!(with, without, "a limit changes none of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn d_14_care_goes_out_and_nothing_else_does() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Answer me!").await;
    let survey =
        async || SendRequest { purpose: PurposeView::Survey, ..surgery.answer(conversation, "How was it?").await };
    let waiting = surgery.engine.send(survey().await).await.expect("held");
    let preferences = limited(&surgery, Whitfield).await;
    let line = |purpose| preferences.lines.iter().find(|line| line.purpose == purpose).expect("a line").may_send;
    assert!(line(PurposeView::Survey), "what the patient said of surveys is still what they said");
    let stopped = surgery.shows(conversation).await.page.messages;
    let stopped = stopped.iter().find(|message| message.id == waiting.message).expect("shown");
    assert!(
        matches!(&stopped.delivery, Some(DeliveryView::Failed { code: Some(code), .. }) if code == "limited"),
        "what waited is stopped, got {:?}",
        stopped.delivery
    );
    let purpose = Purpose::Survey;
    assert_eq!(refusal(surgery.engine.send(survey().await).await), Refusal::MessagingLimited { purpose });
    let care = surgery.answer(conversation, "Please come on Monday at ten.").await;
    surgery.engine.send(care).await.expect("care is sent");
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, ["Please come on Monday at ten."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn d_14_consent_death_and_departure_silence_the_text_too() {
    for status in [PatientStatus::Deceased, PatientStatus::Left] {
        let surgery = Surgery::open().await;
        limited(&surgery, Whitfield).await;
        surgery.arrives(Whitfield, "Answer me!").await;
        surgery.records(Patient { status, ..Whitfield.patient() }).await;
        answers(&surgery).await;
        assert!(surgery.town.taken(&Whitfield.number()).await.is_empty(), "{status:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn d_14_a_limit_that_cannot_stand_is_refused_and_its_history_is_kept() {
    let surgery = Surgery::open().await;
    let refused = refusal(surgery.engine.limit_messaging(limit(&surgery, Whitfield)).await);
    assert_eq!(refused, Refusal::NotAllowed { act: Act::LimitMessaging }, "a nurse does not");
    surgery.sits(Shah).await;
    let asked = async |review_on: &str, open: Vec<OpenWayView>| {
        let request = LimitMessagingRequest { review_on: review_on.to_owned(), open, ..limit(&surgery, Whitfield) };
        surgery.engine.limit_messaging(request).await
    };
    let soon = in_days(&surgery, 30);
    let problem = LimitProblem::NoOpenWay;
    assert_eq!(refusal(asked(&soon, vec![]).await), Refusal::LimitRefused { problem });
    let past = in_days(&surgery, -1);
    let problem = LimitProblem::ReviewPassed;
    assert_eq!(refusal(asked(&past, vec![OpenWayView::Desk]).await), Refusal::LimitRefused { problem });
    let unreal = asked("2027-02-29", vec![OpenWayView::Desk]).await;
    assert!(matches!(unreal, Err(EngineError::BadRequest(_))), "29 February 2027 does not exist: {unreal:?}");
    assert!(known(&surgery, Whitfield).await.limit.is_none(), "nothing was kept");
    asked(&soon, vec![OpenWayView::Desk]).await.expect("limited");
    surgery.clock.pass(SignedDuration::from_hours(48));
    let patient = Whitfield.patient_id().to_string();
    let lift = LiftLimitRequest { patient, reason: "we spoke, and agreed".to_owned() };
    let after = surgery.engine.lift_limit(lift).await.expect("lifted");
    assert_eq!(after.limit, None);
    let [past] = after.limits.as_slice() else { unreachable!("one, got {:?}", after.limits) };
    let lifted = past.lifted.as_ref().expect("lifted");
    assert_eq!((past.reason.as_str(), &past.open), ("forty texts a day, with threats", &vec![OpenWayView::Desk]));
    let doctor = Some(Shah.staff().name);
    assert_eq!((&past.set_by, &lifted.by, lifted.reason.as_str()), (&doctor, &doctor, "we spoke, and agreed"));
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and a rebuild says the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn d_14_a_limit_is_reviewed_with_one_press_by_those_who_may() {
    let surgery = Surgery::open().await;
    limited(&surgery, Whitfield).await;
    let view = surgery.engine.wishes_to_review().await.expect("a list");
    let [row] = view.rows.as_slice() else { unreachable!("one, got {:?}", view.rows) };
    assert_eq!((&row.name, row.is_due, view.soon, view.may_limit), (&WishNameView::Limit, false, 1, true));
    let shown = row.limit.as_ref().expect("the limit");
    assert_eq!((&shown.reason, &shown.review_on), (&"forty texts a day, with threats".to_owned(), &row.due));
    let request = ReviewWishRequest { patient: row.patient.id.clone(), name: row.name.clone(), due: row.due.clone() };
    surgery.sits(Okafor).await;
    let list = surgery.engine.wishes_to_review().await.expect("a list");
    assert!(list.may_record && !list.may_limit, "a nurse reviews wishes, not limits");
    let refused = refusal(surgery.engine.review_wish(request.clone()).await);
    assert_eq!(refused, Refusal::NotAllowed { act: Act::LimitMessaging });
    surgery.sits(Shah).await;
    assert_eq!(surgery.engine.review_wish(request).await.expect("reviewed").rows, []);
    let after = known(&surgery, Whitfield).await.limit.expect("it stands");
    assert_eq!(after.review_on, in_days(&surgery, 365), "again in a year");
    assert_eq!(after.reviews.first().expect("kept").by, Some(Shah.staff().name));
}
