//! Proxies and carers: who else may be written to about a patient.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConsentSourceView, PatientView, PurposeView};

/// How somebody stands to a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RelationshipView {
    /// Mother or father.
    Parent,
    /// Has parental responsibility, and is not a parent.
    Guardian,
    /// Looks after the patient.
    Carer,
    /// Husband, wife, partner.
    Partner,
    /// Holds a lasting power of attorney for health, or is a deputy for it.
    HealthAttorney,
    /// Somebody else.
    Other,
}

/// Why somebody may be written to about a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProxyGroundView {
    /// The patient said so.
    PatientAgreed,
    /// Parental responsibility: until the patient is 16.
    ParentalResponsibility,
    /// A lasting power of attorney, or a court.
    LegalAuthority,
    /// The practice decided it, in the patient's best interests.
    BestInterests,
}

/// Somebody who is written to about a patient, or writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CorrespondentView {
    /// Their whole name.
    pub name: String,
    /// How they stand to the patient.
    pub relationship: RelationshipView,
    /// The same in staff's words, for example "mother"; empty: the relationship's own word.
    pub called: String,
}

/// Whether somebody may be written to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProxyStandingView {
    /// They may, about what their scope names.
    Stands,
    /// They want no more texts.
    Stopped,
    /// Somebody ended it.
    Ended,
    /// It begins later.
    NotYet,
    /// It has run out.
    Expired,
    /// A parent's authority ended: the patient is 16 or over.
    GrownUp,
}

/// An end before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProxyEndView {
    /// Who wrote it down, by name.
    pub by: Option<String>,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// What was agreed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProxyVersionView {
    /// Their number then.
    pub number: String,
    /// About what they could be written to.
    pub scope: Vec<PurposeView>,
    /// Who wrote it down, by name.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: String,
}

/// Somebody who may be written to about a patient, or might once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProxyView {
    /// Id.
    pub id: String,
    /// Who.
    pub who: CorrespondentView,
    /// Their telephone.
    pub number: String,
    /// About what they may be written to.
    pub scope: Vec<PurposeView>,
    /// Why they may.
    pub ground: ProxyGroundView,
    /// How the practice learnt it.
    pub source: ConsentSourceView,
    /// What was said or where it stands.
    pub evidence: String,
    /// The first day.
    pub from: String,
    /// The last day; none: until somebody ends it.
    pub until: Option<String>,
    /// When to ask again.
    pub review_on: Option<String>,
    /// Who last asked again and heard the same; none: nobody.
    pub reviewed: Option<crate::NotedView>,
    /// Who wrote it down, by name.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: String,
    /// Whether they may be written to today.
    pub standing: ProxyStandingView,
    /// Whether somebody ended it.
    pub ended: Option<ProxyEndView>,
    /// Since when they want no more texts.
    pub stopped_at: Option<String>,
    /// What was agreed before, newest first.
    pub earlier: Vec<ProxyVersionView>,
}

/// Somebody whose number it is, where nobody knows yet about whom they write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProxyCandidateView {
    /// Id.
    pub proxy: String,
    /// Who.
    pub who: CorrespondentView,
    /// About whom they may be written to.
    pub patient: PatientView,
}

/// Somebody who may be written to about a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordProxyRequest {
    /// About whom.
    pub patient: String,
    /// Who; none: somebody new.
    pub proxy: Option<String>,
    /// Who.
    pub who: CorrespondentView,
    /// Their telephone, as people write it.
    pub number: String,
    /// About what they may be written to; not marketing.
    pub scope: Vec<PurposeView>,
    /// Why they may.
    pub ground: ProxyGroundView,
    /// How the practice learnt it; not `message`, not `provider`.
    pub source: ConsentSourceView,
    /// What was said or where it stands.
    pub evidence: String,
    /// The first day: "2026-11-22".
    pub from: String,
    /// The last day.
    pub until: Option<String>,
    /// When to ask again.
    pub review_on: Option<String>,
}

/// Somebody who may no longer be written to about a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EndProxyRequest {
    /// About whom.
    pub patient: String,
    /// Who.
    pub proxy: String,
    /// Why.
    pub reason: String,
}

/// A conversation about a patient with somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StartWithProxyRequest {
    /// About whom.
    pub patient: String,
    /// With whom.
    pub proxy: String,
}

/// Who writes, and about whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MatchProxyRequest {
    /// Which conversation.
    pub conversation: String,
    /// The revision shown.
    pub revision: u32,
    /// About whom.
    pub patient: String,
    /// Who writes.
    pub proxy: String,
}
