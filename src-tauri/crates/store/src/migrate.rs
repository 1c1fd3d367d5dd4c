//! Migrations: numbered SQL files, run by one loop that owns the number. Shipped ones are stone.

use rusqlite::{Connection, TransactionBehavior};

use crate::OpenError;

/// Every step, in order; the file's format is how many it has taken (`user_version`).
const STEPS: &[&str] = &[include_str!("migrations/0001_practice.sql")];

/// The newest format this program reads.
pub(crate) fn newest() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// Brings the file to the newest format, all or nothing.
pub(crate) fn run(connection: &mut Connection) -> Result<(), OpenError> {
    let file = version(connection)?;
    if file > newest() {
        return Err(OpenError::Newer { file, program: newest() });
    }
    if file == newest() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = usize::try_from(version(&transaction)?).unwrap_or(usize::MAX); // Another process may have been quicker.
    for step in STEPS.iter().skip(taken) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", newest())?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32, OpenError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}
