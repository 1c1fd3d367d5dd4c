//! The people of the small practice. All invented.

use jiff::civil::{Date, date};
use model::{ContactPoint, ContactUse, E164, NhsNumber, Patient, PatientId, PersonName, Role, Staff, StaffId};
use uuid::Uuid;

/// Somebody in the small practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// A patient with a mobile.
    Whitfield,
    /// A patient with a mobile and a number at home.
    Price,
    /// A mother, who shares her mobile with her son.
    Leila,
    /// Her son.
    Sami,
    /// The practice nurse.
    Okafor,
    /// The doctor.
    Shah,
}

impl Person {
    /// Everybody.
    pub const ALL: [Self; 6] = [Self::Whitfield, Self::Price, Self::Leila, Self::Sami, Self::Okafor, Self::Shah];
    /// Those who write.
    pub const PATIENTS: [Self; 4] = [Self::Whitfield, Self::Price, Self::Leila, Self::Sami];
    /// Those who answer.
    pub const STAFF: [Self; 2] = [Self::Okafor, Self::Shah];
    /// How many ids a block holds.
    pub(crate) const BLOCK: u64 = 1_000_000;

    /// Returns the first number of the person's ids: a different thousand thousands for everybody.
    pub const fn first(self) -> u64 {
        let place = match self {
            Self::Whitfield => 1,
            Self::Price => 2,
            Self::Leila => 3,
            Self::Sami => 4,
            Self::Okafor => 8,
            Self::Shah => 9,
        };
        place * Self::BLOCK
    }

    /// Returns the id of a patient.
    pub fn patient_id(self) -> PatientId {
        PatientId::new(numbered(self.first()))
    }

    /// Returns the id of a member of staff.
    pub fn staff_id(self) -> StaffId {
        StaffId::new(numbered(self.first()))
    }

    /// Returns the family name: what must never stand in a notification.
    pub const fn family(self) -> &'static str {
        match self {
            Self::Whitfield => "Whitfield",
            Self::Price => "Price",
            Self::Leila | Self::Sami => "Haddad",
            Self::Okafor => "Okafor",
            Self::Shah => "Shah",
        }
    }

    /// Returns the number that a patient writes from.
    pub fn number(self) -> E164 {
        let text = match self {
            Self::Whitfield => "+447700900102",
            Self::Price => "+447700900107",
            Self::Leila | Self::Sami => "+447700900103",
            Self::Okafor | Self::Shah => "+447700900000",
        };
        E164::parse(text).expect("an invented number")
    }

    /// Returns the entry of a member of staff.
    pub fn staff(self) -> Staff {
        let (name, role) = if self == Self::Shah { ("Dr R. Shah", Role::Gp) } else { ("A. Okafor", Role::Nurse) };
        Staff::new(self.staff_id(), name.to_owned(), role)
    }

    /// Returns the entry of a patient.
    pub fn patient(self) -> Patient {
        let (given, born, nhs): (_, Date, _) = match self {
            Self::Price => ("Dilys", date(1936, 8, 27), "9998219930"),
            Self::Leila => ("Leila", date(1987, 6, 21), "9990166137"),
            Self::Sami => ("Sami", date(2019, 9, 30), "9991860916"),
            _ => ("Thomas", date(1990, 11, 2), "9991590838"),
        };
        let mut contact_points = vec![ContactPoint { number: self.number(), r#use: ContactUse::Mobile }];
        if self == Self::Price {
            let home = E164::parse("+442079460107").expect("an invented number");
            contact_points.push(ContactPoint { number: home, r#use: ContactUse::Home });
        }
        Patient {
            id: self.patient_id(),
            name: PersonName { family: self.family().to_owned().into(), given: given.to_owned().into() },
            birth_date: Some(born),
            nhs_number: Some(NhsNumber::parse(nhs).expect("a number that is never issued")),
            contact_points,
            status: model::PatientStatus::Active,
        }
    }
}

/// Returns the id with this number: a uuid of version 7 in which the number can be read.
pub fn numbered(number: u64) -> Uuid {
    format!("01936a00-0000-7000-8000-{number:012}").parse().expect("twelve digits at most")
}

/// Returns the number of an id that [`numbered`] made.
pub fn number_in(id: Uuid) -> Option<u64> {
    let text = id.to_string();
    text.strip_prefix("01936a00-0000-7000-8000-")?.parse().ok()
}

/// Says from whose block an id comes.
pub fn whose(id: Uuid) -> Option<Person> {
    let block = number_in(id)? / Person::BLOCK;
    Person::ALL.into_iter().find(|person| person.first() / Person::BLOCK == block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BlockIds;

    #[test]
    fn no_two_people_share_an_id() {
        let ids = BlockIds::default();
        for person in Person::ALL {
            ids.turn_to(person);
            assert_eq!(whose(numbered(person.first())), Some(person), "the person's own id is the first of the block");
            assert_eq!(whose(ids.next()), Some(person), "what is made about them follows on");
            assert_ne!(ids.next(), ids.next(), "no id comes twice");
        }
        assert_eq!(whose(numbered(7)), None, "a small number is nobody's");
    }
}
