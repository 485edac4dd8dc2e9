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

#[test]
fn a_value_that_does_not_fit_names_the_file_and_the_key() {
    for (text, words) in [
        ("[levels]\nlevel = \"loud\"\n", ["errmon.toml: levels.level", "`loud`"]),
        ("[time]\ntz = \"Europe/Berln\"\n", ["errmon.toml: time.tz", "did you mean `Europe/Berlin`?"]),
        ("[layouts]\nlogback = [\"%d %levle %msg%n\"]\n", ["errmon.toml: layouts.logback", "did you mean `level`?"]),
        ("[layouts]\npython = [\"%(message)s\"]\n", ["errmon.toml:2", "expected a table such as"]),
    ] {
        let sandbox = Sandbox::empty().with("errmon.toml", text).with("a.log", "ERROR:root:one\n");
        sandbox.errmon(["analyze", "a.log"]).fails(&words);
    }
}
