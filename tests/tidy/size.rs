//! Files stay small enough to be read in one go.

use crate::project::{files_below, product_code, text};

/// From here on a file is named.
const RUST_AIM: usize = 300;
/// From here on it is refused.
const RUST_LIMIT: usize = 500;
const COMPONENT_AIM: usize = 250;
const COMPONENT_LIMIT: usize = 400;

#[test]
fn rust_files_are_small() {
    let sizes = product_code().into_iter().map(|(path, code)| (path.display().to_string(), code.lines().count()));
    judge(sizes, RUST_AIM, RUST_LIMIT);
}

#[test]
fn components_are_small() {
    let components = files_below("ui/src", "tsx").into_iter();
    judge(
        components.map(|path| (path.display().to_string(), text(&path).lines().count())),
        COMPONENT_AIM,
        COMPONENT_LIMIT,
    );
}

fn judge(sizes: impl Iterator<Item = (String, usize)>, aim: usize, limit: usize) {
    let large: Vec<(String, usize)> = sizes.filter(|(_, lines)| *lines > aim).collect();
    for (path, lines) in &large {
        println!("{path}: {lines} lines; the aim is {aim}");
    }
    let refused: Vec<&(String, usize)> = large.iter().filter(|(_, lines)| *lines > limit).collect();
    assert!(refused.is_empty(), "these need to become two rooms (limit {limit}): {refused:?}");
}
