//! Compares what is read from real logs with what the programs that wrote them knew.

#![expect(clippy::print_stdout, reason = "a test that finds no corpus says so")]
#![expect(clippy::string_slice, reason = "the offsets come from the text itself; a wrong one must fail")]

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::exception::java::extract;
use crate::exception::{Exception, Extraction, Frame, UnhandledKind};

/// What the bytes cannot tell, beyond the corpus's own list: file, event, field, reason.
const OUT_OF_REACH: &[(&str, u64, &str, &str)] = &[
    ("lb_odd_messages", 3, "exception_message", "the message is the text `null`, which Logback prints for none"),
    ("l4_plain", 6, "exception_type", "a `toString` of its own hides the class"),
];

fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("ERRMON_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    path.is_dir().then_some(path)
}

fn text_of(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

/// Where the message starts in the record's text.
fn message_start(record: &str, event: &Value) -> usize {
    if event["kind"] == "stderr" {
        return 0;
    }
    let mut from = 0;
    if event["source_method"].is_string() {
        from = record.find('\n').unwrap() + 1;
    }
    let line_end = from + record[from..].find('\n').unwrap_or(record.len() - from);
    if let Some(logger) = text_of(&event["logger"])
        && let Some(at) = record[from..line_end].find(logger)
    {
        from += at + logger.len();
    }
    let message = event["message"].as_str().unwrap_or("null");
    let first = message.split('\n').next().unwrap();
    if first.is_empty() {
        return line_end;
    }
    let line = &record[from..line_end];
    line.match_indices(first)
        .map(|(at, _)| from + at)
        .find(|&at| record[..at].ends_with([' ', '\t']))
        .unwrap_or_else(|| panic!("no message {first:?} in {line:?}"))
}

#[derive(Default)]
struct Report {
    lines: Vec<String>,
    events: usize,
    exceptions: usize,
}

impl Report {
    fn check(&mut self, place: &str, field: &str, want: &impl std::fmt::Debug, got: &impl std::fmt::Debug) {
        let (want, got) = (format!("{want:?}"), format!("{got:?}"));
        if want != got {
            self.lines.push(format!("{place} {field}: want {want}, got {got}"));
        }
    }
}

fn check_frame(report: &mut Report, place: &str, want: &Value, got: Option<&Frame>) {
    if want.is_null() {
        return;
    }
    let Some(got) = got else {
        report.lines.push(format!("{place} top_frame: none"));
        return;
    };
    let line = want["line"].as_i64().filter(|&line| line > 0);
    report.check(place, "class", &want["class"].as_str(), &got.module.as_deref());
    report.check(place, "method", &want["method"].as_str(), &Some(got.function.as_str()));
    report.check(place, "file", &want["file"].as_str().filter(|_| line.is_some()), &got.file.as_deref());
    report.check(place, "line", &line, &got.line.map(i64::from));
    report.check(place, "native", &(want["line"] == -2), &got.native);
    // log4j2 prints no module.
    if !place.starts_with("l4_default") {
        report.check(place, "module", &want["module"].as_str(), &got.package.as_deref());
    }
}

fn same_message(truth: &Value, got: Option<&str>) -> bool {
    let direct = |key: &str| text_of(&truth[key]).map(|text| if text == "null" { None } else { Some(text) });
    let want = text_of(&truth["exception_message"]);
    got == want
        || direct("exception_message_printed").is_some_and(|text| got == text)
        || direct("exception_to_string").is_some_and(|text| got == text)
}

/// The chain in the order of the truth: depth first, suppressed before the cause; circles are no members.
fn flatten<'a>(of: &'a Exception, parent: i64, into: &mut Vec<(i64, &'static str, &'a Exception)>) {
    for link in &of.chain {
        if link.exception.circular {
            continue;
        }
        into.push((parent, link.relation.name(), &link.exception));
        let index = i64::try_from(into.len()).unwrap() - 1;
        flatten(&link.exception, index, into);
    }
}

fn printed(exception: &Exception) -> u64 {
    exception.frames.iter().filter(|frame| !frame.inherited).count() as u64
}

