//! JSON as it comes: mended so far that one broken text does not make a whole page unreadable.

use serde_json::Value;
use zeroize::Zeroizing;

/// Reads JSON. Bytes that are not UTF-8 and escaped surrogates without a partner become U+FFFD, and a bare control
/// character in a string counts as escaped; all else that is wrong makes the answer unreadable.
pub(super) fn read(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok().or_else(|| {
        let text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
        serde_json::from_slice(&mend(text.as_bytes())).ok()
    })
}

/// Mends strings; everything outside them stays as it is.
fn mend(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut mended = Zeroizing::new(Vec::with_capacity(bytes.len() + 64));
    let (mut rest, mut in_string) = (bytes, false);
    while let Some((&byte, after)) = rest.split_first() {
        let length = match (in_string, byte) {
            (true, b'\\') => match escape(rest) {
                Escape::Kept(length) => length,
                Escape::Broken => {
                    mended.extend_from_slice(b"\\ufffd");
                    rest = rest.get(6..).unwrap_or_default();
                    continue;
                }
            },
            (true, 0..0x20) => {
                mended.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                rest = after;
                continue;
            }
            (_, b'"') => {
                in_string = !in_string;
                1
            }
            _ => 1,
        };
        let (kept, left) = rest.split_at(length.min(rest.len()));
        mended.extend_from_slice(kept);
        rest = left;
    }
    mended
}

/// What to do with an escape.
enum Escape {
    /// Keep that many bytes.
    Kept(usize),
    /// Six bytes that are half a character.
    Broken,
}

/// Looks at an escape at the beginning of these bytes.
fn escape(bytes: &[u8]) -> Escape {
    match unit(bytes) {
        Some(0xd800..=0xdbff) => match bytes.get(6..).and_then(unit) {
            Some(0xdc00..=0xdfff) => Escape::Kept(12),
            _ => Escape::Broken,
        },
        Some(0xdc00..=0xdfff) => Escape::Broken,
        Some(_) => Escape::Kept(6),
        None => Escape::Kept(2),
    }
}

/// Reads `\uXXXX` at the beginning of these bytes.
fn unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    let text = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u16::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(json: &[u8], text: &str) {
        assert_eq!(read(json), Some(Value::String(text.to_owned())), "{}", String::from_utf8_lossy(json));
    }

    #[test]
    fn half_a_character_becomes_the_replacement_character() {
        reads(br#""a\ud800b""#, "a\u{fffd}b");
        reads(br#""\udc00""#, "\u{fffd}");
        reads(br#""\ud83d\ud83d\ude00""#, "\u{fffd}😀");
        reads(br#""\ud83d\n""#, "\u{fffd}\n");
        reads(br#""\ud83d""#, "\u{fffd}");
        reads(b"\"\xff\"", "\u{fffd}");
    }

    #[test]
    fn what_only_looks_like_an_escape_is_left_alone() {
        reads(br#""\\ud800 \ud800""#, "\\ud800 \u{fffd}");
        reads(br#""\"\ud800\"""#, "\"\u{fffd}\"");
    }

    #[test]
    fn a_bare_control_character_is_text() {
        reads(b"\"a\x00b\nc\"", "a\0b\nc");
    }

    #[test]
    fn broken_json_stays_unreadable() {
        for broken in [&b"{"[..], b"", b"\"\\ud800", b"[1,]", b"\"\\", b"\"\\u12"] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }

    proptest! {
        #[test]
        fn mending_never_changes_good_json(text in any::<String>(), key in "[a-z]{1,5}") {
            let json = serde_json::to_vec(&serde_json::json!({ key: [text] })).expect("to JSON");
            let mended = mend(&json);
            prop_assert_eq!(mended.as_slice(), json.as_slice());
        }

        #[test]
        fn any_utf16_can_be_read(units in proptest::collection::vec(any::<u16>(), 0..40)) {
            let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let read = read(format!("\"{escaped}\"").as_bytes());
            prop_assert_eq!(read, Some(Value::String(String::from_utf16_lossy(&units))));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
