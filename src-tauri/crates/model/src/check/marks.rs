//! Places that nobody filled in (C2.11).

use std::ops::Range;

/// How far after its beginning a mark may end, in bytes; further on it is a mark of its own.
const LONGEST_MARK: usize = 160;
const MARKS: [(&str, &str); 4] = [("{{", "}}"), ("[[", "]]"), ("}}", ""), ("]]", "")];

/// Finds `{{…}}` and `[[…]]`, and halves of them.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let (start, closing) =
            MARKS.iter().filter_map(|(mark, closing)| Some((rest.find(mark)?, *closing))).min_by_key(|(at, _)| *at)?;
        let start = at + start;
        let inside = text.get(start + 2..)?;
        let length = inside.find(closing).filter(|length| *length <= LONGEST_MARK);
        let is_one = |length: &usize| inside.get(..*length).is_some_and(|name| !name.contains('\n'));
        at = length.filter(is_one).map_or(start + 2, |length| start + 2 + length + closing.len());
        Some(start..at)
    })
}
