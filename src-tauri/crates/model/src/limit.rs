//! Limits: a practice does not answer a patient's texts for a time, because texting was misused (D-14).
//!
//! A limit touches what goes out, never what comes in: what the patient writes arrives, is highlighted, rings and is counted
//! as if there were none. It says why and until when, and it always leaves another way open: nobody drops out (C3).

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::template::Route;
use crate::{Needs, PatientId, Preferences, Purpose, Sensitive, StaffId, Wish, WishReview, exposed};

/// For how many months ahead a limit may stand without another look. Ours: a year, as every wish (D-06).
const LONGEST_MONTHS: i32 = 12;

/// A way to reach the practice that stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenWay {
    /// By telephone.
    Telephone,
    /// At the desk.
    Desk,
    /// By letter.
    Letter,
}

impl OpenWay {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Telephone, Self::Desk, Self::Letter];

    /// Says whether a patient with these needs can use it.
    const fn is_usable(self, needs: &Needs) -> bool {
        match self {
            Self::Telephone => needs.allows(Route::Phone),
            Self::Desk | Self::Letter => true,
        }
    }

    /// Says how else a patient reaches the practice: "telephone us on 020 7946 0123 or come to the desk". `None`: every way.
    pub(crate) fn said(open: Option<&BTreeSet<Self>>, telephone: &str) -> String {
        let is_open = |way: &&Self| open.is_none_or(|open| open.contains(way));
        let words = |way: &Self| match way {
            Self::Telephone => format!("telephone us on {telephone}"),
            Self::Desk => "come to the desk".to_owned(),
            Self::Letter => "write us a letter".to_owned(),
        };
        let words: Vec<String> = Self::ALL.iter().filter(is_open).map(words).collect();
        match words.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => words.concat(),
        }
    }
}

/// What a limit says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitTerms {
    /// Why, in staff's words.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
    /// By which ways the patient still reaches the practice; never none.
    pub open: BTreeSet<OpenWay>,
    /// When somebody looks at it again.
    pub review_on: Date,
}

/// A limit on texting with a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// What it says.
    #[serde(flatten)]
    pub terms: LimitTerms,
    /// Who set it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Who lifted it, when and why; `None`: it stands, or the next one took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted: Option<LimitLifted>,
}

/// A limit was lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitLifted {
    /// Who lifted it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Why, in staff's words.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
}

/// A limit was set, in place of the one before, or lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "limit", rename_all = "snake_case")]
pub enum LimitChange {
    /// It was set.
    Set {
        /// On whom.
        patient: PatientId,
        /// What.
        set: Limit,
    },
    /// It was lifted.
    Lifted {
        /// Of whom.
        patient: PatientId,
        /// By whom, when and why.
        lifted: LimitLifted,
    },
}

/// What is asked about a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitAsked {
    /// Set one, or change what it says.
    Set {
        /// On whom.
        patient: PatientId,
        /// What it is to say.
        terms: LimitTerms,
    },
    /// Lift it.
    Lift {
        /// Of whom.
        patient: PatientId,
        /// Why.
        reason: Sensitive<String>,
    },
}

/// Why a limit is refused. Closed: the window marks the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum LimitProblem {
    /// Nobody said why.
    #[error("say why: it is kept with your name")]
    NoReason,
    /// Nothing would be left (C3).
    #[error("leave at least one other way open: telephone, at the desk or by letter")]
    NoOpenWay,
    /// The only way left is one that the patient cannot use (C3.2).
    #[error("the patient cannot use the telephone: leave another way open")]
    NoUsableWay,
    /// The review has come already.
    #[error("the review date must lie after today")]
    ReviewPassed,
    /// The review is too far off.
    #[error("review it by {latest}: at most {LONGEST_MONTHS} months ahead")]
    ReviewTooFar {
        /// The last day it may be.
        latest: Date,
    },
}

impl LimitTerms {
    /// Checks that a limit on a patient with these needs can stand.
    ///
    /// # Errors
    /// [`LimitProblem`] for the first that does not hold.
    pub(crate) fn check(&self, needs: &Needs, today: Date) -> Result<(), LimitProblem> {
        let latest = today.saturating_add(LONGEST_MONTHS.months());
        // Why exposed: only to see that there is something in it.
        if self.reason.expose().trim().is_empty() {
            Err(LimitProblem::NoReason)
        } else if self.open.is_empty() {
            Err(LimitProblem::NoOpenWay)
        } else if !self.open.iter().any(|way| way.is_usable(needs)) {
            Err(LimitProblem::NoUsableWay)
        } else if self.review_on <= today {
            Err(LimitProblem::ReviewPassed)
        } else if self.review_on > latest {
            Err(LimitProblem::ReviewTooFar { latest })
        } else {
            Ok(())
        }
    }
}

impl LimitChange {
    /// Returns whose limit it is.
    pub const fn patient(&self) -> PatientId {
        match self {
            Self::Set { patient, .. } | Self::Lifted { patient, .. } => *patient,
        }
    }
}

impl Purpose {
    /// Says whether a limited patient still gets it: their care, and nothing else (D-14).
    pub const fn passes_limit(self) -> bool {
        match self {
            Self::Administration | Self::ClinicalAdvice | Self::Results => true,
            Self::Survey | Self::Marketing => false,
        }
    }
}

impl Preferences {
    /// Returns the limit that stands, if one does.
    pub fn limit(&self) -> Option<&Limit> {
        self.limits.last().filter(|limit| limit.lifted.is_none())
    }

    /// Returns by which ways a limited patient reaches the practice: those that were left open and that they can use. What they
    /// need may have been learnt later; then the desk and letters are open, whatever the limit says (C3).
    pub fn open_ways(&self) -> Option<BTreeSet<OpenWay>> {
        let left = &self.limit()?.terms.open;
        let usable: BTreeSet<_> = left.iter().copied().filter(|way| way.is_usable(&self.needs)).collect();
        Some(if usable.is_empty() { [OpenWay::Desk, OpenWay::Letter].into() } else { usable })
    }

    /// Returns since when texting has been limited without a break, whatever the limit said in between.
    pub fn limited_since(&self) -> Option<Timestamp> {
        self.limits.iter().rev().take_while(|limit| limit.lifted.is_none()).last().map(|limit| limit.at)
    }

    /// Returns when somebody looked at one of the limits, counted from 0, and left it as it was.
    pub fn limit_reviews(&self, place: usize) -> impl Iterator<Item = &WishReview> {
        let from = self.limits.get(place).map(|limit| limit.at);
        let to = self.limits.get(place.saturating_add(1)).map(|next| next.at);
        self.reviews.iter().filter(move |review| {
            review.wish == Wish::Limit
                && from.is_some_and(|from| review.at >= from)
                && to.is_none_or(|to| review.at < to)
        })
    }

    /// Takes in what was said of a limit.
    pub(crate) fn hear_of_limit(&mut self, change: &LimitChange) {
        match change {
            LimitChange::Set { set, .. } => self.limits.push(set.clone()),
            LimitChange::Lifted { lifted, .. } => {
                if let Some(limit) = self.limits.last_mut().filter(|limit| limit.lifted.is_none()) {
                    limit.lifted = Some(lifted.clone());
                }
            }
        }
    }
}
