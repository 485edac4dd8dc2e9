//! Logs whose records are JSON objects.

use serde_json::Value;

use crate::support::Sandbox;

/// The events of one log, its format detected.
fn events(log: &str) -> Vec<Value> {
    Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]).exits(0).json_lines()
}

const PLAIN: &str = "2026-11-23 11:36:20.497 [main] ERROR com.acme.Main - submit failed\n\
    java.lang.IllegalStateException: checkout failed\n\tat com.acme.Checkout.submit(Checkout.java:21)\n\
    \tat com.acme.Main.run(Main.java:9)\nCaused by: java.lang.NullPointerException: x\n\
    \tat com.acme.Checkout.length(Checkout.java:13)\n\t... 1 common frames omitted\n";

fn json_text() -> String {
    let trace = PLAIN.split_once('\n').unwrap().1;
    serde_json::to_string(trace).unwrap()
}

#[test]
fn one_exception_is_one_issue_in_every_json_dialect() {
    let lines: Vec<String> = PLAIN.lines().skip(1).map(|line| format!("{:?}", line.trim_start())).collect();
    let text = json_text();
    let array = lines.join(",");
    let steps = r#"{"className":"java.lang.IllegalStateException","message":"checkout failed","stepArray":[{"className":"com.acme.Checkout","methodName":"submit","fileName":"Checkout.java","lineNumber":21},{"className":"com.acme.Main","methodName":"run","fileName":"Main.java","lineNumber":9}],"cause":{"className":"java.lang.NullPointerException","message":"x","commonFramesCount":1,"stepArray":[{"className":"com.acme.Checkout","methodName":"length","fileName":"Checkout.java","lineNumber":13}]}}"#;
    let thrown = r#"{"commonElementCount":0,"localizedMessage":"checkout failed","message":"checkout failed","name":"java.lang.IllegalStateException","cause":{"commonElementCount":1,"message":"x","name":"java.lang.NullPointerException","extendedStackTrace":[{"class":"com.acme.Checkout","method":"length","file":"Checkout.java","line":13,"exact":false,"location":"?","version":"?"}]},"extendedStackTrace":[{"class":"com.acme.Checkout","method":"submit","file":"Checkout.java","line":21},{"class":"com.acme.Main","method":"run","file":"Main.java","line":9}]}"#;
    let logs = [
        PLAIN.to_owned(),
        format!(
            r#"{{"@timestamp":"2026-11-23T11:36:20.497Z","@version":"1","message":"submit failed","logger_name":"com.acme.Main","thread_name":"main","level":"ERROR","level_value":40000,"stack_trace":{text}}}"#
        ),
        format!(
            r#"{{"sequenceNumber":0,"timestamp":1795433780497,"nanoseconds":497000000,"level":"ERROR","threadName":"main","loggerName":"com.acme.Main","context":{{"name":"default"}},"mdc":{{}},"message":"submit failed","throwable":{steps}}}"#
        ),
        format!(
            r#"{{"@timestamp":"2026-11-23T11:36:20.497Z","log.level":"ERROR","message":"submit failed","ecs.version":"1.2.0","process.thread.name":"main","log.logger":"com.acme.Main","error.type":"java.lang.IllegalStateException","error.message":"checkout failed","error.stack_trace":[{array}]}}"#
        ),
        format!(
            r#"{{"@timestamp":"2026-11-23T11:36:20.497Z","log":{{"level":"ERROR","logger":"com.acme.Main"}},"message":"submit failed","ecs":{{"version":"1.6.0"}},"process":{{"thread":{{"name":"main"}}}},"error":{{"stack_trace":{text}}}}}"#
        ),
        format!(
            r#"{{"type":"server","timestamp":"2026-11-23T11:36:20,497Z","level":"ERROR","component":"com.acme.Main","cluster.name":"es","node.name":"n","message":"submit failed","stacktrace":[{array}]}}"#
        ),
        format!(
            "{{\n  \"instant\" : {{\n    \"epochSecond\" : 1795433780,\n    \"nanoOfSecond\" : 497000000\n  }},\n  \"thread\" : \"main\",\n  \"level\" : \"ERROR\",\n  \"loggerName\" : \"com.acme.Main\",\n  \"message\" : \"submit failed\",\n  \"thrown\" : {thrown},\n  \"endOfBatch\" : false,\n  \"loggerFqcn\" : \"x\",\n  \"threadId\" : 1,\n  \"threadPriority\" : 5\n}}"
        ),
    ];
    let wanted = events(&logs[0]);
    for log in &logs {
        let found = events(&format!("{log}\n"));
        assert_eq!(found.len(), 1, "{log}");
        for part in ["error", "message"] {
            assert_eq!(found[0][part], wanted[0][part], "{log}");
        }
        assert_eq!(found[0]["issue"]["fingerprint"], wanted[0]["issue"]["fingerprint"], "{log}");
        assert_eq!(found[0]["log"]["level"], "ERROR", "{log}");
        assert_eq!(found[0]["log"]["logger"], "com.acme.Main", "{log}");
        assert!(found[0]["timestamp"].as_str().unwrap().starts_with("2026-11-23T11:36:20.497"), "{log}: {}", found[0]);
        assert_eq!(found[0]["log"]["length_bytes"], log.len() + 1, "{log}");
    }
}

