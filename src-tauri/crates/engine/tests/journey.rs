//! What the product is for, through the engine: two members of staff, two patients and a family, whose ids start at
//! different thousands, over the real store, adapter, provider stand-in and document folder.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use contract::{
    AssignRequest, ConversationRequest, ConversationView, DeliveryView, DraftMode, ErrorCode, ErrorView,
    FailureClassView, FilingView, MarkDoneRequest, MatchRequest, MessageRequest, MessageView, PauseWorkerRequest,
    ResolveUnknownRequest, SaveDraftRequest, SeenRequest, SyncState, WorkerKind, WriteNoteRequest,
};
use engine::{EngineError, Notice, NoticeQueue, NoticeText, Workers};
use jiff::SignedDuration;
use model::{ConversationId, MessageId};
use record::HealthRecord;
use serde_json::json;
use testkit::{Person, Shown, Surgery, until, whose};

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn code<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> ErrorCode {
    ErrorView::from(&answer.expect_err("a rule says no")).code
}

fn last(view: &ConversationView) -> &MessageView {
    view.page.messages.last().expect("something was said")
}

/// Follows a message until it has reached the phone.
async fn delivered(surgery: &Surgery, conversation: ConversationId) {
    for _ in 0..20 {
        surgery.sender_looks_after(seconds(5)).await;
        if matches!(last(&surgery.shows(conversation).await).delivery, Some(DeliveryView::Delivered { .. })) {
            return;
        }
    }
    panic_with(&surgery.shows(conversation).await);
}

