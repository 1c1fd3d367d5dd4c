//! Tasks from a terminal.

use clap::{Subcommand, ValueEnum};
use contract::{
    AssignTaskRequest, ConversationRequest, EndTaskRequest, EnterRequestRequest, MakeTaskRequest, RecordContactRequest,
    TasksRequest,
};
use engine::{Engine, EngineError};
use laptop::Ports;

use crate::print;
use crate::run::{Done, standard_input};

/// What to do about tasks: reaching a patient another way than by text.
#[derive(Debug, Subcommand)]
pub(crate) enum TaskVerb {
    /// List tasks: everybody's open ones, or all of a patient's.
    List {
        /// Only mine and nobody's.
        #[arg(long, conflicts_with = "patient")]
        mine: bool,
        /// Of this patient, by id.
        #[arg(long)]
        patient: Option<String>,
    },
    /// Make a task.
    Add {
        /// The conversation it belongs to.
        conversation: String,
        /// What is to be said or done.
        what: String,
        /// By telephone, or by letter; by default as the patient wants it.
        #[arg(long, value_enum)]
        by: Option<WayName>,
        /// It cannot wait.
        #[arg(long)]
        urgent: bool,
        /// Who sees to it, by id; by default whoever is there.
        #[arg(long)]
        owner: Option<String>,
    },
    /// Give a task to somebody, or back to whoever is there.
    Give {
        /// The task's id.
        task: String,
        /// To whom, by id.
        #[arg(long)]
        to: Option<String>,
    },
    /// Say that a task is done.
    Done {
        /// The task's id.
        task: String,
        /// What came of it.
        outcome: String,
    },
    /// Say that a task is not to be done.
    Cancel {
        /// The task's id.
        task: String,
        /// Why.
        reason: String,
    },
    /// Write down a telephone call; a task that it was for is done with it, if the patient was reached.
    Called {
        /// The conversation's id.
        conversation: String,
        /// How it went.
        #[arg(value_enum)]
        outcome: CallName,
        /// What was said; "-" reads standard input.
        #[arg(default_value = "")]
        text: String,
        /// The task that it was for.
        #[arg(long)]
        task: Option<String>,
    },
    /// Write down what a patient asks for on the telephone or at the desk.
    Enter {
        /// The patient's id.
        patient: String,
        /// At which of their numbers they are answered.
        number: String,
        /// What they say; "-" reads standard input.
        text: String,
        /// They stand at the desk.
        #[arg(long)]
        at_desk: bool,
    },
}

/// A way to reach a patient.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum WayName {
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
}

/// How a call went.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CallName {
    /// The patient was spoken to.
    Reached,
    /// Nobody answered; no message was left.
    NoAnswer,
    /// A message was left, asking the patient to ring.
    LeftMessage,
}

impl From<WayName> for contract::WayView {
    fn from(way: WayName) -> Self {
        match way {
            WayName::Phone => Self::Phone,
            WayName::Letter => Self::Letter,
        }
    }
}

impl From<CallName> for contract::ContactWayView {
    fn from(outcome: CallName) -> Self {
        match outcome {
            CallName::Reached => Self::CallReached,
            CallName::NoAnswer => Self::CallNoAnswer,
            CallName::LeftMessage => Self::CallLeftMessage,
        }
    }
}

/// Carries out a call about tasks.
pub(crate) async fn task(engine: &Engine, ports: &Ports, what: TaskVerb) -> Result<(), EngineError> {
    let new_id = || ports.ids.uuid().to_string();
    match what {
        TaskVerb::List { mine, patient } => {
            let list = match patient {
                Some(patient) => TasksRequest::Patient { patient },
                None if mine => TasksRequest::Mine,
                None => TasksRequest::Open,
            };
            engine.tasks(list).await?.tasks.iter().try_for_each(print::line)
        }
        TaskVerb::Add { conversation, what, by, urgent, owner } => {
            let request = MakeTaskRequest {
                task: new_id(),
                patient: None,
                conversation: Some(conversation),
                message: None,
                route: by.map(Into::into),
                what,
                urgent,
                owner,
            };
            print::line(&engine.make_task(request).await?)
        }
        TaskVerb::Give { task, to } => {
            engine.assign_task(AssignTaskRequest { task, owner: to }).await?;
            print::line(&Done { done: true })
        }
        TaskVerb::Done { task, outcome } => {
            engine.end_task(EndTaskRequest { task, done: true, words: outcome }).await?;
            print::line(&Done { done: true })
        }
        TaskVerb::Cancel { task, reason } => {
            engine.end_task(EndTaskRequest { task, done: false, words: reason }).await?;
            print::line(&Done { done: true })
        }
        TaskVerb::Called { conversation, outcome, text, task } => {
            let (message, way) = (new_id(), outcome.into());
            let open = engine.conversation(ConversationRequest { conversation: conversation.clone() }).await?;
            let (text, revision) = (read(text)?, open.revision);
            let request = RecordContactRequest { message, conversation, way, text, task, revision, ring_again: false };
            print::line(&engine.record_contact(request).await?)
        }
        TaskVerb::Enter { patient, number, text, at_desk } => {
            let request = EnterRequestRequest { message: new_id(), patient, number, at_desk, text: read(text)? };
            print::line(&engine.enter_request(request).await?)
        }
    }
}

fn read(text: String) -> Result<String, EngineError> {
    if text == "-" { standard_input() } else { Ok(text) }
}
