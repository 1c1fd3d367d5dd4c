//! The app as a whole: who sits here, what runs.

use contract::{AppView, PauseWorkerRequest, StaffRequest, SyncView, WorkerKind};
use model::{Actor, Ask, Practice, ProviderStanding, Staff, StaffId, WorkerName};
use store::View;

use crate::verb::role_account;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Returns the app as a whole.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn app(&self) -> Result<AppView, EngineError> {
        let me = self.me().await.ok();
        let now = self.now();
        let read = |view: &View<'_>| {
            let roles = role_account::in_use(view)?;
            let (policy, times) = (view.policy()?, view.timetable()?);
            Ok((view.practice()?, view.all_staff()?, policy, view.provider()?, times, roles))
        };
        let (practice, staff, policy, provider, times, roles) = self.parts.store.read(read).await?;
        let today = times.calendar().local(now).date();
        let shown = |person: &Staff| view::staff(person, times.calendar(), now);
        let me = staff.iter().find(|person| Some(person.id) == me && !person.has_left());
        let training = practice.as_ref().is_some_and(|practice| practice.training);
        let law = policy.as_ref().map(|adopted| adopted.policy.clone()).unwrap_or_default();
        let profile = provider.as_ref().map(|recorded| &recorded.profile);
        let standing = ProviderStanding::of(profile, law.jurisdiction, training, law.local(now).date());
        Ok(AppView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            practice: practice.as_ref().map(view::practice),
            me: me.map(shown),
            staff: staff.iter().map(shown).collect(),
            sync: self.sync(),
            hold_seconds: u32::try_from(self.parts.timing.hold.as_secs()).unwrap_or_default(),
            policy_version: policy.as_ref().map(|adopted| adopted.version),
            policy_accepted: policy.is_some_and(|adopted| me.is_some_and(|me| adopted.accepted.contains_key(&me.id))),
            rights: me.map(|me| super::practice::rights(me, &staff)).unwrap_or_default(),
            provider: super::practice::standing(standing),
            role_accounts: roles.iter().map(|one| role_account::shown(one, (me, &staff), today)).collect(),
        })
    }

    /// Returns the workers' state as the window shows it.
    pub fn sync(&self) -> SyncView {
        self.board.view()
    }

    /// Describes the practice. For set-up and administration.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn describe_practice(&self, practice: Practice) -> Result<(), EngineError> {
        let operation = self.operation(Actor::Administrator, Ask::DescribePractice(practice));
        self.ask_once(operation).await.map(drop)
    }

    /// Adds a member of staff. For set-up and administration.
    ///
    /// # Errors
    /// [`EngineError`]; a name with nothing in it is a bad request.
    pub async fn add_staff(&self, name: &str, role: contract::RoleView) -> Result<StaffId, EngineError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(EngineError::BadRequest("say who you are: the name that colleagues and the record use"));
        }
        let id = StaffId::new(self.parts.ids.uuid());
        let staff = Staff::new(id, name.to_owned(), view::role_of(role));
        let operation = self.operation(Actor::Administrator, Ask::RecordStaff(staff));
        self.ask_once(operation).await?;
        Ok(id)
    }

    /// Remembers who sits here.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for somebody who does not work here.
    pub async fn choose_me(&self, request: StaffRequest) -> Result<AppView, EngineError> {
        let id: StaffId = view::id(&request.staff)?;
        let known = self
            .parts
            .store
            .read(move |view| Ok(view.all_staff()?.iter().any(|one| one.id == id && !one.has_left())))
            .await?;
        if !known {
            return Err(EngineError::NotFound);
        }
        self.set_me(id).await?;
        self.app().await
    }

    /// Asks the provider for new messages now.
    pub fn collect_now(&self) {
        self.wake.collect.notify_one();
    }

    /// Switches a worker off or on, and remembers it.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn pause_worker(&self, request: PauseWorkerRequest) -> Result<(), EngineError> {
        let worker = match request.worker {
            WorkerKind::Collect => WorkerName::Collect,
            WorkerKind::Send => WorkerName::Send,
            WorkerKind::File => WorkerName::File,
            WorkerKind::Answer => WorkerName::Answer,
            WorkerKind::Remind => WorkerName::Remind,
        };
        let (setting, value) = (pause_setting(worker), if request.paused { "off" } else { "on" });
        self.parts.store.write_local(move |view| view.put_setting(&setting, value)).await?;
        self.board.pause(worker, request.paused);
        self.wake.collect.notify_one();
        self.wake.send.notify_one();
        self.wake.file.notify_one();
        self.wake.answer.notify_one();
        self.wake.remind.notify_one();
        Ok(())
    }

    /// Reads which workers were switched off.
    pub(crate) async fn recall_pauses(&self) -> Result<(), EngineError> {
        for worker in [WorkerName::Collect, WorkerName::Send, WorkerName::File, WorkerName::Answer, WorkerName::Remind]
        {
            let setting = pause_setting(worker);
            let value = self.parts.store.read(move |view| view.setting(&setting)).await?;
            self.board.pause(worker, value.as_deref() == Some("off"));
        }
        Ok(())
    }

    /// Reads one of this laptop's settings.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn setting(&self, name: &'static str) -> Result<Option<String>, EngineError> {
        Ok(self.parts.store.read(move |view| view.setting(name)).await?)
    }

    /// Writes one of this laptop's settings.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn put_setting(&self, name: &'static str, value: String) -> Result<(), EngineError> {
        Ok(self.parts.store.write_local(move |view| view.put_setting(name, &value)).await?)
    }
}

fn pause_setting(worker: WorkerName) -> String {
    format!("worker.{}", worker.as_str())
}
