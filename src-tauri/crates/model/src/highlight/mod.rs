//! Words in a patient's message that a person should see first: the signs of E.3, marked where they stand, each with the
//! rule that names it (C6.1).
//!
//! It sorts and shows; it does not diagnose and sets no urgency (C5.14). What it does not mark is "not yet looked at",
//! never safe (C6.3): a mark only ever raises a message (C6.2). It reads all of a text, across lines, with the misspellings
//! of a hurried thumb and other forms of a word; what it finds on a labelled set is published in `docs/highlights.md`.

mod defaults;
mod likeness;
mod list;
mod sign;

use std::ops::Range;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use list::{HighlightList, HighlightListError};
pub use sign::{Sign, SignError};

use crate::words::{Word, words};
use crate::{ConversationId, StaffId};
use likeness::Vocabulary;
use sign::ReadySign;

/// What a practice wants to see first: a name, and the ways in which patients write of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HighlightRule {
    /// What the window calls it: "Chest pain".
    pub name: String,
    /// The ways it is written.
    pub signs: Vec<Sign>,
    /// Whether "no chest pain" is marked without raising the message. Where somebody may say "no" and mean it otherwise
    /// (harm to oneself, harm by others), it is not.
    pub may_be_denied: bool,
}

/// What happened to a conversation because of words that a person should see first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "highlight", rename_all = "snake_case")]
pub enum HighlightChange {
    /// They stand in a patient's message: it is to be looked at sooner (C6.1, C6.4).
    Raised {
        /// In which conversation.
        conversation: ConversationId,
        /// When it arrived.
        at: Timestamp,
    },
    /// Somebody looked who may end it: a clinician (C6.2).
    Seen {
        /// In which conversation.
        conversation: ConversationId,
        /// Who.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
}

impl HighlightChange {
    /// Returns in which conversation.
    pub const fn conversation(&self) -> ConversationId {
        match self {
            Self::Raised { conversation, .. } | Self::Seen { conversation, .. } => *conversation,
        }
    }
}

/// A place in a text that a rule marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Which rule: its place in the list.
    pub rule: usize,
    /// Where: bytes of the text, on character boundaries.
    pub span: Range<usize>,
    /// The text says that it is not so: "no chest pain". It is marked and raises nothing.
    pub is_denied: bool,
}

/// A practice's rules, made ready to read many messages with.
#[derive(Clone, Debug)]
pub struct Highlighter {
    rules: Vec<HighlightRule>,
    /// Of each rule, its signs.
    ready: Vec<Vec<ReadySign>>,
    vocabulary: Vocabulary,
}

impl Highlighter {
    /// Makes rules ready.
    pub fn new(rules: Vec<HighlightRule>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let ready = |rule: &HighlightRule| rule.signs.iter().map(|sign| sign.ready(&mut vocabulary)).collect();
        let ready = rules.iter().map(ready).collect();
        Self { rules, ready, vocabulary }
    }

    /// Returns the rules.
    pub fn rules(&self) -> &[HighlightRule] {
        &self.rules
    }

    /// Finds what the rules mark in a text, in the order it stands there. Marks of different rules may overlap; of one rule
    /// they never do.
    pub fn find(&self, text: &str) -> Vec<Highlight> {
        let read = self.vocabulary.read(text, joined_words(words(text)));
        let mut found: Vec<Highlight> = Vec::new();
        for (rule, (known, signs)) in self.rules.iter().zip(&self.ready).enumerate() {
            let mut of_rule: Vec<Highlight> = signs
                .iter()
                .flat_map(|sign| sign.find(&read))
                .filter_map(|place| {
                    let span = read.span(&place)?;
                    Some(Highlight { rule, span, is_denied: known.may_be_denied && read.is_denied(&place) })
                })
                .collect();
            of_rule.sort_by_key(|mark| (mark.span.start, mark.span.end));
            found.extend(of_rule.into_iter().fold(Vec::new(), joined));
        }
        found.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.rule));
        found
    }

    /// Says whether something in a text raises it.
    pub fn raises(&self, text: &str) -> bool {
        self.find(text).iter().any(|mark| !mark.is_denied)
    }
}

impl Highlighter {
    /// Returns the rules that Anteroom ships, made ready once.
    pub fn shipped() -> &'static Self {
        list::shipped()
    }
}

/// Reads "can not" and "could not" as the one word they are for the rules.
fn joined_words(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let whole = match (joined.last().map(Word::as_str), word.as_str()) {
            (Some("can"), "not") => Some("cannot"),
            (Some("could"), "not") => Some("couldnt"),
            _ => None,
        };
        match (whole, joined.last_mut()) {
            (Some(whole), Some(last)) => last.goes_on(&word, whole),
            _ => joined.push(word),
        }
    }
    joined
}

/// Adds a mark of the same rule: one that overlaps the last grows it, and what is said stands over what is denied.
fn joined(mut marks: Vec<Highlight>, next: Highlight) -> Vec<Highlight> {
    match marks.last_mut() {
        Some(last) if next.span.start < last.span.end => {
            last.span.end = last.span.end.max(next.span.end);
            last.is_denied &= next.is_denied;
        }
        _ => marks.push(next),
    }
    marks
}
