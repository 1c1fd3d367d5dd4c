//! Until when: the times that are offered, and a time as somebody types it.
//!
//! All of it is by the practice's own clock and calendar. A day without a time means when the practice opens on it; a time that
//! somebody wrote out stays as it was written, also where the practice is closed then.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{SignedDuration, Span, Timestamp};

use super::LONGEST_SNOOZE;
use crate::calendar::Calendar;
use crate::check::identifiers::MONTHS;

/// How long "later today" is (interaction 5.7).
const LATER: SignedDuration = SignedDuration::from_hours(3);
/// The morning and the afternoon, where somebody names no hour (interaction 5.7).
const MORNING: Time = Time::constant(8, 0, 0, 0);
const AFTERNOON: Time = Time::constant(13, 0, 0, 0);
/// The most days, weeks or hours that "in so many" takes: more than a year of minutes is nothing that anybody types.
const MOST: i64 = 600_000;

/// A time that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Which.
    pub kind: PresetKind,
    /// When that is: the practice is open then.
    pub until: Timestamp,
    /// Whether the practice is closed on the day that its name says, so that this is when it next opens.
    pub moved: bool,
}

/// Which time is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetKind {
    /// In three hours.
    LaterToday,
    /// At 13:00 today.
    ThisAfternoon,
    /// At 08:00 tomorrow.
    Tomorrow,
    /// At 08:00 on the next Monday.
    Monday,
}

/// What a typed text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// A time, and what else was written: what it waits for.
    At {
        /// When.
        until: Timestamp,
        /// Whether the practice is closed then.
        closed: bool,
        /// The words after the time; empty: none.
        rest: String,
    },
    /// A time that is not ahead, or more than a year.
    OutOfRange,
    /// No time: words that can stand beside one.
    Words,
    /// Nothing was typed.
    Nothing,
}

/// Returns the times that are offered, soonest first: each one when the practice is open, none twice, none that is past.
pub fn presets(calendar: &Calendar, now: Timestamp) -> Vec<Preset> {
    let today = calendar.local(now).date();
    let at = |date: Option<Date>, time: Time| date.and_then(|date| calendar.instant(date.to_datetime(time)).ok());
    let nominal = [
        (PresetKind::LaterToday, now.checked_add(LATER).ok(), Some(today)),
        (PresetKind::ThisAfternoon, at(Some(today), AFTERNOON), Some(today)),
        (PresetKind::Tomorrow, at(today.tomorrow().ok(), MORNING), today.tomorrow().ok()),
        (PresetKind::Monday, at(next(today, Weekday::Monday), MORNING), next(today, Weekday::Monday)),
    ];
    let mut found: Vec<Preset> = Vec::new();
    for (kind, meant, day) in nominal {
        let ahead = meant.filter(|at| *at > now).and_then(|at| calendar.open_from(at).ok());
        let Some(until) = ahead.filter(|until| until.duration_since(now) <= LONGEST_SNOOZE) else { continue };
        let moved = Some(calendar.local(until).date()) != day;
        let preset = Preset { kind, until, moved };
        match found.iter_mut().find(|known| known.until == until) {
            // Of two names for one time the one that says the day stands.
            Some(known) if known.moved && !moved => *known = preset,
            Some(_) => {}
            None => found.push(preset),
        }
    }
    found.sort_by_key(|preset| preset.until);
    found
}

/// Reads what somebody typed: a time in front, and after it what it waits for.
pub fn understand(typed: &str, calendar: &Calendar, now: Timestamp) -> Understood {
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Understood::Nothing;
    }
    // The longest beginning that says a time is the one that was meant: "19 nov 2025" is past, and no 19 November to come.
    for length in (1..=words.len()).rev() {
        let (front, rest) = words.split_at(length);
        let Some(until) = when(front, calendar, now) else { continue };
        if until <= now || until.duration_since(now) > LONGEST_SNOOZE {
            return Understood::OutOfRange;
        }
        let rest = rest.join(" ").trim_start_matches([',', ':', '-', ' ']).to_owned();
        return Understood::At { until, closed: !calendar.is_open(until), rest };
    }
    Understood::Words
}

