//! The law a practice works under.

use serde::{Deserialize, Serialize};

/// The law a practice works under (C5.2). It drives the differences of B.3, and nothing mixes: a practice has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jurisdiction {
    /// England.
    England,
    /// Wales, Scotland or Northern Ireland.
    OtherUk,
    /// Ireland.
    Ireland,
    /// Germany.
    Germany,
    /// The United States.
    UnitedStates,
    /// Singapore.
    Singapore,
}

impl Jurisdiction {
    /// Every one, in the order a person chooses from.
    pub const ALL: [Self; 6] =
        [Self::England, Self::OtherUk, Self::Ireland, Self::Germany, Self::UnitedStates, Self::Singapore];

    /// Returns the number to ring when life is in danger, as patients there know it.
    pub const fn emergency_number(self) -> &'static str {
        match self {
            Self::England | Self::OtherUk => "999",
            Self::Ireland | Self::Germany => "112",
            Self::UnitedStates => "911",
            Self::Singapore => "995",
        }
    }
}
