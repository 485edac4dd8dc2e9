//! Lines as the runtime prints them, shapes that only look like them, and hostile text.

#![expect(clippy::string_slice, reason = "a wrong offset shall fail the test")]

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::exception::Exception;
use crate::exception::Extraction;
use crate::exception::Notice;
use crate::exception::Relation;
use crate::exception::UnhandledKind;
use crate::exception::python::extract;
use crate::exception::python::frames::FileLine;
use crate::exception::python::frames::file_line;
use crate::exception::python::line::certain_exception_type;
use crate::exception::python::{exception_type, is_chain_sentence, is_notice, is_process_notice, is_traceback_header};

const SIMPLE: &str = "Traceback (most recent call last):\n  File \"/srv/app/a.py\", line 27, in <module>\n    a()\n  File \"/srv/app/b.py\", line 10, in b\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero\n";

fn read(text: &str) -> Extraction {
    extract(text).unwrap_or_else(|| panic!("nothing found in {text:?}"))
}

fn exception(text: &str) -> Exception {
    read(text).exception.unwrap_or_else(|| panic!("no exception in {text:?}"))
}

fn notice(text: &str) -> Notice {
    read(text).notice.unwrap_or_else(|| panic!("no notice in {text:?}"))
}

fn in_order(exception: &Exception) -> Vec<&str> {
    exception.frames.iter().map(|frame| frame.function.as_str()).collect()
}

#[test]
fn message_ends_where_the_traceback_begins() {
    let text = format!("load failed\nhost=a\n{SIMPLE}");
    let extraction = read(&text);
    assert_eq!(&text[..extraction.message_end], "load failed\nhost=a\n");
    assert_eq!(extraction.end, text.len());
    assert!(!extraction.in_message && !extraction.truncated);
}

#[test]
fn frames_run_from_the_raising_one_outwards() {
    let found = exception(&format!("x\n{SIMPLE}"));
    assert_eq!(in_order(&found), ["b", "<module>"]);
    assert_eq!(found.frames[0].source.as_deref(), Some("1 / 0"));
    assert_eq!(found.frames[0].file.as_deref(), Some("/srv/app/b.py"));
    assert_eq!((found.frames[0].line, found.frames_total), (Some(10), 2));
}

#[test]
fn crlf_gets_into_no_field() {
    let found = read(&format!("x\n{SIMPLE}").replace('\n', "\r\n"));
    assert_eq!(found.exception, read(&format!("x\n{SIMPLE}")).exception);
}

#[test]
fn traceback_in_the_message_leaves_the_message_whole() {
    let text = format!("Details: {SIMPLE}\n");
    let found = read(&text);
    assert!(found.in_message);
    assert_eq!(found.message_end, text.len());
    assert_eq!(found.exception.unwrap().message.as_deref(), Some("division by zero"));
}

#[test]
fn header_that_is_only_quoted_begins_nothing() {
    assert_eq!(extract("user wrote: Traceback (most recent call last): is a scary line\n"), None);
    assert_eq!(extract("Traceback (most recent call last):\n"), None);
    assert_eq!(extract("see:\nTraceback (most recent call last):\nand so on\n"), None);
    assert_eq!(extract("During handling of the above exception, another exception occurred:\n"), None);
    assert_eq!(extract("  File \"/srv/a.py\", line 30, in <module>\n"), None);
}

#[test]
fn indented_traceback_is_read_behind_its_indent() {
    let indented = format!("    {}\n", SIMPLE.trim_end().replace('\n', "\n    "));
    let text = format!("child said:\n{indented}");
    let found = read(&text);
    assert_eq!(found.exception, read(&format!("x\n{SIMPLE}")).exception);
    assert_eq!(found.message_end, 12);
}

#[test]
fn frames_that_lost_their_indent_are_read() {
    let text = "Unhandled exception\nTraceback (most recent call last):\nFile \"/usr/share/a.py\", line 1136, in helper\nreturn func(*args)\nFile \"/usr/share/b.py\", line 5, in run\nself()\nKeyError: 'x'\n";
    let found = exception(text);
    assert_eq!(in_order(&found), ["run", "helper"]);
    assert_eq!(found.frames[1].source.as_deref(), Some("return func(*args)"));
    assert_eq!(found.type_name, "KeyError");
}

