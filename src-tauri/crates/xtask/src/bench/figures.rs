//! What was measured of the window, beside the blank one.

use serde_json::{Value, json};

/// Figures of one kind, in the measure's unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples(Vec<f64>);

impl Samples {
    /// Adds one.
    pub(super) fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    /// Adds several.
    pub(super) fn extend(&mut self, values: impl IntoIterator<Item = f64>) {
        self.0.extend(values);
    }

    /// Returns the value that so large a share lies at or below.
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
    }

    /// Returns which percentage lies above a value.
    pub(super) fn above(&self, limit: f64) -> f64 {
        let above = self.0.iter().filter(|value| **value > limit).count();
        above as f64 * 100.0 / self.0.len().max(1) as f64
    }

    fn view(&self) -> Value {
        json!({ "median": rounded(self.at(0.5)), "p95": rounded(self.at(0.95)), "n": self.0.len() })
    }
}

/// The same figures of both windows.
#[derive(Clone, Debug, Default)]
pub(super) struct Sides {
    /// Ours.
    pub(super) ours: Samples,
    /// The blank window's.
    pub(super) blank: Samples,
}

/// What the median should be at most: so much, and so many times the blank window's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Goal {
    /// So much.
    pub(super) most: Option<f64>,
    /// So many times the blank window's.
    pub(super) most_ratio: Option<f64>,
}

impl Sides {
    /// Returns the report's entry, and tells it to whoever waits.
    pub(super) fn measure(&self, name: &str, unit: &str, goal: Option<Goal>) -> Value {
        let (ours, blank) = (self.ours.at(0.5), self.blank.at(0.5));
        let ratio = (blank > 0.0).then(|| rounded(ours / blank));
        let is_met = |goal: Goal| {
            goal.most.is_none_or(|most| ours <= most)
                && goal.most_ratio.is_none_or(|most| ratio.is_some_and(|ratio| ratio <= most))
        };
        let words = |goal: Goal| {
            let bounds = [
                goal.most.map(|most| format!("<= {most} {unit}")),
                goal.most_ratio.map(|most| format!("<= {most}x blank")),
            ];
            bounds.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        let met = goal.map(is_met);
        let verdict = met.map_or("", |met| if met { "  met" } else { "  MISSED" });
        let (ours_view, blank_view) = (self.ours.view(), self.blank.view());
        eprintln!("  {name}: {} {unit} beside {}{verdict}", rounded(ours), rounded(blank));
        json!({
            "name": name, "unit": unit, "ours": ours_view, "blank": blank_view, "ratio": ratio,
            "goal": goal.map(words), "met": met,
        })
    }
}

/// Keeps three digits after the point: the web view's clock ticks once a millisecond.
fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_needs_every_bound() {
        let mut sides = Sides::default();
        sides.ours.extend([3.0, 1.0, 12.0]);
        sides.blank.extend([1.0, 2.0, 4.0]);
        let met = |most, most_ratio| {
            let measure = sides.measure("a measure", "ms", Some(Goal { most, most_ratio }));
            measure.get("met").and_then(Value::as_bool)
        };
        assert_eq!(met(Some(3.0), Some(1.5)), Some(true), "3 beside 2 is 1.5 times as much");
        assert_eq!(met(Some(2.0), Some(1.5)), Some(false), "too much");
        assert_eq!(met(Some(3.0), Some(1.4)), Some(false), "too far from the blank window");
    }

    #[test]
    fn the_share_above_a_limit_is_a_percentage() {
        let mut samples = Samples::default();
        samples.extend([16.0, 17.0, 34.0, 33.0]);
        assert!((samples.above(33.0) - 25.0).abs() < f64::EPSILON, "one of four");
        assert!(Samples::default().above(1.0).abs() < f64::EPSILON, "nothing taken is nothing");
    }
}
