//! What a format has between its fields: words, blanks, keys and marks.

use crate::coarse::told;

const LEVELS: [&str; 5] = ["INFO", "ERROR", "CRITICAL", "WARNING", "INFO"];
const LOGGERS: [&str; 3] = ["shop.cart", "shop.db", "api.web"];
const FUNCTIONS: [&str; 3] = ["load", "add_item", "run"];
const MESSAGES: [&str; 7] =
    ["cart 17: added", "ORDER placed", "30 rows written", "in time", "user=bob left", "slow", "[retry] sent"];

/// Level, logger and message of the records of a log of 21 lines, and what is wanted of them.
fn both(line: impl Fn(&str, &str, &str) -> String, has_logger: bool) -> (Vec<String>, Vec<String>) {
    let stamp = |at: usize| format!("2026-11-23 11:36:09,1{at:02}");
    let log: String = (0..21)
        .map(|at| stamp(at) + &line(LEVELS[at % 5], LOGGERS[at % 3], FUNCTIONS[at % 3]) + MESSAGES[at % 7] + "\n")
        .collect();
    let logger = |at: usize| if has_logger { LOGGERS[at % 3] } else { "" };
    let wanted = (0..21).map(|at| format!("{}|{}|{}", LEVELS[at % 5], logger(at), MESSAGES[at % 7])).collect();
    (told(&log), wanted)
}

#[test]
fn words_between_fields_are_the_format_s() {
    let (found, wanted) = both(|level, logger, _| format!(" {level} from {logger}: "), true);
    assert_eq!(found, wanted);
    let (found, wanted) = both(|level, logger, function| format!(" {level} in `{function}` by `{logger}`: "), true);
    assert_eq!(found, wanted);
    let (found, wanted) = both(|level, logger, function| format!(" {level} [{logger}] in {function}: "), true);
    assert_eq!(found, wanted);
    let (found, wanted) = both(|level, _, function| format!(" {level} in {function} at line 17: "), false);
    assert_eq!(found, wanted);
    let (found, wanted) = both(|level, _, function| format!(" {level} in function {function}() - "), false);
    assert_eq!(found, wanted);
}

/// A log of twelve lines with these behind stamp and level.
fn log(behind: impl Fn(usize) -> String) -> String {
    let lines: Vec<String> =
        (0..12).map(|at| format!("2026-11-23 11:36:09 {} {}", LEVELS[at % 5], behind(at))).collect();
    lines.join("\n") + "\n"
}

#[test]
fn a_module_and_its_line_stand_behind_a_word() {
    let modules = ["cart", "web"];
    let found = told(&log(|at| format!("in {}:{at}: {}", modules[at % 2], MESSAGES[at % 7])));
    let wanted: Vec<String> =
        (0..12).map(|at| format!("{}|{}|{}", LEVELS[at % 5], modules[at % 2], MESSAGES[at % 7])).collect();
    assert_eq!(found, wanted);
}

#[test]
fn such_words_begin_messages_as_well() {
    let places = ["in cart: item missing", "in stock: item missing", "in cart: item missing"];
    let found = told(&log(|at| format!("{} {at}", places[at % 3])));
    assert!(found[0].ends_with("cart: item missing 0"), "{}", found[0]);
    let people = ["from bob", "from anna", "from carol"];
    let found = told(&log(|at| format!("{}: {}", people[at % 3], MESSAGES[at % 7])));
    assert!(found[0].ends_with(&format!("bob: {}", MESSAGES[0])), "{}", found[0]);
    let found = told(&log(|at| format!("from 10.0.0.{}: {}", at % 3, MESSAGES[at % 7])));
    assert!(found[0].ends_with(&format!("10.0.0.0: {}", MESSAGES[0])), "{}", found[0]);
    let mixed = ["in cart: none", "order placed", "at home: yes", "from bob: hello"];
    let found = told(&log(|at| format!("{} {at}", mixed[at % 4])));
    assert_eq!(found[3], "WARNING||from bob: hello 3");
}

#[test]
fn two_blanks_behind_levels_of_any_length_are_no_message_s() {
    let (found, wanted) = both(|level, _, _| format!("  {level}  "), false);
    assert_eq!(found, wanted);
    let (found, wanted) = both(|level, _, _| format!(" {level}   "), false);
    assert_eq!(found, wanted);
}

#[test]
fn a_number_and_a_dash_before_the_logger_are_the_process() {
    let lines: Vec<String> =
        (0..14).map(|at| format!("4711-shop.cart-{}-{}", LEVELS[at % 5], MESSAGES[at % 7])).collect();
    let wanted: Vec<String> = (0..14).map(|at| format!("{}|shop.cart|{}", LEVELS[at % 5], MESSAGES[at % 7])).collect();
    assert_eq!(told(&lines.join("\n")), wanted);
}

#[test]
fn a_file_and_a_function_stand_behind_the_logger_and_a_colon() {
    let place = |logger: &str, function: &str| format!("{logger}:cart.py:{function}:17");
    let (found, wanted) = both(|level, logger, function| format!(" {level} {} - ", place(logger, function)), true);
    assert_eq!(found, wanted);
}

#[test]
fn keys_of_hosts_name_no_loggers() {
    let found = told(&log(|at| format!("op=- repo=/repo/main host=h1.example.com msg={}", MESSAGES[at % 7])));
    let wanted: Vec<String> = (0..12).map(|at| format!("{}||{}", LEVELS[at % 5], MESSAGES[at % 7])).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_mark_that_some_lines_have_before_the_level_is_a_column() {
    let mark = |level: &str| if level == "INFO" { ' ' } else { '!' };
    let (found, wanted) = both(|level, logger, _| format!(" {} {level} {logger} - ", mark(level)), true);
    assert_eq!(found, wanted);
    let (found, wanted) = both(|level, _, _| format!(" {} {level} ", mark(level)), false);
    assert_eq!(found, wanted);
}
