//! What the report over past days is made of (C-14).

use jiff::Timestamp;
use model::next_step::{Step, Turn};
use model::{Conversation, ConversationState};
use rusqlite::named_params;

use super::{conversation, message};
use crate::StoreError;
use crate::pool::View;

/// A conversation in which a patient wrote, and what was said in it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub conversation: Conversation,
    /// When it was closed, where it is.
    pub done_at: Option<Timestamp>,
    /// What was said from the first of the patient's messages on, until now.
    pub turns: Vec<Turn>,
}

impl View<'_> {
    /// Returns the conversations in which a patient wrote from one time until before another, with what was said since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn asked_between(&self, from: Timestamp, until: Timestamp) -> Result<Vec<Asked>, StoreError> {
        let mut asked = self.connection.prepare_cached(
            "SELECT conversation, min(number) FROM message INDEXED BY message_asked
             WHERE kind = 'in' AND at >= :from AND at < :until GROUP BY conversation",
        )?;
        let span = named_params! { ":from": from.as_millisecond(), ":until": until.as_millisecond() };
        let rows: Vec<(i64, u32)> =
            asked.query_map(span, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut one = self
            .connection
            .prepare_cached(&format!("SELECT {} FROM conversation WHERE row = :row", conversation::COLUMNS))?;
        let mut said = self.connection.prepare_cached(&format!(
            "SELECT {} FROM message WHERE conversation = :row AND number >= :first ORDER BY number",
            message::COLUMNS
        ))?;
        let mut found = Vec::with_capacity(rows.len());
        for (row, first) in rows {
            let mut matching = one.query(named_params! { ":row": row })?;
            let Some(conversation) = matching.next()?.map(conversation::read).transpose()? else { continue };
            let messages: Result<Vec<_>, StoreError> =
                said.query_and_then(named_params! { ":row": row, ":first": first }, message::read)?.collect();
            let turn = |message: &model::Message| Step::of(message).map(|step| Turn { at: message.at, step });
            let done_at = match conversation.state {
                ConversationState::Done { at, .. } => Some(at),
                ConversationState::Open => None,
            };
            found.push(Asked { conversation, done_at, turns: messages?.iter().filter_map(turn).collect() });
        }
        Ok(found)
    }
}
