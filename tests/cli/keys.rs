//! Records whose members and pairs have keys of their own.

use serde_json::Value;

use crate::support::Sandbox;

/// Level, logger, message and exception of the records of a log.
fn told(log: &str) -> Vec<String> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
    let events = run.exits(0).json_lines();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |event: &Value| {
        let parts = [&event["log"]["level"], &event["log"]["logger"], &event["message"], &event["error"]["type"]];
        parts.map(text).join("|")
    };
    events.iter().map(told).collect()
}

const TRACE: &str = r#"Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'k'"#;

#[test]
fn keys_that_mean_other_things_as_well_count_where_their_values_say_so() {
    let log = format!(
        "{{\"ts\": 1742444177.540529, \"lvl\": \"INFO\", \"log\": \"bridge\", \"msg\": \"started\"}}\n\
         {{\"ts\": 1742444179.016078, \"lvl\": \"ERROR\", \"log\": \"mqtt.client\", \"msg\": \"failed\", \"exc\": \"{TRACE}\"}}\n"
    );
    assert_eq!(told(&log), ["INFO|bridge|started|", "ERROR|mqtt.client|failed|KeyError"]);
    let line = |source: &str| {
        format!(
            "{{\"time\": \"2026-11-23 11:36:12,540\", \"lvl\": \"INFO\", \"src\": \"{source}\", \"txt\": \"served\"}}\n"
        )
    };
    assert_eq!(told(&line("shop.views")), ["INFO|shop.views|served|"]);
    for source in ["10.0.0.1", "/var/log/app", "a sensor", "app.py", "info"] {
        assert_eq!(told(&line(source)), ["INFO||served|"], "{source}");
    }
    let log = "{\"at\": \"2026-11-23 11:36:12\", \"level\": \"error\", \"msg\": \"failed\", \"trace\": \"0af7651916cd43dd\"}\n";
    assert_eq!(told(log), ["error||failed|"]);
    let log = "{\"at\": \"info\", \"when\": \"2026-11-23 11:36:12\", \"msg\": \"done\"}\n";
    assert_eq!(told(log), ["info||done|"]);
}

#[test]
fn logfmter_calls_the_level_at() {
    let log = format!(
        "at=INFO when=\"2026-11-23 11:36:12,540\" name=urllib3 msg=\"GET \\\"/\\\" 200\"\n\
         at=ERROR when=\"2026-11-23 11:36:13,540\" name=shop.api msg=failed exc_info=\"{TRACE}\"\n"
    );
    assert_eq!(told(&log), ["INFO|urllib3|GET \"/\" 200|", "ERROR|shop.api|failed|KeyError"]);
    assert!(told("at=noon name=bob msg=lunch\nat=night name=eve msg=sleep\n").is_empty());
}

#[test]
fn pairs_behind_a_time_are_read_by_their_keys() {
    let log = "2026-11-23 11:36:12,540 level=INFO logger=shop.a req=54c41f01 user=anon msg=\"GET \"/\" 200\"\n\
               2026-11-23 11:36:13,540 level=ERROR logger=shop.b req=6ffcbc9a user=bob msg=\"failed\"\n\
               Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'k'\n\
               2026-11-23 11:36:14,540 level=WARNING logger=shop.b req=- user=bob msg=\"two\nlines\"\n\
               2026-11-23 11:36:15,540 level=INFO logger=shop.a req=- user=eve msg=three\n  more\nlines\n";
    let want = [
        "INFO|shop.a|GET \"/\" 200|",
        "ERROR|shop.b|failed|KeyError",
        "WARNING|shop.b|two\nlines|",
        "INFO|shop.a|three\n  more\nlines|",
    ];
    assert_eq!(told(log), want);
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
    let events = run.exits(0).json_lines();
    assert_eq!(events[0]["labels"], serde_json::json!({"req": "54c41f01", "user": "anon"}));
    assert!(events[3]["timestamp"].as_str().unwrap().starts_with("2026-11-23T11:36:15.54"));
}

