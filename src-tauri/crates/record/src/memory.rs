//! A record in memory, for tests of whoever files: it keeps every promise of the port, and fails when told to.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use model::{ConversationId, Digest};

use crate::{Episode, Filed, FiledEpisode, HealthRecord, RecordError};

/// A record that forgets everything when it is dropped. Passes [`conformance::check`](crate::conformance::check).
#[derive(Debug, Default)]
pub struct MemoryRecord {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    documents: HashMap<ConversationId, FiledEpisode>,
    altered: Vec<ConversationId>,
    failures: VecDeque<RecordError>,
    filings: u32,
}

impl MemoryRecord {
    /// Makes the next filings fail with this error, after those already planned.
    pub fn fail_next(&self, times: usize, error: RecordError) {
        self.inside().failures.extend(std::iter::repeat_n(error, times));
    }

    /// Alters a document behind the record's back.
    pub fn alter(&self, conversation: ConversationId) {
        self.inside().altered.push(conversation);
    }

    /// Returns how many documents there are.
    pub fn documents(&self) -> usize {
        self.inside().documents.len()
    }

    /// Returns how often a filing was asked for, failed ones too.
    pub fn filings(&self) -> u32 {
        self.inside().filings
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl HealthRecord for MemoryRecord {
    fn name(&self) -> &str {
        "Record in memory"
    }

    async fn file(&self, episode: &Episode) -> Result<Filed, RecordError> {
        let mut inside = self.inside();
        inside.filings += 1;
        if let Some(error) = inside.failures.pop_front() {
            return Err(error);
        }
        episode.check()?;
        let conversation = episode.conversation.id;
        if inside.altered.contains(&conversation) {
            return Err(RecordError::Damaged);
        }
        if let Some(filed) = inside.documents.get(&conversation) {
            episode.check_against(filed)?;
        }
        let entries = episode.filed_entries();
        let said = format!("{:?} {:?} {entries:?}", episode.patient.id, episode.prepared_at);
        let filed = FiledEpisode {
            record_id: conversation.to_string(),
            digest: Digest::of(said.as_bytes()),
            conversation,
            patient: episode.patient.id,
            entries,
        };
        let answer = Filed { record_id: filed.record_id.clone(), digest: filed.digest };
        inside.documents.insert(conversation, filed);
        Ok(answer)
    }

    async fn read(&self, conversation: ConversationId) -> Result<Option<FiledEpisode>, RecordError> {
        let inside = self.inside();
        if inside.altered.contains(&conversation) {
            return Err(RecordError::Damaged);
        }
        Ok(inside.documents.get(&conversation).cloned())
    }
}
