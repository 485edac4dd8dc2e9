//! The same bytes out for any number of threads, any block size, a file or a pipe; and no line unaccounted for.
//!
//! The logs are made of pieces that are hard to cut: traces, forged headers inside messages and traces, bare traces,
//! blank lines, garbage, line ends of both kinds, none at the end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing test is the right end"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use serde_json::Value;

const BLOCK_BYTES: [&str; 7] = ["1", "2", "3", "7", "64", "4096", "1048576"];
const THREADS: [&str; 3] = ["1", "2", "4"];

/// One piece of a log; every line of it ends, so that pieces can be joined.
fn piece() -> impl Strategy<Value = String> {
    let header = (0..4_u32, 0..3_usize, 0..60_u32, "[ -~]{0,12}").prop_map(|(logger, level, second, message)| {
        let level = ["ERROR", "INFO", "CRITICAL"][level];
        format!("2026-11-23 11:37:{second:02},010 - app.m{logger} - {level} - {message}\n")
    });
    let trace = (1..4_usize, 0..3_usize).prop_map(|(frames, kind)| {
        let frames: Vec<String> = (0..frames)
            .map(|i| format!("  File \"/srv/app/m{i}.py\", line {}, in f{i}\n    g({i})\n", i + 3))
            .collect();
        let end = [
            "ValueError: bad\n",
            "app.errors.Broken: one\n2026-11-23 11:37:00,000 - x - ERROR - forged\n",
            "KeyError\n",
        ][kind];
        format!("Traceback (most recent call last):\n{}{end}", frames.concat())
    });
    let fixed = prop::sample::select(vec![
        "\n",
        "   \n",
        "garbage without a meaning\n",
        "\nDuring handling of the above exception, another exception occurred:\n\n",
        "\nThe above exception was the direct cause of the following exception:\n\n",
        "Exception in thread Thread-1 (run):\n",
        "java.lang.IllegalStateException: broken\n\tat com.acme.A.b(A.java:3)\n\t... 2 more\n",
        "org.postgresql.util.PSQLException: ERROR: duplicate\n  Detail: Key\nHint: none\n\tat com.acme.A.b(A.java:3)\n",
        "Hint: none\n\tat com.acme.A.b(A.java:4)\n",
        "Caused by: java.io.IOException: gone\n\tat com.acme.A.c(A.java:9)\n",
        "Nov 23, 2026 11:37:25 AM com.acme.shop.Main run\nSEVERE: order failed\n",
        "Nov 23, 2026 11:37:25 AM com.acme.shop.Main run\n",
        "SEVERE: order failed\n",
        "Traceback (most recent call last):\n",
        "  File \"/srv/app/cut.py\", line 1, in cut\n",
        "2026-11-23 11:37:31,0\n",
        "\u{0}\u{0}2026-11-23 11:37:31,010 - app.m0 - ERROR - behind a hole\n",
        "\u{feff}2026-11-23 11:37:31,010 - app.m0 - ERROR - behind a mark\n",
        "{\"timestamp\": \"2026-11-23T11:37:05Z\", \"level\": \"error\", \"event\": \"no\", \"exception\": \"Traceback \
         (most recent call last):\\n  File \\\"a.py\\\", line 1, in f\\nKeyError\", \"user_id\": 7}\n",
        "{\n  \"timestamp\": \"2026-11-23T11:37:05Z\",\n  \"level\": \"error\",\n  \"event\": \"over\\nlines\"\n}\n",
        "{\"timestamp\": \"2026-11-23T11:37:05Z\", \"level\": \"error\", \"event\": \"cut o\n",
        "bytes \u{fffd} that \0 are odd in a line of other text \u{7f}\n",
    ])
    .prop_map(str::to_owned);
    prop_oneof![5 => header, 4 => trace, 3 => fixed]
}

