//! The patient, the practice and its staff as FHIR resources.

use model::{ContactUse, E164, Patient, PersonName, Practice, Proxy, Role, Staff};
use uuid::Uuid;

use super::types::{self, ContactPoint, HumanName, Identifier, Reference, Resource};
use super::{NHS_NUMBER, derived, our_identifier, reference, string, text_concept};
use crate::transcript::{proxy_words, relationship_words};

/// Who takes part, and how the document points at them.
pub(super) struct People {
    pub(super) patient: Reference,
    pub(super) organization: Reference,
    /// Who is written to and writes: the patient, or somebody who may be written to about them.
    pub(super) correspondent: Reference,
}

impl People {
    pub(super) fn new(patient: &Patient, practice: &Practice, with: Option<&Proxy>) -> Self {
        let own = reference(patient.id.uuid(), full_name(&patient.name));
        Self {
            correspondent: with
                .map_or_else(|| own.clone(), |proxy| reference(proxy.id.uuid(), string(&proxy_words(proxy)))),
            patient: own,
            organization: reference(practice_id(practice), string(&practice.name)),
        }
    }

    pub(super) fn staff(&self, staff: &Staff) -> Reference {
        reference(staff.id.uuid(), string(&staff.name))
    }

    pub(super) fn patient_resource(&self, patient: &Patient) -> (Uuid, Resource) {
        let nhs_number = patient.nhs_number.as_ref().map(|number| Identifier {
            r#use: Some("official".to_owned()),
            system: NHS_NUMBER.to_owned(),
            value: number.as_str().to_owned(),
        });
        let telecom = patient.contact_points.iter().map(|point| {
            let r#use = match point.r#use {
                ContactUse::Home => "home",
                ContactUse::Work => "work",
                ContactUse::Mobile => "mobile",
                ContactUse::Old => "old",
            };
            phone(&point.number, Some(r#use))
        });
        let resource = types::Patient {
            id: patient.id.to_string(),
            identifier: nhs_number.into_iter().chain([our_identifier(patient.id.uuid())]).collect(),
            name: name_of(&patient.name).into_iter().collect(),
            telecom: telecom.collect(),
            birth_date: patient.birth_date.map(|date| date.to_string()),
        };
        (patient.id.uuid(), Resource::Patient(resource))
    }

    pub(super) fn proxy_resource(&self, proxy: &Proxy) -> (Uuid, Resource) {
        let terms = proxy.terms();
        let called = if terms.called.is_empty() { relationship_words(terms.relationship) } else { &terms.called };
        let name = terms.name.expose(); // Why: the record names who was written to.
        let resource = types::RelatedPerson {
            id: proxy.id.to_string(),
            identifier: vec![our_identifier(proxy.id.uuid())],
            patient: self.patient.clone(),
            relationship: vec![text_concept(called)],
            name: vec![HumanName { text: string(name), ..HumanName::default() }],
            telecom: vec![phone(&terms.number, None)],
        };
        (proxy.id.uuid(), Resource::RelatedPerson(resource))
    }

    pub(super) fn organization_resource(&self, practice: &Practice) -> (Uuid, Resource) {
        let id = practice_id(practice);
        let resource = types::Organization {
            id: id.to_string(),
            identifier: vec![our_identifier(id)],
            name: string(&practice.name),
            telecom: practice.number.iter().map(|number| phone(number, Some("work"))).collect(),
        };
        (id, Resource::Organization(resource))
    }

    pub(super) fn staff_resources(&self, staff: &Staff) -> [(Uuid, Resource); 2] {
        let practitioner = types::Practitioner {
            id: staff.id.to_string(),
            identifier: vec![our_identifier(staff.id.uuid())],
            name: vec![HumanName { text: string(&staff.name), ..HumanName::default() }],
        };
        let id = derived("role", &staff.id.to_string());
        let role = types::PractitionerRole {
            id: id.to_string(),
            practitioner: self.staff(staff),
            organization: self.organization.clone(),
            code: vec![text_concept(role_words(staff.role))],
        };
        [(staff.id.uuid(), Resource::Practitioner(practitioner)), (id, Resource::PractitionerRole(role))]
    }
}

/// Returns an id for the practice, the same in all its documents.
fn practice_id(practice: &Practice) -> Uuid {
    let number = practice.number.as_ref().map(E164::as_str).unwrap_or_default();
    derived("practice", &format!("{number} {}", practice.name))
}

pub(super) fn phone(number: &E164, r#use: Option<&str>) -> ContactPoint {
    ContactPoint { system: "phone".to_owned(), value: number.as_str().to_owned(), r#use: r#use.map(str::to_owned) }
}

/// Returns what a role is called in the record.
pub(crate) const fn role_words(role: Role) -> &'static str {
    match role {
        Role::Gp => "General practitioner",
        Role::Nurse => "Practice nurse",
        Role::Pharmacist => "Clinical pharmacist",
        Role::Reception => "Receptionist",
        Role::Manager => "Practice manager",
        Role::InformationGovernance => "Information governance lead",
        Role::ReadOnly => "Supervisor",
    }
}

fn full_name(name: &PersonName) -> Option<String> {
    let family = name.family.expose(); // Why: the record names the patient.
    let given = name.given.expose(); // Why: as above.
    string(format!("{given} {family}").trim())
}

fn name_of(name: &PersonName) -> Option<HumanName> {
    let family = name.family.expose(); // Why: the record names the patient.
    let given = name.given.expose(); // Why: as above.
    Some(HumanName {
        r#use: Some("official".to_owned()),
        text: Some(full_name(name)?),
        family: string(family),
        given: given.split_whitespace().filter_map(string).collect(),
    })
}
