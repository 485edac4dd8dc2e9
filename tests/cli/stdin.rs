//! Standard input: piped, named `-`, empty, or none.

use std::fs;

use serde_json::Value;

use crate::support::Sandbox;

/// The report without the keys that name where the bytes came from.
fn totals(report: &Value) -> (Value, Value, Value) {
    (report["totals"].clone(), report["types"].clone(), report["coverage"]["lines_read"].clone())
}

#[test]
fn a_pipe_gives_the_same_counts_as_the_file() {
    let sandbox = Sandbox::new();
    let bytes = fs::read(sandbox.path("corpus/py_chain.log")).unwrap();
    let file = sandbox.errmon(["analyze", "--format", "json", "corpus/py_chain.log"]).exits(0).json();
    for arguments in [vec!["analyze", "--format", "json", "-"], vec!["analyze", "--format", "json"]] {
        let piped = sandbox.errmon_with_stdin(arguments, &bytes).exits(0).json();
        assert_eq!(totals(&piped), totals(&file));
    }
}

#[test]
fn a_redirected_file_is_read_and_said() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(["analyze", "--format", "json"]);
    command.stdin(fs::File::open(sandbox.path("python/error.log")).unwrap());
    let run = sandbox.run(&mut command).exits(0).warns(&["standard input"]);
    assert_eq!(run.json()["totals"]["records"], 2);
}

#[test]
fn dev_null_is_nothing_to_read() {
    Sandbox::empty().errmon(["analyze"]).fails(&["hint: "]);
}

#[test]
fn an_empty_pipe_falls_through_to_the_file_here() {
    let sandbox = Sandbox::empty().with_fixture("python/error.log");
    let run = sandbox.errmon_with_stdin(["analyze", "--format", "json"], b"").exits(0);
    assert_eq!(run.json()["totals"]["records"], 2, "{run}");
}
