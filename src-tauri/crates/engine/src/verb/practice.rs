//! The practice itself: who works in it, and what stands for its messaging provider.

use channels::{Provider, ProviderError};
use contract as c;
use model::calendar::Week;
use model::{
    Act, Ask, E164, Given, Practice, ProviderFact, ProviderProfile, ProviderStanding, Staff, StaffId, StaffStatus,
    asked_of_provider, may_act,
};

use super::consent::date;
use super::policy::as_shape;
use crate::import::number_as_written;
use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Adds a member of staff, or corrects their entry. Somebody who left and is saved works here again.
    ///
    /// # Errors
    /// [`EngineError::Refused`]; [`EngineError::NotFound`] for somebody who was never here.
    pub async fn save_staff(&self, request: c::SaveStaffRequest) -> Result<c::AppView, EngineError> {
        let id = match &request.staff {
            Some(id) => self.known(view::id(id)?).await?,
            None => StaffId::new(self.parts.ids.uuid()),
        };
        let until = request.away_until.as_deref().map(date).transpose()?;
        let staff = Staff {
            id,
            name: request.name.trim().to_owned(),
            role: view::role_of(request.role),
            status: until.map_or(StaffStatus::Here, |until| StaffStatus::Away { until }),
            hours: request.hours.as_ref().map(week).transpose()?,
            cover: request.cover.as_deref().map(view::id).transpose()?,
        };
        self.ask(Ask::RecordStaff(staff)).await?;
        self.app().await
    }

    /// Says that somebody no longer works here; their open conversations go to somebody else in the same moment.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn staff_left(&self, request: c::StaffLeftRequest) -> Result<c::AppView, EngineError> {
        let to = request.to.as_deref().map(view::id).transpose()?;
        self.ask(Ask::StaffLeft { staff: view::id(&request.staff)?, to }).await?;
        self.app().await
    }

    /// Describes the practice.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with what to do; [`EngineError::BadRequest`] for what is no telephone number.
    pub async fn save_practice(&self, request: c::SavePracticeRequest) -> Result<c::AppView, EngineError> {
        let known = self.parts.store.read(|view| view.practice()).await?.ok_or(EngineError::NotSetUp)?;
        let written = |text: &&str| !text.is_empty();
        let tests = request.test_numbers.iter().map(|text| text.trim()).filter(written);
        let practice = Practice {
            name: request.name.trim().to_owned(),
            number: request.number.as_deref().map(str::trim).filter(written).map(number_as_written).transpose()?,
            training: known.training,
            test_numbers: tests.map(number_as_written).collect::<Result<_, _>>()?,
            phone: request.phone.trim().to_owned(),
            no_personal: request.no_personal,
        };
        self.ask(Ask::DescribePractice(practice)).await?;
        self.app().await
    }

    /// Returns what stands for the messaging provider, and what the practice's law asks for.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn provider(&self) -> Result<c::ProviderView, EngineError> {
        let me = self.me().await?;
        let (recorded, staff, policy, practice) = self
            .parts
            .store
            .read(|store| Ok((store.provider()?, store.all_staff()?, store.policy()?, store.practice()?)))
            .await?;
        let policy = policy.map(|adopted| adopted.policy).unwrap_or_default();
        let training = practice.is_some_and(|practice| practice.training);
        let profile = recorded.as_ref().map(|recorded| &recorded.profile);
        let today = policy.local(self.now()).date();
        let line = |asked: &ProviderFact| {
            let given = profile.and_then(|profile| profile.facts.get(asked)).cloned().unwrap_or_default();
            c::ProviderFactLine {
                fact: fact(*asked),
                is_paper: asked.is_paper(),
                runs_out: asked.always_runs_out(),
                words: given.words,
                dated: given.dated.map(|day| day.to_string()),
                valid_to: given.valid_to.map(|day| day.to_string()),
            }
        };
        Ok(c::ProviderView {
            name: profile.map(|profile| profile.name.clone()).unwrap_or_default(),
            law: as_shape(&policy.jurisdiction)?,
            facts: asked_of_provider(policy.jurisdiction).iter().map(line).collect(),
            recorded_by: recorded.as_ref().and_then(|recorded| view::staff_name(&staff, recorded.recorded_by)),
            recorded_at: recorded.as_ref().map(|recorded| text(recorded.recorded_at)),
            standing: standing(ProviderStanding::of(profile, policy.jurisdiction, training, today)),
            may_record: staff.iter().any(|one| one.id == me && may_act(one, Act::RecordProvider, &staff)),
        })
    }

    /// Writes down what stands for the messaging provider.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with what to do; [`EngineError::BadRequest`] for a day that does not exist.
    pub async fn record_provider(&self, request: c::RecordProviderRequest) -> Result<c::ProviderView, EngineError> {
        let day = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(date).transpose();
        let mut profile = ProviderProfile { name: request.name.trim().to_owned(), facts: std::iter::empty().collect() };
        for given in request.facts {
            let known = Given {
                words: given.words.trim().to_owned(),
                dated: day(&given.dated)?,
                valid_to: day(&given.valid_to)?,
            };
            if known != Given::default() {
                profile.facts.insert(fact_of(given.fact), known);
            }
        }
        self.ask(Ask::RecordProvider(Box::new(profile))).await?;
        self.provider().await
    }

    /// Asks the provider in use for something that only the right account gets.
    ///
    /// # Errors
    /// Nothing but the file's: what the provider says is the answer.
    pub async fn test_provider(&self) -> Result<c::ProviderTestView, EngineError> {
        match self.provider_in_use() {
            Some(provider) => Ok(self.try_provider(&*provider).await),
            None => Ok(self.tested(Some(c::ProviderProblemView::NotConnected))),
        }
    }

    /// Asks a provider for something that only the right account gets, before it is used.
    pub async fn try_provider(&self, provider: &dyn Provider) -> c::ProviderTestView {
        let problem = provider.inbound_since(self.now()).await.err().and_then(|error| match error {
            ProviderError::Offline | ProviderError::Unavailable => Some(c::ProviderProblemView::Offline),
            ProviderError::Unauthorised => Some(c::ProviderProblemView::Unauthorised),
            // It took the account, and has more to say than asked: that is no trouble of the connection.
            ProviderError::RateLimited { .. } | ProviderError::TooLong => None,
            ProviderError::Refused { .. } | ProviderError::Malformed => Some(c::ProviderProblemView::Other),
        });
        self.tested(problem)
    }

    fn tested(&self, problem: Option<c::ProviderProblemView>) -> c::ProviderTestView {
        c::ProviderTestView { at: text(self.now()), problem }
    }

    /// Takes the provider's number as the practice's, where none is known yet.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn number_is(&self, number: &E164) -> Result<(), EngineError> {
        match self.parts.store.read(|view| view.practice()).await? {
            Some(practice) if practice.number.is_none() => {
                self.describe_practice(Practice { number: Some(number.clone()), ..practice }).await
            }
            _ => Ok(()),
        }
    }

    /// Says whether who sits here may do something.
    ///
    /// # Errors
    /// [`EngineError::NobodyHere`] until somebody said who they are.
    pub async fn may(&self, act: Act) -> Result<bool, EngineError> {
        let me = self.me().await?;
        let staff = self.parts.store.read(|store| store.all_staff()).await?;
        Ok(staff.iter().any(|person| person.id == me && may_act(person, act, &staff)))
    }

    /// Refuses what who sits here may not do, and writes the attempt down (C2.3). For what is kept outside the log.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn demand(&self, act: Act) -> Result<(), EngineError> {
        if self.may(act).await? {
            return Ok(());
        }
        self.ask(Ask::NoteRefusedAct { act }).await?;
        Err(model::Refusal::NotAllowed { act }.into())
    }

    /// Finds somebody who works or worked here.
    async fn known(&self, id: StaffId) -> Result<StaffId, EngineError> {
        let staff = self.parts.store.read(|store| store.all_staff()).await?;
        staff.iter().any(|person| person.id == id).then_some(id).ok_or(EngineError::NotFound)
    }
}

