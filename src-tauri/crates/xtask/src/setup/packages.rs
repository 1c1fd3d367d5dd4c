//! The system's packages.

use std::process::Command;

use crate::error::{Result, TaskError};
use crate::process;

/// What the packages are for. Each needs those of the ones before, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// Building and opening the app.
    Run,
    /// The same in the private session.
    Headless,
    /// Every test.
    Test,
}

/// The window's engine, and what the C parts are built with.
const BUILD: [&str; 11] = [
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
    "libxdo-dev",
    "libdbus-1-dev",
    "libssl-dev",
    "build-essential",
    "pkg-config",
    "file",
    "perl",
];
/// The private desktop, and the hands and eyes in it.
const SESSION: [&str; 13] = [
    "xvfb",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "libsecret-tools",
    "libglib2.0-bin",
    "xfce4-notifyd",
    "webkit2gtk-driver",
    "xdotool",
    "imagemagick",
    "openbox",
    "wmctrl",
    "fonts-dejavu-core",
];
/// A second browser, in which the accessibility of every state of the window is checked.
const TEST: [&str; 1] = ["chromium"];

/// Installs what is missing, where the system is known.
///
/// # Errors
/// When the packages cannot be installed.
pub(super) fn install(purpose: For) -> Result<()> {
    if !cfg!(target_os = "linux") {
        eprintln!(
            "This system has what is needed if the Tauri prerequisites are installed (WebView2 or Xcode's tools)."
        );
        return Ok(());
    }
    let wanted: Vec<&str> = match purpose {
        For::Run => BUILD.to_vec(),
        For::Headless => [BUILD.as_slice(), &SESSION].concat(),
        For::Test => [BUILD.as_slice(), &SESSION, &TEST].concat(),
    };
    let Some(missing) = missing(&wanted) else {
        eprintln!("This is not Debian or Ubuntu. Please see that there are: {}", wanted.join(" "));
        return Ok(());
    };
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("Installing the system packages that Anteroom is built and tested with: {} …", missing.join(" "));
    apt(&["update", "--quiet=2"])?;
    let mut install = vec!["install", "--yes", "--quiet=2", "--no-install-recommends"];
    install.extend(missing);
    apt(&install)
}

/// Returns which packages are not installed; `None` where there is no such list.
fn missing<'a>(wanted: &[&'a str]) -> Option<Vec<&'a str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${Package} ${db:Status-Status}\n"]).args(wanted);
    // It fails when it knows one of them not at all, and lists the others all the same.
    let output = query.output().ok()?;
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(wanted.iter().copied().filter(|name| !is_installed(&listed, name)).collect())
}

fn is_installed(listed: &str, name: &str) -> bool {
    listed.lines().any(|line| line.split_once(' ') == Some((name, "installed")))
}

/// Runs apt-get as root, without questions.
fn apt(arguments: &[&str]) -> Result<()> {
    let is_root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
    if !is_root {
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
    }
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    if std::env::var_os("CI").is_some() {
        command.stdin(std::process::Stdio::null());
    }
    process::foreground(command.stdout(std::io::stderr()))
        .map_err(|error| TaskError::new(format!("{error}. To do it by hand: apt-get {}", arguments.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_is_missing() {
        let listed = "dbus installed\nxvfb config-files\n";
        assert!(is_installed(listed, "dbus"), "it is there");
        assert!(!is_installed(listed, "xvfb"), "only its settings are there");
        assert!(!is_installed(listed, "openbox"), "it was never there");
    }
}
