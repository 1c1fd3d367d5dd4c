//! Whether each patient learnt the next step the same day, over past days (C-14).

use std::collections::BTreeMap;

use contract as c;
use jiff::ToSpan as _;
use jiff::civil::Date;
use model::PatientId;
use model::calendar::Calendar;
use model::next_step::{Contact, NextStep, contacts};
use store::{Asked, StoreError, View};

use super::consent::date;
use crate::time_text::text;
use crate::{Engine, EngineError, view};

/// How many working days are reported where nobody says which.
const USUAL_DAYS: usize = 7;
/// The most days of one report. Ours: a quarter.
const MOST_DAYS: i32 = 92;
/// How far back a working day is looked for: no practice is closed for longer and then reports.
const LOOK_BACK: usize = 60;

impl Engine {
    /// Counts the contacts of a span of days by what came of them, and lists those that are asked for.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] for a day that does not exist or more than a quarter; [`EngineError::Store`].
    pub async fn next_steps(&self, request: c::NextStepsRequest) -> Result<c::NextStepsView, EngineError> {
        let times = self.parts.store.read(|store| store.timetable()).await?;
        let calendar = times.calendar();
        let today = calendar.local(self.now()).date();
        let to = request.to.as_deref().map(date).transpose()?.unwrap_or(today);
        let from = match request.from.as_deref() {
            Some(day) => date(day)?,
            None => back(calendar, to, USUAL_DAYS),
        };
        let days = to.since(from).map_or(i32::MAX, |span| span.get_days());
        if !(0..MOST_DAYS).contains(&days) {
            return Err(EngineError::BadRequest("a report covers 1 to 92 days, the first before the last"));
        }
        let only = request.list.as_ref().and_then(|list| list.day.as_deref()).map(date).transpose()?;
        // What came after the last closing before the first day counts for the first day.
        let before = back(calendar, from.yesterday().unwrap_or(from), 1);
        let start = calendar.instant(before.to_datetime(jiff::civil::Time::midnight()));
        let end = calendar.instant(to.tomorrow().unwrap_or(to).to_datetime(jiff::civil::Time::midnight()));
        let (Ok(start), Ok(end)) = (start, end) else {
            return Err(EngineError::BadRequest("these days are too far away"));
        };
        let asked = self.parts.store.read(move |store| store.asked_between(start, end)).await?;
        let mut found: Vec<(Contact, &Asked)> = Vec::new();
        for one in &asked {
            let all = contacts(&one.turns, one.done_at, calendar).into_iter();
            found.extend(all.filter(|contact| (from..=to).contains(&contact.day)).map(|contact| (contact, one)));
        }
        found.sort_by_key(|(contact, one)| (contact.came_at, one.conversation.id));
        let mut counted: BTreeMap<Date, c::NextStepCounts> = from
            .series(1.day())
            .take_while(|day| *day <= to.min(today))
            .filter(|day| calendar.opens_on(*day))
            .map(|day| (day, c::NextStepCounts::default()))
            .collect();
        let mut total = c::NextStepCounts::default();
        for (contact, _) in &found {
            count(counted.entry(contact.day).or_default(), contact.outcome);
            count(&mut total, contact.outcome);
        }
        let wanted: Vec<Listed> = match &request.list {
            Some(list) => found
                .iter()
                .filter(|(contact, _)| only.is_none_or(|day| day == contact.day))
                .filter(|(contact, _)| list.outcome.is_none_or(|outcome| outcome == outcome_view(contact.outcome)))
                .map(|(contact, one)| Listed {
                    contact: *contact,
                    conversation: one.conversation.id.to_string(),
                    patient: one.conversation.subject.patient(),
                    number: one.conversation.number.as_str().to_owned(),
                })
                .collect(),
            None => Vec::new(),
        };
        let lines = self.parts.store.read(move |store| lines(store, wanted)).await?;
        let day = |(day, counts): (Date, c::NextStepCounts)| c::NextStepDay {
            day: day.to_string(),
            is_today: day == today,
            counts,
        };
        Ok(c::NextStepsView {
            from: from.to_string(),
            to: to.to_string(),
            days: counted.into_iter().rev().map(day).collect(),
            total,
            lines,
        })
    }
}

/// A contact that is listed.
struct Listed {
    contact: Contact,
    conversation: String,
    patient: Option<PatientId>,
    number: String,
}

fn lines(store: &View<'_>, wanted: Vec<Listed>) -> Result<Vec<c::NextStepLine>, StoreError> {
    let mut names: BTreeMap<PatientId, Option<c::NameView>> = BTreeMap::new();
    let mut found = Vec::with_capacity(wanted.len());
    for one in wanted {
        let patient = match one.patient {
            Some(id) => match names.get(&id) {
                Some(known) => known.clone(),
                None => {
                    let name = store.patient(id)?.map(|patient| view::name(&patient.name));
                    names.insert(id, name.clone());
                    name
                }
            },
            None => None,
        };
        found.push(c::NextStepLine {
            day: one.contact.day.to_string(),
            conversation: one.conversation,
            patient,
            number: one.number,
            came_at: text(one.contact.came_at),
            told_at: one.contact.told_at.map(text),
            outcome: outcome_view(one.contact.outcome),
        });
    }
    Ok(found)
}

/// Returns the first of so many working days that end with a day, or with the last one before it.
fn back(calendar: &Calendar, to: Date, days: usize) -> Date {
    let mut open = to.series(-1.day()).take(LOOK_BACK).filter(|day| calendar.opens_on(*day)).take(days);
    let first = open.by_ref().last();
    first.unwrap_or(to)
}

const fn count(counts: &mut c::NextStepCounts, outcome: NextStep) {
    let one = match outcome {
        NextStep::SameDay => &mut counts.same_day,
        NextStep::Later => &mut counts.later,
        NextStep::Closed => &mut counts.closed,
        NextStep::Acknowledged => &mut counts.acknowledged,
        NextStep::Nothing => &mut counts.nothing,
    };
    *one = one.saturating_add(1);
    counts.contacts = counts.contacts.saturating_add(1);
}

const fn outcome_view(outcome: NextStep) -> c::NextStepView {
    match outcome {
        NextStep::SameDay => c::NextStepView::SameDay,
        NextStep::Later => c::NextStepView::Later,
        NextStep::Closed => c::NextStepView::Closed,
        NextStep::Acknowledged => c::NextStepView::Acknowledged,
        NextStep::Nothing => c::NextStepView::Nothing,
    }
}
