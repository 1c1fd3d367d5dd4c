//! A template made of a message that was sent (H-10): its words without the patient.
//!
//! What could name or find a patient is taken out, rather too much than too little: the person who makes the template sees
//! what was taken and can put back what names nobody. Names are looked for word by word, in any case and without accents;
//! numbers by their digits, however they are grouped.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Variable, Wanted};
use crate::check::identifiers;
use crate::compose::unsigned;
use crate::words::{Phrase, Word, is_apostrophe, is_invisible, is_space, plain_digit, words};
use crate::{NhsNumber, Patient, Practice, Sensitive, Staff};

/// As many digits together are a number that may be somebody's. Ours: the shortest telephone numbers without a code have six.
const LONG_NUMBER: usize = 6;
/// As many characters may stand between the digits of one number: "07700 - 900".
const MOST_BETWEEN: usize = 3;
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const TITLES: [&str; 14] =
    ["mr", "mrs", "ms", "miss", "mx", "master", "dr", "doctor", "prof", "professor", "sir", "dame", "nurse", "sister"];
const NOON: [&str; 3] = ["noon", "midday", "midnight"];

/// A message that was sent, and who must not be left in its words.
#[derive(Clone, Copy, Debug)]
pub struct SentWords<'a> {
    /// What it says, signature included.
    pub text: &'a str,
    /// Whom it was about.
    pub patient: &'a Patient,
    /// The names of those who may be written to about the patient.
    pub proxies: &'a [Sensitive<String>],
    /// Who wrote it.
    pub author: &'a Staff,
    /// Everybody who works or worked here.
    pub staff: &'a [Staff],
    /// From where.
    pub practice: &'a Practice,
}

/// The words of a template made of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutPatient {
    /// The body, with marks where something was taken out.
    pub body: String,
    /// What was taken out, in order.
    pub taken: Vec<Taken>,
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it is.
    pub what: TakenWhat,
    /// What stood there.
    pub was: Sensitive<String>,
    /// What stands there now; empty for the signature, which the app writes.
    pub put: String,
}

/// What was taken out of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TakenWhat {
    /// The line under a clinical message.
    Signature,
    /// A web address.
    Link,
    /// An e-mail address.
    Email,
    /// The patient's date of birth.
    BirthDate,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// An NHS number.
    NhsNumber,
    /// The practice's own telephone number.
    PracticePhone,
    /// Another long number: a telephone number, a reference.
    Number,
    /// A postcode.
    Postcode,
    /// The practice's name.
    PracticeName,
    /// The patient's name.
    PatientName,
    /// The name of somebody who is written to about the patient.
    ProxyName,
    /// The name of whoever wrote the message.
    SenderName,
    /// A colleague's name.
    StaffName,
}

impl TakenWhat {
    /// Returns what is put in its place: what the app fills in, else a blank.
    fn mark(self, is_given: bool) -> String {
        let variable = |variable| Wanted::Variable { variable };
        let blank = |label: &str| Wanted::Blank { label: label.to_owned() };
        let wanted = match self {
            Self::Signature => return String::new(),
            Self::Link => variable(Variable::Link),
            Self::Email => blank("e-mail address"),
            Self::BirthDate => blank("date of birth"),
            Self::Date => blank("day"),
            Self::Time => blank("time"),
            Self::NhsNumber => blank("NHS number"),
            Self::PracticePhone => variable(Variable::PracticePhone),
            Self::Number => blank("number"),
            Self::Postcode => blank("postcode"),
            Self::PracticeName => variable(Variable::PracticeName),
            Self::PatientName if is_given => variable(Variable::GivenName),
            Self::PatientName => blank("the patient's name"),
            Self::ProxyName => blank("name"),
            Self::SenderName => variable(Variable::SenderName),
            Self::StaffName => blank("a colleague's name"),
        };
        wanted.to_string()
    }
}

/// A stretch of the text to take out.
struct Found {
    span: Range<usize>,
    what: TakenWhat,
    /// Whether the patient's given name is in it.
    is_given: bool,
}

