//! The few FHIR R4 types that are used, field by field as the specification names them.

use serde::{Deserialize, Serialize};

macro_rules! fhir {
    ($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Default, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name { $($(#[$meta])* pub(super) $field: $type),* }
    };
}

fhir!(
    /// The document.
    Bundle {
        resource_type: String,
        id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        meta: Option<Meta>,
        identifier: Identifier,
        r#type: String,
        timestamp: String,
        entry: Vec<BundleEntry>,
    }
);

/// One resource of the document.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BundleEntry {
    pub(super) full_url: String,
    pub(super) resource: Resource,
}

/// The resources that are used.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "resourceType")]
pub(super) enum Resource {
    Patient(Patient),
    Organization(Organization),
    Practitioner(Practitioner),
    PractitionerRole(PractitionerRole),
    Communication(Box<Communication>),
    DocumentReference(DocumentReference),
    RelatedPerson(RelatedPerson),
}

fhir!(
    /// Somebody who may be written to about the patient.
    RelatedPerson {
        id: String,
        identifier: Vec<Identifier>,
        patient: Reference,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        relationship: Vec<CodeableConcept>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        name: Vec<HumanName>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        telecom: Vec<ContactPoint>,
    }
);
fhir!(
    /// Which version, and how it may be used.
    Meta {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version_id: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        security: Vec<Coding>,
    }
);
fhir!(
    /// A business identifier.
    Identifier {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        r#use: Option<String>,
        system: String,
        value: String,
    }
);
fhir!(
    /// A pointer to another resource of the document.
    Reference {
        reference: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display: Option<String>,
    }
);
fhir!(
    /// A code of some system.
    Coding {
        system: String,
        code: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display: Option<String>,
    }
);
fhir!(
    /// A notion, coded, in words, or both.
    CodeableConcept {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        coding: Vec<Coding>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
);
fhir!(
    /// What R4 has no field for.
    Extension {
        url: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extension: Vec<Extension>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value_code: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value_contact_point: Option<ContactPoint>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value_date_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value_positive_int: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value_reference: Option<Reference>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value_string: Option<String>,
    }
);
fhir!(
    /// A name in parts.
    HumanName {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        r#use: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        family: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        given: Vec<String>,
    }
);
fhir!(
    /// A way to reach somebody.
    ContactPoint {
        system: String,
        value: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        r#use: Option<String>,
    }
);
fhir!(
    /// A remark with its author.
    Annotation {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        author_reference: Option<Reference>,
        time: String,
        text: String,
    }
);
fhir!(
    /// Bytes, here or beside the document.
    Attachment {
        content_type: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        data: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        size: usize,
        hash: String,
        title: String,
    }
);
fhir!(
    /// Words or bytes of a message.
    Payload {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content_string: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content_attachment: Option<Attachment>,
    }
);
fhir!(
    /// Whose conversation it is.
    Patient {
        id: String,
        identifier: Vec<Identifier>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        name: Vec<HumanName>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        telecom: Vec<ContactPoint>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<String>,
    }
);
fhir!(
    /// The practice.
    Organization {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        identifier: Vec<Identifier>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        telecom: Vec<ContactPoint>,
    }
);
fhir!(
    /// A member of staff.
    Practitioner {
        id: String,
        identifier: Vec<Identifier>,
        name: Vec<HumanName>,
    }
);
fhir!(
    /// What a member of staff does in the practice.
    PractitionerRole {
        id: String,
        practitioner: Reference,
        organization: Reference,
        code: Vec<CodeableConcept>,
    }
);
fhir!(
    /// The conversation (no `part_of`), or one message of it.
    Communication {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        meta: Option<Meta>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extension: Vec<Extension>,
        identifier: Vec<Identifier>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        part_of: Vec<Reference>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        in_response_to: Vec<Reference>,
        status: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status_reason: Option<CodeableConcept>,
        category: Vec<CodeableConcept>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        medium: Vec<CodeableConcept>,
        subject: Reference,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<CodeableConcept>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sent: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received: Option<String>,
        recipient: Vec<Reference>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sender: Option<Reference>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reason_code: Vec<CodeableConcept>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        payload: Vec<Payload>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        note: Vec<Annotation>,
    }
);
fhir!(
    /// The page for people, which lies beside the document.
    DocumentReference {
        id: String,
        status: String,
        r#type: CodeableConcept,
        subject: Reference,
        date: String,
        author: Vec<Reference>,
        custodian: Reference,
        content: Vec<DocumentContent>,
    }
);
fhir!(
    /// Where the page is.
    DocumentContent {
        attachment: Attachment,
    }
);
