//! Conversations.

use model::{
    Clocks, Conversation, ConversationId, ConversationState, E164, LastMessage, MessageId, PatientId, ProxyId,
    RoleAccountId, StaffId, Subject,
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{name_of, named, number, patient};
use crate::StoreError;
use crate::pool::View;
use crate::tables::time;

/// The columns of a conversation, with its patient's id, in the order that [`read`] takes them.
pub(crate) const COLUMNS: &str =
    "conversation.id, (SELECT patient.id FROM patient WHERE patient.row = conversation.patient),
    conversation.unmatched, conversation.number, conversation.channel, conversation.topic, conversation.done_at,
    conversation.done_by, conversation.done_reason, conversation.owner, conversation.revision, conversation.messages,
    conversation.unread, conversation.unfiled, conversation.failed, conversation.last_at, conversation.last_message,
    conversation.last_from_patient, conversation.answered,
    conversation.automatic_at, conversation.written_at, conversation.automatic_due, conversation.clocks,
    conversation.with_team, conversation.replies_until, conversation.late, conversation.call_first, conversation.proxy,
    conversation.team, conversation.role_account, conversation.snooze, conversation.done_to,
    conversation.sends_at";

pub(crate) fn read(row: &Row<'_>) -> Result<Conversation, StoreError> {
    let patient: Option<uuid::Uuid> = row.get(1)?;
    let unmatched: Option<String> = row.get(2)?;
    let subject = match (patient, unmatched) {
        (Some(patient), None) => Subject::Patient { patient: PatientId::new(patient) },
        (None, Some(reason)) => Subject::Unmatched { reason: named(reason)? },
        _ => return Err(StoreError::Damaged),
    };
    let done: (Option<i64>, Option<uuid::Uuid>) = (row.get(6)?, row.get(7)?);
    let state = match done {
        (Some(at), Some(by)) => ConversationState::Done { at: time(at), by: StaffId::new(by), reason: row.get(8)? },
        _ => ConversationState::Open,
    };
    let last: Option<uuid::Uuid> = row.get(16)?;
    let from_patient = row.get(17)?;
    Ok(Conversation {
        id: ConversationId::new(row.get(0)?),
        subject,
        number: number(row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?,
        channel: named(row.get(4)?)?,
        topic: row.get(5)?,
        state,
        owner: row.get::<_, Option<uuid::Uuid>>(9)?.map(StaffId::new),
        with_team: row.get(23)?,
        revision: row.get(10)?,
        messages: row.get(11)?,
        unread: row.get(12)?,
        unfiled: row.get(13)?,
        failed: row.get(14)?,
        last_at: time(row.get(15)?),
        last: last.map(|id| LastMessage { id: MessageId::new(id), from_patient }),
        answered: row.get(18)?,
        automatic_at: row.get::<_, Option<i64>>(19)?.map(time),
        written_at: row.get::<_, Option<i64>>(20)?.map(time),
        replies_until: row
            .get::<_, Option<String>>(24)?
            .map(|day| day.parse())
            .transpose()
            .map_err(|_| StoreError::Damaged)?,
        late: row.get(25)?,
        call_first: row.get(26)?,
        automatic_due: row.get::<_, Option<String>>(21)?.map(named).transpose()?,
        clocks: clocks(row.get_ref(22)?.as_str_or_null().map_err(rusqlite::Error::from)?)?,
        proxy: row.get::<_, Option<uuid::Uuid>>(27)?.map(ProxyId::new),
        team: row.get::<_, Option<String>>(28)?.map(named).transpose()?,
        role_account: row.get::<_, Option<uuid::Uuid>>(29)?.map(RoleAccountId::new),
        snooze: super::snooze::read(row.get_ref("snooze")?.as_str_or_null().map_err(rusqlite::Error::from)?)?,
        done_to: row.get("done_to")?,
        sends_at: row.get::<_, Option<i64>>("sends_at")?.map(time),
    })
}

/// Reads what time means for a conversation.
fn clocks(body: Option<&str>) -> Result<Clocks, StoreError> {
    Ok(body.map(serde_json::from_str).transpose()?.unwrap_or_default())
}

/// Everything that is due comes before everything that is not: a number beyond any time, less the time of the last word.
const BEYOND: i64 = 1 << 53;

/// Returns where a conversation stands in the lists of work: lower is more urgent.
pub(crate) fn urgency(row: &Conversation) -> i64 {
    let due = row.clocks.due_at().map(jiff::Timestamp::as_millisecond);
    // What came back of itself is news again: it is not left where it was put away.
    let said = row.back().map_or(row.last_at, |woke| row.last_at.max(woke.at));
    due.unwrap_or_else(|| BEYOND - said.as_millisecond())
}

/// A number by which a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// How urgent it is.
    Urgency,
    /// When something is due first.
    DueAt,
    /// When the last thing was said.
    LastAt,
    /// Since when it is raised.
    RaisedSince,
    /// When the first was written of what nobody has read.
    UnseenFirst,
    /// Until when it is put away.
    SnoozedUntil,
    /// When the next text leaves that waits for its time.
    SendsAt,
}

impl Standing {
    /// Returns the column that holds it.
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::DueAt => "due_at",
            Self::LastAt => "last_at",
            Self::RaisedSince => "raised_since",
            Self::UnseenFirst => "unseen_first",
            Self::SnoozedUntil => "snoozed_until",
            Self::SendsAt => "sends_at",
        }
    }

    /// Returns where a conversation stands; only of one that has such a number is it asked.
    pub(crate) fn of(self, row: &Conversation) -> i64 {
        let at = match self {
            Self::Urgency => return urgency(row),
            Self::LastAt => Some(row.last_at),
            Self::DueAt => row.clocks.due_at(),
            Self::RaisedSince => row.clocks.raised_since(),
            Self::UnseenFirst => row.clocks.unseen.map(|unseen| unseen.first),
            Self::SnoozedUntil => row.asleep().map(|snooze| snooze.until),
            Self::SendsAt => row.sends_at,
        };
        at.map(jiff::Timestamp::as_millisecond).unwrap_or_default()
    }
}

