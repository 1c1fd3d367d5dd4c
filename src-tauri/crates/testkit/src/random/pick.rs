//! What a few small numbers choose: words, numbers, patients, conversations and messages.

use model::memory::Memory;
use model::{Conversation, E164, Message, MessageId, MessageKind, PatientId, Sensitive};

use crate::{Person, numbered};

/// Somebody's words, or none.
pub(super) fn said(something: bool) -> Sensitive<String> {
    if something { "told Dr Shah on the telephone".to_owned() } else { " ".to_owned() }.into()
}

/// The numbers of the small practice's patients, one that nobody has, and one at home.
pub(super) fn number(which: u8) -> E164 {
    let numbers = ["+447700900102", "+447700900107", "+447700900103", "+447700900199", "+442079460107"];
    let text = numbers.get(usize::from(which) % numbers.len()).copied().unwrap_or_default();
    E164::parse(text).expect("an invented number")
}

pub(super) fn pick_patient(which: u8) -> PatientId {
    let patients = Person::PATIENTS.map(Person::patient_id);
    patients.get(usize::from(which) % (patients.len() + 1)).copied().unwrap_or_else(|| PatientId::new(numbered(7)))
}

pub(super) fn pick_conversation(state: &Memory, which: u8) -> Option<Conversation> {
    let all: Vec<_> = state.conversations().collect();
    if which == 255 { None } else { all.get(usize::from(which) % all.len().max(1)).map(|row| (*row).clone()) }
}

/// Returns an outgoing message; any message, or none that exists, where `any` says so.
pub(super) fn pick_message(state: &Memory, which: u8, any: bool) -> MessageId {
    let is_out = |message: &&Message| matches!(message.kind, MessageKind::Out { .. });
    let all: Vec<_> = state.all_messages().filter(|message| any || is_out(message)).collect();
    let place = usize::from(which) % (all.len() + usize::from(any)).max(1);
    all.get(place).map_or_else(|| MessageId::new(numbered(7)), |message| message.id)
}
