//! Ids in an order that is the same in every run, from the block of whoever a test is about.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::{Person, numbered};

/// Hands out ids and salt. Each person's ids follow on from their own first one.
#[derive(Debug)]
pub struct BlockIds {
    inside: Mutex<Inside>,
}

#[derive(Debug)]
struct Inside {
    about: Person,
    given: BTreeMap<Person, u64>,
    salts: u128,
}

impl Default for BlockIds {
    fn default() -> Self {
        Self { inside: Mutex::new(Inside { about: Person::Okafor, given: BTreeMap::new(), salts: 0 }) }
    }
}

impl BlockIds {
    /// Takes the next ids from this person's block.
    pub fn turn_to(&self, person: Person) {
        self.inside().about = person;
    }

    /// Returns the next id.
    pub fn next(&self) -> Uuid {
        let mut inside = self.inside();
        let about = inside.about;
        let given = inside.given.entry(about).or_default();
        *given += 1; // The first of the block is the person's own.
        assert!(*given < Person::BLOCK, "the block of {about:?} is used up: its ids would run into the next one's");
        numbered(about.first() + *given)
    }

    /// Returns the next salt; no two are the same.
    pub fn next_salt(&self) -> [u8; 16] {
        let mut inside = self.inside();
        inside.salts += 1;
        inside.salts.to_be_bytes()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "surgery")]
impl engine::Ids for BlockIds {
    fn uuid(&self) -> Uuid {
        self.next()
    }

    fn salt(&self) -> [u8; 16] {
        self.next_salt()
    }
}
