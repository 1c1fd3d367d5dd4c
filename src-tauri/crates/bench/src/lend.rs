//! Lending the practice to the window: a copy that the app opens like any other.

use std::path::Path;

use vault::{Item, Keyring as _, OsKeyring};

use crate::error::BenchError;
use crate::practice::{Home, KEY};

/// The practice's id, under which the password store keeps its key.
const ID: &str = "bench";

/// Copies the practice into a folder, and gives its key to the password store of whoever runs this: only for a session
/// that is gone afterwards. It is a copy because the window changes it: what is due is filed, what is read is marked.
pub(crate) fn lend(home: &Home, to: &Path) -> Result<(), BenchError> {
    if home.built()?.is_none() {
        return Err(BenchError::Run("nothing was built there"));
    }
    if to.join("practice.db").exists() {
        return Err(BenchError::Run("a practice is there already"));
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(home.folder())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("practice.") {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    std::fs::write(to.join("practice.id"), ID)?;
    OsKeyring::new().write(&Item::DatabaseKey { practice: ID.to_owned() }, &KEY)?;
    Ok(())
}
