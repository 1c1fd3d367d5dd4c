//! Reaching the patient another way (C3): through the real file, the real adapter and the stand-in provider, into the record.
#![expect(clippy::expect_used, clippy::panic, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    ChannelView, ContactWayView, EndTaskRequest, EnterRequestRequest, MakeTaskRequest, MarkRouteRequest,
    MessageKindView, NeedsSourceView, NeedsView, RecordContactRequest, RecordNeedsRequest, TaskReasonView,
    TaskStateView, TaskView, TasksRequest, WayView,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::{ContactPoint, ContactUse, ConversationId, E164, Patient, PatientStatus, Refusal};
use record::HealthRecord as _;
use testkit::Person::{Okafor, Price, Shah};
use testkit::Surgery;

const HOLD: SignedDuration = SignedDuration::from_secs(10);

async fn mine(surgery: &Surgery) -> Vec<TaskView> {
    surgery.engine.tasks(TasksRequest::Mine).await.expect("tasks").tasks
}

async fn only(surgery: &Surgery) -> TaskView {
    match mine(surgery).await.as_slice() {
        [task] => task.clone(),
        other => panic!("exactly one task, got {other:?}"),
    }
}

async fn sends(surgery: &Surgery, conversation: ConversationId, text: &str) {
    let request = surgery.answer(conversation, text).await;
    surgery.engine.send(request).await.expect("allowed");
    surgery.sender_looks_after(HOLD).await;
}

/// Lets the provider's reports come in.
async fn followed(surgery: &Surgery) {
    for _ in 0..3 {
        surgery.sender_looks_after(SignedDuration::from_mins(2)).await;
    }
}

