//! Queues: pages of conversations in the order of the list, and how many there are.

use jiff::Timestamp;
use model::session::LeftKind;
use model::{Closed, Conversation, ConversationId, Order, PatientId, PersonName, Relationship, Sensitive, StaffId};
use rusqlite::{Connection, named_params};

use super::listing::Listing;
use super::{conversation, named};
use crate::StoreError;
use crate::pool::View;

/// Which queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueKind {
    /// Open, of one owner.
    Owner(StaffId),
    /// Open, and the team's: nobody's, or its owner is not at work (C2.7).
    Team,
    /// Open.
    Open,
    /// Open, and it is the patient's turn.
    Waiting,
    /// Open, and nobody has said whose it is.
    Unmatched,
    /// Open, with a message that needs a person.
    Failed,
    /// With something that is not in the record.
    Unfiled,
    /// Seen to.
    Done,
    /// Open, with something unread.
    Unread,
    /// Open, and its time ran out by then.
    Overdue(Timestamp),
    /// Open, and nobody told the patient by when they will hear.
    Untold,
    /// Put away until a time (B-15).
    Snoozed,
    /// With a text that waits for its time.
    Scheduled,
    /// What arrived while the practice was closed and nobody has read or answered (C6.8).
    Arrived(Closed),
}

impl QueueKind {
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::Owner(_) => "done_at IS NULL AND snoozed_until IS NULL AND owner = :owner",
            Self::Team => {
                "done_at IS NULL AND (owner IS NULL OR with_team = 1) AND snoozed_until IS NULL AND :owner IS NULL"
            }
            Self::Untold => "done_at IS NULL AND untold = 1 AND :owner IS NULL",
            Self::Open => "done_at IS NULL AND snoozed_until IS NULL AND :owner IS NULL",
            Self::Waiting => "done_at IS NULL AND answered = 1 AND snoozed_until IS NULL AND :owner IS NULL",
            Self::Unmatched => "done_at IS NULL AND patient IS NULL AND :owner IS NULL",
            Self::Failed => "done_at IS NULL AND failed > 0 AND :owner IS NULL",
            Self::Unfiled => "unfiled > 0 AND :owner IS NULL",
            Self::Done => "done_at IS NOT NULL AND :owner IS NULL",
            Self::Unread => "done_at IS NULL AND unread > 0 AND :owner IS NULL",
            Self::Overdue(_) => "done_at IS NULL AND due_at IS NOT NULL AND due_at <= :until AND :owner IS NULL",
            Self::Snoozed => "snoozed_until IS NOT NULL AND :owner IS NULL",
            Self::Scheduled => "sends_at IS NOT NULL AND :owner IS NULL",
            Self::Arrived(_) => {
                "done_at IS NULL AND answered = 0 AND unseen_first IS NOT NULL AND unseen_first < :opened
                 AND unseen_last >= :closed AND :owner IS NULL"
            }
        }
    }

    /// Returns the index that holds it in an order that it has.
    pub(super) const fn index(self, order: Order) -> &'static str {
        match (self, order) {
            (Self::Owner(_), Order::Due) => "queue_owner",
            (Self::Owner(_), _) => "queue_owner_said",
            (Self::Team, Order::Due) => "queue_team",
            (Self::Team, _) => "queue_team_said",
            (Self::Open, Order::Due) => "queue_open",
            (Self::Open, _) => "queue_open_said",
            (Self::Unmatched, Order::Due) => "queue_unmatched",
            (Self::Unmatched, _) => "queue_unmatched_said",
            (Self::Untold, _) => "queue_untold",
            (Self::Waiting, _) => "queue_waiting",
            (Self::Failed, _) => "queue_failed",
            (Self::Unfiled, _) => "queue_unfiled",
            (Self::Done, _) => "queue_done",
            (Self::Unread, _) => "queue_unread",
            (Self::Overdue(_), _) => "queue_overdue",
            (Self::Arrived(_), _) => "queue_arrived",
            (Self::Snoozed, _) => "queue_snoozed",
            (Self::Scheduled, _) => "queue_scheduled",
        }
    }

    /// Returns the orders that it can be listed in, its own first: where work waits what is due first, elsewhere what was
    /// said last. What is overdue, untold, snoozed, scheduled or came while the practice was closed has the one order that it
    /// is there for.
    pub const fn orders(self) -> &'static [Order] {
        match self {
            Self::Owner(_) | Self::Team | Self::Open | Self::Unmatched => &Order::ALL,
            Self::Untold | Self::Overdue(_) | Self::Snoozed | Self::Scheduled => &[Order::Due],
            Self::Arrived(_) => &[Order::Oldest],
            Self::Waiting | Self::Failed | Self::Unfiled | Self::Done | Self::Unread => &[Order::Newest, Order::Oldest],
        }
    }

    /// Returns the order that it has until somebody chooses another.
    pub fn own_order(self) -> Order {
        self.orders().first().copied().unwrap_or(Order::Due)
    }

    pub(super) const fn owner(self) -> Option<uuid::Uuid> {
        match self {
            Self::Owner(owner) => Some(owner.uuid()),
            _ => None,
        }
    }
}

