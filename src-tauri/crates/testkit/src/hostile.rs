//! Texts that break programs: a corpus that is the same in every run.
//!
//! Each text carries a marker word of its own, so that a search can be asked for exactly it.

/// How many texts the corpus has at least.
const LEAST: usize = 2_200;
/// How long the long ones are, in bytes at least.
const LONG: usize = 100_000;

/// A text as it is put on the wire, and as it must be shown ever after.
#[derive(Clone, Debug)]
pub struct Hostile {
    /// The JSON string, quotes and all, as it goes over the wire. It may hold what no Rust string can.
    pub json: String,
    /// What must be shown, searched and filed: the same, but U+FFFD for half a character.
    pub text: String,
    /// The word that only this text has.
    pub marker: String,
}

/// Numbers that follow from a seed (Steele, Lea and Flood's SplitMix64), so that every run is the same.
#[derive(Clone, Copy, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Takes a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below a limit.
    pub const fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// Returns any character, the nasty ones more often than chance would.
    fn character(&mut self) -> char {
        let code = match self.below(6) {
            0 => self.below(0xa0),
            1 => 0x2000 + self.below(0x70),
            2 => 0x300 + self.below(0x70),
            3 => 0x1f300 + self.below(0x700),
            _ => self.below(0x11_0000),
        };
        u32::try_from(code).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
    }
}

const MARKUP: &[&str] = &[
    "<img src=x onerror=alert(1)>",
    "<script>alert(document.cookie)</script>",
    "<svg/onload=fetch('//evil.example')>",
    "\"><iframe src=javascript:alert(1)></iframe>",
    "<a href=\"javascript:void(0)\">Click</a>",
    "&lt;b&gt; &amp; &#x41; &nbsp;",
    "<!-- --><![CDATA[ ]]>",
    "</title></style></textarea></script>",
    "{{constructor.constructor('alert(1)')()}}",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example><input name=nhs></form>",
    "[click](javascript:alert(1)) ![](http://evil.example/x.png)",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
    "<div xmlns=\"http://www.w3.org/1999/xhtml\">deliver</div>",
    "` ` ``` ~~~ *bold* _it_",
];

const QUERIES: &[&str] = &[
    "'; DROP TABLE message; --",
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "1; DELETE FROM change",
    "x' UNION SELECT key FROM secrets --",
    "NEAR(a b, 2) AND NOT c*",
    "text : ^ \" AND OR NOT (",
    "%' ESCAPE '\\' --",
    ":id @id $id ?1",
    "PRAGMA writable_schema = ON",
    "message_text MATCH 'x'",
    "') ; ATTACH '/tmp/x' AS x; --",
];

const FORMATS: &[&str] = &[
    "%s %n %x %p %d %%",
    "{} {0} {:?} {{ }}",
    "${HOME} $(reboot) `id`",
    "\\n \\0 \\x41 \\u0041 \\\\",
    "%00 %0d%0a %2e%2e%2f",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "=HYPERLINK(\"http://evil.example\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "nan inf -0 1e309 0x7fffffff",
    "null undefined true false None",
    "{\"resourceType\":\"Bundle\",\"entry\":[]}",
    "2026-13-45T25:61:61Z",
];

const PATHS: &[&str] = &[
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "/dev/null",
    "CON NUL AUX COM1 LPT1",
    "file:///etc/shadow",
    "\\\\evil.example\\share",
    "C:\\autoexec.bat:stream",
    "a/b\0c.html",
    "transcript.html bundle.json",
    ".. . ~ ~root",
];

/// Invisible, reordering, combining and otherwise treacherous characters.
const TRICKS: &[&str] = &[
    "\u{202e}desrever\u{202c}",
    "\u{202d}\u{2066}\u{2067}\u{2068}\u{2069}",
    "\u{200b}\u{200c}\u{200d}\u{2060}",
    "\u{feff}",
    "\u{200e}\u{200f}\u{61c}",
    "שלום ‏(abc)‏ مرحبا",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f44d}\u{1f3fd}\u{fe0f}\u{20e3}",
    "\u{2764}\u{fe0e}\u{2764}\u{fe0f}",
    "e\u{301} \u{e9} \u{1e69} s\u{323}\u{307}",
    "ﷺ ﬀ ǆ İ ı ß ẞ ſ",
    "\u{fffe}\u{ffff}\u{1ffff}\u{10ffff}",
    "\u{e000}\u{f8ff}\u{f0000}",
    "\u{2028}\u{2029}\u{85}\u{b}\u{c}",
    "\r\n\r\n",
    "\r",
    "\n\r",
    "\t \u{a0}\u{3000}\u{1680}",
    "ก็็็็็็็็็็",
    "\u{fffd}",
    "\u{ad}\u{34f}\u{180e}\u{115f}",
];

