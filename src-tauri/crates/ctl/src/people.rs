//! Proxies and carers from a terminal.

use clap::{Args, Subcommand, ValueEnum};
use contract::{
    ConfirmNumberRequest, ConversationRequest, CorrespondentView, EndProxyRequest, MatchProxyRequest, PatientRequest,
    ProxyGroundView, RecordProxyRequest, RelationshipView, StartWithProxyRequest,
};
use engine::{Engine, EngineError};

use crate::names::{PurposeName, SourceName};
use crate::print;
use crate::run::Done;

/// What to do about people who may be written to about a patient.
#[derive(Debug, Subcommand)]
pub(crate) enum PeopleVerb {
    /// List them, a line each; those who may be written to come first.
    List {
        /// The patient's id.
        patient: String,
    },
    /// Write down that somebody may be written to about a patient, or change about what.
    Record(Box<Recorded>),
    /// Say that somebody may no longer be written to about a patient.
    End {
        /// The patient's id.
        patient: String,
        /// The person's id, as `list` prints it.
        person: String,
        /// Why.
        reason: String,
    },
    /// Write down that the patient said today that a number is theirs.
    Confirm {
        /// The patient's id.
        patient: String,
        /// Which number, in international form.
        number: String,
        /// How they were asked.
        #[arg(long, value_enum)]
        source: SourceName,
    },
    /// Begin a conversation about a patient with somebody, or take up the open one.
    Write {
        /// The patient's id.
        patient: String,
        /// The person's id, as `list` prints it.
        person: String,
    },
    /// Say that it is this person who writes in an unmatched conversation.
    Match {
        /// The conversation's id.
        conversation: String,
        /// The patient's id.
        patient: String,
        /// The person's id, as `list` prints it.
        person: String,
    },
}

/// What is agreed about somebody.
#[derive(Debug, Args)]
pub(crate) struct Recorded {
    /// The patient's id.
    patient: String,
    /// Their whole name.
    name: String,
    /// Their telephone.
    number: String,
    /// The id of somebody known already, as `list` prints it.
    #[arg(long)]
    person: Option<String>,
    /// How they stand to the patient.
    #[arg(long, value_enum)]
    relationship: RelationshipName,
    /// The same in your words, for example "mother".
    #[arg(long, default_value = "")]
    called: String,
    /// About what they may be written to; several are said by saying it several times.
    #[arg(long = "about", value_enum, required = true)]
    scope: Vec<PurposeName>,
    /// Why they may.
    #[arg(long, value_enum, default_value = "patient-agreed")]
    ground: GroundName,
    /// How the practice learnt it.
    #[arg(long, value_enum)]
    source: SourceName,
    /// What was said, or where it stands.
    #[arg(long)]
    evidence: String,
    /// The first day, for example 2026-11-22.
    #[arg(long)]
    from: String,
    /// The last day.
    #[arg(long)]
    until: Option<String>,
    /// When to ask again.
    #[arg(long)]
    review_on: Option<String>,
}

/// How somebody stands to a patient.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RelationshipName {
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

/// Why somebody may be written to.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum GroundName {
    /// The patient said so.
    PatientAgreed,
    /// Parental responsibility: until the patient is 16.
    ParentalResponsibility,
    /// A lasting power of attorney, or a court.
    LegalAuthority,
    /// The practice decided it, in the patient's best interests.
    BestInterests,
}

impl From<RelationshipName> for RelationshipView {
    fn from(name: RelationshipName) -> Self {
        match name {
            RelationshipName::Parent => Self::Parent,
            RelationshipName::Guardian => Self::Guardian,
            RelationshipName::Carer => Self::Carer,
            RelationshipName::Partner => Self::Partner,
            RelationshipName::HealthAttorney => Self::HealthAttorney,
            RelationshipName::Other => Self::Other,
        }
    }
}

impl From<GroundName> for ProxyGroundView {
    fn from(name: GroundName) -> Self {
        match name {
            GroundName::PatientAgreed => Self::PatientAgreed,
            GroundName::ParentalResponsibility => Self::ParentalResponsibility,
            GroundName::LegalAuthority => Self::LegalAuthority,
            GroundName::BestInterests => Self::BestInterests,
        }
    }
}

/// Carries it out; prints who may be written to about the patient, a line each.
pub(crate) async fn people(engine: &Engine, what: PeopleVerb) -> Result<(), EngineError> {
    let known = match what {
        PeopleVerb::List { patient } => engine.preferences(PatientRequest { patient }).await?,
        PeopleVerb::Record(said) => engine.record_proxy(request(*said)).await?,
        PeopleVerb::End { patient, person, reason } => {
            engine.end_proxy(EndProxyRequest { patient, proxy: person, reason }).await?
        }
        PeopleVerb::Confirm { patient, number, source } => {
            let request = ConfirmNumberRequest { patient, number, on: None, source: source.into() };
            return engine.confirm_number(request).await?.numbers.iter().try_for_each(print::line);
        }
        PeopleVerb::Write { patient, person } => {
            return print::line(&engine.start_with_proxy(StartWithProxyRequest { patient, proxy: person }).await?);
        }
        PeopleVerb::Match { conversation, patient, person } => {
            let open = engine.conversation(ConversationRequest { conversation: conversation.clone() }).await?;
            let request = MatchProxyRequest { conversation, revision: open.revision, patient, proxy: person };
            engine.match_proxy(request).await?;
            return print::line(&Done { done: true });
        }
    };
    known.people.iter().try_for_each(print::line)
}

fn request(said: Recorded) -> RecordProxyRequest {
    RecordProxyRequest {
        patient: said.patient,
        proxy: said.person,
        who: CorrespondentView { name: said.name, relationship: said.relationship.into(), called: said.called },
        number: said.number,
        scope: said.scope.into_iter().map(Into::into).collect(),
        ground: said.ground.into(),
        source: said.source.into(),
        evidence: said.evidence,
        from: said.from,
        until: said.until,
        review_on: said.review_on,
    }
}
