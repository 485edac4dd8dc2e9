//! What is said about a summary: ranking, totals, coverage, notes. Nothing here knows how it will look.
//!
//! Every list has a total order (events, then first seen, then fingerprint or value), so that equal summaries give equal
//! reports. A list that a limit cuts says what is left out.

mod coverage;
mod notes;
mod rank;
pub mod row;
mod stackless;
pub mod time;
pub mod top;

#[cfg(test)]
pub(crate) mod sample;

use serde::Serialize;

use crate::event::time::Zone;
use crate::format::level::Level;
use crate::report::coverage::Coverage;
use crate::report::row::{CountRow, IssueRow, PlaceRow, Rest, SeriesRow, UnhandledCounts};
use crate::report::stackless::Stackless;
use crate::report::time::Moment;
use crate::report::top::Top;
use crate::summary::series::Series;
use crate::summary::{IssueSummary, Span, Summary};

pub use crate::report::coverage::{Coverage as CoverageRow, ShapeRow};
pub use crate::report::rank::{Found, find, ranked};

/// The name and version of the report's JSON.
pub const SCHEMA: &str = "errmon.report/1";
/// The name and version of one issue's JSON.
pub const ISSUE_SCHEMA: &str = "errmon.issue/1";

/// How a report is to be made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Zone in which moments are shown.
    pub zone: Zone,
    /// Paths of all sources, in the order in which events number them.
    pub paths: Vec<String>,
    /// Most rows of each list; `None` is all.
    pub limit: Option<usize>,
    /// The filters in words, as typed: (option, value).
    pub filters: Vec<(&'static str, String)>,
    /// More notes, behind those that the summary gives reason for.
    pub notes: Vec<String>,
    /// What was warned of while reading.
    pub warnings: Vec<String>,
    /// The run was interrupted: the report covers what was read until then.
    pub interrupted: bool,
}

/// Counts of the whole input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Files and streams read.
    pub sources: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// Records of any level.
    pub records: u64,
    /// Events: failures logged, as far as the filters admit them.
    pub events: u64,
    /// Failures, however often each was logged.
    pub incidents: u64,
    /// Distinct issues.
    pub issues: u64,
    /// Unhandled events.
    pub unhandled: UnhandledCounts,
    /// Events that the filters left out.
    pub filtered: u64,
}

/// First and last moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeSpan {
    /// Earliest.
    pub first: Moment,
    /// Latest.
    pub last: Moment,
}

impl TimeSpan {
    fn new(span: Span, zone: Zone) -> Self {
        Self { first: Moment::new(span.first, zone), last: Moment::new(span.last, zone) }
    }
}

/// Records of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelRow {
    /// The level as written.
    pub level: String,
    /// OpenTelemetry severity number, where the word is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity_number: Option<u8>,
    /// Records.
    pub records: u64,
}

/// An issue with unhandled events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnhandledRow {
    /// The issue's id.
    pub issue: String,
    /// The issue's name.
    pub title: String,
    /// How many, how sure, in which way.
    #[serde(flatten)]
    pub counts: UnhandledCounts,
    /// The words that say so, of the first event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Where that event stands.
    pub sample: PlaceRow,
}

/// What was read of one file or stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// Path as shown.
    pub path: String,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// Records found.
    pub records: u64,
    /// Events.
    pub events: u64,
    /// Lines that belong to no record.
    pub lines_unrecognised: u64,
    /// Lines that the file before it in a rotated set holds too; nothing of them counts here.
    #[serde(skip_serializing_if = "row::is_zero")]
    pub lines_repeated: u64,
    /// Layouts in use.
    pub layouts: Vec<String>,
    /// What stands around the lines, from the outermost on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wrappers: Vec<String>,
    /// First and last moment of its records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeSpan>,
}

/// One filter as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterRow {
    /// The option, without dashes.
    pub option: &'static str,
    /// Its value.
    pub value: String,
}

