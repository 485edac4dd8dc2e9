//! What people see: whole tables of real logs, as narrow and as wide as terminals are.

use crate::support::{Run, Sandbox};

fn wide(columns: &str, arguments: &[&str]) -> Run {
    Sandbox::new().env("COLUMNS", columns).errmon(arguments.iter().copied())
}

#[test]
fn the_python_example_at_eighty_columns() {
    insta::assert_snapshot!(wide("80", &["analyze", "python/error.log"]));
}

#[test]
fn the_python_example_at_two_hundred_columns() {
    insta::assert_snapshot!(wide("200", &["analyze", "python/error.log"]));
}

#[test]
fn the_logback_example_at_eighty_columns() {
    insta::assert_snapshot!(wide("80", &["analyze", "-n", "3", "logback/error.log"]));
}

#[test]
fn unhandled_exceptions_at_eighty_columns() {
    insta::assert_snapshot!(wide("80", &["analyze", "corpus/py_thread_uncaught.log"]));
}

#[test]
fn unhandled_exceptions_at_two_hundred_columns() {
    insta::assert_snapshot!(wide("200", &["analyze", "corpus/py_thread_uncaught.log"]));
}

#[test]
fn several_files_with_a_year_between_them_at_eighty_columns() {
    insta::assert_snapshot!(wide("80", &["analyze", "-n", "2", "corpus/lb_weekyear.log", "corpus/lb_multiline.log"]));
}

#[test]
fn one_table_at_eighty_columns() {
    insta::assert_snapshot!(wide("80", &["top", "--by", "culprit", "-n", "2", "corpus/lb_chain.log"]), @r"
    exit: 0
    --- stdout
      EVENTS  SHARE                    CULPRIT
           5    71%  ████████████████  com.acme.shop.Main.lambda$lb_chain
           1    14%  ███▏              com.acme.shop.Checkout.reflect
           1    14%                    1 more
    ");
}

#[test]
fn a_filter_is_told_with_the_table() {
    insta::assert_snapshot!(wide("80", &["top", "--by", "type", "--type", "*Timeout*", "corpus/lb_chain.log"]), @r"
    exit: 0
    --- stdout
      EVENTS  SHARE                    TYPE
           2    67%  ████████████████  java.lang.IllegalStateException
           1    33%  ████████          java.lang.RuntimeException
      --type *Timeout* left out 4 events; levels and coverage are of the whole input
    ");
}

#[test]
fn one_java_issue_at_eighty_columns() {
    insta::assert_snapshot!(wide("80", &["show", "50ee", "logback/error.log"]));
}

#[test]
fn one_event_a_line_at_two_hundred_columns() {
    insta::assert_snapshot!(wide("200", &["events", "--format", "table", "-n", "3", "corpus/py_threads.log"]), @r"
    exit: 0
    --- stdout
    2026-11-23 11:36:10  ERROR  8c69a207  crawler  fetch 3 failed  ConnectionError: host-3.example refused
    2026-11-23 11:36:10  ERROR  8c69a207  crawler  fetch 7 failed  ConnectionError: host-7.example refused
    2026-11-23 11:36:10  ERROR  8c69a207  crawler  fetch 15 failed  ConnectionError: host-15.example refused
    ");
}

#[test]
fn nothing_but_what_could_not_be_read() {
    insta::assert_snapshot!(wide("80", &["analyze", "python/eror.log", "corpus/py_empty.log"]), @r"
    exit: 2
    --- stderr
    error: cannot read `python/eror.log`: no such file or directory
    hint: did you mean `python/error.log`?
    warning: `corpus/py_empty.log` is empty
    ");
}
