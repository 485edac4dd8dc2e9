//! Sets of files as rolling policies name them: in the order of time, whichever way their numbers count; and files with
//! numbers that are no set.

use std::fs;

use serde_json::Value;

use crate::support::Sandbox;

/// Records of each set below `fixtures/rotated`, which are numbered as they were written.
const RECORDS: usize = 24;

fn sets() -> Vec<String> {
    let folder = Sandbox::new().path("rotated");
    let mut sets: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    sets.sort_unstable();
    assert!(sets.len() > 8, "{sets:?}");
    sets
}

/// The numbers of the orders that the records are about.
fn orders(events: &[Value]) -> Vec<usize> {
    let number = |event: &Value| event["message"].as_str()?.split(' ').find_map(|word| word.parse().ok());
    events.iter().filter_map(number).collect()
}

#[test]
fn sets_of_every_rolling_policy_are_read_in_the_order_in_which_they_were_written() {
    let sandbox = Sandbox::new();
    for set in sets() {
        let folder = format!("rotated/{set}");
        let mut files: Vec<String> = fs::read_dir(sandbox.path(&folder))
            .unwrap()
            .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
            .collect();
        files.sort_unstable();
        let glob = format!("{folder}/*");
        let listed: Vec<&str> = files.iter().map(String::as_str).collect();
        for paths in [vec![folder.as_str()], vec![glob.as_str()], listed] {
            let run = sandbox.errmon(["events", "--all-records"].into_iter().chain(paths.iter().copied())).exits(0);
            assert_eq!(run.stderr, "");
            assert_eq!(orders(&run.json_lines()), (0..RECORDS).collect::<Vec<_>>(), "{paths:?}");
        }
        let report = sandbox.errmon(["analyze", "--format", "json", &folder]).exits(0).json();
        assert_eq!((&report["totals"]["records"], &report["totals"]["events"]), (&24.into(), &8.into()), "{set}");
        assert_eq!((number(&report, "lines_unrecognised"), number(&report, "lines_repeated")), (0, 0), "{set}");
    }
}

const RECORD: &str = "2026-11-23 11:37:{},010 - root - ERROR - {}\n";
const TRACE: [&str; 2] = [
    "Traceback (most recent call last):\n  File \"/srv/app/a.py\", line 1, in f\n    g()\n",
    "  File \"/srv/app/a.py\", line 5, in g\n    1 / 0\nZeroDivisionError: division by zero\n",
];

fn record(second: usize) -> String {
    RECORD.replacen("{}", &format!("{second:02}"), 1).replacen("{}", &second.to_string(), 1)
}

/// What a run says with any threads and blocks.
fn report(sandbox: &Sandbox, paths: &[&str]) -> Value {
    let run = |threads, blocks| {
        let options = ["analyze", "--format", "json", "--threads", threads, "--block-bytes", blocks];
        sandbox.errmon(options.into_iter().chain(paths.iter().copied())).exits(0).json()
    };
    let report = run("1", "1048576");
    for (threads, blocks) in [("1", "7"), ("2", "64"), ("4", "200")] {
        assert_eq!(run(threads, blocks), report, "{threads} threads, {blocks} bytes");
    }
    report
}

fn number(report: &Value, key: &str) -> u64 {
    report["coverage"][key].as_u64().unwrap_or_default()
}

fn files_of(report: &Value) -> Vec<&str> {
    report["sources"].as_array().unwrap().iter().map(|source| source["path"].as_str().unwrap()).collect()
}

