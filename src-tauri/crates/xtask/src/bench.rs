//! The measurements. Never a timed test: they print figures, and a person judges them.

use crate::build;
use crate::error::Result;
use crate::process;

/// Builds the measurements with release speed and runs them; they print JSON.
///
/// # Errors
/// When they fail.
pub fn run(arguments: &[String]) -> Result<()> {
    eprintln!("Measuring a practice made from a fixed seed; the first build takes some minutes …");
    let mut command = build::cargo();
    command.args(["run", "--quiet", "--locked", "--profile=bench", "--package=bench", "--"]);
    process::foreground(command.args(arguments))
}
