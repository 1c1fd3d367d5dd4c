//! What the documents say: two golden files, and every text back byte for byte.
//!
//! `UPDATE_GOLDEN=1 cargo test -p record` writes the golden files anew; look at them in a browser before keeping them.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test speaks by panicking, its helpers too")]

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::tz::TimeZone;
use model::MessageKind;
use proptest::prelude::*;
use record::conformance::sample;
use record::{DocumentFolder, Episode, HealthRecord};
use serde_json::Value;

/// Files an episode in a folder of its own and returns page and bundle.
fn documents(episode: &Episode) -> (String, Value) {
    let (page, bundle) = files(episode);
    (page, serde_json::from_str(&bundle).expect("JSON"))
}

/// Files an episode in a folder of its own and returns the two files.
fn files(episode: &Episode) -> (String, String) {
    let root = tempfile::tempdir().expect("a folder");
    let record =
        DocumentFolder::new(root.path().to_owned()).in_zone(TimeZone::get("Europe/London").expect("London's rules"));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(record.file(episode)).expect("filed");
    let folder = root.path().join(episode.conversation.id.to_string());
    let page = std::fs::read_to_string(folder.join("transcript.html")).expect("the page");
    let bundle = std::fs::read_to_string(folder.join("bundle.json")).expect("the bundle");
    (page, bundle)
}

/// Returns an episode whose only words are these, each a message from the patient.
fn saying(texts: &[String]) -> Episode {
    let mut episode = sample::episode(1);
    let first = episode.entries[0].clone();
    episode.entries = texts
        .iter()
        .zip(1_u32..)
        .map(|(text, number)| {
            let mut entry = first.clone();
            entry.message.id = sample::message_id(1, number);
            entry.message.number = number;
            entry.text = text.clone().into();
            entry
        })
        .collect();
    episode
}

fn communications(bundle: &Value) -> Vec<&Value> {
    let entries = bundle["entry"].as_array().expect("entries").iter().map(|entry| &entry["resource"]);
    entries.filter(|resource| resource["resourceType"] == "Communication").collect()
}

/// Returns the exact words of each message of a bundle, as any importing system can have them.
fn words_in(bundle: &Value) -> Vec<String> {
    let messages = communications(bundle).into_iter().filter(|said| said.get("partOf").is_some());
    let exact = |said: &Value| {
        let parts = said["payload"].as_array().cloned().unwrap_or_default();
        let data = parts.iter().find_map(|part| part["contentAttachment"]["data"].as_str().map(str::to_owned));
        let bytes = STANDARD.decode(data.unwrap_or_default()).expect("base64");
        String::from_utf8(bytes).expect("UTF-8")
    };
    messages.map(exact).collect()
}

/// Returns the exact words of each entry of a page: text as a browser reads it, each symbol the character it stands for.
fn words_on(page: &str) -> Vec<String> {
    page.split("<article ").skip(1).map(words_of).collect()
}

fn words_of(article: &str) -> String {
    let Some((_, rest)) = article.split_once("<bdi class=\"text\" dir=\"auto\">") else {
        return String::new();
    };
    let (body, _) = rest.split_once("</bdi>").expect("an end");
    let mut words = String::new();
    for (index, part) in body.split("<span class=\"char\" data-char=\"").enumerate() {
        let plain = if index == 0 {
            part
        } else {
            let (code, rest) = part.split_once('"').expect("a code");
            words.push(char::from_u32(u32::from_str_radix(code, 16).expect("hexadecimal")).expect("a character"));
            rest.split_once("</span>").expect("an end").1
        };
        for (index, part) in plain.split("&#").enumerate() {
            let Some((code, rest)) = part.split_once(';').filter(|_| index > 0) else {
                words.push_str(part);
                continue;
            };
            words.push(char::from_u32(code.parse().expect("decimal")).expect("a character"));
            words.push_str(rest);
        }
    }
    words
}

fn golden(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, now).expect("written");
    }
    let kept = std::fs::read_to_string(&path).expect("a golden file").replace("\r\n", "\n");
    assert!(kept == now, "{name} is another than tests/golden has; look, then UPDATE_GOLDEN=1");
}

/// The sample, and one text of what patients do send.
fn golden_episode() -> Episode {
    let mut episode = sample::episode(1);
    let mut last = episode.entries[0].clone();
    last.message.id = sample::message_id(1, 5);
    last.message.number = 5;
    last.message.at = episode.prepared_at;
    if let MessageKind::In { sent_at, media, .. } = &mut last.message.kind {
        (*sent_at, *media) = (episode.prepared_at, 0);
    }
    last.text = "Thank you 👍🏽 \u{202e}15 mg\u{202c} <b>is that right?</b>\r\nשלום \u{7} A.".to_owned().into();
    episode.entries.push(last);
    episode
}

#[test]
fn the_page_is_as_it_was_looked_at() {
    golden("transcript.html", &files(&golden_episode()).0);
}

#[test]
fn the_bundle_is_as_it_was_checked() {
    golden("bundle.json", &files(&golden_episode()).1);
}

