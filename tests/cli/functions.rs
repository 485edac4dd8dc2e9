//! Functions behind the names of loggers.

use crate::support::Sandbox;

/// Logger, function and line of the first record of a log, and of its last one.
fn ends_of(log: &str) -> [String; 2] {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
    let events = run.exits(0).json_lines();
    let of = |event: &serde_json::Value| {
        let origin = &event["log"]["origin"];
        format!("{}|{}|{}|{}", event["log"]["logger"], origin["function"], origin["line"], event["message"])
            .replace('"', "")
    };
    [of(&events[0]), of(events.last().unwrap())]
}

#[test]
fn functions_of_python_stand_apart_from_the_logger_before_them() {
    let names = ["etl.load.run", "etl.extract.__init__", "etl.main", "pipeline.<lambda>"];
    let line = |at: usize| {
        let number = [27, 342, 517, 88, 14][at % 5];
        format!("2026-06-23 21:41:{:02},305 {}:{number} INFO order {at}\n", at + 10, names[at % 4])
    };
    let log: String = (0..20).map(line).collect();
    assert_eq!(ends_of(&log), ["etl.load|run|27|order 0", "pipeline|<lambda>|14|order 19"]);
    let line = |at: usize| {
        let name = ["etl.load", "etl.extract", "app.__main__"][at % 3];
        format!("2026-06-23 21:41:{:02},305 {name}:{} INFO order {at}\n", at + 10, 27 + at)
    };
    let log: String = (0..21).map(line).collect();
    assert!(ends_of(&log)[1].starts_with("app.__main__|null"), "{:?}", ends_of(&log));
}
