//! Rotated sets are one log: records go on from one file to the next, and what stands in two files counts once.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use serde_json::Value;

use crate::support::Sandbox;

const TRACE: [&str; 8] = [
    "2026-11-23 11:37:31,010 - root - ERROR - first\n",
    "Traceback (most recent call last):\n",
    "  File \"/srv/app/a.py\", line 1, in f\n",
    "    g()\n",
    "  File \"/srv/app/a.py\", line 5, in g\n",
    "    1 / 0\n",
    "ZeroDivisionError: division by zero\n",
    "2026-11-23 11:37:32,020 - root - ERROR - second\n",
];

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

/// Writes a file of a set; all are last written at the same time, as stamps without a date are dated by it.
fn write(sandbox: &Sandbox, name: &str, content: &[u8]) {
    let path = sandbox.path(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    let written = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_400_000);
    fs::File::options().write(true).open(path).unwrap().set_modified(written).unwrap();
}

fn number(report: &Value, key: &str) -> u64 {
    report["coverage"][key].as_u64().unwrap_or_default()
}

/// Lines add up in the whole, and in each file.
#[track_caller]
fn check_lines(report: &Value) {
    let parts = ["lines_in_records", "lines_unrecognised", "lines_repeated"];
    assert_eq!(number(report, "lines_read"), parts.iter().map(|key| number(report, key)).sum::<u64>());
    let of =
        |key: &str| report["sources"].as_array().unwrap().iter().map(|s| s[key].as_u64().unwrap_or(0)).sum::<u64>();
    assert_eq!(of("lines"), number(report, "lines_read"));
    assert_eq!(of("lines_unrecognised"), number(report, "lines_unrecognised"));
    assert_eq!(of("lines_repeated"), number(report, "lines_repeated"));
}

#[test]
fn a_trace_that_goes_on_in_the_next_file_is_one_record() {
    for cut in 1..TRACE.len() {
        let (older, younger) = (TRACE[..cut].concat(), TRACE[cut..].concat());
        let plain = ("logs/error.log.1", older.clone().into_bytes(), younger.clone().into_bytes());
        let packed = ("logs/error.log.1.gz", gzip(older.as_bytes()), younger.into_bytes());
        for (name, older, younger) in [plain, packed] {
            let sandbox = Sandbox::empty();
            write(&sandbox, name, &older);
            write(&sandbox, "logs/error.log", &younger);
            let events = sandbox.errmon(["events", "logs"]).exits(0).json_lines();
            assert_eq!(events.len(), 2, "cut behind line {cut}");
            let log = &events[0]["log"];
            assert_eq!((&log["file"]["path"], &log["line"], &log["lines"]), (&name.into(), &1.into(), &7.into()));
            assert_eq!(log["length_bytes"], TRACE[..7].concat().len());
            assert_eq!(events[0]["error"]["type"], "ZeroDivisionError");
            assert!(log["truncated"].is_null());
            let log = &events[1]["log"];
            assert_eq!((&log["file"]["path"], &log["line"]), (&"logs/error.log".into(), &(8 - cut).into()));
            let report = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0).json();
            check_lines(&report);
            assert_eq!(number(&report, "lines_in_records"), 8);
            assert_eq!(report["sources"][0]["lines"], cut);
        }
    }
}

#[test]
fn records_are_joined_only_between_neighbours_of_a_set() {
    let (older, younger) = (TRACE[..4].concat(), TRACE[4..].concat());
    for names in [["a/error.log.1", "b/error.log"], ["error.log.2", "error.log"], ["error.log", "other.log"]] {
        let sandbox = Sandbox::empty();
        write(&sandbox, names[0], older.as_bytes());
        write(&sandbox, names[1], younger.as_bytes());
        let report = sandbox.errmon(["analyze", "--format", "json", names[0], names[1]]).exits(0).json();
        check_lines(&report);
        assert_eq!((number(&report, "lines_unrecognised"), number(&report, "truncated")), (3, 1), "{names:?}");
    }
}

/// Files with a date may be of separate runs.
#[test]
fn files_with_a_date_are_joined_where_a_trace_goes_on() {
    let (older, younger) = (TRACE[..4].concat(), TRACE[4..].concat());
    let sandbox = Sandbox::empty();
    write(&sandbox, "logs/error.2026-11-22.log", older.as_bytes());
    write(&sandbox, "logs/error.log", younger.as_bytes());
    let records = |lines: u64| {
        let report = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0).json();
        check_lines(&report);
        assert_eq!((number(&report, "lines_unrecognised"), &report["totals"]["records"]), (lines, &2.into()));
    };
    records(0);
    write(&sandbox, "logs/error.2026-11-22.log", TRACE[..7].concat().as_bytes());
    write(&sandbox, "logs/error.log", format!("the job starts\n{}", TRACE[7]).as_bytes());
    records(1);
}

