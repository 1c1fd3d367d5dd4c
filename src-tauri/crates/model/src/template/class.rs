//! What a message is for, and the ways it may go.

use serde::{Deserialize, Serialize};

use crate::Purpose;

/// What a message is for: care, or marketing (C5.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Class {
    /// Part of looking after the patient.
    Care {
        /// Which part.
        purpose: CareKind,
    },
    /// Promotes something; needs consent, and a way to opt out of its own.
    Marketing,
}

/// Which part of care a message is (C1.1), and the kind that never goes by text (C2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareKind {
    /// Appointments, documents, how the practice works.
    Admin,
    /// Advice about the patient's health.
    ClinicalAdvice,
    /// Results of tests.
    Results,
    /// Asking what the patient thinks.
    Surveys,
    /// Anything that may alarm or distress.
    BadNews,
}

/// A way to reach a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Text message.
    Sms,
    /// A message behind the patient's own log-in or end-to-end encrypted: NHS App, portal, Matrix.
    SecureMessage,
    /// E-mail.
    Email,
    /// Letter on paper.
    Letter,
    /// A call, with the text as what to say.
    Phone,
}

impl Route {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Sms, Self::SecureMessage, Self::Email, Self::Letter, Self::Phone];

    /// Says whether anybody who holds the phone or the mailbox can read it: the open channels of C5.8.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sms | Self::Email)
    }

    /// Says whether it is written and sent by itself, so that nobody is there when it is read.
    pub const fn is_unattended(self) -> bool {
        matches!(self, Self::Sms | Self::SecureMessage | Self::Email)
    }
}

impl Class {
    /// Says whether a message of this class may go a way: bad news goes by a call or a letter only (C2.2).
    pub const fn may_go(self, route: Route) -> bool {
        match self {
            Self::Care { purpose: CareKind::BadNews } => !route.is_unattended(),
            Self::Care { .. } | Self::Marketing => true,
        }
    }

    /// Returns what a patient is asked to agree to, or objects to, when a message of this class is sent.
    pub const fn consent_purpose(self) -> Purpose {
        match self {
            Self::Care { purpose: CareKind::Admin } => Purpose::Administration,
            Self::Care { purpose: CareKind::ClinicalAdvice | CareKind::BadNews } => Purpose::ClinicalAdvice,
            Self::Care { purpose: CareKind::Results } => Purpose::Results,
            Self::Care { purpose: CareKind::Surveys } => Purpose::Survey,
            Self::Marketing => Purpose::Marketing,
        }
    }

    /// Says whether it is a clinical message, which ends with its sender's name and role (C2.13).
    pub const fn is_clinical(self) -> bool {
        matches!(self, Self::Care { purpose: CareKind::ClinicalAdvice | CareKind::Results | CareKind::BadNews })
    }
}
