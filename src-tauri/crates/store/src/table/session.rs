//! Time at the desk: who holds triage, what is unfinished, when alarms are due, and the policy's timetable.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use model::session::Session;
use model::{AdoptedPolicy, Conversation, Timetable};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::conversation;
use crate::StoreError;
use crate::pool::View;
use crate::tables::time;

/// The policy last read and its timetable, with the text that they were made of: a policy changes a few times a year, and
/// comparing its text is much cheaper than reading what it says for each message. Not one a thread: readers' threads come
/// and go.
static MADE: Mutex<Option<(String, Made)>> = Mutex::new(None);

type Made = (Arc<AdoptedPolicy>, Arc<Timetable>);

pub(crate) fn timetable(connection: &Connection) -> Result<Arc<Timetable>, StoreError> {
    Ok(made(connection)?.map_or_else(|| Timetable::in_force(None), |(_, timetable)| timetable))
}

pub(crate) fn policy(connection: &Connection) -> Result<Option<Arc<AdoptedPolicy>>, StoreError> {
    Ok(made(connection)?.map(|(policy, _)| policy))
}

fn made(connection: &Connection) -> Result<Option<Made>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM policy")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let body = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((text, made)) = made.as_ref()
        && text == body
    {
        return Ok(Some(made.clone()));
    }
    let adopted: AdoptedPolicy = serde_json::from_str(body)?;
    let timetable = Timetable::in_force(Some(&adopted));
    let read = (Arc::new(adopted), timetable);
    *made = Some((body.to_owned(), read.clone()));
    drop(made);
    Ok(Some(read))
}

pub(crate) fn session(connection: &Connection) -> Result<Session, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM session")?;
    let body: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?.unwrap_or_default())
}

pub(crate) fn put_session(connection: &Connection, session: &Session) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO session (only, body) VALUES (1, :body) ON CONFLICT (only) DO UPDATE SET body = excluded.body",
    )?;
    statement.execute(named_params! { ":body": serde_json::to_string(session)? })?;
    Ok(())
}

/// Returns what is open or holds something that is not in the record, in order of id.
pub(crate) fn unfinished(connection: &Connection) -> Result<Vec<Conversation>, StoreError> {
    let mut found = Vec::new();
    for part in [
        "queue_open WHERE done_at IS NULL AND snoozed_until IS NULL",
        "queue_snoozed WHERE snoozed_until IS NOT NULL",
        "queue_unfiled WHERE unfiled > 0 AND done_at IS NOT NULL",
    ] {
        let columns = conversation::COLUMNS;
        let mut statement =
            connection.prepare_cached(&format!("SELECT {columns} FROM conversation INDEXED BY {part}"))?;
        let rows: Result<Vec<_>, StoreError> = statement.query_and_then([], conversation::read)?.collect();
        found.extend(rows?);
    }
    found.sort_unstable_by_key(|row| row.id);
    Ok(found)
}

impl View<'_> {
    /// Returns what the policy in force says about time, or the one that comes with the app.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn timetable(&self) -> Result<Arc<Timetable>, StoreError> {
        timetable(self.connection)
    }

    /// Returns who holds triage, and how the last day ended.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn session(&self) -> Result<Session, StoreError> {
        session(self.connection)
    }

    /// Returns every conversation that is open or holds something that is not in the record, in order of id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unfinished(&self) -> Result<Vec<Conversation>, StoreError> {
        unfinished(self.connection)
    }

    /// Returns conversations in which an alarm is due by now, longest due first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn alarms_due(&self, now: Timestamp, limit: u32) -> Result<Vec<Conversation>, StoreError> {
        let columns = conversation::COLUMNS;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {columns} FROM conversation WHERE alarm_at <= :now ORDER BY alarm_at LIMIT :limit"
        ))?;
        statement
            .query_and_then(named_params! { ":now": now.as_millisecond(), ":limit": limit }, conversation::read)?
            .collect()
    }

    /// Returns when the next alarm is due, of a conversation or a task.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn next_alarm(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT min(alarm_at) FROM (SELECT min(alarm_at) AS alarm_at FROM conversation
             WHERE alarm_at IS NOT NULL UNION ALL SELECT min(alarm_at) FROM task WHERE alarm_at IS NOT NULL)",
        )?;
        Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(time))
    }
}
