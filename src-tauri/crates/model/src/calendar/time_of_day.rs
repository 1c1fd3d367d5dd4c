//! A time on the wall clock, as people write it into opening hours.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// A time of day, to the minute, by the practice's wall clock; written `08:00` (ISO 8601 `hh:mm`).
///
/// It holds 24:00 and later too, so that hours written so are refused with the line they stand on instead of at
/// reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

/// Why a text is not a time of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum TimeOfDayError {
    /// Not two digits, a colon and two digits.
    #[error("\"{text}\" is not a time: write it as 08:00")]
    NotATime {
        /// What was written.
        text: String,
    },
    /// More than 59 minutes.
    #[error("\"{text}\" is not a time: an hour has 60 minutes")]
    Minutes {
        /// What was written.
        text: String,
    },
}

impl TimeOfDay {
    /// Takes minutes since midnight; the caller says how many of them there may be.
    pub(super) const fn from_minutes(minutes: u16) -> Self {
        Self { minutes }
    }

    /// Takes a text such as `08:00`.
    ///
    /// # Errors
    /// [`TimeOfDayError`] when the text is not `hh:mm` or has more than 59 minutes. 24:00 is taken; whoever uses the
    /// time refuses it ([`of_day`](Self::of_day)).
    pub fn parse(text: &str) -> Result<Self, TimeOfDayError> {
        let digits = |part: &str| match part.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0')),
            _ => None,
        };
        let parts = text.split_once(':').and_then(|(hour, minute)| Some((digits(hour)?, digits(minute)?)));
        let Some((hour, minute)) = parts else { return Err(TimeOfDayError::NotATime { text: text.to_owned() }) };
        if minute > 59 {
            return Err(TimeOfDayError::Minutes { text: text.to_owned() });
        }
        Ok(Self { minutes: hour * 60 + minute })
    }

    /// Returns the minutes since midnight by the wall clock.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// Returns the time as a day has it; `None` for 24:00 and later.
    pub fn of_day(self) -> Option<Time> {
        let hour = i8::try_from(self.minutes / 60).ok()?;
        let minute = i8::try_from(self.minutes % 60).ok()?;
        Time::new(hour, minute, 0, 0).ok()
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl std::fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}
