//! Proxies and carers: people who may be written to about a patient (C1.14, D-07, H9). FHIR R4 `RelatedPerson`.
//!
//! A proxy is a correspondent of their own. By default messages go only to the patient whom they concern; a proxy is
//! written to about what their scope names, for as long as their authority lasts, and no longer.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::{
    Change, ConsentSource, E164, Patient, PatientStatus, Preferences, ProxyId, Purpose, Sensitive, StaffId, exposed,
};

/// The age at which a young person decides, and a parent's authority over their messages ends (C1.13: NHS England,
/// "Safeguarding young people and children", proxy access expires at 16).
pub const DECIDES_AT: i16 = 16;

/// The ages at which a person reviews how a young patient is reached, youngest first (C1.13: NHS England, "Safeguarding young
/// people and children", proxy access is reviewed at 11 and expires at 16).
pub const REVIEWED_AT: [i16; 2] = [11, DECIDES_AT];

/// For how many days after the birthday a review still comes up, for a practice whose laptop was off. Ours: whoever is
/// registered here later brings arrangements that are made then.
const REVIEW_COMES_UP_FOR: i64 = 28;

/// How somebody stands to a patient. FHIR R4 `RelatedPerson.relationship`, with the words of UK practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Mother or father.
    Parent,
    /// Has parental responsibility, and is not a parent.
    Guardian,
    /// Looks after the patient, paid or not.
    Carer,
    /// Husband, wife, partner.
    Partner,
    /// Holds a lasting power of attorney for health and welfare, or is a deputy for it.
    HealthAttorney,
    /// Somebody else.
    Other,
}

/// Why somebody may be written to about a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyGround {
    /// The patient said so.
    PatientAgreed,
    /// They have parental responsibility: until the patient is [`DECIDES_AT`].
    ParentalResponsibility,
    /// A lasting power of attorney, or a court.
    LegalAuthority,
    /// The patient cannot decide it, and the practice did, in their best interests.
    BestInterests,
}

/// What was agreed about somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyTerms {
    /// Their whole name.
    #[serde(with = "exposed")]
    pub name: Sensitive<String>,
    /// Their telephone.
    pub number: E164,
    /// How they stand to the patient.
    pub relationship: Relationship,
    /// The same in staff's words, for example "mother"; empty: the relationship's own word.
    pub called: String,
    /// About what they may be written to, each purpose once.
    pub scope: Vec<Purpose>,
    /// Why they may.
    pub ground: ProxyGround,
    /// How the practice learnt it.
    pub source: ConsentSource,
    /// What was said or where it stands, in staff's words.
    #[serde(with = "exposed")]
    pub evidence: Sensitive<String>,
    /// The first day.
    pub from: Date,
    /// The last day; `None`: until somebody ends it.
    pub until: Option<Date>,
    /// When to ask again.
    pub review_on: Option<Date>,
}

/// What was agreed about somebody, and who wrote it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyVersion {
    /// What.
    pub terms: ProxyTerms,
    /// Who wrote it down.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// An end before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyEnd {
    /// Who wrote it down.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Why, in staff's words.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
}

/// They themselves want no more texts. It says nothing about what the patient wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyStop {
    /// Where it stands: their message, or the provider's own list.
    pub source: ConsentSource,
    /// When.
    pub at: Timestamp,
}

/// Somebody who may be written to about a patient, or might once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proxy {
    /// Our id.
    pub id: ProxyId,
    /// What is agreed now.
    pub current: ProxyVersion,
    /// What was agreed before, oldest first.
    pub earlier: Vec<ProxyVersion>,
    /// Whether somebody ended it. It stays in the list: who was written to must be known for good.
    pub end: Option<ProxyEnd>,
    /// Whether they want no more texts.
    pub stop: Option<ProxyStop>,
}

