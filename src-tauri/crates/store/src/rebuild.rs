//! Rebuilding the views from the log, and proving that they equal what stands.

use model::{ChainBreak, Digest, Link};
use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest as _, Sha256};

use crate::commit::digest_of;
use crate::log::{self, Recorded};
use crate::table::message;
use crate::tables::Tables;
use crate::{StoreError, packed};

/// The view tables, with the order in which their rows are compared.
const VIEWS: &[(&str, &str)] = &[
    ("practice", "only"),
    ("policy", "only"),
    ("staff", "id"),
    ("patient", "row"),
    ("contact_point", "patient, position"),
    ("preference", "patient"),
    ("proxy", "patient, id"),
    ("conversation", "row"),
    ("session", "only"),
    ("message", "seq"),
    ("provider", "only"),
    ("task", "id"),
    ("template", "id"),
    ("role_account", "id"),
    ("role_fact", "seq"),
    ("snooze_fact", "seq"),
    ("scheduled", "message"),
];

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many changes the log holds.
    pub changes: u64,
    /// Where the log departs from its chain.
    pub chain: Option<ChainBreak>,
    /// Changes whose text does not have their digest.
    pub altered_texts: Vec<u64>,
    /// Views that differ from what the log gives.
    pub differing_views: Vec<String>,
    /// What SQLite's own check says, unless it says "ok".
    pub file: Option<String>,
}

impl Verified {
    /// Says whether nothing was found wrong.
    pub const fn is_sound(&self) -> bool {
        self.chain.is_none() && self.altered_texts.is_empty() && self.differing_views.is_empty() && self.file.is_none()
    }
}

/// Checks everything in one transaction that is rolled back.
pub(crate) fn verify(connection: &mut Connection) -> Result<Verified, StoreError> {
    at_large(connection, verify_at_large)
}

fn verify_at_large(connection: &mut Connection) -> Result<Verified, StoreError> {
    let file: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (changes, chain, altered_texts) = walk(&transaction)?;
    let differing_views = match differing_views(&transaction) {
        Ok(differing) => differing,
        // From an altered log nothing may be rebuilt; where it was altered is what is asked for.
        Err(_) if chain.is_some() || !altered_texts.is_empty() => vec![],
        Err(error) => return Err(error),
    };
    transaction.rollback()?;
    Ok(Verified { changes, chain, altered_texts, differing_views, file: (file != "ok").then_some(file) })
}

/// Rebuilds every view and names those that were something else before.
fn differing_views(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let live = fingerprints(connection)?;
    replay(connection)?;
    let rebuilt = fingerprints(connection)?;
    let differing = live.into_iter().zip(rebuilt).filter(|(live, rebuilt)| live != rebuilt);
    Ok(differing.map(|((name, _), _)| name).collect())
}

/// Rebuilds every view; returns how many changes were applied.
pub(crate) fn rebuild(connection: &mut Connection) -> Result<u64, StoreError> {
    at_large(connection, rebuild_at_large)
}

fn rebuild_at_large(connection: &mut Connection) -> Result<u64, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied = replay(&transaction)?;
    transaction.commit()?;
    Ok(applied)
}

/// Lends a connection what rewriting everything needs: memory, so that a page is written once, and no question after every
/// row whether what it refers to is there (the log's order sees to that, and it makes emptying a table quick).
fn at_large<T>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let cache: i64 = connection.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    connection.execute_batch("PRAGMA cache_size = -131072; PRAGMA foreign_keys = OFF;")?;
    let done = work(connection);
    connection.execute_batch(&format!("PRAGMA foreign_keys = ON; PRAGMA cache_size = {cache};"))?;
    done
}

