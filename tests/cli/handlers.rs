//! Records of two handlers in one file.

use crate::coarse::told;
use crate::support::Sandbox;

#[test]
fn records_without_a_time_are_told_from_those_of_another_handler() {
    let line = |at: usize| {
        let (level, name) = (["INFO", "ERROR", "INFO"][at % 3], ["http", "pool"][at % 2]);
        format!(
            "lib.{name}|{level}|User {at} logged in\n2026-01-13 21:02:{:02},979 {level}: app.views: order {at}\nof eve\n",
            at + 10
        )
    };
    let found = told(&(0..8).map(line).collect::<String>());
    assert_eq!(found.len(), 16);
    assert_eq!(found[2], "ERROR|lib.pool|User 1 logged in");
    assert_eq!(found[3], "ERROR|app.views|order 1\nof eve");
}

#[test]
fn a_table_below_one_record_is_its_message() {
    let line = |at: usize| format!("2026-01-13 21:02:{:02},979 INFO: app.views: order {at}\n", at + 10);
    let table = "app.web|INFO|17\napp.db|ERROR|2\napp.db|INFO|9\napp.web|WARNING|1\n";
    let log = (0..4).map(line).collect::<String>() + table + &(4..8).map(line).collect::<String>();
    let found = told(&log);
    assert_eq!(found.len(), 8);
    assert_eq!(found[3], format!("INFO|app.views|order 3\n{}", table.trim_end()));
}

#[test]
fn threads_are_read_beside_records_of_another_form() {
    let line = |at: usize| {
        let level = ["INFO", "ERROR"][at % 2];
        format!(
            "2026-07-20 02:05:{at:02},207 {level:<8} MainThread order {at}\n02:05:{at:02} [{level}] app.models: cart {at}\n"
        )
    };
    let found = told(&(10..20).map(line).collect::<String>());
    assert_eq!(found.len(), 20);
    assert_eq!(found[2..4], ["ERROR||order 11", "ERROR|app.models|cart 11"]);
}

#[test]
fn a_mark_behind_loggers_is_no_message_s() {
    for mark in ["~", ">"] {
        let line = |at: usize| {
            format!(
                "2026-01-13 21:02:{:02},979 {:<7} a.worker {mark} order {at}\n",
                at + 10,
                ["INFO", "WARNING"][at % 2]
            )
        };
        let found = told(&(0..8).map(line).collect::<String>());
        assert_eq!(found[7], "WARNING|a.worker|order 7", "{mark}");
    }
}

#[test]
fn notes_below_a_trace_without_a_header_are_its_own() {
    let sandbox = |below: &str| {
        let record = |second: u32| format!("2026-01-13 21:02:{second},979 INFO: app.views: order {second}\n");
        let trace = "Exception in thread worker-9:\nTraceback (most recent call last):\n  \
                     File \"/srv/app/feeds.py\", line 4, in load\n    return json.loads(text)\n\
                     json.decoder.JSONDecodeError: Expecting value: line 1 column 26 (char 25)\n";
        let log = [record(10), record(11), trace.to_owned(), below.to_owned(), record(12), record(13)].concat();
        let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
        let events = run.exits(0).json_lines();
        assert_eq!(events.len(), 5, "{below}");
        (events[2]["error"]["notes"].clone(), events[2]["log"]["lines"].clone())
    };
    let (notes, lines) = sandbox("while reading /etc/app/feeds.json\nfeed: partner-6\nattempt=2\n");
    assert_eq!(notes, serde_json::json!(["while reading /etc/app/feeds.json", "feed: partner-6", "attempt=2"]));
    assert_eq!(lines, 8);
    for printed in ["done\n", "feed: partner-6\n", "While we wait: 7\n", "\nwhile reading feeds\n", "total=7\n"] {
        let (notes, lines) = sandbox(printed);
        assert!(notes.is_null(), "{printed}: {notes}");
        assert!(lines.as_u64().unwrap() <= 6, "{printed}: {lines}");
    }
    assert_eq!(sandbox("while reading feeds\nDone: 7\n").0, serde_json::json!(["while reading feeds"]));
}
