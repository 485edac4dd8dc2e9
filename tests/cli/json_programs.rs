//! What loggers of JSON wrote, exceptions and all, against what the same calls printed as plain text.

use serde_json::Value;

use crate::support::Sandbox;

fn read(name: &str) -> Vec<Value> {
    let path = format!("programs/{name}.log");
    Sandbox::new().errmon(["events", "--all-records", &path]).exits(0).json_lines()
}

fn events(log: &str) -> Vec<Value> {
    Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]).exits(0).json_lines()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Type, message and frames of an exception, and what hangs on it.
fn tree(error: &Value, has_chain: bool) -> Value {
    let frames: Vec<_> = items(&error["frames"])
        .map(|frame| (&frame["module"], &frame["function"], &frame["file"], &frame["line"]))
        .collect();
    let chain: Vec<_> =
        items(&error["chain"]).filter(|_| has_chain).map(|link| (&link["relation"], tree(link, true))).collect();
    serde_json::json!([error["type"], error["message"], frames, chain])
}

/// Log4j 2.24 wrote each record once for each layout.
#[test]
fn exceptions_of_every_layout_of_log4j_are_those_of_its_pattern() {
    let reference = read("log4j2-json-reference");
    assert_eq!(reference.iter().filter(|event| event["error"].is_object()).count(), 3);
    for (name, has_chain) in [
        ("log4j2-json-ecs", true),
        ("log4j2-json-logstash", true),
        ("log4j2-json-gelf", true),
        ("log4j2-json-gcp", true),
        ("log4j2-json-core", true),
        ("log4j2-json-core-complete", true),
        ("log4j2-json-core-strings", true),
        ("log4j2-gelf", true),
        // These templates print neither causes nor suppressed exceptions.
        ("log4j2-json-template", false),
        ("log4j2-json-spark", false),
    ] {
        let found = read(name);
        assert_eq!(found.len(), reference.len(), "{name}");
        for (event, want) in found.iter().zip(&reference) {
            let trees = [&event["error"], &want["error"]].map(|error| tree(error, has_chain));
            assert_eq!(trees[0], trees[1], "{name}: {}", want["message"]);
            let moments = [&event["timestamp"], &want["timestamp"]].map(|time| time.as_str().unwrap()[..23].to_owned());
            assert_eq!(moments[0], moments[1], "{name}: {}", want["message"]);
            if has_chain {
                assert_eq!(event["issue"]["fingerprint"], want["issue"]["fingerprint"], "{name}: {}", want["message"]);
            }
        }
        if name == "log4j2-json-core-complete" {
            continue;
        }
        assert_eq!(
            (&found[1]["user"]["id"], &found[1]["labels"]["requestId"]),
            (&"anna".into(), &"r-17".into()),
            "{name}"
        );
    }
}

#[test]
fn frames_that_a_template_cuts_off_leave_the_causes() {
    let error = &read("log4j2-json-truncated")[2]["error"];
    assert_eq!((&error["type"], &error["frames_total"]), (&"java.lang.IllegalStateException".into(), &1.into()));
    assert_eq!(error["message"], "checkout failed: \u{fc} \"<quoted>\" & 5 > 3\nsecond line");
    let cause = &error["chain"][0];
    assert_eq!((&cause["relation"], &cause["frames"][0]["function"]), (&"cause".into(), &"checkBoundsBeginEnd".into()));
}

/// `JsonFormatter()` of python-json-logger writes neither level nor time.
#[test]
fn a_record_of_python_json_logger_by_default_has_the_assumed_level() {
    for name in ["python-json-default", "python-json-default-indent", "python-json-timestamp"] {
        let found = read(name);
        assert!(found.iter().all(|event| event["log"]["level"] == "ERROR" && event["log"]["level_assumed"] == true));
        assert_eq!(found[1]["labels"], serde_json::json!({"order": "7", "user_id": "anna"}), "{name}");
        assert_eq!(found[4]["stack_info"].as_array().map(Vec::len), Some(2), "{name}");
        assert!(
            found.iter().all(|event| event["timestamp"].is_string() == (name == "python-json-timestamp")),
            "{name}"
        );
        let cause = &found[7]["error"]["chain"][0];
        assert_eq!((&cause["relation"], &cause["type"]), (&"cause".into(), &"ValueError".into()), "{name}");
    }
}

