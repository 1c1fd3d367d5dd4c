//! When a word that a patient wrote is a word of a rule: the same, another form of it, or a slip of the thumb.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use strsim::osa_distance;

use super::sign::{JUST_THIS, is_small};
use crate::words::Word;

/// The fewest letters of a word of which one may be wrong, added, missing or changed with its neighbour. Ours: in a shorter
/// word one letter makes another word ("pain", "paint", "rain").
const ONE_SLIP: usize = 5;
/// The fewest letters of a word in which two slips are forgiven.
const TWO_SLIPS: usize = 9;
/// What is compared, after "this" or "as".
const DEGREES: [&str; 10] =
    ["bad", "badly", "much", "severe", "severely", "strong", "sharp", "intense", "awful", "painful"];
/// Words that are one slip from a word of the shipped rules and mean themselves.
const NO_SLIPS: [&str; 39] = [
    "breadth", "breed", "brown", "bruise", "bruises", "burying", "cheat", "chess", "closed", "coking", "cooking",
    "crest", "fewer", "flood", "hear", "heard", "heat", "inhale", "lever", "lose", "night", "paused", "right",
    "sharing", "shallow", "shaping", "shared", "sigh", "slight", "smelling", "spared", "spelling", "staff", "staking",
    "stalking", "strike", "throw", "tough", "turning",
];

/// The words of all rules, each known by number.
#[derive(Clone, Default)]
pub(super) struct Vocabulary {
    known: Vec<Known>,
    numbers: HashMap<String, usize>,
    /// The words that are written so: with other forms, and without.
    written: HashMap<String, Vec<usize>>,
    /// The words of a stem, where other forms count.
    stems: HashMap<String, Vec<usize>>,
    /// Two words of a rule, written as one: which two.
    fused: HashMap<String, Vec<(usize, usize)>>,
}

#[derive(Clone)]
struct Known {
    word: String,
    /// 0 where no slip is forgiven.
    letters: usize,
    /// Which letters stand in it: see [`letters_in`].
    has: u32,
}

/// A text read with a vocabulary: which words of the rules each of its words may be.
pub(super) struct Read<'a> {
    vocabulary: &'a Vocabulary,
    words: Vec<Word>,
    meant: Vec<Vec<usize>>,
    /// Of each word of the rules, whether it is meant anywhere.
    there: Vec<bool>,
    /// A sentence ends after these words.
    ends: HashSet<usize>,
    /// A pause of any kind stands after these.
    pauses: HashSet<usize>,
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vocabulary({} words)", self.known.len())
    }
}

impl Vocabulary {
    /// Takes a word of a rule, and returns its number.
    pub(super) fn learn(&mut self, piece: &str) -> usize {
        if let Some(number) = self.numbers.get(piece) {
            return *number;
        }
        let number = self.known.len();
        self.numbers.insert(piece.to_owned(), number);
        let (known, stem) = match piece.strip_prefix(JUST_THIS) {
            Some(word) => (Known { word: word.to_owned(), letters: 0, has: 0 }, None),
            None => {
                let stem = Stemmer::create(Algorithm::English).stem(piece).into_owned();
                (Known { word: piece.to_owned(), letters: piece.chars().count(), has: letters_in(piece) }, Some(stem))
            }
        };
        self.written.entry(known.word.clone()).or_default().push(number);
        if let Some(stem) = stem {
            self.stems.entry(stem).or_default().push(number);
        }
        self.known.push(known);
        number
    }

    /// Takes two words, by number, that may be written as one.
    pub(super) fn learn_fused(&mut self, (first, second): (usize, usize)) {
        let word = |number: usize| self.known.get(number).map_or("", |known| known.word.as_str());
        let fused = format!("{}{}", word(first), word(second));
        self.fused.entry(fused).or_default().push((first, second));
    }

    pub(super) fn read(&self, text: &str, words: Vec<Word>) -> Read<'_> {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut meant = Vec::with_capacity(words.len());
        for word in &words {
            let written = word.as_str();
            meant.push(seen.entry(written).or_insert_with(|| self.meant(written, &stemmer.stem(written))).clone());
        }
        let mut there = vec![false; self.known.len()];
        for word in &words {
            let fused = self.fused.get(word.as_str()).into_iter().flatten().flat_map(|(one, other)| [*one, *other]);
            for number in seen.get(word.as_str()).into_iter().flatten().copied().chain(fused) {
                if let Some(there) = there.get_mut(number) {
                    *there = true;
                }
            }
        }
        let (mut ends, mut pauses) = (HashSet::new(), HashSet::new());
        for (at, pair) in words.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let between = text.get(one.span.end..other.span.start).unwrap_or_default();
            if between.contains(['.', '!', '?', ';']) {
                ends.insert(at);
            }
            if between.chars().any(|letter| !letter.is_whitespace()) {
                pauses.insert(at);
            }
        }
        Read { vocabulary: self, words, meant, there, ends, pauses }
    }

    fn meant(&self, written: &str, stem: &str) -> Vec<usize> {
        let (letters, has) = (written.chars().count(), letters_in(written));
        let may_slip = !is_small(written) && !NO_SLIPS.contains(&written) && letters + 1 >= ONE_SLIP;
        let alike = [self.written.get(written), self.stems.get(stem)].into_iter().flatten().flatten().copied();
        let mut meant: Vec<usize> = alike.collect();
        if may_slip {
            let slips = self.known.iter().enumerate().filter(|(_, known)| is_slip_of(known, written, (letters, has)));
            meant.extend(slips.map(|(number, _)| number));
        }
        meant.sort_unstable();
        meant.dedup();
        meant
    }
}