fn panic_with(view: &ConversationView) {
    assert!(
        matches!(last(view).delivery, Some(DeliveryView::Delivered { .. })),
        "never delivered: {:?}",
        last(view).delivery
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_told_answered_delivered_and_filed_with_the_right_patient() {
    let surgery = Surgery::open().await;
    let whitfield = surgery.arrives(Person::Whitfield, "is my prescription ready?").await;
    let price = surgery.arrives(Person::Price, "my dressing has come loose").await;
    assert_ne!(whitfield, price, "two patients, two conversations");
    for (conversation, person) in [(whitfield, Person::Whitfield), (price, Person::Price)] {
        let view = surgery.shows(conversation).await;
        let patient = view.patient.as_ref().expect("exactly one patient has the number");
        assert_eq!(patient.id, person.patient_id().to_string(), "the right patient");
        let message: MessageId = last(&view).id.parse().unwrap();
        assert_eq!(whose(message.uuid()), Some(person), "the message stands in its own writer's conversation");
    }

    // Told without a word, name or number.
    let shown = surgery.desk.take();
    let notices: Vec<Notice> = shown
        .iter()
        .filter_map(|shown| match shown {
            Shown::Notice(notice) => Some(*notice),
            Shown::Cleared(_) => None,
        })
        .collect();
    assert_eq!(notices.iter().map(|notice| notice.conversation).collect::<Vec<_>>(), [whitfield, price]);
    let text = NoticeText::new(1, NoticeQueue::Unassigned);
    let said = format!("{} {}", text.title, text.body);
    for secret in ["Whitfield", "7700", "prescription", "Mill Lane"] {
        assert!(!said.contains(secret), "a notification gives nothing away: {said}");
    }

    // Answered: held, taken back into the draft, sent again.
    surgery.sits(Person::Okafor).await;
    let request = surgery.answer(whitfield, "Yes, from two o'clock.").await;
    let message = request.message.clone();
    surgery.engine.send(request.clone()).await.unwrap();
    surgery.engine.send(request).await.expect("pressing twice is no error");
    let view = surgery.shows(whitfield).await;
    assert_eq!(view.page.messages.len(), 2, "pressing twice writes once");
    assert!(matches!(last(&view).delivery, Some(DeliveryView::Held { .. })), "it is held first");
    surgery.sender_looks_after(seconds(5)).await;
    assert!(surgery.town.taken(&Person::Whitfield.number()).await.is_empty(), "what is held has not left");
    let draft = surgery.engine.undo(MessageRequest { message: message.clone() }).await.unwrap();
    assert_eq!(draft.text, "Yes, from two o'clock.", "the author gets the words back");
    let view = surgery.shows(whitfield).await;
    assert_eq!(view.page.messages.len(), 1, "what was taken back is not shown");
    assert_eq!(view.draft.map(|draft| draft.text).as_deref(), Some("Yes, from two o'clock."), "it is the draft again");
    surgery.sender_looks_after(seconds(60)).await;
    assert!(surgery.town.taken(&Person::Whitfield.number()).await.is_empty(), "what was taken back never leaves");

    let request = surgery.answer(whitfield, "Yes, from half past two.").await;
    surgery.engine.send(request.clone()).await.unwrap();
    assert!(surgery.shows(whitfield).await.draft.is_none(), "what was sent is no draft any more");
    surgery.sender_looks_after(seconds(11)).await;
    let late = surgery.engine.undo(MessageRequest { message: request.message }).await;
    assert_eq!(code(late), ErrorCode::TooLate, "what has left cannot be taken back");
    delivered(&surgery, whitfield).await;
    assert_eq!(surgery.town.taken(&Person::Whitfield.number()).await, ["Yes, from half past two."], "once, to him");
    assert!(surgery.town.taken(&Person::Price.number()).await.is_empty(), "and to nobody else");

    // Documented.
    surgery.engine.file_once().await.unwrap();
    let view = surgery.shows(whitfield).await;
    assert!(view.page.messages.iter().all(|message| matches!(message.filing, FilingView::Written { .. })));
    let filed = surgery.record.read(whitfield).await.unwrap().expect("it is in the record");
    assert_eq!(filed.patient, Person::Whitfield.patient_id(), "in the right patient's record");
    assert_eq!(filed.entries.len(), 2, "what was said, and not what was taken back");
    surgery
        .engine
        .mark_read(SeenRequest { conversation: whitfield.to_string(), revision: view.revision })
        .await
        .unwrap();
    assert!(surgery.desk.take().contains(&Shown::Cleared(whitfield)), "what was read is no news any more");
    assert!(surgery.engine.verify().await.unwrap().is_sound(), "the log gives what is shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_less_than_was_said_is_stopped() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Whitfield, "I have a rash").await;
    surgery.sits(Person::Shah).await;
    let request = surgery.answer(conversation, "Use the cream.").await;
    surgery.arrives(Person::Whitfield, "and my throat is tight").await;
    surgery.sits(Person::Shah).await;
    let stale = surgery.engine.send(request.clone()).await.expect_err("something was said since");
    let view = ErrorView::from(&stale);
    assert_eq!((view.code, view.count), (ErrorCode::StaleView, Some(1)), "it says how much is new");
    let seen = surgery.shows(conversation).await.revision;
    surgery.engine.send(contract::SendRequest { revision: seen, ..request }).await.expect("having read it, she may");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_number_is_matched_by_a_person_and_answered_with_open_eyes() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Sami, "his fever is back").await;
    let view = surgery.shows(conversation).await;
    assert!(view.patient.is_none(), "two patients have the number: no guess");
    let candidates = view.unmatched.expect("it says whom to choose from").candidates;
    let ids: Vec<&str> = candidates.iter().map(|patient| patient.id.as_str()).collect();
    let (leila, sami) = (Person::Leila.patient_id().to_string(), Person::Sami.patient_id().to_string());
    assert_eq!(ids, [leila.as_str(), sami.as_str()], "mother and son");
    surgery.sits(Person::Okafor).await;
    let early = surgery.answer(conversation, "Please ring us.").await;
    assert_eq!(code(surgery.engine.send(early).await), ErrorCode::NotMatched, "nobody is answered before that");
    let request = MatchRequest {
        conversation: conversation.to_string(),
        revision: view.revision,
        patient: sami.clone(),
        add_number: false,
    };
    surgery.engine.match_conversation(request.clone()).await.unwrap();
    let again = MatchRequest { patient: leila, revision: view.revision + 1, ..request };
    assert_eq!(code(surgery.engine.match_conversation(again).await), ErrorCode::AlreadyMatched);

    let request = surgery.answer(conversation, "Please ring us.").await;
    assert_eq!(code(surgery.engine.send(request.clone()).await), ErrorCode::SharedNumber, "others may read it");
    surgery.engine.send(contract::SendRequest { shared_number_seen: true, ..request }).await.unwrap();
    let next = surgery.arrives(Person::Leila, "thank you").await;
    assert_ne!(next, conversation, "the next text from the number is again for a person to match");
    surgery.engine.file_once().await.unwrap();
    assert!(surgery.record.read(next).await.unwrap().is_none(), "what is unmatched stands in nobody's record");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_cannot_take_texts_is_told_and_said_again_in_a_new_message() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Price, "call me please").await;
    surgery.sits(Person::Okafor).await;
    surgery.town.is_a(&Person::Price.number(), "landline").await;
    let request = surgery.answer(conversation, "We will ring at four.").await;
    surgery.engine.send(request.clone()).await.unwrap();
    for _ in 0..10 {
        surgery.sender_looks_after(seconds(11)).await;
    }
    let view = surgery.shows(conversation).await;
    assert!(
        matches!(last(&view).delivery, Some(DeliveryView::Failed { class: FailureClassView::Permanent, .. })),
        "it did not arrive, and never will: {:?}",
        last(&view).delivery
    );
    assert_eq!(surgery.engine.queue_counts().await.unwrap().failed, 1, "a person must look");
    surgery.engine.file_once().await.unwrap();
    let done = MarkDoneRequest { conversation: conversation.to_string(), revision: view.revision, reason: None };
    assert_eq!(code(surgery.engine.mark_done(done).await), ErrorCode::NotSent, "not done while it was not said");

    surgery.town.is_a(&Person::Price.number(), "delivers").await;
    let again = surgery.answer(conversation, "We will ring at four.").await;
    surgery.engine.send(contract::SendRequest { repeats: Some(request.message), ..again }).await.unwrap();
    assert_eq!(surgery.engine.queue_counts().await.unwrap().failed, 0, "it is being said again");
    delivered(&surgery, conversation).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_who_told_the_provider_to_stop_is_not_texted() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Whitfield, "STOP").await;
    surgery.sits(Person::Okafor).await;
    surgery.engine.send(surgery.answer(conversation, "Your results are in.").await).await.unwrap();
    surgery.sender_looks_after(seconds(11)).await;
    let view = surgery.shows(conversation).await;
    assert!(
        matches!(last(&view).delivery, Some(DeliveryView::Failed { class: FailureClassView::OptedOut, .. })),
        "it says why: {:?}",
        last(&view).delivery
    );
    assert!(surgery.town.taken(&Person::Whitfield.number()).await.is_empty(), "nothing reached him");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_without_an_answer_is_looked_up_and_never_made_again_by_itself() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Whitfield, "when is my blood test?").await;
    surgery.sits(Person::Okafor).await;

    // The provider took it, but its answer was lost.
    surgery.town.breaks(json!([{ "kind": "drop_after_accept", "on": "send" }])).await;
    surgery.engine.send(surgery.answer(conversation, "Friday at nine.").await).await.unwrap();
    surgery.sender_looks_after(seconds(11)).await;
    let delivery = last(&surgery.shows(conversation).await).delivery.clone();
    assert_eq!(delivery, Some(DeliveryView::Unknown { needs_person: false }), "unknown is not sent");
    surgery.sender_looks_after(seconds(60)).await;
    assert_eq!(surgery.town.taken(&Person::Whitfield.number()).await.len(), 1, "not made again");
    delivered(&surgery, conversation).await;
    assert_eq!(surgery.town.taken(&Person::Whitfield.number()).await, ["Friday at nine."], "found, not sent twice");

    // The provider never got it.
    surgery.town.breaks(json!([{ "kind": "drop_before_accept", "on": "send" }])).await;
    surgery.engine.send(surgery.answer(conversation, "Bring your card.").await).await.unwrap();
    surgery.sender_looks_after(seconds(11)).await;
    surgery.sender_looks_after(seconds(91)).await;
    let delivery = last(&surgery.shows(conversation).await).delivery.clone();
    assert_eq!(delivery, Some(DeliveryView::Unknown { needs_person: false }), "absent once is no proof");
    surgery.sender_looks_after(SignedDuration::from_mins(12)).await;
    let view = surgery.shows(conversation).await;
    assert_eq!(
        last(&view).delivery,
        Some(DeliveryView::Unknown { needs_person: true }),
        "absent twice: a person decides"
    );
    assert_eq!(surgery.engine.queue_counts().await.unwrap().failed, 1, "and is asked to");
    assert_eq!(surgery.town.taken(&Person::Whitfield.number()).await.len(), 1, "nothing was sent meanwhile");
    let decision = ResolveUnknownRequest { message: last(&view).id.clone(), send: true };
    surgery.engine.resolve_unknown(decision).await.unwrap();
    delivered(&surgery, conversation).await;
    assert_eq!(surgery.town.taken(&Person::Whitfield.number()).await, ["Friday at nine.", "Bring your card."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_is_said_and_everything_is_kept() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Price, "hello").await;
    surgery.sits(Person::Okafor).await;
    let workers = Workers::start(&surgery.engine).await.unwrap();
    until("the workers run", async || surgery.engine.sync().state == SyncState::Running).await;
    surgery.town.cut_off().await;
    surgery.engine.send(surgery.answer(conversation, "Good morning.").await).await.unwrap();
    surgery.clock.pass(seconds(11));
    until("it says that it is offline", async || surgery.engine.sync().state == SyncState::Offline).await;
    assert!(surgery.engine.sync().offline_since.is_some(), "and since when");
    surgery.town.reconnect().await;
    until("it is sent", async || {
        surgery.clock.pass(seconds(5));
        surgery.town.taken(&Person::Price.number()).await == ["Good morning."]
    })
    .await;
    until("it says that it runs", async || surgery.engine.sync().state == SyncState::Running).await;
    workers.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_switched_off_does_nothing_until_it_is_switched_on() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Price, "hello").await;
    surgery.sits(Person::Okafor).await;
    let switch = |paused| PauseWorkerRequest { worker: WorkerKind::Send, paused };
    surgery.engine.pause_worker(switch(true)).await.unwrap();
    let workers = Workers::start(&surgery.engine).await.unwrap();
    surgery.engine.send(surgery.answer(conversation, "Good morning.").await).await.unwrap();
    surgery.clock.pass(seconds(11));
    until("filing, which is on, is done", async || {
        surgery.engine.queue_counts().await.unwrap().unfiled == 0 && surgery.engine.sync().checked_at.is_some()
    })
    .await;
    assert_eq!(surgery.engine.sync().state, SyncState::Paused, "it says so");
    assert!(surgery.town.taken(&Person::Price.number()).await.is_empty(), "off is off");
    surgery.engine.pause_worker(switch(false)).await.unwrap();
    until("it is sent", async || !surgery.town.taken(&Person::Price.number()).await.is_empty()).await;
    workers.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_done_when_it_is_in_the_record_or_a_person_says_why() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Whitfield, "thank you").await;
    surgery.sits(Person::Shah).await;
    let revision = surgery.shows(conversation).await.revision;
    let done = |reason: Option<&str>| MarkDoneRequest {
        conversation: conversation.to_string(),
        revision,
        reason: reason.map(str::to_owned),
    };
    assert_eq!(code(surgery.engine.mark_done(done(None)).await), ErrorCode::Unfiled, "it is not in the record yet");
    assert_eq!(code(surgery.engine.mark_done(done(Some("  "))).await), ErrorCode::Unfiled, "blanks are no reason");
    surgery.engine.mark_done(done(Some("the record is down, noted on paper"))).await.unwrap();
    assert!(surgery.shows(conversation).await.row.done, "a named person said why");
    assert_eq!(surgery.engine.queue_counts().await.unwrap().unfiled, 1, "and it is still to be filed");
    surgery.engine.file_once().await.unwrap();
    assert_eq!(surgery.engine.queue_counts().await.unwrap().unfiled, 0, "filed after all");

    surgery.clock.pass(SignedDuration::from_hours(24 * 6));
    assert_eq!(surgery.arrives(Person::Whitfield, "one more thing").await, conversation, "within a week it goes on");
    assert!(!surgery.shows(conversation).await.row.done, "and is open again");
    surgery.engine.file_once().await.unwrap();
    let revision = surgery.shows(conversation).await.revision;
    surgery.sits(Person::Shah).await;
    surgery.engine.mark_done(MarkDoneRequest { revision, ..done(None) }).await.unwrap();
    surgery.clock.pass(SignedDuration::from_hours(24 * 8));
    assert_ne!(surgery.arrives(Person::Whitfield, "hello").await, conversation, "after a week it is a new topic");
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_and_notes_stay_among_staff() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Price, "hello").await;
    surgery.sits(Person::Okafor).await;
    let draft = SaveDraftRequest {
        conversation: conversation.to_string(),
        text: "half a sen".to_owned(),
        mode: DraftMode::Note,
        caret: 4,
    };
    surgery.engine.save_draft(draft).await.unwrap();
    let kept = surgery.shows(conversation).await.draft.expect("her draft is kept");
    assert_eq!((kept.text.as_str(), kept.mode, kept.caret), ("half a sen", DraftMode::Note, 4));
    surgery.sits(Person::Shah).await;
    assert!(surgery.shows(conversation).await.draft.is_none(), "a draft is its author's alone");

    let note = WriteNoteRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        text: "check potassium".to_owned(),
    };
    surgery.engine.write_note(note).await.unwrap();
    let owner = Some(Person::Okafor.staff_id().to_string());
    surgery.engine.assign(AssignRequest { conversation: conversation.to_string(), owner }).await.unwrap();
    for _ in 0..5 {
        surgery.sender_looks_after(seconds(60)).await;
    }
    assert!(surgery.town.taken(&Person::Price.number()).await.is_empty(), "nothing sends a note");
    surgery.engine.file_once().await.unwrap();
    let filed = surgery.record.read(conversation).await.unwrap().expect("it is in the record");
    assert_eq!(filed.entries.len(), 2, "the note is documented with the message");
    let gone = surgery.engine.conversation(ConversationRequest { conversation: note_id() }).await;
    assert_eq!(code(gone), ErrorCode::NotFound, "a conversation that is not there is said to be so");
}

/// An id that is nothing's.
fn note_id() -> String {
    uuid::Uuid::nil().to_string()
}
