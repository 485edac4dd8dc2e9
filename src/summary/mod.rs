//! What is kept of the events: counts and time series, bounded by the number of distinct issues.
//!
//! A summary is built in input order, so that the limits on distinct values cut the same values in every run.

pub mod counter;
mod observe;
pub mod series;

use std::collections::{BTreeMap, HashMap};

use crate::event::{Event, Place};
use crate::exception::UnhandledKind;
use crate::format::level::Level;
use crate::issue::Fingerprint;
use crate::summary::counter::Counter;
pub(crate) use crate::summary::observe::{EventNames, IssueNumbers, Name, Observation, Uncounted};
use crate::summary::series::Series;

/// Limits on what a summary keeps. Whatever they cut is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Issues kept; events of later ones are counted as `other`.
    pub issues: usize,
    /// Distinct values kept per `top` key.
    pub values: usize,
    /// Distinct shapes of unrecognised lines kept.
    pub shapes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { issues: 20_000, values: 10_000, shapes: 20 }
    }
}

/// First and last moment, in microseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Earliest.
    pub first: i64,
    /// Latest.
    pub last: i64,
}

impl Span {
    /// Widens `span` so that it holds `micros`.
    pub fn widen(span: &mut Option<Self>, micros: i64) {
        match span {
            Some(span) => {
                span.first = span.first.min(micros);
                span.last = span.last.max(micros);
            }
            None => *span = Some(Self { first: micros, last: micros }),
        }
    }
}

/// How many events were unhandled, by how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unhandled {
    /// The text says so.
    pub certain: u64,
    /// A bare trace without any notice, or a framework's last-resort handler.
    pub likely: u64,
}

/// One issue and what was counted of it.
#[derive(Debug, Clone)]
pub struct IssueSummary {
    /// The issue's identity.
    pub fingerprint: Fingerprint,
    /// Exception type, where there is one.
    pub type_name: Option<String>,
    /// Type of the chain's root cause, where it differs.
    pub root_type: Option<String>,
    /// The message template.
    pub template: String,
    /// The blamed frame, rendered (`app.worker.risky_function`).
    pub culprit: Option<String>,
    /// Events.
    pub events: u64,
    /// Events that repeat an earlier event's failure; `events - duplicates` are the incidents.
    pub duplicates: u64,
    /// Unhandled events.
    pub unhandled: Unhandled,
    /// Kinds of unhandled events seen, with their counts, in the order of first appearance.
    pub unhandled_kinds: Vec<(UnhandledKind, u64)>,
    /// The highest level seen.
    pub level: Option<Level>,
    /// First and last moment.
    pub span: Option<Span>,
    /// Events over time.
    pub series: Series,
    /// Events by module, in the order of first appearance (at most 16; the rest is in `other_modules`).
    pub modules: Vec<(u32, u64)>,
    /// Events of modules beyond those kept.
    pub other_modules: u64,
    /// The first event, in input order.
    pub sample: Box<Event>,
    /// The place of the last event, in input order.
    pub last_place: Place,
}

impl IssueSummary {
    /// Failures, however often each was logged.
    pub fn incidents(&self) -> u64 {
        self.events.saturating_sub(self.duplicates)
    }
}

/// What was read of one source.
#[derive(Debug, Clone, Default)]
pub struct SourceSummary {
    /// Path as shown.
    pub path: String,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// Records found.
    pub records: u64,
    /// Those of them that no layout explains: bare traces, and messages that a wrapper frames.
    pub bare: u64,
    /// Events of this source that pass the filters.
    pub events: u64,
    /// Lines that belong to no record.
    pub unrecognised: u64,
    /// Lines that the source before held already.
    pub repeated: u64,
    /// Names of the layouts in use.
    pub layouts: Vec<String>,
    /// Names of what stands around the lines, from the outermost on.
    pub wrappers: Vec<String>,
    /// First and last stamp of all records.
    pub span: Option<Span>,
    /// Days between the first and the last record, where stamps have a time of day only.
    pub days: i64,
}

