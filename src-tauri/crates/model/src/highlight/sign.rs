//! One way in which patients write of something, as a line that a practice can read and change.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::likeness::{Read, Vocabulary};
use crate::words::{Word, words};

/// How many other words may stand between the parts that a `+` joins. Ours: "pain when I walk in my chest".
const APART: usize = 5;

/// Stands before a word of which no other form counts.
pub(super) const JUST_THIS: char = '=';

/// A way to write of a sign: `chest + pain/hurt/tight`.
///
/// - Words after one another: `black out`. Small words ("my", "the", "really") may stand between them.
/// - `/`: one or the other, in one place: `cant/cannot breathe`.
/// - `=`: just this form: `=fitting`, which "fit note" is not.
/// - `+`: the parts stand near each other, in any order, in one sentence: `chest + pain`.
///
/// Other forms of a word ("pains", "painful") and its misspellings count as the word itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sign {
    written: String,
    parts: Vec<Part>,
}

/// Words after one another.
type Part = Vec<Place>;
/// What may stand in a place: one word of these.
type Place = Vec<String>;

/// Why a line is not a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// There is no word where one belongs: before, after or between `+` and `/`.
    #[error(
        "there is a word missing in this line: write words, with / between words that mean the same and + between parts that stand near each other"
    )]
    Empty,
    /// One small word, which would mark half of what patients write.
    #[error("a word this small stands in nearly every message: add another")]
    Small,
}

impl Sign {
    /// Reads a line.
    ///
    /// # Errors
    /// [`SignError`] when there is no word where one belongs, or only one that says nothing.
    pub fn parse(line: &str) -> Result<Self, SignError> {
        let parts = line.split('+').map(part).collect::<Result<Vec<_>, _>>()?;
        let says_something = parts.iter().all(|part| part.iter().flatten().any(|word| !is_small(word)));
        if says_something { Ok(Self { written: line.trim().to_owned(), parts }) } else { Err(SignError::Small) }
    }

    /// Returns the line as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Makes it ready to be looked for.
    pub(super) fn ready(&self, vocabulary: &mut Vocabulary) -> ReadySign {
        let mut ready_part = |part: &Part| {
            let place = |words: &Place| words.iter().map(|word| vocabulary.learn(word)).collect();
            let places: ReadyPart = part.iter().map(place).collect();
            for (place, next) in places.iter().zip(places.iter().skip(1)) {
                let pairs = place.iter().flat_map(|first| next.iter().map(move |second| (*first, *second)));
                pairs.for_each(|pair| vocabulary.learn_fused(pair));
            }
            places
        };
        ReadySign { parts: self.parts.iter().map(&mut ready_part).collect() }
    }
}

/// The words that may stand in each place of a part, by number.
type ReadyPart = Vec<Vec<usize>>;

/// A sign whose words have numbers.
#[derive(Clone, Debug)]
pub(super) struct ReadySign {
    parts: Vec<ReadyPart>,
}

impl ReadySign {
    /// Finds where the sign stands: places among the words.
    pub(super) fn find(&self, read: &Read<'_>) -> Vec<Range<usize>> {
        if !self.parts.iter().flatten().all(|place| read.has_any(place)) {
            return vec![];
        }
        let Some((first, others)) = self.parts.split_first() else { return vec![] };
        let near = |so_far: Range<usize>, part: &ReadyPart| {
            let from = so_far.start.saturating_sub(APART + part.len() * 2);
            let until = so_far.end + APART + 1;
            let places = (from..until).filter_map(|at| run(part, read, at));
            let joining = places.filter(|place| may_join(read, &so_far, place));
            let nearest = joining.min_by_key(|place| gap(&so_far, place))?;
            Some(so_far.start.min(nearest.start)..so_far.end.max(nearest.end))
        };
        let starts = (0..read.len()).filter_map(|at| run(first, read, at));
        starts.filter_map(|start| others.iter().try_fold(start, near)).collect()
    }
}

fn part(line: &str) -> Result<Part, SignError> {
    let places: Vec<Place> = line.split_whitespace().flat_map(places).collect();
    let is_whole = !places.is_empty() && places.iter().all(|place| !place.is_empty());
    if is_whole { Ok(places) } else { Err(SignError::Empty) }
}

/// Returns what stands between two spaces: alternatives, or the several words of "self-harm".
fn places(chunk: &str) -> Vec<Place> {
    if chunk.contains(['/', '=']) {
        let alternatives: Vec<String> = chunk.split('/').map(alternative).collect();
        let is_whole = alternatives.iter().all(|one| !one.trim_start_matches(JUST_THIS).is_empty());
        return vec![if is_whole { alternatives } else { vec![] }];
    }
    words(chunk).iter().map(|word| vec![word.as_str().to_owned()]).collect()
}

fn alternative(written: &str) -> String {
    let word: String = words(written).iter().map(Word::as_str).collect();
    if written.starts_with(JUST_THIS) { format!("{JUST_THIS}{word}") } else { word }
}

/// Follows a part from a word on, over small words in between; one written word may hold two of its words ("chestpain").
fn run(part: &[Vec<usize>], read: &Read<'_>, at: usize) -> Option<Range<usize>> {
    let mut next = at;
    let mut rest = part;
    while let Some((place, after)) = rest.split_first() {
        if read.is_any(next, place) {
            rest = after;
        } else if let Some((second, after)) = after.split_first()
            && read.is_both(next, place, second)
        {
            rest = after;
        } else if next > at && read.is_small(next) {
            // Skipped: the place waits for the next word.
        } else {
            return None;
        }
        next += 1;
    }
    Some(at..next)
}

fn gap(one: &Range<usize>, other: &Range<usize>) -> usize {
    if other.start >= one.end { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

/// Says whether two runs of words are apart, near enough, and in one sentence.
fn may_join(read: &Read<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let is_apart = other.start >= one.end || other.end <= one.start;
    let (first, second) = if other.start >= one.end { (one, other) } else { (other, one) };
    is_apart && gap(one, other) <= APART && !read.is_divided(first.end.saturating_sub(1)..second.start)
}

/// Words that say nothing by themselves and may stand between others.
pub(super) fn is_small(word: &str) -> bool {
    const SMALL: [&str; 44] = [
        "a", "all", "am", "an", "and", "are", "as", "at", "be", "been", "bit", "by", "feels", "for", "from", "had",
        "has", "have", "her", "him", "his", "i", "im", "in", "is", "it", "its", "ive", "just", "like", "my", "of",
        "our", "own", "really", "so", "some", "that", "the", "their", "this", "to", "very", "was",
    ];
    SMALL.contains(&word)
}

impl TryFrom<String> for Sign {
    /// Which line, and why.
    type Error = String;

    fn try_from(line: String) -> Result<Self, Self::Error> {
        Self::parse(&line).map_err(|error| format!("“{line}”: {error}"))
    }
}

impl From<Sign> for String {
    fn from(sign: Sign) -> Self {
        sign.written
    }
}
