//! What patients want, to be asked about again (D-06).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConsentStatementView, LimitView, PatientView, ProxyView, UnsafeRouteView};

/// Which of a patient's wishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum WishNameView {
    /// What they said.
    Statement {
        /// Its place among everything that was said, from 0.
        place: u32,
    },
    /// The mark that text messages are not safe.
    Mark,
    /// Somebody who may be written to about them.
    Person {
        /// Who, by id.
        proxy: String,
    },
    /// The limit on texting with them.
    Limit,
}

/// Something that is to be asked about again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WishReviewRow {
    /// Whose.
    pub patient: PatientView,
    /// Which.
    pub name: WishNameView,
    /// What was said, where something was.
    pub statement: Option<ConsentStatementView>,
    /// The mark, where it is one.
    pub mark: Option<UnsafeRouteView>,
    /// The person, where it is one.
    pub person: Option<ProxyView>,
    /// The limit, where it is one.
    pub limit: Option<LimitView>,
    /// When to ask again: "2026-12-01".
    pub due: String,
    /// Whether that day has come.
    pub is_due: bool,
}

/// What is to be asked about again, the first date first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WishReviewsView {
    /// What.
    pub rows: Vec<WishReviewRow>,
    /// How many have come.
    pub due: u32,
    /// How many come within 30 days.
    pub soon: u32,
    /// Whether I may write down that something was reviewed, other than a limit.
    pub may_record: bool,
    /// Whether I may write down that a limit was reviewed.
    pub may_limit: bool,
}

/// Writes down that somebody asked again, and nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewWishRequest {
    /// Whose.
    pub patient: String,
    /// Which.
    pub name: WishNameView,
    /// The date that was shown.
    pub due: String,
}
