//! Files that are whole, durable and for this user alone.
//!
//! Unix takes a file's permissions from the program that makes it, so they are named here. Windows takes them from the
//! folder: what lies in a user's Documents, the usual place, nobody else may read but administrators, and a folder that the
//! practice chose elsewhere has the rights that the practice gave it. Nothing is to be set there.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

use crate::RecordError;

const LOCK: &str = ".anteroom.lock";
const LEFTOVER: (&str, &str) = (".anteroom-", ".tmp");

impl From<io::Error> for RecordError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotPermitted,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::NotFound => Self::Absent,
            ErrorKind::ResourceBusy | ErrorKind::WouldBlock | ErrorKind::ExecutableFileBusy => Self::Busy,
            // Something else stands where a document belongs.
            ErrorKind::IsADirectory | ErrorKind::NotADirectory => Self::Damaged,
            _ => match error.raw_os_error() {
                // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: another program has the file open.
                Some(32 | 33) if cfg!(windows) => Self::Busy,
                code => Self::Io { code: code.unwrap_or_default() },
            },
        }
    }
}

/// Checks that the record's own folder is there.
pub(super) fn must_exist(root: &Path) -> Result<(), RecordError> {
    if fs::metadata(root)?.is_dir() { Ok(()) } else { Err(RecordError::Absent) }
}

/// Keeps other programs out until the returned file is dropped. Where the drive knows no locks, nobody is kept out.
pub(super) fn lock(root: &Path) -> Result<File, RecordError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(root.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(RecordError::Busy),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Makes a conversation's folder, readable by this user alone (Windows: as the folder around it), if it is not there.
pub(super) fn make_folder(root: &Path, folder: &Path) -> Result<(), RecordError> {
    let builder = fs::DirBuilder::new();
    #[cfg(unix)]
    let builder = {
        let mut builder = builder;
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
    };
    match builder.create(folder) {
        Ok(()) => sync_folder(root),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(RecordError::Damaged),
        Err(error) => Err(error.into()),
    }
}

/// Removes what a filing left that was cut off. Called under the lock, so nobody is using it.
pub(super) fn clear_leftovers(folder: &Path) -> Result<(), RecordError> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(LEFTOVER.0) && name.ends_with(LEFTOVER.1));
        if ours {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Replaces a file whole: whatever happens, the old or the new one stands there.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), RecordError> {
    // Made readable by this user alone (Windows: by whom the folder allows), under a name nobody has.
    let mut file = tempfile::Builder::new().prefix(LEFTOVER.0).suffix(LEFTOVER.1).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map_err(|error| match error.error.kind() {
        // We could write beside it, so it is not the folder: Windows says this of a file that somebody has open.
        ErrorKind::PermissionDenied if cfg!(windows) => RecordError::Busy,
        _ => error.error.into(),
    })?;
    sync_folder(folder)
}

/// Reads a file; `None` when it is not there.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, RecordError> {
    match File::open(path) {
        Ok(mut file) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Puts a folder's list of names on the disk. Windows does that with the rename itself.
fn sync_folder(folder: &Path) -> Result<(), RecordError> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_reasons_become_ours() {
        let ours = |kind: ErrorKind| RecordError::from(io::Error::from(kind));
        assert_eq!(ours(ErrorKind::PermissionDenied), RecordError::NotPermitted);
        assert_eq!(ours(ErrorKind::ReadOnlyFilesystem), RecordError::NotPermitted);
        assert_eq!(ours(ErrorKind::StorageFull), RecordError::Full);
        assert_eq!(ours(ErrorKind::QuotaExceeded), RecordError::Full);
        assert_eq!(ours(ErrorKind::NotFound), RecordError::Absent);
        assert_eq!(ours(ErrorKind::ResourceBusy), RecordError::Busy);
        assert_eq!(ours(ErrorKind::Other), RecordError::Io { code: 0 });
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_is_really_full_is_full() {
        let mut full = OpenOptions::new().write(true).open("/dev/full").expect("Linux has a full disk for tests");
        let error = full.write_all(b"x").and_then(|()| full.sync_all()).expect_err("there is no room");
        assert_eq!(RecordError::from(error), RecordError::Full);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_nothing_is_not_permitted() {
        // Refuses new files to everybody, also to an administrator.
        let error = lock(Path::new("/sys/kernel")).expect_err("nobody writes here");
        assert_eq!(error, RecordError::NotPermitted);
    }
}
