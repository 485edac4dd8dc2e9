//! Headers whose fields are parted, ordered or written as in no built-in format.

use crate::coarse::told;

/// Level, logger and message of the records of twelve lines.
fn told_of(line: impl Fn(usize, &str, &str, &str) -> String) -> Vec<String> {
    let messages = ["order 17 was shipped", "cache miss key=cart:3 (bob)", "GET /cart 200", "failed: no such user"];
    let lines = (0..12).map(|at| {
        let level = ["INFO", "DEBUG", "ERROR", "WARNING", "INFO"][at % 5];
        line(at, level, ["shop.cart", "shop.orders", "api.web"][at % 3], messages[at % 4]) + "\n"
    });
    told(&lines.collect::<String>())
}

#[test]
fn levels_in_small_letters_stand_before_the_time() {
    for (open, close) in [("", " "), ("", ": "), ("", " - "), ("[", "] "), ("", " [")] {
        let found = told_of(|at, level, logger, message| {
            let level = level.to_lowercase();
            let end = if close.ends_with('[') { "]" } else { "" };
            format!("{open}{level}{close}2026-11-23 11:36:{at:02},144{end} {logger}: {message}")
        });
        assert_eq!(found.len(), 12, "{open}{close}");
        assert_eq!(found[2], "error|api.web|GET /cart 200", "{open}{close}");
    }
}

#[test]
fn signs_beyond_ascii_part_fields() {
    for sign in ["»", "│", "•", "–", "→"] {
        let found = told_of(|at, level, logger, message| {
            format!("2026-11-23 11:36:{at:02},144 {sign} {level} {sign} {logger} {sign} {message}")
        });
        assert_eq!(found[2], "ERROR|api.web|GET /cart 200", "{sign}");
    }
    let found =
        told_of(|at, level, _, message| format!("2026-11-23 11:36:{at:02} {level} {}{message}", ["→ ", ""][at % 2]));
    assert_eq!(found[2], "ERROR||→ GET /cart 200");
}

#[test]
fn functions_are_told_by_their_lines_and_by_names_that_python_gives() {
    let names = ["<module>", "run", "load_items", "<lambda>"];
    let expected = "ERROR||GET /cart 200";
    for (open, close) in [("", "({n}) "), ("[", "({n})] "), ("", ": "), ("<", "> "), ("", "({n}) - ")] {
        let found = told_of(|at, level, _, message| {
            let close = close.replace("{n}", &(at % 3 * 10).to_string());
            format!("2026-11-23 11:36:{at:02},144 {level} {open}{}{close}{message}", names[at % 4])
        });
        assert_eq!(found[2], expected, "{open}{close}");
    }
}

#[test]
fn names_that_blanks_fill_at_their_left_begin_lines() {
    for mark in [" ", ": ", " - ", " | "] {
        let found = told_of(|_, level, logger, message| format!("{logger:>13}{mark}{level:<8}{mark}{message}"));
        assert_eq!(found.len(), 12, "{mark}");
        assert_eq!(found[2], "ERROR|api.web|GET /cart 200", "{mark}");
        let found = told_of(|at, level, logger, message| {
            format!("{logger:>10}{mark}2026-11-23 11:36:{at:02},144{mark}{level:<8}{mark}{message}")
        });
        assert_eq!(found[1], "DEBUG|shop.orders|cache miss key=cart:3 (bob)", "{mark}");
    }
}

#[test]
fn indented_lists_of_names_and_levels_are_no_records() {
    let list =
        "loggers:\n    root: INFO\n    shop.cart: DEBUG for now\n    a.b: ERROR only\n    shop.orders: INFO too\n";
    assert_eq!(told(list), Vec::<String>::new());
}

#[test]
fn the_time_stands_behind_the_message() {
    for (open, close) in [(" [", "]"), (" (", ")"), (" - ", ""), (" | ", "")] {
        let line = |at, level: &str, logger: &str, message: &str| {
            format!("{level} {logger}: {message}{open}2026-11-23 11:36:{at:02},144{close}")
        };
        assert_eq!(told_of(line)[2], "ERROR|api.web|GET /cart 200", "{open}");
    }
    let found = told_of(|at, level, logger, message| {
        format!("2026-11-23 11:36:{at:02} {level} {logger}: {message} [2026-11-22 10:00:00]")
    });
    assert_eq!(found[2], "ERROR|api.web|GET /cart 200 [2026-11-22 10:00:00]");
}
