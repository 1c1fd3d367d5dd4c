//! Durable writes: batches of what patients wrote, and single messages in and out.

use std::time::Instant;

use jiff::SignedDuration;
use model::{
    Actor, Ask, Content, ConversationId, E164, MessageId, Operation, OperationId, OutboundText, StaffId, WorkerName,
};
use store::Batch;

use super::Bench;
use crate::error::BenchError;
use crate::plain::Row;
use crate::practice::{Ids, inbound, made};
use crate::random::Random;
use crate::report::{Goal, Measure, Sides};
use crate::words::{Voice, Words};

/// How many batches of 100 are committed.
const BATCHES: usize = 150;
/// How many messages a batch brings.
const BATCH: usize = 100;

/// Texts and ids that no run before had.
struct Source {
    words: Words,
    random: Random,
    ids: Ids,
    patients: usize,
    staff: StaffId,
}

impl Source {
    fn text(&mut self, voice: Voice) -> String {
        self.ids.clock += 1_000;
        self.words.text(voice, &mut self.random)
    }

    fn operation(&mut self, actor: Actor, ask: Ask) -> Operation {
        Operation { id: OperationId::new(self.ids.uuid()), actor, ask }
    }

    /// A text from one of the patients.
    fn receive(&mut self) -> Result<(Operation, Row), BenchError> {
        let text = self.text(Voice::Patient);
        let patient = self.random.place(self.patients);
        let number = crate::practice::number(patient).ok_or(BenchError::Run("not a number"))?;
        let (inbound, row) = inbound(&number, Some(patient), text, &mut self.ids);
        Ok((self.operation(Actor::Worker(WorkerName::Collect), Ask::Receive(inbound)), row))
    }

    /// A text to a patient, and the same in the reference.
    fn send(&mut self, conversation: ConversationId, to: E164) -> (Operation, Row) {
        let text = self.text(Voice::Practice);
        let row = Row {
            conversation,
            patient: None,
            number: to.as_str().to_owned(),
            at: self.ids.clock,
            kind: 1,
            state: 0,
            provider: None,
            text: text.clone(),
        };
        let send = OutboundText {
            message: MessageId::new(self.ids.uuid()),
            conversation,
            seen: u32::MAX,
            to,
            content: Content::new(self.ids.salt(), text.into()),
            hold: SignedDuration::from_secs(10),
            shared_number_seen: false,
            review_seen: false,
            repeats: None,
            purpose: model::Purpose::Administration,
            despite: None,
            templates: Vec::new(),
            reason: Some("asked for by text".to_owned().into()),
            also: Vec::new(),
            holding: false,
            repeat_seen: true,
            then_done: false,
            answered: false,
            send_at: None,
            quote: None,
        };
        (self.operation(Actor::Staff(self.staff), Ask::Send(send)), row)
    }
}

/// Takes the measures, each in turns with the reference.
pub(super) async fn measure(bench: &mut Bench<'_>) -> Result<Vec<Measure>, BenchError> {
    eprintln!("durable writes");
    let mut built = bench.built.clone();
    built.runs += 1;
    bench.home.note_built(&built)?; // Before anything is written: these ids are used up.
    let mut random = Random::new(built.seed);
    let words = Words::new(&mut random);
    let seed = built.seed ^ (built.runs << 32) ^ 0xB0B;
    // Ten minutes a run, so that no run's time goes back behind another's.
    let clock = built.clock + i64::try_from(built.runs).unwrap_or_default() * 60_000_000;
    let mut source = Source {
        words,
        random: Random::new(seed),
        ids: Ids::new(seed, clock),
        patients: built.patients,
        staff: built.reader,
    };
    let mut measures = batches(bench, &mut source).await?;
    measures.extend(singles(bench, &mut source).await?);
    Ok(measures)
}

async fn batches(bench: &mut Bench<'_>, source: &mut Source) -> Result<Vec<Measure>, BenchError> {
    let mut sides = Sides::default();
    for _ in 0..BATCHES.min(bench.arguments.samples) {
        let (mut operations, mut rows) = (Vec::new(), Vec::new());
        for _ in 0..BATCH {
            let (operation, row) = source.receive()?;
            operations.push(operation);
            rows.push(row);
        }
        let batch = Batch { operations, now: source.ids.now(), bookmark: None };
        let started = Instant::now();
        let answers = bench.store.commit(batch).await?;
        sides.ours.add(BATCH as f64 / started.elapsed().as_secs_f64());
        answers.iter().try_for_each(|answer| made(answer).map(drop))?;
        let started = Instant::now();
        bench.plain.add(&rows, &[])?;
        sides.plain.add(BATCH as f64 / started.elapsed().as_secs_f64());
    }
    let goal = Goal::least(10_000.0).and_least_ratio(0.7);
    let low = (sides.ours.at(0.05), Some(sides.plain.at(0.05)));
    // What a long stretch gives, merges of the index and checkpoints included.
    let mean = |samples: &crate::report::Samples| samples.harmonic_mean();
    let whole = (mean(&sides.ours), Some(mean(&sides.plain)));
    Ok(vec![
        Measure::medians("inbound in batches of 100, durable and indexed", "messages/s", &sides, Some(goal)),
        Measure::new("... over the whole stretch", "messages/s", whole, Some(goal), sides.ours.len()),
        Measure::new("... slowest twentieth", "messages/s", low, None, sides.ours.len()),
    ])
}

async fn singles(bench: &mut Bench<'_>, source: &mut Source) -> Result<Vec<Measure>, BenchError> {
    let longest = bench.built.longest;
    let to = crate::practice::number(0).ok_or(BenchError::Run("not a number"))?;
    let (mut inbound, mut outbound, mut against_bare) = (Sides::default(), Sides::default(), Sides::default());
    for _ in 0..bench.arguments.samples {
        let (operation, row) = source.receive()?;
        inbound.ours.add(one(bench, operation, source.ids.now()).await?);
        inbound.plain.add(super::timed(|| bench.plain.add(std::slice::from_ref(&row), &[]))?);
        let (operation, row) = source.send(longest, to.clone());
        let ours = one(bench, operation, source.ids.now()).await?;
        outbound.ours.add(ours);
        outbound.plain.add(super::timed(|| bench.plain.add(std::slice::from_ref(&row), &[]))?);
        against_bare.ours.add(ours);
        against_bare.plain.add(super::timed(|| bench.plain.add_bare(row.at, &row.text))?);
    }
    let p95 = (outbound.ours.at(0.95), Some(against_bare.plain.at(0.95)));
    let goal = Some(Goal::most_ratio(1.3));
    Ok(vec![
        Measure::medians("one message to send, durable, beside one bare synced insert", "ms", &against_bare, goal),
        Measure::new("... p95", "ms", p95, None, outbound.ours.len()),
        Measure::medians("one message to send, durable, beside one indexed and summed up", "ms", &outbound, None),
        Measure::medians("one inbound message durable, beside one indexed and summed up", "ms", &inbound, None),
    ])
}

async fn one(bench: &Bench<'_>, operation: Operation, now: jiff::Timestamp) -> Result<f64, BenchError> {
    let started = Instant::now();
    let answers = bench.store.commit(Batch::one(operation, now)).await?;
    let took = started.elapsed().as_secs_f64() * 1_000.0;
    answers.iter().try_for_each(|answer| made(answer).map(drop))?;
    Ok(took)
}
