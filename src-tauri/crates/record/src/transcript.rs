//! The document as a page for people: self-contained, printable, readable by a screen reader, and the same in black and
//! white.
//!
//! **The words, character for character.** What a browser would swallow or turn (control characters, a lone carriage
//! return, the two characters that reverse the direction of what follows) stands as a small boxed symbol whose
//! `data-char` is the character's code point; everything else stands as itself. So a text can be had back exactly, and
//! nothing in it can make a line read as something else.

mod pieces;
mod words;

use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{ConversationState, Delivery, Message, MessageKind, Quote};

use crate::{Entry, Episode, RecordError};
use pieces::{Piece, pieces};

use words::{birth_date, channel_words, full_name, grouped, role_words};
pub(crate) use words::{codes, delivery_words, proxy_words, relationship_words, said_of, way_words, wrong_words};

#[derive(Template)]
#[template(path = "transcript.html")]
struct Page {
    practice: String,
    practice_number: Option<String>,
    training: bool,
    name: String,
    birth_date: String,
    nhs_number: String,
    topic: Option<String>,
    state: String,
    owner: Option<String>,
    with: Option<String>,
    number: String,
    channel: &'static str,
    zone: String,
    prepared_at: String,
    conversation: String,
    patient: String,
    entries: Vec<Row>,
}

struct Row {
    /// `from`, `to` or `note`; also the name of its style.
    kind: &'static str,
    heading: String,
    who: String,
    /// The day, where it is another than the row before's.
    day: Option<String>,
    time: String,
    machine_time: String,
    pieces: Vec<Piece>,
    facts: Vec<(&'static str, String)>,
    alarm: bool,
    /// Whether it is marked as wrong: its words are struck through, and can be read.
    wrong: bool,
    message: String,
}

/// Returns the page's bytes, with times as a clock in `zone` shows them.
///
/// # Errors
/// [`RecordError::Invalid`] if the page cannot be made, which would be a defect.
pub(crate) fn page(episode: &Episode, zone: &TimeZone) -> Result<Vec<u8>, RecordError> {
    let clock = Clock { zone };
    let conversation = &episode.conversation;
    let mut rows: Vec<Row> = Vec::with_capacity(episode.entries.len());
    let mut last_day = None;
    for entry in &episode.entries {
        let day = clock.day(entry.message.at);
        let new = last_day.as_ref() != Some(&day);
        last_day = Some(day.clone());
        rows.push(row(entry, new.then_some(day), (&clock, episode)));
    }
    let state = match &conversation.state {
        ConversationState::Open => "Open".to_owned(),
        ConversationState::Done { at, by, reason } => {
            let by = episode.staff().find(|staff| staff.id == *by).map(|staff| format!(" by {}", staff.name));
            let reason = reason.as_ref().map(|reason| format!(" ({reason})"));
            format!("Done, {}{}{}", clock.moment(*at), by.unwrap_or_default(), reason.unwrap_or_default())
        }
    };
    let page = Page {
        practice: episode.practice.name.clone(),
        practice_number: episode.practice.number.as_ref().map(|number| number.as_str().to_owned()),
        training: episode.practice.training,
        name: full_name(&episode.patient.name),
        birth_date: episode.patient.birth_date.map_or_else(|| "not known".to_owned(), birth_date),
        nhs_number: episode.patient.nhs_number.as_ref().map_or_else(|| "not known".to_owned(), grouped),
        topic: conversation.topic.clone(),
        state,
        owner: episode.owner.as_ref().map(|staff| format!("{}, {}", staff.name, role_words(staff.role))),
        with: episode.with.as_ref().map(proxy_words),
        number: conversation.number.as_str().to_owned(),
        channel: channel_words(conversation.channel),
        zone: zone.iana_name().unwrap_or("this computer's time zone").replace('_', " "),
        prepared_at: clock.moment(episode.prepared_at),
        conversation: conversation.id.to_string(),
        patient: episode.patient.id.to_string(),
        entries: rows,
    };
    page.render().map(String::into_bytes).map_err(|_| RecordError::Invalid)
}

fn row(entry: &Entry, day: Option<String>, (clock, episode): (&Clock<'_>, &Episode)) -> Row {
    let (message, with) = (&entry.message, episode.with.as_ref());
    let author = || {
        let known = entry.author.as_ref().map(|staff| format!("{}, {}", staff.name, role_words(staff.role)));
        known.unwrap_or_else(|| "not known".to_owned())
    };
    let (kind, heading, who, mut facts, alarm) = match &message.kind {
        MessageKind::In { entered: Some(entered), from, .. } => {
            let heading =
                if entered.at_desk { "From the patient, at the desk" } else { "From the patient, by telephone" };
            (
                "from",
                heading,
                format!("Written down by {}", author()),
                vec![("Number", from.as_str().to_owned())],
                false,
            )
        }
        MessageKind::In { channel, from, sent_at, provider, media, entered: None, late } => {
            let mut facts = vec![
                ("Channel", channel_words(*channel).to_owned()),
                ("Sent from the phone", clock.moment(*sent_at)),
                ("Arrived", clock.moment(message.at)),
                ("Provider's reference", format!("{} {}", provider.account, provider.id)),
            ];
            if *late {
                facts.push(("Late", "after the day until which replies were read".to_owned()));
            }
            if *media > 0 {
                let files = if *media == 1 { "1 picture or file" } else { "pictures or files" };
                let count = if *media == 1 { String::new() } else { format!("{media} ") };
                facts.push(("Attachments", format!("{count}{files}, not held here")));
            }
            ("from", "From the patient", from.as_str().to_owned(), facts, false)
        }
        MessageKind::Out {
            channel,
            to,
            author: by,
            despite,
            delivery,
            provider,
            segments,
            repeats,
            repeated_by,
            terms,
            ..
        } => {
            let mut facts =
                vec![("To number", to.as_str().to_owned()), ("Channel", channel_words(*channel).to_owned())];
            let since = clock.delivery_time(delivery).map(|time| format!(", {time}")).unwrap_or_default();
            facts.push(("Delivery", format!("{}{since}", delivery_words(delivery))));
            for one in codes(terms) {
                facts.push(("Coded as", format!("{} ({} in {})", one.display, one.code, one.system)));
            }
            if let Some(segments) = segments {
                facts.push(("Text message parts", segments.to_string()));
            }
            if let Some(provider) = provider {
                facts.push(("Provider's reference", format!("{} {}", provider.account, provider.id)));
            }
            if let Some(by) = terms.promises {
                facts.push(("Promised an answer by", clock.moment(by)));
            }
            if let Some(last) = terms.replies_until {
                facts.push(("Replies read until", last.to_string()));
            }
            if let Some(repeats) = repeats {
                facts.push(("Says again", format!("message {repeats}, which did not arrive")));
            }
            if let Some(by) = repeated_by {
                facts.push(("Said again by", format!("message {by}")));
            }
            if *despite {
                facts.push((
                    "Sent although",
                    "the patient had objected, or the route was marked as not safe".to_owned(),
                ));
            }
            let who = if by.automatic().is_some() {
                "Sent automatically, by the practice's policy".to_owned()
            } else {
                author()
            };
            ("to", heading(delivery), who, facts, !delivery.belongs_in_record() || message.needs_person())
        }
        MessageKind::Contact { way, .. } => ("to", way_words(*way), author(), Vec::new(), !way.is_said()),
        MessageKind::Note { .. } => ("note", "Staff only: never sent to the patient", author(), Vec::new(), false),
    };
    if let Some(entry) = quoted(episode, message) {
        let corrects = message.quote().is_some_and(|quote| quote.corrects);
        facts.insert(0, (if corrects { "Corrects" } else { "Answers" }, quoted_words(entry, clock)));
    }
    for entry in &episode.entries {
        let corrects = |quote: &Quote| quote.corrects && quote.message == message.id;
        if entry.message.quote().as_ref().is_some_and(corrects) {
            facts.insert(0, ("Corrected by", quoted_words(entry, clock)));
        }
    }
    if let Some(mark) = &message.later.wrong {
        let by = entry.marked_by.as_ref().map_or("somebody", |staff| staff.name.as_str());
        facts.insert(0, ("Marked as wrong", format!("by {by}, {}: {}", clock.moment(mark.at), wrong_words(mark))));
    }
    Row {
        kind,
        // A note concerns the patient, whoever is written to.
        heading: wrong_heading(said_of(heading, with.filter(|_| kind != "note")), message),
        who,
        day,
        time: clock.time(message.at),
        machine_time: clock.machine(message.at),
        pieces: pieces(entry.text.expose()), // Why: the record holds the words.
        facts,
        alarm,
        wrong: message.is_wrong(),
        message: message.id.to_string(),
    }
}

/// Says above what was wrong that it was.
fn wrong_heading(heading: String, message: &Message) -> String {
    if message.is_wrong() { format!("Marked as wrong: {heading}") } else { heading }
}

/// Returns the entry that a message answers; `None` where it answers none that was said.
pub(crate) fn quoted<'a>(episode: &'a Episode, message: &Message) -> Option<&'a Entry> {
    let quote = message.quote()?;
    episode.entries.iter().find(|entry| entry.message.id == quote.message)
}

