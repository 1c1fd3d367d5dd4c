//! Reasons that were given for a message.

use serde::{Deserialize, Serialize};

use crate::{Sensitive, exposed};

/// Why a message is sent although a patient's word or safety speaks against it (C1.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Despite {
    /// In the author's words.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
}

/// Why a message is sent although a check of its words asks for a reason (C5.8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// Which rules asked, each once, by name.
    pub rules: Vec<String>,
    /// In the author's words.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
}
