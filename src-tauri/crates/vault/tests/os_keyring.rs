//! The operating system's real password store, asked for real.
//!
//! On Linux each test runs itself again inside a private session: its own home, its own bus, its own keyring daemon, so
//! that nothing of the developer's is touched. Elsewhere the suite runs against the signed-in user's store, in names of
//! its own.
#![cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux has sessions of its own"))]

use std::time::{Duration, Instant};

use vault::{Item, Keyring, OsKeyring, VaultError, conformance};

fn key() -> Item {
    Item::DatabaseKey { practice: "session-test".to_owned() }
}

#[test]
fn the_os_keyring_passes_the_suite() {
    session::within(session::Kind::Unlocked, "the_os_keyring_passes_the_suite", || {
        conformance::check(&OsKeyring::new());
    });
}

#[test]
fn a_secret_outlives_the_handle_that_wrote_it() {
    session::within(session::Kind::Unlocked, "a_secret_outlives_the_handle_that_wrote_it", || {
        OsKeyring::new().write(&key(), b"kept").expect("written");
        let read = OsKeyring::new().read(&key()).expect("read").map(|secret| secret.to_vec());
        OsKeyring::new().delete(&key()).expect("deleted");
        assert_eq!(read.as_deref(), Some(b"kept".as_slice()), "another start of the app finds its key");
    });
}

#[test]
fn a_call_from_an_async_thread_answers() {
    session::within(session::Kind::Unlocked, "a_call_from_an_async_thread_answers", || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let keyring = std::sync::Arc::new(OsKeyring::new());
        let shared = std::sync::Arc::clone(&keyring);
        runtime.block_on(async move {
            let read = tokio::task::spawn_blocking(move || shared.read(&key())).await.expect("the task ends");
            assert_eq!(read, Ok(None), "as the engine calls it");
            assert_eq!(keyring.read(&key()), Ok(None), "even straight from an async thread nothing panics");
        });
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_locked_keyring_says_so_within_the_callers_patience() {
    session::within(session::Kind::Unlocked, "a_locked_keyring_says_so_within_the_callers_patience", || {
        let keyring = OsKeyring::with_patience(Duration::from_secs(10));
        keyring.write(&key(), b"kept").expect("written while unlocked");
        session::lock();
        let started = Instant::now();
        assert_eq!(keyring.read(&key()), Err(VaultError::Locked), "locked is not the same as not there");
        assert_eq!(keyring.write(&key(), b"other"), Err(VaultError::Locked), "nothing is written behind a lock");
        let new = Item::DatabaseKey { practice: "another".to_owned() };
        assert_eq!(keyring.write(&new, b"other"), Err(VaultError::Locked), "nor anything new");
        assert!(started.elapsed() < Duration::from_secs(40), "bounded, took {:?}", started.elapsed());
    });
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_bus_the_keyring_is_absent() {
    session::within(session::Kind::NoBus, "without_a_bus_the_keyring_is_absent", || {
        let keyring = OsKeyring::new();
        assert_eq!(keyring.read(&key()), Err(VaultError::Absent), "absent is not the same as no entry");
        assert_eq!(keyring.write(&key(), b"x"), Err(VaultError::Absent));
        assert_eq!(keyring.delete(&key()), Err(VaultError::Absent));
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_bus_without_a_password_store_is_absent() {
    session::within(session::Kind::NoStore, "a_bus_without_a_password_store_is_absent", || {
        assert_eq!(OsKeyring::new().read(&key()), Err(VaultError::Absent), "nobody owns the name");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_user_without_a_keyring_cannot_be_given_a_key_to_lose() {
    session::within(session::Kind::NoKeyring, "a_user_without_a_keyring_cannot_be_given_a_key_to_lose", || {
        let keyring = OsKeyring::with_patience(Duration::from_secs(10));
        assert_eq!(keyring.read(&key()), Ok(None), "the store runs, and has nothing");
        assert_eq!(keyring.write(&key(), b"x"), Err(VaultError::Absent), "there is nothing to keep it in");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_store_that_starts_later_is_found_without_starting_the_app_again() {
    session::within(session::Kind::NoStore, "a_store_that_starts_later_is_found_without_starting_the_app_again", || {
        let keyring = OsKeyring::new();
        assert_eq!(keyring.read(&key()), Err(VaultError::Absent), "not there yet");
        session::start_daemon();
        assert_eq!(keyring.write(&key(), b"kept"), Ok(()), "there now, for the same handle");
    });
}

#[cfg(not(target_os = "linux"))]
mod session {
    pub(super) enum Kind {
        Unlocked,
    }

    pub(super) fn within(_: Kind, _: &str, facts: impl FnOnce()) {
        facts();
    }
}

#[cfg(target_os = "linux")]
mod session {
    use std::path::Path;
    use std::process::{Command, Stdio};

    use secret_service::{EncryptionType, blocking::SecretService};

    const MARK: &str = "ANTEROOM_TEST_SESSION";
    const MISSING: &str = "the Secret Service tests need dbus-run-session and gnome-keyring-daemon: run `cargo xtask setup`";
    const DAEMON: &str = r#"printf "test\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>"$HOME/daemon.log""#;

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
    }
}
