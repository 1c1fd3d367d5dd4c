//! The log of changes.

use jiff::Timestamp;
use model::{Actor, Change, Digest, Link, OperationId};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use crate::pool::View;
use crate::tables::time;
use crate::{StoreError, packed};

/// A row of the log. The chain covers its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// When it was committed.
    pub committed: Timestamp,
    /// Who asked: `staff:` and an id, `worker:` and a name or `administrator`.
    pub actor: String,
    /// What changed.
    pub fact: Change,
}

/// Names an actor as the log does.
pub(crate) fn actor_name(actor: Actor) -> String {
    match actor {
        Actor::Staff(id) => format!("staff:{id}"),
        Actor::Worker(name) => format!("worker:{}", name.as_str()),
        Actor::Administrator => "administrator".to_owned(),
    }
}

/// Reads the body of a row.
pub(crate) fn recorded(body: ValueRef<'_>) -> Result<Recorded, StoreError> {
    Ok(serde_json::from_slice(&packed::unpack(body.as_blob().map_err(rusqlite::Error::from)?)?)?)
}

/// Returns the last link.
pub(crate) fn head(connection: &Connection) -> Result<Link, StoreError> {
    let mut statement = connection.prepare_cached("SELECT seq, chain FROM change ORDER BY seq DESC LIMIT 1")?;
    let link = statement
        .query_row([], |row| Ok(Link { sequence: row.get(0)?, digest: Digest::new(row.get(1)?) }))
        .optional()?;
    Ok(link.unwrap_or(Link::start()))
}

/// Appends a change; returns its link.
pub(crate) fn append(
    connection: &Connection,
    head: Link,
    operation: OperationId,
    recorded: &Recorded,
) -> Result<Link, StoreError> {
    let json = serde_json::to_vec(recorded)?;
    let link = head.next(&json);
    let body = packed::pack(&json)?;
    // FAIL, not ABORT: one row leaves nothing half-done, and SQLite need not copy pages to undo it by itself.
    let mut statement = connection.prepare_cached(
        "INSERT OR FAIL INTO change (seq, operation, body, chain) VALUES (:seq, :operation, :body, :chain)",
    )?;
    statement.execute(named_params! {
        ":seq": link.sequence, ":operation": operation.uuid(), ":body": body, ":chain": link.digest.as_bytes(),
    })?;
    Ok(link)
}

/// Returns the changes an operation made before, if it was asked before.
pub(crate) fn answered(connection: &Connection, operation: OperationId) -> Result<Vec<Change>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT body FROM change WHERE operation = :operation ORDER BY seq")?;
    let mut rows = statement.query(named_params! { ":operation": operation.uuid() })?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(recorded(row.get_ref(0)?)?.fact);
    }
    Ok(changes)
}

/// Keeps a text beside the change that brought it.
pub(crate) fn keep(connection: &Connection, sequence: u64, content: &model::Content) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached("INSERT INTO content (seq, salt, text) VALUES (:seq, :salt, :text)")?;
    // Why exposed: this is where the text is kept, in the encrypted file.
    let text = content.text().expose().as_bytes();
    statement.execute(named_params! { ":seq": sequence, ":salt": content.salt(), ":text": text })?;
    Ok(())
}

/// Returns the text beside a change; `None` once it was erased.
pub(crate) fn content(connection: &Connection, sequence: u64) -> Result<Option<model::Content>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT salt, text FROM content WHERE seq = :seq")?;
    let row = statement
        .query_row(named_params! { ":seq": sequence }, |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    let Some((salt, text)) = row else { return Ok(None) };
    let text = String::from_utf8(text).map_err(|_| StoreError::Damaged)?;
    Ok(Some(model::Content::new(salt, text.into())))
}

/// Returns when a change was committed, in the store's milliseconds. Views hold no finer time.
pub(crate) fn rounded(at: Timestamp) -> Timestamp {
    time(at.as_millisecond())
}

impl View<'_> {
    /// Returns so many changes after a sequence number, in order.
    ///
    /// # Errors
    /// [`StoreError`] when the file does not answer, or a row cannot be read.
    pub fn log(&self, after: u64, limit: u32) -> Result<Vec<(u64, Recorded)>, StoreError> {
        let query = "SELECT seq, body FROM change WHERE seq > :after ORDER BY seq LIMIT :limit";
        let mut statement = self.connection.prepare_cached(query)?;
        let rows = statement.query_and_then(named_params! { ":after": after, ":limit": limit }, |row| {
            Ok::<_, StoreError>((row.get(0)?, recorded(row.get_ref(1)?)?))
        })?;
        rows.collect()
    }
}
