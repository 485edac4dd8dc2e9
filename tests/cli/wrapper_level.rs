//! Lines that have no level but the wrapper's.

use serde_json::Value;

use crate::support::Sandbox;

fn told(log: &str) -> Vec<(String, String)> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]).exits(0);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    run.json_lines().iter().map(|event| (text(&event["log"]["level"]), text(&event["message"]))).collect()
}

#[test]
fn lines_of_the_service_wrapper_itself_are_records() {
    let log = "STATUS | wrapper  | 2026/11/28 09:00:00 | Launching a JVM...\n\
               INFO   | jvm 1    | 2026/11/28 09:00:01 | WrapperManager: Initializing...\n\
               INFO   | jvm 1    | 2026/11/28 09:00:02 | 2026-11-28 09:00:02,123 ERROR [main] com.acme.A - failed\n\
               INFO   | jvm 1    | 2026/11/28 09:00:02 | java.lang.IllegalStateException: x\n\
               INFO   | jvm 1    | 2026/11/28 09:00:02 | \tat com.acme.A.b(A.java:1)\n\
               ERROR  | wrapper  | 2026/11/28 09:00:03 | JVM exited unexpectedly.\n";
    let told = told(log);
    let told: Vec<(&str, &str)> = told.iter().map(|(level, message)| (level.as_str(), message.as_str())).collect();
    assert_eq!(told, [("INFO", "Launching a JVM..."), ("ERROR", "failed"), ("ERROR", "JVM exited unexpectedly.")]);
}

#[test]
fn lines_with_a_level_of_systemd_are_records() {
    let told = told(
        "<3>boom\n<6>fine\n<3>Traceback (most recent call last):\n<3>  File \"a.py\", line 1, in f\n<3>    g()\n<3>ValueError: x\n",
    );
    let told: Vec<(&str, &str)> = told.iter().map(|(level, message)| (level.as_str(), message.as_str())).collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[..2], [("ERROR", "boom"), ("INFO", "fine")]);
}
