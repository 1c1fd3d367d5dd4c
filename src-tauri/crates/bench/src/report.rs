//! What a run prints.

use serde::Serialize;

/// Times or sizes that were taken, in the measure's unit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<f64>);

impl Samples {
    /// Adds one.
    pub(crate) fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    /// Adds all of another's.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// Says how many there are.
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the value that so large a share lies at or below.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
    }

    /// Returns the mean of rates over equal amounts of work.
    pub(crate) fn harmonic_mean(&self) -> f64 {
        let sum: f64 = self.0.iter().map(|rate| 1.0 / rate).sum();
        if sum > 0.0 { self.0.len() as f64 / sum } else { 0.0 }
    }

    /// Returns the median.
    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }
}

/// One figure beside the same of plain SQLite.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measure {
    name: String,
    unit: &'static str,
    ours: f64,
    plain: Option<f64>,
    ratio: Option<f64>,
    goal: Option<String>,
    met: Option<bool>,
    n: usize,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Goal {
    most: Option<f64>,
    least: Option<f64>,
    most_ratio: Option<f64>,
    least_ratio: Option<f64>,
}

impl Goal {
    /// At most this.
    pub(crate) const fn most(value: f64) -> Self {
        Self { most: Some(value), least: None, most_ratio: None, least_ratio: None }
    }

    /// At least this.
    pub(crate) const fn least(value: f64) -> Self {
        Self { most: None, least: Some(value), most_ratio: None, least_ratio: None }
    }

    /// At most so many times plain SQLite's.
    pub(crate) const fn most_ratio(ratio: f64) -> Self {
        Self { most: None, least: None, most_ratio: Some(ratio), least_ratio: None }
    }

    /// And at most so many times plain SQLite's.
    pub(crate) const fn and_most_ratio(self, ratio: f64) -> Self {
        Self { most_ratio: Some(ratio), ..self }
    }

    /// And at least so many times plain SQLite's.
    pub(crate) const fn and_least_ratio(self, ratio: f64) -> Self {
        Self { least_ratio: Some(ratio), ..self }
    }

    fn met(&self, ours: f64, ratio: Option<f64>) -> bool {
        self.most.is_none_or(|most| ours <= most)
            && self.least.is_none_or(|least| ours >= least)
            && self.most_ratio.is_none_or(|most| ratio.is_some_and(|ratio| ratio <= most))
            && self.least_ratio.is_none_or(|least| ratio.is_some_and(|ratio| ratio >= least))
    }

    fn words(&self, unit: &str) -> String {
        let bounds = [
            self.most.map(|value| format!("<= {value} {unit}")),
            self.least.map(|value| format!(">= {value} {unit}")),
            self.most_ratio.map(|ratio| format!("<= {ratio}x plain")),
            self.least_ratio.map(|ratio| format!(">= {ratio}x plain")),
        ];
        bounds.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Measure {
    /// Takes a figure, and plain SQLite's where it does the same work.
    pub(crate) fn new(
        name: impl Into<String>,
        unit: &'static str,
        (ours, plain): (f64, Option<f64>),
        goal: Option<Goal>,
        n: usize,
    ) -> Self {
        let name = name.into();
        let ratio = plain.filter(|plain| *plain > 0.0).map(|plain| rounded(ours / plain));
        let met = goal.map(|goal| goal.met(ours, ratio));
        let goal = goal.map(|goal| goal.words(unit));
        let beside = plain.map_or_else(String::new, |plain| format!(" beside {:.3}", rounded(plain)));
        let verdict = met.map_or("", |met| if met { "  met" } else { "  MISSED" });
        eprintln!("  {name}: {:.3} {unit}{beside}{verdict}", rounded(ours));
        Self { name, unit, ours: rounded(ours), plain: plain.map(rounded), ratio, goal, met, n }
    }

    /// Takes the medians of two sides that were timed in turns.
    pub(crate) fn medians(name: impl Into<String>, unit: &'static str, sides: &Sides, goal: Option<Goal>) -> Self {
        Self::new(name, unit, (sides.ours.median(), Some(sides.plain.median())), goal, sides.ours.len())
    }
}

/// Both sides of a measure, timed in turns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    /// Ours.
    pub(crate) ours: Samples,
    /// Plain SQLite's.
    pub(crate) plain: Samples,
}

/// Keeps four digits after the point, enough for microseconds in milliseconds.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// The whole report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Report {
    /// The figures.
    pub(crate) measures: Vec<Measure>,
    /// What they were taken on.
    pub(crate) practice: crate::practice::Built,
    /// The machine, before and after.
    pub(crate) machine: crate::machine::Machine,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle() {
        let samples = Samples(vec![3.0, 1.0, 2.0, 10.0, 4.0]);
        assert!((samples.median() - 3.0).abs() < f64::EPSILON);
        assert!((samples.at(1.0) - 10.0).abs() < f64::EPSILON, "the largest");
        assert!(Samples::default().median().abs() < f64::EPSILON, "nothing taken is nothing");
    }

    #[test]
    fn a_goal_needs_every_bound() {
        let goal = Goal::most(10.0).and_most_ratio(1.5);
        assert!(goal.met(9.0, Some(1.4)));
        assert!(!goal.met(9.0, Some(1.6)), "too far from plain SQLite");
        assert!(!goal.met(9.0, None), "a ratio that was not taken is not met");
        assert!(!goal.met(11.0, Some(1.0)), "too slow");
    }
}
