//! Answering: what the practice's policy says by itself, and nothing else. Acknowledgements and confirmations only:
//! nothing automatic answers clinically.

use std::time::Duration;

use model::{Actor, Addressee, Ask, AutomaticText, Content, Conversation, MessageId, Preferences, WorkerName};
use store::{StoreError, View};
use tokio_util::sync::CancellationToken;

use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::Answer;
/// How many a turn looks at.
const BATCH: u32 = 50;

/// Writes every automatic text that is due; the sender then hands them over like any other.
pub(super) async fn turn(engine: &Engine, cancel: &CancellationToken) -> Result<Option<Duration>, EngineError> {
    let read = |view: &View<'_>| {
        let due = view.automatic_due(BATCH)?.into_iter().map(|row| Ok((known_of(view, &row)?, row)));
        Ok((due.collect::<Result<Vec<_>, StoreError>>()?, view.policy()?, view.practice()?))
    };
    let (due, policy, practice) = engine.parts.store.read(read).await?;
    let policy = policy.map(|adopted| adopted.policy).unwrap_or_default();
    let practice = practice.unwrap_or_default();
    let more = due.len() >= BATCH as usize;
    for (known, row) in due {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let Some(answer) = row.automatic_due else { continue };
        let conversation = row.id;
        let open = known.open_ways();
        let to = Addressee { practice: &practice, language: known.needs.language.as_ref(), open: open.as_ref() };
        let ask = match policy.automatic_text(answer, to, engine.now()) {
            Some(text) => Ask::SendAutomatic(AutomaticText {
                message: MessageId::new(engine.parts.ids.uuid()),
                conversation,
                answer,
                content: Content::new(engine.parts.ids.salt(), text.into()),
            }),
            None => Ask::DropAutomatic { conversation },
        };
        match engine.ask_once(engine.operation(Actor::Worker(NAME), ask)).await {
            Ok(_) | Err(EngineError::Refused(_)) => {} // Refused: something else is due there by now.
            Err(error) => return Err(error),
        }
    }
    Ok(more.then_some(Duration::ZERO))
}

/// Returns what is known of how the patient of a conversation wants to be reached; nothing where nobody knows who writes.
fn known_of(view: &View<'_>, row: &Conversation) -> Result<Preferences, StoreError> {
    row.subject.patient().map_or_else(|| Ok(Preferences::default()), |patient| view.preferences(patient))
}

impl Engine {
    /// Writes every automatic text that is due, once. For a turn without the worker's loop.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn answer_once(&self) -> Result<(), EngineError> {
        turn(self, &CancellationToken::new()).await.map(drop)
    }
}