#[test]
fn frames_without_source_and_folded_frames_are_counted() {
    let text = "x\nTraceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n  File \"<frozen importlib._bootstrap>\", line 241, in f\n  [Previous line repeated 115 more times]\nRecursionError: maximum recursion depth exceeded\n";
    let found = exception(text);
    assert_eq!((found.frames.len(), found.frames_total, found.frames[0].repeat), (2, 117, 115));
}

#[test]
fn source_of_several_lines_is_kept_without_markers() {
    let text = "x\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 1, in f\n    foo(\n    ~~~^\n        1,\n        ^^\n    )\n    ^\nValueError\n";
    assert_eq!(exception(text).frames[0].source.as_deref(), Some("foo(\n1,\n)"));
}

#[test]
fn file_line_tells_frame_place_and_prose() {
    let frame = |path, line, function| FileLine { path, line, function };
    assert_eq!(
        file_line("  File \"/a \"b\", line 1, c.py\", line 12, in A.f"),
        Some(frame("/a \"b\", line 1, c.py", Some(12), Some("A.f")))
    );
    assert_eq!(file_line("  File \"<string>\", line 1"), Some(frame("<string>", Some(1), None)));
    assert_eq!(file_line("  File \"/a.py\", line 13 in parse"), Some(frame("/a.py", Some(13), Some("parse"))));
    assert_eq!(file_line("  File \"/a.py\", line 99999999999, in f"), Some(frame("/a.py", None, Some("f"))));
    assert_eq!(file_line("  File \"/a.py\", line x, in f"), None);
    assert_eq!(file_line("  File \"/a.py\", line 3, column 4"), None);
    assert_eq!(file_line("File not found"), None);
}

#[test]
fn place_of_a_syntax_error_is_no_frame() {
    let text = "x\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 12, in load\n    compile(src)\n  File \"/srv/broken.py\", line 1\n    x = (1,\n        ^\nSyntaxError: '(' was never closed\n";
    let found = exception(text);
    assert_eq!((in_order(&found), found.type_name.as_str()), (vec!["load"], "SyntaxError"));
    assert_eq!(found.frames[0].source.as_deref(), Some("compile(src)"));
}

#[test]
fn outermost_exception_is_the_root_of_the_tree() {
    let text = "x\nTraceback (most recent call last):\n  File \"/a.py\", line 1, in low\nKeyError: 'k'\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File \"/a.py\", line 2, in mid\nValueError: mid\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"/a.py\", line 3, in top\nRuntimeError: top\n";
    let top = exception(text);
    let mid = &top.chain[0];
    let low = &mid.exception.chain[0];
    assert_eq!(
        (top.type_name.as_str(), mid.relation, low.relation),
        ("RuntimeError", Relation::Context, Relation::Cause)
    );
    assert_eq!((mid.exception.message.as_deref(), low.exception.message.as_deref()), (Some("mid"), Some("'k'")));
}

#[test]
fn cause_that_was_never_raised_is_found_before_the_header() {
    let text = "pay failed\nTypeError: never raised\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File \"/a.py\", line 3, in top\nOSError: explicit\n";
    let found = read(text);
    assert_eq!(&text[..found.message_end], "pay failed\n");
    let found = found.exception.unwrap();
    assert_eq!((found.type_name.as_str(), found.chain[0].exception.type_name.as_str()), ("OSError", "TypeError"));
}

#[test]
fn chain_cut_after_the_sentence_keeps_what_was_printed() {
    let text = format!("x\n{SIMPLE}\nThe above exception was the direct cause of the following exception:\n");
    let found = read(&text);
    assert!(found.truncated);
    assert_eq!(found.exception.unwrap().type_name, "ZeroDivisionError");
}

