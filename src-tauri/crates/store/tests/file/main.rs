//! The practice's file: what it shows, what it keeps, what it notices, and what it never does.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test speaks by panicking, its helpers too"
)]

mod drafts;
mod lists;
mod opening;
mod raw;
mod tampering;
mod views;
