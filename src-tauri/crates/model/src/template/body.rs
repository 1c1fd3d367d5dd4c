//! The wording of a template, in parts.
//!
//! How a body is written:
//!
//! | written | means |
//! |---|---|
//! | `{{given_name}}` | a [`Variable`]: the app fills it in |
//! | `[[date of the clinic]]` | a blank: a person fills it in, and nothing is sent before |
//! | `{{#who}}…{{/who}}` | an [`Element`]: the words between say what it is named for |
//!
//! Everything else is said as it stands. A single brace or square bracket is refused: it is nearly always a slip
//! (`{given_name}`), and without it no text and no value can together make a new mark.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Element, Variable, Wanted};
use crate::words::is_invisible;

/// The most characters of a blank's label.
const LONGEST_LABEL: usize = 60;
const MARKS: [char; 4] = ['{', '}', '[', ']'];

/// A wording that can be read: text, variables, blanks and marked elements in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Body {
    written: String,
    parts: Vec<Part>,
}

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands: bytes of the body as written.
    pub span: Range<usize>,
    /// What it is.
    pub kind: PartKind,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Words, said as they stand.
    Text(String),
    /// Something to be filled in.
    Wanted(Wanted),
    /// An element begins.
    Begin(Element),
    /// An element ends.
    End(Element),
}

/// Why a text is not a body, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("line {line}, character {column}: {problem}")]
pub struct BodyError {
    /// Where, in bytes of the text.
    pub at: usize,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// Why.
    pub problem: BodyProblem,
}

/// Why a text is not a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum BodyProblem {
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// `{{` or `[[` without its end.
    #[error("this is opened and never closed")]
    NotClosed,
    /// A brace or bracket that is no part of a mark.
    #[error("`{mark}` stands alone: write {{{{…}}}} or [[…]]")]
    LoneMark {
        /// Which.
        mark: char,
    },
    /// No variable has this name.
    #[error("there is no variable {name}")]
    UnknownVariable {
        /// What stands there.
        name: String,
    },
    /// No element has this name.
    #[error("there is no element {name}")]
    UnknownElement {
        /// What stands there.
        name: String,
    },
    /// A blank without a label, or with one over 60 characters or more than a line.
    #[error("a blank says in one line of up to 60 characters what to write there")]
    Label,
    /// An element inside another.
    #[error("{inner} begins before {outer} ends")]
    Nested {
        /// The one that has not ended.
        outer: Element,
        /// The one that begins.
        inner: Element,
    },
    /// An element that does not end.
    #[error("{element} is not ended")]
    NotEnded {
        /// Which.
        element: Element,
    },
    /// An element that ends without having begun.
    #[error("{element} ends here and did not begin")]
    NotBegun {
        /// Which.
        element: Element,
    },
    /// An element a second time: one next step is one (C2.16).
    #[error("{element} stands here a second time")]
    Repeated {
        /// Which.
        element: Element,
    },
    /// An element with nothing in it.
    #[error("there is nothing in {element}")]
    EmptyElement {
        /// Which.
        element: Element,
    },
}

impl Body {
    /// Reads a body.
    ///
    /// # Errors
    /// [`BodyError`]: the first thing that is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, BodyError> {
        let parts = parts(text).and_then(|parts| elements_are_whole(&parts, text.len()).map(|()| parts));
        match parts {
            Ok(parts) if parts.iter().any(says_something) => Ok(Self { written: text.to_owned(), parts }),
            Ok(_) => Err(located(text, 0, BodyProblem::Empty)),
            Err((at, problem)) => Err(located(text, at, problem)),
        }
    }

    /// Returns the body as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Returns the parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Returns everything to be filled in, in order; what stands twice is there twice.
    pub fn wanted(&self) -> impl Iterator<Item = &Wanted> {
        self.parts.iter().filter_map(|part| match &part.kind {
            PartKind::Wanted(wanted) => Some(wanted),
            PartKind::Text(_) | PartKind::Begin(_) | PartKind::End(_) => None,
        })
    }

    /// Returns the parts inside an element, or `None` if the body does not have it.
    pub fn element(&self, element: Element) -> Option<&[Part]> {
        let begin = self.parts.iter().position(|part| part.kind == PartKind::Begin(element))?;
        let end = self.parts.iter().position(|part| part.kind == PartKind::End(element))?;
        self.parts.get(begin.saturating_add(1)..end)
    }

    /// Says whether the body has a variable.
    pub fn has(&self, variable: Variable) -> bool {
        self.wanted().any(|wanted| *wanted == Wanted::Variable { variable })
    }
}

