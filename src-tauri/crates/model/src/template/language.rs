//! Languages.

use serde::{Deserialize, Serialize};

/// A language as BCP 47 writes it: "en-GB", "cy", "pt". FHIR R4 `Patient.communication.language`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// A text is not a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a language is written like en-GB: two or three letters, then parts of up to eight letters or digits")]
pub struct LanguageError;

impl Language {
    /// Takes a language tag in any case; it is kept as "en-GB" is usually written.
    ///
    /// # Errors
    /// [`LanguageError`] when it is not formed like one. Whether such a language exists is not looked up.
    pub fn parse(text: &str) -> Result<Self, LanguageError> {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
        if !(2..=3).contains(&primary.len()) || !primary.chars().all(|c| c.is_ascii_lowercase()) {
            return Err(LanguageError);
        }
        let mut tag = primary;
        for part in parts {
            if !(1..=8).contains(&part.len()) || !part.chars().all(|c| c.is_ascii_alphanumeric()) {
                return Err(LanguageError);
            }
            tag.push('-');
            tag.push_str(&usual_case(part));
        }
        if tag.len() > 35 { Err(LanguageError) } else { Ok(Self(tag)) }
    }

    /// Returns the tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the language without region and script: "en" of "en-GB".
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Returns the script, where the tag names one: "Arab" of "pa-Arab".
    pub fn script(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|part| part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic()))
    }

    /// Says whether who reads one can read the other: one language, and not in two scripts.
    pub fn reads_as(&self, other: &Self) -> bool {
        let scripts = self.script().zip(other.script());
        self.primary() == other.primary() && scripts.is_none_or(|(one, other)| one == other)
    }

    /// Says whether it is English, which the hints for plain English are for.
    pub fn is_english(&self) -> bool {
        self.primary() == "en"
    }
}

/// Writes a part as RFC 5646 (2.1.1) advises: regions in capitals, scripts with one, the rest small.
fn usual_case(part: &str) -> String {
    match part.len() {
        2 => part.to_ascii_uppercase(),
        4 => {
            let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        }
        _ => part.to_ascii_lowercase(),
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}
