//! `cargo xtask bundle`: the packages that are installed, with the sandbox beside the app's own program.
//!
//! The sandbox is named to Tauri here and not in `tauri.conf.json`: there Tauri would ask for its finished program before
//! every build and check of the app, also where nothing is packed.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::build::{self, NPM};
use crate::error::{During as _, Result};
use crate::process;
use crate::project;

/// Builds the packages; the arguments are those of `tauri build`, such as `--debug` or `--bundles deb`.
///
/// # Errors
/// When something does not build.
pub fn run(arguments: &[String]) -> Result<()> {
    let is_debug = arguments.iter().any(|argument| argument == "--debug");
    let mut sandbox = build::cargo();
    sandbox.args(["build", "--locked", "--package=sandbox"]).args((!is_debug).then_some("--release"));
    process::foreground(&mut sandbox)?;

    let suffix = std::env::consts::EXE_SUFFIX;
    let built = project::target().join(if is_debug { "debug" } else { "release" });
    let folder = project::target().join("xtask").join("bundle");
    fs::create_dir_all(&folder).during("the folder target/xtask/bundle")?;
    let beside = folder.join("anteroom-sandbox");
    // Tauri looks for it under its name and that of the system it is for.
    let named = folder.join(format!("anteroom-sandbox-{}{suffix}", host()?));
    fs::copy(built.join(format!("anteroom-sandbox{suffix}")), named).during("the sandbox's program")?;
    let config = folder.join("tauri.json");
    fs::write(&config, json!({ "bundle": { "externalBin": [beside] } }).to_string()).during("target/xtask/bundle")?;

    let mut tauri = Command::new(NPM);
    tauri.args(["exec", "--prefix", "ui", "--", "tauri", "build", "--config"]).arg(config).args(arguments);
    process::foreground(tauri.current_dir(project::root()))
}

/// Returns the compiler's name for this system.
fn host() -> Result<String> {
    let said = process::output(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).during("rustc does not say which system this is")
}
