//! Whatever stands around the lines of an application, the events are those of the lines as they are.
//!
//! Each log of `fixtures/corpus` is wrapped by the test, line by line, as container runtimes, journald, syslog and the
//! Java Service Wrapper do it; alone, and with the lines of another sender between its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing test is the right end"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// Wraps one line: the sender's number (0 is the application, 1 another), the line's number and text.
type Wrap = fn(usize, usize, &[u8]) -> Vec<u8>;

/// The names that errmon gives them, and how they are written.
const WRAPPERS: [(&str, Wrap); 26] = [
    ("docker-json", |sender, n, line| {
        let text = format!("{}\n", String::from_utf8_lossy(line));
        let stream = ["stderr", "stdout"][sender];
        let time = format!("2026-11-25T17:38:{:02}.{n:09}Z", n / 20 % 60);
        json!({"log": text, "stream": stream, "time": time}).to_string().into_bytes()
    }),
    ("cri", |sender, n, line| {
        let stream = ["stderr", "stdout"][sender];
        prefixed(&format!("2026-11-25T17:38:{:02}.{n:09}Z {stream} F ", n / 20 % 60), line)
    }),
    ("docker-compose", |sender, _, line| prefixed(["web-1  | ", "mail-1 | "][sender], line)),
    ("fluent", |sender, n, line| {
        let text = format!("{}\n", String::from_utf8_lossy(line));
        let time = format!("2026-11-25T17:38:{:02}.{:03}Z", n / 20 % 60, n % 1000);
        let pod = json!({"pod_name": (["web-7d9", "mail-5f"][sender]), "container_name": "c"});
        json!({"log": text, "stream": "stderr", "kubernetes": pod, "@timestamp": time}).to_string().into_bytes()
    }),
    ("loki", |sender, n, line| {
        let labels = json!({"app": (["web", "mail"][sender]), "node": "7"});
        let time = format!("2026-11-25T17:38:{:02}.{n:09}Z", n / 20 % 60);
        json!({"labels": labels, "line": String::from_utf8_lossy(line), "timestamp": time}).to_string().into_bytes()
    }),
    ("cloudwatch", |sender, n, line| {
        let text = String::from_utf8_lossy(line);
        let millis = 1_795_628_310_000 + n;
        json!({"timestamp": millis, "message": text, "ingestionTime": millis + 7, "logStreamName": (["web/7", "mail/7"][sender])})
            .to_string()
            .into_bytes()
    }),
    ("google-cloud", |sender, n, line| {
        json!({
            "labels": {"app": (["web", "mail"][sender])}, "logName": "p/stderr", "severity": "ERROR",
            "textPayload": String::from_utf8_lossy(line), "timestamp": format!("2026-11-25T17:38:{:02}.{n:09}Z", n / 20 % 60),
        })
        .to_string()
        .into_bytes()
    }),
    ("procfile", |sender, n, line| {
        prefixed(&format!("17:38:{:02} {}", n / 20 % 60, ["web.1    | ", "mail.1   | "][sender]), line)
    }),
    ("aws-logs-tail", |sender, n, line| {
        let stream = ["ecs/web/0c1d2e", "ecs/mail/7d9a1b"][sender];
        prefixed(&format!("2026-11-25T17:38:{:02}.{n:06}+00:00 {stream} ", n / 20 % 60), line)
    }),
    ("kubectl-prefix", |sender, _, line| prefixed(["[pod/web-7d9/web] ", "[pod/mail-5f/mail] "][sender], line)),
    ("ray", |sender, _, line| prefixed(["(train pid=12) ", "\x1b[36m(Shop pid=7, ip=10.0.0.7)\x1b[0m "][sender], line)),
    ("kubectl-prefix, timestamps", |sender, n, line| {
        let name = ["web-7d9/web", "mail-5f/mail"][sender];
        prefixed(&format!("[pod/{name}] 2026-11-25T17:38:30.{n:09}Z "), line)
    }),
    ("syslog", |sender, n, line| prefixed(&format!("Nov 25 17:38:{:02} vm {}", n / 20 % 60, tag(sender)), line)),
    ("syslog (precise)", |sender, n, line| prefixed(&format!("Nov 25 17:38:30.{n:06} vm {}", tag(sender)), line)),
    ("syslog (priority)", |sender, _, line| prefixed(&format!("<11>Nov 25 17:38:30 vm {}", tag(sender)), line)),
    ("syslog-iso", |sender, n, line| prefixed(&format!("2026-11-25T17:38:30.{n:06}+00:00 vm {}", tag(sender)), line)),
    ("journald-short-full", |sender, _, line| {
        prefixed(&format!("Wed 2026-11-25 17:38:30 UTC vm {}", tag(sender)), line)
    }),
    ("journald-short-unix", |sender, n, line| prefixed(&format!("1795628310.{n:06} vm {}", tag(sender)), line)),
    ("syslog-rfc5424", |sender, _, line| {
        let name = ["shop 14284", "mail 14285"][sender];
        prefixed(&format!("<11>1 2026-11-25T17:38:30.379771Z vm {name} - - "), line)
    }),
    ("syslog-rfc5424 (file)", |sender, _, line| {
        let name = ["shop 14284", "mail 14285"][sender];
        prefixed(&format!("<11>1 2026-11-25T17:38:30.379771+00:00 vm {name} - [a@1 b=\"c\"]  "), line)
    }),
    ("journald-json", |sender, n, line| {
        let message = match std::str::from_utf8(line) {
            Ok(text) => json!(text),
            Err(_) => json!(line),
        };
        json!({
            "__REALTIME_TIMESTAMP": format!("17956283103{n:05}"), "MESSAGE": message, "PRIORITY": "6",
            "_HOSTNAME": "vm", "_PID": (["14284", "14285"][sender]), "SYSLOG_IDENTIFIER": (["shop", "mail"][sender]),
            "_TRANSPORT": "stdout"
        })
        .to_string()
        .into_bytes()
    }),
    ("journald-export", |sender, n, line| {
        let mut entry = format!("__CURSOR=s={n}\n__REALTIME_TIMESTAMP=17956283103{n:05}\n_HOSTNAME=vm\n").into_bytes();
        entry.extend(format!("_PID={}\n_TRANSPORT=stdout\nMESSAGE\n", [14284, 14285][sender]).bytes());
        entry.extend((line.len() as u64).to_le_bytes());
        entry.extend(line);
        entry.push(b'\n');
        entry
    }),
    ("tanuki", |sender, n, line| {
        let name = ["jvm 1   ", "wrapper "][sender];
        prefixed(&format!("INFO   | {name} | 2026/11/25 17:38:{:02} | ", n / 20 % 60), line)
    }),
    ("file-name", |sender, _, line| prefixed(["shop-api.log.1.2026-11-25_13:53:08 ", "mail.out "][sender], line)),
    ("grep", |sender, _, line| {
        let mark = [':', '-'][usize::from(line.first().is_none_or(u8::is_ascii_whitespace))];
        prefixed(&format!("{}{mark}", ["shop-api.log-20261125", "log/mail.log.2.gz"][sender]), line)
    }),
    ("grep-numbered", |sender, n, line| {
        let mark = [':', '-'][usize::from(line.first().is_none_or(u8::is_ascii_whitespace))];
        prefixed(&format!("{}{mark}{}{mark}", ["shop.log", "/var/log/mail.log"][sender], n + 1), line)
    }),
];

