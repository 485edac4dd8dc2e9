//! One event as JSON: `errmon.event/1`, one object a line.
//!
//! Names follow the nesting of the Elastic Common Schema, so that `jq '.error.type'` works. Keys stand in a fixed order and
//! are absent when unknown, never null.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::event::{Event, Place};
use crate::exception::{Exception, Frame, Language};
use crate::issue::{Identity, OwnCode};
use crate::report::row;
use crate::report::time::Moment;

/// The name and version of the event's JSON.
pub const SCHEMA: &str = "errmon.event/1";

/// Levels of a chain that are written; what hangs deeper is left out.
const DEEPEST: usize = 100;

/// What writing an event needs to know beside the event.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Paths of the sources, in the order read.
    pub paths: &'a [String],
    /// Which frames are own code.
    pub own: &'a OwnCode,
}

impl<'a> Context<'a> {
    fn path(&self, place: Place) -> &'a str {
        self.paths.get(place.source as usize).map_or("", String::as_str)
    }
}

/// An event ready to be written.
#[derive(Debug, Serialize)]
pub struct EventRow<'a> {
    schema: &'static str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    timestamp_assumed: Vec<&'static str>,
    log: Log<'a>,
    #[serde(skip_serializing_if = "Process::is_empty")]
    process: Process<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unhandled: Option<UnhandledRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stack_info: Vec<FrameRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<Spot<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wraps: Vec<Spot<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Labels::is_empty")]
    labels: Labels<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<IssueRow<'a>>,
}

#[derive(Debug, Serialize)]
struct Log<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity_number: Option<u8>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    level_assumed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    logger: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp_text: Option<&'a str>,
    file: FilePath<'a>,
    line: u64,
    lines: u64,
    offset_bytes: u64,
    length_bytes: u64,
    #[serde(skip_serializing_if = "OriginRow::is_empty")]
    origin: OriginRow<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    interleaved: bool,
}

#[derive(Debug, Serialize)]
struct FilePath<'a> {
    path: &'a str,
}

#[derive(Debug, Serialize)]
struct OriginRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl OriginRow<'_> {
    const fn is_empty(&self) -> bool {
        self.function.is_none() && self.file.is_none() && self.line.is_none()
    }
}

#[derive(Debug, Serialize)]
struct Process<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pid: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<Name<'a>>,
}

impl Process<'_> {
    const fn is_empty(&self) -> bool {
        self.pid.is_none() && self.name.is_none() && self.thread.is_none()
    }
}

#[derive(Debug, Serialize)]
struct Name<'a> {
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct Id<'a> {
    id: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct ErrorRow<'a> {
    #[serde(rename = "type")]
    type_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    /// Only of the outermost exception: a chain is of one language.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    #[serde(skip_serializing_if = "slice_is_empty")]
    notes: &'a [String],
    frames: Vec<FrameRow<'a>>,
    frames_total: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chain: Vec<LinkRow<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circular: bool,
}

const fn slice_is_empty(slice: &&[String]) -> bool {
    slice.is_empty()
}

#[derive(Debug, Serialize)]
struct LinkRow<'a> {
    relation: &'static str,
    #[serde(flatten)]
    error: ErrorRow<'a>,
}

/// One frame.
#[derive(Debug, Serialize)]
struct FrameRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<&'a str>,
    function: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    in_app: bool,
    #[serde(skip_serializing_if = "no_repeat")]
    repeat: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inherited: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    native: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<&'a str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn no_repeat(repeat: &u32) -> bool {
    *repeat == 0
}

#[derive(Debug, Serialize)]
struct UnhandledRow<'a> {
    kind: &'static str,
    certainty: &'static str,
    evidence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Spot<'a> {
    path: &'a str,
    line: u64,
}

#[derive(Debug)]
struct Labels<'a>(&'a [(String, String)]);

