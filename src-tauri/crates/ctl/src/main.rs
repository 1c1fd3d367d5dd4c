//! `anteroomctl`: the same engine from a terminal, for administrators and for tests.
//!
//! Answers are JSON, one object a line, on standard output; errors are one JSON object on standard error. Exit codes:
//! 0 done, 1 a rule said no, 2 the call was not understood, 3 something was found wrong (`verify`), 4 the practice does
//! not open, 5 anything else.
//!
//! **Invariants.** No rule of its own: every word of it is an engine's verb.

mod arguments;
mod closing;
mod consent;
mod due;
mod duty;
mod limit;
mod list;
mod names;
mod people;
mod print;
mod quote;
mod report;
mod retract;
mod run;
mod schedule;
mod snooze;
mod task;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(_) => return print::failed(&engine::EngineError::Internal("this computer gives no threads")),
    };
    let code = runtime.block_on(run::run(arguments)).unwrap_or_else(|error| print::failed(&error));
    runtime.shutdown_background(); // A read of standard input cannot be stopped, and must not be waited for.
    code
}
