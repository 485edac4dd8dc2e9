//! Rankings, limits and notes of made-up summaries.

use super::*;
use crate::report::sample::{busy, document};

fn json(summary: &Summary, options: &Options) -> serde_json::Value {
    serde_json::to_value(Report::new(summary, options)).unwrap()
}

fn utc() -> Options {
    Options { zone: Zone::Fixed(0), paths: crate::report::sample::paths(), ..Options::default() }
}

#[test]
fn one_failure_logged_twice_is_two_events_and_one_incident_and_the_report_says_so() {
    let report = Report::new(&document(), &utc());
    assert_eq!((report.totals.events, report.totals.incidents, report.totals.issues), (2, 1, 1));
    assert_eq!(report.notes, ["one failure was logged twice: ZeroDivisionError (9f2c61ab) is 2 events but 1 incident"]);
}

#[test]
fn an_issue_has_the_keys_that_scripts_use() {
    let options = Options {
        zone: Zone::Named(chrono_tz::Europe::Berlin),
        paths: crate::report::sample::paths(),
        ..Options::default()
    };
    let json = json(&document(), &options);
    let issue = &json["issues"][0];
    assert_eq!(issue["id"], "9f2c61ab04d7e35c");
    assert_eq!(issue["type"], "ZeroDivisionError");
    assert_eq!(issue["culprit"], "app.worker.risky_function");
    assert_eq!(issue["first_seen"], "2026-11-23T09:27:00.123+01:00");
    assert_eq!(issue["sample"]["path"], "error.log");
    assert_eq!(issue["modules"][0]["module"], "app.worker");
    assert_eq!(json["types"][0]["type"], "ZeroDivisionError");
    assert!(!json.to_string().contains("null"), "unknown keys are absent");
}

#[test]
fn issues_rank_by_events_then_first_seen_then_fingerprint() {
    let mut summary = busy();
    for issue in &mut summary.issues {
        issue.events = 5;
    }
    summary.issues[1].span = None;
    let ids: Vec<String> =
        Report::new(&summary, &utc()).issues.iter().map(|row| row.id.chars().take(4).collect()).collect();
    assert_eq!(ids, ["9f2c", "aaaa", "04d7"]);
    summary.issues[0].span = summary.issues[2].span;
    summary.issues[0].fingerprint = crate::issue::Fingerprint::from_value(u128::MAX);
    let ids: Vec<String> =
        Report::new(&summary, &utc()).issues.iter().map(|row| row.id.chars().take(4).collect()).collect();
    assert_eq!(ids, ["aaaa", "ffff", "04d7"]);
}

#[test]
fn what_a_limit_leaves_out_is_counted() {
    let report = Report::new(&busy(), &Options { limit: Some(1), ..utc() });
    assert_eq!(report.issues.len(), 1);
    assert_eq!(report.other_issues, Some(Rest { values: 2, events: 502, unkept_events: 0 }));
    assert_eq!(report.other_types, Some(Rest { values: 1, events: 402, unkept_events: 400 }));
    assert_eq!(report.unhandled.len(), 1);
}

#[test]
fn levels_run_from_the_highest_and_unknown_words_come_last() {
    let levels: Vec<String> = Report::new(&busy(), &utc()).levels.into_iter().map(|row| row.level).collect();
    assert_eq!(levels, ["CRITICAL", "ERROR", "WARNING", "INFO", "AUDIT"]);
}

#[test]
fn lines_read_are_lines_in_records_and_unrecognised() {
    let coverage = Report::new(&busy(), &utc()).coverage;
    assert_eq!(coverage.lines_read, coverage.lines_in_records + coverage.lines_unrecognised);
    assert_eq!(coverage.lines_unrecognised, 12);
}

#[test]
fn the_whole_series_counts_every_issue_once() {
    let summary = busy();
    let all: u64 = all_series(&summary).counts().iter().map(|count| u64::from(*count)).sum();
    assert_eq!(all, 2 + 900 + 5);
}

#[test]
fn every_table_adds_up_to_all_events() {
    let summary = busy();
    for key in [top::Key::Type, top::Key::Module, top::Key::Issue, top::Key::File, top::Key::Hour, top::Key::Thread] {
        let top = TopReport::new(&summary, key, &Options { limit: Some(1), ..utc() }).top;
        let sum =
            top.rows.iter().map(|row| row.events).sum::<u64>() + top.other.map_or(0, |rest| rest.events) + top.without;
        assert_eq!(sum, summary.events, "{}", top.by);
    }
}

#[test]
fn the_busiest_hours_are_shown_in_the_order_of_time() {
    let mut summary = document();
    summary.quarters = [(4, 3), (7, 2), (8, 1), (14, 9)].into_iter().collect();
    let top = TopReport::new(&summary, top::Key::Hour, &Options { limit: Some(2), ..utc() }).top;
    let rows: Vec<(&str, u64)> = top.rows.iter().map(|row| (row.value.as_str(), row.events)).collect();
    assert_eq!(rows, [("1970-01-01T01:00:00+00:00", 5), ("1970-01-01T03:00:00+00:00", 9)]);
    assert_eq!(top.other, Some(Rest { values: 1, events: 1, unkept_events: 0 }));
    let kolkata = Options { zone: Zone::Named(chrono_tz::Asia::Kolkata), ..utc() };
    let top = TopReport::new(&summary, top::Key::Hour, &kolkata).top;
    let rows: Vec<(&str, u64)> = top.rows.iter().map(|row| (row.value.as_str(), row.events)).collect();
    let hours = [("1970-01-01T06:00:00+05:30", 3), ("1970-01-01T07:00:00+05:30", 3), ("1970-01-01T09:00:00+05:30", 9)];
    assert_eq!(rows, hours);
}

#[test]
fn an_id_is_found_by_any_beginning_that_is_its_own() {
    let mut summary = busy();
    assert!(matches!(find(&summary, "9F2"), Found::One(issue) if issue.template == "division by zero"));
    assert!(matches!(find(&summary, "v1:9f2c61ab04d7e35c"), Found::One(_)));
    assert!(matches!(find(&summary, "beef"), Found::None));
    assert!(matches!(find(&summary, ""), Found::None));
    summary.issues[1].fingerprint = crate::issue::Fingerprint::from_value(0x9f2c_61ab_ffff_ffff << 64);
    assert!(matches!(find(&summary, "9f2c"), Found::Several(ids) if ids.len() == 2));
}

#[test]
fn an_empty_summary_gives_an_empty_report() {
    let json = json(&Summary::default(), &utc());
    assert_eq!(json["schema"], SCHEMA);
    assert_eq!(json["issues"], serde_json::json!([]));
    assert_eq!(json["totals"]["events"], 0);
    assert!(json.get("time").is_none());
}
