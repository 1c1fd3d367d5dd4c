//! Patients, their numbers, and the words they are found by.

use jiff::civil::Date;
use model::{ContactPoint, E164, NhsNumber, Patient, PatientId, PersonName, Preferences, ProxyId, TaskId};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{name_of, named, number, task};
use crate::StoreError;
use crate::pool::View;

/// Returns the row number of a patient.
pub(crate) fn row_of(connection: &Connection, id: PatientId) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT row FROM patient WHERE id = :id")?;
    Ok(statement.query_row(named_params! { ":id": id.uuid() }, |row| row.get(0)).optional()?)
}

pub(crate) fn by_id(connection: &Connection, id: PatientId) -> Result<Option<Patient>, StoreError> {
    row_of(connection, id)?.map_or(Ok(None), |row| by_row(connection, row))
}

pub(crate) fn by_row(connection: &Connection, row: i64) -> Result<Option<Patient>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT id, family, given, birth_date, nhs_number, status FROM patient WHERE row = :row")?;
    let found = statement
        .query_row(named_params! { ":row": row }, |row| {
            let text = |column| row.get::<_, Option<String>>(column);
            Ok((
                row.get(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                text(3)?,
                text(4)?,
                row.get::<_, String>(5)?,
            ))
        })
        .optional()?;
    let Some((id, family, given, birth_date, nhs_number, status)) = found else { return Ok(None) };
    Ok(Some(Patient {
        id: PatientId::new(id),
        name: PersonName { family: family.into(), given: given.into() },
        birth_date: birth_date.map(|date| date.parse()).transpose().map_err(|_| StoreError::Damaged)?,
        nhs_number: nhs_number.map(|text| NhsNumber::parse(&text)).transpose().map_err(|_| StoreError::Damaged)?,
        contact_points: contact_points(connection, row)?,
        status: named(status)?,
    }))
}

fn contact_points(connection: &Connection, patient: i64) -> Result<Vec<ContactPoint>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT number, use FROM contact_point WHERE patient = :patient ORDER BY position")?;
    let mut rows = statement.query(named_params! { ":patient": patient })?;
    let mut points = Vec::new();
    while let Some(row) = rows.next()? {
        points.push(ContactPoint {
            number: number(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
            r#use: named(row.get(1)?)?,
        });
    }
    Ok(points)
}

pub(crate) fn with_number(connection: &Connection, number: &E164) -> Result<Vec<PatientId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT patient.id FROM contact_point JOIN patient ON patient.row = contact_point.patient
         WHERE contact_point.number = :number AND contact_point.use <> 'old' ORDER BY patient.id",
    )?;
    let rows =
        statement.query_map(named_params! { ":number": number.as_str() }, |row| row.get(0).map(PatientId::new))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn put(connection: &Connection, patient: &Patient) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO patient (id, family, given, birth_date, nhs_number, status)
         VALUES (:id, :family, :given, :birth_date, :nhs_number, :status)
         ON CONFLICT (id) DO UPDATE SET family = excluded.family, given = excluded.given,
             birth_date = excluded.birth_date, nhs_number = excluded.nhs_number, status = excluded.status
         RETURNING row",
    )?;
    let row: i64 = statement.query_row(
        named_params! {
            ":id": patient.id.uuid(),
            ":family": patient.name.family.expose(), // Why: kept in the encrypted file.
            ":given": patient.name.given.expose(), // Why: kept in the encrypted file.
            ":birth_date": patient.birth_date.map(|date| date.to_string()),
            ":nhs_number": patient.nhs_number.as_ref().map(NhsNumber::as_str),
            ":status": name_of(&patient.status)?,
        },
        |row| row.get(0),
    )?;
    connection
        .prepare_cached("DELETE FROM contact_point WHERE patient = :patient")?
        .execute(named_params! { ":patient": row })?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO contact_point (patient, position, number, use) VALUES (:patient, :position, :number, :use)",
    )?;
    for (position, point) in patient.contact_points.iter().enumerate() {
        statement.execute(named_params! {
            ":patient": row, ":position": position, ":number": point.number.as_str(), ":use": name_of(&point.r#use)?,
        })?;
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO patient_text (rowid, words) VALUES (:row, :words)")?
        .execute(named_params! { ":row": row, ":words": words(patient) })?;
    Ok(())
}

pub(crate) fn preferences(connection: &Connection, patient: PatientId) -> Result<Preferences, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT preference.body FROM preference JOIN patient ON patient.row = preference.patient WHERE patient.id = :id",
    )?;
    let body: Option<String> =
        statement.query_row(named_params! { ":id": patient.uuid() }, |row| row.get(0)).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?.unwrap_or_default())
}