#[test]
fn a_record_goes_on_over_whole_files_and_byte_order_marks() {
    let sandbox = Sandbox::empty();
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    write(&sandbox, "logs/error.log.4", &marked(TRACE[0]));
    write(&sandbox, "logs/error.log.3", &marked(&TRACE[1..3].concat()));
    write(&sandbox, "logs/error.log.2", &marked(TRACE[3]));
    write(&sandbox, "logs/error.log.1.gz", &gzip(&marked(&TRACE[4..6].concat())));
    write(&sandbox, "logs/error.log", &marked(&TRACE[6..].concat()));
    let events = sandbox.errmon(["events", "logs"]).exits(0).json_lines();
    let place = |event: &Value| (event["log"]["file"]["path"].to_string(), event["log"]["line"].as_u64().unwrap());
    assert_eq!(place(&events[0]), ("\"logs/error.log.4\"".to_owned(), 1));
    assert_eq!(place(&events[1]), ("\"logs/error.log\"".to_owned(), 2));
    assert_eq!((events.len(), events[0]["log"]["lines"].as_u64()), (2, Some(7)));
    assert_eq!(events[0]["error"]["message"], "division by zero");
    let run = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0);
    check_lines(&run.json());
    assert_eq!(run.stderr, "");
}

#[test]
fn files_of_other_encodings_are_joined_with_exact_places() {
    let utf_16 = |lines: &[&str]| -> Vec<u8> { lines.concat().encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for (older_is_wide, younger_is_wide) in [(true, true), (true, false), (false, true)] {
        let bytes = |lines: &[&str], is_wide| if is_wide { utf_16(lines) } else { lines.concat().into_bytes() };
        let (older, younger) = (bytes(&TRACE[..4], older_is_wide), bytes(&TRACE[4..], younger_is_wide));
        let (before, behind) = (older.len(), younger.len() - bytes(&TRACE[7..], younger_is_wide).len());
        let sandbox = Sandbox::empty();
        write(&sandbox, "logs/error.log.1", &older);
        write(&sandbox, "logs/error.log", &younger);
        let events = sandbox.errmon(["events", "logs"]).exits(0).json_lines();
        let log = &events[0]["log"];
        assert_eq!((events.len(), &log["line"], &log["lines"]), (2, &1.into(), &7.into()));
        assert_eq!(log["length_bytes"], before + behind);
        assert_eq!((&events[1]["log"]["offset_bytes"], &events[1]["log"]["line"]), (&behind.into(), &4.into()));
    }
}

/// The rest of the log was copied, and the program wrote on before the file was emptied.
#[test]
fn records_at_the_seam_that_stand_in_both_files_count_once() {
    let record = |n: usize| {
        format!(
            "2026-11-23 11:37:{n:02},010 - root - ERROR - {n}\nTraceback (most recent call last):\n  \
                                     File \"/srv/app/a.py\", line 1, in f\nKeyError: {n}\n"
        )
    };
    let records = |range: std::ops::Range<usize>| range.map(record).collect::<String>();
    // The whole file, as a rotation by copy leaves it; and its last records.
    for (older, younger, repeated) in [(0..30, 0..40, 30), (0..30, 28..40, 2), (0..30, 0..30, 30)] {
        for packed in [false, true] {
            let sandbox = Sandbox::empty();
            let content = records(older.clone());
            if packed {
                write(&sandbox, "logs/error.log.1.gz", &gzip(content.as_bytes()));
            } else {
                write(&sandbox, "logs/error.log.1", content.as_bytes());
            }
            write(&sandbox, "logs/error.log", records(younger.clone()).as_bytes());
            let run = |threads, block| {
                let arguments = ["analyze", "--format", "json", "logs", "--threads", threads, "--block-bytes", block];
                sandbox.errmon(arguments).exits(0)
            };
            let report = run("1", "1048576").json();
            check_lines(&report);
            assert_eq!(report["totals"]["events"], younger.end);
            assert_eq!(number(&report, "lines_repeated"), repeated * 4);
            assert_eq!(report["sources"][1]["lines_repeated"], repeated * 4);
            assert_eq!(report["sources"][1]["lines"], younger.len() * 4);
            for (threads, block) in [("1", "7"), ("4", "64"), ("2", "1000")] {
                assert_eq!(run(threads, block).json(), report);
            }
            let lines = format!("+ {} repeated", repeated * 4);
            sandbox
                .errmon(["analyze", "logs"])
                .exits(0)
                .prints(&[&lines, "in two files of a rotated set and count once"]);
            sandbox.errmon(["analyze", "--format", "markdown", "logs"]).exits(0).prints(&[&lines]);
        }
    }
}

#[test]
fn a_file_that_lies_beside_its_packed_copy_is_counted_once_and_the_seam_behind_it_holds() {
    let (older, younger) = (TRACE[..4].concat(), TRACE[4..].concat());
    let sandbox = Sandbox::empty();
    write(&sandbox, "logs/error.log.1", older.as_bytes());
    write(&sandbox, "logs/error.log.1.gz", &gzip(older.as_bytes()));
    write(&sandbox, "logs/error.log", younger.as_bytes());
    let report = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0).json();
    check_lines(&report);
    assert_eq!((&report["totals"]["records"], number(&report, "lines_repeated")), (&2.into(), 4));
    assert_eq!((number(&report, "lines_in_records"), number(&report, "truncated")), (8, 0));
    // Another file under that name is read.
    write(&sandbox, "logs/error.log.1.gz", &gzip(TRACE[7].as_bytes()));
    let report = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0).json();
    check_lines(&report);
    assert_eq!((&report["totals"]["records"], number(&report, "lines_repeated")), (&3.into(), 0));
}

