//! Somebody who has the key alters the file behind Anteroom's back: it is noticed, and it is said where.

use model::{
    Actor, Ask, ChainBreak, Channel, Content, ConversationId, InboundText, MessageId, ProviderRef, WorkerName,
};
use rusqlite::Connection;
use store::{Batch, Verified};
use testkit::random::Walk;
use testkit::{Person, numbered};

use crate::raw;

/// Makes a practice with a few texts: six entries, and from the seventh change on two texts in one conversation, with an acknowledgement
/// due after the first.
async fn practice(folder: &std::path::Path) -> std::path::PathBuf {
    let path = folder.join("practice.db");
    let store = raw::open(&path);
    let mut walk = Walk::default();
    let mut operations = walk.opening();
    for (place, words) in (1..).zip(["Is it ready?", "Thank you"]) {
        let text = InboundText {
            channel: Channel::Sms,
            from: Person::Price.number(),
            content: Content::new([place; 16], words.to_owned().into()),
            sent_at: walk.now(),
            provider: ProviderRef { account: "twilio:AC1".to_owned(), id: format!("SM{place}") },
            media: 0,
            message: MessageId::new(numbered(2_000_000 + u64::from(place))),
            conversation: ConversationId::new(numbered(2_000_100 + u64::from(place))),
        };
        operations.push(walk.operation(Actor::Worker(WorkerName::Collect), Ask::Receive(text)));
    }
    let answers = store.commit(Batch { operations, now: walk.now(), bookmark: None }).await.expect("committed");
    assert!(answers.iter().all(Result::is_ok), "nothing is refused");
    let found = store.verify().await.expect("checked");
    assert_eq!(
        (found.changes, found.is_sound()),
        (10, true),
        "six entries, a conversation, two texts, an acknowledgement: {found:?}"
    );
    path
}

/// Alters a practice, its locks taken off first, and returns what the check finds.
async fn found_after(alter: &str) -> Verified {
    let folder = tempfile::tempdir().expect("a folder");
    let path = practice(folder.path()).await;
    let connection = raw::raw(&path);
    for trigger in triggers(&connection) {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
    }
    connection.execute_batch(alter).expect("altered");
    drop(connection);
    let found = raw::open(&path).verify().await.expect("checked, whatever it finds");
    assert!(!found.is_sound(), "{alter} is noticed");
    found
}

fn triggers(connection: &Connection) -> Vec<String> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").expect("prepared");
    let names = statement.query_map([], |row| row.get(0)).expect("asked");
    names.collect::<Result<_, _>>().expect("names")
}

#[tokio::test]
async fn an_edited_change_is_noticed_where_it_stands() {
    for alter in [
        "UPDATE change SET body = packed(replace(json_of(body), 'Dilys', 'Doris')) WHERE seq = 4",
        "UPDATE change SET body = packed(replace(json_of(body), 'administrator', 'staff:nobody')) WHERE seq = 4",
        "UPDATE change SET body = packed(json_of(body) || ' ') WHERE seq = 4",
        "UPDATE change SET body = packed('no JSON') WHERE seq = 4",
        "UPDATE change SET body = CAST('not packed' AS BLOB) WHERE seq = 4",
        "UPDATE change SET chain = zeroblob(32) WHERE seq = 4",
    ] {
        assert_eq!(found_after(alter).await.chain, Some(ChainBreak::Altered { sequence: 4 }), "{alter}");
    }
}

#[tokio::test]
async fn a_deleted_change_is_noticed() {
    let found = found_after("DELETE FROM change WHERE seq = 5").await;
    assert_eq!(found.chain, Some(ChainBreak::Gap { sequence: 6 }), "a number is missing");
    let found = found_after("DELETE FROM change WHERE seq = 1").await;
    assert_eq!(found.chain, Some(ChainBreak::Gap { sequence: 2 }), "the first too");
    let found = found_after("DELETE FROM change WHERE seq = 7").await;
    assert_eq!(found.chain, Some(ChainBreak::Gap { sequence: 8 }), "also one that the others build on");
    let found = found_after("DELETE FROM content WHERE seq = 10; DELETE FROM change WHERE seq = 10").await;
    assert_eq!(found.chain, None, "a chain cannot tell that its end is missing");
    assert!(found.differing_views.contains(&"message".to_owned()), "but the views show more than the log gives");
}

#[tokio::test]
async fn an_inserted_change_is_noticed() {
    let at_end = "INSERT INTO change SELECT 11, operation, body, chain FROM change WHERE seq = 10";
    assert_eq!(
        found_after(at_end).await.chain,
        Some(ChainBreak::Altered { sequence: 11 }),
        "its digest does not follow"
    );
    let between = "UPDATE change SET seq = -seq - 1 WHERE seq >= 5; UPDATE change SET seq = -seq WHERE seq < 0;
                   INSERT INTO change SELECT 5, operation, body, chain FROM change WHERE seq = 4";
    assert_eq!(found_after(between).await.chain, Some(ChainBreak::Altered { sequence: 5 }), "nor in the middle");
}

