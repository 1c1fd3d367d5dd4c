//! A file to which each message is appended, so that a test can count what was accepted after it killed the app.

use std::{fs::File, io::Write as _, path::Path};

use crate::world::Message;

/// The file, if one was asked for.
#[derive(Default)]
pub(crate) struct Journal(Option<File>);

impl Journal {
    /// Opens the file for appending.
    pub(crate) fn open(path: &Path) -> std::io::Result<Self> {
        Ok(Self(Some(File::options().create(true).append(true).open(path)?)))
    }

    /// Appends a message as one line of JSON. A full disk must not stop the provider, so failing is ignored.
    pub(crate) fn write(&mut self, message: &Message) {
        let Some(file) = &mut self.0 else { return };
        let line = serde_json::json!({
            "sid": message.sid,
            "direction": message.direction.as_str(),
            "from": message.from,
            "to": message.to,
            "body": message.text(),
            "at": message.created,
        });
        // One write, so that a line is whole or absent.
        let _ = file.write_all(format!("{line}\n").as_bytes());
    }
}
