//! What can go wrong with a password store.

/// Why a password store did not do what was asked. The sentence says what to do and never holds the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum VaultError {
    /// There is no password store on this computer, or it does not run.
    #[error("this computer has no password store running: sign in to the desktop as usual, then try again")]
    Absent,
    /// The store is locked, and nobody unlocked it in time.
    #[error("the computer's password store is locked: unlock it with your sign-in password, then try again")]
    Locked,
    /// The store, or the person at it, said no.
    #[error("the computer's password store refused: allow Anteroom to use its own entry, then try again")]
    Denied,
    /// Several entries have the name, so that none can be trusted.
    #[error("the computer's password store has this entry more than once: ask an administrator to look")]
    Ambiguous,
    /// The secret or its name is longer than every system keeps.
    #[error("this is longer than the computer's password store can keep")]
    TooLong,
    /// Anything else.
    #[error("the computer's password store failed ({code}): try again, and tell an administrator if it stays")]
    Other {
        /// What, for support.
        code: &'static str,
    },
}

impl VaultError {
    /// Returns the name that programs branch on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Locked => "locked",
            Self::Denied => "denied",
            Self::Ambiguous => "ambiguous",
            Self::TooLong => "too_long",
            Self::Other { code } => code,
        }
    }
}
