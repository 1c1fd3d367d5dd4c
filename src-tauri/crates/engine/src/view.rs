//! From the model's words to the window's: one place, one direction.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract as c;
use jiff::Timestamp;
use model as m;
use model::highlight::Highlighter;
use store::{Row, View, Written};

use crate::EngineError;
use crate::time_text::{age, text};
use crate::verb::consent::purpose as purpose_view;
use crate::verb::policy::automatic;
use crate::verb::proxy::correspondent;
use crate::verb::quote::quote_view;
use crate::verb::retract::wrong_view;
use crate::verb::task::way;
use crate::verb::{due, schedule, snooze};

/// What stands in the place of a text that was erased by law.
pub(crate) const ERASED: &str = "[erased]";

pub(crate) fn role(role: m::Role) -> c::RoleView {
    match role {
        m::Role::Gp => c::RoleView::Gp,
        m::Role::Nurse => c::RoleView::Nurse,
        m::Role::Pharmacist => c::RoleView::Pharmacist,
        m::Role::Reception => c::RoleView::Reception,
        m::Role::Manager => c::RoleView::Manager,
        m::Role::InformationGovernance => c::RoleView::InformationGovernance,
        m::Role::ReadOnly => c::RoleView::ReadOnly,
    }
}

/// The other way, for the first run.
pub(crate) const fn role_of(role: c::RoleView) -> m::Role {
    match role {
        c::RoleView::Gp => m::Role::Gp,
        c::RoleView::Nurse => m::Role::Nurse,
        c::RoleView::Pharmacist => m::Role::Pharmacist,
        c::RoleView::Reception => m::Role::Reception,
        c::RoleView::Manager => m::Role::Manager,
        c::RoleView::InformationGovernance => m::Role::InformationGovernance,
        c::RoleView::ReadOnly => m::Role::ReadOnly,
    }
}

pub(crate) fn staff(staff: &m::Staff, calendar: &m::calendar::Calendar, now: Timestamp) -> c::StaffView {
    let away_until = match staff.status {
        m::StaffStatus::Away { until } => Some(until.to_string()),
        m::StaffStatus::Here | m::StaffStatus::Left => None,
    };
    let left = staff.has_left();
    c::StaffView {
        id: staff.id.to_string(),
        name: staff.name.clone(),
        role: role(staff.role),
        away_until,
        left,
        hours: staff.hours.as_ref().map(week),
        cover: staff.cover.map(|id| id.to_string()),
        off_until: staff.off_until(calendar, now).map(text),
        may_take: staff.can_do(m::Act::Organise),
        may_do_tasks: staff.can_do(m::Act::ReachOtherwise),
    }
}

/// Shows an ordinary week, a day a line.
fn week(week: &m::calendar::Week) -> BTreeMap<String, Vec<c::SpanView>> {
    let span =
        |span: &m::calendar::Span| c::SpanView { opens: span.opens.to_string(), closes: span.closes.to_string() };
    let day = |day: m::calendar::Weekday| (day.to_string().to_lowercase(), week.on(day).iter().map(span).collect());
    m::calendar::Weekday::ALL.map(day).into()
}

/// Returns the name of a member of staff.
pub(crate) fn staff_name(staff: &[m::Staff], id: m::StaffId) -> Option<String> {
    staff.iter().find(|person| person.id == id).map(|person| person.name.clone())
}

pub(crate) fn practice(practice: &m::Practice) -> c::PracticeView {
    c::PracticeView {
        name: practice.name.clone(),
        number: practice.number.as_ref().map(|number| number.as_str().to_owned()),
        training: practice.training,
        test_numbers: practice.test_numbers.iter().map(|number| number.as_str().to_owned()).collect(),
        phone: practice.phone.clone(),
        no_personal: practice.no_personal,
    }
}

