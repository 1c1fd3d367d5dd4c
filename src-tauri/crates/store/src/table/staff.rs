//! The practice, its policy and its staff.

use std::sync::Arc;

use model::{AdoptedPolicy, Practice, RecordedProvider, Staff, StaffId, StaffStatus};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{name_of, named, number, session};
use crate::StoreError;
use crate::pool::View;

pub(crate) fn practice(connection: &Connection) -> Result<Option<Practice>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT name, number, training, test_numbers, phone, no_personal FROM practice")?;
    let row = statement
        .query_row([], |row| {
            let kept: (Option<String>, String) = (row.get(1)?, row.get(3)?);
            Ok((row.get(0)?, kept, row.get(2)?, row.get(4)?, row.get(5)?))
        })
        .optional()?;
    let Some((name, (at, test_numbers), training, phone, no_personal)) = row else { return Ok(None) };
    let test_numbers = serde_json::from_str(&test_numbers)?;
    Ok(Some(Practice {
        name,
        number: at.as_deref().map(number).transpose()?,
        training,
        test_numbers,
        phone,
        no_personal,
    }))
}

pub(crate) fn put_practice(connection: &Connection, row: &Practice) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO practice (only, name, number, training, test_numbers, phone, no_personal)
         VALUES (1, :name, :number, :training, :test_numbers, :phone, :no_personal)
         ON CONFLICT (only) DO UPDATE SET name = excluded.name, number = excluded.number,
             training = excluded.training, test_numbers = excluded.test_numbers, phone = excluded.phone, no_personal = excluded.no_personal",
    )?;
    let number = row.number.as_ref().map(model::E164::as_str);
    statement.execute(named_params! {
        ":name": row.name, ":number": number, ":training": row.training,
        ":test_numbers": serde_json::to_string(&row.test_numbers)?, ":phone": row.phone,
        ":no_personal": row.no_personal,
    })?;
    Ok(())
}

pub(crate) fn put_policy(connection: &Connection, policy: &AdoptedPolicy) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO policy (only, version, body) VALUES (1, :version, :body)
         ON CONFLICT (only) DO UPDATE SET version = excluded.version, body = excluded.body",
    )?;
    statement.execute(named_params! { ":version": policy.version, ":body": serde_json::to_string(policy)? })?;
    Ok(())
}

const COLUMNS: &str = "id, name, role, away_until, has_left, hours, cover";

fn read(row: &Row<'_>) -> Result<Staff, StoreError> {
    let away: Option<String> = row.get(3)?;
    let status = match (away, row.get(4)?) {
        (None, true) => StaffStatus::Left,
        (None, false) => StaffStatus::Here,
        (Some(until), false) => StaffStatus::Away { until: until.parse().map_err(|_| StoreError::Damaged)? },
        (Some(_), true) => return Err(StoreError::Damaged),
    };
    Ok(Staff {
        id: StaffId::new(row.get(0)?),
        name: row.get(1)?,
        role: named(row.get(2)?)?,
        status,
        hours: row.get::<_, Option<String>>(5)?.map(|hours| serde_json::from_str(&hours)).transpose()?,
        cover: row.get::<_, Option<uuid::Uuid>>(6)?.map(StaffId::new),
    })
}

pub(crate) fn by_id(connection: &Connection, id: StaffId) -> Result<Option<Staff>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM staff WHERE id = :id"))?;
    let mut rows = statement.query(named_params! { ":id": id.uuid() })?;
    rows.next()?.map(read).transpose()
}

/// Returns everybody who works or worked here, in the order of a column.
fn everybody(connection: &Connection, order: &str) -> Result<Vec<Staff>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM staff ORDER BY {order}"))?;
    statement.query_and_then([], read)?.collect()
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Staff>, StoreError> {
    everybody(connection, "id")
}

pub(crate) fn put(connection: &Connection, row: &Staff) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO staff (id, name, role, away_until, has_left, hours, cover)
         VALUES (:id, :name, :role, :away_until, :has_left, :hours, :cover)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, away_until = excluded.away_until,
             has_left = excluded.has_left, hours = excluded.hours, cover = excluded.cover",
    )?;
    let away = match row.status {
        StaffStatus::Away { until } => Some(until.to_string()),
        StaffStatus::Here | StaffStatus::Left => None,
    };
    statement.execute(named_params! {
        ":id": row.id.uuid(), ":name": row.name, ":role": name_of(&row.role)?, ":away_until": away,
        ":has_left": row.has_left(), ":hours": row.hours.as_ref().map(serde_json::to_string).transpose()?,
        ":cover": row.cover.map(|id| id.uuid()),
    })?;
    Ok(())
}

pub(crate) fn provider(connection: &Connection) -> Result<Option<RecordedProvider>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM provider")?;
    let body: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

pub(crate) fn put_provider(connection: &Connection, provider: &RecordedProvider) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO provider (only, body) VALUES (1, :body) ON CONFLICT (only) DO UPDATE SET body = excluded.body",
    )?;
    statement.execute(named_params! { ":body": serde_json::to_string(provider)? })?;
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

    /// Returns the policy in force.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn policy(&self) -> Result<Option<AdoptedPolicy>, StoreError> {
        Ok(session::policy(self.connection)?.map(Arc::unwrap_or_clone))
    }

    /// Returns everybody who works or worked here, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn all_staff(&self) -> Result<Vec<Staff>, StoreError> {
        everybody(self.connection, "name, id")
    }

    /// Returns what was written down of the messaging provider.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn provider(&self) -> Result<Option<RecordedProvider>, StoreError> {
        provider(self.connection)
    }
}
