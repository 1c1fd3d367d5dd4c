//! What patients and practices write: English texts whose words follow Zipf's law, with drugs, symptoms and rare words.

use crate::random::Random;

/// How many different words there are beside the written-out ones: names, places, slips of the finger.
const RARE: usize = 40_000;

/// Everyday words, commonest first.
const COMMON: &str = "i the to and a my have for it is you in of me please on can be was been with this that not but so \
    at if as are had do or appointment from up just when would like has doctor know am will today could get an day \
    any thanks out some there what days now still since feel need about back take think go ask week no all hi time \
    one see more taking thank also call they her his he she over very don't i'm last got your bit much after before \
    morning night pain help new next bad two three started worse better hello good how who tomorrow surgery work \
    phone tablets medication prescription repeat blood results test again every only because really into down off \
    same first want due same-day receptionist nurse told said says went going come came sorry advice tried little \
    sure around away left right side head leg arm weeks month months year hour hours home school mum dad son daughter \
    husband wife baby child old letter hospital referral clinic booked book send sent received number line waiting \
    hold monday tuesday wednesday thursday friday saturday sunday afternoon evening possible quick question wondering \
    whether maybe probably normal usual daily dose twice once eat eating drink water sleep sleeping walk walking sit \
    stand moving swollen red itchy sore hot cold dizzy tired sick hurts hurting feeling fine okay yes does did then \
    than their them these those where why which while until without within during between through under another \
    other few lot lots something anything nothing everything someone anyone keep keeps kept getting given give gave";

/// Symptoms, drugs and findings, commonest first.
const CLINICAL: &str = "rash cough chest headache temperature throat infection stomach antibiotics breath inhaler skin \
    fever asthma pressure diabetes swelling vomiting diarrhoea knee shoulder ear eye urine anxiety depression \
    amoxicillin paracetamol ibuprofen dizziness itching breathless palpitations migraine eczema hayfever constipation \
    heartburn nausea fatigue insomnia cramps bleeding bruising bloating blister lump mole wound stitches dressing \
    salbutamol metformin ramipril amlodipine omeprazole lansoprazole sertraline citalopram atorvastatin simvastatin \
    levothyroxine bisoprolol furosemide codeine naproxen gabapentin pregabalin prednisolone doxycycline flucloxacillin \
    clarithromycin nitrofurantoin trimethoprim penicillin cetirizine loratadine fluoxetine mirtazapine amitriptyline \
    warfarin apixaban clopidogrel aspirin insulin gliclazide losartan candesartan spironolactone allopurinol colchicine \
    methotrexate hydroxychloroquine sulfasalazine beclometasone fluticasone tiotropium montelukast hydrocortisone \
    cellulitis impetigo shingles scabies conjunctivitis tonsillitis sinusitis bronchitis pneumonia gastroenteritis \
    appendicitis pancreatitis gallstones diverticulitis sciatica gout osteoarthritis fibromyalgia endometriosis \
    menopause thyroid anaemia cholesterol smear mammogram ultrasound endoscopy colonoscopy spirometry electrocardiogram \
    vaccination immunisation contraception pregnancy midwife physiotherapy podiatry dermatology cardiology neurology";

/// Beginnings that patients use; a `#` becomes a number.
const PATIENT: &[&str] = &[
    "I have had a rash for # days and it is spreading",
    "I started amoxicillin # days ago and now have a rash",
    "I have chest pain when I climb stairs",
    "Can I have a repeat prescription please",
    "My # year old has a fever",
    "Could I book an appointment please",
    "Please can someone call me back",
    "Are my blood test results back",
    "The pain in my back is no better after # weeks",
    "I have run out of my inhaler",
    "Thank you",
    "Yes that is fine",
    "I missed a call from the surgery",
    "I need a sick note for # weeks",
    "Is it safe to take ibuprofen with this",
    "My chest is tight and the cough is worse at night",
    "Hi, it's about my appointment on the #th",
];

/// Beginnings that practices use.
const PRACTICE: &[&str] = &[
    "Thank you for your message. The doctor has looked at it and",
    "Please book a blood test with reception",
    "Your prescription has been sent to your pharmacy",
    "Your results are normal and no further action is needed",
    "If you develop chest pain or shortness of breath call 999",
    "Please stop the amoxicillin and call us today",
    "We have booked an appointment for you on the #th",
    "Could you send us a photo of the rash please",
];