impl SentWords<'_> {
    /// Returns the words as a template's, and what was taken out of them. What is left has no name of the patient or of
    /// their proxies, no NHS number, telephone number or other long number, and no mark that was in the message.
    pub fn without_patient(&self) -> WithoutPatient {
        let said = unsigned(self.text, self.author, &self.practice.name);
        let mut taken = Vec::new();
        let mut body = String::new();
        let mut at = 0;
        for found in self.found(said) {
            let put = found.what.mark(found.is_given);
            body.push_str(&plain_marks(said.get(at..found.span.start).unwrap_or_default()));
            body.push_str(&put);
            let was = said.get(found.span.clone()).unwrap_or_default().to_owned().into();
            taken.push(Taken { what: found.what, was, put });
            at = found.span.end;
        }
        body.push_str(&plain_marks(said.get(at..).unwrap_or_default()));
        if let Some(line) = self.text.get(said.len()..).map(str::trim).filter(|line| !line.is_empty()) {
            taken.push(Taken { what: TakenWhat::Signature, was: line.to_owned().into(), put: String::new() });
        }
        WithoutPatient { body, taken }
    }

    /// Returns what to take out, in order, none over another: what overlaps is taken out as one.
    fn found(&self, text: &str) -> Vec<Found> {
        let words = words(text);
        let mut found = Vec::new();
        addresses(text, &mut found);
        dates(text, &words, self.patient.birth_date, &mut found);
        times(text, &words, &mut found);
        numbers(text, &self.practice.phone, &mut found);
        let postcode = |span| Found { span, what: TakenWhat::Postcode, is_given: false };
        found.extend(identifiers::postcodes(text, &words).into_iter().map(postcode));
        if let Ok(name) = Phrase::parse(&self.practice.name) {
            let named = |span| Found { span, what: TakenWhat::PracticeName, is_given: false };
            found.extend(name.find(&words).map(named));
        }
        self.names(text, &words, &mut found);
        apart(found)
    }

    /// Finds names, and the titles and initials before them.
    fn names(&self, text: &str, words: &[Word], found: &mut Vec<Found>) {
        // Why exposed: the names are looked for, to be taken out.
        let given = name_parts(self.patient.name.given.expose());
        let family = name_parts(self.patient.name.family.expose()); // Why: the same.
        let first = given.first().cloned();
        // Why exposed: the same.
        let proxies: BTreeSet<String> = self.proxies.iter().flat_map(|name| name_parts(name.expose())).collect();
        let own = staff_name(&self.author.name);
        let colleagues: BTreeSet<String> = self.staff.iter().flat_map(|person| staff_name(&person.name)).collect();
        let whose = |part: &str| match part {
            part if given.iter().chain(&family).any(|name| name == part) => Some(TakenWhat::PatientName),
            part if proxies.contains(part) => Some(TakenWhat::ProxyName),
            part if own.iter().any(|name| name == part) => Some(TakenWhat::SenderName),
            part if colleagues.contains(part) => Some(TakenWhat::StaffName),
            _ => None,
        };
        let mut before: Option<Range<usize>> = None;
        for word in words {
            let (part, span) = spoken(text, word);
            let led = before.take().filter(|before| is_gap(text, before.end, span.start));
            let start = led.map_or(span.start, |before| before.start);
            let Some(what) = whose(&part) else {
                let written = text.get(span.clone()).unwrap_or_default();
                let leads = TITLES.contains(&part.as_str()) || (is_initial(&part) && written != part);
                before = leads.then_some(start..span.end);
                continue;
            };
            let is_given = what == TakenWhat::PatientName && first.as_ref() == Some(&part);
            match found.last_mut() {
                Some(last) if last.what == what && is_gap(text, last.span.end, start) => {
                    last.span.end = span.end;
                    last.is_given |= is_given;
                }
                _ => found.push(Found { span: start..span.end, what, is_given }),
            }
        }
        // Scripts without spaces between words: a name is looked for as it is written.
        let patient = given.iter().chain(&family).map(|name| (name, TakenWhat::PatientName));
        for (name, what) in patient.chain(proxies.iter().map(|name| (name, TakenWhat::ProxyName))) {
            if name.chars().any(|letter| letter >= '\u{e00}') {
                let hits = text.match_indices(name.as_str());
                found.extend(hits.map(|(at, hit)| Found { span: at..at + hit.len(), what, is_given: false }));
            }
        }
    }
}

/// Joins what overlaps, in the order of the text.
fn apart(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let mut apart: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match apart.last_mut() {
            Some(last) if one.span.start < last.span.end => last.span.end = last.span.end.max(one.span.end),
            _ => apart.push(one),
        }
    }
    apart
}

