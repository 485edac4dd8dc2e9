//! Patterns of lines that no row of the catalogue describes.

use super::*;

fn pattern(lines: &[impl AsRef<str>]) -> Vec<String> {
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_ref().as_bytes()).collect();
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
fn names_and_numbers_that_begin_messages_are_no_field() {
    let line = |at: usize| {
        let text = ["HikariPool-1 - not available", "order was lost", "17 orders could not be sent"][at % 3];
        format!("2026-11-23 11:36:09,14{at} ERROR com.acme.Shop{}: {text}", at % 2)
    };
    for lines in [vec![line(0)], vec![line(2), line(5)], (0..6).map(line).collect()] {
        assert_eq!(pattern(&lines).first().map(String::as_str), Some("%d %p %c: %m%n"), "{lines:?}");
    }
    let line = |at: usize| format!("2026.11.23 11:36:0{at} INFO com.acme.Shop Thread[main,5,main]: message {at}");
    let lines = [line(1), line(2), line(3), line(4)];
    assert!(pattern(&lines)[0].starts_with("%d %p %c %t"), "{:?}", pattern(&lines));
}

#[test]
fn a_tool_s_stamped_lines_without_levels_suggest_no_name() {
    let lines: Vec<String> = (0..9).map(|at| format!("update-tool 2026-05-09 06:51:4{at}: link group {at}")).collect();
    let found = pattern(&lines);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn lines_that_begin_like_no_header_suggest_nothing() {
    assert!(pattern(&["Traceback (most recent call last):", "    raise X", "KeyError: 'x'", ""]).is_empty());
}

#[test]
fn a_level_behind_other_fields_is_a_header_s_where_most_lines_have_one() {
    let line = |at: usize| format!("[shop.{}] {}: message {at}", ["cart", "db"][at % 2], ["INFO", "ERROR"][at % 3 / 2]);
    let lines: Vec<String> = (0..6).map(line).collect();
    assert_eq!(pattern(&lines), ["[%c] %p: %m%n"]);
    assert_eq!(pattern(&lines[..1]), Vec::<String>::new());
    let prose = ["step 1 ERROR: disk full", "step 2 went well", "step 3 WARN: slow", "step 4 ends", "all is done"];
    assert_eq!(pattern(&prose), Vec::<String>::new());
}

#[test]
fn places_of_calls_are_told_by_their_form() {
    let places = [
        ("run():{n}", "%M\\(\\):%L"),
        ("cart.py:{n}:add", "%F:%L:%M"),
        ("cart.py:add:{n}", "%F:%M:%L"),
        ("cart.py:{n}", "%F:%L"),
    ];
    for (place, conversion) in places {
        let line = |at: usize| {
            let place = place.replace("{n}", &(at + 10).to_string());
            format!("2026-11-23 11:36:09,14{at} [{place}] [shop.cart] INFO order {at}")
        };
        let lines: Vec<String> = (0..6).map(line).collect();
        assert_eq!(pattern(&lines)[0], format!("%d [{conversion}] [%c] %p %m%n"));
    }
}

#[test]
fn ids_between_marks_of_one_kind_are_fields() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at}: INFO: 4711: shop.cart: order {at}");
    let lines: Vec<String> = (0..6).map(line).collect();
    assert_eq!(pattern(&lines)[0], "%d: %p: %pid: %c: %m%n");
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at}: INFO: {at}: order sent");
    let lines: Vec<String> = (0..6).map(line).collect();
    assert_eq!(pattern(&lines)[0], "%d: %p: %m%n");
}

#[test]
fn blanks_fill_levels_behind_marks() {
    let levels = ["   INFO", "WARNING", "  ERROR"];
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} shop.cart:{} order {at}", levels[at % 3]);
    let lines: Vec<String> = (0..6).map(line).collect();
    assert_eq!(pattern(&lines)[0], "%d %c:%11p %m%n");
}

#[test]
fn levels_as_long_as_their_field_are_in_its_layout() {
    let levels = ["INFO ", "WARN ", "INFO ", "INFO ", "INFO ", "INFO ", "INFO ", "ERROR"];
    let forms = [
        ("[{l}] {t} shop.cart - x", "[%-5p] %d %c - %m%n"),
        ("{t} {l}: shop.cart - x", "%d %-5p: %c - %m%n"),
        ("{t} {l}\tshop.cart\tx", "%d %-5p\\t%c\\t%m%n"),
    ];
    for (form, wanted) in forms {
        let line = |at: usize| {
            form.replace("{t}", &format!("2026-11-23 11:36:09,14{at}")).replace("{l}", levels[at % levels.len()])
        };
        let lines: Vec<String> = (0..8).map(line).collect();
        assert_eq!(pattern(&lines)[0], wanted);
    }
}

#[test]
fn a_thread_is_not_joined_with_the_logger_behind_it() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} Thread-{at} (shop.cart) <INFO> - order {at}");
    let lines: Vec<String> = (0..6).map(line).collect();
    assert_eq!(pattern(&lines)[0], "%d %t \\(%c\\) <%p> - %m%n");
}
