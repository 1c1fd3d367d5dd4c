//! Training the dictionary that the store packs its log with, from the log of a built practice.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::BenchError;
use crate::practice::Home;

/// How many bytes the dictionary takes: four times as many pack the rows 5 % smaller.
const BYTES: usize = 4096;
/// How many rows of a kind it is trained on: enough of the common kinds, and all of the rare ones.
const OF_A_KIND: usize = 1_500;
/// How many rows are read at once.
const PAGE: u32 = 10_000;

/// Trains the dictionary on the rows of a practice's log and writes it.
pub(crate) async fn train(home: &Home, to: &Path) -> Result<(), BenchError> {
    if home.built()?.is_none() {
        return Err(BenchError::Run("nothing was built there"));
    }
    let store = home.open_ours()?;
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut after = 0;
    loop {
        let rows = store.read(move |view| view.log(after, PAGE)).await?;
        let Some((last, _)) = rows.last() else { break };
        after = *last;
        for (_, row) in &rows {
            let json = serde_json::to_value(row)?;
            let kind = json.pointer("/fact/change").and_then(|kind| kind.as_str()).unwrap_or_default();
            let samples = kinds.entry(kind.to_owned()).or_default();
            if samples.len() < OF_A_KIND {
                samples.push(serde_json::to_string(row)?);
            }
        }
    }
    let samples: Vec<String> = kinds.into_values().flatten().collect();
    Ok(std::fs::write(to, zstd::dict::from_samples(&samples, BYTES)?)?)
}