/// Returns a text without what could make a mark.
fn plain_marks(text: &str) -> String {
    let plain = |letter: char| match letter {
        '{' | '[' => '(',
        '}' | ']' => ')',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// Returns a word without accents, which people leave out.
fn plain(word: &str) -> String {
    word.nfd().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// Returns the words of a name as they are looked for: "O'Brien" also as it is written apart.
fn name_parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = words(name).iter().map(|word| plain(word.as_str())).collect();
    let apart = name.split(is_apostrophe).flat_map(words).map(|word| plain(word.as_str()));
    parts.extend(apart);
    parts.retain(|part| !is_initial(part));
    parts
}

/// Says whether a word is one plain letter, which names nobody alone: "A. Okafor" does not make a name of every "a".
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.chars().all(|letter| letter.is_ascii_alphabetic())
}

/// Returns the words of a colleague's name, which is written with a title.
fn staff_name(name: &str) -> Vec<String> {
    name_parts(name).into_iter().filter(|part| !TITLES.contains(&part.as_str())).collect()
}

/// Returns a word as a name is said, and where it stands: "Mary's" is Mary.
fn spoken(text: &str, word: &Word) -> (String, Range<usize>) {
    let written = text.get(word.span.clone()).unwrap_or_default();
    match written.strip_suffix(['s', 'S']).and_then(|stem| stem.strip_suffix(is_apostrophe)) {
        Some(stem) if !stem.is_empty() => {
            let end = word.span.start + stem.len();
            let name: String = words(stem).iter().map(|part| plain(part.as_str())).collect();
            (name, word.span.start..end)
        }
        _ => (plain(word.as_str()), word.span.clone()),
    }
}

/// Says whether two names stand together: "Dr Mary-Jane".
fn is_gap(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or("\n");
    between.chars().count() <= 2 && between.chars().all(|c| is_space(c) || matches!(c, '.' | '-'))
}

/// Finds web and e-mail addresses: whatever stands between two spaces and looks like one.
fn addresses(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    for piece in text.split(char::is_whitespace) {
        let start = at;
        at = text
            .get(start + piece.len()..)
            .and_then(|rest| rest.chars().next())
            .map_or(text.len(), |space| start + piece.len() + space.len_utf8());
        let inner = piece.trim_matches(['.', ',', ';', ':', '!', '?', '(', ')', '<', '>', '"']);
        let lower = inner.to_lowercase();
        let what = if lower.contains("://") || lower.starts_with("www.") {
            TakenWhat::Link
        } else if inner.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
            TakenWhat::Email
        } else {
            continue;
        };
        let offset = piece.find(inner).unwrap_or_default();
        found.push(Found { span: start + offset..start + offset + inner.len(), what, is_given: false });
    }
}

/// Finds days: "Tuesday 24 November", "24/11/2026", "24th of November", "Tuesday".
fn dates(text: &str, words: &[Word], born: Option<Date>, found: &mut Vec<Found>) {
    let plain: Vec<&Word> = words.iter().filter(|word| word.as_str() != "of").collect();
    let mut place = 0;
    while let Some(first) = plain.get(place) {
        let day = usize::from(is_weekday(first.as_str()));
        let beside = |one: usize| match (plain.get(one.wrapping_sub(1)), plain.get(one)) {
            (Some(before), Some(word)) => identifiers::is_near(text, before, word),
            _ => false,
        };
        let from = if day == 1 && beside(place + 1) { place + day } else { place };
        let (length, is_birth) = date_at(text, plain.get(from..).unwrap_or_default(), born);
        let last = match (length, day) {
            (0, 0) => {
                place += 1;
                continue;
            }
            (0, _) => place,
            (length, _) => from + length - 1,
        };
        let end = plain.get(last).map_or(first.span.end, |word| word.span.end);
        let what = if is_birth { TakenWhat::BirthDate } else { TakenWhat::Date };
        found.push(Found { span: first.span.start..end, what, is_given: false });
        place = last + 1;
    }
}

fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// Returns how many words make a date, 0 where none does, and whether it is the patient's of birth.
fn date_at(text: &str, words: &[&Word], born: Option<Date>) -> (usize, bool) {
    let is_born = |dates: &[Date]| born.is_some_and(|born| dates.contains(&born));
    if let [a, b, c, ..] = words
        && identifiers::is_near(text, a, b)
        && identifiers::is_near(text, b, c)
    {
        let dates = identifiers::dates(a.as_str(), b.as_str(), c.as_str());
        if !dates.is_empty() {
            return (3, is_born(&dates));
        }
    }
    if let [a, b, ..] = words
        && identifiers::is_near(text, a, b)
    {
        let named = |day: &Word, month: &Word| {
            identifiers::month(month.as_str()).is_some()
                && identifiers::number(day.as_str()).is_some_and(|day| (1..=31).contains(&day))
        };
        let slash = text.get(a.span.end..b.span.start) == Some("/") && a.as_str().len() == 2 && b.as_str().len() == 2;
        let numbers = (identifiers::number(a.as_str()), identifiers::number(b.as_str()));
        let is_numeric = slash && matches!(numbers, (Some(1..=31), Some(1..=12)));
        if named(a, b) || named(b, a) || is_numeric {
            return (2, false);
        }
    }
    let one = words.first().map(|word| identifiers::one_piece(word.as_str())).unwrap_or_default();
    if one.is_empty() { (0, false) } else { (1, is_born(&one)) }
}

