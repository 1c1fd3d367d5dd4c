//! What the compiler does not see: the arrows between rooms, the size of files, and the rules of the house.
#![expect(clippy::unwrap_used, reason = "a test's helper may stop the test")]

#[path = "tidy/arrows.rs"]
mod arrows;
#[path = "tidy/project.rs"]
mod project;
#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/size.rs"]
mod size;
#[path = "tidy/window.rs"]
mod window;
