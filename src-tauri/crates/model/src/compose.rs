//! Writing to a patient: what class of message it is, how it ends, what in it should not go out like this, and what the
//! app fills in. Asked while somebody writes and again when it is sent, so that both say the same.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::Timestamp;

use crate::calendar::{MessageClass, Target};
use crate::check::{self, About, Audience, Finding, Lists, Signature, is_signed_by};
use crate::policy::in_words;
use crate::template::{CareKind, Class, Element, Route, Values, Variable};
use crate::words::{Phrase, words};
use crate::{Channel, Jurisdiction, Needs, Patient, Policy, Practice, Purpose, Role, Staff};

/// Who writes what to whom.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// Who signs it.
    pub author: &'a Staff,
    /// Who reads it.
    pub patient: &'a Patient,
    /// What they need to be reached.
    pub needs: &'a Needs,
    /// What it is for.
    pub class: Class,
    /// How it goes out.
    pub channel: Channel,
    /// Whether it is urgent, and nobody has tried to telephone yet (C3.5).
    pub call_first: bool,
}

impl Writing<'_> {
    /// Checks a text as it would go out, signature included (C-08). What is found here decides when it is sent.
    pub fn findings(&self, text: &str) -> Vec<Finding> {
        let signature = signature(self.author);
        let about = About {
            class: self.class,
            route: route(self.channel),
            audience: Audience::One,
            language: None,
            signature: Some(&signature),
            birth_date: self.patient.birth_date,
            cannot_phone: self.needs.cannot_phone,
        };
        let mut found = check::check(text, &about, lists());
        if self.call_first {
            let span = text.len()..text.len();
            found.push(Finding { rule: check::Rule::UrgentWithoutCall, span, severity: check::Severity::NeedsReason });
        }
        found
    }
}

/// Returns the lists that texts are checked against: one place. The policy's lines say in words what is banned; the
/// phrases that show it are these.
fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(Lists::default);
    &LISTS
}

/// Returns the way a kind of messaging is.
pub const fn route(channel: Channel) -> Route {
    match channel {
        Channel::Sms => Route::Sms,
    }
}

/// Returns what a message is for, given what its author says, what else its words are known to be for, and which templates
/// stand in it: the strictest of them.
pub fn class_of(purpose: Purpose, also: &[Purpose], templates: impl Iterator<Item = Class>) -> Class {
    let said = also.iter().copied().chain(std::iter::once(purpose)).map(of_purpose);
    templates.chain(said).max_by_key(|class| strictness(*class)).unwrap_or(Class::Marketing)
}

const fn of_purpose(purpose: Purpose) -> Class {
    let purpose = match purpose {
        Purpose::Administration => CareKind::Admin,
        Purpose::ClinicalAdvice => CareKind::ClinicalAdvice,
        Purpose::Results => CareKind::Results,
        Purpose::Survey => CareKind::Surveys,
        Purpose::Marketing => return Class::Marketing,
    };
    Class::Care { purpose }
}

/// Returns what a patient is asked about besides the class of a message: everything its author and its templates say it is
/// for. The strictest class hides none of it: a "no" to surveys holds for a survey inside advice (C5.9).
pub fn also_for(
    purpose: Purpose,
    also: &[Purpose],
    templates: impl Iterator<Item = Class>,
    class: Class,
) -> Vec<Purpose> {
    let said = also.iter().copied().chain(std::iter::once(purpose));
    let asked: BTreeSet<Purpose> = templates.map(Class::consent_purpose).chain(said).collect();
    asked.into_iter().filter(|purpose| *purpose != class.consent_purpose()).collect()
}

/// Says how much stands between a class and its patient: bad news has no text route. Clinical classes come last, so that
/// whatever stands beside them is signed (C2.13); what each asks of the patient is asked apart, see [`also_for`].
const fn strictness(class: Class) -> u8 {
    match class {
        Class::Care { purpose: CareKind::Admin } => 0,
        Class::Care { purpose: CareKind::Surveys } => 1,
        Class::Marketing => 2,
        Class::Care { purpose: CareKind::ClinicalAdvice } => 3,
        Class::Care { purpose: CareKind::Results } => 4,
        Class::Care { purpose: CareKind::BadNews } => 5,
    }
}

/// Returns who signs a message (C2.13).
pub fn signature(author: &Staff) -> Signature {
    Signature { name: author.name.clone(), role: role_words(author.role).to_owned() }
}

/// Returns what a role is called under a message to a patient.
pub const fn role_words(role: Role) -> &'static str {
    match role {
        Role::Gp => "GP",
        Role::Nurse => "practice nurse",
        Role::Pharmacist => "pharmacist",
        Role::Reception => "reception",
        Role::Manager => "practice manager",
        Role::InformationGovernance => "information governance",
        Role::ReadOnly => "staff",
    }
}

