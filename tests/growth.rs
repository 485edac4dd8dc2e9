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
use std::path::{Path, PathBuf};
use std::process::Command;

/// An input of about so many bytes, and how it is read.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    make: fn(usize) -> String,
    /// Bytes of the smallest of the inputs.
    bytes: usize,
}

/// Times that an input is doubled.
const DOUBLINGS: u32 = 3;
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
    case("messages that differ", ANALYZE, |bytes| {
        let word =
            |n: usize| -> String { n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect() };
        numbered(bytes, |n| format!("{HEADER}failed with {}\n", word(n)))
    }),
    case("NULs", SEAMS, |bytes| "\0".repeat(bytes)),
    case("NULs before a header", SEAMS, |bytes| format!("{HEADER}x\n{}{HEADER}x\n", "\0".repeat(bytes))),
    case("lines of NULs", SEAMS, |bytes| {
        // Behind what tells that it is a log.
        format!("{}{}", format!("{HEADER}x\n").repeat(1_000), "\0\0\0\n".repeat(bytes / 4))
    }),
    case("carriage returns", SEAMS, |bytes| format!("{HEADER}x{}\n", "\r".repeat(bytes))),
    case("colours", SEAMS, |bytes| format!("{HEADER}{}\n", "\x1b[31m".repeat(bytes / 5))),
    case("colours in headers", ANALYZE, |bytes| format!("\x1b[31m{HEADER}x\x1b[0m\n").repeat(bytes / 60)),
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
];

const fn case(name: &'static str, arguments: &'static [&'static str], make: fn(usize) -> String) -> Case {
    Case { name, arguments, make, bytes: 64 * KIB }
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
    let dir = tempfile::tempdir().expect("a temporary folder");
    let only = std::env::var("GROWTH").unwrap_or_default();
    let mut faults = Vec::new();
    for case in CASES.iter().filter(|case| case.name.contains(&only)) {
        let works: Vec<u64> = (0..=DOUBLINGS).map(|times| work(case, case.bytes << times, dir.path())).collect();
        let steps: Vec<u64> = works.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
        #[allow(clippy::cast_precision_loss, reason = "a ratio for people")]
        let growths: Vec<f64> = steps.windows(2).map(|pair| pair[1] as f64 / pair[0].max(1) as f64).collect();
        let line = format!("{:44} work {works:?}, grows by {growths:.2?}", case.name);
        eprintln!("{line}");
        // What is looked at up to a limit may end between two of the sizes: the last doubling counts.
        let is_steep = works[0] > case.bytes as u64 * MAX_WORK_PER_BYTE;
        if is_steep || growths.last().is_some_and(|growth| *growth > MAX_GROWTH) {
            faults.push(line);
        }
    }
    assert!(faults.is_empty(), "too much work:\n{}", faults.join("\n"));
}

/// What the program does with an input of so many bytes.
fn work(case: &Case, bytes: usize, dir: &Path) -> u64 {
    let (log, profile): (PathBuf, PathBuf) = (dir.join("a.log"), dir.join("counts"));
    fs::write(&log, (case.make)(bytes)).expect("a written input");
    let output = Command::new(env!("CARGO_BIN_EXE_errmon"))
        .args(case.arguments)
        .args(["--threads", "1", "--tz", "UTC", "--no-progress"])
        .arg(&log)
        .env("LLVM_PROFILE_FILE", &profile)
        .output()
        .expect("the program runs");
    let code = output.status.code();
    assert!(code == Some(0), "{}: {code:?} {}", case.name, String::from_utf8_lossy(&output.stderr));
    let counts = fs::read(&profile).expect("counts: build with RUSTFLAGS=-Cinstrument-coverage");
    fs::remove_file(&profile).expect("a folder of our own");
    sum_of_counts(&counts)
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
