//! What went wrong, in words for the person at the terminal.

use std::fmt;

/// Why a task stopped.
#[derive(Debug)]
pub struct TaskError(String);

/// What a task answers.
pub type Result<T> = std::result::Result<T, TaskError>;

impl TaskError {
    /// Makes an error of a sentence.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TaskError {}

/// Says what was being done when something failed.
pub trait During<T> {
    /// Puts what was being done before the reason.
    ///
    /// # Errors
    /// The same, in more words.
    fn during(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> During<T> for std::result::Result<T, E> {
    fn during(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| TaskError(format!("{what}: {error}")))
    }
}

impl<T> During<T> for Option<T> {
    fn during(self, what: impl fmt::Display) -> Result<T> {
        self.ok_or_else(|| TaskError(what.to_string()))
    }
}
