//! Deciding and committing operations: write, then tell, then send begins here.

use jiff::Timestamp;
use model::scheduled::ScheduleChange;
use model::{Change, Content, Decision, Digest, Operation};
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::StoreError;
use crate::log::{self, Recorded};
use crate::table::{message, scheduled};
use crate::tables::Tables;

/// Operations to decide and commit together, with the worker's new bookmark if there is one.
#[derive(Clone, Debug)]
pub struct Batch {
    /// What is asked, in order.
    pub operations: Vec<Operation>,
    /// When.
    pub now: Timestamp,
    /// Where the worker stands once they are committed.
    pub bookmark: Option<Bookmark>,
}

/// Where a worker stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Whose.
    pub worker: &'static str,
    /// Where; the worker's own notation.
    pub position: String,
}

/// What came of an operation: what it changed, or why nothing. Asked again, it is the first answer.
pub type Answer = Decision;

impl Batch {
    /// Takes one operation.
    pub fn one(operation: Operation, now: Timestamp) -> Self {
        Self { operations: vec![operation], now, bookmark: None }
    }

    /// Decides each in order against what the ones before changed; commits all in one transaction.
    pub(crate) fn commit(self, connection: &mut Connection) -> Result<Vec<Answer>, StoreError> {
        let now = log::rounded(self.now);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut link = log::head(&transaction)?;
        let before = link.sequence;
        let mut answers = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let answered = log::answered(&transaction, operation.id)?;
            if !answered.is_empty() {
                answers.push(Ok(answered));
                continue;
            }
            let answer = model::decide(&Tables::new(&transaction, 0), operation, now)?;
            if let Ok(changes) = &answer {
                let actor = log::actor_name(operation.actor);
                let content = operation.ask.content();
                for change in changes {
                    let recorded = Recorded { committed: now, actor: actor.clone(), fact: change.clone() };
                    link = log::append(&transaction, link, operation.id, &recorded)?;
                    keep_text(&transaction, link.sequence, (change, content))?;
                    model::apply(&mut Tables::new(&transaction, link.sequence), change)?;
                }
            }
            answers.push(answer);
        }
        if let Some(bookmark) = &self.bookmark {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO bookmark (worker, position) VALUES (:worker, :position)
                 ON CONFLICT (worker) DO UPDATE SET position = excluded.position",
            )?;
            statement.execute(named_params! { ":worker": bookmark.worker, ":position": bookmark.position })?;
        }
        message::index_after(&transaction, before)?; // Last: see there.
        transaction.commit()?;
        Ok(answers)
    }
}

/// Keeps the text that a change brings: what was asked to be said, or what waited for its time until now.
fn keep_text(
    connection: &Connection,
    sequence: u64,
    (change, asked): (&Change, Option<&Content>),
) -> Result<(), StoreError> {
    let Some(digest) = digest_of(change) else { return Ok(()) };
    if let Some(content) = asked.filter(|content| content.digest() == digest) {
        return log::keep(connection, sequence, content);
    }
    let Change::MessageWritten { message, .. } = change else { return Ok(()) };
    match scheduled::content(connection, *message)? {
        Some(content) => log::keep(connection, sequence, &content),
        None => Ok(()),
    }
}

/// Returns the digest of the text that a change brings.
pub(crate) const fn digest_of(change: &Change) -> Option<Digest> {
    match change {
        Change::MessageReceived { content, .. }
        | Change::MessageWritten { content, .. }
        | Change::NoteWritten { content, .. }
        | Change::ContactWritten { content, .. } => Some(*content),
        Change::Schedule(ScheduleChange::Written(text)) => Some(text.content),
        _ => None,
    }
}
