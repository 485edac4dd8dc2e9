//! `errmon completions` and `errmon man`, and the help text.

use crate::support::Sandbox;

#[test]
fn each_shell_gets_completions_that_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        Sandbox::new().errmon(["completions", shell]).exits(0).prints(&["errmon", "analyze"]);
    }
}

#[test]
fn the_manual_page_is_roff() {
    Sandbox::new().errmon(["man"]).exits(0).prints(&[".TH", "analyze"]);
}

#[test]
fn help_names_every_command_and_version_is_the_package_s() {
    let commands = ["analyze", "top", "events", "show", "explain", "formats", "schema", "completions", "man"];
    Sandbox::new().errmon(["--help"]).exits(0).prints(&commands);
    Sandbox::new().errmon(["--version"]).exits(0).prints(&["errmon [VERSION]"]);
}

#[test]
fn a_misspelt_command_names_the_near_one() {
    Sandbox::new().errmon(["analyse"]).fails(&["analyze"]);
}
