//! Conversations that are put away until a time, and what happened to them.

use jiff::Timestamp;
use model::snooze::{SnoozeChange, SnoozeState};
use model::{Change, ConversationId};
use rusqlite::{Connection, named_params};

use crate::pool::View;
use crate::tables::time;
use crate::{StoreError, log};

/// How many facts of one conversation are read at most: the last ones. Ours: nobody reads further back.
const MOST_FACTS: u32 = 200;

/// Reads where a conversation stands that is put away, or came back.
pub(crate) fn read(body: Option<&str>) -> Result<Option<SnoozeState>, StoreError> {
    Ok(body.map(serde_json::from_str).transpose()?)
}

/// Notes under which number of the log a fact stands.
pub(crate) fn add_fact(connection: &Connection, fact: &SnoozeChange, sequence: u64) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached("INSERT INTO snooze_fact (seq, conversation) VALUES (:seq, :conversation)")?;
    statement.execute(named_params! { ":seq": sequence, ":conversation": fact.conversation().uuid() })?;
    Ok(())
}

impl View<'_> {
    /// Returns conversations whose time has come by now, longest ago first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn snoozes_due(&self, now: Timestamp, limit: u32) -> Result<Vec<ConversationId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM conversation INDEXED BY queue_snoozed
             WHERE snoozed_until IS NOT NULL AND snoozed_until <= :now ORDER BY snoozed_until, row LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! { ":now": now.as_millisecond(), ":limit": limit }, |row| {
            row.get(0).map(ConversationId::new)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns when the time of the next one comes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn next_snooze(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT min(snoozed_until) FROM conversation INDEXED BY queue_snoozed WHERE snoozed_until IS NOT NULL",
        )?;
        Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(time))
    }

    /// Counts what is put away and is the team's.
    pub(super) fn count_snoozed_of_team(&self) -> Result<u32, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM conversation INDEXED BY queue_snoozed
             WHERE snoozed_until IS NOT NULL AND (owner IS NULL OR with_team = 1)",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Returns when and why a conversation was put away and came back, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn snooze_facts(&self, conversation: ConversationId) -> Result<Vec<SnoozeChange>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT change.body FROM snooze_fact JOIN change ON change.seq = snooze_fact.seq
             WHERE snooze_fact.conversation = :id ORDER BY snooze_fact.seq DESC LIMIT {MOST_FACTS}"
        ))?;
        let mut rows = statement.query(named_params! { ":id": conversation.uuid() })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if let Change::Snooze(fact) = log::recorded(row.get_ref(0)?)?.fact {
                found.push(fact);
            }
        }
        found.reverse();
        Ok(found)
    }
}