/// Walks the log: its length, its first break, and the texts that do not have their digest.
fn walk(connection: &Connection) -> Result<(u64, Option<ChainBreak>, Vec<u64>), StoreError> {
    let mut statement = connection.prepare("SELECT seq, body, chain FROM change ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut link, mut broken, mut altered, mut changes) = (Link::start(), None, Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let sequence: u64 = row.get(0)?;
        // A row that cannot be unpacked says nothing: its chain breaks there.
        let body = packed::unpack(row.get_ref(1)?.as_bytes().map_err(rusqlite::Error::from)?).unwrap_or_default();
        let digest = row.get_ref(2)?.as_bytes().map_err(rusqlite::Error::from)?;
        changes += 1;
        if broken.is_none() {
            let checked = match digest.try_into() {
                Ok(digest) => link.check(sequence, &body, &Digest::new(digest)),
                Err(_) => Err(ChainBreak::Altered { sequence }),
            };
            match checked {
                Ok(next) => link = next,
                Err(found) => broken = Some(found),
            }
        }
        let recorded: Recorded = match serde_json::from_slice(&body) {
            Ok(recorded) => recorded,
            Err(_) if broken.is_some() => continue,
            Err(error) => return Err(error.into()),
        };
        if let Some(expected) = digest_of(&recorded.fact)
            && is_altered(connection, sequence, expected)?
        {
            altered.push(sequence);
        }
    }
    Ok((changes, broken, altered))
}

/// Says whether the text beside a change, if it was not erased, is not the one that the change brought.
fn is_altered(connection: &Connection, sequence: u64, expected: Digest) -> Result<bool, StoreError> {
    match log::content(connection, sequence) {
        Ok(content) => Ok(content.is_some_and(|content| content.digest() != expected)),
        Err(StoreError::Damaged) => Ok(true), // No text at all any more.
        Err(error) => Err(error),
    }
}

/// Empties the views and applies the whole log.
fn replay(connection: &Connection) -> Result<u64, StoreError> {
    connection.execute_batch(
        "DELETE FROM task; DELETE FROM message; DELETE FROM conversation; DELETE FROM session; DELETE FROM proxy; DELETE FROM preference;
         DELETE FROM contact_point;
         DELETE FROM patient; DELETE FROM staff; DELETE FROM policy; DELETE FROM practice; DELETE FROM provider;
         DELETE FROM template; DELETE FROM role_account; DELETE FROM role_fact; DELETE FROM snooze_fact;
         DELETE FROM scheduled;
         INSERT INTO message_text (message_text) VALUES ('delete-all');
         DELETE FROM patient_text;",
    )?;
    let mut statement = connection.prepare("SELECT seq, body FROM change ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut applied = 0;
    while let Some(row) = rows.next()? {
        let recorded = log::recorded(row.get_ref(1)?)?;
        model::apply(&mut Tables::new(connection, row.get(0)?), &recorded.fact)?;
        applied += 1;
    }
    message::index_after(connection, 0)?;
    Ok(applied)
}

/// Digests every view, row by row, and the search index through what it holds.
fn fingerprints(connection: &Connection) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut prints = Vec::with_capacity(VIEWS.len() + 2);
    for (table, order) in VIEWS {
        prints
            .push(((*table).to_owned(), fingerprint(connection, &format!("SELECT * FROM {table} ORDER BY {order}"))?));
    }
    for index in ["message_text", "patient_text"] {
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words USING fts5vocab (main, {index}, 'instance')"
        ))?;
        let query = format!("SELECT term, doc, offset FROM temp.{index}_words");
        prints.push((index.to_owned(), fingerprint(connection, &query)?));
    }
    Ok(prints)
}

fn fingerprint(connection: &Connection, query: &str) -> Result<Vec<u8>, StoreError> {
    use rusqlite::types::ValueRef;
    let mut statement = connection.prepare(query)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hasher = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => hasher.update([0]),
                ValueRef::Integer(value) => hasher.update(value.to_be_bytes()),
                ValueRef::Real(value) => hasher.update(value.to_be_bytes()),
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                    hasher.update(bytes.len().to_be_bytes());
                    hasher.update(bytes);
                }
            }
        }
    }
    Ok(hasher.finalize().to_vec())
}
