//! Whose a template is (H-02).
//!
//! A wording of one's own is no more than typing it again: everything that is checked of words and of consent is checked when
//! it is sent. So nobody approves it, and nobody else sees it. What a second person must have read first (results, bad news,
//! surveys, marketing, a patient's first message: C1.10, C2.11, C5.9) cannot be one.

use serde::{Deserialize, Serialize};

use super::{CareKind, Class, Template, TemplateHistory, TemplateProblem};
use crate::{Act, Practice, Role, Staff, StaffId};

/// Whose a template is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum Scope {
    /// Everybody's here.
    #[default]
    Practice,
    /// Those of one role; approved as the practice's are.
    Team {
        /// Which role.
        role: Role,
    },
    /// Its author's alone.
    Personal,
}

impl Scope {
    /// Says whether it is everybody's: what is left out where it is written.
    pub const fn is_practice(&self) -> bool {
        matches!(self, Self::Practice)
    }
}

/// Who looks for a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    me: StaffId,
    role: Role,
    own: bool,
}

impl Reader {
    /// Returns somebody as a reader of this practice's templates.
    pub fn of(person: &Staff, practice: Option<&Practice>) -> Self {
        Self { me: person.id, role: person.role, own: practice.is_none_or(|practice| !practice.no_personal) }
    }

    /// Says whether the practice lets people keep wordings of their own.
    pub const fn may_keep_own(&self) -> bool {
        self.own
    }
}

impl Template {
    /// Says whether this version is its author's alone.
    pub const fn is_personal(&self) -> bool {
        matches!(self.scope, Scope::Personal)
    }

    /// Says whether somebody may put this version into a message: it is approved, or their own.
    fn is_good_for(&self, reader: &Reader) -> bool {
        match self.scope {
            Scope::Practice | Scope::Team { .. } => self.approval.is_some(),
            Scope::Personal => self.author == reader.me && reader.own,
        }
    }

    /// Returns what keeps a wording from being somebody's own; nobody looks at it before it is used.
    pub fn personal_problems(&self) -> Vec<TemplateProblem> {
        let care = matches!(self.class, Class::Care { purpose: CareKind::Admin | CareKind::ClinicalAdvice });
        let mut found = Vec::new();
        found.extend(self.name.trim().is_empty().then_some(TemplateProblem::NoName));
        found.extend(self.routes.is_empty().then_some(TemplateProblem::NoRoute));
        found.extend(self.variants.is_empty().then_some(TemplateProblem::NoWording));
        found.extend((!care || self.first_contact).then_some(TemplateProblem::NotForOneAlone));
        found.extend(self.carries.code.is_some().then_some(TemplateProblem::CodeNotForOneAlone));
        found.extend(self.carries.problems());
        found
    }
}

impl TemplateHistory {
    /// Says whether somebody sees this template: a colleague's own wording never, another team's only who writes or approves
    /// templates.
    pub fn is_seen_by(&self, reader: &Reader) -> bool {
        self.latest().is_some_and(|latest| match latest.scope {
            Scope::Practice => true,
            Scope::Team { role } => {
                role == reader.role || reader.role.may(Act::WriteTemplates) || reader.role.may(Act::ApproveTemplates)
            }
            Scope::Personal => latest.author == reader.me,
        })
    }

    /// Returns the version that somebody may use now: the newest that is good for them and was not taken out of use.
    pub fn in_use_by(&self, reader: &Reader) -> Option<&Template> {
        let mut newest = self.versions.iter().rev();
        newest.find(|version| version.is_good_for(reader) && !self.is_retired(version.version))
    }

    /// Returns a version that somebody may use, if it was not taken out of use: older ones stay good for what is being
    /// written.
    pub fn usable_by(&self, reader: &Reader, version: u32) -> Option<&Template> {
        let known = self.versions.iter().find(|known| known.version == version)?;
        Some(known).filter(|known| known.is_good_for(reader) && !self.is_retired(version))
    }

    /// Says whether it is offered to somebody who writes: another team's is not.
    pub fn is_offered_to(&self, reader: &Reader) -> bool {
        self.in_use_by(reader).is_some_and(|version| match version.scope {
            Scope::Team { role } => role == reader.role,
            Scope::Practice | Scope::Personal => true,
        })
    }
}
