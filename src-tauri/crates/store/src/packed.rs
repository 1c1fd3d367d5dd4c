//! How the file holds a row of the log: its JSON, packed.
//!
//! Rows are short and alike: beside a dictionary of what such rows say, a row takes a third of its JSON; without one,
//! hardly less than all of it. The chain covers the JSON, so it says the same of a row however it is packed.
//!
//! **Invariant.** A dictionary that a file was written with is never altered or removed: its rows could not be read
//! again. A better one comes beside it, and [`unpack`] chooses by the number that every packed row carries.

use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use crate::StoreError;

/// Trained by `anteroom-bench dictionary` on a practice of its own invention: it holds nobody's words.
const DICTIONARY: &[u8] = include_bytes!("packed.dictionary");
/// zstd's own default: more takes longer and packs rows this short no better.
const LEVEL: i32 = 3;
/// The longest row that is read, in bytes; a policy of a hundred pages has fewer.
const LONGEST: usize = 16 * 1024 * 1024;

static TO_PACK: LazyLock<io::Result<EncoderDictionary<'static>>> =
    LazyLock::new(|| EncoderDictionary::try_copy(DICTIONARY, LEVEL));
static TO_UNPACK: LazyLock<io::Result<DecoderDictionary<'static>>> =
    LazyLock::new(|| DecoderDictionary::try_copy(DICTIONARY));

thread_local! {
    // Their working memory is worth keeping: the writer's thread packs and unpacks every row.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Packs the JSON of a row.
pub(crate) fn pack(json: &[u8]) -> Result<Vec<u8>, StoreError> {
    let failed = || StoreError::Other { code: "pack".to_owned() };
    let dictionary = TO_PACK.as_ref().map_err(|_| failed())?;
    PACKER.with_borrow_mut(|kept| {
        let packer = match kept {
            Some(packer) => packer,
            None => kept.insert(Compressor::with_prepared_dictionary(dictionary).map_err(|_| failed())?),
        };
        packer.compress(json).map_err(|_| failed())
    })
}

/// Returns the JSON of a row.
///
/// # Errors
/// [`StoreError::Damaged`] for what was never packed so.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    if packed.is_empty() {
        return Err(StoreError::Damaged); // zstd reads it as nothing, packed.
    }
    let dictionary = TO_UNPACK.as_ref().map_err(|_| StoreError::Other { code: "unpack".to_owned() })?;
    UNPACKER.with_borrow_mut(|kept| {
        let unpacker = match kept {
            Some(unpacker) => unpacker,
            None => kept.insert(Decompressor::with_prepared_dictionary(dictionary).map_err(|_| StoreError::Damaged)?),
        };
        unpacker.decompress(packed, LONGEST).map_err(|_| StoreError::Damaged)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"{"committed":"2026-11-20T09:00:01.234Z","actor":"worker:collect","fact":{"change":"message_received","message":"019d8bb1-9893-73b2-ac7f-16ddcaf89d9c","conversation":"0185740b-5ff0-7a26-842f-1695b4340289","channel":"sms","from":"+447700900123","content":"f9be3b50f2df185e75fd801a3aa6c78133410b6d2430b8611fcfb07f764828c3","sent_at":"2026-11-20T09:00:00Z","at":"2026-11-20T09:00:01.234Z","provider":{"account":"twilio:AC00000000000000000000000000000001","id":"SM49d4e1f756555bfbcf244c3e72ec889a"},"media":0}}"#;

    #[test]
    fn a_row_takes_a_third_and_comes_back_byte_for_byte() {
        let packed = pack(ROW.as_bytes()).expect("packed");
        assert!(
            packed.len() * 3 <= ROW.len(),
            "{} of {} bytes: the dictionary no longer fits",
            packed.len(),
            ROW.len()
        );
        assert_eq!(unpack(&packed).expect("unpacked"), ROW.as_bytes());
    }

    #[test]
    fn anything_can_be_packed() {
        for json in [b"".to_vec(), b"{}".to_vec(), vec![0xff; 70_000], (0..=255).cycle().take(100_000).collect()] {
            assert_eq!(unpack(&pack(&json).expect("packed")).expect("unpacked"), json);
        }
    }

    #[test]
    fn what_was_never_packed_is_damage() {
        let mut cut = pack(ROW.as_bytes()).expect("packed");
        cut.pop();
        for damaged in [&b""[..], b"{}", ROW.as_bytes(), &cut] {
            assert_eq!(unpack(damaged), Err(StoreError::Damaged));
        }
    }
}
