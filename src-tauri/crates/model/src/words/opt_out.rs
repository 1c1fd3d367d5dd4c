//! What a patient's short reply asks for: no more texts, texts again, an appointment answered, help (E.2).
//!
//! Only the whole message counts (C1.5). The rules of E.2 are tried in order; what none of them knows is an ordinary
//! message. Whatever is read here, the message is shown in the thread, and what the provider did at its own end is
//! shown as the provider's (C1.7); neither is decided here.
//!
//! **Choices about characters.** Full-width letters, compatibility forms and anything that cannot be seen fold away. A
//! keyword with something a person chose to add (an emoji, a question mark, quotation marks, letters set apart) is not
//! the keyword: a person is asked. Letters of other alphabets that only look Latin are not taken for Latin ones.

use serde::{Deserialize, Serialize};

use super::fold::{folded, words};
use crate::Jurisdiction;

/// What the practice's last message to this number asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastAsked {
    /// Nothing that has set answers.
    Nothing,
    /// YES, CANCEL or REBOOK about an appointment.
    Appointment,
    /// Whether the practice may text: YES.
    OptIn,
}

/// What a reply asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum Reading {
    /// No more texts, from now on (C1.5).
    OptOut,
    /// Perhaps no more texts: a person confirms (C1.6).
    SuggestOptOut,
    /// Texts again (C1.8).
    OptIn,
    /// An answer about the appointment that was asked about.
    AppointmentAnswer {
        /// Which.
        answer: AppointmentAnswer,
        /// Whether the word is also one for opting out, so that staff are offered "also opt out?".
        also_offer_opt_out: bool,
    },
    /// Help: the help text goes out, and staff see the message.
    Help {
        /// Whether it sounds like a person who needs help now: red, and never only answered by a machine.
        urgent: bool,
    },
    /// An ordinary message.
    None,
}

/// The set answers to an appointment reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentAnswer {
    /// The patient comes.
    Yes,
    /// The patient does not come.
    Cancel,
    /// The patient wants another time.
    Rebook,
}

/// Opt out everywhere (E.2 rule 3).
const HARD: [&str; 5] = ["stop", "stopall", "unsubscribe", "optout", "revoke"];
/// Opt out in the United States (E.2 rule 3), ask a person elsewhere (rule 4): QUIT is a smoking answer too.
const HARD_IN_US: [&str; 3] = ["quit", "end", "cancel"];
/// Ask a person everywhere (E.2 rule 4).
const SOFT: [&str; 4] = ["remove", "arret", "arrêt", "td"];
/// Opt in, whatever was asked (E.2, "Opt back in").
const START: [&str; 3] = ["start", "unstop", "subscribe"];
/// Ask for help (E.2, "Help").
const HELP: [&str; 2] = ["help", "info"];

/// The most words that a keyword is written with: "stop all", "opt out".
const KEYWORD_WORDS: usize = 2;
/// The most words of a message that may suggest an opt-out (E.2 rule 4).
const SUGGESTION_WORDS: usize = 8;
/// The most characters of an appointment's code.
const CODE_LENGTH: usize = 10;

/// Politeness around a keyword: still not the keyword alone, so a person is asked ("STOP PLEASE").
const COURTESIES: [&str; 16] = [
    "please", "pls", "plz", "plse", "thanks", "thank", "thx", "ty", "you", "u", "now", "ok", "hi", "hello", "sorry",
    "cheers",
];
/// With one of these, "stop" and "don't" are about messages (E.2 rule 4: text, message, contact).
const MESSAGES: [&str; 17] = [
    "text",
    "texts",
    "texting",
    "texted",
    "txt",
    "txts",
    "txting",
    "message",
    "messages",
    "messaging",
    "msg",
    "msgs",
    "sms",
    "contact",
    "contacts",
    "contacting",
    "contacted",
];
/// Words that stand around "help" when a person needs it.
const CALL_FOR_HELP: [&str; 19] = [
    "help",
    "me",
    "us",
    "please",
    "pls",
    "plz",
    "now",
    "i",
    "we",
    "need",
    "someone",
    "somebody",
    "anyone",
    "urgent",
    "urgently",
    "emergency",
    "can",
    "you",
    "asap",
];

/// Reads a patient's whole message by the rules of E.2, in their order.
pub fn read(text: &str, jurisdiction: Jurisdiction, last_asked: LastAsked) -> Reading {
    let reply = Reply::of(text);
    if last_asked == LastAsked::Appointment
        && let Some(answer) = reply.appointment_answer()
    {
        let also_offer_opt_out = answer == AppointmentAnswer::Cancel;
        return Reading::AppointmentAnswer { answer, also_offer_opt_out };
    }
    let is_us = jurisdiction == Jurisdiction::UnitedStates;
    // After a reminder these words are about the visit, even where they are not the whole answer.
    let is_about_visit = last_asked == LastAsked::Appointment && reply.says("cancel");
    if reply.is_one_of(&HARD) || (is_us && reply.is_one_of(&HARD_IN_US)) {
        Reading::OptOut
    } else if reply.is_one_of(&START) || (last_asked == LastAsked::OptIn && reply.is_one_of(&["yes"])) {
        Reading::OptIn
    } else if reply.is_one_of(&HELP) {
        Reading::Help { urgent: false }
    } else if reply.calls_for_help() {
        Reading::Help { urgent: true }
    } else if reply.may_opt_out(is_about_visit) || (last_asked == LastAsked::OptIn && reply.is_no()) {
        Reading::SuggestOptOut
    } else {
        Reading::None
    }
}

