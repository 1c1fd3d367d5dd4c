//! The practice's days, for whoever wants to know when it opens and what a time of reply comes to.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};
use model::calendar::MessageClass;
use serde::Serialize;

use crate::time_text::text;
use crate::{Engine, EngineError};

/// The most days that are listed at once: two years, which is as far as bank holidays are ever known.
const MOST_DAYS: u16 = 731;

/// A day of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    /// The day by the wall clock: "2026-12-25".
    pub date: Date,
    /// When it is open, in order, by the wall clock, from a time until another; none: closed.
    pub open: Vec<[Time; 2]>,
    /// The bank holiday that it is, opened by announcement or not: "Christmas Day".
    pub bank_holiday: Option<String>,
}

/// By when a message would be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueOfClass {
    /// How pressing it is.
    pub class: MessageClass,
    /// By when the patient hears what happens next (C2.5); none: the practice does not open for so long.
    pub reply_due: Option<String>,
}

impl Engine {
    /// Lists days from one on: when the practice is open, by the policy in force.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] for more than two years; [`EngineError::Store`].
    pub async fn calendar(&self, from: Option<Date>, days: u16) -> Result<Vec<CalendarDay>, EngineError> {
        if days > MOST_DAYS {
            return Err(EngineError::BadRequest("that is too far ahead: ask for two years, 731 days, at most"));
        }
        let times = self.parts.store.read(|store| store.timetable()).await?;
        let calendar = times.calendar();
        let from = from.unwrap_or_else(|| calendar.local(self.now()).date());
        let day = |date: Date| CalendarDay {
            date,
            open: calendar.spans_on(date).into_iter().map(|(opens, closes)| [opens, closes]).collect(),
            bank_holiday: calendar.bank_holiday(date).map(|holiday| holiday.title.clone()),
        };
        Ok((0..i64::from(days)).map_while(|ahead| from.checked_add(ahead.days()).ok()).map(day).collect())
    }

    /// Says by when a message that arrives at a time of the practice's wall clock would be answered, for every class.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] for a time beyond the year 9999; [`EngineError::Store`].
    pub async fn reply_due(&self, arrival: DateTime) -> Result<Vec<DueOfClass>, EngineError> {
        let times = self.parts.store.read(|store| store.timetable()).await?;
        let at = times.calendar().instant(arrival).map_err(|_| EngineError::BadRequest("that is too far ahead"))?;
        let due = |class: MessageClass| DueOfClass { class, reply_due: times.reply_due(class, at).map(text) };
        Ok(MessageClass::ALL.into_iter().map(due).collect())
    }
}
