//! What interpreters of several versions print by themselves, and text that only looks like it.
//!
//! The samples were printed by `CPython` 3.6, 3.8 and 3.13; the wordings of 3.14 and of Windows are those of
//! `Python/errors.c`, `Python/traceback.c` and `Modules/faulthandler.c`.

#![expect(clippy::string_slice, reason = "a wrong offset shall fail the test")]

use crate::exception::Exception;
use crate::exception::UnhandledKind;
use crate::exception::follow::{Block, Follow, Step};
use crate::exception::python::{extract, is_notice};

fn exception(text: &str) -> Exception {
    extract(text).and_then(|found| found.exception).unwrap_or_else(|| panic!("no exception in {text:?}"))
}

#[test]
fn fatal_error_passes_what_is_no_frame() {
    let text = "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f245604bb80 [main] (most recent call first):\n  Garbage-collecting\n  File \"/srv/a.py\", line 6 in __del__\n  File \"/srv/a.py\", line 8 in <module>\n\nCurrent thread's C stack trace (most recent call first):\n  Binary file \"/lib/libc.so.6\", at abort+0x1f [0x7f]\n\nExtension modules: _a, _b (total: 2)\n";
    let found = exception(text);
    assert_eq!(found.frames.iter().map(|frame| frame.line).collect::<Vec<_>>(), [Some(6), Some(8)]);
    assert_eq!(
        extract("Fatal Python error: Aborted\n\nCurrent thread 0x01 (most recent call first):\n  <no Python frame>\n")
            .unwrap()
            .exception,
        None
    );
}

#[test]
fn windows_fatal_exception_is_fatal() {
    let text = "Windows fatal exception: access violation\n\nThread 0x00001a2c (most recent call first):\n  File \"C:\\app\\b.py\", line 2 in wait\n\nCurrent thread 0x00001234 (most recent call first):\n  File \"C:\\app\\a.py\", line 4 in call\n";
    let found = extract(text).unwrap();
    assert_eq!(found.notice.unwrap().kind, UnhandledKind::Fatal);
    assert_eq!(found.exception.unwrap().frames[0].function, "call");
}

#[test]
fn interpreter_that_cannot_start_names_the_exception() {
    let text = "Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding\nPython runtime state: core initialized\nModuleNotFoundError: No module named 'encodings'\n\nCurrent thread 0x00007f0a (most recent call first):\n  <no Python frame>\n";
    let found = exception(text);
    assert_eq!(
        (found.type_name.as_str(), found.message.as_deref()),
        ("ModuleNotFoundError", Some("No module named 'encodings'"))
    );
}

#[test]
fn time_out_of_the_watchdog_shows_the_main_thread() {
    let text = "Timeout (0:00:05)!\nThread 0x00007f21949646c0 (most recent call first):\n  File \"/srv/a.py\", line 9 in work\n\nThread 0x00007f21953fab80 (most recent call first):\n  File \"/srv/a.py\", line 5 in <module>\n";
    let found = extract(text).unwrap();
    let notice = found.notice.unwrap();
    assert_eq!((notice.kind, notice.certain), (UnhandledKind::Fatal, false));
    assert_eq!(found.exception.unwrap().frames[0].function, "<module>");
    assert_eq!(extract("Timeout (0:00:05)!\nwaited too long\n"), None);
    assert!(!is_notice(b"Timeout (while reading)!"));
}

#[test]
fn all_wordings_of_ignored_exceptions_are_notices() {
    for line in [
        "Exception ignored in: <bound method C.__del__ of <__main__.C object at 0x7f1b7e8c8ed0>>",
        "Exception ignored in: 'shop.native.callback'",
        "Exception ignored on calling ctypes callback function: <function ccb at 0x7f500d132d30>",
        "Exception ignored on calling ctypes callback function <function ccb at 0x7f49eb699080>:",
        "Exception ignored in atexit callback: <function bye at 0x7f23ba4e1f80>",
        "Exception ignored while calling deallocator <function C.__del__ at 0x7f49ec2c82c0>:",
        "Exception ignored while calling weakref callback <function cb at 0x7f49ec3f1440>:",
        "Exception ignored while closing generator <generator object gen at 0x7f49ec2928e0>:",
        "Exception ignored in sys.unraisablehook: <built-in function unraisablehook>",
    ] {
        assert!(is_notice(line.as_bytes()), "{line}");
        let text = format!(
            "{line}\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 4, in f\n    x()\nRuntimeError: in del\n"
        );
        let found = extract(&text).unwrap();
        assert_eq!(found.notice.unwrap().kind, UnhandledKind::Unraisable, "{line}");
        assert_eq!(found.exception.unwrap().type_name, "RuntimeError", "{line}");
    }
    assert!(!is_notice(b"Exception ignored in the report"));
    assert!(!is_notice(b"Exception ignored on purpose"));
}