type Wrong = (usize, BodyProblem);

fn parts(text: &str) -> Result<Vec<Part>, Wrong> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(mark) = rest.find(MARKS) else {
            parts.push(Part { span: at..text.len(), kind: PartKind::Text(rest.to_owned()) });
            break;
        };
        if let Some(words) = rest.get(..mark).filter(|words| !words.is_empty()) {
            parts.push(Part { span: at..at + mark, kind: PartKind::Text(words.to_owned()) });
        }
        let part = marked(rest.get(mark..).unwrap_or_default(), at + mark)?;
        at = part.span.end;
        parts.push(part);
    }
    Ok(parts)
}

/// Reads the mark that a text begins with.
fn marked(text: &str, at: usize) -> Result<Part, Wrong> {
    let (inside, closing) = match text.strip_prefix("{{").map(|rest| (rest, "}}")) {
        Some(found) => found,
        None => text.strip_prefix("[[").map(|rest| (rest, "]]")).ok_or_else(|| lone(text, at))?,
    };
    let length = inside.find(closing).ok_or((at, BodyProblem::NotClosed))?;
    let name = inside.get(..length).unwrap_or_default();
    if let Some(within) = name.find(MARKS) {
        return Err(lone(name.get(within..).unwrap_or_default(), at + 2 + within));
    }
    let kind = if closing == "]]" {
        let label = name.trim();
        let is_fit = shows(label) && label.chars().count() <= LONGEST_LABEL && !label.contains(char::is_control);
        let label = is_fit.then(|| label.to_owned()).ok_or((at, BodyProblem::Label))?;
        PartKind::Wanted(Wanted::Blank { label })
    } else if let Some(name) = name.strip_prefix('#') {
        PartKind::Begin(element(name, at)?)
    } else if let Some(name) = name.strip_prefix('/') {
        PartKind::End(element(name, at)?)
    } else {
        let unknown = || (at, BodyProblem::UnknownVariable { name: name.trim().to_owned() });
        PartKind::Wanted(Wanted::Variable { variable: Variable::named(name.trim()).ok_or_else(unknown)? })
    };
    Ok(Part { span: at..at + 2 + length + 2, kind })
}

fn element(name: &str, at: usize) -> Result<Element, Wrong> {
    Element::named(name.trim()).ok_or_else(|| (at, BodyProblem::UnknownElement { name: name.trim().to_owned() }))
}

fn lone(text: &str, at: usize) -> Wrong {
    (at, BodyProblem::LoneMark { mark: text.chars().next().unwrap_or_default() })
}

/// Checks that every element begins once, ends, has something in it and holds no other.
fn elements_are_whole(parts: &[Part], end: usize) -> Result<(), Wrong> {
    let mut seen: Vec<Element> = Vec::new();
    let mut open: Option<(Element, bool)> = None;
    for part in parts {
        let at = part.span.start;
        match (&part.kind, open) {
            (PartKind::Begin(inner), Some((outer, _))) => {
                return Err((at, BodyProblem::Nested { outer, inner: *inner }));
            }
            (PartKind::Begin(element), None) if seen.contains(element) => {
                return Err((at, BodyProblem::Repeated { element: *element }));
            }
            (PartKind::Begin(element), None) => {
                seen.push(*element);
                open = Some((*element, false));
            }
            (PartKind::End(element), Some((begun, says))) if *element == begun => {
                if !says {
                    return Err((at, BodyProblem::EmptyElement { element: begun }));
                }
                open = None;
            }
            (PartKind::End(element), _) => return Err((at, BodyProblem::NotBegun { element: *element })),
            (_, Some((element, says))) => open = Some((element, says || says_something(part))),
            (_, None) => {}
        }
    }
    match open {
        Some((element, _)) => Err((end, BodyProblem::NotEnded { element })),
        None => Ok(()),
    }
}

fn says_something(part: &Part) -> bool {
    match &part.kind {
        PartKind::Text(text) => shows(text),
        PartKind::Wanted(_) => true,
        PartKind::Begin(_) | PartKind::End(_) => false,
    }
}

/// Says whether there is anything to see in a text.
pub(super) fn shows(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

/// Says whether a text could make a mark, alone or beside another.
pub(super) fn has_mark(text: &str) -> bool {
    text.contains(MARKS)
}

fn located(text: &str, at: usize, problem: BodyProblem) -> BodyError {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count().saturating_add(1);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count().saturating_add(1);
    BodyError { at, line, column, problem }
}

impl TryFrom<String> for Body {
    type Error = BodyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Body> for String {
    fn from(body: Body) -> Self {
        body.written
    }
}
