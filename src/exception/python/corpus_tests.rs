//! The corpus' truth against what `extract` reads, event by event.
//!
//! `ERRMON_CORPUS` names the corpus; without it a folder `shared/corpus` beside the crate is tried, and without that the
//! test says so and passes.

#![expect(clippy::print_stdout, reason = "the test tells what differs, and when it cannot run")]
#![expect(clippy::string_slice, reason = "a wrong offset shall fail the test")]

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::exception::Exception;
use crate::exception::Extraction;
use crate::exception::UnhandledKind;
use crate::exception::python::extract;

/// Events whose truth their text does not tell: file, event, fields, why.
const UNTOLD: [(&str, u64, &[&str], &str); 7] = [
    ("py_notes", 2, &["message of exception", "notes"], "a note of several lines reads as a message of several lines"),
    ("py_notes", 4, &["message of exception", "notes"], "a note reads as the second line of a message"),
    ("py_notes", 5, &["message of exception", "notes"], "a blank note reads as a message that ends in a newline"),
    ("py_notes", 6, &["message of exception", "notes"], "message lines and a note look the same"),
    ("py_notes", 7, &["message of exception", "notes"], "a note reads as the second line of a message"),
    ("py_groups", 6, &["chain"], "a member's note reads as its message"),
    ("py_uvicorn_like", 3, &["message"], "a message that ends in a newline reads as one that does not"),
];

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("ERRMON_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn flatten(exception: &Exception, parent: i64, out: &mut Vec<String>) {
    for link in &exception.chain {
        let member = &link.exception;
        let top = member.frames.first().map_or_else(String::new, |frame| {
            format!("{}:{}:{}", frame.file.clone().unwrap_or_default(), frame.line.unwrap_or(0), frame.function)
        });
        let index = i64::try_from(out.len()).unwrap();
        out.push(format!(
            "{}|{}|{}|{parent}|{}|{top}|{:?}",
            member.type_name,
            member.message.clone().unwrap_or_default(),
            link.relation.name(),
            member.frames.len(),
            member.notes
        ));
        flatten(member, index, out);
    }
}

fn top(frame: &Value) -> String {
    if frame.is_null() {
        return String::new();
    }
    format!("{}:{}:{}", text(&frame["file"]), frame["line"], text(&frame["function"]))
}

fn true_chain(event: &Value) -> Vec<String> {
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().map(|all| all.iter().map(text).collect()).unwrap_or_default()
    };
    event["chain"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| {
            format!(
                "{}|{}|{}|{}|{}|{}|{:?}",
                text(&link["type"]),
                text(&link["message"]),
                text(&link["relation"]),
                link["parent"],
                link["frames"],
                top(&link["top_frame"]),
                strings(&link["notes"])
            )
        })
        .collect()
}

/// Where the text of the event's message begins in `body`.
fn message_start(event: &Value, message: &str, body: &str) -> Option<usize> {
    if event["kind"] != "record" {
        return Some(0);
    }
    let key = message.trim_end_matches('\n').replace("\r\n", "\n");
    let key = if body.contains("\r\n") { key.replace('\n', "\r\n") } else { key };
    body.find(&key).filter(|_| !message.is_empty())
}

