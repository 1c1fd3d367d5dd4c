//! The lists that Anteroom ships.

use super::{BannedUse, HardWord, Lists, Severity};
use crate::template::Route;
use crate::words::Phrase;

const OPEN: [Route; 2] = [Route::Sms, Route::Email];
const UNATTENDED: [Route; 3] = [Route::Sms, Route::SecureMessage, Route::Email];

const BAD_NEWS: &[&str] = &[
    "you have cancer",
    "have cancer",
    "is cancer",
    "be cancer",
    "cancer has",
    "cancer diagnosis",
    "diagnosis of cancer",
    "terminally ill",
    "terminal illness",
    "life limiting",
    "palliative",
    "miscarr*",
    "has died",
    "passed away",
];
const SEXUAL_HEALTH: &[&str] = &[
    "hiv",
    "chlamydia",
    "gonorrh*",
    "syphilis",
    "herpes",
    "genital wart*",
    "sti result*",
    "std result*",
    "sti test*",
    "std test*",
];
const URGENT: &[&str] = &[
    "go to a&e",
    "attend a&e",
    "go straight to",
    "call 999 now",
    "ring us immediately",
    "come in immediately",
    "come in now",
    "life threatening",
    "as an emergency",
];
const SAFEGUARDING: &[&str] =
    &["safeguard*", "domestic abuse", "domestic violence", "child protection", "suicid*", "self harm*"];
/// C2.12, from the Askern incident.
const HIGH_RISK: &[&str] = &["cancer*", "metast*", "hiv", "terminal", "terminally", "ds1500", "ds 1500", "sr1", "sr 1"];
const DIAGNOSES_AND_RESULTS: &[&str] = &[
    "cancer*",
    "carcinoma*",
    "tumour*",
    "tumor*",
    "lymphoma*",
    "leukaemia*",
    "melanoma*",
    "metast*",
    "biopsy",
    "biopsies",
    "diabet*",
    "prediabet*",
    "hba1c",
    "asthma*",
    "copd",
    "epilep*",
    "dementia",
    "alzheimer*",
    "parkinson*",
    "heart failure",
    "heart disease",
    "kidney disease",
    "liver disease",
    "stroke",
    "hepatitis",
    "hiv",
    "depression",
    "antidepressant*",
    "anxiety",
    "bipolar",
    "schizo*",
    "psychosis",
    "eating disorder*",
    "pregnant",
    "pregnancy",
    "abortion*",
    "infertil*",
    "erectile",
    "menopaus*",
    "contracept*",
    "addict*",
    "methadone",
    "tested positive",
    "tested negative",
    "is positive",
    "is negative",
    "was positive",
    "was negative",
    "came back positive",
    "came back negative",
    "abnormal*",
    "your result is",
    "your results are",
    "results show",
    "result shows",
    "test shows",
    "scan shows",
];
const CALLS: [&str; 5] = ["ring", "phone", "call", "contact", "telephone"];
const CALLED: [&str; 7] = ["us", "the surgery", "the practice", "reception", "the clinic", "your surgery", "your gp"];
const VAGUE: &[&str] = &[
    "get in touch",
    "be in touch with us",
    "give us a ring",
    "give us a call",
    "make an appointment",
    "book an appointment",
    "book in with",
    "speak to reception",
    "speak to us",
];
const HARD: &[(&str, &str)] = &[
    ("administer*", "give"),
    ("additional", "more, extra"),
    ("adverse", "bad, harmful"),
    ("analgesi*", "painkiller"),
    ("approximately", "about"),
    ("ascertain", "find out"),
    ("assistance", "help"),
    ("attend", "come to, go to"),
    ("cardiac", "heart"),
    ("cessation", "stopping"),
    ("chronic", "long-term"),
    ("commence*", "start"),
    ("consult", "talk to"),
    ("discontinue*", "stop"),
    ("dosage", "dose"),
    ("due to the fact that", "because"),
    ("endeavour", "try"),
    ("ensure", "make sure"),
    ("erythema", "redness"),
    ("hepatic", "liver"),
    ("hypertension", "high blood pressure"),
    ("hypotension", "low blood pressure"),
    ("in accordance with", "as, by"),
    ("in the event that", "if"),
    ("in order to", "to"),
    ("indicate*", "show"),
    ("inflammation", "swelling"),
    ("inform", "tell"),
    ("ingest*", "eat, swallow"),
    ("micturition", "peeing"),
    ("monitor", "check, watch"),
    ("myocardial infarction", "heart attack"),
    ("obtain", "get"),
    ("oedema", "swelling"),
    ("per annum", "a year"),
    ("prior to", "before"),
    ("prophyla*", "prevention"),
    ("pulmonary", "lung"),
    ("purchase", "buy"),
    ("pyrexia", "high temperature"),
    ("regarding", "about"),
    ("renal", "kidney"),
    ("require", "need"),
    ("required", "needed"),
    ("requested to", "asked to"),
    ("subsequently", "then, later"),
    ("sufficient", "enough"),
    ("terminate", "end"),
    ("utilise*", "use"),
    ("bd", "twice a day"),
    ("tds", "three times a day"),
    ("qds", "four times a day"),
    ("prn", "when you need it"),
];

