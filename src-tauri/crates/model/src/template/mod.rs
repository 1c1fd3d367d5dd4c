//! Templates: approved wording with places to fill (C2.11, rows H-03, H-04, H-07, H-09).
//!
//! What a template must carry is marked in its body, by the person who writes it, and checked by the person who approves
//! it: nothing is guessed from the words. See [`body`] for how a body is written.
//!
//! **Invariants.** A [`Body`] that exists can be read: it is parsed when it is made and when it is loaded. A filled text
//! has no mark left in it. Nothing here looks at a clock: "today" is handed in.

mod approve;
pub mod body;
mod carries;
mod class;
mod fill;
mod from_message;
mod history;
mod language;
mod place;
mod scope;
pub mod starter;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use approve::TemplateProblem;
pub use body::{Body, BodyError};
pub use carries::{Carries, Code, FollowUp, LONGEST_CARRIED, MOST_FOLLOW_UP_DAYS, SNOMED_CT};
pub use class::{CareKind, Class, Route};
pub use fill::{Draft, Gap, Reason, Values};
pub use from_message::{SentWords, Taken, TakenWhat, WithoutPatient};
pub use history::{Retirement, TemplateHistory, TemplateUse};
pub use language::{Language, LanguageError};
pub use place::{Element, Variable, Wanted};
pub use scope::{Reader, Scope};

use crate::StaffId;

/// The name of a template in this practice and in files it exchanges: "appointment-reminder".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TemplateId(String);

/// A text is not the name of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a template's name has 1 to 64 small letters, digits and hyphens, and begins with a letter")]
pub struct TemplateIdError;

impl TemplateId {
    /// Takes 1 to 64 characters `a` to `z`, `0` to `9` and `-`, the first a letter.
    ///
    /// # Errors
    /// [`TemplateIdError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, TemplateIdError> {
        let is_fit = text.len() <= 64
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if is_fit { Ok(Self(text.to_owned())) } else { Err(TemplateIdError) }
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TemplateId {
    type Error = TemplateIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<TemplateId> for String {
    fn from(id: TemplateId) -> Self {
        id.0
    }
}

/// One version of a template. An older version is kept as it was (H-07).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Which template; the same through all its versions.
    pub id: TemplateId,
    /// Which version, from 1.
    pub version: u32,
    /// What it is called in lists: "Appointment reminder".
    pub name: String,
    /// Who answers for it.
    pub owner: StaffId,
    /// Who wrote this version.
    pub author: StaffId,
    /// Who approved this version; `None` while it is a draft.
    pub approval: Option<Approval>,
    /// The day it must be looked at again; from the day after, it is past its review.
    pub review: Date,
    /// The ways it may go out.
    pub routes: BTreeSet<Route>,
    /// What it is for.
    pub class: Class,
    /// Whether it is made to be a patient's first message, which must carry the six elements of C1.10.
    pub first_contact: bool,
    /// The wording, one for each language; the first is used where none fits.
    pub variants: Vec<Variant>,
    /// Whose it is (H-02).
    #[serde(default, skip_serializing_if = "Scope::is_practice")]
    pub scope: Scope,
    /// What it carries beside its words (H-05).
    #[serde(default, skip_serializing_if = "Carries::is_none")]
    pub carries: Carries,
}

/// That somebody approved a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who; the author only where nobody else here may.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// A version as somebody writes it, before it has a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateDraft {
    /// Which template.
    pub id: TemplateId,
    /// What it is called in lists.
    pub name: String,
    /// Who answers for it.
    pub owner: StaffId,
    /// The day it must be looked at again.
    pub review: Date,
    /// The ways it may go out.
    pub routes: BTreeSet<Route>,
    /// What it is for.
    pub class: Class,
    /// Whether it is made to be a patient's first message (C1.10).
    pub first_contact: bool,
    /// The wording.
    pub variants: Vec<Variant>,
    /// Whose it is (H-02).
    pub scope: Scope,
    /// What it carries beside its words (H-05).
    pub carries: Carries,
}

impl TemplateDraft {
    /// Makes it a version, not yet approved.
    pub fn version(self, version: u32, author: StaffId) -> Template {
        let Self { id, name, owner, review, routes, class, first_contact, variants, scope, carries } = self;
        Template {
            id,
            version,
            name,
            owner,
            author,
            approval: None,
            review,
            routes,
            class,
            first_contact,
            variants,
            scope,
            carries,
        }
    }
}

/// The wording in one language (H-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The language.
    pub language: Language,
    /// The wording.
    pub body: Body,
}

/// A variant found for a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The wording.
    pub variant: &'a Variant,
    /// Whether it is in the language that was asked for; otherwise staff are told.
    pub is_in_language: bool,
}

impl Template {
    /// Returns the wording in a language: exactly that one, else another of the same language ("en-GB" for "en-US"), else
    /// the English one, else the first. `None` only for a template without any wording.
    pub fn in_language(&self, language: &Language) -> Option<Found<'_>> {
        let exact = self.variants.iter().find(|variant| variant.language == *language);
        let akin = || self.variants.iter().find(|variant| variant.language.reads_as(language));
        let english = || self.variants.iter().find(|variant| variant.language.is_english());
        match exact.or_else(akin) {
            Some(variant) => Some(Found { variant, is_in_language: true }),
            None => english().or_else(|| self.variants.first()).map(|variant| Found { variant, is_in_language: false }),
        }
    }

    /// Says whether another version says the same, whoever wrote it.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let plain = |one: &Self| Self { version: 0, author: one.owner, approval: None, ..one.clone() };
        plain(self) == plain(other)
    }

    /// Says whether it is past its review on a day (H-07).
    pub fn is_past_review(&self, today: Date) -> bool {
        today > self.review
    }
}
