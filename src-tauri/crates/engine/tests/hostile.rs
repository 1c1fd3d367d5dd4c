//! Texts made to break programs: in through the provider, shown, found and filed, byte for byte.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use std::collections::BTreeMap;

use contract::{MessagesRequest, SearchRequest};
use model::{ConversationId, Digest};
use record::HealthRecord;
use testkit::hostile::{corpus, searches};
use testkit::{Person, Surgery};

/// Every text of a conversation, by the message's id.
async fn shown(surgery: &Surgery, conversation: ConversationId) -> BTreeMap<String, String> {
    let (mut texts, mut after) = (BTreeMap::new(), 0);
    loop {
        let request = MessagesRequest {
            conversation: conversation.to_string(),
            before: None,
            after: Some(after),
            around: None,
            limit: 200,
        };
        let page = surgery.engine.messages(request).await.unwrap();
        for message in page.messages {
            after = message.number;
            texts.insert(message.id, message.text);
        }
        if !page.has_later {
            return texts;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_texts_come_in_are_shown_found_and_filed_byte_for_byte() {
    let surgery = Surgery::open().await;
    let corpus = corpus();
    assert!(corpus.len() >= 2_000, "the corpus is large: {}", corpus.len());
    let from = Person::Whitfield.number();
    for chunk in corpus.chunks(250) {
        let texts = chunk.iter().map(|hostile| format!(r#"{{"from":"{}","body":{}}}"#, from.as_str(), hostile.json));
        surgery.town.steer("inbound", format!("[{}]", texts.collect::<Vec<_>>().join(","))).await;
    }
    assert_eq!(surgery.engine.collect_once().await.unwrap(), corpus.len(), "each comes in, none blocks another");

    let page = contract::QueueRequest { queue: contract::Queue::Open, after: None, limit: 10 };
    let rows = surgery.engine.queue(page).await.unwrap().rows;
    assert_eq!(rows.len(), 1, "one patient, one conversation");
    let conversation: ConversationId = rows.first().unwrap().id.parse().unwrap();

    let texts = shown(&surgery, conversation).await;
    let ids: BTreeMap<&str, &str> = texts.iter().map(|(id, text)| (text.as_str(), id.as_str())).collect();
    for hostile in &corpus {
        let id = ids.get(hostile.text.as_str());
        assert!(id.is_some(), "{} is shown exactly as it came", hostile.marker);
    }

    for hostile in &corpus {
        let request = SearchRequest { text: hostile.marker.clone(), patients_only: false };
        let found = surgery.engine.search(request).await.unwrap();
        let wanted = ids.get(hostile.text.as_str()).copied();
        let hit = found.messages.iter().find(|hit| Some(hit.message.as_str()) == wanted);
        assert!(hit.is_some(), "{} is found by its word", hostile.marker);
    }

    surgery.engine.file_once().await.unwrap();
    let filed = surgery.record.read(conversation).await.unwrap().expect("the conversation is in the record");
    let digests: BTreeMap<String, Digest> =
        filed.entries.iter().map(|entry| (entry.message.to_string(), entry.text)).collect();
    assert_eq!(digests.len(), corpus.len(), "each stands in the record once");
    for (id, text) in &texts {
        assert_eq!(digests.get(id), Some(&Digest::of(text.as_bytes())), "the record holds it byte for byte");
    }
    assert!(surgery.engine.verify().await.unwrap().is_sound(), "log, texts, views and index hold");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_into_the_search_is_data() {
    let surgery = Surgery::open().await;
    surgery.arrives(Person::Price, "a word and another word, twice: word").await;
    let typed = searches();
    assert!(typed.len() >= 500, "many strings are tried: {}", typed.len());
    for text in typed {
        let length = text.len();
        let found = surgery.engine.search(SearchRequest { text, patients_only: false }).await;
        assert!(found.is_ok(), "a string of {length} bytes is an error: {found:?}");
    }
}
