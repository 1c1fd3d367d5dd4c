//! Time at the desk: what is due, who holds triage, the end of the day.

use contract::{AccountRequest, Arranged, EndSessionRequest, HolderRequest, LeftKindView, Queue, QueueRequest};
use engine::{Engine, EngineError};

use crate::arguments::AccountArgument;
use crate::print;

/// How many conversations a page of a list has.
const PAGE: u32 = 200;

/// Prints everything that is due, first what is due first.
pub(crate) async fn list(engine: &Engine) -> Result<(), EngineError> {
    let mut after = None;
    loop {
        let page = engine
            .queue(QueueRequest { queue: Queue::Open, after, limit: PAGE, arranged: Arranged::default() })
            .await?;
        // What is not due stands behind everything that is.
        let whole = page.rows.iter().all(|row| row.due.is_some());
        page.rows.iter().filter(|row| row.due.is_some()).try_for_each(print::line)?;
        after = page.next.filter(|_| whole);
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Shows who holds triage, or names somebody.
pub(crate) async fn holder(engine: &Engine, staff: Option<String>, nobody: bool) -> Result<(), EngineError> {
    let shown = if staff.is_some() || nobody {
        engine.name_holder(HolderRequest { holder: staff }).await?
    } else {
        engine.triage().await?
    };
    print::line(&shown)
}

/// Closes the day.
pub(crate) async fn close(engine: &Engine, accounts: Vec<AccountArgument>) -> Result<(), EngineError> {
    let left = engine.triage().await?.left;
    let seen = |kind: LeftKindView| left.iter().find(|left| left.kind == kind).map_or(0, |left| left.count);
    let account =
        |AccountArgument { kind, to, reason }: AccountArgument| AccountRequest { kind, seen: seen(kind), to, reason };
    print::line(&engine.end_session(EndSessionRequest { accounts: accounts.into_iter().map(account).collect() }).await?)
}
