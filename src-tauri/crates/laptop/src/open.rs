//! Setting up and opening.

use std::path::PathBuf;
use std::sync::Arc;

use contract::{ConnectProviderRequest, ProviderConnected, ProviderConnectionView, SetUpRequest};
use engine::{Clock, Engine, EngineError, Ids, Notifier, Parts, Timing, Workers};
use model::{Act, Practice};
use record::DocumentFolder;
use store::{Options, Store};
use vault::{Item, Keyring};
use zeroize::Zeroizing;

use crate::sandbox::Sandbox;
use crate::{Home, Lease, ProviderSettings, training};

/// The setting that holds where the document folder is.
const RECORD_FOLDER: &str = "record.folder";

/// What stands outside the laptop's files: the real things, or in tests those that pass the same suites.
#[derive(Clone)]
pub struct Ports {
    /// The computer's password store.
    pub keyring: Arc<dyn Keyring>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids and chance.
    pub ids: Arc<dyn Ids>,
    /// Desktop notifications.
    pub notifier: Arc<dyn Notifier>,
    /// How long things take.
    pub timing: Timing,
    /// The program that plays the provider of a training practice, run while it is open unless the environment names one
    /// that runs already; `None`: none is started.
    pub sandbox: Option<PathBuf>,
}

/// An open practice.
#[derive(Debug)]
pub struct Laptop {
    /// Its engine.
    pub engine: Engine,
    home: Home,
    /// Runs for as long as this is open.
    _sandbox: Option<Sandbox>,
}

impl Laptop {
    /// Opens the practice in a folder; `None` when there is none yet.
    ///
    /// # Errors
    /// [`EngineError`] says what stands in the way; nothing was changed.
    pub async fn open(home: &Home, ports: &Ports) -> Result<Option<Self>, EngineError> {
        if !home.database().exists() {
            return Ok(None);
        }
        let practice = read_id(home)?.ok_or(EngineError::KeyMissing)?;
        let key = read_key(ports, &practice).await?.ok_or(EngineError::KeyMissing)?;
        let store = open_store(home, key).await?;
        let Some(described) = store.read(|view| view.practice()).await? else { return Ok(None) };
        Self::assemble(home, ports, &practice, store, described.training).await.map(Some)
    }

    /// Sets a practice up: key, file, the practice, and who sits here. An interrupted set-up is taken up where it stopped.
    ///
    /// # Errors
    /// [`EngineError`]; a practice that stands here already is a bad request.
    pub async fn set_up(home: &Home, ports: &Ports, request: SetUpRequest) -> Result<Self, EngineError> {
        if Self::open(home, ports).await?.is_some() {
            return Err(EngineError::BadRequest("a practice is set up here already"));
        }
        if request.name.trim().is_empty() {
            return Err(EngineError::BadRequest("say who you are: the name that colleagues and the record use"));
        }
        let name = if request.training { training::PRACTICE } else { request.practice.trim() };
        if name.is_empty() {
            return Err(EngineError::BadRequest("say what the practice is called"));
        }
        let practice = match read_id(home)? {
            Some(id) => id,
            None => make_id(home, ports)?,
        };
        let key = match read_key(ports, &practice).await? {
            Some(key) => key,
            None if home.database().exists() => return Err(EngineError::KeyMissing),
            None => make_key(ports, &practice).await?,
        };
        let store = open_store(home, key).await?;
        // Made once, here: later a missing folder is a missing drive, not one to make.
        std::fs::create_dir_all(home.record())
            .map_err(|_| EngineError::Internal("the folder for the patients' record cannot be made"))?;
        if request.training {
            write_secret(ports, &practice, training::provider(None).as_ref(), training::TOKEN).await?;
        }
        let laptop = Self::assemble(home, ports, &practice, store, request.training).await?;
        let engine = &laptop.engine;
        if request.training {
            engine.import_csv(training::PATIENTS.as_bytes()).await?;
        }
        let staff = engine.add_staff(&request.name, request.role).await?;
        let number = if request.training { training::number() } else { None };
        engine
            .describe_practice(Practice {
                name: name.to_owned(),
                number,
                training: request.training,
                test_numbers: vec![],
                phone: String::new(),
                no_personal: false,
            })
            .await?;
        engine.choose_me(contract::StaffRequest { staff: staff.to_string() }).await?;
        Ok(laptop)
    }

