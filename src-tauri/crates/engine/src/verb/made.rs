//! A template made of a message that was sent (H-10), shown before anything is saved; and what a template carries (H-05).

use contract as c;
use jiff::ToSpan as _;
use model::template::{CareKind, Carries, Class, Code, FollowUp, SNOMED_CT, SentWords, TakenWhat, TemplateProblem};
use model::{Act, Author, MessageId, MessageKind, Patient, Practice, Preferences, Proxy, Refusal, Sensitive, Staff};
use store::{StoreError, View};

use super::compose::{Desk, classes};
use super::template::{class_view, route_of, route_view};
use crate::{Engine, EngineError, view};

/// How long after it is made a template is looked at again. Ours, as for the starter set.
const REVIEW_AFTER_YEARS: i16 = 1;

/// A message as it was said, and who stood around it.
struct Said {
    text: String,
    class: Class,
    about: Option<(Patient, Preferences)>,
    author: Staff,
    staff: Vec<Staff>,
    practice: Practice,
}

impl Engine {
    /// Makes a template of the words of a message that this practice sent, without the patient in them. Nothing is saved.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for what staff did not send, or what was erased; [`EngineError::Refused`] for who may
    /// write no template that can hold these words.
    pub async fn template_of_message(&self, request: c::MessageRequest) -> Result<c::MadeTemplateView, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let message: MessageId = view::id(&request.message)?;
        let found = self.parts.store.read(move |store| {
            let desk = Desk::read(store, me)?;
            Ok((said(store, message, &desk)?, desk))
        });
        let (said, desk) = found.await?;
        let said = said.ok_or(EngineError::NotFound)?;
        let role = desk.author.role;
        if !role.may(Act::Send) {
            return Err(Refusal::NotAllowed { act: Act::Send }.into());
        }
        let (patient, preferences) = said.about.ok_or(Refusal::NotMatched)?;
        let care = matches!(said.class, Class::Care { purpose: CareKind::Admin | CareKind::ClinicalAdvice });
        let scope = match (care, desk.reader().may_keep_own(), role.may(Act::WriteTemplates)) {
            (true, true, _) => c::ScopeView::Personal,
            (_, _, true) => c::ScopeView::Practice,
            (true, false, false) => return Err(Refusal::NoOwnTemplates.into()),
            // What a second person must have read is no wording of one's own.
            (false, _, false) => {
                return Err(Refusal::TemplateRefused { problems: vec![TemplateProblem::NotForOneAlone] }.into());
            }
        };
        let proxies: Vec<Sensitive<String>> = preferences.proxies.iter().flat_map(names).collect();
        let made = SentWords {
            text: &said.text,
            patient: &patient,
            proxies: &proxies,
            author: &said.author,
            staff: &said.staff,
            practice: &said.practice,
        }
        .without_patient();
        let today = desk.policy.local(now).date();
        Ok(c::MadeTemplateView {
            document: c::TemplateDocument {
                name: String::new(),
                owner: me.to_string(),
                review_on: today.checked_add(REVIEW_AFTER_YEARS.years()).unwrap_or(today).to_string(),
                routes: vec![c::RouteView::Sms],
                class: class_view(said.class),
                first_contact: false,
                variants: vec![c::VariantView { language: "en-GB".to_owned(), body: made.body }],
                scope,
                carries: None,
            },
            taken: made.taken.iter().map(taken).collect(),
        })
    }
}

/// Reads what somebody here wrote to a patient; `None` for everything else.
fn said(store: &View<'_>, id: MessageId, desk: &Desk) -> Result<Option<Said>, StoreError> {
    let Some(written) = store.written(id)? else { return Ok(None) };
    let MessageKind::Out { author: Author::Staff { staff: author }, purpose, also, .. } = &written.message.kind else {
        return Ok(None);
    };
    let Some(text) = written.text.filter(|_| !written.message.is_withdrawn()) else { return Ok(None) };
    let conversation = store.conversation(written.message.conversation)?;
    let patient = conversation.and_then(|row| row.subject.patient()).map(|id| store.patient(id)).transpose()?.flatten();
    let about = match patient {
        Some(patient) => {
            let preferences = store.preferences(patient.id)?;
            Some((patient, preferences))
        }
        None => None,
    };
    let templates = classes(store, &desk.reader(), &store.templates_in(id)?)?;
    let staff = store.all_staff()?;
    let author = staff.iter().find(|person| person.id == *author).cloned();
    Ok(author.map(|author| Said {
        text: text.expose().clone(), // Why exposed: the patient is taken out of it.
        class: model::compose::class_of(*purpose, also, templates.into_iter()),
        about,
        author,
        staff,
        practice: desk.practice.clone(),
    }))
}

/// Returns what somebody is and was called.
fn names(proxy: &Proxy) -> impl Iterator<Item = Sensitive<String>> {
    std::iter::once(&proxy.current).chain(&proxy.earlier).map(|version| version.terms.name.clone())
}

fn taken(taken: &model::template::Taken) -> c::TakenView {
    let what = match taken.what {
        TakenWhat::Signature => c::TakenKindView::Signature,
        TakenWhat::Link => c::TakenKindView::Link,
        TakenWhat::Email => c::TakenKindView::Email,
        TakenWhat::BirthDate => c::TakenKindView::BirthDate,
        TakenWhat::Date => c::TakenKindView::Date,
        TakenWhat::Time => c::TakenKindView::Time,
        TakenWhat::NhsNumber => c::TakenKindView::NhsNumber,
        TakenWhat::PracticePhone => c::TakenKindView::PracticePhone,
        TakenWhat::Number => c::TakenKindView::Number,
        TakenWhat::Postcode => c::TakenKindView::Postcode,
        TakenWhat::PracticeName => c::TakenKindView::PracticeName,
        TakenWhat::PatientName => c::TakenKindView::PatientName,
        TakenWhat::ProxyName => c::TakenKindView::ProxyName,
        TakenWhat::SenderName => c::TakenKindView::SenderName,
        TakenWhat::StaffName => c::TakenKindView::StaffName,
    };
    // Why exposed: whoever makes the template sees what was taken out.
    c::TakenView { what, was: taken.was.expose().clone(), put: taken.put.clone() }
}

/// Shows what a template carries beside its words.
pub(super) fn carries_view(carries: &Carries) -> Option<c::CarriesView> {
    let code = |one: &Code| c::CodeView {
        system: (one.system != SNOMED_CT).then(|| one.system.clone()),
        code: one.code.clone(),
        display: one.display.clone(),
    };
    let follow_up =
        |one: &FollowUp| c::FollowUpView { route: route_view(one.route), days: one.days, what: one.what.clone() };
    (!carries.is_none()).then(|| c::CarriesView {
        code: carries.code.as_ref().map(code),
        follow_up: carries.follow_up.as_ref().map(follow_up),
        team: carries.team.map(view::role),
    })
}

/// Reads what a template carries beside its words; whether it can be approved is the rules' to say.
pub(super) fn carries_of(carries: Option<&c::CarriesView>) -> Carries {
    let Some(c::CarriesView { code, follow_up, team }) = carries else { return Carries::default() };
    let trimmed = |text: &str| text.trim().to_owned();
    let code = code.as_ref().map(|one| Code {
        system: one.system.as_deref().map_or_else(|| SNOMED_CT.to_owned(), trimmed),
        code: trimmed(&one.code),
        display: trimmed(&one.display),
    });
    let follow_up =
        follow_up.as_ref().map(|one| FollowUp { route: route_of(one.route), days: one.days, what: trimmed(&one.what) });
    Carries { code, follow_up, team: team.map(view::role_of) }
}