#[tokio::test]
async fn reordered_changes_are_noticed() {
    let swapped = "UPDATE change SET seq = -3 WHERE seq = 3; UPDATE change SET seq = 3 WHERE seq = 4;
                   UPDATE change SET seq = 4 WHERE seq = -3";
    assert_eq!(found_after(swapped).await.chain, Some(ChainBreak::Altered { sequence: 3 }), "whole rows");
    let bodies = "CREATE TABLE kept AS SELECT body FROM change WHERE seq = 8;
                  UPDATE change SET body = (SELECT body FROM change WHERE seq = 10) WHERE seq = 8;
                  UPDATE change SET body = (SELECT body FROM kept) WHERE seq = 10; DROP TABLE kept";
    assert_eq!(found_after(bodies).await.chain, Some(ChainBreak::Altered { sequence: 8 }), "what they say");
}

#[tokio::test]
async fn altered_words_are_noticed_and_erased_ones_leave_the_chain_whole() {
    let found = found_after("UPDATE content SET text = CAST('Is it late?' AS BLOB) WHERE seq = 8").await;
    assert_eq!((found.chain, found.altered_texts), (None, vec![8]), "the log holds the digest of other words");
    let found = found_after("UPDATE content SET salt = zeroblob(16) WHERE seq = 10").await;
    assert_eq!((found.chain, found.altered_texts), (None, vec![10]), "of another salt");
    let found = found_after("UPDATE content SET text = x'ff' WHERE seq = 10").await;
    assert_eq!((found.chain, found.altered_texts), (None, vec![10]), "even if they are no text any more");
    let found = found_after("DELETE FROM content WHERE seq = 10").await;
    assert_eq!((found.chain, found.altered_texts), (None, vec![]), "erasing by law is no alteration of the log");
}

#[tokio::test]
async fn a_view_that_the_log_does_not_give_is_named() {
    for (alter, view) in [
        ("UPDATE conversation SET unread = 0", "conversation"),
        (
            "UPDATE message SET filing = '{\"state\":\"written\",\"record_id\":\"x\",\"at\":\"2026-11-20T09:00:00Z\"}'",
            "message",
        ),
        ("UPDATE patient SET family = 'Pryce' WHERE family = 'Price'", "patient"),
        ("UPDATE contact_point SET use = 'old' WHERE patient = 1", "contact_point"),
        ("UPDATE staff SET role = 'manager'", "staff"),
        ("INSERT INTO practice VALUES (1, 'Another', NULL, 0, '[]', '', 0)", "practice"),
        ("INSERT INTO policy VALUES (1, 1, '{}')", "policy"),
        ("INSERT INTO preference (patient, body, limited) VALUES (1, '{}', 0)", "preference"),
        ("INSERT INTO message_text (rowid, text) VALUES (99, 'never said')", "message_text"),
        ("DELETE FROM patient_text WHERE rowid = 1", "patient_text"),
    ] {
        let found = found_after(alter).await;
        assert_eq!(found.differing_views, [view], "{alter}");
        assert_eq!(found.chain, None, "the log itself is whole");
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_alter_the_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = practice(folder.path()).await;
    let connection = raw::raw(&path);
    let log = |connection: &Connection| -> Vec<(i64, Vec<u8>, Vec<u8>)> {
        let mut statement = connection.prepare("SELECT seq, body, chain FROM change ORDER BY seq").expect("prepared");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("asked");
        rows.collect::<Result<_, _>>().expect("rows")
    };
    let before = log(&connection);
    for statement in [
        "UPDATE change SET body = x''",
        "UPDATE change SET seq = 100 WHERE seq = 9",
        "UPDATE OR REPLACE change SET seq = 8 WHERE seq = 9",
        "DELETE FROM change",
        "DELETE FROM change WHERE seq = 9",
        "REPLACE INTO change SELECT 4, operation, x'', chain FROM change WHERE seq = 4",
        "INSERT OR REPLACE INTO change SELECT seq, operation, x'', chain FROM change",
        "INSERT INTO change SELECT 12, operation, body, chain FROM change WHERE seq = 4",
        "INSERT INTO change SELECT 0, operation, body, chain FROM change WHERE seq = 4",
        "UPDATE content SET text = x''",
        "REPLACE INTO content SELECT seq, salt, x'' FROM content",
    ] {
        let refused = connection.execute_batch(statement).expect_err(statement);
        assert!(refused.to_string().contains("never altered"), "{statement} is refused by a trigger, got {refused}");
    }
    assert_eq!(log(&connection), before, "the log is as it was");
    drop(connection);
    assert!(raw::open(&path).verify().await.expect("checked").is_sound(), "and so is everything else");
}
