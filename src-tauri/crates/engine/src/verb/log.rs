//! The log itself, for whoever answers for the practice's data.

use store::Recorded;

use crate::{Engine, EngineError};

/// How many changes are read at once.
const PAGE: u32 = 500;

impl Engine {
    /// Returns the next changes after a sequence number, in order; none: that was the last. Messages' texts are not part
    /// of the log, their digests are.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn log(&self, after: u64) -> Result<Vec<(u64, Recorded)>, EngineError> {
        Ok(self.parts.store.read(move |view| view.log(after, PAGE)).await?)
    }
}
