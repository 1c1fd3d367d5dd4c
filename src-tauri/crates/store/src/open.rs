//! Opening the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::commit::{Answer, Batch};
use crate::pool::{Pool, View};
use crate::rebuild::Verified;
use crate::writer::Writer;
use crate::{OpenError, StoreError, key, migrate, rebuild};

/// How to open a file.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the file is, or is to be made.
    pub path: PathBuf,
    /// How many connections read at once.
    pub readers: usize,
    /// How much of the file each connection may keep in memory, in KiB.
    pub cache_kib: u32,
}

impl Options {
    /// Returns what a laptop uses: three readers, 8 MiB each.
    pub const fn new(path: PathBuf) -> Self {
        Self { path, readers: 3, cache_kib: 8 * 1024 }
    }
}

/// An open practice. Cheap to clone; the file closes with the last clone.
#[derive(Clone)]
pub struct Store {
    writer: Arc<Writer>,
    pool: Arc<Pool>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens the file, makes it if it is not there, and brings it to the newest format. Blocks: call it off the async threads.
    ///
    /// # Errors
    /// [`OpenError`]; whatever the reason, what was on disk is still there as it was.
    pub fn open(options: &Options, key: &Zeroizing<[u8; 32]>) -> Result<Self, OpenError> {
        let fresh = prepare(&options.path)?;
        if fresh {
            key::note(&options.path, key)?;
        }
        let mut writer = connect(options, key, false)?;
        migrate::run(&mut writer)?;
        let readers =
            (0..options.readers.max(1)).map(|_| connect(options, key, true)).collect::<Result<Vec<_>, _>>()?;
        for connection in readers.iter().chain([&writer]) {
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        }
        Ok(Self { writer: Arc::new(Writer::start(writer)?), pool: Arc::new(Pool::new(readers)) })
    }

    /// Decides and commits a batch of operations in one transaction; returns each one's answer, in order.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the batch was committed.
    pub async fn commit(&self, batch: Batch) -> Result<Vec<Answer>, StoreError> {
        self.writer.run(move |connection| batch.commit(connection)).await
    }

    /// Reads. The closure runs off the async threads, on its own snapshot of the file.
    ///
    /// # Errors
    /// As the closure's.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&View<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        Pool::read(Arc::clone(&self.pool), read).await
    }

    /// Writes what belongs to this laptop alone: drafts, bookmarks, settings.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was written.
    pub async fn write_local<T: Send + 'static>(
        &self,
        write: impl FnOnce(&View<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer
            .run(move |connection| {
                let transaction = connection.transaction()?;
                let value = write(&View::new(&transaction))?;
                transaction.commit()?;
                Ok(value)
            })
            .await
    }

    /// Checks the chain and every text's digest, rebuilds every view from the log, and compares. Changes nothing.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be checked. What was found wrong is in the answer.
    pub async fn verify(&self) -> Result<Verified, StoreError> {
        self.writer.run(rebuild::verify).await
    }

    /// Rebuilds every view from the log.
    ///
    /// # Errors
    /// [`StoreError`]; then the views are as they were.
    pub async fn rebuild(&self) -> Result<u64, StoreError> {
        self.writer.run(rebuild::rebuild).await
    }
}

/// Makes the folder; says whether the file is yet to be made. Refuses a file that is not encrypted.
fn prepare(path: &Path) -> Result<bool, OpenError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
        #[cfg(unix)]
        keep_to_oneself(folder)?;
    }
    let length = match std::fs::metadata(path) {
        Ok(data) => data.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    if length == 0 {
        return Ok(true);
    }
    let mut start = [0; 16];
    std::io::Read::read_exact(&mut std::fs::File::open(path)?, &mut start).map_err(|_| OpenError::Damaged)?;
    if &start == b"SQLite format 3\0" { Err(OpenError::Damaged) } else { Ok(false) }
}

/// Takes the folder's permissions from everybody else. Adds none: a folder that was made read-only stays so.
///
/// Windows needs no twin: a folder there has the rights of the one around it, and in the user's local application data,
/// the usual place, these leave out everybody but the user, the system and administrators. Whoever names another place
/// with `ANTEROOM_HOME` chooses its rights. The file is encrypted either way.
#[cfg(unix)]
fn keep_to_oneself(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(folder)?.permissions().mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode & 0o700))
    }
}

/// Says whether an interrupted session left something beside the file that is not yet in it.
fn has_unwritten(database: &Path) -> bool {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|data| data.len() > 0)
}

/// Opens one connection, key first, settings next, and proves with a read that the key fits.
fn connect(options: &Options, key: &Zeroizing<[u8; 32]>, reader: bool) -> Result<Connection, OpenError> {
    let access = if reader {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    };
    // Before SQLCipher's first call: OpenSSL must not register its clean-up at exit. That one frees what every thread
    // holds, without a lock, while threads that read or wrote are still ending; the heap breaks, and a program that had
    // done its work ends as if it had failed. (OpenSSL's `init_thread_deregister` and `init_thread_destructor`.)
    openssl_sys::init();
    let connection = Connection::open_with_flags(&options.path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Until the file is known to be ours and readable, closing it again must not write what an interrupted session left
    // into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_unwritten(&options.path))?;
    key::set(&connection, key)?;
    let proof: Result<u32, _> = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
    if let Err(error) = proof {
        return Err(match StoreError::from(error) {
            StoreError::Damaged if key::is_this_files(&options.path, key) == Some(true) => OpenError::Damaged,
            StoreError::Damaged => OpenError::WrongKey,
            other => other.into(),
        });
    }
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    // Full sync: with NORMAL a power cut loses acknowledged messages (performance.md C3). The log is kept, not truncated:
    // overwriting is cheaper to flush than growing.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;
         PRAGMA cache_size = -{}; PRAGMA journal_size_limit = 67108864;",
        options.cache_kib
    ))?;
    if reader {
        connection.execute_batch("PRAGMA query_only = ON;")?;
    }
    Ok(connection)
}

#[cfg(test)]
mod tests;
