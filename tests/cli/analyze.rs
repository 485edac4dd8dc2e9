//! `errmon analyze`: the whole report.

use serde_json::Value;

use crate::support::Sandbox;

/// The document's Python example: one failure, logged with `exc_info` and again through `format_exc()`.
#[test]
fn the_python_example_is_one_incident_logged_twice() {
    let report = Sandbox::new().errmon(["analyze", "--format", "json", "python/error.log"]).exits(0).json();
    assert_eq!(report["schema"], "errmon.report/1");
    assert_counts(&report, include_str!("../../fixtures/python/error.expect.json"));
    assert_eq!(report["types"][0]["type"], "ZeroDivisionError");
}

/// The document's Logback pattern has no level: every record is an event, and its level is assumed.
#[test]
fn the_logback_example_has_assumed_levels() {
    let report = Sandbox::new().errmon(["analyze", "--format", "json", "logback/error.log"]).exits(0).json();
    assert_counts(&report, include_str!("../../fixtures/logback/error.expect.json"));
    assert_eq!(report["coverage"]["levelless_records"], 7);
}

#[track_caller]
fn assert_counts(report: &Value, expected: &str) {
    let expected: Value = serde_json::from_str(expected).unwrap();
    for key in ["lines", "records", "events", "incidents", "issues"] {
        assert_eq!(report["totals"][key], expected[key], "{key} in {report:#}");
    }
}

#[test]
fn the_table_names_type_culprit_and_counts() {
    Sandbox::new().errmon(["analyze", "python/error.log"]).exits(0).prints(&[
        "ZeroDivisionError",
        "division by zero",
        "risky_function",
        "2026-11-23",
    ]);
}

#[test]
fn without_a_command_line_path_the_error_log_here_is_read() {
    let sandbox = Sandbox::empty().with_fixture("python/error.log");
    let named = sandbox.errmon(["analyze", "--format", "json", "error.log"]).exits(0);
    let unnamed = sandbox.errmon(["analyze", "--format", "json"]).exits(0);
    assert_eq!(named.stdout, unnamed.stdout);
}

#[test]
fn without_anything_to_read_the_choices_are_named() {
    Sandbox::empty().errmon(["analyze"]).fails(&["error.log", "hint: "]);
}

#[test]
fn several_files_are_one_report_and_a_path_given_twice_is_read_once() {
    let paths = ["corpus/py_chain.log", "corpus/py_threads.log", "./corpus/py_chain.log"];
    let run = Sandbox::new().errmon(["analyze", "--format", "json"].into_iter().chain(paths)).exits(0);
    let report = run.json();
    // wc -l: 203 and 97; truth: 12 and 33 records, 11 and 9 of them errors.
    assert_eq!(report["totals"]["sources"], 2);
    assert_eq!(report["totals"]["lines"], 300);
    assert_eq!(report["totals"]["records"], 45);
    assert_eq!(report["totals"]["events"], 20);
}

#[test]
fn levels_count_all_records_and_events_only_those_at_the_level() {
    let sandbox = Sandbox::new();
    let report = sandbox.errmon(["analyze", "--format", "json", "corpus/py_threads.log"]).exits(0).json();
    let levels: Vec<_> =
        report["levels"].as_array().unwrap().iter().map(|row| (&row["level"], &row["records"])).collect();
    assert_eq!(levels, [(&"ERROR".into(), &9.into()), (&"INFO".into(), &24.into())]);
    let report =
        sandbox.errmon(["analyze", "--level", "info", "--format", "json", "corpus/py_threads.log"]).exits(0).json();
    assert_eq!(report["totals"]["events"], 33);
}

#[test]
fn a_filter_selects_events_and_leaves_totals_and_coverage() {
    let run = Sandbox::new()
        .errmon(["analyze", "--type", "RuntimeError", "--format", "json", "corpus/py_chain.log"])
        .exits(0);
    let report = run.json();
    assert_eq!(report["totals"]["records"], 12);
    assert_eq!(report["coverage"]["lines_read"], 203);
    // Three RuntimeErrors are logged; `--type` matches the causes of others too.
    let events = report["totals"]["events"].as_u64().unwrap();
    assert!((3..11).contains(&events), "{run}");
    assert_eq!(events + report["totals"]["filtered"].as_u64().unwrap(), 11);
}

#[test]
fn uncaught_threads_are_certain_and_carry_their_evidence() {
    let report =
        Sandbox::new().errmon(["analyze", "--format", "json", "corpus/py_thread_uncaught.log"]).exits(0).json();
    assert_eq!(report["totals"]["unhandled"]["certain"], 5);
    let evidence: Vec<_> = report["unhandled"].as_array().unwrap().iter().map(|row| row["evidence"].clone()).collect();
    assert!(evidence.iter().all(|text| text.as_str().unwrap().starts_with("Exception in thread ")), "{evidence:?}");
}

#[test]
fn repeats_of_one_failure_are_not_counted_as_incidents() {
    let report =
        Sandbox::new().errmon(["analyze", "--format", "json", "corpus/py_double_handlers.log"]).exits(0).json();
    // Six records, every one written by two handlers; two of the three are errors.
    assert_eq!(report["totals"]["records"], 6);
    assert_eq!(report["totals"]["events"], 4);
    assert_eq!(report["totals"]["incidents"], 2);
}

#[test]
fn every_format_of_the_report_is_written_and_ends_with_a_line_end() {
    for format in ["table", "json", "csv", "markdown"] {
        let run = Sandbox::new().errmon(["analyze", "--format", format, "python/error.log"]).exits(0);
        assert!(run.stdout.contains("ZeroDivisionError") && run.stdout.ends_with('\n'), "{format}: {run}");
    }
}

#[test]
fn a_cut_list_says_what_it_leaves_out() {
    let report = Sandbox::new().errmon(["analyze", "-n", "2", "--format", "json", "logback/error.log"]).exits(0).json();
    assert_eq!(report["issues"].as_array().unwrap().len(), 2);
    assert_eq!(report["other_issues"]["values"], 5);
    assert_eq!(report["other_issues"]["events"], 5);
}
