//! Limits on texting with a patient, from the terminal.

use clap::{Subcommand, ValueEnum};
use contract::{LiftLimitRequest, LimitMessagingRequest, OpenWayView, PatientRequest};
use engine::{Engine, EngineError};

use crate::print;

/// What to do about a limit.
#[derive(Debug, Subcommand)]
pub(crate) enum LimitVerb {
    /// Show every limit there was, the newest first: who set, reviewed and lifted it, when and why.
    Show {
        /// The patient's id.
        patient: String,
    },
    /// Do not answer the patient's texts for a time. What they write arrives, rings and is counted as ever.
    Set {
        /// The patient's id.
        patient: String,
        /// Why.
        reason: String,
        /// How else they reach the practice; several are said by saying it several times.
        #[arg(long = "open", value_enum, required = true)]
        open: Vec<OpenWayName>,
        /// When somebody looks at it again, at most a year ahead, for example 2027-02-22.
        #[arg(long)]
        review_on: String,
    },
    /// Answer their texts again.
    Lift {
        /// The patient's id.
        patient: String,
        /// Why.
        reason: String,
    },
}

/// A way to reach the practice that stays open.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OpenWayName {
    /// By telephone.
    Telephone,
    /// At the desk.
    Desk,
    /// By letter.
    Letter,
}

impl From<OpenWayName> for OpenWayView {
    fn from(name: OpenWayName) -> Self {
        match name {
            OpenWayName::Telephone => Self::Telephone,
            OpenWayName::Desk => Self::Desk,
            OpenWayName::Letter => Self::Letter,
        }
    }
}

/// Carries it out; prints every limit there was, a line each, the newest first.
pub(crate) async fn limit(engine: &Engine, what: LimitVerb) -> Result<(), EngineError> {
    let known = match what {
        LimitVerb::Show { patient } => engine.preferences(PatientRequest { patient }).await?,
        LimitVerb::Set { patient, reason, open, review_on } => {
            let open = open.into_iter().map(Into::into).collect();
            engine.limit_messaging(LimitMessagingRequest { patient, reason, open, review_on }).await?
        }
        LimitVerb::Lift { patient, reason } => engine.lift_limit(LiftLimitRequest { patient, reason }).await?,
    };
    known.limits.iter().try_for_each(print::line)
}