/// Returns the row number of a conversation.
pub(crate) fn row_of(connection: &Connection, id: ConversationId) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT row FROM conversation WHERE id = :id")?;
    Ok(statement.query_row(named_params! { ":id": id.uuid() }, |row| row.get(0)).optional()?)
}

pub(crate) fn by_id(connection: &Connection, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM conversation WHERE id = :id"))?;
    let mut rows = statement.query(named_params! { ":id": id.uuid() })?;
    rows.next()?.map(read).transpose()
}

pub(crate) fn latest(
    connection: &Connection,
    number: &E164,
    of: Option<PatientId>,
) -> Result<Option<Conversation>, StoreError> {
    let Some(id) = of else {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM conversation WHERE number = :number AND patient IS NULL
             ORDER BY last_at DESC, id DESC LIMIT 1"
        ))?;
        let mut rows = statement.query(named_params! { ":number": number.as_str() })?;
        return rows.next()?.map(read).transpose();
    };
    // By the patient's index, newest first: nearly always the first one has the number.
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM conversation INDEXED BY conversation_of_patient
         WHERE patient = (SELECT row FROM patient WHERE id = :patient) AND number = :number
         ORDER BY last_at DESC, id DESC LIMIT 1"
    ))?;
    let mut rows = statement.query(named_params! { ":number": number.as_str(), ":patient": id.uuid() })?;
    rows.next()?.map(read).transpose()
}

