//! The board on which the workers write how they are: one observable state.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use contract::{ErrorCode, ErrorView, SyncView, WorkerKind, WorkerView};
use jiff::Timestamp;
use model::WorkerName;
use store::StoreError;
use tokio::sync::broadcast;

use crate::time_text::text;
use crate::{EngineError, Event};

/// Whether messages are coming and going, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SyncState {
    /// The workers do not run, or no provider is set up.
    #[default]
    Idle,
    /// They are.
    Running,
    /// The provider cannot be reached.
    Offline,
    /// A person switched a worker off.
    Paused,
    /// The provider refuses our credentials.
    Refused,
}

#[derive(Default)]
struct Facts {
    started: bool,
    connected: bool,
    checked_at: Option<Timestamp>,
    offline_since: Option<Timestamp>,
    refused: bool,
    paused: BTreeMap<WorkerName, bool>,
    /// What a worker said of its work.
    problems: BTreeMap<WorkerName, String>,
    /// Why a worker's last turn came to nothing.
    faults: BTreeMap<WorkerName, String>,
    /// A provider is set up, and its key is not in the keyring.
    key_missing: bool,
    trouble: Option<ErrorView>,
}

/// The board.
pub(crate) struct Board {
    facts: Mutex<Facts>,
    events: broadcast::Sender<Event>,
}

impl Board {
    pub(crate) fn new(events: broadcast::Sender<Event>) -> Self {
        Self { facts: Mutex::default(), events }
    }

    fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the facts, and tells listeners when what the window shows of them changed.
    fn change(&self, change: impl FnOnce(&mut Facts)) {
        let (changed, state) = {
            let mut facts = self.facts();
            let before = view(&facts);
            change(&mut facts);
            (before != view(&facts), state(&facts))
        };
        if changed {
            // Nobody listening is fine.
            let _ = self.events.send(Event::Sync(state));
        }
    }

    pub(crate) fn start(&self, connected: bool) {
        self.change(|facts| {
            facts.started = true;
            facts.connected = connected;
        });
    }

    /// A provider is set up now.
    pub(crate) fn connected(&self) {
        self.change(|facts| {
            facts.connected = true;
            facts.key_missing = false;
        });
    }

    pub(crate) fn pause(&self, worker: WorkerName, paused: bool) {
        self.change(|facts| {
            facts.paused.insert(worker, paused);
        });
    }

    pub(crate) fn is_paused(&self, worker: WorkerName) -> bool {
        self.facts().paused.get(&worker).copied().unwrap_or_default()
    }

    /// The provider answered.
    pub(crate) fn reached(&self, now: Timestamp) {
        self.change(|facts| {
            facts.checked_at = Some(now);
            facts.offline_since = None;
            facts.refused = false;
        });
    }

    /// The provider could not be reached.
    pub(crate) fn unreachable(&self, now: Timestamp) {
        self.change(|facts| facts.offline_since = facts.offline_since.or(Some(now)));
    }

    /// The provider refused our credentials.
    pub(crate) fn refused(&self) {
        self.change(|facts| facts.refused = true);
    }

    pub(crate) fn problem(&self, worker: WorkerName, what: &str) {
        self.change(|facts| {
            facts.problems.insert(worker, what.to_owned());
        });
    }

    pub(crate) fn well(&self, worker: WorkerName) {
        self.change(|facts| {
            facts.problems.remove(&worker);
        });
    }

    /// A worker's turn came to nothing, or went well.
    pub(crate) fn turned(&self, worker: WorkerName, fault: Option<&str>) {
        if fault.is_some() || self.facts().faults.contains_key(&worker) {
            self.change(|facts| match fault {
                Some(fault) => drop(facts.faults.insert(worker, fault.to_owned())),
                None => drop(facts.faults.remove(&worker)),
            });
        }
    }

    /// The key of the provider that is set up is not there.
    pub(crate) fn key_missing(&self) {
        self.change(|facts| facts.key_missing = true);
    }

    /// The store took a write.
    pub(crate) fn written(&self) {
        if self.facts().trouble.is_some() {
            self.change(|facts| facts.trouble = None);
        }
    }

    /// The store did not take a write: a banner that stays until it does.
    pub(crate) fn not_written(&self, error: &StoreError) {
        let view = ErrorView::from(&EngineError::Store(error.clone()));
        if view.code != ErrorCode::FileInUse {
            self.change(|facts| facts.trouble = Some(view));
        }
    }

    pub(crate) fn view(&self) -> SyncView {
        view(&self.facts())
    }
}

fn state(facts: &Facts) -> SyncState {
    if facts.started && facts.key_missing {
        SyncState::Refused
    } else if !facts.started || !facts.connected {
        SyncState::Idle
    } else if facts.paused.values().any(|paused| *paused) {
        SyncState::Paused
    } else if facts.refused {
        SyncState::Refused
    } else if facts.offline_since.is_some() {
        SyncState::Offline
    } else {
        SyncState::Running
    }
}

fn view(facts: &Facts) -> SyncView {
    let worker = |name: WorkerName, kind: WorkerKind| WorkerView {
        name: kind,
        paused: facts.paused.get(&name).copied().unwrap_or_default(),
        problem: facts.faults.get(&name).or_else(|| facts.problems.get(&name)).cloned(),
    };
    SyncView {
        state: match state(facts) {
            SyncState::Idle => contract::SyncState::Idle,
            SyncState::Running => contract::SyncState::Running,
            SyncState::Offline => contract::SyncState::Offline,
            SyncState::Paused => contract::SyncState::Paused,
            SyncState::Refused => contract::SyncState::Refused,
        },
        checked_at: facts.checked_at.map(text),
        offline_since: facts.offline_since.map(text),
        workers: vec![
            worker(WorkerName::Collect, WorkerKind::Collect),
            worker(WorkerName::Send, WorkerKind::Send),
            worker(WorkerName::File, WorkerKind::File),
            worker(WorkerName::Answer, WorkerKind::Answer),
            worker(WorkerName::Remind, WorkerKind::Remind),
        ],
        trouble: facts.trouble.clone(),
    }
}
