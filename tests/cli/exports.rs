//! What log stores hand out: the application's lines and records in objects of the store's own.

use serde_json::{Value, json};

use crate::support::Sandbox;

fn events(log: &str) -> Vec<Value> {
    Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]).exits(0).json_lines()
}

/// An object on each line.
fn by_line(all: &[Value]) -> String {
    all.iter().map(Value::to_string).collect::<Vec<_>>().join("\n") + "\n"
}

/// What all records say that tells them apart.
fn told(events: &[Value]) -> Vec<Value> {
    events
        .iter()
        .map(|event| {
            json!([
                event["timestamp"],
                event["log"]["level"],
                event["log"]["logger"],
                event["message"],
                event["error"]["type"]
            ])
        })
        .collect()
}

const TRACE: &str = "Traceback (most recent call last):\n  File \"/srv/shop.py\", line 20, in pay\n    raise ValueError(7)\nValueError: 7";

/// Entries as `gcloud logging read` prints them: keys sorted, the array over several lines.
fn google() -> Vec<Value> {
    let entry = |name: &str, second: u32, severity: &str, key: &str, payload: Value| {
        json!({
            "insertId": format!("i{second}"), "labels": {"instance": "7"}, "logName": format!("projects/p/logs/{name}"), key: payload,
            "receiveTimestamp": "2026-11-28T09:01:00.5Z", "severity": severity, "timestamp": format!("2026-11-28T09:00:{second:02}.123456Z"),
            "resource": {"labels": {"container_name": "web", "pod_name": "shop-7d9"}, "type": "k8s_container"},
        })
    };
    vec![
        entry("stderr", 1, "ERROR", "textPayload", "2026-11-28 08:59:59,001 INFO app.main: started\n".into()),
        entry(
            "stderr",
            2,
            "ERROR",
            "textPayload",
            format!("2026-11-28 08:59:59,002 ERROR app.pay: failed\n{TRACE}\n").into(),
        ),
        entry("app", 3, "WARNING", "textPayload", "no layout at all".into()),
        entry(
            "app",
            4,
            "ERROR",
            "jsonPayload",
            json!({"message": "record failed", "logger": "shop.pay", "exception": TRACE}),
        ),
        entry(
            "cloudaudit.googleapis.com%2Factivity",
            5,
            "ERROR",
            "protoPayload",
            json!({"methodName": "v1.insert", "status": {"code": 7, "message": "denied"}}),
        ),
    ]
}

#[test]
fn entries_of_google_cloud_are_read_in_an_array_and_line_by_line() {
    let entries = google();
    let pretty = serde_json::to_string_pretty(&entries).unwrap() + "\n";
    let lines = by_line(&entries);
    let objects: String = entries.iter().map(|entry| serde_json::to_string_pretty(entry).unwrap() + "\n").collect();
    for log in [pretty, format!("{}\n", json!(entries)), lines, objects] {
        let found = events(&log);
        assert_eq!(
            told(&found),
            [
                json!(["2026-11-28T08:59:59.001+00:00", "INFO", "app.main", "started", null]),
                json!(["2026-11-28T08:59:59.002+00:00", "ERROR", "app.pay", "failed", "ValueError"]),
                json!(["2026-11-28T09:00:03.123456+00:00", "WARN", null, "no layout at all", null]),
                json!(["2026-11-28T09:00:04.123456+00:00", "ERROR", "shop.pay", "record failed", "ValueError"]),
                json!(["2026-11-28T09:00:05.123456+00:00", "ERROR", null, "v1.insert: denied", null]),
            ],
            "{log}"
        );
        assert_eq!((&found[0]["labels"]["pod"], &found[3]["labels"]["instance"]), (&"shop-7d9".into(), &"7".into()));
    }
}

#[test]
fn an_array_that_is_cut_off_keeps_its_entries_and_its_lines_are_counted() {
    let pretty = serde_json::to_string_pretty(&google()).unwrap();
    let cut = pretty.find("\"i4\"").unwrap();
    let sandbox = Sandbox::empty().with("a.log", &pretty[..cut]);
    assert_eq!(sandbox.errmon(["events", "--all-records", "a.log"]).exits(0).json_lines().len(), 3);
    let report: Value =
        serde_json::from_str(&sandbox.errmon(["analyze", "--format", "json", "a.log"]).exits(0).stdout).unwrap();
    assert_eq!(report["coverage"]["lines_read"], pretty[..cut].lines().count(), "{}", report["coverage"]);
}