/// Says whether a name can stand under a message: there is a word in it (C2.13).
pub(crate) fn can_sign(author: &Staff) -> bool {
    Phrase::parse(&author.name).is_ok()
}

/// Returns the line that ends a clinical message; `None` where the class needs none, or the text says it already.
pub fn signature_line(text: &str, class: Class, author: &Staff, practice: &str) -> Option<String> {
    let signature = signature(author);
    if !class.is_clinical() || is_signed_by(text, &signature) {
        return None;
    }
    let Signature { name, role } = signature;
    Some(if practice.trim().is_empty() { format!("{name}, {role}") } else { format!("{name}, {role}, {practice}") })
}

/// Returns a text as it goes out: a clinical message ends with its sender's name and role.
pub fn signed(text: &str, class: Class, author: &Staff, practice: &str) -> String {
    with_line(text, signature_line(text, class, author, practice).as_deref())
}

/// Returns a text with the line that ends it, where there is one.
pub fn with_line(text: &str, line: Option<&str>) -> String {
    match line {
        Some(line) if !text.trim().is_empty() => format!("{}\n{line}", text.trim_end()),
        _ => text.to_owned(),
    }
}

/// Returns a text without the line that [`signed`] put under it: what the author wrote.
pub fn unsigned<'a>(text: &'a str, author: &Staff, practice: &str) -> &'a str {
    let line = signature_line("", Class::Care { purpose: CareKind::ClinicalAdvice }, author, practice);
    let written = line.and_then(|line| text.strip_suffix(&line)?.strip_suffix('\n'));
    written.unwrap_or(text)
}

/// Returns what the app fills in (H-03). What it does not know is left for a person.
pub fn values(patient: &Patient, practice: &Practice, policy: &Policy, author: &Staff, now: Timestamp) -> Values {
    let Signature { name, role } = signature(author);
    // Why exposed: the patient is called by name.
    let given = patient.name.given.expose().split_whitespace().next().unwrap_or_default().to_owned();
    let mut values = Values::default()
        .variable(Variable::GivenName, given)
        .variable(Variable::PracticeName, practice.name.clone())
        .variable(Variable::SenderName, name)
        .variable(Variable::SenderRole, role)
        .variable(Variable::ReplyTime, how_long(policy.targets.of(MessageClass::Routine).reply))
        .variable(Variable::EmergencyNumber, policy.jurisdiction.emergency_number().to_owned())
        .variable(Variable::StopWord, "STOP".to_owned());
    if let Jurisdiction::England | Jurisdiction::OtherUk = policy.jurisdiction {
        values = values.variable(Variable::UrgentHelp, "NHS 111".to_owned());
    }
    if !practice.phone.is_empty() {
        values = values.variable(Variable::PracticePhone, practice.phone.clone());
    }
    if let Some(due) = policy.promised(now) {
        values = values.variable(Variable::ReplyDue, due);
    }
    if let Some(last) = policy.replies_until(now) {
        values = values.variable(Variable::RepliesUntil, last.strftime("%A %-d %B").to_string());
    }
    let opening = policy.calendar().and_then(|calendar| Some(calendar.local(calendar.next_opening(now).ok()?)));
    match opening {
        Some(opening) => values.variable(Variable::NextOpening, in_words(&opening)),
        None => values,
    }
}

/// Says how long an answer takes, as a patient reads it.
fn how_long(target: Target) -> String {
    let some = |number: u32, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
    match target {
        Target::WorkingMinutes { minutes } if minutes % 60 == 0 => some(minutes / 60, "working hour"),
        Target::WorkingMinutes { minutes } => some(minutes, "minute"),
        Target::WorkingDays { days } => some(u32::from(days), "working day"),
        Target::CloseOfDay => "the same day".to_owned(),
    }
}

/// Returns which elements of a first message (C1.10) the words of a text do not seem to have. A hint: an approved
/// first-contact template carries them all, marked by a person.
pub fn lacks_for_first_contact(text: &str, practice: &str, policy: &Policy) -> Vec<Element> {
    let said = words(text);
    let any = |phrases: &[&str]| {
        phrases.iter().filter_map(|one| Phrase::parse(one).ok()).any(|one| one.find(&said).next().is_some())
    };
    let has = |element: &Element| match element {
        Element::Who => any(&[practice]),
        Element::Optional => any(&["optional", "choice", "choose", "do not have to", "don't have to", "instead"]),
        Element::NotEmergencies => any(&["emergency", "emergencies", policy.jurisdiction.emergency_number()]),
        Element::UsualReply => {
            any(&["working day", "working days", "working hour*", "usually answer", "usually reply"])
        }
        Element::HowToStop => any(&["stop"]),
        Element::RepliesRead => any(&["read your", "reads your", "read messages", "reads messages"]),
        Element::NextStep | Element::StopMarketing => true,
    };
    Element::FIRST_CONTACT.into_iter().filter(|element| !has(element)).collect()
}
