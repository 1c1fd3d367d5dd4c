//! The document folder: a page and a FHIR bundle per conversation, in a folder that the practice chose.
//!
//! ```text
//! <folder>/<conversation's uuid>/transcript.html   for people
//! <folder>/<conversation's uuid>/bundle.json       for the practice system; says the page's hash
//! ```
//!
//! **Invariants.** The folder itself is never made here: a drive that is not connected must not become a folder on the
//! laptop. File names hold our ids and nothing of the patient. Each file is replaced whole or not at all, and is on the
//! disk before anybody is told so. The bundle is written last: it is what counts as filed.

mod files;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::tz::TimeZone;
use model::{ConversationId, Digest};
use sha2::{Digest as _, Sha256};

use crate::{Episode, Filed, FiledEpisode, HealthRecord, RecordError, fhir, transcript};

const PAGE: &str = "transcript.html";
const BUNDLE: &str = "bundle.json";

/// A record that is a folder of documents.
#[derive(Clone, Debug)]
pub struct DocumentFolder {
    root: PathBuf,
    zone: TimeZone,
    /// One filing at a time; other programs are kept out by a lock file.
    turn: Arc<Mutex<()>>,
}

impl DocumentFolder {
    /// Returns the record in this folder, which must exist. Times stand in the computer's own time zone.
    pub fn new(root: PathBuf) -> Self {
        Self { root, zone: TimeZone::system(), turn: Arc::default() }
    }

    /// Returns the same record with times in another time zone.
    #[must_use]
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// Runs blocking work off the async threads, one piece at a time.
    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, RecordError> + Send + 'static,
    ) -> Result<T, RecordError> {
        let folder = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = folder.turn.lock().unwrap_or_else(PoisonError::into_inner);
            work(&folder)
        });
        done.await.unwrap_or(Err(RecordError::Io { code: 0 }))
    }

    fn folder_of(&self, conversation: ConversationId) -> PathBuf {
        self.root.join(conversation.to_string())
    }

    fn file_now(&self, episode: &Episode) -> Result<Filed, RecordError> {
        episode.check()?;
        files::must_exist(&self.root)?;
        let _alone = files::lock(&self.root)?;
        let folder = self.folder_of(episode.conversation.id);
        if let Some(bytes) = files::read(&folder.join(BUNDLE))? {
            let old = fhir::parse(&bytes)?;
            episode.check_against(&filed_episode(old, Digest::of(&bytes)))?;
        }
        let page = transcript::page(episode, &self.zone)?;
        let bundle = fhir::bundle(episode, &page, PAGE)?;
        files::make_folder(&self.root, &folder)?;
        files::clear_leftovers(&folder)?;
        files::replace(&folder, PAGE, &page)?;
        files::replace(&folder, BUNDLE, &bundle)?;
        compare(&folder, &bundle, &page, episode)
    }

    fn read_now(&self, conversation: ConversationId) -> Result<Option<FiledEpisode>, RecordError> {
        files::must_exist(&self.root)?;
        // Between the two files of another program's filing we would see a document that does not agree with itself. Where
        // we may read but not write, there is no filing of ours to wait for.
        let _alone = match files::lock(&self.root) {
            Err(RecordError::NotPermitted) => None,
            locked => Some(locked?),
        };
        let Some((parsed, digest)) = read_back(&self.folder_of(conversation))? else {
            return Ok(None);
        };
        if parsed.conversation != conversation {
            return Err(RecordError::Damaged);
        }
        Ok(Some(filed_episode(parsed, digest)))
    }
}

#[async_trait]
impl HealthRecord for DocumentFolder {
    fn name(&self) -> &str {
        "Document folder"
    }

    async fn file(&self, episode: &Episode) -> Result<Filed, RecordError> {
        let episode = episode.clone();
        self.blocking(move |folder| folder.file_now(&episode)).await
    }

    async fn read(&self, conversation: ConversationId) -> Result<Option<FiledEpisode>, RecordError> {
        self.blocking(move |folder| folder.read_now(conversation)).await
    }
}

/// Reads both files; `None` when there is no bundle, [`RecordError::Damaged`] when they do not belong together.
fn read_back(folder: &Path) -> Result<Option<(fhir::Parsed, Digest)>, RecordError> {
    let Some(bundle) = files::read(&folder.join(BUNDLE))? else {
        return Ok(None);
    };
    let parsed = fhir::parse(&bundle)?;
    let page = files::read(&folder.join(PAGE))?.ok_or(RecordError::Damaged)?;
    if !parsed.is_page(&page) {
        return Err(RecordError::Damaged);
    }
    Ok(Some((parsed, digest_of(&bundle, &page))))
}

/// Reads back what was just written and compares it, byte by byte and entry by entry.
fn compare(folder: &Path, bundle: &[u8], page: &[u8], episode: &Episode) -> Result<Filed, RecordError> {
    let back = match read_back(folder) {
        Err(RecordError::Damaged) => None,
        back => back?,
    };
    let (parsed, digest) = back.ok_or(RecordError::Mismatch)?;
    let equal = digest == digest_of(bundle, page)
        && parsed.patient == episode.patient.id
        && parsed.conversation == episode.conversation.id
        && parsed.entries == episode.filed_entries();
    if equal { Ok(Filed { record_id: parsed.conversation.to_string(), digest }) } else { Err(RecordError::Mismatch) }
}

/// Returns the digest of both files as one document.
fn digest_of(bundle: &[u8], page: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(Sha256::digest(bundle));
    hasher.update(Sha256::digest(page));
    Digest::new(hasher.finalize().into())
}

fn filed_episode(parsed: fhir::Parsed, digest: Digest) -> FiledEpisode {
    FiledEpisode {
        record_id: parsed.conversation.to_string(),
        digest,
        conversation: parsed.conversation,
        patient: parsed.patient,
        entries: parsed.entries,
    }
}

#[cfg(all(test, feature = "conformance"))]
mod tests {
    use super::*;
    use crate::conformance::sample;

    #[test]
    fn a_disk_that_keeps_something_else_is_a_mismatch() {
        let root = tempfile::tempdir().expect("a folder");
        let episode = sample::episode(1);
        let page = transcript::page(&episode, &TimeZone::UTC).expect("a page");
        let bundle = fhir::bundle(&episode, &page, PAGE).expect("a bundle");
        let keep = |name: &str, bytes: &[u8]| std::fs::write(root.path().join(name), bytes).expect("written");
        let compared = || compare(root.path(), &bundle, &page, &episode).map(|_| ());
        assert_eq!(compared(), Err(RecordError::Mismatch), "nothing was kept");
        keep(BUNDLE, &bundle);
        keep(PAGE, &page);
        assert_eq!(compared(), Ok(()), "kept as written");
        keep(PAGE, page.get(1..).unwrap_or_default());
        assert_eq!(compared(), Err(RecordError::Mismatch), "a byte of the page is missing");
        keep(PAGE, &page);
        keep(BUNDLE, &[bundle.as_slice(), b" "].concat());
        assert_eq!(compared(), Err(RecordError::Mismatch), "even a byte that says nothing");
        let other = sample::episode(2);
        let other_page = transcript::page(&other, &TimeZone::UTC).expect("a page");
        keep(BUNDLE, &fhir::bundle(&other, &other_page, PAGE).expect("a bundle"));
        keep(PAGE, &other_page);
        assert_eq!(compared(), Err(RecordError::Mismatch), "another document, whole in itself");
        assert!(RecordError::Mismatch.is_passing(), "it is tried again");
    }
}
