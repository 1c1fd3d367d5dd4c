//! Time that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Returns a minute by UTC: "2026-03-11T10:00".
///
/// # Panics
/// When it is none.
pub fn minute(text: &str) -> Timestamp {
    format!("{text}:00Z").parse().expect("a time")
}

/// A clock that a test moves by hand. Clones show the same time.
#[derive(Clone, Debug)]
pub struct HandClock(Arc<AtomicI64>);

impl Default for HandClock {
    fn default() -> Self {
        // A Friday morning, far from midnight and from a change of the hour.
        Self::at("2026-11-20T09:00:00Z".parse().expect("a time"))
    }
}

impl HandClock {
    /// Returns a clock that shows this time.
    pub fn at(time: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(time.as_millisecond())))
    }

    /// Returns the time it shows.
    pub fn time(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).expect("within the calendar")
    }

    /// Lets time pass.
    pub fn pass(&self, time: SignedDuration) {
        let milliseconds = i64::try_from(time.as_millis()).expect("a test's length of time");
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

#[cfg(feature = "surgery")]
impl engine::Clock for HandClock {
    fn now(&self) -> Timestamp {
        self.time()
    }
}
