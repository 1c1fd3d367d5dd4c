//! Drafts: this laptop's own, one a conversation and member of staff.

use jiff::Timestamp;
use model::{ConversationId, Purpose, Sensitive, StaffId};
use rusqlite::{OptionalExtension, named_params};

use super::{name_of, named};
use crate::StoreError;
use crate::pool::View;

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text.
    pub text: Sensitive<String>,
    /// What it is going to be: "reply" or "note".
    pub mode: String,
    /// The caret, in UTF-16 units.
    pub caret: u32,
    /// What it is for, where that was chosen or a template said it.
    pub purpose: Option<Purpose>,
}

impl View<'_> {
    /// Returns a draft.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn draft(&self, conversation: ConversationId, staff: StaffId) -> Result<Option<Draft>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text, mode, caret, purpose FROM draft WHERE conversation = :conversation AND staff = :staff",
        )?;
        let row = statement
            .query_row(named_params! { ":conversation": conversation.uuid(), ":staff": staff.uuid() }, |row| {
                Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?, row.get::<_, Option<String>>(3)?))
            })
            .optional()?;
        let Some((text, mode, caret, purpose)) = row else { return Ok(None) };
        let text = String::from_utf8(text).map_err(|_| StoreError::Damaged)?;
        let purpose = purpose.map(named).transpose()?;
        Ok(Some(Draft { text: text.into(), mode, caret, purpose }))
    }

    /// Keeps a draft, or forgets it when its text is empty. For [`Store::write_local`](crate::Store::write_local).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_draft(
        &self,
        conversation: ConversationId,
        staff: StaffId,
        draft: &Draft,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let text = draft.text.expose(); // Why: kept in the encrypted file.
        if text.is_empty() {
            let mut statement = self
                .connection
                .prepare_cached("DELETE FROM draft WHERE conversation = :conversation AND staff = :staff")?;
            statement.execute(named_params! { ":conversation": conversation.uuid(), ":staff": staff.uuid() })?;
            return Ok(());
        }
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO draft (conversation, staff, text, mode, caret, purpose, saved_at)
             VALUES (:conversation, :staff, :text, :mode, :caret, :purpose, :saved_at)
             ON CONFLICT (conversation, staff) DO UPDATE SET text = excluded.text, mode = excluded.mode,
                 caret = excluded.caret, purpose = excluded.purpose, saved_at = excluded.saved_at",
        )?;
        statement.execute(named_params! {
            ":conversation": conversation.uuid(), ":staff": staff.uuid(), ":text": text.as_bytes(), ":mode": draft.mode,
            ":caret": draft.caret, ":purpose": draft.purpose.map(|purpose| name_of(&purpose)).transpose()?, ":saved_at": now.as_millisecond(),
        })?;
        Ok(())
    }
}