/// How much of the input was understood.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Lines that belong to no record.
    pub unrecognised: u64,
    /// Lines that another file of the same rotated set held already.
    pub repeated: u64,
    /// The commonest shapes of those lines with a sample each: (shape, lines, first sample, its place).
    pub shapes: Vec<Shape>,
    /// Unrecognised lines whose shape was not kept.
    pub other_shapes: u64,
    /// Records whose body was cut at the limit.
    pub records_cut: u64,
    /// Bytes of bodies that were cut.
    pub bytes_cut: u64,
    /// Events that the end of the input cut off.
    pub truncated: u64,
    /// Records that hold lines of another one, since several writers wrote at once.
    pub interleaved: u64,
    /// Records that are lines of traces logged line by line, which were not put together.
    pub loose_parts: u64,
    /// Records whose stamp could not be read.
    pub unreadable_stamps: u64,
    /// Stamps whose week year was corrected.
    pub week_year_stamps: u64,
    /// Records without a level.
    pub levelless: u64,
    /// Bytes that are not UTF-8 (replaced when shown).
    pub invalid_utf8: u64,
    /// NUL bytes.
    pub nul_bytes: u64,
    /// Records whose header ends in CR LF.
    pub crlf_records: u64,
    /// Lines of a wrapped source that came too late for the record that they belong to.
    pub torn: u64,
    /// Bytes that were read.
    pub bytes: u64,
    /// Lines that were read.
    pub lines: u64,
}

impl Coverage {
    /// Counts one unrecognised line by its shape.
    pub(crate) fn observe_shape(&mut self, template: String, sample: &str, place: Place, limit: usize) {
        let kept = self.shapes.len();
        match self.shapes.iter_mut().find(|shape| shape.template == template) {
            Some(shape) => shape.lines += 1,
            None if kept < limit => {
                self.shapes.push(Shape { template, lines: 1, sample: sample.to_owned(), place });
            }
            None => self.other_shapes += 1,
        }
    }

    fn merge(&mut self, other: Self, limits: &Limits) {
        for shape in other.shapes {
            let kept = self.shapes.len();
            match self.shapes.iter_mut().find(|known| known.template == shape.template) {
                Some(known) => known.lines += shape.lines,
                None if kept < limits.shapes => self.shapes.push(shape),
                None => self.other_shapes += shape.lines,
            }
        }
        self.unrecognised += other.unrecognised;
        self.repeated += other.repeated;
        self.other_shapes += other.other_shapes;
        self.records_cut += other.records_cut;
        self.bytes_cut += other.bytes_cut;
        self.truncated += other.truncated;
        self.interleaved += other.interleaved;
        self.loose_parts += other.loose_parts;
        self.unreadable_stamps += other.unreadable_stamps;
        self.week_year_stamps += other.week_year_stamps;
        self.levelless += other.levelless;
        self.invalid_utf8 += other.invalid_utf8;
        self.nul_bytes += other.nul_bytes;
        self.crlf_records += other.crlf_records;
        self.torn += other.torn;
        self.bytes += other.bytes;
        self.lines += other.lines;
    }
}

/// A shape of unrecognised lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The lines' common template.
    pub template: String,
    /// How many.
    pub lines: u64,
    /// The first such line, cut to a sane length.
    pub sample: String,
    /// Where it stands.
    pub place: Place,
}

/// Everything that is counted.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// All records, of any level.
    pub records: u64,
    /// All records by level as written.
    pub levels: Counter,
    /// Events: records at or above the level, bare traces, notices; after the filters.
    pub events: u64,
    /// Events that repeat another's failure.
    pub duplicates: u64,
    /// Events that the filters left out.
    pub filtered: u64,
    /// Unhandled events.
    pub unhandled: Unhandled,
    /// First and last moment of all records.
    pub records_span: Option<Span>,
    /// First and last moment of events.
    pub span: Option<Span>,
    /// Issues in the order of first appearance.
    pub issues: Vec<IssueSummary>,
    /// Events of issues beyond the limit.
    pub other_issue_events: u64,
    /// Events by exception type.
    pub types: Counter,
    /// Events by type of the root cause.
    pub root_types: Counter,
    /// Events by module.
    pub modules: Counter,
    /// Events by logger.
    pub loggers: Counter,
    /// Events by thread.
    pub threads: Counter,
    /// Events by culprit.
    pub culprits: Counter,
    /// Events by message template (filled where asked for).
    pub messages: Counter,
    /// Events by level as written.
    pub event_levels: Counter,
    /// Events by quarter of an hour, since 1970 (UTC): every zone's hours begin with one.
    pub quarters: BTreeMap<i64, u64>,
    /// Events without a moment.
    pub timeless: u64,
    /// What was read, by source, in order.
    pub sources: Vec<SourceSummary>,
    /// How much was understood.
    pub coverage: Coverage,
    /// The quarter counted last, kept out of `quarters` while it lasts.
    pub(crate) last_quarter: Option<(i64, u64)>,
    /// Names of each issue, and events of it that are not counted under them yet.
    pub(crate) uncounted: Vec<Uncounted>,
    /// Where an issue's summary stands in `issues`.
    pub(crate) by_fingerprint: HashMap<Fingerprint, u32>,
}
