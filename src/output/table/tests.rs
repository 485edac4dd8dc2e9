//! The report as it looks, at several widths and with hostile text.

use super::*;
use crate::event::time::Zone;
use crate::report::Options;
use crate::report::sample::{busy, document};
use crate::report::top::Key;
use crate::summary::Summary;

fn options() -> Options {
    Options {
        zone: Zone::Named(chrono_tz::Europe::Berlin),
        paths: crate::report::sample::paths(),
        ..Options::default()
    }
}

fn written(summary: &Summary, options: &Options, width: Option<usize>) -> String {
    let mut out = Vec::new();
    let look = Look { width, colour: false, unicode: true };
    report(&mut out, &Report::new(summary, options), &look).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_documents_example_fits_eighty_columns_and_says_what_happened() {
    insta::assert_snapshot!(written(&document(), &options(), Some(80)));
}

#[test]
fn a_busy_service_at_eighty_columns() {
    insta::assert_snapshot!(written(&busy(), &options(), Some(80)));
}

#[test]
fn a_busy_service_at_two_hundred_columns() {
    let filters = vec![("type", "*Exception".to_owned())];
    insta::assert_snapshot!(written(&busy(), &Options { filters, limit: Some(2), ..options() }, Some(200)));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100, 120, 200] {
        for text in written(&busy(), &options(), Some(width)).lines() {
            assert!(columns(text) <= width, "{width}: {text}");
        }
    }
}

#[test]
fn an_empty_log_is_no_error() {
    let text = written(&Summary::default(), &options(), Some(80));
    assert!(text.contains("nothing to read"), "{text}");
    assert!(text.contains("0 lines read = 0 in records + 0 unrecognised"), "{text}");
}

#[test]
fn nothing_from_a_log_reaches_the_terminal_raw() {
    let mut summary = busy();
    summary.issues[1].template = "bad \u{1b}]0;owned\u{7}\u{202e}password=hunter2 \u{9b}31m".to_owned();
    summary.issues[1].culprit = Some("x\u{1b}[2Jy".to_owned());
    let text = written(&summary, &options(), None);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n') && !text.contains('\u{202e}'), "{text:?}");
    assert!(text.contains("password=[masked]"));
}

#[test]
fn one_ranked_table() {
    let mut out = Vec::new();
    let look = Look { width: Some(80), colour: false, unicode: true };
    top(&mut out, &TopReport::new(&busy(), Key::Module, &options()), &look).unwrap();
    top(&mut out, &TopReport::new(&busy(), Key::Issue, &options()), &look).unwrap();
    top(&mut out, &TopReport::new(&busy(), Key::Hour, &options()), &look).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}
