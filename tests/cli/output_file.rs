//! Where the output goes: a file, a full disk, a reader that leaves.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::support::Sandbox;

#[test]
fn output_goes_to_the_file_and_nothing_else_is_printed() {
    let sandbox = Sandbox::empty().with_fixture("python/error.log");
    let printed = sandbox.errmon(["analyze", "--format", "json", "error.log"]).exits(0).stdout;
    let run = sandbox.errmon(["analyze", "--format", "json", "-o", "report.json", "error.log"]).exits(0);
    assert_eq!(run.stdout, "");
    assert_eq!(fs::read_to_string(sandbox.path("report.json")).unwrap(), printed);
}

#[test]
fn an_input_is_never_overwritten() {
    let sandbox = Sandbox::empty().with_fixture("python/error.log");
    let before = fs::read(sandbox.path("error.log")).unwrap();
    sandbox.errmon(["analyze", "-o", "error.log", "error.log"]).fails(&["error.log"]);
    assert_eq!(fs::read(sandbox.path("error.log")).unwrap(), before);
}

#[test]
fn a_full_disk_is_an_error() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full");
        return;
    }
    Sandbox::new().errmon(["analyze", "-o", "/dev/full", "python/error.log"]).fails(&["/dev/full", "no space left"]);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    Sandbox::empty()
        .with_fixture("python/error.log")
        .errmon(["analyze", "-o", "no/r.json", "error.log"])
        .fails(&["no/r.json"]);
}

#[test]
fn a_reader_that_leaves_ends_the_run_quietly() {
    let log = "2026-11-23 11:37:31,010 - root - ERROR - one\n".repeat(20_000);
    let sandbox = Sandbox::empty().with("a.log", log);
    let mut command = sandbox.command(["events", "a.log"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_dash_is_standard_output() {
    let sandbox = Sandbox::empty().with_fixture("python/error.log");
    let to_stdout = sandbox.errmon(["analyze", "--format", "json", "error.log"]).exits(0);
    let to_dash = sandbox.errmon(["analyze", "--format", "json", "-o", "-", "error.log"]).exits(0);
    assert_eq!(to_dash.stdout, to_stdout.stdout);
    assert!(!sandbox.path("-").exists());
}

/// A trace that is open where the reading stops is not one that the input's end cut off.
#[test]
fn a_run_that_is_left_early_says_nothing_of_the_inputs_end() {
    let record = "2026-11-23 11:37:31,010 - root - ERROR - one\nTraceback (most recent call last):\n  \
                  File \"/srv/a.py\", line 1, in f\n    g()\nValueError: x\n";
    let sandbox = Sandbox::empty().with("a.log", record.repeat(60_000));
    let run = sandbox.errmon(["events", "-n", "1", "--threads", "1", "a.log"]).exits(0);
    assert_eq!((run.stdout.lines().count(), run.stderr.as_str()), (1, ""));
}