/// More than is kept of a file's end.
#[test]
fn large_copies_are_told_too() {
    let record = |n: usize| format!("2026-11-23 11:{:02}:{:02},010 - root - ERROR - {n}\n", n / 60 % 60, n % 60);
    let older: String = (0..3000).map(record).collect();
    let younger: String = (0..3100).map(record).collect();
    for name in ["logs/error.log.1", "logs/error.log.gz"] {
        let sandbox = Sandbox::empty();
        write(&sandbox, "logs/error.log", younger.as_bytes());
        let packed = gzip(if name.ends_with("gz") { younger.as_bytes() } else { older.as_bytes() });
        write(&sandbox, name, if name.ends_with("gz") { &packed } else { older.as_bytes() });
        let report = sandbox.errmon(["analyze", "--format", "json", "logs", "--block-bytes", "5000"]).exits(0).json();
        check_lines(&report);
        assert_eq!(report["totals"]["records"], 3100, "{name}");
    }
}

/// What a loop logs within one moment may end one file and begin the next.
#[test]
fn equal_records_of_one_moment_are_never_repeated_ones() {
    let record = "2026-11-23 11:37:31 ERROR root: connection refused\n";
    let last = "2026-11-23 11:37:32 ERROR root: gave up\n";
    let sandbox = Sandbox::empty();
    write(&sandbox, "logs/error.log.1", record.repeat(5).as_bytes());
    write(&sandbox, "logs/error.log", format!("{}{last}", record.repeat(7)).as_bytes());
    let report = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0).json();
    assert_eq!((&report["totals"]["records"], number(&report, "lines_repeated")), (&13.into(), 0));
}

#[test]
fn a_format_that_begins_with_the_next_file_is_found() {
    let logback = |n: usize| format!("12:30:{n:02}.010 [main] ERROR com.acme.Shop - order {n} failed\n");
    let sandbox = Sandbox::empty();
    write(&sandbox, "logs/error.log.1", TRACE.concat().repeat(20).as_bytes());
    write(&sandbox, "logs/error.log", (0..20).map(logback).collect::<String>().as_bytes());
    let report = sandbox.errmon(["analyze", "--format", "json", "logs"]).exits(0).json();
    check_lines(&report);
    assert_eq!((&report["sources"][1]["records"], number(&report, "lines_unrecognised")), (&20.into(), 0));
}

/// Places of the files as those of the whole; what names single files is left out.
fn whole(value: &mut Value, files: &[(String, u64, u64)]) {
    let path = value.get("path").or_else(|| value.get("file").and_then(|file| file.get("path")));
    let base = path.and_then(|path| files.iter().find(|(name, ..)| path.as_str() == Some(name))).cloned();
    if let (Some((_, bytes, lines)), Some(keys)) = (base, value.as_object_mut()) {
        for (key, more) in [("offset_bytes", bytes), ("line", lines)] {
            if let Some(number) = keys.get_mut(key) {
                *number = (number.as_u64().unwrap() + more).into();
            }
        }
        let path = if keys.contains_key("path") { keys.get_mut("path") } else { keys["file"].get_mut("path") };
        *path.unwrap() = "whole".into();
    }
    match value {
        Value::Object(keys) => {
            keys.remove("sources");
            keys.remove("warnings");
            // Lines are counted up to the last event only in text that is made of a source, as where one has colours.
            if let Some(last) = keys.get_mut("last").and_then(Value::as_object_mut) {
                last.remove("line");
                last.remove("lines");
            }
            keys.values_mut().for_each(|value| whole(value, files));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| whole(value, files)),
        _ => {}
    }
}

