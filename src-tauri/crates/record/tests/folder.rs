//! The document folder on a real disk.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use jiff::tz::TimeZone;
use model::ConversationId;
use record::conformance::{self, Harness, sample};
use record::memory::MemoryRecord;
use record::{DocumentFolder, HealthRecord, RecordError};

fn record(root: &Path) -> DocumentFolder {
    DocumentFolder::new(root.to_owned()).in_zone(TimeZone::get("Europe/London").expect("London's rules"))
}

fn document(root: &Path, conversation: ConversationId) -> PathBuf {
    root.join(conversation.to_string())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Changes one word in a file, keeping its length.
fn change_word(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).expect("a document");
    assert!(text.contains(from), "there is something to alter");
    std::fs::write(path, text.replacen(from, to, 1)).expect("altered");
}

struct OnDisk {
    root: tempfile::TempDir,
    record: DocumentFolder,
}

#[async_trait]
impl Harness for OnDisk {
    fn record(&self) -> &dyn HealthRecord {
        &self.record
    }

    async fn alter(&self, conversation: ConversationId) {
        change_word(&document(self.root.path(), conversation).join("bundle.json"), "no better", "no worse!");
    }
}

struct InMemory(MemoryRecord);

#[async_trait]
impl Harness for InMemory {
    fn record(&self) -> &dyn HealthRecord {
        &self.0
    }

    async fn alter(&self, conversation: ConversationId) {
        self.0.alter(conversation);
    }
}

#[tokio::test]
async fn the_document_folder_passes_the_suite() {
    let root = tempfile::tempdir().expect("a folder");
    let record = record(root.path());
    conformance::check(&OnDisk { root, record }).await;
}

#[tokio::test]
async fn the_stand_in_passes_the_suite() {
    conformance::check(&InMemory(MemoryRecord::default())).await;
}

#[tokio::test]
async fn the_stand_in_fails_as_often_as_it_is_told() {
    let record = MemoryRecord::default();
    record.fail_next(2, RecordError::Busy);
    let episode = sample::episode(1);
    for _ in 0..2 {
        assert_eq!(record.file(&episode).await, Err(RecordError::Busy), "locked, as a record in use is");
    }
    assert!(record.file(&episode).await.is_ok(), "unlocked");
    assert_eq!((record.documents(), record.filings()), (1, 3), "written once, not twice (C4.2)");
}

#[tokio::test]
async fn file_names_say_nothing_of_the_patient_and_nothing_else_is_left() {
    let root = tempfile::tempdir().expect("a folder");
    let episode = sample::episode(1);
    let filed = record(root.path()).file(&episode).await.expect("filed");
    let id = episode.conversation.id.to_string();
    assert_eq!(filed.record_id, id, "the record's id is ours");
    assert_eq!(names(root.path()), [".anteroom.lock".to_owned(), id.clone()]);
    assert_eq!(names(&root.path().join(id)), ["bundle.json", "transcript.html"]);
}

#[tokio::test]
async fn what_a_killed_filing_left_is_ignored_and_cleared() {
    let root = tempfile::tempdir().expect("a folder");
    let episode = sample::episode(1);
    let folder = document(root.path(), episode.conversation.id);
    std::fs::create_dir(&folder).expect("made before the kill");
    std::fs::write(folder.join(".anteroom-x1y2.tmp"), "half a docu").expect("left over");
    std::fs::write(folder.join("staff-scan.tmp"), "somebody else's").expect("not ours");
    assert_eq!(record(root.path()).read(episode.conversation.id).await, Ok(None), "half a document is none");
    record(root.path()).file(&episode).await.expect("filed");
    assert_eq!(names(&folder), ["bundle.json", "staff-scan.tmp", "transcript.html"], "ours cleared, theirs left");
}

#[tokio::test]
async fn a_filing_killed_between_its_two_files_is_mended_by_the_next() {
    let root = tempfile::tempdir().expect("a folder");
    let record = record(root.path());
    let mut episode = sample::episode(1);
    let last = episode.entries.pop().expect("an entry");
    record.file(&episode).await.expect("filed");
    let folder = document(root.path(), episode.conversation.id);
    let old_bundle = std::fs::read(folder.join("bundle.json")).expect("the old bundle");
    episode.entries.push(last);
    record.file(&episode).await.expect("filed");
    // The page is written first: put the bundle back to what it was before the kill.
    std::fs::write(folder.join("bundle.json"), old_bundle).expect("as the kill left it");
    assert_eq!(record.read(episode.conversation.id).await, Err(RecordError::Damaged), "not taken for filed");
    let filed = record.file(&episode).await.expect("the next filing mends it");
    let found = record.read(episode.conversation.id).await.expect("whole again").expect("there");
    assert_eq!((found.digest, found.entries), (filed.digest, episode.filed_entries()));
}

