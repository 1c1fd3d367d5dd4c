//! HTTP Basic authentication: the account's id and its token.

use axum::http::{HeaderMap, header};

use crate::Config;

/// Says whether a request brings the right account and token.
pub(super) fn is_allowed(headers: &HeaderMap, config: &Config) -> bool {
    let expected = encode(format!("{}:{}", config.account_sid, config.token).as_bytes());
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given
        .and_then(|given| given.split_once(' '))
        .is_some_and(|(scheme, credentials)| scheme.eq_ignore_ascii_case("basic") && credentials.trim() == expected)
}

/// Writes bytes in base 64.
fn encode(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let three = (0..3).fold(0_u32, |sum, place| sum << 8 | u32::from(group.get(place).copied().unwrap_or(0)));
        for place in 0..4 {
            let letter = LETTERS.get((three >> (18 - 6 * place)) as usize & 63).map_or('=', |byte| char::from(*byte));
            text.push(if place > group.len() { '=' } else { letter });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_as_the_standard_says() {
        for (plain, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(encode(plain.as_bytes()), encoded, "RFC 4648, section 10");
        }
    }
}
