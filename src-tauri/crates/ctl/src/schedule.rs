//! Texts that leave later, from a terminal.

use clap::Args;
use contract::{CancelScheduledRequest, RescheduleRequest};
use engine::{Engine, EngineError};

use crate::print;
use crate::run::Done;
use crate::snooze::{NO_TIME, when};

/// Another time for a scheduled text.
#[derive(Debug, Args)]
pub(crate) struct RescheduleArguments {
    /// The text's id, as `show` prints it.
    message: String,
    /// When it leaves: as for `send --at`.
    words: Vec<String>,
}

/// Reads when a text leaves; nothing may stand after it.
pub(crate) async fn at(engine: &Engine, typed: String) -> Result<String, EngineError> {
    match when(engine, typed).await? {
        Ok((at, rest)) if rest.is_empty() => Ok(at),
        _ => Err(NO_TIME),
    }
}

/// Lets a scheduled text leave at another time.
pub(crate) async fn reschedule(engine: &Engine, what: RescheduleArguments) -> Result<(), EngineError> {
    let send_at = at(engine, what.words.join(" ")).await?;
    print::line(&engine.reschedule(RescheduleRequest { message: what.message, send_at }).await?)
}

/// Takes a scheduled text back.
pub(crate) async fn cancel(engine: &Engine, message: String) -> Result<(), EngineError> {
    engine.cancel_scheduled(CancelScheduledRequest { message, edit: false }).await?;
    print::line(&Done { done: true })
}