pub(crate) fn open_of(connection: &Connection, owner: StaffId) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM conversation INDEXED BY queue_owner
         WHERE owner = :owner AND done_at IS NULL AND snoozed_until IS NULL
         UNION ALL SELECT id FROM conversation INDEXED BY queue_snoozed
         WHERE owner = :owner AND done_at IS NULL AND snoozed_until IS NOT NULL ORDER BY id",
    )?;
    let rows =
        statement.query_map(named_params! { ":owner": owner.uuid() }, |row| row.get(0).map(ConversationId::new))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn open_of_role(connection: &Connection, account: RoleAccountId) -> Result<Vec<ConversationId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM conversation INDEXED BY conversation_of_role
         WHERE role_account = :account AND done_at IS NULL ORDER BY id",
    )?;
    let rows =
        statement.query_map(named_params! { ":account": account.uuid() }, |row| row.get(0).map(ConversationId::new))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn put(connection: &Connection, row: &Conversation) -> Result<(), StoreError> {
    let (patient, unmatched) = match &row.subject {
        Subject::Patient { patient } => (patient::row_of(connection, *patient)?, None),
        Subject::Unmatched { reason } => (None, Some(name_of(reason)?)),
    };
    let (done_at, done_by, done_reason) = match &row.state {
        ConversationState::Open => (None, None, None),
        ConversationState::Done { at, by, reason } => (Some(at.as_millisecond()), Some(by.uuid()), reason.as_deref()),
    };
    let waits = row.clocks != Clocks::default();
    let clocks = waits.then(|| serde_json::to_string(&row.clocks)).transpose()?;
    let values = named_params! {
        ":id": row.id.uuid(), ":patient": patient, ":unmatched": unmatched, ":number": row.number.as_str(),
        ":channel": name_of(&row.channel)?, ":topic": row.topic, ":done_at": done_at, ":done_by": done_by,
        ":done_reason": done_reason, ":owner": row.owner.map(|id| id.uuid()), ":with_team": row.with_team, ":revision": row.revision,
        ":messages": row.messages, ":unread": row.unread, ":unfiled": row.unfiled, ":failed": row.failed,
        ":last_at": row.last_at.as_millisecond(), ":last_message": row.last.map(|last| last.id.uuid()),
        ":last_from_patient": row.last.is_some_and(|last| last.from_patient), ":answered": row.answered,
        ":automatic_at": row.automatic_at.map(jiff::Timestamp::as_millisecond),
        ":written_at": row.written_at.map(jiff::Timestamp::as_millisecond),
        ":automatic_due": row.automatic_due.as_ref().map(name_of).transpose()?,
        ":clocks": clocks, ":due_at": row.clocks.due_at().map(jiff::Timestamp::as_millisecond),
        ":alarm_at": row.clocks.alarm_at.map(jiff::Timestamp::as_millisecond), ":urgency": urgency(row),
        ":replies_until": row.replies_until.map(|day| day.to_string()), ":late": row.late, ":call_first": row.call_first,
        ":untold": row.clocks.is_untold(),
        ":proxy": row.proxy.map(|id| id.uuid()), ":team": row.team.as_ref().map(name_of).transpose()?,
        ":role_account": row.role_account.map(|id| id.uuid()),
        ":snoozed_until": row.asleep().map(|snooze| snooze.until.as_millisecond()),
        ":snooze": row.snooze.as_ref().map(serde_json::to_string).transpose()?,
        ":class": name_of(&row.clocks.class)?,
        ":raised_since": row.clocks.raised_since().map(jiff::Timestamp::as_millisecond),
        ":unseen_first": row.clocks.unseen.map(|unseen| unseen.first.as_millisecond()),
        ":unseen_last": row.clocks.unseen.map(|unseen| unseen.last.as_millisecond()),
        ":done_to": row.done_to, ":sends_at": row.sends_at.map(jiff::Timestamp::as_millisecond),
    };
    // Nearly always the row is there and whose it is stays: then nothing can fail half-way, and SQLite need not be able
    // to undo the statement by itself, which costs a copy of every page.
    let mut update = connection.prepare_cached(
        "UPDATE conversation SET number = :number, channel = :channel, topic = :topic, done_at = :done_at,
             done_by = :done_by, done_reason = :done_reason, owner = :owner, with_team = :with_team, revision = :revision, messages = :messages,
             unread = :unread, unfiled = :unfiled, failed = :failed, last_at = :last_at, last_message = :last_message,
             last_from_patient = :last_from_patient, answered = :answered, automatic_at = :automatic_at,
             written_at = :written_at, automatic_due = :automatic_due, clocks = :clocks, due_at = :due_at,
             alarm_at = :alarm_at, urgency = :urgency, replies_until = :replies_until, late = :late, untold = :untold,
             call_first = :call_first, proxy = :proxy, team = :team, role_account = :role_account, class = :class,
             raised_since = :raised_since, unseen_first = :unseen_first, unseen_last = :unseen_last,
             snoozed_until = :snoozed_until, snooze = :snooze, done_to = :done_to, sends_at = :sends_at
         WHERE id = :id AND patient IS :patient AND unmatched IS :unmatched",
    )?;
    if update.execute(values)? == 1 {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO conversation (id, patient, unmatched, number, channel, topic, done_at, done_by, done_reason, owner,
             revision, messages, unread, unfiled, failed, last_at, last_message, last_from_patient, answered, automatic_at,
             written_at, automatic_due, clocks, due_at, alarm_at, urgency, with_team, replies_until, late, untold, call_first, proxy, team,
             role_account, class, raised_since, unseen_first, unseen_last, snoozed_until, snooze, done_to, sends_at)
         VALUES (:id, :patient, :unmatched, :number, :channel, :topic, :done_at, :done_by, :done_reason, :owner,
             :revision, :messages, :unread, :unfiled, :failed, :last_at, :last_message, :last_from_patient, :answered, :automatic_at,
             :written_at, :automatic_due, :clocks, :due_at, :alarm_at, :urgency, :with_team, :replies_until, :late, :untold, :call_first, :proxy, :team,
             :role_account, :class, :raised_since, :unseen_first, :unseen_last, :snoozed_until, :snooze, :done_to, :sends_at)
         ON CONFLICT (id) DO UPDATE SET patient = excluded.patient, unmatched = excluded.unmatched,
             number = excluded.number, channel = excluded.channel, topic = excluded.topic, done_at = excluded.done_at,
             done_by = excluded.done_by, done_reason = excluded.done_reason, owner = excluded.owner,
             revision = excluded.revision, messages = excluded.messages, unread = excluded.unread,
             unfiled = excluded.unfiled, failed = excluded.failed, last_at = excluded.last_at,
             last_message = excluded.last_message, last_from_patient = excluded.last_from_patient,
             answered = excluded.answered, automatic_at = excluded.automatic_at,
             written_at = excluded.written_at, automatic_due = excluded.automatic_due,
             clocks = excluded.clocks, due_at = excluded.due_at, alarm_at = excluded.alarm_at,
             urgency = excluded.urgency, with_team = excluded.with_team, replies_until = excluded.replies_until,
             late = excluded.late, untold = excluded.untold, call_first = excluded.call_first, proxy = excluded.proxy,
             team = excluded.team, role_account = excluded.role_account, class = excluded.class,
             raised_since = excluded.raised_since, unseen_first = excluded.unseen_first,
             unseen_last = excluded.unseen_last,
             snoozed_until = excluded.snoozed_until, snooze = excluded.snooze, done_to = excluded.done_to,
             sends_at = excluded.sends_at",
    )?;
    statement.execute(values)?;
    Ok(())
}

impl View<'_> {
    /// Returns a conversation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn conversation(&self, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
        by_id(self.connection, id)
    }
}
