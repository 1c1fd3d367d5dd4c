//! The one writer: a thread that owns the writing connection and takes one job at a time.

use std::sync::mpsc;
use std::thread;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::{OpenError, StoreError};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The writer's handle. Dropping it lets the thread finish what is queued and end.
pub(crate) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub(crate) fn start(mut connection: Connection) -> Result<Self, OpenError> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let thread = thread::Builder::new().name("anteroom-writer".to_owned()).spawn(move || {
            for job in queue {
                job(&mut connection);
            }
        })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs a job on the writing connection and waits for it. A caller who goes away does not stop it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // A caller who went away does not need the answer.
            let _ = answer.send(job(connection));
        });
        self.jobs.as_ref().ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            // A panic in the thread was reported where it happened.
            let _ = thread.join();
        }
    }
}
