//! Bookmarks and settings: this laptop's own.

use rusqlite::{OptionalExtension, named_params};

use crate::StoreError;
use crate::pool::View;

impl View<'_> {
    /// Returns where a worker stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn bookmark(&self, worker: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT position FROM bookmark WHERE worker = :worker")?;
        Ok(statement.query_row(named_params! { ":worker": worker }, |row| row.get(0)).optional()?)
    }

    /// Returns a setting.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM setting WHERE name = :name")?;
        Ok(statement.query_row(named_params! { ":name": name }, |row| row.get(0)).optional()?)
    }

    /// Writes a setting. For [`Store::write_local`](crate::Store::write_local).
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO setting (name, value) VALUES (:name, :value)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?;
        statement.execute(named_params! { ":name": name, ":value": value })?;
        Ok(())
    }
}
