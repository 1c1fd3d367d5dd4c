//! The conversation and its messages as FHIR Communications.

use model::retract::{WrongMark, WrongReason};
use model::{Channel, ConversationState, Delivery, FailureClass, Message, MessageKind, OtherWay, ProviderRef};

use super::people::{People, phone};
use super::types::{Annotation, CodeableConcept, Communication, Extension, Identifier, Meta, Payload, Reference};
use super::{
    ENTRY_KIND, FAILURE_CLASS, OURS, PLAIN_TEXT, WRONG_REASON, attachment, coded, extension, instant, our_identifier,
    reference, string, text_concept,
};
use crate::transcript::{codes, delivery_words, quoted, said_of, way_words, wrong_words};
use crate::{Entry, Episode};

/// HL7's codes for how people take part.
const MODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

/// Returns the conversation itself: no words, everybody who takes part.
pub(super) fn header(episode: &Episode, people: &People) -> Communication {
    let conversation = &episode.conversation;
    let mut recipient = vec![people.patient.clone(), people.organization.clone()];
    recipient.extend(episode.with.iter().map(|_| people.correspondent.clone()));
    recipient.extend(episode.staff().map(|staff| people.staff(staff)));
    let (status, note) = match &conversation.state {
        ConversationState::Open => ("in-progress", None),
        ConversationState::Done { at, by, reason } => {
            let note = reason.as_deref().and_then(string).map(|text| Annotation {
                author_reference: episode.staff().find(|staff| staff.id == *by).map(|staff| people.staff(staff)),
                time: instant(*at),
                text,
            });
            ("completed", note)
        }
    };
    let owner = episode
        .owner
        .as_ref()
        .map(|staff| Extension { value_reference: Some(people.staff(staff)), ..extension("owner") });
    Communication {
        id: conversation.id.to_string(),
        identifier: vec![our_identifier(conversation.id.uuid())],
        extension: owner.into_iter().collect(),
        status: status.to_owned(),
        category: vec![coded(ENTRY_KIND, "conversation", None, "Conversation with a patient")],
        medium: vec![medium(conversation.channel)],
        subject: people.patient.clone(),
        topic: conversation.topic.as_deref().and_then(string).map(|text| text_concept(&text)),
        recipient,
        note: note.into_iter().collect(),
        ..Communication::default()
    }
}