#[test]
fn json_and_plain_lines_in_one_file_are_told_apart() {
    let json = r#"{"timestamp": "2026-11-23T11:36:12.974313Z", "level": "error", "event": "failed", "user_id": 17}"#;
    let plain = "2026-11-23 11:36:13,000 - app.db - ERROR - lost\n";
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'k'\n";
    let log = format!("Starting up\n{json}\n{json}\n{plain}{json}\n{trace}bye\n{json}\n{plain}");
    let found = events(&log);
    let kinds: Vec<_> =
        found.iter().map(|event| (event["kind"].as_str().unwrap(), event["log"]["line"].as_u64().unwrap())).collect();
    assert_eq!(
        kinds,
        [("record", 2), ("record", 3), ("record", 4), ("record", 5), ("stderr", 6), ("record", 11), ("record", 12)]
    );
    assert_eq!((&found[0]["labels"]["user_id"], &found[0]["message"]), (&"17".into(), &"failed".into()));
}

#[test]
fn an_object_that_is_cut_off_is_kept_and_marked() {
    let whole = r#"{"asctime": "2026-11-23 11:36:12,538", "levelname": "ERROR", "name": "api", "message": "failed"}"#;
    let found = events(&format!("{whole}\n{whole}\n{}", &whole[..whole.len() - 6]));
    assert_eq!(found.len(), 3);
    assert_eq!((found[2]["message"].as_str(), &found[2]["log"]["truncated"]), (Some("fa"), &true.into()));
    assert!(found[1]["log"]["truncated"].is_null());
}

#[test]
fn levels_as_numbers_are_read_by_the_scale_of_their_library() {
    let bunyan =
        r#"{"name":"shop","hostname":"h","pid":12,"level":50,"msg":"failed","time":"2026-11-23T11:36:20.497Z","v":0}"#;
    let found = events(&format!("{bunyan}\n"));
    assert_eq!((&found[0]["log"]["level"], &found[0]["process"]["pid"]), (&"ERROR".into(), &12.into()));
    let gelf = r#"{"version":"1.1","host":"h","timestamp":1795433780.497,"level":3,"_thread":"main","_logger":"a.B","short_message":"failed"}"#;
    let found = events(&format!("{gelf}\n"));
    assert_eq!(found[0]["log"]["level"], "ERROR");
}

#[test]
fn a_map_names_the_members_of_any_other_json() {
    let log = "{\"when\":1795433780,\"how\":{\"bad\":\"error\"},\"what\":\"failed\"}\n";
    let sandbox = Sandbox::empty().with("a.log", log);
    let run = sandbox.errmon(["events", "--json-map", "time=.when,level=.how.bad,message=.what", "a.log"]);
    let found = run.exits(0).json_lines();
    assert_eq!((&found[0]["message"], &found[0]["timestamp"]), (&"failed".into(), &"2026-11-23T11:36:20+00:00".into()));
    sandbox.errmon(["events", "--json-map", "tim=.when", "a.log"]).fails(&["unknown field `tim`"]);
    let configured = sandbox.with("errmon.toml", "[layouts]\njson = [\"time=.when,level=.how.bad,message=.what\"]\n");
    assert_eq!(configured.errmon(["events", "a.log"]).exits(0).json_lines().len(), 1);
}

