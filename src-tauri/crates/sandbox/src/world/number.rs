//! Telephone numbers: what becomes of a message to each, and the words by which its owner opts out.

use serde::{Deserialize, Serialize};

use super::Fate;

/// What becomes of messages to a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// They arrive.
    #[default]
    Delivers,
    /// They arrive and are reported as opened.
    Reads,
    /// They are accepted, and then undelivered with 30003: the phone is off.
    Unreachable,
    /// They are accepted, and then undelivered with 30006.
    Landline,
    /// They are refused with 21614.
    NotMobile,
    /// They are refused with 21610.
    OptedOut,
    /// They are handed to the network, which never says what became of them.
    NoReceipt,
    /// The same, but that they arrive a day and six hours later.
    LateReceipt,
}

impl Behaviour {
    /// Returns what becomes of an accepted message.
    pub(crate) const fn fate(self) -> Fate {
        match self {
            Self::Delivers | Self::NotMobile | Self::OptedOut => Fate::Delivers,
            Self::Reads => Fate::Reads,
            Self::Unreachable => Fate::Undelivered(30003),
            Self::Landline => Fate::Undelivered(30006),
            Self::NoReceipt => Fate::NoReceipt,
            Self::LateReceipt => Fate::Late,
        }
    }
}

/// What an incoming text means to the provider itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keyword {
    Stop,
    Start,
    Help,
}

impl Keyword {
    /// Reads a text; only a text that is the word and nothing else is one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        match text.trim().to_uppercase().as_str() {
            "STOP" | "STOPALL" | "UNSUBSCRIBE" | "END" | "QUIT" | "REVOKE" | "OPTOUT" | "CANCEL" => Some(Self::Stop),
            "START" | "YES" | "UNSTOP" => Some(Self::Start),
            "HELP" | "INFO" => Some(Self::Help),
            _ => None,
        }
    }

    /// Returns the provider's own answer.
    pub(crate) const fn answer(self) -> &'static str {
        match self {
            Self::Stop => {
                "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe."
            }
            Self::Start => {
                "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply."
            }
            Self::Help => "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
        }
    }
}

/// Says whether a text is a telephone number in international form.
pub(crate) fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bare_word_opts_out() {
        assert_eq!(Keyword::of(" Stop\n"), Some(Keyword::Stop));
        assert_eq!(Keyword::of("cancel"), Some(Keyword::Stop), "even if an appointment was meant");
        assert_eq!(Keyword::of("please stop the tablets"), None);
    }
}