#[test]
fn pairs_in_messages_are_the_messages_own() {
    let log = "2026-11-23 11:36:12,540 level=3 msg=\"boss\" hp=3\n\
               2026-11-23 11:36:13,540 hero entered level=4 of msg=x\n\
               2026-11-23 11:36:14,540 level=error is what msg=x means\n";
    let want =
        ["||level=3 msg=\"boss\" hp=3|", "||hero entered level=4 of msg=x|", "||level=error is what msg=x means|"];
    let found: Vec<String> = told(log).iter().map(|line| line.trim_start_matches("ERROR").to_owned()).collect();
    assert_eq!(found, want);
}

#[test]
fn the_logger_of_an_event_of_several_lines_stands_behind_its_last_one() {
    let filled = |event: &str, behind: &str| format!("2026-11-23 11:36:09 [info     ] {event:<30} {behind}\n");
    let log = [
        filled("started", "[app.web] n=1"),
        filled("SELECT orders.id \nFROM orders \nWHERE orders.user_id = 7", "[app.db]"),
        filled("SELECT orders.id \nFROM orders", "[app.db] rows=2"),
        filled("stopped", "[app.web]"),
    ]
    .concat();
    let found = told(&log);
    let want = [
        "info|app.web|started|",
        "info|app.db|SELECT orders.id\nFROM orders \nWHERE orders.user_id = 7|",
        "info|app.db|SELECT orders.id\nFROM orders|",
        "info|app.web|stopped|",
    ];
    assert_eq!(found, want);
    let log =
        [filled("started", "n=1"), filled("usage: see \nthe list below of all", "[names]"), filled("stopped", "n=2")];
    assert_eq!(told(&log.concat())[1], "info||usage: see\nthe list below of all [names]|");
}

#[test]
fn doubtful_keys_stay_labels_beside_the_usual_ones_and_date_no_data() {
    let log = "{\"time\": \"2026-11-23 11:36:12,540\", \"level\": \"ERROR\", \"msg\": \"due\", \"when\": \"2020-01-01T00:00:00Z\"}\n";
    let events = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
    assert_eq!(events[0]["labels"]["when"], "2020-01-01T00:00:00Z");
    assert_eq!(events[0]["log"]["timestamp_text"], "2026-11-23 11:36:12,540");
    let chat = "{\"name\": \"bob\", \"at\": \"2026-11-23 10:00:00\", \"text\": \"hi there\"}\n".repeat(4);
    assert!(told(&chat).is_empty());
}

#[test]
fn a_trace_below_pairs_behind_a_time_is_no_message_whatever_ends_the_lines() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'x'\n";
    let line = |at: usize| format!("2026-11-23 11:36:1{at},540 level=error user=bob msg=\"order {at} lost\"\n{trace}");
    let log = [line(0), line(1), line(2), line(3), line(4), line(5)].concat();
    let found = told(&log);
    assert_eq!(found[1], "error||order 1 lost|KeyError");
    assert_eq!(told(&log.replace('\n', "\r\n")), found);
}

#[test]
fn what_a_format_string_made_look_like_json_ends_where_the_next_key_stands() {
    let log = "{\"ts\": \"2026-11-23 11:36:12,540\", \"lvl\": \"INFO\", \"msg\": \"rule \"night\": lights off\"}\n\
               {\"ts\": \"2026-11-23 11:36:13,540\", \"lvl\": \"INFO\", \"msg\": \"sent {\"on\": \"x\", \"n\": 3}\"}\n\
               {\"ts\": \"2026-11-23 11:36:14,540\", \"lvl\": \"ERROR\", \"msg\": \"no C:\\Users\\new, \"a\", \"b\"\"}\n\
               Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'k'\n";
    let want = [
        "INFO||rule \"night\": lights off|",
        "INFO||sent {\"on\": \"x\", \"n\": 3}|",
        "ERROR||no C:\\Users\\new, \"a\", \"b\"|KeyError",
    ];
    assert_eq!(told(log), want);
    let log = "{\"time\": 2026-11-23 11:36:12, \"name\": /srv/a.py, \"level\": INFO, \"message\": Update 7, {x} is done}\n\
               {\"time\": 2026-11-23 11:36:13, \"name\": /srv/a.py, \"level\": ERROR, \"message\": Job \"x\" failed}\n";
    assert_eq!(told(log), ["INFO||Update 7, {x} is done|", "ERROR||Job \"x\" failed|"]);
}

