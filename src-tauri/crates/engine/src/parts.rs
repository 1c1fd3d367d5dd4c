//! The engine and what it is made of.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use channels::Provider;
use jiff::SignedDuration;
use model::{Actor, Ask, Change, ConversationId, Operation, OperationId, Refusal, StaffId};
use record::HealthRecord;
use store::{Answer, Batch, Bookmark, Store};
use tokio::sync::{Notify, broadcast};

use crate::event::About;
use crate::worker::Board;
use crate::{Clock, EngineError, Event, Ids, Notifier};

/// How many events a slow listener may be behind before it must read everything anew.
const EVENTS: usize = 1_024;
/// The setting that remembers who sits here.
const ME: &str = "me";

/// What an engine is made of: the store, and a port for each outside thing.
#[derive(Clone)]
pub struct Parts {
    /// The practice's file.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids and chance.
    pub ids: Arc<dyn Ids>,
    /// The messaging provider to begin with; `None` until one is set up.
    pub provider: Option<Arc<dyn Provider>>,
    /// The patients' record; `None` until one is set up.
    pub record: Option<Arc<dyn HealthRecord>>,
    /// Desktop notifications.
    pub notifier: Arc<dyn Notifier>,
    /// How long things take.
    pub timing: Timing,
}

/// How long things take. The defaults are the product's; tests hand in shorter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How long a message can be taken back (interaction.md 5.5).
    pub hold: SignedDuration,
    /// How often the provider is asked for new messages.
    pub collect_every: Duration,
    /// How often a fresh message's delivery is asked for; older ones are asked for less often.
    pub follow_every: Duration,
    /// How long after a call without an answer the provider's list is read (protocols.md 2.4: 60 to 120 s).
    pub reconcile_after: SignedDuration,
    /// How far apart two readings must be before a person is asked (protocols.md 2.4: over 10 minutes).
    pub reconcile_apart: SignedDuration,
    /// The shortest wait before a message that was not taken is tried again; it doubles with each try.
    pub retry_after: SignedDuration,
    /// The longest such wait.
    pub retry_at_most: SignedDuration,
    /// How long before the record is tried again.
    pub refile_after: SignedDuration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            hold: SignedDuration::from_secs(10),
            collect_every: Duration::from_secs(10),
            follow_every: Duration::from_secs(3),
            reconcile_after: SignedDuration::from_secs(90),
            reconcile_apart: SignedDuration::from_mins(11),
            retry_after: SignedDuration::from_secs(5),
            retry_at_most: SignedDuration::from_mins(10),
            refile_after: SignedDuration::from_mins(1),
        }
    }
}

/// The app's one engine. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    pub(crate) parts: Arc<Parts>,
    events: broadcast::Sender<Event>,
    provider: Arc<RwLock<Option<Arc<dyn Provider>>>>,
    pub(crate) wake: Arc<Wake>,
    pub(crate) board: Arc<Board>,
}

/// What wakes each worker before its time.
#[derive(Default)]
pub(crate) struct Wake {
    pub(crate) collect: Notify,
    pub(crate) send: Notify,
    pub(crate) file: Notify,
    pub(crate) answer: Notify,
    pub(crate) remind: Notify,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Engine")
    }
}

impl Engine {
    /// Makes an engine. Nothing runs by itself until [`Workers::start`](crate::Workers::start).
    pub fn new(parts: Parts) -> Self {
        let (events, _) = broadcast::channel(EVENTS);
        let board = Arc::new(Board::new(events.clone()));
        let provider = Arc::new(RwLock::new(parts.provider.clone()));
        Self { parts: Arc::new(parts), events, provider, wake: Arc::new(Wake::default()), board }
    }

