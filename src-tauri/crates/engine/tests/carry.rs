//! A template made of a message that was sent (H-10), the report over past days (C-14), and what a template carries beside its
//! words (H-05). The real file, the real adapter,
//! the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    ApproveTemplateRequest, AssignRequest, CarriesView, CodeView, FillTemplateRequest, FollowUpView, MessageRequest,
    NextStepCounts, NextStepListRequest, NextStepView, NextStepsRequest, NextStepsView, PurposeView, RoleView,
    RouteView, SaveTemplateRequest, ScopeView, SendRequest, TakenKindView, TemplateClassView, TemplateStateView,
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

/// The starter "tell-us-more" with a code, a follow-up and a team, approved by the doctor.
async fn carrying(surgery: &Surgery) -> CarriesView {
    let adopted = surgery.engine.adopt_starters().await.expect("a nurse may");
    let known = adopted.templates.iter().find(|one| one.id == "tell-us-more").expect("it is a starter");
    let mut document = known.versions.first().expect("a version").document.clone();
    let code =
        CodeView { system: None, code: "308335008".to_owned(), display: "Patient encounter procedure".to_owned() };
    let follow_up = FollowUpView { route: RouteView::Phone, days: 2, what: "Ring if no answer came".to_owned() };
    let carries = CarriesView { code: Some(code), follow_up: Some(follow_up), team: Some(RoleView::Reception) };
    document.carries = Some(carries.clone());
    let request = SaveTemplateRequest { template: Some("tell-us-more".to_owned()), seen: 1, document };
    surgery.engine.save_template(request).await.expect("saved");
    surgery.sits(Shah).await;
    let approve = ApproveTemplateRequest { template: "tell-us-more".to_owned(), version: 2 };
    let approved = surgery.engine.approve_template(approve).await.expect("a colleague may");
    let known = approved.templates.iter().find(|one| one.id == "tell-us-more").expect("it is listed");
    assert_eq!(known.versions.first().and_then(|version| version.document.carries.clone()), Some(carries.clone()));
    surgery.sits(Okafor).await;
    carries
}

#[tokio::test(flavor = "multi_thread")]
async fn h_05_a_sent_template_is_filed_with_its_code_and_brings_its_task_and_its_team() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "It hurts").await;
    let mine = Some(Okafor.staff_id().to_string());
    let take = AssignRequest { conversation: conversation.to_string(), owner: mine };
    surgery.engine.assign(take).await.expect("taken");
    carrying(&surgery).await;
    let fill = FillTemplateRequest { template: "tell-us-more".to_owned(), conversation: conversation.to_string() };
    let used = surgery.engine.fill_template(fill).await.expect("filled").used;
    let text = "Please reply with a few words about the pain.";
    let held = SendRequest { templates: vec![used.clone()], ..surgery.answer(conversation, text).await };
    let message = held.message.clone();
    surgery.engine.send(held).await.expect("held");
    surgery.engine.undo(MessageRequest { message }).await.expect("taken back");
    surgery.sender_looks_after(HOLD).await;
    let counts = surgery.engine.queue_counts().await.expect("counts");
    assert_eq!((counts.tasks, surgery.shows(conversation).await.row.team), (0, None), "taken back, nothing happened");
    let request = SendRequest { templates: vec![used], ..surgery.answer(conversation, text).await };
    surgery.engine.send(request).await.expect("it goes");
    assert_eq!(surgery.engine.queue_counts().await.expect("counts").tasks, 0, "not while it is held");
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.engine.queue_counts().await.expect("counts").tasks, 1);
    let row = surgery.shows(conversation).await.row;
    assert_eq!((row.owner, row.team), (None, Some(RoleView::Reception)), "the team has it");
    surgery.engine.file_once().await.expect("a turn");
    let folder = surgery.folder().join("record").join(conversation.to_string());
    let bundle = std::fs::read_to_string(folder.join("bundle.json")).expect("it is filed");
    let bundle: serde_json::Value = serde_json::from_str(&bundle).expect("JSON");
    let entries = bundle.get("entry").and_then(serde_json::Value::as_array).expect("a bundle");
    let coded: Vec<_> = entries.iter().filter_map(|entry| entry.pointer("/resource/reasonCode/0/coding/0")).collect();
    let expected = serde_json::json!({
        "system": "http://snomed.info/sct", "code": "308335008", "display": "Patient encounter procedure",
    });
    assert_eq!(coded, [&expected], "what was said is filed as it");
    let page = std::fs::read_dir(&folder).expect("a folder").filter_map(Result::ok).map(|file| file.path());
    let pages: Vec<String> = page.filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    assert!(pages.iter().any(|page| page.contains("Coded as")), "and people read it on the page");
    let recorded = surgery.engine.verify().await.expect("checked");
    assert!(recorded.is_sound(), "the log gives it again: {recorded:?}");
}
