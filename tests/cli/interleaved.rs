//! Logs to which several writers wrote at once: put right where the headers name the writers, otherwise marked.

use serde_json::Value;

use crate::support::Sandbox;

/// Thread or process, type and number of frames of each event with an exception.
fn told(events: &[Value]) -> Vec<String> {
    let writer = |event: &Value| {
        let process = &event["process"];
        process["thread"]["name"].as_str().or(process["name"].as_str()).unwrap_or_default().to_owned()
    };
    let with = events.iter().filter(|event| event["error"].is_object());
    with.map(|event| {
        let frames = event["error"]["frames"].as_array().map_or(0, Vec::len);
        let links = event["error"]["chain"].as_array().map_or(0, Vec::len);
        format!("{} {} {frames}+{links}", writer(event), event["error"]["type"].as_str().unwrap())
    })
    .collect()
}

#[test]
fn traces_logged_line_by_line_are_those_of_their_workers() {
    let sandbox = Sandbox::new();
    let path = "interleaved/celery_lines.log";
    let events = sandbox.errmon(["events", path]).exits(0).json_lines();
    let mut found = told(&events);
    found.sort();
    let expected = [["ForkPoolWorker-1 shop.PaymentError 2+1"; 3], ["ForkPoolWorker-2 KeyError 1+0"; 3]];
    assert_eq!(found, expected.concat());
    assert_eq!(events.len(), 6);
    // The event begins at its first line, and all lines of the file are counted once.
    assert_eq!(events[0]["log"]["line"], 1);
    let seen = sandbox.coverage(path);
    assert_eq!(seen["lines_read"].as_u64(), Some(line_count(&sandbox, path)));
    assert_eq!(seen["torn_lines"], Value::Null);
    assert_eq!(seen["interleaved_records"], Value::Null);
}

#[test]
fn frames_logged_line_by_line_are_those_of_their_threads() {
    let sandbox = Sandbox::new();
    let path = "interleaved/stderr_logger.log";
    let mut found = told(&sandbox.errmon(["events", path]).exits(0).json_lines());
    found.sort();
    let expected = [["worker-1 java.lang.IllegalStateException 3+1"; 3], ["worker-2 java.io.IOException 2+0"; 3]];
    assert_eq!(found, expected.concat());
    assert_eq!(sandbox.coverage(path)["lines_unrecognised"], 0);
}

/// The lines of several writers are put in order where the head shows such; behind it they are counted.
#[test]
fn traces_that_two_workers_log_line_by_line_far_behind_the_head_are_counted() {
    let whole = Sandbox::new();
    let lines = std::fs::read_to_string(whole.path("interleaved/celery_lines.log")).unwrap();
    let lines = lines.replace(": WARNING/", ": ERROR/");
    // Those that another worker's line follows.
    let worker = |line: &str| line.split(['/', ']']).nth(1).unwrap().to_owned();
    let pairs: Vec<&str> = lines.lines().collect();
    let is_left = |pair: &&[&str]| pair[0].ends_with("(most recent call last):") && worker(pair[0]) != worker(pair[1]);
    let begun = pairs.windows(2).filter(is_left).count() as u64;
    let before = "[2026-11-28 10:00:00,123: INFO/MainProcess] Task shop.pay[0] received\n".repeat(2_000);
    let sandbox = Sandbox::empty();
    std::fs::write(sandbox.path("late.log"), [before, lines].concat()).unwrap();
    let run = sandbox.errmon(["analyze", "--format=json", "late.log"]).exits(0);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["coverage"]["loose_trace_lines"].as_u64(), Some(begun));
    assert!(
        begun >= 3 && report["notes"].to_string().contains("logged line by line and not put together: its headers")
    );
    assert_eq!(whole.coverage("interleaved/celery_lines.log")["loose_trace_lines"], Value::Null);
}

/// Type, frames and links of the chain, first line and number of lines of each event.
fn spelled(sandbox: &Sandbox, path: &str) -> Vec<String> {
    let events = sandbox.errmon(["events", path]).exits(0).json_lines();
    let told = told(&events).into_iter().zip(&events);
    told.map(|(told, event)| format!("{told} {}+{}", event["log"]["line"], event["log"]["lines"])).collect()
}

#[test]
fn traces_logged_line_by_line_are_whole_wherever_they_stand() {
    let whole = Sandbox::new();
    let lines = std::fs::read_to_string(whole.path("interleaved/python_lines.log")).unwrap();
    assert_eq!(
        spelled(&whole, "interleaved/python_lines.log"),
        [2, 24, 46].map(|at| { format!("MainThread demo_jobs.JobError 2+1 {at}+20") })
    );
    let before = "2026-11-28 10:00:00,123 [MainThread] INFO demo.jobs: waiting\n".repeat(2_000);
    let sandbox = Sandbox::empty();
    std::fs::write(sandbox.path("late.log"), [before, lines].concat()).unwrap();
    assert_eq!(
        spelled(&sandbox, "late.log"),
        [2_002, 2_024, 2_046].map(|at| { format!("MainThread demo_jobs.JobError 2+1 {at}+20") })
    );
    let seen = sandbox.coverage("late.log");
    assert_eq!(seen["loose_trace_lines"], Value::Null);
    // Records below the level are counted alike where they are looked at one by one.
    let records = sandbox.errmon(["events", "--all-records", "late.log"]).exits(0).json_lines();
    let run = sandbox.errmon(["analyze", "--format=json", "late.log"]).exits(0);
    assert_eq!(run.json()["totals"]["records"], records.len());
    assert_eq!(records.len(), 2_000 + 9);
}