#[tokio::test]
async fn an_altered_page_is_noticed_and_written_again_from_the_truth() {
    let root = tempfile::tempdir().expect("a folder");
    let record = record(root.path());
    let episode = sample::episode(1);
    let filed = record.file(&episode).await.expect("filed");
    change_word(&document(root.path(), episode.conversation.id).join("transcript.html"), "twice a day", "thrice a da");
    assert_eq!(
        record.read(episode.conversation.id).await,
        Err(RecordError::Damaged),
        "the bundle knows the page's hash"
    );
    assert_eq!(record.file(&episode).await, Ok(filed), "the page is made anew");
}

#[tokio::test]
async fn a_bundle_that_disagrees_with_itself_anywhere_is_damaged() {
    let root = tempfile::tempdir().expect("a folder");
    let record = record(root.path());
    let episode = sample::episode(1);
    let path = document(root.path(), episode.conversation.id).join("bundle.json");
    record.file(&episode).await.expect("filed");
    let whole = std::fs::read(&path).expect("the bundle");
    for (from, to, what) in [
        ("no better", "no worse!", "the words people read"),
        ("SGVsbG8s", "SGVsbG8u", "the exact words"),
        ("\"collection\"", "\"transaction\"", "the kind of document"),
        ("\"versionId\": \"2\"", "\"versionId\": \"x\"", "a version"),
    ] {
        change_word(&path, from, to);
        assert_eq!(record.read(episode.conversation.id).await, Err(RecordError::Damaged), "{what}");
        std::fs::write(&path, &whole).expect("put back");
    }
    std::fs::write(&path, &whole[..whole.len() / 2]).expect("cut");
    assert_eq!(record.read(episode.conversation.id).await, Err(RecordError::Damaged), "half a file");
    assert_eq!(record.file(&episode).await, Err(RecordError::Damaged), "a person must look first");
}

#[tokio::test]
async fn a_drive_that_is_not_connected_is_absent_and_is_not_made() {
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path().join("drive");
    let record = record(&root);
    assert_eq!(record.file(&sample::episode(1)).await, Err(RecordError::Absent));
    assert_eq!(record.read(sample::conversation_id(1)).await, Err(RecordError::Absent), "absent is not empty");
    assert!(!root.exists(), "the laptop must not fill in for the practice's drive");
    std::fs::write(&root, "a file").expect("written");
    assert_eq!(record.file(&sample::episode(1)).await, Err(RecordError::Absent), "a file is no folder");
    assert!(RecordError::Absent.is_passing(), "the drive may come back");
}

#[tokio::test]
async fn something_else_in_the_documents_place_is_left_alone() {
    let root = tempfile::tempdir().expect("a folder");
    let episode = sample::episode(1);
    let folder = document(root.path(), episode.conversation.id);
    std::fs::write(&folder, "not a folder").expect("written");
    assert_eq!(record(root.path()).file(&episode).await, Err(RecordError::Damaged));
    assert_eq!(std::fs::read(&folder).expect("still there"), b"not a folder");
}

#[tokio::test]
async fn another_program_at_the_record_makes_it_busy_not_broken() {
    let root = tempfile::tempdir().expect("a folder");
    let record = record(root.path());
    let theirs = std::fs::File::create(root.path().join(".anteroom.lock")).expect("the lock file");
    theirs.lock().expect("taken");
    assert_eq!(record.file(&sample::episode(1)).await, Err(RecordError::Busy));
    drop(theirs);
    assert!(record.file(&sample::episode(1)).await.is_ok(), "their turn is over");
}

#[tokio::test]
async fn filings_at_the_same_time_wait_for_each_other() {
    let root = tempfile::tempdir().expect("a folder");
    let record = Arc::new(record(root.path()));
    let filings: Vec<_> = (1..=8).map(|number| sample::episode(number % 2 + 1)).collect();
    let answers = at_once(&record, &filings).await;
    assert!(answers.iter().all(Result::is_ok), "none is told busy by our own work, got {answers:?}");
    assert_eq!(names(root.path()).len(), 3, "two documents and the lock");
}

async fn at_once(
    record: &Arc<DocumentFolder>,
    episodes: &[record::Episode],
) -> Vec<Result<record::Filed, RecordError>> {
    let mut tasks = tokio::task::JoinSet::new();
    for episode in episodes {
        let (record, episode) = (Arc::clone(record), episode.clone());
        tasks.spawn(async move { record.file(&episode).await });
    }
    tasks.join_all().await
}

#[cfg(unix)]
#[tokio::test]
async fn only_this_user_may_read_the_documents() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = tempfile::tempdir().expect("a folder");
    let episode = sample::episode(1);
    record(root.path()).file(&episode).await.expect("filed");
    let folder = document(root.path(), episode.conversation.id);
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for name in ["bundle.json", "transcript.html"] {
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
}