/// Lines of traces, each of them a record, behind a head that shows none.
fn late_lines() -> impl Strategy<Value = String> {
    let messages = vec![
        "Traceback (most recent call last):",
        "  File \"/srv/app/m.py\", line 3, in f",
        "    g(3)",
        "KeyError: 'b'",
        "",
        "During handling of the above exception, another exception occurred:",
        "  + Exception Group Traceback (most recent call last):",
        "  | E: one (1 sub-exception)",
        "java.io.IOException: gone",
        "\tat com.acme.A.b(A.java:3)",
        "at com.acme.A.c(A.java:4)",
        "done",
    ];
    let line = (0..8_usize, 0..2_usize, prop::sample::select(messages)).prop_map(|(thread, level, message)| {
        let (thread, level) = (["a", "b"][thread / 7], ["ERROR", "INFO"][level]);
        format!("2026-11-23 11:37:01,010 [worker-{thread}] {level} app.jobs - {message}\n")
    });
    let others = prop::sample::select(vec!["", "printed\n", "\tat com.acme.A.b(A.java:3)\n", "  indented\n"]);
    let lines = prop::collection::vec((line, prop_oneof![9 => Just(""), 1 => others]), 0..60);
    (lines, any::<bool>()).prop_map(|(lines, is_filled)| {
        let head = "2026-11-23 11:37:00,010 [worker-a] INFO app.jobs - waiting\n".repeat(1_200);
        let log = lines.into_iter().fold(head, |log, (line, other)| log + &line + other);
        // Blanks may fill the level up to the message.
        if is_filled { log.replace(" app.jobs - ", " ") } else { log }
    })
}

/// A log: pieces with one kind of line end or a mix, and perhaps without its last line end.
fn log() -> impl Strategy<Value = String> {
    (prop::collection::vec((piece(), any::<bool>()), 0..24), 0..3_u8, any::<bool>()).prop_map(|(pieces, ends, cut)| {
        let mut log: String = pieces
            .into_iter()
            .map(|(piece, crlf)| if ends == 1 || (ends == 2 && crlf) { piece.replace('\n', "\r\n") } else { piece })
            .collect();
        if cut {
            log.truncate(log.trim_end_matches(['\r', '\n']).len());
        }
        log
    })
}

/// Two logs in a wrapper, line by line, and a plain line here and there; `cuts` says whose line comes next.
fn wrapped(logs: [&str; 2], cuts: &[bool], kind: usize) -> String {
    let prefix = |sender: usize, n: usize| match kind {
        0 => format!("2026-11-25T17:38:{:02}.{n:09}Z {} F ", n % 60, ["stdout", "stderr"][sender]),
        1 => format!("Nov 25 17:38:{:02} vm {}: ", n % 60, ["shop[1]", "mail[2]"][sender]),
        _ => format!("<11>1 2026-11-25T17:38:{:02}Z vm {} - - ", n % 60, ["shop 1", "mail 2"][sender]),
    };
    let mut lines = logs.map(|log| log.lines().map(str::to_owned).collect::<std::collections::VecDeque<String>>());
    let mut all = String::new();
    for (n, cut) in (0..).zip(cuts.iter().cycle()) {
        let sender = if lines[usize::from(*cut)].is_empty() { usize::from(!*cut) } else { usize::from(*cut) };
        let Some(line) = lines[sender].pop_front() else { break };
        all.push_str(&prefix(sender, n));
        all.push_str(&line);
        all.push('\n');
        if n % 11 == 10 {
            all.push_str("a line outside\n");
        }
    }
    all
}

fn errmon(folder: &Path, command: &[&str], threads: &str, block_bytes: &str, stdin: Option<&str>) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_errmon"))
        .args(command)
        .args(["--no-progress", "--threads", threads, "--block-bytes", block_bytes])
        .arg(if stdin.is_some() { "-" } else { "a.log" })
        .env_clear()
        .env("TZ", "UTC")
        .env("HOME", folder)
        .current_dir(folder)
        .stdin(if stdin.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    if let Some(text) = stdin {
        // The generated logs fit into a pipe's buffer, so this does not wait for the reader.
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    }
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} --threads {threads} --block-bytes {block_bytes}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// The output without what names the source: its path, and the warnings, which are sentences about it.
fn anonymous(output: &str) -> String {
    let mut lines = Vec::new();
    for document in serde_json::Deserializer::from_str(output).into_iter::<Value>() {
        let mut document = document.unwrap();
        if let Some(keys) = document.as_object_mut() {
            keys.remove("warnings");
        }
        lines.push(document.to_string().replace("\"a.log\"", "\"-\""));
    }
    lines.join("\n")
}

