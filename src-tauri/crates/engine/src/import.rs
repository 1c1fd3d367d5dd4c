//! Importing patients, from a table (CSV) or a FHIR R4 bundle. What cannot be read is reported row by row; the rest goes in.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{
    Actor, Ask, ContactPoint, ContactUse, E164, NhsNumber, Operation, Patient, PatientId, PatientStatus, PersonName,
};
use serde::{Deserialize, Serialize};

use crate::{Engine, EngineError};

/// How many patients are committed together.
const BATCH: usize = 500;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Patients added or corrected.
    pub imported: u32,
    /// Patients who stood there just so.
    pub unchanged: u32,
    /// Rows that were not imported, and why.
    pub refused: Vec<ImportedRow>,
}

/// A row that was not imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedRow {
    /// Its line or place in the file, from 1.
    pub row: usize,
    /// Why; holds nothing of the row.
    pub why: String,
}

/// A patient as a file gives them.
#[derive(Clone, Debug, Default, Deserialize)]
struct Given {
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    #[serde(default)]
    birth_date: String,
    #[serde(default)]
    nhs_number: String,
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    home: String,
    /// "active", "deceased" or "left"; empty: as it is known here.
    #[serde(default)]
    status: String,
}

impl Engine {
    /// Imports patients from a table with the columns family, given, birth_date, nhs_number, mobile, home, and where it has one status (active, deceased, left).
    /// A table with a row that cannot be taken imports nothing, and the report names every such row.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] when it is no such table; then nothing was imported.
    pub async fn import_csv(&self, table: &[u8]) -> Result<ImportReport, EngineError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(table);
        let headers = reader.headers().map_err(|_| EngineError::BadRequest("this is no table of patients"))?;
        if !headers.iter().any(|column| column == "family") || !headers.iter().any(|column| column == "mobile") {
            return Err(EngineError::BadRequest(
                "the first line must name the columns: family,given,birth_date,nhs_number,mobile,home",
            ));
        }
        let rows =
            reader.deserialize::<Given>().map(|row| row.map_err(|_| "this line has other columns than the first"));
        let rows = rows.collect();
        self.import(rows, 2).await
    }

    /// Imports the `Patient` resources of a FHIR R4 bundle.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] when it is no bundle; then nothing was imported.
    pub async fn import_fhir(&self, bundle: &[u8]) -> Result<ImportReport, EngineError> {
        let bundle: serde_json::Value =
            serde_json::from_slice(bundle).map_err(|_| EngineError::BadRequest("this is not JSON"))?;
        let entries = bundle.get("entry").and_then(serde_json::Value::as_array);
        let entries = entries.ok_or(EngineError::BadRequest("this is no FHIR bundle: it has no entries"))?;
        let patients = entries.iter().filter_map(|entry| entry.get("resource"));
        let patients = patients.filter(|resource| text(resource, "/resourceType") == "Patient");
        let rows = patients.map(|patient| Ok(of_fhir(patient))).collect();
        self.import(rows, 1).await
    }

    async fn import(&self, rows: Vec<Result<Given, &'static str>>, first: usize) -> Result<ImportReport, EngineError> {
        let mut report = ImportReport::default();
        let mut given = Vec::with_capacity(rows.len());
        for (place, row) in rows.into_iter().enumerate() {
            match row.and_then(|row| Ok((read(&row)?, !row.status.is_empty()))) {
                Ok(patient) => given.push(patient),
                Err(why) => report.refused.push(ImportedRow { row: place + first, why: why.to_owned() }),
            }
        }
        if !report.refused.is_empty() {
            return Ok(report); // Half a register is worse than none: nobody knows who is missing.
        }
        let mut operations: Vec<Operation> = Vec::new();
        let mut here: BTreeMap<NhsNumber, PatientId> = BTreeMap::new();
        for (mut patient, says_status) in given {
            self.recognise(&mut patient, &here, says_status).await?;
            if let Some(number) = &patient.nhs_number {
                here.insert(number.clone(), patient.id);
            }
            operations.push(self.operation(Actor::Administrator, Ask::RecordPatient(patient)));
            if operations.len() >= BATCH {
                self.import_batch(&mut operations, &mut report).await?;
            }
        }
        self.import_batch(&mut operations, &mut report).await?;
        Ok(report)
    }

    async fn import_batch(
        &self,
        operations: &mut Vec<Operation>,
        report: &mut ImportReport,
    ) -> Result<(), EngineError> {
        for changes in self.commit(std::mem::take(operations), None).await?.into_iter().flatten() {
            if changes.is_empty() {
                report.unchanged += 1;
            } else {
                report.imported += 1;
            }
        }
        Ok(())
    }

    /// Gives a patient the id under which they stand here, by NHS number; else a new one.
    /// A file that says nothing of their status leaves it as it is: nobody comes back to life by an import.
    async fn recognise(
        &self,
        patient: &mut Patient,
        here: &BTreeMap<NhsNumber, PatientId>,
        says_status: bool,
    ) -> Result<(), EngineError> {
        patient.id = PatientId::new(self.parts.ids.uuid());
        let Some(number) = patient.nhs_number.clone() else { return Ok(()) };
        if let Some(id) = here.get(&number) {
            patient.id = *id;
        } else if let Some(known) = self.parts.store.read(move |view| view.patient_by_nhs_number(&number)).await? {
            patient.id = known.id;
            if !says_status {
                patient.status = known.status;
            }
        }
        Ok(())
    }
}

