//! `cargo xtask test`: every check in order, and one closing line.

mod count;
mod steps;

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::{During as _, Result, TaskError};
use crate::process::Running;
use crate::project;

pub use count::Count;
use steps::Work;

/// How much of a failed step's output is shown.
const TAIL: usize = 200;

/// What became of a step.
struct Outcome {
    name: &'static str,
    took: Duration,
    count: Count,
    note: String,
}

/// Runs all steps, or those that are named.
///
/// # Errors
/// When a step failed, or there is no step of that name.
pub fn run(only: &[String]) -> Result<()> {
    let steps = steps::all();
    if let Some(unknown) = only.iter().find(|name| !steps.iter().any(|step| step.name == name.as_str())) {
        let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
        return Err(TaskError::new(format!("there is no step “{unknown}”; there are: {}", names.join(" "))));
    }
    let mut outcomes = Vec::new();
    for step in steps.into_iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name)) {
        println!("{:<9} {} …", step.name, step.what);
        let started = Instant::now();
        let (count, note) = match (step.work)() {
            Work::Skip(why) => (Count { skipped: 1, ..Count::default() }, format!("SKIPPED: {why}")),
            Work::Do(command) => carry_out(step.name, command, step.limit),
        };
        let outcome = Outcome { name: step.name, took: started.elapsed(), count, note };
        println!("{}", line(&outcome));
        outcomes.push(outcome);
    }
    close(&outcomes)
}

/// Prints the closing summary; the last line is for machines.
fn close(outcomes: &[Outcome]) -> Result<()> {
    println!("\n{}", "-".repeat(72));
    outcomes.iter().for_each(|outcome| println!("{}", line(outcome)));
    let total = outcomes.iter().fold(Count::default(), |total, outcome| total + outcome.count);
    println!("{}", "-".repeat(72));
    println!("{total}");
    match total.failed {
        0 => Ok(()),
        _ => Err(TaskError::new("")),
    }
}

fn line(outcome: &Outcome) -> String {
    let Outcome { name, took, count, note } = outcome;
    let word = match (count.failed, count.passed) {
        (1.., _) => "FAILED",
        (0, 0) => "skipped",
        (0, _) => "ok",
    };
    format!("{word:<8} {name:<9} {:>7.1} s  {count}  {note}", took.as_secs_f64()).trim_end().to_owned()
}

/// Runs a step's program with its output in a file; shows the end of that file if it fails.
fn carry_out(name: &str, mut command: Command, limit: Duration) -> (Count, String) {
    let done = attempt(name, &mut command, limit);
    let (said, trouble) = match done {
        Ok((said, trouble)) => (said, trouble),
        Err(error) => (String::new(), Some(error.to_string())),
    };
    let count = Count::of(&said, trouble.is_none());
    let Some(trouble) = trouble else { return (count, String::new()) };
    let lines: Vec<&str> = said.lines().collect();
    for line in lines.iter().skip(lines.len().saturating_sub(TAIL)) {
        println!("    {line}");
    }
    println!("    {trouble}");
    (count, format!("see target/xtask/logs/{name}.log"))
}

/// Returns what the program said, and what went wrong with it.
fn attempt(name: &str, command: &mut Command, limit: Duration) -> Result<(String, Option<String>)> {
    let path = project::own_folder("logs")?.join(format!("{name}.log"));
    let log = File::create(&path).during("the step's log")?;
    command.stdin(Stdio::null()).stdout(log.try_clone().during("the step's log")?).stderr(log);
    command.envs([("CARGO_TERM_COLOR", "never"), ("NO_COLOR", "1"), ("FORCE_COLOR", "0")]);
    let trouble = match Running::start(name, command)?.wait(limit) {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{name} ended with {status}")),
        Err(error) => Some(error.to_string()),
    };
    let said = fs::read(&path).during("the step's log")?;
    Ok((String::from_utf8_lossy(&said).into_owned(), trouble))
}
