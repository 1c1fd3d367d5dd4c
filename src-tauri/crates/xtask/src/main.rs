//! `cargo xtask`: the one door to the project.

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use xtask::error::Result;
use xtask::setup::{self, For};
use xtask::{bench, build, bundle, check, cross, process, run, session};

/// Sets Anteroom up, runs it, tests it, measures it.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install everything that is missing: system packages, npm packages, tools.
    Setup,
    /// Open Anteroom on the training practice; without a display, carry out the main job in a private one.
    Run {
        /// Do it in a private virtual session although there is a display.
        #[arg(long)]
        headless: bool,
        /// End by itself after so many seconds.
        #[arg(long = "for", value_name = "SECONDS")]
        seconds: Option<u64>,
    },
    /// Run every check, unit to real window, and close with one summary.
    Test {
        /// Run only this step; may be said several times.
        #[arg(long, value_name = "STEP")]
        only: Vec<String>,
    },
    /// Build the programs with the window inside.
    Build,
    /// Build the packages that are installed.
    Bundle {
        /// What `tauri build` understands: `--debug`, `--bundles deb`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Write the TypeScript side of the contract anew.
    Contract,
    /// Check that the app compiles for Windows and macOS, where this machine has what that takes.
    Cross,
    /// Measure a large practice beside plain SQLite, and the window beside a blank one; print JSON.
    Bench(bench::Options),
    /// Run a program in a private virtual session: display, message bus, password store, notifications.
    Session {
        /// The program and its arguments.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = process::end_together().and_then(|()| carry_out(Arguments::parse().task));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let text = error.to_string();
            if !text.is_empty() {
                eprintln!("cargo xtask: {text}");
            }
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Result<()> {
    match task {
        Task::Setup => setup::set_up(For::Test),
        Task::Run { headless, seconds } => {
            let hidden = headless || !session::has_display();
            setup::set_up(if hidden { For::Headless } else { For::Run })?;
            build::everything()?;
            run::run(hidden, seconds.map(Duration::from_secs))
        }
        Task::Test { only } => {
            setup::set_up(For::Test)?;
            check::run(&only)
        }
        Task::Build => {
            setup::set_up(For::Run)?;
            build::everything()
        }
        Task::Bundle { arguments } => {
            setup::set_up(For::Run)?;
            bundle::run(&arguments)
        }
        Task::Contract => process::foreground(
            build::cargo().args(["test", "--quiet", "--package=contract"]).env("ANTEROOM_WRITE", "1"),
        ),
        Task::Cross => cross::run(),
        Task::Bench(options) => bench::run(&options),
        Task::Session { command } => run::in_session(&command),
    }
}