    /// Starts the workers, unless another program runs them for this practice.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn start_workers(&self) -> Result<Option<(Lease, Workers)>, EngineError> {
        match Lease::take(&self.home)? {
            Some(lease) => Ok(Some((lease, Workers::start(&self.engine).await?))),
            None => Ok(None),
        }
    }

    /// Remembers a provider, keeps its credential in the keyring, and uses it from now on. A training practice keeps the
    /// sandbox: nothing leaves the laptop.
    ///
    /// # Errors
    /// [`EngineError`]; settings that no adapter can work with are a bad request.
    pub async fn set_provider(
        &self,
        ports: &Ports,
        settings: &ProviderSettings,
        secret: Zeroizing<String>,
    ) -> Result<(), EngineError> {
        let provider = settings.connect(secret.clone())?;
        let practice = read_id(&self.home)?.ok_or(EngineError::KeyMissing)?;
        write_secret(ports, &practice, Some(settings), &secret).await?;
        let text = serde_json::to_string(settings).map_err(|_| EngineError::Internal("settings cannot be written"))?;
        self.engine.put_setting(ProviderSettings::SETTING, text).await?;
        self.engine.use_provider(provider);
        Ok(())
    }

    /// Returns which account is connected. The credential stays where it is.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn provider_connection(&self) -> Result<ProviderConnectionView, EngineError> {
        let app = self.engine.app().await?;
        let training = app.practice.is_some_and(|practice| practice.training);
        let text = self.engine.setting(ProviderSettings::SETTING).await?;
        let settings = text.and_then(|text| serde_json::from_str(&text).ok());
        let sandbox = training && settings.is_none();
        let settings: Option<ProviderSettings> = if sandbox { training::provider(None) } else { settings };
        let may_connect = !training && self.engine.may(Act::RecordProvider).await?;
        Ok(match settings {
            Some(settings) => {
                let region = Some(settings.region());
                let ProviderSettings::Twilio { account_sid, key_sid, number, .. } = settings;
                ProviderConnectionView {
                    account: Some(account_sid),
                    key: key_sid,
                    number: Some(number.as_str().to_owned()),
                    region,
                    sandbox,
                    may_connect,
                }
            }
            None => {
                ProviderConnectionView { account: None, key: None, number: None, region: None, sandbox, may_connect }
            }
        })
    }

    /// Tries what somebody typed, and keeps and uses it if the provider takes it.
    ///
    /// # Errors
    /// As [`Laptop::connect_provider`]; a bad request says what to write instead.
    pub async fn connect_as_typed(
        &self,
        ports: &Ports,
        request: ConnectProviderRequest,
    ) -> Result<ProviderConnected, EngineError> {
        let settings = ProviderSettings::typed(&request)?;
        let secret = Zeroizing::new(request.secret);
        self.connect_provider(ports, &settings, Zeroizing::new(secret.trim().to_owned())).await
    }

    /// Tries an account, and keeps and uses it if the provider takes it. With a problem nothing is changed.
    ///
    /// # Errors
    /// [`EngineError`]; whoever may not do this is refused, and so is a training practice.
    pub async fn connect_provider(
        &self,
        ports: &Ports,
        settings: &ProviderSettings,
        secret: Zeroizing<String>,
    ) -> Result<ProviderConnected, EngineError> {
        self.engine.demand(Act::RecordProvider).await?;
        if self.engine.app().await?.practice.is_some_and(|practice| practice.training) {
            return Err(EngineError::BadRequest(
                "a training practice keeps its sandbox: set up a practice of your own to connect a provider",
            ));
        }
        let test = self.engine.try_provider(&*settings.connect(secret.clone())?).await;
        if test.problem.is_none() {
            self.set_provider(ports, settings, secret).await?;
            self.engine.number_is(settings.number()).await?;
        }
        Ok(ProviderConnected { test, connection: self.provider_connection().await? })
    }

    /// Remembers where the document folder is. It is used from the next opening on.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn set_record_folder(&self, folder: &std::path::Path) -> Result<(), EngineError> {
        self.engine.put_setting(RECORD_FOLDER, folder.to_string_lossy().into_owned()).await
    }

    async fn assemble(
        home: &Home,
        ports: &Ports,
        practice: &str,
        store: Store,
        training: bool,
    ) -> Result<Self, EngineError> {
        let (provider, folder) =
            store.read(|view| Ok((view.setting(ProviderSettings::SETTING)?, view.setting(RECORD_FOLDER)?))).await?;
        let mut sandbox = None;
        let settings: Option<ProviderSettings> = match provider {
            Some(text) => serde_json::from_str(&text).ok(),
            None if training => {
                sandbox = start_sandbox(ports).await;
                training::provider(sandbox.as_ref().map(Sandbox::url))
            }
            None => None,
        };
        let is_set_up = settings.is_some();
        let provider = match settings {
            Some(settings) => {
                read_secret(ports, practice, &settings).await?.map(|secret| settings.connect(secret)).transpose()?
            }
            None => None,
        };
        let is_key_missing = is_set_up && provider.is_none();
        let record = DocumentFolder::new(folder.map_or_else(|| home.record(), PathBuf::from));
        let engine = Engine::new(Parts {
            store,
            clock: Arc::clone(&ports.clock),
            ids: Arc::clone(&ports.ids),
            provider,
            record: Some(Arc::new(record)),
            notifier: Arc::clone(&ports.notifier),
            timing: ports.timing,
        });
        if is_key_missing {
            engine.provider_key_is_missing();
        }
        Ok(Self { engine, home: home.clone(), _sandbox: sandbox })
    }
}

