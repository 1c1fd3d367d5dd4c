//! Safety while writing: what in a text should not go out like this, with the rule that says so (C-08).
//!
//! It is an aid to a careful writer, not a guard against one: word lists see words, not meaning. What it knows comes
//! from the practice's [`Lists`] and from what the caller says [`About`] the message; nothing leaves the computer.
//!
//! How long a text is as a text message (C2.14) is counted where the channels are known: `channels::measure`.

mod defaults;
pub(crate) mod identifiers;
mod lists;
mod marks;
pub mod plain;
mod step;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use lists::{BannedUse, HardWord, Lists};

use crate::template::{Class, Language, Route};
use crate::words::{Phrase, Word, words};

/// What the writer's text is for.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// What it is for.
    pub class: Class,
    /// How it goes out.
    pub route: Route,
    /// To how many.
    pub audience: Audience,
    /// The language it is written in; `None` counts as English. Other languages get no hints for plain English.
    pub language: Option<&'a Language>,
    /// Who signs it.
    pub signature: Option<&'a Signature>,
    /// The patient's date of birth, where known, so that it is found in any form.
    pub birth_date: Option<Date>,
    /// Whether the patient's accessible-information needs rule out the telephone (C3.2).
    pub cannot_phone: bool,
}

/// To how many a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// To one patient.
    One,
    /// To several at once (C2.12).
    Many,
}

/// Who signs a message (C2.13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The sender's name, for example "A. Okafor".
    pub name: String,
    /// The sender's role, for example "Practice Nurse".
    pub role: String,
}

/// Something that should not go out like this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that fired.
    #[serde(flatten)]
    pub rule: Rule,
    /// Where: bytes of the text, on character boundaries. Empty, at the end, for something that is missing.
    pub span: Range<usize>,
    /// What it takes to go on.
    pub severity: Severity,
}

/// What it takes to go on. A later one is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing: good to know.
    Hint,
    /// A reason, typed and kept.
    NeedsReason,
    /// Another text, or another way.
    Blocks,
}

/// A rule that fired, with what is needed to explain it. Closed: the window has words for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// A message of this class never goes this way: bad news has no text route (C2.2).
    RouteNotForClass,
    /// Something is not filled in (C2.11).
    UnfilledPlaceholder,
    /// The practice's policy bans this use of the route (C2.2).
    BannedUse {
        /// The use, as the policy names it.
        name: String,
        /// What to do instead, in the policy's words.
        instead: String,
        /// The line of the list.
        listed: Phrase,
    },
    /// A whole NHS number on an open channel (C5.8).
    NhsNumber,
    /// A whole date of birth on an open channel (C5.8).
    BirthDate,
    /// A whole postcode on an open channel (C5.8).
    Postcode,
    /// A diagnosis or a result on an open channel (C5.8).
    DiagnosisOrResult {
        /// The line of the list.
        listed: Phrase,
    },
    /// A word that must not reach the wrong person (C2.12).
    HighRiskWord {
        /// The line of the list.
        listed: Phrase,
    },
    /// Something is asked of the patient, but not clearly (C2.16).
    NoClearNextStep {
        /// It does not say what for.
        without_what: bool,
        /// It does not say how: no number, link or "reply".
        without_how: bool,
    },
    /// The only way on is the telephone, and the patient cannot use it (C3.2).
    PhoneOnly,
    /// A clinical message without its sender's name and role (C2.13).
    MissingSignature,
    /// What is urgent is telephoned first; a text is only an extra (C3.5).
    UrgentWithoutCall,
    /// A long sentence (C3.7).
    LongSentence {
        /// How many words it has.
        words: u32,
        /// How many are easy to read.
        limit: u32,
    },
    /// A word with a plainer one (C3.7).
    HardWord {
        /// The plainer one.
        plain: String,
    },
    /// The text as a whole is hard to read (C3.7): see [`plain::Readability`].
    ReadingAge {
        /// The age at which it is easy, in years.
        age: u32,
        /// The age that the practice aims for, in years.
        limit: u32,
    },
}

impl Rule {
    /// Returns the name under which the log keeps that the rule fired.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::RouteNotForClass => "route_not_for_class",
            Self::UnfilledPlaceholder => "unfilled_placeholder",
            Self::BannedUse { .. } => "banned_use",
            Self::NhsNumber => "nhs_number",
            Self::BirthDate => "birth_date",
            Self::Postcode => "postcode",
            Self::DiagnosisOrResult { .. } => "diagnosis_or_result",
            Self::HighRiskWord { .. } => "high_risk_word",
            Self::NoClearNextStep { .. } => "no_clear_next_step",
            Self::PhoneOnly => "phone_only",
            Self::MissingSignature => "missing_signature",
            Self::UrgentWithoutCall => "urgent_without_call",
            Self::LongSentence { .. } => "long_sentence",
            Self::HardWord { .. } => "hard_word",
            Self::ReadingAge { .. } => "reading_age",
        }
    }
}

