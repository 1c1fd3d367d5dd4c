//! The pages that are made from the same data as the rules have not drifted. `ANTEROOM_WRITE=1` writes them anew.
#![expect(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use model::{RIGHTS, Role};
use serde::Serialize;

const ROLES: [(Role, &str); 7] = [
    (Role::Gp, "GP"),
    (Role::Nurse, "Nurse"),
    (Role::Pharmacist, "Pharmacist"),
    (Role::Reception, "Reception"),
    (Role::Manager, "Manager"),
    (Role::InformationGovernance, "Information governance"),
    (Role::ReadOnly, "Read-only"),
];

/// Turns a name of the rules ("override_objection") into words.
fn words(name: &impl Serialize) -> String {
    serde_json::to_value(name).unwrap().as_str().unwrap().replace('_', " ")
}

fn rights() -> String {
    let mut page = "# Who may do what\n\nMade from the table that every decision reads (`src-tauri/crates/model/src/rights.rs`). Everybody may read. What a role\nmay not do is refused and written into the log.\n\n".to_owned();
    let heads: Vec<&str> = ROLES.iter().map(|(_, name)| *name).collect();
    page.push_str(&format!("| | {} |\n|---|{}\n", heads.join(" | "), ":-:|".repeat(ROLES.len())));
    for (act, roles) in RIGHTS {
        let cells: Vec<&str> = ROLES.iter().map(|(role, _)| if roles.contains(role) { "yes" } else { "–" }).collect();
        page.push_str(&format!("| {} | {} |\n", words(&act), cells.join(" | ")));
    }
    page
}

#[test]
fn c2_3_the_rights_in_the_docs_are_those_of_the_rules() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rights.md");
    if std::env::var_os("ANTEROOM_WRITE").is_some() {
        std::fs::write(&path, rights()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert_eq!(committed, rights(), "docs/rights.md differs from the rules: write it anew with ANTEROOM_WRITE=1");
}
