//! `errmon events`: normalised events, one JSON object a line.

use serde_json::{Value, json};

use crate::support::Sandbox;

#[test]
fn an_event_has_the_keys_of_its_schema() {
    let events = Sandbox::new().errmon(["events", "--tz", "Europe/Berlin", "python/error.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 2);
    let first = &events[0];
    assert_eq!(first["schema"], "errmon.event/1");
    assert_eq!(first["kind"], "record");
    assert_eq!(first["timestamp"], "2026-11-23T11:37:31.010+01:00");
    assert_eq!(first["timestamp_assumed"], json!(["zone"]));
    assert_eq!(first["message"], "Exception occurred");
    assert_eq!(first["log"]["level"], "ERROR");
    assert_eq!(first["log"]["severity_number"], 17);
    assert_eq!(first["log"]["logger"], "root");
    assert_eq!(first["log"]["timestamp_text"], "2026-11-23 11:37:31,010");
    assert_eq!(first["log"]["file"]["path"], "python/error.log");
    assert_eq!((&first["log"]["line"], &first["log"]["lines"]), (&json!(1), &json!(6)));
    assert_eq!((&first["log"]["offset_bytes"], &first["log"]["length_bytes"]), (&json!(0), &json!(234)));
    assert_eq!(first["error"]["type"], "ZeroDivisionError");
    assert_eq!(first["error"]["message"], "division by zero");
    assert_eq!(first["error"]["language"], "python");
    let frame = &first["error"]["frames"][0];
    assert_eq!((&frame["function"], &frame["line"]), (&json!("risky_function"), &json!(14)));
    assert_eq!(frame["source"], "result = 10 / 0");
    assert_eq!(first["handled"], true);
    assert_eq!(first["issue"]["id"].as_str().unwrap().len(), 16);
}

#[test]
fn the_second_record_of_one_failure_points_to_the_first() {
    let events = Sandbox::new().errmon(["events", "python/error.log"]).exits(0).json_lines();
    assert_eq!(events[1]["duplicate_of"], json!({ "path": "python/error.log", "line": 1 }));
    assert_eq!(events[1]["duplicate_kind"], "exception");
    assert!(events[0].get("duplicate_of").is_none());
    assert_eq!(events[0]["issue"]["id"], events[1]["issue"]["id"]);
}

#[test]
fn unknown_values_have_no_key() {
    for event in Sandbox::new().errmon(["events", "logback/error.log"]).exits(0).json_lines() {
        assert!(!event.to_string().contains(":null"), "{event}");
        assert!(event["log"].get("logger").is_none(), "{event}");
        assert_eq!(event["log"]["level_assumed"], true);
    }
}

#[test]
fn causes_lie_inside_the_exception_that_they_caused() {
    let events = Sandbox::new().errmon(["events", "corpus/lb_chain.log"]).exits(0).json_lines();
    let mut types = Vec::new();
    let mut exception = &events[0]["error"];
    while let Some(name) = exception["type"].as_str() {
        types.push(name);
        exception = &exception["chain"][0];
    }
    let expected = [
        "java.lang.IllegalStateException",
        "com.acme.shop.db.OrderDao$StaleOrderException",
        "java.sql.SQLTransientConnectionException",
        "java.net.SocketTimeoutException",
    ];
    assert_eq!(types, expected);
}

#[test]
fn all_records_include_those_below_the_level() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.errmon(["events", "corpus/py_threads.log"]).exits(0).json_lines().len(), 9);
    assert_eq!(sandbox.errmon(["events", "--all-records", "corpus/py_threads.log"]).exits(0).json_lines().len(), 33);
}

/// The shape of the first ones is looked at; of the others nobody says that they are blank.
#[test]
fn unrecognised_lines_beyond_those_with_a_shape_are_others() {
    let sandbox = Sandbox::empty().with("notes.txt", "words of no format at all\n\n".repeat(30_000));
    let table = sandbox.errmon(["analyze", "notes.txt"]).exits(0).stdout;
    let line = |words: &str| table.lines().find(|line| line.contains(words)).map(str::trim).unwrap_or_default();
    assert!(line("60,000 unrecognised").starts_with("60,000 lines read"), "{table}");
    let count = |words: &str| line(words).split(' ').next().unwrap_or_default().replace(',', "").parse().unwrap_or(0);
    let [shaped, others, blank]: [u64; 3] = [count("words of no format"), count("others ("), count("  blank")];
    assert_eq!(shaped + others + blank, 60_000, "{table}");
    assert!(others > 30_000 && blank < 25_000 && blank > 0, "{table}");
}

#[test]
fn unrecognised_lines_are_printed_with_their_place() {
    let sandbox = Sandbox::empty().with("a.log", "started by hand\n2026-11-23 11:37:31,010 - root - ERROR - one\n");
    let lines = sandbox.errmon(["events", "--unrecognised", "a.log"]).exits(0).json_lines();
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["message"], &lines[0]["log"]["line"]), (&json!("started by hand"), &json!(1)));
}

#[test]
fn csv_quotes_what_a_spreadsheet_would_run() {
    let log = "2026-11-23 11:37:31,010 - root - ERROR - =HYPERLINK(\"http://x\",\"y\")\n";
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--format", "csv", "a.log"]).exits(0);
    assert!(run.stdout.lines().count() >= 2, "{run}");
    assert!(!run.stdout.contains(",=HYPERLINK") && !run.stdout.contains(",\"=HYPERLINK"), "{run}");
}