#[test]
fn frames_logged_line_by_line_are_below_their_exception_wherever_they_stand() {
    let whole = Sandbox::new();
    let lines = std::fs::read_to_string(whole.path("interleaved/stderr_logger.log")).unwrap();
    let of = |worker: &str| -> String { lines.split_inclusive('\n').filter(|line| line.contains(worker)).collect() };
    let before = "2026-11-28 15:52:14,437 [main] INFO  shop - waiting\n".repeat(2_000);
    let sandbox = Sandbox::empty();
    std::fs::write(sandbox.path("late.log"), [before, of("[worker-1]"), of("[worker-2]")].concat()).unwrap();
    let found = told(&sandbox.errmon(["events", "late.log"]).exits(0).json_lines());
    let expected = [["worker-1 java.lang.IllegalStateException 3+1"; 3], ["worker-2 java.io.IOException 2+0"; 3]];
    assert_eq!(found, expected.concat());
}

#[test]
fn what_a_writer_logs_later_is_no_part_of_its_trace() {
    let sandbox = Sandbox::empty();
    let line = |time: &str, text: &str| format!("2026-11-28 {time} [job-1] ERROR jobs: {text}\n");
    let log = [
        "2026-11-28 09:00:00,123 [job-1] INFO jobs: waiting\n".repeat(1_500),
        line("10:00:00,998", "Traceback (most recent call last):"),
        line("10:00:00,999", "  File \"/srv/a.py\", line 3, in f"),
        line("10:00:00,999", "KeyError: 'a'"),
        line("10:00:01,000", ""),
        line("10:05:01,000", "  host db1 does not answer"),
        line("10:06:01,000", ""),
    ];
    std::fs::write(sandbox.path("late.log"), log.concat()).unwrap();
    assert_eq!(spelled(&sandbox, "late.log"), ["job-1 KeyError 1+0 1501+4"]);
    let run = sandbox.errmon(["analyze", "--format=json", "late.log"]).exits(0);
    assert_eq!(run.json()["totals"]["events"], 3);
}

/// `%(levelname)-8s` may end before some of a message's blanks.
#[test]
fn lines_of_traces_have_their_indent_behind_a_filled_field_too() {
    let sandbox = Sandbox::new();
    let lines = std::fs::read_to_string(sandbox.path("interleaved/python_lines.log")).unwrap();
    let before = "2026-11-28 10:00:00,123 [MainThread] INFO waiting\n".repeat(1_500);
    std::fs::write(sandbox.path("late.log"), before + &lines.replace(" demo.jobs: ", " ")).unwrap();
    assert_eq!(
        spelled(&sandbox, "late.log"),
        [1_502, 1_524, 1_546].map(|at| format!("MainThread demo_jobs.JobError 2+1 {at}+20"))
    );
}

#[test]
fn messages_that_look_like_parts_of_traces_stay_records() {
    let sandbox = Sandbox::empty();
    let line = |thread: &str, text: &str| format!("2026-11-28 10:00:00,123 [{thread}] ERROR jobs: {text}\n");
    let log = [
        line("job-1", "KeyError: 'a'"),
        line("job-1", "KeyError: 'a'"),
        line("job-1", "Traceback (most recent call last):"),
        line("job-1", "KeyError: 'a'"),
        // Of another thread, no part of the trace above.
        line("job-1", "Traceback (most recent call last):"),
        line("job-2", "  File \"/srv/a.py\", line 3, in f"),
        line("job-2", "  -> step"),
    ];
    let before = "2026-11-28 10:00:00,123 [job-1] INFO jobs: waiting\n".repeat(1_500);
    std::fs::write(sandbox.path("app.log"), before + &log.concat().repeat(300)).unwrap();
    for block in ["64", "1048576"] {
        let run = sandbox.errmon(["analyze", "--format=json", "--block-bytes", block, "app.log"]).exits(0);
        assert_eq!(run.json()["totals"]["records"], 1_500 + 2_100, "{block}");
    }
}

