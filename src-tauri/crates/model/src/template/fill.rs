//! Filling a body.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::body::{Body, PartKind, has_mark, shows};
use super::{Variable, Wanted};
use crate::Sensitive;

/// What to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    known: BTreeMap<Wanted, Sensitive<String>>,
}

/// A text with as much filled in as was known (H-08), to be finished by a person in the composer (H-04).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text; what is missing stands in it as a mark, which [`check`](crate::check::check()) does not let go out.
    pub text: Sensitive<String>,
    /// What is missing, in order; Tab goes from one to the next.
    pub gaps: Vec<Gap>,
}

/// Something that is missing in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Where its mark stands: bytes of the draft's text.
    pub span: Range<usize>,
    /// What is missing.
    pub wanted: Wanted,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing was given.
    Absent,
    /// What was given shows nothing.
    Empty,
    /// What was given has braces or square brackets in it, which could make a mark.
    HasMarks,
}

impl Values {
    /// Gives the value of a variable; the last one counts.
    #[must_use]
    pub fn variable(mut self, variable: Variable, value: impl Into<Sensitive<String>>) -> Self {
        self.known.insert(Wanted::Variable { variable }, value.into());
        self
    }

    /// Gives what a person wrote for a blank, named by its label; the last one counts.
    #[must_use]
    pub fn blank(mut self, label: &str, value: impl Into<Sensitive<String>>) -> Self {
        self.known.insert(Wanted::Blank { label: label.to_owned() }, value.into());
        self
    }

    fn get(&self, wanted: &Wanted) -> Result<&str, Reason> {
        // Read because the value goes into the text.
        let value = self.known.get(wanted).map(|value| value.expose().as_str()).ok_or(Reason::Absent)?;
        match value {
            value if !shows(value) => Err(Reason::Empty),
            value if has_mark(value) => Err(Reason::HasMarks),
            value => Ok(value),
        }
    }
}

impl Body {
    /// Fills in everything, or says what is missing. A filled text has no brace or square bracket in it (C2.11).
    ///
    /// # Errors
    /// What is missing, in order, with its place in [`draft`](Self::draft)'s text.
    pub fn fill(&self, values: &Values) -> Result<Sensitive<String>, Vec<Gap>> {
        let Draft { text, gaps } = self.draft(values);
        if gaps.is_empty() { Ok(text) } else { Err(gaps) }
    }

    /// Fills in what is known and leaves the rest as marks.
    pub fn draft(&self, values: &Values) -> Draft {
        let mut text = String::new();
        let mut gaps = Vec::new();
        for part in self.parts() {
            match &part.kind {
                PartKind::Text(words) => text.push_str(words),
                PartKind::Begin(_) | PartKind::End(_) => {}
                PartKind::Wanted(wanted) => match values.get(wanted) {
                    Ok(value) => text.push_str(value),
                    Err(reason) => {
                        let start = text.len();
                        text.push_str(&wanted.to_string());
                        gaps.push(Gap { span: start..text.len(), wanted: wanted.clone(), reason });
                    }
                },
            }
        }
        Draft { text: text.into(), gaps }
    }
}
