//! Logs with bytes that a text tool would stumble over: read right, counted, never an error.

use crate::support::Sandbox;

#[test]
fn crlf_belongs_to_the_line_end() {
    let sandbox = Sandbox::new();
    let events = sandbox.errmon(["events", "corpus/py_crlf.log"]).exits(0);
    assert!(!events.stdout.contains("\\r"), "{events}");
    // grep -c $'^[0-9].*\r$' corpus/py_crlf.log
    assert_eq!(sandbox.coverage("corpus/py_crlf.log")["crlf_records"], 4);
}

#[test]
fn nul_bytes_are_kept_in_messages_and_counted() {
    let sandbox = Sandbox::new();
    let bytes = std::fs::read(sandbox.path("corpus/py_nul_bytes.log")).unwrap();
    let count = memchr::memchr_iter(0, &bytes).count();
    assert_eq!(sandbox.coverage("corpus/py_nul_bytes.log")["nul_bytes"], count);
}

#[test]
fn invalid_utf_8_is_replaced_and_counted() {
    let log = b"2026-11-23 11:37:31,010 - root - ERROR - caf\xe9 \xff\n";
    let sandbox = Sandbox::empty().with("a.log", log);
    let events = sandbox.errmon(["events", "a.log"]).exits(0).json_lines();
    assert_eq!(events[0]["message"], "caf\u{fffd} \u{fffd}");
    assert_eq!(sandbox.coverage("a.log")["invalid_utf8_bytes"], 2);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_record() {
    let sandbox = Sandbox::empty().with("a.log", "\u{feff}2026-11-23 11:37:31,010 - root - ERROR - one\n");
    let events = sandbox.errmon(["events", "a.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["log"]["offset_bytes"], 3);
}

#[test]
fn a_trace_cut_by_the_end_of_the_file_is_kept_and_marked() {
    let sandbox = Sandbox::new();
    let run = sandbox.errmon(["events", "corpus/py_truncated.log"]).exits(0);
    assert_eq!(run.json_lines().last().unwrap()["log"]["truncated"], true, "{run}");
    sandbox.errmon(["analyze", "corpus/py_truncated.log"]).exits(0).warns(&["warning: ", "py_truncated.log"]);
}

#[test]
fn a_line_longer_than_the_body_limit_is_cut_and_counted() {
    let tail = "x".repeat(5 << 20);
    let log =
        format!("2026-11-23 11:37:31,010 - root - ERROR - {tail}\n2026-11-23 11:37:31,011 - root - ERROR - two\n");
    let sandbox = Sandbox::empty().with("a.log", log);
    let coverage = sandbox.coverage("a.log");
    assert_eq!((&coverage["lines_read"], &coverage["records_cut"]), (&2.into(), &1.into()));
    assert!(coverage["bytes_cut"].as_u64().unwrap() >= 1 << 20);
}

/// What a log says must not reach the terminal as a command to it.
#[test]
fn escape_sequences_do_not_reach_the_table() {
    let log = "2026-11-23 11:37:31,010 - root - ERROR - \u{1b}]0;owned\u{7} \u{202e}txt.exe \u{1b}[2J\n";
    let run = Sandbox::empty().with("a.log", log).errmon(["analyze", "a.log"]).exits(0);
    for hostile in ['\u{1b}', '\u{7}', '\u{202e}'] {
        assert!(!run.stdout.contains(hostile), "{hostile:?} in {run}");
    }
}
