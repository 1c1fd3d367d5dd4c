//! What patients want, asked about again (D-06): through the real file.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    ChannelView, ConsentDecisionView, ConsentSourceView, MarkRouteRequest, PatientRequest, PreferencesView,
    PurposeView, RecordConsentRequest, ReviewWishRequest, WishNameView, WishReviewsView,
};
use jiff::SignedDuration;
use model::{Patient, PatientStatus, Refusal};
use testkit::Person::{Leila, Okafor, Price, Whitfield};
use testkit::{Person, Surgery, refusal};

async fn agreed(surgery: &Surgery, person: Person, review_on: &str) {
    let request = RecordConsentRequest {
        patient: person.patient_id().to_string(),
        channel: ChannelView::Sms,
        purpose: None,
        decision: ConsentDecisionView::Agreed,
        said_on: "2026-01-20".to_owned(),
        said_at: None,
        source: ConsentSourceView::Letter,
        message: None,
        evidence: "signed the form".to_owned(),
        review_on: Some(review_on.to_owned()),
    };
    surgery.engine.record_consent(request).await.expect("written down");
}

async fn list(surgery: &Surgery) -> WishReviewsView {
    surgery.engine.wishes_to_review().await.expect("a list")
}

fn who(view: &WishReviewsView) -> Vec<(String, bool)> {
    view.rows.iter().map(|row| (row.patient.family.clone(), row.is_due)).collect()
}

async fn shown(surgery: &Surgery, person: Person) -> PreferencesView {
    let patient = person.patient_id().to_string();
    surgery.engine.preferences(PatientRequest { patient }).await.expect("a patient")
}

fn family(person: Person) -> String {
    person.patient().name.family.expose().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn d_06_the_list_holds_what_is_due_and_what_comes_within_a_month_the_first_date_first_with_counts() {
    let surgery = Surgery::open().await;
    let today = model::Policy::default().local(surgery.clock.time()).date();
    let day = |days: i64| today.saturating_add(jiff::Span::new().days(days)).to_string();
    assert_eq!(list(&surgery).await.rows, []);
    agreed(&surgery, Price, &day(30)).await;
    agreed(&surgery, Whitfield, &day(-40)).await;
    agreed(&surgery, Leila, &day(31)).await;
    let view = list(&surgery).await;
    assert_eq!(who(&view), [(family(Whitfield), true), (family(Price), false)], "31 days is not within 30");
    assert_eq!((view.due, view.soon, view.may_record), (1, 1, true));
    let first = view.rows.first().expect("a row");
    let said = first.statement.as_ref().expect("what was said");
    assert_eq!(
        (said.evidence.as_str(), said.recorded_by.as_deref()),
        ("signed the form", Some(Okafor.staff().name.as_str()))
    );
    surgery.records(Patient { status: PatientStatus::Left, ..Whitfield.patient() }).await;
    assert_eq!(who(&list(&surgery).await), [(family(Price), false)], "who is no longer here is not asked");
    surgery.clock.pass(SignedDuration::from_hours(24));
    assert_eq!(who(&list(&surgery).await), [(family(Price), false), (family(Leila), false)], "a day later it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn d_06_one_press_says_that_nothing_changed_and_the_patients_panel_says_by_whom() {
    let surgery = Surgery::open().await;
    let today = model::Policy::default().local(surgery.clock.time()).date();
    agreed(&surgery, Price, &today.to_string()).await;
    let row = list(&surgery).await.rows.remove(0);
    let request = ReviewWishRequest { patient: row.patient.id.clone(), name: row.name, due: row.due };
    let after = surgery.engine.review_wish(request.clone()).await.expect("reviewed");
    assert_eq!((after.rows.len(), after.due, after.soon), (0, 0, 0), "it is off the list");
    assert_eq!(refusal(surgery.engine.review_wish(request).await), Refusal::WishChanged, "pressed twice, once written");
    let known = shown(&surgery, Price).await;
    let next = today.saturating_add(jiff::Span::new().years(1)).to_string();
    let said = known.history.first().expect("what was said");
    assert_eq!((known.history.len(), said.review_on.as_ref()), (1, Some(&next)), "no new statement, a new date");
    assert_eq!(said.reviewed.as_ref().expect("reviewed").by, Some(Okafor.staff().name));
    let administration = known.lines.iter().find(|line| line.purpose == PurposeView::Administration);
    let line = administration.and_then(|line| line.statement.as_ref()).expect("what decides");
    assert_eq!(line.review_on.as_ref(), Some(&next), "also where it says what stands");
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and a rebuild says the same");
    surgery.clock.pass(SignedDuration::from_hours(24 * 340));
    assert_eq!(who(&list(&surgery).await), [(family(Price), false)], "eleven months on it comes again");
}

#[tokio::test(flavor = "multi_thread")]
async fn d_06_a_mark_that_a_route_is_not_safe_comes_up_after_a_year_and_stays_a_mark() {
    let surgery = Surgery::open().await;
    let reason = "partner reads this phone".to_owned();
    let patient = Price.patient_id().to_string();
    let mark = MarkRouteRequest { patient: patient.clone(), channel: ChannelView::Sms, is_unsafe: true, reason };
    surgery.engine.mark_route(mark).await.expect("marked");
    surgery.clock.pass(SignedDuration::from_hours(24 * 366));
    let row = list(&surgery).await.rows.remove(0);
    assert_eq!((&row.name, row.is_due), (&WishNameView::Mark, true));
    assert_eq!(row.mark.expect("the mark").reason, "partner reads this phone");
    let request = ReviewWishRequest { patient, name: row.name, due: row.due };
    assert_eq!(surgery.engine.review_wish(request).await.expect("reviewed").rows, []);
    let known = shown(&surgery, Price).await.unsafe_route.expect("it is still not safe");
    assert_eq!(known.reviewed.expect("reviewed").by, Some(Okafor.staff().name));
}
