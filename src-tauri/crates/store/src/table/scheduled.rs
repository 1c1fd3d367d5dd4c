//! Texts that leave at a time that somebody chose.

use jiff::Timestamp;
use model::scheduled::Scheduled;
use model::{Content, ConversationId, MessageId, PatientId, Sensitive};
use rusqlite::{Connection, OptionalExtension, Params, named_params};

use crate::pool::View;
use crate::tables::time;
use crate::{StoreError, log};

/// A text that waits for its time, as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The text without its words.
    pub text: Scheduled,
    /// What it says; `None` once that was erased.
    pub words: Option<Sensitive<String>>,
}

/// Reads the texts that a statement finds.
fn read_all(connection: &Connection, query: &str, of: impl Params) -> Result<Vec<Scheduled>, StoreError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(of)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
    }
    Ok(found)
}

pub(crate) fn by_id(connection: &Connection, message: MessageId) -> Result<Option<Scheduled>, StoreError> {
    let query = "SELECT body FROM scheduled WHERE message = :message";
    Ok(read_all(connection, query, named_params! { ":message": message.uuid() })?.pop())
}

pub(crate) fn of_conversation(connection: &Connection, id: ConversationId) -> Result<Vec<Scheduled>, StoreError> {
    let query = "SELECT body FROM scheduled INDEXED BY scheduled_of_conversation
                 WHERE conversation = :conversation ORDER BY send_at, message";
    read_all(connection, query, named_params! { ":conversation": id.uuid() })
}

pub(crate) fn of_patient(connection: &Connection, patient: PatientId) -> Result<Vec<Scheduled>, StoreError> {
    let query = "SELECT scheduled.body FROM conversation INDEXED BY conversation_of_patient
                 JOIN scheduled INDEXED BY scheduled_of_conversation ON scheduled.conversation = conversation.id
                 WHERE conversation.patient = (SELECT row FROM patient WHERE id = :patient)
                     AND conversation.sends_at IS NOT NULL
                 ORDER BY scheduled.message";
    read_all(connection, query, named_params! { ":patient": patient.uuid() })
}

/// Returns the words of a text that waits, as they were kept beside the change that brought it.
pub(crate) fn content(connection: &Connection, message: MessageId) -> Result<Option<Content>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT seq FROM scheduled WHERE message = :message")?;
    let sequence = statement.query_row(named_params! { ":message": message.uuid() }, |row| row.get(0)).optional()?;
    Ok(sequence.map(|sequence| log::content(connection, sequence)).transpose()?.flatten())
}

/// Writes a text that waits; its words stay where the change that first brought it left them.
pub(crate) fn put(connection: &Connection, text: &Scheduled, sequence: u64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO scheduled (message, seq, conversation, send_at, body)
         VALUES (:message, :seq, :conversation, :send_at, :body)
         ON CONFLICT (message) DO UPDATE SET send_at = excluded.send_at, body = excluded.body",
    )?;
    statement.execute(named_params! {
        ":message": text.message.uuid(), ":seq": sequence, ":conversation": text.conversation.uuid(),
        ":send_at": text.send_at.as_millisecond(), ":body": serde_json::to_string(text)?,
    })?;
    Ok(())
}

pub(crate) fn end(connection: &Connection, message: MessageId) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("DELETE FROM scheduled WHERE message = :message")?;
    statement.execute(named_params! { ":message": message.uuid() })?;
    Ok(())
}

impl View<'_> {
    /// Returns texts whose time has come by now, longest ago first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn scheduled_due(&self, now: Timestamp, limit: u32) -> Result<Vec<MessageId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT message FROM scheduled INDEXED BY scheduled_due
             WHERE send_at <= :now ORDER BY send_at, message LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! { ":now": now.as_millisecond(), ":limit": limit }, |row| {
            row.get(0).map(MessageId::new)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns when the time of the next one comes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn next_scheduled(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT min(send_at) FROM scheduled INDEXED BY scheduled_due")?;
        Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(time))
    }

    /// Returns a text that waits for its time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn scheduled(&self, message: MessageId) -> Result<Option<Waiting>, StoreError> {
        by_id(self.connection, message)?.map(|text| self.with_words(text)).transpose()
    }

    /// Returns the texts of a conversation that wait for their time, the next first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn scheduled_in(&self, conversation: ConversationId) -> Result<Vec<Waiting>, StoreError> {
        of_conversation(self.connection, conversation)?.into_iter().map(|text| self.with_words(text)).collect()
    }

    fn with_words(&self, text: Scheduled) -> Result<Waiting, StoreError> {
        let words = content(self.connection, text.message)?.map(|content| content.text().clone());
        Ok(Waiting { text, words })
    }
}
