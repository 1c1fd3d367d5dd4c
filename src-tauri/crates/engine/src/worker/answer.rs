//! Answering: what the practice's policy says by itself, and nothing else. Acknowledgements and confirmations only:
//! nothing automatic answers clinically.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use model::{
    Actor, Ask, Automatic, AutomaticText, Content, Conversation, ConversationId, MessageId, OpenWay, WorkerName,
};
use store::{StoreError, View};
use tokio_util::sync::CancellationToken;

use crate::verb::conversation::reader;
use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::Answer;
/// How many a turn looks at.
const BATCH: u32 = 50;

/// Writes every automatic text that is due; the sender then hands them over like any other.
pub(super) async fn turn(engine: &Engine, cancel: &CancellationToken) -> Result<Option<Duration>, EngineError> {
    let read = |view: &View<'_>| {
        let due = view.automatic_due(BATCH)?;
        let open = open_ways(view, &due)?;
        let due = due.into_iter().map(|row| Ok((reader(view, &row)?, row)));
        Ok((open, due.collect::<Result<Vec<_>, StoreError>>()?, view.policy()?, view.practice()?))
    };
    let (open, due, policy, practice) = engine.parts.store.read(read).await?;
    let policy = policy.map(|adopted| adopted.policy).unwrap_or_default();
    let practice = practice.unwrap_or_default();
    let more = due.len() >= BATCH as usize;
    for (reader, row) in due {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let Some(answer) = row.automatic_due else { continue };
        let conversation = row.id;
        let filled = |text: String| match open.get(&conversation) {
            Some(open) => OpenWay::fill(&text, open, &practice),
            None => text,
        };
        let ask = match policy.automatic_text(answer, (&practice, reader.as_ref()), engine.now()) {
            Some(text) => Ask::SendAutomatic(AutomaticText {
                message: MessageId::new(engine.parts.ids.uuid()),
                conversation,
                answer,
                content: Content::new(engine.parts.ids.salt(), filled(text).into()),
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

/// Returns how else the patients reach the practice who are to hear that their texts are not answered.
fn open_ways(view: &View<'_>, due: &[Conversation]) -> Result<BTreeMap<ConversationId, BTreeSet<OpenWay>>, StoreError> {
    let mut open = BTreeMap::new();
    for row in due.iter().filter(|row| row.automatic_due == Some(Automatic::Limited)) {
        let Some(patient) = row.subject.patient() else { continue };
        open.extend(view.preferences(patient)?.open_ways().map(|ways| (row.id, ways)));
    }
    Ok(open)
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
