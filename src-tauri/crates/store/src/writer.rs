//! The one writer: a thread that owns the writing connection and takes one job at a time.

use std::panic::{self, AssertUnwindSafe};
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
            // One job that panics must not end the writer for all others. What it had begun is rolled back as its transaction
            // is dropped, and the connection holds nothing else that it could leave half done.
            let done = panic::catch_unwind(AssertUnwindSafe(|| job(connection)));
            // A caller who went away does not need the answer.
            let _ = answer.send(done.unwrap_or_else(|_| Err(StoreError::Other { code: "panic".to_owned() })));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_job_that_panics_ends_itself_and_no_other() {
        let writer = Writer::start(Connection::open_in_memory().expect("memory")).expect("a thread");
        let begun = writer.run::<()>(|connection| {
            let transaction = connection.transaction()?;
            transaction.execute_batch("CREATE TABLE half (a) STRICT")?;
            panic!("a row that nobody expected");
        });
        assert!(matches!(begun.await, Err(StoreError::Other { .. })));
        let left = writer.run(|connection| {
            Ok(connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?)
        });
        assert_eq!(left.await, Ok(0), "what was begun is undone, and the writer goes on");
    }
}