async fn call(
    surgery: &Surgery,
    conversation: ConversationId,
    way: ContactWayView,
    task: Option<&str>,
) -> RecordContactRequest {
    RecordContactRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        way,
        text: "Told her to come in at ten; she understood.".to_owned(),
        task: task.map(str::to_owned),
        revision: surgery.shows(conversation).await.revision,
        ring_again: false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_3_a_text_to_a_landline_makes_one_task_that_a_call_ends_and_the_record_holds_the_call() {
    let surgery = Surgery::open().await;
    surgery.town.is_a(&Price.number(), "landline").await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    sends(&surgery, conversation, "Please come in at ten. Nurse Okafor").await;
    followed(&surgery).await;
    let task = only(&surgery).await;
    assert_eq!((task.reason, task.route), (TaskReasonView::MessageFailed, WayView::Phone));
    assert_eq!(task.quote.as_deref(), Some("Please come in at ten. Nurse Okafor"), "whoever rings knows what to say");
    assert_eq!(task.number.as_deref(), Some(Price.number().as_str()), "and which number to ring");
    assert_eq!(surgery.engine.queue_counts().await.expect("counts").tasks, 1);
    followed(&surgery).await;
    assert_eq!(only(&surgery).await.id, task.id, "reported again, it is still one task");
    let tried = call(&surgery, conversation, ContactWayView::CallNoAnswer, Some(&task.id)).await;
    surgery.engine.record_contact(tried).await.expect("written down");
    assert_eq!(only(&surgery).await.state, TaskStateView::Open { overdue: false }, "nobody answered");
    let reached = call(&surgery, conversation, ContactWayView::CallReached, Some(&task.id)).await;
    surgery.engine.record_contact(reached.clone()).await.expect("written down");
    surgery.engine.record_contact(reached).await.expect("pressed twice");
    assert!(mine(&surgery).await.is_empty(), "the patient was reached");
    let view = surgery.shows(conversation).await;
    let ways: Vec<_> = view.page.messages.iter().filter_map(|message| message.way).collect();
    assert_eq!(ways, [ContactWayView::CallNoAnswer, ContactWayView::CallReached], "both stand in the thread, once");
    surgery.engine.file_once().await.expect("filed");
    let filed = surgery.record.read(conversation).await.expect("read").expect("filed");
    assert!(filed.entries.len() >= 3, "the patient's message and both calls: {:?}", filed.entries);
    let of_patient = TasksRequest::Patient { patient: Price.patient_id().to_string() };
    let all = surgery.engine.tasks(of_patient).await.expect("tasks").tasks;
    assert!(
        matches!(all.as_slice(), [TaskView { state: TaskStateView::Reached { .. }, .. }]),
        "and it is kept: {all:?}"
    );
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_7_a_number_that_the_provider_blocks_makes_a_task_and_is_never_shown_as_sent() {
    let surgery = Surgery::open().await;
    surgery.town.is_a(&Price.number(), "opted_out").await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    sends(&surgery, conversation, "Please come in at ten.").await;
    followed(&surgery).await;
    let task = only(&surgery).await;
    assert_eq!(task.reason, TaskReasonView::StoppedByProvider);
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_3_a_stop_while_a_text_is_held_makes_one_task() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    let request = surgery.answer(conversation, "Please come in at ten.").await;
    surgery.engine.send(request.clone()).await.expect("allowed");
    surgery.arrives(Price, "STOP").await;
    let task = only(&surgery).await;
    assert_eq!(task.reason, TaskReasonView::MessageStopped);
    assert_eq!(task.message, Some(request.message), "about the text that did not leave");
    assert_eq!(surgery.town.taken(&Price.number()).await, Vec::<String>::new(), "and it did not");
}

#[tokio::test(flavor = "multi_thread")]
async fn h9_where_a_route_is_not_safe_the_task_says_to_leave_no_message() {
    let surgery = Surgery::open().await;
    surgery.arrives(Price, "It hurts again").await;
    let patient = Price.patient_id().to_string();
    let reason = "partner reads this phone".to_owned();
    let request = MarkRouteRequest { patient, channel: ChannelView::Sms, is_unsafe: true, reason };
    surgery.engine.mark_route(request).await.expect("marked");
    let task = only(&surgery).await;
    assert_eq!(task.reason, TaskReasonView::ReplyBarred);
    assert!(task.leave_no_message);
}

/// What makes somebody ring: a text to Ana Price that may not leave, after her contact points were recorded anew.
async fn to_ring(points: &[(E164, ContactUse)], is_unsafe: bool) -> Option<String> {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    let contact_points = points.iter().map(|(number, r#use)| ContactPoint { number: number.clone(), r#use: *r#use });
    surgery.records(Patient { contact_points: contact_points.collect(), ..Price.patient() }).await;
    if is_unsafe {
        let (patient, reason) = (Price.patient_id().to_string(), "partner reads this phone".to_owned());
        let request = MarkRouteRequest { patient, channel: ChannelView::Sms, is_unsafe, reason };
        surgery.engine.mark_route(request).await.expect("marked");
    }
    let request = MakeTaskRequest {
        task: surgery.ids.next().to_string(),
        patient: Some(Price.patient_id().to_string()),
        conversation: (!is_unsafe).then(|| conversation.to_string()),
        message: None,
        route: None,
        what: "Ring about the result".to_owned(),
        urgent: false,
        owner: None,
    };
    surgery.engine.make_task(request.clone()).await.expect("made");
    let tasks = mine(&surgery).await;
    tasks.into_iter().find(|task| task.id == request.task).expect("listed").number
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_4_a_task_never_says_to_ring_a_number_that_is_no_longer_the_patients() {
    let (old, new) = (Price.number(), E164::parse("+447700900942").expect("a number"));
    let points = [(old.clone(), ContactUse::Old), (new.clone(), ContactUse::Mobile)];
    assert_eq!(to_ring(&points, false).await.as_deref(), Some(new.as_str()), "a stranger may have the old one");
    assert_eq!(to_ring(&[(old, ContactUse::Old)], false).await, None, "rather none");
}

#[tokio::test(flavor = "multi_thread")]
async fn h9_where_a_route_is_not_safe_a_task_says_to_ring_a_telephone_that_takes_no_texts() {
    let home = E164::parse("+442079460042").expect("a number");
    let points = [(Price.number(), ContactUse::Mobile), (home.clone(), ContactUse::Home)];
    assert_eq!(to_ring(&points, true).await.as_deref(), Some(home.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn d_12_a_task_ends_when_the_patient_is_recorded_as_dead() {
    let surgery = Surgery::open().await;
    surgery.town.is_a(&Price.number(), "landline").await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    sends(&surgery, conversation, "Please come in at ten.").await;
    followed(&surgery).await;
    let task = only(&surgery).await;
    surgery.records(Patient { status: PatientStatus::Deceased, ..Price.patient() }).await;
    assert!(mine(&surgery).await.is_empty(), "nobody is asked to ring {:?}", task.number);
    let of_conversation = TasksRequest::Conversation { conversation: conversation.to_string() };
    let kept = surgery.engine.tasks(of_conversation).await.expect("tasks").tasks;
    assert!(matches!(kept.as_slice(), [TaskView { state: TaskStateView::Died { .. }, .. }]), "{kept:?}");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn d_05_a_task_by_hand_is_overdue_after_its_time_and_ends_with_words() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    let request = MakeTaskRequest {
        task: surgery.ids.next().to_string(),
        patient: None,
        conversation: Some(conversation.to_string()),
        message: None,
        route: None,
        what: "Ring about the result".to_owned(),
        urgent: true,
        owner: Some(Shah.staff_id().to_string()),
    };
    surgery.engine.make_task(request.clone()).await.expect("made");
    surgery.engine.make_task(request).await.expect("pressed twice");
    assert!(mine(&surgery).await.is_empty(), "it is Dr Shah's");
    surgery.sits(Shah).await;
    let task = only(&surgery).await;
    surgery.clock.pass(SignedDuration::from_hours(24 * 4));
    assert_eq!(only(&surgery).await.state, TaskStateView::Open { overdue: true });
    surgery.sits(Okafor).await;
    assert_eq!(only(&surgery).await.id, task.id, "what Dr Shah left overdue is everybody's to see");
    assert_eq!(surgery.engine.queue_counts().await.expect("counts").tasks, 1, "and counts");
    surgery.sits(Shah).await;
    let end = |words: &str| EndTaskRequest { task: task.id.clone(), done: true, words: words.to_owned() };
    let silent = surgery.engine.end_task(end(" ")).await;
    assert!(matches!(silent, Err(EngineError::Refused(Refusal::OutcomeNeeded))), "{silent:?}");
    surgery.engine.end_task(end("Told her at the desk")).await.expect("ended");
    assert!(mine(&surgery).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_1_c3_2_needs_are_kept_and_say_how_a_task_reaches_the_patient() {
    let surgery = Surgery::open().await;
    let needs = NeedsView {
        order: vec![WayView::Phone, WayView::Letter],
        cannot_phone: true,
        low_vision: false,
        interpreter: "Welsh".to_owned(),
        other: "lip-reads".to_owned(),
        language: Some("cy".to_owned()),
        source: Some(NeedsSourceView::InPerson),
    };
    let patient = Price.patient_id().to_string();
    let request = RecordNeedsRequest { patient, needs: needs.clone() };
    let kept = surgery.engine.record_needs(request).await.expect("written down");
    assert_eq!(kept.needs, needs);
    assert_eq!(kept.noted.and_then(|noted| noted.by), Some(Okafor.staff().name), "with who wrote it down");
    surgery.town.is_a(&Price.number(), "landline").await;
    let conversation = surgery.arrives(Price, "It hurts again").await;
    sends(&surgery, conversation, "Please come in at ten.").await;
    followed(&surgery).await;
    assert_eq!(only(&surgery).await.route, WayView::Letter, "not the telephone, whatever stands first");
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_6_a_request_at_the_desk_waits_in_the_list_as_a_text_does_and_is_filed_with_who_wrote_it_down() {
    let surgery = Surgery::open().await;
    let request = EnterRequestRequest {
        message: surgery.ids.next().to_string(),
        patient: Price.patient_id().to_string(),
        number: Price.number().as_str().to_owned(),
        at_desk: true,
        text: "Asks for a letter for work".to_owned(),
    };
    let started = surgery.engine.enter_request(request.clone()).await.expect("written down");
    let again = surgery.engine.enter_request(request).await.expect("pressed twice");
    assert_eq!(again, started, "one request");
    let conversation: ConversationId = started.conversation.parse().expect("an id");
    let view = surgery.shows(conversation).await;
    assert_eq!((view.row.unread, view.row.answered), (1, false));
    let message = view.page.messages.first().expect("the request");
    assert_eq!((message.kind, message.entered_at_desk), (MessageKindView::In, Some(true)));
    assert_eq!(message.author.as_deref(), Some(Okafor.staff().name.as_str()));
    surgery.engine.file_once().await.expect("filed");
    let filed = surgery.record.read(conversation).await.expect("read").expect("filed");
    assert_eq!(filed.entries.len(), 1);
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}
