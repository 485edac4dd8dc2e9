//! `errmon top`: one ranked table.

use serde_json::{Value, json};

use crate::support::Sandbox;

fn rows(by: &str, path: &str) -> Value {
    let report = Sandbox::new().errmon(["top", "--by", by, "--format", "json", path]).exits(0).json();
    assert_eq!(report["top"]["by"], by);
    report["top"]["rows"].clone()
}

#[test]
fn types_are_ranked_by_events_and_then_by_name() {
    let expected = json!([
        { "type": "ValueError", "events": 4 },
        { "type": "RuntimeError", "events": 3 },
        { "type": "IndexError", "events": 1 },
        { "type": "KeyError", "events": 1 },
        { "type": "OSError", "events": 1 },
        { "type": "json.decoder.JSONDecodeError", "events": 1 },
    ]);
    assert_eq!(rows("type", "corpus/py_chain.log"), expected);
}

#[test]
fn threads_keep_their_names_even_where_they_look_like_headers() {
    let expected = json!([
        { "thread": "fetch_2", "events": 3 },
        { "thread": "MainThread", "events": 2 },
        { "thread": "fetch_0", "events": 2 },
        { "thread": "fetch_3", "events": 1 },
        { "thread": "main [weird] - ERROR name", "events": 1 },
    ]);
    assert_eq!(rows("thread", "corpus/py_threads.log"), expected);
}

#[test]
fn a_table_adds_up_to_all_events() {
    for by in ["type", "module", "logger", "issue", "culprit", "file", "thread", "level", "message", "hour"] {
        let run = Sandbox::new().errmon(["top", "--by", by, "--format", "json", "corpus/py_duplicates.log"]).exits(0);
        let report = run.json();
        let sum: u64 =
            report["top"]["rows"].as_array().unwrap().iter().map(|row| row["events"].as_u64().unwrap()).sum();
        let rest =
            report["top"]["other"]["events"].as_u64().unwrap_or(0) + report["top"]["without"].as_u64().unwrap_or(0);
        assert_eq!(sum + rest, report["totals"]["events"].as_u64().unwrap(), "by {by}: {run}");
    }
}

#[test]
fn csv_has_a_header_and_one_row_a_value() {
    let run = Sandbox::new().errmon(["top", "--by", "type", "--format", "csv", "corpus/py_chain.log"]).exits(0);
    assert_eq!(run.stdout.lines().next(), Some("type,events"), "{run}");
    assert_eq!(run.stdout.lines().nth(1), Some("ValueError,4"), "{run}");
}

#[test]
fn an_unknown_key_names_the_known_ones() {
    Sandbox::new().errmon(["top", "--by", "colour", "python/error.log"]).fails(&["colour", "culprit", "logger"]);
}
