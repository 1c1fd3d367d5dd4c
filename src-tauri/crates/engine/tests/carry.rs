//! A template made of a message that was sent (H-10), and the report over past days (C-14). The real file, the real adapter,
//! the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    MessageRequest, NextStepCounts, NextStepListRequest, NextStepView, NextStepsRequest, NextStepsView, PurposeView,
    SaveTemplateRequest, ScopeView, SendRequest, TakenKindView, TemplateClassView, TemplateStateView,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::Refusal;
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

async fn report(surgery: &Surgery, list: Option<NextStepListRequest>) -> NextStepsView {
    surgery.engine.next_steps(NextStepsRequest { from: None, to: None, list }).await.expect("reported")
}

#[tokio::test(flavor = "multi_thread")]
async fn h_10_a_sent_message_becomes_a_template_of_ones_own_without_the_patient() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it back?").await;
    let text = "Hello Thomas, Mr Whitfield. Nothing new on 24 November at 10:30. Ring 07700 900102. Dr Shah agrees.";
    let request = SendRequest { purpose: PurposeView::ClinicalAdvice, ..surgery.answer(conversation, text).await };
    let message = request.message.clone();
    surgery.engine.send(request).await.expect("it goes");
    surgery.sender_looks_after(HOLD).await;
    let made = surgery.engine.template_of_message(MessageRequest { message }).await.expect("made");
    let body = &made.document.variants.first().expect("a wording").body;
    assert_eq!(
        body,
        "Hello {{given_name}}, [[the patient's name]]. Nothing new on [[day]] at [[time]]. Ring [[number]]. \
         [[a colleague's name]] agrees."
    );
    let told: Vec<TakenKindView> = made.taken.iter().map(|one| one.what).collect();
    assert_eq!(told.last(), Some(&TakenKindView::Signature), "the line under it is said to be taken away, too");
    assert_eq!((made.document.scope, made.document.class), (ScopeView::Personal, TemplateClassView::ClinicalAdvice));
    let mut document = made.document;
    document.name = "Nothing new".to_owned();
    let request = SaveTemplateRequest { template: None, seen: 0, document };
    let kept = surgery.engine.save_template(request).await.expect("kept").templates;
    let kept = kept.first().expect("it is listed");
    assert!(kept.versions.iter().all(|version| version.approved_by.is_none()), "nobody approved it");
    assert_eq!(kept.state, TemplateStateView::Approved, "it is one's own to use");
    surgery.sits(Shah).await;
    assert!(surgery.engine.templates().await.expect("listed").templates.is_empty(), "and nobody else's to see");
}

#[tokio::test(flavor = "multi_thread")]
async fn h_10_what_staff_did_not_send_and_what_one_may_not_keep_make_no_template() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it back?").await;
    let theirs = surgery.shows(conversation).await.page.messages.first().expect("it came").id.clone();
    let asked = surgery.engine.template_of_message(MessageRequest { message: theirs }).await;
    assert!(matches!(asked, Err(EngineError::NotFound)), "a patient's words are no template");
    let text = "All is as we hoped. Please reply if you have questions.";
    let request = SendRequest { purpose: PurposeView::Results, ..surgery.answer(conversation, text).await };
    let message = request.message.clone();
    surgery.engine.send(request).await.expect("it goes");
    let made = surgery.engine.template_of_message(MessageRequest { message: message.clone() }).await.expect("made");
    assert_eq!(made.document.scope, ScopeView::Practice, "a result is read by a second person first");
    assert_eq!(made.document.class, TemplateClassView::Results);
    surgery.engine.undo(MessageRequest { message: message.clone() }).await.expect("taken back");
    let asked = surgery.engine.template_of_message(MessageRequest { message }).await;
    assert!(matches!(asked, Err(EngineError::NotFound)), "what was taken back was not said");
}

