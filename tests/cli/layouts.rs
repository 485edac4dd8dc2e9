//! Layouts that are told by the lines alone, where a line looks like a header and is none, or the other way round.

use crate::support::Sandbox;

/// Line, level, logger and first line of the message of each record of a log, blanks for what it has not.
pub(crate) fn told(log: &str) -> Vec<String> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told = |event: serde_json::Value| {
        let text =
            |value: &serde_json::Value| value.as_str().unwrap_or_default().lines().next().unwrap_or("").to_owned();
        let log = &event["log"];
        format!("{} {} {} {}", log["line"], text(&log["level"]), text(&log["logger"]), text(&event["message"]))
    };
    run.json_lines().into_iter().map(told).collect()
}

#[test]
fn a_level_filled_at_its_left_begins_a_record_and_an_indented_word_does_not() {
    let log = " INFO [main] com.acme.shop.Main - started\n\
               ERROR [http-nio-8080-exec-1] com.acme.shop.Cart - cannot compute\n\
               java.lang.IllegalStateException: total\n\
               \tat com.acme.shop.Cart.total(Cart.java:42)\n\
               Caused by: java.io.IOException: ERROR\n\
               \t... 1 more\n \
               WARN [main] com.acme.shop.Main - table:\n  \
               WARN [main] com.acme.shop.Main - is a row\n    \
               INFO [main] com.acme.shop.Main - is another\n\
               DEBUG [main] com.acme.shop.Main - done\n";
    assert_eq!(
        told(log),
        [
            "1 INFO com.acme.shop.Main started",
            "2 ERROR com.acme.shop.Cart cannot compute",
            "7 WARN com.acme.shop.Main table:",
            "10 DEBUG com.acme.shop.Main done",
        ]
    );
    let run = Sandbox::empty().with("a.log", log).errmon(["analyze", "--format", "json", "a.log"]).exits(0);
    assert_eq!(run.json()["coverage"]["lines_unrecognised"], 0);
    assert_eq!(run.json()["issues"][0]["type"], "java.lang.IllegalStateException");
}

#[test]
fn indented_levels_below_records_of_another_layout_are_text() {
    let record = |at: usize| format!("2026-11-28 10:00:0{at},123 ERROR [main] com.acme.shop.Main - table {at}\n");
    let rows = " INFO a row\n WARN another\nERROR is no header\n";
    let log: String = (0..6).map(|at| record(at) + rows).collect();
    let lines: Vec<String> = (0..6).map(|at| format!("{} ERROR com.acme.shop.Main table {at}", at * 4 + 1)).collect();
    assert_eq!(told(&log), lines);
}

#[test]
fn the_logger_behind_a_long_event_of_structlog_is_read_where_all_events_have_one() {
    let line = |event: &str, logger: &str| format!("2026-11-28T10:00:00.123Z [error    ] {event:<30} [{logger}]\n");
    let log = line("started", "views") + &line("slow query: 1686 ms (limit 500)", "views") + &line("done", "app.db");
    assert_eq!(
        told(&log),
        ["1 error views started", "2 error views slow query: 1686 ms (limit 500)", "3 error app.db done"]
    );
    let plain = |event: &str| format!("2026-11-28T10:00:00.123Z [error    ] {event:<30} order=7\n");
    let log = plain("started")
        + "2026-11-28T10:00:00.123Z [error    ] cannot open the file of last week [orders]\n"
        + &plain("x");
    assert_eq!(told(&log)[1], "2 error  cannot open the file of last week [orders]");
}

#[test]
fn a_small_log_of_nothing_but_levels_and_messages_is_read() {
    let trace =
        "Traceback (most recent call last):\n  File \"/srv/app/a.py\", line 3, in f\n    x()\nValueError: bad\n";
    let log = format!("ERROR cannot send\n{trace}ERROR cannot send again\n");
    assert_eq!(told(&log), ["1 ERROR  cannot send", "6 ERROR  cannot send again"]);
    assert_eq!(told("INFO     started\nWARNING  slow\n"), ["1 INFO  started", "2 WARNING  slow"]);
    for prose in ["ERROR is a word\nand so are others\n", "some text\nERROR in it\nERROR again\n"] {
        assert!(told(prose).is_empty(), "{prose}");
    }
}

