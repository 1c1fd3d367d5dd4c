//! What patients wrote while the practice was closed (C6.8).
//!
//! A conversation is of it while nobody here has read what came: it was written after the practice last closed for the day,
//! and something unread in it was written before the practice opened. By the time of writing, not of arriving: a computer
//! that was off all weekend collects everything on Monday.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::{Clocks, Conversation, ConversationState};

/// How far back the last closing is looked for. Ours: a practice that was closed for longer has nothing that came before.
const LOOK_BACK_DAYS: usize = 31;

/// What of a patient nobody has read, by the time of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unseen {
    /// When the first of it was written.
    pub first: Timestamp,
    /// When the last of it was written.
    pub last: Timestamp,
    /// When the first of it was written that has words which a person should see first (C6.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highlighted: Option<Timestamp>,
}

/// The last time for which the practice was closed between two days. A lunch hour is none: what comes then waits for an
/// hour, and what came at night would no longer stand together (Ours).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When it closed; the beginning of time: not within a month.
    pub since: Timestamp,
    /// When it opened; `None`: it has not opened yet.
    pub until: Option<Timestamp>,
}

impl Closed {
    /// Returns the last time for which the practice was closed at `now`: the night or weekend before today's opening; from
    /// today's closing on, and on a day on which it does not open, the one that still lasts.
    pub fn of(calendar: &Calendar, now: Timestamp) -> Self {
        let today = calendar.local(now).date();
        let days = || today.series(-1.day()).take(LOOK_BACK_DAYS);
        let closing = |day: Date| calendar.closing_on(day).filter(|closing| *closing <= now);
        let until = calendar.opening_on(today).filter(|opens| *opens <= now && closing(today).is_none());
        Self { since: days().find_map(closing).unwrap_or(Timestamp::MIN), until }
    }

    /// Says whether a conversation is of what arrived in that time and nobody has read or answered.
    pub fn holds(&self, row: &Conversation) -> bool {
        let came = |unseen: Unseen| unseen.last >= self.since && self.until.is_none_or(|opened| unseen.first < opened);
        row.state == ConversationState::Open && !row.answered && row.clocks.unseen.is_some_and(came)
    }
}

impl Clocks {
    /// A patient's message that nobody has read was written then.
    pub(crate) fn wrote(&mut self, at: Timestamp) {
        let known = self.unseen.unwrap_or(Unseen { first: at, last: at, highlighted: None });
        self.unseen = Some(Unseen { first: known.first.min(at), last: known.last.max(at), ..known });
    }

    /// What was written last has words that a person should see first.
    pub(crate) fn marked(&mut self) {
        if let Some(unseen) = &mut self.unseen {
            unseen.highlighted = unseen.highlighted.or(Some(unseen.last));
        }
    }

    /// Returns since when it stands at the top of every list of work, whatever the list's order: words that a person should
    /// see first came, and nobody has looked (B-05, C6.2). `None`: it has its place in the order.
    pub fn raised_since(&self) -> Option<Timestamp> {
        let raised_at = self.look.and_then(|look| look.raised_at)?;
        Some(self.unseen.and_then(|unseen| unseen.highlighted).unwrap_or(raised_at))
    }
}
