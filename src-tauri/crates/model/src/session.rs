//! A working day at the desk: who holds triage (C2.8), and what is left when it closes (C2.9).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::{Conversation, ConversationId, ConversationState, Sensitive, StaffId, Task, TaskId, Timetable, exposed};

/// How long before closing the day may be closed without being asked again. Ours.
const BEFORE_CLOSING: SignedDuration = SignedDuration::from_mins(30);
/// How far back the last closing is looked for: no practice is closed for longer and then asks about it. Ours.
const LOOK_BACK_DAYS: usize = 31;

/// Who holds triage, and how the last day ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The last that was named.
    pub holding: Option<Holding>,
    /// When managers were last told that nobody is named.
    pub missed_at: Option<Timestamp>,
    /// When a day was last closed.
    pub ended_at: Option<Timestamp>,
}

/// Somebody holds triage: unowned messages and their alarms are theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Who.
    pub staff: StaffId,
    /// Since when.
    pub since: Timestamp,
    /// Until when: the closing of the day.
    pub until: Timestamp,
}

/// Somebody was named to hold triage, or nobody any more: the fact of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderNamed {
    /// Who.
    pub holder: Option<StaffId>,
    /// Who said so.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Until when: the closing of the day.
    pub until: Timestamp,
}

/// What may be left at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftKind {
    /// Open, and nobody's.
    Unowned,
    /// Open, and its time has run out.
    Overdue,
    /// Holding something that is not in the record.
    Unfiled,
    /// Open, with a message that failed or may not have left.
    Failed,
    /// A task whose time has run out.
    OverdueTask,
    /// Open, and the patient waits, and nobody has told them when they will hear.
    Unacknowledged,
}

/// What is left of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Which kind.
    pub kind: LeftKind,
    /// Where.
    pub conversations: Vec<ConversationId>,
    /// Which tasks, where it is tasks.
    pub tasks: Vec<TaskId>,
}

/// What becomes of what is left: somebody takes it over, or it can wait for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Of which kind.
    pub kind: LeftKind,
    /// How many the person saw.
    pub seen: u32,
    /// Who takes it over.
    pub to: Option<StaffId>,
    /// Why it can wait, in staff's words; may be empty where somebody takes it over.
    pub reason: Sensitive<String>,
}

/// What was left, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftBehind {
    /// Of which kind.
    pub kind: LeftKind,
    /// How many.
    pub count: u32,
    /// Who took it over.
    pub to: Option<StaffId>,
    /// Why it could wait, in staff's words; empty where somebody took it over.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
}

impl Session {
    /// Returns who holds triage at `now`.
    pub fn holder(&self, now: Timestamp) -> Option<StaffId> {
        self.holding.filter(|holding| now < holding.until).map(|holding| holding.staff)
    }

    /// Says whether nobody holds triage although the practice is open (C2.8).
    pub fn is_missing(&self, times: &Timetable, now: Timestamp) -> bool {
        self.holder(now).is_none() && times.calendar().is_open(now)
    }

    /// Says whether managers are to be told that nobody holds triage: once a day, from its opening on.
    pub fn tell_missing(&self, times: &Timetable, now: Timestamp) -> bool {
        let day = |at| times.calendar().local(at).date();
        self.is_missing(times, now) && self.missed_at.is_none_or(|told| day(told) < day(now))
    }

    /// Returns the closing of the day that is to be closed: one that has closed, or closes within half an hour, and was not
    /// closed by anybody since. Stays so until somebody does (C2.9); closing an earlier day late does not close this one.
    pub fn to_close(&self, times: &Timetable, now: Timestamp) -> Option<Timestamp> {
        let calendar = times.calendar();
        let days = calendar.local(now).date().series(-1.day()).take(LOOK_BACK_DAYS);
        let due = |day: Date| {
            let closing = calendar.closing_on(day)?;
            let from = closing.checked_sub(BEFORE_CLOSING).unwrap_or(closing);
            (from <= now).then_some((from, closing))
        };
        let (from, closing) = days.into_iter().find_map(due)?;
        let ended = self.ended_at.is_some_and(|at| at >= from);
        (!ended).then_some(closing)
    }
}

/// Returns until when somebody who is named at `now` holds triage: the closing of the day that runs, or of the next.
pub fn holds_until(times: &Timetable, now: Timestamp) -> Option<Timestamp> {
    let calendar = times.calendar();
    let start = calendar.open_from(now).ok()?;
    calendar.closing_on(calendar.local(start).date())
}

impl LeftKind {
    /// Every kind, in the order in which they are listed and asked about.
    pub const ALL: [Self; 6] =
        [Self::Unowned, Self::Overdue, Self::OverdueTask, Self::Unacknowledged, Self::Unfiled, Self::Failed];
}

impl Left {
    /// Returns how many.
    pub fn count(&self) -> u32 {
        u32::try_from(self.conversations.len() + self.tasks.len()).unwrap_or(u32::MAX)
    }
}

/// Lists what is left of what is unfinished and of the open tasks (C2.9): of each kind at least one, in the order of
/// [`LeftKind::ALL`].
pub fn left_over(unfinished: &[Conversation], tasks: &[Task], now: Timestamp) -> Vec<Left> {
    let is = |kind: LeftKind, row: &Conversation| {
        let is_open = matches!(row.state, ConversationState::Open);
        match kind {
            LeftKind::Unowned => is_open && row.is_the_teams(),
            LeftKind::Overdue => is_open && row.clocks.due_at().is_some_and(|due| due <= now),
            LeftKind::OverdueTask => false,
            LeftKind::Unacknowledged => is_open && row.clocks.is_untold(),
            LeftKind::Unfiled => row.unfiled > 0,
            LeftKind::Failed => is_open && row.failed > 0,
        }
    };
    let late = |kind| {
        let tasks = tasks.iter().filter(move |task| kind == LeftKind::OverdueTask && task.is_overdue(now));
        tasks.map(|task| task.id).collect()
    };
    let of = |kind| Left {
        kind,
        conversations: unfinished.iter().filter(|row| is(kind, row)).map(|row| row.id).collect(),
        tasks: late(kind),
    };
    LeftKind::ALL.map(of).into_iter().filter(|left| left.count() > 0).collect()
}
