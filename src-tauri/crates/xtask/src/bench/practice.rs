//! The measured practice on a desk: lent, with somebody in front of it, and at rest.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::tree::Tree;
use crate::desk::Desk;
use crate::error::{During as _, Result, TaskError};
use crate::{process, project};

/// Who has the longest conversation, and somebody else: the first two patients that the measurements invent.
const PATIENTS: [&str; 2] = ["+447700000000", "+447700000001"];
/// What they write.
const ASKED: &str = "Could you tell me when I will hear?";
/// What the first of them is answered.
const NEWEST: &str = "This is the newest message of the longest conversation.";
/// What the other one is answered after that, so that the longest conversation is not the one that opens by itself.
const LATER: &str = "This came later, to somebody else.";
/// How long the app may take to do what is due when it opens the practice for the first time.
const REST: Duration = Duration::from_secs(120);
/// How long the workers may take to do what is due in a practice that was left alone for months: reminders above all.
const SETTLE: Duration = Duration::from_secs(1_200);

/// Sets a desk up and lends it the practice in a folder.
pub(super) fn lend(folder: &Path) -> Result<Desk> {
    let desk = Desk::set_up(&project::measured(), 0.0)?;
    // As set-up makes it: the app takes a record that is missing for a drive that is not there.
    std::fs::create_dir_all(desk.record()).during("the folder of the record")?;
    let mut lending = desk.session.command(super::program());
    process::output(lending.arg("lend").arg(folder).arg(desk.home()))?;
    Ok(desk)
}

/// Opens the practice for the first time: says who sits here, files what is due, lets two patients write and answers them,
/// so that they stand first among those who are waited for, and waits until nothing is left to do.
///
/// # Errors
/// Also when there is no end to what is due: what would be measured then is not the window.
pub(super) fn begin(desk: &Desk) -> Result<()> {
    let window = desk.open_window(false)?;
    window.click("who-choice")?;
    window.wait_for("row")?;
    drop(window);
    connect(desk)?;
    for patient in PATIENTS {
        desk.sandbox.patient_writes(patient, ASKED)?;
    }
    terminal(desk, &["collect"])?;
    let open = terminal(desk, &["threads", "--queue", "open"])?;
    for (patient, words) in PATIENTS.into_iter().zip([NEWEST, LATER]) {
        let text = |row: &Value, name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
        let row = open.iter().find(|row| text(row, "number").as_deref() == Some(patient));
        let id = row.and_then(|row| text(row, "id")).during("the conversation of a patient who wrote")?;
        terminal(desk, &["send", &id, words, "--purpose", "administration"])?;
    }
    file_all(desk)?;
    settle(desk)?;
    let window = desk.open_window(false)?;
    window.wait_for("row")?;
    window.click("queue-waiting")?;
    window.row_with(LATER)?;
    came_to_rest("the window", Tree::below(window.browser().id())?.rest(REST)?)
}

/// Lets the workers do what is due, without the window, which would read its list anew with each change.
fn settle(desk: &Desk) -> Result<()> {
    eprintln!("  doing what is due");
    let mut command = command(desk);
    command.arg("run").stdin(Stdio::piped()).stdout(Stdio::null());
    let workers = process::Running::start("the workers", &mut command)?;
    came_to_rest("the workers", Tree::of(workers.id()).rest(SETTLE)?)
}

fn came_to_rest(who: &str, rested: bool) -> Result<()> {
    if rested {
        return Ok(());
    }
    Err(TaskError::new(format!("{who} did not come to rest; what is measured beside other work says nothing")))
}

/// Connects the sandbox, as staff connect an account: the practice is live, and has no provider by itself.
fn connect(desk: &Desk) -> Result<()> {
    /// The sandbox's own account, number, and token, which protects nothing.
    const SET: [&str; 6] =
        ["provider", "set", "--account", "AC00000000000000000000000000000001", "--number", "+447700900000"];
    const TOKEN: &[u8] = b"sandbox-token";
    let mut command = command(desk);
    command.args(SET).args(["--url", desk.sandbox.url()]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut program = command.spawn().during("anteroomctl")?;
    program.stdin.take().during("its input")?.write_all(TOKEN).during("the sandbox's token")?;
    let ended = program.wait().during("anteroomctl")?;
    if ended.success() { Ok(()) } else { Err(TaskError::new(format!("the sandbox could not be connected ({ended})"))) }
}

/// Files what is due, batch by batch, until no batch leaves fewer. Without the window, which would draw its list anew
/// with each.
fn file_all(desk: &Desk) -> Result<()> {
    eprintln!("  filing what is due");
    let mut left = u64::MAX;
    loop {
        let counts = terminal(desk, &["file"])?;
        let counts = counts.first().and_then(|counts| counts.get("unfiled"));
        let unfiled = counts.and_then(Value::as_u64).during("how much is not filed")?;
        if unfiled >= left {
            return Ok(());
        }
        left = unfiled;
    }
}

/// Returns the terminal's program, over the practice on this desk.
fn command(desk: &Desk) -> Command {
    let mut command = desk.session.command(project::measured().join("anteroomctl"));
    command.env("ANTEROOM_HOME", desk.home()).env("ANTEROOM_SANDBOX", desk.sandbox.url());
    command
}

/// Asks the practice from the terminal; returns the lines that it prints.
fn terminal(desk: &Desk, arguments: &[&str]) -> Result<Vec<Value>> {
    let printed = process::output(command(desk).args(arguments))?;
    printed.lines().map(|line| serde_json::from_str(line).during("a line of the terminal's")).collect()
}
