//! Role accounts, and what happened to them.

use jiff::Timestamp;
use model::role_account::{RoleAccount, RoleAccountChange};
use model::{Change, ConversationId, RoleAccountId};
use rusqlite::{Connection, ToSql, named_params};

use crate::pool::View;
use crate::tables::time;
use crate::{StoreError, log};

/// How many facts of a kind are read at most. A duty changes hands a few times a day: nobody reads further back. Ours.
const MOST_FACTS: u32 = 200;

pub(crate) fn all(connection: &Connection) -> Result<Vec<RoleAccount>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM role_account ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| Ok(serde_json::from_str(&body?)?)).collect()
}

pub(crate) fn put(connection: &Connection, account: &RoleAccount) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO role_account (id, body, until) VALUES (:id, :body, :until)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, until = excluded.until",
    )?;
    let until = account.holding.map(|holding| holding.until.as_millisecond());
    let body = serde_json::to_string(account)?;
    statement.execute(named_params! { ":id": account.id.uuid(), ":body": body, ":until": until })?;
    Ok(())
}

/// Notes under which number of the log a fact stands.
pub(crate) fn add_fact(connection: &Connection, fact: &RoleAccountChange, sequence: u64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO role_fact (seq, role_account, conversation, held) VALUES (:seq, :account, :conversation, :held)",
    )?;
    statement.execute(named_params! {
        ":seq": sequence, ":account": fact.account().uuid(), ":conversation": fact.conversation().map(|id| id.uuid()),
        ":held": matches!(fact, RoleAccountChange::Held { .. }),
    })?;
    Ok(())
}

/// Reads facts with their numbers, in the order of the log, at most the last [`MOST_FACTS`].
fn facts(
    connection: &Connection,
    which: &str,
    values: &[(&str, &dyn ToSql)],
) -> Result<Vec<(i64, RoleAccountChange)>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT role_fact.seq, change.body FROM role_fact JOIN change ON change.seq = role_fact.seq
         WHERE {which} ORDER BY role_fact.seq DESC LIMIT {MOST_FACTS}"
    ))?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if let Change::RoleAccount(fact) = log::recorded(row.get_ref(1)?)?.fact {
            found.push((row.get(0)?, fact));
        }
    }
    found.reverse();
    Ok(found)
}

impl View<'_> {
    /// Returns every role account there is or was, in order of id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn role_accounts(&self) -> Result<Vec<RoleAccount>, StoreError> {
        all(self.connection)
    }

    /// Returns how many open conversations a role account has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count_of_role(&self, account: RoleAccountId) -> Result<u32, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM conversation INDEXED BY conversation_of_role
             WHERE role_account = :account AND done_at IS NULL",
        )?;
        Ok(statement.query_row(named_params! { ":account": account.uuid() }, |row| row.get(0))?)
    }

    /// Returns the role accounts whose holding is over by now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn roles_lapsed(&self, now: Timestamp) -> Result<Vec<RoleAccountId>, StoreError> {
        Ok(self.role_accounts()?.into_iter().filter(|account| account.has_lapsed(now)).map(|one| one.id).collect())
    }

    /// Returns when the next holding of a role account is over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn next_role_lapse(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT min(until) FROM role_account WHERE until IS NOT NULL")?;
        Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(time))
    }

    /// Returns what happened to a conversation with role accounts, in order: when it was given to one and taken out of it,
    /// and how the account changed hands in between.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn role_facts(&self, conversation: ConversationId) -> Result<Vec<RoleAccountChange>, StoreError> {
        let own = facts(self.connection, "role_fact.conversation = :id", &[(":id", &conversation.uuid())])?;
        let mut found = Vec::new();
        for (place, (from, fact)) in own.iter().enumerate() {
            found.push(fact.clone());
            if let RoleAccountChange::Given { account, .. } = fact {
                let until = own.get(place + 1).map_or(i64::MAX, |(next, _)| *next);
                let between = "role_fact.role_account = :account AND role_fact.held = 1
                     AND role_fact.seq > :from AND role_fact.seq < :until";
                let account = account.uuid();
                let values: [(&str, &dyn ToSql); 3] = [(":account", &account), (":from", from), (":until", &until)];
                found.extend(facts(self.connection, between, &values)?.into_iter().map(|(_, held)| held));
            }
        }
        Ok(found)
    }
}
