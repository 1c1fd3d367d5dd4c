//! Builds the practice: the same conversations, through every rule into ours and straight into the reference.

mod batch;
mod episode;
mod people;
mod texts;

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use store::{Options, Store};
use zeroize::Zeroizing;

use crate::error::BenchError;
use crate::options::{Arguments, Side};
use crate::plain::Plain;
use crate::random::Random;
use crate::words::Words;

use batch::Writer;
pub(crate) use batch::{Ids, made};
use episode::Desk;
use people::People;
pub(crate) use people::number;
pub(crate) use texts::inbound;

/// The key of every benchmark's practice: nothing in it is a secret.
pub(crate) const KEY: [u8; 32] = [7; 32];

/// What a kept practice was made of, and what came of making it.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub(crate) struct Built {
    /// From which seed.
    pub(crate) seed: u64,
    /// How many patients.
    pub(crate) patients: usize,
    /// How many messages.
    pub(crate) messages: u64,
    /// How many changes the log then held.
    pub(crate) changes: u64,
    /// How many conversations there then were.
    pub(crate) conversations: u64,
    /// The longest conversation.
    pub(crate) longest: model::ConversationId,
    /// Which member of staff looks at queues.
    pub(crate) reader: model::StaffId,
    /// How often it was measured since; each time needs ids of its own.
    pub(crate) runs: u64,
    /// When the last thing was said, in milliseconds.
    pub(crate) clock: i64,
    /// How long ours took to build, in seconds of committing.
    pub(crate) ours_seconds: f64,
    /// How long the reference took.
    pub(crate) plain_seconds: f64,
}

/// Where the two databases are.
#[derive(Clone, Debug)]
pub(crate) struct Home(PathBuf);

impl Home {
    /// Takes a folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// Our file.
    pub(crate) fn ours(&self) -> PathBuf {
        self.0.join("practice.db")
    }

    /// The reference.
    pub(crate) fn plain(&self) -> PathBuf {
        self.0.join("plain.db")
    }

    fn note(&self) -> PathBuf {
        self.0.join("built.json")
    }

    /// Opens our file as a laptop does.
    pub(crate) fn open_ours(&self) -> Result<Store, BenchError> {
        Ok(Store::open(&Options::new(self.ours()), &Zeroizing::new(KEY))?)
    }

    /// Opens either file without the app.
    pub(crate) fn connection(&self, side: Side) -> Result<rusqlite::Connection, BenchError> {
        if side == Side::Plain {
            return Plain::connect(&self.plain());
        }
        let connection = rusqlite::Connection::open(self.ours())?;
        let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        connection.execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 8192; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;"
        ))?;
        Ok(connection)
    }

    /// Reads what was built here.
    pub(crate) fn built(&self) -> Result<Option<Built>, BenchError> {
        match std::fs::read(self.note()) {
            Ok(json) => Ok(Some(serde_json::from_slice(&json)?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Notes what was built here.
    pub(crate) fn note_built(&self, built: &Built) -> Result<(), BenchError> {
        Ok(std::fs::write(self.note(), serde_json::to_vec_pretty(built)?)?)
    }
}

/// Builds both databases, or takes those that were kept if they are what is asked for.
pub(crate) async fn build(arguments: &Arguments, home: &Home) -> Result<Built, BenchError> {
    if let Some(built) = home.built()? {
        let same =
            (built.seed, built.patients, built.messages) == (arguments.seed, arguments.patients, arguments.messages);
        return if same {
            Ok(built)
        } else {
            Err(BenchError::Run("--keep holds another practice: empty it, or name another"))
        };
    }
    if home.ours().exists() {
        return Err(BenchError::Run("--keep holds a half-built practice: empty it, or name another"));
    }
    std::fs::create_dir_all(home.folder())?;
    let mut random = Random::new(arguments.seed);
    let words = Words::new(&mut random);
    let mut writer = Writer::new(home.open_ours()?, Plain::open(&home.plain())?, random.next());
    let people = People::invent(arguments.patients, &mut random, &mut writer.ids);
    people.record(&mut writer).await?;
    let mut desk = Desk::new(&people, &words, arguments.messages, random.next());
    let started = Instant::now();
    let mut told = 0;
    while desk.said() < arguments.messages {
        desk.fill(&mut writer);
        let answers = writer.flush().await?;
        desk.learn(&answers);
        if desk.said() >= told + 25_000 {
            told = desk.said();
            let rate = told as f64 / started.elapsed().as_secs_f64();
            eprintln!("  {told} messages, {} changes, {rate:.0} messages/s both together", writer.changes);
        }
    }
    let built = Built {
        seed: arguments.seed,
        patients: arguments.patients,
        messages: arguments.messages,
        changes: writer.changes,
        conversations: desk.conversations(),
        longest: desk.longest().ok_or(BenchError::Run("no conversation is long"))?,
        reader: people.reader().ok_or(BenchError::Run("nobody works here"))?,
        runs: 0,
        clock: writer.ids.clock,
        ours_seconds: writer.ours.as_secs_f64(),
        plain_seconds: writer.plain_time.as_secs_f64(),
    };
    home.note_built(&built)?;
    Ok(built)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[tokio::test]
    async fn a_small_practice_is_built_by_the_rules_in_force() {
        let folder = tempfile::tempdir().expect("a folder");
        let arguments = Arguments::parse_from(["bench", "--patients=200", "--messages=1000"]);
        let home = Home::new(folder.path());
        let built = build(&arguments, &home).await.expect("nothing is refused");
        let found = home.open_ours().expect("it opens").verify().await.expect("checked");
        assert_eq!((found.is_sound(), found.changes), (true, built.changes), "{found:?}");
    }
}
