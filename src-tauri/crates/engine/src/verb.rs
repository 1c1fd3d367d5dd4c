//! The verbs, by noun: what the window and the terminal may ask for. Requests and answers are the contract's.

mod app;
mod conversation;
mod draft;
mod list;
mod message;
mod search;
