//! What the provider has: messages in order, numbers, and the faults that wait.
//!
//! Every look-up goes through an index, so that tens of thousands of messages are listed in time proportional to what
//! is asked for.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::{fault::Faults, journal::Journal};

mod message;
mod number;

pub(crate) use message::{Direction, Fate, Media, Message, Progress};
pub use number::Behaviour;
pub(crate) use number::{Keyword, is_number};

/// What the provider has.
#[derive(Default)]
pub(crate) struct World {
    messages: Vec<Message>,
    by_sid: HashMap<String, usize>,
    by_to: HashMap<String, Vec<usize>>,
    by_from: HashMap<String, Vec<usize>>,
    behaviours: HashMap<String, Behaviour>,
    opted_out: HashSet<String>,
    pub(crate) faults: Faults,
    pub(crate) abandoned: Abandoned,
    pub(crate) journal: Journal,
}

/// How many requests were given up by whoever asked, before the answer.
#[derive(Clone, Copy, Default, Serialize)]
pub(crate) struct Abandoned {
    pub(crate) send: u64,
    pub(crate) list: u64,
    pub(crate) get: u64,
}

/// A message that arrives or is handed over.
pub(crate) struct Incoming {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) body: Box<RawValue>,
    pub(crate) at: Timestamp,
    pub(crate) media: usize,
}

impl World {
    /// Forgets everything but the journal.
    pub(crate) fn reset(&mut self) {
        *self = Self { journal: std::mem::take(&mut self.journal), ..Self::default() };
    }

    /// Takes a message over from the practice, and returns its place.
    pub(crate) fn accept(&mut self, from: &str, to: &str, text: &str, at: Timestamp) -> usize {
        let fate = self.behaviour(to).fate();
        let body = to_raw_value(text).unwrap_or_else(|_| RawValue::NULL.to_owned());
        let incoming = Incoming { from: from.to_owned(), to: to.to_owned(), body, at, media: 0 };
        self.add(incoming, Direction::OutboundApi, fate)
    }

    /// Lets a patient's message arrive, and returns its place. Opt-out words work as they do at Twilio.
    pub(crate) fn receive(&mut self, incoming: Incoming) -> usize {
        let (patient, practice, at) = (incoming.from.clone(), incoming.to.clone(), incoming.at);
        let place = self.add(incoming, Direction::Inbound, Fate::Received);
        let keyword = self.messages.get(place).and_then(|message| Keyword::of(&message.text()));
        let answers = match keyword {
            Some(Keyword::Stop) => self.opted_out.insert(patient.clone()),
            Some(Keyword::Start) => self.opted_out.remove(&patient),
            Some(Keyword::Help) => true,
            None => false,
        };
        if let (Some(keyword), true) = (keyword, answers) {
            let body = to_raw_value(keyword.answer()).unwrap_or_else(|_| RawValue::NULL.to_owned());
            let answer = Incoming { from: practice, to: patient, body, at, media: 0 };
            self.add(answer, Direction::OutboundReply, Fate::Delivers);
        }
        place
    }

    fn add(&mut self, incoming: Incoming, direction: Direction, fate: Fate) -> usize {
        let Incoming { from, to, body, at, media } = incoming;
        let place = self.messages.len();
        let media = (0..media).map(|_| Media { sid: new_sid("ME"), created: at, deleted: false }).collect::<Vec<_>>();
        let sid = new_sid(if media.is_empty() { "SM" } else { "MM" });
        self.by_sid.insert(sid.clone(), place);
        self.by_to.entry(to.clone()).or_default().push(place);
        self.by_from.entry(from.clone()).or_default().push(place);
        let segments = segments(&body);
        let message = Message {
            sid,
            direction,
            from,
            to,
            body,
            segments,
            created: at,
            edited: None,
            fate,
            media,
            deleted: false,
        };
        self.journal.write(&message);
        self.messages.push(message);
        place
    }

    /// Returns what becomes of messages to a number.
    pub(crate) fn behaviour(&self, number: &str) -> Behaviour {
        if self.opted_out.contains(number) {
            return Behaviour::OptedOut;
        }
        self.behaviours.get(number).copied().unwrap_or_default()
    }

