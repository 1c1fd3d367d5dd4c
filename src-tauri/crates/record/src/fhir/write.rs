//! Writing the document.

use model::Staff;
use uuid::Uuid;

use super::people::People;
use super::types::{Attachment, Bundle, BundleEntry, Coding, DocumentContent, DocumentReference, Meta, Resource};
use super::{PAGE, communication, derived, hash, instant, our_identifier, text_concept, urn};
use crate::{Episode, RecordError};

/// Returns the document's bytes. `page` is what lies beside it under `page_name`; the document says its hash.
pub(crate) fn bundle(episode: &Episode, page: &[u8], page_name: &str) -> Result<Vec<u8>, RecordError> {
    let conversation = episode.conversation.id.uuid();
    let people = People::new(&episode.patient, &episode.practice, episode.with.as_ref());
    let mut resources =
        vec![people.patient_resource(&episode.patient), people.organization_resource(&episode.practice)];
    resources.extend(episode.with.iter().map(|proxy| people.proxy_resource(proxy)));
    resources.extend(episode.staff().flat_map(|staff| people.staff_resources(staff)));
    let header = communication::header(episode, &people);
    resources.push((conversation, Resource::Communication(Box::new(header))));
    for entry in &episode.entries {
        let child = communication::child(episode, entry, &people);
        resources.push((entry.message.id.uuid(), Resource::Communication(Box::new(child))));
    }
    resources.push(page_resource(episode, &people, page, page_name));
    let bundle = Bundle {
        resource_type: "Bundle".to_owned(),
        id: derived("bundle", &conversation.to_string()).to_string(),
        meta: episode.practice.training.then(|| Meta { security: vec![invented()], ..Meta::default() }),
        identifier: our_identifier(conversation),
        r#type: "collection".to_owned(),
        timestamp: instant(episode.prepared_at),
        entry: resources.into_iter().map(|(id, resource)| BundleEntry { full_url: urn(id), resource }).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&bundle).map_err(|_| RecordError::Invalid)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn page_resource(episode: &Episode, people: &People, page: &[u8], page_name: &str) -> (Uuid, Resource) {
    let id = derived("transcript", &episode.conversation.id.to_string());
    let attachment = Attachment {
        content_type: PAGE.to_owned(),
        data: None,
        url: Some(page_name.to_owned()),
        size: page.len(),
        hash: hash(page),
        title: "Messages with a patient".to_owned(),
    };
    let resource = DocumentReference {
        id: id.to_string(),
        status: "current".to_owned(),
        r#type: text_concept("Transcript of messages with a patient"),
        subject: people.patient.clone(),
        date: instant(episode.prepared_at),
        author: vec![people.organization.clone()],
        custodian: people.organization.clone(),
        content: vec![DocumentContent { attachment }],
    };
    (id, Resource::DocumentReference(resource))
}

/// The official mark of data about nobody.
fn invented() -> Coding {
    Coding {
        system: "http://terminology.hl7.org/CodeSystem/v3-ActReason".to_owned(),
        code: "HTEST".to_owned(),
        display: Some("test health data".to_owned()),
    }
}

impl Episode {
    /// Returns everybody of the practice who takes part, once each.
    pub(crate) fn staff(&self) -> impl Iterator<Item = &Staff> {
        let mut seen = std::collections::BTreeSet::new();
        self.owner
            .iter()
            .chain(self.entries.iter().flat_map(|entry| [&entry.author, &entry.marked_by]).flatten())
            .filter(move |staff| seen.insert(staff.id))
    }
}
