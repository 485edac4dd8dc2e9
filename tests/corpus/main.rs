//! errmon against logs that the real libraries wrote: every field of every event is compared with the truth that came
//! from the record objects themselves.
//!
//! The folder is named by `ERRMON_CORPUS`, else it is `../shared/corpus` beside the checkout where there is one; the
//! part of it that the repository holds, `fixtures/corpus`, is always read. A `NAME.log` stands beside its
//! `NAME.truth.json`, and `undecidable.json` names the fields that the bytes alone cannot decide.
//!
//! Each file is read twice: with the format that the program used (*given*), and without a word about it (*detected*).
//! The score of all fields is printed; `cargo test --test corpus -- --nocapture` shows it, and with
//! `ERRMON_CORPUS_VERBOSE=1` every difference. Only differences in scope [`score::Scope::Must`] fail.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test that panics says where, and its table is for the reader of its output"
)]

mod compare;
mod score;
mod truth;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use score::Score;
use truth::TruthFile;

/// Whether errmon is told the format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    Given,
    Detected,
}

#[test]
fn every_field_is_right_where_the_format_is_given() {
    run(Mode::Given);
}

#[test]
fn every_field_is_right_where_a_named_format_is_detected() {
    run(Mode::Detected);
}

fn run(mode: Mode) {
    let files = truth::load_all();
    assert!(!files.is_empty(), "no *.truth.json in any corpus folder");
    let mut score = Score::default();
    for file in &files {
        let options = if mode == Mode::Given { file.format_options().unwrap_or_default() } else { Vec::new() };
        let must = file.is_must() && (mode == Mode::Given || file.is_named_format());
        let events = errmon(file, &["--all-records"], &options);
        let unrecognised = errmon(file, &["--unrecognised"], &options);
        match (events, unrecognised) {
            (Ok(events), Ok(unrecognised)) => compare::file(file, must, &events, &unrecognised, &mut score),
            (Err(fault), _) | (_, Err(fault)) => score.failed_run(&file.name, must, fault),
        }
    }
    let verbose = std::env::var_os("ERRMON_CORPUS_VERBOSE").is_some_and(|value| value == "1");
    println!("\n{mode:?} formats, {} files\n{}", files.len(), score.tables());
    println!("{}", score.differences(if verbose { usize::MAX } else { 3 }));
    let failures = score.must_failures();
    assert!(failures == 0, "{failures} fields differ ({mode:?} formats); the differences are above");
}

/// Runs `errmon events` on one file, in an empty folder with an empty environment, and reads its JSON lines.
fn errmon(file: &TruthFile, what: &[&str], options: &[String]) -> Result<Vec<Value>, String> {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_errmon"))
        .args(["events", "--format", "ndjson", "--no-progress"])
        .args(what)
        .args(options)
        .arg(Path::new(&file.log))
        .env_clear()
        .env("TZ", "UTC")
        .env("HOME", home.path())
        .current_dir(home.path())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{}: {}", output.status, stderr.trim()));
    }
    let text = std::str::from_utf8(&output.stdout).map_err(|error| format!("output is not UTF-8: {error}"))?;
    text.lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("not a JSON line: {error}: {line:.200}")))
        .collect()
}
