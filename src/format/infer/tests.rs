//! Patterns of lines that no row of the catalogue describes.

use super::*;

fn pattern(lines: &[&str]) -> Vec<String> {
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    infer(&lines).iter().map(|layout| layout.pattern().to_owned()).collect()
}

#[test]
fn fields_are_known_by_their_texts() {
    let lines = [
        "2026-11-23 11:36:09,144 <main> {com.acme.A} WARN => slow: 3 s",
        "2026-11-23 11:36:09,145 <pool-1-thread-2> {com.acme.B} INFO => ok - done",
    ];
    assert_eq!(pattern(&lines), ["%d <%t> \\{%c\\} %p => %m%n"]);
}

#[test]
fn first_words_of_messages_are_no_field() {
    let lines = [
        "2026-11-23 11:36:09,144 ERROR cannot open file",
        "2026-11-23 11:36:09,145 INFO name: value",
        "2026-11-23 11:36:09,146 INFO [user] x",
        "2026-11-23 11:36:09,147 INFO bye",
    ];
    assert_eq!(pattern(&lines), ["%d %p %m%n"]);
}

#[test]
fn lines_that_begin_like_no_header_suggest_nothing() {
    assert!(pattern(&["Traceback (most recent call last):", "    raise X", "KeyError: 'x'", ""]).is_empty());
}
