//! Drafts: this laptop's own, one a conversation and member of staff.

use jiff::Timestamp;
use model::template::TemplateUse;
use model::{ConversationId, Purpose, Quote, Sensitive, StaffId};
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
    /// What its author says it is for.
    pub purpose: Option<Purpose>,
    /// What else it is for: what the templates in it say, and words that were taken up again.
    pub also: Vec<Purpose>,
    /// Which versions of templates stand in it.
    pub templates: Vec<TemplateUse>,
    /// Which message it answers.
    pub quote: Option<Quote>,
}

impl View<'_> {
    /// Returns a draft.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn draft(&self, conversation: ConversationId, staff: StaffId) -> Result<Option<Draft>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text, mode, caret, purpose, also, templates, quote FROM draft
             WHERE conversation = :conversation AND staff = :staff",
        )?;
        let row = statement
            .query_row(named_params! { ":conversation": conversation.uuid(), ":staff": staff.uuid() }, |row| {
                let words: (Vec<u8>, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let meant: (Option<String>, String, String, Option<String>) =
                    (row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
                Ok((words, meant))
            })
            .optional()?;
        let Some(((text, mode, caret), (purpose, also, templates, quote))) = row else { return Ok(None) };
        let text = String::from_utf8(text).map_err(|_| StoreError::Damaged)?;
        let purpose = purpose.map(named).transpose()?;
        let (also, templates) = (serde_json::from_str(&also)?, serde_json::from_str(&templates)?);
        let quote = quote.map(|quote| serde_json::from_str(&quote)).transpose()?;
        Ok(Some(Draft { text: text.into(), mode, caret, purpose, also, templates, quote }))
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
            "INSERT INTO draft (conversation, staff, text, mode, caret, purpose, also, templates, quote, saved_at)
             VALUES (:conversation, :staff, :text, :mode, :caret, :purpose, :also, :templates, :quote, :saved_at)
             ON CONFLICT (conversation, staff) DO UPDATE SET text = excluded.text, mode = excluded.mode,
                 caret = excluded.caret, purpose = excluded.purpose, also = excluded.also,
                 templates = excluded.templates, quote = excluded.quote, saved_at = excluded.saved_at",
        )?;
        statement.execute(named_params! {
            ":conversation": conversation.uuid(), ":staff": staff.uuid(), ":text": text.as_bytes(), ":mode": draft.mode,
            ":caret": draft.caret, ":purpose": draft.purpose.map(|purpose| name_of(&purpose)).transpose()?,
            ":also": serde_json::to_string(&draft.also)?, ":templates": serde_json::to_string(&draft.templates)?,
            ":quote": draft.quote.as_ref().map(serde_json::to_string).transpose()?, ":saved_at": now.as_millisecond(),
        })?;
        Ok(())
    }
}
