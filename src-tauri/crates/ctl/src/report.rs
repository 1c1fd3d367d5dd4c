//! Reports over past days, and templates made of messages: JSON lines without patients' words.

use clap::Subcommand;
use contract::{MessageRequest, NextStepListRequest, NextStepsRequest, SaveTemplateRequest};
use engine::{Engine, EngineError};
use jiff::civil::Date;

use crate::print;

/// What to report.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportVerb {
    /// Whether each patient learnt the next step the same day: a line for each working day, then one for all together.
    NextSteps {
        /// The first day, for example 2026-11-16; by default seven working days up to the last one.
        #[arg(long)]
        from: Option<Date>,
        /// The last day; by default today.
        #[arg(long)]
        to: Option<Date>,
        /// A line for each contact instead, with the patient's name.
        #[arg(long)]
        contacts: bool,
    },
}

/// Prints a report.
pub(crate) async fn report(engine: &Engine, what: ReportVerb) -> Result<(), EngineError> {
    let ReportVerb::NextSteps { from, to, contacts } = what;
    let list = contacts.then_some(NextStepListRequest { day: None, outcome: None });
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let shown = engine.next_steps(NextStepsRequest { from: day(from), to: day(to), list }).await?;
    if contacts {
        return shown.lines.iter().try_for_each(print::line);
    }
    shown.days.iter().rev().try_for_each(print::line)?;
    print::line(&Total { from: shown.from, to: shown.to, total: shown.total })
}

/// All days together.
#[derive(serde::Serialize)]
struct Total {
    from: String,
    to: String,
    total: contract::NextStepCounts,
}

/// Prints the template that a message would make, or keeps it under a name.
pub(crate) async fn from_message(engine: &Engine, message: String, name: Option<String>) -> Result<(), EngineError> {
    let mut made = engine.template_of_message(MessageRequest { message }).await?;
    let Some(name) = name else { return print::line(&made) };
    made.document.name = name;
    let before = engine.templates().await?;
    let saved = engine.save_template(SaveTemplateRequest { template: None, seen: 0, document: made.document }).await?;
    let new = saved.templates.iter().find(|one| !before.templates.iter().any(|known| known.id == one.id));
    print::line(new.ok_or(EngineError::NotFound)?)
}
