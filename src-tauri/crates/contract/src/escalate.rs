//! Escalation: what can be done at once for a patient who cannot wait.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::RoleView;

/// What escalating a conversation would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EscalateView {
    /// The number to ring; none: no number of the patient's is known.
    pub number: Option<String>,
    /// Whether a route is marked as not safe: leave no message, speak only to the patient.
    pub leave_no_message: bool,
    /// Whether the patient cannot use the telephone.
    pub cannot_phone: bool,
    /// What the practice tells patients to do if it is urgent, in the language that the patient reads best; none: nobody has
    /// said yet whose conversation it is.
    pub urgent_text: Option<String>,
    /// To whom it is handed; none: nobody who is here has the duty.
    pub duty: Option<DutyDoctorView>,
}

/// Who has the duty to take what cannot wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DutyDoctorView {
    /// Who: a staff id.
    pub staff: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: RoleView,
    /// The duty that they hold: a role account's id; none: they hold triage.
    pub account: Option<String>,
    /// What the duty is called.
    pub account_name: Option<String>,
}

/// A conversation for whoever has the duty, as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOverRequest {
    /// A uuid v7 made when the button was pressed. It becomes the note's id.
    pub message: String,
    /// Which conversation.
    pub conversation: String,
    /// To whom: a staff id.
    pub staff: String,
    /// The duty that they hold; none: they hold triage.
    pub account: Option<String>,
    /// Why, in a few words; empty: the note names the patient's last message.
    pub why: String,
}
