//! The practice's policy: read, tried, adopted, accepted.

use contract as c;
use model::{Act, Addressee, Ask, Automatic, Policy, Practice, Role, Staff};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::time_text::text;
use crate::view::staff_name;
use crate::{Engine, EngineError};

/// A warning is shown when bank holidays are known for fewer days than this: a year's planning. Ours.
const HOLIDAYS_WARN_DAYS: u16 = 365;

impl Engine {
    /// Returns the policy in force, or the one to begin from.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn policy(&self) -> Result<c::PolicyView, EngineError> {
        let me = self.me().await?;
        let (adopted, staff, practice) =
            self.parts.store.read(|store| Ok((store.policy()?, store.all_staff()?, store.practice()?))).await?;
        let role = staff.iter().find(|person| person.id == me).map_or(Role::ReadOnly, |person| person.role);
        let accepted = adopted.as_ref().map(|adopted| &adopted.accepted);
        let has = |person: &Staff| accepted.is_some_and(|accepted| accepted.contains_key(&person.id));
        let name = |id| staff_name(&staff, id);
        let policy = adopted.as_ref().map(|adopted| adopted.policy.clone()).unwrap_or_default();
        Ok(c::PolicyView {
            version: adopted.as_ref().map(|adopted| adopted.version),
            adopted_by: adopted.as_ref().and_then(|adopted| name(adopted.adopted_by)),
            adopted_at: adopted.as_ref().map(|adopted| text(adopted.adopted_at)),
            accepted_by_me: accepted.is_some_and(|accepted| accepted.contains_key(&me)),
            accepted: accepted
                .into_iter()
                .flatten()
                .filter_map(|(id, at)| name(*id).map(|name| c::PolicyAcceptance { name, at: text(*at) }))
                .collect(),
            not_yet_accepted: staff
                .iter()
                .filter(|person| !person.has_left() && !has(person))
                .map(|person| person.name.clone())
                .collect(),
            may_adopt: role.may(Act::AdoptPolicy),
            holidays_end_on: policy
                .holidays_end_on(self.now(), HOLIDAYS_WARN_DAYS)
                .map(|last_day| last_day.to_string()),
            previews: self.previews(&policy, &practice.unwrap_or_default()),
            policy: as_shape(&policy)?,
        })
    }

    /// Says what is wrong with a policy, and what patients would get under it, without adopting it.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn check_policy(&self, request: c::AdoptPolicyRequest) -> Result<c::PolicyCheck, EngineError> {
        let practice = self.parts.store.read(|store| store.practice()).await?;
        let policy: Policy = match read(&request.policy) {
            Ok(policy) => policy,
            Err(problem) => return Ok(c::PolicyCheck { problem: Some(problem), previews: vec![] }),
        };
        let problem = policy.check(policy.local(self.now()).date()).err().map(|problem| problem.to_string());
        let previews = self.previews(&policy, &practice.unwrap_or_default());
        Ok(c::PolicyCheck { problem, previews })
    }

    /// Adopts a policy for the practice.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with the line and the reason; [`EngineError::NotUnderstood`] for a date or time that does
    /// not exist.
    pub async fn adopt_policy(&self, request: c::AdoptPolicyRequest) -> Result<c::PolicyView, EngineError> {
        let policy: Policy = read(&request.policy).map_err(EngineError::NotUnderstood)?;
        self.ask(Ask::AdoptPolicy(Box::new(policy))).await?;
        self.policy().await
    }

    /// Accepts the policy in force.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when another version is in force.
    pub async fn accept_policy(&self, request: c::AcceptPolicyRequest) -> Result<c::PolicyView, EngineError> {
        self.ask(Ask::AcceptPolicy { version: request.version }).await?;
        self.policy().await
    }

    fn previews(&self, policy: &Policy, practice: &Practice) -> Vec<c::AutomaticPreview> {
        let preview = |answer| c::AutomaticPreview {
            answer: automatic(answer),
            text: policy.automatic_text(answer, Addressee::of(practice), self.now()),
        };
        Automatic::ALL.map(preview).into()
    }
}

pub(crate) const fn automatic(answer: Automatic) -> c::AutomaticView {
    match answer {
        Automatic::Received => c::AutomaticView::Received,
        Automatic::ReceivedWhileClosed => c::AutomaticView::ReceivedWhileClosed,
        Automatic::OptOutConfirmed => c::AutomaticView::OptOutConfirmed,
        Automatic::OptInConfirmed => c::AutomaticView::OptInConfirmed,
        Automatic::Help => c::AutomaticView::Help,
        Automatic::Limited => c::AutomaticView::Limited,
    }
}

/// Turns the rules' policy into the window's, which has the same shape.
pub(crate) fn as_shape<From: Serialize, To: DeserializeOwned>(from: &From) -> Result<To, EngineError> {
    let value = serde_json::to_value(from).map_err(|_| EngineError::Internal("the policy cannot be shown"))?;
    serde_json::from_value(value).map_err(|_| EngineError::Internal("the policy cannot be shown"))
}

/// Turns the window's policy into the rules'; a text that is no date or time is said, with its place.
fn read(document: &c::PolicyDocument) -> Result<Policy, String> {
    let value = serde_json::to_value(document).map_err(|error| error.to_string())?;
    serde_json::from_value(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_windows_policy_has_the_shape_of_the_rules() {
        let policy = Policy::default();
        let shown: c::PolicyDocument = as_shape(&policy).expect("the same shape");
        assert_eq!(read(&shown), Ok(policy.clone()), "there and back");
        let rules = serde_json::to_value(&policy).expect("JSON");
        assert_eq!(serde_json::to_value(&shown).expect("JSON"), rules, "field by field");
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused_and_named() {
        let mut shown: c::PolicyDocument = as_shape(&Policy::default()).expect("the same shape");
        shown.review_on = "2027-02-29".to_owned();
        assert!(read(&shown).is_err_and(|problem| problem.contains("02")), "29 February 2027 is not shifted");
    }
}
