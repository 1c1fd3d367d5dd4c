//! A template with all its versions (H-07).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Template, TemplateId};
use crate::StaffId;

/// A template with all its versions. Never empty once it is kept; no version is ever altered but for its approval.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateHistory {
    /// The versions, oldest first; the number of each is its place, from 1.
    pub versions: Vec<Template>,
    /// That it was taken out of use, where it was.
    pub retired: Option<Retirement>,
}

/// That a template was taken out of use, up to a version; a later version that is approved brings it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retirement {
    /// The last version that it covers.
    pub version: u32,
    /// Who said so.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// A version of a template that stands in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateUse {
    /// Which template.
    pub template: TemplateId,
    /// Which version.
    pub version: u32,
}

impl TemplateHistory {
    /// Returns the newest version.
    pub fn latest(&self) -> Option<&Template> {
        self.versions.last()
    }

    /// Returns the version that may be used now: the newest approved one that was not taken out of use.
    pub fn in_use(&self) -> Option<&Template> {
        self.versions.iter().rev().find(|version| version.approval.is_some() && !self.is_retired(version.version))
    }

    /// Says whether a version was taken out of use.
    pub fn is_retired(&self, version: u32) -> bool {
        self.retired.is_some_and(|retired| version <= retired.version)
    }
}
