//! What a change does to tasks: each change of one works out when it rings next.

use crate::{StateMut, Task, TaskId};

/// Adds a task.
pub(super) fn made<S: StateMut>(state: &mut S, task: &Task) -> Result<(), S::Error> {
    let mut row = task.clone();
    row.settle(&*state.timetable()?);
    state.put_task(row)
}

/// Edits a task that is there.
pub(super) fn edit<S: StateMut>(state: &mut S, id: TaskId, change: impl FnOnce(&mut Task)) -> Result<(), S::Error> {
    let Some(mut row) = state.task(id)? else { return Ok(()) };
    change(&mut row);
    row.settle(&*state.timetable()?);
    state.put_task(row)
}

/// Works out the alarms of every open task by another timetable.
pub(super) fn recalculated<S: StateMut>(state: &mut S) -> Result<(), S::Error> {
    let times = state.timetable()?;
    for mut row in state.open_tasks()? {
        let before = row.alarm_at;
        row.settle(&times);
        if row.alarm_at != before {
            state.put_task(row)?;
        }
    }
    Ok(())
}
