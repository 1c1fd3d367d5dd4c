//! What keeps a template from being approved.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::body::{Part, PartKind};
use super::{Approval, Class, Element, Language, Route, Template, Variable, Variant, Wanted};
use crate::StaffId;

/// Why a template cannot be approved. Closed: the window has words for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum TemplateProblem {
    /// The approver wrote it.
    #[error("who wrote it cannot approve it: ask a colleague")]
    ApproverIsAuthor,
    /// It has no name.
    #[error("the template has no name")]
    NoName,
    /// There is no way it may go out.
    #[error("say by which routes it may go out")]
    NoRoute,
    /// Its class does not go that way (C2.2).
    #[error("a message of this class never goes by this route")]
    RouteNotForClass {
        /// Which way.
        route: Route,
    },
    /// There is no wording.
    #[error("there is no wording")]
    NoWording,
    /// Two wordings in one language.
    #[error("there are two wordings in {}", .language.as_str())]
    TwoWordings {
        /// Which language.
        language: Language,
    },
    /// Its review date has passed.
    #[error("its review was due on {due}")]
    ReviewPast {
        /// When it was due.
        due: Date,
    },
    /// An element that it must carry is not marked in it: C1.10, C2.16, C5.9.
    #[error("{}: {element} is missing", .language.as_str())]
    NoElement {
        /// In which wording.
        language: Language,
        /// Which element.
        element: Element,
    },
    /// An element does not hold the fact that the app would fill in.
    #[error("{}: {element} must name {variable}", .language.as_str())]
    ElementWithout {
        /// In which wording.
        language: Language,
        /// Which element.
        element: Element,
        /// What belongs in it.
        variable: Variable,
    },
    /// What a second person must have read cannot be somebody's own wording (H-02).
    #[error(
        "a wording of your own is for practical matters or clinical advice, and no first message: make it the practice's"
    )]
    NotForOneAlone,
    /// What it is filed as is no code (H-05).
    #[error("a code has the address of its system, the code without spaces, and what it means in a line")]
    CodeNotWhole,
    /// A digit of a SNOMED CT code is wrong (H-05).
    #[error("this is no SNOMED CT code of a concept: a digit is missing or wrong")]
    CodeMistyped,
    /// A follow-up without words, or at no day that can be counted (H-05).
    #[error("a follow-up says in a line what is to be done, and after how many working days, 1 to 260")]
    FollowUpNotWhole,
    /// A code in the record is read by a second person first (H-05).
    #[error("a code for the record is not for a wording of your own: make it the practice's")]
    CodeNotForOneAlone,
    /// A clinical message that does not say who sends it (C2.13).
    #[error("{}: a clinical message names its sender and the sender's role", .language.as_str())]
    NoSignature {
        /// In which wording.
        language: Language,
        /// What is missing.
        variable: Variable,
    },
}

impl Template {
    /// Approves this version, or says everything that keeps it from being approved. `alone`: nobody else here may approve,
    /// so that the author may.
    ///
    /// # Errors
    /// What is wrong; see [`problems`](Self::problems), and [`TemplateProblem::ApproverIsAuthor`] first.
    pub fn approve(
        &self,
        by: StaffId,
        alone: bool,
        at: Timestamp,
        today: Date,
    ) -> Result<Approval, Vec<TemplateProblem>> {
        let own = (by == self.author && !alone).then_some(TemplateProblem::ApproverIsAuthor);
        let problems: Vec<TemplateProblem> = own.into_iter().chain(self.problems(today)).collect();
        if problems.is_empty() { Ok(Approval { by, at }) } else { Err(problems) }
    }

    /// Returns what is wrong with this version, whoever approves it.
    pub fn problems(&self, today: Date) -> Vec<TemplateProblem> {
        let mut found = Vec::new();
        found.extend(self.name.trim().is_empty().then_some(TemplateProblem::NoName));
        found.extend(self.is_past_review(today).then_some(TemplateProblem::ReviewPast { due: self.review }));
        found.extend(self.routes.is_empty().then_some(TemplateProblem::NoRoute));
        let wrong = self.routes.iter().filter(|route| !self.class.may_go(**route));
        found.extend(wrong.map(|route| TemplateProblem::RouteNotForClass { route: *route }));
        found.extend(self.variants.is_empty().then_some(TemplateProblem::NoWording));
        let mut languages = BTreeSet::new();
        for variant in &self.variants {
            if !languages.insert(&variant.language) {
                found.push(TemplateProblem::TwoWordings { language: variant.language.clone() });
            }
            self.missing_in(variant, &mut found);
        }
        found.extend(self.carries.problems());
        found
    }

    fn missing_in(&self, variant: &Variant, found: &mut Vec<TemplateProblem>) {
        let language = || variant.language.clone();
        for element in Element::ALL.iter().copied() {
            match (variant.body.element(element), element.needs()) {
                (None, _) if self.must_carry(element) => {
                    found.push(TemplateProblem::NoElement { language: language(), element });
                }
                // Held whether it is required or not: a marked sentence that promises otherwise than the policy is worse
                // than none.
                (Some(parts), Some(variable)) if !holds(parts, variable) => {
                    found.push(TemplateProblem::ElementWithout { language: language(), element, variable });
                }
                _ => {}
            }
        }
        if self.class.is_clinical() {
            let missing = [Variable::SenderName, Variable::SenderRole].into_iter().filter(|v| !variant.body.has(*v));
            found.extend(missing.map(|variable| TemplateProblem::NoSignature { language: language(), variable }));
        }
    }

    fn must_carry(&self, element: Element) -> bool {
        match element {
            Element::NextStep => true,
            Element::StopMarketing => self.class == Class::Marketing,
            Element::Who
            | Element::Optional
            | Element::NotEmergencies
            | Element::UsualReply
            | Element::HowToStop
            | Element::RepliesRead => self.first_contact,
        }
    }
}

fn holds(parts: &[Part], variable: Variable) -> bool {
    parts.iter().any(|part| part.kind == PartKind::Wanted(Wanted::Variable { variable }))
}
