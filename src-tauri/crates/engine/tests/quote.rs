//! Answering one particular message. The real file, the real adapter, the stand-in provider, the document folder.

use contract::{
    DraftMode, ErrorCode, ErrorView, MessageRequest, MessageView, MessagesRequest, QuoteRequest, SaveDraftRequest,
    SendRequest, WriteNoteRequest,
};
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Price, Whitfield};
use testkit::{Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

fn of(message: &MessageView) -> Option<QuoteRequest> {
    Some(QuoteRequest { message: message.id.clone(), corrects: false })
}

async fn shown(surgery: &Surgery, conversation: ConversationId) -> Vec<MessageView> {
    surgery.shows(conversation).await.page.messages
}

fn draft(conversation: ConversationId, text: &str, quote: Option<QuoteRequest>) -> SaveDraftRequest {
    SaveDraftRequest {
        conversation: conversation.to_string(),
        text: text.to_owned(),
        mode: DraftMode::Reply,
        caret: 0,
        purpose: None,
        also: vec![],
        templates: vec![],
        quote,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_16_the_quoted_line_stands_above_the_answer_and_the_patient_gets_only_the_text() {
    let surgery = Surgery::open().await;
    let long = format!("Can I swim?\n\n{}", "and when do the stitches come out ".repeat(20));
    let conversation = surgery.arrives(Whitfield, &long).await;
    surgery.arrives(Whitfield, "And one more thing").await;
    let asked = shown(&surgery, conversation).await.remove(0);
    let request = SendRequest { quote: of(&asked), ..surgery.answer(conversation, "Yes, from Monday").await };
    let sent = surgery.engine.send(request).await.expect("held");
    let answer = shown(&surgery, conversation).await.pop().expect("the answer");
    let quote = answer.quote.expect("it says what it answers");
    assert_eq!((quote.message.as_str(), quote.number, quote.gone), (asked.id.as_str(), 1, false));
    assert!(quote.text.starts_with("Can I swim? and when do the"), "the beginning, as one line: {}", quote.text);
    assert!(quote.text.ends_with('…') && quote.text.chars().count() <= 201, "and no more than a line");
    // Asked for by itself, as the window does for older pages, it says the same.
    let number = answer.number;
    let request = MessagesRequest {
        conversation: conversation.to_string(),
        before: None,
        after: Some(number - 1),
        around: None,
        limit: 5,
    };
    let page = surgery.engine.messages(request).await.expect("there").messages;
    assert_eq!(page.first().and_then(|message| message.quote.clone()).map(|quote| quote.number), Some(1));
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, ["Yes, from Monday"], "an old text message has no quote");
    surgery.engine.file_once().await.expect("filed");
    let path = surgery.folder().join("record").join(conversation.to_string()).join("bundle.json");
    let bundle: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path).expect("the bundle")).expect("it is JSON");
    let entries = bundle["entry"].as_array().expect("entries");
    let filed = entries.iter().find(|entry| entry["resource"]["id"] == sent.message.as_str()).expect("the answer");
    assert_eq!(filed["resource"]["inResponseTo"][0]["reference"], format!("urn:uuid:{}", asked.id));
    assert!(surgery.engine.verify().await.expect("looked").is_sound(), "and the log alone gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_16_a_draft_keeps_its_quote_and_undo_gives_it_back() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Can I swim?").await;
    let asked = shown(&surgery, conversation).await.remove(0);
    surgery.engine.save_draft(draft(conversation, "Yes, fr", of(&asked))).await.expect("kept");
    let kept = surgery.shows(conversation).await.draft.expect("kept");
    assert_eq!(kept.quote.map(|quote| (quote.message, quote.text)), Some((asked.id.clone(), "Can I swim?".to_owned())));
    let request = SendRequest { quote: of(&asked), ..surgery.answer(conversation, "Yes, from Monday").await };
    let sent = surgery.engine.send(request).await.expect("held");
    assert!(surgery.shows(conversation).await.draft.is_none(), "what was sent is no draft");
    let taken =
        surgery.engine.undo(MessageRequest { message: sent.message }).await.expect("taken back").expect("words");
    assert_eq!(taken.quote.map(|quote| quote.message), Some(asked.id.clone()), "it comes back with its words");
    let kept = surgery.shows(conversation).await.draft.expect("and is kept");
    assert_eq!(kept.quote.map(|quote| quote.message), Some(asked.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_16_a_draft_that_quotes_what_is_gone_is_not_lost() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Can I swim?").await;
    let held = surgery.engine.send(surgery.answer(conversation, "No").await).await.expect("held").message;
    let quote = Some(QuoteRequest { message: held.clone(), corrects: false });
    surgery.engine.save_draft(draft(conversation, "Sorry, I meant yes", quote.clone())).await.expect("kept");
    surgery.engine.undo(MessageRequest { message: held }).await.expect("taken back");
    let kept = surgery.shows(conversation).await.draft.expect("kept");
    assert!(kept.text.contains("Sorry, I meant yes"), "the words stay");
    let gone = kept.quote.expect("and it is said what became of the quote");
    assert_eq!((gone.gone, gone.text.as_str()), (true, ""), "words that were never said are not shown");
    let request = SendRequest { quote, ..surgery.answer(conversation, &kept.text).await };
    let refused = surgery.engine.send(request.clone()).await.expect_err("it stands nowhere");
    assert_eq!(ErrorView::from(&refused).code, ErrorCode::QuoteGone, "the window says so at the quote");
    let request = SendRequest { message: surgery.ids.next().to_string(), quote: None, ..request };
    surgery.engine.send(request).await.expect("without it, the words go");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_16_what_another_patient_said_is_never_quoted() {
    let surgery = Surgery::open().await;
    let hers = surgery.arrives(Whitfield, "Can I swim?").await;
    let his = surgery.arrives(Price, "I have run out of tablets").await;
    let quote = of(&shown(&surgery, his).await.remove(0));
    let request = SendRequest { quote: quote.clone(), ..surgery.answer(hers, "Yes").await };
    assert_eq!(refusal(surgery.engine.send(request).await), Refusal::QuoteGone, "H3");
    let note = WriteNoteRequest {
        message: surgery.ids.next().to_string(),
        conversation: hers.to_string(),
        text: "see above".to_owned(),
        quote,
    };
    assert_eq!(refusal(surgery.engine.write_note(note).await), Refusal::QuoteGone);
}