#[test]
fn trace_cut_in_its_frames_keeps_them_without_a_type() {
    let text = "cut\nTraceback (most recent call last):\n  File \"/a.py\", line 27, in <module>\n    a()\n  File \"/a.py\", li";
    let found = read(text);
    assert!(found.truncated);
    let found = found.exception.unwrap();
    assert_eq!((found.type_name.as_str(), found.frames.len()), ("", 1));
    let header_only = read("cut\nTraceback (most recent call last):\n");
    assert!(header_only.truncated && header_only.exception.is_none());
    assert_eq!(header_only.message_end, 4);
}

#[test]
fn second_traceback_is_not_part_of_the_first() {
    let text = format!("x\n{SIMPLE}{SIMPLE}");
    let found = read(&text);
    assert_eq!(found.end, 2 + SIMPLE.len());
    assert_eq!(found.exception.unwrap().message.as_deref(), Some("division by zero"));
}

#[test]
fn traceback_that_a_message_leads_up_to_is_quoted() {
    let text = "x\nTraceback (most recent call last):\n  File \"/a.py\", line 1, in f\nRuntimeError: remote said:\nTraceback (most recent call last):\n  File \"/remote/x.py\", line 1, in f\nRemoteError: boom\n";
    let found = exception(text);
    assert_eq!(found.frames.len(), 1);
    assert!(found.message.unwrap().ends_with("RemoteError: boom"));
}

#[test]
fn quoted_traceback_of_a_child_process_is_the_cause_message() {
    let text = format!(
        "pool failed\nmultiprocessing.pool.RemoteTraceback: \n\"\"\"\n{SIMPLE}\"\"\"\n\nThe above exception was the direct cause of the following exception:\n\n{SIMPLE}"
    );
    let found = read(&text);
    assert_eq!(&text[..found.message_end], "pool failed\n");
    let cause = &found.exception.as_ref().unwrap().chain[0].exception;
    assert_eq!(cause.message.as_deref().unwrap(), format!("\n\"\"\"\n{SIMPLE}\"\"\""));
    assert_eq!(cause.frames.len(), 0);
}

#[test]
fn message_keeps_its_newlines_and_blanks() {
    let message = |tail: &str| {
        let text = format!(
            "x\nTraceback (most recent call last):\n  File \"/a.py\", line 1, in f\n    raise e\nValueError{tail}\n"
        );
        exception(&text).message
    };
    assert_eq!(message(""), None);
    assert_eq!(message(": "), Some(String::new()));
    assert_eq!(message(":  ").as_deref(), Some(" "));
    assert_eq!(message(": one\ntwo\n  three").as_deref(), Some("one\ntwo\n  three"));
    assert_eq!(message(": \n\nleading").as_deref(), Some("\n\nleading"));
    assert_eq!(
        message(":   File \"/f.py\", line 1, in f\n    f()").as_deref(),
        Some("  File \"/f.py\", line 1, in f\n    f()")
    );
}

#[test]
fn lines_below_a_complete_message_are_notes() {
    let notes = |tail: &str| {
        let text =
            format!("x\nTraceback (most recent call last):\n  File \"/a.py\", line 1, in f\n    raise e\n{tail}\n");
        let found = exception(&text);
        (found.message.unwrap_or_default(), found.notes)
    };
    assert_eq!(
        notes("KeyError: 'k'\nwhile reading\n  row 3\nlast"),
        ("'k'".into(), vec!["while reading\n  row 3".into(), "last".into()])
    );
    assert_eq!(notes("ValueError\na note"), (String::new(), vec!["a note".into()]));
    assert_eq!(
        notes("ValueError: two\nuser=anna\ntenant=acme"),
        ("two".into(), vec!["user=anna".into(), "tenant=acme".into()])
    );
    assert_eq!(notes("ValueError: failed:\nuser=anna"), ("failed:\nuser=anna".into(), vec![]));
    assert_eq!(notes("ValueError: one\nmay be a note"), ("one\nmay be a note".into(), vec![]));
}

