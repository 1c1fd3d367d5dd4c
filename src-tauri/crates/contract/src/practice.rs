//! The practice itself: who works in it, and what carries its messages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{JurisdictionView, RoleView, SpanView};

/// Something that not everybody may do: the acts of `docs/rights.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActView {
    /// Write to patients.
    Send,
    /// Write despite an objection or an unsafe route, with a reason.
    OverrideObjection,
    /// Write notes for colleagues.
    WriteNotes,
    /// Take, give, name, see to and reopen conversations.
    Organise,
    /// Say whose conversation it is.
    Match,
    /// Write down what a patient said about being messaged.
    RecordConsent,
    /// Mark a route as unsafe.
    MarkUnsafe,
    /// Say that a route is safe again.
    MarkSafe,
    /// Adopt a policy.
    AdoptPolicy,
    /// Describe the practice and say who works here.
    ManageStaff,
    /// Write down what stands for the provider, and connect it.
    RecordProvider,
    /// Send words of which a check asks for a reason, with a reason.
    OverrideCheck,
    /// Write templates, and take them out of use.
    WriteTemplates,
    /// Approve templates.
    ApproveTemplates,
    /// Reach patients by telephone, letter or in person, and write it down.
    ReachOtherwise,
    /// Limit texting with a patient, review the limit and lift it.
    LimitMessaging,
    /// Mark as wrong what a colleague wrote between staff, or wrote down.
    RetractOthers,
    /// End a highlight by looking at its words.
    SeeHighlighted,
}

/// A member of staff as they are from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveStaffRequest {
    /// Id; none: somebody new.
    pub staff: Option<String>,
    /// Name, for example "A. Okafor".
    pub name: String,
    /// What they do.
    pub role: RoleView,
    /// The first day back of somebody who is away: "2026-12-03". Somebody who left and is saved works here again.
    pub away_until: Option<String>,
    /// Their ordinary week: from "monday" to "sunday", the times in which they work; none: whenever the practice is open.
    pub hours: Option<BTreeMap<String, Vec<SpanView>>>,
    /// Who has their conversations once they left, by id.
    pub cover: Option<String>,
}

/// Somebody no longer works here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffLeftRequest {
    /// Who.
    pub staff: String,
    /// Who has their open conversations and tasks from now on; none: their cover, else the practice's common queue.
    pub to: Option<String>,
}

/// The practice as it is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavePracticeRequest {
    /// Its name.
    pub name: String,
    /// The number patients write to, as people write it: "07700 900100".
    pub number: Option<String>,
    /// Numbers for trials, as people write them.
    pub test_numbers: Vec<String>,
    /// The number that patients ring, as it is printed; empty: none.
    pub phone: String,
    /// Whether nobody may keep wordings of their own.
    pub no_personal: bool,
}

/// Something that is to be known of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderFactView {
    /// The data processing contract.
    Contract,
    /// The United States' business associate agreement.
    BusinessAssociateAgreement,
    /// The data protection impact assessment.
    ImpactAssessment,
    /// The United States' risk analysis.
    RiskAnalysis,
    /// Where the data is kept.
    DataLocation,
    /// England's Digital Technology Assessment Criteria.
    Dtac,
    /// England's Data Security and Protection Toolkit.
    Dspt,
    /// A certificate of information security.
    SecurityCertificate,
    /// gematik's approval.
    GematikApproval,
    /// How long the provider keeps messages.
    Retention,
    /// Who else sees the data.
    SubProcessors,
}

/// How the provider stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ProviderStandingView {
    /// A training practice needs none.
    NotNeeded,
    /// Something is not written down: only test numbers are written to.
    Missing {
        /// What is missing first.
        fact: ProviderFactView,
    },
    /// Something ran out: nothing new is sent.
    Expired {
        /// What.
        fact: ProviderFactView,
        /// The last day on which it counted.
        on: String,
    },
    /// Something runs out soon.
    RunsOut {
        /// What.
        fact: ProviderFactView,
        /// The last day on which it counts.
        on: String,
    },
    /// Everything stands.
    Good,
}