/// Finds times of day: "10:30", "9am", "9.15 am", "noon".
fn times(text: &str, words: &[Word], found: &mut Vec<Found>) {
    let between = |one: &Word, other: &Word| text.get(one.span.end..other.span.start).unwrap_or("\n");
    for (place, first) in words.iter().enumerate() {
        let rest = words.get(place + 1..).unwrap_or_default();
        let (hour, half) = halved(first.as_str());
        let is_hour = hour.len() <= 2 && hour.parse::<u8>().is_ok_and(|hour| hour < 24);
        let end = if NOON.contains(&first.as_str()) {
            Some(first.span.end)
        } else if !is_hour {
            None
        } else if half {
            Some(first.span.end)
        } else {
            match rest {
                [second, after @ ..] if matches!(between(first, second), ":" | ".") => {
                    let (minute, half) = halved(second.as_str());
                    let is_minute = minute.len() == 2 && minute.parse::<u8>().is_ok_and(|minute| minute < 60);
                    let said = after
                        .first()
                        .filter(|next| is_half(next.as_str()) && is_gap(text, second.span.end, next.span.start));
                    let end = said.map_or(second.span.end, |next| next.span.end);
                    // 2.50 may be a dose; with "am" or a colon it is a time.
                    let is_time = half || said.is_some() || between(first, second) == ":";
                    (is_minute && is_time).then_some(end)
                }
                [next, ..] if is_half(next.as_str()) && is_gap(text, first.span.end, next.span.start) => {
                    Some(next.span.end)
                }
                _ => None,
            }
        };
        found.extend(end.map(|end| Found { span: first.span.start..end, what: TakenWhat::Time, is_given: false }));
    }
}

fn is_half(word: &str) -> bool {
    matches!(word, "am" | "pm")
}

/// Returns a word without the "am" or "pm" that ends it, and whether there was one.
fn halved(word: &str) -> (&str, bool) {
    ["am", "pm"].iter().find_map(|half| word.strip_suffix(half)).map_or((word, false), |rest| (rest, true))
}

/// Finds long numbers, however their digits are grouped; days and times are found already.
fn numbers(text: &str, phone: &str, found: &mut Vec<Found>) {
    let own = national(&phone.chars().filter_map(digit).collect::<String>());
    let days: Vec<Range<usize>> = found.iter().map(|one| one.span.clone()).collect();
    let mut digits = String::new();
    let mut span = 0..0;
    let mut gap = MOST_BETWEEN + 1;
    let mut finish = |digits: &mut String, span: &Range<usize>| {
        let what = match digits.as_str() {
            _ if digits.len() < LONG_NUMBER => None,
            _ if !own.is_empty() && national(digits) == own => Some(TakenWhat::PracticePhone),
            _ if NhsNumber::parse(digits).is_ok() => Some(TakenWhat::NhsNumber),
            _ => Some(TakenWhat::Number),
        };
        found.extend(what.map(|what| Found { span: span.clone(), what, is_given: false }));
        digits.clear();
    };
    let mut plus = None;
    for (at, letter) in text.char_indices() {
        if days.iter().any(|day| day.contains(&at)) {
            finish(&mut digits, &span);
            gap = MOST_BETWEEN + 1;
        } else if let Some(value) = digit(letter) {
            if digits.is_empty() {
                span.start = plus.unwrap_or(at);
            }
            digits.push(value);
            span.end = at + letter.len_utf8();
            gap = 0;
        } else if !is_invisible(letter) {
            gap += 1;
            if !joins(letter) || gap > MOST_BETWEEN {
                finish(&mut digits, &span);
            }
        }
        plus = match letter {
            '+' => Some(at),
            '(' | ' ' if plus.is_some() => plus,
            _ => None,
        };
    }
    finish(&mut digits, &span);
}

fn digit(letter: char) -> Option<char> {
    plain_digit(letter).and_then(|value| char::from_digit(value, 10))
}

/// Says whether a character may stand inside a number.
fn joins(letter: char) -> bool {
    is_space(letter) || matches!(letter, '-' | '.' | '(' | ')' | '/' | '_' | '+' | '\u{2010}'..='\u{2015}')
}

/// Returns the digits of a telephone number as they are dialled from inside the country: without 44, 0044 and the first 0.
fn national(digits: &str) -> String {
    let bare = digits.trim_start_matches('0');
    let bare = bare.strip_prefix("44").filter(|rest| rest.len() >= LONG_NUMBER).unwrap_or(bare);
    bare.trim_start_matches('0').to_owned()
}
