//! Receipts: what was handed over long ago and is not known to be delivered becomes a person's (C3.3, E-17).
//!
//! The provider is asked once more before anybody is told to ring: a laptop that was off has not heard what the provider knows.

use channels::Provider;
use jiff::{SignedDuration, Timestamp};
use model::{Ask, Message, MessageKind, WorkerName};
use tokio_util::sync::CancellationToken;

use super::remind::raised;
use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::Remind;
/// How many messages a turn looks at.
const BATCH: u32 = 50;
/// How much longer a receipt is waited for while the provider cannot be asked. Ours: a day without a connection is seen by
/// everybody; a patient who was to hear is not left waiting for its end.
const UNASKED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Says of each message whose receipt is overdue that none came; returns when the next one will be.
pub(super) async fn turn(engine: &Engine, cancel: &CancellationToken) -> Result<Option<Timestamp>, EngineError> {
    let now = engine.now();
    let policy = engine.parts.store.read(|view| view.policy()).await?.map(|adopted| adopted.policy).unwrap_or_default();
    let wait = SignedDuration::from_hours(i64::from(policy.receipt_hours));
    let since = now.saturating_sub(wait).unwrap_or(now);
    let overdue = engine.parts.store.read(move |view| view.receipts_awaited(since, BATCH)).await?;
    let mut provider = engine.provider_in_use();
    for message in overdue {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let waited = message.awaits_receipt().map(|since| now.duration_since(since)).unwrap_or_default();
        let asked = match provider.as_deref() {
            Some(provider) => asked_again(engine, provider, &message).await?,
            None => Asked::NotTheirs,
        };
        if matches!(asked, Asked::Unanswered) {
            provider = None; // Who did not answer about one is not asked about the next.
        }
        if matches!(asked, Asked::Answered) || waited >= wait.saturating_add(UNASKED_FOR) {
            raised(engine, Ask::MissReceipt { message: message.id }).await?;
        }
    }
    let longest = engine.parts.store.read(|view| view.longest_awaited_receipt()).await?;
    Ok(longest.and_then(|since| since.checked_add(wait).ok()).filter(|due| *due > now))
}

/// What came of asking the provider once more.
enum Asked {
    /// It said what it knows.
    Answered,
    /// It could not be reached.
    Unanswered,
    /// It is not the provider that has the message.
    NotTheirs,
}

/// Asks the provider once more, and writes down what it says.
async fn asked_again(engine: &Engine, provider: &dyn Provider, message: &Message) -> Result<Asked, EngineError> {
    let MessageKind::Out { provider: Some(named), .. } = &message.kind else { return Ok(Asked::NotTheirs) };
    if named.account != provider.account() {
        return Ok(Asked::NotTheirs);
    }
    match provider.status(&named.id).await {
        Ok(Some(report)) => {
            let ask = Ask::ReportStatus { provider: named.clone(), status: report.status, at: report.at };
            raised(engine, ask).await?;
            Ok(Asked::Answered)
        }
        Ok(None) => Ok(Asked::Answered), // Deleted at the provider: it will never say more.
        Err(error) => {
            engine.note_provider_error(NAME, &error, engine.now());
            Ok(Asked::Unanswered)
        }
    }
}
