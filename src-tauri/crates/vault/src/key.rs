//! Making keys.

use zeroize::Zeroizing;

use crate::VaultError;

/// Makes a key of 32 bytes from the operating system's random generator.
///
/// # Errors
/// [`VaultError::Other`] with code `no_randomness` when the system has none to give.
pub fn make_key() -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut_slice()).map_err(|_| VaultError::Other { code: "no_randomness" })?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_differ_and_neither_is_empty() {
        let (one, other) = (make_key().expect("a key"), make_key().expect("a key"));
        assert_ne!(one, other, "a key is never made twice");
        assert_ne!(*one, [0; 32], "the generator filled it");
    }
}
