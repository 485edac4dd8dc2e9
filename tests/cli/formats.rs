//! `errmon formats`: the built-in layouts, and which of them a file has.

use crate::support::Sandbox;

#[test]
fn the_catalogue_lists_the_formats_of_both_languages() {
    Sandbox::new().errmon(["formats"]).exits(0).prints(&["python", "logback", "spring"]);
}

#[test]
fn detection_shows_what_fits_and_why() {
    let run = Sandbox::new().errmon(["formats", "--detect", "python/error.log"]).exits(0);
    run.prints(&["python/error.log"]);
}

#[test]
fn the_pattern_of_the_program_is_taken_as_it_stands() {
    let log = "ERROR|11:36|cart|it broke\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'k'\n";
    let sandbox = Sandbox::empty().with("a.log", log);
    let run = sandbox.errmon([
        "events",
        "--python-format",
        "%(levelname)s|%(asctime)s|%(name)s|%(message)s",
        "--python-datefmt",
        "%H:%M",
        "a.log",
    ]);
    let events = run.exits(0).json_lines();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["log"]["logger"], "cart");
    assert_eq!(events[0]["message"], "it broke");
    assert_eq!(events[0]["error"]["type"], "KeyError");
}

#[test]
fn a_logback_pattern_is_taken_as_it_stands() {
    let sandbox = Sandbox::new();
    let run = sandbox.errmon(["events", "--logback-pattern", "%d{YYYY-MM-dd HH:mm:ss} - %msg%n", "logback/error.log"]);
    assert_eq!(run.exits(0).json_lines().len(), 7);
}

#[test]
fn detection_names_what_stands_around_the_lines() {
    let run = Sandbox::new().errmon(["formats", "--detect", "wrapped/cri_streams.log"]).exits(0);
    run.prints(&["wrapped/cri_streams.log", "wrapped in cri"]);
    let sandbox = Sandbox::new();
    let report = sandbox.errmon(["analyze", "--format", "json", "wrapped/cri_streams.log"]).exits(0);
    report.prints(&["\"wrappers\": [\n        \"cri\"\n      ]"]);
}
