//! Events: what the window is told after it was committed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something changed. The window reads again what it shows of it. Sent on the Tauri event `anteroom`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AppEvent {
    /// These conversations changed, and with them queues and counts. Empty: anything may have.
    Changed {
        /// Which.
        conversations: Vec<String>,
    },
    /// The workers' state changed.
    Sync {
        /// What it is now.
        sync: crate::SyncView,
    },
    /// Somebody clicked a notification or the tray: show this.
    Open {
        /// The conversation; none: the list.
        conversation: Option<String>,
    },
}
