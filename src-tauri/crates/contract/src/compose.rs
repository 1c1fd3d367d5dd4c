//! Writing to a patient: what is checked while somebody writes, and templates.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CarriesView, PurposeView, RoleView};

/// A version of a template that stands in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateUseView {
    /// Which template.
    pub template: String,
    /// Which version.
    pub version: u32,
}

/// A text to check as it would go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckTextRequest {
    /// In which conversation.
    pub conversation: String,
    /// The text, without the signature that the app adds.
    pub text: String,
    /// What it is for.
    pub purpose: PurposeView,
    /// Which templates stand in it.
    pub templates: Vec<TemplateUseView>,
    /// What else it is for, as its draft says.
    pub also: Vec<PurposeView>,
}

/// What the check says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckView {
    /// What should not go out like this, in the order of its place.
    pub findings: Vec<FindingView>,
    /// How long it is, signature included.
    pub size: TextSizeView,
    /// What it is for: what the author said, or what a template in it says where that is stricter.
    pub purpose: PurposeView,
    /// The line that the app puts under it.
    pub signature: Option<String>,
    /// What a first message to this patient still lacks; none: the patient was written to before.
    pub first: Option<FirstMessageView>,
    /// Whether I may send with a reason what asks for one.
    pub may_give_reason: bool,
}

/// A first message to a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FirstMessageView {
    /// Which of the six elements its words do not seem to have.
    pub lacks: Vec<ElementView>,
    /// The approved template that has them all, where there is one.
    pub template: Option<String>,
}

/// What a first message must carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ElementView {
    /// Who is writing.
    Who,
    /// That messages are optional.
    Optional,
    /// That they are not for emergencies.
    NotEmergencies,
    /// How long an answer usually takes.
    UsualReply,
    /// How to stop messages.
    HowToStop,
    /// Whether replies are read.
    RepliesRead,
}

/// What it takes to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeverityView {
    /// Nothing: good to know.
    Hint,
    /// A reason, typed and kept.
    NeedsReason,
    /// Another text, or another way.
    Blocks,
}

/// A rule that fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RuleView {
    /// A message of this class never goes this way.
    RouteNotForClass,
    /// Something is not filled in.
    UnfilledPlaceholder,
    /// The practice's policy bans this use; `name` is what the policy calls it, `words` what to do instead.
    BannedUse,
    /// A whole NHS number.
    NhsNumber,
    /// A whole date of birth.
    BirthDate,
    /// A whole postcode.
    Postcode,
    /// A diagnosis or a result.
    DiagnosisOrResult,
    /// A word that must not reach the wrong person.
    HighRiskWord,
    /// Something is asked, and it does not say what for.
    NoReasonForStep,
    /// Something is asked, and it does not say how.
    NoWayForStep,
    /// The only way on is the telephone, and the patient cannot use it.
    PhoneOnly,
    /// A clinical message without its sender's name and role.
    MissingSignature,
    /// A sentence of `number` words; `limit` are easy to read.
    LongSentence,
    /// A word with a plainer one, in `words`.
    HardWord,
    /// What is urgent is telephoned first.
    UrgentWithoutCall,
    /// The text is easy at the age `number`; the practice aims for `limit`.
    ReadingAge,
}

/// Something that should not go out like this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// The rule.
    pub rule: RuleView,
    /// Where it begins in the text, in UTF-16 units.
    pub start: u32,
    /// Where it ends. Empty, at the end, for something that is missing.
    pub end: u32,
    /// What it takes to go on.
    pub severity: SeverityView,
    /// What the rule calls it.
    pub name: Option<String>,
    /// What to do or write instead.
    pub words: Option<String>,
    /// The number that the rule speaks of.
    pub number: Option<u32>,
    /// The number that it should be.
    pub limit: Option<u32>,
}

/// How long a text is as the channel counts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextSizeView {
    /// How many characters it has.
    pub characters: u32,
    /// How many it may have.
    pub limit: u32,
    /// How many units it takes.
    pub units: u32,
    /// How many units its text messages hold together.
    pub capacity: u32,
    /// How many text messages it makes.
    pub segments: u32,
    /// The first character that makes every text message hold less; none: all are in the small alphabet.
    pub letter: Option<String>,
    /// What it costs, in tenths of a penny; none: the practice has not said what a text message costs.
    pub cost: Option<u32>,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TemplateClassView {
    /// Appointments, documents, how the practice works.
    Admin,
    /// Advice about the patient's health.
    ClinicalAdvice,
    /// Results of tests.
    Results,
    /// Asking what the patient thinks.
    Surveys,
    /// Anything that may alarm or distress: never by text.
    BadNews,
    /// Promotes something: needs a yes of its own.
    Marketing,
}