/// A message, taken apart.
struct Reply {
    /// Its words, folded.
    words: Vec<String>,
    /// The message without spaces, hyphens and the full stops, exclamation marks and commas at its end (E.2 rule 1).
    compact: String,
    /// Its letters and digits only.
    letters: String,
}

impl Reply {
    fn of(text: &str) -> Self {
        let folded = folded(text);
        let kept = folded.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | ','));
        let compact = kept.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect();
        let letters = kept.chars().filter(|c| c.is_alphanumeric()).collect();
        let words = words(kept).iter().map(|word| word.as_str().to_owned()).collect();
        Self { words, compact, letters }
    }

    /// Says whether the whole message is one of these keywords.
    fn is_one_of(&self, keywords: &[&str]) -> bool {
        self.words.len() <= KEYWORD_WORDS && keywords.contains(&self.compact.as_str())
    }

    fn says(&self, word: &str) -> bool {
        self.words.iter().any(|said| said == word)
    }

    fn says_any(&self, words: &[&str]) -> bool {
        self.words.iter().any(|said| words.contains(&said.as_str()))
    }

    fn says_in_turn(&self, first: &str, second: &str) -> bool {
        self.words.iter().zip(self.words.iter().skip(1)).any(|(a, b)| a == first && b == second)
    }

    /// Reads YES, CANCEL or REBOOK, with or without a code (E.2 rule 2).
    fn appointment_answer(&self) -> Option<AppointmentAnswer> {
        let (codes, words): (Vec<&String>, Vec<&String>) = self.words.iter().partition(|word| is_code(word));
        // Anything beside words, spaces and hyphens (a question mark, an emoji) makes it more than the answer.
        if codes.len() > 1 || words.len() > KEYWORD_WORDS || self.compact != self.letters {
            return None;
        }
        match words.into_iter().map(String::as_str).collect::<String>().as_str() {
            "yes" => Some(AppointmentAnswer::Yes),
            "cancel" => Some(AppointmentAnswer::Cancel),
            "rebook" => Some(AppointmentAnswer::Rebook),
            _ => None,
        }
    }

    /// Says whether these are the words of somebody who needs help, and nothing else ("help me").
    fn calls_for_help(&self) -> bool {
        self.says("help") && self.words.iter().all(|word| CALL_FOR_HELP.contains(&word.as_str()))
    }

    /// Says whether it is a plain no: asked whether texts may come, that is an answer.
    fn is_no(&self) -> bool {
        self.says_any(&["no", "nope"])
            && self.words.iter().all(|word| matches!(word.as_str(), "no" | "nope") || is_courtesy(word))
    }

    /// Says whether a person should be asked if this is an opt-out (E.2 rule 4, C1.6).
    fn may_opt_out(&self, is_about_visit: bool) -> bool {
        if self.words.len() > SUGGESTION_WORDS {
            return false;
        }
        let refuses =
            self.says("stop") || self.says("dont") || self.says_in_turn("do", "not") || self.says_in_turn("no", "more");
        let no_messages = refuses && self.says_any(&MESSAGES);
        // A waiting list is a wait for care, not for texts.
        let off_the_list = self.says_any(&["list", "lists", "database"])
            && self.says_any(&["off", "remove", "delete"])
            && !self.says("waiting");
        let in_other_words = self.says("unsubscribe") || self.says("optout") || (self.says("opt") && self.says("out"));
        no_messages || off_the_list || in_other_words || (!is_about_visit && self.is_nearly_keyword())
    }

    /// Says whether it is a keyword but for politeness, a code or marks: "STOP PLEASE", "STOP?", "S T O P".
    fn is_nearly_keyword(&self) -> bool {
        let is_keyword = |word: &str| HARD.contains(&word) || HARD_IN_US.contains(&word) || SOFT.contains(&word);
        let rest: String =
            self.words.iter().filter(|word| !is_courtesy(word) && !is_number(word)).map(String::as_str).collect();
        is_keyword(&self.letters) || is_keyword(&rest)
    }
}

fn is_courtesy(word: &str) -> bool {
    COURTESIES.contains(&word)
}

/// Says whether a word may be the code of an appointment: short, with a digit.
fn is_code(word: &str) -> bool {
    word.len() <= CODE_LENGTH
        && word.chars().all(|c| c.is_ascii_alphanumeric())
        && word.chars().any(|c| c.is_ascii_digit())
}

/// Says whether a word is a code of digits only; a shorter one is rather a dose ("stop 50").
fn is_number(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(|c| c.is_ascii_digit())
}

/// Says whether a character joins two words: a hyphen or a dash, as keyboards and phones make them.
const fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