#[test]
fn since_and_until_cut_by_time() {
    let sandbox = Sandbox::new();
    let count = |options: [&str; 2]| {
        sandbox.errmon(["events"].into_iter().chain(options).chain(["python/error.log"])).exits(0).json_lines().len()
    };
    assert_eq!(count(["--since", "2026-11-23T11:37:31.011Z"]), 1);
    assert_eq!(count(["--until", "2026-11-23T11:37:31.011Z"]), 1);
    assert_eq!(count(["--since", "2026-11-24"]), 0);
}

#[test]
fn filters_choose_among_all_records_too() {
    let all = |filter: &[&str]| {
        let arguments = ["events", "--all-records"].iter().chain(filter).chain(&["corpus/py_chain.log"]);
        Sandbox::new().errmon(arguments.copied()).exits(0).json_lines()
    };
    let every = all(&[]);
    let counted = |fits: &dyn Fn(&serde_json::Value) -> bool| every.iter().filter(|event| fits(event)).count();
    let has = |event: &serde_json::Value, word: &str| event.to_string().contains(word);
    assert_eq!(all(&["--type", "KeyError"]).len(), counted(&|event| has(event, "\"type\":\"KeyError\"")));
    assert_eq!(all(&["--grep", "^x matches nothing$"]).len(), 0);
    assert_eq!(all(&["--module", "chain"]).len(), counted(&|event| event["log"]["logger"] == "chain"));
    assert_eq!(all(&["--until", "2020-01-01"]).len(), 0);
    assert_eq!(all(&["--since", "2020-01-01"]).len(), every.len());
}

/// `logger.exception(f"failed: {traceback.format_exc()}")` prints the same traceback twice.
#[test]
fn a_traceback_in_the_message_and_below_it_is_one_exception() {
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 26, in d\n    1/0\n    ~^~\n\
        ZeroDivisionError: division by zero\n";
    let head = "2026-11-28 22:48:30,131 - app.worker - ERROR - ";
    let next = "2026-11-28 22:48:31,131 - app.worker - ERROR - next\n";
    for begin in ["job failed: ", ""] {
        let log = format!("{head}{begin}{trace}{trace}{next}{head}{begin}{trace}{trace}");
        let events = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
        let told: Vec<_> = events.iter().map(|event| (&event["error"]["type"], &event["unhandled"])).collect();
        let (some, none) = (Value::from("ZeroDivisionError"), Value::Null);
        assert_eq!(told, [(&some, &none), (&none, &none), (&some, &none)], "{begin:?}");
        assert_eq!(events[0]["error"]["frames_total"], 1);
    }
    let other = trace.replace("1/0", "x()").replace("ZeroDivisionError: division by zero", "KeyError: 'x'");
    let log = format!("{head}job failed: {trace}{other}{next}");
    let events = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 3, "another trace is an event of its own");
}

/// Where no logging is set up, `logging.lastResort` prints the bare message and the traceback to standard error.
#[test]
fn what_django_and_asyncio_log_without_a_format_heads_the_traceback_below() {
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'x'\n";
    let log = [
        "Internal Server Error: /orders/17/\n",
        trace,
        "[29/Nov/2026 18:10:02] \"GET /orders/17/ HTTP/1.1\" 500 145\n",
        "Not Found: /x\n",
        "[29/Nov/2026 18:10:03] \"GET /x HTTP/1.1\" 404 12\n",
        "Internal Server Error: /orders/18/\n",
        trace,
        "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<f() done> exception=KeyError('x')>\n",
        trace,
        "Unclosed client session\n",
    ]
    .concat();
    let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |event: &Value| {
        let unhandled = text(&event["unhandled"]["kind"]);
        format!("{} {} {} {unhandled}", event["log"]["line"], text(&event["message"]), text(&event["error"]["type"]))
    };
    let found: Vec<String> = run.json_lines().iter().map(told).collect();
    let task = "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<f() done> exception=KeyError('x')>";
    assert_eq!(
        found,
        [
            "1 Internal Server Error: /orders/17/ KeyError framework",
            "6 \"GET /orders/17/ HTTP/1.1\" 500 145  ",
            "8 \"GET /x HTTP/1.1\" 404 12  ",
            "9 Internal Server Error: /orders/18/ KeyError framework",
            &format!("14 {task} KeyError task"),
        ]
    );
}

#[test]
fn words_of_django_below_a_header_without_a_message_are_the_message() {
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'x'\n";
    let line = |level: &str, text: &str| format!("2026-11-28 10:00:00,123 {level} django.request - {text}\n");
    let log = line("INFO", "x") + &line("ERROR", "") + "Internal Server Error: /x\n" + trace + &line("INFO", "y");
    let run = Sandbox::empty().with("a.log", &log).errmon(["events", "-q", "a.log"]).exits(0);
    let events = run.json_lines();
    assert_eq!((events.len(), events[0]["log"]["line"].as_u64()), (1, Some(2)));
    assert_eq!(events[0]["error"]["type"], "KeyError");
}

#[test]
fn lines_below_an_indented_list_are_not_the_message_s() {
    let trace =
        |error: &str| format!("Traceback (most recent call last):\n  File \"a.py\", line 1, in run\n    x\n{error}\n");
    let log = trace("shop.InvalidOrder: validation failed:\n  - amount must be > 0")
        + "opened\nclosed\n"
        + &trace("KeyError: 'id'");
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "-q", "a.log"]).exits(0);
    let found: Vec<_> = run.json_lines().into_iter().map(|event| event["error"]["type"].clone()).collect();
    assert_eq!(found, ["shop.InvalidOrder", "KeyError"]);
}