/// A way to reach a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RouteView {
    /// Text message.
    Sms,
    /// A message behind the patient's own log-in.
    SecureMessage,
    /// E-mail.
    Email,
    /// Letter on paper.
    Letter,
    /// A call, with the text as what to say.
    Phone,
}

/// The wording in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VariantView {
    /// The language: "en-GB".
    pub language: String,
    /// The wording, with its marks.
    pub body: String,
}

/// A template as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateDocument {
    /// What it is called in lists.
    pub name: String,
    /// Who answers for it: the id of a member of staff.
    pub owner: String,
    /// The day it must be looked at again: "2027-11-22".
    pub review_on: String,
    /// The ways it may go out.
    pub routes: Vec<RouteView>,
    /// What it is for.
    pub class: TemplateClassView,
    /// Whether it is made to be a patient's first message.
    pub first_contact: bool,
    /// The wording.
    pub variants: Vec<VariantView>,
    /// Whose it is.
    pub scope: ScopeView,
    /// What it carries beside its words; none: nothing.
    pub carries: Option<CarriesView>,
}

/// Whose a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum ScopeView {
    /// Everybody's here.
    Practice,
    /// Those of one role.
    Team {
        /// Which role.
        role: RoleView,
    },
    /// Mine alone.
    Personal,
}

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateVersionView {
    /// Which version, from 1.
    pub version: u32,
    /// Who wrote it, by name.
    pub author: Option<String>,
    /// Who approved it, by name; none: a draft.
    pub approved_by: Option<String>,
    /// When it was approved.
    pub approved_at: Option<String>,
    /// What it says.
    pub document: TemplateDocument,
}

/// Where a template stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TemplateStateView {
    /// Never approved.
    Draft,
    /// In use.
    Approved,
    /// In use, and a newer version waits to be approved.
    Changed,
    /// In use, and past its review.
    Overdue,
    /// Out of use.
    Retired,
    /// Mine, and the practice lets nobody keep wordings of their own.
    Locked,
}

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateView {
    /// Its name in the log: "appointment-reminder".
    pub id: String,
    /// Where it stands.
    pub state: TemplateStateView,
    /// Who answers for it, by name.
    pub owner: Option<String>,
    /// The version in use.
    pub in_use: Option<u32>,
    /// Whether the version in use may be put into a text message by me.
    pub by_text: bool,
    /// Whether I may change it, or take it out of use.
    pub may_change: bool,
    /// Whether I may approve the newest version.
    pub may_approve: bool,
    /// What keeps the newest version from being approved, whoever does it.
    pub problems: Vec<String>,
    /// Every version, newest first.
    pub versions: Vec<TemplateVersionView>,
}

/// All templates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplatesView {
    /// By name.
    pub templates: Vec<TemplateView>,
    /// How many of the starter set are not here.
    pub starters: u32,
    /// Whether I may write templates.
    pub may_write: bool,
    /// Whether I may approve any.
    pub may_approve: bool,
    /// Whether I may keep wordings of my own.
    pub may_keep_own: bool,
}

/// A template to fill in for a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FillTemplateRequest {
    /// Which template: its version in use.
    pub template: String,
    /// For whom: the patient of this conversation.
    pub conversation: String,
}

/// A template filled in as far as the app knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilledTemplateView {
    /// Which version of which template.
    pub used: TemplateUseView,
    /// The text; what a person must write stands in it as [[…]] or {{…}}.
    pub text: String,
    /// What it is for.
    pub purpose: PurposeView,
    /// The language of the wording.
    pub language: String,
    /// The language that the patient reads best, where there is no wording in it. Say so.
    pub missing: Option<String>,
}

/// A version to save, or to try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveTemplateRequest {
    /// Which template; none: a new one.
    pub template: Option<String>,
    /// The newest version that was shown; 0 for a new one.
    pub seen: u32,
    /// What it says.
    pub document: TemplateDocument,
}

/// What a template would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateCheck {
    /// Why it cannot be read, so that it cannot be saved.
    pub unreadable: Option<String>,
    /// What keeps it from being approved.
    pub problems: Vec<String>,
    /// Each wording, filled in for nobody in particular.
    pub previews: Vec<WordingPreview>,
}

/// A wording as it reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordingPreview {
    /// The language: "en-GB".
    pub language: String,
    /// How it reads.
    pub text: String,
    /// How long that is.
    pub size: TextSizeView,
}

/// Names a version of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ApproveTemplateRequest {
    /// Which template.
    pub template: String,
    /// The version that was read.
    pub version: u32,
}

/// Names a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateRequest {
    /// Which.
    pub template: String,
}
