//! What patients want, asked about again (D-06).

use contract as c;
use jiff::civil::Date;
use model::{Act, Ask, Channel, Patient, PatientId, Preferences, Reviewed, Role, Staff, Wish, WishReview, review_soon};
use store::StoreError;

use super::consent::{date, statement, unsafe_route};
use super::limit;
use super::proxy::shown;
use crate::time_text::text;
use crate::{Engine, EngineError, view};

/// The most rows the list shows: more than anybody works through in a day.
const LONGEST_LIST: usize = 200;

impl Engine {
    /// Returns what is to be asked about again, now or within a month, the first date first.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn wishes_to_review(&self) -> Result<c::WishReviewsView, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let found = self.parts.store.read(move |store| {
            let today = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default().local(now).date();
            let last = review_soon(today);
            let mut dated: Vec<_> = Vec::new();
            for (patient, preferences) in store.wishes_to_review(last)? {
                let wishes = preferences.to_review().into_iter().filter(|(_, on)| *on <= last);
                dated.extend(wishes.map(|(wish, on)| (on, wish, patient.clone(), preferences.clone())));
            }
            dated.sort_by_key(|(on, _, patient, _)| (*on, patient.id));
            let due = dated.iter().filter(|(on, ..)| *on <= today).count();
            let soon = dated.len().saturating_sub(due);
            let staff = store.all_staff()?;
            let role = staff.iter().find(|person| person.id == me).map_or(Role::ReadOnly, |person| person.role);
            let shown = dated.into_iter().take(LONGEST_LIST);
            let rows = shown.map(|(on, wish, patient, preferences)| {
                let patient_view = view::patient(store, &patient, now)?;
                Ok(row((patient_view, &patient), &preferences, (wish, on), (&staff, today)))
            });
            Ok(c::WishReviewsView {
                rows: rows.collect::<Result<_, StoreError>>()?,
                due: u32::try_from(due).unwrap_or(u32::MAX),
                soon: u32::try_from(soon).unwrap_or(u32::MAX),
                may_record: role.may(Act::RecordConsent),
                may_limit: role.may(Act::LimitMessaging),
            })
        });
        Ok(found.await?)
    }

    /// Writes down that somebody asked again, and nothing changed.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when something changed meanwhile.
    pub async fn review_wish(&self, request: c::ReviewWishRequest) -> Result<c::WishReviewsView, EngineError> {
        let patient: PatientId = view::id(&request.patient)?;
        let wish = match request.name {
            c::WishNameView::Statement { place } => Wish::Statement { place },
            c::WishNameView::Mark => Wish::Mark { channel: Channel::Sms },
            c::WishNameView::Person { proxy } => Wish::Person { proxy: view::id(&proxy)? },
            c::WishNameView::Limit => Wish::Limit,
        };
        self.ask(Ask::ReviewWish(Reviewed { patient, wish, due: date(&request.due)? })).await?;
        self.wishes_to_review().await
    }
}

/// Shows one thing that is to be asked about again.
fn row(
    (shown_patient, patient): (c::PatientView, &Patient),
    preferences: &Preferences,
    (wish, on): (Wish, Date),
    (staff, today): (&[Staff], Date),
) -> c::WishReviewRow {
    let mut row = c::WishReviewRow {
        patient: shown_patient,
        name: c::WishNameView::Mark,
        statement: None,
        mark: None,
        person: None,
        limit: None,
        due: on.to_string(),
        is_due: on <= today,
    };
    match wish {
        Wish::Statement { place } => {
            row.name = c::WishNameView::Statement { place };
            row.statement = said(preferences, staff).into_iter().nth(usize::try_from(place).unwrap_or(usize::MAX));
        }
        Wish::Mark { channel } => row.mark = preferences.unsafe_route(channel).and_then(|_| mark(preferences, staff)),
        Wish::Person { proxy } => {
            row.name = c::WishNameView::Person { proxy: proxy.to_string() };
            row.person =
                people(preferences, patient, (staff, today)).into_iter().find(|one| one.id == proxy.to_string());
        }
        Wish::Limit => (row.name, row.limit) = (c::WishNameView::Limit, limit::standing(preferences, staff)),
    }
    row
}

/// Shows everything that was said, in the order in which it was written down, with when it was last asked about again.
pub(crate) fn said(preferences: &Preferences, staff: &[Staff]) -> Vec<c::ConsentStatementView> {
    let with_place = preferences.statements.iter().zip(0_u32..);
    let shown = with_place.map(|(said, place)| {
        let wish = Wish::Statement { place };
        let review_on = preferences.review_on(wish).map(|day| day.to_string());
        c::ConsentStatementView { review_on, reviewed: reviewed(preferences, wish, staff), ..statement(said, staff) }
    });
    shown.collect()
}

/// Shows the mark that text messages are not safe.
pub(crate) fn mark(preferences: &Preferences, staff: &[Staff]) -> Option<c::UnsafeRouteView> {
    let (channel, wish) = (Channel::Sms, Wish::Mark { channel: Channel::Sms });
    let route = preferences.unsafe_route(channel)?;
    let review_on = preferences.review_on(wish).map(|day| day.to_string());
    Some(c::UnsafeRouteView { review_on, reviewed: reviewed(preferences, wish, staff), ..unsafe_route(route, staff) })
}

/// Shows everybody who may be written to about a patient, or might once; those who may come first.
pub(crate) fn people(
    preferences: &Preferences,
    patient: &Patient,
    (staff, today): (&[Staff], Date),
) -> Vec<c::ProxyView> {
    let one = |proxy: &model::Proxy| {
        let wish = Wish::Person { proxy: proxy.id };
        let review_on = preferences.review_on(wish).map(|day| day.to_string());
        let plain = shown(proxy, patient, (staff, today));
        c::ProxyView { review_on, reviewed: reviewed(preferences, wish, staff), ..plain }
    };
    let mut people: Vec<_> = preferences.proxies.iter().map(one).collect();
    people.sort_by_key(|proxy| proxy.standing != c::ProxyStandingView::Stands);
    people
}

fn reviewed(preferences: &Preferences, wish: Wish, staff: &[Staff]) -> Option<c::NotedView> {
    let noted = |review: &WishReview| c::NotedView { by: view::staff_name(staff, review.by), at: text(review.at) };
    preferences.last_review(wish).map(noted)
}