/// Without reserved attributes `exc_info` is the encoded triple, whose frames stand apart from type and message.
#[test]
fn a_triple_of_exc_info_is_the_exception() {
    for name in ["python-json-all", "python-json-all-2"] {
        let error = &read(name)[1]["error"];
        assert_eq!(
            (&error["type"], &error["message"]),
            (&"ValueError".into(), &"order 7: \u{fc} \"quoted\"".into()),
            "{name}"
        );
        let functions: Vec<_> = items(&error["frames"]).map(|frame| frame["function"].as_str().unwrap()).collect();
        assert_eq!(functions, ["pay", "run"], "{name}");
    }
}

#[test]
fn objects_with_a_message_alone_are_no_records_among_others() {
    let reply = "{\"message\": \"Not Found\"}\n";
    let header = "2026-11-23 11:36:20,497 - app - ERROR - reply:\n";
    let found = events(&format!("{header}{}", reply.repeat(60)));
    assert_eq!((found.len(), &found[0]["log"]["lines"]), (1, &61.into()));
    for log in [
        format!("GET /a\nGET /b\n{reply}GET /c\n{reply}"),
        "{\"id\": 1, \"user\": \"anna\", \"message\": \"hello\"}\n".repeat(5),
        reply.to_owned(),
    ] {
        assert_eq!(events(&log).len(), 0, "{log}");
    }
    let sandbox = Sandbox::empty().with("a.log", "{\"id\": 1, \"message\": \"hello\"}\n");
    let found = sandbox.errmon(["events", "--json-map", "message=.message", "a.log"]).exits(0).json_lines();
    assert_eq!((&found[0]["message"], &found[0]["log"]["level_assumed"]), (&"hello".into(), &true.into()));
}

#[test]
fn a_full_message_of_gelf_is_a_trace_or_the_message_once_more() {
    let line = |full: &str| {
        format!(
            r#"{{"version":"1.1","host":"h","timestamp":1795433780.497,"level":3,"short_message":"failed","full_message":"{full}"}}"#
        ) + "\n"
    };
    for (full, message, error) in [
        (r"java.lang.Error: failed\n\tat a.B.c(B.java:1)", "failed", Some("java.lang.Error")),
        (r"failed\njava.lang.Error: x\n\tat a.B.c(B.java:1)", "failed", Some("java.lang.Error")),
        (
            r#"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 1"#,
            "failed",
            Some("KeyError"),
        ),
        ("2026-11-23 ERROR failed", "failed", None),
        ("failed", "failed", None),
        ("what went on before", "failed\nwhat went on before", None),
    ] {
        let found = events(&line(full));
        assert_eq!(
            (found[0]["message"].as_str(), found[0]["error"]["type"].as_str()),
            (Some(message), error),
            "{full}"
        );
    }
}

