//! The common form of a layout: what both pattern dialects compile to, before it becomes a matcher.

use crate::format::time::TimeFormat;

/// What a field of a header means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    /// The record's time; `TimeFormat` says how it is written.
    Time(TimeFormat),
    /// Milliseconds of the second that follow a time of their own (Python `%(msecs)03d`), part of the stamp.
    Millis,
    /// Milliseconds since the program started (`%relative`, `%(relativeCreated)d`).
    Relative,
    /// The level word.
    Level,
    /// The level as a number (Python `%(levelno)d`).
    LevelNumber,
    /// The logger's name.
    Logger,
    /// The thread's name.
    Thread,
    /// The thread's number.
    ThreadId,
    /// The process id.
    Pid,
    /// The process name.
    ProcessName,
    /// The message, up to the record's end or the literal that follows it.
    Message,
    /// Function or method of the logging call.
    Function,
    /// Class of the logging call (Java).
    Class,
    /// File name of the logging call.
    File,
    /// Full path of the logging call's file.
    Path,
    /// Line number of the logging call.
    LineNumber,
    /// Python module of the logging call.
    Module,
    /// Class, method, file and line of the logging call in one (Java `%caller`).
    Caller,
    /// Marker(s).
    Marker,
    /// One MDC value or one `extra` attribute, by its key; where the pattern prints a default for a missing value, it
    /// stands behind the key, as in `user:-anonymous`.
    Context(String),
    /// The whole MDC as `key=value, key=value`.
    ContextMap,
    /// Host name.
    Host,
    /// The pairs `key=value` behind the message, and perhaps the logger's name in brackets before them (structlog).
    Pairs,
    /// Any other field, by its name in the pattern; it is matched, and kept as a label.
    Other(String),
    /// The exception with its stack trace, where the pattern puts it in the middle of the line or at its end.
    Exception,
}

/// Width rules of a field or a group: Logback's `%-5.10x`, Python's `%-8s`, `{:<8}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Padding {
    /// At least so many characters, filled with `fill`.
    pub min_width: u16,
    /// At most so many characters (`u16::MAX`: no limit).
    pub max_width: u16,
    /// The text stands at the left, the fill at its right.
    pub left_aligned: bool,
    /// Text that is too long loses its end rather than its beginning.
    pub cut_end: bool,
    /// The text is centred (Python `^`).
    pub centred: bool,
    /// The fill, nearly always a blank.
    pub fill: u8,
}

impl Default for Padding {
    fn default() -> Self {
        Self { min_width: 0, max_width: u16::MAX, left_aligned: false, cut_end: false, centred: false, fill: b' ' }
    }
}

/// One element of a layout.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Exactly these bytes.
    Literal(Vec<u8>),
    /// A field with its width rules.
    Field(Field, Padding),
    /// Several pieces that are padded as one: Logback's `%-30(%d %level)`.
    Group(Vec<Piece>, Padding),
    /// A colour escape sequence that may stand here or not (`%highlight(`, `%(log_color)s`).
    Colour,
    /// The end of the line (`%n`).
    LineEnd,
}