/// Returns one message or note.
pub(super) fn child(episode: &Episode, entry: &Entry, people: &People) -> Communication {
    let message = &entry.message;
    let mut said = Communication {
        id: message.id.to_string(),
        meta: Some(Meta { version_id: Some(message.version.to_string()), ..Meta::default() }),
        extension: vec![Extension { value_positive_int: Some(message.number.max(1)), ..extension("position") }],
        identifier: vec![our_identifier(message.id.uuid())],
        part_of: vec![reference(episode.conversation.id.uuid(), None)],
        in_response_to: quoted(episode, message)
            .map(|entry| reference(entry.message.id.uuid(), None))
            .into_iter()
            .collect(),
        status: "completed".to_owned(),
        subject: people.patient.clone(),
        sent: Some(instant(message.at)),
        payload: payload(entry),
        ..Communication::default()
    };
    let with = episode.with.as_ref();
    let author = || entry.author.as_ref().map(|staff| people.staff(staff));
    match &message.kind {
        MessageKind::In { channel, from, sent_at, provider, media, entered, late: _ } => {
            let words = said_of("Message from the patient", with);
            said.category = vec![coded(ENTRY_KIND, with.map_or("from-patient", |_| "from-proxy"), None, &words)];
            said.medium = vec![entered.map_or_else(|| medium(*channel), |entered| spoken(entered.at_desk))];
            if entered.is_none() {
                said.identifier.push(provider_identifier(provider));
            }
            let entered_by = entered.and_then(|_| author());
            said.extension
                .extend(entered_by.map(|by| Extension { value_reference: Some(by), ..extension("entered-by") }));
            said.sender = Some(people.correspondent.clone());
            said.recipient = vec![people.organization.clone()];
            said.sent = Some(instant(*sent_at));
            said.received = Some(instant(message.at));
            said.extension.push(Extension { value_contact_point: Some(phone(from, None)), ..extension("number-used") });
            if *media > 0 {
                said.extension.push(Extension { value_positive_int: Some(*media), ..extension("files-not-fetched") });
            }
        }
        MessageKind::Out { channel, to, delivery, provider, segments, repeats, terms, .. } => {
            let words = said_of("Message to the patient", with);
            said.category = vec![coded(ENTRY_KIND, with.map_or("to-patient", |_| "to-proxy"), None, &words)];
            said.medium = vec![medium(*channel)];
            said.identifier.extend(provider.as_ref().map(provider_identifier));
            // What the app sent by itself comes from the practice, not from a person.
            said.sender = if message.is_automatic() { Some(people.organization.clone()) } else { author() };
            said.recipient = vec![people.correspondent.clone()];
            said.reason_code =
                codes(terms).map(|one| coded(&one.system, &one.code, Some(&one.display), &one.display)).collect();
            delivered(&mut said, message, delivery);
            said.extension.push(Extension { value_contact_point: Some(phone(to, None)), ..extension("number-used") });
            if let Some(segments) = segments.filter(|segments| *segments > 0) {
                said.extension.push(Extension { value_positive_int: Some(segments), ..extension("segments") });
            }
            if let Some(repeats) = repeats.filter(|id| episode.entries.iter().any(|entry| entry.message.id == *id)) {
                let failed = Some(reference(repeats.uuid(), None));
                said.extension.push(Extension { value_reference: failed, ..extension("repeats") });
            }
        }
        MessageKind::Note { .. } => {
            said.category =
                vec![coded(ENTRY_KIND, "note", None, "Staff only: note between staff, never sent to the patient")];
            said.sender = author();
            said.recipient = vec![people.organization.clone()];
        }
        MessageKind::Contact { way, .. } => {
            said.category = vec![coded(ENTRY_KIND, "otherwise", None, &said_of(way_words(*way), with))];
            said.medium = vec![match way {
                OtherWay::Call { .. } => spoken(false),
                OtherWay::Letter => coded(MODE, "MAILWRIT", Some("mail"), "Letter"),
            }];
            if !way.is_said() {
                said.status = "not-done".to_owned();
                said.status_reason = Some(text_concept(&said_of(way_words(*way), with)));
            }
            said.sender = author();
            said.recipient = vec![people.correspondent.clone()];
        }
    }
    if let Some(quoted) = quoted(episode, message).filter(|_| message.quote().is_some_and(|quote| quote.corrects)) {
        let wrong = Some(reference(quoted.message.id.uuid(), None));
        said.extension.push(Extension { value_reference: wrong, ..extension("corrects") });
    }
    if let Some(mark) = &message.later.wrong {
        marked_wrong(&mut said, mark, entry.marked_by.as_ref().map(|staff| people.staff(staff)));
    }
    said
}

/// Says that a message was entered in error: what became of it before stays beside it.
fn marked_wrong(said: &mut Communication, mark: &WrongMark, by: Option<Reference>) {
    let code = match mark.reason {
        WrongReason::WrongPerson => "wrong-person",
        WrongReason::WrongFact => "wrong-fact",
        WrongReason::Misleading => "misleading",
        WrongReason::NotMeant => "not-meant",
        WrongReason::Other => "other",
    };
    let part = |url: &str| Extension { url: url.to_owned(), ..Extension::default() };
    let mut parts = vec![
        Extension { value_code: Some(code.to_owned()), ..part("reason") },
        Extension { value_date_time: Some(instant(mark.at)), ..part("at") },
        Extension {
            value_code: Some(std::mem::replace(&mut said.status, "entered-in-error".to_owned())),
            ..part("status-before")
        },
    ];
    parts.extend(by.map(|by| Extension { value_reference: Some(by), ..part("by") }));
    // Why exposed: the record says why.
    parts.extend(string(mark.words.expose()).map(|words| Extension { value_string: Some(words), ..part("words") }));
    said.status_reason = Some(coded(WRONG_REASON, code, None, &wrong_words(mark)));
    said.extension.push(Extension { extension: parts, ..extension("entered-in-error") });
}

