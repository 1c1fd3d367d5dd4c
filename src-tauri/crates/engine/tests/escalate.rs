//! Escalation (C6.17) through the real file: each of its four ways lands in the thread, and each is one question away.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::MessageKindView::{Contact, In, Note, Out};
use contract::{
    CheckTextRequest, ContactWayView, ConversationRequest, EscalateView, HandOverRequest, HoldRoleAccountRequest,
    HolderRequest, MessageClassView, MessageView, PurposeView, Queue, RecordContactRequest, RoleView,
    SaveRoleAccountRequest, SendRequest, TaskStateView, TasksRequest, WriteNoteRequest,
};
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Surgery, refusal};

async fn escalation(surgery: &Surgery, conversation: ConversationId) -> EscalateView {
    let request = ConversationRequest { conversation: conversation.to_string() };
    surgery.engine.escalation(request).await.expect("shown")
}

/// The doctor takes the doctors' duty; the nurse sits at the desk.
async fn duty_doctor(surgery: &Surgery) {
    surgery.sits(Shah).await;
    let request = SaveRoleAccountRequest { account: None, name: "Duty doctor".to_owned(), roles: vec![RoleView::Gp] };
    let app = surgery.engine.save_role_account(request).await.expect("added");
    let account = app.role_accounts.first().expect("one").id.clone();
    let holder = Some(Shah.staff_id().to_string());
    let request = HoldRoleAccountRequest { account, holder, seen: None };
    surgery.engine.hold_role_account(request).await.expect("taken");
    surgery.sits(Okafor).await;
}

async fn hands_over(surgery: &Surgery, conversation: ConversationId, why: &str) -> HandOverRequest {
    let duty = escalation(surgery, conversation).await.duty.expect("somebody has the duty");
    HandOverRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        staff: duty.staff,
        account: duty.account,
        why: why.to_owned(),
    }
}

async fn said(surgery: &Surgery, conversation: ConversationId) -> Vec<MessageView> {
    surgery.shows(conversation).await.page.messages
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_17_call_text_duty_doctor_and_log_all_land_in_the_thread() {
    let surgery = Surgery::open().await;
    duty_doctor(&surgery).await;
    let conversation = surgery.arrives(Price, "It hurts more").await;
    let ways = escalation(&surgery, conversation).await;
    assert_eq!(ways.number.as_deref(), Some(Price.number().as_str()), "call: at which number");
    let call = RecordContactRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        way: ContactWayView::CallNoAnswer,
        text: "No answer".to_owned(),
        task: None,
        revision: surgery.shows(conversation).await.revision,
        ring_again: true,
    };
    surgery.engine.record_contact(call).await.expect("written down");
    let open = surgery.engine.tasks(TasksRequest::Open).await.expect("listed").tasks;
    assert_eq!(open.len(), 1, "one task to ring again: {open:?}");
    let task = open.first().expect("counted");
    assert!(task.urgent && matches!(task.state, TaskStateView::Open { .. }), "{task:?}");
    let text = ways.urgent_text.expect("text: what the practice says");
    let request = SendRequest { purpose: PurposeView::ClinicalAdvice, ..surgery.answer(conversation, &text).await };
    surgery.engine.send(request).await.expect("it goes as it stands");
    surgery.engine.hand_over(hands_over(&surgery, conversation, "").await).await.expect("duty doctor");
    let log = WriteNoteRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        text: "Escalated: rang 999 for her".to_owned(),
        quote: None,
    };
    surgery.engine.write_note(log).await.expect("log");
    let said = said(&surgery, conversation).await;
    let kinds: Vec<_> = said.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [In, Contact, Out, Note, Note], "all four, in order");
    let note = said.get(3).expect("counted");
    assert_eq!(note.author.as_deref(), Some("A. Okafor"), "who handed it over");
    assert_eq!(
        note.text,
        "Escalated: handed to Dr R. Shah (Duty doctor) as urgent. Why: the patient's message of 09:00 on Friday 20 November."
    );
    let row = surgery.shows(conversation).await.row;
    assert_eq!((row.owner, row.class), (Some(Shah.staff_id().to_string()), MessageClassView::Urgent));
    surgery.sits(Shah).await;
    assert_eq!(surgery.ids(Queue::Mine).await, [conversation.to_string()], "in the doctor's own list");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_17_pressing_twice_hands_over_once_and_why_is_kept_as_typed() {
    let surgery = Surgery::open().await;
    duty_doctor(&surgery).await;
    let conversation = surgery.arrives(Price, "It hurts more").await;
    let request = hands_over(&surgery, conversation, " Chest pain for an hour ").await;
    surgery.engine.hand_over(request.clone()).await.expect("handed over");
    surgery.engine.hand_over(request).await.expect("the first answer again");
    let notes: Vec<_> = said(&surgery, conversation).await.into_iter().filter(|one| one.kind == Note).collect();
    assert_eq!(notes.len(), 1, "one note: {notes:?}");
    let note = notes.first().expect("counted");
    assert!(note.text.ends_with("as urgent. Why: Chest pain for an hour"), "{}", note.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_17_with_nobody_on_duty_it_is_refused_and_says_what_to_do() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "It hurts more").await;
    assert_eq!(escalation(&surgery, conversation).await.duty, None, "the window knows beforehand");
    let request = HandOverRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        staff: Shah.staff_id().to_string(),
        account: None,
        why: String::new(),
    };
    assert_eq!(refusal(surgery.engine.hand_over(request.clone()).await), Refusal::NoDutyDoctor);
    let holder = HolderRequest { holder: Some(Shah.staff_id().to_string()) };
    surgery.engine.name_holder(holder).await.expect("named");
    let duty = escalation(&surgery, conversation).await.duty.expect("whoever holds triage");
    assert_eq!((duty.name.as_str(), duty.account_name), ("Dr R. Shah", None));
    let again = HandOverRequest { message: surgery.ids.next().to_string(), ..request };
    surgery.engine.hand_over(again).await.expect("handed over");
    let said = said(&surgery, conversation).await;
    let note = said.last().expect("there");
    assert!(note.text.starts_with("Escalated: handed to Dr R. Shah (holds triage) as urgent."), "{}", note.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_17_the_urgent_text_is_the_practices_in_the_patients_language_and_nothing_speaks_against_it() {
    let surgery = Surgery::open().await;
    let needs = contract::NeedsView { language: Some("pl".to_owned()), ..contract::NeedsView::default() };
    let request = contract::RecordNeedsRequest { patient: Whitfield.patient_id().to_string(), needs };
    surgery.engine.record_needs(request).await.expect("recorded");
    let conversation = surgery.arrives(Whitfield, "It hurts more").await;
    let text = escalation(&surgery, conversation).await.urgent_text.expect("there is one");
    assert!(text.contains("In an emergency ring 999.") && text.contains("W nagłym wypadku"), "both: {text}");
    for purpose in [PurposeView::ClinicalAdvice, PurposeView::Administration] {
        let request = CheckTextRequest {
            conversation: conversation.to_string(),
            text: text.clone(),
            purpose,
            templates: vec![],
            also: vec![],
        };
        let told = surgery.engine.check_text(request).await.expect("checked");
        let stops: Vec<_> = told.findings.iter().filter(|one| one.severity != contract::SeverityView::Hint).collect();
        assert!(stops.is_empty(), "{purpose:?}: {stops:?}");
    }
}
