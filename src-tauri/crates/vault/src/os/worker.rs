//! One thread that does blocking work in order, and callers who wait only so long.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::VaultError;

type Job = Box<dyn FnOnce() + Send>;

/// Does jobs one after the other, in the order of asking.
///
/// The order matters: a write whose caller gave up may still happen when somebody unlocks the store; whatever was asked
/// later comes later, so the last word stands.
pub(super) struct Worker {
    name: &'static str,
    queue: Mutex<Option<Sender<Job>>>,
}

impl Worker {
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, queue: Mutex::new(None) }
    }

    /// Does some work on the thread and waits for it; [`VaultError::Locked`] when it takes too long. A job whose caller
    /// gave up before its turn is passed over.
    pub(super) fn run<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (answer, answered) = mpsc::sync_channel(1);
        let wanted = Arc::new(AtomicBool::new(true));
        let still_wanted = Arc::clone(&wanted);
        self.push(Box::new(move || {
            if still_wanted.load(Ordering::Acquire) {
                // A caller who gave up has dropped the other end.
                answer.send(work()).unwrap_or_default();
            }
        }))?;
        answered.recv_timeout(patience).unwrap_or_else(|error| {
            wanted.store(false, Ordering::Release);
            Err(match error {
                RecvTimeoutError::Timeout => VaultError::Locked,
                RecvTimeoutError::Disconnected => VaultError::Other { code: "stopped" },
            })
        })
    }

    /// Queues a job, starting the thread if it does not run (first use, or a job brought it down).
    fn push(&self, job: Job) -> Result<(), VaultError> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let job = match queue.as_ref() {
            Some(sender) => match sender.send(job) {
                Ok(()) => return Ok(()),
                Err(mpsc::SendError(job)) => job,
            },
            None => job,
        };
        let (sender, jobs) = mpsc::channel::<Job>();
        let stopped = VaultError::Other { code: "no_thread" };
        std::thread::Builder::new()
            .name(self.name.to_owned())
            .spawn(move || jobs.into_iter().for_each(|job| job()))
            .map_err(|_| stopped)?;
        sender.send(job).map_err(|_| stopped)?;
        *queue = Some(sender);
        Ok(())
    }
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(20);

    #[test]
    fn a_store_that_hangs_costs_its_callers_only_their_patience_and_order_is_kept() {
        let worker = Worker::new("test");
        let (unlock, unlocked) = mpsc::channel::<()>();
        let (said, heard) = mpsc::channel();
        let first = said.clone();
        let hung = worker.run(SHORT, move || {
            unlocked.recv().expect("unlocked by the test");
            first.send("first").expect("the test listens");
            Ok(())
        });
        assert_eq!(hung, Err(VaultError::Locked), "nobody unlocked it in time");
        let second = said.clone();
        let behind = worker.run(SHORT, move || {
            second.send("given up").expect("the test listens");
            Ok(())
        });
        assert_eq!(behind, Err(VaultError::Locked), "the store is still waiting for a person");
        unlock.send(()).expect("the first job waits");
        worker
            .run(LONG, move || {
                said.send("last").expect("the test listens");
                Ok(())
            })
            .expect("the store answers again");
        let order: Vec<&str> = heard.iter().collect();
        assert_eq!(order, ["first", "last"], "in order, and what was given up before its turn is not done");
    }

    #[test]
    fn a_job_that_brings_the_thread_down_is_an_error_and_the_next_one_works() {
        let worker = Worker::new("test");
        let down = worker.run(LONG, || -> Result<(), VaultError> { panic!("a defect below us") });
        assert_eq!(down, Err(VaultError::Other { code: "stopped" }));
        // The thread may still be unwinding; whether this job falls with it or not, the caller gets an answer.
        let next = worker.run(LONG, || Ok(()));
        assert!(matches!(next, Ok(()) | Err(VaultError::Other { code: "stopped" })), "answered, got {next:?}");
        while worker.run(LONG, || Ok(())).is_err() {}
    }
}