const GROUP: &str = "  + Exception Group Traceback (most recent call last):\n  |   File \"/a.py\", line 34, in nested\n  |     raise ExceptionGroup(\"outer\", [\n  | ExceptionGroup: outer (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File \"/a.py\", line 51, in f\n    |     1 / 0\n    |     ~~^~~\n    | ZeroDivisionError: division by zero\n    | \n    | The above exception was the direct cause of the following exception:\n    | \n    | ValueError: member\n    | with a second line\n    +---------------- 2 ----------------\n    | ExceptionGroup: inner (18 sub-exceptions)\n    +-+---------------- 1 ----------------\n      | KeyError: 'k'\n      +---------------- ... ----------------\n      | and 17 more exceptions\n      +------------------------------------\n";

#[test]
fn groups_hold_members_and_their_causes() {
    let text = format!("x\n{GROUP}");
    let found = read(&text);
    assert!(!found.truncated);
    let group = found.exception.unwrap();
    assert_eq!((group.message.as_deref(), group.chain.len()), (Some("outer (2 sub-exceptions)"), 2));
    let first = &group.chain[0];
    assert_eq!(
        (first.relation, first.exception.message.as_deref()),
        (Relation::GroupMember, Some("member\nwith a second line"))
    );
    assert_eq!(first.exception.chain[0].relation, Relation::Cause);
    let inner = &group.chain[1].exception;
    assert_eq!(
        (inner.frames.len(), inner.chain.len(), inner.chain[0].exception.type_name.as_str()),
        (0, 1, "KeyError")
    );
}

#[test]
fn group_without_its_closing_line_is_truncated() {
    for lines in 5..GROUP.lines().count() {
        let cut: Vec<&str> = GROUP.lines().take(lines).collect();
        let found = read(&format!("x\n{}\n", cut.join("\n")));
        assert!(found.truncated, "{lines} lines");
        assert_eq!(found.exception.unwrap().type_name, "ExceptionGroup");
    }
}

#[test]
fn cause_of_a_group_stands_before_its_members() {
    let text = format!("x\n{SIMPLE}\nDuring handling of the above exception, another exception occurred:\n\n{GROUP}");
    let relations: Vec<_> = exception(&text).chain.iter().map(|link| link.relation).collect();
    assert_eq!(relations, [Relation::Context, Relation::GroupMember, Relation::GroupMember]);
}

#[test]
fn group_that_was_never_raised_is_read() {
    let text = "x\n  | ExceptionGroup: g (1 sub-exception)\n  +-+---------------- 1 ----------------\n    | ValueError: m1\n    +------------------------------------\n";
    let found = read(text);
    assert_eq!((found.message_end, found.truncated), (2, false));
    assert_eq!(found.exception.unwrap().chain.len(), 1);
}

#[test]
fn stack_info_stands_apart_from_the_exception() {
    let stack = "Stack (most recent call last):\n  File \"/a.py\", line 23, in <module>\n    outer()\n  File \"/a.py\", line 11, in inner\n    log.warning(\"x\")\n";
    let alone = read(&format!("who?\n{stack}"));
    assert_eq!((alone.exception, alone.stack_info[0].function.as_str(), alone.message_end), (None, "inner", 5));
    let both = read(&format!("x\n{SIMPLE}{stack}"));
    assert_eq!((both.exception.unwrap().message.as_deref(), both.stack_info.len()), (Some("division by zero"), 2));
}

#[test]
fn notices_of_the_runtime_say_how_the_exception_left() {
    let thread = notice(&format!("Exception in thread my worker: no. 2:\n{SIMPLE}"));
    assert_eq!((thread.kind, thread.thread.as_deref()), (UnhandledKind::Thread, Some("my worker: no. 2")));
    assert_eq!(thread.evidence, "Exception in thread my worker: no. 2");
    assert_eq!(notice(&format!("Process child-1:\n{SIMPLE}")).kind, UnhandledKind::ChildProcess);
    assert_eq!(extract("Process child-1:\nstarted\n"), None);
    let ignored = read(&format!("Exception ignored in: <function on_gone at 0x7f23ba527380>\n{SIMPLE}"));
    assert_eq!((ignored.notice.unwrap().kind, ignored.message_end), (UnhandledKind::Unraisable, 0));
    assert_eq!(read(SIMPLE).notice, None);
}

