//! Patterns of lines that no row of the catalogue describes.

use super::*;

fn pattern(lines: &[impl AsRef<str>]) -> Vec<String> {
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_ref().as_bytes()).collect();
    infer(&lines).iter().map(|layout| layout.pattern().to_owned()).collect()
}

/// The patterns of so many lines.
fn patterns_of(count: usize, line: impl Fn(usize) -> String) -> Vec<String> {
    pattern(&(0..count).map(line).collect::<Vec<_>>())
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
        assert_eq!(patterns_of(6, line)[0], format!("%d [{conversion}] [%c] %p %m%n"));
    }
}

#[test]
fn ids_between_marks_of_one_kind_are_fields() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at}: INFO: 4711: shop.cart: order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d: %p: %pid: %c: %m%n");
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at}: INFO: {at}: order sent");
    assert_eq!(patterns_of(6, line)[0], "%d: %p: %m%n");
}

#[test]
fn blanks_fill_levels_behind_marks() {
    let levels = ["   INFO", "WARNING", "  ERROR"];
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} shop.cart:{} order {at}", levels[at % 3]);
    assert_eq!(patterns_of(6, line)[0], "%d %c:%11p %m%n");
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
        assert_eq!(patterns_of(8, line)[0], wanted);
    }
}

/// Twelve lines of a form with a time `{t}`; `{name}` stands for one of the texts given for it.
fn lines_of(form: &str, texts: &[(&str, &[&str])]) -> Vec<String> {
    let line = |at: usize| {
        let time = form.replace("{t}", &format!("2026-11-23 11:36:{:02},144", at + 10));
        texts.iter().fold(time, |line, (name, texts)| line.replace(&format!("{{{name}}}"), texts[at % texts.len()]))
    };
    (0..12).map(line).collect()
}

/// Levels filled to five letters, with a blank behind them.
const LEVELS: (&str, &[&str]) = ("l", &["INFO  ", "WARN  ", "ERROR "]);
const LOGGERS: (&str, &[&str]) = ("c", &["com.acme.shop.Cart", "c.a.s.Orders"]);
const MESSAGES: (&str, &[&str]) = ("m", &["order sent", "17 of them", "Cart is lost", "done"]);

