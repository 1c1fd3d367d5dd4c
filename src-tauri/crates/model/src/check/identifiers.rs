//! Whole identifiers on open channels (C5.8): NHS number, date of birth, postcode.

use std::ops::Range;

use jiff::civil::Date;

use super::{About, Finding, Lists, Reading, Rule, Severity};
use crate::NhsNumber;
use crate::words::{Word, is_space, plain_digit};

/// The letters that postcodes in the United Kingdom, and those of the islands, begin with.
const AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH \
    EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG \
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB \
    W WA WC WD WF WN WR WS WV YO ZE ";
/// The months, as they are written in a sentence.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// How many words before a date may say that it is one of birth: "date of birth is".
const LABEL_WORDS: usize = 4;

pub(super) fn check(reading: &Reading<'_>, about: &About<'_>, lists: &Lists, found: &mut Vec<Finding>) {
    if !about.route.is_open() {
        return;
    }
    let finding = |rule: Rule| move |span| Finding { rule: rule.clone(), span, severity: Severity::NeedsReason };
    found.extend(nhs_numbers(reading.text).into_iter().map(finding(Rule::NhsNumber)));
    found.extend(birth_dates(reading, about.birth_date).into_iter().map(finding(Rule::BirthDate)));
    let is_own = |span: &Range<usize>| {
        let written = reading.text.get(span.clone()).map(compact);
        lists.own_postcodes.iter().any(|own| Some(compact(own)) == written)
    };
    let foreign = postcodes(reading.text, &reading.words).into_iter().filter(|span| !is_own(span));
    found.extend(foreign.map(finding(Rule::Postcode)));
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// A run of digits.
struct Digits {
    span: Range<usize>,
    digits: String,
    /// Whether one space, hyphen or full stop joins it to the run before.
    is_joined: bool,
    /// Whether it belongs to an international telephone number.
    is_foreign: bool,
}

fn runs(text: &str) -> Vec<Digits> {
    let mut runs: Vec<Digits> = Vec::new();
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if let Some(digit) = plain_digit(letter).and_then(|value| char::from_digit(value, 10)) {
            let end = at.saturating_add(letter.len_utf8());
            let last = runs.last_mut();
            match last {
                Some(run) if run.span.end == at => {
                    run.span.end = end;
                    run.digits.push(digit);
                }
                last => {
                    let joiner =
                        before.filter(|c: &char| matches!(c, '-' | '.' | '\u{2010}'..='\u{2015}') || is_space(*c));
                    let is_joined =
                        joiner.is_some_and(|c| last.as_ref().is_some_and(|run| run.span.end + c.len_utf8() == at));
                    let is_foreign = before == Some('+') || (is_joined && last.is_some_and(|run| run.is_foreign));
                    runs.push(Digits { span: at..end, digits: digit.to_string(), is_joined, is_foreign });
                }
            }
        }
        before = Some(letter);
    }
    runs
}

/// Finds numbers of ten digits whose last one checks the others, in one piece or in groups of three and more.
fn nhs_numbers(text: &str) -> Vec<Range<usize>> {
    let runs = runs(text);
    let mut found = Vec::new();
    for (place, first) in runs.iter().enumerate() {
        let mut digits = String::new();
        let mut sizes = Vec::new();
        let rest = runs.get(place..).unwrap_or_default();
        let joined = rest.iter().enumerate().take_while(|(at, run)| *at == 0 || run.is_joined).map(|(_, run)| run);
        let mut end = first.span.end;
        for run in joined {
            digits.push_str(&run.digits);
            sizes.push(run.digits.len());
            end = run.span.end;
            if digits.len() >= 10 {
                break;
            }
        }
        let goes_on = rest.get(sizes.len()).is_some_and(|next| next.is_joined);
        let is_usual = matches!(sizes.as_slice(), [10] | [3, 3, 4]);
        let stands_alone = !first.is_joined && !goes_on;
        let is_number = (is_usual || stands_alone) && sizes.iter().all(|size| *size >= 3) && !first.is_foreign;
        if is_number && NhsNumber::parse(&digits).is_ok() {
            found.push(first.span.start..end);
        }
    }
    found
}

