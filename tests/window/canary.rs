//! Looks for patients' words where none may lie in the clear.

use std::fs;
use std::path::{Path, PathBuf};

use xtask::error::Result;
use xtask::project;

/// What a search came upon.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// How many files were read.
    pub(crate) files: usize,
    /// Which word stands in which file.
    pub(crate) seen: Vec<String>,
}

/// Searches every file below a folder, and every file's path, for words in either of the encodings that programs keep
/// text in. Large and small letters are one.
pub(crate) fn search(folder: &Path, but: &[PathBuf], words: &[&str]) -> Result<Found> {
    let needles: Vec<(&str, String)> = words
        .iter()
        .flat_map(|word| {
            let lower = word.to_ascii_lowercase();
            let wide = lower.chars().map(|letter| format!("{letter}\0")).collect();
            [(*word, lower), (*word, wide)]
        })
        .collect();
    let mut found = Found::default();
    project::walk(folder, &mut |path| {
        if but.iter().any(|place| path.starts_with(place)) {
            return;
        }
        found.files += 1;
        let mut content = fs::read(path).unwrap_or_default();
        content.extend_from_slice(path.to_string_lossy().as_bytes());
        content.make_ascii_lowercase();
        let content = String::from_utf8_lossy(&content);
        for (word, needle) in &needles {
            if content.contains(needle) {
                found.seen.push(format!("{word} in {}", path.display()));
            }
        }
    })?;
    Ok(found)
}
