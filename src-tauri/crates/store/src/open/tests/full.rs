//! A full disk.

use model::{
    Actor, Ask, Channel, Content, ConversationId, E164, InboundText, MessageId, Operation, OperationId, ProviderRef,
    WorkerName,
};
use uuid::Uuid;

use super::*;

fn text(number: u128, length: usize) -> Operation {
    let id = |kind: u128| Uuid::from_u128(kind << 64 | number);
    let text = InboundText {
        channel: Channel::Sms,
        from: E164::parse("+447700900199").expect("an invented number"),
        content: Content::new([1; 16], "x".repeat(length).into()),
        sent_at: jiff::Timestamp::UNIX_EPOCH,
        provider: ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{number}") },
        media: 0,
        message: MessageId::new(id(1)),
        conversation: ConversationId::new(id(2)),
    };
    Operation { id: OperationId::new(id(3)), actor: Actor::Worker(WorkerName::Collect), ask: Ask::Receive(text) }
}

fn batch(numbers: std::ops::Range<u128>, length: usize) -> Batch {
    let operations = numbers.map(|number| text(number, length)).collect();
    Batch { operations, now: jiff::Timestamp::UNIX_EPOCH, bookmark: None }
}

/// Lets the file grow by so many pages and no more.
async fn leave_room(store: &Store, pages: u32) {
    let set = store.writer.run(move |connection| {
        let used: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most: u32 =
            connection.query_row(&format!("PRAGMA max_page_count = {}", used + pages), [], |row| row.get(0))?;
        assert_eq!(most, used + pages, "the limit holds");
        Ok(())
    });
    set.await.expect("set");
}

#[tokio::test]
async fn a_full_disk_says_so_keeps_what_was_there_and_works_again_with_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&options(&folder), &key()).expect("a new file");
    store.commit(batch(0..3, 100)).await.expect("committed");
    leave_room(&store, 10).await;
    let refused = store.commit(batch(3..8, 100_000)).await;
    assert_eq!(refused, Err(StoreError::Full), "full is not damaged, nor a disk that failed");
    let found = store.verify().await.expect("checked");
    assert_eq!(
        (found.changes, found.is_sound()),
        (5, true),
        "nothing of the batch is there, all from before is: {found:?}"
    );
    leave_room(&store, 10_000).await;
    let answers = store.commit(batch(3..8, 100_000)).await.expect("there is room again");
    assert!(answers.iter().all(Result::is_ok), "asked again it goes through");
    assert!(store.verify().await.expect("checked").is_sound(), "and nothing is wrong");
}

#[test]
fn a_disk_that_is_full_while_opening_says_so() {
    let full = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None);
    assert!(matches!(OpenError::from(full), OpenError::Full), "told by the database");
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    assert!(matches!(OpenError::from(full), OpenError::Full), "told by the file system");
}

/// A file system of our own that fills up, in a name space of our own: no other program sees it.
#[cfg(target_os = "linux")]
mod small_disk {
    use std::path::Path;
    use std::process::Command;

    use super::*;

    const INSIDE: &str = "ANTEROOM_TEST_SMALL_DISK";

    fn mount(options: &str, folder: &Path) {
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(folder).status();
        assert!(done.expect("mount starts").success(), "mounted with {options}");
    }

    fn on_a_small_disk(folder: &Path) {
        mount("size=64k", folder);
        let options = Options::new(folder.join("practice.db"));
        assert!(matches!(Store::open(&options, &key()), Err(OpenError::Full)), "a new file does not fit");
        mount("remount,size=16m", folder);
        drop(Store::open(&options, &key()).expect("what was begun goes on once there is room"));
    }

    #[test]
    fn a_disk_that_fills_up_while_opening_says_so_and_goes_on_with_room() {
        if let Some(folder) = std::env::var_os(INSIDE) {
            return on_a_small_disk(Path::new(&folder));
        }
        let folder = tempfile::tempdir().expect("a folder");
        let apart = ["--user", "--map-root-user", "--mount", "--"];
        if !Command::new("unshare").args(apart).arg("true").status().is_ok_and(|status| status.success()) {
            println!("not tried: this computer gives no name spaces; the error itself is shown by the test above");
            return;
        }
        let name = "open::tests::full::small_disk::a_disk_that_fills_up_while_opening_says_so_and_goes_on_with_room";
        let mut child = Command::new("unshare");
        child.args(apart).arg(std::env::current_exe().expect("this test")).args([name, "--exact", "--nocapture"]);
        let output = child.env(INSIDE, folder.path()).output().expect("started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}
