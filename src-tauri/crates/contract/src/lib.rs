//! What crosses to the window: requests, views, error codes, events.
//!
//! `cargo xtask contract` writes these types to `ui/src/contract`; a test fails when they drift. Doc comments travel
//! along. Times are RFC 3339 texts in UTC, ids are uuids as text, numbers are E.164.
//!
//! **Invariants.** Plain data: no behaviour, no model types, no secrets. Patient words stand in views because the
//! window shows them; none stands in an error.

mod carry;
mod command;
mod compose;
mod consent;
mod draft;
mod due;
mod error;
mod escalate;
mod event;
mod highlight;
mod limit;
mod number;
mod policy;
mod practice;
mod proxy;
mod question;
mod queue;
mod quote;
mod recent;
mod report;
mod retract;
mod review;
mod role_account;
mod schedule;
mod search;
mod snooze;
mod task;
mod view;

pub use carry::*;
pub use command::*;
pub use compose::*;
pub use consent::*;
pub use draft::*;
pub use due::*;
pub use error::*;
pub use escalate::*;
pub use event::*;
pub use highlight::*;
pub use limit::*;
pub use number::*;
pub use policy::*;
pub use practice::*;
pub use proxy::*;
pub use question::*;
pub use queue::*;
pub use quote::*;
pub use recent::*;
pub use report::*;
pub use retract::*;
pub use review::*;
pub use role_account::*;
pub use schedule::*;
pub use search::*;
pub use snooze::*;
pub use task::*;
pub use view::*;
