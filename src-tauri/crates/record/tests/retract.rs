//! What was wrong is said to be wrong in both documents, and its words stay.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use jiff::tz::TimeZone;
use model::retract::{WrongMark, WrongReason};
use model::{MessageKind, Quote, Role, Staff, StaffId};
use record::conformance::sample;
use record::{DocumentFolder, Episode, HealthRecord};
use serde_json::Value;

/// Files episodes of one conversation one after the other in a folder, and returns the last page and bundle.
fn filed(episodes: &[&Episode]) -> (String, Value) {
    let root = tempfile::tempdir().expect("a folder");
    let zone = TimeZone::get("Europe/London").expect("London's rules");
    let record = DocumentFolder::new(root.path().to_owned()).in_zone(zone);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for episode in episodes {
        runtime.block_on(record.file(episode)).expect("filed");
    }
    let last = episodes.last().expect("one");
    let folder = root.path().join(last.conversation.id.to_string());
    let page = std::fs::read_to_string(folder.join("transcript.html")).expect("the page");
    let bundle = std::fs::read_to_string(folder.join("bundle.json")).expect("the bundle");
    (page, serde_json::from_str(&bundle).expect("JSON"))
}

/// The sample with its answer (the second entry) marked as wrong, and the next message to the patient correcting it.
fn marked(reason: WrongReason, words: &str) -> Episode {
    let mut episode = sample::episode(1);
    let manager = Staff::new(StaffId::new(uuid::Uuid::from_u128(5005)), "P. Osei".to_owned(), Role::Manager);
    let (wrong, at) = (sample::message_id(1, 2), episode.prepared_at);
    for entry in &mut episode.entries {
        if entry.message.id == wrong {
            entry.message.later.wrong = Some(WrongMark { reason, words: words.to_owned().into(), by: manager.id, at });
            entry.message.version += 1;
            entry.marked_by = Some(manager.clone());
        } else if let MessageKind::Out { quote, .. } = &mut entry.message.kind {
            *quote = Some(Quote { message: wrong, corrects: true });
        }
    }
    episode
}

fn said(bundle: &Value, place: u32) -> &Value {
    let id = sample::message_id(1, place).to_string();
    let entries = bundle["entry"].as_array().expect("entries");
    entries.iter().map(|entry| &entry["resource"]).find(|resource| resource["id"] == id.as_str()).expect("it is there")
}

fn extension<'a>(said: &'a Value, name: &str) -> &'a Value {
    let url = format!("https://anteroom.invalid/fhir/StructureDefinition/{name}");
    let all = said["extension"].as_array().expect("extensions");
    all.iter().find(|one| one["url"] == url.as_str()).expect("it is there")
}

#[test]
fn a_13_the_record_is_filed_again_with_the_mark_and_the_same_words() {
    let (before, after) = (sample::episode(1), marked(WrongReason::WrongFact, "5 mg was meant"));
    let (_, old) = filed(&[&before]);
    let (page, new) = filed(&[&before, &after]);
    let (old, new, correction) = (said(&old, 2), said(&new, 2), said(&new, 4));
    assert_eq!(new["status"], "entered-in-error");
    assert_eq!(new["statusReason"]["coding"][0]["code"], "wrong-fact");
    assert_eq!(new["payload"], old["payload"], "byte for byte what it said");
    assert_eq!(new["sent"], old["sent"], "and it was sent when it was");
    let mark = extension(new, "entered-in-error")["extension"].as_array().expect("parts");
    let part = |url: &str| mark.iter().find(|one| one["url"] == url).expect("a part");
    assert_eq!(part("status-before")["valueCode"], old["status"], "what became of it is not lost");
    assert_eq!(part("words")["valueString"], "5 mg was meant");
    assert!(
        part("by")["valueReference"]["display"].is_string() || part("by")["valueReference"]["reference"].is_string()
    );
    let wrong = format!("urn:uuid:{}", sample::message_id(1, 2).uuid());
    assert_eq!(correction["inResponseTo"][0]["reference"], wrong.as_str());
    assert_eq!(
        extension(correction, "corrects")["valueReference"]["reference"],
        wrong.as_str(),
        "and says that it corrects"
    );
    assert_eq!(page.matches("Marked as wrong: To the patient").count(), 1, "people read it above the words");
    assert!(page.contains("by P. Osei") && page.contains("something in it is not so: 5 mg was meant"));
    assert!(page.contains("<dt>Corrected by</dt>") && page.contains("<dt>Corrects</dt>"), "the link, both ways");
}

#[test]
fn a_13_everybody_whom_the_bundle_names_stands_in_it() {
    let (_, bundle) = filed(&[&marked(WrongReason::WrongPerson, "")]);
    let urls: Vec<&str> =
        bundle["entry"].as_array().expect("entries").iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    let text = bundle.to_string();
    for pointed in text.split("\"reference\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(urls.contains(&pointed), "{pointed} stands in the document");
    }
    let parts = extension(said(&bundle, 2), "entered-in-error").to_string();
    assert!(!parts.contains("\"words\""), "what nobody said is not said");
}

#[test]
fn a_13_what_the_mark_says_becomes_no_part_of_the_page() {
    let (page, _) = filed(&[&marked(WrongReason::Other, "<script>alert(1)</script>")]);
    assert!(!page.contains("<script"), "no element comes from outside");
}
