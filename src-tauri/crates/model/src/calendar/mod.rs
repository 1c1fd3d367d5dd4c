//! Working time: when the practice is open, and when an answer is due (C2.4, C2.5, C2.15, C6.4, E.4, E.5).
//!
//! [`OpeningHours`], [`ResponseTargets`], [`Escalation`] and [`QuietHours`] are what a practice writes into its policy;
//! each has a `check` that refuses what contradicts itself and names the line. [`Calendar`] is made from the hours and
//! the [`BankHolidays`], and answers every question about working time. [`ReplyClock`] runs on it.
//!
//! **Invariants.** Instants are stored, local time is worked out: no answer slips when clocks change. Every search ends
//! after [`SEARCH_DAYS`] days; a practice that never opens is an error, not a loop. Time-zone data is bundled, so that
//! the same question has the same answer on every machine.

mod clock;
mod escalation;
mod feed;
mod holidays;
mod hours;
mod hours_check;
mod quiet;
mod target;
mod targets;
mod time_of_day;
mod working;

pub use clock::{ClockStatus, Pause, ReplyClock};
pub use escalation::{Attention, Counting, Escalation, EscalationError, EscalationStep, FirstLook};
pub use feed::HolidayError;
pub use holidays::{BankHoliday, BankHolidays, Division, RunsOut};
pub use hours::{Closure, Opening, OpeningHours, Span, Week, Weekday};
pub use hours_check::{HoursError, Line};
pub use quiet::{QuietHours, QuietHoursError, SendingDays};
pub use target::{Target, WorkingDayRule};
pub use targets::{ClassTarget, MessageClass, ResponseTargets, TargetsError, Which};
pub use time_of_day::{TimeOfDay, TimeOfDayError};
pub use working::{Calendar, CalendarError, SEARCH_DAYS};