fn is_slip_of(known: &Known, written: &str, (letters, has): (usize, u32)) -> bool {
    let forgiven: u32 = match known.letters {
        TWO_SLIPS.. => 2,
        ONE_SLIP.. => 1,
        _ => return false,
    };
    // One slip changes at most two letters: most words are told apart without counting slips.
    let is_near = (known.has ^ has).count_ones() <= 2 * forgiven;
    let forgiven = forgiven as usize;
    is_near && known.letters.abs_diff(letters) <= forgiven && osa_distance(&known.word, written) <= forgiven
}

/// Returns which letters stand in a word, a bit for each; letters of other alphabets share bits.
fn letters_in(word: &str) -> u32 {
    word.chars().fold(0, |has, letter| has | 1 << (u32::from(letter) % 32))
}

impl Read<'_> {
    pub(super) const fn len(&self) -> usize {
        self.words.len()
    }

    /// Says whether one of these is meant anywhere: most rules are passed over with this.
    pub(super) fn has_any(&self, numbers: &[usize]) -> bool {
        numbers.iter().any(|number| self.there.get(*number) == Some(&true))
    }

    /// Says whether the word at a place may be one of these.
    pub(super) fn is_any(&self, at: usize, numbers: &[usize]) -> bool {
        self.meant.get(at).is_some_and(|meant| meant.iter().any(|number| numbers.contains(number)))
    }

    /// Says whether one written word holds a word of each, without a space: "chestpain".
    pub(super) fn is_both(&self, at: usize, first: &[usize], second: &[usize]) -> bool {
        let fused = self.words.get(at).and_then(|word| self.vocabulary.fused.get(word.as_str()));
        fused.is_some_and(|pairs| pairs.iter().any(|(one, other)| first.contains(one) && second.contains(other)))
    }

    pub(super) fn is_small(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| is_small(word.as_str()))
    }

    /// Says whether a sentence ends after one of these words.
    pub(super) fn is_divided(&self, mut places: Range<usize>) -> bool {
        places.any(|at| self.ends.contains(&at))
    }

    /// Says whether what stands at these places is said not to be so: "no chest pain", "I don't have any chest pain". A
    /// pause in between ("no, chest pain!") is no denial, and neither is a comparison: "I haven't had chest pain this bad".
    pub(super) fn is_denied(&self, places: &Range<usize>) -> bool {
        if self.is_compared(places.end) {
            return false;
        }
        let mut before = places.start;
        while let Some(place) = before.checked_sub(1) {
            if self.pauses.contains(&place) {
                return false;
            }
            let Some(word) = self.words.get(place).map(Word::as_str) else { return false };
            match word {
                "no" | "not" | "without" | "nor" | "dont" | "havent" | "hasnt" | "isnt" | "didnt" => {
                    return true;
                }
                "any" | "more" | "or" | "have" | "had" | "having" | "got" | "been" | "signs" | "sign" | "of" | "a" => {
                    before = place;
                }
                _ => return false,
            }
        }
        false
    }

    /// Says whether what goes on at a place compares: "like this", "this bad", "before".
    fn is_compared(&self, at: usize) -> bool {
        let word = |at: usize| self.words.get(at).map_or("", Word::as_str);
        if self.pauses.contains(&(at.wrapping_sub(1))) {
            return false;
        }
        match word(at) {
            "like" | "before" | "until" | "till" => true,
            "this" | "that" | "so" | "as" | "such" | "quite" => DEGREES.contains(&word(at + 1)),
            _ => false,
        }
    }

    /// Returns where words stand in the text.
    pub(super) fn span(&self, places: &Range<usize>) -> Option<Range<usize>> {
        let first = self.words.get(places.start)?;
        let last = self.words.get(places.end.checked_sub(1)?)?;
        Some(first.span.start..last.span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::highlight::Highlighter;

    #[test]
    fn what_is_no_slip_would_be_taken_for_one() {
        let known = &Highlighter::shipped().vocabulary.known;
        let would_be = |written: &&str| {
            let about = (written.chars().count(), letters_in(written));
            known.iter().any(|known| known.word != **written && is_slip_of(known, written, about))
        };
        let idle: Vec<_> = NO_SLIPS.iter().filter(|written| !would_be(written)).collect();
        assert!(idle.is_empty(), "no rule has a word near these: {idle:?}");
    }
}
