//! What stands behind `cargo xtask`, and the driver of the real window that `run` and the window tests share.
//!
//! **Invariants.** Knows no other crate of the workspace: it starts their programs and looks at them from outside, as a
//! person at the desk would. Every program it starts it also ends, by id. Prints one closing line that a machine can read.

pub mod bench;
pub mod build;
pub mod bundle;
pub mod check;
pub mod cross;
pub mod desk;
pub mod error;
pub mod process;
pub mod project;
pub mod run;
pub mod session;
pub mod setup;
