//! `errmon show`: one issue.

use crate::support::Sandbox;

/// The id of the only issue of the Python example.
fn id(sandbox: &Sandbox) -> String {
    let report = sandbox.errmon(["analyze", "--format", "json", "python/error.log"]).exits(0).json();
    report["issues"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_issue_is_shown_with_its_sample_trace() {
    let sandbox = Sandbox::new();
    let id = id(&sandbox);
    sandbox.errmon(["show", &id, "python/error.log"]).exits(0).prints(&[
        "ZeroDivisionError",
        "division by zero",
        "risky_function",
        "result = 10 / 0",
        "python/error.log",
    ]);
}

#[test]
fn an_unambiguous_prefix_is_enough() {
    let sandbox = Sandbox::new();
    let id = id(&sandbox);
    let whole = sandbox.errmon(["show", &id, "python/error.log"]).exits(0).stdout;
    assert_eq!(sandbox.errmon(["show", &id[..8], "python/error.log"]).exits(0).stdout, whole);
}

#[test]
fn json_names_its_schema() {
    let sandbox = Sandbox::new();
    let id = id(&sandbox);
    let issue = sandbox.errmon(["show", &id, "--format", "json", "python/error.log"]).exits(0).json();
    assert_eq!(issue["schema"], "errmon.issue/1");
}

#[test]
fn an_unknown_issue_is_an_error_with_a_hint() {
    Sandbox::new().errmon(["show", "0123456789abcdef", "python/error.log"]).fails(&["0123456789abcdef", "hint: "]);
}

#[test]
fn the_first_and_the_last_place_have_their_lines() {
    let sandbox = Sandbox::new();
    let id = id(&sandbox);
    sandbox.errmon(["show", &id, "python/error.log"]).exits(0).prints(&["python/error.log:1", "python/error.log:7"]);
    let issue = sandbox.errmon(["show", &id, "--format", "json", "python/error.log"]).exits(0).json();
    assert_eq!((&issue["sample"]["line"], &issue["last"]["line"]), (&1.into(), &7.into()));
    // A report does not count lines up to there, and does not pretend to.
    let report = sandbox.errmon(["analyze", "--format", "json", "python/error.log"]).exits(0).json();
    let last = &report["issues"][0]["last"];
    assert!(last.get("line").is_none_or(|line| line == 7), "{last}");
    assert_eq!(last["offset_bytes"], 234);
}
