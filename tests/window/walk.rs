//! A walk through the window as somebody makes it who has never seen it: what they read, press and type is counted, and how
//! long that takes follows from what is known of people at screens. No clock of this computer is in it.

use std::collections::HashSet;
use std::time::Duration;

use xtask::desk::Window;
use xtask::process;

const PATIENCE: Duration = Duration::from_secs(20);

/// The keystroke-level model's times, in milliseconds (Card, Moran and Newell, 1980): a key of somebody who types 40 words a
/// minute, pointing, pressing and letting go, a hand's way between mouse and keys, and making up one's mind.
const KEY: u64 = 280;
const POINT: u64 = 1100;
const PRESS: u64 = 200;
const HAND: u64 = 400;
const MIND: u64 = 1350;
/// A word read for the first time: 238 a minute, as adults read plain prose (Brysbaert, 2019).
const WORD: u64 = 252;

/// Somebody new, at the window.
pub(crate) struct Walk<'a> {
    window: &'a Window,
    sentences: HashSet<String>,
    words: u64,
    keys: u64,
    presses: u64,
    hands: u64,
}

impl<'a> Walk<'a> {
    pub(crate) fn begin(window: &'a Window) -> Self {
        Self { window, sentences: HashSet::new(), words: 0, keys: 0, presses: 0, hands: 0 }
    }

    /// Waits for a mark, and reads every sentence that was not on the screen before. The ways to elsewhere (`nav`) are passed
    /// over at a glance, as people do who are in the middle of something.
    pub(crate) fn sees(&mut self, mark: &str) {
        self.window.wait_for(mark).unwrap();
        let script = "const nav = [...document.querySelectorAll('nav')].flatMap(e => e.innerText.split('\\n'));\
            const lines = document.body.innerText.split('\\n'); return lines.filter(line => !nav.includes(line))";
        let lines: Vec<String> = serde_json::from_value(self.window.browser().run(script, &[]).unwrap()).unwrap();
        for sentence in lines.iter().flat_map(|line| line.split(". ")) {
            if self.sentences.insert(sentence.to_owned()) {
                self.words += u64::try_from(sentence.split_whitespace().count()).unwrap();
            }
        }
    }

    /// Presses on what carries a mark.
    pub(crate) fn presses(&mut self, mark: &str) {
        self.window.click(mark).unwrap();
        self.presses += 1;
    }

    /// Types into an empty field.
    pub(crate) fn types(&mut self, mark: &str, text: &str) {
        self.window.type_into(mark, text).unwrap();
        self.counts_typing(text);
    }

    /// Types over what stands in a field.
    pub(crate) fn types_over(&mut self, mark: &str, text: &str) {
        self.window.click(mark).unwrap();
        let all = "document.querySelector(arguments[0]).select()";
        self.window.browser().run(all, &[format!("[data-testid=\"{mark}\"]").into()]).unwrap();
        for letter in text.chars() {
            self.window.browser().press(&[&letter.to_string()]).unwrap();
        }
        process::until("the field to be typed over", PATIENCE, || Ok((self.window.value(mark)? == text).then_some(())))
            .unwrap();
        self.counts_typing(text);
        self.keys += 2;
    }

    /// Chooses one of a few.
    pub(crate) fn chooses(&mut self, mark: &str, value: &str) {
        let option = format!("[data-testid=\"{mark}\"] option[value=\"{value}\"]");
        self.window.wait_for(mark).unwrap();
        self.window.browser().click(&option).unwrap();
        self.presses += 2;
    }

    /// Types a day or a time, digit by digit, into the parts of its field.
    pub(crate) fn types_digits(&mut self, field: &str, digits: &str) {
        let first = format!("{field} [role=\"spinbutton\"]");
        self.window.browser().click(&first).unwrap();
        self.window.browser().type_into(&first, digits).unwrap();
        self.counts_typing(digits);
    }

    fn counts_typing(&mut self, text: &str) {
        self.presses += 1;
        self.hands += 2;
        self.keys += u64::try_from(text.chars().count()).unwrap();
    }

    /// Returns how long it takes: each press is pointed at and thought about first, each field costs two ways of the hand, to
    /// the keys and back.
    pub(crate) fn takes(&self) -> Duration {
        let doing = self.keys * KEY + self.presses * (MIND + POINT + PRESS) + self.hands * HAND;
        let reading = self.words * WORD;
        println!(
            "set up with {} presses and {} keys, {} words to read: {} s of doing, {} s of reading",
            self.presses,
            self.keys,
            self.words,
            doing / 1000,
            reading / 1000
        );
        Duration::from_millis(doing + reading)
    }
}
