//! The rows that reports are made of.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::event::Place;
use crate::exception::UnhandledKind;
use crate::format::level::Level;
use crate::report::time::Moment;
use crate::summary::series::Series;
use crate::summary::{IssueSummary, Unhandled};

/// Events of one value: `{"type": "ValueError", "events": 3}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// What is counted; the name of the value's key in JSON.
    pub key: &'static str,
    /// The value.
    pub value: String,
    /// Events.
    pub events: u64,
    /// What the value stands for, where it is an id.
    pub title: Option<String>,
}

impl Serialize for CountRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.key, &self.value)?;
        map.serialize_entry("events", &self.events)?;
        if let Some(title) = &self.title {
            map.serialize_entry("title", title)?;
        }
        map.end()
    }
}

/// What a limit left out of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rest {
    /// Values left out, as far as they are known apart.
    pub values: u64,
    /// Their events, and those of values that are not kept apart.
    pub events: u64,
    /// Events of values beyond what a summary keeps, which no option shows.
    #[serde(skip_serializing_if = "is_zero")]
    pub unkept_events: u64,
}

impl Rest {
    /// Values that are left out with their events, and events of values that are not kept; `None` if there is nothing.
    pub(crate) fn new(values: u64, events: u64, unkept_events: u64) -> Option<Self> {
        let rest = Self { values, events: events + unkept_events, unkept_events };
        (rest.events > 0).then_some(rest)
    }
}

/// Unhandled events by certainty, and how they left the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnhandledCounts {
    /// The text says so.
    pub certain: u64,
    /// A bare trace, or a framework's handler of last resort.
    pub likely: u64,
    /// How, in the order of first appearance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindRow>,
}

impl UnhandledCounts {
    /// Counts without kinds.
    pub const fn new(counts: Unhandled) -> Self {
        Self { certain: counts.certain, likely: counts.likely, kinds: Vec::new() }
    }
}

/// Unhandled events of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindRow {
    /// The kind's name.
    pub kind: &'static str,
    /// Events.
    pub events: u64,
}

/// Events over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesRow {
    /// Begin of the first bucket.
    pub start: Moment,
    /// Width of a bucket.
    pub step_seconds: i64,
    /// Events per bucket, oldest first.
    pub counts: Vec<u32>,
}

impl SeriesRow {
    /// The row of a series, or `None` when it holds nothing.
    pub fn new(series: &Series, zone: crate::event::time::Zone) -> Option<Self> {
        let start = series.start_minute().checked_mul(60_000_000)?;
        (!series.counts().is_empty()).then(|| Self {
            start: Moment::new(start, zone),
            step_seconds: series.width_minutes().saturating_mul(60),
            counts: series.counts().to_vec(),
        })
    }
}

/// Where something stands in the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceRow {
    /// Path as shown.
    pub path: String,
    /// First byte, from 0.
    pub offset_bytes: u64,
    /// Line number from 1; 0 where lines were not counted up to there.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u64,
    /// Lines; 0 where they were not counted, or count for the event before.
    #[serde(skip_serializing_if = "is_zero")]
    pub lines: u64,
}

impl PlaceRow {
    /// The row of a place; `paths` are those of the sources, in the order read.
    pub fn new(place: Place, paths: &[String]) -> Self {
        let path = paths.get(place.source as usize).cloned().unwrap_or_default();
        Self { path, offset_bytes: place.offset_bytes, line: place.line, lines: place.lines }
    }
}

/// One issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueRow {
    /// First 16 hex digits of the fingerprint.
    pub id: String,
    /// The whole fingerprint with its version.
    pub fingerprint: String,
    /// Exception type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// Type of the root cause, where it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root_type: Option<String>,
    /// Id of the issue that this one repeats without message and stack, as `HotSpot` throws it after many throws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stackless_of: Option<String>,
    /// The message template.
    pub template: String,
    /// The blamed frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub culprit: Option<String>,
    /// Type and template on one line.
    pub title: String,
    /// The highest level seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<&'static str>,
    /// Events.
    pub events: u64,
    /// Failures, however often each was logged.
    pub incidents: u64,
    /// Unhandled ones among the events.
    pub unhandled: UnhandledCounts,
    /// Earliest event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Moment>,
    /// Latest event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Moment>,
    /// Events by module.
    pub modules: Vec<CountRow>,
    /// Events of modules beyond those kept.
    #[serde(skip_serializing_if = "is_zero")]
    pub other_modules: u64,
    /// Events over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesRow>,
    /// The first event in input order.
    pub sample: PlaceRow,
    /// The last event in input order.
    pub last: PlaceRow,
}

impl IssueRow {
    /// The row of an issue. `module_name` tells a module's name by its number.
    pub fn new(
        issue: &IssueSummary,
        module_name: &dyn Fn(u32) -> Option<String>,
        paths: &[String],
        zone: crate::event::time::Zone,
    ) -> Self {
        let mut modules: Vec<CountRow> =
            issue.modules.iter().filter_map(|(at, events)| Some(count("module", module_name(*at)?, *events))).collect();
        modules.sort_by(by_events);
        let kinds =
            issue.unhandled_kinds.iter().map(|(kind, events)| KindRow { kind: kind_name(*kind), events: *events });
        Self {
            id: issue.fingerprint.id(),
            fingerprint: issue.fingerprint.to_string(),
            type_name: issue.type_name.clone(),
            root_type: issue.root_type.clone(),
            stackless_of: None,
            template: issue.template.clone(),
            culprit: issue.culprit.clone(),
            title: title(issue.type_name.as_deref(), &issue.template),
            level: issue.level.map(Level::name),
            events: issue.events,
            incidents: issue.incidents(),
            unhandled: UnhandledCounts { kinds: kinds.collect(), ..UnhandledCounts::new(issue.unhandled) },
            first_seen: issue.span.map(|span| Moment::new(span.first, zone)),
            last_seen: issue.span.map(|span| Moment::new(span.last, zone)),
            modules,
            other_modules: issue.other_modules,
            series: SeriesRow::new(&issue.series, zone),
            sample: PlaceRow::new(issue.sample.place, paths),
            last: PlaceRow::new(issue.last_place, paths),
        }
    }
}

/// A row without a title.
pub(crate) fn count(key: &'static str, value: impl Into<String>, events: u64) -> CountRow {
    CountRow { key, value: value.into(), events, title: None }
}

/// Most events first, then by value.
pub(crate) fn by_events(a: &CountRow, b: &CountRow) -> std::cmp::Ordering {
    b.events.cmp(&a.events).then_with(|| a.value.cmp(&b.value))
}

/// An issue's name on one line: type and the template's first line.
pub(crate) fn title(type_name: Option<&str>, template: &str) -> String {
    let template = template.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match type_name {
        Some(name) if template.is_empty() => name.to_owned(),
        Some(name) => format!("{name}: {template}"),
        None if template.is_empty() => "(no message)".to_owned(),
        None => template.to_owned(),
    }
}

/// The name of a kind in JSON.
pub const fn kind_name(kind: UnhandledKind) -> &'static str {
    match kind {
        UnhandledKind::Process => "process",
        UnhandledKind::Thread => "thread",
        UnhandledKind::Task => "task",
        UnhandledKind::ChildProcess => "child-process",
        UnhandledKind::Unraisable => "unraisable",
        UnhandledKind::Fatal => "fatal",
        UnhandledKind::Framework => "framework",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(crate) const fn is_zero(count: &u64) -> bool {
    *count == 0
}
