//! Times a practice of 20,000 patients and 1,000,000 messages, beside plain unencrypted SQLite doing the same work in
//! the same run, and prints JSON. Never a test: a busy machine is slow, not wrong.
//!
//! The practice is built from a seed through the app's own door, `Store::commit`: every message is decided, chained,
//! indexed and durable. Both sides are timed in turns, so that what else the machine does meets both.

mod dictionary;
mod error;
mod lend;
mod machine;
mod measure;
mod options;
mod plain;
mod practice;
mod random;
mod report;
mod words;

use std::process::ExitCode;

use clap::Parser;

use error::BenchError;
use machine::Machine;
use options::{Arguments, Task};
use practice::Home;
use report::Report;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("anteroom-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), BenchError> {
    if let Some(Task::Lend { folder, to }) = &arguments.task {
        return lend::lend(&Home::new(folder), to);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    if let Some(Task::Sample { side, what, folder }) = &arguments.task {
        return runtime.block_on(measure::sample(&Home::new(folder), *side, *what));
    }
    if let Some(Task::Dictionary { folder, to }) = &arguments.task {
        return runtime.block_on(dictionary::train(&Home::new(folder), to));
    }
    if arguments.patients < 200 || arguments.messages < 1_000 {
        return Err(BenchError::Run("at least 200 patients and 1,000 messages: fewer show nothing"));
    }
    let machine = Machine::look();
    let lent = if arguments.keep.is_some() { None } else { Some(tempfile::tempdir()?) };
    let folder = arguments.keep.as_deref().or_else(|| lent.as_ref().map(tempfile::TempDir::path));
    let home = Home::new(folder.ok_or(BenchError::Run("no folder"))?);
    eprintln!("building {} patients and {} messages", arguments.patients, arguments.messages);
    let built = runtime.block_on(practice::build(arguments, &home))?;
    let measures =
        if arguments.build_only { vec![] } else { runtime.block_on(measure::all(arguments, &home, &built))? };
    let report = Report { measures, practice: built, machine: machine.after() };
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