/// Finds the patient's own date of birth in any usual form, and dates that are called one.
fn birth_dates(reading: &Reading<'_>, own: Option<Date>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // "12th of March 1961"
    let words: Vec<&Word> = reading.words.iter().filter(|word| word.as_str() != "of").collect();
    for (place, first) in words.iter().enumerate() {
        let parts = words.get(place..place.saturating_add(3)).unwrap_or_default();
        let (dates, end) = match parts {
            [a, b, c] if is_near(reading.text, a, b) && is_near(reading.text, b, c) => {
                (dates(a.as_str(), b.as_str(), c.as_str()), c.span.end)
            }
            _ => (Vec::new(), first.span.end),
        };
        let (dates, end) = if dates.is_empty() { (one_piece(first.as_str()), first.span.end) } else { (dates, end) };
        let before = words.get(place.saturating_sub(LABEL_WORDS)..place).unwrap_or_default();
        let is_called = before.iter().any(|word| matches!(word.as_str(), "dob" | "birth" | "born" | "birthday"))
            || before.windows(3).any(|window| window.iter().map(|word| word.as_str()).eq(["d", "o", "b"]));
        if own.is_some_and(|own| dates.contains(&own)) || (is_called && !dates.is_empty()) {
            found.push(first.span.start..end);
        }
    }
    found
}

/// Says whether two words are parts of one date: nothing between them but what is written there.
pub(crate) fn is_near(text: &str, one: &Word, other: &Word) -> bool {
    let between = text.get(one.span.end..other.span.start).unwrap_or("\n");
    between.len() <= 6 && between.replace("of", "").chars().all(|c| is_space(c) || matches!(c, '/' | '-' | '.' | ','))
}

/// Returns the dates that three words may mean: day first, month first and year first, months in words, two-digit years.
pub(crate) fn dates(a: &str, b: &str, c: &str) -> Vec<Date> {
    let orders = match (month(a), month(b)) {
        (None, Some(m)) => vec![(c, number(a), Some(m))],
        (Some(m), None) => vec![(c, number(b), Some(m))],
        _ if a.len() == 4 => vec![(a, number(c), number(b))],
        _ => vec![(c, number(a), number(b)), (c, number(b), number(a))],
    };
    let date = |(year, day, month): (&str, Option<i8>, Option<i8>)| {
        let (day, month) = (day?, month?);
        Some(years(year).into_iter().filter_map(move |year| Date::new(year, month, day).ok()))
    };
    orders.into_iter().filter_map(date).flatten().collect()
}

/// Returns the dates that eight digits may mean.
pub(crate) fn one_piece(word: &str) -> Vec<Date> {
    let part = |span: Range<usize>| word.get(span).unwrap_or_default();
    if word.len() != 8 || !word.chars().all(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    [dates(part(0..2), part(2..4), part(4..8)), dates(part(0..4), part(4..6), part(6..8))].concat()
}

pub(crate) fn month(word: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
    i8::try_from(place).ok()?.checked_add(1)
}

pub(crate) fn number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    if digits.len() > 2 { None } else { digits.parse().ok() }
}

fn years(word: &str) -> Vec<i16> {
    match (word.len(), word.parse::<i16>()) {
        (4, Ok(year)) if year > 0 => vec![year],
        (2, Ok(year)) if year >= 0 => vec![1900 + year, 2000 + year],
        _ => Vec::new(),
    }
}

/// Finds whole postcodes.
pub(crate) fn postcodes(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let code = word.as_str();
        let in_one = code.len().checked_sub(3).and_then(|at| code.split_at_checked(at));
        if in_one.is_some_and(|(outward, inward)| is_outward(outward) && is_inward(inward)) {
            found.push(word.span.clone());
        }
        let Some(next) = words.get(place.saturating_add(1)) else { continue };
        let between = text.get(word.span.end..next.span.start).unwrap_or("\n");
        let is_near = between.chars().count() <= 2 && between.chars().all(is_space);
        if is_near && is_outward(code) && is_inward(next.as_str()) && !is_ordinal(text, next) {
            found.push(word.span.start..next.span.end);
        }
    }
    found
}

/// Says whether a text is the first half of a postcode: an area, then 1, 12, 1A.
fn is_outward(text: &str) -> bool {
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let Some((area, district)) = text.split_at_checked(digit) else { return false };
    let is_area = !area.is_empty()
        && area.chars().all(|c| c.is_ascii_alphabetic())
        && AREAS.contains(&format!(" {} ", area.to_uppercase()));
    let mut letters = district.chars();
    let is_district = letters.next().is_some_and(|c| c.is_ascii_digit())
        && letters.next().is_none_or(|c| c.is_ascii_alphanumeric())
        && letters.next().is_none();
    is_area && is_district
}

/// Says whether a text is the second half: a digit and two letters, of which some are never used.
fn is_inward(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|c| c.is_ascii_digit())
        && text.len() == 3
        && letters.all(|c| c.is_ascii_alphabetic() && !"cikmov".contains(c.to_ascii_lowercase()))
}

/// Says whether a word is rather "1st" or "3rd", as people write them.
fn is_ordinal(text: &str, word: &Word) -> bool {
    let written = text.get(word.span.clone()).unwrap_or_default();
    ["st", "nd", "rd", "th"].iter().any(|ending| written.ends_with(ending))
}
