//! Thirty templates that a practice in the United Kingdom can begin with.
//!
//! They are drafts: a practice gives each an owner and a review date, and a person approves it as any other.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Carries, Class, Route, Scope, Template, TemplateDraft, TemplateId, Variant};
use crate::StaffId;

/// A template without anybody who answers for it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// Which.
    pub id: TemplateId,
    /// What it is called in lists.
    pub name: String,
    /// What it is for.
    pub class: Class,
    /// The ways it may go out.
    pub routes: BTreeSet<Route>,
    /// Whether it is made to be a patient's first message (C1.10).
    #[serde(default)]
    pub first_contact: bool,
    /// The wording.
    pub variants: Vec<Variant>,
}

impl Starter {
    /// Makes it this practice's draft, version 1.
    pub fn adopt(self, owner: StaffId, review: Date) -> Template {
        let Self { id, name, class, routes, first_contact, variants } = self;
        let (scope, carries) = (Scope::Practice, Carries::default());
        TemplateDraft { id, name, owner, review, routes, class, first_contact, variants, scope, carries }
            .version(1, owner)
    }
}

/// Reads the starter set, which lies beside this file.
///
/// # Errors
/// None that a release has: a test reads the same file.
pub fn starters() -> Result<Vec<Starter>, serde_json::Error> {
    serde_json::from_str(include_str!("starter.json"))
}
