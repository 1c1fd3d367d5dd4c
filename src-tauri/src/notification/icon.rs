//! The program's icon as a file. Notifications are drawn by another program, which can read no picture from inside ours,
//! and an icon's name means something to it only once the program is installed.

use std::fs;
use std::path::PathBuf;

use tauri::{AppHandle, Manager};

const ICON: &[u8] = include_bytes!("../../../icons/128x128.png");

/// Returns the file, and writes it first if it is not there as it should be; `None` where there is no place for it.
pub(super) fn file(app: &AppHandle) -> Option<PathBuf> {
    let folder = app.path().app_cache_dir().ok()?;
    let file = folder.join("notification.png");
    if fs::read(&file).is_ok_and(|there| there == ICON) {
        return Some(file);
    }
    match fs::create_dir_all(&folder).and_then(|()| fs::write(&file, ICON)) {
        Ok(()) => Some(file),
        Err(error) => {
            tracing::warn!(%error, "Notifications go without an icon");
            None
        }
    }
}
