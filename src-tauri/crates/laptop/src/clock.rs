//! The real clock and the real chance.

use engine::{Clock, Ids};
use jiff::Timestamp;
use uuid::Uuid;

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Ids and salt from the operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsIds;

impl Ids for OsIds {
    #[expect(clippy::disallowed_methods, reason = "this is the source of ids that everybody else is handed")]
    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    #[expect(clippy::disallowed_methods, reason = "a random uuid is what is left where the generator fails")]
    fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        match getrandom::fill(&mut salt) {
            Ok(()) => salt,
            Err(_) => *Uuid::new_v4().as_bytes(),
        }
    }
}