/// Starts the sandbox, unless one is named or none is to be started. Without it the practice opens all the same: offline.
async fn start_sandbox(ports: &Ports) -> Option<Sandbox> {
    let program = ports.sandbox.as_ref().filter(|_| !training::is_sandbox_named())?;
    match Sandbox::start(program).await {
        Ok(sandbox) => Some(sandbox),
        Err(error) => {
            tracing::warn!(%error, "The sandbox of the training practice cannot be started");
            None
        }
    }
}

fn read_id(home: &Home) -> Result<Option<String>, EngineError> {
    match std::fs::read_to_string(home.id()) {
        Ok(id) => Ok(Some(id.trim().to_owned()).filter(|id| !id.is_empty())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EngineError::Open(error.into())),
    }
}

fn make_id(home: &Home, ports: &Ports) -> Result<String, EngineError> {
    let id = ports.ids.uuid().to_string();
    std::fs::create_dir_all(home.folder()).map_err(|error| EngineError::Open(error.into()))?;
    std::fs::write(home.id(), &id).map_err(|error| EngineError::Open(error.into()))?;
    Ok(id)
}

async fn open_store(home: &Home, key: Zeroizing<[u8; 32]>) -> Result<Store, EngineError> {
    let options = Options::new(home.database());
    off_async(move || Ok(Store::open(&options, &key)?)).await
}

/// Runs a blocking call off the async threads.
async fn off_async<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, EngineError> + Send + 'static,
) -> Result<T, EngineError> {
    let done = tokio::task::spawn_blocking(call).await;
    done.map_err(|_| EngineError::Internal("a part of Anteroom stopped unexpectedly: try again"))?
}

async fn read_key(ports: &Ports, practice: &str) -> Result<Option<Zeroizing<[u8; 32]>>, EngineError> {
    let (keyring, item) = (Arc::clone(&ports.keyring), Item::DatabaseKey { practice: practice.to_owned() });
    off_async(move || {
        let Some(found) = keyring.read(&item)? else { return Ok(None) };
        let mut key = Zeroizing::new([0; 32]);
        if found.len() != key.len() {
            return Err(store::OpenError::WrongKey.into());
        }
        key.copy_from_slice(&found);
        Ok(Some(key))
    })
    .await
}

/// Makes the key and keeps it; reads it back, because a file whose key was not kept can never be opened again.
async fn make_key(ports: &Ports, practice: &str) -> Result<Zeroizing<[u8; 32]>, EngineError> {
    let key = vault::make_key()?;
    let (keyring, item) = (Arc::clone(&ports.keyring), Item::DatabaseKey { practice: practice.to_owned() });
    let kept = key.clone();
    off_async(move || Ok(keyring.write(&item, kept.as_slice())?)).await?;
    match read_key(ports, practice).await? {
        Some(found) if found == key => Ok(key),
        _ => Err(EngineError::Internal("the computer's password store did not keep the key: nothing was set up")),
    }
}

async fn read_secret(
    ports: &Ports,
    practice: &str,
    settings: &ProviderSettings,
) -> Result<Option<Zeroizing<String>>, EngineError> {
    let item = Item::ProviderCredential { practice: practice.to_owned(), account: settings.account() };
    let keyring = Arc::clone(&ports.keyring);
    off_async(move || {
        let Some(found) = keyring.read(&item)? else { return Ok(None) };
        let text =
            std::str::from_utf8(&found).map_err(|_| EngineError::Internal("the provider's credential is damaged"))?;
        Ok(Some(Zeroizing::new(text.to_owned())))
    })
    .await
}

async fn write_secret(
    ports: &Ports,
    practice: &str,
    settings: Option<&ProviderSettings>,
    secret: &str,
) -> Result<(), EngineError> {
    let Some(settings) = settings else { return Ok(()) };
    let item = Item::ProviderCredential { practice: practice.to_owned(), account: settings.account() };
    let (keyring, secret) = (Arc::clone(&ports.keyring), Zeroizing::new(secret.as_bytes().to_vec()));
    off_async(move || Ok(keyring.write(&item, &secret)?)).await
}
