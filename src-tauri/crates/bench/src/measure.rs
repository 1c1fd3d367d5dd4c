//! The measures: each the same work on both sides, in turns.

mod ingest;
mod open;
mod pages;
mod search;

use std::time::Instant;

use store::Store;

use crate::error::BenchError;
use crate::options::Arguments;
use crate::plain::Plain;
use crate::practice::{Built, Home};
use crate::report::{Goal, Measure, Sides};

pub(crate) use open::sample;

/// What every measure works on.
struct Bench<'a> {
    arguments: &'a Arguments,
    home: &'a Home,
    built: &'a Built,
    store: Store,
    plain: Plain,
}

/// Takes every measure.
pub(crate) async fn all(arguments: &Arguments, home: &Home, built: &Built) -> Result<Vec<Measure>, BenchError> {
    // Processes of their own first: nothing else has the files open then.
    let mut measures = open::measure(home, arguments)?;
    measures.extend(sizes(home)?);
    let building = |seconds: f64| built.messages as f64 / seconds;
    measures.push(Measure::new(
        "building the practice (all operations)",
        "messages/s",
        (building(built.ours_seconds), Some(building(built.plain_seconds))),
        None,
        1,
    ));
    let bench = Bench { arguments, home, built, store: home.open_ours()?, plain: Plain::open(&home.plain())? };
    measures.extend(pages::measure(&bench).await?);
    measures.extend(search::measure(&bench).await?);
    let mut bench = bench;
    measures.extend(ingest::measure(&mut bench).await?);
    if !arguments.skip_rebuild {
        eprintln!("rebuilding every view");
        let started = Instant::now();
        let changes = bench.store.rebuild().await?;
        let rate = changes as f64 / started.elapsed().as_secs_f64();
        measures.push(Measure::new("rebuild every view", "changes/s", (rate, None), Some(Goal::least(100_000.0)), 1));
    }
    Ok(measures)
}

/// Compares the files as the last process left them.
fn sizes(home: &Home) -> Result<Vec<Measure>, BenchError> {
    let mib = |path| std::fs::metadata(path).map(|data| data.len() as f64 / (1024.0 * 1024.0));
    let sizes = (mib(home.ours())?, Some(mib(home.plain())?));
    Ok(vec![Measure::new("file size", "MiB", sizes, Some(Goal::most_ratio(1.4)), 1)])
}

/// Times something in milliseconds, and keeps what it returns from being left out.
fn timed<T>(work: impl FnOnce() -> Result<T, BenchError>) -> Result<f64, BenchError> {
    let started = Instant::now();
    std::hint::black_box(work()?);
    Ok(started.elapsed().as_secs_f64() * 1_000.0)
}

/// Times a reading of ours as a caller waits for it.
async fn timed_read<T: Send + 'static>(
    store: &Store,
    read: impl FnOnce(&store::View<'_>) -> Result<T, store::StoreError> + Send + 'static,
) -> Result<f64, BenchError> {
    let started = Instant::now();
    std::hint::black_box(store.read(read).await?);
    Ok(started.elapsed().as_secs_f64() * 1_000.0)
}

/// Reads both sides in turns, after a few turns that do not count.
async fn in_turns<T: Send + 'static>(
    bench: &Bench<'_>,
    read: impl Fn(&store::View<'_>) -> Result<T, store::StoreError> + Clone + Send + 'static,
    plain: impl Fn(&Plain) -> Result<(), BenchError>,
) -> Result<Sides, BenchError> {
    let mut sides = Sides::default();
    let warm = 5.min(bench.arguments.samples);
    for turn in 0..bench.arguments.samples + warm {
        let ours = timed_read(&bench.store, read.clone()).await?;
        let theirs = timed(|| plain(&bench.plain))?;
        if turn >= warm {
            sides.ours.add(ours);
            sides.plain.add(theirs);
        }
    }
    Ok(sides)
}

/// Reads every row of a query, every column of it, as a program would.
fn read_all(plain: &Plain, sql: &str, parameters: impl rusqlite::Params) -> Result<(), BenchError> {
    let mut statement = plain.connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            std::hint::black_box(row.get::<_, rusqlite::types::Value>(column)?);
        }
    }
    Ok(())
}
