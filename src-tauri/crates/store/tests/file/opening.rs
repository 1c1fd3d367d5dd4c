//! A file that does not open: each trouble has its own name, and whatever it is, nothing on disk is altered.

use std::path::{Path, PathBuf};

use model::{ConversationId, Sensitive};
use store::{Batch, Draft, OpenError, Store, StoreError};
use testkit::random::Walk;
use testkit::{Person, numbered};

use crate::raw::{self, KEY, contents, open, open_with};

/// The size of a page of the file.
const PAGE: usize = 8192;

/// A practice with people in it.
struct Practice {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Practice {
    /// Makes one and closes it.
    async fn closed() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("practice.db");
        fill(&open(&path)).await;
        assert!(!contents(folder.path()).contains_key("practice.db-wal"), "closing leaves one file");
        Self { folder, path }
    }

    /// Makes one as it lies on disk when the computer goes out: what was committed is still in the write-ahead log.
    async fn interrupted() -> Self {
        let live = tempfile::tempdir().expect("a folder");
        let store = open(&live.path().join("practice.db"));
        fill(&store).await;
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in contents(live.path()) {
            std::fs::write(folder.path().join(name), bytes).expect("copied");
        }
        let log = contents(folder.path()).remove("practice.db-wal").expect("the log lies beside the file");
        assert!(!log.is_empty(), "and holds what was committed");
        Self { path: folder.path().join("practice.db"), folder }
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).expect("the file")
    }

    fn write(&self, bytes: &[u8]) {
        std::fs::write(&self.path, bytes).expect("written");
    }

    /// Opens it, expects it not to open, and checks that nothing was altered.
    #[track_caller]
    fn refuses(&self, key: [u8; 32], what: &str) -> OpenError {
        let before = contents(self.folder.path());
        let error = open_with(&self.path, key).expect_err(what);
        assert!(contents(self.folder.path()) == before, "{what}: the files are byte for byte as they were");
        error
    }

    /// Expects a damaged file to be noticed, and to be left as it is; says whether that was in opening it.
    async fn notices(&self, what: &str) -> bool {
        let before = self.bytes();
        let in_opening = match open_with(&self.path, KEY) {
            Err(OpenError::Damaged) => true,
            Err(other) => panic!("{what}: damaged is not {other:?}"),
            Ok(store) => match store.verify().await {
                Err(StoreError::Damaged) => false,
                Ok(found) if found.file.is_some() => false,
                other => panic!("{what}: not noticed, got {other:?}"),
            },
        };
        assert!(self.bytes() == before, "{what}: the file is byte for byte as it was");
        in_opening
    }
}

async fn fill(store: &Store) {
    let mut walk = Walk::default();
    let batch = Batch { operations: walk.opening(), now: walk.now(), bookmark: None };
    let answers = store.commit(batch).await.expect("committed");
    assert!(answers.iter().all(Result::is_ok), "nobody is refused");
}

async fn is_whole(path: &Path) -> bool {
    let store = open(path);
    let patients = store.read(|view| view.count_patients()).await.expect("read");
    patients == 4 && store.verify().await.expect("checked").is_sound()
}

#[tokio::test]
async fn what_was_committed_is_there_after_the_computer_went_out() {
    let practice = Practice::interrupted().await;
    assert!(is_whole(&practice.path).await, "everything that was answered as committed");
}

#[tokio::test]
async fn a_wrong_key_is_not_a_damaged_file() {
    for practice in [Practice::closed().await, Practice::interrupted().await] {
        let error = practice.refuses([7; 32], "another installation's key");
        assert!(matches!(error, OpenError::WrongKey), "got {error:?}");
        let mut nearly = KEY;
        nearly[31] ^= 1;
        let error = practice.refuses(nearly, "a key with one wrong bit");
        assert!(matches!(error, OpenError::WrongKey), "got {error:?}");
        assert!(is_whole(&practice.path).await, "with its own key it opens");
    }
}

#[tokio::test]
async fn a_file_that_is_not_encrypted_is_not_opened() {
    let practice = Practice::closed().await;
    std::fs::remove_file(&practice.path).expect("gone");
    let plain = rusqlite::Connection::open(&practice.path).expect("a plain file");
    plain.execute_batch("CREATE TABLE words (text TEXT); INSERT INTO words VALUES ('in the clear')").expect("made");
    drop(plain);
    let error = practice.refuses(KEY, "a plain database");
    assert!(matches!(error, OpenError::Damaged), "got {error:?}");
    practice.write(b"This is a letter, not a database; it is long enough to be one.");
    let error = practice.refuses(KEY, "another kind of file");
    assert!(matches!(error, OpenError::Damaged), "got {error:?}");
}

#[tokio::test]
async fn a_truncated_file_is_damaged() {
    let practice = Practice::closed().await;
    let whole = practice.bytes();
    for length in [1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, whole.len() / PAGE / 2 * PAGE, whole.len() - PAGE] {
        practice.write(&whole[..length]);
        let error = practice.refuses(KEY, &format!("{length} bytes of {}", whole.len()));
        assert!(matches!(error, OpenError::Damaged), "{length} bytes of {}: got {error:?}", whole.len());
    }
    practice.write(&whole[..whole.len() - 1]);
    practice.notices("the last byte is missing").await;
    practice.write(&whole);
    assert!(is_whole(&practice.path).await, "put back, it opens");
}