/// Reads an ordinary week.
fn week(written: &std::collections::BTreeMap<String, Vec<c::SpanView>>) -> Result<Week, EngineError> {
    let read = serde_json::to_value(written).and_then(serde_json::from_value);
    read.map_err(|error| EngineError::NotUnderstood(error.to_string()))
}

/// Returns everything somebody may do.
pub(crate) fn rights(me: &Staff, staff: &[Staff]) -> Vec<c::ActView> {
    model::RIGHTS.iter().filter(|(act, _)| may_act(me, *act, staff)).map(|(act, _)| act_view(*act)).collect()
}

const fn act_view(act: Act) -> c::ActView {
    match act {
        Act::Send => c::ActView::Send,
        Act::OverrideObjection => c::ActView::OverrideObjection,
        Act::WriteNotes => c::ActView::WriteNotes,
        Act::Organise => c::ActView::Organise,
        Act::Match => c::ActView::Match,
        Act::RecordConsent => c::ActView::RecordConsent,
        Act::MarkUnsafe => c::ActView::MarkUnsafe,
        Act::MarkSafe => c::ActView::MarkSafe,
        Act::AdoptPolicy => c::ActView::AdoptPolicy,
        Act::ManageStaff => c::ActView::ManageStaff,
        Act::RecordProvider => c::ActView::RecordProvider,
        Act::OverrideCheck => c::ActView::OverrideCheck,
        Act::ReachOtherwise => c::ActView::ReachOtherwise,
        Act::WriteTemplates => c::ActView::WriteTemplates,
        Act::ApproveTemplates => c::ActView::ApproveTemplates,
        Act::LimitMessaging => c::ActView::LimitMessaging,
        Act::RetractOthers => c::ActView::RetractOthers,
        Act::SeeHighlighted => c::ActView::SeeHighlighted,
    }
}

pub(crate) fn standing(standing: ProviderStanding) -> c::ProviderStandingView {
    match standing {
        ProviderStanding::NotNeeded => c::ProviderStandingView::NotNeeded,
        ProviderStanding::Missing { fact: which } => c::ProviderStandingView::Missing { fact: fact(which) },
        ProviderStanding::Expired { fact: which, on } => {
            c::ProviderStandingView::Expired { fact: fact(which), on: on.to_string() }
        }
        ProviderStanding::RunsOut { fact: which, on } => {
            c::ProviderStandingView::RunsOut { fact: fact(which), on: on.to_string() }
        }
        ProviderStanding::Good => c::ProviderStandingView::Good,
    }
}

/// The facts in both languages, once.
macro_rules! facts {
    ($($name:ident),+ $(,)?) => {
        const fn fact(fact: ProviderFact) -> c::ProviderFactView {
            match fact { $(ProviderFact::$name => c::ProviderFactView::$name),+ }
        }

        const fn fact_of(fact: c::ProviderFactView) -> ProviderFact {
            match fact { $(c::ProviderFactView::$name => ProviderFact::$name),+ }
        }
    };
}

facts!(
    Contract,
    BusinessAssociateAgreement,
    ImpactAssessment,
    RiskAnalysis,
    DataLocation,
    Dtac,
    Dspt,
    SecurityCertificate,
    GematikApproval,
    Retention,
    SubProcessors,
);