fn text<'a>(value: &'a serde_json::Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or_default()
}

fn of_fhir(patient: &serde_json::Value) -> Given {
    let list = |name: &str| patient.get(name).and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    let telecom = list("telecom");
    let phone = |wanted: &str| {
        let found = telecom.iter().find(|point| text(point, "/system") == "phone" && text(point, "/use") == wanted);
        found.map(|point| text(point, "/value").to_owned())
    };
    let nhs = list("identifier").iter().find(|id| text(id, "/system") == "https://fhir.nhs.uk/Id/nhs-number").cloned();
    let names = list("name");
    let name = names.iter().find(|name| text(name, "/use") == "official").or_else(|| names.first()).cloned();
    let name = name.unwrap_or_default();
    let given = name.get("given").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    let is = |pointer: &str| patient.pointer(pointer).and_then(serde_json::Value::as_bool);
    let status = match (is("/deceasedBoolean"), text(patient, "/deceasedDateTime"), is("/active")) {
        (Some(true), ..) => "deceased",
        (_, died, _) if !died.is_empty() => "deceased",
        (.., Some(false)) => "left",
        (Some(false), ..) | (.., Some(true)) => "active",
        _ => "",
    };
    Given {
        family: text(&name, "/family").to_owned(),
        given: given.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" "),
        birth_date: text(patient, "/birthDate").to_owned(),
        nhs_number: nhs.map(|id| text(&id, "/value").to_owned()).unwrap_or_default(),
        mobile: phone("mobile").unwrap_or_default(),
        home: phone("home").unwrap_or_default(),
        status: status.to_owned(),
    }
}

fn read(row: &Given) -> Result<Patient, &'static str> {
    if row.family.is_empty() && row.given.is_empty() {
        return Err("no name");
    }
    let birth_date = match row.birth_date.as_str() {
        "" => None,
        text => Some(text.parse::<Date>().map_err(|_| "the date of birth is not written as 1984-03-12")?),
    };
    let nhs_number = match row.nhs_number.as_str() {
        "" => None,
        text => Some(NhsNumber::parse(text).map_err(|_| "the NHS number is not ten digits with a right check digit")?),
    };
    let status = match row.status.as_str() {
        "" | "active" => PatientStatus::Active,
        "deceased" => PatientStatus::Deceased,
        "left" => PatientStatus::Left,
        _ => return Err("the status is not active, deceased or left"),
    };
    let mut contact_points = Vec::new();
    for (text, kind) in [(&row.mobile, ContactUse::Mobile), (&row.home, ContactUse::Home)] {
        if !text.is_empty() {
            contact_points.push(ContactPoint { number: number(text)?, r#use: kind });
        }
    }
    let name = PersonName { family: row.family.clone().into(), given: row.given.clone().into() };
    let id = PatientId::new(uuid::Uuid::nil()); // Given by `recognise`.
    Ok(Patient { id, name, birth_date, nhs_number, contact_points, status })
}

/// Reads a number as people in the United Kingdom write it.
fn number(text: &str) -> Result<E164, &'static str> {
    const WRONG: &str = "a telephone number cannot be read: write it as 07700 900123 or +447700900123";
    let parsed = phonenumber::parse(Some(phonenumber::country::GB), text).map_err(|_| WRONG)?;
    E164::parse(&parsed.format().mode(phonenumber::Mode::E164).to_string()).map_err(|_| WRONG)
}

/// Reads a telephone number as people in the United Kingdom write it.
///
/// # Errors
/// [`EngineError::BadRequest`] says how to write it.
pub fn number_as_written(text: &str) -> Result<E164, EngineError> {
    number(text.trim()).map_err(EngineError::BadRequest)
}
