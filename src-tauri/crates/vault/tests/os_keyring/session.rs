//! Private sessions: a home, a bus and a password store that are nobody's but the test's.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use secret_service::{EncryptionType, blocking::SecretService};

const MARK: &str = "ANTEROOM_TEST_SESSION";
const MISSING: &str =
    "the Secret Service tests need dbus-run-session and gnome-keyring-daemon: run `cargo xtask setup`";
const DAEMON: &str =
    r#"printf "test\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>"$HOME/daemon.log""#;

/// What stands around the test.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A bus, a store, and an unlocked keyring.
    Unlocked,
    /// A bus and a store in which nobody has made a keyring.
    NoKeyring,
    /// A bus on which nobody keeps passwords, nor can be started to.
    NoStore,
    /// No bus at all.
    NoBus,
}

/// Runs the test again, by name, in a session of its own; inside that session, states the facts.
pub(super) fn within(kind: Kind, test: &str, facts: impl FnOnce()) {
    if std::env::var_os(MARK).is_some() {
        match kind {
            Kind::Unlocked => wait_until(|service| service.get_default_collection().is_ok()),
            Kind::NoKeyring => wait_until(|_| true),
            Kind::NoStore | Kind::NoBus => {}
        }
        return facts();
    }
    let home = tempfile::tempdir().expect("a temporary home");
    let before = match kind {
        Kind::Unlocked => DAEMON,
        Kind::NoKeyring => r#"gnome-keyring-daemon --start --components=secrets >/dev/null 2>"$HOME/daemon.log""#,
        Kind::NoStore | Kind::NoBus => ":",
    };
    let script = format!(r#"{before}; exec "$0" "$@""#);
    let me = std::env::current_exe().expect("this test's own path");
    let mut command = match kind {
        Kind::NoBus => Command::new("bash"),
        _ => {
            let mut command = Command::new("dbus-run-session");
            command.arg("--config-file").arg(bus(home.path())).args(["--", "bash"]);
            command
        }
    };
    command.arg("-c").arg(script).arg(me).args(["--exact", test, "--nocapture"]);
    for (name, folder) in [
        ("HOME", "home"),
        ("XDG_RUNTIME_DIR", "run"),
        ("XDG_DATA_HOME", "home/data"),
        ("XDG_CONFIG_HOME", "home/config"),
        ("XDG_CACHE_HOME", "home/cache"),
    ] {
        let path = home.path().join(folder);
        std::fs::create_dir_all(&path).expect("a private folder");
        if name == "XDG_RUNTIME_DIR" {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).expect("kept to oneself");
        }
        command.env(name, path);
    }
    command.env(MARK, "1").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command.env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
    let output = command.stdin(Stdio::null()).output().expect(MISSING);
    let said = String::from_utf8_lossy(&output.stdout);
    let log = std::fs::read_to_string(home.path().join("home/daemon.log")).unwrap_or_default();
    assert!(!log.contains("not found"), "{MISSING}\n{log}");
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{test} failed in its session:\n{said}\n{}\n{log}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A bus that starts nothing by itself, so that what is on it is what the test put there.
fn bus(home: &Path) -> std::path::PathBuf {
    let path = home.join("bus.conf");
    let text = format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#,
        home.display()
    );
    std::fs::write(&path, text).expect("a bus configuration");
    path
}

/// Locks the keyring, as the desktop does when its user goes away.
pub(super) fn lock() {
    let service = SecretService::connect(EncryptionType::Dh).expect("the session's store");
    service.get_default_collection().expect("the login keyring").lock().expect("locked");
}

/// Starts the store in the session we are in.
pub(super) fn start_daemon() {
    let status = Command::new("bash").args(["-c", DAEMON]).stdin(Stdio::null()).status().expect(MISSING);
    assert!(status.success(), "{MISSING}");
    wait_until(|service| service.get_default_collection().is_ok());
}

/// Waits for the store: its daemon answers its starter a moment before it is on the bus.
fn wait_until(ready: impl Fn(&SecretService<'_>) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !SecretService::connect(EncryptionType::Dh).is_ok_and(|service| ready(&service)) {
        assert!(Instant::now() < deadline, "the session's store never came up");
        std::thread::park_timeout(Duration::from_millis(10));
    }
}