pub(super) fn lists() -> Lists {
    let banned = |name: &str, words: &[&str], routes: &[Route], severity, instead: &str| BannedUse {
        name: name.to_owned(),
        phrases: phrases(words),
        routes: routes.iter().copied().collect(),
        severity,
        instead: instead.to_owned(),
    };
    let calls = CALLS.iter().flat_map(|call| CALLED.iter().map(move |called| format!("{call} {called}")));
    let mut vague_steps = phrases(VAGUE);
    vague_steps.extend(calls.filter_map(|line| Phrase::parse(&line).ok()));
    let hard = |(word, plain): &(&str, &str)| {
        Phrase::parse(word).ok().map(|word| HardWord { word, plain: (*plain).to_owned() })
    };
    Lists {
        banned_uses: vec![
            banned(
                "Bad news",
                BAD_NEWS,
                &UNATTENDED,
                Severity::Blocks,
                "Phone the patient, or ask them to come in and see somebody.",
            ),
            banned(
                "Sexual health results",
                SEXUAL_HEALTH,
                &OPEN,
                Severity::Blocks,
                "Phone the patient, or use the secure route they chose.",
            ),
            banned("Urgent messages", URGENT, &UNATTENDED, Severity::NeedsReason, "Urgent means phone first."),
            banned(
                "Safeguarding and crisis",
                SAFEGUARDING,
                &UNATTENDED,
                Severity::NeedsReason,
                "Phone when the patient is safe to talk: somebody else may read this.",
            ),
        ],
        diagnosis_or_result: phrases(DIAGNOSES_AND_RESULTS),
        high_risk: phrases(HIGH_RISK),
        vague_steps,
        hard_words: HARD.iter().filter_map(hard).collect(),
        own_postcodes: Vec::new(),
        longest_sentence: 20,
        reading_age: 11,
    }
}

/// Takes lines that are all phrases; the test below says so.
fn phrases(lines: &[&str]) -> Vec<Phrase> {
    lines.iter().filter_map(|line| Phrase::parse(line).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_phrase() {
        let hard: Vec<&str> = HARD.iter().map(|(word, _)| *word).collect();
        for list in
            [BAD_NEWS, SEXUAL_HEALTH, URGENT, SAFEGUARDING, HIGH_RISK, DIAGNOSES_AND_RESULTS, VAGUE, hard.as_slice()]
        {
            for line in list {
                assert!(Phrase::parse(line).is_ok(), "{line}");
            }
        }
        assert_eq!(lists().hard_words.len(), HARD.len());
        assert_eq!(lists().vague_steps.len(), VAGUE.len() + CALLS.len() * CALLED.len());
    }
}
