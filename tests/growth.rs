//! Nothing is quadratic: adversarial inputs are doubled, and the work that the program does may only double with them.
//!
//! Work is counted, not timed: the program is built with `-C instrument-coverage`, so that it counts how often each
//! region of its code and of its libraries is run, and writes the counts to a file when it ends. Their sum is the work.
//! It is the same on any machine and under any load. A program that was built otherwise fails the test, so `cargo test`
//! leaves it out; `.ci/run` builds and runs it.

#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a failing test is the right end"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// An input of about so many bytes, and how it is read.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    make: Make,
    /// Bytes of the smallest of the inputs.
    bytes: usize,
}

/// What makes an input of so many bytes.
enum Make {
    /// A log, which is given to the program behind its arguments.
    Log(fn(usize) -> String),
    /// Files, which the arguments name.
    Files(fn(usize) -> Vec<(&'static str, String)>),
}

/// Times that an input is doubled.
const DOUBLINGS: u32 = 3;
/// How long the program may run for one input. What takes longer has no end worth waiting for, or loops in the standard
/// library, whose work is not counted.
const LONGEST: Duration = Duration::from_secs(20);
/// What the smallest of the inputs may take for each of its bytes: what grows up to a limit may take too much there.
const MAX_WORK_PER_BYTE: u64 = 5_000;
/// What the further work may grow by when the further input doubles; 2 is linear, 4 is quadratic.
const MAX_GROWTH: f64 = 2.5;

const ANALYZE: &[&str] = &["analyze", "--format", "json"];
/// Small blocks: many seams, and records that are longer than a block.
const SEAMS: &[&str] = &["analyze", "--format", "json", "--block-bytes", "8192"];
const EVENTS: &[&str] = &["events", "--all-records"];

const KIB: usize = 1 << 10;

const HEADER: &str = "2026-11-23 11:36:09,144 - app.auth - ERROR - ";
const LOGBACK: &str = "2026-11-23 11:36:09.144 [main] ERROR com.acme.Shop - ";

const CASES: &[Case] = &[
    case("records", ANALYZE, |bytes| numbered(bytes, |n| format!("{HEADER}request {n} failed\n"))),
    case("header-like lines", SEAMS, |bytes| {
        format!("{HEADER}x\n") + &numbered(bytes, |n| format!("2026-11-23 11:36:09,{:03} - app\n", n % 1000))
    }),
    case("header-like lines without a header", SEAMS, |bytes| {
        numbered(bytes, |n| format!("2026-11-23 11:36:09,{:03} - app - \n", n % 1000))
    }),
    case("half headers", ANALYZE, |bytes| numbered(bytes, |n| HEADER[..n % HEADER.len()].to_owned() + "\n")),
    case("half headers of Logback", SEAMS, |bytes| {
        format!("{LOGBACK}x\n") + &numbered(bytes, |n| LOGBACK[..n % LOGBACK.len()].to_owned() + "\n")
    }),
    case("layouts in turn", SEAMS, |bytes| {
        const LINES: [&str; 8] = [
            "2026-11-23 11:36:09,144 - app.auth - ERROR - failed",
            "2026-11-23 11:36:09.144 [main] ERROR com.acme.Shop - failed",
            "[2026-11-23 11:36:09 +0100] [4711] [ERROR] failed",
            "ERROR:app.auth:failed",
            "2026-11-23T11:36:09.144+01:00 ERROR 4711 --- [main] com.acme.Shop : failed",
            "2026/11/23 11:36:09 [error] 4711#4711: *1 failed",
            "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"failed\"}",
            "E1123 11:36:09.144000 4711 app.py:12] failed",
        ];
        numbered(bytes, |n| format!("{}\n", LINES[n % LINES.len()]))
    }),
    case("blank lines", SEAMS, |bytes| format!("{HEADER}x\n{}", "\n".repeat(bytes))),
    case("blank lines alone", SEAMS, |bytes| "\n".repeat(bytes)),
    case("blank lines below a traceback", SEAMS, |bytes| format!("{}{}", python("E: x"), "\n".repeat(bytes))),
    case("lines of blanks", SEAMS, |bytes| format!("{HEADER}x\n{}", " \t \n".repeat(bytes / 4))),
    case("carets", SEAMS, |bytes| {
        let head = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n";
        head.to_owned() + &"    ~~~^^^~~~\n".repeat(bytes / 14) + "E: x\n"
    }),
    case("a line of carets", SEAMS, |bytes| {
        let head = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n    ";
        format!("{HEADER}x\n{head}{}\nE: x\n", "~^".repeat(bytes / 2))
    }),
    case("frames of Python", SEAMS, |bytes| {
        let frames = numbered(bytes, |n| format!("  File \"a{n}.py\", line {n}, in f{n}\n    g{n}()\n    ^^^^\n"));
        format!("{HEADER}x\nTraceback (most recent call last):\n{frames}E: x\n")
    }),
    case("the same frame of Python", ANALYZE, |bytes| {
        let frames = "  File \"a.py\", line 1, in f\n    g()\n".repeat(bytes / 37);
        format!("{HEADER}x\nTraceback (most recent call last):\n{frames}E: x\n")
    }),
    case("frames that nearly repeat", ANALYZE, |bytes| {
        let frames = numbered(bytes, |n| format!("\tat a.B.{}(B.java:1)\n", ["f", "g"][n.count_ones() as usize % 2]));
        format!("{LOGBACK}x\na.X: x\n{frames}")
    }),
    case("frames without an exception", SEAMS, |bytes| {
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n".repeat(bytes / 72)
    }),
    case("clauses above frames", ANALYZE, |bytes| {
        let frames = numbered(bytes / 2, |n| format!("\tat a.B{n}.f(B.java:{n})\n"));
        format!("{LOGBACK}{}x\n{frames}", "Abc: ".repeat(bytes / 10))
    }),
    case("exceptions inside a message above frames", ANALYZE, |bytes| {
        format!("{LOGBACK}{}x\n\tat a.B.f(B.java:1)\n", "java.io.IOException: ".repeat(bytes / 21))
    }),
    case("lines of traces that are records", SEAMS, |bytes| {
        const LINES: [&str; 4] =
            ["Traceback (most recent call last):", "  File \"a.py\", line 1, in f", "    g()", "E: x"];
        let record = |level: &str, text: &str| format!("2026-11-23 11:36:09,144 [job-1] {level} app - {text}\n");
        // Behind a head without any.
        record("INFO", "waiting").repeat(1_300) + &numbered(bytes, |n| record("ERROR", LINES[n % 4]))
    })
    .large(),
    case("frames that are records", SEAMS, |bytes| {
        let record = |level: &str, text: &str| format!("2026-11-23 11:36:09,144 [job-1] {level} app - {text}\n");
        record("INFO", "waiting").repeat(1_300)
            + &record("ERROR", "java.lang.Error: x")
            + &numbered(bytes, |n| record("ERROR", &format!("\tat a.B{n}.f(B.java:{n})")))
    })
    .large(),
    case("rows of a table", SEAMS, |bytes| {
        numbered(bytes, |n| format!("[14:06:44] ERROR    {:<50} shop.py:51\n", format!("job {n} failed")))
    }),
    case("broken rows of a table", SEAMS, |bytes| {
        let row = |level: &str, text: &str| format!("           {level:<8} {text:<50}           \n");
        row("ERROR", "one") + &row("ERROR", "two") + &row("", &"word ".repeat(10)).repeat(bytes / 80)
    }),
    case("causes of Python", SEAMS, |bytes| {
        let link = "\nThe above exception was the direct cause of the following exception:\n\n";
        format!("{HEADER}x\n") + &numbered(bytes, |n| python(&format!("E{n}: x")) + link) + &python("E: x")
    }),
    case("causes of Python without a header", SEAMS, |bytes| {
        let link = "\nDuring handling of the above exception, another exception occurred:\n\n";
        numbered(bytes, |n| python(&format!("E{n}: x")) + link) + &python("E: x")
    }),
    case("causes of Python with text below each", SEAMS, |bytes| {
        let link = "\nDuring handling of the above exception, another exception occurred:\n\n";
        numbered(bytes, |n| python(&format!("E{n}: x\nmore of it\nand more")) + link) + &python("E: x")
    }),
    case("text below a traceback", SEAMS, |bytes| python("E: x") + &"some words\n".repeat(bytes / 11)),
    case("tracebacks with text below each", SEAMS, |bytes| (python("E: x") + "some words\n").repeat(bytes / 80)),
    case("exception groups", ANALYZE, |bytes| groups(bytes, |depth| depth)),
    case("exception groups side by side", ANALYZE, |bytes| groups(bytes, |_| 1)),
    case("pipes", SEAMS, |bytes| "  | ".repeat(bytes / 4) + "\n" + &"  | \n".repeat(bytes / 5)),
    case("notes", SEAMS, |bytes| format!("{HEADER}x\n{}{}", python("E: x"), "note\n".repeat(bytes / 5))),
    case("causes of Java", SEAMS, |bytes| {
        format!("{LOGBACK}x\na.X: x\n\tat a.B.c(B.java:1)\n")
            + &numbered(bytes, |n| format!("Caused by: a.X{n}: x\n\tat a.B.c{n}(B.java:1)\n"))
    }),
    case("causes without frames", SEAMS, |bytes| format!("{LOGBACK}x\n{}", "Caused by: a.X: x\n".repeat(bytes / 18))),
    case("causes alone", SEAMS, |bytes| "Caused by: a.X: x\n".repeat(bytes / 18)),
    case("frames that are left out", SEAMS, |bytes| {
        format!("{LOGBACK}x\na.X: x\n{}", "\t... 99 more\n".repeat(bytes / 13))
    }),
    case("causes that inherit all frames", ANALYZE, |bytes| {
        let frames = numbered(bytes / 2, |n| format!("\tat a.B.c{n}(B.java:1)\n"));
        let count = frames.lines().count();
        format!("{LOGBACK}x\na.X: x\n{frames}")
            + &numbered(bytes / 2, |n| format!("Caused by: a.X{n}: x\n\tat a.C.d(C.java:1)\n\t... {count} more\n"))
    }),
    case("suppressed exceptions", SEAMS, |bytes| {
        format!("{LOGBACK}x\na.X: x\n\tat a.B.c(B.java:1)\n")
            + &numbered(bytes, |n| format!("\tSuppressed: a.X{n}: x\n\t\tat a.B.c(B.java:1)\n"))
    }),
    case("suppressed exceptions in each other", ANALYZE, |bytes| {
        let mut text = format!("{LOGBACK}x\na.X: x\n\tat a.B.c(B.java:1)\n");
        // Each deeper by a tab, so that depth grows with the root of the length.
        for depth in 1.. {
            let indent = "\t".repeat(depth);
            let _ = write!(text, "{indent}Suppressed: a.X: x\n{indent}\tat a.B.c(B.java:1)\n");
            if text.len() >= bytes {
                break;
            }
        }
        text
    }),
    case("circular references", ANALYZE, |bytes| {
        format!("{LOGBACK}x\na.X: x\n\tat a.B.c(B.java:1)\n")
            + &numbered(bytes, |n| format!("Caused by: [CIRCULAR REFERENCE: a.X{n}: x]\n"))
    }),
    case("heads without frames", SEAMS, |bytes| "java.lang.IllegalStateException: x\n".repeat(bytes / 35)),
    case("heads with text below", SEAMS, |bytes| {
        ("java.lang.IllegalStateException: x\n".to_owned() + &"text\n".repeat(7)).repeat(bytes / 70)
    }),
    case("notices", SEAMS, |bytes| "Exception in thread \"main\" a.X: x\n".repeat(bytes / 34)),
    case("logging errors", SEAMS, |bytes| "--- Logging error ---\n".repeat(bytes / 22)),
    case("a crash of the virtual machine", SEAMS, |bytes| {
        "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n".repeat(bytes / 70)
    }),
    case("a line without blanks", SEAMS, |bytes| format!("{HEADER}{}\n", "x".repeat(bytes))),
    case("a line without blanks or header", SEAMS, |bytes| "x".repeat(bytes)),
    case("a line of brackets", SEAMS, |bytes| format!("{HEADER}{}\n", "[({<".repeat(bytes / 4))),
    case("a line of quotes", SEAMS, |bytes| format!("{HEADER}{}\n", "'\"`".repeat(bytes / 3))),
    case("a line of numbers", SEAMS, |bytes| HEADER.to_owned() + &numbered(bytes, |n| format!("{n} ")) + "\n"),
    case("a line of keys and values", SEAMS, |bytes| {
        HEADER.to_owned() + &numbered(bytes, |n| format!("key{n}=value{n} ")) + "\n"
    }),
    case("a line of stamps", SEAMS, |bytes| "2026-11-23 11:36:09,144 ".repeat(bytes / 24) + "\n"),
    case("a line of addresses", ANALYZE, |bytes| {
        format!("{HEADER}{}\n", "http://a/b?c=d e@f.gh 10.0.0.1:80 fe80::1 /a/b.c ".repeat(bytes / 48))
    }),
    case("a line of dots and colons", ANALYZE, |bytes| format!("{HEADER}{}\n", "a.b:c/d-e_f@g".repeat(bytes / 13))),
    case("a logger", SEAMS, |bytes| format!("2026-11-23 11:36:09,144 - {} - ERROR - x\n", "a.".repeat(bytes / 2))),
    case("loggers", ANALYZE, |bytes| {
        numbered(bytes, |n| format!("2026-11-23 11:36:09,144 - app.l{n} - ERROR - failed\n"))
    }),
    case("a type", SEAMS, |bytes| format!("{HEADER}x\n{}", python(&format!("{}E: x", "a.".repeat(bytes / 2))))),
    case("types", ANALYZE, |bytes| numbered(bytes, |n| format!("{HEADER}x\n{}", python(&format!("E{n}: x"))))),
    case("messages that differ", ANALYZE, |bytes| numbered(bytes, |n| format!("{HEADER}failed with {}\n", letters(n)))),
    case("NULs", SEAMS, |bytes| "\0".repeat(bytes)),
    case("NULs before a header", SEAMS, |bytes| format!("{HEADER}x\n{}{HEADER}x\n", "\0".repeat(bytes))),
    case("lines of NULs", SEAMS, |bytes| {
        // Behind what tells that it is a log.
        format!("{}{}", format!("{HEADER}x\n").repeat(1_000), "\0\0\0\n".repeat(bytes / 4))
    }),
    case("carriage returns", SEAMS, |bytes| format!("{HEADER}x{}\n", "\r".repeat(bytes))),
    case("colours", SEAMS, |bytes| format!("{HEADER}{}\n", "\x1b[31m".repeat(bytes / 5))),
    case("colours in headers", ANALYZE, |bytes| format!("\x1b[31m{HEADER}x\x1b[0m\n").repeat(bytes / 60)),
    case("coloured frames", SEAMS, |bytes| {
        let frames = "  File \x1b[35m\"a.py\"\x1b[0m, line \x1b[35m3\x1b[0m, in \x1b[35mf\x1b[0m\n".repeat(bytes / 60);
        format!("{HEADER}x\nTraceback (most recent call last):\n{frames}\x1b[1;35mE\x1b[0m: x\n")
    }),
    case("progress bars", SEAMS, |bytes| {
        format!("{HEADER}x\n") + &"\rfit:  25%|##   | 5/20 [00:01<00:03]\n".repeat(bytes / 38)
    }),
    case("a line of progress bars", SEAMS, |bytes| {
        format!("{HEADER}x\n{}{HEADER}x\n", "\rfit:  25%|##   | 5/20 [00:01<00:03]".repeat(bytes / 37))
    }),
    case("a traceback again and again", SEAMS, |bytes| HEADER.to_owned() + &python("E: x").repeat(bytes / 70)),
    case("a header before each line", SEAMS, |bytes| {
        let trace = python("E: x");
        let lines: String = trace.lines().map(|line| format!("{HEADER}{line}\n")).collect();
        lines.repeat(bytes / lines.len())
    }),
    case("a header before each line of a long trace", SEAMS, |bytes| {
        let frames = numbered(bytes, |n| format!("{HEADER}  File \"a{n}.py\", line {n}, in f\n"));
        let lines: String = python("E: x").lines().map(|line| format!("{HEADER}{line}\n")).collect();
        format!("{lines}{HEADER}Traceback (most recent call last):\n{frames}{HEADER}E: x\n")
    }),
    case("traces below JSON", SEAMS, |bytes| {
        let line = "{\"time\":\"2026-11-23 11:36:09,144\",\"level\":\"ERROR\",\"logger\":\"a\",\"message\":\"x\"}\n";
        format!("{line}{}", python("E: x")).repeat(bytes / 150)
    }),
    case("words in pairs", SEAMS, |bytes| {
        let line = "time=2026-11-23T11:36:09 level=ERROR logger=a msg=x";
        format!("{}{line}{}\n", format!("{line} y\n").repeat(3), " word".repeat(bytes / 5))
    }),
    case("JSON in JSON", SEAMS, |bytes| {
        let depth = bytes / 12;
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\",\"a\":";
        format!(
            "{}{}1{}}}\n",
            format!("{head}1}}\n").repeat(3),
            head.to_owned() + &"{\"a\":[".repeat(depth),
            "]}".repeat(depth)
        )
    }),
    case("JSON that does not end", SEAMS, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\"}\n";
        format!("{}{}", head.repeat(3), "{\"a\":[".repeat(bytes / 6))
    }),
    case("objects over lines that do not end", SEAMS, |bytes| {
        "{\n  \"level\": \"ERROR\",\n  \"message\": \"x\",\n".repeat(bytes / 40)
    }),
    case("members", SEAMS, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\"";
        format!("{head}}}\n").repeat(3) + head + &numbered(bytes, |n| format!(",\"key{n}\":{n}")) + "}\n"
    }),
    case("the same member", SEAMS, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\"";
        format!("{head}}}\n").repeat(3) + head + &",\"message\":\"x\"".repeat(bytes / 14) + "}\n"
    }),
    case("escapes in JSON", SEAMS, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"";
        format!("{}{head}{}\"}}\n", format!("{head}x\"}}\n").repeat(3), "\\u0041\\n\\\\".repeat(bytes / 10))
    }),
    case("a trace in JSON", ANALYZE, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\",\"stack_trace\":\"";
        let trace = numbered(bytes, |n| format!("Caused by: a.X{n}: x\\n\\tat a.B.c(B.java:{n})\\n"));
        format!("{head}a.X: x\\n\\tat a.B.c(B.java:1)\\n{trace}\"}}\n").repeat(2)
    }),
    case("an escaped trace in a line", ANALYZE, |bytes| {
        let frames = numbered(bytes, |n| format!("\\n\\tat a.B.c{n}(B.java:1)"));
        format!("{LOGBACK}a.X: x{frames}\n")
    }),
    case("escaped traces in each other", ANALYZE, |bytes| {
        format!("{LOGBACK}{}\n", "a.X: \\n\\tat a.B.c(B.java:1)\\nCaused by: ".repeat(bytes / 42))
    }),
    case("docker's lines that do not end", SEAMS, |bytes| {
        numbered(bytes, |n| {
            let end = if n < 4 { "\\n" } else { "" };
            format!("{{\"log\":\"{HEADER}x{end}\",\"stream\":\"stderr\",\"time\":\"2026-11-23T11:36:09.144Z\"}}\n")
        })
    }),
    case("CRI's lines that do not end", SEAMS, |bytes| {
        numbered(bytes, |n| format!("2026-11-23T11:36:09.144Z stderr {} {HEADER}x\n", if n < 4 { "F" } else { "P" }))
    }),
    case("CRI's streams in turn", SEAMS, |bytes| {
        numbered(bytes, |n| {
            let stream = ["stdout", "stderr"][n % 2];
            format!("2026-11-23T11:36:09.144Z {stream} {} {HEADER}x\n", ["F", "P", "P"][n % 3])
        })
    }),
    case("containers of compose", SEAMS, |bytes| numbered(bytes, |n| format!("web-{n}  | {HEADER}x\n"))),
    case("pods of kubectl", SEAMS, |bytes| numbered(bytes, |n| format!("[pod/web-{n}/app] {HEADER}x\n"))),
    case("a container among many", SEAMS, |bytes| {
        numbered(bytes, |n| {
            let name = if n % 500 == 0 { 0 } else { n };
            format!("web-{name}  |   File \"a.py\", line {n}, in f\n")
        })
    }),
    case("processes of syslog", SEAMS, |bytes| {
        numbered(bytes, |n| format!("Nov 23 11:36:09 host app[{n}]: {HEADER}x\n"))
    }),
    case("lines of syslog's processes", SEAMS, |bytes| {
        numbered(bytes, |n| format!("Nov 23 11:36:09 host app[{}]:   File \"a.py\", line {n}, in f\n", n % 300))
    }),
    case("structured data of RFC 5424", SEAMS, |bytes| {
        let line = |data: &str| format!("<11>1 2026-11-23T11:36:09Z host app 4711 - {data} {HEADER}x\n");
        line("[a b=\"c\"]").repeat(3) + &line(&"[a b=\"\\\"c\"]".repeat(bytes / 12))
    }),
    case("an entry of journald's export", SEAMS, |bytes| {
        let entry = "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795430169144000\nPRIORITY=3\nMESSAGE=x\n";
        format!("{entry}\n").repeat(3) + entry + &numbered(bytes, |n| format!("FIELD_{n}=x\n")) + "\n"
    }),
    case("entries of journald's JSON", SEAMS, |bytes| {
        numbered(bytes, |n| {
            format!(
                "{{\"__REALTIME_TIMESTAMP\":\"1795430169144000\",\"PRIORITY\":\"3\",\"_PID\":\"{n}\",\"MESSAGE\":[101,114,{}]}}\n",
                n % 256
            )
        })
    }),
    case("single events", EVENTS, |bytes| numbered(bytes, |n| format!("{HEADER}x\n{}", python(&format!("E: {n}"))))),
    case("one event", EVENTS, |bytes| {
        let frames = numbered(bytes, |n| format!("  File \"a{n}.py\", line {n}, in f\n    g()\n"));
        format!("{HEADER}x\nTraceback (most recent call last):\n{frames}E: x\n")
    }),
    case("records as a table", &["analyze"], |bytes| numbered(bytes, |n| format!("{HEADER}x{n} failed\n"))),
    case("records as Markdown", &["analyze", "--format", "markdown"], |bytes| {
        numbered(bytes, |n| format!("{HEADER}x{n} failed\n"))
    }),
    case("a table of messages", &["top", "--by", "message"], |bytes| {
        numbered(bytes, |n| format!("{HEADER}failed with {}\n", letters(n)))
    }),
    case("unrecognised lines", &["events", "--unrecognised"], |bytes| {
        format!("{HEADER}x\n{}", python("E: x")) + &numbered(bytes, |n| format!("{} line\n", letters(n)))
    }),
    case("a message of secrets", &["events", "--redact"], |bytes| {
        format!("{HEADER}{}\n", "password=x&token=\"y\" ".repeat(bytes / 21))
    }),
    case("blanks in headers", ANALYZE, |bytes| {
        format!("2026-11-23 11:36:09,144 {}x\n", " ".repeat(4_000)).repeat(bytes / 4_000)
    }),
    case("marks in headers", ANALYZE, |bytes| {
        format!("2026-11-23 11:36:09,144 {}x\n", "[a] - ".repeat(600)).repeat(bytes / 3_600)
    }),
    case("boxes of rich that do not end", SEAMS, |bytes| {
        format!("{HEADER}x\n{}", "╭─ Traceback (most recent call last) ─╮\n".repeat(bytes / 50))
    }),
    case("boxes of rich in each other", ANALYZE, |bytes| {
        let depth = (bytes / 60).isqrt();
        let rows: String = (0..depth)
            .map(|depth| {
                format!("{}╭─ Sub-exception #1 ─╮\n{}KeyError: 'x'\n", "│ ".repeat(depth), "│ ".repeat(depth + 1))
            })
            .collect();
        format!("{HEADER}x\n╭─ Traceback (most recent call last) ─╮\n│ /a.py:1 in f │\n╰─╯\nExceptionGroup: x\n{rows}")
    }),
    case("frames of rich", ANALYZE, |bytes| {
        let rows = numbered(bytes, |n| format!("│ /srv/a{n}.py:{n} in f │\n│ ❱ {n} │ g() │\n"));
        format!("{HEADER}x\n╭─ Traceback (most recent call last) ─╮\n{rows}╰─╯\nKeyError: 'x'\n")
    }),
    case("frames of stackprinter", SEAMS, |bytes| {
        format!("{HEADER}x\n") + &numbered(bytes, |n| format!("File \"a{n}.py\", line {n}, in f\n--> {n} g()\n"))
    }),
    case("failures of Twisted", SEAMS, |bytes| {
        format!("{HEADER}x\n{}", "*--- Failure #1 ---\n/a.py:1: f(...)\n".repeat(bytes / 36))
    }),
    case("titles of IPython", SEAMS, |bytes| {
        let title = "-".repeat(75) + "\nKeyError        Traceback (most recent call last)\n/a.py in f(x)\n----> 1 x\n";
        format!("{HEADER}x\n{}", title.repeat(bytes / 140))
    }),
    case("a traceback behind a prefix", ANALYZE, |bytes| {
        let head = "web-1  | Traceback (most recent call last):\n";
        format!("{HEADER}x\n{head}")
            + &numbered(bytes, |n| format!("web-1  |   File \"a{n}.py\", line {n}, in f\n"))
            + "web-1  | E: x\n"
    }),
    case("messages that their source tells", SEAMS, |bytes| {
        let trace =
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    raise E(f\"a{x}\\nb\")\nE: a\n";
        format!("{trace}b\n").repeat(bytes / 100) + trace + &"b\n".repeat(bytes / 4)
    }),
    case("strings in the source of a long message", ANALYZE, |bytes| {
        let source = "f'{a}b',".repeat(500);
        let head = format!(
            "{HEADER}x\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n    E({source})\nE: "
        );
        head + &"c".repeat(bytes) + &"\nd".repeat(20) + "\n"
    }),
    case("elided frames of a trace on one line", ANALYZE, |bytes| {
        let item = "Caused by: a.X: x at a.B.c(B.java:1) ... 1 common frames omitted ";
        format!("{LOGBACK}a.X: x at a.B.c(B.java:1) {}\n", item.repeat(bytes / item.len()))
    }),
    case("frames elided in turn on one line", ANALYZE, |bytes| {
        let item = "at a.B.c(B.java:1) ... 1 common frames omitted ";
        format!("{LOGBACK}a.X: x {}\n", item.repeat(bytes / item.len()))
    })
    .large(),
    case("words and blanks above a frame", ANALYZE, |bytes| {
        format!("{LOGBACK}{}{}\n\tat a.B.c(B.java:1)\n", "a ".repeat(bytes / 4), " ".repeat(bytes / 2))
    })
    .large(),
    case("causes of JavaScript", SEAMS, |bytes| {
        format!(
            "{HEADER}x\nE: x\n    at f (/a.js:1:2)\n{}",
            "caused by: E: x\n    at f (/a.js:1:2)\n".repeat(bytes / 36)
        )
    }),
    case("calls that are no frames of JavaScript", SEAMS, |bytes| {
        format!("{HEADER}x\n{}", "    at f (a) (b) (c)\n".repeat(bytes / 21))
    }),
    case("pairs of structlog", ANALYZE, |bytes| {
        let line = |pairs: &str| format!("2026-11-23 11:36:09 [error    ] failed                         {pairs}\n");
        line("order=1").repeat(9) + &line(&numbered(bytes, |n| format!("k{n}=[{n} ")))
    }),
    case("words between the pairs of structlog", ANALYZE, |bytes| {
        let line = |pairs: &str| format!("2026-11-23 11:36:09 [error    ] failed                         {pairs}\n");
        line("order=1").repeat(9) + &line(&"a b=c ".repeat(bytes / 6))
    }),
    case("pairs of logfmt", ANALYZE, |bytes| {
        let line = |pairs: &str| format!("time=2026-11-23T11:36:09Z level=error msg=\"x\" {pairs}\n");
        line("a=1").repeat(9) + &line(&"b='c d=\"e f=(g ".repeat(bytes / 15))
    }),
    case("quotes in the values of logfmt", ANALYZE, |bytes| {
        let line = |pairs: &str| format!("time=2026-11-23T11:36:09Z level=error msg=\"x\" {pairs}\n");
        line("a=1").repeat(9)
            + &line(&"a=\"x\"y b='x'y c=\"x\" ".repeat(bytes / 21))
            + &line(&"a=\"x\"y ".repeat(bytes / 8))
    }),
    case("errors in each other in JSON", ANALYZE, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\",\"err\":";
        let error = "{\"type\":\"E\",\"message\":\"x\",\"suppressed\":[],\"cause\":";
        let depth = bytes / error.len();
        let deep = format!("{head}{}null{}}}\n", error.repeat(depth), "}".repeat(depth));
        format!("{head}{error}null}}}}\n").repeat(9) + &deep
    }),
    case("groups in each other in JSON", ANALYZE, |bytes| {
        let head = "{\"timestamp\":\"2026-11-23T11:36:09Z\",\"level\":\"ERROR\",\"message\":\"x\",\"exception\":[";
        let group = "{\"exc_type\":\"E\",\"exc_value\":\"x\",\"is_group\":true,\"frames\":[],\"exceptions\":[[";
        let depth = bytes / group.len();
        let deep = format!("{head}{}{}]}}\n", group.repeat(depth), "]]}".repeat(depth));
        format!("{head}{group}]]}}]}}\n").repeat(9) + &deep
    }),
    case("messages of syslog that were repeated", SEAMS, |bytes| {
        let line = |text: &str| format!("Nov 23 11:36:09 host app[1]: {text}\n");
        line(&format!("{HEADER}x")).repeat(9)
            + &line(&format!("message repeated 999999999 times: [ {HEADER}x]")).repeat(bytes / 110)
    }),
    case("traces that threads log line by line", ANALYZE, |bytes| {
        let line = |worker: usize, text: &str| format!("[2026-11-23 11:36:09,144: ERROR/Worker-{worker}] {text}\n");
        let head = line(1, "Traceback (most recent call last):") + &line(1, "  File \"a.py\", line 1, in f");
        head.repeat(9)
            + &numbered(bytes, |n| {
                let text =
                    ["Traceback (most recent call last):", "  File \"a.py\", line 1, in f", "    g()"][n / 900 % 3];
                line(n % 900, text)
            })
    }),
    case("a trace that a thread logs line by line", SEAMS, |bytes| {
        let line = |text: &str| format!("[2026-11-23 11:36:09,144: ERROR/Worker-1] {text}\n");
        line("Traceback (most recent call last):")
            + &line("  File \"a.py\", line 1, in f").repeat(bytes / 70)
            + &line("E: x")
    }),
    case("threads that begin a trace each", ANALYZE, |bytes| {
        let line = |worker: usize, text: &str| format!("[2026-11-23 11:36:09,144: ERROR/Worker-{worker}] {text}\n");
        let head = line(1, "Traceback (most recent call last):") + &line(1, "  File \"a.py\", line 1, in f");
        head.repeat(9) + &numbered(bytes, |n| line(n, "Traceback (most recent call last):"))
    }),
    case("the same exception again and again", ANALYZE, |bytes| {
        numbered(bytes, |n| format!("{HEADER}try {n} failed\n{}", python("E: x")))
    }),
    case("records that go on in others' lines", ANALYZE, |bytes| {
        format!("{HEADER}x\n") + &numbered(bytes, |n| format!("some words {n}{HEADER}torn\n"))
    }),
    files("rotated files of one line", &["analyze", "--format", "json", "app.log.1", "app.log"], |bytes| {
        let text = format!("{HEADER}x\n").repeat(bytes / 100);
        vec![("app.log.1", text.clone()), ("app.log", text)]
    }),
    files(
        "a record over rotated files",
        &["analyze", "--format", "json", "app.log.2", "app.log.1", "app.log"],
        |bytes| {
            let body = "some words\n".repeat(bytes / 33);
            vec![("app.log.2", format!("{HEADER}x\n{body}")), ("app.log.1", body.clone()), ("app.log", body)]
        },
    ),
    files("properties of Logback", &["analyze", "--config", "logback.xml", "a.log"], |bytes| {
        let properties = numbered(bytes, |n| format!("<property name=\"p{n}\" value=\"${{p{}:-x}}\"/>\n", n + 1));
        let appender =
            "<appender name=\"A\"><encoder><pattern>%d %level %logger - ${p9:-y} %msg%n</pattern></encoder></appender>";
        let config = format!(
            "<configuration>{properties}{appender}<root level=\"INFO\"><appender-ref ref=\"A\"/></root></configuration>"
        );
        vec![("logback.xml", config), ("a.log", String::new())]
    }),
    files("elements of Logback in each other", &["analyze", "--config", "logback.xml", "a.log"], |bytes| {
        let appender =
            "<appender name=\"A\"><encoder><pattern>%d %level %logger - %msg%n</pattern></encoder></appender>";
        let (depth, few) = (bytes / 7, 20);
        let config = format!(
            "<configuration>{appender}{}{}</configuration>",
            "<a></a>".repeat(depth),
            "<a><b/></a>".repeat(few)
        );
        vec![("logback.xml", config), ("a.log", String::new())]
    }),
    files("formatters of Python", &["analyze", "--config", "logging.ini", "a.log"], |bytes| {
        let formatters =
            numbered(bytes, |n| format!("[formatter_f{n}]\nformat=%(asctime)s - f{n} - %(levelname)s - %(message)s\n"));
        let config = format!(
            "[formatters]\nkeys=f0\n[handlers]\nkeys=h\n[handler_h]\nclass=StreamHandler\nformatter=f0\n{formatters}"
        );
        vec![("logging.ini", config), ("a.log", String::new())]
    }),
    files("lines of YAML", &["analyze", "--config", "logging.yaml", "a.log"], |bytes| {
        let more = "    some words\n".repeat(bytes / 15);
        let config = format!(
            "version: 1\nformatters:\n  f: {{format: '%(asctime)s - %(levelname)s - %(message)s'}}\nhandlers:\n  h: {{class: logging.StreamHandler, formatter: f}}\nnote: |\n{more}"
        );
        vec![("logging.yaml", config), ("a.log", String::new())]
    }),
];

