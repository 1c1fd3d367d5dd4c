//! What a template carries beside its words (H-05): a code for the record, a follow-up, the team that has the conversation
//! then. All of it happens in the moment a message with the template in it leaves, and not before: what was taken back
//! never did.

use serde::{Deserialize, Serialize};

use super::{Route, TemplateProblem};
use crate::Role;

/// What FHIR calls SNOMED CT. The practice enters its own codes: none comes with the app.
pub const SNOMED_CT: &str = "http://snomed.info/sct";
/// The most characters of a code's words, and of what is to be done. Ours: a line that a list can show.
pub const LONGEST_CARRIED: usize = 200;
/// The most working days until a follow-up. Ours: a year of them.
pub const MOST_FOLLOW_UP_DAYS: u16 = 260;
/// The most characters of a code (openEHR and HL7 v3 know none over 40).
const LONGEST_CODE: usize = 40;

/// What a template carries beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carries {
    /// What the message is filed as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// What is to be done later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// Whose the conversation is then: nobody's, until somebody of this team takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Role>,
}

/// A clinical or administrative code, as the practice writes it. FHIR R4 `Coding`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The system: [`SNOMED_CT`], or another one's address.
    pub system: String,
    /// The code in it.
    pub code: String,
    /// What it means, in words.
    pub display: String,
}

/// What is to be done some working days after a message left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// By which way the patient is reached then.
    pub route: Route,
    /// After how many working days.
    pub days: u16,
    /// What is to be done.
    pub what: String,
}

impl Carries {
    /// Says whether it carries nothing: what is left out where it is written.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Returns what is wrong with it, whoever approves the template.
    pub fn problems(&self) -> Vec<TemplateProblem> {
        let code = self.code.as_ref().and_then(Code::problem);
        let follow_up =
            self.follow_up.as_ref().filter(|one| !one.is_whole()).map(|_| TemplateProblem::FollowUpNotWhole);
        code.into_iter().chain(follow_up).collect()
    }
}

impl Code {
    fn problem(&self) -> Option<TemplateProblem> {
        let Self { system, code, display } = self;
        let is_address = system.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.chars().all(|letter| letter.is_ascii_alphabetic()) && !scheme.is_empty() && !rest.is_empty()
        });
        let is_word = |text: &str| !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        let fits =
            is_address && is_word(system) && is_word(code) && code.chars().count() <= LONGEST_CODE && is_line(display);
        if !fits {
            return Some(TemplateProblem::CodeNotWhole);
        }
        (system == SNOMED_CT && !is_sctid(code)).then_some(TemplateProblem::CodeMistyped)
    }
}

impl FollowUp {
    fn is_whole(&self) -> bool {
        is_line(&self.what) && (1..=MOST_FOLLOW_UP_DAYS).contains(&self.days)
    }
}

fn is_line(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= LONGEST_CARRIED && !text.chars().any(char::is_control)
}

/// Says whether a text is a SNOMED CT identifier of a concept: 6 to 18 digits, the first not 0, the partition that of a
/// concept (00 or 10), the last a check digit after Verhoeff (SNOMED CT Release File Specification, 6 "SCTID").
fn is_sctid(text: &str) -> bool {
    let digits: Option<Vec<u8>> =
        text.chars().map(|letter| letter.to_digit(10).and_then(|d| u8::try_from(d).ok())).collect();
    let Some(digits) = digits.filter(|digits| (6..=18).contains(&digits.len())) else { return false };
    let is_concept = matches!(digits.as_slice(), [first, .., 0 | 1, 0, _] if *first != 0);
    is_concept && verhoeff(&digits) == 0
}

/// Verhoeff's sum, 0 where the last digit checks the others. Worked out in the dihedral group of the pentagon.
fn verhoeff(digits: &[u8]) -> u8 {
    let one_on = |digit: u8| match digit {
        0 => 1,
        1 => 5,
        2 => 7,
        3 => 6,
        4 => 2,
        5 => 8,
        6 => 3,
        7 => 0,
        8 => 9,
        _ => 4,
    };
    digits.iter().rev().enumerate().fold(0, |sum, (place, digit)| {
        let permuted = (0..place % 8).fold(*digit, |digit, _| one_on(digit));
        times(sum, permuted)
    })
}

/// Multiplies in the dihedral group of order ten: 0 to 4 turn, 5 to 9 also reflect.
const fn times(one: u8, other: u8) -> u8 {
    match (one < 5, other < 5) {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other - 5) % 5,
        (false, true) => 5 + (one - 5 + 5 - other) % 5,
        (false, false) => (one + 5 - other) % 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h_05_the_check_digit_of_a_snomed_ct_code_is_checked() {
        // Verhoeff's own example: 236 has the check digit 3.
        assert_eq!(verhoeff(&[2, 3, 6, 3]), 0);
        for code in ["73211009", "22298006", "38341003", "404684003", "138875005"] {
            assert!(is_sctid(code), "{code}");
        }
        for code in ["73211008", "37211009", "7321100", "0", "", "73211009a", "012345", "1234567890123456789"] {
            assert!(!is_sctid(code), "{code}");
        }
    }
}
