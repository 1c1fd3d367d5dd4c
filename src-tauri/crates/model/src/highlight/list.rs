//! What a practice wants to see first: the rules that come with Anteroom, and the practice's own (C6.1).

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{HighlightRule, Highlighter, defaults};

/// How many rules a practice adds at most, and how many ways of writing each has. Ours: a list that nobody can look through
/// is not looked through.
const MOST: usize = 100;

/// What a practice changes of the rules that come with Anteroom. These are never copied into a policy, so that what a later
/// version finds better is found by every practice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HighlightList {
    /// The names of those that are switched off here.
    #[serde(default)]
    pub off: BTreeSet<String>,
    /// The practice's own.
    #[serde(default)]
    pub own: Vec<HighlightRule>,
}

/// Why a list is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum HighlightListError {
    /// A rule of the practice's has no name.
    #[error("a rule has no name: say what it marks")]
    NoName,
    /// Two rules have one name.
    #[error("two rules are called “{name}”")]
    Twice {
        /// Which name.
        name: String,
    },
    /// A rule of the practice's marks nothing.
    #[error("“{name}” marks nothing yet: write a line for each way in which patients say it")]
    NoSigns {
        /// Which rule.
        name: String,
    },
    /// There are more than anybody looks through.
    #[error("{MOST} rules of your own, and {MOST} lines in each, are the most")]
    TooMany,
}

impl HighlightList {
    /// Checks that the list can be read by a person and marks something. A name that is switched off and no longer comes with
    /// Anteroom says nothing, and is no error: a practice must not have to adopt its policy anew because of a new version.
    ///
    /// # Errors
    /// [`HighlightListError`] for the first that does not hold.
    pub fn check(&self) -> Result<(), HighlightListError> {
        if self.own.len() > MOST || self.own.iter().any(|rule| rule.signs.len() > MOST) {
            return Err(HighlightListError::TooMany);
        }
        let mut names: BTreeSet<String> = shipped().rules().iter().map(|rule| rule.name.to_lowercase()).collect();
        for rule in &self.own {
            let name = rule.name.trim().to_owned();
            if name.is_empty() {
                return Err(HighlightListError::NoName);
            }
            if !names.insert(name.to_lowercase()) {
                return Err(HighlightListError::Twice { name });
            }
            if rule.signs.is_empty() {
                return Err(HighlightListError::NoSigns { name });
            }
        }
        Ok(())
    }

    /// Returns the rules made ready to read with; made once while a list stands.
    pub fn highlighter(&self) -> Arc<Highlighter> {
        /// The list last read, and what was made of it: a practice has one.
        static MADE: Mutex<Option<(HighlightList, Arc<Highlighter>)>> = Mutex::new(None);
        if *self == Self::default() {
            return Arc::clone(shipped());
        }
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((list, made)) = made.as_ref()
            && list == self
        {
            return Arc::clone(made);
        }
        let rules = defaults::rules().into_iter().filter(|rule| !self.off.contains(&rule.name));
        let ready = Arc::new(Highlighter::new(rules.chain(self.own.iter().cloned()).collect()));
        *made = Some((self.clone(), Arc::clone(&ready)));
        drop(made);
        ready
    }
}

/// The rules that come with Anteroom: E.3, to be looked through by the practice's clinical safety officer.
pub(super) fn shipped() -> &'static Arc<Highlighter> {
    static SHIPPED: LazyLock<Arc<Highlighter>> = LazyLock::new(|| Arc::new(Highlighter::new(defaults::rules())));
    &SHIPPED
}
