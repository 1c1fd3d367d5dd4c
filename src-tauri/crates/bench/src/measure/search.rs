//! Search, a key at a time.

use super::{Bench, read_all, timed, timed_read};
use crate::error::BenchError;
use crate::plain::Plain;
use crate::report::{Goal, Measure, Samples, Sides};

/// What is typed, key by key.
const TYPED: &str = "amoxicillin rash";
/// Whole queries beside it: common, rare, beginnings, several words, nothing there.
const PROBES: &[&str] = &[
    "a",
    "bl",
    "pre",
    "please",
    "appointment",
    "chest pain",
    "amoxi",
    "warfarin",
    "methotrexate rash",
    "doctor call back",
    "sore throat fever cough",
    "zzyzx",
    "the",
    "i have",
    "prescription please",
    "07700 000123",
];
/// How often each key and probe is timed.
const ROUNDS: usize = 15;

/// Returns everything that is searched for: each key of what is typed, then the probes.
pub(super) fn everything() -> Vec<String> {
    let keys = (1..=TYPED.len()).filter_map(|length| TYPED.get(..length));
    keys.chain(PROBES.iter().copied()).map(str::to_owned).collect()
}

/// Searches the reference as ours does: every word, the last as a beginning, newest first.
pub(super) fn plain(plain: &Plain, typed: &str) -> Result<(), BenchError> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let quoted = words.iter().enumerate();
    let quoted =
        quoted.map(|(place, word)| if place == last { format!("\"{word}\" *") } else { format!("\"{word}\"") });
    let expression = quoted.collect::<Vec<_>>().join(" ");
    let sql = "SELECT message.id, message.at, thread.id, thread.name, thread.number, message.body
        FROM message_text JOIN message ON message.id = message_text.rowid JOIN thread ON thread.id = message.thread
        WHERE message_text MATCH ?1 ORDER BY message_text.rowid DESC LIMIT 50";
    read_all(plain, sql, [expression])
}

/// Takes the measures.
pub(super) async fn measure(bench: &Bench<'_>) -> Result<Vec<Measure>, BenchError> {
    eprintln!("search");
    let rounds = ROUNDS.min(bench.arguments.samples).max(1);
    let keys = TYPED.len();
    let mut measures = Vec::new();
    let (mut typed, mut probes) = (Sides::default(), Sides::default());
    let mut slowest = (0.0, String::new());
    for (place, query) in everything().into_iter().enumerate() {
        let mut sides = Sides::default();
        for turn in 0..=rounds {
            let asked = query.clone();
            let ours = timed_read(&bench.store, move |view| view.search(&asked, false)).await?;
            let theirs = timed(|| plain(&bench.plain, &query))?;
            if turn > 0 {
                sides.ours.add(ours);
                sides.plain.add(theirs);
            }
        }
        if sides.ours.median() > slowest.0 {
            slowest = (sides.ours.median(), query.clone());
        }
        let all = if place < keys { &mut typed } else { &mut probes };
        all.ours.extend(&sides.ours);
        all.plain.extend(&sides.plain);
        measures.push(Measure::medians(format!("search: \"{query}\""), "ms", &sides, Some(Goal::most(250.0))));
    }
    eprintln!("  slowest: \"{}\"", slowest.1);
    let share = |name: String, sides: &Sides, share: f64, goal: Option<Goal>| {
        let at = |samples: &Samples| samples.at(share);
        Measure::new(name, "ms", (at(&sides.ours), Some(at(&sides.plain))), goal, sides.ours.len())
    };
    for (name, sides) in
        [(format!("search per key of \"{TYPED}\""), &typed), ("search: all probes".to_owned(), &probes)]
    {
        measures.push(share(format!("{name}, p50"), sides, 0.5, Some(Goal::most(2.0))));
        measures.push(share(format!("{name}, p95"), sides, 0.95, Some(Goal::most(15.0))));
        measures.push(share(format!("{name}, max"), sides, 1.0, Some(Goal::most(250.0))));
    }
    Ok(measures)
}
