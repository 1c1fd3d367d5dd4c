//! Ids: one type each, so that a patient's can never stand where a conversation's belongs.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a uuid (v7, made where the thing was made) as this kind of id.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// Returns the uuid.
            pub const fn uuid(&self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// One asking; asking twice with the same id gives the first answer again.
    OperationId
);
id!(
    /// A patient of the practice.
    PatientId
);
id!(
    /// A member of the practice's staff.
    StaffId
);
id!(
    /// Somebody who may be written to about a patient.
    ProxyId
);
id!(
    /// A conversation: one topic with one patient at one number.
    ConversationId
);
id!(
    /// A message: a patient's, the practice's, or a note between staff.
    MessageId
);
id!(
    /// Something that a person must do.
    TaskId
);
id!(
    /// A duty that somebody has for a while.
    RoleAccountId
);