#[test]
fn a_message_without_a_key_follows_the_pairs() {
    let log = "ts=2026-11-23T11:36:12Z level=INFO logger=shop.api Order 7 shipped, n=3 left\n\
               ts=2026-11-23T11:36:13Z level=ERROR logger=shop.db could not connect\n\
               Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'k'\n\
               ts=2026-11-23 11:36:14,120 level=INFO logger=shop.db Connected\n";
    let want = [
        "INFO|shop.api|Order 7 shipped, n=3 left|",
        "ERROR|shop.db|could not connect|KeyError",
        "INFO|shop.db|Connected|",
    ];
    assert_eq!(told(log), want);
    assert!(told("time=late level=full of water\ntime=early level=low and more\n").is_empty());
}

#[test]
fn messages_of_pairs_hold_addresses_and_quotes() {
    let log = "time=2026-11-23 11:36:12,540 level=INFO logger=shop.a message=429 from https://host/rates?base=EUR&to=USD,GBP\n\
               time=2026-11-23 11:36:13,540 level=INFO logger=shop.a message=step 3 'x' done in 2 parts; accounts=7632\n";
    let want = [
        "INFO|shop.a|429 from https://host/rates?base=EUR&to=USD,GBP|",
        "INFO|shop.a|step 3 'x' done in 2 parts; accounts=7632|",
    ];
    assert_eq!(told(log), want);
    let log = "level=INFO timestamp=2026-11-23 11:36:12,540 msg=\"column \"id\" is null\" trace=fda1 job=N/A\n\
               level=INFO timestamp=2026-11-23 11:36:13,540 msg=\"started\" trace=fda2 job=N/A\n";
    assert_eq!(told(log), ["INFO||column \"id\" is null|", "INFO||started|"]);
    let log = "log_level=INFO | log_timestamp=2026-11-23 11:36:12,540 | log_message=page 7 skipped | log_id=7\n\
               log_level=ERROR | log_timestamp=2026-11-23 11:36:13,540 | log_message=no page | log_id=8\n";
    assert_eq!(told(log), ["INFO||page 7 skipped|", "ERROR||no page|"]);
}

#[test]
fn of_several_stacks_the_one_that_is_a_trace_counts() {
    let line = |rest: &str| {
        format!("{{\"timestamp\": \"2026-11-23T11:36:12\", \"level\": \"ERROR\", \"message\": \"failed\", {rest}}}\n")
    };
    for rest in [
        format!("\"exception\": \"Failure\", \"exception_message\": \"k\", \"traceback\": \"{TRACE}\""),
        format!("\"errors\": \"{TRACE}\""),
        format!("\"error\": {{\"kind\": \"KeyError\", \"message\": \"'k'\", \"stack\": \"{TRACE}\"}}"),
        format!("\"exception\": {{\"type\": \"KeyError\", \"message\": \"'k'\", \"traceback\": \"{TRACE}\"}}"),
        format!("\"exc_type\": \"KeyError\", \"exc_value\": \"'k'\", \"exc_traceback\": \"{TRACE}\""),
    ] {
        let run = Sandbox::empty().with("a.log", line(&rest)).errmon(["events", "a.log"]);
        let event = run.exits(0).json_lines().remove(0);
        assert_eq!((&event["message"], &event["error"]["type"]), (&"failed".into(), &"KeyError".into()), "{rest}");
        assert_eq!(event["error"]["frames"].as_array().map(Vec::len), Some(1), "{rest}");
    }
    let frames = "\"exception\": {\"class\": \"com.acme.PayError\", \"msg\": \"x\", \"backtrace\": [\"com.acme.Cart.pay(Cart.java:7)\"]}";
    assert_eq!(told(&line(frames)), ["ERROR||failed|com.acme.PayError"]);
}

