//! Android's log has a header before each line, also before those of a trace (AOSP, `liblog/logprint.cpp`).

use serde_json::{Value, json};

use crate::support::Sandbox;

/// A crash, and a trace that an application printed, with another process' lines between.
const LINES: [(char, &str, u32, &str); 13] = [
    ('D', "WindowManager", 1702, "frozen"),
    ('V', "Zygote", 1702, "said at length"),
    ('W', "System.err", 1702, "java.io.IOException: disk"),
    ('W', "System.err", 1702, "\tat com.acme.app.Disk.read(Disk.java:12)"),
    ('I', "Other", 800, "between"),
    ('W', "System.err", 1702, "\tat com.acme.app.Main.run(Main.java:7)"),
    ('E', "AndroidRuntime", 1702, "FATAL EXCEPTION: main"),
    ('E', "AndroidRuntime", 1702, "Process: com.acme.app, PID: 1702"),
    ('E', "AndroidRuntime", 1702, "java.lang.RuntimeException: cannot start"),
    ('E', "AndroidRuntime", 1702, "\tat android.os.Handler.dispatchMessage(Handler.java:102)"),
    ('E', "AndroidRuntime", 1702, "Caused by: java.lang.NullPointerException: x"),
    ('E', "AndroidRuntime", 1702, "\tat com.acme.app.Main.onCreate(Main.java:12)"),
    ('E', "AndroidRuntime", 1702, "\t... 1 more"),
];

fn told(header: impl Fn(char, &str, u32) -> String) -> Vec<Value> {
    let line = |(level, tag, pid, text): &(char, &str, u32, &str)| format!("{}{text}\n", header(*level, tag, *pid));
    let log: String = LINES.iter().map(line).collect();
    let run = Sandbox::empty().with("app.log", log).errmon(["events", "--all-records", "-q", "app.log"]).exits(0);
    let told = |event: Value| {
        let error = &event["error"];
        json!([
            event["log"]["severity_number"],
            event["log"]["logger"],
            event["log"]["lines"],
            error["type"],
            error["chain"][0]["type"],
            event["unhandled"]["kind"],
        ])
    };
    run.json_lines().into_iter().map(told).collect()
}

#[test]
fn crashes_and_printed_traces_are_one_record_each_in_every_form_of_logcat() {
    let expected = [
        json!([5, "WindowManager", 1, null, null, null]),
        json!([1, "Zygote", 1, null, null, null]),
        json!([13, "System.err", 3, "java.io.IOException", null, null]),
        json!([9, "Other", 1, null, null, null]),
        json!([17, "AndroidRuntime", 7, "java.lang.RuntimeException", "java.lang.NullPointerException", "process"]),
    ];
    let threadtime = |level, tag: &str, pid| format!("11-28 16:13:39.100 {pid:5} {pid:5} {level} {tag:<8}: ");
    assert_eq!(told(threadtime), expected);
    assert_eq!(told(|level, tag, pid| format!("11-28 16:13:39.100 {level}/{tag:<8}({pid:5}): ")), expected);
    assert_eq!(told(|level, tag, pid| format!("{level}/{tag:<8}({pid:5}): ")), expected);
    let studio = |level, tag: &str, pid| format!("11-28 16:13:39.100 {pid}-{pid}/com.acme.app {level}/{tag}: ");
    assert_eq!(told(studio), expected);
    let columns = |level, tag: &str, pid| {
        format!("2026-11-28 16:13:39.100 {pid:5}-{pid:<5} {tag:<23} {:<36} {level}  ", "com.acme.app")
    };
    assert_eq!(told(columns), expected);
}
