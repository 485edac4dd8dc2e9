//! `errmon explain`: why events are the same issue.

use crate::support::Sandbox;

#[test]
fn a_place_is_explained_with_the_text_that_is_hashed() {
    let sandbox = Sandbox::new();
    let run = sandbox.errmon(["explain", "python/error.log:1"]).exits(0);
    let report = sandbox.errmon(["analyze", "--format", "json", "python/error.log"]).exits(0).json();
    let id = report["issues"][0]["id"].as_str().unwrap();
    run.prints(&["ZeroDivisionError", "risky_function", &id[..8]]);
}

#[test]
fn any_line_of_a_record_stands_for_it() {
    let sandbox = Sandbox::new();
    let first = sandbox.errmon(["explain", "python/error.log:1"]).exits(0);
    assert_eq!(sandbox.errmon(["explain", "python/error.log:4"]).exits(0).stdout, first.stdout);
}

#[test]
fn an_issue_is_explained_by_its_id() {
    let sandbox = Sandbox::new();
    let report = sandbox.errmon(["analyze", "--format", "json", "python/error.log"]).exits(0).json();
    let id = report["issues"][0]["id"].as_str().unwrap();
    sandbox.errmon(["explain", id, "python/error.log"]).exits(0).prints(&["ZeroDivisionError", "risky_function"]);
}

#[test]
fn a_line_beyond_the_end_is_an_error() {
    Sandbox::new().errmon(["explain", "python/error.log:999"]).fails(&["999"]);
}

#[test]
fn a_file_without_a_line_is_an_error_that_shows_the_form() {
    for what in ["python/error.log", "python/error.log:", "python/error.log:0", "python/error.log:x"] {
        let run = Sandbox::new().errmon(["explain", what]);
        run.fails(&[
            "names no line of a file",
            "hint: `errmon explain python/error.log:12` explains the record at line 12",
        ]);
    }
}
