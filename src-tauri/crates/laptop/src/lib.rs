//! A practice on this laptop: where its files are, how it is set up and opened, and which adapters its ports get.
//!
//! The shell and `anteroomctl` both begin here, so that a practice opens the same way from both.
//!
//! **Invariants.** No rule, no SQL, no Tauri. Credentials and keys pass from the keyring to the adapter and stay nowhere
//! else. Never overwrites or deletes a practice.

mod clock;
mod home;
mod lease;
mod open;
mod provider;
mod sandbox;
mod training;

pub use clock::{OsIds, SystemClock};
pub use home::Home;
pub use lease::Lease;
pub use open::{Laptop, Ports};
pub use provider::ProviderSettings;
pub use sandbox::sandbox_program;