#[test]
fn records_torn_by_another_process_are_marked_and_counted() {
    let sandbox = Sandbox::new();
    let path = "interleaved/torn.log";
    let events = sandbox.errmon(["events", path]).exits(0).json_lines();
    let text = std::fs::read_to_string(sandbox.path(path)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut marked = 0;
    for event in &events {
        let number = |key: &str| usize::try_from(event["log"][key].as_u64().unwrap()).unwrap();
        let own = &lines[number("line") - 1..number("line") - 1 + number("lines")];
        let is_marked = event["log"]["interleaved"] == true;
        marked += u64::from(is_marked);
        // grep -c '[a-z]2026-11-28 ..:..:..,... ' interleaved/torn.log; behind a quote a header may be quoted.
        let is_glued = |line: &&str, at: usize| at > 0 && line.as_bytes()[at - 1].is_ascii_alphabetic();
        let holds_header = own.iter().any(|line| line.match_indices("2026-11-28 ").any(|(at, _)| is_glued(line, at)));
        assert!(is_marked || !holds_header, "line {}: {event}", number("line"));
        // An exception that is not marked is whole: each worker raises its own.
        if !is_marked && event["error"].is_object() {
            let expected = if event["log"]["logger"] == "shop.a" { "shop.PaymentError" } else { "KeyError" };
            assert_eq!(event["error"]["type"], expected, "{event}");
        }
    }
    assert!(marked > 10, "{marked}");
    // A record that is torn in its exception's message alone is not counted where its frames were met before.
    let counted = sandbox.coverage(path)["interleaved_records"].as_u64().unwrap();
    assert!((10..=marked).contains(&counted), "{counted} of {marked}");
    let table = sandbox.errmon(["analyze", path]).exits(0);
    assert!(table.stdout.contains("lines of another record"), "{table}");
}

#[test]
fn tracebacks_that_threads_print_at_once_are_marked() {
    let sandbox = Sandbox::new();
    let events = sandbox.errmon(["events", "interleaved/threads.log"]).exits(0).json_lines();
    assert_eq!(events[0]["log"]["interleaved"], true);
    assert_eq!(events[0]["error"]["type"], "shop.PaymentError");
    assert_eq!(events[0]["error"]["chain"][0]["type"], "ZeroDivisionError");
}

#[test]
fn logs_of_one_writer_hold_no_torn_records() {
    let sandbox = Sandbox::new();
    for path in ["programs/sanic.log", "programs/spark.log", "json/structlog-colours.log"] {
        assert_eq!(sandbox.coverage(path)["interleaved_records"], serde_json::Value::Null, "{path}");
        let events = sandbox.errmon(["events", "--all-records", path]).exits(0).json_lines();
        assert!(events.iter().all(|event| event["log"]["interleaved"].is_null()), "{path}");
    }
}

#[test]
fn the_traceback_below_cgitb_s_words_is_part_of_the_record() {
    let text = std::fs::read_to_string(Sandbox::new().path("python/decorated/cgitb.txt")).unwrap();
    let header = "2026-11-23 11:37:31,010 - shop - ERROR -";
    let log = [header, " order failed\n"].concat().repeat(30);
    let events = Sandbox::empty().with("a.log", log + header + " " + &text).errmon(["events", "a.log"]).exits(0);
    let events = events.json_lines();
    assert_eq!(events.len(), 31);
    assert_eq!(told(&events[30..]), [" shop.PaymentError 2+1"]);
}

#[test]
fn frames_below_a_record_that_tells_of_no_error_are_counted() {
    let record = |thread: &str, level: &str, text: &str| {
        format!("2026-11-23 11:37:31,010 [{thread}] {level} com.acme.Shop - {text}\n")
    };
    let log = [
        record("a", "ERROR", "failed"),
        "java.lang.Error: x\n\tat a.B.c(B.java:1)\n".to_owned(),
        record("b", "INFO ", "hello"),
        "\tat a.B.d(B.java:2)\n".to_owned(),
        record("b", "INFO ", "two lines\n  of text"),
    ]
    .concat();
    let sandbox = Sandbox::empty().with("a.log", log.repeat(3));
    assert_eq!(sandbox.coverage("a.log")["interleaved_records"], 3);
}

fn line_count(sandbox: &Sandbox, path: &str) -> u64 {
    std::fs::read(sandbox.path(path)).unwrap().split(|byte| *byte == b'\n').count() as u64 - 1
}

#[test]
fn frames_below_a_threads_first_are_counted_however_often_they_are_met() {
    let record = |line: usize| {
        format!(
            "2026-11-28 10:00:0{line}.000 [main] ERROR com.acme.Shop - failed\n\
             java.io.IOException: broken pipe\n\
             \tat com.acme.Db.save(Db.java:1{line})\n\
             \tat java.base/java.lang.Thread.run(Thread.java:1583)\n\
             \tat com.acme.Cart.pay(Cart.java:7{line})\n"
        )
    };
    let all: String = (0..6).map(|line| record(line % 4)).collect();
    let sandbox = Sandbox::empty().with("app.log", all);
    assert_eq!(sandbox.coverage("app.log")["interleaved_records"], 6);
}

#[test]
fn a_header_before_each_line_of_a_record_is_one_header() {
    let sandbox = Sandbox::new();
    let path = "interleaved/vllm.log";
    let events = sandbox.errmon(["events", path]).exits(0).json_lines();
    assert_eq!(told(&events), [" PaymentDeclined 1+0"; 3]);
    // Three failures with a trace, one message in two lines, and six records without any.
    let messages: Vec<&str> = events.iter().map(|event| event["message"].as_str().unwrap()).collect();
    assert_eq!(messages.iter().filter(|message| **message == "pay failed").count(), 3, "{messages:?}");
    assert!(events.iter().all(|event| event["unhandled"].is_null() && event["interleaved"].is_null()));
}