/// Differences between the truth of an event and what its text gives: field, truth, found.
fn compare(event: &Value, body: &str) -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    let kind = text(&event["kind"]);
    let message = text(&event["message"]);
    let Some(start) = message_start(event, &message, body) else {
        return found;
    };
    let body = &body[start..];
    let extraction = extract(body).unwrap_or(Extraction {
        message_end: body.len(),
        in_message: false,
        exception: None,
        stack_info: Vec::new(),
        notice: None,
        truncated: false,
        interleaved: false,
        end: body.len(),
    });
    let empty = Vec::new();
    let (mut type_name, mut told, mut frames, mut top_frame) = (String::new(), String::new(), 0, String::new());
    let (mut notes, mut chain) = (&empty, Vec::new());
    if let Some(exception) = &extraction.exception {
        type_name.clone_from(&exception.type_name);
        told = exception.message.clone().unwrap_or_default();
        frames = exception.frames.len();
        if let Some(frame) = exception.frames.first() {
            top_frame =
                format!("{}:{}:{}", frame.file.clone().unwrap_or_default(), frame.line.unwrap_or(0), frame.function);
        }
        notes = &exception.notes;
        flatten(exception, -1, &mut chain);
    }
    let mut check = |field: &'static str, truth: String, got: String| {
        if truth != got {
            found.push((field, truth, got));
        }
    };
    check("type", text(&event["exception_type"]), type_name);
    if event["exception_message_prefix"].is_null() {
        let printed = text(&event["exception_message_printed"]);
        let truth = text(&event["exception_message"]).replace("\r\n", "\n");
        let truth = if !printed.is_empty() && printed == told { printed } else { truth };
        check("message of exception", truth, told);
    }
    check("frames", event["frames"].to_string(), frames.to_string());
    if event["truncated"].is_null() {
        check("top_frame", top(&event["top_frame"]), top_frame);
    }
    if let Some(total) = event["frames_total"].as_u64() {
        let got = extraction.exception.as_ref().map_or(0, |exception| u64::from(exception.frames_total));
        check("frames_total", total.to_string(), got.to_string());
    }
    let all: Vec<String> = event["notes"].as_array().map(|all| all.iter().map(text).collect()).unwrap_or_default();
    check("notes", format!("{all:?}"), format!("{notes:?}"));
    check("chain", true_chain(event).join("\n"), chain.join("\n"));
    check("truncated", event["truncated"].as_bool().unwrap_or(false).to_string(), extraction.truncated.to_string());
    if kind != "logging-error" {
        check(
            "stack_info",
            event["stack_info"].as_bool().unwrap_or(false).to_string(),
            (!extraction.stack_info.is_empty()).to_string(),
        );
    }
    if kind != "stderr" && event["message_prefix"].is_null() {
        let told = &body[..extraction.message_end];
        let told = told.strip_suffix('\n').unwrap_or(told).replace("\r\n", "\n");
        let told = told.strip_suffix('\r').unwrap_or(&told);
        let told = told.trim_end_matches("\u{1b}[0m");
        let printed = event["message_printed"].as_str().map_or_else(|| message.clone(), str::to_owned);
        // structlog's console puts bound values behind the event on its line; the layout cuts them off.
        let bound = told.strip_prefix(message.as_str()).is_some_and(|rest| rest.contains('=') && !rest.contains('\n'));
        if !bound {
            check("message", printed.replace("\r\n", "\n"), told.to_owned());
        }
    }
    compare_notice(event, body, &extraction, &mut check);
    found
}

/// What says that the exception was not handled, and where the exception ends.
fn compare_notice(
    event: &Value,
    body: &str,
    extraction: &Extraction,
    check: &mut impl FnMut(&'static str, String, String),
) {
    let unhandled = text(&event["unhandled_kind"]);
    let notice = extraction.notice.as_ref().map_or("", |notice| match notice.kind {
        UnhandledKind::Process => "process",
        UnhandledKind::Thread => "thread",
        UnhandledKind::Task => "task",
        UnhandledKind::ChildProcess => "child-process",
        UnhandledKind::Unraisable => "unraisable",
        UnhandledKind::Fatal => "fatal",
        UnhandledKind::Framework => "framework",
    });
    // A bare traceback has no notice of its own.
    if !(event["kind"] == "stderr" && body.starts_with("Traceback")) {
        check("unhandled", unhandled, notice.to_owned());
    }
    if event["exception_type"].is_string() {
        let rest = &body[extraction.end..];
        check("end", String::new(), rest.to_owned());
    }
}

#[test]
fn every_event_of_the_corpus_is_read_as_its_truth_says() {
    let Some(folder) = corpus() else {
        println!("no corpus: set ERRMON_CORPUS");
        return;
    };
    let undecidable: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("undecidable.json")).unwrap()).unwrap();
    let mut names: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let (mut events, mut wrong, mut untold) = (0, 0, 0);
    for path in names {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(name) = file.strip_suffix(".truth.json").filter(|name| name.starts_with("py")) else {
            continue;
        };
        if name.contains("json") {
            continue;
        }
        let truth: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        if truth["encoding"] == "utf-16" {
            continue;
        }
        let bytes = fs::read(folder.join(format!("{name}.log"))).unwrap();
        for event in truth["events"].as_array().unwrap() {
            events += 1;
            let index = event["index"].as_u64().unwrap();
            let from = usize::try_from(event["byte_start"].as_u64().unwrap()).unwrap();
            let to = usize::try_from(event["byte_end"].as_u64().unwrap()).unwrap();
            let body = if truth["encoding"] == "latin-1" {
                bytes[from..to].iter().map(|byte| char::from(*byte)).collect()
            } else {
                String::from_utf8_lossy(&bytes[from..to]).into_owned()
            };
            let skip = undecidable[name].as_array().is_some_and(|all| {
                all.iter()
                    .any(|one| one["index"].as_u64() == Some(index) && one["fields"].as_array().unwrap().len() > 1)
            });
            for (field, want, got) in compare(event, &body) {
                let known =
                    UNTOLD.iter().any(|(file, at, fields, _)| *file == name && *at == index && fields.contains(&field));
                if known || skip {
                    untold += 1;
                } else {
                    wrong += 1;
                    println!("{name} {index} {field}:\n  truth {want:?}\n  found {got:?}");
                }
            }
        }
    }
    println!("{events} events, {wrong} wrong fields, {untold} that cannot be told");
    assert!(events > 0);
    assert_eq!(wrong, 0);
}
