//! What every record must do. Each adapter and the stand-in pass the same suite.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test suite: it speaks by panicking")]

pub mod sample;

use async_trait::async_trait;
use model::{ConversationId, Delivery, MessageKind};

use crate::{Episode, FiledEpisode, HealthRecord, RecordError};

/// A record under test, and a way to reach behind its back.
#[async_trait]
pub trait Harness: Send + Sync {
    /// Returns the record; nothing was filed in it yet.
    fn record(&self) -> &dyn HealthRecord;

    /// Alters a word of a document without the record's knowledge.
    async fn alter(&self, conversation: ConversationId);
}

/// Runs the suite.
///
/// # Panics
/// With the promise that was not kept.
pub async fn check(harness: &dyn Harness) {
    let record = harness.record();
    assert!(!record.name().is_empty(), "staff are told which record it is");
    filing_twice_makes_one_document(record).await;
    a_conversation_grows(record).await;
    nothing_filed_is_lost(record).await;
    patients_do_not_mix(record).await;
    what_does_not_fit_together_is_refused(record).await;
    every_text_comes_back_byte_for_byte(record).await;
    an_altered_document_is_noticed(harness).await;
}

async fn read(record: &dyn HealthRecord, episode: &Episode) -> FiledEpisode {
    record.read(episode.conversation.id).await.unwrap().unwrap()
}

async fn filing_twice_makes_one_document(record: &dyn HealthRecord) {
    let episode = sample::episode(1);
    assert_eq!(record.read(episode.conversation.id).await, Ok(None), "what was never filed is not there");
    let first = record.file(&episode).await.unwrap();
    let second = record.file(&episode).await.unwrap();
    assert_eq!(first, second, "filing the same again changes nothing");
    let found = read(record, &episode).await;
    assert_eq!(found.record_id, first.record_id, "the record finds it by our id and calls it the same");
    assert_eq!(found.digest, first.digest, "what was compared is what stands there");
    assert_eq!(found.patient, episode.patient.id, "in this patient's record");
    assert_eq!(found.entries, episode.filed_entries(), "every entry, every version, every word, in order");
    let other = sample::episode(2);
    assert_ne!(
        record.file(&other).await.unwrap().record_id,
        first.record_id,
        "another conversation is another document"
    );
}

async fn a_conversation_grows(record: &dyn HealthRecord) {
    let mut episode = sample::episode(3);
    let last = episode.entries.pop().unwrap();
    let first = record.file(&episode).await.unwrap();
    episode.entries.push(last);
    for entry in &mut episode.entries {
        if let MessageKind::Out { delivery, .. } = &mut entry.message.kind {
            *delivery = Delivery::Delivered { at: episode.prepared_at };
            entry.message.version += 1;
        }
    }
    let grown = record.file(&episode).await.unwrap();
    assert_eq!(grown.record_id, first.record_id, "a conversation that goes on stays one document");
    assert_eq!(read(record, &episode).await.entries, episode.filed_entries(), "with what is new");
}

async fn nothing_filed_is_lost(record: &dyn HealthRecord) {
    let episode = sample::episode(4);
    record.file(&episode).await.unwrap();
    let before = read(record, &episode).await;

    let mut fewer = episode.clone();
    fewer.entries.pop();
    assert_eq!(record.file(&fewer).await, Err(RecordError::WouldLose), "an entry once filed stays");
    let mut older = episode.clone();
    older.entries[0].message.version -= 1;
    assert_eq!(record.file(&older).await, Err(RecordError::WouldLose), "what is known is not unlearned");
    let mut other_words = episode.clone();
    other_words.entries[0].text = "other words".to_owned().into();
    assert_eq!(record.file(&other_words).await, Err(RecordError::Damaged), "a message's words never change");
    assert_eq!(read(record, &episode).await, before, "a refused filing leaves what was there");

    let mut turned = episode.clone();
    turned.entries.reverse();
    record.file(&turned).await.unwrap();
    assert_eq!(read(record, &turned).await.entries, turned.filed_entries(), "only the order may change");
}

