//! JSON records: a message and a trace that are written as JSON are read back as they were, however they are escaped,
//! and whatever stands between such records is accounted for.
//!
//! Input: the message up to the first NUL, the trace up to the second one, then lines that follow.
#![no_main]

use std::fmt::Write as _;

use errmon::exception;
use errmon_fuzz::{LONGEST, lines_of, records, settings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if text.len() > LONGEST {
        return;
    }
    let mut parts = text.splitn(3, '\0');
    let mut part = || parts.next().unwrap_or_default();
    let (message, stack, rest) = (part(), part(), part());
    let line = |write: fn(&str) -> String| {
        let (message, stack) = (write(message), write(stack));
        let head = r#"{"@timestamp":"2026-11-23T11:36:09.144Z","@version":"1","#;
        format!(
            "{head}\"message\":{message},\"logger_name\":\"app\",\"thread_name\":\"main\",\"level\":\"ERROR\",\"level_value\":40000,\"stack_trace\":{stack}}}\n"
        )
    };
    let settings = settings(Vec::new());
    let (shortly, _) = records(line(short).as_bytes(), &settings);
    let (long, _) = records(line(escaped).as_bytes(), &settings);
    assert_eq!(shortly.len(), 1, "one line is one record: {shortly:?}");
    for (a, b) in shortly.iter().zip(&long) {
        assert_eq!((&a.message, &a.exception), (&b.message, &b.exception), "escaped in two ways");
    }
    let is_plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == ' ');
    if is_plain(message) && message.trim() == message && stack.is_empty() {
        assert_eq!(shortly[0].message.as_deref(), Some(message), "read back");
    }
    if is_plain(message)
        && let Some(tree) = exception::extract(stack).and_then(|found| found.exception)
        && stack.starts_with("Traceback (most recent call last):\n")
    {
        assert_eq!(shortly[0].exception.as_ref(), Some(&tree), "read back");
    }
    let log = line(short) + rest;
    let (_, outcome) = records(log.as_bytes(), &settings);
    // Of what is no text nothing is read.
    if outcome.summary.coverage.lines > 0 {
        assert_eq!(outcome.summary.coverage.lines, lines_of(log.as_bytes()), "line feeds");
    }
});

/// With as few escapes as JSON allows.
fn short(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Every character as an escape.
fn escaped(text: &str) -> String {
    let mut out = "\"".to_owned();
    for unit in text.encode_utf16() {
        let _ = write!(out, "\\u{unit:04x}");
    }
    out + "\""
}
