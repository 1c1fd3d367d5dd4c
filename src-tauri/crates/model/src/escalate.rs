//! Escalation: to whom goes what cannot wait (C6.17).
//!
//! A duty is known as the doctor's by who may hold it, never by what it is called.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::role_account::RoleAccount;
use crate::session::Session;
use crate::{Act, Content, ConversationId, MessageId, Role, RoleAccountId, Staff, StaffId};

/// Who is given what cannot wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyDoctor {
    /// Who.
    pub staff: StaffId,
    /// The duty that they hold; `None`: they hold triage.
    pub account: Option<RoleAccountId>,
}

impl DutyDoctor {
    /// Returns who has the duty now: a doctor in a duty that is for doctors alone, else a doctor who holds triage, else a
    /// doctor in any other duty, else another clinician who holds triage. `None`: nobody who is here is named.
    ///
    /// A duty that nobody holds is nobody: what is given to it would wait in a list (H1).
    pub fn on(
        accounts: &[RoleAccount],
        session: &Session,
        staff: &[Staff],
        (today, now): (Date, Timestamp),
    ) -> Option<Self> {
        let here = |id: StaffId| {
            staff.iter().find(|one| one.id == id && one.is_reached_on(today) && one.can_do(Act::Organise))
        };
        let is_doctor = |id: &StaffId| here(*id).is_some_and(|one| one.role == Role::Gp);
        let is_clinician = |one: &Self| here(one.staff).is_some_and(|one| one.role.may(Act::SeeHighlighted));
        let held = |by_doctors_alone: bool| {
            let running = accounts.iter().filter(|one| !one.ended && !one.has_lapsed(now));
            running
                .filter(|one| (one.roles == [Role::Gp]) == by_doctors_alone)
                .find_map(|one| Some(Self { staff: one.holder().filter(is_doctor)?, account: Some(one.id) }))
        };
        let triage = session.holder(now).map(|staff| Self { staff, account: None });
        held(true)
            .or_else(|| triage.filter(|one| is_doctor(&one.staff)))
            .or_else(|| held(false))
            .or_else(|| triage.filter(is_clinician))
    }
}

/// A conversation is handed to whoever has the duty, as urgent, with a note that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Which conversation.
    pub conversation: ConversationId,
    /// To whom, as the asker was shown and as the note says.
    pub to: DutyDoctor,
    /// The id that the note gets.
    pub note: MessageId,
    /// What the note says.
    pub content: Content,
}
