//! A message as the provider has it, and where it is at a given time.

use jiff::{SignedDuration, Timestamp};

/// A message.
pub(crate) struct Message {
    pub(crate) sid: String,
    pub(crate) direction: Direction,
    pub(crate) from: String,
    pub(crate) to: String,
    /// The text as a JSON string, kept as it was given: it may hold what no Rust string can.
    pub(crate) body: Box<serde_json::value::RawValue>,
    pub(crate) segments: usize,
    pub(crate) created: Timestamp,
    /// When it was last changed by a request, if it was.
    pub(crate) edited: Option<Timestamp>,
    pub(crate) fate: Fate,
    pub(crate) media: Vec<Media>,
    pub(crate) deleted: bool,
}

/// Which way it goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From a patient.
    Inbound,
    /// Created over the API.
    OutboundApi,
    /// The provider's own answer to an opt-out word.
    OutboundReply,
}

impl Direction {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::OutboundApi => "outbound-api",
            Self::OutboundReply => "outbound-reply",
        }
    }
}

/// What becomes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is here: it came in.
    Received,
    /// It reaches the phone.
    Delivers,
    /// It reaches the phone and is opened.
    Reads,
    /// It does not arrive, with this error code.
    Undelivered(u32),
    /// Nothing more is heard of it.
    NoReceipt,
    /// It reaches the phone once that is switched on again.
    Late,
}

/// After how long a phone that was off is switched on.
const LATE: SignedDuration = SignedDuration::from_hours(30);

/// A picture that came with a message.
pub(crate) struct Media {
    pub(crate) sid: String,
    pub(crate) created: Timestamp,
    pub(crate) deleted: bool,
}

/// Where a message is.
pub(crate) struct Progress {
    pub(crate) status: &'static str,
    pub(crate) error: Option<u32>,
    pub(crate) sent: Option<Timestamp>,
    pub(crate) updated: Timestamp,
    pub(crate) is_final: bool,
}

impl Message {
    /// Works out where the message is: a function of the time, so that nothing has to run in between.
    pub(crate) fn progress(&self, now: Timestamp, step: SignedDuration) -> Progress {
        let (ways, error): (&[&str], _) = match self.fate {
            Fate::Received => (&["received"], None),
            Fate::Delivers | Fate::Late => (&["queued", "sending", "sent", "delivered"], None),
            Fate::NoReceipt => (&["queued", "sending", "sent"], None),
            Fate::Reads => (&["queued", "sending", "sent", "delivered", "read"], None),
            Fate::Undelivered(code) => (&["queued", "sending", "sent", "undelivered"], Some(code)),
        };
        let last = ways.len().saturating_sub(1);
        let on = if self.fate == Fate::Late { LATE } else { SignedDuration::ZERO };
        let at = |place: usize| {
            let reached = after(self.created, step, place);
            if place == last { reached.saturating_add(on).unwrap_or(reached) } else { reached }
        };
        let reached = (0..=last).rev().find(|place| at(*place) <= now).unwrap_or(0);
        let sent_after = if self.direction == Direction::Inbound { 0 } else { 2 };
        let moved = at(reached);
        Progress {
            status: ways.get(reached).copied().unwrap_or("queued"),
            error: error.filter(|_| reached == last),
            sent: (reached >= sent_after).then(|| after(self.created, step, sent_after)),
            updated: self.edited.map_or(moved, |edited| edited.max(moved)),
            is_final: reached == last,
        }
    }

    /// Returns the text, with U+FFFD for what no Rust string can hold.
    pub(crate) fn text(&self) -> String {
        serde_json::from_str(self.body.get()).unwrap_or_else(|_| "\u{fffd}".to_owned())
    }
}

/// Goes some steps on from a time.
fn after(start: Timestamp, step: SignedDuration, steps: usize) -> Timestamp {
    let steps = i32::try_from(steps).unwrap_or(i32::MAX);
    start.checked_add(step.saturating_mul(steps)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(fate: Fate) -> Message {
        Message {
            sid: String::new(),
            direction: Direction::OutboundApi,
            from: String::new(),
            to: String::new(),
            body: serde_json::value::to_raw_value("x").expect("to JSON"),
            segments: 1,
            created: Timestamp::UNIX_EPOCH,
            edited: None,
            fate,
            media: Vec::new(),
            deleted: false,
        }
    }

    #[test]
    fn a_message_moves_with_the_time() {
        let step = SignedDuration::from_secs(10);
        for (fate, seconds, status, is_final) in [
            (Fate::Delivers, 0, "queued", false),
            (Fate::Delivers, 9, "queued", false),
            (Fate::Delivers, 10, "sending", false),
            (Fate::Delivers, 20, "sent", false),
            (Fate::Delivers, 30, "delivered", true),
            (Fate::Reads, 30, "delivered", false),
            (Fate::Reads, 4000, "read", true),
            (Fate::Undelivered(30003), 30, "undelivered", true),
            (Fate::NoReceipt, 999_999, "sent", true),
            (Fate::Late, 108_000, "sent", false),
            (Fate::Late, 108_030, "delivered", true),
        ] {
            let progress = message(fate).progress(Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds), step);
            assert_eq!((progress.status, progress.is_final), (status, is_final), "after {seconds} s");
            assert_eq!(progress.sent.is_some(), seconds >= 20, "it has a date of sending once it was sent");
        }
    }
}
