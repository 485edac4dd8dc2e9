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
    let info = json.replace("error", "info");
    let log = format!("Starting up\n{json}\n{json}\n{plain}{info}\n{trace}bye\n{json}\n{plain}");
    let found = events(&log);
    let kinds: Vec<_> =
        found.iter().map(|event| (event["kind"].as_str().unwrap(), event["log"]["line"].as_u64().unwrap())).collect();
    assert_eq!(
        kinds,
        [("record", 2), ("record", 3), ("record", 4), ("record", 5), ("stderr", 6), ("record", 11), ("record", 12)]
    );
    assert_eq!((&found[0]["labels"]["user_id"], &found[0]["message"]), (&"17".into(), &"failed".into()));
}

/// `logging.Formatter` puts the trace below whatever its format string makes of the record.
#[test]
fn a_trace_below_a_line_of_json_or_pairs_is_the_records() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'k'\n";
    for (line, message) in [
        (
            r#"{"time": "2026-11-28 22:47:02,071", "level": "LEVEL", "logger": "app", "message": "pay failed"}"#,
            "pay failed",
        ),
        (r#"level=LEVEL time="2026-11-28 22:47:02,071" logger=app msg="pay failed""#, "pay failed"),
        ("time=2026-11-28T22:47:02 level=LEVEL logger=app msg=pay failed for 17", "pay failed for 17"),
        ("time=2026-11-28 22:47:02,071 level=LEVEL logger=app msg=pay failed order=17", "pay failed"),
    ] {
        let at = |level: &str| line.replace("LEVEL", level) + "\n";
        let found = events(&[&at("INFO"), &at("ERROR"), trace, &at("ERROR"), &at("WARNING"), trace].concat());
        let told: Vec<_> = found.iter().map(|event| (&event["log"]["line"], &event["error"]["type"])).collect();
        let (none, some) = (Value::Null, "KeyError".into());
        assert_eq!(told, [(&1.into(), &none), (&2.into(), &some), (&7.into(), &none), (&8.into(), &some)], "{line}");
        assert_eq!((&found[1]["message"], &found[1]["log"]["lines"]), (&message.into(), &5.into()), "{line}");
        assert!(found[1]["timestamp"].as_str().unwrap().starts_with("2026-11-28T22:47:02"), "{line}");
    }
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
    sandbox.errmon(["events", "--json-map", "time=.when", "a.log"]).fails(&["name the member that is the message"]);
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

/// An exception with what hangs on it, and its places. Notes stand with the message: without the source text they cannot
/// be told from it.
fn tree(error: &Value) -> Value {
    let frames: Vec<_> =
        items(&error["frames"]).map(|frame| (&frame["file"], &frame["line"], &frame["function"])).collect();
    let chain: Vec<_> = items(&error["chain"]).map(|link| (&link["relation"], tree(link))).collect();
    let message: Vec<_> =
        std::iter::once(&error["message"]).chain(items(&error["notes"])).filter_map(Value::as_str).collect();
    serde_json::json!([error["type"], message.join("\n"), frames, chain])
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// The same calls, written by `logging` itself and by each library.
#[test]
fn what_each_library_writes_is_read_as_what_python_prints() {
    let sandbox = Sandbox::new();
    let read = |name: &str| {
        let path = format!("json/{name}.log");
        sandbox.errmon(["events", "--all-records", &path]).exits(0).json_lines()
    };
    let reference = read("reference");
    let trees: Vec<_> = reference.iter().map(|event| tree(&event["error"])).collect();
    let members = reference[4]["error"]["chain"].as_array().unwrap();
    assert_eq!((members.len(), &members[0]["chain"][0]["type"]), (2, &"KeyError".into()), "{}", trees[4]);
    for name in [
        "structlog-console",
        "structlog-colours",
        "structlog-rich",
        "structlog-callsite",
        "structlog-logfmt",
        "structlog-keyvalue",
        "structlog-keyvalue-dict",
        "structlog-groups",
        "python-json-logger-groups",
        "json-log-formatter",
        "logging-json",
        "google-structured",
        "powertools",
        "loguru-groups",
    ] {
        let found = read(name);
        assert_eq!(found.len(), reference.len(), "{name}");
        let has_logger = !matches!(name, "powertools" | "loguru-groups");
        let prints_short_types = matches!(name, "structlog-rich" | "structlog-keyvalue-dict" | "structlog-groups");
        for ((event, want), exception) in found.iter().zip(&reference).zip(&trees) {
            let message = &want["message"];
            assert_eq!(&event["message"], message, "{name}");
            let (mut got, mut printed) = (tree(&event["error"]), exception.clone());
            if prints_short_types {
                printed = serde_json::from_str(&printed.to_string().replace("orders.Declined", "Declined")).unwrap();
            }
            if name == "structlog-rich" {
                // It repeats notes below each cause, and leaves the causes of members out.
                (got[3], printed[3]) = (Value::Null, Value::Null);
            }
            assert_eq!(got, printed, "{name}: {message}");
            let level = event["log"]["level"].as_str().unwrap().to_uppercase();
            assert_eq!(level, want["log"]["level"].as_str().unwrap(), "{name}: {message}");
            if has_logger {
                assert_eq!(event["log"]["logger"], "shop.orders", "{name}: {message}");
            }
            assert_eq!(event["user"]["id"], "u-17", "{name}: {message}");
            assert_eq!(event["timestamp"].is_string(), name != "google-structured", "{name}: {message}");
        }
        let labels =
            |at: usize, keys: [&str; 3]| keys.map(|key| found[at]["labels"][key].as_str().unwrap_or("").to_owned());
        assert_eq!(labels(1, ["order", "note", "path"]), ["7", "two words", "/a=b"], "{name}");
        assert_eq!(labels(5, ["n", "quote", "x"]), ["1", "it's \"x\"", ""], "{name}");
        let prints_calls = !matches!(name, "logging-json" | "powertools" | "loguru-groups");
        assert_eq!(found[2]["stack_info"].is_array(), prints_calls, "{name}");
        assert!(found[1]["stack_info"].is_null(), "{name}");
        if name == "google-structured" {
            assert_eq!(found[1]["trace"]["id"], "5b8efff798038103");
        }
        if matches!(name, "structlog-callsite" | "json-log-formatter") {
            assert_eq!(found[1]["log"]["origin"]["function"], "<lambda>", "{name}");
        }
    }
}

#[test]
fn what_javascripts_libraries_write_is_read_with_its_traces() {
    let sandbox = Sandbox::new();
    let read = |name: &str| {
        let path = format!("json/{name}.log");
        sandbox.errmon(["events", "--all-records", &path]).exits(0).json_lines()
    };
    for name in ["bunyan", "pino"] {
        let found = read(name);
        let levels: Vec<_> = found.iter().map(|one| one["log"]["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["INFO", "ERROR", "WARN", "FATAL"], "{name}");
        assert!(found.iter().all(|one| one["timestamp"].is_string() && one["process"]["pid"].is_number()), "{name}");
        assert_eq!(
            (&found[1]["message"], &found[1]["error"]["type"]),
            (&"payment failed".into(), &"SyntaxError".into()),
            "{name}"
        );
        assert_eq!(found[1]["labels"]["user_id"], "anna", "{name}");
    }
    for (name, failed, wrapped) in
        [("bunyan-errors", 1, 3), ("pino-errors", 1, 3), ("pino-causes", usize::MAX, 1), ("winston", 1, 4)]
    {
        let found = read(name);
        if let Some(event) = found.get(failed) {
            let error = &event["error"];
            assert_eq!(
                (&error["type"], &error["message"]),
                (&"TypeError".into(), &"card declined for 7".into()),
                "{name}"
            );
            let frame = &error["frames"][0];
            assert_eq!(
                (&frame["function"], &frame["file"], &frame["line"], &frame["in_app"]),
                (&"charge".into(), &"/srv/app/node/order.js".into(), &5.into(), &true.into()),
                "{name}"
            );
            assert_eq!(
                (&error["language"], error["frames"].as_array().unwrap().last().unwrap()["in_app"].clone()),
                (&"javascript".into(), false.into())
            );
        }
        let error = &found[wrapped]["error"];
        assert_eq!(
            (&error["type"], &error["message"]),
            (&"OrderError".into(), &"cannot pay\nsecond line".into()),
            "{name}"
        );
        let cause = &error["chain"][0];
        if name.starts_with("pino") {
            assert_eq!(
                (&cause["relation"], &cause["type"], &cause["frames"][0]["line"]),
                (&"cause".into(), &"TypeError".into(), &5.into()),
                "{name}"
            );
        } else {
            assert!(cause.is_null(), "{name} prints no cause");
        }
    }
    let child = &read("pino-errors")[5];
    assert_eq!((&child["user"]["id"], &child["trace"]["id"]), (&"u-1".into(), &"t1".into()));
}

/// Templates of Log4j's `JsonTemplateLayout`, as its manual shows what they write.
#[test]
fn what_log4js_templates_write_is_one_issue() {
    let trace = json_text();
    let steps = r#"[{"class":"com.acme.Checkout","method":"submit","file":"Checkout.java","line":21},{"class":"com.acme.Main","method":"run","file":"Main.java","line":9}]"#;
    let logs = [
        format!(
            r#"{{"@timestamp":"2026-11-23T11:36:20.497Z","ecs.version":"1.2.0","log.level":"ERROR","message":"submit failed","process.thread.name":"main","log.logger":"com.acme.Main","labels":{{"user":"anna"}},"error.type":"java.lang.IllegalStateException","error.message":"checkout failed","error.stack_trace":{trace}}}"#
        ),
        format!(
            r#"{{"mdc":{{"user":"anna"}},"exception":{{"exception_class":"java.lang.IllegalStateException","exception_message":"checkout failed","stacktrace":{trace}}},"line_number":5,"class":"com.acme.Main","@version":1,"source_host":"h","message":"submit failed","thread_name":"main","@timestamp":"2026-11-23T11:36:20.497+0000","level":"ERROR","file":"Main.java","method":"run","logger_name":"com.acme.Main"}}"#
        ),
        format!(
            r#"{{"version":"1.1","host":"h","short_message":"submit failed","full_message":{trace},"timestamp":1795433780.497,"level":3,"_thread":"main","_logger":"com.acme.Main","user":"anna"}}"#
        ),
        format!(
            r#"{{"timestamp":"2026-11-23T11:36:20.497Z","severity":"ERROR","message":"submit failed","logging.googleapis.com/labels":{{"user":"anna"}},"logging.googleapis.com/sourceLocation":{{"file":"com.acme.Main","line":5,"function":"com.acme.Main.run"}},"logging.googleapis.com/insertId":"1","_exception":{{"class":"java.lang.IllegalStateException","message":"checkout failed","stackTrace":{trace}}},"_thread":"main","_logger":"com.acme.Main"}}"#
        ),
        format!(
            r#"{{"instant":{{"epochSecond":1795433780,"nanoOfSecond":497000000}},"thread":"main","level":"ERROR","loggerName":"com.acme.Main","message":"submit failed","thrown":{{"message":"checkout failed","name":"java.lang.IllegalStateException","extendedStackTrace":{steps}}},"contextMap":{{"user":"anna"}},"endOfBatch":false,"loggerFqcn":"x","threadId":1,"threadPriority":5}}"#
        ),
    ];
    let wanted = &events(PLAIN)[0];
    for (at, log) in logs.iter().enumerate() {
        let found = events(&format!("{log}\n"));
        let event = &found[0];
        assert_eq!(event["message"], "submit failed", "{log}");
        assert_eq!(
            (&event["log"]["logger"], &event["log"]["level"]),
            (&"com.acme.Main".into(), &"ERROR".into()),
            "{log}"
        );
        assert_eq!(event["process"]["thread"]["name"], "main", "{log}");
        assert_eq!((&event["labels"]["user"], &event["user"]["id"]), (&"anna".into(), &"anna".into()), "{log}");
        assert!(event["timestamp"].as_str().unwrap().starts_with("2026-11-23T11:36:20.497"), "{log}: {event}");
        if at < 4 {
            assert_eq!(event["error"], wanted["error"], "{log}");
            assert_eq!(event["issue"]["fingerprint"], wanted["issue"]["fingerprint"], "{log}");
        } else {
            assert_eq!(event["error"]["frames"], wanted["error"]["frames"], "the template prints no cause");
        }
    }
}

#[test]
fn what_only_looks_like_pairs_or_json_stays_plain() {
    let plain = [
        "2026-11-23 11:36:20,497 - app - ERROR - got {\"level\": \"info\", \"message\": \"x\", \"time\": 1795433780}",
        "2026-11-23 11:36:20,498 - app - ERROR - level=info msg=x time=2026-11-23T11:36:20Z",
        "2026-11-23 11:36:20,499 - app - ERROR - dump:",
        "{\"level\": \"info\"}",
        "{",
        "  \"level\": \"info\", \"items\": 3",
        "}",
        "total=3 failed=1",
        "2026-11-23 11:36:20,500 [ERROR] plain x=1 y=2",
    ];
    let found = events(&(plain.join("\n") + "\n"));
    let messages: Vec<_> = found
        .iter()
        .map(|one| {
            one["message"]
                .as_str()
                .unwrap()
                .split_once('\n')
                .map_or_else(|| one["message"].as_str().unwrap(), |(first, _)| first)
        })
        .collect();
    assert_eq!(messages.len(), 4, "{messages:?}");
    assert!(messages[0].starts_with("got {") && messages[1].starts_with("level=info"), "{messages:?}");
    assert_eq!((messages[2], &found[2]["log"]["lines"]), ("dump:", &6.into()));
    assert_eq!(messages[3], "plain x=1 y=2");
    assert!(found.iter().all(|one| one["labels"].is_null()));
}

#[test]
fn strange_json_is_read_as_far_as_it_goes() {
    let head = r#"{"asctime": "2026-11-23 11:36:12,538", "levelname": "ERROR", "name": "api", "message": "#;
    let long = "x".repeat(5 << 20);
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let lines = [
        format!(r#"{head}"first"}}"#),
        format!(r#"{head}"{long}", "after": "seen"}}"#),
        format!(r#"{head}"deep", "a": {deep}, "after": "seen"}}"#),
        format!(r#"{head}"once", "message": "twice", "levelname": "INFO"}}"#),
        format!(r#"{head}"bad \q \u12 escapes \ud83d alone"}}"#),
        format!("{head}\"raw \u{7f} \t tab\"}}"),
        "{".to_owned(),
        r#"  "asctime": "2026-11-23 11:36:13,000","#.to_owned(),
        r#"  "levelname": "ERROR", "name": "api","#.to_owned(),
        r#"  "message": "cut at the en"#.to_owned(),
    ];
    let found = events(&lines.join("\n"));
    let messages: Vec<_> = found.iter().map(|one| one["message"].as_str().unwrap().to_owned()).collect();
    assert_eq!(found.len(), 6, "{:?}", messages.iter().map(String::len).collect::<Vec<_>>());
    assert_eq!((messages[0].as_str(), messages[2].as_str(), messages[3].as_str()), ("first", "deep", "once"));
    assert!(found[1]["log"]["truncated"] == true && messages[1].len() < long.len(), "the limit of a body cuts it");
    assert_eq!((&found[2]["labels"]["after"], &found[3]["log"]["level"]), (&"seen".into(), &"ERROR".into()));
    assert_eq!(messages[4], "bad q \u{fffd}12 escapes \u{fffd} alone");
    assert_eq!(messages[5], "raw \u{7f} \t tab");
}

#[test]
fn an_object_over_several_lines_that_the_end_cuts_off_is_kept() {
    let object = "{\n  \"asctime\": \"2026-11-23 11:36:12,538\",\n  \"levelname\": \"ERROR\",\n  \"name\": \"api\",\n  \"message\": \"failed\"\n}\n";
    let found = events(&format!("{object}{object}{}", &object[..object.len() - 8]));
    assert_eq!(found.len(), 3);
    assert_eq!(
        (&found[2]["message"], &found[2]["log"]["truncated"], &found[2]["log"]["lines"]),
        (&"fa".into(), &true.into(), &5.into())
    );
}

#[test]
fn a_configuration_with_a_pattern_and_json_has_both_read() {
    let config = r#"<configuration>
  <appender name="A" class="ch.qos.logback.core.FileAppender"><encoder><pattern>%d %level %logger - %msg%n</pattern></encoder></appender>
  <appender name="B" class="ch.qos.logback.core.FileAppender"><encoder class="net.logstash.logback.encoder.LogstashEncoder"/></appender>
  <root level="INFO"><appender-ref ref="A"/><appender-ref ref="B"/></root>
</configuration>"#;
    let log = "2026-11-23 11:36:20,497 ERROR com.acme.Main - plain\n{\"@timestamp\":\"2026-11-23T11:36:21.497Z\",\"@version\":\"1\",\"message\":\"json\",\"logger_name\":\"com.acme.Main\",\"thread_name\":\"main\",\"level\":\"ERROR\"}\n";
    let sandbox = Sandbox::empty().with("logback.xml", config).with("a.log", log);
    let found = sandbox.errmon(["events", "--config", "logback.xml", "a.log"]).exits(0).json_lines();
    let messages: Vec<_> = found.iter().map(|one| one["message"].as_str().unwrap()).collect();
    assert_eq!(messages, ["plain", "json"]);
    assert!(found.iter().all(|one| one["log"]["logger"] == "com.acme.Main"));
}

#[test]
fn a_record_with_a_level_needs_no_message() {
    let pino = "{\"level\":30,\"time\":1795905313637,\"pid\":1,\"hostname\":\"vm\",\"msg\":\"started\"}\n\
                {\"level\":50,\"time\":1795905313638,\"pid\":1,\"hostname\":\"vm\",\"a\":1}\n";
    let zerolog =
        "{\"level\":\"error\",\"time\":1795856400}\n{\"level\":\"info\",\"time\":1795856402,\"message\":\"hi\"}\n";
    for log in [pino, zerolog] {
        let events =
            Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]).exits(0).json_lines();
        assert_eq!(events.len(), 2, "{log}");
        let errors = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
        assert_eq!((errors.len(), errors[0]["log"]["severity_number"].as_u64()), (1, Some(17)), "{log}");
    }
}

/// `java.time` prints no fraction that is zero, and no seconds that are: such a stamp is one of its member's all the same.
#[test]
fn a_stamp_without_its_fraction_is_read_among_those_with_one() {
    let times = ["20.497Z", "21Z", "22.5Z", "23.000001Z"];
    let line = |seconds: &&str| {
        format!(
            "{{\"@timestamp\":\"2026-11-23T11:36:{seconds}\",\"log.level\":\"ERROR\",\"message\":\"m\",\"ecs.version\":\"1.2.0\"}}\n"
        )
    };
    let log = times.iter().map(line).collect::<String>() + &line(&"24Z").replace(":36:24Z", ":37Z");
    let events = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
    let stamps: Vec<&str> = events.iter().map(|event| event["timestamp"].as_str().unwrap_or("none")).collect();
    let read = ["36:20.497", "36:21", "36:22.5", "36:23.000001", "37:00"];
    assert_eq!(stamps, read.map(|time| format!("2026-11-23T11:{time}+00:00")));
}