#[test]
fn failed_exception_hook_gives_way_to_the_original_exception() {
    let original = SIMPLE.replace("ZeroDivisionError: division by zero", "ValueError: first");
    let found = read(&format!("Error in sys.excepthook:\n{SIMPLE}\nOriginal exception was:\n{original}"));
    assert_eq!(found.notice.unwrap().kind, UnhandledKind::Process);
    assert_eq!(found.exception.unwrap().type_name, "ValueError");
}

#[test]
fn messages_of_hooks_and_asyncio_are_notices() {
    let hook = notice(&format!("Unhandled exception in thread consumer-7\n{SIMPLE}"));
    assert_eq!((hook.kind, hook.certain, hook.thread.as_deref()), (UnhandledKind::Thread, true, Some("consumer-7")));
    assert_eq!(notice(&format!("Uncaught exception\n{SIMPLE}")).kind, UnhandledKind::Process);
    assert!(!notice(&format!("worker 3: uncaught exception\n{SIMPLE}")).certain);
    assert_eq!(notice(&format!("Uncaught exception GET /x (127.0.0.1)\n{SIMPLE}")).kind, UnhandledKind::Framework);
    assert_eq!(notice(&format!("UNHANDLED EXCEPTION in task 7\n{SIMPLE}")).kind, UnhandledKind::Task);
    assert_eq!(extract("Uncaught exception handler installed\n"), None);
    let lost = "Future exception was never retrieved\nfuture: <Future finished exception=TimeoutError('x')>\nTimeoutError: x\n";
    let found = read(lost);
    assert_eq!(
        (found.notice.unwrap().kind, found.exception.unwrap().type_name.as_str()),
        (UnhandledKind::Task, "TimeoutError")
    );
    assert!(lost[..found.message_end].ends_with(">\n"));
}

#[test]
fn failure_of_logging_keeps_the_call_that_was_lost() {
    let text = format!(
        "--- Logging error ---\n{SIMPLE}Call stack:\n  File \"/a.py\", line 22, in <module>\n    handler()\n  File \"/a.py\", line 16, in handler\n    log.error()\nMessage: 'user %s'\nArguments: ('anna',)\n"
    );
    let found = read(&text);
    assert_eq!(
        (&text[..found.message_end], found.end, found.truncated),
        ("--- Logging error ---\n", text.len(), false)
    );
    assert_eq!(found.stack_info[0].function, "handler");
    assert_eq!(found.exception.unwrap().message.as_deref(), Some("division by zero"));
}

#[test]
fn fatal_error_takes_the_current_thread() {
    let text = "Fatal Python error: Segmentation fault\n\nThread 0x00007f8 (most recent call first):\n  File \"/b.py\", line 1 in wait\n\nCurrent thread 0x00007f82503ea2c0 [python] (most recent call first):\n  File \"/a.py\", line 13 in parse\n  File \"/a.py\", line 21 in <module>\n\nExtension modules: numpy (total: 1)\n";
    let found = read(text);
    assert_eq!(found.notice.unwrap().kind, UnhandledKind::Fatal);
    assert_eq!(&text[..found.message_end], "Fatal Python error: Segmentation fault\n");
    let found = found.exception.unwrap();
    assert_eq!((in_order(&found), found.type_name.as_str()), (vec!["parse", "<module>"], ""));
}

#[test]
fn bare_exception_needs_a_name_that_only_exceptions_have() {
    assert_eq!(exception("x\nValueError: never raised\n").message.as_deref(), Some("never raised"));
    assert_eq!(extract("2 steps failed\nError: this is a line of print()\n"), None);
    assert_eq!(extract("x\nValueError: a\nand more\n"), None);
    assert_eq!(extract("ValueError: the message itself\n"), None);
    let none = read("no exception is active\nNoneType: None\n");
    assert_eq!((none.exception, none.message_end), (None, 23));
}

