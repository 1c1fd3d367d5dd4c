//! Working time, line by line of the requirements.
#![expect(clippy::unwrap_used, reason = "a test's helper may stop the test")]

#[path = "calendar/bank_holidays.rs"]
mod bank_holidays;
#[path = "calendar/clocks.rs"]
mod clocks;
#[path = "calendar/e_5.rs"]
mod e_5;
#[path = "calendar/hours.rs"]
mod hours;
#[path = "calendar/properties.rs"]
mod properties;
#[path = "calendar/quiet.rs"]
mod quiet;
#[path = "calendar/surgery.rs"]
mod surgery;
#[path = "calendar/targets.rs"]
mod targets;
