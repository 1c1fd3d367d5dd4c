//! Questions in what patients write, so that nobody calls a conversation done past one of them (C6.10).
//!
//! A sentence with a question mark of any script is a question; so is an English one that begins, or goes on after a comma
//! or a greeting, the way questions do ("when will …", "is it ok …"), because few people put a mark in a text message. What
//! is found is the patient's own words, cut out whole and never written anew. It is a help to whoever closes a conversation:
//! what is not found is not thereby answered, and nothing is closed or kept open without a person.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::Timestamp;

use crate::check::plain::{sentences, trimmed};
use crate::words::{Word, words};
use crate::{Conversation, Message, MessageId, MessageKind, Sensitive, State};

/// A question that a patient asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In which message.
    pub message: MessageId,
    /// When that came.
    pub at: Timestamp,
    /// The sentence, exactly as it was written.
    pub sentence: Sensitive<String>,
    /// When somebody here next said something to the patient that stands; `None`: nobody did. That it answers this
    /// question only a person can tell.
    pub replied_at: Option<Timestamp>,
}

/// Returns what the patient asked in a stretch of a conversation, oldest first. `said`: its messages in order, from the first
/// after it was last done, with their words.
pub fn asked(said: &[(&Message, Option<&Sensitive<String>>)]) -> Vec<Asked> {
    // Neither what the app says by itself nor a promise to answer later is a reply.
    let is_reply = |reply: &Message| reply.stands() && !reply.is_automatic() && reply.promises().is_none();
    let mut found = Vec::new();
    for (at, (message, text)) in said.iter().enumerate() {
        let (MessageKind::In { .. }, Some(text)) = (&message.kind, text) else { continue };
        let text = text.expose(); // Why: the question is cut out of it.
        let reply = said.iter().skip(at).map(|(later, _)| later).find(|later| is_reply(later));
        found.extend(questions(text).into_iter().filter_map(|span| {
            Some(Asked {
                message: message.id,
                at: message.at,
                sentence: text.get(span)?.to_owned().into(),
                replied_at: reply.map(|reply| reply.at),
            })
        }));
    }
    found
}

/// Returns what the patient asked in a conversation since it was last done, oldest first.
///
/// # Errors
/// Only the state's own.
pub(crate) fn open<S: State>(state: &S, conversation: &Conversation) -> Result<Vec<Asked>, S::Error> {
    let messages = state.messages(conversation.id)?;
    let since = messages.iter().filter(|message| message.number > conversation.done_to);
    let said = since.map(|message| {
        let theirs = matches!(message.kind, MessageKind::In { .. });
        Ok((message, if theirs { state.words(message.id)? } else { None }))
    });
    let said = said.collect::<Result<Vec<_>, S::Error>>()?;
    Ok(asked(&said.iter().map(|(message, text)| (*message, text.as_ref())).collect::<Vec<_>>()))
}

/// Returns where the questions of a text stand: bytes, on character boundaries, in order, without the space around them.
pub fn questions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut only_marks = None;
    for sentence in sentences(text).into_iter().flat_map(|span| parts(text, span)) {
        let Some(words_of) = text.get(sentence.clone()) else { continue };
        let marked = marks(words_of).next().is_some();
        if marked && !words_of.chars().any(char::is_alphanumeric) {
            only_marks = Some(sentence); // A bare "??" asks for an answer to whatever stands before it.
        } else if marked || asks(words_of) {
            found.push(sentence);
        }
    }
    if found.is_empty() {
        found.extend(only_marks);
    }
    found
}

