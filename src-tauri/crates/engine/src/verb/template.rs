//! Templates: listed, filled in, written, approved, taken out of use (C2.11).

use contract as c;
use jiff::ToSpan as _;
use jiff::civil::Date;
use model::compose::values;
use model::template::starter::starters;
use model::template::{
    Body, CareKind, Class, Element, Found, Language, Reader, Route, Scope, Template, TemplateDraft, TemplateHistory,
    TemplateId, TemplateProblem, Variant,
};
use model::{
    Act, Ask, ConversationId, Patient, PatientId, PatientStatus, PersonName, Refusal, Role, Staff, StaffId,
    approves_alone,
};
use store::View;

use super::compose::{Desk, size, template_id};
use crate::time_text::text;
use crate::verb::consent::purpose;
use crate::{Engine, EngineError, view};

/// Who a template is shown as filled in for, where there is no patient.
const SOMEBODY: &str = "Alex";
/// How long after it is taken over the starter set is looked at again. Ours.
const REVIEW_AFTER_YEARS: i16 = 1;

impl Engine {
    /// Returns all templates, by name.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn templates(&self) -> Result<c::TemplatesView, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let read = move |store: &View<'_>| {
            let reader = Desk::read(store, me)?.reader();
            Ok((store.templates()?, store.all_staff()?, store.timetable()?, reader))
        };
        let (known, staff, times, reader) = self.parts.store.read(read).await?;
        let today = times.calendar().local(now).date();
        let role = staff.iter().find(|person| person.id == me).map_or(Role::ReadOnly, |person| person.role);
        let around = Around { me, role, staff: &staff, today, reader };
        let seen = known.iter().filter(|one| one.is_seen_by(&reader));
        let mut templates: Vec<c::TemplateView> = seen.filter_map(|one| around.template(one)).collect();
        templates.sort_by_key(|one| one.versions.first().map(|version| version.document.name.to_lowercase()));
        let missing = starters().unwrap_or_default().iter().filter(|one| !is_here(&known, &one.id)).count();
        Ok(c::TemplatesView {
            templates,
            starters: u32::try_from(missing).unwrap_or(u32::MAX),
            may_write: role.may(Act::WriteTemplates),
            may_approve: role.may(Act::ApproveTemplates),
            may_keep_own: reader.may_keep_own() && role.may(Act::Send),
        })
    }

    /// Fills in the version in use of a template for a conversation's patient, as far as the app knows (H-03, H-08).
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Refused`] where no version is in use or nobody knows who the patient is.
    pub async fn fill_template(&self, request: c::FillTemplateRequest) -> Result<c::FilledTemplateView, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let conversation: ConversationId = view::id(&request.conversation)?;
        let id = template_id(&request.template)?;
        let found = self.parts.store.read(move |store| {
            let row = store.conversation(conversation)?;
            let patient = row.and_then(|row| row.subject.patient()).map(|id| store.patient(id)).transpose()?.flatten();
            let needs = patient.as_ref().map(|patient| store.preferences(patient.id)).transpose()?;
            Ok((Desk::read(store, me)?, patient.zip(needs), store.template(&id)?))
        });
        let (desk, patient, known) = found.await?;
        let reader = desk.reader();
        let Desk { author, practice, policy } = desk;
        let (patient, preferences) = patient.ok_or(Refusal::NotMatched)?;
        let wanted = preferences.needs.language;
        let known = known.ok_or(Refusal::UnknownTemplate)?;
        let version = known.in_use_by(&reader).ok_or(Refusal::TemplateNotInUse)?;
        let found = wanted.as_ref().map_or_else(|| in_english(version), |language| version.in_language(language));
        let Found { variant, is_in_language } = found.ok_or(Refusal::TemplateNotInUse)?;
        let filled = variant.body.draft(&values(&patient, &practice, &policy, &author, now));
        Ok(c::FilledTemplateView {
            used: c::TemplateUseView { template: version.id.as_str().to_owned(), version: version.version },
            text: filled.text.expose().clone(), // Why: the author writes on in it.
            purpose: purpose(version.class.consent_purpose()),
            language: variant.language.as_str().to_owned(),
            missing: wanted.filter(|_| !is_in_language).map(String::from),
        })
    }

    /// Says what a template would be: what is wrong with it, and how it reads.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn check_template(&self, request: c::SaveTemplateRequest) -> Result<c::TemplateCheck, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let Desk { author, practice, policy } = self.parts.store.read(move |store| Desk::read(store, me)).await?;
        let id = TemplateId::parse("preview").map_err(|_| EngineError::Internal("a name that is one"))?;
        let draft = match draft_of(id, &request.document) {
            Ok(draft) => draft,
            Err(error) => {
                let unreadable = Some(error.to_string());
                return Ok(c::TemplateCheck { unreadable, problems: vec![], previews: vec![] });
            }
        };
        let template = draft.version(1, me);
        let problems = if template.is_personal() {
            template.personal_problems()
        } else {
            template.problems(policy.local(now).date())
        };
        let somebody = somebody(PatientId::new(self.parts.ids.uuid()));
        let preview = |variant: &Variant| {
            let filled = variant.body.draft(&values(&somebody, &practice, &policy, &author, now));
            let text = filled.text.expose().clone(); // Why: nobody's data; the writer reads it.
            c::WordingPreview { language: variant.language.as_str().to_owned(), size: size(&text, None), text }
        };
        let previews = template.variants.iter().map(preview).collect();
        Ok(c::TemplateCheck { unreadable: None, problems: sentences(&problems), previews })
    }

    /// Writes a version, or a new template.
    ///
    /// # Errors
    /// [`EngineError::Refused`]; [`EngineError::NotUnderstood`] where the wording cannot be read.
    pub async fn save_template(&self, request: c::SaveTemplateRequest) -> Result<c::TemplatesView, EngineError> {
        let id = match &request.template {
            Some(id) => template_id(id)?,
            None => {
                let known = self.parts.store.read(|store| store.templates()).await?;
                name_for(&request.document.name, &known)?
            }
        };
        let draft = Box::new(draft_of(id, &request.document)?);
        self.ask(Ask::SaveTemplate { draft, seen: request.seen }).await?;
        self.templates().await
    }

    /// Approves the newest version of a template.
    ///
    /// # Errors
    /// [`EngineError::Refused`], with everything that is missing.
    pub async fn approve_template(&self, request: c::ApproveTemplateRequest) -> Result<c::TemplatesView, EngineError> {
        let template = template_id(&request.template)?;
        self.ask(Ask::ApproveTemplate { template, version: request.version }).await?;
        self.templates().await
    }

    /// Takes a template out of use.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn retire_template(&self, request: c::TemplateRequest) -> Result<c::TemplatesView, EngineError> {
        self.ask(Ask::RetireTemplate { template: template_id(&request.template)? }).await?;
        self.templates().await
    }

    /// Takes over as drafts whatever of the starter set is not here yet.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn adopt_starters(&self) -> Result<c::TemplatesView, EngineError> {
        let now = self.now();
        let times = self.parts.store.read(|store| store.timetable()).await?;
        let today = times.calendar().local(now).date();
        let review = today.checked_add(REVIEW_AFTER_YEARS.years()).unwrap_or(today);
        self.ask(Ask::AdoptStarters { review }).await?;
        self.templates().await
    }
}

/// What a template is shown with.
struct Around<'a> {
    me: StaffId,
    role: Role,
    staff: &'a [Staff],
    today: Date,
    reader: Reader,
}

impl Around<'_> {
    fn name(&self, id: StaffId) -> Option<String> {
        self.staff.iter().find(|person| person.id == id).map(|person| person.name.clone())
    }

    fn template(&self, known: &TemplateHistory) -> Option<c::TemplateView> {
        let latest = known.latest()?;
        let in_use = known.in_use_by(&self.reader);
        let own = latest.is_personal();
        let is_draft = latest.approval.is_none() && !own && !known.is_retired(latest.version);
        let state = match in_use {
            _ if known.is_retired(latest.version) => c::TemplateStateView::Retired,
            None if own => c::TemplateStateView::Locked,
            None => c::TemplateStateView::Draft,
            Some(version) if version.is_past_review(self.today) => c::TemplateStateView::Overdue,
            Some(version) if version.version < latest.version => c::TemplateStateView::Changed,
            Some(_) => c::TemplateStateView::Approved,
        };
        let may_approve = is_draft
            && self.role.may(Act::ApproveTemplates)
            && (latest.author != self.me || approves_alone(self.me, self.staff));
        Some(c::TemplateView {
            id: latest.id.as_str().to_owned(),
            state,
            owner: self.name(latest.owner),
            in_use: in_use.map(|version| version.version),
            by_text: known.is_offered_to(&self.reader)
                && in_use
                    .is_some_and(|version| version.routes.contains(&Route::Sms) && version.class.may_go(Route::Sms)),
            may_change: self.role.may(if own { Act::Send } else { Act::WriteTemplates }),
            may_approve,
            problems: if is_draft { sentences(&latest.problems(self.today)) } else { vec![] },
            versions: known.versions.iter().rev().map(|version| self.version(version)).collect(),
        })
    }

    fn version(&self, version: &Template) -> c::TemplateVersionView {
        c::TemplateVersionView {
            version: version.version,
            author: self.name(version.author),
            approved_by: version.approval.and_then(|approval| self.name(approval.by)),
            approved_at: version.approval.map(|approval| text(approval.at)),
            document: c::TemplateDocument {
                name: version.name.clone(),
                owner: version.owner.to_string(),
                review_on: version.review.to_string(),
                routes: version.routes.iter().copied().map(route_view).collect(),
                class: class_view(version.class),
                first_contact: version.first_contact,
                variants: version
                    .variants
                    .iter()
                    .map(|one| c::VariantView {
                        language: one.language.as_str().to_owned(),
                        body: one.body.as_str().to_owned(),
                    })
                    .collect(),
                scope: scope_view(version.scope),
                carries: super::made::carries_view(&version.carries),
            },
        }
    }
}

/// Returns the wording for a patient of whom no language is recorded.
fn in_english(template: &Template) -> Option<Found<'_>> {
    let english = Language::parse("en-GB").ok()?;
    template.in_language(&english)
}

fn is_here(known: &[TemplateHistory], id: &TemplateId) -> bool {
    known.iter().filter_map(TemplateHistory::latest).any(|latest| latest.id == *id)
}

/// Makes a new template's name in the log out of what it is called.
fn name_for(called: &str, known: &[TemplateHistory]) -> Result<TemplateId, EngineError> {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' };
    let letters: String = called.chars().map(plain).collect();
    let slug = letters.split_whitespace().collect::<Vec<_>>().join("-");
    let slug: String = slug.trim_start_matches(|letter: char| !letter.is_ascii_lowercase()).chars().take(50).collect();
    let slug = if slug.is_empty() { "template".to_owned() } else { slug };
    let named = |name: &str| TemplateId::parse(name.trim_end_matches('-')).ok();
    let numbered = (2..10_000_u32).map(|number| format!("{slug}-{number}"));
    let names = std::iter::once(slug.clone()).chain(numbered).filter_map(|name| named(&name));
    names
        .into_iter()
        .find(|name| !is_here(known, name))
        .ok_or(EngineError::BadRequest("give the template another name"))
}

fn draft_of(id: TemplateId, document: &c::TemplateDocument) -> Result<TemplateDraft, EngineError> {
    let wrong = |what: String| EngineError::NotUnderstood(what);
    let mut variants = Vec::with_capacity(document.variants.len());
    for one in &document.variants {
        let language = Language::parse(&one.language).map_err(|error| wrong(error.to_string()))?;
        variants.push(Variant { language, body: Body::parse(&one.body).map_err(|error| wrong(error.to_string()))? });
    }
    Ok(TemplateDraft {
        id,
        name: document.name.trim().to_owned(),
        owner: view::id(&document.owner)?,
        review: document.review_on.parse().map_err(|_| wrong("the review date is no day".to_owned()))?,
        routes: document.routes.iter().copied().map(route_of).collect(),
        class: class_of(document.class),
        first_contact: document.first_contact,
        variants,
        scope: match document.scope {
            c::ScopeView::Practice => Scope::Practice,
            c::ScopeView::Team { role } => Scope::Team { role: view::role_of(role) },
            c::ScopeView::Personal => Scope::Personal,
        },
        carries: super::made::carries_of(document.carries.as_ref()),
    })
}

fn scope_view(scope: Scope) -> c::ScopeView {
    match scope {
        Scope::Practice => c::ScopeView::Practice,
        Scope::Team { role } => c::ScopeView::Team { role: view::role(role) },
        Scope::Personal => c::ScopeView::Personal,
    }
}

fn somebody(id: PatientId) -> Patient {
    let name = PersonName { family: String::new().into(), given: SOMEBODY.to_owned().into() };
    let status = PatientStatus::Active;
    Patient { id, name, birth_date: None, nhs_number: None, contact_points: vec![], status }
}

/// Says what is wrong as a writer reads it: what is missing in plain words, and the mark that it wants.
fn sentences(problems: &[TemplateProblem]) -> Vec<String> {
    problems.iter().map(sentence).collect()
}

fn sentence(problem: &TemplateProblem) -> String {
    match problem {
        TemplateProblem::NoElement { element, language } => {
            let place = within(language);
            let says = says(*element);
            format!("{place}It does not mark {says}: write it between {{{{#{element}}}}} and {{{{/{element}}}}}")
        }
        TemplateProblem::ElementWithout { element, variable, language } => {
            format!("{}Where it says {}, it must name {{{{{variable}}}}}", within(language), says(*element))
        }
        TemplateProblem::NoSignature { variable, language } => {
            format!("{}A clinical message says who sends it: put in {{{{{variable}}}}}", within(language))
        }
        other => other.to_string(),
    }
}

/// Says in which wording something is missing, where it is not the English one.
fn within(language: &Language) -> String {
    if language.is_english() { String::new() } else { format!("Wording “{}”: ", language.as_str()) }
}

/// Names an element as the requirement does (C1.10, C2.16, C5.9).
const fn says(element: Element) -> &'static str {
    match element {
        Element::Who => "who is writing",
        Element::Optional => "that messages are optional",
        Element::NotEmergencies => "that they are not for emergencies",
        Element::UsualReply => "how long an answer usually takes",
        Element::HowToStop => "how to stop messages",
        Element::RepliesRead => "whether replies are read",
        Element::NextStep => "the one next step",
        Element::StopMarketing => "how to stop marketing while care goes on",
    }
}

pub(super) const fn route_view(route: Route) -> c::RouteView {
    match route {
        Route::Sms => c::RouteView::Sms,
        Route::SecureMessage => c::RouteView::SecureMessage,
        Route::Email => c::RouteView::Email,
        Route::Letter => c::RouteView::Letter,
        Route::Phone => c::RouteView::Phone,
    }
}

pub(super) const fn route_of(route: c::RouteView) -> Route {
    match route {
        c::RouteView::Sms => Route::Sms,
        c::RouteView::SecureMessage => Route::SecureMessage,
        c::RouteView::Email => Route::Email,
        c::RouteView::Letter => Route::Letter,
        c::RouteView::Phone => Route::Phone,
    }
}

pub(super) const fn class_view(class: Class) -> c::TemplateClassView {
    match class {
        Class::Care { purpose: CareKind::Admin } => c::TemplateClassView::Admin,
        Class::Care { purpose: CareKind::ClinicalAdvice } => c::TemplateClassView::ClinicalAdvice,
        Class::Care { purpose: CareKind::Results } => c::TemplateClassView::Results,
        Class::Care { purpose: CareKind::Surveys } => c::TemplateClassView::Surveys,
        Class::Care { purpose: CareKind::BadNews } => c::TemplateClassView::BadNews,
        Class::Marketing => c::TemplateClassView::Marketing,
    }
}

const fn class_of(class: c::TemplateClassView) -> Class {
    let purpose = match class {
        c::TemplateClassView::Admin => CareKind::Admin,
        c::TemplateClassView::ClinicalAdvice => CareKind::ClinicalAdvice,
        c::TemplateClassView::Results => CareKind::Results,
        c::TemplateClassView::Surveys => CareKind::Surveys,
        c::TemplateClassView::BadNews => CareKind::BadNews,
        c::TemplateClassView::Marketing => return Class::Marketing,
    };
    Class::Care { purpose }
}
