//! At the desk: drafts and notes stay among staff, nobody answers unread, and the practice may write first.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use contract::{
    AssignRequest, ConversationRequest, DraftMode, ErrorCode, ErrorView, SaveDraftRequest, StartConversationRequest,
    WriteNoteRequest,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::ConversationId;
use record::HealthRecord;
use testkit::{Person, Surgery};

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn code<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> ErrorCode {
    ErrorView::from(&answer.expect_err("a rule says no")).code
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
async fn drafts_and_notes_stay_among_staff() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Person::Price, "hello").await;
    surgery.sits(Person::Okafor).await;
    let draft = SaveDraftRequest {
        conversation: conversation.to_string(),
        text: "half a sen".to_owned(),
        mode: DraftMode::Note,
        caret: 4,
        purpose: None,
        also: vec![],
        templates: vec![],
        quote: None,
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
        quote: None,
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
    let gone = surgery.engine.conversation(ConversationRequest { conversation: uuid::Uuid::nil().to_string() }).await;
    assert_eq!(code(gone), ErrorCode::NotFound, "a conversation that is not there is said to be so");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_may_write_first_and_goes_on_where_it_stands() {
    let surgery = Surgery::open().await;
    let begin = |number: &str| StartConversationRequest {
        patient: Person::Price.patient_id().to_string(),
        number: number.to_owned(),
    };
    let number = Person::Price.number();
    let first = surgery.engine.start_conversation(begin(number.as_str())).await.unwrap();
    let again = surgery.engine.start_conversation(begin(number.as_str())).await.unwrap();
    assert_eq!(first, again, "one open conversation at a number");
    let other = surgery.engine.start_conversation(begin(Person::Whitfield.number().as_str())).await;
    assert_eq!(code(other), ErrorCode::NumberNotPatients, "only at a number of hers");
    let conversation: ConversationId = first.conversation.parse().unwrap();
    surgery.engine.send(surgery.answer(conversation, "Your dressing is here.").await).await.unwrap();
    surgery.sender_looks_after(seconds(11)).await;
    assert_eq!(surgery.arrives(Person::Price, "thank you").await, conversation, "her answer comes to it");
}