/// Cuts a sentence after the question marks inside it: "ok?thanks", and scripts that write no space.
fn parts(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let Some(sentence) = text.get(span.clone()) else { return Vec::new() };
    let ends = marks(sentence).map(|(at, mark)| (at + mark.len_utf8(), mark)).collect::<Vec<_>>();
    let mut found = Vec::new();
    let mut start = 0;
    for (end, mark) in ends {
        // A mark that another follows, or what closes the sentence, does not end it yet; nor one that opens it, or stands
        // inside a word.
        let next = sentence.get(end..).and_then(|rest| rest.chars().next());
        let goes_on = next.is_some_and(|next| is_mark(next) || matches!(next, '!' | '.' | ')' | '"' | '”' | '’' | '»'));
        if !goes_on && !OPENING_MARKS.contains(&mark) {
            found.extend(trimmed(sentence, start..end));
            start = end;
        }
    }
    found.extend(trimmed(sentence, start..sentence.len()));
    found.into_iter().map(|part| span.start + part.start..span.start + part.end).collect()
}

/// Question marks that stand before a question, or in the midst of its words: Spanish, Adlam, Armenian.
const OPENING_MARKS: [char; 3] = ['¿', '\u{1e95f}', '՞'];

/// Says whether a character is a question mark: of Latin, Arabic, Greek, Armenian, Ethiopic, Chinese and Japanese, Vai,
/// Bamum, Coptic and Adlam writing, or a picture of one.
const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '?' | '¿' | '\u{37e}' | '՞' | '؟' | '፧' | '‽' | '\u{2047}'
            ..='\u{2049}'
                | '❓'
                | '❔'
                | '\u{2cfa}'
                | '\u{2cfb}'
                | '\u{2e2e}'
                | '\u{2e54}'
                | '\u{a60f}'
                | '\u{a6f7}'
                | '\u{fe16}'
                | '\u{fe56}'
                | '？'
                | '\u{1e95f}'
    )
}

/// Returns the question marks of a sentence; one in an address of the web is none.
fn marks(sentence: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let in_address = |at: usize| {
        let before = sentence.get(..at).unwrap_or_default();
        let from = before.rfind(char::is_whitespace).unwrap_or_default();
        let chunk = before.get(from..).unwrap_or_default().trim_start();
        let goes_on = sentence.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
        goes_on && (chunk.contains("://") || chunk.starts_with("www."))
    };
    sentence.char_indices().filter(move |(at, letter)| is_mark(*letter) && !(*letter == '?' && in_address(*at)))
}

/// Says whether an English sentence without a mark asks something.
fn asks(sentence: &str) -> bool {
    let words = words(sentence);
    let pairs = words.windows(2).enumerate();
    pairs.filter_map(|(at, pair)| Some((at, pair.first()?, pair.get(1)?))).any(|(at, first, second)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let pair = (first.as_str(), second.as_str());
        let third = words.get(at + 2).map(Word::as_str);
        let is_first = before.is_none();
        if SAID_ANYWHERE.contains(&pair) {
            return !before.is_some_and(|before| TURNS.contains(&before.as_str()));
        }
        if is_asked_about(pair, third) {
            return true;
        }
        let gap = before.and_then(|before| sentence.get(before.span.end..first.span.start)).unwrap_or_default();
        let begins = is_first
            || gap.chars().any(|letter| !letter.is_whitespace() && !"'’/&".contains(letter))
            || before.is_some_and(|before| LEADS.contains(&before.as_str()));
        begins && (OPENINGS.contains(&pair) || (is_first && FIRST_OF_ALL.contains(&pair)))
    })
}

/// What may stand before a question without a comma: "hi can I …", "and when is …".
const LEADS: [&str; 17] = [
    "and", "also", "but", "or", "plus", "hi", "hello", "hey", "please", "pls", "plz", "thanks", "thank", "you", "ok",
    "okay", "morning",
];

/// Before these a turned pair is no question: "if I can I will", "so do I", "nor am I".
const TURNS: [&str; 13] = ["i", "we", "you", "u", "they", "he", "she", "so", "nor", "neither", "as", "than", "if"];

