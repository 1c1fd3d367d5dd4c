//! What a message answers stands in both documents.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::tz::TimeZone;
use model::{MessageId, MessageKind, Quote};
use record::conformance::sample;
use record::{DocumentFolder, Episode, HealthRecord};
use serde_json::Value;

/// Files an episode in a folder of its own and returns page and bundle.
fn documents(episode: &Episode) -> (String, Value) {
    let root = tempfile::tempdir().expect("a folder");
    let zone = TimeZone::get("Europe/London").expect("London's rules");
    let record = DocumentFolder::new(root.path().to_owned()).in_zone(zone);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(record.file(episode)).expect("filed");
    let folder = root.path().join(episode.conversation.id.to_string());
    let page = std::fs::read_to_string(folder.join("transcript.html")).expect("the page");
    let bundle = std::fs::read_to_string(folder.join("bundle.json")).expect("the bundle");
    (page, serde_json::from_str(&bundle).expect("JSON"))
}

/// The sample, in which the answer and the note (the second and the third entry) quote a message.
fn quoting(quoted: MessageId) -> Episode {
    let mut episode = sample::episode(1);
    for entry in &mut episode.entries {
        if let MessageKind::Out { quote, .. } | MessageKind::Note { quote, .. } = &mut entry.message.kind {
            *quote = Some(Quote { message: quoted, corrects: false });
        }
    }
    episode
}

fn said(bundle: &Value, id: MessageId) -> &Value {
    let entries = bundle["entry"].as_array().expect("entries");
    let said = entries.iter().map(|entry| &entry["resource"]).find(|resource| resource["id"] == id.to_string());
    said.expect("it stands in the bundle")
}

#[test]
fn a_16_the_bundle_says_in_response_to_what() {
    let question = sample::message_id(1, 1);
    let (page, bundle) = documents(&quoting(question));
    for place in [2, 3] {
        let answer = said(&bundle, sample::message_id(1, place));
        assert_eq!(answer["inResponseTo"][0]["reference"], format!("urn:uuid:{}", question.uuid()), "entry {place}");
        assert!(answer["partOf"][0]["reference"].is_string(), "and it is part of the conversation still");
    }
    assert!(said(&bundle, question).get("inResponseTo").is_none(), "the question answers nothing");
    assert_eq!(page.matches("<dt>Answers</dt>").count(), 3, "the answer, the note and the failed answer say so");
    assert!(page.contains("the patient&#39;s message of 28 Mar 2026, 09:12:31 GMT"), "by what finds it on the page");
}

#[test]
fn a_16_what_was_never_said_is_not_pointed_at() {
    let (page, bundle) = documents(&quoting(MessageId::new(uuid::Uuid::from_u128(77))));
    assert!(
        said(&bundle, sample::message_id(1, 2)).get("inResponseTo").is_none(),
        "nothing points out of the document"
    );
    assert!(!page.contains("<dt>Answers</dt>"));
}
