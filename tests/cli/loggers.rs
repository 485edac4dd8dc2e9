//! Columns of Python's headers that are told from each other by what they hold in all lines: loggers, threads, messages.

use crate::layouts::told;

/// A line of name, level and text.
type Form = fn(&str, &str, &str) -> String;

/// Lines of `count` records by `line`, which gets the number of each.
fn log(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| line(at) + "\n").collect()
}

/// Level, logger and message of the first record.
fn first(log: &str) -> String {
    told(log).first().cloned().unwrap_or_default()
}

#[test]
fn a_logger_named_like_a_thread_is_a_logger_as_the_others_are() {
    let names = ["worker_2", "main", "httpx", "worker_1"];
    let levels = ["WARNING", "INFO", "ERROR"];
    let message = ["ready", "job opened", "Epoch 7 - loss 0.67"];
    let forms: [Form; 3] = [
        |name, level, text| format!("2026-11-28 10:00:00,123 - {name} - {level} - {text}"),
        |name, level, text| format!("2026-11-28 10:00:00,123 :: {level} :: {name} :: {text}"),
        |name, level, text| format!("[{level}][2026-11-28 10:00:00,123][{name}][run_1] {text}"),
    ];
    for form in forms {
        let log = log(24, |at| form(names[at % 4], levels[at % 3], message[at % 3]));
        assert_eq!(first(&log), "1 WARNING worker_2 ready");
    }
    let log = log(24, |at| format!("2026-11-28 10:00:00,123 [{}] INFO  - ready", ["main", "worker_1"][at % 2]));
    assert_eq!(first(&log), "1 INFO  ready", "Java's threads");
}

#[test]
fn modules_with_a_blank_behind_them_are_loggers_and_first_words_are_not() {
    let names = ["data_loader", "utils", "train_model", "eval"];
    let texts = ["ready", "2924 users skipped", "(3, 'x') -> session", "saved to out.xlsx", "Started server"];
    let form = |at: usize| {
        format!("2026-11-28 10:00:00,123 {:<8} {} {}", ["INFO", "ERROR"][at % 2], names[at % 4], texts[at % 5])
    };
    assert_eq!(first(&log(24, form)), "1 INFO data_loader ready");
    let words = ["loading data", "training ends", "loading model", "training begins", "done with it", "done for now"];
    let form = |at: usize| format!("2026-11-28 10:00:00,123 INFO {}", words[at % 6]);
    assert_eq!(first(&log(24, form)), "1 INFO  loading data");
}

#[test]
fn blanks_that_all_messages_begin_with_are_none_of_them() {
    let form = |at: usize| format!("MyClass:{}: {}", ["INFO", "ERROR"][at % 2], ["  ready", "done", "gone"][at % 3]);
    assert_eq!(told(&log(6, form))[..2], ["1 INFO MyClass   ready", "2 ERROR MyClass done"]);
    let form = |at: usize| format!("2026-11-28 10:00:00,123 [MainThread  ] [INFO ]  {}", ["ready", "  done"][at % 2]);
    assert_eq!(told(&log(6, form))[..2], ["1 INFO  ready", "2 INFO    done"]);
}

#[test]
fn blanks_behind_a_level_are_the_messages_where_levels_are_not_filled() {
    let form = |at: usize| match at {
        4 => "2026-11-28 10:00:00,123 ERROR     four".to_owned(),
        _ => format!("2026-11-28 10:00:00,123 {} ready", ["INFO", "WARNING"][at % 2]),
    };
    assert_eq!(told(&log(10, form))[4], "5 ERROR      four");
    let texts = ["ready now", "order 17 shipped", "cannot read", "done"];
    let form =
        |at: usize| format!("2026-11-28 10:00:00,123 {:<8} {}", ["INFO", "CRITICAL", "ERROR"][at % 3], texts[at % 4]);
    assert_eq!(first(&log(10, form)), "1 INFO  ready now");
}

#[test]
fn arrows_part_the_header_from_the_message() {
    let form = |at: usize| format!("2026-11-28 10:00:00 ERROR => {} -> 502", ["POST /v1", "done", "[1]"][at % 3]);
    assert_eq!(first(&log(6, form)), "1 ERROR  POST /v1 -> 502");
    let form = |at: usize| format!("2026-11-28 10:00:00 [INFO] [a] -> {}", ["ready", "done", "[1]"][at % 3]);
    assert_eq!(first(&log(6, form)), "1 INFO a ready");
}

#[test]
fn columns_of_numbers_calls_and_processes_are_told() {
    let texts = ["ready", "done", "key: value", "User 7 logged in"];
    let level = |at: usize| ["INFO", "ERROR", "DEBUG"][at % 3];
    let logger = |at: usize| ["app.core", "root"][at % 2];
    let form = |at: usize| {
        format!("2026-11-28 10:00:00,123 [17317:140072625194688] {} {}: {}", level(at), logger(at), texts[at % 4])
    };
    assert_eq!(first(&log(12, form)), "1 INFO app.core ready");
    let form = |at: usize| format!("[2026-11-28 10:00:00,123][PID:13855][{}][logger] {}", level(at), texts[at % 4]);
    assert_eq!(first(&log(12, form)), "1 INFO logger ready");
    let form = |at: usize| {
        let name = ["__main__", "data_loader"][at % 2];
        format!("2026-11-28 10:00:00 {} [{name}:{}] {}", level(at), ["_on_msg", "process_batch"][at % 2], texts[at % 4])
    };
    assert_eq!(first(&log(12, form)), "1 INFO __main__ ready");
    let form = |at: usize| format!("[10:00:0{}] [MainProcess/{}] [MainThread]: {}", at % 10, level(at), texts[at % 4]);
    assert_eq!(first(&log(12, form)), "1 INFO  ready");
    let form = |at: usize| format!("2026-11-28 10:00:00 - {} - MainThread - {}", level(at), texts[at % 4]);
    assert_eq!(first(&log(12, form)), "1 INFO  ready");
    let form = |at: usize| {
        format!(
            "2026-11-28 10:00:00,123 INFO aiohttp.access 127.0.0.1 [28/Nov/2026:10:00:00 +0000] \"GET /{at} HTTP/1.1\" 200 163"
        )
    };
    assert_eq!(
        first(&log(12, form)),
        "1 INFO aiohttp.access 127.0.0.1 [28/Nov/2026:10:00:00 +0000] \"GET /0 HTTP/1.1\" 200 163"
    );
}

#[test]
fn what_oslo_prints_below_a_record_without_an_exception_is_no_record() {
    let head = "2026-11-28 10:00:00.748 1564 ERROR nova.driver";
    let plain = format!("{head} [-] ready\n");
    let nothing = format!("{head} [-] failed: NoneType: None\n{head} NoneType: None\n{head} \n");
    let frames = ["Traceback (most recent call last):", "  File \"/srv/a.py\", line 1, in f", "KeyError: 1", ""];
    let trace = frames.map(|line| format!("{head} {line}\n")).concat();
    let log = plain.repeat(4) + &nothing + &plain + &format!("{head} [-] broken: KeyError: 1\n") + &trace + &plain;
    let lines: Vec<String> = told(&log).iter().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect();
    assert_eq!(lines, ["1", "2", "3", "4", "5", "8", "9", "14"]);
}
