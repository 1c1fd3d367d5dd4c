//! Tasks from a terminal.

use contract::{
    AssignTaskRequest, EndTaskRequest, EnterRequestRequest, MakeTaskRequest, RecordContactRequest, TasksRequest,
};
use engine::{Engine, EngineError};
use laptop::Ports;

use crate::arguments::TaskVerb;
use crate::print;
use crate::run::{Done, standard_input};

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
            let request = RecordContactRequest { message, conversation, way, text: read(text)?, task };
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
