//! What programs wrote when they were run, read back: every record where it begins, with the level, logger, message, time
//! and exception that it was logged with.
//!
//! `fixtures/programs/NAME.log` stands beside `NAME.expect.json`, which was written from the programs' own record objects,
//! and names the rows of the catalogue that the format is to be detected as (`SOURCES.md` tells of each). errmon is told
//! nothing. `README.md` names some of these files for what it says is read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a failing test is the right end"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use errmon::format::catalogue;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/programs")
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".log").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() > 60, "{} files", names.len());
    names
}

fn errmon(arguments: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_errmon"))
        .args(arguments)
        .current_dir(folder())
        .env("TZ", "UTC")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Array(all)) => all,
        _ => text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
    }
}

/// What an event says, by the names that the expectations use.
fn said(event: &Value, key: &str) -> Option<String> {
    let value = match key {
        "time" => &event["log"]["timestamp_text"],
        "level" => &event["log"]["level"],
        "logger" => &event["log"]["logger"],
        "thread" => &event["process"]["thread"]["name"],
        "message" => &event["message"],
        _ => &event["error"]["type"],
    };
    let text = value.as_str()?;
    // The type is compared without its package.
    Some(if key == "error" { text.rsplit('.').next()?.to_owned() } else { text.to_owned() })
}

fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    for (index, part) in text.split('\u{1b}').enumerate() {
        let part = if index == 0 { part } else { part.split_once('m').map_or(part, |(_, rest)| rest) };
        plain.push_str(part);
    }
    plain
}

/// Compares one file; gives what is wrong.
fn differences(name: &str) -> Vec<String> {
    let expect: Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join(format!("{name}.expect.json"))).unwrap()).unwrap();
    let records = expect["records"].as_array().unwrap();
    let file = format!("{name}.log");
    let mut wrong = Vec::new();
    // Of these only the headers' lines are known.
    let is_counted = ["sanic", "spark", "spark-progress", "zookeeper"].contains(&name);
    let events = errmon(&["events", "--all-records", &file]);
    let read: Vec<&Value> = events.iter().filter(|event| event["kind"] == "record").collect();
    let lines = |all: &[&Value], key: &str| all.iter().map(|one| one[key].as_u64().unwrap()).collect::<Vec<_>>();
    let got: Vec<u64> = read.iter().map(|event| event["log"]["line"].as_u64().unwrap()).collect();
    let want = lines(&records.iter().collect::<Vec<_>>(), "line");
    if got != want {
        let (got, want): (BTreeSet<_>, BTreeSet<_>) = (got.into_iter().collect(), want.into_iter().collect());
        let (more, less) = (got.difference(&want).collect::<Vec<_>>(), want.difference(&got).collect::<Vec<_>>());
        return vec![format!("{name}: records that are none {more:?}, missing {less:?}")];
    }
    for (event, record) in read.iter().zip(records) {
        // Records without a word of an exception have none.
        for key in ["time", "level", "logger", "thread", "message", "error"] {
            // An empty message is absent.
            let is_full = |text: &String| !text.is_empty();
            let want = record[key].as_str().map(str::trim_end).map(without_colours).filter(is_full);
            let mut got = said(event, key).map(|text| without_colours(text.trim_end()));
            if is_counted && key == "message" {
                got = got.and_then(|text| text.lines().next().map(str::trim_end).map(str::to_owned));
            }
            got = got.filter(is_full);
            if got != want && (want.is_some() || key == "error" && !is_counted) {
                wrong.push(format!("{name}:{}: {key} is {got:?}, not {want:?}", record["line"]));
            }
        }
    }
    wrong
}

#[test]
fn programs_are_read_as_they_wrote() {
    let wrong: Vec<String> = names().iter().flat_map(|name| differences(name)).collect();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// The logs of `java.util.logging` in other languages hold the same calls as the one in English.
#[test]
fn levels_and_moments_in_other_languages_are_those_of_the_same_calls() {
    let said = |name: &str| -> Vec<(u64, bool)> {
        let events = errmon(&["events", "--all-records", name]);
        let of = |event: &Value| {
            (
                event["log"]["severity_number"].as_u64().unwrap(),
                event["timestamp"].as_str().unwrap().starts_with("2026-11-28T"),
            )
        };
        events.iter().map(of).collect()
    };
    let expected = said("jul-default.log");
    assert!(expected.len() == 12 && expected.iter().all(|(_, is_dated)| *is_dated));
    for language in ["de", "es", "fr", "it", "ja", "ko", "pt-br", "sv", "zh-cn", "zh-tw"] {
        assert_eq!(said(&format!("jul-{language}.log")), expected, "{language}");
    }
}

#[test]
fn detection_takes_the_row_that_was_made_for_the_program() {
    let mut wrong = Vec::new();
    for name in names() {
        let text = std::fs::read_to_string(folder().join(format!("{name}.expect.json"))).unwrap();
        let expect: Value = serde_json::from_str(&text).unwrap();
        let found = errmon(&["formats", "--detect", &format!("{name}.log"), "--format", "json"]);
        let chosen: Vec<&Value> = found.iter().filter(|row| row["chosen"] == true).map(|row| &row["name"]).collect();
        if chosen != expect["rows"].as_array().unwrap().iter().collect::<Vec<_>>() {
            wrong.push(format!("{name}: {chosen:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every line of the README's table of formats names files, or rows, that are there and are read.
#[test]
fn readme_says_what_is_read() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let table = readme.split("<!-- formats -->").nth(1).expect("a table between two marks").trim();
    let rows: BTreeSet<&str> = catalogue::entries().iter().map(|entry| entry.name).collect();
    let mut lines = 0;
    for line in table.lines().skip(2) {
        lines += 1;
        let proofs: Vec<&str> = line.rsplit('|').nth(1).unwrap().split('`').skip(1).step_by(2).collect();
        assert!(!proofs.is_empty(), "{line} names no proof");
        for proof in proofs {
            if rows.contains(proof) {
                continue;
            }
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(proof);
            assert!(path.is_file(), "{line} names `{proof}`, which is neither a row nor a file");
            let events = errmon(&["events", "--all-records", path.to_str().unwrap()]);
            let is_read = |event: &&Value| event["log"]["level"].is_string() || event["timestamp"].is_string();
            assert!(events.iter().filter(is_read).count() > 0, "{proof} is not read");
        }
    }
    assert!(lines >= 8, "{lines} lines");
}