#[test]
fn name_of_a_process_alone_is_no_notice() {
    assert_eq!(extract("Process Process-1:\n"), None);
}

#[test]
fn group_that_closes_within_its_last_members_chain_is_whole() {
    let text = "x\n  + Exception Group Traceback (most recent call last):\n  |   File \"/a.py\", line 1, in f\n  | ExceptionGroup: second (1 sub-exception)\n  +-+---------------- 1 ----------------\n    | Exception Group Traceback (most recent call last):\n    |   File \"/a.py\", line 2, in g\n    | ExceptionGroup: inner (1 sub-exception)\n    +-+---------------- 1 ----------------\n      | ValueError: a\n      +------------------------------------\n    | \n    | The above exception was the direct cause of the following exception:\n    | \n    | Traceback (most recent call last):\n    |   File \"/a.py\", line 3, in h\n    | RuntimeError: batch\n";
    assert!(!extract(text).unwrap().truncated);
}

#[test]
fn trace_with_a_prefix_on_every_line_is_read_without_it() {
    let text = "12:00:01.001 | Traceback (most recent call last):\n12:00:01.002 |   File \"/srv/a.py\", line 4, in f\n12:00:01.002 |     x()\n12:00:01.003 | ValueError: two\n12:00:01.003 | lines\nother\n";
    let found = extract(text).unwrap();
    assert_eq!(&text[found.end..], "other\n");
    assert_eq!(found.exception.unwrap().message.as_deref(), Some("two\nlines"));
    for prose in [
        "he wrote: Traceback (most recent call last):\nhe wrote: something\n",
        "a | Traceback (most recent call last):\nb |   File \"/srv/a.py\", line 4, in f\n",
        "a | Traceback (most recent call last):\na | File \"/srv/a.py\", line 4\n",
    ] {
        assert_eq!(extract(prose), None, "{prose}");
    }
}

#[test]
fn trace_formatted_into_a_message_leaves_its_line_feed_there() {
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 4, in f\n    x()\nValueError: inner\n";
    for text in [format!("failed:\n{trace}\n"), format!("Error: inner\n{trace}\n")] {
        let found = extract(&text).unwrap();
        assert!(found.in_message, "{text}");
        assert_eq!(found.exception.unwrap().message.as_deref(), Some("inner"));
    }
    assert!(!extract(&format!("failed:\n{trace}")).unwrap().in_message);
}

#[test]
fn setting_below_a_message_is_no_exception() {
    for text in ["yaml\nretry.Timeout: 30\n", "status\nlib.Error: none\n", "limits\nproc.Exit: 3\n"] {
        assert_eq!(extract(text), None, "{text}");
    }
}

#[test]
fn header_begins_a_trace_only_where_a_trace_goes_on() {
    let step = |next: &str| Follow::default().step(b"Traceback (most recent call last):", next.as_bytes());
    assert_eq!(step("  File \"/srv/a.py\", line 4, in f"), Step::Trace);
    assert_eq!(step("File \"/srv/a.py\", line 4, in f"), Step::Trace);
    assert_eq!(step("KeyError: 'x'"), Step::Trace);
    assert_eq!(step("is what I saw"), Step::Text);
    assert_eq!(step("This is what I saw"), Step::Text);
}

#[test]
fn lines_with_a_prefix_belong_together() {
    let mut follow = Follow::default();
    let text =
        ["w1 | Traceback (most recent call last):", "w1 |   File \"/a.py\", line 4, in f", "w1 | KeyError: 1", "done"];
    let steps: Vec<Step> = (0..3).map(|at| follow.step(text[at].as_bytes(), text[at + 1].as_bytes())).collect();
    assert_eq!(steps, [Step::Trace, Step::Belongs, Step::Belongs]);
    assert_eq!(follow.step(b"done", b""), Step::Text);
}