fn check_exception(report: &mut Report, place: &str, truth: &Value, got: &Exception, skip: &dyn Fn(&str) -> bool) {
    if !skip("exception_type") {
        report.check(place, "exception_type", &truth["exception_type"].as_str(), &Some(got.type_name.as_str()));
    }
    if !skip("exception_message") && !same_message(truth, got.message.as_deref()) {
        report.check(place, "exception_message", &truth["exception_message"].as_str(), &got.message.as_deref());
    }
    if !skip("frames") {
        report.check(place, "frames", &truth["frames"].as_u64(), &Some(printed(got)));
    }
    if !skip("top_frame") {
        check_frame(report, place, &truth["top_frame"], got.frames.first());
    }
    let mut chain = Vec::new();
    flatten(got, -1, &mut chain);
    let want = truth["chain"].as_array().unwrap();
    report.check(place, "chain length", &want.len(), &chain.len());
    // log4j2 counts differently, and a limit of frames hides the rest.
    let whole = !place.starts_with("l4_default") && !place.starts_with("lb_ex_") && !place.starts_with("lb_status");
    for (want, (parent, relation, got)) in want.iter().zip(&chain) {
        let place = format!("{place} chain");
        report.check(&place, "parent", &want["parent"].as_i64(), &Some(*parent));
        report.check(&place, "relation", &want["relation"].as_str(), &Some(*relation));
        report.check(&place, "type", &want["type"].as_str(), &Some(got.type_name.as_str()));
        let message = text_of(&want["message"]);
        report.check(&place, "message", &message, &got.message.as_deref());
        report.check(&place, "frames", &want["frames"].as_u64(), &Some(printed(got)));
        check_frame(report, &place, &want["top_frame"], got.frames.first());
        if whole {
            report.check(&place, "frames_total", &want["frames_total"].as_u64(), &Some(u64::from(got.frames_total)));
            report.check(&place, "unfolded", &(got.frames_total as usize), &got.frames.len());
        }
    }
}

fn check_event(report: &mut Report, name: &str, bytes: &[u8], event: &Value, undecidable: &Value) {
    let index = event["index"].as_u64().unwrap();
    let place = format!("{name} event {index}");
    let skip = |field: &str| {
        OUT_OF_REACH.iter().any(|&(file, at, known, _)| file == name && at == index && known == field)
            || undecidable[name].as_array().into_iter().flatten().any(|entry| {
                entry["index"] == index && entry["fields"].as_array().unwrap().iter().any(|known| known == field)
            })
    };
    let offset = |key: &str| usize::try_from(event[key].as_u64().unwrap()).unwrap();
    let record = String::from_utf8_lossy(&bytes[offset("byte_start")..offset("byte_end")]).into_owned();
    let text = &record[message_start(&record, event)..];
    let found = extract(text);
    let message = &text[..found.as_ref().map_or(text.len(), |found| found.message_end)];
    let message = message.strip_suffix('\n').unwrap_or(message);
    report.events += 1;
    if event["kind"] != "stderr" && !skip("message") {
        let want = event["message"].as_str().unwrap_or("null");
        // The pattern of this file ends in a blank when there is no exception.
        let message = if name == "lb_ex_depth" { message.trim_end() } else { message };
        // A two-line header's record ends with an empty line after the trace.
        report.check(&place, "message", &want, &message);
    }
    let exception = found.as_ref().and_then(|found| found.exception.as_ref());
    match (event["exception_type"].as_str().filter(|_| event["exception_not_printed"].is_null()), exception) {
        (None, None) => {}
        (None, Some(got)) if skip("exception_type") => drop(got.clone()),
        (Some(_), Some(got)) => {
            report.exceptions += 1;
            check_exception(report, &place, event, got, &skip);
        }
        (want, got) => report.check(&place, "exception", &want, &got.map(|got| &got.type_name)),
    }
    if let Some(found) = &found {
        check_rest(report, &place, event, found, text.len());
    }
}

fn check_rest(report: &mut Report, place: &str, event: &Value, found: &Extraction, length: usize) {
    report.check(place, "truncated", &event["truncated"].as_bool().unwrap_or(false), &found.truncated);
    report.check(place, "end", &length, &found.end);
    let in_message = event["kind"] == "stderr" || event["exception_in_message"] == true;
    report.check(place, "in_message", &in_message, &found.in_message);
    let kind = found.notice.as_ref().map(|notice| match notice.kind {
        UnhandledKind::Process => "process",
        UnhandledKind::Thread => "thread",
        _ => "other",
    });
    report.check(place, "unhandled_kind", &event["unhandled_kind"].as_str(), &kind);
}

#[test]
fn exceptions_of_the_corpus_are_those_that_were_logged() {
    let Some(corpus) = corpus() else {
        println!("skipped: no corpus (set ERRMON_CORPUS)");
        return;
    };
    let undecidable: Value =
        serde_json::from_str(&fs::read_to_string(corpus.join("undecidable.json")).unwrap()).unwrap();
    let mut report = Report::default();
    let mut paths: Vec<PathBuf> = fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let file = path.file_name().unwrap().to_str().unwrap();
        let Some(name) = file.strip_suffix(".truth.json") else {
            continue;
        };
        if !["lb_", "l4_", "jul_"].iter().any(|start| name.starts_with(start)) || name == "lb_json" {
            continue;
        }
        let truth: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let bytes = fs::read(corpus.join(format!("{name}.log"))).unwrap();
        for event in truth["events"].as_array().unwrap() {
            check_event(&mut report, name, &bytes, event, &undecidable);
        }
    }
    println!("{} events, {} exceptions", report.events, report.exceptions);
    assert!(report.exceptions > 100);
    assert!(report.lines.is_empty(), "{}\n{} differ", report.lines.join("\n"), report.lines.len());
}
