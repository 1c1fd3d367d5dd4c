//! One batch of operations: committed by the app's own door, then its messages into the reference.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use model::{Actor, Ask, Change, Operation, OperationId};
use store::{Answer, Batch, Store};
use uuid::Uuid;

use crate::error::BenchError;
use crate::plain::{Plain, Row};
use crate::random::Random;

/// Ids and time, from a seed.
pub(crate) struct Ids {
    random: Random,
    /// Now, in milliseconds.
    pub(crate) clock: i64,
}

impl Ids {
    /// Starts at a time.
    pub(crate) const fn new(seed: u64, clock: i64) -> Self {
        Self { random: Random::new(seed), clock }
    }

    /// Makes a uuid v7 of now, as the app does.
    pub(crate) fn uuid(&mut self) -> Uuid {
        let now = u64::try_from(self.clock).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(now, &self.random.bytes()).into_uuid()
    }

    /// Makes a salt.
    pub(crate) fn salt(&mut self) -> [u8; 16] {
        self.random.bytes()
    }

    /// Makes a provider's name for a message.
    pub(crate) fn provider(&mut self) -> String {
        format!("SM{:016x}{:016x}", self.random.next(), self.random.next())
    }

    /// Returns the time.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.clock).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// What stands for an operation's message in the reference, and which conversation it says is done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mirror {
    /// The message.
    pub(crate) row: Option<Row>,
    /// The conversation that is done with this.
    pub(crate) done: Option<model::ConversationId>,
    /// Whose answer the desk waits for.
    pub(crate) episode: Option<usize>,
}

/// Both databases, and the batch that is being filled.
pub(crate) struct Writer {
    store: Store,
    plain: Plain,
    operations: Vec<Operation>,
    mirrors: Vec<Mirror>,
    /// Ids and time.
    pub(crate) ids: Ids,
    /// How many changes were made.
    pub(crate) changes: u64,
    /// How long ours took.
    pub(crate) ours: Duration,
    /// How long the reference took.
    pub(crate) plain_time: Duration,
}

/// 2023-01-02 08:00 UTC: when the practice begins.
const BEGINNING: i64 = 1_672_646_400_000;

impl Writer {
    /// Begins with nothing in the batch.
    pub(crate) const fn new(store: Store, plain: Plain, seed: u64) -> Self {
        Self {
            store,
            plain,
            operations: Vec::new(),
            mirrors: Vec::new(),
            ids: Ids::new(seed, BEGINNING),
            changes: 0,
            ours: Duration::ZERO,
            plain_time: Duration::ZERO,
        }
    }

    /// Says how many operations the batch holds.
    pub(crate) const fn len(&self) -> usize {
        self.operations.len()
    }

    /// Adds an operation.
    pub(crate) fn ask(&mut self, actor: Actor, ask: Ask, mirror: Mirror) {
        let id = OperationId::new(self.ids.uuid());
        self.operations.push(Operation { id, actor, ask });
        self.mirrors.push(mirror);
    }

    /// Adds patients to the reference.
    pub(crate) fn plain_patients(&mut self, patients: &[(usize, String, String)]) -> Result<(), BenchError> {
        self.plain.add_patients(patients)
    }

    /// Commits the batch to both; returns which episode's messages went into which conversation.
    pub(crate) async fn flush(&mut self) -> Result<Vec<(usize, model::ConversationId)>, BenchError> {
        let operations = std::mem::take(&mut self.operations);
        let mirrors = std::mem::take(&mut self.mirrors);
        let started = Instant::now();
        let answers = self.store.commit(Batch { operations, now: self.ids.now(), bookmark: None }).await?;
        self.ours += started.elapsed();
        let (mut rows, mut done, mut placed) = (Vec::new(), Vec::new(), Vec::new());
        for (answer, mirror) in answers.iter().zip(mirrors) {
            let changes = made(answer)?;
            self.changes += changes.len() as u64;
            done.extend(mirror.done);
            let conversation = changes.iter().find_map(said_in);
            if let (Some(mut row), Some(conversation)) = (mirror.row, conversation) {
                row.conversation = conversation;
                rows.push(row);
                placed.extend(mirror.episode.map(|episode| (episode, conversation)));
            }
        }
        let started = Instant::now();
        self.plain.add(&rows, &done)?;
        self.plain_time += started.elapsed();
        Ok(placed)
    }
}

/// Returns what an operation changed; a refusal means that the generator is wrong.
pub(crate) fn made(answer: &Answer) -> Result<&[Change], BenchError> {
    answer.as_deref().map_err(|refusal| BenchError::Refused(format!("{refusal:?}")))
}

/// Returns the conversation that a change adds a message to.
const fn said_in(change: &Change) -> Option<model::ConversationId> {
    match change {
        Change::MessageReceived { conversation, .. }
        | Change::MessageWritten { conversation, .. }
        | Change::NoteWritten { conversation, .. } => Some(*conversation),
        _ => None,
    }
}
