//! What can be wrong with a pattern, and how to say where.

use std::fmt;

/// The language a pattern is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// Python `logging` with `style='%'`.
    PythonPercent,
    /// Python `logging` with `style='{'`.
    PythonBrace,
    /// Python `logging` with `style='$'`.
    PythonDollar,
    /// A strftime format (Python's `datefmt`).
    Strftime,
    /// Logback or Log4j conversion patterns.
    Logback,
    /// A map from roles to the paths of a JSON object's members, or to the keys of pairs (`--json-map`).
    Json,
    /// A Java date pattern (`SimpleDateFormat`, `DateTimeFormatter`).
    JavaDate,
}

impl Dialect {
    /// The words for an error message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PythonPercent | Self::PythonBrace | Self::PythonDollar => "python format",
            Self::Strftime => "date format",
            Self::Logback => "logback pattern",
            Self::JavaDate => "date pattern",
            Self::Json => "json map",
        }
    }
}

/// A pattern that cannot be used, with the place of the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// What the pattern is written in.
    pub dialect: Dialect,
    /// The pattern as given.
    pub pattern: String,
    /// Byte offset of the fault in `pattern`, at a character boundary, at most its length.
    pub offset_bytes: usize,
    /// The fault.
    pub kind: PatternErrorKind,
}

/// The faults of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternErrorKind {
    /// A conversion word or attribute that the dialect does not have, with the nearest one that it has.
    UnknownField {
        /// The word as written.
        word: String,
        /// The nearest known word.
        suggestion: Option<String>,
    },
    /// A letter that date patterns do not have.
    UnknownDateLetter(char),
    /// A bracket, brace or quote that is never closed.
    Unclosed(char),
    /// A closing bracket without an opening one.
    Unopened(char),
    /// A width, flag or conversion that does not read.
    BadModifier(String),
    /// A conversion character without a name behind it, or at the end of the pattern.
    Incomplete,
    /// An option in braces that the conversion does not take.
    BadOption(String),
    /// Two fields of free text stand side by side, so that no reader can part them.
    Ambiguous,
    /// The pattern prints nothing by which a record's first line could be told from any other line.
    NothingToMatch,
}

impl PatternError {
    /// The remedy, where there is one to name.
    pub fn hint(&self) -> Option<String> {
        match &self.kind {
            PatternErrorKind::UnknownField { suggestion: Some(word), .. } => Some(format!("did you mean `{word}`?")),
            PatternErrorKind::NothingToMatch if self.dialect == Dialect::Json => {
                Some("name the member that is the message; of pairs a time or a level too".to_owned())
            }
            PatternErrorKind::NothingToMatch => {
                Some("add a time, a level or a logger, or leave the option out to have the layout detected".to_owned())
            }
            PatternErrorKind::Ambiguous => Some("put a literal between the two fields".to_owned()),
            _ => None,
        }
    }

    /// The pattern on one line and a caret under the fault on the next, for a terminal.
    pub fn pointer(&self) -> String {
        let before = self.pattern.get(..self.offset_bytes).unwrap_or(&self.pattern);
        let column = before.chars().count();
        let shown: String = self.pattern.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("  {shown}\n  {}^", " ".repeat(column))
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.pattern.get(..self.offset_bytes).map_or(0, |before| before.chars().count()) + 1;
        let dialect = self.dialect.name();
        match &self.kind {
            PatternErrorKind::UnknownField { word, .. } => write!(f, "unknown field `{word}`")?,
            PatternErrorKind::UnknownDateLetter(letter) => write!(f, "unknown date letter `{letter}`")?,
            PatternErrorKind::Unclosed(mark) => write!(f, "`{mark}` is never closed")?,
            PatternErrorKind::Unopened(mark) => write!(f, "`{mark}` closes nothing")?,
            PatternErrorKind::BadModifier(text) => write!(f, "`{text}` is no width or flag")?,
            PatternErrorKind::Incomplete => write!(f, "a conversion is not finished")?,
            PatternErrorKind::BadOption(text) => write!(f, "option `{text}` does not fit this field")?,
            PatternErrorKind::Ambiguous => write!(f, "two fields of free text stand side by side")?,
            PatternErrorKind::NothingToMatch => write!(f, "nothing marks the first line of a record")?,
        }
        write!(f, " at character {at} of {dialect} `{}`", self.pattern)
    }
}

impl std::error::Error for PatternError {}
