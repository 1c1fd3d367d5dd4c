//! What stops a run.

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    /// The practice could not be opened.
    #[error(transparent)]
    Open(#[from] store::OpenError),
    /// The practice could not be read or written.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The password store did not take the key.
    #[error(transparent)]
    Vault(#[from] vault::VaultError),
    /// Plain SQLite.
    #[error("plain SQLite: {0}")]
    Plain(#[from] rusqlite::Error),
    /// Files and processes.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The practice said no to what the generator asked: the generator is wrong, and the figures would be.
    #[error("an operation was refused: {0}")]
    Refused(String),
    /// Something else about the run itself.
    #[error("{0}")]
    Run(&'static str),
}
