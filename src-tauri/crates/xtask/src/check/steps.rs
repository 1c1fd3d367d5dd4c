//! The steps, cheap ones first. All of Rust is built with one set of features, so that it is built once.

use std::process::Command;
use std::time::Duration;

use crate::build::{self, NPM, WINDOW_INSIDE};
use crate::project;
use crate::setup;

/// The tests that open the real window or kill real processes, one at a time and after all others.
const WHOLE_PRODUCT: [&str; 2] = ["window", "kill"];

/// One step.
pub(super) struct Step {
    /// Its name, for `--only`.
    pub(super) name: &'static str,
    /// What it looks at.
    pub(super) what: &'static str,
    /// How long it may take.
    pub(super) limit: Duration,
    /// What to do, known when its turn comes.
    pub(super) work: Box<dyn Fn() -> Work>,
}

/// What a step does.
pub(super) enum Work {
    /// Run this.
    Do(Command),
    /// It cannot be done here, for this reason.
    Skip(String),
}

/// Returns all steps in order.
pub(super) fn all() -> Vec<Step> {
    vec![
        step("fmt", "the form of the Rust code", 2, || cargo(&["fmt", "--all", "--check"])),
        step("ui-check", "the types of the window's content", 5, || npm("check")),
        step("ui-lint", "the rules of the window's content", 5, || npm("lint")),
        step("ui-test", "the parts of the window, without a window", 10, || npm("test")),
        step("ui-build", "the window's content as it is shipped", 5, || npm("build")),
        step("ui-a11y", "the accessibility of every state of the window", 25, || npm("a11y")),
        step("clippy", "the rules of the Rust code", 40, || {
            cargo(&["clippy", "--workspace", "--all-targets", "--locked", WINDOW_INSIDE, "--", "-D", "warnings"])
        }),
        step("build", "the programs", 40, || {
            cargo(&["build", "--locked", "--package=anteroom", "--package=sandbox", "--package=ctl", WINDOW_INSIDE])
        }),
        step("rust", "the Rust tests of every room", 40, rust_tests),
        step("doctest", "the examples in the documentation", 15, || {
            cargo(&["test", "--doc", "--workspace", "--locked", WINDOW_INSIDE])
        }),
        step("doc", "the documentation itself", 20, documentation),
        step("deny", "licences and sources of the dependencies", 5, dependencies),
        step("window", "the real window, with password store and notifications", 20, || whole_product("window")),
        step("kill", "power cuts: nothing lost, nothing sent twice", 20, || whole_product("kill")),
    ]
}

fn step(name: &'static str, what: &'static str, minutes: u64, work: impl Fn() -> Work + 'static) -> Step {
    Step { name, what, limit: Duration::from_secs(minutes * 60), work: Box::new(work) }
}

fn cargo(arguments: &[&str]) -> Work {
    let mut command = build::cargo();
    command.args(arguments);
    Work::Do(command)
}

fn npm(script: &str) -> Work {
    let mut command = Command::new(NPM);
    command.args(["run", "--silent", script]).current_dir(project::root().join("ui"));
    Work::Do(command)
}

fn rust_tests() -> Work {
    if setup::has_nextest() {
        let filter = format!("not binary(/^({})$/)", WHOLE_PRODUCT.join("|"));
        return cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast", WINDOW_INSIDE, "-E", &filter]);
    }
    // Without nextest the tests of the whole product run here, too, one after the other.
    cargo(&["test", "--workspace", "--all-targets", "--locked", "--no-fail-fast", WINDOW_INSIDE])
}

fn whole_product(name: &str) -> Work {
    if !project::root().join("tests").join(format!("{name}.rs")).exists() {
        return Work::Skip(format!("there is no tests/{name}.rs"));
    }
    if !cfg!(target_os = "linux") {
        return Work::Skip("it needs the virtual session of Linux".to_owned());
    }
    if !setup::has_nextest() {
        return Work::Skip("it ran among the Rust tests".to_owned());
    }
    cargo(&["nextest", "run", "--locked", "--no-fail-fast", "--test-threads=1", "--test", name, WINDOW_INSIDE])
}

fn documentation() -> Work {
    let mut command = build::cargo();
    command.args(["doc", "--workspace", "--no-deps", "--document-private-items", "--locked", WINDOW_INSIDE]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    Work::Do(command)
}

/// The list of known weaknesses is not asked: it stands on a server that not every machine reaches.
fn dependencies() -> Work {
    let Some(program) = setup::deny() else {
        return Work::Skip("cargo-deny is not to be had here".to_owned());
    };
    let mut command = Command::new(program);
    command.args(["--locked", "--workspace", "--config", ".deny.toml", "check", "bans", "licenses", "sources"]);
    command.current_dir(project::root());
    Work::Do(command)
}
