//! What the workers must look at. Derived from the messages, so nothing can be due and forgotten.

use jiff::Timestamp;
use model::{Conversation, ConversationId, Message};
use rusqlite::named_params;

use super::{conversation, message};
use crate::StoreError;
use crate::pool::View;
use crate::tables::time;

impl View<'_> {
    /// Returns outgoing messages that are to be handed over by now, and those whose call was cut off, longest due first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn send_due(&self, now: Timestamp, limit: u32) -> Result<Vec<Message>, StoreError> {
        self.messages_waiting("send_due", now, limit)
    }

    /// Returns outgoing messages that nobody knows to have left and that were not looked for since, longest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn look_due(&self, since: Timestamp, limit: u32) -> Result<Vec<Message>, StoreError> {
        self.messages_waiting("look_due", since, limit)
    }

    /// Returns when the next message is to be handed over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn next_send_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.first_waiting("send_due")
    }

    /// Returns conversations in which an automatic text is due, the one that was written to longest ago first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn automatic_due(&self, limit: u32) -> Result<Vec<Conversation>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM conversation INDEXED BY conversation_automatic_due
             WHERE automatic_due IS NOT NULL ORDER BY last_at, row LIMIT :limit",
            conversation::COLUMNS
        ))?;
        statement.query_and_then(named_params! { ":limit": limit }, conversation::read)?.collect()
    }

    /// Returns messages that the provider has and may still report something of, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn followed(&self, since: Timestamp, limit: u32) -> Result<Vec<Message>, StoreError> {
        let columns = message::COLUMNS;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {columns} FROM message INDEXED BY message_followed
             WHERE follow = 1 AND at >= :since ORDER BY at DESC LIMIT :limit"
        ))?;
        statement
            .query_and_then(named_params! { ":since": since.as_millisecond(), ":limit": limit }, message::read)?
            .collect()
    }

    /// Returns messages for which a delivery receipt has been waited for since then or longer, longest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn receipts_awaited(&self, since: Timestamp, limit: u32) -> Result<Vec<Message>, StoreError> {
        self.messages_waiting("receipt_since", since, limit)
    }

    /// Returns since when a delivery receipt has been waited for longest.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn longest_awaited_receipt(&self) -> Result<Option<Timestamp>, StoreError> {
        self.first_waiting("receipt_since")
    }

    /// Returns conversations with something due for the record by now, longest due first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn filing_due(&self, now: Timestamp, limit: u32) -> Result<Vec<ConversationId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            // Told which index: for the grouping SQLite would rather walk every message in order of conversation.
            "SELECT conversation.id FROM (SELECT conversation AS place, min(filing_due) AS due FROM message
                 INDEXED BY message_filing_due WHERE filing_due <= :now GROUP BY conversation ORDER BY due LIMIT :limit) AS listed
             JOIN conversation ON conversation.row = listed.place ORDER BY listed.due",
        )?;
        let rows = statement.query_map(named_params! { ":now": now.as_millisecond(), ":limit": limit }, |row| {
            row.get(0).map(ConversationId::new)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns outgoing messages written by then of which nobody knows that they left, oldest first: still to be handed over, or
    /// to be looked for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn leaving_since(&self, until: Timestamp, limit: u32) -> Result<Vec<Message>, StoreError> {
        let columns = message::COLUMNS;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT * FROM (
               SELECT {columns} FROM message INDEXED BY message_send_due WHERE send_due IS NOT NULL AND at <= :until
               UNION ALL
               SELECT {columns} FROM message INDEXED BY message_look_due WHERE look_due IS NOT NULL AND at <= :until
             ) ORDER BY at LIMIT :limit"
        ))?;
        statement
            .query_and_then(named_params! { ":until": until.as_millisecond(), ":limit": limit }, message::read)?
            .collect()
    }

    /// Returns messages whose time in this column has come, longest ago first. Each such column has an index.
    fn messages_waiting(&self, column: &'static str, until: Timestamp, limit: u32) -> Result<Vec<Message>, StoreError> {
        let columns = message::COLUMNS;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {columns} FROM message WHERE {column} <= :until ORDER BY {column} LIMIT :limit"
        ))?;
        statement
            .query_and_then(named_params! { ":until": until.as_millisecond(), ":limit": limit }, message::read)?
            .collect()
    }

    /// Returns the earliest time in this column of messages.
    fn first_waiting(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT min({column}) FROM message WHERE {column} IS NOT NULL"))?;
        Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(time))
    }
}