const COMMANDS: [&[&str]; 3] = [
    &["analyze", "--format", "json"],
    &["events", "--all-records", "--format", "ndjson"],
    &["events", "--unrecognised", "--format", "ndjson"],
];

fn check(log: &str) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.log"), log).unwrap();
    for command in COMMANDS {
        let whole = errmon(folder.path(), command, "1", "1048576", None);
        for (index, block_bytes) in BLOCK_BYTES.iter().enumerate() {
            let threads = THREADS[index % THREADS.len()];
            let got = errmon(folder.path(), command, threads, block_bytes, None);
            prop_assert_eq!(&got, &whole, "{:?} --threads {} --block-bytes {}", command, threads, block_bytes);
        }
        for threads in THREADS {
            let got = errmon(folder.path(), command, threads, "64", None);
            prop_assert_eq!(&got, &whole, "{:?} --threads {} --block-bytes 64", command, threads);
        }
        if !log.is_empty() {
            let got = errmon(folder.path(), command, "2", "7", Some(log));
            prop_assert_eq!(anonymous(&got), anonymous(&whole), "{:?} from a pipe", command);
        }
    }
    let report: Value = serde_json::from_str(&errmon(folder.path(), COMMANDS[0], "2", "64", None))
        .map_err(|e| TestCaseError::fail(e.to_string()))?;
    let coverage = |key: &str| report["coverage"][key].as_u64().unwrap_or_else(|| panic!("no coverage.{key}"));
    prop_assert_eq!(coverage("lines_read"), log.split_inclusive('\n').count() as u64);
    prop_assert_eq!(coverage("lines_read"), coverage("lines_in_records") + coverage("lines_unrecognised"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn traces_logged_line_by_line_give_the_same_bytes_wherever_they_are_cut(log in late_lines()) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.log"), &log).unwrap();
        for command in COMMANDS {
            let whole = errmon(folder.path(), command, "1", "1048576", None);
            for block_bytes in ["401", "4096"] {
                let got = errmon(folder.path(), command, "2", block_bytes, None);
                prop_assert_eq!(&got, &whole, "{:?} --block-bytes {}", command, block_bytes);
            }
        }
    }
}

proptest! {
    // Each case runs the binary some thirty times.
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_log_gives_the_same_bytes_for_any_threads_blocks_and_source(log in log()) {
        check(&log)?;
    }

    #[test]
    fn wrapped_logs_give_the_same_bytes_too(
        first in log(),
        second in log(),
        cuts in prop::collection::vec(any::<bool>(), 1..40),
        kind in 0..3_usize,
    ) {
        check(&wrapped([&first, &second], &cuts, kind))?;
    }
}

#[test]
fn a_header_of_two_lines_does_not_reach_into_a_message_of_several_lines() {
    let header = "2026-11-23 11:37:00,010 - app.m0 - ERROR - bad\n";
    let two_lines = "Nov 23, 2026 11:37:25 AM com.acme.shop.Main run\nSEVERE: order failed\n";
    // The line outside follows `SEVERE`, and makes a message of several lines of it.
    let log = [&header.repeat(9), two_lines, &header.repeat(4)].concat();
    check(&wrapped([&log, ""], &[false], 1)).unwrap();
}

#[test]
fn real_wrapped_logs_give_the_same_bytes_for_any_threads_blocks_and_source() {
    for name in ["cri_streams", "journald_short", "syslog_octet", "rsyslog_protocol23"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/wrapped").join(format!("{name}.log"));
        let log = fs::read_to_string(path).unwrap();
        check(&log).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

#[test]
fn real_logs_give_the_same_bytes_for_any_threads_blocks_and_source() {
    let corpus = ["py_multiline", "py_thread_uncaught", "py_duplicates", "lb_suppressed", "py_no_eol", "py_empty"];
    let programs = ["spark-progress", "log4j1-kafka", "jul-ja", "airflow"];
    let names = corpus.map(|name| format!("corpus/{name}")).into_iter();
    let names = names.chain(programs.map(|name| format!("programs/{name}")));
    for name in names.chain(["interleaved/python_lines".to_owned()]) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(format!("{name}.log"));
        let log = fs::read_to_string(path).unwrap();
        check(&log).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}
