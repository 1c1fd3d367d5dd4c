//! Templates, each with all its versions.

use model::template::{TemplateHistory, TemplateId};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::StoreError;
use crate::pool::View;

pub(crate) fn by_id(connection: &Connection, id: &TemplateId) -> Result<Option<TemplateHistory>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM template WHERE id = :id")?;
    let body: Option<String> =
        statement.query_row(named_params! { ":id": id.as_str() }, |row| row.get(0)).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

pub(crate) fn put(connection: &Connection, id: &TemplateId, template: &TemplateHistory) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO template (id, body) VALUES (:id, :body) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    )?;
    statement.execute(named_params! { ":id": id.as_str(), ":body": serde_json::to_string(template)? })?;
    Ok(())
}

impl View<'_> {
    /// Returns a template with all its versions.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn template(&self, id: &TemplateId) -> Result<Option<TemplateHistory>, StoreError> {
        by_id(self.connection, id)
    }

    /// Returns all templates, in order of id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn templates(&self) -> Result<Vec<TemplateHistory>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT body FROM template ORDER BY id")?;
        let rows = statement.query_and_then([], |row| {
            Ok::<_, StoreError>(serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?)
        })?;
        rows.collect()
    }

    /// Says whether staff ever sent this patient a message, by any number, that was not taken back (C1.10).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn ever_written_to(&self, patient: model::PatientId) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM message JOIN conversation ON conversation.row = message.conversation
             WHERE conversation.patient = (SELECT row FROM patient WHERE id = :patient) AND message.kind = 'out'
               AND message.author IS NOT NULL AND json_extract(message.delivery, '$.state') IS NOT 'withdrawn')",
        )?;
        Ok(statement.query_row(named_params! { ":patient": patient.uuid() }, |row| row.get(0))?)
    }
}