/// A place in a list: after this row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPosition {
    /// Whether it is among what is raised, which stands above the rest.
    pub raised: bool,
    /// What orders that part of the list, in milliseconds: when something is due, was last said, or came.
    pub at: i64,
    /// The row.
    pub row: i64,
}

/// Somebody who is written to about a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// Their whole name.
    pub name: Sensitive<String>,
    /// How they stand to the patient.
    pub relationship: Relationship,
    /// The same in staff's words; empty: none.
    pub called: String,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The conversation.
    pub conversation: Conversation,
    /// The patient's name.
    pub name: Option<PersonName>,
    /// Who is written to about the patient, where it is not the patient.
    pub with: Option<Correspondent>,
    /// The beginning of the last message.
    pub preview: Option<Sensitive<String>>,
    /// The beginning of the reader's draft.
    pub draft: Option<Sensitive<String>>,
    /// Its number in the file.
    pub number: i64,
    /// Whether texting with the patient is limited.
    pub limited: bool,
}

/// A page of a queue in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// After which the next page begins.
    pub next: Option<ListPosition>,
}

/// How many conversations the queues hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of the reader.
    pub mine: u32,
    /// The team's: nobody's, and what came for somebody who is not at work.
    pub unassigned: u32,
    /// Open.
    pub open: u32,
    /// It is the patient's turn.
    pub waiting: u32,
    /// Unmatched.
    pub unmatched: u32,
    /// With a message that needs a person.
    pub failed: u32,
    /// With something that is not in the record.
    pub unfiled: u32,
    /// With something unread.
    pub unread: u32,
    /// Its time ran out.
    pub overdue: u32,
    /// Nobody told the patient by when they will hear.
    pub untold: u32,
    /// Put away until a time.
    pub snoozed: u32,
    /// With a text that waits for its time.
    pub scheduled: u32,
    /// Arrived while the practice was closed.
    pub arrived: u32,
}

/// How much of a message a list shows, in bytes of its beginning.
const PREVIEW_BYTES: u32 = 240;

/// The columns of a row of the list; `:reader` is who reads.
pub(super) fn row_columns() -> String {
    format!(
        "{}, conversation.row AS row, patient.family AS family, patient.given AS given,
         substr(content.text, 1, {PREVIEW_BYTES}) AS preview,
         (SELECT substr(draft.text, 1, {PREVIEW_BYTES}) FROM draft
          WHERE draft.conversation = conversation.id AND draft.staff = :reader) AS draft,
         proxy.name AS proxy_name, proxy.relationship AS proxy_relationship, proxy.called AS proxy_called,
         coalesce(preference.limited, 0) AS limited",
        conversation::COLUMNS
    )
}

pub(super) const ROW_TABLES: &str = "LEFT JOIN patient ON patient.row = conversation.patient
    LEFT JOIN proxy ON proxy.patient = conversation.patient AND proxy.id = conversation.proxy
    LEFT JOIN preference ON preference.patient = conversation.patient
    LEFT JOIN message ON message.id = conversation.last_message
    LEFT JOIN content ON content.seq = message.seq";

