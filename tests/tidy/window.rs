//! What the window may do, and where its code may reach.

use serde_json::Value;

use crate::project::{files_below, place, root, text};

#[test]
fn each_capability_names_its_windows_and_its_commands() {
    let files = files_below("src-tauri/capabilities", "json");
    assert!(!files.is_empty(), "there are capabilities");
    for path in files {
        let capability: Value = serde_json::from_str(&text(&path)).unwrap();
        let windows = capability.get("windows").and_then(Value::as_array).cloned().unwrap_or_default();
        assert!(!windows.is_empty(), "{} names its windows", path.display());
        assert!(
            windows.iter().all(|name| !name.as_str().unwrap_or("*").contains('*')),
            "{}: one by one",
            path.display()
        );
        assert!(capability.get("remote").is_none(), "{}: nobody else's page may call us", path.display());
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let config: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("tauri.conf.json")).unwrap()).unwrap();
    let policy = config.pointer("/app/security/csp").and_then(Value::as_object).cloned().unwrap_or_default();
    assert_eq!(policy.get("default-src").and_then(Value::as_str), Some("'none'"), "what is not named is refused");
    for (kind, sources) in &policy {
        for source in sources.as_str().unwrap_or_default().split_whitespace() {
            let is_own = ["'none'", "'self'", "blob:", "data:", "ipc:", "http://ipc.localhost"].contains(&source);
            assert!(is_own, "{kind} takes in {source}");
        }
    }
    let mut found = Vec::new();
    for path in ["ts", "tsx", "css", "html"].iter().flat_map(|ending| files_below("ui/src", ending)) {
        for (number, line) in text(&path).lines().enumerate() {
            let is_remark = line.trim_start().starts_with("//") || line.trim_start().starts_with('*');
            let is_name = line.contains("http://www.w3.org/"); // The name of a language, never fetched.
            if (line.contains("http://") || line.contains("https://")) && !is_remark && !is_name {
                found.push(place(&path, number, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "addresses in the window's content:\n{}", found.join("\n"));
}

#[test]
fn text_is_never_markup() {
    let found =
        lines_with(&["dangerouslySetInnerHTML", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"]);
    assert!(found.is_empty(), "patients' words would become elements:\n{}", found.join("\n"));
}

#[test]
fn only_the_platform_room_knows_tauri() {
    let mut found = lines_with(&["@tauri-apps/"]);
    found.retain(|line| !line.starts_with("ui/src/platform/"));
    assert!(found.is_empty(), "these know Tauri:\n{}", found.join("\n"));
}

#[test]
fn no_feature_imports_a_feature() {
    let mut found = Vec::new();
    for path in ["ts", "tsx"].iter().flat_map(|ending| files_below("ui/src/features", ending)) {
        let own =
            path.components().nth(3).map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
        for (number, line) in text(&path).lines().enumerate().filter(|(_, line)| line.contains(" from ")) {
            let other = line.split_once("features/").map(|(_, rest)| rest);
            let sibling = line.contains("\"../../features/") || other.is_some_and(|rest| !rest.starts_with(&own));
            // From a feature's own folder, two steps up is the room of all features.
            let neighbour = line.split_once("from \"../").is_some_and(|(_, rest)| {
                !rest.starts_with("../") && path.components().count() == 5 && !rest.is_empty()
            });
            if sibling || neighbour {
                found.push(place(&path, number, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "features meet in ui/src/app:\n{}", found.join("\n"));
}

/// Returns the lines of the window's own code that hold one of these.
fn lines_with(words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in ["ts", "tsx"].iter().flat_map(|ending| files_below("ui/src", ending)) {
        for (number, line) in text(&path).lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(place(&path, number, line.trim()));
            }
        }
    }
    found
}