/// `XmlLayout` of Log4j 2.24, indented and not, in another run of the same calls.
#[test]
fn exceptions_in_xml_are_those_of_the_pattern() {
    let reference = read("log4j2-json-reference");
    for name in ["log4j2-xml", "log4j2-xml-compact"] {
        let found = read(name);
        assert_eq!(found.len(), reference.len(), "{name}");
        for (event, want) in found.iter().zip(&reference) {
            let trees = [&event["error"], &want["error"]].map(|error| tree(error, true));
            assert_eq!(trees[0], trees[1], "{name}: {}", want["message"]);
            assert_eq!(event["issue"]["fingerprint"], want["issue"]["fingerprint"], "{name}: {}", want["message"]);
        }
    }
    let found = read("log4j1-xml");
    assert_eq!((&found[1]["user"]["id"], &found[1]["labels"]["ndc"]), (&"anna".into(), &"req 17".into()));
    let error = &found[2]["error"];
    assert_eq!((&error["frames"][0]["line"], &error["chain"][0]["relation"]), (&12.into(), &"cause".into()));
    let error = &read("jul-xml")[3]["error"];
    let frames: Vec<_> = items(&error["frames"]).map(|frame| (&frame["function"], &frame["line"])).collect();
    assert_eq!(frames, [(&"submit".into(), &12.into()), (&"main".into(), &23.into())], "it prints no file");
}

/// A file that is still written to has no closing tag, and its last record may be half there.
#[test]
fn xml_that_is_cut_off_is_read_as_far_as_it_goes() {
    let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/programs/jul-xml.log")).unwrap();
    for (end, count, is_cut) in
        [("</log>", 9, false), ("<thread>1</thread>\n  <message>done", 8, false), ("done</message>", 9, true)]
    {
        let log = &whole[..whole.rfind(end).unwrap()];
        let sandbox = Sandbox::empty().with("a.log", log);
        let found = sandbox.errmon(["events", "--all-records", "a.log"]).exits(0).json_lines();
        assert_eq!(found.len(), count, "{end}");
        assert_eq!(found[count - 1]["log"]["truncated"] == true, is_cut, "{end}");
        let run = sandbox.errmon(["analyze", "--format", "json", "a.log"]).exits(0);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        // Of a record without its message the level alone is known.
        let unrecognised = if count == 8 { 10 } else { 0 };
        let coverage = &report["coverage"];
        assert_eq!(coverage["lines_read"], log.lines().count(), "{end}");
        assert_eq!(coverage["lines_unrecognised"], unrecognised, "{end}");
    }
}

#[test]
fn documents_in_xml_that_are_no_log_are_none() {
    for log in [
        "<?xml version=\"1.0\"?>\n<records>\n<record>\n<id>7</id>\n</record>\n</records>\n",
        "<html>\n<p>x</p>\n</html>\n",
    ] {
        assert_eq!(events(log).len(), 0, "{log}");
    }
    let found = events("<34>Oct 11 22:14:15 shop su[7]: 2026-11-28 08:59:59,001 ERROR app.main: failed\n");
    assert_eq!(found[0]["message"], "failed");
}

#[test]
fn frames_and_causes_that_tomcat_lists_without_words_are_a_trace() {
    let line = r#"{"time": "2019-05-29T02:16:10.789Z", "level": "SEVERE", "thread": "main", "class": "c.a.Cart", "method": "pay", "message": "boom", "throwable": ["java.lang.RuntimeException: no (7)"," c.a.Cart.lambda$pay$1(Cart.java:68)"," c.a.Main.main(Main.java:9)","java.io.IOException: broken"," java.base/java.io.Reader.read(Reader.java:7)"]}"#;
    let found = events(&format!("{line}\n"));
    let error = tree(&found[0]["error"], true);
    assert_eq!((&error[0], &error[1]), (&"java.lang.RuntimeException".into(), &"no (7)".into()));
    assert_eq!(
        error[2],
        serde_json::json!([["c.a.Cart", "lambda$pay$1", "Cart.java", 68], ["c.a.Main", "main", "Main.java", 9]])
    );
    assert_eq!(error[3][0][1][0], "java.io.IOException", "{error}");
    assert_eq!(error[3][0][1][2][0][1], "read", "{error}");
}

