//! Setting up and opening: each trouble has its own words, and none of them costs anything.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test's helper may stop the test")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use contract::{ConnectProviderRequest, ErrorCode, ErrorView, ProviderRegionView, RoleView, SetUpRequest};
use engine::{EngineError, Notice, Notifier, Timing};
use laptop::{Home, Laptop, OsIds, Ports, SystemClock};
use model::ConversationId;
use vault::memory::{Broken, MemoryKeyring};
use vault::{Item, Keyring, VaultError};

struct Quiet;

impl Notifier for Quiet {
    fn show(&self, _notice: Notice) {}
    fn clear(&self, _conversation: Option<ConversationId>) {}
}

fn ports(keyring: Arc<dyn Keyring>) -> Ports {
    Ports {
        keyring,
        clock: Arc::new(SystemClock),
        ids: Arc::new(OsIds),
        notifier: Arc::new(Quiet),
        timing: Timing::default(),
        sandbox: None,
    }
}

fn request() -> SetUpRequest {
    SetUpRequest { name: "A. Okafor".to_owned(), role: RoleView::Nurse, practice: String::new(), training: true }
}

/// Everything in a folder, byte for byte, but for the files that a reader of the database may touch.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file() && !path.to_string_lossy().ends_with("-shm"));
    files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

struct Practice {
    _folder: tempfile::TempDir,
    home: Home,
    keyring: Arc<MemoryKeyring>,
}

impl Practice {
    async fn set_up() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("practice"));
        let keyring = Arc::new(MemoryKeyring::default());
        let laptop = Laptop::set_up(&home, &ports(keyring.clone()), request()).await.expect("a practice is set up");
        drop(laptop);
        Self { _folder: folder, home, keyring }
    }

    fn id(&self) -> String {
        std::fs::read_to_string(self.home.folder().join("practice.id")).unwrap()
    }

    fn database(&self) -> std::path::PathBuf {
        self.home.folder().join("practice.db")
    }

    /// Opens with a keyring, expects it to fail, and checks that nothing on disk was altered by it.
    async fn refuses(&self, keyring: Arc<dyn Keyring>) -> ErrorCode {
        let before = contents(self.home.folder());
        let error = Laptop::open(&self.home, &ports(keyring)).await.expect_err("it does not open");
        assert_eq!(contents(self.home.folder()), before, "a practice that does not open is left as it was");
        ErrorView::from(&error).code
    }
}

#[tokio::test]
async fn a_practice_opens_again_as_it_was_set_up() {
    let practice = Practice::set_up().await;
    let laptop = Laptop::open(&practice.home, &ports(practice.keyring.clone())).await.unwrap().expect("it is there");
    let app = laptop.engine.app().await.unwrap();
    assert_eq!(app.me.map(|me| me.name).as_deref(), Some("A. Okafor"), "who sits here is remembered");
    assert!(app.practice.is_some_and(|practice| practice.training), "it says that it is for training");
    let start = std::fs::read(practice.database()).unwrap();
    assert_ne!(start.get(..15), Some(b"SQLite format 3".as_slice()), "the file is encrypted");
}

#[tokio::test]
async fn a_training_practice_brings_its_own_provider() {
    assert!(std::env::var_os("ANTEROOM_SANDBOX").is_none(), "nobody named one");
    let practice = Practice::set_up().await;
    // Beside the test's own folder, where cargo puts the programs.
    let own = std::env::current_exe().unwrap();
    let name = format!("anteroom-sandbox{}", std::env::consts::EXE_SUFFIX);
    let mut ports = ports(practice.keyring.clone());
    ports.sandbox = Some(own.ancestors().nth(2).unwrap().join(name));
    let laptop = Laptop::open(&practice.home, &ports).await.unwrap().expect("it is there");
    laptop.engine.collect_once().await.unwrap();
    let sync = laptop.engine.sync();
    assert!(sync.checked_at.is_some(), "the provider answers (`cargo build -p sandbox` makes it): {sync:?}");
    drop(laptop);

    ports.sandbox = Some(practice.home.folder().join("no such program"));
    let laptop = Laptop::open(&practice.home, &ports).await.unwrap().expect("it opens without a provider, too");
    laptop.engine.collect_once().await.unwrap();
    let sync = laptop.engine.sync();
    assert!(sync.checked_at.is_none() && sync.offline_since.is_some(), "and says so: {sync:?}");
}

#[tokio::test]
async fn no_practice_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("nothing"));
    let opened = Laptop::open(&home, &ports(Arc::new(MemoryKeyring::default()))).await.unwrap();
    assert!(opened.is_none(), "the window then shows the first run");
    assert!(!home.folder().exists(), "looking makes nothing");
}