pub(crate) fn name(name: &m::PersonName) -> c::NameView {
    // Why exposed: the window shows the patient's name to staff.
    c::NameView { family: name.family.expose().clone(), given: name.given.expose().clone() }
}

const fn contact_use(kind: m::ContactUse) -> c::ContactUseView {
    match kind {
        m::ContactUse::Home => c::ContactUseView::Home,
        m::ContactUse::Work => c::ContactUseView::Work,
        m::ContactUse::Mobile => c::ContactUseView::Mobile,
        m::ContactUse::Old => c::ContactUseView::Old,
    }
}

pub(crate) fn patient(
    view: &View<'_>,
    patient: &m::Patient,
    now: Timestamp,
) -> Result<c::PatientView, store::StoreError> {
    let mut contact_points = Vec::with_capacity(patient.contact_points.len());
    for point in &patient.contact_points {
        let others = view.patients_with(&point.number)?.iter().filter(|id| **id != patient.id).count();
        contact_points.push(c::ContactPointView {
            number: point.number.as_str().to_owned(),
            r#use: contact_use(point.r#use),
            shared_with: u32::try_from(others).unwrap_or(u32::MAX),
        });
    }
    let name = name(&patient.name);
    Ok(c::PatientView {
        id: patient.id.to_string(),
        family: name.family,
        given: name.given,
        birth_date: patient.birth_date.map(|date| date.to_string()),
        age: patient.birth_date.and_then(|born| age(born, now)),
        nhs_number: patient.nhs_number.as_ref().map(|number| number.as_str().to_owned()),
        contact_points,
    })
}

pub(crate) fn row(row: &Row, times: &m::Timetable, now: Timestamp) -> c::ConversationRow {
    let conversation = &row.conversation;
    c::ConversationRow {
        id: conversation.id.to_string(),
        patient: row.name.as_ref().map(name),
        with: row.with.as_ref().map(correspondent),
        number: conversation.number.as_str().to_owned(),
        topic: conversation.topic.clone(),
        // Why exposed: the list shows the beginning of the last message.
        preview: row.preview.as_ref().map(|text| text.expose().clone()).unwrap_or_default(),
        from_patient: conversation.last.is_some_and(|last| last.from_patient),
        answered: conversation.answered,
        // Why exposed: the list shows the beginning of the reader's own draft.
        draft: row.draft.as_ref().map(|text| text.expose().clone()),
        last_at: text(conversation.last_at),
        unread: conversation.unread,
        unfiled: conversation.unfiled,
        failed: conversation.failed,
        owner: conversation.owner.map(|id| id.to_string()),
        with_team: conversation.with_team,
        team: conversation.team.map(role),
        promised: conversation.clocks.promised.map(text),
        call_first: conversation.call_first,
        late: conversation.late,
        done: matches!(conversation.state, m::ConversationState::Done { .. }),
        due: due::due(&conversation.clocks, times, now),
        class: due::class(conversation.clocks.class),
        limited: row.limited && conversation.proxy.is_none(),
        role_account: conversation.role_account.map(|id| id.to_string()),
        snoozed: snooze::snoozed(conversation, times.calendar(), now),
        back: snooze::back(conversation),
        leaves: schedule::next(conversation, times, now),
    }
}

const fn class(class: m::FailureClass) -> c::FailureClassView {
    match class {
        m::FailureClass::Permanent => c::FailureClassView::Permanent,
        m::FailureClass::Temporary => c::FailureClassView::Temporary,
        m::FailureClass::Technical => c::FailureClassView::Technical,
        m::FailureClass::OptedOut => c::FailureClassView::OptedOut,
    }
}