/// Returns the corpus: at least two thousand texts.
pub fn corpus() -> Vec<Hostile> {
    let mut corpus = Corpus::default();
    for code in 0..0xa0 {
        let control = char::from(code);
        corpus.around(&control.to_string());
    }
    for piece in [MARKUP, QUERIES, FORMATS, PATHS, TRICKS].concat() {
        corpus.around(piece);
        corpus.around(&piece.repeat(20));
        corpus.before(piece);
        corpus.after(piece);
    }
    for height in 1..=100 {
        corpus.around(&format!("Z{}", "\u{315}\u{300}\u{489}".repeat(height)));
    }
    for long in ["a ", "<b>", "\u{1f600}", "e\u{301}", "\r\n", "\u{202e}", "'\"", "\0", "x"] {
        corpus.around(&long.repeat(LONG / long.len() + 1));
    }
    for unit in (0xd800..=0xdfff_u16).step_by(16) {
        corpus.half_character(unit);
    }
    let mut dice = Dice::new(20);
    while corpus.0.len() < LEAST {
        let length = dice.below(60) + 1;
        let text: String = (0..length).map(|_| dice.character()).collect();
        corpus.around(&text);
    }
    corpus.0
}

/// Returns strings to search for that are no words: at least five hundred.
pub fn searches() -> Vec<String> {
    let syntax = [
        "\"", "\"\"", "'", "*", "**", "a*b", "(", ")", "()", "^a", "-a", "+a", "a:b", "text:a", "NEAR", "NEAR(", "AND",
        "OR", "NOT", "a AND", "NOT a", "a OR", "{a b}:c", "[", "]", "\\", "%", "_", "?", "\0", " ", "\t", "", ";",
        "--", "/*", "*/",
    ];
    let mut searches: Vec<String> = syntax.iter().map(|text| (*text).to_owned()).collect();
    for piece in [MARKUP, QUERIES, FORMATS, PATHS, TRICKS].concat() {
        searches.push(piece.to_owned());
        searches.push(format!("{piece}{piece}"));
        searches.push(format!("a {piece}*"));
    }
    for one in syntax {
        searches.push(one.repeat(500));
        searches.push(format!("a{one}b{one}c"));
    }
    searches.push("word ".repeat(20_000));
    searches.push("a".repeat(100_000));
    searches.push("1 ".repeat(5_000));
    searches.push("\u{300}".repeat(5_000));
    let mut dice = Dice::new(500);
    while searches.len() < 520 {
        let length = dice.below(30) + 1;
        searches.push((0..length).map(|_| dice.character()).collect());
    }
    searches
}

#[derive(Default)]
struct Corpus(Vec<Hostile>);

impl Corpus {
    fn marker(&self) -> String {
        format!("marker{:05}", self.0.len())
    }

    fn around(&mut self, piece: &str) {
        self.add(format!("{piece} {} {piece}", self.marker()));
    }

    fn before(&mut self, piece: &str) {
        self.add(format!("{piece} {}", self.marker()));
    }

    fn after(&mut self, piece: &str) {
        self.add(format!("{} {piece}", self.marker()));
    }

    fn add(&mut self, text: String) {
        let json = escaped(&text);
        self.0.push(Hostile { json, text, marker: self.marker() });
    }

    /// Adds texts with half a character at the beginning, in the middle, at the end, and with its halves swapped.
    fn half_character(&mut self, unit: u16) {
        let half = format!("\\u{unit:04x}");
        let other = if unit < 0xdc00 { "\\ud83d" } else { "\\ude00" };
        for (json, text) in [
            (format!("{half} @ end"), "\u{fffd} @ end"),
            (format!("@ a{half}b"), "@ a\u{fffd}b"),
            (format!("@ {half}"), "@ \u{fffd}"),
            (format!("@ {half}{other}"), "@ \u{fffd}\u{fffd}"),
        ] {
            let marker = self.marker();
            let json = format!("\"{}\"", json.replace('@', &marker));
            self.0.push(Hostile { json, text: text.replace('@', &marker), marker });
        }
    }
}

/// Writes a text as a JSON string with nothing in it but ASCII, so that no transport can mend it on the way.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for unit in text.encode_utf16() {
        match char::from_u32(u32::from(unit)) {
            Some(plain @ (' '..='!' | '#'..='[' | ']'..='~')) => json.push(plain),
            // Writing to a String cannot fail.
            _ => write!(json, "\\u{unit:04x}").unwrap_or_default(),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_corpus_is_large_the_same_every_time_and_says_what_it_means() {
        let corpus = corpus();
        assert!(corpus.len() >= 2_000, "two thousand texts at least, got {}", corpus.len());
        assert!(searches().len() >= 500, "five hundred searches at least, got {}", searches().len());
        let markers: BTreeSet<_> = corpus.iter().map(|one| &one.marker).collect();
        assert_eq!(markers.len(), corpus.len(), "each text has a word of its own");
        for one in &corpus {
            assert!(one.json.is_ascii(), "nothing is left to the transport's mending: {}", one.marker);
            assert!(one.text.contains(&one.marker), "the word is in the text: {}", one.marker);
        }
        assert!(corpus.iter().filter(|one| one.text.len() >= LONG).count() >= 9, "some are long");
        assert!(corpus.iter().any(|one| one.text.contains('\0')), "U+0000 is among them");
        let again = super::corpus();
        assert!(corpus.iter().zip(&again).all(|(one, other)| one.json == other.json), "every run has the same");
    }
}
