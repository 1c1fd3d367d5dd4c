//! Listing conversations.

use contract::{Arranged, MessageClassView, Queue, QueueOrder, QueueRequest};
use engine::{Engine, EngineError};
use serde::Serialize;

use crate::names::{ClassName, OrderName};
use crate::print;

/// How many conversations a page of a list has.
const PAGE: u32 = 200;

/// What a filter did not let through, after the last row.
#[derive(Serialize)]
struct Hidden {
    hidden: u32,
    hidden_raised: u32,
}

/// Says how a list is arranged.
pub(crate) fn arranged(order: Option<OrderName>, classes: &[ClassName], unread: bool) -> Arranged {
    let order = order.map(|order| match order {
        OrderName::Due => QueueOrder::Due,
        OrderName::Newest => QueueOrder::Newest,
        OrderName::Oldest => QueueOrder::Oldest,
    });
    let classes = classes.iter().map(|class| match class {
        ClassName::Urgent => MessageClassView::Urgent,
        ClassName::SameDay => MessageClassView::SameDay,
        ClassName::Routine => MessageClassView::Routine,
        ClassName::Administrative => MessageClassView::Administrative,
    });
    Arranged { order, classes: classes.collect(), unread }
}

/// Prints a queue, one conversation a line; under a filter the last line says how many it hides (C6.22).
pub(crate) async fn threads(engine: &Engine, queue: &str, arranged: Arranged) -> Result<(), EngineError> {
    // What is no queue is told with the names of those that are.
    let queue: Queue = serde_json::from_value(serde_json::Value::String(queue.to_owned()))
        .map_err(|error| EngineError::NotUnderstood(error.to_string()))?;
    let is_filtered = arranged.unread || !arranged.classes.is_empty();
    let mut after = None;
    let mut hidden = Hidden { hidden: 0, hidden_raised: 0 };
    loop {
        let request = QueueRequest { queue, after, limit: PAGE, arranged: arranged.clone() };
        let page = engine.queue(request).await?;
        if arranged.order.is_some_and(|order| order != page.order) {
            return Err(EngineError::BadRequest("this list cannot be in that order"));
        }
        page.rows.iter().try_for_each(print::line)?;
        hidden =
            Hidden { hidden: hidden.hidden + page.hidden, hidden_raised: hidden.hidden_raised + page.hidden_raised };
        after = page.next;
        if after.is_none() {
            return if is_filtered { print::line(&hidden) } else { Ok(()) };
        }
    }
}
