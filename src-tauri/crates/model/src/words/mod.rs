//! Words as people type them, read the same way everywhere: folded, cut into whole words, compared.
//!
//! **Invariants.** A word is never looked for inside another one. What a phone or an app adds without anybody seeing it
//! (zero-width characters, soft hyphens, full-width letters, curly apostrophes) changes nothing; what a person chose to
//! write (an emoji, a question mark, a letter of another alphabet) does.

mod fold;
pub mod opt_out;
mod phrase;

pub(crate) use fold::{Word, is_apostrophe, is_invisible, is_space, plain_digit, words};
pub use phrase::{Phrase, PhraseError};
