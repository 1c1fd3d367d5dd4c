//! The practice and its staff.

use model::{Practice, Staff, StaffId};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{name_of, named, number};
use crate::StoreError;
use crate::pool::View;

pub(crate) fn practice(connection: &Connection) -> Result<Option<Practice>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name, number, training FROM practice")?;
    let row =
        statement.query_row([], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?, row.get(2)?))).optional()?;
    let Some((name, at, training)) = row else { return Ok(None) };
    Ok(Some(Practice { name, number: at.as_deref().map(number).transpose()?, training }))
}

pub(crate) fn put_practice(connection: &Connection, row: &Practice) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO practice (only, name, number, training) VALUES (1, :name, :number, :training)
         ON CONFLICT (only) DO UPDATE SET name = excluded.name, number = excluded.number, training = excluded.training",
    )?;
    let number = row.number.as_ref().map(model::E164::as_str);
    statement.execute(named_params! { ":name": row.name, ":number": number, ":training": row.training })?;
    Ok(())
}

pub(crate) fn by_id(connection: &Connection, id: StaffId) -> Result<Option<Staff>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name, role FROM staff WHERE id = :id")?;
    let row = statement
        .query_row(named_params! { ":id": id.uuid() }, |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    row.map(|(name, role)| Ok(Staff { id, name, role: named(role)? })).transpose()
}

pub(crate) fn put(connection: &Connection, row: &Staff) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO staff (id, name, role) VALUES (:id, :name, :role)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role",
    )?;
    statement.execute(named_params! { ":id": row.id.uuid(), ":name": row.name, ":role": name_of(&row.role)? })?;
    Ok(())
}

impl View<'_> {
    /// Returns the practice, once it was described.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn practice(&self) -> Result<Option<Practice>, StoreError> {
        practice(self.connection)
    }

    /// Returns everybody who works here, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn all_staff(&self) -> Result<Vec<Staff>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, name, role FROM staff ORDER BY name, id")?;
        let mut rows = statement.query([])?;
        let mut staff = Vec::new();
        while let Some(row) = rows.next()? {
            staff.push(Staff { id: StaffId::new(row.get(0)?), name: row.get(1)?, role: named(row.get(2)?)? });
        }
        Ok(staff)
    }
}