#[test]
fn every_text_can_be_had_back_from_both_documents() {
    let texts = sample::hostile_texts();
    let (page, bundle) = documents(&saying(&texts));
    let (on, within) = (words_on(&page), words_in(&bundle));
    for ((text, on), within) in texts.iter().zip(&on).zip(&within) {
        assert_eq!(within, text, "byte for byte in the bundle");
        assert_eq!(on, text, "character for character on the page");
    }
    assert_eq!((on.len(), within.len()), (texts.len(), texts.len()), "every one");
}

#[test]
fn nothing_a_patient_writes_becomes_part_of_the_page() {
    let mut episode = saying(&sample::hostile_texts());
    let hostile = "\"><script>alert(1)</script>{{ 7 }}";
    episode.conversation.topic = Some(hostile.to_owned());
    episode.practice.name = hostile.to_owned();
    episode.patient.name.given = hostile.to_owned().into();
    let (page, _) = documents(&episode);
    assert!(!page.contains("<script"), "no element comes from outside");
    assert!(
        !page.chars().any(|c| c.is_control() && c != '\n' && c != '\t'),
        "no control character reaches the browser"
    );
    assert!(!page.contains(['\u{202d}', '\u{202e}']), "nothing turns the direction of what follows");
    for forbidden in ["src=", "href=", "url(", "@import", "http://", "https://", "<link", "<img", "<iframe"] {
        assert!(!page.contains(forbidden), "the page fetches nothing, found {forbidden}");
    }
}

#[test]
fn a_note_is_plainly_for_staff_and_names_no_patient_as_its_reader() {
    let (page, bundle) = documents(&sample::episode(1));
    let notes = communications(&bundle)
        .into_iter()
        .filter(|said| said["category"][0]["coding"][0]["code"] == "note")
        .collect::<Vec<_>>();
    assert_eq!(notes.len(), 1);
    let patient = bundle["entry"][0]["fullUrl"].as_str().expect("the patient");
    assert!(!notes[0]["recipient"].to_string().contains(patient), "a note is not addressed to the patient");
    assert!(notes[0].get("medium").is_none(), "a note goes nowhere");
    assert!(page.contains("Staff only: never sent to the patient"));
}

#[test]
fn the_bundle_follows_the_rules_of_the_messaging_model() {
    let episode = sample::episode(1);
    let (_, bundle) = documents(&episode);
    let said = communications(&bundle);
    let (header, children) = said.split_first().expect("a header");
    let urn = |uuid: uuid::Uuid| format!("urn:uuid:{uuid}");
    let conversation = urn(episode.conversation.id.uuid());
    assert_eq!(header["identifier"][0]["value"], conversation.as_str());
    assert!(header.get("payload").is_none() && header.get("partOf").is_none(), "the header says nothing itself");
    assert_eq!(header["status"], "in-progress", "open");
    assert_eq!(header["recipient"].as_array().map(Vec::len), Some(4), "patient, practice, two of its staff");
    assert_eq!(header["medium"][0]["coding"][0]["code"], "SMSWRIT");
    assert_eq!(children.len(), episode.entries.len());
    for (child, entry) in children.iter().zip(&episode.entries) {
        assert_eq!(child["partOf"][0]["reference"], conversation.as_str());
        assert_eq!(child["identifier"][0]["value"], urn(entry.message.id.uuid()).as_str());
    }
    assert_eq!(children[3]["status"], "not-done", "a failed message was not done");
    assert_eq!(children[3]["statusReason"]["coding"][0]["code"], "temporary");
    assert_eq!(children[1]["status"], "in-progress", "sent is not delivered");
    assert!(children[1].get("received").is_none(), "nor received");
    let urls: Vec<&str> =
        bundle["entry"].as_array().expect("entries").iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    let text = bundle.to_string();
    for pointed in text.split("\"reference\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(urls.contains(&pointed), "{pointed} stands in the document");
    }
    let mut once = urls.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), urls.len(), "every resource once");
}

#[test]
fn invented_patients_are_marked_in_both_documents() {
    let mut episode = sample::episode(1);
    assert!(!documents(&episode).0.contains("Training: invented"), "a real practice carries no such mark");
    episode.practice.training = true;
    let (page, bundle) = documents(&episode);
    assert!(page.contains("Training: invented patients"));
    assert_eq!(bundle["meta"]["security"][0]["code"], "HTEST", "and an importing system can tell");
}

#[test]
fn clocks_that_go_forward_in_the_night_are_told_apart() {
    // 28 March 2026 is winter time, the day after summer time.
    let (page, _) = documents(&sample::episode(1));
    assert!(page.contains("09:12:31 GMT") && page.contains("12:12:31 BST"), "each time carries its zone");
    assert!(page.contains("datetime=\"2026-03-29T12:12:31+01:00\""), "machines too");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_had_back(texts in prop::collection::vec(any::<String>(), 1..6)) {
        let (page, bundle) = documents(&saying(&texts));
        prop_assert_eq!(words_on(&page), texts.clone());
        prop_assert_eq!(words_in(&bundle), texts);
    }
}