#[test]
fn exceptions_that_members_alone_tell_are_those_of_errors() {
    let line = |level: &str, rest: &str| {
        format!("{{\"time\": \"2026-11-23T11:36:12Z\", \"level\": \"{level}\", \"msg\": \"failed\", {rest}}}\n")
    };
    for rest in [
        r#""exception_type": "ValueError", "exception_message": "bad""#,
        r#""error_type": "ValueError", "error_message": "bad""#,
        r#""error.type": "ValueError", "error.message": "bad""#,
    ] {
        let run = Sandbox::empty().with("a.log", line("ERROR", rest)).errmon(["events", "a.log"]);
        let event = run.exits(0).json_lines().remove(0);
        let error = &event["error"];
        assert_eq!((&error["type"], &error["message"]), (&"ValueError".into(), &"bad".into()), "{rest}");
        assert_eq!(told(&line("WARNING", rest)), ["WARNING||failed|"], "{rest}");
    }
    let log = line("ERROR", r#""error_type": "timeout", "error_message": "bad""#);
    let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "a.log"]);
    let event = run.exits(0).json_lines().remove(0);
    assert_eq!((&event["message"], &event["labels"]["error_type"]), (&"failed".into(), &"timeout".into()));
    assert_eq!(event["labels"]["error_message"], "bad");
}

#[test]
fn members_may_stand_inside_objects_or_begin_with_capitals() {
    for log in [
        r#"{"record": {"time": "2026-11-23T11:36:12Z", "level": "INFO", "name": "shop.a", "message": "started"}}"#,
        r#"{"timestamp": "2026-11-23T11:36:12Z", "level": "INFO", "fields": {"message": "started"}, "target": "shop.a"}"#,
        r#"{"meta": {"time": "2026-11-23T11:36:12Z", "level": "INFO", "logger": "shop.a"}, "message": "started"}"#,
        r#"{"time": "2026-11-23T11:36:12Z", "level": {"name": "INFO", "no": 20}, "name": "shop.a", "message": "started"}"#,
        r#"{"time": "2026-11-23T11:36:12Z", "status": "INFO", "logger": {"name": "shop.a"}, "message": "started"}"#,
        r#"{"timeStamp": "2026-11-23T11:36:12Z", "logLevel": "INFO", "loggerName": "shop.a", "message": "started"}"#,
        r#"{"Timestamp": "2026-11-23T11:36:12Z", "Level": "INFO", "Logger": "shop.a", "Message": "started"}"#,
        r#"{"created": "2026-11-23 11:36:12", "log_level": "INFO", "log_name": "shop.a", "log_message": "started"}"#,
        r#"{"levelname": "INFO", "name": "shop.a", "msg": "started", "args": [], "created": 1795433772.5, "levelno": 20}"#,
        r#"{"Timestamp": 1795433772000000000, "Logger": "shop.a", "Severity": 6, "Fields": {"msg": "started"}}"#,
    ] {
        assert_eq!(told(&format!("{log}\n")), ["INFO|shop.a|started|"], "{log}");
    }
    for data in [
        r#"{"created": "2026-11-23", "status": "active", "name": "Anna", "data": {"message": "x"}}"#,
        r#"{"Name": "x", "Message": "y", "Level": 3}"#,
    ] {
        let found = told(&format!("{data}\n{data}\n"));
        assert!(found.is_empty(), "{data} {found:?}");
    }
}
