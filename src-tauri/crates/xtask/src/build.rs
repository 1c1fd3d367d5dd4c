//! Building the programs as they are used: with the window's content inside.

use std::process::Command;
use std::time::Duration;

use crate::error::{Result, TaskError};
use crate::process::Running;
use crate::project::{self, Stamp};

/// The feature that puts the built window into the program, instead of asking a development server for it.
pub const WINDOW_INSIDE: &str = "--features=tauri/custom-protocol";
/// The first build takes about ten minutes on two cores.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

/// The program that runs npm.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Builds the window's content, if it changed, and the programs.
///
/// # Errors
/// When something does not build.
pub fn everything() -> Result<()> {
    window_content()?;
    programs()
}

/// Builds the window's content unless what it is made of is as it was.
///
/// # Errors
/// When it does not build.
pub fn window_content() -> Result<()> {
    let ui = project::root().join("ui");
    let stamp = Stamp::of("ui-build", std::slice::from_ref(&ui))?;
    if stamp.is_fresh() && ui.join("dist/index.html").exists() {
        return Ok(());
    }
    eprintln!("Building the window's content (npm run build) …");
    run("npm run build", Command::new(NPM).args(["run", "--silent", "build"]).current_dir(ui))?;
    stamp.done()
}

/// Builds the app, the sandbox and `anteroomctl`.
///
/// # Errors
/// When they do not build.
pub fn programs() -> Result<()> {
    eprintln!("Building the programs (cargo build; about ten minutes the first time, seconds afterwards) …");
    let mut command = cargo();
    command.args(["build", "--locked", "--package=anteroom", "--package=sandbox", "--package=ctl"]);
    run("cargo build", command.arg(WINDOW_INSIDE))
}

/// Builds what is measured, with release speed: the measurements and, where a window can be measured, the app,
/// `anteroomctl`, the sandbox and the blank window. One call, so that both windows have the same Tauri.
///
/// # Errors
/// When something does not build.
pub fn measured(with_window: bool) -> Result<()> {
    let mut command = cargo();
    command.args(["build", "--quiet", "--locked", "--profile=bench", "--package=bench", "--bin=anteroom-bench"]);
    if with_window {
        window_content()?;
        command.args(["--package=anteroom", "--bin=anteroom", "--example=blank"]);
        command.args([
            "--package=sandbox",
            "--bin=anteroom-sandbox",
            "--package=ctl",
            "--bin=anteroomctl",
            WINDOW_INSIDE,
        ]);
    }
    eprintln!("Building with release speed (some ten minutes the first time on two cores) …");
    run("cargo build", &mut command)
}

/// Returns the cargo that runs this program, in the folder of the project.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project::root());
    command
}

fn run(name: &str, command: &mut Command) -> Result<()> {
    // What a task itself prints may be for a program to read; how a build goes is for a person.
    command.stdout(std::io::stderr());
    let status = Running::start(name, command)?.wait(PATIENCE)?;
    if status.success() { Ok(()) } else { Err(TaskError::new(format!("{name} failed ({status})"))) }
}
