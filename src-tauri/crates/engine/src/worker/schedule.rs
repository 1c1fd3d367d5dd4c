//! Texts leave when the time comes that somebody chose. The worker that reminds does it, not the one that sends: where
//! nothing can be sent, a text whose time has come must be seen to wait.

use jiff::Timestamp;
use model::Ask;
use model::scheduled::ScheduleAsk;

use super::remind::raised;
use crate::{Engine, EngineError};

/// How many a turn lets go.
const BATCH: u32 = 50;

/// Lets every text go whose time has come, or stops it; returns when the next one's does.
pub(super) async fn turn(engine: &Engine) -> Result<Option<Timestamp>, EngineError> {
    let now = engine.now();
    for message in engine.parts.store.read(move |view| view.scheduled_due(now, BATCH)).await? {
        raised(engine, Ask::Schedule(ScheduleAsk::TimeCame { message })).await?;
    }
    Ok(engine.parts.store.read(|view| view.next_scheduled()).await?)
}