#[test]
fn escaped_traceback_in_one_line_is_read() {
    for text in [
        r#"tb: Traceback (most recent call last):\n  File "/srv/a.py", line 44, in <module>\n    risky(0)\n  File "/srv/a.py", line 13, in b\n    1 / x\n    ~~^~~\nZeroDivisionError: division by zero\n"#,
        r#"list: ['Traceback (most recent call last):\n', '  File "/srv/a.py", line 44, in <module>\n    risky(0)\n', '  File "/srv/a.py", line 13, in b\n    1 / x\n', "ZeroDivisionError: division by zero\n"]"#,
        r#"level=error exception="Traceback (most recent call last):\n  File \"/srv/a.py\", line 44, in <module>\n  File \"/srv/a.py\", line 13, in b\nZeroDivisionError: division by zero" order=7"#,
    ] {
        let found = read(text);
        assert!(found.in_message && found.message_end == text.len());
        let found = found.exception.unwrap();
        assert_eq!(
            (found.message.as_deref(), in_order(&found)),
            (Some("division by zero"), vec!["b", "<module>"]),
            "{text}"
        );
    }
    assert_eq!(extract(r"x: Traceback (most recent call last):\nprose"), None);
}

#[test]
fn loguru_values_and_blank_lines_are_passed() {
    let text = "chained\nTraceback (most recent call last):\n\n  File \"/a.py\", line 34, in main\n    {}[\"k\"]\n\nKeyError: 'k'\n\n\nThe above exception was the direct cause of the following exception:\n\n\nTraceback (most recent call last):\n\n> File \"/a.py\", line 36, in main\n    raise e\n    └ <function main at 0x7f3623781800>\n\nValueError: outer: bad\n";
    let found = exception(text);
    assert_eq!((found.message.as_deref(), found.frames[0].source.as_deref()), (Some("outer: bad"), Some("raise e")));
    assert_eq!(found.chain[0].exception.message.as_deref(), Some("'k'"));
}

#[test]
fn single_lines_are_told_apart() {
    assert!(is_traceback_header(b"  + Exception Group Traceback (most recent call last):"));
    assert!(!is_traceback_header(b" Traceback (most recent call last):"));
    assert!(is_chain_sentence(b"During handling of the above exception, another exception occurred:"));
    assert!(!is_chain_sentence(b"During handling"));
    for line in [
        "Exception in thread Thread-1 (worker):",
        "Exception ignored in atexit callback: <function bye at 0x7f>",
        "--- Logging error ---",
        "Fatal Python error: Aborted",
    ] {
        assert!(is_notice(line.as_bytes()), "{line}");
    }
    for line in [
        "Exception in thread \"main\" java.lang.Error:",
        "Exception in thread pool",
        "Exception ignored",
        "--- Logging",
        "Process child-1:",
        "",
    ] {
        assert!(!is_notice(line.as_bytes()), "{line}");
    }
    assert!(is_process_notice(b"Process SpawnPoolWorker-1:") && !is_process_notice(b"Process started"));
    assert_eq!(exception_type("acme.Fehler_ü: x".as_bytes()), Some(14));
    assert_eq!(exception_type(b"ray.exceptions.RayTaskError(ValueError): ray::f()"), Some(39));
    assert_eq!(exception_type(b"ray.exceptions.RayTaskError(a.B)"), Some(32));
    for line in ["Error(x): y", "app.load(x): y", "a.Error(): y", "a.Error(x) y", "a.Error(x y): z", ".Error(x): y"] {
        assert_eq!(exception_type(line.as_bytes()), None, "{line}");
    }
    for line in ["a..b: x", ".a", "a b: x", "1a: x", "a:b", "", "<x", "a<b>: x"] {
        assert_eq!(exception_type(line.as_bytes()), None, "{line}");
    }
    for line in [
        "ValueError",
        "acme.errors.Gateway.Timeout: x",
        "_Private.OopsError: x",
        "sqlite3.Error: x",
        "KeyboardInterrupt",
    ] {
        assert!(certain_exception_type(line).is_some(), "{line}");
    }
    for line in ["Error: x", "Warning: x", "Timeout: x", "error: x", "Details: x", "host: x"] {
        assert!(certain_exception_type(line).is_none(), "{line}");
    }
}