/// Pairs that ask wherever they stand: people write a greeting and a name before them, and no comma.
static SAID_ANYWHERE: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let turned = ["can", "could", "should", "shall", "cud", "shud", "shld"]
        .into_iter()
        .flat_map(|verb| ["i", "we"].map(|who| (verb, who)));
    let others = [
        ("do", "i"),
        ("am", "i"),
        ("must", "i"),
        ("can", "you"),
        ("can", "u"),
        ("could", "you"),
        ("could", "u"),
        ("would", "you"),
        ("will", "you"),
        ("do", "you"),
        ("when", "will"),
        ("wen", "will"),
        ("when", "can"),
        ("when", "should"),
        ("may", "i"),
        ("can", "someone"),
        ("could", "someone"),
        ("can", "anyone"),
    ];
    turned.chain(others).collect()
});

/// Pairs that ask where a sentence or a part of it begins.
static OPENINGS: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let verbs = ["can", "could", "should", "shall", "will", "would", "do", "does", "did", "is", "are", "was", "were"];
    let whom = [
        "i", "we", "you", "u", "he", "she", "it", "they", "there", "this", "that", "these", "those", "the", "my",
        "your", "anyone", "anybody", "someone", "somebody", "any",
    ];
    let turned = verbs.into_iter().flat_map(|verb| whom.map(|who| (verb, who)));
    let has = ["he", "she", "it", "anyone", "my", "the", "there", "dr", "doctor"].map(|who| ("has", who));
    let have = ["i", "you", "u", "we", "they"].map(|who| ("have", who));
    let helping = [
        "is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "shall", "will", "would", "am",
        "has", "have",
    ];
    let asked = ["when", "what", "where", "why"].into_iter().flat_map(|word| helping.map(|verb| (word, verb)));
    let how = [
        "do", "does", "did", "can", "could", "should", "is", "will", "would", "long", "many", "much", "often", "soon",
        "far", "come", "about", "high", "late", "early",
    ];
    let others = [
        ("what", "time"),
        ("what", "dose"),
        ("what", "day"),
        ("what", "happens"),
        ("what", "about"),
        ("what", "if"),
        ("what", "else"),
        ("which", "one"),
        ("which", "should"),
        ("which", "do"),
        ("which", "of"),
        ("any", "news"),
        ("any", "update"),
        ("any", "updates"),
        ("any", "idea"),
        ("any", "chance"),
        ("any", "results"),
        ("ok", "to"),
        ("okay", "to"),
        ("alright", "to"),
        ("safe", "to"),
        ("ok", "if"),
        ("okay", "if"),
        ("must", "we"),
        ("am", "i"),
        ("may", "we"),
    ];
    let how = how.map(|word| ("how", word));
    turned.chain(has).chain(have).chain(asked).chain(how).chain(others).collect()
});

/// Pairs that ask at the very beginning, and after a comma tell more of what stands before it: "my son, who is 4".
static FIRST_OF_ALL: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let who = ["is", "are", "do", "should", "can", "will", "does", "would"].map(|verb| ("who", verb));
    let which = ["tablet", "tablets", "day", "doctor", "number", "dose"].map(|what| ("which", what));
    who.into_iter().chain(which).collect()
});

/// Says whether somebody says that they do not know: "not sure if …", "let me know when …".
fn is_asked_about(pair: (&str, &str), third: Option<&str>) -> bool {
    const OPEN: [&str; 9] = ["if", "whether", "when", "what", "how", "which", "why", "where", "who"];
    let is_open = |word: &str| OPEN.contains(&word);
    match pair {
        ("wondering" | "wonder" | "wondered" | "unsure" | "advise", about) => is_open(about) || about == "about",
        ("not", "sure") | ("me", "know") | ("dont", "know" | "understand") => third.is_some_and(is_open),
        ("tell", "me") => third.is_some_and(|third| is_open(third) && third != "when"),
        ("to", "know" | "ask") => third.is_some_and(|third| is_open(third) || third == "about"),
        ("please", "advise") => true,
        _ => false,
    }
}
