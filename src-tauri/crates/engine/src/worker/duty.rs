//! Duties end with their day: what nobody holds any more is the team's (C-12, C2.8).

use jiff::Timestamp;
use model::Ask;
use model::role_account::RoleAccountAsk;

use super::remind::raised;
use crate::{Engine, EngineError};

/// Lets go of every role account whose day is over; returns when the next one's is.
pub(super) async fn turn(engine: &Engine) -> Result<Option<Timestamp>, EngineError> {
    let now = engine.now();
    for account in engine.parts.store.read(move |view| view.roles_lapsed(now)).await? {
        raised(engine, Ask::RoleAccount(RoleAccountAsk::Lapse { account })).await?;
    }
    Ok(engine.parts.store.read(|view| view.next_role_lapse()).await?)
}
