//! What to do if it is urgent, in the languages that a practice's patients read (C-11).
//!
//! The practice's own sentence always stands in a text; who reads another language has it in that language too, so that
//! neither the patient nor whoever helps them depends on a translation.

use serde::{Deserialize, Serialize};

use crate::template::Language;

/// What to do if it is urgent, in a language other than the practice's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentWording {
    /// Which language.
    pub language: Language,
    /// What it says; names the emergency number.
    pub text: String,
}

/// Why the wording in a language is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum UrgentWordingProblem {
    /// It does not name the number that patients there ring.
    #[error("name the emergency number {number}")]
    NoEmergencyNumber {
        /// The number.
        number: String,
    },
    /// The language has a wording already: nobody could say which one is sent.
    #[error("there are two of them")]
    Twice,
    /// It holds braces, which nothing fills here.
    #[error("nothing fills in what stands between braces")]
    Braces,
}

/// Checks what is said in other languages; the first language that does not do, and why.
pub(crate) fn check(wordings: &[UrgentWording], number: &str) -> Result<(), (Language, UrgentWordingProblem)> {
    for (place, UrgentWording { language, text }) in wordings.iter().enumerate() {
        let before = wordings.get(..place).unwrap_or_default();
        let problem = if before.iter().any(|other| other.language.reads_as(language)) {
            UrgentWordingProblem::Twice
        } else if !text.contains(number) {
            UrgentWordingProblem::NoEmergencyNumber { number: number.to_owned() }
        } else if text.contains("{{") {
            UrgentWordingProblem::Braces
        } else {
            continue;
        };
        return Err((language.clone(), problem));
    }
    Ok(())
}

/// Returns what to do if it is urgent, for somebody who reads a language: the practice's own sentence, and theirs.
pub(crate) fn said(own: &str, wordings: &[UrgentWording], reader: Option<&Language>) -> String {
    let own = own.trim();
    let theirs = reader.and_then(|reader| wordings.iter().find(|wording| wording.language.reads_as(reader)));
    theirs.map_or_else(|| own.to_owned(), |theirs| format!("{own} {}", theirs.text.trim()))
}

/// Returns the wordings that come with the app, for practices in the United Kingdom: Welsh, and languages that many patients
/// in England and Wales read best (Census 2021, main language). The words are ours: a speaker of each reads it before the
/// practice adopts it.
pub(crate) fn shipped() -> Vec<UrgentWording> {
    let wording = |(tag, text): &(&str, &str)| {
        Some(UrgentWording { language: Language::parse(tag).ok()?, text: (*text).to_owned() })
    };
    SHIPPED.iter().filter_map(wording).collect()
}

/// "If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999."
const SHIPPED: [(&str, &str); 15] = [
    ("cy", "Os na all aros, ffoniwch ni, neu 111 pan fyddwn ar gau. Mewn argyfwng, ffoniwch 999."),
    (
        "pl",
        "Jeśli sprawa nie może czekać, zadzwoń do nas, a gdy przychodnia jest zamknięta, pod numer 111. W nagłym wypadku \
         dzwoń pod numer 999.",
    ),
    (
        "ro",
        "Dacă nu poate aștepta, sunați-ne sau, când suntem închiși, sunați la 111. În caz de urgență, sunați la 999.",
    ),
    ("pa-Guru", "ਜੇ ਉਡੀਕ ਨਹੀਂ ਹੋ ਸਕਦੀ, ਤਾਂ ਸਾਨੂੰ ਫ਼ੋਨ ਕਰੋ, ਜਾਂ ਜਦੋਂ ਅਸੀਂ ਬੰਦ ਹੋਈਏ ਤਾਂ 111 'ਤੇ। ਐਮਰਜੈਂਸੀ ਵਿੱਚ 999 'ਤੇ ਫ਼ੋਨ ਕਰੋ।"),
    (
        "ur",
        "اگر معاملہ انتظار نہیں کر سکتا تو ہمیں فون کریں، یا جب ہم بند ہوں تو 111 پر۔ ہنگامی صورت میں 999 پر فون کریں۔",
    ),
    (
        "pt",
        "Se não puder esperar, telefone-nos ou, quando estivermos fechados, ligue 111. Em caso de emergência, ligue 999.",
    ),
    ("es", "Si no puede esperar, llámenos o, cuando estemos cerrados, llame al 111. En una emergencia, llame al 999."),
    ("ar", "إذا كان الأمر لا يحتمل الانتظار فاتصل بنا، أو بالرقم 111 عندما نكون مغلقين. في حالة الطوارئ اتصل بالرقم 999."),
    ("bn", "অপেক্ষা করা সম্ভব না হলে আমাদের ফোন করুন, অথবা আমরা বন্ধ থাকলে 111 নম্বরে। জরুরি অবস্থায় 999 নম্বরে ফোন করুন।"),
    ("gu", "જો રાહ ન જોઈ શકાય, તો અમને ફોન કરો, અથવા અમે બંધ હોઈએ ત્યારે 111 પર. ઇમરજન્સીમાં 999 પર ફોન કરો."),
    (
        "it",
        "Se non può aspettare, ci telefoni o, quando siamo chiusi, chiami il 111. In caso di emergenza chiami il 999.",
    ),
    (
        "fr",
        "Si cela ne peut pas attendre, appelez-nous, ou le 111 quand nous sommes fermés. En cas d'urgence vitale, appelez \
         le 999.",
    ),
    (
        "de",
        "Wenn es nicht warten kann, rufen Sie uns an, oder die 111, wenn wir geschlossen haben. Im Notfall rufen Sie die \
         999 an.",
    ),
    ("tr", "Bekleyemeyecek bir durumsa bizi arayın, kapalıysak 111'i arayın. Acil durumda 999'u arayın."),
    (
        "uk",
        "Якщо справа не може чекати, зателефонуйте нам, а коли ми зачинені, за номером 111. В екстреному випадку \
         телефонуйте 999.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c_11_every_wording_that_ships_does() {
        let shipped = shipped();
        assert_eq!(shipped.len(), SHIPPED.len(), "every tag is a language");
        assert_eq!(check(&shipped, "999"), Ok(()));
        assert!(shipped.iter().all(|wording| wording.text.contains("111")), "and where to turn when it is none");
    }
}
