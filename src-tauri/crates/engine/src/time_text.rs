//! Times and dates as texts for the window.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::EngineError;

/// Writes a time as RFC 3339 in UTC, to the millisecond.
pub(crate) fn text(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Reads a time.
///
/// # Errors
/// [`EngineError::BadRequest`] for what is none.
pub(crate) fn timestamp(text: &str) -> Result<Timestamp, EngineError> {
    text.parse().map_err(|_| EngineError::BadRequest("this is no time"))
}

/// Returns the whole years from a birth to a day.
pub(crate) fn age(born: Date, now: Timestamp) -> Option<u32> {
    let today = now.to_zoned(TimeZone::system()).date();
    let years = today.year() - born.year();
    let before_birthday = (today.month(), today.day()) < (born.month(), born.day());
    u32::try_from(years - i16::from(before_birthday)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_counts_birthdays() {
        let on = |text: &str| text.parse::<Timestamp>().expect("a time");
        let born = jiff::civil::date(1984, 3, 12);
        assert_eq!(age(born, on("2026-03-11T12:00:00Z")), Some(41), "the day before the birthday");
        assert_eq!(age(born, on("2026-03-12T12:00:00Z")), Some(42), "the birthday");
        assert_eq!(age(born, on("1983-01-01T12:00:00Z")), None, "not yet born");
    }

    #[test]
    fn times_are_rfc_3339() {
        assert_eq!(text("2026-11-22T10:41:07.1234Z".parse().expect("a time")), "2026-11-22T10:41:07.123Z");
    }
}