#[test]
fn counts_since_1970_are_stamps_and_ids_are_not() {
    let stamps = |log: &str| {
        let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
        let stamp = |event: serde_json::Value| event["timestamp"].as_str().unwrap_or("-").to_owned();
        run.json_lines().into_iter().map(stamp).collect::<Vec<_>>()
    };
    let moment = ["2025-11-28T03:20:00.123+00:00", "2025-11-28T03:20:01.5+00:00"];
    for (one, next) in [
        ("1764300000.123 ERROR app.db: a", "1764300001.500 INFO app.web: b"),
        ("[1764300000.123] ERROR app.db: a", "[1764300001.500] INFO app.web: b"),
        ("1764300000123 [main] ERROR com.acme.Main - a", "1764300001500 [main] INFO  com.acme.Main - b"),
        ("1764300000123000|ERROR|com.acme.Main|a", "1764300001500000|INFO|com.acme.Main|b"),
        ("[1764300000123000000] ERROR [main] a.B - a", "[1764300001500000000] INFO [main] a.B - b"),
        ("ERROR 1764300000123 [main] a.B - a", "INFO  1764300001500 [main] a.B - b"),
    ] {
        let got = stamps(&format!("{one}\n{next}\n"));
        let same = |got: &str, want: &str| got.get(..21) == want.get(..21);
        assert!(got.len() == 2 && got.iter().zip(moment).all(|(got, want)| same(got, want)), "{one}: {got:?}");
    }
    for log in [
        "ERROR 1764300001 is no order\nERROR 1764300002 is no order\nINFO 1764300003 is one\n",
        "ERROR order 1764300001 failed\nINFO order 1764300002 sent\nINFO order 1764300003 sent\n",
    ] {
        assert_eq!(stamps(log), ["-", "-", "-"], "{log}");
    }
}

#[test]
fn the_root_logger_of_log4j2_has_an_empty_name() {
    let log = |record: fn(&str) -> String| -> String {
        let names = ["com.acme.shop.Main", "com.acme.shop.Cart", "", "com.acme.shop.Main", "com.acme.shop.Cart", ""];
        names.iter().map(|name| record(name)).collect()
    };
    for record in [
        (|name| format!("2026-11-28 10:00:00,123 ERROR [main] {name} - text\n")) as fn(&str) -> String,
        |name| format!("2026-11-28 10:00:00,123 [main] INFO  {name} - text\n"),
        |name| format!("2026-11-28 10:00:00,123 [main] ERROR [{name}] text\n"),
        |name| format!("2026-11-28 10:00:00,123 INFO {name}: text\n"),
    ] {
        let got: Vec<String> = told(&log(record)).iter().map(|told| told.replace("INFO", "ERROR")).collect();
        assert_eq!(
            got,
            [
                "1 ERROR com.acme.shop.Main text",
                "2 ERROR com.acme.shop.Cart text",
                "3 ERROR  text",
                "4 ERROR com.acme.shop.Main text",
                "5 ERROR com.acme.shop.Cart text",
                "6 ERROR  text",
            ],
            "{}",
            record("x")
        );
    }
}

#[test]
fn a_word_before_the_time_is_the_programs_name_where_a_logger_follows() {
    let log = "my-app 2026-11-28 10:00:00,704 ERROR [main] com.acme.shop.Main - one\n\
               my-app 2026-11-28 10:00:00,705 INFO  [http-1] com.acme.shop.Cart - two\n\
               my-app 2026-11-28 10:00:00,706 INFO  [main] com.acme.shop.Main - three\n";
    let wanted = ["1 ERROR com.acme.shop.Main one", "2 INFO com.acme.shop.Cart two", "3 INFO com.acme.shop.Main three"];
    assert_eq!(told(log), wanted);
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    assert_eq!(run.json_lines()[1]["log"]["timestamp_text"], "2026-11-28 10:00:00,705");
    let log = "shop 2026-11-28 10:00:00,704 ERROR one\nshop 2026-11-28 10:00:00,705 INFO two\n";
    assert_eq!(told(log), ["1 ERROR shop one", "2 INFO shop two"]);
}

#[test]
fn a_place_or_a_level_behind_the_message_is_none_of_it() {
    // A header and what stands behind the message; the level stands in either.
    let forms = [
        ("2026-11-28 10:00:00,123 LEVEL    shop.api ", " (orders.py:110)"),
        ("\x1b[33;20m2026-11-28 10:00:00,123 - shop.api - LEVEL - ", " (orders.py:110)\x1b[0m"),
        ("[2026-11-28 10:00:00,123] LEVEL shop.api: ", " [in /srv/shop/orders.py:110]"),
        ("2026-11-28 10:00:00,123 shop.api: ", " [LEVEL]"),
        ("2026-11-28 10:00:00,123 - shop.api - ", " - LEVEL"),
    ];
    let trace = "Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'x'\n";
    for (header, behind) in forms {
        let record = |level: &str, text: &str| format!("{header}{text}{behind}\n").replacen("LEVEL", level, 1);
        let log = [
            &*record("INFO", "cart (of 3) shown"),
            &record("DEBUG", "opened"),
            &record("INFO", "select\n  from\norders"),
            &record("ERROR", "cannot pay"),
            trace,
            &record("WARNING", "two\nlines"),
            &record("INFO", "done"),
        ]
        .concat();
        let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let found: Vec<String> = run
            .json_lines()
            .iter()
            .map(|event| {
                format!(
                    "{} {} {}",
                    text(&event["log"]["level"]),
                    text(&event["log"]["logger"]),
                    text(&event["message"])
                )
            })
            .collect();
        let expected = [
            "INFO shop.api cart (of 3) shown",
            "DEBUG shop.api opened",
            "INFO shop.api select\n  from\norders",
            "ERROR shop.api cannot pay",
            "WARNING shop.api two\nlines",
            "INFO shop.api done",
        ];
        assert_eq!(found, expected, "{log}");
    }
}

