//! Texts that break programs: in over HTTP, shown, found and filed, byte for byte. The one exception is half a character
//! (a lone surrogate), which no text can hold: U+FFFD stands in its place.
#![expect(clippy::expect_used, clippy::panic, reason = "a test speaks by panicking, its helpers too")]

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::{MessagesRequest, SearchRequest, SearchResults};
use model::{ConversationId, Digest};
use record::HealthRecord as _;
use serde_json::Value;
use testkit::Person::Whitfield;
use testkit::Surgery;
use testkit::hostile::{Hostile, corpus, searches};

/// How many texts are asked for at once.
const PAGE: u32 = 200;

/// Lets all of them arrive in order, in one conversation.
async fn arrived(surgery: &Surgery, corpus: &[Hostile]) -> ConversationId {
    surgery.ids.turn_to(Whitfield);
    let number = Whitfield.number();
    for some in corpus.chunks(500) {
        let list: Vec<String> =
            some.iter().map(|one| format!(r#"{{"from":"{}","body":{}}}"#, number.as_str(), one.json)).collect();
        surgery.town.steer("inbound", format!("[{}]", list.join(","))).await;
    }
    let collected = surgery.engine.collect_once().await.expect("collected");
    assert_eq!(collected, corpus.len(), "every text comes in, whatever it holds");
    let request = contract::QueueRequest {
        queue: contract::Queue::Open,
        after: None,
        limit: 2,
        arranged: contract::Arranged::default(),
    };
    let page = surgery.engine.queue(request).await.expect("a page");
    let [row] = page.rows.as_slice() else { panic!("all of them are one patient's, in one conversation") };
    row.id.parse().expect("an id")
}

/// Reads the whole conversation page by page, as the window does: id and text of each message, in order.
async fn shown(surgery: &Surgery, conversation: ConversationId) -> Vec<(String, String)> {
    let (mut shown, mut after) = (Vec::new(), Some(0));
    while let Some(number) = after {
        let request = MessagesRequest {
            conversation: conversation.to_string(),
            before: None,
            after: Some(number),
            around: None,
            limit: PAGE,
        };
        let page = surgery.engine.messages(request).await.expect("a page");
        after = page.messages.last().map(|message| message.number).filter(|_| page.has_later);
        shown.extend(page.messages.into_iter().map(|message| (message.id, message.text)));
    }
    shown
}

async fn found(surgery: &Surgery, text: &str) -> SearchResults {
    let request = SearchRequest { text: text.to_owned(), patients_only: false, conversation: None };
    surgery.engine.search(request).await.expect("a search is answered, whatever is typed")
}

/// Reads the exact words of every message out of the bundle itself, as a practice system would.
fn words_in_bundle(surgery: &Surgery, conversation: ConversationId) -> BTreeMap<String, Vec<u8>> {
    let path = surgery.folder().join("record").join(conversation.to_string()).join("bundle.json");
    let bundle: Value = serde_json::from_slice(&std::fs::read(path).expect("the bundle")).expect("JSON");
    let entries = bundle.get("entry").and_then(Value::as_array).expect("entries");
    let exact = entries.iter().filter_map(|entry| {
        let resource = entry.get("resource")?;
        let data = resource.get("payload")?.as_array()?.iter().find_map(|part| part.pointer("/contentAttachment/data"));
        let words = STANDARD.decode(data?.as_str()?).expect("base64");
        Some((resource.get("id")?.as_str()?.to_owned(), words))
    });
    exact.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hostile_text_comes_in_is_shown_found_and_filed_byte_for_byte() {
    let (surgery, corpus) = (Surgery::open().await, corpus());
    let conversation = arrived(&surgery, &corpus).await;

    let shown = shown(&surgery, conversation).await;
    assert_eq!(shown.len(), corpus.len(), "each is shown once");
    for ((_, text), one) in shown.iter().zip(&corpus) {
        assert!(text == &one.text, "{} is shown as it came, in its place: {:.80?}", one.marker, text);
    }

    let mut cut_off = 0;
    for ((id, _), one) in shown.iter().zip(&corpus) {
        let results = found(&surgery, &one.marker).await;
        let hits: Vec<&String> = results.messages.iter().map(|hit| &hit.message).collect();
        assert!(results.cut_off || hits == [id], "{} finds its text and no other: {hits:?}", one.marker);
        cut_off += u32::from(results.cut_off);
    }
    assert!(cut_off <= 20, "a word is found at once, but {cut_off} searches ran out of time");

    surgery.engine.file_once().await.expect("filed");
    let filed = surgery.record.read(conversation).await.expect("the record reads it back").expect("filed");
    assert_eq!(filed.entries.len(), corpus.len(), "each is in the record once");
    let words = words_in_bundle(&surgery, conversation);
    for ((entry, one), (id, _)) in filed.entries.iter().zip(&corpus).zip(&shown) {
        assert_eq!(&entry.message.to_string(), id, "{} is filed in its place", one.marker);
        assert_eq!(entry.text, Digest::of(one.text.as_bytes()), "{} is compared as it came", one.marker);
        assert!(words.get(id).is_some_and(|words| words == one.text.as_bytes()), "{} stands in the bundle", one.marker);
    }
    let checked = surgery.engine.verify().await.expect("checked");
    assert!(checked.is_sound(), "log, texts, views and search index agree: {checked:?}");
    println!("{} hostile texts in, shown, found and filed; {cut_off} searches cut off", corpus.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_into_the_search_is_data() {
    let (surgery, corpus) = (Surgery::open().await, corpus());
    arrived(&surgery, &corpus).await;
    let (searches, mut cut_off, mut hits) = (searches(), 0, 0);
    for typed in &searches {
        let results = found(&surgery, typed).await;
        cut_off += u32::from(results.cut_off);
        hits += results.messages.len();
    }
    assert!(hits > 0, "some of what is typed stands in the texts");
    assert!(cut_off <= 25, "none takes long, but {cut_off} of {} ran out of time", searches.len());
    println!("{} hostile searches, {hits} hits, {cut_off} cut off", searches.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_answers_and_notes_leave_and_stay_byte_for_byte() {
    let (surgery, corpus) = (Surgery::open().await, corpus());
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    // Short enough for a text message, and nothing in it that looks like a blank left open.
    let is_open = |text: &str| ["{{", "}}", "[[", "]]"].iter().any(|mark| text.contains(mark));
    let sendable = corpus.iter().filter(|one| one.text.chars().count() <= 918 && !is_open(&one.text));
    let some: Vec<&str> = sendable.step_by(19).map(|one| one.text.as_str()).collect();
    assert!(some.len() >= 100, "a hundred at least, got {}", some.len());
    for text in &some {
        let request = surgery.answer(conversation, text).await;
        surgery.engine.send(request).await.expect("nothing speaks against it");
        let note = contract::WriteNoteRequest {
            message: surgery.ids.next().to_string(),
            conversation: conversation.to_string(),
            text: (*text).to_owned(),
            quote: None,
        };
        surgery.engine.write_note(note).await.expect("written");
    }
    // The sender takes fifty at a turn.
    for _ in 0..=some.len() / 50 {
        surgery.sender_looks_after(jiff::SignedDuration::from_secs(10)).await;
    }
    assert_eq!(
        surgery.town.taken(&Whitfield.number()).await,
        some,
        "each reached the provider once, in order, as written"
    );
    let shown = shown(&surgery, conversation).await;
    let said: Vec<&str> = shown.iter().skip(1).map(|(_, text)| text.as_str()).collect();
    let expected: Vec<&str> = some.iter().flat_map(|text| [*text, *text]).collect();
    assert!(said == expected, "answers and notes are shown as they were written");
}
