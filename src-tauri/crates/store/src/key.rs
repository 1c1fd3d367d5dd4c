//! Giving a connection its key, and telling a wrong key from a damaged file.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::OpenError;

/// Hands the raw key to SQLCipher, before anything else is asked of the connection.
///
/// `sqlite3_key` takes the bytes; the `PRAGMA key` statement would leave its text in memory (performance.md C2.1).
pub(crate) fn set(connection: &Connection, key: &[u8; 32]) -> Result<(), OpenError> {
    let mut text = Zeroizing::new(String::with_capacity(67));
    text.push_str("x'");
    for byte in key {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    text.push('\'');
    let length = i32::try_from(text.len()).unwrap_or_default();
    #[expect(unsafe_code, reason = "rusqlite has no safe way to give a raw key; handle and buffer outlive the call")]
    // SAFETY: the handle is the open connection's; the pointer and length describe `text`, which SQLCipher copies.
    let code = unsafe { rusqlite::ffi::sqlite3_key(connection.handle(), text.as_ptr().cast(), length) };
    if code != rusqlite::ffi::SQLITE_OK {
        return Err(OpenError::Other { code: format!("sqlite-key-{code}") });
    }
    let cipher: String = connection.query_row("PRAGMA cipher_version", [], |row| row.get(0)).unwrap_or_default();
    if cipher.is_empty() {
        return Err(OpenError::NoEncryption);
    }
    // On processors with SHA extensions the page check is the cipher's cost: SHA-256 and larger pages halve it.
    connection.execute_batch(
        "PRAGMA cipher_log_level = NONE; PRAGMA cipher_page_size = 8192; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;",
    )?;
    Ok(())
}

/// Says whether the key is the one that this file was made with.
///
/// SQLCipher gives the same error for a wrong key and a damaged first page. A few bytes derived from the key lie beside
/// the file, so that the two can be told apart; they say nothing of a random key of 256 bits.
pub(crate) fn is_this_files(database: &Path, key: &[u8; 32]) -> Option<bool> {
    let noted = std::fs::read(check_path(database)).ok()?;
    Some(noted == check(key))
}

/// Notes the key of a file that is about to be made.
pub(crate) fn note(database: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    let path = check_path(database);
    if path.exists() { Ok(()) } else { std::fs::write(path, check(key)) }
}

fn check(key: &[u8; 32]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(b"anteroom key check 1");
    hasher.update(key);
    hasher.finalize().iter().take(8).copied().collect()
}

fn check_path(database: &Path) -> PathBuf {
    database.with_extension("key-check")
}
