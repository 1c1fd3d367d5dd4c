//! Stretches of a conversation, with text.

use model::template::TemplateUse;
use model::{Change, ConversationId, Message, MessageId, Sensitive};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::{conversation, message};
use crate::pool::View;
use crate::{StoreError, log};

/// A message with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The message.
    pub message: Message,
    /// Its text; `None` once it was erased.
    pub text: Option<Sensitive<String>>,
}

/// Which stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The newest.
    Newest,
    /// Those before a number.
    Before(u32),
    /// Those after a number.
    After(u32),
}

fn read(row: &rusqlite::Row<'_>) -> Result<Written, StoreError> {
    let text = row.get::<_, Option<Vec<u8>>>("text")?;
    let text = text.map(String::from_utf8).transpose().map_err(|_| StoreError::Damaged)?;
    Ok(Written { message: message::read(row)?, text: text.map(Sensitive::new) })
}

fn stretch(connection: &Connection, conversation: i64, span: Span, limit: u32) -> Result<Vec<Written>, StoreError> {
    let (condition, order, bound) = match span {
        Span::Newest => ("number < :bound", "DESC", u32::MAX),
        Span::Before(number) => ("number < :bound", "DESC", number),
        Span::After(number) => ("number > :bound", "ASC", number),
    };
    let columns = message::COLUMNS;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {columns}, content.text AS text FROM message LEFT JOIN content ON content.seq = message.seq
         WHERE message.conversation = :conversation AND message.{condition} ORDER BY message.number {order} LIMIT :limit"
    ))?;
    let mut rows =
        statement.query(named_params! { ":conversation": conversation, ":bound": bound, ":limit": limit })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    if order == "DESC" {
        found.reverse();
    }
    Ok(found)
}

/// Returns a message's words; `None` once they were erased.
pub(crate) fn words(connection: &Connection, id: MessageId) -> Result<Option<Sensitive<String>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT content.text FROM message JOIN content ON content.seq = message.seq WHERE message.id = :id",
    )?;
    let text = statement.query_row(named_params! { ":id": id.uuid() }, |row| row.get::<_, Vec<u8>>(0)).optional()?;
    let text = text.map(String::from_utf8).transpose().map_err(|_| StoreError::Damaged)?;
    Ok(text.map(Sensitive::new))
}

impl View<'_> {
    /// Returns a stretch of a conversation, oldest first, withdrawn messages too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn thread(&self, id: ConversationId, span: Span, limit: u32) -> Result<Vec<Written>, StoreError> {
        match conversation::row_of(self.connection, id)? {
            Some(row) => stretch(self.connection, row, span, limit),
            None => Ok(vec![]),
        }
    }

    /// Returns a message with its text.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn written(&self, id: MessageId) -> Result<Option<Written>, StoreError> {
        let columns = message::COLUMNS;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {columns}, content.text AS text FROM message LEFT JOIN content ON content.seq = message.seq
             WHERE message.id = :id"
        ))?;
        let mut rows = statement.query(named_params! { ":id": id.uuid() })?;
        rows.next()?.map(read).transpose()
    }

    /// Returns which versions of templates stand in a message to a patient; the log alone knows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn templates_in(&self, id: MessageId) -> Result<Vec<TemplateUse>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT change.body FROM message JOIN change ON change.seq = message.seq WHERE message.id = :id",
        )?;
        let mut rows = statement.query(named_params! { ":id": id.uuid() })?;
        let Some(row) = rows.next()? else { return Ok(vec![]) };
        Ok(match log::recorded(row.get_ref(0)?)?.fact {
            Change::MessageWritten { templates, .. } => templates,
            _ => vec![],
        })
    }
}
