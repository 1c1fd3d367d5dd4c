//! Consent: what a patient said about being messaged, and what follows from it. Messaging is a choice, and a "no" is
//! honoured everywhere, at once (C1.1 to C1.9).
//!
//! Statements are facts and are never altered; what stands follows from all of them. A route that is not safe is a
//! different thing: it is not a preference, and no statement lifts it (C1.15).

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::{
    Channel, ConfirmedNumber, E164, Limit, MessageId, Needs, Noted, PatientId, Proxy, ProxyId, Sensitive, StaffId,
    WishReview, exposed,
};

/// What a message is for. A patient may want reminders by text and results by letter (C1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Appointments, reminders and other practical matters.
    Administration,
    /// Advice from a clinician.
    ClinicalAdvice,
    /// Results of tests.
    Results,
    /// Questions about the service.
    Survey,
    /// Anything that advertises (C5.9): agreement is always needed.
    Marketing,
}

impl Purpose {
    /// Those that are care: what "messages from the practice" means to a patient who says yes to them.
    pub const CARE: [Self; 4] = [Self::Administration, Self::ClinicalAdvice, Self::Results, Self::Survey];
    /// Every purpose, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Administration, Self::ClinicalAdvice, Self::Results, Self::Survey, Self::Marketing];
}

/// What the patient decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentDecision {
    /// Yes.
    Agreed,
    /// No.
    Objected,
}

/// How a statement reached the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum ConsentSource {
    /// The patient wrote it: this message.
    Message {
        /// Which.
        message: MessageId,
    },
    /// Said on the telephone.
    Phone,
    /// Said face to face.
    InPerson,
    /// Written in a letter or on a form.
    Letter,
    /// Taken over from the health record.
    Record,
    /// The messaging provider keeps the number on its own list: nothing from here reaches it (C1.7).
    Provider,
}

/// When something was said, in the practice's local time. Records often know the day only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The day.
    pub date: Date,
    /// The time, where it is known.
    pub time: Option<Time>,
}

/// What a patient said about being messaged. FHIR R4 `Consent`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentStatement {
    /// By which kind of messaging.
    pub channel: Channel,
    /// For what; `None`: for everything but [`Purpose::Marketing`] if it is a yes, for everything if it is a no.
    pub purpose: Option<Purpose>,
    /// Yes or no.
    pub decision: ConsentDecision,
    /// When it was said.
    pub stated: Stated,
    /// How it reached the practice.
    pub source: ConsentSource,
    /// Who wrote it down; `None`: the app, from the patient's own message or the provider's answer.
    pub by: Option<StaffId>,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// What was said or where it stands, in staff's words.
    #[serde(with = "exposed")]
    pub evidence: Sensitive<String>,
    /// When to ask again.
    pub review_on: Option<Date>,
}

/// A statement about being messaged, as staff heard it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentHeard {
    /// Whose.
    pub patient: PatientId,
    /// By which kind of messaging.
    pub channel: Channel,
    /// For what; `None`: for everything.
    pub purpose: Option<Purpose>,
    /// Yes or no.
    pub decision: ConsentDecision,
    /// When it was said.
    pub stated: Stated,
    /// How it reached the practice.
    pub source: ConsentSource,
    /// What was said or where it stands.
    pub evidence: Sensitive<String>,
    /// When to ask again.
    pub review_on: Option<Date>,
}

impl ConsentStatement {
    /// Says whether it speaks of this.
    fn covers(&self, channel: Channel, purpose: Purpose) -> bool {
        self.channel == channel
            && match (self.purpose, self.decision) {
                (Some(named), _) => named == purpose,
                (None, ConsentDecision::Objected) => true,
                (None, ConsentDecision::Agreed) => purpose != Purpose::Marketing,
            }
    }
}

/// A route that must not be used by itself: a partner reads the phone, the device is shared (C1.15, H9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsafeRoute {
    /// Which kind of messaging.
    pub channel: Channel,
    /// Who said so.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Why, in staff's words.
    #[serde(with = "exposed")]
    pub reason: Sensitive<String>,
}

/// How a patient wants to be reached, and must not be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// Everything the patient said, in the order in which it was written down.
    pub statements: Vec<ConsentStatement>,
    /// Routes that are not safe.
    pub unsafe_routes: Vec<UnsafeRoute>,
    /// By which ways they want to be reached, and what they need (C3.1, C3.2).
    #[serde(default, skip_serializing_if = "Needs::is_empty")]
    pub needs: Needs,
    /// Who wrote their needs down last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted: Option<Noted>,
    /// Who else may be written to about them, or once might, in the order in which they were first written down (C1.14).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proxies: Vec<Proxy>,
    /// When they were last asked about a number, a line a number (C1.11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<ConfirmedNumber>,
    /// What was asked about again and did not change, in the order in which it was (D-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<WishReview>,
    /// Every limit on texting with them, in the order in which they were set; only the last can stand (D-14).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
}

/// What stands of consent for a kind of messaging and a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing was ever said.
    NothingRecorded,
    /// The patient said yes.
    Agreed(&'a ConsentStatement),
    /// The patient said no.
    Objected(&'a ConsentStatement),
    /// A yes and a no of one day, and nobody knows which was last: taken as a no until somebody asks (C1.3).
    Unclear(&'a ConsentStatement),
}

impl Preferences {
    /// Says whether a message was written down as what the patient, or somebody written to about them, said about being
    /// messaged.
    pub fn heard_in(&self, message: MessageId) -> bool {
        let source = ConsentSource::Message { message };
        self.statements.iter().any(|said| said.source == source)
            || self.proxies.iter().any(|proxy| proxy.stop.as_ref().is_some_and(|stop| stop.source == source))
    }

    /// Returns what stands: the latest dated statement wins, whichever way it goes (C1.3).
    pub fn standing(&self, channel: Channel, purpose: Purpose) -> Standing<'_> {
        let covering = || self.statements.iter().filter(|statement| statement.covers(channel, purpose));
        let Some(day) = covering().map(|statement| statement.stated.date).max() else {
            return Standing::NothingRecorded;
        };
        let of_the_day: Vec<&ConsentStatement> = covering().filter(|statement| statement.stated.date == day).collect();
        // Of two at one time the "no"; of two that say the same the one written down last.
        let last = of_the_day.iter().max_by_key(|said| (said.stated.time, Reverse(said.is_yes())));
        let Some(last) = last else { return Standing::NothingRecorded };
        let agree = of_the_day.iter().all(|said| said.decision == last.decision);
        let all_timed = of_the_day.iter().all(|said| said.stated.time.is_some());
        match (last.decision, agree || all_timed) {
            (ConsentDecision::Agreed, true) => Standing::Agreed(last),
            (ConsentDecision::Objected, true) => Standing::Objected(last),
            (_, false) => Standing::Unclear(last),
        }
    }

    /// Returns somebody who may be written to about the patient, or once might.
    pub fn proxy(&self, id: ProxyId) -> Option<&Proxy> {
        self.proxies.iter().find(|proxy| proxy.id == id)
    }

    /// Returns everybody else whose telephone a number is.
    pub fn proxies_at(&self, number: &E164) -> impl Iterator<Item = &Proxy> {
        self.proxies.iter().filter(move |proxy| proxy.terms().number == *number)
    }

    /// Returns why a kind of messaging is not safe, if it is not.
    pub fn unsafe_route(&self, channel: Channel) -> Option<&UnsafeRoute> {
        self.unsafe_routes.iter().find(|route| route.channel == channel)
    }
}

impl ConsentStatement {
    const fn is_yes(&self) -> bool {
        matches!(self.decision, ConsentDecision::Agreed)
    }
}
