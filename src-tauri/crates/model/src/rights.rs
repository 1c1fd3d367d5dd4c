//! Who may do what (C2.3, C-09). One table, which the documentation prints and every decision reads.

use serde::{Deserialize, Serialize};

use crate::template::Scope;
use crate::{Ask, Reviewed, Role, Wish};

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Write to patients, take messages back, say again what failed.
    Send,
    /// Write to a patient who objected, or by a route that is not safe, with a reason.
    OverrideObjection,
    /// Write notes for colleagues.
    WriteNotes,
    /// Take, give, name, class, snooze, see to and reopen conversations; hold triage and role accounts, close the day.
    Organise,
    /// Say whose conversation it is.
    Match,
    /// Write down what a patient said about being messaged.
    RecordConsent,
    /// Mark a route as unsafe.
    MarkUnsafe,
    /// Say that a route is safe again.
    MarkSafe,
    /// Adopt a policy for the practice.
    AdoptPolicy,
    /// Describe the practice, add members of staff and change what they are here, and the role accounts. Whoever is here
    /// may, for as long as nobody is who is named below.
    ManageStaff,
    /// Write down what stands for the messaging provider, and connect it.
    RecordProvider,
    /// Make, give and end tasks; write down what was said by telephone, at the desk or by letter, and what a patient
    /// needs.
    ReachOtherwise,
    /// Send words of which a check asks for a reason, with a reason.
    OverrideCheck,
    /// Write templates, and take them out of use.
    WriteTemplates,
    /// Approve templates.
    ApproveTemplates,
    /// Limit texting with a patient, review the limit and lift it.
    LimitMessaging,
    /// End a highlight by looking at its words, or by seeing to the conversation (C6.2). Whoever is here may, for as long
    /// as nobody is who is named below.
    SeeHighlighted,
    /// Mark as wrong what a colleague wrote between staff, or wrote down; of one's own everybody may.
    RetractOthers,
}

use Role::{Gp, InformationGovernance, Manager, Nurse, Pharmacist, Reception};

/// The matrix. A role that is not named may not; [`Role::ReadOnly`] is named nowhere.
pub const RIGHTS: [(Act, &[Role]); 18] = [
    (Act::Send, &[Gp, Nurse, Pharmacist, Reception, Manager]),
    (Act::OverrideObjection, &[Gp, Nurse, Pharmacist]),
    (Act::WriteNotes, &[Gp, Nurse, Pharmacist, Reception, Manager, InformationGovernance]),
    (Act::Organise, &[Gp, Nurse, Pharmacist, Reception, Manager]),
    (Act::Match, &[Gp, Nurse, Pharmacist, Reception, Manager]),
    (Act::RecordConsent, &[Gp, Nurse, Pharmacist, Reception, Manager, InformationGovernance]),
    (Act::MarkUnsafe, &[Gp, Nurse, Pharmacist, Reception, Manager, InformationGovernance]),
    (Act::MarkSafe, &[Gp, Nurse, Manager, InformationGovernance]),
    (Act::AdoptPolicy, &[Gp, Manager]),
    (Act::ManageStaff, &[Gp, Manager]),
    (Act::RecordProvider, &[Gp, Manager, InformationGovernance]),
    (Act::ReachOtherwise, &[Gp, Nurse, Pharmacist, Reception, Manager, InformationGovernance]),
    (Act::OverrideCheck, &[Gp, Nurse, Pharmacist]),
    (Act::WriteTemplates, &[Gp, Nurse, Pharmacist, Manager]),
    (Act::ApproveTemplates, &[Gp, Manager]),
    (Act::LimitMessaging, &[Gp, Manager]),
    (Act::SeeHighlighted, &[Gp, Nurse, Pharmacist]),
    (Act::RetractOthers, &[Gp, Manager]),
];

impl Role {
    /// Says whether this role may do something.
    pub fn may(self, act: Act) -> bool {
        RIGHTS.iter().any(|(named, roles)| *named == act && roles.contains(&self))
    }
}

impl Ask {
    /// Returns what a member of staff must be allowed to do to ask this; `None`: everybody may.
    pub(crate) const fn act(&self) -> Option<Act> {
        match self {
            Self::Send(_) | Self::Withdraw { .. } | Self::ResolveUnknown { .. } | Self::StartConversation { .. } => {
                Some(Act::Send)
            }
            Self::WriteNote { .. } => Some(Act::WriteNotes),
            Self::Match { .. } => Some(Act::Match),
            Self::SetTopic { .. }
            | Self::Assign { .. }
            | Self::MarkDone { .. }
            | Self::Reopen { .. }
            | Self::RetryFiling { .. } => Some(Act::Organise),
            Self::RecordStaff(_) | Self::DescribePractice(_) | Self::StaffLeft { .. } => Some(Act::ManageStaff),
            Self::RecordProvider(_) => Some(Act::RecordProvider),
            Self::AdoptPolicy(_) => Some(Act::AdoptPolicy),
            Self::RecordConsent { .. } => Some(Act::RecordConsent),
            Self::Limit(_) | Self::ReviewWish(Reviewed { wish: Wish::Limit, .. }) => Some(Act::LimitMessaging),
            Self::DismissOptOut { .. } | Self::ReviewWish(_) => Some(Act::RecordConsent),
            Self::MarkUnsafe { .. } => Some(Act::MarkUnsafe),
            Self::MarkSafe { .. } => Some(Act::MarkSafe),
            Self::EnterRequest(_)
            | Self::RecordContact(_)
            | Self::MakeTask(_)
            | Self::AssignTask { .. }
            | Self::EndTask { .. }
            | Self::RecordNeeds { .. } => Some(Act::ReachOtherwise),
            Self::SetClass { .. } | Self::HandOver(_) | Self::NameHolder { .. } | Self::EndSession { .. } => {
                Some(Act::Organise)
            }
            // A wording of one's own is no more than typing it again.
            Self::SaveTemplate { draft, .. } if matches!(draft.scope, Scope::Personal) => Some(Act::Send),
            Self::SaveTemplate { .. } | Self::AdoptStarters { .. } => Some(Act::WriteTemplates),
            Self::ApproveTemplate { .. } => Some(Act::ApproveTemplates),
            Self::RecordProxy { .. } | Self::EndProxy { .. } | Self::ConfirmNumber(_) => Some(Act::RecordConsent),
            Self::StartWithProxy { .. } => Some(Act::Send),
            Self::MatchProxy { .. } => Some(Act::Match),
            Self::RoleAccount(ask) => ask.act(),
            Self::Snooze(ask) => ask.act(),
            Self::Schedule(ask) => ask.act(),
            _ => None,
        }
    }
}
