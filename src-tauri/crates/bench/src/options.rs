//! What a run is asked for.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Builds a large practice and plain SQLite beside it, times both in turns, and prints JSON.
#[derive(Clone, Debug, Parser)]
#[command(name = "anteroom-bench", version)]
pub(crate) struct Arguments {
    /// How many patients.
    #[arg(long, default_value_t = 20_000)]
    pub(crate) patients: usize,
    /// How many messages.
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) messages: u64,
    /// From which seed.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Keep the practice in this folder, and take it from there if it was kept.
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    /// How often each reading is timed.
    #[arg(long, default_value_t = 200)]
    pub(crate) samples: usize,
    /// Build only; with --keep.
    #[arg(long)]
    pub(crate) build_only: bool,
    /// Leave out rebuilding the views, the longest measure.
    #[arg(long)]
    pub(crate) skip_rebuild: bool,
    /// What only a process of its own can do.
    #[command(subcommand)]
    pub(crate) task: Option<Task>,
}

/// Something that only a process of its own can do.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Task {
    /// Times one opening, or reads the memory that opening and querying takes.
    #[command(hide = true)]
    Sample {
        /// Whose database.
        side: Side,
        /// What to show.
        what: What,
        /// Where the databases are.
        folder: PathBuf,
    },
    /// Copies the practice for the window, and gives its key to this session's password store.
    #[command(hide = true)]
    Lend {
        /// Where the databases are.
        folder: PathBuf,
        /// The folder that the app is to open.
        to: PathBuf,
    },
    /// Trains the dictionary that the store packs its log with. A dictionary in use is never replaced: a new one comes
    /// beside it.
    Dictionary {
        /// Where the databases are.
        folder: PathBuf,
        /// The file to write.
        to: PathBuf,
    },
}

/// Whose database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    /// Ours.
    Ours,
    /// The reference.
    Plain,
}

/// What a fresh process shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// The time to the first page of the inbox.
    Open,
    /// The memory after opening and after queries.
    Memory,
    /// How many MiB each table and index takes.
    Tables,
}
