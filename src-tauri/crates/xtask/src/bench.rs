//! The measurements. Never a timed test: they print figures, and a person judges them.

mod figures;
mod page;
mod practice;
mod tree;
mod window;

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use serde_json::{Value, json};

use crate::error::{During as _, Result, TaskError};
use crate::setup::{self, For};
use crate::{build, process, project};

/// What a run is asked for. What is left out is as `anteroom-bench --help` says.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// How many patients (20,000 if not said).
    #[arg(long)]
    patients: Option<u64>,
    /// How many messages (1,000,000 if not said).
    #[arg(long)]
    messages: Option<u64>,
    /// From which seed.
    #[arg(long)]
    seed: Option<u64>,
    /// Keep the practice in this folder, and take it from there if it was kept.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// How often each reading of the store is timed.
    #[arg(long)]
    samples: Option<u64>,
    /// How often each window is opened.
    #[arg(long, default_value_t = 7)]
    starts: usize,
    /// Build the practice only; with --keep.
    #[arg(long)]
    build_only: bool,
    /// Leave out rebuilding the views, the longest measure of the store.
    #[arg(long)]
    skip_rebuild: bool,
    /// Leave out the store: measure the window only.
    #[arg(long, conflicts_with = "skip_window")]
    skip_store: bool,
    /// Leave out the window.
    #[arg(long)]
    skip_window: bool,
}

/// Builds the measurements with release speed and runs them; they print JSON.
///
/// # Errors
/// When the practice cannot be built or measured. A window that cannot be measured is told in the report.
pub fn run(options: &Options) -> Result<()> {
    let no_window = no_window(options)
        .map(str::to_owned)
        .or_else(|| setup::set_up(For::Headless).err().map(|error| format!("the window cannot be built: {error}")));
    build::measured(no_window.is_none())?;
    let lent = match options.keep {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("anteroom-bench-").tempdir().during("a folder for the practice")?),
    };
    let folder = options.keep.as_deref().or_else(|| lent.as_ref().map(tempfile::TempDir::path)).during("no folder")?;
    // The path is made whole: the measurements run in the folder of the project.
    let folder = std::path::absolute(folder).during("the folder of the practice")?;
    let mut report = measurements(options, &folder, true)?;
    if !options.build_only {
        // The window first: measuring the store writes into the practice.
        let window = match no_window {
            Some(reason) => Err(TaskError::new(reason)),
            None => window::measure(&folder, &report, options.starts),
        };
        if !options.skip_store {
            report = measurements(options, &folder, false)?;
        }
        let report = report.as_object_mut().during("the measurements print no object")?;
        match window {
            Ok(window) => report.insert("window".to_owned(), window),
            Err(reason) => {
                eprintln!("the window was not measured: {reason}");
                report.insert("window_reason".to_owned(), json!(reason.to_string()));
                report.insert("window".to_owned(), Value::Null)
            }
        };
    }
    println!("{}", serde_json::to_string_pretty(&report).during("the report")?);
    Ok(())
}

/// Says why the window is not measured, if it is not.
fn no_window(options: &Options) -> Option<&'static str> {
    // Also to build the practice only, the window's programs are built: with other packages beside them, cargo would
    // build everything below the store once more.
    if options.skip_window {
        Some("the window was not asked for")
    } else if !cfg!(target_os = "linux") {
        Some("the window is measured on Linux only: its driver and the private session around it exist only there")
    } else {
        None
    }
}

/// Runs the measurements of the store, or only builds the practice, and returns what they print.
fn measurements(options: &Options, folder: &Path, build_only: bool) -> Result<Value> {
    let mut command = Command::new(program());
    command.current_dir(project::root()).arg("--keep").arg(folder);
    let numbers = [
        ("--patients", options.patients),
        ("--messages", options.messages),
        ("--seed", options.seed),
        ("--samples", options.samples),
    ];
    for (name, number) in numbers {
        command.args(number.map(|number| format!("{name}={number}")));
    }
    command.args(build_only.then_some("--build-only"));
    command.args(options.skip_rebuild.then_some("--skip-rebuild"));
    let report = process::printed("anteroom-bench", &mut command)?;
    serde_json::from_str(&report).during("what the measurements print")
}

/// The measurements' own program.
fn program() -> PathBuf {
    project::measured().join(format!("anteroom-bench{}", std::env::consts::EXE_SUFFIX))
}