fn tag(sender: usize) -> &'static str {
    ["shop[14284]: ", "mail[14285]: "][sender]
}

fn prefixed(prefix: &str, line: &[u8]) -> Vec<u8> {
    [prefix.as_bytes(), line].concat()
}

/// The log in a wrapper; `others` more lines of another sender stand behind each of its own.
fn wrapped(log: &[u8], wrap: Wrap, others: usize) -> Vec<u8> {
    let mut all = Vec::new();
    let log = log.strip_suffix(b"\n").unwrap_or(log);
    for (n, line) in log.split(|byte| *byte == b'\n').enumerate() {
        all.extend(wrap(0, n, line));
        all.push(b'\n');
        for other in 0..others {
            let text = format!("[2026-11-25 17:38:30 +0000] [14285] [INFO] order {n}.{other} is sent");
            all.extend(wrap(1, n, text.as_bytes()));
            all.push(b'\n');
        }
    }
    all
}

fn events(folder: &Path, name: &str, options: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_errmon"))
        .args(["events", "--format", "ndjson", "--no-progress"])
        .args(options)
        .arg(name)
        .env_clear()
        .env("TZ", "UTC")
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What the application itself says in an event.
fn told(event: &Value) -> Value {
    let level = &event["log"]["severity_number"];
    json!({
        "kind": event["kind"], "level": level, "logger": event["log"]["logger"], "message": event["message"],
        "error": event["error"], "unhandled": event["unhandled"], "issue": event["issue"], "thread": event["process"]["thread"],
        "truncated": event["log"]["truncated"], "stack_info": event["stack_info"],
    })
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut logs: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    logs.retain(|path| path.extension().is_some_and(|extension| extension == "log"));
    logs.sort();
    assert!(logs.len() > 20);
    logs
}

/// Compares the events of every log, wrapped so, with those of the log as it is.
fn compare(others: usize) {
    let temp = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for path in corpus() {
        let log = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if log.is_empty() {
            continue;
        }
        fs::write(temp.path().join("plain.log"), &log).unwrap();
        // A priority makes records even of lines that are none by themselves.
        let outside = events(temp.path(), "plain.log", &["--unrecognised"]);
        let is_outside = |event: &Value| outside.iter().any(|line| line["message"] == event["message"]);
        let plain: Vec<Value> = events(temp.path(), "plain.log", &[]).iter().map(told).collect();
        for (wrapper, wrap) in WRAPPERS {
            fs::write(temp.path().join("wrapped.log"), wrapped(&log, wrap, others)).unwrap();
            let mut found: Vec<Value> = events(temp.path(), "wrapped.log", &[]).iter().map(told).collect();
            found.retain(|event| event["message"].is_null() || !is_outside(event));
            if plain != found {
                let at = plain.iter().zip(&found).position(|(a, b)| a != b).unwrap_or(plain.len().min(found.len()));
                let (a, b) = (plain.get(at), found.get(at));
                let mut keys: Vec<String> = Vec::new();
                if let (Some(Value::Object(a)), Some(Value::Object(b))) = (a, b) {
                    keys.extend(
                        a.keys().filter(|key| a[*key] != b[*key]).map(|key| format!("{key}: {} / {}", a[key], b[key])),
                    );
                }
                faults.push(format!(
                    "{name} in {wrapper}: {} / {} events, at {at}: {keys:.300?}",
                    plain.len(),
                    found.len()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{} differ\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_wrapper_changes_no_event() {
    compare(0);
}

#[test]
fn lines_of_another_sender_change_no_event() {
    compare(1);
}

/// A record that the rotation of a wrapped log cuts is one, as it is in the log that was not rotated.
#[test]
fn records_cut_by_the_rotation_of_a_wrapped_log_are_one() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("logs");
    fs::create_dir(&folder).unwrap();
    let mut faults = Vec::new();
    let told = |folder: &Path, path: &str, options: &[&str]| -> Vec<Value> {
        let all = events(folder, path, &[options, &["--all-records"]].concat());
        all.iter().map(|event| json!([told(event), event["log"]["lines"], event["timestamp"]])).collect()
    };
    for name in ["py_chain.log", "lb_chain.log", "py_print_exc.log"] {
        let log = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus").join(name)).unwrap();
        for (wrapper, wrap) in WRAPPERS {
            // Its entries have many lines.
            if wrapper == "journald-export" {
                continue;
            }
            let whole = wrapped(&log, wrap, 0);
            fs::write(temp.path().join("whole.log"), &whole).unwrap();
            let expected = told(temp.path(), "whole.log", &[]);
            let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
            for cut in [lines.len() / 4, lines.len() / 3 + 1, lines.len() / 2, lines.len() * 2 / 3] {
                fs::write(folder.join("3f9c-json.log.1"), lines[..cut].concat()).unwrap();
                fs::write(folder.join("3f9c-json.log"), lines[cut..].concat()).unwrap();
                for blocks in ["97", "1048576"] {
                    let found = told(temp.path(), "logs", &["--block-bytes", blocks]);
                    if found != expected {
                        let at = found.iter().zip(&expected).position(|(a, b)| a != b);
                        let (a, b) = (found.len(), expected.len());
                        faults
                            .push(format!("{name} in {wrapper} cut at {cut}, {blocks}: {a} / {b} records, at {at:?}"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} differ\n{}", faults.len(), faults.join("\n"));
}

/// Wraps a part of a line: the line's number, the text, and whether it is the last part.
type Kept = fn(usize, &[u8], bool) -> Vec<u8>;

/// A line that the runtime keeps in parts may go on in the next files.
#[test]
fn lines_that_the_rotation_of_a_container_log_cuts_are_one() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("logs");
    let docker = |n: usize, text: &[u8], is_end: bool| {
        let text = format!("{}{}", String::from_utf8_lossy(text), if is_end { "\n" } else { "" });
        let time = format!("2026-11-25T17:38:{:02}.{n:09}Z", n / 20 % 60);
        format!("{}\n", json!({"log": text, "stream": "stderr", "time": time})).into_bytes()
    };
    let cri = |n: usize, text: &[u8], is_end: bool| {
        let flag = if is_end { 'F' } else { 'P' };
        let stamp = format!("2026-11-25T17:38:{:02}.{n:09}Z stderr {flag} ", n / 20 % 60);
        [stamp.as_bytes(), text, b"\n"].concat()
    };
    let kinds: [(&str, Kept, [&str; 3]); 2] = [
        ("docker", docker, ["3f9c-json.log.2", "3f9c-json.log.1", "3f9c-json.log"]),
        ("CRI", cri, ["0.log.20261124-101010", "0.log.20261125-101010", "0.log"]),
    ];
    let told = |folder: &Path, path: &str, options: &[&str]| -> Vec<Value> {
        let all = events(folder, path, &[options, &["--all-records"]].concat());
        all.iter().map(|event| json!([told(event), event["log"]["lines"], event["timestamp"]])).collect()
    };
    for name in ["py_chain.log", "lb_chain.log", "py_multiline.log"] {
        let log = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus").join(name)).unwrap();
        for (kind, kept, files) in kinds {
            let mut entries: Vec<Vec<u8>> = Vec::new();
            let mut inside = Vec::new();
            for (n, line) in log.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n').enumerate() {
                for (part, bytes) in line.chunks(1 + line.len() / 3).enumerate() {
                    if part > 0 {
                        inside.push(entries.len());
                    }
                    let is_end = (part + 1) * (1 + line.len() / 3) >= line.len();
                    entries.push(kept(n, bytes, is_end));
                }
            }
            fs::write(temp.path().join("whole.log"), entries.concat()).unwrap();
            let expected = told(temp.path(), "whole.log", &[]);
            assert!(expected.len() > 5, "{name} {kind}");
            // A file with a date must tell its format by itself.
            let known = if kind == "CRI" { inside.len() / 4 } else { 0 };
            for at in (known..inside.len()).step_by(1 + inside.len() / 8) {
                // The second cut is in the same line, or in another one.
                for further in [1, 17] {
                    let _ = fs::remove_dir_all(&folder);
                    fs::create_dir(&folder).unwrap();
                    let (cut, second) = (inside[at], inside[(at + further).min(inside.len() - 1)]);
                    fs::write(folder.join(files[0]), entries[..cut].concat()).unwrap();
                    if second > cut {
                        fs::write(folder.join(files[1]), entries[cut..second].concat()).unwrap();
                    }
                    fs::write(folder.join(files[2]), entries[second..].concat()).unwrap();
                    for blocks in ["97", "1048576"] {
                        let found = told(temp.path(), "logs", &["--block-bytes", blocks]);
                        let at = found.iter().zip(&expected).position(|(a, b)| a != b);
                        let both = at.map(|at| format!("{}\n{}", found[at], expected[at]));
                        assert_eq!(at, None, "{name} {kind} cut at {cut} and {second}, {blocks}: {}", both.unwrap());
                        assert_eq!(found.len(), expected.len(), "{name} {kind} cut at {cut} and {second}, {blocks}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_line_that_is_cut_at_the_end_of_a_file_is_never_joined_with_another_stream() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("logs");
    fs::create_dir(&folder).unwrap();
    let record = |n: usize, text: &str| format!("2026-11-25 17:38:{n:02},010 - root - ERROR - {text}");
    let entry = |n: usize, stream: &str, flag: &str, text: &str| {
        format!("2026-11-25T17:38:{n:02}.010000000Z {stream} {flag} {text}\n")
    };
    let older = entry(1, "stderr", "F", &record(1, "one")) + &entry(2, "stderr", "P", &record(2, "two and"));
    let other = entry(3, "stdout", "F", &record(3, "three"));
    let rest = entry(4, "stderr", "F", " a half") + &entry(5, "stderr", "F", &record(5, "five"));
    for (younger, expected) in [
        (rest.clone(), vec!["one", "two and a half", "five"]),
        (other.clone() + &rest, vec!["one", "two and", "three", "five"]),
    ] {
        fs::write(folder.join("0.log.1"), &older).unwrap();
        fs::write(folder.join("0.log"), &younger).unwrap();
        let messages: Vec<Value> =
            events(temp.path(), "logs", &[]).iter().map(|event| event["message"].clone()).collect();
        assert_eq!(messages, expected);
        let lines = |options: &[&str]| -> u64 {
            events(temp.path(), "logs", options).iter().map(|event| event["log"]["lines"].as_u64().unwrap()).sum()
        };
        let all = (older.lines().count() + younger.lines().count()) as u64;
        assert_eq!(lines(&["--all-records"]) + lines(&["--unrecognised"]), all);
    }
}

/// Line, exception type and first line of the message of every event.
type Seen = (u64, &'static str, &'static str);

const JOURNAL: [Seen; 2] = [(0, "ZeroDivisionError", "order 0 failed"), (0, "OutOfStock", "order 1 failed")];

fn seen(fixture: &str) -> Vec<(u64, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/wrapped");
    let text = |value: &Value| value.as_str().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
    events(&folder, fixture, &[])
        .iter()
        .map(|event| (event["log"]["line"].as_u64().unwrap(), text(&event["error"]["type"]), text(&event["message"])))
        .collect()
}

fn expected(seen: &[(u64, &str, &str)]) -> Vec<(u64, String, String)> {
    seen.iter().map(|(line, error, message)| (*line, (*error).to_owned(), (*message).to_owned())).collect()
}

/// Two services write their traces at the same time, a third one sends messages of several lines.
#[test]
fn the_journal_is_read_in_every_form() {
    for (fixture, lines) in [
        ("journald_short.log", [3, 4, 35, 36, 112, 121, 130]),
        ("journald_json.log", [3, 4, 35, 36, 112, 113, 114]),
        ("journald_export.log", [41, 61, 681, 701, 2225, 2266, 2307]),
    ] {
        // Where the priority is printed, messages of that service need no layout.
        let levels = if fixture == "journald_short.log" { [""; 2] } else { ["ERROR ", "CRITICAL "] };
        let rest = [
            format!("{}app.auth: cannot check anna", levels[0]),
            format!("{}app.auth: cannot check bert", levels[0]),
            format!("{}app.auth: giving up", levels[1]),
        ];
        let mut all: Vec<(u64, &str, &str)> = JOURNAL.iter().flat_map(|seen| [*seen, *seen]).collect();
        all.extend([(0, "KeyError", rest[0].as_str()), (0, "KeyError", &rest[1]), (0, "", &rest[2])]);
        let all: Vec<(u64, &str, &str)> =
            all.iter().zip(lines).map(|((_, error, message), line)| (line, *error, *message)).collect();
        assert_eq!(seen(fixture), expected(&all), "{fixture}");
    }
}

#[test]
fn the_files_of_rsyslog_are_read_in_every_format() {
    let mut all = vec![
        (2, "KeyError", "app.auth: cannot check anna"),
        (3, "KeyError", "app.auth: cannot check bert"),
        (4, "", "app.auth: no\ttrace here"),
        (5, "", "app.auth: giving up"),
        (7, "KeyError", "cannot check anna"),
        (8, "KeyError", "cannot check bert"),
        (9, "", "no\ttrace here"),
        (10, "", "giving up"),
        (13, "ZeroDivisionError", "order 0 failed"),
        (14, "ZeroDivisionError", "order 0 failed"),
        (45, "OutOfStock", "order 1 failed"),
        (46, "OutOfStock", "order 1 failed"),
    ];
    assert_eq!(seen("rsyslog_traditional.log"), expected(&all));
    assert_eq!(seen("rsyslog_file.log"), expected(&all));
    // Only this format keeps the priority.
    all.push((129, "", "job failed with status 3"));
    assert_eq!(seen("rsyslog_protocol23.log"), expected(&all));
}

#[test]
fn messages_with_their_length_before_them_need_no_lines() {
    let all = [(1, "ZeroDivisionError", "two"), (1, "", "first"), (2, "", "third")];
    assert_eq!(seen("syslog_octet.log"), expected(&all));
}

#[test]
fn lines_that_hold_several_records_count_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/wrapped");
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let log = fs::read(folder.join(&name)).unwrap();
        let lines = |options: &[&str]| -> u64 {
            events(&folder, &name, options).iter().map(|event| event["log"]["lines"].as_u64().unwrap()).sum()
        };
        let all = log.split_inclusive(|byte| *byte == b'\n').count() as u64;
        assert_eq!(lines(&["--all-records"]) + lines(&["--unrecognised"]), all, "{name}");
    }
}

#[test]
fn two_streams_of_one_container_are_told_apart() {
    let all = [
        (5, "IndexError", ""),
        (19, "IndexError", ""),
        (4, "java.lang.NullPointerException", "cannot compute name length"),
        (33, "", "2 steps failed"),
        (39, "IndexError", ""),
        (46, "java.lang.IllegalStateException", "submit failed for order 17"),
        (53, "", "step failed: list index out of range"),
        (84, "", "plain error without an exception"),
        (86, "java.lang.IndexOutOfBoundsException", "index"),
    ];
    assert_eq!(seen("docker_streams.log"), expected(&all));
    assert_eq!(seen("cri_streams.log"), expected(&all));
}

#[test]
fn stamp_host_and_labels_of_the_wrapper_are_kept_where_the_line_has_none() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/wrapped");
    let journal = events(&folder, "journald_json.log", &[]);
    let billing = journal.iter().find(|event| event["process"]["name"] == "billing").unwrap();
    assert_eq!(billing["timestamp"], "2026-11-25T18:23:58.318051+00:00");
    assert_eq!((&billing["host"]["name"], &billing["process"]["pid"]), (&json!("vm"), &json!(12445)));
    assert_eq!(billing["log"]["level"], "ERROR");
    let docker = events(&folder, "docker_streams.log", &[]);
    assert_eq!(docker[0]["timestamp"], "2026-11-25T17:38:00.007000+00:00");
    assert_eq!(docker[0]["labels"], json!({"stream": "stdout"}));
    // A time of day is of the wrapper's day.
    assert_eq!(docker[2]["timestamp"], "2026-11-25T11:36:16.834+00:00");
}