#[test]
fn watchdog_line_is_a_notice_only_above_a_thread() {
    let step = |next: &str| Follow::default().step(b"Timeout (0:00:05)!", next.as_bytes());
    assert_eq!(step("Thread 0x00007f21949646c0 (most recent call first):"), Step::Notice(Block::Fatal));
    assert_eq!(step("waited too long"), Step::Text);
}

/// The records of real logs, told apart by their stamps.
fn records(log: &str) -> Vec<&str> {
    let starts: Vec<usize> = log.match_indices("2026-").map(|(at, _)| at).chain([log.len()]).collect();
    starts.windows(2).filter_map(|pair| log.get(pair[0]..pair[1])).collect()
}

/// What `traceback.print_stack()` wrote below a record is the record's stack, and no part of its message.
#[test]
fn a_stack_without_a_title_is_that_of_the_record_above_it() {
    let log = include_str!("../../../fixtures/python/stderr/stack_dumps.log");
    let found = |message: &str| {
        let record = records(log).into_iter().find(|record| record.contains(message)).unwrap();
        let text = record.get(record.find(message).unwrap()..).unwrap();
        (extract(text).unwrap(), text)
    };
    for (message, frames, in_message) in [
        ("stock is negative\n", 2, false),
        ("order lost\n", 2, false),
        ("here:\n", 1, true),
        ("Stack (most recent call last):\n  File", 2, true),
    ] {
        let (extraction, text) = found(message);
        assert_eq!(extraction.exception, None, "{text}");
        assert_eq!((extraction.stack_info.len(), extraction.in_message), (frames, in_message), "{text}");
        let end = if in_message { text.len() } else { message.len() };
        assert_eq!((extraction.message_end, extraction.interleaved), (end, false), "{text}");
    }
}

#[test]
fn frames_that_are_no_stack_of_the_record_stay_message() {
    for text in [
        "task was destroyed\nsource_traceback: Object created at (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    g()\n",
        "see\n  File \"/srv/a.py\", line 3, in f\nand more\n",
        "bad rule\n  File \"/srv/a.py\", line 3\n    x = = 1\n",
    ] {
        assert_eq!(extract(text).map(|found| found.stack_info.len()).unwrap_or_default(), 0, "{text}");
    }
}

/// The exception that quotes a child's traceback begins the trace, with and without a prefix on every line.
#[test]
fn a_childs_traceback_on_standard_error_begins_with_the_exception_that_quotes_it() {
    for log in [
        include_str!("../../../fixtures/python/stderr/remote_futures.log"),
        include_str!("../../../fixtures/python/stderr/remote_pool.log"),
        include_str!("../../../fixtures/python/stderr/remote_prefixed.log"),
    ] {
        let lines: Vec<&str> = log.lines().filter(|line| !line.starts_with(' ')).collect();
        let mut follow = Follow::default();
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1).copied().unwrap_or_default();
            let expected = if at == 0 { Step::Trace } else { Step::Belongs };
            assert_eq!(follow.step(line.as_bytes(), next.as_bytes()), expected, "{line}");
        }
        let exception = extract(log).unwrap().exception.unwrap();
        assert_eq!(exception.type_name, "pay.PaymentError");
        assert!(exception.chain[0].exception.type_name.ends_with("RemoteTraceback"), "{exception:#?}");
    }
}

/// A trace that is escaped into the message beside the real one is no second exception.
#[test]
fn an_escaped_copy_of_a_trace_is_part_of_the_message() {
    const TRACE: &str =
        "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    g()\nKeyError: 'x'\n";
    let real = extract(&format!("failed\n{TRACE}")).unwrap().exception;
    let escaped = TRACE.replace('\n', "\\n");
    for message in
        [format!("failed {escaped}\n"), format!("failed '{escaped}'\n"), format!("failed\ncopy = '{escaped}'\n")]
    {
        let found = extract(&format!("{message}{TRACE}")).unwrap();
        assert_eq!((found.message_end, found.exception.as_ref()), (message.len(), real.as_ref()), "{message}");
    }
}