const fn case(name: &'static str, arguments: &'static [&'static str], make: fn(usize) -> String) -> Case {
    Case { name, arguments, make: Make::Log(make), bytes: 64 * KIB }
}

const fn files(
    name: &'static str,
    arguments: &'static [&'static str],
    make: fn(usize) -> Vec<(&'static str, String)>,
) -> Case {
    Case { name, arguments, make: Make::Files(make), bytes: 64 * KIB }
}

impl Case {
    /// The same with larger inputs, for work that is not counted and only shows as time.
    const fn large(self) -> Self {
        Self { bytes: 512 * KIB, ..self }
    }
}

/// Lines or words with their numbers, of so many bytes together.
fn numbered(bytes: usize, each: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        text += &each(number);
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// A number in letters, so that no two lines have one template.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn python(exception: &str) -> String {
    format!("Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n{exception}\n")
}

/// Exception groups as Python prints them; `depth` of each by its number.
fn groups(bytes: usize, depth: fn(usize) -> usize) -> String {
    let mut text = format!(
        "{HEADER}x\n  + Exception Group Traceback (most recent call last):\n  |   File \"a.py\", line 1, in f\n  | ExceptionGroup: x (9 sub-exceptions)\n"
    );
    for number in 1.. {
        let indent = "  ".repeat(depth(number));
        let corner = if number == 1 || depth(number) > 1 { "+-" } else { "  " };
        let _ = write!(
            text,
            "{indent}{corner}+---------------- {number} ----------------\n{indent}  | Traceback (most recent call last):\n{indent}  |   File \"a.py\", line 1, in f\n{indent}  | E: x\n"
        );
        if text.len() >= bytes {
            break;
        }
    }
    text
}

#[test]
fn twice_the_input_is_at_most_twice_the_work() {
    let only = std::env::var("GROWTH").unwrap_or_default();
    let cases: Vec<&Case> = CASES.iter().filter(|case| case.name.contains(&only)).collect();
    assert!(!cases.is_empty(), "no input is named like that");
    let (next, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(fault) = fault(case) {
                        faults.lock().expect("no thread panics while it holds it").push(fault);
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().expect("no thread panics while it holds it");
    assert!(faults.is_empty(), "too much work:\n{}", faults.join("\n"));
}

/// What is wrong with the work that an input takes.
fn fault(case: &Case) -> Option<String> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut works = Vec::new();
    for times in 0..=DOUBLINGS {
        let bytes = case.bytes << times;
        match work(case, bytes, dir.path()) {
            Ok(work) => works.push(work),
            Err(fault) => return Some(format!("{}, {bytes} bytes: {fault}", case.name)),
        }
    }
    let steps: Vec<u64> = works.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    #[allow(clippy::cast_precision_loss, reason = "a ratio for people")]
    let growths: Vec<f64> = steps.windows(2).map(|pair| pair[1] as f64 / pair[0].max(1) as f64).collect();
    let line = format!("{:44} work {works:?}, grows by {growths:.2?}", case.name);
    eprintln!("{line}");
    // What is looked at up to a limit may end between two of the sizes: the last doubling counts.
    let is_steep = works[0] > case.bytes as u64 * MAX_WORK_PER_BYTE;
    (is_steep || growths.last().is_some_and(|growth| *growth > MAX_GROWTH)).then_some(line)
}

/// What the program does with an input of so many bytes.
fn work(case: &Case, bytes: usize, dir: &Path) -> Result<u64, String> {
    let (profile, errors) = (dir.join("counts"), dir.join("errors"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_errmon"));
    command.args(case.arguments).args(["--threads", "1", "--tz", "UTC", "--no-progress"]);
    match case.make {
        Make::Log(make) => {
            fs::write(dir.join("a.log"), make(bytes)).expect("a written input");
            command.arg("a.log");
        }
        Make::Files(make) => {
            for (name, text) in make(bytes) {
                fs::write(dir.join(name), text).expect("a written input");
            }
        }
    }
    command.current_dir(dir).env("LLVM_PROFILE_FILE", &profile);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(&errors).expect("a file of our own"));
    let mut child = command.spawn().expect("the program runs");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child of our own") {
            break status;
        }
        if run_time(&child).unwrap_or_else(|| start.elapsed()) > LONGEST {
            child.kill().and_then(|()| child.wait()).expect("a child of our own");
            return Err(format!("no end within {} s", LONGEST.as_secs()));
        }
        thread::sleep(Duration::from_millis(5));
    };
    if status.code() != Some(0) {
        return Err(format!("{status} {}", fs::read_to_string(&errors).unwrap_or_default()));
    }
    let counts = fs::read(&profile).expect("counts: build with RUSTFLAGS=-Cinstrument-coverage");
    fs::remove_file(&profile).expect("a folder of our own");
    Ok(sum_of_counts(&counts))
}

/// The time for which a process was run so far, whatever else the machine does; known on Linux (`proc(5)`).
fn run_time(child: &Child) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // Behind the name in brackets: the 12th and 13th field are user and system time in hundredths of a second.
    let (_, fields) = stat.rsplit_once(')')?;
    let times = fields.split_whitespace().skip(11).take(2);
    times.map(|field| field.parse::<u64>().ok()).sum::<Option<u64>>().map(|ticks| Duration::from_millis(ticks * 10))
}

/// The sum of the counts in a raw profile of LLVM (`InstrProfData.inc`, versions 9 and 10).
///
/// After the header and the binary's ids come a table of functions, 64 bytes each, and then the counts.
fn sum_of_counts(profile: &[u8]) -> u64 {
    let words: Vec<u64> =
        profile.chunks_exact(8).map(|word| u64::from_le_bytes(word.try_into().expect("eight bytes"))).collect();
    let at = |word: usize| usize::try_from(words[word]).expect("a length");
    assert_eq!(&profile[1..7], b"rforpl", "a raw profile of 64 bits");
    let header = match words[1] & 0xff {
        9 => 14,
        10 => 16,
        other => panic!("version {other} of raw profiles: see to how its header looks"),
    };
    let start = header + at(2) / 8 + at(3) * 8 + at(4) / 8;
    words[start..start + at(5)].iter().sum()
}
