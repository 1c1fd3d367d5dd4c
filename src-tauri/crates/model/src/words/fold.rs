//! Folding: what differs only in how it was typed becomes the same.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word of a text: a run of letters and digits, with the apostrophes inside it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Word {
    folded: String,
    /// Where it stands: bytes of the text, on character boundaries.
    pub(crate) span: Range<usize>,
}

impl Word {
    /// Returns the word in lower case, without its apostrophes and whatever cannot be seen.
    pub(crate) fn as_str(&self) -> &str {
        &self.folded
    }

    /// Takes the next word in: both are one, in other letters.
    pub(crate) fn goes_on(&mut self, next: &Self, folded: &str) {
        folded.clone_into(&mut self.folded);
        self.span.end = next.span.end;
    }
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A word may be a patient's: only its place is shown.
        write!(f, "Word({:?})", self.span)
    }
}

/// Folds a text: compatibility forms to the plain ones (NFKC), lower case, without what cannot be seen.
///
/// Accents stay, because they tell words apart ("stóp" is Polish for "of feet"), and so do the letters of other
/// alphabets that only look the same.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).nfkc().flat_map(char::to_lowercase).collect()
}

/// Cuts a text into its words.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = is_apostrophe(letter) && letters.peek().is_some_and(|(_, next)| is_of_word(*next));
        let inside = is_of_word(letter) || (start.is_some() && joins);
        match start {
            None if inside => start = Some(at),
            Some(from) if !inside => {
                found.extend(word(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.and_then(|from| word(text, from..text.len())));
    found
}

/// Returns the word at a place, or `None` if there is nothing in it that can be read.
fn word(text: &str, span: Range<usize>) -> Option<Word> {
    let mut folded = folded(text.get(span.clone())?);
    folded.retain(|letter| !is_apostrophe(letter));
    folded.chars().any(char::is_alphanumeric).then_some(Word { folded, span })
}

/// Returns what a digit counts, full-width and circled ones too.
pub(crate) fn plain_digit(letter: char) -> Option<u32> {
    letter.nfkc().next().and_then(|plain| plain.to_digit(10))
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_invisible(letter)
}

/// Says whether a character is an apostrophe as keyboards, phones and people make one.
pub(crate) const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '´' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}')
}

/// Says whether a character is a space inside a line.
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace() && letter != '\n'
}

/// Says whether a character shows nothing and takes no room: Unicode's default ignorable ones.
pub(crate) const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str, expected: &[&str]) {
        let found: Vec<Word> = words(text);
        assert_eq!(found.iter().map(Word::as_str).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn a_word_is_whole_and_folded() {
        read("Don’t, DON'T don\u{2bc}t", &["dont", "dont", "dont"]);
        read("'STOP' “stop”", &["stop", "stop"]);
        read("ＳＴＯＰ\u{200b} st\u{ad}op \u{feff}", &["stop", "stop"]);
        read("Opt-out e\u{301}té", &["opt", "out", "été"]);
        read("❤\u{fe0f} 🛑 … — ' ’", &[]);
        read("", &[]);
    }
}