#[test]
fn hostile_json_is_survived_and_counted() {
    let head = r#"{"timestamp": "2026-11-23T11:36:12.974313Z", "level": "error", "event": "#;
    let deep = format!("{head}\"x\", \"a\": {}\n", "[{\"b\":".repeat(20_000));
    let twice = format!("{head}\"first\", \"event\": \"second\"}}\n");
    let lone = format!("{head}\"\\ud800 \\uZZZZ \\\"}}\n");
    let huge = format!("{head}\"{}\"}}\n", "y".repeat(300_000));
    let found = events(&format!("{twice}{twice}{deep}{lone}{huge}{twice}"));
    assert_eq!(found.len(), 6);
    assert_eq!(found[0]["message"], "first");
    assert_eq!(found[5]["message"], "first");
}

/// What six loggers write of the same four records.
#[test]
fn what_the_python_libraries_write_is_read_without_options() {
    let sandbox = Sandbox::new();
    for name in
        ["ecs-logging", "loguru", "python-json-logger", "python-json-logger-indent", "structlog", "structlog-dict"]
    {
        let path = format!("json/{name}.log");
        let found = sandbox.errmon(["events", "--all-records", &path]).exits(0).json_lines();
        let levels: Vec<_> = found.iter().map(|one| one["log"]["level"].as_str().unwrap().to_lowercase()).collect();
        assert_eq!(levels, ["info", "error", "warning", "error"], "{name}");
        assert!(found.iter().all(|one| one["timestamp"].is_string()), "{name}");
        assert_eq!(found[1]["message"], "payment failed", "{name}");
        assert_eq!(found[1]["error"]["type"], "ValueError", "{name}");
        assert_eq!(found[1]["error"]["message"], "order 7: \u{fc} \"quoted\"", "{name}");
        assert_eq!(found[1]["error"]["frames"][0]["function"], "pay", "{name}");
        assert_eq!(found[1]["labels"], serde_json::json!({"user_id": "anna", "order": "7"}), "{name}");
        assert_eq!(found[3]["message"], "no exception\nsecond line", "{name}");
    }
}

#[test]
fn what_log4j_writes_is_read_over_several_lines_and_on_one() {
    let sandbox = Sandbox::new();
    let mut issues = Vec::new();
    for (name, lines) in [("log4j-json", [1, 18, 89]), ("log4j-json-compact", [1, 2, 3])] {
        let path = format!("json/{name}.log");
        let found = sandbox.errmon(["events", "--all-records", &path]).exits(0).json_lines();
        let starts: Vec<_> = found.iter().map(|one| one["log"]["line"].as_u64().unwrap()).collect();
        assert_eq!(starts, lines, "{name}");
        assert!(found.iter().all(|one| one["timestamp"].is_string() && one["labels"]["user"] == "anna"), "{name}");
        assert_eq!(found[1]["error"]["type"], "java.lang.IllegalStateException", "{name}");
        assert_eq!(found[1]["error"]["chain"][0]["type"], "java.lang.StringIndexOutOfBoundsException", "{name}");
        assert_eq!(found[1]["error"]["frames"][0]["function"], "submit", "{name}");
        issues.push(found[1]["issue"]["fingerprint"].clone());
    }
    assert_eq!(issues[0], issues[1]);
}

#[test]
fn what_bunyan_and_pino_write_is_read_without_the_traces_of_javascript() {
    let sandbox = Sandbox::new();
    for name in ["bunyan", "pino"] {
        let path = format!("json/{name}.log");
        let found = sandbox.errmon(["events", "--all-records", &path]).exits(0).json_lines();
        let levels: Vec<_> = found.iter().map(|one| one["log"]["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["INFO", "ERROR", "WARN", "FATAL"], "{name}");
        assert!(found.iter().all(|one| one["timestamp"].is_string() && one["process"]["pid"].is_number()), "{name}");
        assert_eq!((&found[1]["message"], &found[1]["error"]), (&"payment failed".into(), &Value::Null), "{name}");
        assert_eq!(found[1]["labels"]["user_id"], "anna", "{name}");
    }
}