/// The report.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Name and version of this form.
    pub schema: &'static str,
    /// The run was interrupted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// Counts.
    pub totals: Totals,
    /// First and last moment of all records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeSpan>,
    /// Filters in force.
    pub filters: Vec<FilterRow>,
    /// Records by level, highest first.
    pub levels: Vec<LevelRow>,
    /// Events over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesRow>,
    /// Issues, most events first.
    pub issues: Vec<IssueRow>,
    /// Issues left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_issues: Option<Rest>,
    /// Events by exception type.
    pub types: Vec<CountRow>,
    /// Types left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_types: Option<Rest>,
    /// Events by module.
    pub modules: Vec<CountRow>,
    /// Modules left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_modules: Option<Rest>,
    /// Issues with unhandled events.
    pub unhandled: Vec<UnhandledRow>,
    /// Issues with unhandled events left out, with those events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_unhandled: Option<Rest>,
    /// What was read.
    pub sources: Vec<SourceRow>,
    /// How much of it was understood.
    pub coverage: Coverage,
    /// Things worth knowing about the numbers, in words.
    pub notes: Vec<String>,
    /// What was warned of while reading.
    pub warnings: Vec<String>,
}

impl Report {
    /// The whole report.
    pub fn new(summary: &Summary, options: &Options) -> Self {
        let paths = &options.paths;
        let ranked = ranked(summary);
        let limit = options.limit.unwrap_or(usize::MAX);
        let rest: Vec<&&IssueSummary> = ranked.iter().skip(limit).collect();
        let rest_events = rest.iter().map(|issue| issue.events).sum();
        let other_issues = Rest::new(rest.len() as u64, rest_events, summary.other_issue_events);
        let stackless = Stackless::new(summary);
        let row = |issue: &&IssueSummary| row_of(summary, issue, &stackless, paths, options.zone);
        let unhandled = unhandled(&ranked, paths, limit);
        let types = top::rank(&summary.types, "type", limit);
        let modules = top::rank(&summary.modules, "module", limit);
        Self {
            schema: SCHEMA,
            interrupted: options.interrupted,
            totals: Totals::new(summary),
            time: summary.records_span.map(|span| TimeSpan::new(span, options.zone)),
            filters: filters(options),
            levels: levels(summary),
            series: SeriesRow::new(&all_series(summary), options.zone),
            issues: ranked.iter().take(limit).map(row).collect(),
            other_issues,
            types: types.0,
            other_types: types.1,
            modules: modules.0,
            other_modules: modules.1,
            unhandled: unhandled.0,
            other_unhandled: unhandled.1,
            sources: summary.sources.iter().map(|source| source_row(source, options.zone)).collect(),
            coverage: Coverage::new(summary, paths),
            notes: [notes::notes(summary, &ranked), options.notes.clone()].concat(),
            warnings: options.warnings.clone(),
        }
    }
}

/// One ranked table with what it counts.
#[derive(Debug, Clone, Serialize)]
pub struct TopReport {
    /// Name and version of this form.
    pub schema: &'static str,
    /// The run was interrupted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// Counts.
    pub totals: Totals,
    /// First and last moment of all records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeSpan>,
    /// Filters in force.
    pub filters: Vec<FilterRow>,
    /// The table.
    pub top: Top,
    /// How much of the input was understood.
    pub coverage: Coverage,
    /// What was warned of while reading.
    pub warnings: Vec<String>,
}

impl TopReport {
    /// The table by one key.
    pub fn new(summary: &Summary, key: top::Key, options: &Options) -> Self {
        Self {
            schema: SCHEMA,
            interrupted: options.interrupted,
            totals: Totals::new(summary),
            time: summary.records_span.map(|span| TimeSpan::new(span, options.zone)),
            filters: filters(options),
            top: Top::new(summary, key, options.limit.unwrap_or(usize::MAX), options.zone),
            coverage: Coverage::new(summary, &options.paths),
            warnings: options.warnings.clone(),
        }
    }
}

impl Totals {
    fn new(summary: &Summary) -> Self {
        Self {
            sources: summary.sources.len() as u64,
            bytes: summary.sources.iter().map(|source| source.bytes).sum(),
            lines: summary.sources.iter().map(|source| source.lines).sum(),
            records: summary.records,
            events: summary.events,
            incidents: summary.events.saturating_sub(summary.duplicates),
            issues: summary.issues.len() as u64,
            unhandled: UnhandledCounts::new(summary.unhandled),
            filtered: summary.filtered,
        }
    }
}

