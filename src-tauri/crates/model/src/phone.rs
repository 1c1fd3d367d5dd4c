//! Telephone numbers in international form.

use serde::{Deserialize, Serialize};

/// A telephone number as ITU-T E.164 writes it: `+`, then 7 to 15 digits, the first not 0.
///
/// The type holds only this form; what people write ("07700 900123") is parsed at the edge, with a region.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct E164(String);

/// Why a text is not an E.164 number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an international telephone number: write + and the country code, for example +447700900123")]
pub struct E164Error;

impl E164 {
    /// Takes a number that is already in international form.
    ///
    /// # Errors
    /// [`E164Error`] for anything but `+` and 7 to 15 digits that do not start with 0.
    pub fn parse(text: &str) -> Result<Self, E164Error> {
        let digits = text.strip_prefix('+').ok_or(E164Error)?;
        let well_formed = (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { Ok(Self(text.to_owned())) } else { Err(E164Error) }
    }

    /// Says whether it lies in a range that Ofcom keeps for drama, so that it is nobody's telephone: 07700 900000 to
    /// 900999 (mobile) and 020 7946 0000 to 0999 (London).
    pub fn is_invented(&self) -> bool {
        ["+447700900", "+442079460"].iter().any(|range| self.0.strip_prefix(range).is_some_and(|rest| rest.len() == 3))
    }

    /// Returns the number with its `+`. It identifies a patient: show it, do not log it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the last three digits, enough for staff to tell a patient's numbers apart on screen.
    pub fn ending(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(3)..).unwrap_or_default()
    }
}

impl std::fmt::Debug for E164 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("E164([sensitive])")
    }
}

impl TryFrom<String> for E164 {
    type Error = E164Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<E164> for String {
    fn from(number: E164) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_international_form_is_a_number() {
        for good in ["+447700900123", "+15005550006", "+3531234567"] {
            assert!(E164::parse(good).is_ok(), "{good} is E.164");
        }
        for bad in ["", "+", "447700900123", "+0447700900", "+44 7700 900123", "+123456", "+1234567890123456", "+44x"] {
            assert_eq!(E164::parse(bad), Err(E164Error), "{bad:?} is not E.164");
        }
    }

    #[test]
    fn debug_shows_no_digit() {
        let shown = format!("{:?}", E164::parse("+447700900123").expect("a number"));
        assert!(!shown.contains("900"), "a number stays out of logs, got {shown}");
    }
}
