//! Records that begin behind many lines of no format, as what was installed before a program was started.

use serde_json::Value;

use crate::support::Sandbox;

fn noise(lines: usize) -> String {
    let line = |at: usize| format!("installing package number {at} from mirror\n");
    (0..lines).map(line).collect()
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// What a log says of its records, wherever it begins.
fn told(log: &str) -> Vec<(Value, Value, Value)> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told = |event: Value| (event["log"]["level"].clone(), event["message"].clone(), event["issue"]["id"].clone());
    run.json_lines().into_iter().map(told).collect()
}

#[test]
fn records_are_found_behind_any_number_of_other_lines() {
    // Of few objects nothing but their number tells that they are records.
    for (name, times) in [("corpus/py_chain.log", 1), ("corpus/lb_spring3.log", 1), ("json/structlog.log", 3)] {
        let log = fixture(name).repeat(times);
        let alone = told(&log);
        assert!(alone.len() > 5, "{name}");
        for lines in [30, 400, 499, 500, 501, 1_000, 5_000] {
            assert!(told(&format!("{}{log}", noise(lines))) == alone, "{name} behind {lines} lines");
        }
    }
}

#[test]
fn a_wrapper_is_found_behind_other_lines_of_the_head() {
    let docker = |line: &str| {
        let text = serde_json::json!({"log": format!("{line}\n"), "stream": "stderr", "time": "2026-11-25T17:38:30Z"});
        format!("{text}\n")
    };
    let log = fixture("corpus/py_chain.log");
    let wrapped: String = log.lines().map(docker).collect();
    assert!(told(&format!("{}{wrapped}", noise(600))) == told(&log));
}

#[test]
fn the_formats_that_are_shown_are_those_that_are_used() {
    let log = format!("{}{}", noise(700), fixture("corpus/py_chain.log"));
    let run = Sandbox::empty().with("a.log", log).errmon(["formats", "--detect", "a.log", "--format", "json"]).exits(0);
    assert_eq!(run.json()[0]["name"], "python-dashes");
}

#[test]
fn that_most_lines_belong_to_nothing_is_a_warning() {
    let log = fixture("corpus/py_chain.log");
    let share = |lines: usize| {
        let log = format!("{}{log}", noise(lines));
        Sandbox::empty().with("a.log", log).errmon(["analyze", "a.log"]).exits(0)
    };
    share(1_000).warns(&["warning: 1,000 of", "lines of `a.log` belong to no record", "events --unrecognised"]);
    assert_eq!(share(40).stderr, "");
}
