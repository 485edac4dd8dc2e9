//! `errmon.toml` in the folder of the run.

use crate::support::Sandbox;

#[test]
fn sources_stand_in_for_paths() {
    let sandbox =
        Sandbox::empty().with("errmon.toml", "sources = [\"logs/app.log\"]\n").with("logs/app.log", "ERROR:root:one\n");
    let report = sandbox.errmon(["analyze", "--format", "json"]).exits(0).json();
    assert_eq!(report["sources"][0]["path"], "logs/app.log");
    assert_eq!(report["totals"]["records"], 1);
}

#[test]
fn a_mistake_is_named_with_its_line() {
    let sandbox = Sandbox::empty().with("errmon.toml", "sources = [\n  \"a.log\"\n").with("a.log", "ERROR:root:one\n");
    sandbox.errmon(["analyze", "a.log"]).fails(&["errmon.toml"]);
}

#[test]
fn an_unknown_key_is_an_error_that_names_it() {
    let sandbox = Sandbox::empty().with("errmon.toml", "sorces = [\"a.log\"]\n").with("a.log", "ERROR:root:one\n");
    sandbox.errmon(["analyze", "a.log"]).fails(&["errmon.toml", "sorces"]);
}
