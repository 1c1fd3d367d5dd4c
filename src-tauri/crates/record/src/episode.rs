//! What is filed, and what is found filed.

use jiff::Timestamp;
use model::{Conversation, ConversationId, Digest, Message, MessageId, Patient, PatientId, Practice, Sensitive, Staff};

/// One conversation as it stands, whole: what a document of the record says.
#[derive(Clone, Debug)]
pub struct Episode {
    /// The practice.
    pub practice: Practice,
    /// The patient whose conversation it is.
    pub patient: Patient,
    /// The conversation.
    pub conversation: Conversation,
    /// Who sees to it.
    pub owner: Option<Staff>,
    /// Everything that was said and noted, in order: patient's messages, ours that were not withdrawn, notes.
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
    /// Who of the practice wrote it; `None` for a patient's message.
    pub author: Option<Staff>,
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
