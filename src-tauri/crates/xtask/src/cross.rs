//! `cargo xtask cross`: does the app still compile for the systems that this machine is not?
//!
//! It checks types, it links and runs nothing. For Windows the C code is compiled, too, by mingw. For macOS nobody but Apple
//! has the headers, so on another system a stand-in takes the C compiler's place: it makes empty objects, and only the Rust
//! side is proven.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::build::{self, WINDOW_INSIDE};
use crate::error::{During as _, Result, TaskError};
use crate::process::{self, Running};
use crate::project;

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MACOS: &str = "aarch64-apple-darwin";
/// The first time C libraries are compiled, too.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

/// What the stand-in for a C compiler does. Asked to expand macros, it says what build scripts look for: that it is clang,
/// and which OpenSSL there is. Asked to compile, it makes an empty object; asked to archive, an empty archive.
const STAND_IN: &str = r#"#!/bin/sh
case "$1" in
cq* | crs* | s | rcs*)
    [ "$1" = s ] || printf '!<arch>\n' >"$2"
    exit 0
    ;;
esac
for argument in "$@"; do
    if [ "$argument" = -E ]; then
        printf '#pragma message "clang"\nRUST_VERSION_NEW_OPENSSL_3_0_0\n'
        exit 0
    fi
done
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then
        : >"$2"
    fi
    shift
done
"#;

/// A system to check for.
struct Target {
    name: &'static str,
    /// What is needed beyond Rust: a program that shows it is there, and how to get it.
    tools: &'static [(&'static str, &'static str)],
    /// Whether C code is compiled by a stand-in.
    stands_in: bool,
}

/// Checks the app for Windows and macOS, but for the system it runs on, which `cargo xtask test` checks. Windows cannot check
/// for macOS.
///
/// # Errors
/// When it does not compile for one, or something that the check needs is missing; the other is checked all the same.
pub fn run() -> Result<()> {
    let mut targets = Vec::new();
    if !cfg!(windows) {
        let tools: &[_] = &[
            ("x86_64-w64-mingw32-gcc", "the C compiler of mingw-w64 (Debian: gcc-mingw-w64-x86-64)"),
            ("x86_64-w64-mingw32-windres", "windres of mingw-w64 (Debian: binutils-mingw-w64-x86-64)"),
            ("perl", "Perl, which OpenSSL is configured with"),
            ("make", "make, which OpenSSL is built with"),
        ];
        targets.push(Target { name: WINDOWS, tools, stands_in: false });
    }
    // The stand-in is a shell's script.
    if cfg!(all(unix, not(target_os = "macos"))) {
        targets.push(Target { name: MACOS, tools: &[], stands_in: true });
    }
    let mut failed = Vec::new();
    for target in &targets {
        println!("{:<24} cargo check (minutes the first time, seconds afterwards) …", target.name);
        let started = Instant::now();
        match check(target) {
            Ok(()) => println!("ok       {} {:.0} s", target.name, started.elapsed().as_secs_f64()),
            Err(error) => {
                println!("FAILED   {}: {error}", target.name);
                failed.push(target.name);
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(TaskError::new(format!("not checked: {}", failed.join(", ")))) }
}

fn check(target: &Target) -> Result<()> {
    let missing = missing(target)?;
    if !missing.is_empty() {
        return Err(TaskError::new(format!("missing here: {}", missing.join("; "))));
    }
    let folder = project::target().join("cross");
    let mut command = build::cargo();
    command.args(["check", "--locked", "--package=anteroom", "--package=ctl", "--package=sandbox", WINDOW_INSIDE]);
    command.args(["--target", target.name]).env("CARGO_TARGET_DIR", &folder);
    if target.stands_in {
        stand_in(target.name, &folder, &mut command)?;
    }
    let status = Running::start("cargo check", &mut command)?.wait(PATIENCE)?;
    if status.success() { Ok(()) } else { Err(TaskError::new(format!("cargo check failed ({status})"))) }
}

/// Says what must be installed first.
fn missing(target: &Target) -> Result<Vec<String>> {
    let here = process::output(Command::new("rustc").args(["--print", "target-libdir", "--target", target.name]))?;
    let library =
        (!Path::new(&here).is_dir()).then(|| format!("Rust's own library for it (rustup target add {})", target.name));
    let is_missing = |program: &str| process::output(Command::new(program).arg("--version")).is_err();
    let tools = target.tools.iter().filter(|(program, _)| is_missing(program)).map(|(_, what)| (*what).to_owned());
    Ok(library.into_iter().chain(tools).collect())
}

/// Puts the stand-in where build scripts look for a C compiler, an archiver and Apple's headers.
fn stand_in(target: &str, folder: &Path, command: &mut Command) -> Result<()> {
    let folder = folder.join("stand-in");
    let (program, headers) = (folder.join("cc"), folder.join("include"));
    fs::create_dir_all(&headers).during("a stand-in for the C compiler")?;
    fs::write(&program, STAND_IN).during("a stand-in for the C compiler")?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).during("a stand-in for the C compiler")?;
    }
    let suffix = target.replace('-', "_");
    for tool in ["CC", "CXX", "AR", "RANLIB"] {
        command.env(format!("{tool}_{suffix}"), &program);
    }
    command.env("SDKROOT", &folder);
    command.envs([("OPENSSL_NO_VENDOR", "1"), ("OPENSSL_STATIC", "1")]);
    command.env("OPENSSL_LIB_DIR", &folder).env("OPENSSL_INCLUDE_DIR", &headers);
    Ok(())
}
