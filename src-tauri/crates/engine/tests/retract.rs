//! A message that was wrong. The real file, the real adapter, the stand-in provider, the document folder.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    ErrorCode, ErrorView, MarkWrongRequest, MessageRequest, MessageView, QuoteRequest, SearchRequest, SendRequest,
    TasksRequest, WriteNoteRequest, WrongReasonView,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::retract::RetractProblem;
use model::{Act, ConversationId, Refusal};
use testkit::Person::{Okafor, Shah, Whitfield};
use testkit::{Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

async fn shown(surgery: &Surgery, conversation: ConversationId) -> Vec<MessageView> {
    surgery.shows(conversation).await.page.messages
}

async fn marks(surgery: &Surgery, message: &str, reason: WrongReasonView) -> Result<(), EngineError> {
    let words = "5 mg was meant".to_owned();
    surgery.engine.mark_wrong(MarkWrongRequest { message: message.to_owned(), reason, words }).await
}

async fn sent(surgery: &Surgery, conversation: ConversationId, text: &str) -> String {
    let sent = surgery.engine.send(surgery.answer(conversation, text).await).await.expect("held");
    surgery.sender_looks_after(HOLD).await;
    sent.message
}

fn bundle(surgery: &Surgery, conversation: ConversationId) -> serde_json::Value {
    let path = surgery.folder().join("record").join(conversation.to_string()).join("bundle.json");
    serde_json::from_slice(&std::fs::read(path).unwrap_or_default()).unwrap_or_default()
}

fn status(bundle: &serde_json::Value, message: &str) -> String {
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    let found = entries.iter().find(|entry| entry["resource"]["id"] == message);
    found.and_then(|entry| entry["resource"]["status"].as_str()).unwrap_or("not there").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_13_a_wrong_text_is_marked_corrected_and_filed_with_both() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "How many tablets").await;
    let wrong = sent(&surgery, conversation, "Take fifty").await;
    surgery.engine.file_once().await.expect("filed");
    marks(&surgery, &wrong, WrongReasonView::WrongFact).await.expect("marked");
    let message = shown(&surgery, conversation).await.pop().expect("the answer");
    let mark = message.wrong.expect("it says so");
    assert_eq!((mark.reason, mark.words.as_str()), (WrongReasonView::WrongFact, "5 mg was meant"));
    assert_eq!(mark.by, Some(Okafor.staff().name), "and by whom");
    assert!(message.text.starts_with("Take fifty"), "the words stay readable");
    let view = surgery.shows(conversation).await;
    assert!(!view.row.answered, "a wrong answer is none");
    surgery.engine.file_once().await.expect("filed again");
    assert_eq!(status(&bundle(&surgery, conversation), &wrong), "entered-in-error");
    assert_eq!(surgery.shows(conversation).await.row.unfiled, 0);
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, ["Take fifty"], "nothing is sent by itself");
    let quote = Some(QuoteRequest { message: wrong.clone(), corrects: true });
    let request = SendRequest { quote, ..surgery.answer(conversation, "Sorry: take five, not fifty").await };
    surgery.engine.send(request).await.expect("held");
    let correction = shown(&surgery, conversation).await.pop().and_then(|message| message.quote).expect("it is linked");
    assert_eq!((correction.message, correction.corrects, correction.wrong), (wrong.clone(), true, true));
    surgery.sender_looks_after(HOLD).await;
    assert!(surgery.shows(conversation).await.row.answered, "the correction is the answer");
    assert_eq!(
        surgery.town.taken(&Whitfield.number()).await,
        ["Take fifty", "Sorry: take five, not fifty"],
        "the patient gets the words, and no quote"
    );
    surgery.engine.unmark_wrong(MessageRequest { message: wrong.clone() }).await.expect("the way back");
    surgery.engine.file_once().await.expect("filed");
    assert_ne!(status(&bundle(&surgery, conversation), &wrong), "entered-in-error", "the record follows");
    assert!(surgery.engine.verify().await.expect("looked").is_sound(), "and the log alone gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_13_what_was_held_is_taken_back_instead() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "How many tablets").await;
    let held = surgery.engine.send(surgery.answer(conversation, "Take fifty").await).await.expect("held").message;
    let refused = marks(&surgery, &held, WrongReasonView::WrongFact).await.expect_err("it has not left");
    let view = ErrorView::from(&refused);
    assert_eq!(view.code, ErrorCode::Refused);
    assert!(view.message.contains("take it back instead"), "and says what to do: {}", view.message);
    assert_eq!(refusal::<()>(Err(refused)), Refusal::RetractRefused { problem: RetractProblem::NotLeft });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_13_words_for_the_wrong_person_come_to_the_practice_at_once() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let wrong = sent(&surgery, conversation, "Mr Price, please come in on Monday").await;
    marks(&surgery, &wrong, WrongReasonView::WrongPerson).await.expect("marked");
    let tasks = surgery.engine.tasks(TasksRequest::Conversation { conversation: conversation.to_string() }).await;
    let tasks = tasks.expect("read").tasks;
    let task = tasks.first().expect("a task");
    assert!(task.urgent && task.owner.is_none(), "urgent, and everybody's");
    assert_eq!(task.message.as_deref(), Some(wrong.as_str()));
    assert!(task.what.contains("wrong person"));
    assert!(surgery.engine.verify().await.expect("looked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_13_search_still_finds_it_and_says_that_it_was_wrong() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "How many tablets").await;
    let wrong = sent(&surgery, conversation, "Take fifty of the marigold tablets").await;
    let find = async || {
        let request = SearchRequest { text: "marigold".to_owned(), patients_only: false, conversation: None };
        surgery.engine.search(request).await.expect("searched").messages
    };
    assert_eq!(find().await.iter().map(|hit| hit.wrong).collect::<Vec<_>>(), [false]);
    marks(&surgery, &wrong, WrongReasonView::WrongFact).await.expect("marked");
    assert_eq!(find().await.iter().map(|hit| hit.wrong).collect::<Vec<_>>(), [true], "found, and labelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_13_a_note_is_marked_by_its_author_or_whoever_answers_for_it() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    surgery.sits(Shah).await;
    let note = WriteNoteRequest {
        message: surgery.ids.next().to_string(),
        conversation: conversation.to_string(),
        text: "his potassium is high".to_owned(),
        quote: None,
    };
    let note = surgery.engine.write_note(note).await.expect("written").message;
    surgery.sits(Okafor).await;
    let refused = refusal(marks(&surgery, &note, WrongReasonView::WrongFact).await);
    assert_eq!(refused, Refusal::NotAllowed { act: Act::RetractOthers }, "a nurse of a doctor's note does not");
    surgery.sits(Shah).await;
    marks(&surgery, &note, WrongReasonView::WrongFact).await.expect("her own");
    assert!(shown(&surgery, conversation).await.iter().any(|message| message.id == note && message.wrong.is_some()));
}
