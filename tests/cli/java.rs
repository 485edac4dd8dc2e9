//! Java traces as the libraries print them: one exception in every rendering, and what virtual machines say.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::support::Sandbox;

/// Types of an exception and all that hangs on it but suppressed ones, which log4j2's `%rEx` leaves out.
fn types(error: &Value, into: &mut Vec<String>) {
    into.push(error["type"].as_str().unwrap_or_default().to_owned());
    for link in error["chain"].as_array().into_iter().flatten().filter(|link| link["relation"] != "suppressed") {
        types(link, into);
    }
}

/// Twelve throwables, logged in eighteen renderings by Logback, log4j2, `java.util.logging` and the JDK itself.
#[test]
fn one_exception_is_one_issue_in_every_rendering() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/java/renderings");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), 18);
    let mut known: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for name in names {
        let events = Sandbox::new().errmon(["events", &format!("java/renderings/{name}")]).exits(0).json_lines();
        assert_eq!(events.len(), 12, "{name}");
        for event in events {
            let message = event["message"].as_str().unwrap().trim_end().to_owned();
            assert!(message.starts_with("case-") && message.ends_with(" failed"), "{name}: {message:?}");
            let mut chain = Vec::new();
            types(&event["error"], &mut chain);
            let id = event["issue"]["id"].as_str().unwrap().to_owned();
            let first = known.entry(message.clone()).or_insert_with(|| (id.clone(), chain.clone()));
            assert_eq!((&id, &chain), (&first.0, &first.1), "{name} {message}");
        }
    }
    assert_eq!(known.len(), 12);
}

