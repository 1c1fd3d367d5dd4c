//! Cutting a text into what a page can show as it is and what it cannot.

/// A run of plain text, or one character that stands as a symbol.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) mark: Option<Mark>,
}

/// How a character stands that a page would swallow or obey.
pub(super) struct Mark {
    /// The character's code point in hexadecimal.
    pub(super) code: String,
    /// What is seen of it; empty for the carriage return of an ordinary line end.
    pub(super) symbol: String,
}

/// Cuts a text. Putting the pieces together again gives the text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(symbol) = symbol(c, chars.peek() == Some(&'\n')) else {
            plain.push(c);
            continue;
        };
        if !plain.is_empty() {
            pieces.push(Piece { text: std::mem::take(&mut plain), mark: None });
        }
        pieces.push(Piece { text: String::new(), mark: Some(Mark { code: format!("{:X}", u32::from(c)), symbol }) });
    }
    if !plain.is_empty() {
        pieces.push(Piece { text: plain, mark: None });
    }
    pieces
}

/// Returns the symbol of a character that cannot stand as itself.
fn symbol(c: char, before_line_end: bool) -> Option<String> {
    match c {
        '\n' | '\t' => None,
        '\r' if before_line_end => Some(String::new()),
        '\r' => Some("CR".to_owned()),
        // An override makes letters and digits read backwards: 15 mg becomes 51 mg.
        '\u{202D}' => Some("LRO".to_owned()),
        '\u{202E}' => Some("RLO".to_owned()),
        // By number: fonts lack the pictures of these.
        _ if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => Some(format!("U+{:04X}", u32::from(c))),
        _ => None,
    }
}