/// Writes a time by the practice's wall clock in words: "Tuesday 24 November, 15:00"; with its year where it is another one.
pub fn in_words(calendar: &Calendar, at: Timestamp, now: Timestamp) -> String {
    let (local, today) = (calendar.local(at).datetime(), calendar.local(now).date());
    if local.year() == today.year() { written(local) } else { local.strftime("%A %-d %B %Y, %H:%M").to_string() }
}

/// Writes a day and a time of day in words, without the year.
pub(super) fn written(local: DateTime) -> String {
    local.strftime("%A %-d %B, %H:%M").to_string()
}

/// Returns the time that these words say as a whole; `None`: they say none.
fn when(words: &[&str], calendar: &Calendar, now: Timestamp) -> Option<Timestamp> {
    let words: Vec<String> = words.iter().map(|word| word.trim_matches([',', ';']).to_lowercase()).collect();
    let words: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !matches!(*word, "" | "on" | "until")).collect();
    if let Some(found) = in_so_long(&words, calendar, now) {
        return Some(found);
    }
    let local = calendar.local(now);
    // The time of day is at the end; what stands before it is the day.
    for split in (0..=words.len()).rev() {
        let (day, time) = words.split_at(split);
        let Some(time) = clock(time) else { continue };
        if day.is_empty() {
            let hour = time?;
            let today = calendar.instant(local.date().to_datetime(hour)).ok()?;
            let tomorrow = || calendar.instant(local.date().tomorrow().ok()?.to_datetime(hour)).ok();
            return if today > now { Some(today) } else { tomorrow() };
        }
        if let Some((date, hour)) = named(day, (local.date(), time, local.time())) {
            return match time.or(hour) {
                Some(time) => calendar.instant(date.to_datetime(time)).ok(),
                None => opening(date, calendar),
            };
        }
    }
    None
}

/// Returns when the practice opens on a day or, where it does not, next after it; never before the morning.
fn opening(date: Date, calendar: &Calendar) -> Option<Timestamp> {
    let morning = calendar.instant(date.to_datetime(MORNING)).ok()?;
    // A practice that never opens still lets itself be told when to look again.
    Some(calendar.open_from(morning).unwrap_or(morning))
}

/// Reads "in 20 min", "3 hours", "in 2 days". Minutes and hours count from now; days and more mean a morning.
fn in_so_long(words: &[&str], calendar: &Calendar, now: Timestamp) -> Option<Timestamp> {
    let words = words.strip_prefix(&["in"]).unwrap_or(words);
    let (number, unit) = match words {
        [both] => {
            let digits = both.trim_end_matches(|letter: char| !letter.is_ascii_digit());
            (digits.parse::<i64>().ok()?, both.strip_prefix(digits)?)
        }
        ["half", "an", "hour"] | ["half", "hour"] => (30, "min"),
        ["a" | "an" | "one", unit] => (1, *unit),
        [number, unit] => (number.parse::<i64>().ok()?, *unit),
        _ => return None,
    };
    if !(0..=MOST).contains(&number) {
        return None;
    }
    let today = calendar.local(now).date();
    let later = |span: Span| opening(today.checked_add(span).ok()?, calendar);
    match unit {
        "min" | "mins" | "minute" | "minutes" | "m" => now.checked_add(SignedDuration::from_mins(number)).ok(),
        "h" | "hr" | "hrs" | "hour" | "hours" => now.checked_add(SignedDuration::from_hours(number)).ok(),
        "d" | "day" | "days" => later(Span::new().try_days(number).ok()?),
        "w" | "week" | "weeks" => later(Span::new().try_weeks(number).ok()?),
        "month" | "months" => later(Span::new().try_months(number).ok()?),
        _ => None,
    }
}

/// Reads a time of day out of all of these words. `Some(None)`: there are none, so no time is said.
fn clock(words: &[&str]) -> Option<Option<Time>> {
    let words = words.strip_prefix(&["at"]).unwrap_or(words);
    Some(Some(match words {
        [] => return Some(None),
        ["noon" | "midday"] => Time::constant(12, 0, 0, 0),
        ["morning"] => MORNING,
        ["afternoon"] => AFTERNOON,
        [one] => match (one.strip_suffix("am"), one.strip_suffix("pm")) {
            (Some(hour), _) => of_twelve(hour, false)?,
            (_, Some(hour)) => of_twelve(hour, true)?,
            _ => {
                let (hour, minute) = digits(one)?;
                Time::new(hour, minute?, 0, 0).ok()?
            }
        },
        [hour, "am"] => of_twelve(hour, false)?,
        [hour, "pm"] => of_twelve(hour, true)?,
        _ => return None,
    }))
}

