//! What the stand-in is told when it starts.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jiff::Timestamp;

use crate::TrainingPatient;

/// Tells the time; handed in, so that a test can move it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the stand-in is told when it starts.
#[derive(Clone)]
pub struct Config {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The account's id: "AC" and 32 hexadecimal digits.
    pub account_sid: String,
    /// The account's token.
    pub token: String,
    /// The practice's number.
    pub number: String,
    /// How long a message stays in each state on its way: queued, sending, sent, delivered, read.
    pub status_step: Duration,
    /// Who writes and answers by themselves.
    pub patients: Vec<TrainingPatient>,
    /// How fast they live: 1 is a gentle surgery, 10 is ten times as fast, 0 is nobody.
    pub pace: f64,
    /// What their choices grow from.
    pub seed: u64,
    /// Where to append a line for each message, if anywhere.
    pub journal: Option<PathBuf>,
    /// The time.
    pub clock: Clock,
}

impl Config {
    /// The account id that is used if no other is given.
    pub const ACCOUNT_SID: &str = "AC00000000000000000000000000000001";
    /// The token that is used if no other is given. It protects nothing but makes the app present one.
    pub const TOKEN: &str = "sandbox-token";
    /// The practice's number that is used if no other is given.
    pub const NUMBER: &str = "+447700900000";

    /// Returns the usual settings: a free port, no patients who live by themselves.
    pub fn new(clock: Clock) -> Self {
        Self {
            port: 0,
            account_sid: Self::ACCOUNT_SID.to_owned(),
            token: Self::TOKEN.to_owned(),
            number: Self::NUMBER.to_owned(),
            status_step: Duration::from_millis(500),
            patients: Vec::new(),
            pace: 0.0,
            seed: 1,
            journal: None,
            clock,
        }
    }
}