/// A text, read once.
struct Reading<'a> {
    text: &'a str,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
}

impl Reading<'_> {
    /// Returns the words within a span.
    fn within(&self, span: &Range<usize>) -> &[Word] {
        let first = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        self.words.get(first..end).unwrap_or_default()
    }

    /// Finds every line of a list.
    fn listed<'b>(&'b self, list: &'b [Phrase]) -> impl Iterator<Item = (&'b Phrase, Range<usize>)> + 'b {
        list.iter().flat_map(|phrase| phrase.find(&self.words).map(move |span| (phrase, span)))
    }
}

/// Checks a text as it would go out, signature included. Findings come in the order of their places.
pub fn check(text: &str, about: &About<'_>, lists: &Lists) -> Vec<Finding> {
    let reading = Reading { text, words: words(text), sentences: plain::sentences(text) };
    let mut found = Vec::new();
    if !about.class.may_go(about.route) {
        found.push(Finding { rule: Rule::RouteNotForClass, span: 0..text.len(), severity: Severity::Blocks });
    }
    let placeholders = marks::placeholders(text);
    found.extend(placeholders.map(|span| Finding {
        rule: Rule::UnfilledPlaceholder,
        span,
        severity: Severity::Blocks,
    }));
    scope(&reading, about, lists, &mut found);
    identifiers::check(&reading, about, lists, &mut found);
    step::check(&reading, about, lists, &mut found);
    if about.class.is_clinical() && about.route != Route::Phone && !is_signed(&reading, about.signature) {
        let end = text.len();
        found.push(Finding { rule: Rule::MissingSignature, span: end..end, severity: Severity::Blocks });
    }
    if about.language.is_none_or(Language::is_english) {
        plain::check(&reading, lists, &mut found);
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, std::cmp::Reverse(finding.severity)));
    found
}

/// Returns the strongest severity, or `None` if nothing was found.
pub fn strongest(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}

/// What the practice's lists say about words.
fn scope(reading: &Reading<'_>, about: &About<'_>, lists: &Lists, found: &mut Vec<Finding>) {
    for banned in lists.banned_uses.iter().filter(|banned| banned.routes.contains(&about.route)) {
        let hits = reading.listed(&banned.phrases).map(|(listed, span)| {
            let (name, instead, listed) = (banned.name.clone(), banned.instead.clone(), listed.clone());
            Finding { rule: Rule::BannedUse { name, instead, listed }, span, severity: banned.severity }
        });
        found.extend(hits);
    }
    if about.route.is_open() {
        found.extend(reading.listed(&lists.diagnosis_or_result).map(|(listed, span)| {
            let rule = Rule::DiagnosisOrResult { listed: listed.clone() };
            Finding { rule, span, severity: Severity::NeedsReason }
        }));
    }
    let severity = match (about.audience, about.route.is_unattended()) {
        (Audience::Many, _) => Severity::Blocks,
        (Audience::One, true) => Severity::NeedsReason,
        (Audience::One, false) => Severity::Hint,
    };
    // SR1 is a form, and the beginning of postcodes in Sunderland.
    let postcodes = identifiers::postcodes(reading.text, &reading.words);
    let in_postcode =
        |span: &Range<usize>| postcodes.iter().any(|code| code.start <= span.start && span.end <= code.end);
    let hits = reading.listed(&lists.high_risk).filter(|(_, span)| !in_postcode(span));
    found.extend(hits.map(|(listed, span)| Finding {
        rule: Rule::HighRiskWord { listed: listed.clone() },
        span,
        severity,
    }));
}

/// Says whether the sender's name and role stand in a text (C2.13).
pub fn is_signed_by(text: &str, signature: &Signature) -> bool {
    is_signed(&Reading { text, words: words(text), sentences: Vec::new() }, Some(signature))
}

/// Says whether the sender's name and role stand in the text.
fn is_signed(reading: &Reading<'_>, signature: Option<&Signature>) -> bool {
    let stands = |part: &str| Phrase::parse(part).is_ok_and(|part| part.find(&reading.words).next().is_some());
    signature.is_some_and(|signature| stands(&signature.name) && stands(&signature.role))
}
