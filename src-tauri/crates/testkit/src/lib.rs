//! Development only: a small practice of invented people, time and chance that tests move, and the outside world to play.
//!
//! Real parts wherever they can run: the encrypted file, the adapter, the stand-in provider and the document folder are
//! the product's own. Only the clock, the ids and the notifications are handed in.
//!
//! **Invariants.** Nobody here is real: Ofcom's numbers for drama, NHS numbers that are never issued. Every person's ids
//! come from a block of numbers of their own, so that mixing two people up fails a test. No product crate depends on it.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

mod clock;
#[cfg(feature = "surgery")]
mod front_desk;
pub mod hostile;
mod ids;
mod people;
pub mod random;
mod rules;
#[cfg(all(feature = "session", target_os = "linux"))]
pub mod session;
#[cfg(feature = "surgery")]
mod surgery;
#[cfg(feature = "surgery")]
mod town;

pub use clock::{HandClock, minute};
#[cfg(feature = "surgery")]
pub use front_desk::{FrontDesk, Shown};
pub use ids::BlockIds;
pub use people::{Person, number_in, numbered, whose};
pub use rules::Rules;
#[cfg(feature = "surgery")]
pub use surgery::{Surgery, key, refusal, until};
#[cfg(feature = "surgery")]
pub use town::Town;