    /// Returns the provider in use.
    pub(crate) fn provider_in_use(&self) -> Option<Arc<dyn Provider>> {
        self.provider.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Uses another provider from now on; the workers turn to it at once.
    pub fn use_provider(&self, provider: Arc<dyn Provider>) {
        *self.provider.write().unwrap_or_else(PoisonError::into_inner) = Some(provider);
        self.board.connected();
        self.wake.collect.notify_one();
        self.wake.send.notify_one();
    }

    /// Says that a provider is set up whose key is not in the keyring: nothing comes or goes until it is entered again.
    pub fn provider_key_is_missing(&self) {
        self.board.key_missing();
    }

    /// Listens. Only what is told after this call is heard.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Returns the time.
    pub fn now(&self) -> jiff::Timestamp {
        self.parts.clock.now()
    }

    /// Makes an operation.
    pub(crate) fn operation(&self, actor: Actor, ask: Ask) -> Operation {
        Operation { id: OperationId::new(self.parts.ids.uuid()), actor, ask }
    }

    /// Decides and commits, then tells, then wakes who must act on it.
    pub(crate) async fn commit(
        &self,
        operations: Vec<Operation>,
        bookmark: Option<Bookmark>,
    ) -> Result<Vec<Answer>, EngineError> {
        let batch = Batch { operations, now: self.now(), bookmark };
        let answers = match self.parts.store.commit(batch).await {
            Ok(answers) => {
                self.board.written();
                answers
            }
            Err(error) => {
                self.board.not_written(&error);
                return Err(error.into());
            }
        };
        let changes: Vec<&Change> = answers.iter().flatten().flatten().collect();
        if !changes.is_empty() {
            self.tell(&changes).await;
            self.wake.send.notify_one();
            self.wake.file.notify_one();
            self.wake.answer.notify_one();
            self.wake.remind.notify_one();
        }
        Ok(answers)
    }

    /// Decides and commits one operation of a member of staff.
    pub(crate) async fn ask(&self, ask: Ask) -> Result<Vec<Change>, EngineError> {
        let me = self.me().await?;
        self.ask_as(me, self.operation(Actor::Staff(me), ask)).await
    }

    /// Decides and commits one operation of a member of staff; what their role does not allow is refused and written down
    /// (C2.3).
    pub(crate) async fn ask_as(&self, me: StaffId, operation: Operation) -> Result<Vec<Change>, EngineError> {
        let answer = self.ask_once(operation).await;
        if let Err(EngineError::Refused(Refusal::NotAllowed { act })) = answer {
            self.ask_once(self.operation(Actor::Staff(me), Ask::NoteRefusedAct { act })).await?;
        }
        answer
    }

    /// Decides and commits one operation.
    pub(crate) async fn ask_once(&self, operation: Operation) -> Result<Vec<Change>, EngineError> {
        let answer = self.commit(vec![operation], None).await?.pop();
        Ok(answer.ok_or(EngineError::Internal("the store gave no answer"))??)
    }

    /// Tells listeners which conversations changed.
    async fn tell(&self, changes: &[&Change]) {
        let mut conversations: Vec<ConversationId> = Vec::new();
        let mut messages = Vec::new();
        let mut everything = false;
        for change in changes {
            match About::of(change) {
                About::Conversation(id) => conversations.push(id),
                About::Message(id) => messages.push(id),
                About::Practice => {}
                About::Everything => everything = true,
            }
        }
        if everything {
            // Nobody listening is fine: whoever comes later reads.
            let _ = self.events.send(Event::Changed(vec![]));
            return;
        }
        if !messages.is_empty() {
            let found = self.parts.store.read(move |view| {
                messages.iter().filter_map(|id| view.message(*id).transpose()).collect::<Result<Vec<_>, _>>()
            });
            match found.await {
                Ok(found) => conversations.extend(found.into_iter().map(|message| message.conversation)),
                Err(_) => conversations.clear(), // Listeners then read everything.
            }
        }
        conversations.sort_unstable();
        conversations.dedup();
        // Nobody listening is fine: whoever comes later reads.
        let _ = self.events.send(Event::Changed(conversations));
    }

    /// Returns who sits here.
    ///
    /// # Errors
    /// [`EngineError::NobodyHere`] until somebody said so.
    pub async fn me(&self) -> Result<StaffId, EngineError> {
        let me = self.parts.store.read(|view| view.setting(ME)).await?;
        me.and_then(|id| id.parse().ok()).ok_or(EngineError::NobodyHere)
    }

    /// Remembers who sits here.
    pub(crate) async fn set_me(&self, staff: StaffId) -> Result<(), EngineError> {
        Ok(self.parts.store.write_local(move |view| view.put_setting(ME, &staff.to_string())).await?)
    }

    /// Checks the log's chain, every text, and that every view equals what the log gives.
    ///
    /// # Errors
    /// [`EngineError::Store`] when it could not be checked.
    pub async fn verify(&self) -> Result<store::Verified, EngineError> {
        Ok(self.parts.store.verify().await?)
    }
}