/// What the practice's law asks to be known of the provider, and what is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderFactLine {
    /// About what.
    pub fact: ProviderFactView,
    /// Whether it is a paper with a day on it.
    pub is_paper: bool,
    /// Whether the day on which it runs out must be known.
    pub runs_out: bool,
    /// In words: where the paper lies, which country, how long.
    pub words: String,
    /// Of a paper: the day on it.
    pub dated: Option<String>,
    /// Of a paper: the last day on which it counts.
    pub valid_to: Option<String>,
}

/// What stands for the messaging provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderView {
    /// The company's name; empty: nothing was written down.
    pub name: String,
    /// Under which law.
    pub law: JurisdictionView,
    /// What that law asks for, in its order.
    pub facts: Vec<ProviderFactLine>,
    /// Who wrote it down last, by name.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: Option<String>,
    /// How it stands today.
    pub standing: ProviderStandingView,
    /// Whether I may change it.
    pub may_record: bool,
}

/// What is written down of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderFactGiven {
    /// About what.
    pub fact: ProviderFactView,
    /// In words.
    pub words: String,
    /// Of a paper: the day on it.
    pub dated: Option<String>,
    /// Of a paper: the last day on which it counts.
    pub valid_to: Option<String>,
}

/// Writes down what stands for the provider, in place of what stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordProviderRequest {
    /// The company's name.
    pub name: String,
    /// What is known; with gaps it is kept, and nothing is sent by it.
    pub facts: Vec<ProviderFactGiven>,
}

/// The account at the provider. The secret lies in the computer's password store and never comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderConnectionView {
    /// The account: "AC…"; none: not connected.
    pub account: Option<String>,
    /// The API key: "SK…"; none: the account's token.
    pub key: Option<String>,
    /// The practice's number there.
    pub number: Option<String>,
    /// Where the account is; none: not connected.
    pub region: Option<ProviderRegionView>,
    /// Whether it is the sandbox of a training practice: nothing leaves the laptop.
    pub sandbox: bool,
    /// Whether I may change it.
    pub may_connect: bool,
}

/// Connects an account: tried first, and kept only if the provider takes it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConnectProviderRequest {
    /// The account: "AC…".
    pub account: String,
    /// The API key: "SK…"; none: the secret is the account's token.
    pub key: Option<String>,
    /// The practice's number there, as people write it.
    pub number: String,
    /// Where the account is: its keys are taken nowhere else.
    pub region: ProviderRegionView,
    /// The key's secret or the account's token.
    pub secret: String,
}

/// Where an account at the provider is, and so where its texts are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum ProviderRegionView {
    /// The provider's usual place: the United States (US1).
    UnitedStates,
    /// Ireland (IE1): texts are kept in the European Union.
    Ireland,
    /// This computer: a stand-in to try things out with. Nothing reaches a telephone.
    ThisComputer {
        /// Its address: "127.0.0.1:4010".
        address: String,
    },
    /// Elsewhere, as it was set in the terminal.
    Elsewhere {
        /// Its address.
        address: String,
    },
}

impl std::fmt::Debug for ConnectProviderRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whatever prints a request must not print its secret.
        f.debug_struct("ConnectProviderRequest").field("account", &self.account).finish_non_exhaustive()
    }
}

/// What came of asking the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderTestView {
    /// When it was asked.
    pub at: String,
    /// What stands in the way; none: it answers and takes the account.
    pub problem: Option<ProviderProblemView>,
}

/// What stands in the way at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderProblemView {
    /// No account is connected.
    NotConnected,
    /// It cannot be reached, or is out of order.
    Offline,
    /// It does not take the account or its key.
    Unauthorised,
    /// It answers with something else: the address or account is not what was meant.
    Other,
}

/// What came of connecting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderConnected {
    /// What the provider said; with a problem nothing was changed.
    pub test: ProviderTestView,
    /// What is connected now.
    pub connection: ProviderConnectionView,
}
