//! What the terminal calls what the contract names.

use clap::ValueEnum;

/// Yes or no.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DecisionName {
    /// Yes.
    Agreed,
    /// No.
    Objected,
}

/// How a statement reached the practice.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SourceName {
    /// On the telephone.
    Phone,
    /// Face to face.
    InPerson,
    /// In a letter or on a form.
    Letter,
    /// Taken over from the health record.
    Record,
}

/// Why a message was wrong.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum WrongName {
    /// It went to the wrong person, or is about somebody else: makes an urgent task.
    WrongPerson,
    /// Something in it is not so.
    WrongFact,
    /// It can be misunderstood.
    Misleading,
    /// It was not meant to be said.
    NotMeant,
    /// Something else: --words say what.
    Other,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OrderName {
    /// What is due first.
    Due,
    /// What was said last first.
    Newest,
    /// What was said longest ago first.
    Oldest,
}

/// A class of messages with a reply time of its own.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ClassName {
    /// Urgent.
    Urgent,
    /// Clinical, the same day.
    SameDay,
    /// Clinical, routine.
    Routine,
    /// Administrative.
    Administrative,
}

/// What a message is for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PurposeName {
    /// Appointments, reminders and other practical matters.
    Administration,
    /// Advice from a clinician.
    ClinicalAdvice,
    /// Results of tests.
    Results,
    /// Questions about the service.
    Survey,
    /// Anything that advertises.
    Marketing,
}

impl From<DecisionName> for contract::ConsentDecisionView {
    fn from(decision: DecisionName) -> Self {
        match decision {
            DecisionName::Agreed => Self::Agreed,
            DecisionName::Objected => Self::Objected,
        }
    }
}

impl From<SourceName> for contract::NumberSourceView {
    fn from(source: SourceName) -> Self {
        match source {
            SourceName::Phone => Self::Phone,
            SourceName::InPerson => Self::InPerson,
            SourceName::Letter => Self::Letter,
            SourceName::Record => Self::Record,
        }
    }
}

impl From<SourceName> for contract::ConsentSourceView {
    fn from(source: SourceName) -> Self {
        match source {
            SourceName::Phone => Self::Phone,
            SourceName::InPerson => Self::InPerson,
            SourceName::Letter => Self::Letter,
            SourceName::Record => Self::Record,
        }
    }
}

impl From<PurposeName> for contract::PurposeView {
    fn from(purpose: PurposeName) -> Self {
        match purpose {
            PurposeName::Administration => Self::Administration,
            PurposeName::ClinicalAdvice => Self::ClinicalAdvice,
            PurposeName::Results => Self::Results,
            PurposeName::Survey => Self::Survey,
            PurposeName::Marketing => Self::Marketing,
        }
    }
}

/// What a member of staff does.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RoleName {
    /// General practitioner.
    Gp,
    /// Practice nurse.
    Nurse,
    /// Clinical pharmacist.
    Pharmacist,
    /// Receptionist or care navigator.
    Reception,
    /// Practice manager.
    Manager,
    /// Information-governance lead or Caldicott Guardian.
    InformationGovernance,
    /// Sees everything, changes nothing.
    ReadOnly,
}

impl From<RoleName> for contract::RoleView {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Gp => Self::Gp,
            RoleName::Nurse => Self::Nurse,
            RoleName::Pharmacist => Self::Pharmacist,
            RoleName::Reception => Self::Reception,
            RoleName::Manager => Self::Manager,
            RoleName::InformationGovernance => Self::InformationGovernance,
            RoleName::ReadOnly => Self::ReadOnly,
        }
    }
}

/// Reads working hours of a day: "monday=08:00-13:00".
pub(crate) fn works(text: &str) -> Result<(String, contract::SpanView), String> {
    let parts = text.split_once('=').and_then(|(day, span)| Some((day, span.split_once('-')?)));
    let (day, (opens, closes)) = parts.ok_or("write a day and its hours as monday=08:00-13:00")?;
    let day = day.to_lowercase();
    if !model::calendar::Weekday::ALL.iter().any(|known| known.to_string().to_lowercase() == day) {
        return Err(format!("{day} is no day of the week"));
    }
    Ok((day, contract::SpanView { opens: opens.to_owned(), closes: closes.to_owned() }))
}
