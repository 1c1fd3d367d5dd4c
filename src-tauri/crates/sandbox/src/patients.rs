//! Invented patients who write and answer by themselves, so that staff can practise.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::value::to_raw_value;

use crate::{
    server::App,
    world::{Behaviour, Incoming},
};

mod cast;
mod people;
mod words;

use cast::Cast;
pub use people::training_patients;

/// An invented patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingPatient {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Date of birth, as "1958-03-14".
    pub birth_date: String,
    /// NHS number, ten digits, of the range 999 that is never issued.
    pub nhs_number: String,
    /// Mobile number in international form.
    pub mobile: String,
    /// What the patient writes, in order.
    #[serde(default)]
    pub writes: Vec<String>,
    /// How the patient takes an answer.
    #[serde(default)]
    pub temper: Temper,
    /// What becomes of messages to the patient's phone.
    #[serde(default)]
    pub phone: Behaviour,
}

/// How a patient takes an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Temper {
    /// Answers, a few times.
    #[default]
    Answers,
    /// Does not answer.
    Silent,
    /// Answers with STOP.
    Stops,
}

/// Writes the people, without what they will say, as a table with a heading.
///
/// # Errors
/// As the writer's, which writes to memory.
pub fn patients_as_csv(patients: &[TrainingPatient]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["nhs_number", "family", "given", "birth_date", "mobile"])?;
    for patient in patients {
        let TrainingPatient { family, given, birth_date, nhs_number, mobile, .. } = patient;
        writer.write_record([nhs_number, family, given, birth_date, mobile])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes the people with all they will say, in the form that can be read again.
///
/// # Errors
/// As the serialiser's.
pub fn patients_as_json(patients: &[TrainingPatient]) -> serde_json::Result<String> {
    serde_json::to_string_pretty(patients)
}

/// Lets the patients live until the stand-in stops.
pub(crate) async fn live(app: Arc<App>) {
    let pace = app.config.pace.clamp(0.01, 1000.0);
    let started = app.now();
    let mut cast = Cast::new(&app.config.patients, app.config.seed);
    for patient in &app.config.patients {
        app.world().set_behaviour(&patient.mobile, patient.phone);
    }
    let mut tick = tokio::time::interval(Duration::from_millis(200));
    let mut read = 0;
    loop {
        tick.tick().await;
        let now = app.now();
        let elapsed = Duration::try_from(now.duration_since(started)).unwrap_or_default().mul_f64(pace);
        let mut world = app.world();
        let (answers, next) = world.accepted_from(read);
        for answer in answers.into_iter().filter(|answer| is_heard(world.behaviour(&answer.to))) {
            cast.hear(elapsed, &answer.to, &answer.text());
        }
        read = next;
        for (from, text) in cast.due(elapsed) {
            if let Ok(body) = to_raw_value(&text) {
                world.receive(Incoming { from, to: app.config.number.clone(), body, at: now, media: 0 });
            }
        }
    }
}

/// Says whether a patient gets to read what arrives at such a number.
const fn is_heard(phone: Behaviour) -> bool {
    matches!(phone, Behaviour::Delivers | Behaviour::Reads)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn has_valid_check_digit(number: &str) -> bool {
        let digits: Vec<u32> = number.chars().filter_map(|digit| digit.to_digit(10)).collect();
        let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        digits.len() == 10 && digits.get(9) == Some(&((11 - sum % 11) % 11))
    }

    #[test]
    fn every_patient_is_invented() {
        let patients = training_patients();
        for patient in &patients {
            let number = &patient.nhs_number;
            assert!(number.starts_with("999") && has_valid_check_digit(number), "{number}: never issued, yet valid");
            assert!(patient.mobile.starts_with("+447700900"), "Ofcom's range for drama");
            assert_eq!(patient.mobile.len(), 13, "a whole number");
            assert!(patient.birth_date.parse::<jiff::civil::Date>().is_ok(), "{} is a date", patient.birth_date);
        }
        let numbers: HashSet<_> = patients.iter().map(|patient| &patient.nhs_number).collect();
        assert_eq!(numbers.len(), patients.len(), "nobody is there twice");
        let phones: HashSet<_> = patients.iter().map(|patient| &patient.mobile).collect();
        assert_eq!(phones.len() + 1, patients.len(), "two share one phone");
    }

    #[test]
    fn the_set_holds_what_training_needs() {
        let patients = training_patients();
        let of = |temper| patients.iter().filter(|patient| patient.temper == temper).count();
        assert_eq!(of(Temper::Stops), 1, "one opts out");
        assert!(of(Temper::Silent) >= 1, "one falls silent");
        assert_eq!(patients.iter().filter(|patient| patient.phone == Behaviour::Unreachable).count(), 1, "one is off");
        let texts: Vec<_> = patients.iter().flat_map(|patient| &patient.writes).collect();
        assert!(texts.iter().any(|text| text.chars().count() > 300), "one writes at length");
        assert!(texts.iter().any(|text| text.chars().any(|character| character > '\u{1f000}')), "one uses emoji");
        assert!(texts.iter().any(|text| text.contains("chest")), "one is urgent");
    }

    #[test]
    fn the_people_can_be_written_and_read_again() {
        let patients = training_patients();
        let json = patients_as_json(&patients).expect("to JSON");
        assert_eq!(serde_json::from_str::<Vec<TrainingPatient>>(&json).expect("from JSON"), patients);
        let csv = patients_as_csv(&patients).expect("to CSV");
        assert_eq!(csv.lines().count(), patients.len() + 1, "a heading and a line for each");
        assert!(csv.starts_with("nhs_number,family,given,birth_date,mobile\n"));
    }
}
