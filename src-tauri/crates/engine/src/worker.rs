//! The workers: collect what patients wrote, answer by itself what the policy says, send what staff wrote, file it all, and
//! raise the alarm when a time has run out.
//!
//! Each is a loop over what the store says is due: nothing is kept in memory that would be lost with the process. Each has
//! a name, an owner ([`Workers`]) and an off switch; a panic in one is reported and the loop goes on.

mod answer;
mod board;
mod collect;
mod duty;
mod file;
mod receipt;
mod remind;
mod schedule;
mod send;
mod snooze;

use std::time::Duration;

use jiff::Timestamp;
use model::{Staff, StaffId, Timetable, WorkerName};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use board::Board;
pub use board::SyncState;
pub(crate) use snooze::came_back;

use crate::{Engine, EngineError};

/// How long a stop waits for a call under way.
const STOP_WAITS: Duration = Duration::from_secs(10);
/// The longest sleep of a worker that nothing wakes.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Returns who sits here, unless they are off: then nothing is shown to them, and the lists say what there is (C6.19).
pub(crate) fn at_work<'a>(
    (staff, me): (&'a [Staff], Option<StaffId>),
    times: &Timetable,
    now: Timestamp,
) -> Option<&'a Staff> {
    staff.iter().find(|person| Some(person.id) == me && person.is_at_work(times.calendar(), now))
}

/// The running workers; dropping it tells them to stop, [`stop`](Self::stop) also waits.
#[derive(Debug)]
pub struct Workers {
    cancel: CancellationToken,
    tracker: TaskTracker,
}

impl Workers {
    /// Starts the workers.
    ///
    /// # Errors
    /// [`EngineError::Store`] when their switches cannot be read.
    pub async fn start(engine: &Engine) -> Result<Self, EngineError> {
        engine.recall_pauses().await?;
        send::recover(engine).await?;
        engine.board.start(engine.provider_in_use().is_some());
        let workers = Self { cancel: CancellationToken::new(), tracker: TaskTracker::new() };
        workers.run(engine, WorkerName::Collect);
        workers.run(engine, WorkerName::Send);
        workers.run(engine, WorkerName::File);
        workers.run(engine, WorkerName::Answer);
        workers.run(engine, WorkerName::Remind);
        workers.tracker.close();
        Ok(workers)
    }

    /// Tells the workers to stop and waits for the calls under way, but not for ever.
    pub async fn stop(self) {
        self.cancel.cancel();
        if tokio::time::timeout(STOP_WAITS, self.tracker.wait()).await.is_err() {
            tracing::warn!("A worker did not stop in time; what it was doing is looked at again at the next start");
        }
    }

    fn run(&self, engine: &Engine, name: WorkerName) {
        let (engine, cancel, tracker) = (engine.clone(), self.cancel.clone(), self.tracker.clone());
        // The one place where tasks begin: named, owned by the tracker, stopped by the token.
        let supervisor = async move {
            while !cancel.is_cancelled() {
                let run = tracker.spawn(one_run(engine.clone(), name, cancel.clone()));
                if run.await.is_err_and(|error| error.is_panic()) {
                    tracing::error!(worker = name.as_str(), "A worker failed unexpectedly and is started again");
                    engine.board.turned(name, Some("stopped unexpectedly and was started again"));
                    pause(&cancel, Duration::from_secs(1)).await;
                }
            }
        };
        self.tracker.spawn(supervisor);
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

async fn one_run(engine: Engine, name: WorkerName, cancel: CancellationToken) {
    let (wake, every) = match name {
        WorkerName::Collect => (&engine.wake.collect, engine.parts.timing.collect_every),
        WorkerName::Send => (&engine.wake.send, engine.parts.timing.follow_every),
        WorkerName::File => (&engine.wake.file, engine.parts.timing.follow_every),
        WorkerName::Answer => (&engine.wake.answer, engine.parts.timing.follow_every),
        // It knows when the next alarm is due; the longest sleep is for a laptop that slept, or whose clock was set.
        WorkerName::Remind => (&engine.wake.remind, LONGEST_SLEEP),
    };
    let mut follower = send::Follower::default();
    loop {
        let mut rest = every.min(LONGEST_SLEEP);
        if !engine.board.is_paused(name) {
            let turn = match name {
                WorkerName::Collect => collect::turn(&engine).await,
                WorkerName::Send => send::turn(&engine, &mut follower, &cancel).await,
                WorkerName::File => file::turn(&engine, &cancel).await,
                WorkerName::Answer => answer::turn(&engine, &cancel).await,
                WorkerName::Remind => remind::turn(&engine, &cancel).await,
            };
            match turn {
                Ok(sooner) => {
                    engine.board.turned(name, None);
                    rest = sooner.map_or(rest, |sooner| rest.min(sooner));
                }
                Err(error) => {
                    tracing::warn!(worker = name.as_str(), %error, "A worker could not do its turn and tries again");
                    engine.board.turned(name, Some(&error.to_string()));
                }
            }
        }
        tokio::select! {
            () = cancel.cancelled() => return,
            () = wake.notified() => {}
            () = tokio::time::sleep(rest) => {}
        }
    }
}

async fn pause(cancel: &CancellationToken, length: Duration) {
    tokio::select! {
        () = cancel.cancelled() => {}
        () = tokio::time::sleep(length) => {}
    }
}
