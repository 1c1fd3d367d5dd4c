//! `anteroom-sandbox`: the stand-in provider as a program of its own.

use std::{io::Write as _, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use clap::{Parser, ValueEnum};
use sandbox::{Config, TrainingPatient, patients_as_csv, patients_as_json, start, training_patients};
use tokio::io::AsyncReadExt as _;

/// A stand-in messaging provider with simulated patients, on this computer only.
#[derive(Parser)]
#[command(name = "anteroom-sandbox", version)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Account id that clients must name.
    #[arg(long, default_value = Config::ACCOUNT_SID)]
    account_sid: String,
    /// Token that clients must bring.
    #[arg(long, default_value = Config::TOKEN)]
    token: String,
    /// The practice's number.
    #[arg(long, default_value = Config::NUMBER)]
    number: String,
    /// Milliseconds between queued, sending, sent and delivered.
    #[arg(long, default_value_t = 500)]
    status_step_ms: u64,
    /// File with the simulated patients, as --print-patients json writes it; without it the built-in ones.
    #[arg(long)]
    patients: Option<PathBuf>,
    /// How fast patients live: 1 is a gentle surgery, 0 is nobody.
    #[arg(long, default_value_t = 1.0, value_parser = pace)]
    pace: f64,
    /// What the patients' choices grow from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// File to which each message is appended as a line of JSON.
    #[arg(long)]
    journal: Option<PathBuf>,
    /// Seconds after which it ends by itself.
    #[arg(long, default_value_t = 12 * 60 * 60)]
    for_seconds: u64,
    /// End when standard input closes, as it does when the parent process ends.
    #[arg(long)]
    with_parent: bool,
    /// Print the simulated patients and end.
    #[arg(long, value_enum)]
    print_patients: Option<Format>,
}

/// How patients are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Json,
}

fn pace(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(pace) if (0.0..=1000.0).contains(&pace) => Ok(pace),
        _ => Err("a number from 0 to 1000".to_owned()),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "anteroom-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let patients = match &arguments.patients {
        Some(path) => serde_json::from_slice::<Vec<TrainingPatient>>(&std::fs::read(path)?)?,
        None => training_patients(),
    };
    if let Some(format) = arguments.print_patients {
        let text = match format {
            Format::Csv => patients_as_csv(&patients)?,
            Format::Json => patients_as_json(&patients)? + "\n",
        };
        return Ok(std::io::stdout().write_all(text.as_bytes())?);
    }
    #[expect(clippy::disallowed_methods, reason = "the program hands the time to everything below it")]
    let clock = Arc::new(jiff::Timestamp::now);
    let running = start(Config {
        port: arguments.port,
        account_sid: arguments.account_sid,
        token: arguments.token,
        number: arguments.number,
        status_step: Duration::from_millis(arguments.status_step_ms),
        patients,
        pace: arguments.pace,
        seed: arguments.seed,
        journal: arguments.journal,
        clock,
    })
    .await?;
    let ready = serde_json::json!({ "url": running.url(), "pid": std::process::id() });
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{ready}")?;
    stdout.flush()?;
    tokio::select! {
        () = running.wait() => {}
        () = tokio::time::sleep(Duration::from_secs(arguments.for_seconds)) => {}
        () = parent_ends(), if arguments.with_parent => {}
    }
    // A blocked read of standard input must not keep the process.
    std::process::exit(0)
}

/// Waits until standard input closes.
async fn parent_ends() {
    let mut byte = [0];
    while matches!(tokio::io::stdin().read(&mut byte).await, Ok(1..)) {}
}