/// Why a proxy may not be written to. Closed: the window has words for each, and says what to do. No reason lifts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "bar", rename_all = "snake_case")]
pub enum ProxyBar {
    /// They said that they want no more texts.
    #[error("they want no more texts: telephone them")]
    Stopped,
    /// Somebody ended it.
    #[error("it was ended that they may be written to about this patient: write to the patient")]
    Ended,
    /// It begins later.
    #[error("they may be written to about this patient only from {from}")]
    NotYet {
        /// The first day.
        from: Date,
    },
    /// It has run out.
    #[error("they could be written to about this patient until {until}: ask whether they still may, and record it")]
    Expired {
        /// The last day.
        until: Date,
    },
    /// A parent's authority has ended: the young person decides (C1.13).
    #[error(
        "the patient is {DECIDES_AT} or over: record their own number, or record what they agree may be sent to this person"
    )]
    GrownUp,
    /// It is about something that they may not be told.
    #[error("they may not be written to about this ({purpose:?}): write to the patient, or record that they may")]
    OutOfScope {
        /// About what.
        purpose: Purpose,
    },
}

/// Why somebody cannot be recorded so. Closed: the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum ProxyProblem {
    /// They have no name.
    #[error("say who they are")]
    NoName,
    /// They may be written to about nothing.
    #[error("say about what they may be written to")]
    NoScope,
    /// Nobody advertises to a proxy.
    #[error("nobody is sent advertisements about a patient")]
    Advertising,
    /// Nothing says why they may be.
    #[error("say who agreed, and when: what was said, or where it is written")]
    NoEvidence,
    /// It was ended.
    #[error("this was ended: add the person anew")]
    Ended,
    /// It ends before it begins.
    #[error("the last day lies before the first")]
    EndsFirst,
    /// A parent's authority, and the young person decides already (C1.13).
    #[error(
        "the patient is {DECIDES_AT} or over: parental responsibility gives no authority any more; record what the patient agreed to"
    )]
    GrownUp,
}

impl ProxyTerms {
    /// Checks that this can be agreed about a patient born on a day.
    ///
    /// # Errors
    /// [`ProxyProblem`], the first that is found.
    pub fn check(&self, born: Option<Date>, today: Date) -> Result<(), ProxyProblem> {
        // Why exposed: only to see that there is something in it.
        if self.name.expose().trim().is_empty() {
            return Err(ProxyProblem::NoName);
        }
        if self.scope.is_empty() {
            return Err(ProxyProblem::NoScope);
        }
        if self.scope.contains(&Purpose::Marketing) {
            return Err(ProxyProblem::Advertising);
        }
        // Why exposed: only to see that there is something in it.
        if self.evidence.expose().trim().is_empty() {
            return Err(ProxyProblem::NoEvidence);
        }
        if self.until.is_some_and(|until| until < self.from) {
            return Err(ProxyProblem::EndsFirst);
        }
        if self.is_over_by_age(born, today) { Err(ProxyProblem::GrownUp) } else { Ok(()) }
    }

    /// Says whether it is a parent's telephone, or a guardian's.
    const fn is_parental(&self) -> bool {
        matches!(self.relationship, Relationship::Parent | Relationship::Guardian)
            || matches!(self.ground, ProxyGround::ParentalResponsibility)
    }

    fn is_over_by_age(&self, born: Option<Date>, today: Date) -> bool {
        self.ground == ProxyGround::ParentalResponsibility && born.is_some_and(|born| is_aged(born, DECIDES_AT, today))
    }
}

impl Proxy {
    /// Returns what is agreed now.
    pub const fn terms(&self) -> &ProxyTerms {
        &self.current.terms
    }

    /// Returns why they may not be written to today about a patient born on a day, whatever the message is for.
    pub fn barred(&self, born: Option<Date>, today: Date) -> Option<ProxyBar> {
        if self.stop.is_some() { Some(ProxyBar::Stopped) } else { self.without_authority(born, today) }
    }

