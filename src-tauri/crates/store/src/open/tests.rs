//! What can only be tried from inside: a full disk, the plans of the queries, and the end of the process.

mod ending;
mod full;
mod plans;

use super::*;

fn key() -> Zeroizing<[u8; 32]> {
    Zeroizing::new([0x5a; 32])
}

fn options(folder: &tempfile::TempDir) -> Options {
    Options::new(folder.path().join("practice.db"))
}
