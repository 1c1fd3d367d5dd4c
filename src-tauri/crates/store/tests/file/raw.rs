//! The file as somebody sees it who has the key and does not use Anteroom.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use store::{OpenError, Options, Store};
use zeroize::Zeroizing;
use zstd::bulk::{Compressor, Decompressor};

/// The key of the tests' files.
pub(crate) const KEY: [u8; 32] = [0x5a; 32];

/// What the log is packed with.
const DICTIONARY: &[u8] = include_bytes!("../../src/packed.dictionary");

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
    // A row of the log is packed: anybody who has the program has its dictionary, too.
    let deterministic = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let json = |context: &Context<'_>| {
        let packed: Vec<u8> = context.get(0)?;
        let json = Decompressor::with_dictionary(DICTIONARY).and_then(|mut unpack| unpack.decompress(&packed, 1 << 20));
        Ok(String::from_utf8(json.expect("a row")).expect("JSON"))
    };
    connection.create_scalar_function("json_of", 1, deterministic, json).expect("a function");
    let pack = |context: &Context<'_>| {
        let json: String = context.get(0)?;
        let packed = Compressor::with_dictionary(3, DICTIONARY).and_then(|mut pack| pack.compress(json.as_bytes()));
        Ok(packed.expect("packed"))
    };
    connection.create_scalar_function("packed", 1, deterministic, pack).expect("a function");
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
