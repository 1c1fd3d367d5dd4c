//! What patients want is asked about again: consents and refusals with a review date, marks of routes that are not safe, and
//! people who may be written to about a patient (D-06); and so is a limit on texting with them (D-14).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::{Channel, PatientId, Preferences, ProxyId, Purpose, StaffId, Standing};

/// After how many months what was reviewed and not changed is asked about again. Ours: a year, as the number is (C1.11).
const AGAIN_AFTER_MONTHS: i32 = 12;
/// For how many days before its date a review stands in the list. Ours: so that it can be asked when the patient is here.
pub const REVIEW_SOON_DAYS: i32 = 30;

/// Something that stands about a patient's messages, and has a date to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// What they said. Statements are never altered and only added to, so that its place names it.
    Statement {
        /// Its place among everything that was said, from 0.
        place: u32,
    },
    /// The mark that a route is not safe.
    Mark {
        /// Which.
        channel: Channel,
    },
    /// Somebody who may be written to about them.
    Person {
        /// Who.
        proxy: ProxyId,
    },
    /// The limit on texting with them.
    Limit,
}

/// Somebody asked again, and nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishReview {
    /// About what.
    #[serde(flatten)]
    pub wish: Wish,
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// When to ask again.
    pub next: Date,
}

/// What is asked about a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Of whom.
    pub patient: PatientId,
    /// Of what.
    pub wish: Wish,
    /// The date to ask again that was seen: what changed meanwhile is looked at first.
    pub due: Date,
}

impl Preferences {
    /// Returns when something was last reviewed since it was written down.
    pub fn last_review(&self, wish: Wish) -> Option<&WishReview> {
        let since = match wish {
            Wish::Statement { .. } => None,
            Wish::Mark { channel } => Some(self.unsafe_route(channel)?.at),
            Wish::Person { proxy } => Some(self.proxy(proxy)?.current.at),
            Wish::Limit => Some(self.limit()?.at),
        };
        let counts = |review: &&WishReview| review.wish == wish && since.is_none_or(|since| review.at >= since);
        self.reviews.iter().rev().find(counts)
    }

    /// Returns when something is to be asked about again.
    pub fn review_on(&self, wish: Wish) -> Option<Date> {
        let first = || match wish {
            Wish::Statement { place } => self.statements.get(usize::try_from(place).ok()?)?.review_on,
            // Ours: nobody gives a mark a date, and none is for life without another look.
            Wish::Mark { channel } => {
                again_after(self.unsafe_route(channel)?.at.to_zoned(jiff::tz::TimeZone::UTC).date())
            }
            Wish::Person { proxy } => self.proxy(proxy)?.terms().review_on,
            Wish::Limit => Some(self.limit()?.terms.review_on),
        };
        self.last_review(wish).map(|review| review.next).or_else(first)
    }

    /// Returns everything that stands and has a date to ask again, the first date first. What the patient's own STOP says has
    /// none: nobody asks them to think again.
    pub fn to_review(&self) -> Vec<(Wish, Date)> {
        let mut found: Vec<Wish> = Vec::new();
        for purpose in Purpose::ALL {
            let said = match self.standing(Channel::Sms, purpose) {
                Standing::Agreed(said) | Standing::Objected(said) | Standing::Unclear(said) => said,
                Standing::NothingRecorded => continue,
            };
            let place = self.statements.iter().position(|one| std::ptr::eq(one, said));
            let wish = place.and_then(|place| u32::try_from(place).ok()).map(|place| Wish::Statement { place });
            found.extend(wish.filter(|wish| !found.contains(wish)));
        }
        found.extend(self.unsafe_routes.iter().map(|route| Wish::Mark { channel: route.channel }));
        let may = self.proxies.iter().filter(|proxy| proxy.end.is_none() && proxy.stop.is_none());
        found.extend(may.map(|proxy| Wish::Person { proxy: proxy.id }));
        found.extend(self.limit().map(|_| Wish::Limit));
        let mut dated: Vec<_> = found.into_iter().filter_map(|wish| Some((wish, self.review_on(wish)?))).collect();
        dated.sort_by_key(|(_, on)| *on);
        dated
    }
}

/// Returns when what was looked at on a day is asked about again.
pub(crate) fn again_after(day: Date) -> Option<Date> {
    day.checked_add(AGAIN_AFTER_MONTHS.months()).ok()
}

/// Returns the last day of which a review stands in the list today.
pub fn review_soon(today: Date) -> Date {
    today.saturating_add(REVIEW_SOON_DAYS.days())
}