impl Labels<'_> {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Labels<'_> {
    /// A key that stands twice keeps its first value: JSON objects have each key once.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut seen = std::collections::HashSet::new();
        for (key, value) in self.0 {
            if seen.insert(key) {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

#[derive(Debug, Serialize)]
struct IssueRow<'a> {
    id: String,
    fingerprint: String,
    template: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    culprit: Option<&'a str>,
}

impl<'a> EventRow<'a> {
    /// An event as it is written; `identity` names its issue, where it has one.
    pub fn new(event: &'a Event, identity: Option<&'a Identity>, context: &Context<'a>) -> Self {
        let spot = |place: Place| Spot { path: context.path(place), line: place.line };
        let time = event.time.as_ref();
        Self {
            schema: SCHEMA,
            kind: event.kind.name(),
            timestamp: time.map(|time| {
                Moment { micros: time.micros, offset_seconds: time.offset_seconds }.rfc3339(time.fraction_digits.min(6))
            }),
            timestamp_assumed: time.map(|time| time.assumed.names()).unwrap_or_default(),
            log: log(event, context),
            process: Process {
                pid: event.pid,
                name: event.process_name.as_deref(),
                thread: event.thread.as_deref().map(|name| Name { name }),
            },
            host: event.host.as_deref().map(|name| Name { name }),
            message: event.message.as_deref(),
            module: event.module.as_deref(),
            error: event.exception.as_ref().map(|exception| error(exception, context, 0)),
            handled: event.exception.is_some().then_some(event.unhandled.is_none()),
            unhandled: event.unhandled.as_ref().map(|notice| UnhandledRow {
                kind: row::kind_name(notice.kind),
                certainty: if notice.certain { "certain" } else { "likely" },
                evidence: &notice.evidence,
                thread: notice.thread.as_deref(),
            }),
            stack_info: frames(&event.stack_info, Language::Python, context),
            duplicate_of: event.duplicate.map(|duplicate| spot(duplicate.of)),
            duplicate_kind: event.duplicate.map(|duplicate| duplicate.kind.name()),
            wraps: event.wraps.iter().copied().map(spot).collect(),
            user: event.user_id().map(|id| Id { id }),
            trace: event.trace_id().map(|id| Id { id }),
            labels: Labels(&event.labels),
            issue: identity.map(|identity| IssueRow {
                id: identity.fingerprint.id(),
                fingerprint: identity.fingerprint.to_string(),
                template: &identity.template,
                culprit: identity.culprit.as_deref(),
            }),
        }
    }
}

fn log<'a>(event: &'a Event, context: &Context<'a>) -> Log<'a> {
    Log {
        level: event.level_text.as_deref().or_else(|| event.level.map(crate::format::level::Level::name)),
        severity_number: event.level.map(crate::format::level::Level::severity_number),
        level_assumed: event.level_assumed,
        logger: event.logger.as_deref(),
        timestamp_text: event.timestamp_text.as_deref(),
        file: FilePath { path: context.path(event.place) },
        line: event.place.line,
        lines: event.place.lines,
        offset_bytes: event.place.offset_bytes,
        length_bytes: event.place.length_bytes,
        origin: OriginRow {
            function: event.origin.function.as_deref(),
            file: event.origin.file.as_deref(),
            line: event.origin.line,
        },
        marker: event.marker.as_deref(),
        truncated: event.truncated,
        interleaved: event.interleaved,
    }
}

fn error<'a>(exception: &'a Exception, context: &Context<'a>, depth: usize) -> ErrorRow<'a> {
    let links = if depth < DEEPEST { exception.chain.as_slice() } else { &[] };
    ErrorRow {
        type_name: &exception.type_name,
        message: exception.message.as_deref(),
        language: (depth == 0).then_some(exception.language.name()),
        notes: &exception.notes,
        frames: frames(&exception.frames, exception.language, context),
        frames_total: exception.frames_total,
        chain: links
            .iter()
            .map(|link| LinkRow { relation: link.relation.name(), error: error(&link.exception, context, depth + 1) })
            .collect(),
        circular: exception.circular,
    }
}

fn frames<'a>(frames: &'a [Frame], language: Language, context: &Context<'a>) -> Vec<FrameRow<'a>> {
    frames
        .iter()
        .map(|frame| FrameRow {
            module: frame.module.as_deref(),
            function: &frame.function,
            file: frame.file.as_deref(),
            line: frame.line,
            source: frame.source.as_deref(),
            in_app: context.own.is_own(frame, language),
            repeat: frame.repeat,
            inherited: frame.inherited,
            native: frame.native,
            package: frame.package.as_deref(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{division, division_again, order};
    use serde_json::json;

    fn value(event: &Event) -> serde_json::Value {
        let paths = ["error.log".to_owned(), "orders.log".to_owned()];
        let own = OwnCode::default();
        let context = Context { paths: &paths, own: &own };
        serde_json::to_value(EventRow::new(event, None, &context)).unwrap()
    }

    #[test]
    fn the_documents_failure_reads_as_it_should() {
        let json = value(&division());
        assert_eq!(json["timestamp"], "2026-11-23T09:27:00.123+01:00");
        assert_eq!(json["timestamp_assumed"], json!(["zone"]));
        assert_eq!(json["log"]["file"]["path"], "error.log");
        assert_eq!(json["error"]["type"], "ZeroDivisionError");
        assert_eq!(json["error"]["frames"][0]["in_app"], true);
        assert_eq!(json["error"]["frames"][1]["in_app"], false);
        assert_eq!(json["handled"], true);
        let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            ["schema", "kind", "timestamp", "timestamp_assumed", "log", "message", "module", "error", "handled"]
        );
    }

    #[test]
    fn a_duplicate_names_what_it_repeats() {
        let json = value(&division_again());
        assert_eq!(
            (&json["duplicate_of"], &json["duplicate_kind"]),
            (&json!({"path": "error.log", "line": 1}), &json!("exception"))
        );
    }

    #[test]
    fn everything_known_is_written_in_order_and_nothing_is_null() {
        let json = value(&order());
        let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
        let expected = [
            "schema",
            "kind",
            "timestamp",
            "log",
            "process",
            "host",
            "message",
            "module",
            "error",
            "handled",
            "unhandled",
            "stack_info",
            "wraps",
            "labels",
        ];
        assert_eq!(keys, expected);
        assert_eq!(json["handled"], false);
        assert_eq!(json["unhandled"]["certainty"], "certain");
        assert_eq!(json["error"]["chain"][0]["relation"], "cause");
        assert_eq!(json["error"]["chain"][0]["frames"][0]["repeat"], 3);
        assert_eq!(json["process"]["thread"]["name"], "worker-3");
        assert!(!json.to_string().contains("null"));
    }

    #[test]
    fn a_label_that_stands_twice_is_written_once() {
        let mut event = division();
        event.labels = vec![("a".to_owned(), "1".to_owned()), ("a".to_owned(), "2".to_owned())];
        assert_eq!(value(&event)["labels"], json!({"a": "1"}));
    }
}
