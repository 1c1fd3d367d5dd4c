//! Plain English: how hard a text is to read (C3.7). Hints only.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Finding, Lists, Reading, Rule, Severity};
use crate::words::{Word, words};

/// The fewest words for a reading age to mean anything.
const FEWEST_WORDS: usize = 25;
/// What may stand before a full stop that ends no sentence.
const SHORTENED: [&str; 8] = ["dr", "mr", "mrs", "ms", "prof", "st", "eg", "ie"];

/// How hard a text is to read, by the Automated Readability Index: 4.71 × characters per word + 0.5 × words per sentence
/// − 21.43 (Senter and Smith 1967, AMRL-TR-66-220). Made for English.
///
/// It counts letters rather than syllables, so that it needs no dictionary and always gives the same answer. It knows
/// nothing of meaning, and says little about fewer than some 25 words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readability {
    /// How many words were counted; numbers and links are not.
    pub words: u32,
    /// How many sentences.
    pub sentences: u32,
    /// How many letters and digits those words have.
    pub characters: u32,
    /// The index in hundredths: 650 is 6.50. May be below zero.
    pub index_hundredths: i32,
}

impl Readability {
    /// Returns the youngest age, in years, at which the text is easy: the index rounded up, plus four, at least five.
    pub fn age(&self) -> u32 {
        let grade = self.index_hundredths.saturating_add(99).div_euclid(100);
        u32::try_from(grade.saturating_add(4)).unwrap_or_default().max(5)
    }
}

/// Measures a text, or returns `None` if there is no word in it.
pub fn readability(text: &str) -> Option<Readability> {
    measure(&Reading { text, words: words(text), sentences: sentences(text) })
}

fn measure(reading: &Reading<'_>) -> Option<Readability> {
    let links = links(reading.text);
    let (mut words, mut sentences, mut characters) = (0_i64, 0_i64, 0_i64);
    for sentence in &reading.sentences {
        let before = words;
        for word in said(reading, sentence, &links) {
            let letters = word.as_str().chars().filter(|c| c.is_alphanumeric()).count();
            words = words.saturating_add(1);
            characters = characters.saturating_add(i64::try_from(letters).unwrap_or(i64::MAX));
        }
        sentences = sentences.saturating_add(i64::from(words > before));
    }
    // No word, no sentence: nothing to divide by.
    let per_word = characters.saturating_mul(471).checked_div(words)?;
    let per_sentence = words.saturating_mul(50).checked_div(sentences)?;
    let index = per_word.saturating_add(per_sentence).saturating_sub(2143);
    let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    Some(Readability {
        words: small(words),
        sentences: small(sentences),
        characters: small(characters),
        index_hundredths: i32::try_from(index).unwrap_or(i32::MAX),
    })
}

/// Returns the words of a sentence that are read as words: numbers and links are not.
fn said<'a>(
    reading: &'a Reading<'_>,
    sentence: &Range<usize>,
    links: &'a [Range<usize>],
) -> impl Iterator<Item = &'a Word> {
    reading.within(sentence).iter().filter(|word| {
        let is_word = word.as_str().chars().any(char::is_alphabetic);
        is_word && !links.iter().any(|link| link.contains(&word.span.start))
    })
}

pub(super) fn check(reading: &Reading<'_>, lists: &Lists, found: &mut Vec<Finding>) {
    let hint = |rule, span| Finding { rule, span, severity: Severity::Hint };
    let links = links(reading.text);
    for sentence in &reading.sentences {
        let words = u32::try_from(said(reading, sentence, &links).count()).unwrap_or(u32::MAX);
        if words > lists.longest_sentence {
            found.push(hint(Rule::LongSentence { words, limit: lists.longest_sentence }, sentence.clone()));
        }
    }
    for hard in &lists.hard_words {
        let hits = hard.word.find(&reading.words);
        found.extend(hits.map(|span| hint(Rule::HardWord { plain: hard.plain.clone() }, span)));
    }
    let hard_text = measure(reading).filter(|measured| {
        usize::try_from(measured.words).is_ok_and(|words| words >= FEWEST_WORDS) && measured.age() > lists.reading_age
    });
    if let Some(measured) = hard_text {
        let rule = Rule::ReadingAge { age: measured.age(), limit: lists.reading_age };
        found.push(hint(rule, 0..reading.text.len()));
    }
}

/// Cuts a text into sentences, without the space around them.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_followed_by_space = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let ends = match letter {
            '\n' | '\r' | '。' | '！' | '？' | '।' => true,
            '!' | '?' | '؟' => is_followed_by_space,
            '.' => is_followed_by_space && !is_shortened(text.get(start..at).unwrap_or_default()),
            _ => false,
        };
        if ends {
            let end = at.saturating_add(letter.len_utf8());
            found.extend(trimmed(text, start..end));
            start = end;
        }
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

/// Says whether a text ends in something that is written with a full stop: "Dr", or an initial.
fn is_shortened(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let letters: String = last.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    is_initial || SHORTENED.contains(&letters.as_str())
}

/// Returns a span without the space around it; `None` where nothing else is in it.
pub(crate) fn trimmed(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let sentence = text.get(span.clone())?;
    let start = span.start.saturating_add(sentence.len().saturating_sub(sentence.trim_start().len()));
    let end = start.saturating_add(sentence.trim().len());
    (start < end).then_some(start..end)
}

/// Finds addresses of the web and of mailboxes.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split(char::is_whitespace) {
        let end = at + chunk.len();
        if chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') {
            found.push(at..end);
        }
        // Past the space, which is one character of any length.
        let space = text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        at = end + space;
    }
    found
}