/// The second file begins inside a trace: of the first one, if that had ended by then.
#[test]
fn records_are_joined_over_a_seam_of_numbers_only_where_times_do_not_overlap() {
    let first = |last: usize| format!("{}{}{}{}", record(10), record(last), record(last), TRACE[0]);
    for (names, last, begins, joined) in [
        (["w/app-1.log", "w/app-2.log"], 20, 30, true),
        (["w/app.2.log", "w/app.1.log"], 20, 30, true),
        (["w/app_3.log", "w/app.log"], 20, 30, true),
        (["w/app-1.log", "w/app-2.log"], 30, 20, false),
        (["w/app-1.log", "w/app-3.log"], 20, 30, false),
        (["w/app-1.log", "w/other-2.log"], 20, 30, false),
    ] {
        let younger = format!("{}{}{}", TRACE[1], record(begins), record(begins + 20));
        let sandbox = Sandbox::empty().with(names[0], first(last)).with(names[1], younger);
        let report = report(&sandbox, &["w"]);
        let (lost, cut) = if joined { (0, 0) } else { (3, 1) };
        assert_eq!((number(&report, "lines_unrecognised"), number(&report, "truncated")), (lost, cut), "{names:?}");
        assert_eq!(files_of(&report), names);
        assert_eq!(report["totals"]["records"], 5);
    }
}

/// Two processes that log the same at the same time are two.
#[test]
fn logs_of_several_processes_are_no_set() {
    let log = |seconds: std::ops::Range<usize>| seconds.map(record).collect::<String>();
    let sandbox = Sandbox::empty().with("w/web-1.log", log(10..30)).with("w/web-2.log", log(10..30));
    let sandbox = sandbox.with("w/web-3.log", log(10..16));
    let report = report(&sandbox, &["w"]);
    assert_eq!((&report["totals"]["records"], number(&report, "lines_repeated")), (&46.into(), 0));
    assert_eq!(files_of(&report), ["w/web-1.log", "w/web-2.log", "w/web-3.log"]);
    // They stay as they were typed.
    let typed = ["w/web-2.log", "w/web-1.log"];
    assert_eq!(files_of(&self::report(&sandbox, &typed)), typed);
}

/// A message may begin a file, and look like a header of long ago.
#[test]
fn a_forged_stamp_does_not_change_the_order_of_ages() {
    let forged = format!("2024-01-01 00:00:00,000 - root - ERROR - forged\n{}", record(21));
    let sandbox = Sandbox::empty().with("w/app.log.2", record(20) + &record(21)).with("w/app.log.1", forged);
    assert_eq!(files_of(&report(&sandbox, &["w"])), ["w/app.log.2", "w/app.log.1"]);
}

/// Each of several logs has a set of its own.
#[test]
fn logs_with_numbers_are_rotated_by_themselves() {
    let half = |text: &str, second: usize| format!("{}{text}", record(second));
    let mut sandbox = Sandbox::empty();
    for web in 1..3 {
        sandbox = sandbox
            .with(&format!("w/web-{web}.log.1"), half(TRACE[0], 10))
            .with(&format!("w/web-{web}.log"), format!("{}{}", TRACE[1], record(20)));
    }
    let files = ["w/web-1.log.1", "w/web-1.log", "w/web-2.log.1", "w/web-2.log"];
    for paths in [vec!["w"], vec!["w/web-1.log", "w/web-1.log.1", "w/web-2.log", "w/web-2.log.1"]] {
        let report = report(&sandbox, &paths);
        assert_eq!(files_of(&report), files);
        let counted =
            (&report["totals"]["records"], number(&report, "lines_unrecognised"), number(&report, "truncated"));
        assert_eq!(counted, (&4.into(), 0, 0));
    }
}

#[test]
fn files_without_stamps_stay_in_the_order_of_their_names() {
    let sandbox = Sandbox::empty().with("w/app-1.log", "ERROR:root:b\n").with("w/app-2.log", "ERROR:root:a\n");
    assert_eq!(files_of(&report(&sandbox, &["w"])), ["w/app-1.log", "w/app-2.log"]);
    let sandbox = sandbox.with("w/app-2.log", record(10));
    assert_eq!(files_of(&report(&sandbox, &["w"])), ["w/app-1.log", "w/app-2.log"]);
}

/// An empty file ends a set; it is the one that is written to.
#[test]
fn a_set_with_an_empty_file_is_in_the_order_of_time() {
    let sandbox =
        Sandbox::empty().with("w/app-1.log", record(20)).with("w/app-2.log", record(10)).with("w/app.log", "");
    assert_eq!(files_of(&report(&sandbox, &["w"])), ["w/app-2.log", "w/app-1.log"]);
}
