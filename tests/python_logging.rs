//! Layouts compiled from Python's format strings, against the real `logging`.
//!
//! Python 3 draws format strings of all three styles (attributes, widths, date formats), logs random records with them and
//! says what it put into each field. errmon compiles the same strings and reads the lines back: every field that the line
//! leaves no doubt about has to be equal. `PYTHON_SEED` draws others. Where there is no `python3`, nothing is tested, and
//! the test says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a failing test is the right end"
)]

use std::process::Command;

use errmon::format::error::Dialect;
use errmon::format::layout::{Header, Layout, Span};
use errmon::format::piece::Field;
use errmon::format::python::{Style, compile};
use serde_json::Value;

const GENERATOR: &str = include_str!("python_logging/generate.py");

#[test]
fn records_are_read_back_by_the_format_that_logging_wrote_them_with() {
    let seed = std::env::var("PYTHON_SEED").unwrap_or_else(|_| "1".to_owned());
    let output = match Command::new("python3").args(["-c", GENERATOR, &seed]).env("TZ", "UTC").output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("skipped: python3 cannot be run ({error})");
            return;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut lines, mut fields, mut wrong) = (0, 0, Vec::new());
    for case in String::from_utf8(output.stdout).unwrap().lines() {
        let case: Value = serde_json::from_str(case).unwrap();
        lines += 1;
        fields += compare(&case, &mut wrong);
    }
    assert!(lines > 1_000 && fields > 4_000, "{lines} lines, {fields} fields");
    wrong.truncate(40);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads one line back; gives the number of fields that were compared.
fn compare(case: &Value, wrong: &mut Vec<String>) -> usize {
    let text = |key: &str| case[key].as_str();
    let (style, dialect) = match text("style").unwrap() {
        "%" => (Style::Percent, Dialect::PythonPercent),
        "{" => (Style::Brace, Dialect::PythonBrace),
        _ => (Style::Dollar, Dialect::PythonDollar),
    };
    let (pattern, line) = (text("format").unwrap(), text("line").unwrap());
    let told = format!("{pattern:?} datefmt {:?} line {line:?}", text("datefmt"));
    let pieces = match compile(pattern, text("datefmt"), style) {
        Ok(pieces) => pieces,
        Err(error) => {
            wrong.push(format!("{told}: {error}"));
            return 0;
        }
    };
    let layout = match Layout::from_pieces("x", dialect, pattern, pieces) {
        Ok(layout) => layout,
        Err(error) => {
            wrong.push(format!("{told}: {error}"));
            return 0;
        }
    };
    let mut header = Header::default();
    if !layout.match_header(line.as_bytes(), &mut header) {
        wrong.push(format!("{told}: is not taken"));
        return 0;
    }
    let part = |span: Option<Span>| span.map(|span| String::from_utf8_lossy(span.of(line.as_bytes())).into_owned());
    let further = layout.fields(line.as_bytes());
    let mut compared = 0;
    for (name, want) in case["fields"].as_object().unwrap() {
        let field = |is: fn(&Field) -> bool| part(further.iter().find(|(field, _)| is(field)).map(|(_, span)| *span));
        let got = match name.as_str() {
            "asctime" => part(header.time),
            "levelname" => part(header.level_span),
            "name" => part(header.logger),
            "threadName" => part(header.thread),
            "message" => part(Some(header.message)),
            "process" => field(|field| matches!(field, Field::Pid)),
            "processName" => field(|field| matches!(field, Field::ProcessName)),
            "funcName" => field(|field| matches!(field, Field::Function)),
            "filename" => field(|field| matches!(field, Field::File)),
            "pathname" => field(|field| matches!(field, Field::Path)),
            "module" => field(|field| matches!(field, Field::Module)),
            "lineno" => field(|field| matches!(field, Field::LineNumber)),
            "levelno" => field(|field| matches!(field, Field::LevelNumber)),
            "thread" => field(|field| matches!(field, Field::ThreadId)),
            _ => continue,
        };
        compared += 1;
        if got.as_deref() != want.as_str() {
            wrong.push(format!("{told}: {name} is {got:?}, not {want}"));
        }
    }
    if let Some(want) = case["micros"].as_i64() {
        compared += 1;
        let got = header.time.and_then(|span| layout.parse_stamp(span.of(line.as_bytes()))).map(|stamp| stamp.micros);
        if got != Some(want) {
            wrong.push(format!("{told}: the time is {got:?}, not {want}"));
        }
    }
    compared
}
