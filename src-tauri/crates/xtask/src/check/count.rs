//! Counting tests in what the test runners say.

use std::fmt;
use std::ops::Add;

/// How many tests, or checks that count themselves as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u32,
    /// Failed, or did not come to an end.
    pub failed: u32,
    /// Not run.
    pub skipped: u32,
}

impl Count {
    /// Counts what a step did. One whose output has no count is one check.
    pub fn of(said: &str, succeeded: bool) -> Self {
        let counted = said.lines().filter_map(closing_words).map(count).fold(Self::default(), Add::add);
        match (counted, succeeded) {
            (Self { passed: 0, failed: 0, .. }, true) => Self { passed: 1, ..counted },
            // It failed outside its tests, or before them.
            (Self { failed: 0, .. }, false) => Self { failed: 1, ..counted },
            _ => counted,
        }
    }
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// Returns the part of a closing line of nextest, of cargo test or of vitest that holds the numbers.
fn closing_words(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.starts_with("Summary [") {
        // Tests that a filter leaves out run in another step: they were not skipped.
        let (_, numbers) = line.split_once(" run: ")?;
        return Some(numbers.split_once(" skipped").map_or(numbers, |(before, _)| before));
    }
    line.strip_prefix("test result: ").or_else(|| line.strip_prefix("Tests  "))
}

/// Reads "11 passed (2 slow), 1 failed, 1 timed out" and its likes.
fn count(words: &str) -> Count {
    let mut count = Count::default();
    let outside_brackets = words.split('(').map(|part| part.split_once(')').map_or(part, |(_, after)| after));
    let plain: String = outside_brackets.collect();
    let tokens: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    for pair in tokens.windows(2) {
        let [number, word] = pair else { continue };
        let Ok(number) = number.parse::<u32>() else { continue };
        match *word {
            "passed" => count.passed += number,
            "failed" | "timed" | "exec" => count.failed += number,
            "skipped" | "ignored" | "todo" => count.skipped += number,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(passed: u32, failed: u32, skipped: u32) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn each_runner_is_understood() {
        let nextest = "     Summary [   1.2s] 14 tests run: 11 passed (2 slow), 2 failed, 1 timed out, 7 skipped";
        assert_eq!(Count::of(nextest, false), counted(11, 3, 0), "what a filter leaves out is not skipped");
        let cargo = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Count::of(cargo, true), counted(5, 0, 1), "each test program closes with a line");
        let vitest = " Test Files  2 passed (2)\n      Tests  1 failed | 11 passed | 1 skipped (13)";
        assert_eq!(Count::of(vitest, false), counted(11, 1, 1), "files are not tests");
    }

    #[test]
    fn a_step_without_tests_is_one_check() {
        assert_eq!(Count::of("nothing to say", true), counted(1, 0, 0), "it passed");
        assert_eq!(Count::of("error: no", false), counted(0, 1, 0), "it failed");
    }

    #[test]
    fn a_failure_outside_the_tests_counts() {
        let vitest = "      Tests  11 passed (11)\nUnhandled error";
        assert_eq!(Count::of(vitest, false), counted(11, 1, 0), "the tests passed, the step did not");
    }

    #[test]
    fn the_closing_line_is_the_plain_one() {
        assert_eq!(counted(3, 0, 0).to_string(), "3 passed, 0 failed");
        assert_eq!(counted(3, 1, 2).to_string(), "3 passed, 1 failed, 2 skipped");
    }
}