#[tokio::test]
async fn one_wrong_byte_in_any_page_is_noticed() {
    let practice = Practice::closed().await;
    let whole = practice.bytes();
    let (mut while_opening, mut while_checking) = (0, 0);
    for page in 0..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE + 1_000] ^= 1;
        practice.write(&bytes);
        if practice.notices(&format!("a wrong byte in page {page}")).await {
            while_opening += 1
        } else {
            while_checking += 1
        }
    }
    assert!(while_opening > 0 && while_checking > 0, "{while_opening} while opening, {while_checking} while checking");
}

#[tokio::test]
async fn a_newer_file_is_left_alone() {
    for practice in [Practice::closed().await, Practice::interrupted().await] {
        let connection = raw::raw(&practice.path);
        connection.pragma_update(None, "user_version", 99).expect("written");
        drop(connection);
        let error = practice.refuses(KEY, "a file of a newer Anteroom");
        assert!(matches!(error, OpenError::Newer { file: 99, program: 1 }), "got {error:?}");
    }
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "x").expect("written");
    let error = open_with(&file.join("practice.db"), KEY).expect_err("there is no folder");
    assert!(!matches!(error, OpenError::Damaged | OpenError::WrongKey | OpenError::Full), "got {error:?}");
    assert_eq!(std::fs::read(&file).expect("still there"), b"x", "the file is as it was");
}

#[tokio::test]
async fn another_program_that_writes_is_waited_for_and_then_named() {
    let practice = Practice::closed().await;
    let store = open(&practice.path);
    let other = raw::raw(&practice.path);
    other.execute_batch("BEGIN IMMEDIATE").expect("the other writes");
    let (mode, also, templates) = ("reply".to_owned(), vec![], vec![]);
    let draft = Draft {
        text: Sensitive::new("I will".to_owned()),
        mode,
        caret: 6,
        purpose: None,
        also,
        templates,
        quote: None,
    };
    let (place, me) = (ConversationId::new(numbered(1)), Person::Okafor.staff_id());
    let kept = draft.clone();
    let refused = store.write_local(move |view| view.put_draft(place, me, &kept, jiff::Timestamp::UNIX_EPOCH)).await;
    assert_eq!(refused, Err(StoreError::InUse), "in use is not broken");
    other.execute_batch("ROLLBACK").expect("the other ends");
    store
        .write_local(move |view| view.put_draft(place, me, &draft, jiff::Timestamp::UNIX_EPOCH))
        .await
        .expect("now it is written");
}

#[cfg(unix)]
mod read_only {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;

    const CHILD: &str = "ANTEROOM_TEST_READ_ONLY";
    /// A user who may nothing; needed because nothing is read-only to the administrator.
    const NOBODY: u32 = 65_534;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    }

    #[tokio::test]
    async fn a_read_only_folder_says_so_and_stays_read_only() {
        const NAME: &str = "opening::read_only::a_read_only_folder_says_so_and_stays_read_only";
        if let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) {
            let before = contents(&folder);
            let error = open_with(&folder.join("practice.db"), KEY).expect_err("nothing can be written here");
            assert!(matches!(error, OpenError::NotPermitted), "got {error:?}");
            assert!(contents(&folder) == before, "the files are byte for byte as they were");
            return;
        }
        for practice in [Practice::closed().await, Practice::interrupted().await] {
            let outside = practice.folder.path();
            let (inside, me, files) = (outside.join("practice"), outside.join("me"), contents(outside));
            std::fs::create_dir(&inside).expect("a folder");
            for name in files.into_keys() {
                std::fs::rename(outside.join(&name), inside.join(&name)).expect("moved");
                set_mode(&inside.join(&name), 0o400);
            }
            // The test's own program, where that other user can read it.
            std::fs::copy(std::env::current_exe().expect("the test"), &me).expect("copied");
            set_mode(&me, 0o755);
            set_mode(outside, 0o755);
            set_mode(&inside, 0o555);
            let is_root = std::fs::write(inside.join("probe"), "").is_ok();
            let mut child = Command::new(&me);
            if is_root {
                std::fs::remove_file(inside.join("probe")).expect("removed");
                for path in std::fs::read_dir(&inside).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                    std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).expect("given away");
                }
                std::os::unix::fs::chown(&inside, Some(NOBODY), Some(NOBODY)).expect("given away");
                child.uid(NOBODY).gid(NOBODY);
            }
            let child = child.args(["--exact", NAME]).env(CHILD, &inside).current_dir("/").output().expect("it runs");
            let said = String::from_utf8_lossy(&child.stdout);
            assert!(child.status.success() && said.contains("1 passed"), "{said}");
            assert_eq!(
                mode(&inside),
                0o500,
                "others are kept out, and the owner is not given back what was taken away"
            );
            set_mode(&inside, 0o700);
        }
    }

    #[tokio::test]
    async fn others_are_kept_out_of_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("practice");
        std::fs::create_dir(&inside).expect("a folder");
        set_mode(&inside, 0o755);
        drop(open(&inside.join("practice.db")));
        assert_eq!(mode(&inside), 0o700, "only its owner gets in");
    }
}
