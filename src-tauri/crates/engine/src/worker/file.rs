//! Filing: what is due goes into the record, is read back, and only then counts as filed.

use std::time::Duration;

use model::{Actor, Ask, ConversationId, FiledMessage, Filing, FilingOutcome, Message, MessageKind, WorkerName};
use record::{Entry, Episode, HealthRecord};
use store::{Span, StoreError, View};
use tokio_util::sync::CancellationToken;

use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::File;
/// How many conversations a turn files.
const BATCH: u32 = 50;
/// How many messages are read at a time.
const PAGE: u32 = 500;

/// Files what is due.
pub(super) async fn turn(engine: &Engine, cancel: &CancellationToken) -> Result<Option<Duration>, EngineError> {
    let Some(record) = engine.parts.record.clone() else { return Ok(None) };
    let now = engine.now();
    let due = engine.parts.store.read(move |view| view.filing_due(now, BATCH)).await?;
    for conversation in due {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        engine.file_conversation(&*record, conversation).await?;
    }
    Ok(None)
}

impl Engine {
    /// Files what is due once; for the terminal and for tests.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn file_once(&self) -> Result<(), EngineError> {
        turn(self, &CancellationToken::new()).await.map(drop)
    }

    async fn file_conversation(&self, record: &dyn HealthRecord, id: ConversationId) -> Result<(), EngineError> {
        let now = self.now();
        let Some(episode) = self.parts.store.read(move |view| episode(view, id, now)).await? else { return Ok(()) };
        let outcome = match record.file(&episode).await {
            Ok(filed) => {
                self.board.well(NAME);
                FilingOutcome::Written { record_id: filed.record_id }
            }
            Err(error) => {
                self.board.problem(NAME, &error.to_string());
                let retry_at = now.saturating_add(self.parts.timing.refile_after).unwrap_or(now);
                FilingOutcome::NotWritten { code: error.code().to_owned(), retry_at }
            }
        };
        // What was given up on is filed with the rest; but only what was due has failed once more.
        let written = matches!(outcome, FilingOutcome::Written { .. });
        let reported = |filing: &Filing| if written { filing.is_unfiled() } else { filing.is_due(now) };
        let messages = episode.entries.iter().map(|entry| &entry.message).filter(|message| reported(&message.filing));
        let messages = messages.map(|message| FiledMessage { message: message.id, version: message.version }).collect();
        let ask = Ask::ReportFiling { messages, outcome };
        self.ask_once(self.operation(Actor::Worker(NAME), ask)).await.map(drop)
    }
}

/// Says whether a message has been said, so that the record must hold it.
fn is_said(message: &Message) -> bool {
    message.delivery().is_none_or(model::Delivery::belongs_in_record)
}

/// Reads a conversation as it is filed; `None` while nobody has said whose it is.
fn episode(view: &View<'_>, id: ConversationId, now: jiff::Timestamp) -> Result<Option<Episode>, StoreError> {
    let (Some(practice), Some(conversation)) = (view.practice()?, view.conversation(id)?) else { return Ok(None) };
    let Some(patient) = conversation.subject.patient() else { return Ok(None) };
    let Some(patient) = view.patient(patient)? else { return Ok(None) };
    let staff = view.all_staff()?;
    let with = match conversation.proxy {
        Some(id) => view.preferences(patient.id)?.proxy(id).cloned(),
        None => None,
    };
    let person = |id| staff.iter().find(|person| person.id == id).cloned();
    let mut entries = Vec::new();
    let mut after = 0;
    loop {
        let page = view.thread(id, Span::After(after), PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.message.number;
        for written in page {
            let Some(text) = written.text.filter(|_| is_said(&written.message)) else { continue };
            let author = match &written.message.kind {
                MessageKind::In { entered, .. } => entered.and_then(|entered| person(entered.by)),
                MessageKind::Out { author, .. } => author.staff().and_then(person),
                MessageKind::Note { author, .. } | MessageKind::Contact { author, .. } => person(*author),
            };
            let marked_by = written.message.later.wrong.as_ref().and_then(|mark| person(mark.by));
            entries.push(Entry { message: written.message, text, author, marked_by });
        }
    }
    let owner = conversation.owner.and_then(person);
    Ok(Some(Episode { practice, patient, with, conversation, owner, entries, prepared_at: now }))
}
