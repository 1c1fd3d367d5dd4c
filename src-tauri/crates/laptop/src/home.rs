//! Where a practice's files are.

use std::path::{Path, PathBuf};

/// The folder that holds one practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// The variable that names another folder than the usual one.
    pub const VARIABLE: &str = "ANTEROOM_HOME";

    /// Takes a folder.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns the folder that [`VARIABLE`](Self::VARIABLE) names, or the system's folder for this user's app data.
    pub fn usual() -> Option<Self> {
        let named = std::env::var_os(Self::VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        named.or_else(|| dirs::data_local_dir().map(|data| data.join("Anteroom"))).map(Self::new)
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the encrypted file.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("practice.db")
    }

    /// Returns the file that holds the practice's id, under which the keyring keeps its key.
    pub(crate) fn id(&self) -> PathBuf {
        self.folder.join("practice.id")
    }

    /// Returns the file whose lock says that the workers run.
    pub(crate) fn lease(&self) -> PathBuf {
        self.folder.join("workers.lock")
    }

    /// Returns where the document folder is unless the practice chose another place: in the user's documents, where a
    /// practice system can import it; beside the practice when its own folder was named or there are no documents.
    pub(crate) fn record(&self) -> PathBuf {
        let own = std::env::var_os(Self::VARIABLE).is_some();
        match dirs::document_dir() {
            Some(documents) if !own => documents.join("Anteroom record"),
            _ => self.folder.with_file_name(match self.folder.file_name() {
                Some(name) => format!("{}-record", name.to_string_lossy()),
                None => "record".to_owned(),
            }),
        }
    }
}
