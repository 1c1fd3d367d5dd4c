//! Moves about proxies and carers, and about how old patients are.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan as _};
use model::memory::Memory;
use model::{
    Ask, ConsentSource, ContactPoint, ContactUse, Content, ConversationId, InboundText, NumberSaid, NumberSource,
    PatientId, PatientStatus, ProxyGround, ProxyId, ProxyTerms, Purpose, Relationship, Reviewed, State as _, Wish,
};

use super::{Move, Verb, Walk, number, pick_patient, said};
use crate::{Person, numbered};

impl Walk {
    /// Turns a move into what is asked about proxies.
    pub(super) fn proxies(&mut self, state: &Memory, step: Move, (place, seen): (ConversationId, u32)) -> Ask {
        let Move { which, amount, yes, also, .. } = step;
        let known = pick_proxy(state, which);
        match step.verb {
            Verb::EndProxy if amount.is_multiple_of(3) => Ask::ConfirmNumber(NumberSaid {
                patient: pick_patient(which),
                number: number(step.other),
                on: self.now().to_zoned(TimeZone::UTC).date().saturating_sub(Span::new().days(i64::from(amount))),
                source: if yes { NumberSource::InPerson } else { NumberSource::Phone },
            }),
            Verb::StartProxy if amount.is_multiple_of(3) => Ask::RaiseAgeReview { patient: pick_patient(which) },
            Verb::EndProxy => {
                let (patient, proxy) = known.unwrap_or_else(nobody);
                Ask::EndProxy { patient, proxy, reason: said(yes) }
            }
            Verb::StartProxy => {
                let (patient, proxy) = known.unwrap_or_else(nobody);
                let conversation = if also { place } else { ConversationId::new(self.id()) };
                Ask::StartWithProxy { conversation, patient, proxy }
            }
            Verb::MatchProxy if amount.is_multiple_of(2) => self.their_word(step),
            Verb::MatchProxy => {
                let unmatched = state.conversations().find(|row| row.subject.patient().is_none());
                let fitting = unmatched.and_then(|row| state.proxies_with(&row.number).ok()?.first().copied());
                let (patient, proxy) = fitting.filter(|_| !also).or(known).unwrap_or_else(nobody);
                let (conversation, seen) =
                    unmatched.filter(|_| yes).map_or((place, seen), |row| (row.id, row.revision));
                Ask::MatchProxy { conversation, seen, patient, proxy, said: vec![] }
            }
            _ => {
                // Mostly one and the same, at a number that is no patient's, so that their words can be known as theirs.
                let same = !amount.is_multiple_of(8);
                let (patient, proxy) = match known {
                    _ if same => (Person::Sami.patient_id(), ProxyId::new(numbered(900))),
                    Some(known) if also => known,
                    _ => (pick_patient(which), ProxyId::new(self.id())),
                };
                let today = self.now().to_zoned(TimeZone::UTC).date();
                let day = |days: i64| today.saturating_add(Span::new().days(days));
                let terms = ProxyTerms {
                    name: said(amount != 3),
                    number: number(if same { 3 } else { step.other }),
                    relationship: if yes { Relationship::Parent } else { Relationship::Carer },
                    called: if yes { "mother".to_owned() } else { String::new() },
                    scope: Purpose::ALL.into_iter().skip(usize::from(amount % 3)).take(3).collect(),
                    ground: if yes { ProxyGround::ParentalResponsibility } else { ProxyGround::PatientAgreed },
                    source: ConsentSource::InPerson,
                    evidence: said(amount != 4),
                    from: day(i64::from(amount % 4) - 2),
                    until: amount.is_multiple_of(5).then(|| day(i64::from(amount % 7) - 3)),
                    review_on: also.then(|| day(30)),
                };
                Ask::RecordProxy { patient, proxy, terms: Box::new(terms) }
            }
        }
    }
}

impl Walk {
    /// Makes the word that a proxy has about being written to: rare among all words, and what changes most.
    fn their_word(&mut self, step: Move) -> Ask {
        let word = if step.yes { "STOP" } else { "START" };
        match self.inbound(step) {
            Ask::Receive(text) => {
                let content = Content::new([4; 16], word.to_owned().into());
                Ask::Receive(InboundText { from: number(3), content, ..text })
            }
            other => other,
        }
    }
}

/// Makes a patient's entry as an import would write it.
pub(super) fn patient(step: Move, now: Timestamp) -> model::Patient {
    let person = Person::PATIENTS.into_iter().cycle().nth(usize::from(step.which)).unwrap_or(Person::Price);
    let mut patient = person.patient();
    let kinds = [ContactUse::Mobile, ContactUse::Home, ContactUse::Old, ContactUse::Work];
    if step.yes {
        let kind = kinds.get(usize::from(step.amount) % kinds.len()).copied().unwrap_or(ContactUse::Old);
        patient.contact_points.push(ContactPoint { number: number(step.other), r#use: kind });
    }
    if step.also
        && let Some(first) = patient.contact_points.first_mut()
    {
        first.r#use = ContactUse::Old;
    }
    if let Some(born) = born(now.to_zoned(TimeZone::UTC).date(), step) {
        patient.birth_date = Some(born);
    }
    patient.status = match step.amount % 16 {
        0 => PatientStatus::Deceased,
        1 => PatientStatus::Left,
        _ => PatientStatus::Active,
    };
    patient
}

/// Returns the day a patient of some age was born: near the ages at which something changes, more often than not.
fn born(today: Date, step: Move) -> Option<Date> {
    let years = [5, 11, 16, 16, 40].get(usize::from(step.other) % 6)?;
    let days = i64::from(step.which % 8) - 4;
    today.checked_sub(i64::from(*years).years()).and_then(|day| day.checked_add(days.days())).ok()
}

fn nobody() -> (PatientId, ProxyId) {
    (Person::Sami.patient_id(), ProxyId::new(numbered(7)))
}

fn pick_proxy(state: &Memory, which: u8) -> Option<(PatientId, ProxyId)> {
    let of = |person: Person| {
        let known = state.preferences(person.patient_id()).unwrap_or_default().proxies;
        known.into_iter().map(move |proxy| (person.patient_id(), proxy.id))
    };
    let all: Vec<_> = Person::PATIENTS.into_iter().flat_map(of).collect();
    all.get(usize::from(which) % all.len().max(1)).copied()
}

/// Asks again about something that a patient wants, as it stands or as it stood.
pub(super) fn review(state: &Memory, step: Move) -> Ask {
    let all = Person::PATIENTS.map(Person::patient_id).into_iter();
    let dated = all.flat_map(|patient| {
        let known = state.preferences(patient).unwrap_or_default();
        known.to_review().into_iter().map(move |(wish, due)| Reviewed { patient, wish, due })
    });
    let dated: Vec<_> = dated.collect();
    let other = Reviewed {
        patient: pick_patient(step.which),
        wish: Wish::Statement { place: u32::from(step.other) },
        due: jiff::civil::Date::constant(2026, 11, 23),
    };
    Ask::ReviewWish(
        dated.get(usize::from(step.which) % dated.len().max(1)).copied().filter(|_| !step.also).unwrap_or(other),
    )
}
