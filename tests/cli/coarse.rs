//! Lines of prose that look like the columns of a layout, which stay whole as long as the file does not prove the columns.

use crate::support::Sandbox;

/// Level, logger and message of each record of a log, blanks for what it has not.
pub(crate) fn told(log: &str) -> Vec<String> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told = |event: serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        format!("{}|{}|{}", text(&event["log"]["level"]), text(&event["log"]["logger"]), text(&event["message"]))
    };
    run.json_lines().into_iter().map(told).collect()
}

#[test]
fn a_level_word_behind_a_few_words_of_prose_makes_no_columns_of_them() {
    let dpkg = "2026-11-23 11:36:09 status installed libc:amd64 2.36\n\
                2026-11-23 11:36:09 startup archives unpack\n\
                2026-11-23 11:36:10 status half-configured x:all ERROR\n";
    assert_eq!(
        told(dpkg),
        [
            "ERROR||status installed libc:amd64 2.36",
            "ERROR||startup archives unpack",
            "ERROR||status half-configured x:all ERROR",
        ]
    );
    let words = "2026-11-23 11:36:09,144 app.worker INFO all fine here\n\
                 2026-11-23 11:36:10,144 app.db DEBUG all fine here\n\
                 2026-11-23 11:36:11,144 app.db ERROR the warning was sent\n";
    assert_eq!(
        told(words),
        ["INFO|app.worker|all fine here", "DEBUG|app.db|all fine here", "ERROR|app.db|the warning was sent"]
    );
    let columns = "2026-11-23 11:36:09,144 app.worker MainProcess MainThread INFO all fine here\n\
                   2026-11-23 11:36:10,144 app.db SpawnProcess-1:2 Thread-1 (run) ERROR the warning was sent\n";
    assert_eq!(told(columns), ["INFO|app.worker|all fine here", "ERROR|app.db|the warning was sent"]);
}

#[test]
fn words_before_a_colon_are_no_loggers_where_other_records_begin_with_a_level_alone() {
    let log = "INFO cart : empty\nINFO basket : full\nINFO stock : low\nERROR order failed\n\
               Traceback (most recent call last):\n  File \"/srv/app/db.py\", line 7, in do\n    x\nKeyError: 'id'\n\
               INFO cart : empty\nINFO stopped\n";
    assert_eq!(
        told(log),
        [
            "INFO||cart : empty",
            "INFO||basket : full",
            "INFO||stock : low",
            "ERROR||order failed",
            "INFO||cart : empty",
            "INFO||stopped",
        ]
    );
    assert_eq!(told("INFO - item 17\nERROR order failed\n"), ["INFO||- item 17", "ERROR||order failed"]);
}

#[test]
fn marks_of_lists_in_some_messages_do_not_speak_against_the_layout() {
    let line = |level: &str, text: &str| format!("[2026-11-23 11:36:09,144] {level} in app: {text}\n");
    let items = ["  - host: db1", "  - port: 5432", "  - user: shop", "  - pool: 5", "  - debug: no"];
    let log = line("INFO", "configuration:") + &items.map(|item| line("INFO", item)).concat() + &line("ERROR", "x");
    let told_items = items.map(|item| format!("INFO||{item}"));
    let all: Vec<String> =
        [vec!["INFO||configuration:".to_owned()], told_items.to_vec(), vec!["ERROR||x".to_owned()]].concat();
    assert_eq!(told(&log), all);
    assert_eq!(told("2026-11-23 11:36:09,144 - app - INFO - - item 17 added\n"), ["INFO|app|- item 17 added"]);
}

#[test]
fn places_and_levels_at_the_end_of_some_messages_are_theirs() {
    let line = |text: &str| format!("2026-11-23 11:36:09,144 - shop - ERROR - {text}\n");
    let log = [line("failed at (orders.py:17)"), line("failed at (orders.py:18)"), line("order shipped")].concat();
    assert_eq!(
        told(&log),
        ["ERROR|shop|failed at (orders.py:17)", "ERROR|shop|failed at (orders.py:18)", "ERROR|shop|order shipped"]
    );
    let log = "2026-11-23 11:36:09 shop: starting worker 1\n2026-11-23 11:36:09 shop: state: ERROR\n\
               2026-11-23 11:36:10 shop: state: INFO\n2026-11-23 11:36:11 shop: order 17 shipped\n";
    let texts = ["starting worker 1", "state: ERROR", "state: INFO", "order 17 shipped"];
    assert_eq!(told(log), texts.map(|text| format!("ERROR|shop|{text}")));
    let log: String = ["I am here", "INFO", "INFO", "INFO", "INFO"]
        .map(|text| format!("2026-11-23 11:36:10,144 DEBUG views.py:12 - {text}\n"))
        .concat();
    assert_eq!(told(&log)[..2], ["DEBUG||I am here", "DEBUG||INFO"]);
}

