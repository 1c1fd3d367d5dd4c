//! Where things are in the project.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::error::{During as _, Result};

/// The folder of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// The folder for everything built.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The folder of the development builds.
pub fn programs() -> PathBuf {
    target().join("debug")
}

/// The folder of what is measured.
pub fn measured() -> PathBuf {
    target().join("release")
}

/// The development build of a program.
pub fn program(name: &str) -> PathBuf {
    programs().join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The folder in which xtask itself keeps logs and stamps.
///
/// # Errors
/// When it cannot be made.
pub fn own_folder(name: &str) -> Result<PathBuf> {
    let folder = target().join("xtask").join(name);
    fs::create_dir_all(&folder).during("the folder target/xtask")?;
    Ok(folder)
}

/// Says whether something must be done again: the content of these files and folders is not what it was when
/// [`Stamp::done`] was last called under this name.
#[derive(Debug)]
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Looks at the files.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn of(name: &str, content: &[PathBuf]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for path in content {
            take_in(path, &mut hasher)?;
        }
        Ok(Self { file: own_folder("stamps")?.join(name), now: format!("{:016x}", hasher.finish()) })
    }

    /// Says whether the content is as it was.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|before| before == self.now)
    }

    /// Remembers the content.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn done(&self) -> Result<()> {
        fs::write(&self.file, &self.now).during("a stamp under target/xtask")
    }
}

/// Hashes a file, or a folder with all below it but what is built or installed.
fn take_in(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if path.is_dir() {
        let read = || -> std::io::Result<Vec<PathBuf>> { fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect() };
        let mut entries = read().during(path.display())?;
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default();
            if !["node_modules", "dist", "dist-fake"].iter().any(|built| name == *built) {
                take_in(&entry, hasher)?;
            }
        }
    } else if path.exists() {
        path.hash(hasher);
        fs::read(path).during(path.display())?.hash(hasher);
    }
    Ok(())
}

/// Visits every file below a folder; one that is not there is empty.
///
/// # Errors
/// When a folder cannot be read.
pub fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).during(folder.display()),
    };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            walk(&entry.path(), visit)?;
        } else if kind.is_file() {
            visit(&entry.path());
        }
    }
    Ok(())
}
