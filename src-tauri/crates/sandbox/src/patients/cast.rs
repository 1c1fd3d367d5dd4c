//! Who writes what and when: a script grown from a seed, and answers to what the practice says.
//!
//! It is a function of what it is told: the same seed, times and texts give the same play.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    time::Duration,
};

use super::{Temper, TrainingPatient, people, words};

/// How often somebody answers before the matter is closed for them.
const ANSWERS: u32 = 3;

/// The people and what they are about to write.
pub(super) struct Cast {
    random: Random,
    numbers: HashMap<String, Owner>,
    /// When, in which order, from which number, what.
    coming: BinaryHeap<Reverse<(Duration, u64, String, String)>>,
    planned: u64,
}

/// Who holds a phone.
struct Owner {
    temper: Temper,
    answered: u32,
    last: &'static str,
}

impl Cast {
    /// Gathers the people and plans what they write of their own accord: one soon, then one every while.
    pub(super) fn new(patients: &[TrainingPatient], seed: u64) -> Self {
        let mut cast = Self { random: Random(seed), numbers: HashMap::new(), coming: BinaryHeap::new(), planned: 0 };
        let mut texts: Vec<(usize, u64, &str, &str)> = Vec::new();
        let mut add = |round: usize, from, text, random: &mut Random| texts.push((round, random.next(), from, text));
        for patient in patients {
            let owner = Owner { temper: patient.temper, answered: 0, last: "" };
            cast.numbers.entry(patient.mobile.clone()).or_insert(owner);
            for (round, text) in patient.writes.iter().enumerate() {
                add(round, patient.mobile.as_str(), text.as_str(), &mut cast.random);
            }
        }
        let (number, lines) = people::stranger();
        cast.numbers.insert(number.to_owned(), Owner { temper: Temper::Answers, answered: 0, last: "" });
        for (round, text) in lines.iter().enumerate() {
            add(round, number, text, &mut cast.random);
        }
        // Everybody's first text before anybody's second, each round in an order of its own.
        texts.sort_unstable();
        let mut when = Duration::from_secs(3);
        for (_, _, from, text) in texts {
            cast.plan(when, from, text);
            when += cast.random.seconds(15, 60);
        }
        cast
    }

    fn plan(&mut self, when: Duration, from: &str, text: &str) {
        self.planned += 1;
        self.coming.push(Reverse((when, self.planned, from.to_owned(), text.to_owned())));
    }

    /// Lets a patient read what the practice wrote.
    pub(super) fn hear(&mut self, now: Duration, number: &str, text: &str) {
        let Some(owner) = self.numbers.get_mut(number) else {
            return;
        };
        let answer = match owner.temper {
            Temper::Silent => return,
            Temper::Stops if owner.answered == 0 => "STOP",
            Temper::Answers if owner.answered < ANSWERS => {
                let fresh: Vec<_> = words::fitting(text).iter().copied().filter(|text| *text != owner.last).collect();
                self.random.choose(&fresh)
            }
            Temper::Stops | Temper::Answers => return,
        };
        owner.answered += 1;
        owner.last = answer;
        let when = now + self.random.seconds(8, 30);
        self.plan(when, number, answer);
    }

    /// Takes what is written by now, in order: from which number, what.
    pub(super) fn due(&mut self, now: Duration) -> Vec<(String, String)> {
        let mut written = Vec::new();
        while self.coming.peek().is_some_and(|Reverse((when, ..))| *when <= now) {
            written.extend(self.coming.pop().map(|Reverse((_, _, from, text))| (from, text)));
        }
        written
    }
}

/// SplitMix64: enough for a play, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn seconds(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_secs(from + self.next() % (to - from + 1))
    }

    fn choose(&mut self, texts: &[&'static str]) -> &'static str {
        let place = usize::try_from(self.next() % (texts.len().max(1) as u64)).unwrap_or(0);
        texts.get(place).copied().unwrap_or("ok thanks")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training_patients;

    const LATE: Duration = Duration::from_secs(100_000);

    fn play(seed: u64) -> Vec<(String, String)> {
        Cast::new(&training_patients(), seed).due(LATE)
    }

    #[test]
    fn one_seed_gives_one_play() {
        assert_eq!(play(4), play(4), "the same seed");
        assert_ne!(play(4), play(5), "another seed, another order");
        assert_eq!(play(4).len(), play(5).len(), "but nobody is left out");
    }

    #[test]
    fn somebody_writes_soon_and_nobody_floods() {
        let mut cast = Cast::new(&training_patients(), 1);
        assert_eq!(cast.due(Duration::from_secs(5)).len(), 1, "one at the beginning");
        assert!(cast.due(Duration::from_secs(65)).len() <= 4, "then a gentle surgery");
    }

    #[test]
    fn a_number_without_a_patient_writes_too() {
        let patients = training_patients();
        let is_known = |from: &String| patients.iter().any(|patient| patient.mobile == *from);
        assert!(play(1).iter().any(|(from, _)| !is_known(from)));
    }

    #[test]
    fn an_answer_is_answered_a_few_times_and_then_no_more() {
        let mut cast = Cast::new(&[], 1);
        cast.due(LATE);
        let (number, _) = people::stranger();
        let mut answers = Vec::new();
        for _ in 0..6 {
            cast.hear(LATE, number, "Which surgery were you told? Please call us.");
            answers.extend(cast.due(LATE * 2));
        }
        assert_eq!(answers.len(), ANSWERS as usize, "people stop");
        assert!(answers.windows(2).all(|pair| pair.first() != pair.last()), "and do not repeat themselves at once");
    }

    #[test]
    fn tempers_show() {
        let patients = training_patients();
        let of =
            |temper| patients.iter().find(|patient| patient.temper == temper).expect("there is one").mobile.clone();
        let mut cast = Cast::new(&patients, 1);
        cast.due(LATE);
        cast.hear(LATE, &of(Temper::Silent), "How are you?");
        assert_eq!(cast.due(LATE * 2), [], "the silent one stays silent");
        cast.hear(LATE, &of(Temper::Stops), "Your review is due.");
        assert_eq!(cast.due(LATE * 2), [(of(Temper::Stops), "STOP".to_owned())]);
    }
}
