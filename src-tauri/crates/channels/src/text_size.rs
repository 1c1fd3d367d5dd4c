//! How many text messages a text makes: 3GPP TS 23.038 (alphabets) and 23.040 (joined messages).
//!
//! The published crates for this copy the text several times or can panic; these sixty lines do neither, and the tests
//! hold them against two of those crates.

/// The GSM 7-bit default alphabet, without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// The extension table: these take an escape and a septet.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// How a text travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// GSM 7-bit: 160 units in a single message, 153 in each of several.
    Gsm7,
    /// UCS-2, needed as soon as one character is outside GSM 7-bit: 70 units, or 67.
    Ucs2,
}

impl Encoding {
    /// Returns how many units a text in one message may have.
    pub const fn single(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Returns how many units each of several joined messages may have.
    pub const fn joined(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    /// Returns how many units a character takes, or `None` if this encoding does not have it.
    fn units(self, character: char) -> Option<usize> {
        match self {
            Self::Ucs2 => Some(character.len_utf16()),
            Self::Gsm7 if character.is_ascii_alphanumeric() || BASIC.contains(character) => Some(1),
            Self::Gsm7 if EXTENDED.contains(character) => Some(2),
            Self::Gsm7 => None,
        }
    }
}

/// The size of a text as a text message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSize {
    /// How it travels.
    pub encoding: Encoding,
    /// How many characters it has (Unicode scalar values).
    pub characters: usize,
    /// How many units it takes: septets, or UTF-16 code units.
    pub units: usize,
    /// How many text messages it makes; 0 for an empty text.
    pub segments: u32,
    /// How many units still fit without making another message.
    pub units_left: usize,
}

/// Measures a text.
pub fn measure(text: &str) -> TextSize {
    let encoding = if text.chars().all(|character| Encoding::Gsm7.units(character).is_some()) {
        Encoding::Gsm7
    } else {
        Encoding::Ucs2
    };
    let sizes = || text.chars().map(|character| encoding.units(character).unwrap_or(1));
    let (characters, units) = (sizes().count(), sizes().sum::<usize>());
    let (segments, units_left) = match units {
        0 => (0, encoding.single()),
        units if units <= encoding.single() => (1, encoding.single() - units),
        _ => join(sizes(), encoding.joined()),
    };
    TextSize { encoding, characters, units, segments, units_left }
}

/// Returns the first character that GSM 7-bit does not have: what makes every message hold less (C2.14).
pub fn first_wide(text: &str) -> Option<char> {
    text.chars().find(|character| Encoding::Gsm7.units(*character).is_none())
}

/// Fills joined messages; neither an escape pair nor a surrogate pair is ever torn apart.
fn join(sizes: impl Iterator<Item = usize>, room: usize) -> (u32, usize) {
    let (segments, used) = sizes.fold((1_u32, 0), |(segments, used), size| {
        if used + size > room { (segments.saturating_add(1), size) } else { (segments, used + size) }
    });
    (segments, room.saturating_sub(used))
}

#[cfg(test)]
mod tests {
    use sms_splitter::SplitSms;

    use super::*;

    #[track_caller]
    fn segments(text: &str, encoding: Encoding, expected: u32) {
        let size = measure(text);
        assert_eq!((size.encoding, size.segments), (encoding, expected), "{} characters: {size:?}", size.characters);
    }

    #[test]
    fn segments_are_counted_as_the_standard_says() {
        segments("", Encoding::Gsm7, 0);
        segments(&"a".repeat(160), Encoding::Gsm7, 1);
        segments(&"a".repeat(161), Encoding::Gsm7, 2);
        segments(&"a".repeat(306), Encoding::Gsm7, 2);
        segments(&"a".repeat(307), Encoding::Gsm7, 3);
        segments(&"€".repeat(80), Encoding::Gsm7, 1);
        segments(&"€".repeat(81), Encoding::Gsm7, 2);
        segments(&"ł".repeat(70), Encoding::Ucs2, 1);
        segments(&"ł".repeat(71), Encoding::Ucs2, 2);
        segments(&"ł".repeat(134), Encoding::Ucs2, 2);
        segments(&"ł".repeat(135), Encoding::Ucs2, 3);
        segments(&"😀".repeat(35), Encoding::Ucs2, 1);
        segments(&"😀".repeat(36), Encoding::Ucs2, 2);
    }

    #[test]
    fn a_pair_is_not_torn_across_two_messages() {
        // 152 + an escape pair: the pair moves on, so two messages hold 305 units, not 306.
        segments(&format!("{}€{}", "a".repeat(152), "a".repeat(151)), Encoding::Gsm7, 2);
        segments(&format!("{}€{}", "a".repeat(152), "a".repeat(152)), Encoding::Gsm7, 3);
        segments(&format!("{}😀{}", "ł".repeat(66), "ł".repeat(65)), Encoding::Ucs2, 2);
        segments(&format!("{}😀{}", "ł".repeat(66), "ł".repeat(66)), Encoding::Ucs2, 3);
    }

    #[test]
    fn one_curly_quote_makes_the_whole_text_wide() {
        assert_eq!(measure("Dr Patel's clinic").encoding, Encoding::Gsm7);
        assert_eq!(measure("Dr Patel’s clinic").encoding, Encoding::Ucs2);
    }

    #[test]
    fn what_is_left_is_what_still_fits() {
        for text in ["hello".to_owned(), "a".repeat(200), "ł".repeat(100), "€".repeat(100)] {
            let size = measure(&text);
            let filler = if size.encoding == Encoding::Gsm7 { "a" } else { "ł" };
            let full = format!("{text}{}", filler.repeat(size.units_left));
            if size.segments > 1 || full.chars().count() <= size.encoding.single() {
                assert_eq!(measure(&full).segments, size.segments, "{size:?}: the room left can be used");
            }
            assert!(measure(&format!("{full}{filler}")).segments > size.segments, "{size:?}: and no more than that");
        }
    }

    #[test]
    fn the_alphabet_is_the_one_of_an_independent_implementation() {
        for character in ('\0'..='\u{ffff}').filter(|character| *character != '\u{1b}') {
            let other = gsm7::Gsm7Writer::new(std::io::sink()).write_char(character).is_ok();
            assert_eq!(Encoding::Gsm7.units(character).is_some(), other, "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn an_independent_implementation_counts_the_same_segments() {
        let alphabets = ["ab {€z", "abcdefgh", "ał😀 ", "€[]", "😀"];
        for alphabet in alphabets {
            let letters: Vec<char> = alphabet.chars().collect();
            for length in (1..500).step_by(7) {
                let text: String = (0..length).filter_map(|place| letters.get(place * place % letters.len())).collect();
                let theirs = SplitSms::default().split(text.clone());
                let ours = measure(&text);
                assert_eq!(ours.segments as usize, theirs.parts.len(), "{length} of {alphabet:?}");
            }
        }
    }
}
