//! Logs that were meant for a terminal: with colours, and with progress bars between the records.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::Sandbox;

/// Real logs, and how many records and exceptions the programs logged.
const LOGS: [(&str, usize, usize); 5] =
    [("coloredlogs", 32, 7), ("colorlog", 32, 7), ("interpreter", 3, 1), ("loguru", 14, 5), ("whole_record", 13, 5)];

/// `text` without what colours it.
fn plain(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

/// What an event says, but for its place in bytes.
fn said(mut event: Value) -> Value {
    for place in ["offset_bytes", "length_bytes", "file"] {
        event["log"].as_object_mut().unwrap().remove(place);
    }
    event
}

#[test]
fn colours_change_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/python/coloured");
    for (name, records, exceptions) in LOGS {
        let text = fs::read_to_string(folder.join(format!("{name}.log"))).unwrap();
        let read = |text: &str| {
            let sandbox = Sandbox::empty().with("a.log", text);
            sandbox.errmon(["events", "a.log", "--all-records"]).exits(0).json_lines()
        };
        let coloured = read(&text);
        let with = coloured.iter().filter(|event| event["error"].is_object()).count();
        assert_eq!((coloured.len(), with), (records, exceptions), "{name}");
        let mut end = 0;
        for event in &coloured {
            assert_eq!(event["log"]["offset_bytes"], end, "{name}");
            end += event["log"]["length_bytes"].as_u64().unwrap();
        }
        assert_eq!(end, text.len() as u64, "{name}");
        let [coloured, plain] = [coloured, read(&plain(&text))].map(|events| events.into_iter().map(said));
        for (coloured, plain) in coloured.zip(plain) {
            assert_eq!(coloured, plain, "{name}");
        }
    }
}

#[test]
fn a_message_keeps_the_colours_inside_it() {
    let line = |message: &str| format!("\x1b[32m2026-11-23 11:36:09,146\x1b[0m \x1b[31mERROR\x1b[0m app: {message}\n");
    let messages = [
        ("\x1b[1mbold\x1b[22m message\x1b[0m", "\x1b[1mbold\x1b[22m message"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[31m\x1b[1m\x1b[0m", ""),
        ("disk \x1b[31mfull\x1b[0m now", "disk \x1b[31mfull\x1b[0m now"),
    ];
    let sandbox = Sandbox::empty().with("a.log", messages.map(|(printed, _)| line(printed)).concat());
    let events = sandbox.errmon(["events", "a.log"]).exits(0).json_lines();
    let read: Vec<&str> = events.iter().map(|event| event["message"].as_str().unwrap_or_default()).collect();
    assert_eq!(read, messages.map(|(_, message)| message));
}

#[test]
fn records_printed_over_an_open_progress_bar_are_read() {
    let sandbox = Sandbox::new();
    let events = sandbox.errmon(["events", "python/tqdm.log", "--all-records"]).exits(0).json_lines();
    let text = |event: &Value| {
        let [message, level] = [&event["message"], &event["log"]["level"]].map(|value| value.as_str().unwrap());
        format!("{level} {message} {}", event["error"]["type"].as_str().unwrap_or_default())
    };
    // What the program logged, three times between its first and its last line.
    let epoch =
        ["INFO step 7 loss 0.5 ", "ERROR step failed ZeroDivisionError", "ERROR plain error ", "INFO epoch done "];
    let said = [&["INFO training starts "][..], &epoch, &epoch, &epoch].concat();
    assert_eq!(events.iter().map(text).collect::<Vec<_>>(), said);
    assert!(events.iter().all(|event| event["unhandled"].is_null()));
}