fn delivery(delivery: &m::Delivery, is_unconfirmed: bool) -> Option<c::DeliveryView> {
    Some(match delivery {
        m::Delivery::Accepted { at } | m::Delivery::Sent { at } if is_unconfirmed => {
            c::DeliveryView::Unconfirmed { at: text(*at) }
        }
        m::Delivery::Withdrawn { .. } => return None,
        m::Delivery::Held { until } => c::DeliveryView::Held { until: text(*until) },
        m::Delivery::Queued { attempts, .. } => c::DeliveryView::Queued { attempts: *attempts },
        m::Delivery::InFlight { .. } => c::DeliveryView::InFlight,
        m::Delivery::Unknown { needs_person, .. } => c::DeliveryView::Unknown { needs_person: *needs_person },
        m::Delivery::Accepted { at } => c::DeliveryView::Accepted { at: text(*at) },
        m::Delivery::Sent { at } => c::DeliveryView::Sent { at: text(*at) },
        m::Delivery::Delivered { at } => c::DeliveryView::Delivered { at: text(*at) },
        m::Delivery::Read { at } => c::DeliveryView::Read { at: text(*at) },
        m::Delivery::Failed { at, failure } => {
            c::DeliveryView::Failed { at: text(*at), class: class(failure.class), code: failure.code.clone() }
        }
    })
}

fn filing(filing: &m::Filing) -> c::FilingView {
    match filing {
        m::Filing::NotDue => c::FilingView::NotDue,
        m::Filing::Pending { .. } => c::FilingView::Pending,
        m::Filing::Retrying { attempts, .. } => c::FilingView::Retrying { attempts: *attempts },
        m::Filing::Failed { code, .. } => c::FilingView::Failed { code: code.clone() },
        m::Filing::Written { at, .. } => c::FilingView::Written { at: text(*at) },
    }
}

/// Turns a message into what the window shows of it; `None` for one that was taken back. `unread` counts the patient's
/// unread messages at the end of the conversation, in numbers above `read_to`.
pub(crate) fn message(written: &Written, around: &Around, read_to: u32) -> Option<c::MessageView> {
    let Around { staff, jurisdiction, highlighter, recorded, quoted } = around;
    let message = &written.message;
    if message.is_withdrawn() {
        return None;
    }
    let author_name = |id: &m::StaffId| staff_name(staff, *id);
    // Why exposed: the window shows the message to staff.
    let words = written.text.as_ref().map_or_else(|| ERASED.to_owned(), |text| text.expose().clone());
    let mut view = c::MessageView {
        id: message.id.to_string(),
        number: message.number,
        kind: c::MessageKindView::Note,
        text: words,
        at: text(message.at),
        sent_at: None,
        author: None,
        number_used: None,
        delivery: message.delivery().and_then(|known| delivery(known, message.is_unconfirmed())),
        filing: filing(&message.filing),
        media: 0,
        unread: false,
        segments: None,
        repeats: None,
        purpose: None,
        automatic: None,
        despite: false,
        wish: None,
        wish_dismissed: None,
        way: None,
        entered_at_desk: None,
        late: false,
        replies_until: None,
        highlights: vec![],
        quote: message.quote().and_then(|quote| {
            let shown = quoted.get(&quote.message).cloned();
            shown.map(|shown| c::QuoteView { corrects: quote.corrects, ..shown })
        }),
        wrong: message.later.wrong.as_ref().map(|mark| wrong_view(mark, staff)),
    };
    match &message.kind {
        m::MessageKind::In { from, sent_at, media, entered, late, .. } => {
            view.late = *late;
            view.author = entered.and_then(|entered| author_name(&entered.by));
            view.entered_at_desk = entered.map(|entered| entered.at_desk);
            view.kind = c::MessageKindView::In;
            view.sent_at = Some(text(*sent_at));
            view.number_used = Some(from.as_str().to_owned());
            view.media = *media;
            view.unread = message.number > read_to;
            view.highlights = crate::highlight::highlights(highlighter, &view.text);
            let noted = |settled: m::NoOptOut| c::NotedView { by: author_name(&settled.by), at: text(settled.at) };
            view.wish_dismissed = message.later.no_opt_out.map(noted);
            view.wish = written
                .text
                .as_ref()
                .and_then(|text| wish(text, jurisdiction, recorded.iter().any(|said| said.heard_in(message.id))));
        }
        m::MessageKind::Out { to, author, purpose, despite, segments, repeats, terms, .. } => {
            view.replies_until = terms.replies_until.map(|day| day.to_string());
            view.kind = c::MessageKindView::Out;
            view.author = author.staff().as_ref().and_then(author_name);
            view.automatic = author.automatic().map(automatic);
            view.purpose = Some(purpose_view(*purpose));
            view.despite = *despite;
            view.number_used = Some(to.as_str().to_owned());
            view.segments = *segments;
            view.repeats = repeats.map(|id| id.to_string());
        }
        m::MessageKind::Note { author, .. } => view.author = author_name(author),
        m::MessageKind::Contact { author, way: by, repeats } => {
            view.repeats = repeats.map(|id| id.to_string());
            view.kind = c::MessageKindView::Contact;
            view.author = author_name(author);
            view.way = Some(way(*by));
        }
    }
    Some(view)
}