#[test]
fn brackets_at_the_end_of_a_few_messages_are_theirs() {
    let line = |at: usize, text: &str| format!("2026-11-28 10:00:0{at},123 INFO shop.api: {text}\n");
    let log =
        line(0, "read (a.py:3)") + &line(1, "state is [ERROR]") + &line(2, "done") + &line(3, "done") + &line(4, "bye");
    assert_eq!(told(&log)[..2], ["1 INFO shop.api read (a.py:3)", "2 INFO shop.api state is [ERROR]"]);
}

#[test]
fn a_thread_in_brackets_may_have_any_name() {
    for thread in
        ["qtp12-45 - /api/x?y=1", "my worker - step 1", "Timer 1: nightly - run", "x INFO y - z", "数据-1 - x"]
    {
        for pattern in
            ["[%t] %p  %c - %m", "%p [%t] %c - %m", " %p 4711 --- [%t] %c                : %m", "%p [%c] (%t) %m"]
        {
            let record = |at: usize| {
                let (thread, logger) =
                    if at.is_multiple_of(2) { ("main", "com.acme.Cart") } else { (thread, "org.hibernate.SQL") };
                let header = pattern.replace("%p", ["INFO", "ERROR"][at / 2 % 2]).replace("%c", logger);
                let header = header.replace("%t", thread).replace("%m", ["started - ok", "took 5 ms"][at / 3 % 2]);
                (thread, logger, format!("2026-11-28 10:00:0{at},123 {header}\n"))
            };
            let log: String = (0..8).map(|at| record(at).2).collect();
            let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "a.log"]).exits(0);
            let events = run.json_lines();
            assert_eq!(events.len(), 8, "{log}");
            for (at, event) in events.iter().enumerate() {
                let (thread, logger, line) = record(at);
                let found = [&event["process"]["thread"]["name"], &event["log"]["logger"]];
                assert_eq!(found, [thread, logger], "{line}");
            }
        }
    }
}

#[test]
fn a_word_in_parentheses_at_the_end_of_a_message_is_no_thread() {
    let line = |at: usize, text: &str| format!("2026-11-28 10:00:{at:02},123 INFO sqlalchemy.engine.Engine {text}\n");
    let three =
        |at: usize| line(at, "BEGIN (implicit)") + &line(at, "[cached since 2.1s ago] (1,)") + &line(at, "COMMIT");
    let log: String = (0..20).map(three).collect();
    assert_eq!(told(&log)[0], "1 INFO sqlalchemy.engine.Engine BEGIN (implicit)");
    assert_eq!(told(&log)[1], "2 INFO sqlalchemy.engine.Engine [cached since 2.1s ago] (1,)");
}

/// `RichHandler` shows the time only where it differs from that of the record above, and fills all lines.
#[test]
fn records_in_the_columns_of_rich_are_read_as_lines() {
    let row =
        |time: &str, level: &str, text: &str, place: &str| format!("{time:<10} {level:<8} {text:<46} {place:>12}\n");
    let log = row("[14:06:44]", "INFO", "started", "shop.py:5")
        + &row("", "WARNING", "the order of a customer is large, and so wide", "shop.py:17")
        + &row("", "", "that it goes on here", "")
        + &row("", "ERROR", "cannot compute order 17", "shop.py:60")
        + &row("", "", "Traceback (most recent call last):", "")
        + &row("", "", "  File \"/srv/shop.py\", line 59, in total", "")
        + &row("", "", "KeyError: 'x'", "")
        + &row("[14:06:45]", "INFO", "done", "shop.py:7");
    assert_eq!(
        told(&log),
        [
            "1 INFO  started",
            "2 WARNING  the order of a customer is large, and so wide that it goes on here",
            "4 ERROR  cannot compute order 17",
            "8 INFO  done",
        ]
    );
    let run = Sandbox::empty().with("a.log", &log).errmon(["events", "-q", "a.log"]).exits(0);
    let event = &run.json_lines()[0];
    assert_eq!(event["log"]["timestamp_text"], "14:06:44");
    assert_eq!((&event["error"]["type"], event["error"]["frames"][0]["line"].as_u64()), (&"KeyError".into(), Some(59)));
    assert_eq!(event["log"]["origin"]["line"], 60);
}