    /// Returns why they do not speak for the patient today, if they do not.
    pub fn without_authority(&self, born: Option<Date>, today: Date) -> Option<ProxyBar> {
        let terms = self.terms();
        match terms.until {
            _ if self.end.is_some() => Some(ProxyBar::Ended),
            _ if terms.from > today => Some(ProxyBar::NotYet { from: terms.from }),
            Some(until) if until < today => Some(ProxyBar::Expired { until }),
            _ if terms.is_over_by_age(born, today) => Some(ProxyBar::GrownUp),
            _ => None,
        }
    }

    /// Returns the age at which a parent's authority was to be reviewed and was not: what was agreed is older than that
    /// birthday (C1.13). `on` is the day of an instant at the practice.
    pub fn unreviewed(&self, born: Option<Date>, today: Date, on: impl Fn(Timestamp) -> Date) -> Option<i16> {
        let first = REVIEWED_AT.first().copied()?;
        let birthday = birthday(born?, first).filter(|day| *day <= today)?;
        (self.terms().is_parental() && on(self.current.at) < birthday).then_some(first)
    }

    /// Returns why they may not be told about one of these, if they may not.
    pub fn out_of_scope(&self, mut purposes: impl Iterator<Item = Purpose>) -> Option<ProxyBar> {
        let outside = purposes.find(|purpose| !self.terms().scope.contains(purpose));
        outside.map(|purpose| ProxyBar::OutOfScope { purpose })
    }
}

impl Preferences {
    /// Takes in what is new of a proxy; any other change has no effect here.
    pub(crate) fn hear_of_proxy(&mut self, change: &Change) {
        let mut edit = |id: &ProxyId, change: &dyn Fn(&mut Proxy)| {
            self.proxies.iter_mut().filter(|known| known.id == *id).for_each(change);
        };
        match change {
            Change::ProxyRecorded { proxy, terms, by, at, .. } => {
                let version = ProxyVersion { terms: (**terms).clone(), by: *by, at: *at };
                match self.proxies.iter_mut().find(|known| known.id == *proxy) {
                    Some(known) => known.earlier.push(std::mem::replace(&mut known.current, version)),
                    None => self.proxies.push(Proxy {
                        id: *proxy,
                        current: version,
                        earlier: vec![],
                        end: None,
                        stop: None,
                    }),
                }
            }
            Change::ProxyEnded { proxy, end, .. } => edit(proxy, &|known| known.end = Some(end.clone())),
            Change::ProxyStopped { proxy, stop, .. } => edit(proxy, &|known| known.stop = Some(stop.clone())),
            Change::ProxyResumed { proxy, .. } => edit(proxy, &|known| known.stop = None),
            _ => {}
        }
    }
}

/// Says whether somebody born on a day is of an age. Somebody born on 29 February is a year older on 28 February where
/// there is no 29th. Ours: a day early protects a young person better than a day late.
pub fn is_aged(born: Date, years: i16, today: Date) -> bool {
    birthday(born, years).is_some_and(|birthday| birthday <= today)
}

fn birthday(born: Date, years: i16) -> Option<Date> {
    born.checked_add(i64::from(years).years()).ok()
}

/// Returns the age at which how a patient is reached is to be reviewed now: they have lately had that birthday (C1.13).
pub fn age_review_due(patient: &Patient, today: Date) -> Option<i16> {
    let born = patient.birth_date.filter(|_| patient.status == PatientStatus::Active)?;
    let lately = |day: Date| {
        day <= today && today.since(day).is_ok_and(|past| i64::from(past.get_days()) <= REVIEW_COMES_UP_FOR)
    };
    REVIEWED_AT.into_iter().find(|age| birthday(born, *age).is_some_and(lately))
}

/// Returns the first and the last day on which whoever is to be reviewed now was born, for each age.
pub fn age_review_born(today: Date) -> [Option<(Date, Date)>; 2] {
    REVIEWED_AT.map(|age| {
        // One day more, because whoever was born on 29 February has a birthday on the 28th.
        let last = today.checked_sub(i64::from(age).years()).ok()?.checked_add(1.day()).ok()?;
        Some((last.checked_sub((REVIEW_COMES_UP_FOR + 2).days()).ok()?, last))
    })
}