/// The lines of a log as each store hands them out.
#[test]
fn lines_in_the_objects_of_stores_are_the_applications() {
    let lines = [
        "2026-11-28 08:59:59,001 INFO app.main: started",
        "2026-11-28 08:59:59,002 ERROR app.pay: failed",
        "Traceback (most recent call last):",
        "  File \"/srv/shop.py\", line 20, in pay",
        "    raise ValueError(7)",
        "ValueError: 7",
        "2026-11-28 08:59:59,003 INFO app.main: done",
    ];
    let wanted = told(&events(&(lines.join("\n") + "\n")));
    assert_eq!(wanted.len(), 3);
    let each = |wrap: &dyn Fn(&str) -> Value| lines.iter().map(|line| wrap(line)).collect::<Vec<_>>();
    let loki = each(&|line| json!({"labels": {"app": "shop"}, "line": line, "timestamp": "2026-11-28T09:00:00.123Z"}));
    let aws = each(
        &|line| json!({"logStreamName": "web/1", "timestamp": 1_795_856_400_123_u64, "message": format!("{line}\n"), "ingestionTime": 1_795_856_400_999_u64, "eventId": "37"}),
    );
    let beats = each(
        &|line| json!({"@timestamp": "2026-11-28T09:00:00.123Z", "message": line, "agent": {"type": "filebeat"}, "log": {"offset": 7}, "host": {"name": "vm"}}),
    );
    let hits: Vec<Value> =
        beats.iter().map(|beat| json!({"_index": "logs", "_id": "x", "_score": null, "_source": beat})).collect();
    let reply =
        json!({"took": 3, "timed_out": false, "hits": {"total": {"value": 7}, "max_score": null, "hits": hits}});
    // `preserve_order` is not on, so that keys of `json!` are sorted; replies are not.
    let pretty_reply = format!(
        "{{\n  \"took\" : 3,\n  \"timed_out\" : false,\n  \"hits\" : {}\n}}\n",
        serde_json::to_string_pretty(&reply["hits"]).unwrap()
    );
    for log in [
        by_line(&loki),
        by_line(&aws),
        serde_json::to_string_pretty(&json!({"events": aws, "searchedLogStreams": []})).unwrap() + "\n",
        by_line(&beats),
        by_line(&hits),
        pretty_reply,
        format!("{}\n", json!(hits)),
    ] {
        assert_eq!(told(&events(&log)), wanted, "{log}");
    }
}

#[test]
fn records_in_datadogs_objects_are_read_with_their_attributes() {
    let log = json!({"data": [{"id": "A", "type": "log", "attributes": {
        "status": "error", "service": "shop", "timestamp": "2026-11-28T09:00:00.123Z", "host": "vm", "message": "failed", "tags": ["env:prod"],
        "attributes": {"logger": {"name": "com.acme.Main", "thread_name": "main"}, "order": 7,
            "error": {"kind": "java.lang.Error", "message": "x", "stack": "java.lang.Error: x\n\tat com.acme.A.b(A.java:3)"}}}}],
        "meta": {"page": {"after": "e"}}});
    let expected = json!([["2026-11-28T09:00:00.123+00:00", "error", "com.acme.Main", "failed", "java.lang.Error"]]);
    for log in [format!("{log}\n"), serde_json::to_string_pretty(&log).unwrap()] {
        let found = events(&log);
        assert_eq!(json!(told(&found)), expected, "{log}");
        assert_eq!(
            (&found[0]["labels"]["order"], &found[0]["process"]["thread"]["name"]),
            (&"7".into(), &"main".into())
        );
    }
}

#[test]
fn a_status_of_a_request_is_no_level() {
    let found = events("{\"timestamp\":\"2026-11-28T09:00:00Z\",\"status\":500,\"message\":\"GET /\"}\n");
    assert_eq!((&found[0]["labels"]["status"], &found[0]["log"]["level_assumed"]), (&"500".into(), &true.into()));
}

