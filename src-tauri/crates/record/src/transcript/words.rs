//! What the document says in words.

use jiff::Timestamp;
use jiff::civil::Date;
use model::retract::{WrongMark, WrongReason};
use model::template::Code;
use model::{
    CallOutcome, Channel, Delivery, FailureClass, NhsNumber, OtherWay, PersonName, Proxy, Relationship, Terms,
};

pub(super) use crate::fhir::role_words;

/// Returns what is known of a message's way, in words that claim no more (delivered is not read, unknown is not sent).
pub(crate) fn delivery_words(delivery: &Delivery) -> String {
    let words = match delivery {
        Delivery::Held { .. } => "Held, not sent",
        Delivery::Withdrawn { .. } => "Taken back before it was sent",
        Delivery::Queued { .. } => "Waiting to be sent",
        Delivery::InFlight { .. } => "Being handed to the messaging provider",
        Delivery::Unknown { .. } => "Not known whether it was sent",
        Delivery::Accepted { .. } => "Accepted by the messaging provider; not known to have arrived",
        Delivery::Sent { .. } => "Sent to the phone network; not known to have arrived",
        Delivery::Delivered { .. } => "Delivered to the phone; not known to have been read",
        Delivery::Read { .. } => "Opened on the phone",
        Delivery::Failed { failure, .. } => {
            let why = match failure.class {
                FailureClass::Permanent => "this number cannot receive it",
                FailureClass::Temporary => "the phone could not be reached",
                FailureClass::Technical => "a fault at the practice or its messaging provider",
                FailureClass::OptedOut => "the patient has told the provider to stop messages",
            };
            let code = failure.code.as_ref().map(|code| format!(" (code {code})")).unwrap_or_default();
            return format!("Not delivered: {why}{code}");
        }
    };
    words.to_owned()
}

/// Returns what a message is filed as, each once (H-05).
pub(crate) fn codes(terms: &Terms) -> impl Iterator<Item = &Code> {
    let all = || terms.carries.iter().filter_map(|one| one.code.as_ref());
    all().enumerate().filter(move |(place, code)| !all().take(*place).any(|known| known == *code)).map(|(_, code)| code)
}

/// Returns why a message is marked as wrong.
pub(crate) fn wrong_words(mark: &WrongMark) -> String {
    let reason = match mark.reason {
        WrongReason::WrongPerson => "it went to the wrong person, or is about another",
        WrongReason::WrongFact => "something in it is not so",
        WrongReason::Misleading => "it can be misunderstood",
        WrongReason::NotMeant => "it was not meant to be said",
        WrongReason::Other => "for another reason",
    };
    let words = mark.words.expose(); // Why: the record says why.
    if words.is_empty() { reason.to_owned() } else { format!("{reason}: {words}") }
}

/// Returns what was said another way than by text, or tried.
pub(crate) const fn way_words(way: OtherWay) -> &'static str {
    match way {
        OtherWay::Call { outcome: CallOutcome::Reached } => "Telephone call: the patient was spoken to",
        OtherWay::Call { outcome: CallOutcome::NoAnswer } => "Telephone call: no answer, no message left",
        OtherWay::Call { outcome: CallOutcome::LeftMessage } => {
            "Telephone call: a message was left, asking the patient to ring"
        }
        OtherWay::Letter => "Letter to the patient",
    }
}

/// Returns who somebody is whose words stand in a patient's record, or who was written to: "Jane Harlow (mother)".
pub(crate) fn proxy_words(proxy: &Proxy) -> String {
    let terms = proxy.terms();
    let name = terms.name.expose(); // Why: the record names who was written to.
    let called = if terms.called.is_empty() { relationship_words(terms.relationship) } else { terms.called.as_str() };
    format!("{name} ({called})")
}

/// Returns what somebody is to a patient.
pub(crate) const fn relationship_words(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Parent => "parent",
        Relationship::Guardian => "guardian",
        Relationship::Carer => "carer",
        Relationship::Partner => "partner",
        Relationship::HealthAttorney => "attorney for health and welfare",
        Relationship::Other => "speaks for the patient",
    }
}

/// Returns words about the patient as words about who was written to instead.
pub(crate) fn said_of(words: &str, with: Option<&Proxy>) -> String {
    with.map_or_else(|| words.to_owned(), |proxy| words.replacen("the patient", &proxy_words(proxy), 1))
}

/// Returns when that became known.
pub(super) const fn delivery_time(delivery: &Delivery) -> Option<Timestamp> {
    match delivery {
        Delivery::Held { .. } | Delivery::Queued { .. } => None,
        Delivery::InFlight { since, .. } | Delivery::Unknown { since, .. } => Some(*since),
        Delivery::Withdrawn { at }
        | Delivery::Accepted { at }
        | Delivery::Sent { at }
        | Delivery::Failed { at, .. }
        | Delivery::Delivered { at }
        | Delivery::Read { at } => Some(*at),
    }
}

/// Returns a name as records write it: OKAFOR, Grace.
pub(super) fn full_name(name: &PersonName) -> String {
    let family = name.family.expose().to_uppercase(); // Why: the record names the patient.
    let given = name.given.expose(); // Why: as above.
    match (family.trim().is_empty(), given.trim().is_empty()) {
        (false, false) => format!("{family}, {given}"),
        (false, true) => family,
        (true, false) => given.clone(),
        (true, true) => "Name not known".to_owned(),
    }
}

/// Returns a date of birth as records write it: 12 Mar 1984.
pub(super) fn birth_date(date: Date) -> String {
    date.strftime("%d %b %Y").to_string()
}

/// Returns an NHS number as records write it: 943 476 5919.
pub(super) fn grouped(number: &NhsNumber) -> String {
    let mut grouped = String::with_capacity(12);
    for (place, digit) in number.as_str().chars().enumerate() {
        if matches!(place, 3 | 6) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns what a kind of messaging is called.
pub(super) const fn channel_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "Text message (SMS)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(family: &str, given: &str) -> PersonName {
        PersonName { family: family.to_owned().into(), given: given.to_owned().into() }
    }

    #[test]
    fn identity_is_written_as_the_nhs_writes_it() {
        assert_eq!(full_name(&name("Okafor", "Grace Ada")), "OKAFOR, Grace Ada");
        assert_eq!(full_name(&name("", "Madonna")), "Madonna", "people who have one name");
        assert_eq!(full_name(&name("Pele", "")), "PELE");
        let number = NhsNumber::parse("9434765919").expect("an NHS number");
        assert_eq!(grouped(&number), "943 476 5919");
        assert_eq!(birth_date(jiff::civil::date(1984, 3, 12)), "12 Mar 1984");
        assert_eq!(birth_date(jiff::civil::date(2001, 3, 2)), "02 Mar 2001", "two digits, so that none can be added");
    }

    #[test]
    fn no_words_claim_more_than_is_known() {
        let at = Timestamp::UNIX_EPOCH;
        assert!(delivery_words(&Delivery::Delivered { at }).contains("not known to have been read"));
        assert!(delivery_words(&Delivery::Sent { at }).contains("not known to have arrived"));
        let unknown = Delivery::Unknown { attempts: 1, since: at, absent_at: None, needs_person: false };
        assert!(delivery_words(&unknown).starts_with("Not known"), "unknown is not sent");
    }
}
