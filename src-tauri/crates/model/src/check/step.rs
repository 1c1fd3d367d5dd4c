//! Does the text ask for something, and say what for and how (C2.16)? Is there a way for those who cannot phone (C3.2)?

use std::ops::Range;

use super::{About, Finding, Lists, Reading, Rule, Severity};
use crate::template::Route;
use crate::words::{Word, plain_digit};

/// Words that begin a purpose: "to book", "about your knee", "for your results".
const PURPOSE: [&str; 6] = ["to", "about", "for", "regarding", "because", "re"];
/// Words that name a way to answer that is not the telephone.
const ANSWER: [&str; 5] = ["reply", "email", "online", "link", "app"];
/// With one of these before it, it is no way to answer: "do not reply to this message".
const NOT: [&str; 5] = ["not", "dont", "cannot", "cant", "never"];
const CALL: [&str; 8] = ["ring", "ringing", "phone", "phoning", "call", "calling", "telephone", "dial"];
/// The fewest words of a sentence that can say by itself what a call is for.
const REASON_WORDS: usize = 4;
/// The fewest digits of a telephone number of the practice: 999 and 111 are not a way to reach it.
const NUMBER_DIGITS: usize = 5;

pub(super) fn check(reading: &Reading<'_>, about: &About<'_>, lists: &Lists, found: &mut Vec<Finding>) {
    let elsewhere = says_link(reading.text) || says_answer(reading);
    let without_how = !elsewhere && !says_number(reading.text);
    for (_, span) in reading.listed(&lists.vague_steps) {
        let without_what = !says_what_for(reading, &span);
        if without_how || without_what {
            let rule = Rule::NoClearNextStep { without_what, without_how };
            found.push(Finding { rule, span, severity: Severity::Hint });
        }
    }
    let is_call = |word: &Word| CALL.contains(&word.as_str());
    if about.cannot_phone && (about.route == Route::Phone || (!elsewhere && reading.words.iter().any(is_call))) {
        let span =
            reading.words.iter().find(|word| is_call(word)).map_or(0..reading.text.len(), |word| word.span.clone());
        found.push(Finding { rule: Rule::PhoneOnly, span, severity: Severity::NeedsReason });
    }
}

/// Says whether the patient may answer in writing: "reply", "text us", "by email".
fn says_answer(reading: &Reading<'_>) -> bool {
    let mut before = "";
    reading.words.iter().any(|word| {
        let said = word.as_str();
        let is_answer = ANSWER.contains(&said) && !NOT.contains(&before);
        let is_text = before == "text" && matches!(said, "us" | "back");
        before = said;
        is_answer || is_text
    })
}

/// Says whether the sentence around a step, or the one before it, gives a reason for it.
fn says_what_for(reading: &Reading<'_>, step: &Range<usize>) -> bool {
    let mut before = None;
    for sentence in &reading.sentences {
        if sentence.contains(&step.start) {
            let has_purpose = reading
                .within(sentence)
                .iter()
                .any(|word| PURPOSE.contains(&word.as_str()) && !(step.start..step.end).contains(&word.span.start));
            return has_purpose || before.is_some_and(|before| reading.within(before).len() >= REASON_WORDS);
        }
        before = Some(sentence);
    }
    false
}

/// Says whether there is an address to follow: of the web or of a mailbox, or the mark for one.
fn says_link(text: &str) -> bool {
    let is_link = |chunk: &str| {
        chunk.contains("://") || chunk.starts_with("www.") || (chunk.contains('@') && chunk.contains('.'))
    };
    text.contains("{{link}}") || text.contains("{{practice_web}}") || text.split_whitespace().any(is_link)
}

/// Says whether there is a telephone number, or the mark for one.
fn says_number(text: &str) -> bool {
    let mut digits = 0_usize;
    let mut longest = 0_usize;
    for letter in text.chars() {
        if plain_digit(letter).is_some() {
            digits = digits.saturating_add(1);
        } else if !(letter == '-' || (letter.is_whitespace() && letter != '\n')) {
            digits = 0;
        }
        longest = longest.max(digits);
    }
    longest >= NUMBER_DIGITS || text.contains("{{practice_phone}}")
}
