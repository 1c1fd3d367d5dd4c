//! The open practice, as the shell holds it.

use std::sync::Arc;
use std::time::Duration;

use contract::{
    AppView, ConnectProviderRequest, ErrorView, ProviderConnected, ProviderConnectionView, ProviderStandingView,
    SetUpRequest, SyncState, SyncView, WorkerKind, WorkerView,
};
use engine::{Engine, EngineError, Event, Notifier, Timing, Workers};
use laptop::{Home, Laptop, Lease, OsIds, Ports, SystemClock};
use tokio::sync::{Mutex, broadcast};

/// How often it is looked whether another program still runs the workers.
const TAKE_OVER_AFTER: Duration = Duration::from_secs(30);
/// How many events the window's relay may be behind.
const EVENTS: usize = 1_024;

/// The practice of this laptop: not yet opened, or open with its workers.
pub struct Desk {
    home: Option<Home>,
    ports: Ports,
    open: Arc<Mutex<Option<Open>>>,
    events: broadcast::Sender<Event>,
}

struct Open {
    laptop: Arc<Laptop>,
    workers: Option<(Lease, Workers)>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk")
    }
}

impl Desk {
    /// Makes a desk for the practice in a folder, over the real keyring and clock; nothing is opened yet.
    pub fn new(home: Option<Home>, notifier: Arc<dyn Notifier>) -> Self {
        let ports = Ports {
            keyring: Arc::new(vault::OsKeyring::new()),
            clock: Arc::new(SystemClock),
            ids: Arc::new(OsIds),
            notifier,
            timing: Timing::default(),
            sandbox: laptop::sandbox_program(),
        };
        Self { home, ports, open: Arc::default(), events: broadcast::channel(EVENTS).0 }
    }

    /// Returns the engine of the open practice; opens it first if it is there.
    ///
    /// # Errors
    /// [`EngineError::NotSetUp`] when there is none; else why it does not open. The next call tries again.
    pub async fn engine(&self) -> Result<Engine, EngineError> {
        let mut open = self.open.lock().await;
        if let Some(open) = &*open {
            return Ok(open.laptop.engine.clone());
        }
        let laptop = Laptop::open(self.home()?, &self.ports).await?.ok_or(EngineError::NotSetUp)?;
        self.begin(&mut open, laptop).await
    }

    /// Returns the app as a whole, also before there is a practice.
    ///
    /// # Errors
    /// Why the practice does not open.
    pub async fn app(&self) -> Result<AppView, EngineError> {
        match self.engine().await {
            Ok(engine) => engine.app().await,
            Err(EngineError::NotSetUp) => Ok(not_set_up()),
            Err(error) => Err(error),
        }
    }

    /// Sets a practice up and opens it.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn set_up(&self, request: SetUpRequest) -> Result<AppView, EngineError> {
        let mut open = self.open.lock().await;
        let laptop = Laptop::set_up(self.home()?, &self.ports, request).await?;
        let engine = self.begin(&mut open, laptop).await?;
        engine.app().await
    }

    /// Returns which account at the provider is connected.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn provider_connection(&self) -> Result<ProviderConnectionView, EngineError> {
        self.laptop().await?.provider_connection().await
    }

    /// Tries an account at the provider, and uses it if the provider takes it.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn connect_provider(&self, request: ConnectProviderRequest) -> Result<ProviderConnected, EngineError> {
        self.laptop().await?.connect_as_typed(&self.ports, request).await
    }

    /// Hears what is told from now on, whichever practice tells it.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Stops the workers and waits for what they are doing.
    pub async fn close(&self) {
        let open = self.open.lock().await.take();
        if let Some(Open { workers: Some((_lease, workers)), .. }) = open {
            workers.stop().await;
        }
    }

    /// Returns the open practice; nobody else waits while it is asked something long.
    async fn laptop(&self) -> Result<Arc<Laptop>, EngineError> {
        self.engine().await?;
        let open = self.open.lock().await;
        open.as_ref().map(|open| Arc::clone(&open.laptop)).ok_or(EngineError::NotSetUp)
    }

    fn home(&self) -> Result<&Home, EngineError> {
        self.home.as_ref().ok_or(EngineError::Internal("this computer has no folder for Anteroom's files"))
    }

    async fn begin(&self, open: &mut Option<Open>, laptop: Laptop) -> Result<Engine, EngineError> {
        let engine = laptop.engine.clone();
        let (mut told, events) = (engine.listen(), self.events.clone());
        tauri::async_runtime::spawn(async move {
            while let Some(event) = Event::next(&mut told).await {
                // No window yet is fine.
                let _ = events.send(event);
            }
        });
        let workers = laptop.start_workers().await?;
        if workers.is_none() {
            self.take_over_later();
        }
        *open = Some(Open { laptop: Arc::new(laptop), workers });
        Ok(engine)
    }

    /// Another program runs the workers: as soon as it ends, this one does.
    fn take_over_later(&self) {
        let open = Arc::downgrade(&self.open);
        tauri::async_runtime::spawn(async move {
            loop {
                tokio::time::sleep(TAKE_OVER_AFTER).await;
                let Some(open) = open.upgrade() else { return };
                let mut open = open.lock().await;
                let Some(open) = open.as_mut().filter(|open| open.workers.is_none()) else { return };
                match open.laptop.start_workers().await {
                    Ok(workers) => open.workers = workers,
                    Err(error) => tracing::warn!(%error, "The workers do not start yet"),
                }
            }
        });
    }
}

/// What the window shows before there is a practice.
fn not_set_up() -> AppView {
    let worker = |name| WorkerView { name, paused: false, problem: None };
    AppView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        practice: None,
        me: None,
        staff: vec![],
        sync: SyncView {
            state: SyncState::Idle,
            checked_at: None,
            offline_since: None,
            workers: vec![
                worker(WorkerKind::Collect),
                worker(WorkerKind::Send),
                worker(WorkerKind::File),
                worker(WorkerKind::Answer),
                worker(WorkerKind::Remind),
            ],
            trouble: None,
        },
        hold_seconds: 0,
        policy_version: None,
        policy_accepted: false,
        rights: vec![],
        provider: ProviderStandingView::NotNeeded,
        role_accounts: vec![],
    }
}

/// Turns an engine's answer into a command's.
pub(crate) fn encode<T>(answer: Result<T, EngineError>) -> Result<T, ErrorView> {
    answer.map_err(|error| ErrorView::from(&error))
}
