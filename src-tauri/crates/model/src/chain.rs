//! The chain that shows whether the log was altered.

use sha2::{Digest as _, Sha256};

use crate::Digest;

/// One link: what the log's row with a sequence number must carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The sequence number, from 1, without gaps.
    pub sequence: u64,
    /// The digest over everything up to here.
    pub digest: Digest,
}

/// Where and how a log departs from its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// A sequence number is missing or stands twice.
    #[error("the log is broken before change {sequence}: a number is missing or repeated")]
    Gap {
        /// The first number that does not follow.
        sequence: u64,
    },
    /// A row does not have the digest that its content and its predecessor give.
    #[error("the log was altered at or before change {sequence}")]
    Altered {
        /// The first such row.
        sequence: u64,
    },
}

impl Link {
    /// Returns what stands before the first change.
    pub const fn start() -> Self {
        Self { sequence: 0, digest: Digest::new([0; 32]) }
    }

    /// Returns the link of the next change, whose bytes are given.
    #[must_use]
    pub fn next(&self, body: &[u8]) -> Self {
        let sequence = self.sequence + 1;
        let mut hasher = Sha256::new();
        hasher.update(self.digest.as_bytes());
        hasher.update(sequence.to_be_bytes());
        hasher.update(Sha256::digest(body));
        Self { sequence, digest: Digest::new(hasher.finalize().into()) }
    }

    /// Checks that a row follows this one, and returns its link.
    ///
    /// # Errors
    /// [`ChainBreak`] says how it does not.
    pub fn check(&self, sequence: u64, body: &[u8], digest: &Digest) -> Result<Self, ChainBreak> {
        let next = self.next(body);
        if next.sequence != sequence {
            return Err(ChainBreak::Gap { sequence });
        }
        if next.digest != *digest {
            return Err(ChainBreak::Altered { sequence });
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alteration_is_noticed() {
        let one = Link::start().next(b"one");
        let two = one.next(b"two");
        assert_eq!(one.check(2, b"two", &two.digest), Ok(two), "an untouched log holds");
        assert_eq!(one.check(2, b"tw0", &two.digest), Err(ChainBreak::Altered { sequence: 2 }), "edited");
        assert_eq!(one.check(3, b"two", &two.digest), Err(ChainBreak::Gap { sequence: 3 }), "removed");
        assert_eq!(Link::start().check(1, b"two", &two.digest), Err(ChainBreak::Altered { sequence: 1 }), "moved");
    }
}
