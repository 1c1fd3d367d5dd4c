//! What can go wrong between us and the record.

/// Why something is not in the record, or cannot be read there. No variant holds a patient's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RecordError {
    /// Another program has the record open, or it is locked.
    #[error("the record is in use elsewhere: it will be tried again")]
    Busy,
    /// There is no room.
    #[error("there is no room left in the record: free some space")]
    Full,
    /// We may not write or read there.
    #[error("Anteroom may not use the record's folder: ask an administrator for access")]
    NotPermitted,
    /// The record is not there: a drive that is not connected, a folder that was moved.
    #[error("the record's folder is not there: connect the drive, or choose the folder again")]
    Absent,
    /// What was read back is not what was written.
    #[error("what stands in the record is not what was written: it will be tried again")]
    Mismatch,
    /// The document there belongs to another patient, or the conversation is not this patient's (C4.5).
    #[error("the record's document belongs to another patient: nothing was written")]
    OtherPatient,
    /// The record holds more than would be written: an entry, or a newer version of one.
    #[error("the record already holds more than this: nothing was written")]
    WouldLose,
    /// The document there cannot be understood, or was altered: a person must look before it is replaced.
    #[error("the record's document was altered or damaged: have it looked at before it is filed again")]
    Damaged,
    /// What was to be filed does not fit together; a defect in this program.
    #[error("this conversation cannot be filed as it is: tell support")]
    Invalid,
    /// Anything else the computer reports.
    #[error("the record could not be used (system error {code}): it will be tried again")]
    Io {
        /// The operating system's number for it, 0 when it has none.
        code: i32,
    },
}

impl RecordError {
    /// Returns the name that programs branch on, and that [`model::Filing`] keeps.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Full => "full",
            Self::NotPermitted => "not_permitted",
            Self::Absent => "absent",
            Self::Mismatch => "mismatch",
            Self::OtherPatient => "other_patient",
            Self::WouldLose => "would_lose",
            Self::Damaged => "damaged",
            Self::Invalid => "invalid",
            Self::Io { .. } => "io",
        }
    }

    /// Says whether trying again later can help without anybody changing anything in Anteroom.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Busy | Self::Full | Self::Absent | Self::Mismatch | Self::Io { .. })
    }
}