#[test]
fn rows_of_numbers_and_names_are_no_records() {
    let processes = "  PID CMD\n    1 init [2]\n  102 main --foo\n 1007 worker-3 x\n 2001 Thread-1 y\n";
    assert_eq!(told(processes), [""; 0]);
    assert_eq!(told("   1007 main\n     12 worker-3 done\n      3 Thread-2 died\n      1 MainThread x\n"), [""; 0]);
    let counted = "     0 MainThread Hello\n  1007 Thread-1 Hi\ntwo lines\n  2008 Thread-1 Bye\n";
    assert_eq!(told(counted), ["ERROR||Hello", "ERROR||Hi\ntwo lines", "ERROR||Bye"]);
}

#[test]
fn a_line_of_syslog_among_what_a_program_prints_takes_no_other_lines() {
    let entry = "<134>1 2026-11-29T13:17:47.491Z vm shop 13985 - - started\n";
    assert_eq!(told(&format!("Starting\nreading a\nsent: hello\n{entry}done with a\nreading b\n")), [""; 0]);
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'x'\n";
    assert_eq!(told(&format!("{entry}{trace}")).len(), 1);
}

#[test]
fn two_numbers_with_which_messages_begin_are_no_time() {
    let log = "Nov 23 11:36:09 web1 app[123]: 20261128 224702 is a batch\n\
               Nov 23 11:36:10 web1 app[123]: 20261128 224703 is a batch\n";
    assert_eq!(told(log), ["||20261128 224702 is a batch", "||20261128 224703 is a batch"]);
}

#[test]
fn words_before_a_bracket_are_no_loggers_where_no_classes_and_no_context_are_seen() {
    let line = |text: &str| format!("2026-11-23 11:36:09 ERROR {text}\n");
    let services = ["payment", "mail", "search"].map(|name| line(&format!("Service [{name}] failed")));
    assert_eq!(
        told(&services.concat()),
        ["payment", "mail", "search"].map(|name| format!("ERROR|Service|[{name}] failed"))
    );
    let log = "2026-11-23 11:36:09 INFO started\n2026-11-23 11:36:10 INFO Worker [3] ready\n\
               2026-11-23 11:36:11 ERROR Worker [4] died: x\n";
    assert_eq!(told(log), ["INFO||started", "INFO||Worker [3] ready", "ERROR||Worker [4] died: x"]);
    for text in ["Bean [a.b.C] failed: x", "Epoch [1/20] loss: 0.1", "Request [GET /x1] took 1ms"] {
        assert_eq!(told(&line(text)), [format!("ERROR||{text}")]);
        assert_eq!(told(&line(text).repeat(12)), vec![format!("ERROR||{text}"); 12]);
    }
}

#[test]
fn words_before_a_brace_are_no_loggers_where_no_classes_and_no_context_are_seen() {
    for text in ["order {id=0} - shipped", "Order {id=0} - shipped"] {
        let log = format!("2026-11-23 11:36:09 INFO {text}\n");
        assert_eq!(told(&log.repeat(6)), vec![format!("INFO||{text}"); 6]);
    }
    let both = "2026-11-23 11:36:09 INFO order {id=0} - shipped\n2026-11-23 11:36:09 INFO cart {id=0} - opened\n";
    assert_eq!(told(both), ["INFO||order {id=0} - shipped", "INFO||cart {id=0} - opened"]);
}

#[test]
fn first_words_of_a_few_messages_are_no_functions() {
    let told_of = |texts: &[&str], header: &str| {
        let line = |text: &&str| format!("2026-11-23 11:36:09 INFO {header} {text}\n");
        let log: String = texts.iter().map(line).collect::<String>().repeat(10);
        told(&log).split_off(9 * texts.len())
    };
    assert_eq!(
        told_of(&["added item to cart", "removed item", "added two"], "[web] [shop.cart]"),
        ["INFO|shop.cart|added item to cart", "INFO|shop.cart|removed item", "INFO|shop.cart|added two"]
    );
    assert_eq!(
        told_of(&["start job 1", "stop job 2"], "[main] [a.b.C]"),
        ["INFO|a.b.C|start job 1", "INFO|a.b.C|stop job 2"]
    );
    assert_eq!(
        told_of(&["order_created id=1", "order_shipped id=2"], "[main] [a.b.C]"),
        ["INFO|a.b.C|order_created id=1", "INFO|a.b.C|order_shipped id=2"]
    );
    assert_eq!(
        told_of(&["load started", "loadAll ended"], "[main] [a.b.C]"),
        ["INFO|a.b.C|started", "INFO|a.b.C|ended"]
    );
}

#[test]
fn names_in_parentheses_before_what_a_program_prints_are_no_threads() {
    assert_eq!(told("(worker-1) hello\n(worker-2) hello\n(main) all done\n"), [""; 0]);
    assert_eq!(told("(my-long-worker-1) hello\n(my-long-worker-2) hello\n"), [""; 0]);
    assert_eq!(told("(worker-1  ) hello\n(worker-2  ) hello\n"), ["ERROR||hello", "ERROR||hello"]);
    assert_eq!(told("(MainThread) hello\n(my-long-worker-2) hello\n"), ["ERROR||hello", "ERROR||hello"]);
}