/// The report of a virtual machine that dies is one event of its own, with the signal as its message.
#[test]
fn a_dying_virtual_machine_is_a_fatal_event() {
    let events = Sandbox::new().errmon(["events", "java/vm_segv.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert_eq!((event["kind"].as_str(), event["unhandled"]["kind"].as_str()), (Some("fatal"), Some("fatal")));
    assert_eq!((event["log"]["line"].as_u64(), event["log"]["lines"].as_u64()), (Some(2), Some(18)));
    assert!(event["message"].as_str().unwrap().contains("SIGSEGV (0xb) at pc="));
    let events = Sandbox::new().errmon(["events", "java/vm_oom_exit.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["error"]["type"], "java.lang.OutOfMemoryError");
    assert_eq!(events[0]["unhandled"]["certainty"], "certain");
}

/// A thread dump holds hundreds of frames and no exception; the one logged after it is read.
#[test]
fn a_thread_dump_is_no_exception() {
    let events = Sandbox::new().errmon(["events", "--all-records", "java/vm_threads.log"]).exits(0).json_lines();
    let types: Vec<_> = events.iter().filter_map(|event| event["error"]["type"].as_str()).collect();
    assert_eq!(types, ["java.lang.IllegalStateException"]);
}

/// `HotSpot` announces a heap dump with the exception's text; the exception itself comes once, from its thread.
#[test]
fn a_heap_dump_is_not_a_second_exception() {
    let events = Sandbox::new().errmon(["events", "java/vm_oom_dump.log"]).exits(0).json_lines();
    let kinds: Vec<_> = events.iter().map(|event| event["unhandled"]["evidence"].as_str()).collect();
    assert_eq!(kinds, [Some("Exception in thread \"main\"")]);
}

/// After many throws `HotSpot` leaves out message and stack; what is left is still a Java exception.
#[test]
fn an_exception_without_message_and_stack_is_read_as_javas() {
    let events = Sandbox::new().errmon(["events", "java/vm_fast.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 13);
    for event in &events[1..] {
        assert_eq!(event["error"]["language"], "java");
        assert_eq!(event["error"]["type"], "java.lang.NullPointerException");
        assert!(event["error"].get("message").is_none());
    }
}

/// ... and its issue names the one that has the stack.
#[test]
fn a_stackless_issue_names_the_one_with_the_stack() {
    let report = Sandbox::new().errmon(["analyze", "--format", "json", "java/vm_fast.log"]).exits(0).json();
    let issues = report["issues"].as_array().unwrap();
    let (bare, whole) = (&issues[0], &issues[1]);
    assert_eq!((bare["events"].as_u64(), whole["events"].as_u64()), (Some(12), Some(1)));
    assert_eq!(bare["stackless_of"], whole["id"]);
    assert!(whole.get("stackless_of").is_none());
}

/// Traces of other languages of the JVM, printed without any header.
#[test]
fn kotlin_scala_clojure_and_groovy_traces_are_read() {
    for (name, types) in [
        ("kotlin", &["org.harbor.kt.PierClosed", "kotlin.KotlinNullPointerException"][..]),
        ("scala", &["org.harbor.sc.CraneStuck", "java.util.NoSuchElementException"]),
        ("clojure", &["clojure.lang.ExceptionInfo"]),
        // The second one's message has two lines.
        ("groovy", &["java.lang.AssertionError", "groovy.lang.MissingMethodException"]),
    ] {
        let events = Sandbox::new().errmon(["events", &format!("java/lang_{name}.log")]).exits(0).json_lines();
        let got: Vec<_> = events.iter().filter_map(|event| event["error"]["type"].as_str()).collect();
        assert_eq!(got, types, "{name}");
        assert!(events.iter().all(|event| event["error"]["frames"].as_array().unwrap().len() > 1), "{name}");
    }
}

/// A trace below a record of no failure is the record's where only a logger can have written it; what a program printed
/// to the same file is an event.
#[test]
fn a_trace_below_info_is_the_records_where_a_logger_printed_it() {
    let info = |text: &str| format!("2026-11-28 22:30:00.146 [main] INFO  com.acme.Shop - {text}\n");
    let traces = [
        ("java.io.IOException: x\n\tat a.B.c(B.java:3) ~[b.jar:1.0]\n", 0),
        ("java.io.IOException: x\n\tat a.B.c(B.java:3) [2 skipped]\n", 0),
        ("java.io.IOException: null\n\tat a.B.c(B.java:3)\n", 0),
        (
            "java.io.IOException: x\n\tat a.B.c(B.java:3)\n\tat a.B.d(B.java:4)\nCaused by: java.lang.Error: y\n\tat a.B.e(B.java:5)\n\t... 1 common frames omitted\n",
            0,
        ),
        ("java.io.IOException: x\n\tat a.B.c(B.java:3)\nCaused by: java.lang.Error: null\n\tat a.B.e(B.java:5)\n", 0),
        ("java.io.IOException: x\n\tat a.B.c(B.java:3)\nCaused by: java.lang.Error: y\n\t... 1 more\n", 1),
        // Spring Boot's `%wEx`.
        ("\njava.io.IOException: x\n\tat a.B.c(B.java:3)\nCaused by: java.lang.Error: y\n\t... 1 more\n\n", 0),
        ("\njava.io.IOException: x\n\tat a.B.c(B.java:3)\n", 1),
        ("java.io.IOException: x\n\tat a.B.c(B.java:3)\n\n", 1),
    ];
    for (trace, events) in traces {
        let text = format!("{}{}{trace}{}", info("begun"), info("client is gone"), info("end"));
        let sandbox = Sandbox::empty().with("app.log", &text);
        assert_eq!(sandbox.errmon(["events", "app.log"]).exits(0).json_lines().len(), events, "{trace}");
        let all = sandbox.errmon(["events", "--all-records", "app.log"]).exits(0).json_lines();
        let errors = all.iter().filter(|event| event["error"]["type"] == "java.io.IOException").count();
        assert_eq!((all.len(), errors), (3 + events, 1), "{trace}");
    }
}

/// A record that speaks of a failure, repeats what the exception says or has no message announces the Java trace below it,
/// which stays an event: the program may have printed it.
#[test]
fn a_trace_below_info_is_the_records_where_its_message_announces_it() {
    let trace = "java.io.IOException: disk is full\n\tat a.B.c(B.java:3)\n";
    for (message, own) in [
        ("could not save cart 17", 0),
        ("", 0),
        ("disk is full", 0),
        ("cart 17 saved", 1),
        ("cart 17 saved traceId=ab12", 1),
        ("cart 17 saved\nException in callback", 1),
    ] {
        let text = format!(
            "2026-11-28 22:30:00,146 - shop - INFO - begun\n2026-11-28 22:30:01,146 - shop - DEBUG - {message}\n\
             {trace}2026-11-28 22:30:02,146 - shop - INFO - end\n"
        );
        let sandbox = Sandbox::empty().with("app.log", &text);
        assert_eq!(sandbox.errmon(["events", "app.log"]).exits(0).json_lines().len(), 1, "{message}");
        let all = sandbox.errmon(["events", "--all-records", "app.log"]).exits(0).json_lines();
        assert_eq!(all.len(), 3 + own, "{message}");
    }
}

/// Python's exceptions that nobody caught begin in the module that was run; one that begins in a function was caught there.
/// It is the record's, and an event, as the program may have printed it.
#[test]
fn a_traceback_that_begins_in_a_function_is_that_of_the_record_above() {
    let title = "Traceback (most recent call last):\n";
    let block =
        |function: &str| format!("{title}  File \"a.py\", line 3, in {function}\n    d()\nOSError: full\nof files\n");
    let joint = "\nDuring handling of the above exception, another exception occurred:\n\n";
    for (trace, own) in [
        (block("add"), 0),
        (block("<module>"), 1),
        (format!("{}{joint}{}", block("<module>"), block("add")), 0),
        (format!("{}{joint}{}", block("add"), block("<module>")), 1),
        (block("<cell line: 1>"), 1),
        (
            format!("{title}  File \"<frozen runpy>\", line 198, in _run_module_as_main\n{}", &block("<module>")[35..]),
            1,
        ),
    ] {
        let text = format!(
            "2026-11-28 22:30:00,146 - shop - INFO - begun\n2026-11-28 22:30:01,146 - shop - INFO - cart 17 saved\n\
             {trace}2026-11-28 22:30:02,146 - shop - INFO - end\n"
        );
        let sandbox = Sandbox::empty().with("app.log", &text);
        for block in ["16", "1048576"] {
            let events = sandbox.errmon(["events", "app.log", "--block-bytes", block]).exits(0).json_lines();
            assert_eq!(events.len(), 1, "{trace}");
            assert_eq!(events[0]["error"]["type"], "OSError", "{trace}");
            assert_eq!(events[0]["kind"], ["record", "stderr"][own], "{trace}");
            let all = ["events", "--all-records", "app.log", "--block-bytes", block];
            assert_eq!(sandbox.errmon(all).exits(0).json_lines().len(), 3 + own, "{trace}");
        }
    }
}

/// The `%s%e` of `WildFly` and Quarkus prints message and exception on one line.
#[test]
fn a_message_that_is_called_error_is_no_type_before_the_exception() {
    let log =
        "10:00:01,146 ERROR [com.acme.Cart] (main) Error: java.net.ConnectException: Connection refused: db:5432\n\
               \tat a.B.c(B.java:3)\n\tat a.B.d(B.java:4)\n"
            .repeat(3);
    let events = Sandbox::empty().with("app.log", log).errmon(["events", "app.log"]).exits(0).json_lines();
    assert_eq!(events.len(), 3);
    assert_eq!(events[0]["message"], "Error");
    assert_eq!(events[0]["error"]["type"], "java.net.ConnectException");
    assert_eq!(events[0]["error"]["message"], "Connection refused: db:5432");
    let many =
        format!("10:00:01,146 ERROR [com.acme.Cart] (main) {}\n\tat a.B.c(B.java:3)\n", "Error: ".repeat(200_000));
    Sandbox::empty().with("app.log", many).errmon(["events", "app.log"]).exits(0);
}

/// Solr prints an exception's head and first frame at the end of the line, and the whole trace below.
#[test]
fn a_trace_told_in_short_before_is_no_second_event() {
    let events = Sandbox::new().errmon(["events", "programs/log4j2-solr9.log"]).exits(0).json_lines();
    let told: Vec<_> = events
        .iter()
        .map(|event| {
            let frames = event["error"]["frames"].as_array().map_or(0, Vec::len);
            (event["kind"].as_str().unwrap(), event["log"]["line"].as_u64().unwrap(), frames)
        })
        .collect();
    assert_eq!(told, [("record", 5, 4), ("record", 16, 3), ("record", 25, 0), ("record", 27, 3)]);
}

/// The lines that Logback's `%caller` puts below a message are no part of it, so that it is one issue wherever it is logged.
#[test]
fn the_callers_below_a_message_are_its_origin() {
    let text = concat!(
        "2026-11-28 22:33:15 ERROR com.acme.Shop - no stock\nCaller+0\t at com.acme.run.Lb.run(Lb.java:18)\n",
        "2026-11-28 22:33:16 ERROR com.acme.Shop - no stock\n",
        "Caller+0\t at com.acme.run.Other.run(Other.java:19)\nCaller+1\t at com.acme.run.Lb.run(Lb.java:8)\n",
        "2026-11-28 22:33:17 ERROR com.acme.Shop - no stock\nCaller+0\t at com.acme.run.Lb.run(Lb.java:20)\n",
        "java.io.IOException: x\n\tat com.acme.run.Lb.run(Lb.java:20)\n",
    );
    let sandbox = Sandbox::empty().with("app.log", text);
    let pattern = "%d{yyyy-MM-dd HH:mm:ss} %-5level %logger{20} - %msg%n%caller{2}%ex";
    for arguments in [&["events", "app.log"][..], &["events", "--logback-pattern", pattern, "app.log"]] {
        let events = sandbox.errmon(arguments.iter().copied()).exits(0).json_lines();
        assert_eq!(events.len(), 3);
        assert!(events.iter().all(|event| event["message"] == "no stock"), "{events:?}");
        assert_eq!(events[0]["issue"]["id"], events[1]["issue"]["id"]);
        let lines: Vec<_> = events.iter().map(|event| event["log"]["origin"]["line"].as_u64()).collect();
        assert_eq!(lines, [Some(18), Some(19), Some(20)]);
        assert_eq!(events[2]["error"]["type"], "java.io.IOException");
    }
}

/// Methods that are named by sentences, with brackets in one, are frames like the others.
#[test]
fn methods_named_by_sentences_are_frames() {
    let sandbox = Sandbox::new();
    let path = "java/lib_groovy.log";
    let text = std::fs::read_to_string(sandbox.path(path)).unwrap();
    let printed: Vec<usize> = text.split(" ERROR ").skip(1).map(|record| record.matches("\n\tat ").count()).collect();
    let events = sandbox.errmon(["events", path]).exits(0).json_lines();
    let read: Vec<usize> = events.iter().map(|event| event["error"]["frames"].as_array().unwrap().len()).collect();
    assert_eq!(read, printed);
    assert_eq!(sandbox.coverage(path)["interleaved_records"], Value::Null);
}

/// Netty's exceptions have no stack, and say why a connection failed by their cause.
#[test]
fn an_exception_without_a_stack_keeps_its_cause() {
    let events = Sandbox::new().errmon(["events", "java/lib_netty.log"]).exits(0).json_lines();
    let error = &events[0]["error"];
    assert_eq!(error["type"], "io.netty.channel.AbstractChannel$AnnotatedConnectException");
    assert_eq!(error["message"], "Connection refused: /127.0.0.1:1");
    assert_eq!(error["frames"].as_array().map_or(0, Vec::len), 0);
    let cause = &error["chain"][0];
    assert_eq!(
        (cause["type"].as_str(), cause["relation"].as_str()),
        (Some("java.net.ConnectException"), Some("cause"))
    );
    assert_eq!(cause["frames"].as_array().map_or(0, Vec::len), 13);
}

#[test]
fn types_that_only_frames_prove_make_issues_of_their_own() {
    let record = |n: usize, name: &str| {
        format!(
            "2026-11-23 11:36:{n:02}.144 [main] ERROR com.acme.Shop - failed\ncom.acme.{name}: x\n\tat com.acme.A.b(A.java:3)\n\
             \tat com.acme.A.c(A.java:4)\n"
        )
    };
    let log: String = (0..12).map(|n| record(n, ["foo$bar", "foo$baz"][n % 2])).collect();
    let report = Sandbox::empty().with("a.log", log).errmon(["analyze", "a.log", "--format", "json"]).exits(0).json();
    let issues: Vec<_> =
        report["issues"].as_array().unwrap().iter().map(|issue| (&issue["type"], &issue["events"])).collect();
    let (bar, baz, six) = ("com.acme.foo$bar".into(), "com.acme.foo$baz".into(), 6.into());
    assert_eq!(issues, [(&bar, &six), (&baz, &six)]);
}

#[test]
fn a_bare_trace_may_begin_with_a_class_that_words_itself() {
    let trace = "com.acme.Declined$Coded[E4]: no money\n\tat com.acme.A.b(A.java:3)\nCaused by: com.acme.gone: x\n\tat com.acme.A.c(A.java:4)\n";
    let log = format!("2026-11-23 11:36:09.144 [main] INFO com.acme.Shop - started\n{trace}");
    for (log, line) in [(trace, 1), (&log, 2)] {
        let events = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
        assert_eq!(events.len(), 1, "{log}");
        let found = (&events[0]["error"]["type"], &events[0]["kind"], &events[0]["log"]["line"]);
        assert_eq!(found, (&"com.acme.Declined$Coded".into(), &"stderr".into(), &line.into()), "{log}");
    }
}

#[test]
fn a_trace_behind_one_whose_message_has_indented_lines_is_another() {
    let first =
        "com.acme.InvalidOrder: 2 errors:\n - amount must be > 0\n - no currency\n\tat com.acme.A.a(A.java:1)\n";
    let second =
        "com.acme.NotSaved: batch 17\n\tat com.acme.B.b(B.java:2)\nCaused by: java.io.IOException: x\n\t... 1 more\n";
    let record = "2026-11-23 11:36:09.144 [main] ERROR com.acme.Shop - cannot save\n";
    let types = |log: String| -> Vec<String> {
        let run = Sandbox::empty().with("a.log", log).errmon(["events", "-q", "a.log"]).exits(0);
        let named = |event: serde_json::Value| event["error"]["type"].as_str().unwrap_or_default().to_owned();
        run.json_lines().into_iter().map(named).collect()
    };
    assert_eq!(types([record, first, second, record].concat())[..2], ["com.acme.InvalidOrder", "com.acme.NotSaved"]);
    assert_eq!(types([first, second].concat()), ["com.acme.InvalidOrder", "com.acme.NotSaved"]);
    let pairs = "time=2026-11-23T11:36:09Z level=ERROR logger=com.acme.Shop msg=\"cannot save\"\n";
    assert_eq!(types([pairs, first, pairs].concat())[0], "com.acme.InvalidOrder");
}