pub(crate) fn put_preferences(
    connection: &Connection,
    patient: PatientId,
    preferences: &Preferences,
) -> Result<(), StoreError> {
    let Some(row) = row_of(connection, patient)? else { return Ok(()) }; // About nobody: no effect.
    let mut statement = connection.prepare_cached(
        "INSERT INTO preference (patient, body, review_on, limited) VALUES (:patient, :body, :review_on, :limited)
         ON CONFLICT (patient) DO UPDATE SET body = excluded.body, review_on = excluded.review_on,
             limited = excluded.limited",
    )?;
    let review_on = preferences.to_review().first().map(|(_, on)| on.to_string());
    statement.execute(named_params! {
        ":patient": row, ":body": serde_json::to_string(preferences)?, ":review_on": review_on,
        ":limited": preferences.limit().is_some(),
    })?;
    // Nobody is ever taken off the list of those who may be written to: what has a row here keeps one.
    let mut statement = connection.prepare_cached(
        "INSERT INTO proxy (patient, id, number, name, relationship, called)
         VALUES (:patient, :id, :number, :name, :relationship, :called)
         ON CONFLICT (patient, id) DO UPDATE SET number = excluded.number, name = excluded.name,
             relationship = excluded.relationship, called = excluded.called",
    )?;
    for proxy in &preferences.proxies {
        let terms = proxy.terms();
        statement.execute(named_params! {
            ":patient": row, ":id": proxy.id.uuid(), ":number": terms.number.as_str(),
            ":name": terms.name.expose(), // Why: kept in the encrypted file.
            ":relationship": name_of(&terms.relationship)?, ":called": terms.called,
        })?;
    }
    Ok(())
}

pub(crate) fn proxies_with(connection: &Connection, number: &E164) -> Result<Vec<(PatientId, ProxyId)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT patient.id, proxy.id FROM proxy JOIN patient ON patient.row = proxy.patient
         WHERE proxy.number = :number ORDER BY patient.id, proxy.id",
    )?;
    let rows = statement.query_map(named_params! { ":number": number.as_str() }, |row| {
        Ok((PatientId::new(row.get(0)?), ProxyId::new(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the words a patient is found by: names, numbers as dialled at home and abroad, NHS number, date of birth.
fn words(patient: &Patient) -> String {
    let mut words = vec![
        patient.name.family.expose().clone(), // Why: what staff search by, kept in the encrypted file.
        patient.name.given.expose().clone(),  // Why: what staff search by, kept in the encrypted file.
    ];
    if let Some(nhs) = &patient.nhs_number {
        words.push(nhs.as_str().to_owned());
    }
    if let Some(born) = patient.birth_date {
        words.push(born.strftime("%d%m%Y %Y%m%d").to_string());
    }
    for point in &patient.contact_points {
        let digits = point.number.as_str().trim_start_matches('+');
        words.push(digits.to_owned());
        if let Some(national) = digits.strip_prefix("44") {
            words.push(format!("0{national}"));
        }
    }
    words.join(" ")
}

impl View<'_> {
    /// Returns a patient.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn patient(&self, id: PatientId) -> Result<Option<Patient>, StoreError> {
        by_id(self.connection, id)
    }

    /// Returns how a patient wants to be reached, and must not be.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn preferences(&self, id: PatientId) -> Result<Preferences, StoreError> {
        preferences(self.connection, id)
    }

    /// Returns every patient who has a number in use.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn patients_with(&self, number: &E164) -> Result<Vec<PatientId>, StoreError> {
        with_number(self.connection, number)
    }

    /// Returns everybody whose number it is and who may be written to about a patient, or once might.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn proxies_with(&self, number: &E164) -> Result<Vec<(PatientId, ProxyId)>, StoreError> {
        proxies_with(self.connection, number)
    }

    /// Returns the patient with an NHS number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn patient_by_nhs_number(&self, number: &NhsNumber) -> Result<Option<Patient>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rowid FROM patient_text WHERE patient_text MATCH :word ORDER BY rowid LIMIT 50")?;
        let word = format!("\"{}\"", number.as_str());
        let rows = statement.query_map(named_params! { ":word": word }, |row| row.get(0))?;
        for row in rows {
            let patient = by_row(self.connection, row?)?;
            if patient.as_ref().and_then(|patient| patient.nhs_number.as_ref()) == Some(number) {
                return Ok(patient);
            }
        }
        Ok(None)
    }

    /// Returns patients whose birthday asks for a review of how they are reached, and about which none was asked for yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn age_reviews_due(&self, today: Date) -> Result<Vec<PatientId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT row FROM patient WHERE birth_date IS NOT NULL AND birth_date BETWEEN :first AND :last ORDER BY row",
        )?;
        let mut due = Vec::new();
        for (first, last) in model::age_review_born(today).into_iter().flatten() {
            let days = named_params! { ":first": first.to_string(), ":last": last.to_string() };
            for row in statement.query_map(days, |row| row.get(0))? {
                let Some(patient) = by_row(self.connection, row?)? else { continue };
                if let Some(age) = model::age_review_due(&patient, today)
                    && task::by_id(self.connection, TaskId::about_age(patient.id, age))?.is_none()
                {
                    due.push(patient.id);
                }
            }
        }
        Ok(due)
    }

    /// Returns the patients of the practice of whom something is to be asked about again by a day, and what they want.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn wishes_to_review(&self, last: Date) -> Result<Vec<(Patient, Preferences)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT preference.patient, preference.body FROM preference INDEXED BY preference_review
             JOIN patient ON patient.row = preference.patient
             WHERE preference.review_on <= :last AND patient.status = 'active' ORDER BY preference.review_on",
        )?;
        let rows = statement.query_map(named_params! { ":last": last.to_string() }, |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (row, body) = row?;
            if let Some(patient) = by_row(self.connection, row)? {
                found.push((patient, serde_json::from_str(&body)?));
            }
        }
        Ok(found)
    }

    /// Counts the patients.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count_patients(&self) -> Result<u64, StoreError> {
        Ok(self.connection.query_row("SELECT count(*) FROM patient", [], |row| row.get(0))?)
    }
}