#[test]
fn tall_trees_are_kept_within_limits() {
    let link = "ValueError: v\n\nThe above exception was the direct cause of the following exception:\n\n";
    let chained = format!("x\n{}OSError: last\n", link.repeat(50_000));
    let mut depth = 0;
    let root = exception(&chained);
    let mut at = &root;
    while let Some(link) = at.chain.first() {
        depth += 1;
        at = &link.exception;
    }
    assert!((200..300).contains(&depth));
    assert_eq!(root.type_name, "OSError");
    let mut nested = String::from("x\n  | ExceptionGroup: g (1 sub-exception)\n");
    for level in 1..300 {
        let indent = " ".repeat(2 * level);
        writeln!(
            nested,
            "{indent}+-+---------------- 1 ----------------\n{indent}  | ExceptionGroup: g (1 sub-exception)"
        )
        .unwrap();
    }
    assert!(read(&nested).truncated);
}

proptest! {
    #[test]
    fn any_text_made_of_pieces_of_traces_is_read_without_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "Traceback (most recent call last):\n", "  File \"a\", line 1, in f\n", "  File \"a\", line 1\n", "    x\n", "    ^\n", "\n", "\r\n", "é",
        "ValueError: x\n", "KeyError\n", "  + Exception Group Traceback (most recent call last):\n", "  | G: a (1 sub-exception)\n", "  | ",
        "  +-+---------------- 1 ----------------\n", "    | V: x\n", "    +---------------- 2 ----------------\n", "    | \n",
        "    +------------------------------------\n", "The above exception was the direct cause of the following exception:\n",
        "During handling of the above exception, another exception occurred:\n", "\"\"\"\n", "R: \n", "Stack (most recent call last):\n",
        "Call stack:\n", "--- Logging error ---\n", "Exception in thread a:\n", "Exception ignored in: x\n", "Process a:\n", "Message: x\n",
        "Fatal Python error: x\n", "Current thread 0x1 (most recent call first):\n", "Error in sys.excepthook:\n", "Original exception was:\n",
        "  [Previous line repeated 4294967295 more times]\n", "tb: 'Traceback (most recent call last):\\n", "prose ", "NoneType: None\n", "File \"a\", line 1, in f\n",
    ]), 0..40)) {
        let text = pieces.concat();
        if let Some(found) = extract(&text) {
            prop_assert!(found.end <= text.len() && found.message_end <= text.len());
            prop_assert!(text.is_char_boundary(found.end) && text.is_char_boundary(found.message_end));
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        extract(&text);
        exception_type(&bytes);
        is_notice(&bytes);
        is_traceback_header(&bytes);
    }
}

#[test]
fn frames_that_the_message_leads_up_to_are_its_own() {
    let head =
        "Traceback (most recent call last):\n  File \"/app/train.py\", line 30, in run\n    ray.get(f.remote())\n";
    let frames = "\n  File \"/app/train.py\", line 12, in f\n    boom()\nValueError: x";
    for (name, message) in [
        ("ray.exceptions.RayTaskError(ValueError)", "ray::f() (pid=3171, ip=10.0.0.4)"),
        ("RuntimeError", "job 7 failed: Traceback (most recent call last):"),
    ] {
        let found = extract(&format!("{head}{name}: {message}{frames}\n")).unwrap();
        let exception = found.exception.unwrap();
        assert_eq!((exception.type_name.as_str(), exception.frames_total, found.interleaved), (name, 1, false));
        assert_eq!(exception.message, Some(format!("{message}{frames}")));
    }
    let torn = extract(&format!("{head}RuntimeError: closed (by peer){frames}\n")).unwrap();
    assert!(torn.interleaved && torn.exception.unwrap().message.as_deref() == Some("closed (by peer)"));
}
