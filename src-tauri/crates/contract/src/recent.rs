//! Whom somebody looked at last, on this computer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PatientView;

/// What was opened just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentRequest {
    /// Which conversation; none: nothing, the list is only read.
    pub opened: Option<String>,
}

/// A patient whose conversation whoever sits here opened, on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentView {
    /// Who.
    pub patient: PatientView,
    /// Their conversation that was open last.
    pub conversation: String,
}
