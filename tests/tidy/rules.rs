//! Rules that clippy has no word for.

use std::path::Path;

use crate::project::{files, files_below, is_test, place, product_code, root, text};

#[test]
fn product_code_does_not_unwrap() {
    assert_nowhere(
        &find(|line| line.contains(".unwrap()") && !is_comment(line)),
        "say what happens instead of `.unwrap()`",
    );
}

#[test]
fn each_look_at_patients_words_says_why() {
    let mut silent = Vec::new();
    for (path, code) in product_code() {
        // The type itself may.
        if path.ends_with("model/src/sensitive.rs") {
            continue;
        }
        let lines: Vec<&str> = code.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|number| lines.get(number)).copied().unwrap_or_default();
            if line.contains(".expose()") && !line.contains("//") && !is_comment(before) {
                silent.push(place(&path, number, line.trim()));
            }
        }
    }
    assert_nowhere(&silent, "`expose()` needs a comment on its line or the line before that says why");
}

#[test]
fn spans_take_no_arguments_along() {
    let found = find(|line| line.contains("instrument(") && line.contains("#[") && !line.contains("skip_all"));
    let bare = find(|line| line.trim() == "#[instrument]" || line.trim() == "#[tracing::instrument]");
    assert_nowhere(&[found, bare].concat(), "`instrument` without `skip_all` would log what it is given");
}

#[test]
fn nothing_is_left_for_later() {
    // Put together, so that this file does not name them.
    let words = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|parts| parts.concat());
    let mut left = Vec::new();
    for path in files().iter().filter(|path| is_ours(path)) {
        for (number, line) in text(path).lines().enumerate() {
            if words.iter().any(|word| line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)) {
                left.push(place(path, number, line.trim()));
            }
        }
    }
    assert_nowhere(&left, "do it, or write it down where it is planned");
}

#[test]
fn no_file_knows_a_persons_machine() {
    let places = ["home", "Users", "root", "work"].map(|folder| format!("/{folder}/"));
    let mut knowing = Vec::new();
    for path in files().iter().filter(|path| is_ours(path)) {
        for (number, line) in text(path).lines().enumerate() {
            let is_path = |place: &String| {
                line.match_indices(place.as_str()).any(|(at, _)| {
                    // The start of a path, not its middle, nor a word that somebody puts after it.
                    let before = line.get(..at).and_then(|before| before.chars().last());
                    before.is_none_or(|letter| " \"'`(=:".contains(letter))
                })
            };
            if places.iter().any(is_path) {
                knowing.push(place(path, number, line.trim()));
            }
        }
    }
    assert_nowhere(&knowing, "paths of one machine");
}

#[test]
fn no_test_file_is_forgotten() {
    let manifest = text(Path::new("Cargo.toml"));
    let is_root_test = |path: &&std::path::PathBuf| path.parent() == Some(Path::new("tests"));
    let tests = files_below("tests", "rs");
    let forgotten: Vec<String> = tests
        .iter()
        .filter(is_root_test)
        .map(|path| path.display().to_string())
        .filter(|path| !manifest.contains(&format!("path = \"{path}\"")))
        .collect();
    assert_nowhere(&forgotten, "Cargo.toml does not name these tests: they would never run");
}

#[test]
fn no_test_is_put_aside() {
    let mut aside = Vec::new();
    for path in files().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        for (number, line) in text(&path).lines().enumerate() {
            if line.trim_start().starts_with("#[ignore") || line.trim_start().starts_with("#[should_panic") {
                aside.push(place(&path, number, line.trim()));
            }
        }
    }
    assert_nowhere(&aside, "a test runs and says what it expects");
}

#[test]
fn the_top_level_is_what_the_plan_says() {
    let known = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "docs",
        "icons",
        "src-tauri",
        "tauri.conf.json",
        "tests",
        "ui",
    ];
    let mut found: Vec<String> = files()
        .iter()
        .filter_map(|path| path.components().next())
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !known.contains(&name.as_str()))
        .collect();
    found.dedup();
    assert_nowhere(&found, "tool configuration is dotted; everything else has a room");
    let missing: Vec<&str> = known.into_iter().filter(|name| !root().join(name).exists()).collect();
    assert!(missing.is_empty(), "the plan has them: {missing:?}");
}

/// Returns the lines of the product's code that are as described.
fn find(is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (path, code) in product_code() {
        for (number, line) in code.lines().enumerate().filter(|(_, line)| is_wanted(line)) {
            found.push(place(&path, number, line.trim()));
        }
    }
    found
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Leaves out what a machine writes.
fn is_ours(path: &Path) -> bool {
    let is_written = path.ends_with("Cargo.lock") || path.ends_with("package-lock.json") || path.starts_with("gen");
    let is_data = is_test(path) && path.extension().is_some_and(|ending| ending != "rs" && ending != "ts");
    !is_written && !is_data
}

fn assert_nowhere(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}
