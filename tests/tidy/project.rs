//! Reading the project as it stands in version control, or would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file that is or may be committed, as a path from the root.
pub(crate) fn files() -> Vec<PathBuf> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let output = Command::new("git").args(list).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "git lists the files of the project");
    let names = String::from_utf8(output.stdout).unwrap();
    let names = names.split('\0').filter(|name| !name.is_empty());
    // A file deleted but not yet committed is still listed.
    names.map(PathBuf::from).filter(|name| root().join(name).is_file()).collect()
}

/// The files with this ending below a folder.
pub(crate) fn files_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let is_wanted = |path: &PathBuf| path.starts_with(folder) && path.extension().is_some_and(|found| found == ending);
    files().into_iter().filter(is_wanted).collect()
}

/// All Rust of the product and its tools, without tests.
pub(crate) fn product_code() -> Vec<(PathBuf, String)> {
    let all = files_below("src-tauri", "rs").into_iter().filter(|path| !is_test(path));
    all.map(|path| (path.clone(), without_tests(&text(&path)))).collect()
}

/// Says whether a whole file is test code.
pub(crate) fn is_test(path: &Path) -> bool {
    // A port's conformance suite and the testkit are code for tests, wherever they stand.
    let for_tests = ["tests", "tests.rs", "benches", "examples", "conformance", "conformance.rs", "testkit"];
    path.components().any(|part| for_tests.iter().any(|name| part.as_os_str() == *name))
}

/// Returns a file's text; one that is not text is empty.
pub(crate) fn text(path: &Path) -> String {
    fs::read(root().join(path)).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Cuts off the tests, which stand last in a file.
pub(crate) fn without_tests(text: &str) -> String {
    let inline = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text.get(..inline).unwrap_or_default().to_owned()
}

/// Says where something was found, so that an editor can go there.
pub(crate) fn place(path: &Path, line: usize, what: &str) -> String {
    format!("{}:{}: {what}", path.display(), line + 1)
}
