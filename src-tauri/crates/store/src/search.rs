//! Full-text search: what was typed is data, never a query language.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use model::{ConversationId, MessageId, Patient, PatientId, PersonName, Sensitive};
use rusqlite::{Row, named_params};

use crate::StoreError;
use crate::pool::View;
use crate::table::{conversation, message, patient};
use crate::tables::time;

/// At most this many words count; more make a search slow and never better (performance.md C2.9).
const MOST_WORDS: usize = 8;
/// A search is stopped after this time.
const LONGEST: Duration = Duration::from_millis(250);
/// How many messages a search returns.
const MOST_MESSAGES: u32 = 50;
/// How many messages a search within one conversation returns.
const MOST_IN_ONE: u32 = 200;
/// How many patients a search returns.
const MOST_PATIENTS: u32 = 20;
/// After how many steps of the database's machine the time is looked at.
const STEPS: std::ffi::c_int = 2_000;

/// What was found, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Patients.
    pub patients: Vec<Patient>,
    /// Messages.
    pub messages: Vec<MessageHit>,
    /// The words looked for, lower case, for marking.
    pub words: Vec<String>,
    /// Whether it was stopped by its time limit.
    pub cut_off: bool,
}

/// A message that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageHit {
    /// The message.
    pub message: MessageId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// Its place there.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// The patient's name.
    pub name: Option<PersonName>,
    /// The number in use.
    pub party: String,
    /// Its text.
    pub text: Sensitive<String>,
    /// Whether it is marked as wrong.
    pub is_wrong: bool,
    /// How its conversation stands.
    pub state: HitState,
}

/// How the conversation of a message that was found stands (J-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitState {
    /// Open, and the practice is to do something.
    Open,
    /// Open, and it is the patient's turn.
    Waiting,
    /// Put away until a time.
    Snoozed,
    /// Done.
    Done,
}

/// Where is looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// Among patients and messages.
    Everything,
    /// Among patients.
    Patients,
    /// Among the messages of one conversation.
    One(ConversationId),
}

/// Returns the words of what was typed: letters and digits only, lower case, each once, at most eight.
fn words(typed: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| seen.insert(word.clone()))
        .take(MOST_WORDS)
        .collect()
}

/// Makes the index's expression: every word, the last one as a beginning. Words hold no quotes, so quoting is enough.
fn expression(words: &[String]) -> String {
    let last = words.len().saturating_sub(1);
    let quoted = words
        .iter()
        .enumerate()
        .map(|(place, word)| if place == last { format!("\"{word}\" *") } else { format!("\"{word}\"") });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Joins digits typed with blanks, as numbers and dates are: "07700 900 123", "12/03/1984".
fn joined_digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let only = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/' | '.' | '+' | '(' | ')'));
    (only && digits.len() >= 3).then_some(digits)
}

impl View<'_> {
    /// Looks for patients, and unless told not to for messages, that hold every word typed; stops after a quarter second.
    ///
    /// # Errors
    /// [`StoreError`]; running out of time is not one.
    pub fn search(&self, typed: &str, patients_only: bool) -> Result<Found, StoreError> {
        self.look(typed, if patients_only { Within::Patients } else { Within::Everything })
    }

    /// Looks for the messages of one conversation that hold every word typed (J-02); stops after a quarter second.
    ///
    /// # Errors
    /// [`StoreError`]; running out of time is not one.
    pub fn search_in(&self, conversation: ConversationId, typed: &str) -> Result<Found, StoreError> {
        self.look(typed, Within::One(conversation))
    }

    fn look(&self, typed: &str, within: Within) -> Result<Found, StoreError> {
        let words = words(typed);
        if words.is_empty() {
            return Ok(Found::default());
        }
        let until = Instant::now() + LONGEST;
        self.connection.progress_handler(STEPS, Some(move || Instant::now() > until));
        let found = self.look_until_stopped(typed, words, within);
        self.connection.progress_handler(0, None::<fn() -> bool>);
        found
    }

    fn look_until_stopped(&self, typed: &str, words: Vec<String>, within: Within) -> Result<Found, StoreError> {
        let mut found = Found { words, ..Found::default() };
        let messages = expression(&found.words);
        if let Within::One(id) = within {
            let Some(row) = conversation::row_of(self.connection, id)? else { return Ok(found) };
            found.cut_off |= stopped(self.find_in_one(&messages, row, &mut found.messages))?;
            return Ok(found);
        }
        let patients =
            joined_digits(typed).map_or_else(|| expression(&found.words), |digits| format!("\"{digits}\" *"));
        found.cut_off |= stopped(self.find_patients(&patients, &mut found.patients))?;
        if within == Within::Everything {
            found.cut_off |= stopped(self.find_messages(&messages, &mut found.messages))?;
        }
        Ok(found)
    }

    fn find_patients(&self, expression: &str, found: &mut Vec<Patient>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rowid FROM patient_text WHERE patient_text MATCH :expression ORDER BY rowid LIMIT :limit",
        )?;
        let mut rows = statement.query(named_params! { ":expression": expression, ":limit": MOST_PATIENTS })?;
        while let Some(row) = rows.next()? {
            found.extend(patient::by_row(self.connection, row.get(0)?)?);
        }
        Ok(())
    }

    fn find_messages(&self, expression: &str, found: &mut Vec<MessageHit>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{HITS} WHERE message_text MATCH :expression ORDER BY message_text.rowid DESC LIMIT :limit"
        ))?;
        let mut rows = statement.query(named_params! { ":expression": expression, ":limit": MOST_MESSAGES })?;
        while let Some(row) = rows.next()? {
            found.push(hit(row)?);
        }
        Ok(())
    }

    /// Looks between the conversation's first message and its last: what was said elsewhere before and after costs nothing.
    fn find_in_one(&self, expression: &str, conversation: i64, found: &mut Vec<MessageHit>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{HITS} WHERE message_text MATCH :expression
                 AND message_text.rowid >=
                     (SELECT seq FROM message WHERE conversation = :conversation ORDER BY number LIMIT 1)
                 AND message_text.rowid <=
                     (SELECT seq FROM message WHERE conversation = :conversation ORDER BY number DESC LIMIT 1)
                 AND message.conversation = :conversation
             ORDER BY message_text.rowid DESC LIMIT :limit"
        ))?;
        let values = named_params! { ":expression": expression, ":conversation": conversation, ":limit": MOST_IN_ONE };
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            found.push(hit(row)?);
        }
        Ok(())
    }

    /// Returns the patients with these ids that are there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn patients(&self, ids: &[PatientId]) -> Result<Vec<Patient>, StoreError> {
        ids.iter().filter_map(|id| patient::by_id(self.connection, *id).transpose()).collect()
    }
}