#[test]
fn words_that_some_lines_lack_are_fields_before_the_logger() {
    let form = "{t} [main] {l}{x} {c} - {m}";
    let lines = lines_of(form, &[LEVELS, ("x", &["AUDIT", "", "", "AUDIT"]), LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d [%t] %-5p %X{value} %c - %m%n");
    let lines = lines_of("{t} {l}[main] {x} {c} {m}", &[LEVELS, ("x", &["anna", "", "bob@x.org"]), LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d %-5p [%t] %X{value} %c %m%n");
    let form = "{t} main INFO {x} [{c}] {m}";
    let lines = lines_of(form, &[("x", &["anna 9a556dd6", " ", "bob 3d55713c"]), LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d %t %p %X{value} %X{value} [%c] %m%n");
    let lines = lines_of(form, &[("x", &["anna 9a556dd6", "u-7 17571c3c"]), LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d %t %p %X{value} %X{value} [%c] %m%n");
}

#[test]
fn words_of_messages_before_a_dotted_name_are_no_fields() {
    let name = ("x", &["creating", "using", "lost"][..]);
    for form in ["{t} {l}{x} {c} - {m}", "{t} {l}{x} bean [{c}] {m}", "{t} {l}{x} {c}: {m}"] {
        let lines = lines_of(form, &[LEVELS, name, LOGGERS, MESSAGES]);
        assert!(!pattern(&lines)[0].contains("%X"), "{:?}", pattern(&lines));
    }
    // One blank more is missing.
    let lines = lines_of("{t} {l}{x}{c} - {m}", &[LEVELS, ("x", &["creating ", ""]), LOGGERS, MESSAGES]);
    assert!(!pattern(&lines)[0].contains("%X"), "{:?}", pattern(&lines));
}

#[test]
fn values_behind_keys_may_be_empty() {
    let ids = ("x", &["9a556dd6", "", ""][..]);
    let lines = lines_of("{t} trace={x} span={x} {l}{c} - {m}", &[ids, LEVELS, LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d trace=%X{value} span=%X{value} %-5p %c - %m%n");
    let users = ("u", &["none", "carol@x.org", "none", "u-7"][..]);
    let lines = lines_of("{t} {l}{c} request={x} user={u} {m}", &[ids, users, LEVELS, LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d %-5p %c request=%X{value} user=%X{value} %m%n");
}

#[test]
fn pairs_of_messages_of_one_kind_are_no_fields() {
    let form = "{t} {l}{c} elapsed={x} {m}";
    for messages in [&["rows were read", "rows were written"][..], &[""], &["rows=7"]] {
        let texts = [LEVELS, LOGGERS, ("x", &["12.5ms@a", "7.1ms@b"][..]), ("m", messages)];
        assert!(!pattern(&lines_of(form, &texts))[0].contains('='), "{messages:?}");
    }
    for form in ["{t} {l}{c}: user={x} {m}", "{t} {l}{c} - user={x} {m}", "{t} {l}{c} user={x} action=login"] {
        let texts = [LEVELS, LOGGERS, ("x", &["bob", "anna@x.org"][..]), MESSAGES];
        assert!(!pattern(&lines_of(form, &texts))[0].contains('='), "{form}");
    }
}

#[test]
fn an_id_before_the_level_and_a_tag_before_the_logger_are_fields() {
    let ids = ("x", &["9a556dd67f34", "3d55713cefbd"][..]);
    let lines = lines_of("{t} {x} {l}{c} - {m}", &[ids, LEVELS, LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d %X{context} %-5p %c - %m%n");
    let ids = ("x", &["9a556dd67f34", "N/A", "N/A"][..]);
    let lines = lines_of("{t} [main] {l}[TID:{x}] {c} -{m}", &[ids, LEVELS, LOGGERS, MESSAGES]);
    assert_eq!(pattern(&lines)[0], "%d [%t] %-5p [TID:%X{value}] %c -%m%n");
    let lines = lines_of("{t} [main] {l}{c} - [TID:{x}] {m}", &[ids, LEVELS, LOGGERS, MESSAGES]);
    assert!(!pattern(&lines)[0].contains("TID"), "a message's own");
}

#[test]
fn values_in_brackets_before_a_dash_are_fields() {
    let users = ("x", &["", "carol@x.org", "u-7", "bob@x.org"][..]);
    let lines = lines_of("{t} [main] {l}{c} [{x}] - {m}", &[users, LEVELS, LOGGERS, MESSAGES]);
    assert!(pattern(&lines)[0].ends_with("%c [%X{value}] - %m%n"), "{:?}", pattern(&lines));
    let lines = lines_of("{t} [main] {l}{c} [{x}] {m}", &[users, LEVELS, LOGGERS, MESSAGES]);
    assert!(pattern(&lines)[0].ends_with("%c %m%n"), "{:?}", pattern(&lines));
}

#[test]
fn a_thread_is_not_joined_with_the_logger_behind_it() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} Thread-{at} (shop.cart) <INFO> - order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d %t \\(%c\\) <%p> - %m%n");
}

#[test]
fn a_file_and_its_line_may_have_a_blank_between() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} shop.cart cart.py 3{at}: order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d %c %F %L: %m%n");
    let line = |at: usize| format!("{{2026-11-23 11:36:09,14{at}}} (/srv/cart.py:3{at}) INFO shop {at}");
    assert_eq!(patterns_of(6, line)[0], "\\{%d\\} \\(%X{path}:%L\\) %p %m%n");
}

#[test]
fn processes_and_threads_are_two_fields() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} - INFO: 4711:Thread-{at} order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d - %p: %pid:%t %m%n");
}

#[test]
fn threads_of_python_may_stand_right_before_the_message() {
    let threads = ["MainThread", "Thread-1", "Thread-2"];
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} INFO {} order {at}", threads[at % 3]);
    assert_eq!(patterns_of(6, line)[0], "%d %p %t %m%n");
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} INFO Thread-1 sent {at}");
    assert_eq!(patterns_of(6, line)[0], "%d %p %m%n");
}

#[test]
fn loggers_may_stand_before_the_time() {
    let line = |at: usize| format!("shop.{} 2026-11-23 11:36:09,14{at} - INFO - order {at}", ["cart", "db"][at % 2]);
    assert_eq!(patterns_of(6, line)[0], "%c %d - %p - %m%n");
}

#[test]
fn a_module_with_a_line_is_no_logger_beside_one() {
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} [cart:3{at}] (INFO) [shop.web] | order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d [%X{module}:%L] \\(%p\\) [%c] | %m%n");
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} [cart:3{at}] (INFO) | order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d [%c:%L] \\(%p\\) | %m%n");
}

#[test]
fn pairs_that_fill_a_bracket_are_one_field() {
    let users = ["anna", "", "bob"];
    let line = |at: usize| {
        let level = ["INFO", "ERROR"][at % 2];
        format!(
            "2026-11-23 11:36:09,14{at} [main] {level} com.acme.Cart [request=9a55{at}, user={}] order {at}",
            users[at % 3]
        )
    };
    assert_eq!(patterns_of(6, line)[0], "%d [%t] %p %c [%X{context}] %m%n");
    let line = |at: usize| format!("2026-11-23 11:36:09,14{at} [level=INFO id={at}] order {at}");
    assert_eq!(patterns_of(6, line)[0], "%d [level=%p id=%pid] %m%n");
}

#[test]
fn a_letter_may_stand_right_before_the_time() {
    let line = |at: usize| format!("{}09:35:0{at} order {at}", ["I", "D", "E"][at % 3]);
    assert_eq!(patterns_of(6, line)[0], "%.-1p%d %m%n");
    for letters in [["I", "I", "I"], ["T", "T", "S"], ["E", "W", "I"]] {
        let line = |at: usize| format!("{}09:35:0{at} order {at}", letters[at % 3]);
        assert!(patterns_of(6, line).is_empty(), "{letters:?}");
    }
}

#[test]
fn loggers_before_levels_between_marks_need_no_other_lines_like_them() {
    let among = |line: &dyn Fn(usize) -> String| {
        let both = |at: usize| format!("{}\n2026-11-23 11:36:09,14{at} INFO order {at}\nof bob\nand eve", line(at));
        let text: Vec<String> = (0..8).map(both).collect();
        let lines: Vec<String> = text.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
        pattern(&lines).into_iter().filter(|pattern| !pattern.contains("%d")).collect::<Vec<_>>()
    };
    let levels = ["INFO", "ERROR"];
    let of = |form: &'static str| {
        among(&|at: usize| form.replace("{n}", ["http", "pool"][at % 2]).replace("{l}", levels[at / 2 % 2]))
    };
    assert_eq!(of("lib.{n}|{l}|User logged in"), ["%c|%p|%m%n"]);
    assert_eq!(of("lib.{n} - {l} - User logged in"), ["%c - %p - %m%n"]);
    for prose in ["lib.{n} {l} was not found", "the {n}|{l}|table", "lib.{n}|INFO|one level", "{n} is {l}: see there"] {
        assert!(of(prose).is_empty(), "{prose}: {:?}", of(prose));
    }
}

#[test]
fn lines_with_a_date_and_lines_with_a_time_alone_are_walked_apart() {
    let line = |at: usize| {
        if at.is_multiple_of(2) {
            format!("02:05:0{at} [INFO] app.web: order {at}")
        } else {
            format!("2026-07-20 02:05:0{at},207 ERROR MainThread order {at}")
        }
    };
    let patterns = patterns_of(8, line);
    for wanted in ["%d [%p] %c: %m%n", "%d %p %t %m%n"] {
        assert!(patterns.iter().any(|pattern| pattern == wanted), "{patterns:?}");
    }
}

#[test]
fn numbers_behind_a_logger_are_lines_where_they_differ_as_lines_do() {
    let of = |numbers: [&str; 6]| {
        let line = |at: usize| format!("2026-11-23 11:36:09,14{at} shop.cart:{} INFO order {at}", numbers[at]);
        patterns_of(6, line)[0].clone()
    };
    assert_eq!(of(["27", "342", "8", "131", "517", "27"]), "%d %c:%L %p %m%n");
    assert_eq!(of(["4711", "4712", "4711", "4713", "4714", "4715"]), "%d %c:%pid %p %m%n");
    assert_eq!(of(["7", "112", "7", "7", "112", "7"]), "%d %c:%pid %p %m%n");
}