/// Says which entry is answered, by what finds it on the page.
fn quoted_words(entry: &Entry, clock: &Clock<'_>) -> String {
    let whose = match entry.message.kind {
        MessageKind::In { .. } => "the patient's message",
        MessageKind::Out { .. } => "the message to the patient",
        MessageKind::Note { .. } => "the note",
        MessageKind::Contact { .. } => "what was said to the patient",
    };
    format!("{whose} of {}", clock.moment(entry.message.at))
}

/// Says above an answer whether the patient can have had it.
const fn heading(delivery: &Delivery) -> &'static str {
    match delivery {
        Delivery::Held { .. } | Delivery::Withdrawn { .. } | Delivery::Queued { .. } | Delivery::InFlight { .. } => {
            "To the patient: not sent yet"
        }
        Delivery::Unknown { .. } => "To the patient: not known whether sent",
        Delivery::Failed { .. } => "To the patient: not delivered",
        Delivery::Accepted { .. } | Delivery::Sent { .. } | Delivery::Delivered { .. } | Delivery::Read { .. } => {
            "To the patient"
        }
    }
}

/// Times as people at the practice read them, always with their zone.
struct Clock<'a> {
    zone: &'a TimeZone,
}

impl Clock<'_> {
    fn day(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%A %-d %B %Y").to_string()
    }

    fn time(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M:%S %Z").to_string()
    }

    fn moment(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%-d %b %Y, %H:%M:%S %Z").to_string()
    }

    fn machine(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    fn delivery_time(&self, delivery: &Delivery) -> Option<String> {
        words::delivery_time(delivery).map(|at| self.moment(at))
    }
}
