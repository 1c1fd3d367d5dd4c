//! What the app can do: verbs by noun, and the workers that collect, send and file.
//!
//! Everything the window or the terminal asks for is a method of [`Engine`]: it reads the store, or asks the rules and
//! commits. **Write, then tell, then send**: a change is on disk before anybody hears of it, and told before the outside
//! world is touched.
//!
//! **Invariants.** Knows providers, the record, notifications, time and chance only as ports. Holds no rule (those are
//! `model`'s) and no SQL (that is `store`'s). Nothing is spawned outside [`worker`].

mod clock;
mod error;
mod event;
mod highlight;
mod import;
mod notice;
mod parts;
mod time_text;
mod verb;
mod view;
pub mod worker;

pub use clock::{Clock, Ids};
pub use error::EngineError;
pub use event::Event;
pub use highlight::{highlight_rules, try_highlights};
pub use import::{ImportReport, ImportedRow, number_as_written};
pub use notice::{Notice, NoticeQueue, NoticeText, Notifier};
pub use parts::{Engine, Parts, Timing};
pub use verb::calendar::{CalendarDay, DueOfClass};
pub use worker::{SyncState, Workers};
