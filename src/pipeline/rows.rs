//! What a worker gives the fold: one small row for each event, and what the rows' numbers mean.

use std::ops::Range;
use std::sync::Arc;

use crate::event::Event;
use crate::exception::UnhandledKind;
use crate::format::layout::Layout;
use crate::format::level::Level;
use crate::issue::Identity;
use crate::pipeline::stacks::Stacks;
use crate::pipeline::worker::Unexplained;

/// An issue as a worker met it first.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) identity: Identity,
    pub(crate) sample: Event,
}

/// How an event was unhandled, in a byte: 0 is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct UnhandledCode(u8);

const KINDS: [UnhandledKind; 7] = [
    UnhandledKind::Process,
    UnhandledKind::Thread,
    UnhandledKind::Task,
    UnhandledKind::ChildProcess,
    UnhandledKind::Unraisable,
    UnhandledKind::Fatal,
    UnhandledKind::Framework,
];

impl UnhandledCode {
    pub(crate) fn of(event: &Event) -> Self {
        let Some(notice) = &event.unhandled else { return Self(0) };
        let kind = KINDS.iter().zip(1_u8..).find(|(kind, _)| **kind == notice.kind).map_or(0, |(_, code)| code);
        Self(kind << 1 | u8::from(notice.certain))
    }

    /// The kind, and whether it is certain.
    pub(crate) fn get(self) -> Option<(UnhandledKind, bool)> {
        let kind = KINDS.get(usize::from(self.0 >> 1).checked_sub(1)?)?;
        Some((*kind, self.0 & 1 == 1))
    }
}

/// What the moment of a row is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum When {
    /// The record has no readable stamp.
    #[default]
    Unknown,
    /// Microseconds since 1970, UTC.
    Known(i64),
    /// Microseconds since the midnight before the text's first record.
    Dateless(i64),
}

/// From this number on stacks are counted by the text, not by the worker: those of traces that it does not remember.
pub(crate) const PASSING: u32 = 1 << 31;

/// One event.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// First byte, in the text.
    pub(crate) start: u32,
    /// Bytes; of a record whose middle was cut, those that are kept.
    pub(crate) length: u32,
    pub(crate) when: When,
    pub(crate) issue: u32,
    pub(crate) logger: u32,
    /// Module that the header names in place of a logger.
    pub(crate) module: u32,
    pub(crate) thread: u32,
    /// Number of the level's text among the worker's.
    pub(crate) level_text: u32,
    pub(crate) message_template: u32,
    pub(crate) level: Option<Level>,
    pub(crate) unhandled: UnhandledCode,
    /// The message's first line, counted from the row's start: its place and length. Absent for a bare trace.
    pub(crate) message: Option<(u32, u32)>,
    /// Hash of the exception that was logged (0: none).
    pub(crate) raised: u64,
    /// The hashes of all exceptions of the chain, among the text's: the first one's place, and their number.
    pub(crate) raises: (u32, u32),
    /// Number of their stacks among the worker's, or from [`PASSING`] on among the text's.
    pub(crate) stacks: u32,
    /// Hash of the whole record.
    pub(crate) record: u64,
    /// The filters let it pass, as far as its text tells, and its level makes it an event.
    pub(crate) counts: bool,
    /// The filters let it pass, as far as its text tells, whatever its level.
    pub(crate) is_admitted: bool,
}

/// Lines that belong to nothing.
#[derive(Debug, Clone)]
pub(crate) struct Unrecognised {
    /// Place in the text.
    pub(crate) range: Range<usize>,
}

/// What a worker found in one text.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) rows: Vec<Row>,
    pub(crate) raises: Vec<u64>,
    /// Events, one for each row, where somebody wants to see them.
    #[expect(clippy::vec_box, reason = "an event is large, and moved from hand to hand as often as not at all")]
    pub(crate) events: Vec<Box<Event>>,
    pub(crate) unrecognised: Vec<Unrecognised>,
    pub(crate) records: u64,
    /// Those of them that no layout explains.
    pub(crate) bare: u64,
    /// Records by number of their level's text; the last one counts those without a level.
    pub(crate) levels: Vec<(u32, u64)>,
    pub(crate) levelless: u64,
    pub(crate) filtered: u64,
    pub(crate) unreadable_stamps: u64,
    pub(crate) week_year_stamps: u64,
    pub(crate) truncated: u64,
    pub(crate) interleaved: u64,
    /// Records that are lines of traces logged line by line.
    pub(crate) loose_parts: u64,
    pub(crate) records_cut: u64,
    pub(crate) bytes_cut: u64,
    /// First and last moment of records with a full stamp.
    pub(crate) known: Option<(i64, i64)>,
    /// Of those without a date: the first, the last and the latest, counted from the first one's midnight.
    pub(crate) dateless: Option<Dateless>,
    pub(crate) crlf_records: u64,
    /// There are bytes in the text that are not ASCII, or NUL.
    pub(crate) has_odd_bytes: bool,
    /// Line feeds in the text.
    pub(crate) line_feeds: u64,
    /// Where the last piece starts, which was not given out, and whether a header stands there.
    pub(crate) consumed: usize,
    pub(crate) is_record_open: bool,
    /// From there on the source is to be read with these layouts too.
    pub(crate) further: Option<Vec<Arc<Layout>>>,
    /// Where the first piece starts (only in a block that is framed from its first header on).
    pub(crate) first: Option<usize>,
    /// Lines at the text's end that no layout explains.
    pub(crate) unexplained: Unexplained,
    pub(crate) new_issues: Vec<Arc<Definition>>,
    pub(crate) new_stacks: Vec<Arc<Stacks>>,
    /// Those of single rows.
    pub(crate) passing_stacks: Vec<Arc<Stacks>>,
    pub(crate) new_loggers: Vec<String>,
    pub(crate) new_modules: Vec<String>,
    pub(crate) new_threads: Vec<String>,
    pub(crate) new_levels: Vec<String>,
    pub(crate) new_messages: Vec<String>,
    /// Changes when the worker forgot its names.
    pub(crate) generation: u32,
}

/// The memory of findings that were folded, for the next ones: there are about as many in each block, and to ask the
/// system for it anew each time is dear.
#[derive(Debug, Default)]
pub(crate) struct Emptied {
    rows: Vec<Row>,
    raises: Vec<u64>,
}

impl Emptied {
    /// The larger one of the two.
    pub(crate) fn max(self, other: Self) -> Self {
        if self.rows.capacity() < other.rows.capacity() { other } else { self }
    }
}

impl Findings {
    /// Findings of which there are none yet, in the memory of others.
    pub(crate) fn within(emptied: Emptied) -> Self {
        Self { rows: emptied.rows, raises: emptied.raises, ..Self::default() }
    }

    /// The memory of findings that are of no use any more.
    pub(crate) fn empty(self) -> Emptied {
        let (mut rows, mut raises) = (self.rows, self.raises);
        rows.clear();
        raises.clear();
        Emptied { rows, raises }
    }
}

/// Times of day of a text, in microseconds from the midnight before its first record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dateless {
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) earliest: i64,
    pub(crate) latest: i64,
}