    /// Says what becomes of messages to a number from now on.
    pub(crate) fn set_behaviour(&mut self, number: &str, behaviour: Behaviour) {
        if behaviour == Behaviour::OptedOut {
            self.opted_out.insert(number.to_owned());
        } else {
            self.opted_out.remove(number);
            self.behaviours.insert(number.to_owned(), behaviour);
        }
    }

    /// Returns the message at a place.
    pub(crate) fn at(&self, place: usize) -> Option<&Message> {
        self.messages.get(place)
    }

    /// Returns the place of an id, even of a deleted message.
    pub(crate) fn place(&self, sid: &str) -> Option<usize> {
        self.by_sid.get(sid).copied()
    }

    /// Returns the message with an id.
    pub(crate) fn find(&self, sid: &str) -> Option<&Message> {
        self.at(self.place(sid)?).filter(|message| !message.deleted)
    }

    /// Returns the message with an id, to change it.
    pub(crate) fn find_mut(&mut self, sid: &str) -> Option<&mut Message> {
        let place = self.place(sid)?;
        self.messages.get_mut(place).filter(|message| !message.deleted)
    }

    /// Returns all messages, oldest first.
    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.iter().filter(|message| !message.deleted)
    }

    /// Returns what the practice sent from a place on, deleted or not, with the place to go on from.
    pub(crate) fn accepted_from(&self, place: usize) -> (Vec<&Message>, usize) {
        let new = self.messages.get(place..).unwrap_or_default();
        let sent = new.iter().filter(|message| message.direction == Direction::OutboundApi).collect();
        (sent, self.messages.len())
    }

    /// Returns messages with these numbers, newest first, beginning below a place.
    pub(crate) fn newest_first<'a>(
        &'a self,
        to: Option<&'a str>,
        from: Option<&'a str>,
        below: Option<usize>,
    ) -> Box<dyn Iterator<Item = &'a Message> + 'a> {
        let empty: &[usize] = &[];
        let of = |index: &'a HashMap<String, Vec<usize>>, number| index.get(number).map_or(empty, Vec::as_slice);
        let below = below.unwrap_or(self.messages.len());
        let narrowest = match (to.map(|to| of(&self.by_to, to)), from.map(|from| of(&self.by_from, from))) {
            (Some(to), Some(from)) => Some(if to.len() <= from.len() { to } else { from }),
            (to, from) => to.or(from),
        };
        let fits = move |message: &&Message| {
            !message.deleted && to.is_none_or(|to| message.to == to) && from.is_none_or(|from| message.from == from)
        };
        match narrowest {
            Some(places) => {
                let end = places.partition_point(|place| *place < below);
                let places = places.get(..end).unwrap_or_default();
                Box::new(places.iter().rev().filter_map(|place| self.at(*place)).filter(fits))
            }
            None => Box::new(self.messages.get(..below).unwrap_or_default().iter().rev().filter(fits)),
        }
    }

    /// Counts messages: (from patients, from the practice).
    pub(crate) fn counts(&self) -> (usize, usize) {
        let of = |direction| self.all().filter(|message| message.direction == direction).count();
        (of(Direction::Inbound), of(Direction::OutboundApi))
    }

    /// Returns whoever has opted out, in order.
    pub(crate) fn opted_out(&self) -> Vec<&str> {
        let mut numbers: Vec<_> = self.opted_out.iter().map(String::as_str).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Makes an id that was never given before, not even by an earlier run: the app remembers the ids it has seen.
#[expect(clippy::disallowed_methods, reason = "a provider's ids come from outside; no test depends on their value")]
fn new_sid(prefix: &str) -> String {
    format!("{prefix}{}", uuid::Uuid::new_v4().simple())
}

/// Counts the text messages that a text makes. Up to 70 bytes are one in any alphabet; the counting crate is slow.
fn segments(body: &RawValue) -> usize {
    match serde_json::from_str::<String>(body.get()) {
        Ok(text) if text.len() > 70 => sms_splitter::SplitSms::default().split(text).parts.len(),
        _ => 1,
    }
}

/// Turns the configured step into a signed one.
pub(crate) fn signed(step: std::time::Duration) -> SignedDuration {
    SignedDuration::try_from(step).unwrap_or(SignedDuration::MAX)
}
