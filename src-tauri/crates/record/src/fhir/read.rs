//! Reading the document back, and believing it only where it agrees with itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{ConversationId, Digest, MessageId, PatientId};

use super::types::{Attachment, Bundle, Communication, Resource};
use super::{hash, string, uuid_in};
use crate::{FiledEntry, RecordError};

/// What a document says.
pub(crate) struct Parsed {
    pub(crate) patient: PatientId,
    pub(crate) conversation: ConversationId,
    pub(crate) entries: Vec<FiledEntry>,
    page: Attachment,
}

impl Parsed {
    /// Says whether this is the page that the document speaks of.
    pub(crate) fn is_page(&self, page: &[u8]) -> bool {
        self.page.size == page.len() && self.page.hash == hash(page)
    }
}

/// Reads a document. `None` when it is not one of ours, or does not agree with itself.
fn read(bytes: &[u8]) -> Option<Parsed> {
    let bundle: Bundle = serde_json::from_slice(bytes).ok()?;
    if bundle.resource_type != "Bundle" || bundle.r#type != "collection" {
        return None;
    }
    let conversation = uuid_in(&bundle.identifier)?;
    let (mut patient, mut page, mut header, mut entries) = (None, None, None, Vec::new());
    for entry in bundle.entry {
        match entry.resource {
            Resource::Patient(found) if patient.is_none() => patient = found.identifier.iter().find_map(uuid_in),
            Resource::DocumentReference(mut found) if page.is_none() => {
                page = found.content.pop().map(|c| c.attachment)
            }
            Resource::Communication(found) if found.part_of.is_empty() && header.is_none() => {
                header = found.identifier.iter().find_map(uuid_in);
            }
            Resource::Communication(found) if !found.part_of.is_empty() => entries.push(entry_of(&found)?),
            Resource::Organization(_)
            | Resource::Practitioner(_)
            | Resource::PractitionerRole(_)
            | Resource::RelatedPerson(_) => {}
            _ => return None,
        }
    }
    if header? != conversation {
        return None;
    }
    Some(Parsed {
        patient: PatientId::new(patient?),
        conversation: ConversationId::new(conversation),
        entries,
        page: page?,
    })
}

/// Reads a document.
///
/// # Errors
/// [`RecordError::Damaged`] when it is not one of ours, or does not agree with itself.
pub(crate) fn parse(bytes: &[u8]) -> Result<Parsed, RecordError> {
    read(bytes).ok_or(RecordError::Damaged)
}

fn entry_of(said: &Communication) -> Option<FiledEntry> {
    let text = exact_text(said)?;
    let words = said.payload.iter().find_map(|part| part.content_string.clone());
    if words != string(&text) {
        return None;
    }
    Some(FiledEntry {
        message: MessageId::new(uuid_in(said.identifier.first()?)?),
        version: said.meta.as_ref()?.version_id.as_ref()?.parse().ok()?,
        text: Digest::of(text.as_bytes()),
    })
}

/// Returns the words byte for byte; no attachment means no words.
fn exact_text(said: &Communication) -> Option<String> {
    let Some(exact) = said.payload.iter().find_map(|part| part.content_attachment.as_ref()) else {
        return Some(String::new());
    };
    let bytes = STANDARD.decode(exact.data.as_ref()?).ok()?;
    if bytes.len() != exact.size || hash(&bytes) != exact.hash {
        return None;
    }
    String::from_utf8(bytes).ok()
}
