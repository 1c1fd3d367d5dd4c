//! The readers: a few read-only connections, lent one at a time.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rusqlite::Connection;

use crate::StoreError;

/// What a reading closure sees: every query of the store is a method of it, in the module of its table.
pub struct View<'a> {
    pub(crate) connection: &'a Connection,
}

impl<'a> View<'a> {
    pub(crate) const fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }
}

impl std::fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("View")
    }
}

/// The pool.
pub(crate) struct Pool {
    free: Mutex<Vec<Connection>>,
    freed: Condvar,
}

impl Pool {
    pub(crate) const fn new(readers: Vec<Connection>) -> Self {
        Self { free: Mutex::new(readers), freed: Condvar::new() }
    }

    /// Lends a connection to a closure, in one read transaction.
    pub(crate) async fn read<T: Send + 'static>(
        pool: Arc<Self>,
        read: impl FnOnce(&View<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let task = tokio::task::spawn_blocking(move || {
            let lent = Lent::take(&pool);
            let connection = lent.connection.as_ref().ok_or(StoreError::Closed)?;
            let transaction = connection.unchecked_transaction()?;
            read(&View::new(&transaction))
        });
        task.await.map_err(|_| StoreError::Closed)?
    }
}

/// A connection out of the pool, given back when dropped, also when the closure panics.
struct Lent<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
}

impl<'a> Lent<'a> {
    fn take(pool: &'a Pool) -> Self {
        let mut free = pool.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = free.pop() {
                return Self { pool, connection: Some(connection) };
            }
            free = pool.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            self.pool.freed.notify_one();
        }
    }
}
