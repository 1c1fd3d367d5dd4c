//! Message text, held beside the log under its digest.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Sensitive;

/// SHA-256 of a content's salt and bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Takes 32 bytes as a digest.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Digests some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Returns the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom("a digest is 64 hexadecimal digits");
        let mut bytes = [0; 32];
        if text.len() != 64 {
            return Err(wrong());
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            let pair = text.get(index * 2..index * 2 + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

/// Text with the salt that goes into its digest.
///
/// The log holds only the digest. Without the salt a short text ("yes") could be found again by trying; with it, erasing
/// the content erases what the log could tell, and the log's chain still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    salt: [u8; 16],
    text: Sensitive<String>,
}

impl Content {
    /// Takes a text and 16 random bytes.
    pub const fn new(salt: [u8; 16], text: Sensitive<String>) -> Self {
        Self { salt, text }
    }

    /// Returns the salt.
    pub const fn salt(&self) -> &[u8; 16] {
        &self.salt
    }

    /// Returns the text.
    pub const fn text(&self) -> &Sensitive<String> {
        &self.text
    }

    /// Returns the digest of salt and text.
    pub fn digest(&self) -> Digest {
        let mut hasher = Sha256::new();
        hasher.update(self.salt);
        hasher.update(self.text.expose().as_bytes()); // Why: the digest stands for the text in the log.
        Digest(hasher.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_with_another_salt_has_another_digest() {
        let one = Content::new([1; 16], "yes".to_owned().into());
        let other = Content::new([2; 16], "yes".to_owned().into());
        assert_ne!(one.digest(), other.digest(), "short texts must not be found by trying");
        assert_eq!(one.digest(), one.clone().digest());
    }

    #[test]
    fn a_digest_survives_json() {
        let digest = Digest::of(b"x");
        let json = serde_json::to_string(&digest).expect("to JSON");
        assert_eq!(serde_json::from_str::<Digest>(&json).ok(), Some(digest));
        assert!(serde_json::from_str::<Digest>("\"zz\"").is_err());
    }
}
