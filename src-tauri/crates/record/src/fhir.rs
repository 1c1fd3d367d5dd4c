//! The document as FHIR R4: one Bundle per conversation.
//!
//! **Why a `collection`, not a `transaction`.** The file lies in a folder until some system imports it. A transaction is a
//! list of orders to a server: it would create a second Patient where the match fails, and what it may create, update or
//! only find differs from one practice system to the next. A collection says what is so and orders nothing; every resource
//! carries a business identifier, so that whoever imports it can match the patient by its own rules and recognise
//! what it has already.
//!
//! **Why own types.** A handful of fields of eight resources, written one way: the whole of FHIR's types would be more
//! code to build than this is to read.
//!
//! **The words, byte for byte.** A FHIR string may not hold most control characters and may be trimmed by whoever reads
//! it. So every text stands twice: as a string for people, with control characters shown as their symbols, and as an
//! attachment with the exact UTF-8 bytes and their hash (SHA-1, as R4 wants). [`parse`] believes a document only if both
//! agree.
//!
//! Names of our own end in `.invalid`, which belongs to nobody: nothing can be fetched there.

mod communication;
mod people;
mod read;
mod types;
mod write;

pub(crate) use people::role_words;
pub(crate) use read::{Parsed, parse};
pub(crate) use write::bundle;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use sha1::{Digest as _, Sha1};
use uuid::Uuid;

use types::{Attachment, CodeableConcept, Coding, Extension, Identifier, Reference};

const URI: &str = "urn:ietf:rfc:3986";
const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const OURS: &str = "https://anteroom.invalid/fhir";
const ENTRY_KIND: &str = "https://anteroom.invalid/fhir/CodeSystem/entry-kind";
const FAILURE_CLASS: &str = "https://anteroom.invalid/fhir/CodeSystem/failure-class";
const WRONG_REASON: &str = "https://anteroom.invalid/fhir/CodeSystem/wrong-reason";
const PLAIN_TEXT: &str = "text/plain;charset=utf-8";
const PAGE: &str = "text/html;charset=utf-8";

/// The longest string that FHIR R4 allows, in bytes.
const LONGEST_STRING: usize = 1024 * 1024;

fn urn(uuid: Uuid) -> String {
    format!("urn:uuid:{uuid}")
}

/// Returns an identifier made of our own uuid.
fn our_identifier(uuid: Uuid) -> Identifier {
    Identifier { r#use: None, system: URI.to_owned(), value: urn(uuid) }
}

fn uuid_in(identifier: &Identifier) -> Option<Uuid> {
    if identifier.system != URI {
        return None;
    }
    Uuid::parse_str(identifier.value.strip_prefix("urn:uuid:")?).ok()
}

/// Returns a uuid for a resource that has no id in our model: always the same for the same thing.
fn derived(kind: &str, of: &str) -> Uuid {
    let digest = model::Digest::of(format!("anteroom {kind} {of}").as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn reference(uuid: Uuid, display: Option<String>) -> Reference {
    Reference { reference: urn(uuid), display }
}

fn text_concept(text: &str) -> CodeableConcept {
    CodeableConcept { coding: Vec::new(), text: string(text) }
}

fn coded(system: &str, code: &str, display: Option<&str>, text: &str) -> CodeableConcept {
    let coding = Coding { system: system.to_owned(), code: code.to_owned(), display: display.map(str::to_owned) };
    CodeableConcept { coding: vec![coding], text: string(text) }
}

fn extension(name: &str) -> Extension {
    Extension { url: format!("{OURS}/StructureDefinition/{name}"), ..Extension::default() }
}

fn instant(at: Timestamp) -> String {
    at.to_string()
}

/// Returns a text as a FHIR string: control characters as their symbols; `None` when nothing would be left to see.
fn string(text: &str) -> Option<String> {
    if text.trim().is_empty() || text.len() > LONGEST_STRING {
        return None;
    }
    Some(text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { c } else { symbol(c).unwrap_or(c) }).collect())
}

/// Returns the picture of a control character below space.
fn symbol(c: char) -> Option<char> {
    let code = u32::from(c);
    if code < 0x20 { char::from_u32(0x2400 + code) } else { None }
}

/// Returns bytes with what R4 wants said of them; `None` for nothing, which R4 cannot say.
fn attachment(bytes: &[u8], content_type: &str, title: &str) -> Option<Attachment> {
    if bytes.is_empty() {
        return None;
    }
    Some(Attachment {
        content_type: content_type.to_owned(),
        data: Some(STANDARD.encode(bytes)),
        url: None,
        size: bytes.len(),
        hash: hash(bytes),
        title: title.to_owned(),
    })
}

fn hash(bytes: &[u8]) -> String {
    STANDARD.encode(Sha1::digest(bytes))
}
