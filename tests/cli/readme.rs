//! The README: its `console` blocks are run, and what they print must be what the README shows.
//!
//! A block's lines that begin with `$ ` are commands, run by `sh` in `fixtures/`; the lines up to the next command are
//! their output, standard output and standard error in one, with `[VERSION]`, `[ELAPSED]` and `[TMP]` for what varies.
//! A line `…` stands for any number of lines. A block whose commands do not begin with `errmon` is not run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Sandbox;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md is there")
}

/// The lines of fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(found) = line.trim_start().strip_prefix("```") {
            let block: Vec<String> =
                lines.by_ref().take_while(|line| !line.trim_start().starts_with("```")).map(str::to_owned).collect();
            if found.trim() == language {
                blocks.push(block);
            }
        }
    }
    blocks
}

/// Commands with the output that is shown for each.
fn sessions(block: &[String]) -> Vec<(String, Vec<String>)> {
    let mut sessions: Vec<(String, Vec<String>)> = Vec::new();
    for line in block {
        if let Some(command) = line.strip_prefix("$ ") {
            sessions.push((command.to_owned(), Vec::new()));
        } else if let Some((_, output)) = sessions.last_mut() {
            output.push(line.trim_end().to_owned());
        }
    }
    for (_, output) in &mut sessions {
        while output.last().is_some_and(String::is_empty) {
            output.pop();
        }
    }
    sessions
}

/// Whether the output is what is shown; a line `…` stands for any number of lines.
fn fits(shown: &[String], got: &[String]) -> bool {
    match shown.split_first() {
        None => got.is_empty(),
        Some((first, rest)) if first.trim() == "…" => (0..=got.len()).any(|skip| fits(rest, &got[skip..])),
        Some((first, rest)) => got.split_first().is_some_and(|(line, got)| line == first && fits(rest, got)),
    }
}

#[test]
fn console_blocks_show_what_the_commands_print() {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_errmon"));
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", binary.parent().unwrap().display());
    let sandbox = Sandbox::new().env("PATH", &path);
    let has_jq = sandbox.run(sandbox.bare("sh").args(["-c", "command -v jq"])).code == 0;
    let mut faults = Vec::new();
    for (command, shown) in blocks(&readme(), "console").iter().flat_map(|block| sessions(block)) {
        if !command.starts_with("errmon") {
            continue;
        }
        if command.contains("| jq ") && !has_jq {
            eprintln!("skipped: no jq for `{command}`");
            continue;
        }
        let run = sandbox.run(sandbox.bare("sh").args(["-c", &format!("{command} 2>&1")]));
        let got: Vec<String> = run.stdout.lines().map(|line| line.trim_end().to_owned()).collect();
        if !fits(&shown, &got) {
            faults.push(format!("$ {command}\n{}", run.stdout));
        }
    }
    assert!(faults.is_empty(), "the README shows something else for these:\n{}", faults.join("\n"));
}

#[test]
fn the_readme_s_test_command_is_what_ci_runs() {
    let readme = readme();
    let mut commands = readme.lines().map(|line| line.trim().trim_start_matches("$ "));
    let command = commands.find(|line| line.starts_with("cargo test")).expect("README.md gives a `cargo test` command");
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run is there");
    assert!(ci.lines().any(|line| line.trim() == command), ".ci/run does not run `{command}`");
}

#[test]
fn a_shown_ellipsis_stands_for_any_lines() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(fits(&lines("a\n…\nd"), &lines("a\nb\nc\nd")));
    assert!(fits(&lines("a\n…"), &lines("a")));
    assert!(!fits(&lines("a\n…\nd"), &lines("a\nb\nc")));
    assert!(!fits(&lines("a"), &lines("a\nb")));
}

#[test]
fn sessions_are_commands_with_their_output() {
    let text = "x\n```console\n$ errmon --version\nerrmon 1\n\n$ errmon\n```\n```sh\n$ no\n```\n";
    let found = blocks(text, "console");
    let expected = [("errmon --version".to_owned(), vec!["errmon 1".to_owned()]), ("errmon".to_owned(), Vec::new())];
    assert_eq!(found.iter().flat_map(|block| sessions(block)).collect::<Vec<_>>(), expected);
}