#[tokio::test]
async fn each_trouble_with_the_keyring_has_its_own_words() {
    let practice = Practice::set_up().await;
    assert_eq!(practice.refuses(Arc::new(Broken(VaultError::Absent))).await, ErrorCode::KeyringAbsent);
    assert_eq!(practice.refuses(Arc::new(Broken(VaultError::Locked))).await, ErrorCode::KeyringLocked);
    assert_eq!(practice.refuses(Arc::new(Broken(VaultError::Denied))).await, ErrorCode::KeyringLocked);
    assert_eq!(practice.refuses(Arc::new(MemoryKeyring::default())).await, ErrorCode::KeyMissing);
}

#[tokio::test]
async fn a_wrong_key_and_a_damaged_file_are_told_apart() {
    let practice = Practice::set_up().await;
    let other = Arc::new(MemoryKeyring::default());
    other.write(&Item::DatabaseKey { practice: practice.id() }, &[7; 32]).unwrap();
    assert_eq!(practice.refuses(other).await, ErrorCode::WrongKey);

    let mut bytes = std::fs::read(practice.database()).unwrap();
    bytes.iter_mut().take(600).skip(100).for_each(|byte| *byte ^= 0x5a);
    std::fs::write(practice.database(), bytes).unwrap();
    assert_eq!(practice.refuses(practice.keyring.clone()).await, ErrorCode::DamagedFile);
}

#[tokio::test]
async fn setting_up_twice_is_refused_and_changes_nothing() {
    let practice = Practice::set_up().await;
    let again = Laptop::set_up(&practice.home, &ports(practice.keyring.clone()), request()).await;
    assert!(matches!(again, Err(EngineError::BadRequest(_))), "a practice stands here already");
}

#[tokio::test]
async fn a_set_up_that_could_not_keep_its_key_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("practice"));
    let refused = Laptop::set_up(&home, &ports(Arc::new(Broken(VaultError::Absent))), request()).await;
    assert_eq!(refused.err().map(|error| ErrorView::from(&error).code), Some(ErrorCode::KeyringAbsent));
    assert!(!home.folder().join("practice.db").exists(), "no file without a key that is kept");

    let keyring = Arc::new(MemoryKeyring::default());
    Laptop::set_up(&home, &ports(keyring), request()).await.expect("with a keyring it is taken up where it stopped");
}

#[tokio::test]
async fn only_one_program_runs_the_workers() {
    let practice = Practice::set_up().await;
    let open = || async { Laptop::open(&practice.home, &ports(practice.keyring.clone())).await.unwrap().unwrap() };
    let (first, second) = (open().await, open().await);
    let (lease, workers) = first.start_workers().await.unwrap().expect("the first gets the lease");
    assert!(second.start_workers().await.unwrap().is_none(), "the second reads and writes, but sends nothing");
    workers.stop().await;
    drop(lease);
    assert!(second.start_workers().await.unwrap().is_some(), "the lease is free again");
}

#[tokio::test]
async fn c5_5_an_account_is_tried_before_it_is_kept_and_its_secret_lies_in_the_keyring_alone() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("practice"));
    let keyring = Arc::new(MemoryKeyring::default());
    let ports = ports(keyring.clone());
    let live = SetUpRequest { practice: "Mill Lane".to_owned(), training: false, role: RoleView::Gp, ..request() };
    let laptop = Laptop::set_up(&home, &ports, live).await.unwrap();
    let clock = || engine::Clock::now(&SystemClock);
    let provider = sandbox::start(sandbox::Config::new(Arc::new(clock))).await.expect("the stand-in starts");
    let settings = laptop::ProviderSettings::Twilio {
        base_url: Some(provider.url().to_owned()),
        account_sid: sandbox::Config::ACCOUNT_SID.to_owned(),
        key_sid: None,
        number: model::E164::parse(sandbox::Config::NUMBER).unwrap(),
    };
    let secret = |text: &str| zeroize::Zeroizing::new(text.to_owned());

    let wrong = laptop.connect_provider(&ports, &settings, secret("a-wrong-secret")).await.unwrap();
    assert_eq!(wrong.test.problem, Some(contract::ProviderProblemView::Unauthorised), "the provider says no");
    assert_eq!(wrong.connection.account, None, "nothing was kept");
    let item = Item::ProviderCredential { practice: practice_id(&home), account: settings.account() };
    assert!(keyring.read(&item).unwrap().is_none(), "least of all the secret");

    let good = laptop.connect_provider(&ports, &settings, secret(sandbox::Config::TOKEN)).await.unwrap();
    assert_eq!(good.test.problem, None, "the provider takes it");
    assert_eq!(good.connection.account.as_deref(), Some(sandbox::Config::ACCOUNT_SID), "which account is shown");
    assert!(!serde_json::to_string(&good).unwrap().contains(sandbox::Config::TOKEN), "the secret never comes back");
    let kept = keyring.read(&item).unwrap().expect("kept");
    assert_eq!(kept.as_slice(), sandbox::Config::TOKEN.as_bytes(), "in the password store");
    let app = laptop.engine.app().await.unwrap();
    let number = app.practice.and_then(|practice| practice.number);
    assert_eq!(number.as_deref(), Some(sandbox::Config::NUMBER), "its number is the practice's");
    assert_eq!(laptop.engine.test_provider().await.unwrap().problem, None, "it is used at once, without a new start");
    drop(laptop);
    for (name, bytes) in contents(home.folder()) {
        let token = sandbox::Config::TOKEN.as_bytes();
        assert!(!bytes.windows(token.len()).any(|part| part == token), "no file holds the secret: {name}");
    }
}