/// Reads an hour from 1 to 12, with minutes or without.
fn of_twelve(text: &str, after_noon: bool) -> Option<Time> {
    let (hour, minute) = digits(text)?;
    let hour = if (1..=12).contains(&hour) { hour % 12 + if after_noon { 12 } else { 0 } } else { return None };
    Time::new(hour, minute.unwrap_or(0), 0, 0).ok()
}

/// Reads "9", "9:30" or "9.30": an hour, and the minutes where they are written.
fn digits(text: &str) -> Option<(i8, Option<i8>)> {
    let number = |text: &str| {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<i8>().ok()).flatten()
    };
    match text.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => Some((number(hour)?, Some(number(minute)?))),
        Some(_) => None,
        None => Some((number(text)?, None)),
    }
}

/// Reads a day, and the hour that its name says where it says one.
fn named(words: &[&str], (today, time, now): (Date, Option<Time>, Time)) -> Option<(Date, Option<Time>)> {
    let plain = |date: Date| Some((date, None));
    match words {
        ["today"] => time.is_some().then_some((today, None)),
        ["this"] => time.filter(|time| [MORNING, AFTERNOON].contains(time)).map(|_| (today, None)),
        ["tomorrow" | "tmrw" | "tomorow"] => plain(today.tomorrow().ok()?),
        ["next", "week"] => plain(next(today, Weekday::Monday)?),
        // The one of the week after this one, so that nobody need guess whether this week's was meant.
        ["next", day] => {
            let monday = next(today, Weekday::Monday)?;
            let days = weekday(day)?.to_monday_zero_offset();
            plain(monday.checked_add(Span::new().days(days)).ok()?)
        }
        ["this", day] | [day] if weekday(day).is_some() => {
            let day = weekday(day)?;
            let is_today = today.weekday() == day && time.is_some_and(|time| time > now);
            plain(if is_today { today } else { next(today, day)? })
        }
        [one] if one.contains('t') && one.len() > 10 => {
            let whole: DateTime = one.to_uppercase().parse().ok().filter(|_| time.is_none())?;
            Some((whole.date(), Some(whole.time())))
        }
        [one] if one.contains('-') => plain(one.parse().ok()?),
        [one] => slashed(one, today),
        [day, month] => {
            plain(calendar_day((day, month, None), today).or_else(|| calendar_day((month, day, None), today))?)
        }
        [day, month, year] => plain(
            calendar_day((day, month, Some(year)), today).or_else(|| calendar_day((month, day, Some(year)), today))?,
        ),
        _ => None,
    }
}

/// Returns the next day of this name, never today.
fn next(today: Date, day: Weekday) -> Option<Date> {
    today.nth_weekday(1, day).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// Reads "25/11" and "25/11/2026", the day first as it is written here.
fn slashed(text: &str, today: Date) -> Option<(Date, Option<Time>)> {
    let parts: Vec<&str> = text.split('/').collect();
    let date = match *parts.as_slice() {
        [day, month] => upcoming((day.parse().ok()?, month.parse().ok()?), today)?,
        [day, month, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?
        }
        _ => return None,
    };
    Some((date, None))
}

/// Reads "25 nov", "25th november 2026".
fn calendar_day((day, month, year): (&str, &str, Option<&str>), today: Date) -> Option<Date> {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    let (day, month) = (ordinal.parse::<i8>().ok()?, month_named(month)?);
    match year {
        Some(year) if year.len() == 4 => Date::new(year.parse().ok()?, month, day).ok(),
        Some(_) => None,
        None => upcoming((day, month), today),
    }
}

/// Returns the next such day, today too.
fn upcoming((day, month): (i8, i8), today: Date) -> Option<Date> {
    let years = (today.year()..).take(5); // A 29 February comes within so many, but for 2100.
    years.filter_map(|year| Date::new(year, month, day).ok()).find(|date| *date >= today)
}

/// Reads a month by its name or the first three letters of it.
fn month_named(word: &str) -> Option<i8> {
    let is = |name: &str| name == word || name.get(..3) == Some(word) || (word == "sept" && name == "september");
    MONTHS.iter().position(|name| is(name)).and_then(|place| i8::try_from(place + 1).ok())
}
