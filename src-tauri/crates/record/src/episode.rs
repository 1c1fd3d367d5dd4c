//! What is filed, and what is found filed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{
    Conversation, ConversationId, Delivery, Digest, Message, MessageId, MessageKind, Patient, PatientId, Practice,
    Proxy, Sensitive, Staff, StaffId,
};

use crate::RecordError;

/// One conversation as it stands, whole: what a document of the record says.
#[derive(Clone, Debug)]
pub struct Episode {
    /// The practice.
    pub practice: Practice,
    /// The patient whose conversation it is.
    pub patient: Patient,
    /// With whom it is, where it is not the patient: somebody who may be written to about them (C1.14).
    pub with: Option<Proxy>,
    /// The conversation.
    pub conversation: Conversation,
    /// Who sees to it.
    pub owner: Option<Staff>,
    /// Everything that was said and noted, in order: the patient's messages, notes, and ours once they can no longer be
    /// taken back (not [`Delivery::Held`], not [`Delivery::Withdrawn`]).
    pub entries: Vec<Entry>,
    /// When this was put together; stands in the document.
    pub prepared_at: Timestamp,
}

/// One message or note.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The message.
    pub message: Message,
    /// Its text, byte for byte.
    pub text: Sensitive<String>,
    /// Who of the practice wrote it, or wrote it down; `None` for a text from a patient.
    pub author: Option<Staff>,
    /// Who says that it was wrong, where somebody does.
    pub marked_by: Option<Staff>,
}

/// Where a conversation stands in the record, after it was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The record's own id for the document; the same every time the conversation is filed.
    pub record_id: String,
    /// The digest of the document as it was read back.
    pub digest: Digest,
}

/// What stands in the record for a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledEpisode {
    /// The record's own id for the document.
    pub record_id: String,
    /// The digest of the document as it stands now; equal to [`Filed::digest`] while nobody altered it.
    pub digest: Digest,
    /// The conversation.
    pub conversation: ConversationId,
    /// Whose document it is.
    pub patient: PatientId,
    /// The entries, in the document's order.
    pub entries: Vec<FiledEntry>,
}

/// One entry as it stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiledEntry {
    /// Which message.
    pub message: MessageId,
    /// Which version of it ([`Message::version`]).
    pub version: u32,
    /// SHA-256 of the text's bytes alone (no salt, unlike [`Message::content`]): it is compared, never stored.
    pub text: Digest,
}

impl Episode {
    /// Checks that everything belongs together, before anything is written.
    ///
    /// # Errors
    /// [`RecordError::OtherPatient`] when the conversation is not this patient's, or nobody said whose it is;
    /// [`RecordError::Invalid`] for an entry of another conversation, one that stands twice, one whose author is not who
    /// is named, and one that was withdrawn or still can be: what is filed stays, so only what stays is filed.
    pub fn check(&self) -> Result<(), RecordError> {
        if self.conversation.subject.patient() != Some(self.patient.id) {
            return Err(RecordError::OtherPatient);
        }
        if self.with.as_ref().map(|proxy| proxy.id) != self.conversation.proxy {
            return Err(RecordError::Invalid); // Nobody's words are filed as somebody else's.
        }
        let mut seen = BTreeSet::new();
        for entry in &self.entries {
            let fits = entry.message.conversation == self.conversation.id
                && seen.insert(entry.message.id)
                && entry.author.as_ref().map(|staff| staff.id) == author_of(&entry.message)
                && !matches!(entry.message.delivery(), Some(Delivery::Held { .. } | Delivery::Withdrawn { .. }));
            if !fits {
                return Err(RecordError::Invalid);
            }
        }
        Ok(())
    }

    /// Checks that nothing which is filed would vanish, fall back or change its words.
    ///
    /// # Errors
    /// [`RecordError::OtherPatient`], [`RecordError::WouldLose`], or [`RecordError::Damaged`] when the record has other
    /// words for a message: a message's words never change, so somebody changed the record's.
    pub fn check_against(&self, filed: &FiledEpisode) -> Result<(), RecordError> {
        if filed.patient != self.patient.id {
            return Err(RecordError::OtherPatient);
        }
        if filed.conversation != self.conversation.id {
            return Err(RecordError::Damaged);
        }
        for old in &filed.entries {
            let new =
                self.entries.iter().find(|entry| entry.message.id == old.message).ok_or(RecordError::WouldLose)?;
            if new.message.version < old.version {
                return Err(RecordError::WouldLose);
            }
            if new.filed().text != old.text {
                return Err(RecordError::Damaged);
            }
        }
        Ok(())
    }

    /// Returns the entries as the record must hold them.
    pub fn filed_entries(&self) -> Vec<FiledEntry> {
        self.entries.iter().map(Entry::filed).collect()
    }
}

impl Entry {
    /// Returns the entry as the record must hold it.
    fn filed(&self) -> FiledEntry {
        FiledEntry {
            message: self.message.id,
            version: self.message.version,
            text: Digest::of(self.text.expose().as_bytes()), // Why: compared with the digest of what the record holds.
        }
    }
}

/// Returns who of the practice a message names as its author.
const fn author_of(message: &Message) -> Option<StaffId> {
    match &message.kind {
        MessageKind::In { entered: Some(entered), .. } => Some(entered.by),
        MessageKind::In { .. } => None,
        MessageKind::Out { author, .. } => author.staff(),
        MessageKind::Note { author, .. } | MessageKind::Contact { author, .. } => Some(*author),
    }
}