/// Beginnings of notes between colleagues.
const NOTE: &[&str] =
    &["Spoke to patient by phone,", "Discussed with Dr Okafor:", "No answer, will try again.", "Reviewed notes,"];

const ONSETS: &[&str] = &[
    "b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "th",
    "v", "w",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ea", "ou", "ai"];
const CODAS: &[&str] = &["", "n", "r", "l", "s", "t", "nd", "ck", "m", "sh"];

/// What stands after a word at most.
const END: &str = ". ";

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A patient.
    Patient,
    /// The practice.
    Practice,
    /// A colleague, to colleagues.
    Note,
}

/// The vocabulary, commonest word first, with the chances summed up.
pub(crate) struct Words {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Words {
    /// Makes the vocabulary.
    pub(crate) fn new(random: &mut Random) -> Self {
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        words.extend(CLINICAL.split_whitespace().map(str::to_owned));
        words.extend((0..RARE).map(|_| invented(random)));
        let mut sum = 0.0;
        let sums = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 3.0);
                sum
            })
            .collect();
        Self { words, sums }
    }

    fn word(&self, random: &mut Random) -> &str {
        let at = random.unit() * self.sums.last().copied().unwrap_or_default();
        let rank = self.sums.partition_point(|sum| *sum <= at);
        self.words.get(rank).map_or("please", String::as_str)
    }

    /// Writes a text; one of the practice's may be sent as it is (C2.14).
    pub(crate) fn text(&self, voice: Voice, random: &mut Random) -> String {
        let beginnings = match voice {
            Voice::Patient => PATIENT,
            Voice::Practice => PRACTICE,
            Voice::Note => NOTE,
        };
        let mut text = String::with_capacity(160);
        if random.per_mille(400) {
            for part in random.pick(beginnings).copied().unwrap_or_default().split_inclusive('#') {
                text.push_str(part.trim_end_matches('#'));
                if part.ends_with('#') {
                    text.push_str(&(1 + random.below(28)).to_string());
                }
            }
            text.push(' ');
        }
        // Most texts are short; a few tell a long story.
        let length = if random.per_mille(30) { 40 + random.below(80) } else { 4 + random.below(26) };
        for place in 0..length {
            let word = self.word(random);
            if voice == Voice::Practice && text.len() + word.len() + END.len() > model::LONGEST_TEXT as usize {
                break;
            }
            text.push_str(word);
            text.push(if place + 1 == length || random.per_mille(70) { '.' } else { ' ' });
            if text.ends_with('.') && place + 1 < length {
                text.push(' ');
            }
        }
        text
    }

    /// Returns a name.
    pub(crate) fn name(random: &mut Random) -> String {
        let mut name = invented(random);
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        name
    }
}

/// Makes a word of two or three syllables.
fn invented(random: &mut Random) -> String {
    let mut word = String::new();
    for _ in 0..2 + random.below(2) {
        for part in [ONSETS, VOWELS, CODAS] {
            word.push_str(random.pick(part).copied().unwrap_or_default());
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_common_and_rare_ones_rare() {
        let mut random = Random::new(1);
        let words = Words::new(&mut random);
        let texts: Vec<String> = (0..20_000).map(|_| words.text(Voice::Patient, &mut random)).collect();
        let with = |word: &str| texts.iter().filter(|text| text.contains(word)).count();
        assert!(with("amoxicillin") > 100, "a drug is found, got {}", with("amoxicillin"));
        assert!(with("please") > 10 * with("warfarin"), "Zipf's law: {} and {}", with("please"), with("warfarin"));
        assert!(with("rash") > with("warfarin"), "{}", with("rash"));
        let length = texts.iter().map(String::len).sum::<usize>() / texts.len();
        assert!((80..200).contains(&length), "a text message's length, got {length}");
    }

    #[test]
    fn what_the_practice_writes_may_be_sent() {
        let mut random = Random::new(1);
        let words = Words::new(&mut random);
        let longest = (0..100_000).map(|_| words.text(Voice::Practice, &mut random).chars().count()).max();
        assert!(longest <= Some(model::LONGEST_TEXT as usize), "{longest:?}");
        assert!(longest > Some(900), "some are long: {longest:?}");
    }
}
