//! The laptop's encrypted file: one SQLCipher database that holds the practice's log, its views and this laptop's drafts.
//!
//! Writes go through one writer thread, one transaction a call: what is committed is returned, and only then told.
//! Reads go through a small pool of read-only connections; nothing that a window waits for waits for the writer.
//!
//! **Invariants.** The only room that knows SQL. It holds no rule: it reads and writes rows for `model::decide` and
//! `model::apply`. It never deletes or overwrites a file, whatever it finds.

mod commit;
mod error;
mod key;
mod log;
mod migrate;
mod open;
mod packed;
mod pool;
mod rebuild;
mod search;
mod table;
mod tables;
mod writer;

pub use commit::{Answer, Batch, Bookmark};
pub use error::{OpenError, StoreError};
pub use log::Recorded;
pub use open::{Options, Store};
pub use pool::View;
pub use rebuild::Verified;
pub use search::{Found, HitState, MessageHit};
pub use table::draft::Draft;
pub use table::listing::{Hidden, Listing};
pub use table::queue::{Correspondent, Counts, ListPosition, Page, QueueKind, Row};
pub use table::report::Asked;
pub use table::scheduled::Waiting;
pub use table::task::{TaskList, TaskRow};
pub use table::thread::{Span, Written};
