//! A stand-in messaging provider and its simulated patients, for training and for tests.
//!
//! It speaks the part of Twilio's API 2010-04-01 that the app uses, remembers what it was told, and lets invented
//! patients write and answer. Tests steer it over `/sandbox/`: they play a patient, break an answer, and count what
//! really was accepted. It is a process of its own, so it survives when a test kills the app.
//!
//! **Invariants.** It listens on this computer only, persists nothing (but a journal, if asked), and knows nothing of
//! the app: no `model`, no `channels`. What it gets wrong the app must not get wrong in the same way. Its people and
//! numbers are invented: Ofcom's range for drama, NHS numbers that are never issued.

mod config;
mod control;
mod fault;
mod journal;
mod patients;
mod server;
mod twilio;
mod world;

pub use config::{Clock, Config};
pub use patients::{TrainingPatient, patients_as_csv, patients_as_json, training_patients};
pub use server::{Running, SandboxError, start};
pub use world::Behaviour;
