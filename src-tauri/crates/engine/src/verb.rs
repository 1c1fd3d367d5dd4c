//! The verbs, by noun: what the window and the terminal may ask for. Requests and answers are the contract's.

mod app;
pub(crate) mod calendar;
pub(crate) mod compose;
pub(crate) mod consent;
mod conversation;
mod draft;
pub(crate) mod due;
pub(crate) mod limit;
mod list;
mod log;
mod made;
mod message;
mod number;
pub(crate) mod policy;
pub(crate) mod practice;
pub(crate) mod proxy;
mod question;
pub(crate) mod quote;
mod report;
pub(crate) mod retract;
pub(crate) mod review;
pub(crate) mod role_account;
mod search;
pub(crate) mod snooze;
pub(crate) mod task;
mod template;