#[test]
fn data_in_an_array_are_no_log() {
    for log in [
        "[\n  {\"id\": 1, \"name\": \"tea\"},\n  {\"id\": 2, \"name\": \"milk\"}\n]\n",
        "{\"events\": [{\"id\": 1}]}\n",
        "[1, 2]\n",
    ] {
        assert_eq!(events(log).len(), 0, "{log}");
    }
    let found = events("[{\"a\": 1}] is what came\n2026-11-28 08:59:59,001 ERROR app.main: failed\n");
    assert_eq!(found.len(), 1);
}

/// The compact format of Serilog (clef-json.org): a record without a level is an information.
#[test]
fn records_of_serilog_have_their_levels() {
    let log = concat!(
        r#"{"@t":"2026-11-28T09:00:00.1234567Z","@mt":"Starting {Version}","Version":"1.2","SourceContext":"Shop.Program"}"#,
        "\n",
        r#"{"@t":"2026-11-28T09:00:01.1234567Z","@mt":"Order {OrderId} failed","@l":"Error","@x":"System.TimeoutException: no answer\r\n   at Shop.Cart.Pay() in /src/Cart.cs:line 42","OrderId":7}"#,
        "\n",
        r#"{"@t":"2026-11-28T09:00:02.1234567Z","@m":"low stock of \"tea\"","@l":"Warning","@i":"7c4f"}"#,
        "\n",
        r#"{"@t":"2026-11-28T09:00:03.1234567Z","@m":"detail","@l":"Verbose"}"#,
        "\n"
    );
    let found = events(log);
    let levels: Vec<_> = found.iter().map(|event| event["log"]["severity_number"].as_u64().unwrap()).collect();
    assert_eq!(levels, [9, 17, 13, 1]);
    assert_eq!((&found[0]["log"]["level"], &found[0]["log"]["level_assumed"]), (&"Information".into(), &Value::Null));
    assert_eq!(
        (&found[0]["message"], &found[0]["log"]["logger"]),
        (&"Starting {Version}".into(), &"Shop.Program".into())
    );
    assert_eq!(
        (&found[1]["error"]["type"], &found[1]["labels"]["OrderId"]),
        (&"System.TimeoutException".into(), &"7".into())
    );
    let frame = &found[1]["error"]["frames"][0];
    assert_eq!(
        (&frame["module"], &frame["function"], &frame["file"], &frame["line"]),
        (&"Shop.Cart".into(), &"Pay".into(), &"Cart.cs".into(), &42.into())
    );
    assert_eq!(found[1]["error"]["message"], "no answer");
}

#[test]
fn the_text_of_gos_errors_ends_the_message() {
    let zerolog = |rest: &str| format!("{{\"level\":\"error\",\"time\":1795856400{rest}}}\n");
    for (rest, message, label) in [
        (
            r#","error":"dial tcp: refused","message":"cannot pay""#,
            "cannot pay: dial tcp: refused",
            Some("dial tcp: refused"),
        ),
        (r#","error":"dial tcp: refused""#, "dial tcp: refused", Some("dial tcp: refused")),
        (r#","error":"refused","message":"cannot pay: refused""#, "cannot pay: refused", Some("refused")),
        (
            r#","error":"refused","stacktrace":"main.pay\n\t/srv/main.go:42","message":"cannot pay""#,
            "cannot pay: refused\nmain.pay\n\t/srv/main.go:42",
            Some("refused"),
        ),
        (r#","error":"","message":"cannot pay""#, "cannot pay", None),
        (r#","error":false,"message":"cannot pay""#, "cannot pay", Some("false")),
    ] {
        let found = events(&zerolog(rest));
        let label_found = found[0]["labels"]["error"].as_str().filter(|label| !label.is_empty());
        assert_eq!((found[0]["message"].as_str(), label_found), (Some(message), label), "{rest}");
    }
}

#[test]
fn seconds_and_nanoseconds_of_google_are_one_time() {
    for time in [
        r#""timestampSeconds":1795856400,"timestampNanos":5000000"#,
        r#""timestampSeconds":"1795856400","timestampNanos":"5000000""#,
        r#""timestamp":{"seconds":1795856400,"nanos":5000000}"#,
    ] {
        let found = events(&format!("{{\"severity\":\"ERROR\",\"message\":\"failed\",{time}}}\n"));
        assert_eq!(found[0]["timestamp"], "2026-11-28T09:00:00.005000+00:00", "{time}");
    }
}
