//! What only a fresh process shows: opening, and memory.

use std::process::Command;
use std::time::Instant;

use store::{QueueKind, Span};

use super::{read_all, search};
use crate::error::BenchError;
use crate::machine;
use crate::options::{Arguments, Side, What};
use crate::plain::Plain;
use crate::practice::{Built, Home};
use crate::report::{Goal, Measure, Sides};

/// How often a process is started.
const STARTS: usize = 21;
/// The first page of the inbox, in the reference.
pub(super) const PLAIN_INBOX: &str = "SELECT id, name, number, owner, unread, unfiled, failed, last_at, preview
    FROM thread WHERE done = 0 ORDER BY last_at DESC, id DESC LIMIT 50";
/// The newest of a thread, in the reference.
pub(super) const PLAIN_NEWEST: &str =
    "SELECT id, at, kind, state, provider, body FROM message WHERE thread = ?1 ORDER BY id DESC LIMIT 50";

/// Starts processes of this program in turns.
pub(super) fn measure(home: &Home, arguments: &Arguments) -> Result<Vec<Measure>, BenchError> {
    eprintln!("opening in fresh processes");
    let mut open = Sides::default();
    for turn in 0..STARTS.min(arguments.samples) + 1 {
        let ours = start(home, Side::Ours, What::Open)?;
        let plain = start(home, Side::Plain, What::Open)?;
        if turn > 0 {
            open.ours.add(ours.first().copied().unwrap_or_default());
            open.plain.add(plain.first().copied().unwrap_or_default());
        }
    }
    let goal = Goal::most(10.0).and_most_ratio(1.5);
    let mut measures = vec![
        Measure::medians("open with key and first inbox page (new process, file cached)", "ms", &open, Some(goal)),
        Measure::new("... p95", "ms", (open.ours.at(0.95), Some(open.plain.at(0.95))), None, open.ours.len()),
    ];
    let (ours, plain) = (start(home, Side::Ours, What::Memory)?, start(home, Side::Plain, What::Memory)?);
    let names = ["memory, practice open", "memory after queries", "memory, most at any time"];
    for ((name, ours), plain) in names.into_iter().zip(ours).zip(plain) {
        measures.push(Measure::new(name, "MiB", (ours, Some(plain)), Some(Goal::most(60.0)), 1));
    }
    Ok(measures)
}

fn start(home: &Home, side: Side, what: What) -> Result<Vec<f64>, BenchError> {
    let name = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let output = Command::new(std::env::current_exe()?)
        .args(["sample", &name(&side), &name(&what)])
        .arg(home.folder())
        .stderr(std::process::Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(BenchError::Run("a sample's process failed; its words stand above"));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Takes one sample in this process; prints figures as a JSON list.
pub(crate) async fn sample(home: &Home, side: Side, what: What) -> Result<(), BenchError> {
    let built = home.built()?.ok_or(BenchError::Run("nothing was built there"))?;
    if what == What::Tables {
        return tables(&home.connection(side)?);
    }
    let started = Instant::now();
    let figures = match side {
        Side::Ours => {
            let store = home.open_ours()?;
            let reader = built.reader;
            store.read(move |view| view.queue(QueueKind::Open, reader, None, 50)).await?;
            let open = started.elapsed().as_secs_f64() * 1_000.0;
            match what {
                What::Open | What::Tables => vec![open],
                What::Memory => {
                    let before = machine::resident();
                    ours_queries(&store, &built).await?;
                    memory(before)
                }
            }
        }
        Side::Plain => {
            let plain = Plain::open(&home.plain())?;
            read_all(&plain, PLAIN_INBOX, [])?;
            let open = started.elapsed().as_secs_f64() * 1_000.0;
            match what {
                What::Open | What::Tables => vec![open],
                What::Memory => {
                    let before = machine::resident();
                    plain_queries(&plain)?;
                    memory(before)
                }
            }
        }
    };
    println!("{}", serde_json::to_string(&figures)?);
    Ok(())
}

/// Prints what takes the room, largest first.
fn tables(connection: &rusqlite::Connection) -> Result<(), BenchError> {
    let mut statement = connection
        .prepare("SELECT name, sum(pgsize) / 1048576.0 FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 30")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        println!("{:8.2} MiB  {}", row.get::<_, f64>(1)?, row.get::<_, String>(0)?);
    }
    Ok(())
}

fn memory(before: Option<(f64, f64)>) -> Vec<f64> {
    let Some(((before, _), (after, most))) = before.zip(machine::resident()) else { return vec![] };
    vec![before, after, most]
}

async fn ours_queries(store: &store::Store, built: &Built) -> Result<(), BenchError> {
    let (reader, longest) = (built.reader, built.longest);
    for queue in [QueueKind::Open, QueueKind::Done, QueueKind::Unread, QueueKind::Unfiled] {
        store.read(move |view| view.queue(queue, reader, None, 50)).await?;
    }
    store.read(move |view| view.counts(reader, jiff::Timestamp::UNIX_EPOCH)).await?;
    store.read(move |view| view.thread(longest, Span::Newest, 50)).await?;
    for typed in search::everything() {
        store.read(move |view| view.search(&typed, false)).await?;
    }
    Ok(())
}

fn plain_queries(plain: &Plain) -> Result<(), BenchError> {
    read_all(plain, PLAIN_INBOX, [])?;
    read_all(plain, PLAIN_NEWEST, [plain.longest()?])?;
    for typed in search::everything() {
        search::plain(plain, &typed)?;
    }
    Ok(())
}