/// What is read of a message that was found, in the order that [`hit`] takes it. The index comes first, whatever the planner
/// thinks: it alone has the words.
const HITS: &str = "SELECT message.id, conversation.id, message.number, message.at, patient.family, patient.given,
         conversation.number, content.text, conversation.done_at IS NOT NULL, conversation.snoozed_until IS NOT NULL,
         conversation.answered, message.later
     FROM message_text
     CROSS JOIN message ON message.seq = message_text.rowid
     JOIN conversation ON conversation.row = message.conversation
     JOIN content ON content.seq = message.seq
     LEFT JOIN patient ON patient.row = conversation.patient";

fn hit(row: &Row<'_>) -> Result<MessageHit, StoreError> {
    let family: Option<String> = row.get(4)?;
    let given: Option<String> = row.get(5)?;
    let text = String::from_utf8(row.get(7)?).map_err(|_| StoreError::Damaged)?;
    let (is_done, is_snoozed, is_answered): (bool, bool, bool) = (row.get(8)?, row.get(9)?, row.get(10)?);
    Ok(MessageHit {
        message: MessageId::new(row.get(0)?),
        conversation: ConversationId::new(row.get(1)?),
        number: row.get(2)?,
        at: time(row.get(3)?),
        name: family.zip(given).map(|(family, given)| PersonName { family: family.into(), given: given.into() }),
        party: row.get(6)?,
        text: text.into(),
        is_wrong: message::later_in(row, 11)?.wrong.is_some(),
        state: match (is_done, is_snoozed, is_answered) {
            (true, ..) => HitState::Done,
            (_, true, _) => HitState::Snoozed,
            (.., true) => HitState::Waiting,
            (.., false) => HitState::Open,
        },
    })
}

/// Turns "stopped by the time limit" into a fact.
fn stopped(result: Result<(), StoreError>) -> Result<bool, StoreError> {
    match result {
        Ok(()) => Ok(false),
        Err(StoreError::Interrupted) => Ok(true),
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_data() {
        assert_eq!(words("chest\" OR * pain)"), ["chest", "or", "pain"], "operators are words");
        assert_eq!(expression(&words("NEAR(a b")), "\"near\" \"a\" \"b\" *");
        assert_eq!(words("a a a"), ["a"], "a word counts once");
        assert_eq!(words(&"x1 x2 x3 x4 x5 x6 x7 x8 x9".repeat(3)).len(), MOST_WORDS);
        assert!(words("\u{202e}\"'-%").is_empty(), "nothing to look for");
    }

    #[test]
    fn digits_with_blanks_are_one_number() {
        assert_eq!(joined_digits("07700 900 123").as_deref(), Some("07700900123"));
        assert_eq!(joined_digits("12/03/1984").as_deref(), Some("12031984"));
        assert_eq!(joined_digits("ward 7"), None);
    }
}
