//! Tasks: what a person must do because a text cannot, or did not, reach the patient.

use jiff::Timestamp;
use model::{ConversationId, PatientId, PersonName, StaffId, Task, TaskId};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::StoreError;
use crate::pool::View;

/// Which tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskList {
    /// Open, the first due first.
    Open,
    /// Open, and for one member of staff to see to at a time: theirs, nobody's, and whatever anybody left overdue, so that
    /// nothing waits for somebody who is not there.
    For(StaffId, Timestamp),
    /// A patient's, open or not.
    Patient(PatientId),
    /// A conversation's, open or not.
    Conversation(ConversationId),
}

/// A task as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// The task.
    pub task: Task,
    /// Whom it is about, by now: a conversation may have been matched since it was made.
    pub patient: Option<(PatientId, PersonName)>,
}

pub(crate) fn by_id(connection: &Connection, id: TaskId) -> Result<Option<Task>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM task WHERE id = :id")?;
    let body: Option<String> = statement.query_row(named_params! { ":id": id.uuid() }, |row| row.get(0)).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// Returns what is to be done about a patient, in order of id.
pub(crate) fn open_of(connection: &Connection, patient: PatientId) -> Result<Vec<Task>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM task WHERE open = 1 AND (patient = :who OR conversation IN (SELECT id FROM conversation
             WHERE patient = (SELECT row FROM patient WHERE patient.id = :who))) ORDER BY id",
    )?;
    let bodies = statement.query_map(named_params! { ":who": patient.uuid() }, |row| row.get::<_, String>(0))?;
    bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
}

/// Returns everything that is to be done, in order of id.
pub(crate) fn all_open(connection: &Connection) -> Result<Vec<Task>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT body FROM task INDEXED BY task_open WHERE open = 1 ORDER BY id")?;
    let bodies = statement.query_map([], |row| row.get::<_, String>(0))?;
    bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
}

pub(crate) fn put(connection: &Connection, task: &Task) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO task (id, patient, conversation, owner, due, alarm_at, open, body)
         VALUES (:id, :patient, :conversation, :owner, :due, :alarm_at, :open, :body)
         ON CONFLICT (id) DO UPDATE SET patient = excluded.patient, conversation = excluded.conversation,
             owner = excluded.owner, due = excluded.due, alarm_at = excluded.alarm_at, open = excluded.open, body = excluded.body",
    )?;
    statement.execute(named_params! {
        ":id": task.id.uuid(),
        ":patient": task.patient.map(|id| id.uuid()),
        ":conversation": task.conversation.map(|id| id.uuid()),
        ":owner": task.owner.map(|id| id.uuid()),
        ":due": task.due.as_millisecond(),
        ":alarm_at": task.alarm_at.map(Timestamp::as_millisecond),
        ":open": task.is_open(),
        ":body": serde_json::to_string(task)?,
    })?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> Result<TaskRow, StoreError> {
    let task = serde_json::from_str(row.get_ref("body")?.as_str().map_err(rusqlite::Error::from)?)?;
    let patient: Option<uuid::Uuid> = row.get("patient")?;
    let family: Option<String> = row.get("family")?;
    let given: Option<String> = row.get("given")?;
    let name = family.zip(given).map(|(family, given)| PersonName { family: family.into(), given: given.into() });
    Ok(TaskRow { task, patient: patient.map(PatientId::new).zip(name) })
}

impl View<'_> {
    /// Returns tasks, open ones first, and of those the first due first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tasks(&self, list: TaskList, limit: u32) -> Result<Vec<TaskRow>, StoreError> {
        let now = if let TaskList::For(_, now) = list { now.as_millisecond() } else { 0 };
        let (condition, who) = match list {
            TaskList::Open => ("task.open = 1 AND :who IS NULL", None),
            TaskList::For(reader, _) => (
                "task.open = 1 AND (task.owner IS :who OR task.owner IS NULL OR task.due <= :now)",
                Some(reader.uuid()),
            ),
            TaskList::Patient(patient) => (
                "task.id IN (SELECT id FROM task WHERE patient = :who UNION SELECT task.id FROM conversation
                     JOIN task ON task.conversation = conversation.id
                     WHERE conversation.patient = (SELECT row FROM patient WHERE patient.id = :who))",
                Some(patient.uuid()),
            ),
            TaskList::Conversation(conversation) => ("task.conversation = :who", Some(conversation.uuid())),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT task.body AS body, patient.id AS patient, patient.family AS family, patient.given AS given
             FROM task LEFT JOIN conversation ON conversation.id = task.conversation
             LEFT JOIN patient ON patient.row = coalesce(conversation.patient,
                 (SELECT known.row FROM patient AS known WHERE known.id = task.patient))
             WHERE {condition} AND :now IS NOT NULL ORDER BY task.open DESC, task.due, task.id LIMIT :limit"
        ))?;
        statement.query_and_then(named_params! { ":who": who, ":now": now, ":limit": limit }, read)?.collect()
    }

    /// Returns a task as it is listed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        by_id(self.connection, id)
    }

    /// Returns everything that is to be done, in order of id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open_tasks(&self) -> Result<Vec<Task>, StoreError> {
        all_open(self.connection)
    }

    /// Returns tasks of which an alarm is due by now, longest due first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn task_alarms_due(&self, now: Timestamp, limit: u32) -> Result<Vec<Task>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM task WHERE alarm_at <= :now ORDER BY alarm_at, id LIMIT :limit")?;
        let values = named_params! { ":now": now.as_millisecond(), ":limit": limit };
        let bodies = statement.query_map(values, |row| row.get::<_, String>(0))?;
        bodies.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
    }

    /// Returns how many tasks are overdue.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count_overdue_tasks(&self, now: Timestamp) -> Result<u32, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT count(*) FROM task WHERE open = 1 AND due <= :now")?;
        Ok(statement.query_row(named_params! { ":now": now.as_millisecond() }, |row| row.get(0))?)
    }

    /// Returns how many tasks are to be done: by a member of staff, by whoever is there, and overdue by somebody else.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count_tasks(&self, reader: StaffId, now: Timestamp) -> Result<(u32, u32, u32), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FILTER (WHERE owner = :who), count(*) FILTER (WHERE owner IS NULL),
                 count(*) FILTER (WHERE owner <> :who AND due <= :now) FROM task WHERE open = 1",
        )?;
        let parameters = named_params! { ":who": reader.uuid(), ":now": now.as_millisecond() };
        Ok(statement.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
    }
}
