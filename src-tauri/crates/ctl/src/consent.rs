//! What patients said about being messaged, from the terminal.

use clap::Subcommand;
use contract::{
    ChannelView, MarkRouteRequest, MessageRequest, PatientRequest, RecordConsentRequest, ReviewWishRequest,
    WishNameView,
};
use engine::{Engine, EngineError};

use crate::names::{DecisionName, PurposeName, SourceName};
use crate::print;
use crate::run::Done;

/// What to do about consent.
#[derive(Debug, Subcommand)]
pub(crate) enum ConsentVerb {
    /// Show what stands, and everything that was said.
    Show {
        /// The patient's id.
        patient: String,
    },
    /// Write down what the patient said.
    Record {
        /// The patient's id.
        patient: String,
        /// Yes or no.
        #[arg(value_enum)]
        decision: DecisionName,
        /// For what; by default for everything.
        #[arg(long, value_enum)]
        purpose: Option<PurposeName>,
        /// The day it was said, for example 2026-11-22.
        #[arg(long)]
        on: String,
        /// The time it was said, for example 14:05.
        #[arg(long)]
        at: Option<String>,
        /// How it reached the practice.
        #[arg(long, value_enum)]
        source: SourceName,
        /// What was said, or where it stands.
        #[arg(long, default_value = "")]
        evidence: String,
        /// When to ask again.
        #[arg(long)]
        review_on: Option<String>,
    },
    /// List what is to be asked about again, now or within a month; or say of one that nothing changed.
    Review {
        /// Say that nothing changed: the patient's id.
        #[arg(long, requires_all = ["wish", "due"])]
        patient: Option<String>,
        /// Of what: the place of a statement, "mark", "limit", or the person's id.
        #[arg(long, requires = "patient")]
        wish: Option<String>,
        /// The date to ask again, as the list shows it.
        #[arg(long, requires = "patient")]
        due: Option<String>,
    },
    /// Say that a message which perhaps asks for an end of texts does not.
    Dismiss {
        /// The message's id, as `show` prints it.
        message: String,
    },
    /// Mark text messages as not safe for a patient: nothing goes by itself, and staff are warned.
    Unsafe {
        /// The patient's id.
        patient: String,
        /// Why.
        reason: String,
    },
    /// Say that text messages are safe again.
    Safe {
        /// The patient's id.
        patient: String,
        /// Why.
        reason: String,
    },
}

pub(crate) async fn consent(engine: &Engine, what: ConsentVerb) -> Result<(), EngineError> {
    let channel = ChannelView::Sms;
    let known = match what {
        ConsentVerb::Show { patient } => engine.preferences(PatientRequest { patient }).await?,
        ConsentVerb::Record { patient, decision, purpose, on, at, source, evidence, review_on } => {
            let request = RecordConsentRequest {
                patient,
                channel,
                purpose: purpose.map(Into::into),
                decision: decision.into(),
                said_on: on,
                said_at: at,
                source: source.into(),
                message: None,
                evidence,
                review_on,
            };
            engine.record_consent(request).await?
        }
        ConsentVerb::Review { patient, wish, due } => return review(engine, (patient, wish, due)).await,
        ConsentVerb::Dismiss { message } => {
            engine.dismiss_opt_out(MessageRequest { message }).await?;
            return print::line(&Done { done: true });
        }
        ConsentVerb::Unsafe { patient, reason } => {
            engine.mark_route(MarkRouteRequest { patient, channel, is_unsafe: true, reason }).await?
        }
        ConsentVerb::Safe { patient, reason } => {
            engine.mark_route(MarkRouteRequest { patient, channel, is_unsafe: false, reason }).await?
        }
    };
    print::line(&known)
}

/// Prints what is to be asked about again, a line each; before that says of one that nothing changed.
async fn review(
    engine: &Engine,
    (patient, wish, due): (Option<String>, Option<String>, Option<String>),
) -> Result<(), EngineError> {
    let view = match (patient, wish, due) {
        (Some(patient), Some(wish), Some(due)) => {
            let name = match (wish.as_str(), wish.parse()) {
                ("mark", _) => WishNameView::Mark,
                ("limit", _) => WishNameView::Limit,
                (_, Ok(place)) => WishNameView::Statement { place },
                _ => WishNameView::Person { proxy: wish },
            };
            engine.review_wish(ReviewWishRequest { patient, name, due }).await?
        }
        _ => engine.wishes_to_review().await?,
    };
    view.rows.iter().try_for_each(print::line)
}
