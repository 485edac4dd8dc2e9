//! Exception groups of Python (PEP 654), whose header is indented, wherever a plain traceback may stand.

use serde_json::Value;

use crate::support::Sandbox;

/// As `CPython` 3.11 prints it.
const GROUP: &str = r#"  + Exception Group Traceback (most recent call last):
  |   File "/srv/shop/api.py", line 13, in run
  |     raise ExceptionGroup("unhandled errors in a TaskGroup", errors)
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/shop/api.py", line 9, in boom
    |     pay()
    |   File "/srv/shop/api.py", line 3, in pay
    |     raise ValueError("bad")
    | ValueError: bad
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "/srv/shop/api.py", line 5, in ship
    |     raise KeyError("k")
    | KeyError: 'k'
    +------------------------------------
"#;
const CAUSED: &str = r#"
The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/shop/api.py", line 31, in main
    raise RuntimeError("outer") from error
RuntimeError: outer
"#;

/// Type, number of frames and what hangs on an exception.
fn tree(error: &Value) -> String {
    let Some(name) = error["type"].as_str() else { return String::new() };
    let frames = error["frames"].as_array().map_or(0, Vec::len);
    let links = error["chain"].as_array().into_iter().flatten().map(tree).collect::<Vec<_>>();
    format!("{name} {frames} [{}]", links.join(", "))
}

/// Line, level, first line of the message and exception of each record.
fn told(log: &str) -> Vec<String> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told = |event: Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").lines().next().unwrap_or("").to_owned();
        let (level, message) = (text(&event["log"]["level"]), text(&event["message"]));
        format!("{} {level} {message}: {}", event["log"]["line"], tree(&event["error"])).trim_end().to_owned()
    };
    run.json_lines().into_iter().map(told).collect()
}

const TREE: &str = "ExceptionGroup 1 [ValueError 2 [], KeyError 1 []]";

#[test]
fn a_group_without_a_header_is_an_event_as_a_traceback_is() {
    assert_eq!(told(&GROUP.repeat(2)), [format!("1 - -: {TREE}"), format!("18 - -: {TREE}")]);
    let outer = format!("1 - -: RuntimeError 1 [{TREE}]");
    assert_eq!(told(&[GROUP, CAUSED].concat()), [outer]);
    let between = ["starting\n", GROUP, "some text\n  indented\n", GROUP, "more\n"].concat();
    assert_eq!(told(&between), [format!("2 - -: {TREE}"), format!("21 - -: {TREE}")]);
}

#[test]
fn a_group_belongs_to_an_error_above_it_and_to_no_other_record() {
    let line = |level: &str, text: &str| format!("2026-11-29 10:00:00,123 - shop.api - {level} - {text}\n");
    let log = [line("INFO", "started"), GROUP.into(), line("ERROR", "failed"), GROUP.into(), line("INFO", "end")];
    assert_eq!(
        told(&log.concat()),
        [
            "1 INFO started:".to_owned(),
            format!("2 - -: {TREE}"),
            format!("19 ERROR failed: {TREE}"),
            "37 INFO end:".to_owned(),
        ]
    );
}

#[test]
fn a_group_below_an_object_or_pairs_is_the_record_s() {
    let object = |level: &str, text: &str| {
        format!("{{\"time\": \"2026-11-29T10:00:00Z\", \"level\": \"{level}\", \"message\": \"{text}\"}}\n")
    };
    let pairs = |level: &str, text: &str| format!("time=2026-11-29T10:00:00Z level={level} msg=\"{text}\"\n");
    for line in [&object as &dyn Fn(&str, &str) -> String, &pairs] {
        let log = [line("INFO", "started"), line("ERROR", "failed"), GROUP.into(), line("INFO", "end")].concat();
        let failed = format!("2 ERROR failed: {TREE}");
        assert_eq!(told(&log), ["1 INFO started:", &failed, "20 INFO end:"]);
    }
}

#[test]
fn a_group_that_begins_in_the_message_keeps_its_own_frames() {
    let line = |text: &str| format!("2026-11-29 10:00:00,123 - shop.api - ERROR - {text}\n");
    let log = [line(&format!("failed: {GROUP}")), line(&format!("failed: {}", GROUP.trim())), line("end")].concat();
    let found = Sandbox::empty().with("a.log", log).errmon(["events", "-q", "a.log"]).exits(0).json_lines();
    let found: Vec<String> = found.iter().map(|event| tree(&event["error"])).collect();
    assert_eq!(found, [TREE, TREE, ""]);
}

#[test]
fn a_group_behind_the_same_header_on_each_line_is_one_trace() {
    let header = "2026-11-29 10:00:01.123 4711 ERROR nova.compute ";
    let lines = |text: &str| format!("{header}{}\n", text.trim_end().replace('\n', &format!("\n{header}")));
    let info = |text: &str| format!("2026-11-29 10:00:00.123 4711 INFO nova.compute [-] {text}\n");
    let log = [info("started"), lines("[-] failed"), lines(GROUP), info("end")].concat();
    let failed = format!("2 ERROR failed: {TREE}");
    assert_eq!(told(&log), ["1 INFO started:", &failed, "20 INFO end:"]);
    let line = |second: u32, text: &str| format!("2026-11-29 10:00:0{second}.123 [MainThread] ERROR shop - {text}\n");
    let trace: String = GROUP.lines().map(|text| line(1, text)).collect();
    let found = told(&[line(0, "failed"), trace, line(2, "end")].concat());
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[1].ends_with(TREE), "{found:?}");
}

#[test]
fn a_group_whose_line_ends_syslog_escaped_is_read() {
    let line = |text: &str| format!("Nov 29 10:00:00 web1 shop[4711]: {text}\n");
    let escaped = GROUP.trim_end().replace('\n', "#012");
    let found = told(&[line("started"), line(&format!("ERROR shop failed#012{escaped}")), line("end")].concat());
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[1].ends_with(TREE), "{found:?}");
}