#[tokio::test]
async fn c5_1_where_the_account_is_stands_beside_it_and_the_window_names_no_address_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("practice"));
    let ports = ports(Arc::new(MemoryKeyring::default()));
    let live = SetUpRequest { practice: "Mill Lane".to_owned(), training: false, role: RoleView::Gp, ..request() };
    let laptop = Laptop::set_up(&home, &ports, live).await.unwrap();
    let provider =
        sandbox::start(sandbox::Config::new(Arc::new(|| engine::Clock::now(&SystemClock)))).await.expect("it starts");
    let typed = |region: ProviderRegionView| ConnectProviderRequest {
        account: sandbox::Config::ACCOUNT_SID.to_owned(),
        key: None,
        number: sandbox::Config::NUMBER.to_owned(),
        region,
        secret: sandbox::Config::TOKEN.to_owned(),
    };
    let here = |address: &str| ProviderRegionView::ThisComputer { address: address.to_owned() };
    for address in
        ["https://texts.example", "http://192.168.0.9:4010", "http://127.0.0.1.example", "127.0.0.1:4010", ""]
    {
        let answer = laptop.connect_as_typed(&ports, typed(here(address))).await;
        assert_eq!(ErrorView::from(&answer.unwrap_err()).code, ErrorCode::BadRequest, "{address} is not this computer");
    }
    let elsewhere = ProviderRegionView::Elsewhere { address: provider.url().to_owned() };
    assert!(laptop.connect_as_typed(&ports, typed(elsewhere)).await.is_err(), "that takes the terminal");
    assert_eq!(laptop.provider_connection().await.unwrap().region, None, "nothing was kept");

    let taken = laptop.connect_as_typed(&ports, typed(here(&format!(" {}/ ", provider.url())))).await.unwrap();
    assert_eq!(taken.test.problem, None, "the stand-in takes it");
    assert_eq!(taken.connection.region, Some(here(provider.url())), "and where it is can be seen");
    let settings = |url: Option<&str>| laptop::ProviderSettings::Twilio {
        base_url: url.map(str::to_owned),
        account_sid: sandbox::Config::ACCOUNT_SID.to_owned(),
        key_sid: None,
        number: model::E164::parse(sandbox::Config::NUMBER).unwrap(),
    };
    let asked = ProviderRegionView::Ireland;
    let ireland = laptop::ProviderSettings::typed(&typed(asked.clone())).unwrap();
    assert_eq!(ireland, settings(Some("https://api.dublin.ie1.twilio.com")), "its own address");
    let secret = zeroize::Zeroizing::new("a-token".to_owned());
    laptop.set_provider(&ports, &ireland, secret).await.unwrap();
    assert_eq!(laptop.provider_connection().await.unwrap().region, Some(asked), "as it was chosen");
}

#[tokio::test]
async fn c2_3_whoever_may_not_connects_nothing_and_a_training_practice_keeps_its_sandbox() {
    let practice = Practice::set_up().await;
    let ports = ports(practice.keyring.clone());
    let laptop = Laptop::open(&practice.home, &ports).await.unwrap().expect("it is there");
    let typed = |account: &str| ConnectProviderRequest {
        account: account.to_owned(),
        key: None,
        number: "07700 900100".to_owned(),
        region: ProviderRegionView::UnitedStates,
        secret: "a-secret-of-somebody".to_owned(),
    };
    let account = format!("AC{}", "0".repeat(32));
    let answer = laptop.connect_as_typed(&ports, typed(&account)).await;
    assert_eq!(ErrorView::from(&answer.unwrap_err()).code, ErrorCode::NotAllowed, "not by a nurse");
    assert!(!format!("{:?}", typed(&account)).contains("a-secret"), "whatever prints the request keeps the secret");
    let connection = laptop.provider_connection().await.unwrap();
    assert!(connection.sandbox && !connection.may_connect, "a training practice shows its sandbox: {connection:?}");
    let doctor = laptop.engine.add_staff("Dr R. Shah", RoleView::Gp).await.unwrap();
    laptop.engine.choose_me(contract::StaffRequest { staff: doctor.to_string() }).await.unwrap();
    let answer = laptop.connect_as_typed(&ports, typed(&account)).await;
    assert_eq!(ErrorView::from(&answer.unwrap_err()).code, ErrorCode::BadRequest, "nor by a doctor");
}

fn practice_id(home: &Home) -> String {
    std::fs::read_to_string(home.folder().join("practice.id")).unwrap().trim().to_owned()
}
