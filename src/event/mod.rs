//! The normalised error event: one record, or one bare trace, with everything that its text says.

pub mod assemble;
mod context;
pub mod filter;
pub(crate) mod handled;
mod identity;
pub mod time;
mod zoned;

use crate::exception::{Exception, Frame, Notice};
use crate::format::level::Level;

/// What kind of text an event was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// A record that a logging library wrote, with a header.
    #[default]
    Record,
    /// A trace that the runtime printed to standard error, without a header.
    Stderr,
    /// Python's `--- Logging error ---` block.
    LoggingError,
    /// One of Logback's own status lines (`|-ERROR in …`).
    LogbackStatus,
    /// The interpreter or virtual machine died.
    Fatal,
}

impl Kind {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Stderr => "stderr",
            Self::LoggingError => "logging-error",
            Self::LogbackStatus => "logback-status",
            Self::Fatal => "fatal",
        }
    }
}

/// Where an event stands in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Place {
    /// Index of the source in the order read.
    pub source: u32,
    /// Offset of the event's first byte in the source.
    pub offset_bytes: u64,
    /// Bytes of the event, its last line's terminator included.
    pub length_bytes: u64,
    /// Line number of the event's first line, from 1.
    pub line: u64,
    /// Lines of the event, trailing blank ones included. A line that holds several events counts for the first of them,
    /// so that the others may have none.
    pub lines: u64,
}

/// What was assumed to make a moment of a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of one stamp")]
pub struct Assumed {
    /// The stamp has no zone; `--tz` was used.
    pub zone: bool,
    /// The stamp has no date; `--date` or the file's modification time was used.
    pub date: bool,
    /// The stamp has no year.
    pub year: bool,
    /// The stamp's year is a week year and was corrected.
    pub week_year: bool,
}

impl Assumed {
    /// The names used in JSON, in a fixed order.
    pub fn names(self) -> Vec<&'static str> {
        [(self.zone, "zone"), (self.date, "date"), (self.year, "year"), (self.week_year, "week_year")]
            .into_iter()
            .filter_map(|(assumed, name)| assumed.then_some(name))
            .collect()
    }
}

/// The moment of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTime {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub micros: i64,
    /// Offset of the stamp's zone from UTC, in seconds: printed, or that of `--tz` at that moment.
    pub offset_seconds: i32,
    /// Digits of the second's fraction that the stamp has, 0 to 9.
    pub fraction_digits: u8,
    /// What was assumed.
    pub assumed: Assumed,
}

/// Where in the program the logging call stands, as far as the header says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Function or method.
    pub function: Option<String>,
    /// File name or path.
    pub file: Option<String>,
    /// Line number from 1.
    pub line: Option<u32>,
}

/// One normalised event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Event {
    /// What it was read from.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// When it happened, where the record tells.
    pub time: Option<EventTime>,
    /// The stamp as printed, whether it could be read or not.
    pub timestamp_text: Option<String>,
    /// The level, where the word is known or assumed.
    pub level: Option<Level>,
    /// The level as written, without padding.
    pub level_text: Option<String>,
    /// The record has no level, and `--assume-level` was used.
    pub level_assumed: bool,
    /// The logger as printed.
    pub logger: Option<String>,
    /// The thread's name as printed.
    pub thread: Option<String>,
    /// The process id.
    pub pid: Option<u64>,
    /// The process name.
    pub process_name: Option<String>,
    /// The host, where the header names it.
    pub host: Option<String>,
    /// The logging call.
    pub origin: Origin,
    /// Marker(s).
    pub marker: Option<String>,
    /// The message alone, its own newlines kept; absent for a bare trace.
    pub message: Option<String>,
    /// The module: the logger, else the module of the header, else that of the raising own-code frame.
    pub module: Option<String>,
    /// The exception tree.
    pub exception: Option<Exception>,
    /// Frames of a `Stack (most recent call last):` block, innermost first.
    pub stack_info: Vec<Frame>,
    /// Why the exception counts as unhandled, where it does.
    pub unhandled: Option<Notice>,
    /// Context values (MDC, `extra`, other fields of the header), in the order printed.
    pub labels: Vec<(String, String)>,
    /// The input ends inside this event, or the body limit cut it.
    pub truncated: bool,
    /// Its lines and another record's were written into each other, and could not be told apart for sure.
    pub interleaved: bool,
    /// The event that this one repeats, where it does.
    pub duplicate: Option<Duplicate>,
    /// Earlier events whose exceptions this event's chain holds (log and rethrow).
    pub wraps: Vec<Place>,
}

/// That an event repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// The first event of the same failure.
    pub of: Place,
    /// What is repeated.
    pub kind: DuplicateKind,
}

/// What a duplicate repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DuplicateKind {
    /// The same exception, logged again under another message.
    Exception,
    /// The same record, written by a second handler.
    Record,
}

impl DuplicateKind {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exception => "exception",
            Self::Record => "record",
        }
    }
}