/// `awslambdaric/lambda_runtime_log_utils.py` prints the frames as a list of their lines, type and message beside them.
#[test]
fn frames_of_lambda_s_runtime_are_the_traceback_of_the_error_beside_them() {
    let frames = r#"["  File \"/var/task/app.py\", line 9, in handler\n    pay(17)\n", "  File \"/var/task/pay.py\", line 3, in pay\n    raise Declined('no funds')\n"]"#;
    let time = r#""timestamp": "2026-11-23T11:36:20Z""#;
    let log = format!(
        "{{{time}, \"level\": \"INFO\", \"message\": \"started\", \"logger\": \"shop\", \"requestId\": \"79b4\"}}\n\
         {{{time}, \"level\": \"ERROR\", \"message\": \"lost\", \"logger\": \"shop\", \"stackTrace\": {frames}, \
           \"errorType\": \"Declined\", \"errorMessage\": \"no funds\", \"requestId\": \"79b4\"}}\n\
         {{{time}, \"log_level\": \"ERROR\", \"errorMessage\": \"no funds\", \"errorType\": \"Declined\", \
           \"requestId\": \"79b4\", \"stackTrace\": {frames}}}\n"
    );
    let found = events(&log);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0]["error"], Value::Null);
    for event in &found[1..] {
        assert_eq!([&event["error"]["type"], &event["error"]["message"]], ["Declined", "no funds"]);
        let functions: Vec<_> = items(&event["error"]["frames"]).map(|frame| &frame["function"]).collect();
        assert_eq!(functions, ["pay", "handler"]);
        assert_eq!(event["log"]["level"], "ERROR");
    }
    assert_eq!(found[1]["message"], "lost");
}

/// The attributes of OTLP are a list of keys and values.
#[test]
fn exceptions_stand_among_the_listed_attributes_of_otlp() {
    let attributes = r#"[{"key":"thread.name","value":{"stringValue":"main"}},{"key":"exception.type","value":{"stringValue":"java.io.IOException"}},{"key":"exception.message","value":{"stringValue":"closed"}},{"key":"exception.stacktrace","value":{"stringValue":"java.io.IOException: closed\n\tat com.acme.Net.send(Net.java:9)\n"}}]"#;
    let record = |severity: &str, number: usize, attributes: &str| {
        format!(
            "{{\"timeUnixNano\":\"1795520000000000000\",\"severityNumber\":{number},\"severityText\":\"{severity}\",\
             \"body\":{{\"stringValue\":\"sent\"}},\"attributes\":{attributes}}}\n"
        )
    };
    let log = record("INFO", 9, "[]") + &record("ERROR", 17, attributes) + &record("INFO", 9, "[]");
    let records = events(&log);
    assert_eq!(records.len(), 3);
    let wanted = serde_json::json!(["java.io.IOException", "closed", [["com.acme.Net", "send", "Net.java", 9]], []]);
    assert_eq!((&records[1]["message"], tree(&records[1]["error"], true)), (&Value::from("sent"), wanted));
}

/// Serialisers of a program's own list the frames of a traceback as objects.
#[test]
fn frames_of_python_are_listed_as_objects() {
    let frames =
        r#"[{"file":"app/cart.py","line":12,"function":"checkout"},{"file":"app/pay.py","line":3,"function":"pay"}]"#;
    let record = |level: &str, more: &str| {
        format!(
            "{{\"timestamp\":\"2026-11-23T11:36:09.144Z\",\"level\":\"{level}\",\"logger\":\"shop\",\"message\":\"paid\"{more}}}\n"
        )
    };
    let error = format!(r#","exception":{{"type":"ValueError","message":"no card","frames":{frames}}}"#);
    let records = events(&(record("INFO", "") + &record("ERROR", &error) + &record("INFO", "")));
    let error = &records[1]["error"];
    assert_eq!((&error["type"], &error["message"]), (&Value::from("ValueError"), &Value::from("no card")));
    let frames: Vec<_> = items(&error["frames"]).map(|frame| (&frame["function"], &frame["line"])).collect();
    assert_eq!(frames, [(&Value::from("pay"), &Value::from(3)), (&Value::from("checkout"), &Value::from(12))]);
}