/// Returns the medium of what was spoken.
fn spoken(at_desk: bool) -> CodeableConcept {
    if at_desk {
        coded(MODE, "FACE", Some("face-to-face"), "At the desk")
    } else {
        coded(MODE, "PHONE", Some("telephone"), "Telephone")
    }
}

/// Says how far a message came. `sent` is when its author sent it off, and is left out while nobody knows that it left.
fn delivered(said: &mut Communication, message: &Message, delivery: &Delivery) {
    let (status, state, at) = match delivery {
        Delivery::Held { until } => ("preparation", "held", *until),
        Delivery::Withdrawn { at } => ("not-done", "withdrawn", *at),
        Delivery::Queued { not_before, .. } => ("preparation", "queued", *not_before),
        Delivery::InFlight { since, .. } => ("in-progress", "in-flight", *since),
        Delivery::Unknown { since, .. } => ("unknown", "unknown", *since),
        Delivery::Accepted { at } => ("in-progress", "accepted", *at),
        Delivery::Sent { at } => ("in-progress", "sent", *at),
        Delivery::Failed { at, .. } => ("not-done", "failed", *at),
        Delivery::Delivered { at } => ("completed", "delivered", *at),
        Delivery::Read { at } => ("completed", "read", *at),
    };
    said.status = status.to_owned();
    said.sent = delivery.belongs_in_record().then(|| instant(message.at));
    let mut parts = vec![
        Extension { url: "state".to_owned(), value_code: Some(state.to_owned()), ..Extension::default() },
        Extension { url: "at".to_owned(), value_date_time: Some(instant(at)), ..Extension::default() },
        Extension { url: "words".to_owned(), value_string: string(&delivery_words(delivery)), ..Extension::default() },
    ];
    if let Delivery::Delivered { at } = delivery {
        said.received = Some(instant(*at));
    }
    if let Delivery::Failed { failure, .. } = delivery {
        let code = match failure.class {
            FailureClass::Permanent => "permanent",
            FailureClass::Temporary => "temporary",
            FailureClass::Technical => "technical",
            FailureClass::OptedOut => "opted-out",
        };
        said.status_reason = Some(coded(FAILURE_CLASS, code, None, &delivery_words(delivery)));
        if let Some(code) = failure.code.as_deref().and_then(string) {
            parts.push(Extension { url: "provider-code".to_owned(), value_string: Some(code), ..Extension::default() });
        }
    }
    said.extension.push(Extension { extension: parts, ..extension("delivery") });
}

/// Returns the words twice: for people, and byte for byte.
fn payload(entry: &Entry) -> Vec<Payload> {
    let text = entry.text.expose(); // Why: the record holds the words.
    let words = string(text).map(|words| Payload { content_string: Some(words), ..Payload::default() });
    let exact = attachment(text.as_bytes(), PLAIN_TEXT, "Exact text")
        .map(|exact| Payload { content_attachment: Some(exact), ..Payload::default() });
    words.into_iter().chain(exact).collect()
}

fn provider_identifier(provider: &ProviderRef) -> Identifier {
    let mut account = String::new();
    for byte in provider.account.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b':' => account.push(char::from(byte)),
            other => account.push_str(&format!("%{other:02X}")),
        }
    }
    Identifier { r#use: None, system: format!("{OURS}/provider/{account}"), value: provider.id.clone() }
}

fn medium(channel: Channel) -> CodeableConcept {
    match channel {
        Channel::Sms => coded(MODE, "SMSWRIT", Some("SMS message"), "Text message"),
    }
}
