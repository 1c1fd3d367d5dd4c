//! Which room may know which: the arrows of src-tauri/ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::project::root;

/// A room, and the rooms it may know.
const ARROWS: [(&str, &[&str]); 14] = [
    ("model", &[]),
    ("store", &["model"]),
    ("vault", &[]),
    ("channels", &["model"]),
    ("record", &["model"]),
    ("contract", &["model"]),
    ("engine", &["model", "store", "vault", "channels", "record", "contract"]),
    ("laptop", &["model", "store", "vault", "channels", "record", "contract", "engine"]),
    ("ctl", &["model", "contract", "engine", "laptop", "vault"]),
    ("anteroom", &["model", "contract", "engine", "laptop", "vault"]),
    ("sandbox", &[]),
    // For development only: what it joins are whole practices for tests, and nothing of the product knows it.
    ("testkit", &["model", "store", "channels", "record", "contract", "engine", "sandbox"]),
    ("bench", &["model", "store", "vault"]),
    ("xtask", &[]),
];

/// Rooms that tests of any room may know: they have no rules of the product.
const FOR_TESTS: [&str; 3] = ["testkit", "sandbox", "xtask"];

#[test]
fn rooms_know_only_the_rooms_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into();
    let rooms = rooms();
    let ours: BTreeSet<&str> = rooms.iter().map(|room| room.name.as_str()).collect();
    let mut wrong = Vec::new();
    for room in &rooms {
        let Some(may) = allowed.get(room.name.as_str()) else {
            wrong.push(format!("{} has no place in tests/tidy/arrows.rs and src-tauri/ARCHITECTURE.md", room.name));
            continue;
        };
        for (known, for_tests) in &room.knows {
            let is_room = ours.contains(known.as_str());
            let is_allowed = may.contains(&known.as_str())
                || known == &room.name
                || (*for_tests && (FOR_TESTS.contains(&known.as_str()) || is_below(known, &room.name, &allowed)));
            if is_room && !is_allowed {
                wrong.push(format!("{} knows {known}{}", room.name, if *for_tests { " in its tests" } else { "" }));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that the plan does not have:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_shell_knows_tauri() {
    let knowing: Vec<String> = rooms()
        .into_iter()
        .filter(|room| room.name != "anteroom" && room.knows.iter().any(|(known, _)| known.starts_with("tauri")))
        .map(|room| room.name)
        .collect();
    assert!(knowing.is_empty(), "these know Tauri: {knowing:?}");
}

#[test]
fn the_model_does_nothing_by_itself() {
    let worldly = ["tokio", "async-trait", "reqwest", "rusqlite", "tracing", "getrandom", "tauri", "futures"];
    let model = rooms().into_iter().find(|room| room.name == "model").unwrap();
    let known: Vec<&String> =
        model.knows.iter().map(|(known, _)| known).filter(|known| worldly.contains(&known.as_str())).collect();
    assert!(known.is_empty(), "no input, output, clock or chance in the model: {known:?}");
}

struct Room {
    name: String,
    /// What it knows, and whether only its tests do.
    knows: Vec<(String, bool)>,
}

/// Tests may join more rooms than the product does, but only rooms that stand below or beside theirs.
fn is_below(known: &str, room: &str, allowed: &BTreeMap<&str, &[&str]>) -> bool {
    allowed.get(known).is_some_and(|knows| !knows.contains(&room))
}

/// Asks cargo for the members of the workspace.
fn rooms() -> Vec<Room> {
    let mut cargo = std::process::Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version=1"]).current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "cargo describes the workspace: {}", String::from_utf8_lossy(&output.stderr));
    let described: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    list(&described, "packages")
        .iter()
        .map(|package| Room {
            name: text(package, "name"),
            knows: list(package, "dependencies")
                .iter()
                .map(|known| (text(known, "name"), text(known, "kind") == "dev"))
                .collect(),
        })
        .collect()
}
