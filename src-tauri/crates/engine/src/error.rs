//! Why something asked for was not done, and how the window is told.

use contract::{ErrorCode, ErrorView};
use model::Refusal;
use model::snooze::SnoozeProblem;
use store::{OpenError, StoreError};
use vault::VaultError;

/// Why something asked for was not done.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The keyring did not give the key.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The file is there, and its key is not in the keyring.
    #[error(
        "the key to this practice's file is not in the computer's password store: sign in as the person who set Anteroom up; nothing was changed"
    )]
    KeyMissing,
    /// There is no practice yet.
    #[error("Anteroom is not set up yet")]
    NotSetUp,
    /// Nobody has said who sits here.
    #[error("say first who you are")]
    NobodyHere,
    /// A thing asked for by id is not there.
    #[error("this is not there any more")]
    NotFound,
    /// A request that cannot be understood.
    #[error("{0}")]
    BadRequest(&'static str),
    /// A document that cannot be understood: where, and why.
    #[error("this cannot be read: {0}")]
    NotUnderstood(String),
    /// A part of the computer failed.
    #[error("{0}")]
    Internal(&'static str),
}

impl From<&EngineError> for ErrorView {
    fn from(error: &EngineError) -> Self {
        let (code, count) = match error {
            EngineError::Refused(refusal) => of_refusal(refusal),
            EngineError::Store(error) => (of_store(error), None),
            EngineError::Open(error) => (of_open(error), None),
            EngineError::Vault(VaultError::Absent) => (ErrorCode::KeyringAbsent, None),
            EngineError::Vault(VaultError::Locked | VaultError::Denied) => (ErrorCode::KeyringLocked, None),
            EngineError::Vault(_) | EngineError::Internal(_) => (ErrorCode::Internal, None),
            EngineError::KeyMissing => (ErrorCode::KeyMissing, None),
            EngineError::NotSetUp | EngineError::NobodyHere => (ErrorCode::NotSetUp, None),
            EngineError::NotFound => (ErrorCode::NotFound, None),
            EngineError::BadRequest(_) | EngineError::NotUnderstood(_) => (ErrorCode::BadRequest, None),
        };
        Self { code, message: error.to_string(), count }
    }
}

const fn of_refusal(refusal: &Refusal) -> (ErrorCode, Option<u32>) {
    match refusal {
        Refusal::UnknownPatient | Refusal::UnknownStaff | Refusal::UnknownConversation | Refusal::UnknownMessage => {
            (ErrorCode::NotFound, None)
        }
        Refusal::StaleView { new } => (ErrorCode::StaleView, Some(*new)),
        Refusal::NotMatched => (ErrorCode::NotMatched, None),
        Refusal::AlreadyMatched => (ErrorCode::AlreadyMatched, None),
        Refusal::NumberNotPatients => (ErrorCode::NumberNotPatients, None),
        Refusal::SharedNumber { others } => (ErrorCode::SharedNumber, Some(*others)),
        Refusal::EmptyMessage => (ErrorCode::EmptyMessage, None),
        Refusal::TooLong { limit, .. } => (ErrorCode::TooLong, Some(*limit)),
        Refusal::TooLate => (ErrorCode::TooLate, None),
        Refusal::Unfiled { unfiled } => (ErrorCode::Unfiled, Some(*unfiled)),
        Refusal::NotSent { failed } => (ErrorCode::NotSent, Some(*failed)),
        Refusal::NotAllowed { .. } => (ErrorCode::NotAllowed, None),
        Refusal::PatientDeceased => (ErrorCode::PatientDeceased, None),
        Refusal::PatientLeft => (ErrorCode::PatientLeft, None),
        Refusal::Objected { .. } => (ErrorCode::Objected, None),
        Refusal::ObjectedAtProvider => (ErrorCode::ObjectedAtProvider, None),
        Refusal::ConsentNeeded { .. } => (ErrorCode::ConsentNeeded, None),
        Refusal::UnsafeRoute => (ErrorCode::UnsafeRoute, None),
        Refusal::TestNumbersOnly => (ErrorCode::TestNumbersOnly, None),
        Refusal::EvidenceNeeded => (ErrorCode::EvidenceNeeded, None),
        Refusal::PolicyRefused { .. } | Refusal::OtherPolicyInForce => (ErrorCode::PolicyRefused, None),
        Refusal::ProviderExpired { .. } => (ErrorCode::ProviderExpired, None),
        Refusal::ProviderNotRecorded { .. } => (ErrorCode::ProviderNotRecorded, None),
        Refusal::HasLeft { .. }
        | Refusal::IsAway { .. }
        | Refusal::NobodyToManage
        | Refusal::PracticeRefused { .. }
        | Refusal::ProviderRefused { .. } => (ErrorCode::Refused, None),
        Refusal::LeftOver { count, .. } => (ErrorCode::LeftOver, Some(*count)),
        Refusal::TextBlocked { .. } => (ErrorCode::TextBlocked, None),
        Refusal::TextNeedsReason { .. } => (ErrorCode::TextNeedsReason, None),
        Refusal::TemplateRefused { .. } => (ErrorCode::TemplateRefused, None),
        Refusal::TemplateChanged => (ErrorCode::TemplateChanged, None),
        Refusal::UnknownTemplate => (ErrorCode::NotFound, None),
        Refusal::TemplateNotInUse | Refusal::NoOwnTemplates | Refusal::EmptySignature => (ErrorCode::Refused, None),
        Refusal::NoAutomaticDue | Refusal::DateInFuture | Refusal::CannotTake => (ErrorCode::Refused, None),
        Refusal::NobodyWaits | Refusal::ToldAlready | Refusal::TimeHasRunOut | Refusal::PromisesOtherTime => {
            (ErrorCode::Refused, None)
        }
        Refusal::CoverIsSelf | Refusal::WorkingHoursRefused { .. } => (ErrorCode::Refused, None),
        Refusal::UnknownTask => (ErrorCode::NotFound, None),
        Refusal::TaskClosed | Refusal::OutcomeNeeded | Refusal::NothingToDo | Refusal::WayBarred => {
            (ErrorCode::Refused, None)
        }
        Refusal::WishChanged => (ErrorCode::Refused, None),
        Refusal::MessagingLimited { .. } => (ErrorCode::MessagingLimited, None),
        Refusal::HighlightNotSeen => (ErrorCode::HighlightNotSeen, None),
        Refusal::LimitRefused { .. } => (ErrorCode::Refused, None),
        Refusal::UnknownProxy => (ErrorCode::NotFound, None),
        Refusal::ReviewDue { age } => (ErrorCode::ReviewDue, Some(age.unsigned_abs() as u32)),
        Refusal::ProxyBarred { .. } | Refusal::ProxyRefused { .. } => (ErrorCode::ProxyBarred, None),
        Refusal::UnknownRoleAccount => (ErrorCode::NotFound, None),
        Refusal::RoleAccountRefused { .. }
        | Refusal::RoleAccountInUse { .. }
        | Refusal::NotHolder
        | Refusal::HandedOverMeanwhile
        | Refusal::NoDutyDoctor => (ErrorCode::Refused, None),
        Refusal::SnoozeRefused { problem: SnoozeProblem::PastDue { .. } } => (ErrorCode::SnoozePastDue, None),
        Refusal::SnoozeRefused { .. } | Refusal::ScheduleRefused { .. } => (ErrorCode::Refused, None),
        Refusal::QuestionsOpen { questions } => (ErrorCode::QuestionsOpen, Some(*questions)),
        Refusal::SameWords { .. } => (ErrorCode::SameWords, None),
        Refusal::QuoteGone => (ErrorCode::QuoteGone, None),
        Refusal::QuoteOfNote | Refusal::NothingToCorrect | Refusal::RetractRefused { .. } => (ErrorCode::Refused, None),
        Refusal::NotStaff | Refusal::NotDue | Refusal::NothingToResolve | Refusal::AlreadyExists => {
            (ErrorCode::Refused, None)
        }
    }
}

const fn of_store(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::Full => ErrorCode::DiskFull,
        StoreError::Damaged => ErrorCode::DamagedFile,
        StoreError::InUse => ErrorCode::FileInUse,
        StoreError::Disk | StoreError::Interrupted | StoreError::Closed | StoreError::Other { .. } => {
            ErrorCode::Internal
        }
    }
}

const fn of_open(error: &OpenError) -> ErrorCode {
    match error {
        OpenError::WrongKey => ErrorCode::WrongKey,
        OpenError::Damaged => ErrorCode::DamagedFile,
        OpenError::Newer { .. } => ErrorCode::NewerFile,
        OpenError::InUse => ErrorCode::FileInUse,
        OpenError::Full => ErrorCode::DiskFull,
        OpenError::NoEncryption | OpenError::NotPermitted | OpenError::Other { .. } => ErrorCode::Internal,
    }
}
