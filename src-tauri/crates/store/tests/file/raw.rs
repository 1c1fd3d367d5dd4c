//! The file as somebody sees it who has the key and does not use Anteroom.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use store::{OpenError, Options, Store};
use zeroize::Zeroizing;

/// The key of the tests' files.
pub(crate) const KEY: [u8; 32] = [0x5a; 32];

/// Opens a practice with a key.
pub(crate) fn open_with(path: &Path, key: [u8; 32]) -> Result<Store, OpenError> {
    Store::open(&Options::new(path.to_owned()), &Zeroizing::new(key))
}

/// Opens a practice that opens.
pub(crate) fn open(path: &Path) -> Store {
    open_with(path, KEY).expect("the practice opens")
}

/// Opens the file itself.
pub(crate) fn raw(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("the file");
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 8192; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
             PRAGMA foreign_keys = OFF; SELECT count(*) FROM sqlite_schema;"
        ))
        .expect("the key fits");
    connection
}

/// Returns every file in a folder, byte for byte; but for the index of the write-ahead log, which is no data: any reader
/// makes it anew.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    files
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| {
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), std::fs::read(&path).expect("a file"))
        })
        .collect()
}