#[tokio::test(flavor = "multi_thread")]
async fn c_14_the_report_counts_what_came_of_each_contact_and_opens_the_lists() {
    let surgery = Surgery::open().await;
    // A Friday, 9:00.
    let told = surgery.arrives(Whitfield, "Is it serious?").await;
    let waits = surgery.arrives(Price, "When is my appointment?").await;
    surgery.engine.send(surgery.answer(told, "Please come in at ten").await).await.expect("answered");
    let before = report(&surgery, None).await;
    assert_eq!(before.days.len(), 7, "seven working days");
    assert_eq!((before.from.as_str(), before.to.as_str()), ("2026-11-12", "2026-11-20"), "no weekend among them");
    let today = before.days.first().expect("the newest first");
    assert!(today.is_today);
    assert_eq!(today.counts, NextStepCounts { contacts: 2, same_day: 1, nothing: 1, ..NextStepCounts::default() });
    // On Monday the other is answered: too late for Friday, and Friday's row says so.
    surgery.clock.pass(SignedDuration::from_hours(72));
    surgery.engine.send(surgery.answer(waits, "On Monday at ten").await).await.expect("answered");
    let after = report(&surgery, None).await;
    let total = NextStepCounts { contacts: 2, same_day: 1, later: 1, ..NextStepCounts::default() };
    assert_eq!(after.total, total);
    assert!(after.lines.is_empty(), "what is not asked for is not listed");
    let wanted = NextStepListRequest { day: Some("2026-11-20".to_owned()), outcome: Some(NextStepView::Later) };
    let [line] = report(&surgery, Some(wanted)).await.lines.try_into().expect("one");
    assert_eq!((line.conversation, line.outcome), (waits.to_string(), NextStepView::Later));
    assert_eq!(line.patient.map(|name| name.family), Some("Price".to_owned()));
    let all = report(&surgery, Some(NextStepListRequest { day: None, outcome: None })).await.lines;
    assert_eq!(
        all.iter().map(|line| line.conversation.clone()).collect::<Vec<_>>(),
        [told, waits].map(|id| id.to_string())
    );
    let words = serde_json::to_string(&all).expect("written");
    assert!(!words.contains("serious") && !words.contains("come in"), "no words of anybody stand in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn c_14_what_came_at_night_counts_for_the_next_working_day_and_a_span_has_its_ends() {
    let surgery = Surgery::open().await;
    surgery.clock.pass(SignedDuration::from_hours(12)); // Friday, 21:00
    surgery.arrives(Whitfield, "Is it serious?").await;
    let span =
        |from: &str, to: &str| NextStepsRequest { from: Some(from.to_owned()), to: Some(to.to_owned()), list: None };
    let friday = surgery.engine.next_steps(span("2026-11-20", "2026-11-20")).await.expect("reported");
    assert_eq!(friday.total.contacts, 0);
    surgery.clock.pass(SignedDuration::from_hours(60));
    let monday = surgery.engine.next_steps(span("2026-11-23", "2026-11-23")).await.expect("reported");
    assert_eq!(monday.total, NextStepCounts { contacts: 1, nothing: 1, ..NextStepCounts::default() });
    for (from, to) in [("2026-11-23", "2026-11-20"), ("2026-01-01", "2026-11-20"), ("2026-02-30", "2026-11-20")] {
        let asked = surgery.engine.next_steps(span(from, to)).await;
        assert!(matches!(asked, Err(EngineError::BadRequest(_))), "{from} to {to}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h_10_where_nobody_keeps_wordings_of_their_own_it_is_for_those_who_write_the_practice_s() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it back?").await;
    let request = surgery.answer(conversation, "Yes, please collect it.").await;
    let message = request.message.clone();
    surgery.engine.send(request).await.expect("it goes");
    let change = contract::SavePracticeRequest {
        name: "Mill Lane Surgery".to_owned(),
        number: Some(Okafor.number().as_str().to_owned()),
        phone: String::new(),
        test_numbers: vec![],
        no_personal: true,
    };
    surgery.sits(Shah).await;
    surgery.engine.save_practice(change).await.expect("saved");
    let made = surgery.engine.template_of_message(MessageRequest { message: message.clone() }).await.expect("made");
    assert_eq!(made.document.scope, ScopeView::Practice, "who may write the practice's writes one of those");
    let nurse = Okafor.staff();
    let request = contract::SaveStaffRequest {
        staff: Some(nurse.id.to_string()),
        name: nurse.name,
        role: contract::RoleView::Reception,
        away_until: None,
        hours: None,
        cover: None,
    };
    surgery.engine.save_staff(request).await.expect("changed");
    surgery.sits(Okafor).await;
    let asked = surgery.engine.template_of_message(MessageRequest { message }).await;
    assert!(matches!(refusal(asked), Refusal::NoOwnTemplates));
}