/// What is missing behind damaged data is not made up for: the file is told, and the next one begins by itself.
#[test]
fn a_record_whose_middle_is_lost_with_packed_data_is_not_joined_over_the_seam() {
    let sandbox = Sandbox::empty();
    let packed = gzip(&fixture("corpus/py_threads.log"));
    write(&sandbox, "logs/error.log.1.gz", &packed[..packed.len() * 2 / 3]);
    write(
        &sandbox,
        "logs/error.log",
        b"  File \"/srv/app/a.py\", line 3, in f\n    f()\nValueError: x\n\
        2026-11-23 11:36:10,990 [MainThread] INFO crawler - done\n",
    );
    let run = sandbox.errmon(["analyze", "--format=json", "logs"]);
    let run = run.fails(&["`logs/error.log.1.gz` is cut short", "hint: "]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["sources"][1]["records"], 1);
    assert_eq!(number(&report, "lines_unrecognised"), 3);
    let of = |key: &str| number(&report, key);
    assert_eq!(of("lines_read"), of("lines_in_records") + of("lines_unrecognised"));
}

/// A log cut at lines into the files of a rotated set says the same as the log.
fn check_cut(log: &[u8], cuts: &[usize], blocks: &str) -> Result<(), TestCaseError> {
    let lines: Vec<&[u8]> = log.split_inclusive(|byte| *byte == b'\n').collect();
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (lines.len() + 1)).collect();
    cuts.extend([0, lines.len()]);
    cuts.sort_unstable();
    let sandbox = Sandbox::empty();
    write(&sandbox, "whole.log", log);
    let (mut files, mut bytes) = (Vec::new(), 0);
    for (age, pair) in (0..cuts.len() - 1).rev().zip(cuts.windows(2)) {
        let part = lines[pair[0]..pair[1]].concat();
        // An empty file is told, and ends the set.
        if part.is_empty() {
            return Ok(());
        }
        let name = match age {
            0 => "logs/error.log".to_owned(),
            age if age % 2 == 0 => format!("logs/error.log.{age}.gz"),
            age => format!("logs/error.log.{age}"),
        };
        write(&sandbox, &name, &if name.ends_with("gz") { gzip(&part) } else { part.clone() });
        files.push((name, bytes, pair[0] as u64));
        bytes += part.len() as u64;
    }
    for what in [["events", "--all-records"], ["analyze", "--format=json"]] {
        let documents = |path: &str, files: &[(String, u64, u64)]| -> Vec<String> {
            let run = sandbox.errmon(what.into_iter().chain(["--block-bytes", blocks, path])).exits(0);
            let values = serde_json::Deserializer::from_str(&run.stdout).into_iter::<Value>();
            let mut values: Vec<Value> = values.map(Result::unwrap).collect();
            for value in &mut values {
                whole(value, files);
            }
            values.iter().map(Value::to_string).collect()
        };
        let expected = documents("whole.log", &[("whole.log".to_owned(), 0, 0)]);
        let found = documents("logs", &files);
        prop_assert_eq!(found.len(), expected.len(), "{:?} cut at {:?} of {} lines", what, cuts, lines.len());
        for (found, expected) in found.iter().zip(&expected) {
            prop_assert_eq!(found, expected, "{:?} cut at {:?} of {} lines", what, cuts, lines.len());
        }
    }
    Ok(())
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

fn fixtures() -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["corpus", "java", "json", "logback", "python"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension() == Some("log".as_ref()) {
                names.push(format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap()));
            }
        }
    }
    names.sort_unstable();
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_log_cut_into_two_or_three_files_says_the_same(
        name in prop::sample::select(fixtures()),
        cuts in prop::collection::vec(any::<usize>(), 1..3),
        blocks in prop::sample::select(vec!["64", "4096", "1048576"]),
    ) {
        check_cut(&fixture(&name), &cuts, blocks).map_err(|error| TestCaseError::fail(format!("{name}: {error}")))?;
    }
}

#[test]
fn logs_of_many_traces_cut_into_two_files_say_the_same() {
    check_cut(&fixture("corpus/lb_status.log"), &[29, 57], "64").unwrap();
    // Only the first file has colours.
    check_cut(&fixture("corpus/py_unicode_bytes.log"), &[15], "64").unwrap();
    // The second copy of a record stands behind the first one, which begins and ends files and has a file in between.
    check_cut(&fixture("corpus/py_double_handlers.log"), &[4, 5], "64").unwrap();
    for name in ["corpus/py_multiline.log", "corpus/py_print_exc.log"] {
        let log = fixture(name);
        let lines = memchr::memchr_iter(b'\n', &log).count();
        for cut in (1..lines).step_by(1 + lines / 16) {
            check_cut(&log, &[cut], "1048576").unwrap_or_else(|error| panic!("{name} {cut}: {error}"));
        }
    }
}
