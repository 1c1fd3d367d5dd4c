//! Phrases that a practice lists.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Word, words};

/// The fewest letters before a `*`; with fewer it would stand for half the language.
const SHORTEST_STEM: usize = 4;

/// Words that are looked for in a text, one after the other, whole, in any case: "date of birth".
///
/// A word that ends in `*` stands for every word that begins so: "metast*" for metastasis and metastatic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phrase {
    written: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    word: String,
    is_stem: bool,
}

/// Why a text is not a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// There is no word in it.
    #[error("there is no word in this line")]
    Empty,
    /// A `*` that does not end a word, or that follows too few letters.
    #[error("a * stands at the end of a word of at least four letters")]
    Star,
}

impl Phrase {
    /// Takes words, some of which may end in `*`.
    ///
    /// # Errors
    /// [`PhraseError`] when there is no word, or a `*` stands where it cannot.
    pub fn parse(text: &str) -> Result<Self, PhraseError> {
        let mut pieces: Vec<Piece> = Vec::new();
        for chunk in text.split_whitespace() {
            let (body, is_stem) = chunk.strip_suffix('*').map_or((chunk, false), |stem| (stem, true));
            if body.contains('*') {
                return Err(PhraseError::Star);
            }
            let before = pieces.len();
            pieces.extend(words(body).iter().map(|word| Piece { word: word.as_str().to_owned(), is_stem: false }));
            if is_stem {
                let last = pieces.get_mut(before..).and_then(<[Piece]>::last_mut);
                let long = last.filter(|piece| piece.word.chars().count() >= SHORTEST_STEM);
                long.ok_or(PhraseError::Star)?.is_stem = true;
            }
        }
        if pieces.is_empty() { Err(PhraseError::Empty) } else { Ok(Self { written: text.trim().to_owned(), pieces }) }
    }

    /// Returns the phrase as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Finds where the phrase stands among words.
    pub(crate) fn find<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = Range<usize>> + 'a {
        // A phrase has at least one piece, so the windows are never empty.
        words.windows(self.pieces.len().max(1)).filter(|window| self.is(window)).filter_map(|window| {
            let (first, last) = (window.first()?, window.last()?);
            Some(first.span.start..last.span.end)
        })
    }

    fn is(&self, window: &[Word]) -> bool {
        self.pieces.iter().zip(window).all(|(piece, word)| piece.fits(word.as_str()))
    }
}

impl Piece {
    fn fits(&self, word: &str) -> bool {
        if self.is_stem { word.starts_with(&self.word) } else { word == self.word }
    }
}

impl TryFrom<String> for Phrase {
    type Error = PhraseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.written
    }
}
