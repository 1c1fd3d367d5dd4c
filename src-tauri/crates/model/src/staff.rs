//! The practice and who works in it.

use serde::{Deserialize, Serialize};

use crate::{E164, StaffId};

/// The practice itself. FHIR R4 `Organization`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// What patients know it as; ends every message's signature.
    pub name: String,
    /// The number patients write to and are answered from.
    pub number: Option<E164>,
    /// Whether this is a training practice: invented patients, nothing leaves the laptop.
    pub training: bool,
    /// Numbers that may be written to before the practice has adopted a policy (E-13), for trials on one's own phone.
    #[serde(default)]
    pub test_numbers: Vec<E164>,
}

/// A member of staff. FHIR R4 `Practitioner`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Our id.
    pub id: StaffId,
    /// The name colleagues and the record use, for example "A. Okafor".
    pub name: String,
    /// What they do here.
    pub role: Role,
}

/// What a member of staff does in the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// General practitioner.
    Gp,
    /// Practice nurse.
    Nurse,
    /// Clinical pharmacist.
    Pharmacist,
    /// Receptionist or care navigator.
    Reception,
    /// Practice manager.
    Manager,
    /// Information-governance lead or Caldicott Guardian: sees everything, answers for what is shared.
    InformationGovernance,
    /// Sees everything, changes nothing (C-10).
    ReadOnly,
}
