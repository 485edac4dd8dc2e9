//! Lines of prose that look like the columns of a layout, which stay whole as long as the file does not prove the columns.

use crate::support::Sandbox;

/// Level, logger and message of each record of a log, blanks for what it has not.
fn told(log: &str) -> Vec<String> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told = |event: serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        format!("{}|{}|{}", text(&event["log"]["level"]), text(&event["log"]["logger"]), text(&event["message"]))
    };
    run.json_lines().into_iter().map(told).collect()
}

#[test]
fn places_and_levels_at_the_end_of_some_messages_are_theirs() {
    let line = |text: &str| format!("2026-11-23 11:36:09,144 - shop - ERROR - {text}\n");
    let log = [line("failed at (orders.py:17)"), line("failed at (orders.py:18)"), line("order shipped")].concat();
    assert_eq!(
        told(&log),
        ["ERROR|shop|failed at (orders.py:17)", "ERROR|shop|failed at (orders.py:18)", "ERROR|shop|order shipped"]
    );
    let log = "2026-11-23 11:36:09 shop: starting worker 1\n2026-11-23 11:36:09 shop: state: ERROR\n\
               2026-11-23 11:36:10 shop: state: INFO\n2026-11-23 11:36:11 shop: order 17 shipped\n";
    let texts = ["starting worker 1", "state: ERROR", "state: INFO", "order 17 shipped"];
    assert_eq!(told(log), texts.map(|text| format!("ERROR|shop|{text}")));
    let log: String = ["I am here", "INFO", "INFO", "INFO", "INFO"]
        .map(|text| format!("2026-11-23 11:36:10,144 DEBUG views.py:12 - {text}\n"))
        .concat();
    assert_eq!(told(&log)[..2], ["DEBUG||I am here", "DEBUG||INFO"]);
}

#[test]
fn a_line_of_syslog_among_what_a_program_prints_takes_no_other_lines() {
    let entry = "<134>1 2026-11-29T13:17:47.491Z vm shop 13985 - - started\n";
    assert_eq!(told(&format!("Starting\nreading a\nsent: hello\n{entry}done with a\nreading b\n")), [""; 0]);
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'x'\n";
    assert_eq!(told(&format!("{entry}{trace}")).len(), 1);
}

#[test]
fn two_numbers_with_which_messages_begin_are_no_time() {
    let log = "Nov 23 11:36:09 web1 app[123]: 20261128 224702 is a batch\n\
               Nov 23 11:36:10 web1 app[123]: 20261128 224703 is a batch\n";
    assert_eq!(told(log), ["||20261128 224702 is a batch", "||20261128 224703 is a batch"]);
}
