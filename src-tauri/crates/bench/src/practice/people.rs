//! Who is in the practice.

use jiff::civil::Date;
use model::{
    Actor, Ask, ContactPoint, ContactUse, E164, Given, Jurisdiction, NhsNumber, Patient, PatientId, PersonName,
    Practice, ProviderProfile, Role, Staff, StaffId, asked_of_provider,
};

use super::batch::{Ids, Mirror, Writer};
use crate::error::BenchError;
use crate::random::Random;
use crate::words::Words;

/// How many people work in the practice.
const STAFF: usize = 12;
/// How many operations are committed together.
pub(crate) const BATCH: usize = 100;

/// Everybody.
pub(crate) struct People {
    /// Patients, by place.
    pub(crate) patients: Vec<Patient>,
    /// Staff.
    pub(crate) staff: Vec<Staff>,
}

impl People {
    /// Invents them; every patient has a number of their own.
    pub(crate) fn invent(patients: usize, random: &mut Random, ids: &mut Ids) -> Self {
        let staff = (0..STAFF).map(|_| {
            let name = format!("Dr {}", Words::name(random));
            Staff::new(StaffId::new(ids.uuid()), name, Role::Gp)
        });
        let staff = staff.collect();
        let patients = (0..patients).filter_map(|place| patient(place, random, ids)).collect();
        Self { patients, staff }
    }

    /// Returns whose queues are looked at.
    pub(crate) fn reader(&self) -> Option<StaffId> {
        self.staff.first().map(|staff| staff.id)
    }

    /// Enters them.
    pub(crate) async fn record(&self, writer: &mut Writer) -> Result<(), BenchError> {
        let practice = Practice { name: "Bench Surgery".to_owned(), ..Practice::default() };
        writer.ask(Actor::Administrator, Ask::DescribePractice(practice), Mirror::default());
        for staff in &self.staff {
            writer.ask(Actor::Administrator, Ask::RecordStaff(staff.clone()), Mirror::default());
        }
        // There are not 20,000 numbers kept for invention: a live practice, and so with a policy (E-13), and with a
        // provider that may be used (C5.1).
        if let Some(by) = self.reader() {
            writer.ask(Actor::Staff(by), Ask::AdoptPolicy(Box::default()), Mirror::default());
            writer.ask(Actor::Staff(by), Ask::RecordProvider(Box::new(provider())), Mirror::default());
        }
        let mut first = 0;
        for some in self.patients.chunks(BATCH) {
            for patient in some {
                writer.ask(Actor::Administrator, Ask::RecordPatient(patient.clone()), Mirror::default());
            }
            writer.flush().await?;
            let plain: Vec<_> = (first..).zip(some).map(|(place, patient)| plain(place, patient)).collect();
            writer.plain_patients(&plain)?;
            first += some.len();
        }
        Ok(())
    }
}

/// Returns the number of the patient at a place.
pub(crate) fn number(place: usize) -> Option<E164> {
    E164::parse(&format!("+447{:09}", 700_000_000 + place)).ok()
}

fn patient(place: usize, random: &mut Random, ids: &mut Ids) -> Option<Patient> {
    let number = number(place)?;
    let name = PersonName { family: Words::name(random).into(), given: Words::name(random).into() };
    let year = i16::try_from(1930 + random.below(90)).unwrap_or(1970);
    let month = i8::try_from(1 + random.below(12)).unwrap_or(1);
    let day = i8::try_from(1 + random.below(28)).unwrap_or(1);
    Some(Patient {
        id: PatientId::new(ids.uuid()),
        name,
        birth_date: Date::new(year, month, day).ok(),
        // From the range that is never issued.
        nhs_number: (0..10).find_map(|check| NhsNumber::parse(&format!("999{place:06}{check}")).ok()),
        contact_points: vec![ContactPoint { number, r#use: ContactUse::Mobile }],
        status: model::PatientStatus::Active,
    })
}

fn plain(place: usize, patient: &Patient) -> (usize, String, String) {
    // Why exposed: the reference keeps the same invented people.
    let name = format!("{}, {}", patient.name.family.expose(), patient.name.given.expose());
    let number = patient.contact_points.first().map(|point| point.number.as_str().to_owned());
    (place, name, number.unwrap_or_default())
}

/// A profile with everything that English law asks for, good for as long as a bench may run.
fn provider() -> ProviderProfile {
    let given =
        Given { words: "Invented".to_owned(), dated: Some(Date::constant(2020, 1, 1)), valid_to: Some(Date::MAX) };
    let facts = asked_of_provider(Jurisdiction::England).iter().map(|fact| (*fact, given.clone())).collect();
    ProviderProfile { name: "Nobody".to_owned(), facts }
}
