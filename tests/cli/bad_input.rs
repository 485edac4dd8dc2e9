//! What cannot be read, and commands that cannot be meant: the place, the cause and a remedy, exit status 2.

use std::fs;

use crate::support::Sandbox;

/// One record of Python's usual format.
const RECORD: &str = "2026-11-23 11:37:31,010 - root - ERROR - one\n";

#[test]
fn a_missing_path_names_one_like_it() {
    Sandbox::new().errmon(["analyze", "python/eror.log"]).fails(&["python/eror.log", "hint: ", "error.log"]);
}

#[test]
fn a_bad_source_does_not_stop_the_others() {
    let run =
        Sandbox::new().errmon(["analyze", "--format", "json", "gone.log", "python/error.log"]).fails(&["gone.log"]);
    assert_eq!(run.json()["totals"]["records"], 2);
}

#[test]
fn a_glob_that_matches_nothing_is_an_error() {
    Sandbox::new().errmon(["analyze", "python/*.nothing"]).fails(&["python/*.nothing"]);
}

#[test]
fn a_directory_without_logs_is_a_warning() {
    let sandbox = Sandbox::empty().with("docs/readme.md", "# none\n");
    sandbox.errmon(["analyze", "docs"]).exits(0).warns(&["warning: ", "docs"]);
}

#[test]
fn files_of_a_directory_that_are_not_named_like_logs_are_told() {
    let sandbox = Sandbox::empty().with("logs/error_log", RECORD).with("logs/notes.txt", "none\n").with("logs/.x", "");
    let run = sandbox.errmon(["analyze", "logs"]).exits(0);
    assert_eq!(run.stderr, "note: 1 other file is not named like a log; to read it, name it or use a pattern\n");
    assert_eq!(sandbox.errmon(["analyze", "-q", "logs"]).exits(0).stderr, "");
    let run = sandbox.with("logs/a.md", "").errmon(["analyze", "logs"]).exits(0);
    assert_eq!(run.stderr, "note: 2 other files are not named like logs; to read them, name them or use a pattern\n");
}

#[test]
fn a_file_without_permission_is_an_error() {
    let sandbox = Sandbox::empty().with("a.log", RECORD);
    let path = sandbox.path("a.log");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o000);
    fs::set_permissions(&path, permissions).unwrap();
    if fs::File::open(&path).is_ok() {
        eprintln!("skipped: this user may read every file (root)");
        return;
    }
    sandbox.errmon(["analyze", "a.log"]).fails(&["a.log", "permission denied", "hint: "]);
}

#[test]
fn a_first_line_without_its_beginning_is_no_record_of_another_day() {
    let records: String = (1..25).map(|at| RECORD.replace("31,010", &format!("{:02},{at:03}", at + 10))).collect();
    for cut in 1..28 {
        let sandbox = Sandbox::empty().with("a.log", &records[cut..]);
        let events = sandbox.errmon(["events", "--format", "ndjson", "a.log"]).exits(0).json_lines();
        // With two digits of the year, or with the month, the stamp is still one; a time of day is of an unknown day.
        let is_whole = matches!(cut, 2 | 5 | 11);
        assert_eq!(events.len(), if is_whole { 24 } else { 23 }, "{cut}");
        for event in events.iter().skip(usize::from(cut == 11)) {
            assert_eq!(event["timestamp"].as_str().map(|time| &time[..16]), Some("2026-11-23T11:37"), "{cut}: {event}");
        }
        assert_eq!(sandbox.coverage("a.log")["lines_unrecognised"], u64::from(!is_whole), "{cut}");
    }
}

#[test]
fn an_empty_file_is_a_warning() {
    let run = Sandbox::empty().with("a.log", "").errmon(["analyze", "--format", "json", "a.log"]).exits(0);
    run.warns(&["warning: ", "`a.log` is empty"]);
}

#[test]
fn a_binary_file_is_a_warning() {
    let bytes: Vec<u8> = (0..4096_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let sandbox = Sandbox::empty().with("a.log", [b"\x7fELF\x02\x01\x01\0".as_slice(), &bytes].concat());
    sandbox.errmon(["analyze", "a.log"]).exits(0).warns(&["warning: ", "a.log"]);
}

#[test]
fn a_bad_pattern_says_where() {
    let sandbox = Sandbox::new();
    sandbox.errmon(["analyze", "--python-format", "%(asctime", "python/error.log"]).fails(&["%(asctime"]);
    sandbox.errmon(["analyze", "--logback-pattern", "%d{yyyy", "python/error.log"]).fails(&["%d{yyyy"]);
}

#[test]
fn a_bad_option_value_names_the_value() {
    let sandbox = Sandbox::new();
    for (option, value) in [
        ("--since", "yesterdayish"),
        ("--date", "2026-13-45"),
        ("--tz", "Mars/Olympus"),
        ("--level", "loud"),
        ("--grep", "(unclosed"),
        ("--threads", "0"),
        ("--format", "papyrus"),
    ] {
        sandbox.errmon(["analyze", option, value, "python/error.log"]).fails(&[value]);
    }
}

#[test]
fn a_file_in_no_known_format_is_a_warning_with_a_way_out() {
    let sandbox = Sandbox::empty().with("a.log", "once upon a time\nthere was a log\n");
    sandbox.errmon(["analyze", "a.log"]).exits(0).warns(&["warning: no known log format in `a.log`", "--detect a.log"]);
    let given = ["analyze", "--python-format", "%(asctime)s %(message)s", "a.log"];
    let warning = "warning: nothing fits the given format `%(asctime)s %(message)s` in `a.log`";
    sandbox.errmon(given).exits(0).warns(&[warning]);
    let quiet = sandbox.errmon(["analyze", "-q", "a.log"]).exits(0);
    assert_eq!(quiet.stderr, "");
}

/// Bare traces are found without any format, so that they do not show that the given one fits.
#[test]
fn a_given_format_that_fits_only_one_of_two_inputs_is_told_for_the_other() {
    let sandbox = Sandbox::new();
    let given = ["analyze", "--python-format", "%(levelname)s:%(name)s:%(message)s"];
    let run = sandbox.errmon(given.into_iter().chain(["corpus/py_default_basic.log", "corpus/py_chain.log"])).exits(0);
    let run =
        run.warns(&["nothing fits the given format `%(levelname)s:%(name)s:%(message)s` in `corpus/py_chain.log`"]);
    assert!(!run.stderr.contains("py_default_basic"), "{run}");
}

#[test]
fn a_tar_archive_is_an_error_with_a_way_out() {
    let mut tar = vec![0_u8; 512];
    tar[..5].copy_from_slice(b"a.log");
    tar[257..263].copy_from_slice(b"ustar\0");
    tar.extend(b"2026-11-23 11:37:31,010 - root - ERROR - one\n");
    tar.resize(1_536, 0);
    Sandbox::empty()
        .with("logs.tar", tar)
        .errmon(["analyze", "logs.tar"])
        .fails(&["error: `logs.tar` is an archive (tar)", "hint: pipe it: `tar -xOf logs.tar | errmon analyze -`"]);
}
