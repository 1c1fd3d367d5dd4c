//! The lists that a practice keeps.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Severity, defaults};
use crate::template::Route;
use crate::words::Phrase;

/// What a practice looks for in its messages. Part of its policy, edited in the app; every list may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// What the policy bans on some routes (C2.2).
    pub banned_uses: Vec<BannedUse>,
    /// Diagnoses and results, which open channels should not carry (C5.8).
    pub diagnosis_or_result: Vec<Phrase>,
    /// Words that must not reach the wrong person, and stop a bulk send (C2.12).
    pub high_risk: Vec<Phrase>,
    /// Ways to ask for a call or a visit that say neither why nor how by themselves (C2.16).
    pub vague_steps: Vec<Phrase>,
    /// Words with a plainer one (C3.7).
    pub hard_words: Vec<HardWord>,
    /// The practice's own postcodes, and those it often sends people to: not a patient's (C5.8).
    pub own_postcodes: Vec<String>,
    /// How many words a sentence may have before a hint (C3.7).
    pub longest_sentence: u32,
    /// The reading age that the practice aims for, in years (C3.7).
    pub reading_age: u32,
}

/// A use of messages that the policy bans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BannedUse {
    /// What it is called in the policy: "Bad news".
    pub name: String,
    /// The words that show it.
    pub phrases: Vec<Phrase>,
    /// The routes it is banned on.
    pub routes: BTreeSet<Route>,
    /// What it takes to go on all the same.
    pub severity: Severity,
    /// What to do instead, for the writer: "Phone the patient, or ask them to come in."
    pub instead: String,
}

/// A word with a plainer one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HardWord {
    /// The word.
    pub word: Phrase,
    /// The plainer one.
    pub plain: String,
}

impl Default for Lists {
    /// Returns the lists that Anteroom ships. The words of C2.12 are the requirement's; the others are a beginning, to be
    /// looked through by the practice's clinical safety officer.
    fn default() -> Self {
        defaults::lists()
    }
}
