//! The lease: of all programs that have a practice open, one runs its workers.

use std::fs::{File, OpenOptions, TryLockError};

use engine::EngineError;

use crate::Home;

/// The right to run the workers. The operating system takes it back when the program ends, however it ends.
#[derive(Debug)]
pub struct Lease {
    _locked: File,
}

impl Lease {
    /// Takes the lease; `None` when another program has it.
    ///
    /// # Errors
    /// [`EngineError::Internal`] when the lock file cannot be used.
    pub fn take(home: &Home) -> Result<Option<Self>, EngineError> {
        const WRONG: EngineError =
            EngineError::Internal("the practice's folder cannot be written: check its permissions");
        std::fs::create_dir_all(home.folder()).map_err(|_| WRONG)?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(home.lease()).map_err(|_| WRONG)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _locked: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(_)) => Err(WRONG),
        }
    }
}