pub(super) fn read(row: &rusqlite::Row<'_>) -> Result<Row, StoreError> {
    let conversation = conversation::read(row)?;
    let family: Option<String> = row.get("family")?;
    let given: Option<String> = row.get("given")?;
    let beginning = |column: &str| -> Result<Option<Sensitive<String>>, StoreError> {
        let bytes: Option<Vec<u8>> = row.get(column)?;
        Ok(bytes.map(|bytes| Sensitive::new(one_line(&bytes))))
    };
    let with: Option<String> = row.get("proxy_name")?;
    let with = match with {
        Some(name) => Some(Correspondent {
            name: name.into(),
            relationship: named(row.get("proxy_relationship")?)?,
            called: row.get("proxy_called")?,
        }),
        None => None,
    };
    Ok(Row {
        with,
        name: family.zip(given).map(|(family, given)| PersonName { family: family.into(), given: given.into() }),
        preview: beginning("preview")?,
        draft: beginning("draft")?,
        number: row.get("row")?,
        limited: row.get("limited")?,
        conversation,
    })
}

/// Makes one line of the beginning of a text that may end within a character.
fn one_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let whole = if bytes.len() >= PREVIEW_BYTES as usize { text.trim_end_matches('\u{FFFD}') } else { &text };
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(connection: &Connection, queue: QueueKind) -> Result<u32, StoreError> {
    Listing::from(queue).count(connection)
}

impl View<'_> {
    /// Returns how many conversations the queues hold, as a member of staff sees them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn counts(&self, reader: StaffId, now: Timestamp) -> Result<Counts, StoreError> {
        let closed = Closed::of(self.timetable()?.calendar(), now);
        Ok(Counts {
            mine: count(self.connection, QueueKind::Owner(reader))?,
            unassigned: count(self.connection, QueueKind::Team)?,
            open: count(self.connection, QueueKind::Open)?,
            waiting: count(self.connection, QueueKind::Waiting)?,
            unmatched: count(self.connection, QueueKind::Unmatched)?,
            failed: count(self.connection, QueueKind::Failed)?,
            unfiled: count(self.connection, QueueKind::Unfiled)?,
            unread: count(self.connection, QueueKind::Unread)?,
            overdue: count(self.connection, QueueKind::Overdue(now))?,
            untold: count(self.connection, QueueKind::Untold)?,
            snoozed: count(self.connection, QueueKind::Snoozed)?,
            scheduled: count(self.connection, QueueKind::Scheduled)?,
            arrived: count(self.connection, QueueKind::Arrived(closed))?,
        })
    }

    /// Counts what is left of a day at `now`, of each kind at least one: what [`left_over`](model::session::left_over) lists,
    /// without reading a conversation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn left(&self, now: Timestamp) -> Result<Vec<(LeftKind, u32)>, StoreError> {
        let counted = LeftKind::ALL.into_iter().map(|kind| {
            let queue = match kind {
                // What is put away and nobody's is nobody's all the same: the day does not close over it (C2.9).
                LeftKind::Unowned => {
                    return Ok((kind, count(self.connection, QueueKind::Team)? + self.count_snoozed_of_team()?));
                }
                LeftKind::Overdue => QueueKind::Overdue(now),
                LeftKind::OverdueTask => return Ok((kind, self.count_overdue_tasks(now)?)),
                LeftKind::Unacknowledged => QueueKind::Untold,
                LeftKind::Unfiled => QueueKind::Unfiled,
                LeftKind::Failed => QueueKind::Failed,
            };
            Ok((kind, count(self.connection, queue)?))
        });
        counted.filter(|counted| !matches!(counted, Ok((_, 0)))).collect()
    }

    /// Returns a conversation as a row of the list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn row(&self, id: ConversationId, reader: StaffId) -> Result<Option<Row>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM conversation {ROW_TABLES} WHERE conversation.id = :id",
            row_columns()
        ))?;
        let mut rows = statement.query(named_params! { ":id": id.uuid(), ":reader": reader.uuid() })?;
        rows.next()?.map(read).transpose()
    }

    /// Returns a patient's conversations, last spoken first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn rows_of_patient(&self, patient: PatientId, reader: StaffId, limit: u32) -> Result<Vec<Row>, StoreError> {
        let Some(patient) = super::patient::row_of(self.connection, patient)? else { return Ok(vec![]) };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM conversation {ROW_TABLES} WHERE conversation.patient = :patient
             ORDER BY conversation.last_at DESC, conversation.row DESC LIMIT :limit",
            row_columns()
        ))?;
        statement
            .query_and_then(named_params! { ":patient": patient, ":reader": reader.uuid(), ":limit": limit }, read)?
            .collect()
    }
}