/// The row of one issue of a summary.
pub fn issue_row(summary: &Summary, issue: &IssueSummary, paths: &[String], zone: Zone) -> IssueRow {
    row_of(summary, issue, &Stackless::new(summary), paths, zone)
}

fn row_of(
    summary: &Summary,
    issue: &IssueSummary,
    stackless: &Stackless<'_>,
    paths: &[String],
    zone: Zone,
) -> IssueRow {
    let row = IssueRow::new(issue, &|at| summary.modules.value(at).map(str::to_owned), paths, zone);
    IssueRow { stackless_of: stackless.repeated_by(issue), ..row }
}

fn filters(options: &Options) -> Vec<FilterRow> {
    options.filters.iter().map(|(option, value)| FilterRow { option, value: value.clone() }).collect()
}

/// Highest level first; words that no library uses come last, the commonest first.
fn levels(summary: &Summary) -> Vec<LevelRow> {
    let mut rows: Vec<LevelRow> = summary
        .levels
        .iter()
        .map(|(level, records)| LevelRow {
            level: level.to_owned(),
            severity_number: Level::parse(level.as_bytes()).map(Level::severity_number),
            records,
        })
        .collect();
    rows.sort_by(|a, b| {
        b.severity_number.cmp(&a.severity_number).then(b.records.cmp(&a.records)).then_with(|| a.level.cmp(&b.level))
    });
    rows
}

/// All issues' series in one. Bucket widths are powers of two at common multiples, so nothing is counted in a wrong
/// bucket: the union of the spans is never shorter than the longest, so its buckets are never narrower.
fn all_series(summary: &Summary) -> Series {
    let mut all = Series::default();
    for issue in &summary.issues {
        let width = issue.series.width_minutes();
        for (at, count) in issue.series.counts().iter().enumerate().filter(|(_, count)| **count > 0) {
            let minute = i64::try_from(at).unwrap_or(0).saturating_mul(width);
            all.observe(issue.series.start_minute().saturating_add(minute), *count);
        }
    }
    all
}

/// Certain before likely, then in the issues' own order.
fn unhandled(ranked: &[&IssueSummary], paths: &[String], limit: usize) -> (Vec<UnhandledRow>, Option<Rest>) {
    let mut rows: Vec<UnhandledRow> = ranked
        .iter()
        .filter(|issue| issue.unhandled.certain + issue.unhandled.likely > 0)
        .map(|issue| UnhandledRow {
            issue: issue.fingerprint.id(),
            title: row::title(issue.type_name.as_deref(), &issue.template),
            counts: UnhandledCounts {
                kinds: issue
                    .unhandled_kinds
                    .iter()
                    .map(|(kind, events)| row::KindRow { kind: row::kind_name(*kind), events: *events })
                    .collect(),
                ..UnhandledCounts::new(issue.unhandled)
            },
            evidence: issue.sample.unhandled.as_ref().map(|notice| notice.evidence.clone()),
            sample: PlaceRow::new(issue.sample.place, paths),
        })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.counts.certain), std::cmp::Reverse(row.counts.likely)));
    let dropped = rows.split_off(limit.min(rows.len()));
    let events = dropped.iter().map(|row| row.counts.certain + row.counts.likely).sum();
    (rows, Rest::new(dropped.len() as u64, events, 0))
}

fn source_row(source: &crate::summary::SourceSummary, zone: Zone) -> SourceRow {
    SourceRow {
        path: source.path.clone(),
        bytes: source.bytes,
        lines: source.lines,
        records: source.records,
        events: source.events,
        lines_unrecognised: source.unrecognised,
        lines_repeated: source.repeated,
        layouts: source.layouts.clone(),
        wrappers: source.wrappers.clone(),
        time: source.span.map(|span| TimeSpan::new(span, zone)),
    }
}

#[cfg(test)]
mod tests;
