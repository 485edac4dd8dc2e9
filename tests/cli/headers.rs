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
    for header in ["{level}", "[{level}]", "{level} shop.cart:", "{level} -"] {
        let found = told_of(|at, level, _, message| {
            format!("2026-11-23 11:36:{at:02} {} → {message}", header.replace("{level}", level))
        });
        assert_eq!(found[2].split('|').nth(2), Some("→ GET /cart 200"), "{header}");
    }
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

/// Values that `{…}` stands for in the headers below, by the number of the line.
fn filled(header: &str, at: usize, level: &str, logger: &str, message: &str) -> String {
    let calls = [("cart", "load"), ("orders", "send_all"), ("mail", "connect"), ("cart", "_retry")];
    let (module, function) = calls[at % 4];
    let thread = ["MainThread", "Thread-1 (run)", "ThreadPoolExecutor-0_1"][at % 3];
    let id = format!("{:08x}", 0x3a5b_7c9d_u64 + 7919 * at as u64);
    header
        .replace("{time}", &format!("2026-11-23 11:36:{at:02},144"))
        .replace("{level}", level)
        .replace("{logger}", logger)
        .replace("{thread}", thread)
        .replace("{module}", module)
        .replace("{function}", function)
        .replace("{line}", &(11 + at % 4).to_string())
        .replace("{id}", &id)
        .replace("{message}", message)
}

/// The third record of twelve lines with this header.
fn third_of(header: &str) -> String {
    told_of(|at, level, logger, message| filled(header, at, level, logger, message)).swap_remove(2)
}

#[test]
fn labels_name_the_field_behind_them() {
    for header in [
        "{time} {module}.py[line:{line}] {level} {message}",
        "{time} - line:{line} - {level} - {message}",
        "[{level}] {time} | line {line} | {message}",
        "{time} [{level}] lineno:{line} |> {message}",
        "{time} {level} [pid:4711] [tid:140246710437632] {message}",
        "{level}: {time}     pid:4711 thread:{thread} {message}",
        "{time} {level} [REQUEST:{id}] [func:{function}] [lineno:{line}] {message}",
    ] {
        assert_eq!(third_of(header), "ERROR||GET /cart 200", "{header}");
    }
    let found = told_of(|at, level, logger, _| {
        format!(
            "2026-11-23 11:36:{at:02} {level} {logger}: line {at} {}",
            ["is broken", "was cut", "is too long"][at % 3]
        )
    });
    assert_eq!(found[2], "ERROR|api.web|line 2 is too long");
    let header = "{level}: {time}     pid:4711 module:{module} {message}";
    assert_eq!(third_of(header), "ERROR|mail|GET /cart 200", "{header}");
}

#[test]
fn two_fields_stand_in_one_pair_of_brackets() {
    for header in [
        "{time} [{logger}|{thread}] {level}: {message}",
        "{time} [{thread} {logger}] [{level}]  {message}",
        "{time} ({thread}, {logger}) {level} {message}",
        "{time} {level} [{logger} {function}] {message}",
        "[{level}] {time} [{thread} - {logger}:{line}] {message}",
    ] {
        assert_eq!(third_of(header), "ERROR|api.web|GET /cart 200", "{header}");
    }
    let header = "{level} - {time} - [{thread} {module}:{line}] - {message}";
    assert_eq!(third_of(header), "ERROR|mail|GET /cart 200");
    // One thread of a pool, with a blank in its name.
    let header = "{time} {level} [HikariPool-1 housekeeper] {logger} - {message}";
    assert_eq!(third_of(header), "ERROR|api.web|GET /cart 200");
}

#[test]
fn functions_are_the_words_that_tell_the_module_before_them() {
    for header in
        ["{time} | {level} | {module} | {function} | {message}", "{time} - {module} - {function} - {level} - {message}"]
    {
        assert_eq!(third_of(header).replace(".x", ""), "ERROR|mail|GET /cart 200", "{header}");
    }
    // The same logger below each user, and no function.
    let found = told_of(|at, level, _, message| {
        format!(
            "2026-11-23 11:36:{at:02} {level} [{}] [{}] {message}",
            ["anna", "bob"][at % 2],
            ["cart", "mail"][at / 2 % 2]
        )
    });
    assert_eq!(found[2], "ERROR|mail|GET /cart 200");
}

#[test]
fn context_stands_behind_the_logger_up_to_a_mark() {
    let context = |at: usize, form: &str| match form {
        "pairs" => format!("user=U{at} op="),
        "ids" => format!("{:016x}", 0x3a5b_7c9d_1122_3344_u64 + 7919 * at as u64),
        "often empty" if at.is_multiple_of(3) => "anna tx17".to_owned(),
        "often empty" => String::new(),
        _ => format!("Shop(akka://shop/{at})"),
    };
    for form in ["pairs", "ids", "often empty", "marks"] {
        for mark in ["-", "---", "|"] {
            let found = told_of(|at, level, logger, message| {
                format!("2026-11-23 11:36:{at:02},144 {level} {logger} {} {mark} {message}", context(at, form))
            });
            assert_eq!(found[2], "ERROR|api.web|GET /cart 200", "{form} {mark}");
        }
    }
    let found = told_of(|at, level, logger, message| {
        let message = if at.is_multiple_of(4) { "HikariPool-1 - started" } else { message };
        format!("2026-11-23 11:36:{at:02},144 {level} {logger} {message}")
    });
    assert_eq!([&found[0], &found[2]], ["INFO|shop.cart|HikariPool-1 - started", "ERROR|api.web|GET /cart 200"]);
}

#[test]
fn plain_modules_stand_before_sentences() {
    let messages = ["Order 17 was shipped", "Cache miss key=cart:3 (bob)", "GET /cart 200", "Cannot reach bank"];
    for header in ["{level} {time} {module} {message}", "{time} {level} {module} {message}"] {
        let found = told_of(|at, level, logger, _| filled(header, at, level, logger, messages[(at + at / 4) % 4]));
        assert_eq!(found[2].split('|').nth(1), Some("mail"), "{header}: {}", found[2]);
    }
}
