//! The reference: the same texts in plain SQLite, in a lean schema without rules, chain or cipher.
//!
//! A thread summary with a covering index for the list, messages with the provider's name indexed (any client must
//! know a repeated delivery), and a full-text index over them read newest first. Same durability, same cache.

use std::collections::HashMap;
use std::path::Path;

use model::ConversationId;
use rusqlite::{Connection, OptionalExtension, named_params, params};

use crate::error::BenchError;

/// The tables; `done` of a thread is 0 or 1.
const SCHEMA: &str = "
CREATE TABLE patient (id INTEGER PRIMARY KEY, name TEXT NOT NULL, number TEXT NOT NULL);
CREATE INDEX patient_number ON patient (number);
CREATE TABLE thread (
    id INTEGER PRIMARY KEY, patient INTEGER, name TEXT, number TEXT NOT NULL, done INTEGER NOT NULL, owner INTEGER,
    messages INTEGER NOT NULL, unread INTEGER NOT NULL, unfiled INTEGER NOT NULL, failed INTEGER NOT NULL,
    last_at INTEGER NOT NULL, last_from_patient INTEGER NOT NULL, preview TEXT NOT NULL
);
CREATE INDEX thread_list ON thread (done, last_at, id, name, number, owner, unread, unfiled, failed, preview);
CREATE INDEX thread_number ON thread (number, last_at);
CREATE INDEX thread_owner ON thread (owner, last_at, id) WHERE done = 0;
CREATE INDEX thread_waiting ON thread (last_at, id) WHERE done = 0 AND last_from_patient = 0;
CREATE INDEX thread_unmatched ON thread (last_at, id) WHERE done = 0 AND patient IS NULL;
CREATE INDEX thread_failed ON thread (last_at, id) WHERE done = 0 AND failed > 0;
CREATE INDEX thread_unfiled ON thread (last_at, id) WHERE unfiled > 0;
CREATE INDEX thread_unread ON thread (last_at, id) WHERE done = 0 AND unread > 0;
CREATE TABLE message (
    id INTEGER PRIMARY KEY, thread INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL,
    state INTEGER NOT NULL, provider TEXT, body TEXT NOT NULL
);
CREATE INDEX message_thread ON message (thread, id);
CREATE INDEX message_provider ON message (provider) WHERE provider IS NOT NULL;
CREATE VIRTUAL TABLE message_text USING fts5 (
    body, content = 'message', content_rowid = 'id', columnsize = 0, prefix = '1',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE bare (id INTEGER PRIMARY KEY, thread INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
";

/// A message as the reference keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Its conversation at ours; the reference numbers its own.
    pub(crate) conversation: ConversationId,
    /// The patient's place in the list of patients.
    pub(crate) patient: Option<usize>,
    /// The number in use.
    pub(crate) number: String,
    /// When.
    pub(crate) at: i64,
    /// 0 from a patient, 1 to a patient, 2 a note.
    pub(crate) kind: u8,
    /// Where an outgoing message is at last.
    pub(crate) state: u8,
    /// The provider's name for it.
    pub(crate) provider: Option<String>,
    /// What it says.
    pub(crate) text: String,
}

/// The plain database.
pub(crate) struct Plain {
    /// The connection; measures query it directly.
    pub(crate) connection: Connection,
    threads: HashMap<ConversationId, i64>,
    /// Whether it was built by another process: then a conversation is known by its number.
    reopened: bool,
}

impl Plain {
    /// Opens the file as the app opens its own, without a key.
    pub(crate) fn connect(path: &Path) -> Result<Connection, BenchError> {
        let connection = Connection::open(path)?;
        connection.set_prepared_statement_cache_capacity(128);
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -8192; PRAGMA journal_size_limit = 67108864;",
        )?;
        Ok(connection)
    }

    /// Opens the file, with its tables if it is new.
    pub(crate) fn open(path: &Path) -> Result<Self, BenchError> {
        let connection = Self::connect(path)?;
        let fresh: bool = connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
        if fresh {
            connection.execute_batch(SCHEMA)?;
        }
        Ok(Self { connection, threads: HashMap::new(), reopened: !fresh })
    }

    /// Adds patients in one transaction.
    pub(crate) fn add_patients(&mut self, patients: &[(usize, String, String)]) -> Result<(), BenchError> {
        let transaction = self.connection.transaction()?;
        for (place, name, number) in patients {
            transaction
                .prepare_cached("INSERT INTO patient (id, name, number) VALUES (?1, ?2, ?3)")?
                .execute(params![place, name, number])?;
        }
        Ok(transaction.commit()?)
    }

    /// Adds messages, indexed and summed up, and closes threads, in one transaction.
    pub(crate) fn add(&mut self, rows: &[Row], done: &[ConversationId]) -> Result<(), BenchError> {
        let transaction = self.connection.transaction()?;
        for row in rows {
            if let Some(provider) = &row.provider {
                let known: bool = transaction
                    .prepare_cached("SELECT EXISTS (SELECT 1 FROM message WHERE provider = ?1)")?
                    .query_row([provider], |row| row.get(0))?;
                if known {
                    continue;
                }
            }
            let thread = match self.threads.get(&row.conversation) {
                Some(thread) => *thread,
                None => match latest(&transaction, row)?.filter(|_| self.reopened) {
                    Some(thread) => thread,
                    None => {
                        let thread = new_thread(&transaction, row)?;
                        self.threads.insert(row.conversation, thread);
                        thread
                    }
                },
            };
            say(&transaction, thread, row)?;
        }
        for conversation in done {
            if let Some(thread) = self.threads.get(conversation) {
                transaction
                    .prepare_cached("UPDATE thread SET done = 1, unread = 0, unfiled = 0, failed = 0 WHERE id = ?1")?
                    .execute([thread])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Inserts one synced row and nothing else: the floor of every durable write.
    pub(crate) fn add_bare(&self, at: i64, text: &str) -> Result<(), BenchError> {
        self.connection
            .prepare_cached("INSERT INTO bare (thread, at, body) VALUES (1, ?1, ?2)")?
            .execute(params![at, text])?;
        Ok(())
    }

    /// Returns the thread of the most messages.
    pub(crate) fn longest(&self) -> Result<i64, BenchError> {
        Ok(self.connection.query_row("SELECT id FROM thread ORDER BY messages DESC LIMIT 1", [], |row| row.get(0))?)
    }
}

/// Returns the thread in which a number was last spoken with.
fn latest(connection: &Connection, row: &Row) -> Result<Option<i64>, BenchError> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM thread WHERE number = ?1 ORDER BY last_at DESC LIMIT 1")?;
    Ok(statement.query_row([&row.number], |row| row.get(0)).optional()?)
}

fn new_thread(connection: &Connection, row: &Row) -> Result<i64, BenchError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO thread (patient, name, number, done, owner, messages, unread, unfiled, failed, last_at,
             last_from_patient, preview)
         VALUES (:patient, (SELECT name FROM patient WHERE id = :patient), :number, 0, :owner, 0, 0, 0, 0, :at, 1, '')",
    )?;
    let owner = row.at % 2 * (row.at % 12);
    statement.execute(named_params! {
        ":patient": row.patient, ":number": row.number, ":owner": (owner > 0).then_some(owner), ":at": row.at,
    })?;
    Ok(connection.last_insert_rowid())
}

fn say(connection: &Connection, thread: i64, row: &Row) -> Result<(), BenchError> {
    connection
        .prepare_cached(
            "INSERT INTO message (thread, at, kind, state, provider, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![thread, row.at, row.kind, row.state, row.provider, row.text])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO message_text (rowid, body) VALUES (?1, ?2)")?
        .execute(params![id, row.text])?;
    let preview: String = row.text.chars().take(120).collect();
    connection
        .prepare_cached(
            "UPDATE thread SET messages = messages + 1, done = 0, last_at = ?2, last_from_patient = ?3 = 0, preview = ?4,
                 unread = CASE ?3 WHEN 0 THEN unread + 1 ELSE 0 END, unfiled = unfiled + 1,
                 failed = failed + (?5 = 2)
             WHERE id = ?1",
        )?
        .execute(params![thread, row.at, row.kind, preview, row.state])?;
    Ok(())
}