/// What messages are shown with.
pub(crate) struct Around {
    /// Who may have written them.
    pub(crate) staff: Vec<m::Staff>,
    /// Whose law says which words are an opt-out.
    pub(crate) jurisdiction: m::Jurisdiction,
    /// What reads them for words that a person should see first.
    pub(crate) highlighter: Arc<Highlighter>,
    /// What is written down of being messaged for everybody who may have written them.
    pub(crate) recorded: Vec<m::Preferences>,
    /// What they answer, as far as it was read.
    quoted: BTreeMap<m::MessageId, c::QuoteView>,
}

impl Around {
    pub(crate) fn read(view: &View<'_>, conversation: m::ConversationId) -> Result<Self, store::StoreError> {
        let policy = view.policy()?.map(|adopted| adopted.policy).unwrap_or_default();
        let mut recorded = Vec::new();
        if let Some(row) = view.conversation(conversation)? {
            for patient in view.patients_with(&row.number)?.into_iter().chain(row.subject.patient()) {
                recorded.push(view.preferences(patient)?);
            }
        }
        let highlighter = policy.highlights.highlighter();
        let (staff, quoted) = (view.all_staff()?, BTreeMap::new());
        Ok(Self { staff, jurisdiction: policy.jurisdiction, highlighter, recorded, quoted })
    }

    /// Reads what some messages answer.
    pub(crate) fn quoting<'a>(
        mut self,
        view: &View<'_>,
        written: impl Iterator<Item = &'a Written>,
    ) -> Result<Self, store::StoreError> {
        for quote in written.filter_map(|written| written.message.quote()) {
            if let Some(shown) = quote_view(view, quote, &self.staff)? {
                self.quoted.insert(quote.message, shown);
            }
        }
        Ok(self)
    }
}

/// Says what a patient's message says about being messaged, by the words that the rules read too.
fn wish(text: &m::Sensitive<String>, jurisdiction: &m::Jurisdiction, is_recorded: bool) -> Option<c::WishView> {
    use m::words::opt_out::{LastAsked, Reading, read};
    // Why exposed: the rules of E.2 read it.
    match read(text.expose(), *jurisdiction, LastAsked::Nothing) {
        Reading::OptOut if is_recorded => Some(c::WishView::OptOut),
        Reading::OptIn if is_recorded => Some(c::WishView::OptIn),
        // Nobody known has the number, or it was written before it was known who wrote: a person must say.
        Reading::OptOut | Reading::SuggestOptOut => Some(c::WishView::PerhapsOptOut),
        Reading::OptIn | Reading::AppointmentAnswer { .. } | Reading::Help { .. } | Reading::None => None,
    }
}

/// Reads an id out of a request.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, EngineError> {
    text.parse().map_err(|_| EngineError::BadRequest("an id in the request is not one"))
}
