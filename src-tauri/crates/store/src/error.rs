//! What can go wrong with the file. Opening fails differently from using.

use rusqlite::ErrorCode;

/// Why the file could not be opened. Whatever the reason, nothing on disk was altered.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key is not this file's.
    #[error("the key does not open this practice's file: it belongs to another installation; nothing was changed")]
    WrongKey,
    /// The file is not what it was when it was written.
    #[error("the practice's file is damaged; nothing was changed: keep it, and restore a backup beside it")]
    Damaged,
    /// A newer Anteroom wrote the file.
    #[error(
        "the practice's file was written by a newer Anteroom (format {file}, this one reads up to {program}): update Anteroom"
    )]
    Newer {
        /// The file's format.
        file: u32,
        /// The newest this program reads.
        program: u32,
    },
    /// SQLite was built without encryption: a broken build must not write patients' words in clear.
    #[error("this build of Anteroom cannot encrypt: install it anew")]
    NoEncryption,
    /// Another program holds the file.
    #[error("another program has the practice's file open: close it and try again")]
    InUse,
    /// No space left.
    #[error("the disk is full: free some space and try again; nothing was changed")]
    Full,
    /// The folder or file cannot be read or written.
    #[error("the practice's folder cannot be written: check its permissions")]
    NotPermitted,
    /// Anything else of the file system or the database.
    #[error("the practice's file cannot be opened ({code})")]
    Other {
        /// A code for support.
        code: String,
    },
}

/// Why reading or writing failed. A failed write left nothing behind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No space left.
    #[error("the disk is full: free some space; nothing was saved")]
    Full,
    /// The file is damaged.
    #[error("the practice's file is damaged: keep it, and restore a backup beside it")]
    Damaged,
    /// The file became read-only or the disk failed.
    #[error("the practice's file cannot be written: check the disk")]
    Disk,
    /// Another program held the file too long.
    #[error("another program has the practice's file open")]
    InUse,
    /// It took too long and was stopped.
    #[error("stopped: it took too long")]
    Interrupted,
    /// The store is closed.
    #[error("the practice's file is closed")]
    Closed,
    /// Anything else.
    #[error("the practice's file did not answer as expected ({code})")]
    Other {
        /// A code for support; holds no data.
        code: String,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::ReadOnly | ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Disk,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Other { code: code(&error) },
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Other { code: format!("json-{:?}", error.classify()) }
    }
}

/// Names an error without its text, which may quote data.
fn code(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => format!("sqlite-{}", failure.extended_code),
        rusqlite::Error::QueryReturnedNoRows => "sqlite-no-rows".to_owned(),
        rusqlite::Error::FromSqlConversionFailure(column, ..) => format!("sqlite-column-{column}"),
        rusqlite::Error::InvalidColumnType(column, ..) => format!("sqlite-type-{column}"),
        _ => "sqlite".to_owned(),
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Damaged => Self::Damaged,
            StoreError::InUse => Self::InUse,
            StoreError::Disk => Self::NotPermitted,
            other => Self::Other { code: other.to_string() },
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull => Self::Full,
            PermissionDenied | ReadOnlyFilesystem => Self::NotPermitted,
            kind => Self::Other { code: format!("io-{kind}") },
        }
    }
}