async fn patients_do_not_mix(record: &dyn HealthRecord) {
    let episode = sample::episode(5);
    record.file(&episode).await.unwrap();
    let before = read(record, &episode).await;

    let mut moved = episode.clone();
    moved.patient = sample::other_patient();
    assert_eq!(record.file(&moved).await, Err(RecordError::OtherPatient), "the conversation is not this patient's");
    moved.conversation.subject = model::Subject::Patient { patient: moved.patient.id };
    assert_eq!(record.file(&moved).await, Err(RecordError::OtherPatient), "the document there is another patient's");
    let mut unmatched = sample::episode(6);
    unmatched.conversation.subject = model::Subject::Unmatched { reason: model::UnmatchedReason::SeveralPatients };
    assert_eq!(record.file(&unmatched).await, Err(RecordError::OtherPatient), "nobody said whose it is");
    assert_eq!(record.read(unmatched.conversation.id).await, Ok(None), "so nothing is written");
    assert_eq!(read(record, &episode).await, before, "a refused filing leaves what was there");
}

async fn what_does_not_fit_together_is_refused(record: &dyn HealthRecord) {
    let whole = sample::episode(7);
    let refused = async |what: &str, spoil: fn(&mut Episode)| {
        let mut episode = whole.clone();
        spoil(&mut episode);
        assert_eq!(record.file(&episode).await, Err(RecordError::Invalid), "{what}");
        assert_eq!(record.read(whole.conversation.id).await, Ok(None), "{what}: nothing is written");
    };
    refused("an entry of another conversation", |e| e.entries[0].message.conversation = sample::conversation_id(8))
        .await;
    refused("an entry that stands twice", |e| e.entries.push(e.entries[0].clone())).await;
    refused("an answer without its author", |e| e.entries[1].author = None).await;
    refused("a patient's message with an author", |e| e.entries[0].author = e.owner.clone()).await;
    let deliver = |e: &mut Episode, to: Delivery| {
        let MessageKind::Out { delivery, .. } = &mut e.entries[1].message.kind else {
            return;
        };
        *delivery = to;
    };
    let mut held = whole.clone();
    deliver(&mut held, Delivery::Held { until: whole.prepared_at });
    assert_eq!(
        record.file(&held).await,
        Err(RecordError::Invalid),
        "what can still be taken back could not be taken out"
    );
    let mut withdrawn = whole.clone();
    deliver(&mut withdrawn, Delivery::Withdrawn { at: whole.prepared_at });
    assert_eq!(record.file(&withdrawn).await, Err(RecordError::Invalid), "what was taken back was never said");
}

async fn every_text_comes_back_byte_for_byte(record: &dyn HealthRecord) {
    let mut episode = sample::episode(9);
    let first = episode.entries[0].clone();
    episode.entries = sample::hostile_texts()
        .into_iter()
        .zip(1_u32..)
        .map(|(text, number)| {
            let mut entry = first.clone();
            entry.message.id = sample::message_id(9, number);
            entry.message.number = number;
            entry.text = text.into();
            entry
        })
        .collect();
    record.file(&episode).await.unwrap();
    let found = read(record, &episode).await.entries;
    for (entry, found) in episode.filed_entries().iter().zip(&found) {
        assert_eq!(found, entry, "text {} did not come back as it went in", entry.message);
    }
    assert_eq!(found.len(), episode.entries.len(), "every text is there");
}

async fn an_altered_document_is_noticed(harness: &dyn Harness) {
    let record = harness.record();
    let episode = sample::episode(10);
    record.file(&episode).await.unwrap();
    harness.alter(episode.conversation.id).await;
    assert_eq!(
        record.read(episode.conversation.id).await,
        Err(RecordError::Damaged),
        "an altered document is not read"
    );
    assert_eq!(record.file(&episode).await, Err(RecordError::Damaged), "nor written over before a person looked");
}
