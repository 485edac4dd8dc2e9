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
