//! Fields that stand behind the message.

use serde_json::Value;

use crate::coarse::told;
use crate::support::Sandbox;

const MESSAGES: [&str; 6] = [
    "order 17 was shipped",
    "cache miss key=cart:3 (bob)",
    "GET /cart 200",
    "failed: no such user",
    "Item report:\n  3 lamps\n  4 chairs",
    "waiting for peer [retry]",
];
const LEVELS: [&str; 5] = ["INFO", "DEBUG", "ERROR", "WARNING", "INFO"];
const TRACE: &str =
    "Traceback (most recent call last):\n  File \"/srv/shop/stock.py\", line 3, in f\n    x\nKeyError: 'x'\n";
const JAVA_TRACE: &str = "java.lang.IllegalStateException: no such cart\n\tat shop.Stock.ship(Stock.java:31)\n";

/// Twenty-four records, some of several lines, some with a trace below.
fn log(trace: &str, record: impl Fn(usize, &str, &str) -> String) -> String {
    let line = |at: usize| {
        let level = LEVELS[at % 5];
        let trace = if at % 10 == 2 { trace } else { "" };
        format!("{}\n{trace}", record(at, level, MESSAGES[at % 6]))
    };
    (0..24).map(line).collect()
}

/// What is told of each of the first six records: level, logger and message.
fn told_of(trace: &str, record: impl Fn(usize, &str, &str) -> String) -> Vec<String> {
    let mut found = told(&log(trace, record));
    assert_eq!(found.len(), 24);
    found.truncate(6);
    found
}

/// The same records as they should be told, with these loggers.
fn expected(logger: impl Fn(usize) -> &'static str) -> Vec<String> {
    (0..6).map(|at| format!("{}|{}|{}", LEVELS[at % 5], logger(at), MESSAGES[at])).collect()
}

#[test]
fn loggers_stand_behind_the_message() {
    let logger = |at: usize| ["shop.cart", "ledger", "shop.orders"][at % 3];
    let forms = [
        (" [", "]"),
        (" (", ")"),
        (" <", ">"),
        (" {", "}"),
        (" - ", ""),
        (" | ", ""),
        (" (module - ", ")"),
        (" [", "] [LINE]"),
        (" (", ":LINE)"),
    ];
    for (open, close) in forms {
        for header in ["2026-11-23 11:36:09,144 LEVEL ", "2026-11-23 11:36:09 :: LEVEL :: ", "[LEVEL] "] {
            let found = told_of(TRACE, |at, level, message| {
                let close = close.replace("LINE", &(at * 7 + 3).to_string());
                format!("{}{message}{open}{}{close}", header.replace("LEVEL", level), logger(at))
            });
            assert_eq!(found, expected(logger), "{header}{open}{close}");
        }
    }
}

#[test]
fn plain_names_are_loggers_where_a_trace_proves_them() {
    let logger = |at: usize| ["stock", "pay", "invoice"][at % 3];
    let found = told_of(TRACE, |at, level, message| format!("{level}: {message} ({})", logger(at)));
    assert_eq!(found, expected(logger));
}

#[test]
fn what_messages_end_with_stays_theirs() {
    let ends: [&[&str]; 12] = [
        &["(bob)", "(anna)", "(li)"],
        &["[ok]", "[failed]"],
        &["(3)", "(17)"],
        &["(retry)"],
        &["[retry]", "[stock]", "[done]"],
        &["(Paris)", "(Rome)"],
        &["(a.csv)", "(b.csv)"],
        &["(db1.example.com)", "(db2.example.com)"],
        &["(db:5432)", "(cache:6379)"],
        &["- bob", "- anna"],
        &["{}", "{3}"],
        &["in place"],
    ];
    for ends in ends {
        let end = |at: usize| ends[at / 2 % ends.len()];
        let found = told_of("", |at, level, message| format!("2026-11-23 11:36:09 {level} {message} {}", end(at)));
        let whole: Vec<String> = (0..6).map(|at| format!("{}||{} {}", LEVELS[at % 5], MESSAGES[at], end(at))).collect();
        assert_eq!(found, whole, "{ends:?}");
    }
}

#[test]
fn places_stand_behind_the_message() {
    let forms = [
        " (stock:LINE)",
        " [stock:LINE]",
        " >>> ship(LINE)",
        " LINE - ship",
        " in ship line LINE",
        " ship /srv/shop/stock.py:LINE",
        " | stock.py:ship:LINE",
        " <stock.py:LINE>",
        " place=/srv/shop/stock.py LLINE ",
        " [Stock.java:LINE]",
        " at shop.orders.Stock.ship(Stock.java:LINE)",
    ];
    for form in forms {
        for header in ["2026-11-23 11:36:09,144 LEVEL shop.cart: ", "2026-11-23 11:36:09,144 - shop.cart - LEVEL - "] {
            let found = told_of(TRACE, |at, level, message| {
                let line = (at * 7 % 9 + 3).to_string();
                format!("{}{message}{}", header.replace("LEVEL", level), form.replace("LINE", &line))
            });
            assert_eq!(found, expected(|_| "shop.cart"), "{header}{form}");
        }
    }
}

#[test]
fn a_place_may_stand_behind_the_messages_of_some_levels_alone() {
    for form in [" ship /usr/lib/shop/stock.py:LINE", " in ship line LINE"] {
        let found = told_of("", |at, level, message| {
            let place = if level == "DEBUG" { form.replace("LINE", &(at + 3).to_string()) } else { String::new() };
            format!("2026-11-23 11:36:09.144 4711 {level} shop.cart [-] {message}{place}")
        });
        assert_eq!(found, expected(|_| "shop.cart"), "{form}");
        // Some records of a level say nothing of the others.
        let found = told_of("", |at, level, message| {
            let place = if at % 4 == 1 { form } else { "" };
            format!("2026-11-23 11:36:09.144 4711 {level} shop.cart [-] {message}{place}")
        });
        assert_eq!(found[1], format!("DEBUG|shop.cart|{}{form}", MESSAGES[1]));
    }
}

#[test]
fn a_message_without_the_place_of_others_tells_of_none() {
    let line = |at: usize| {
        format!(
            "2026-11-23 11:36:{at:02}.144 4711 INFO shop.cart [-] listening on 0.0.0.0:8080\n\
             2026-11-23 11:36:{at:02}.144 4711 DEBUG shop.cart [-] order {at} shipped ship /srv/shop/stock.py:{at}\n"
        )
    };
    let text: String = (0..12).map(line).collect();
    let run = Sandbox::empty().with("a.log", text).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told: Vec<(Value, Value)> =
        run.json_lines().into_iter().map(|event| (event["message"].clone(), event["log"]["origin"].clone())).collect();
    assert_eq!(told[0], (Value::from("listening on 0.0.0.0:8080"), Value::Null));
    assert_eq!(told[3].0, "order 1 shipped");
    assert_eq!(told[3].1["function"], "ship");
}

#[test]
fn keys_stand_behind_the_message() {
    for form in [" | data={}", " [user=AT, req=r-AT]", " {user=AT, req=r-AT}", " pid=4711 tenant=tAT", " | user=AT"] {
        let found = told_of(TRACE, |at, level, message| {
            let form = form.replace("AT", &at.to_string());
            format!("2026-11-23 11:36:09,144 {level} shop.cart: {message}{form}")
        });
        assert_eq!(found, expected(|_| "shop.cart"), "{form}");
    }
    let found = told_of(TRACE, |at, level, message| {
        format!("[2026-11-23 11:36:09.144] {message} pid=4711 severity={level} tenant=t{at}")
    });
    assert_eq!(found, expected(|_| ""));
}

#[test]
fn pairs_that_nothing_but_a_blank_parts_from_messages_are_theirs() {
    for pairs in ["req=r-AT", "user=AT req=r-AT"] {
        let found = told_of(TRACE, |at, level, message| {
            format!("2026-11-23 11:36:09,144 {level} shop.cart: {message} {}", pairs.replace("AT", &at.to_string()))
        });
        assert!(found.iter().all(|told| told.contains("req=r-")), "{found:?}");
    }
}

#[test]
fn the_values_of_keys_behind_the_message_are_labels() {
    let text = log("", |at, level, message| {
        format!("2026-11-23 11:36:09,144 {level} shop.cart: {message} | tenant=t{at} pid=4711")
    });
    let run = Sandbox::empty().with("a.log", text).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let told: Vec<(Value, Value)> = run
        .json_lines()
        .into_iter()
        .map(|event| (event["labels"]["tenant"].clone(), event["process"]["pid"].clone()))
        .collect();
    assert_eq!(told[3], (Value::from("t3"), Value::from(4711)));
    assert_eq!(told[4], (Value::from("t4"), Value::from(4711)), "behind the last line");
}

#[test]
fn loggers_of_java_stand_behind_the_message() {
    let logger = |at: usize| ["com.acme.shop.Cart", "com.acme.Main", "org.acme.Stock"][at % 3];
    for (open, close) in [(" [", "]"), (" (", ")"), (" - ", ""), (" <", ">"), (" | ", "")] {
        for header in ["2026-11-23 11:36:09,144 LEVEL [main] ", "11:36:09.144 [main] LEVEL - ", "LEVEL: "] {
            let found = told_of(JAVA_TRACE, |at, level, message| {
                format!("{}{message}{open}{}{close}", header.replace("LEVEL", level), logger(at))
            });
            assert_eq!(found, expected(logger), "{header}{open}");
        }
    }
    let class = |at: usize| ["CartService", "Stock", "OrderQueue"][at % 3];
    let found = told_of(JAVA_TRACE, |at, level, message| {
        format!("2026-11-23 11:36:09,144 {level} [main] {message} ({})", class(at))
    });
    assert_eq!(found, expected(class));
}

#[test]
fn several_fields_stand_behind_the_message() {
    let logger = |at: usize| ["com.acme.shop.Cart", "com.acme.Main", "org.acme.Stock"][at % 3];
    for end in [" [pool-1-thread-2] (Cart.java:17)", " (Cart.java:17) [pool-1-thread-2]"] {
        let found = told_of(JAVA_TRACE, |_, level, message| format!("2026-11-23 11:36:09,144 {level} {message}{end}"));
        assert_eq!(found, expected(|_| ""), "{end}");
    }
    let found = told_of(JAVA_TRACE, |at, level, message| {
        format!("2026-11-23 11:36:09,144 {level} {message} [{}] [worker-{}]", logger(at), at % 3)
    });
    assert_eq!(found, expected(logger));
}

#[test]
fn times_that_messages_end_with_are_no_records_own() {
    let ends = |open: &str, close: &str, is_own: bool| {
        let times = |at: usize| if is_own { at } else { at * 7 % 24 };
        told_of(TRACE, |at, level, message| {
            format!("{level} shop.cart: {message}{open}2026-11-23 {:02}:36:09,144{close}", times(at))
        })
    };
    for (open, close) in [(" [", "]"), (" (", ")"), (" - ", ""), (" | ", "")] {
        assert_eq!(ends(open, close, true), expected(|_| "shop.cart"), "{open}");
        assert_eq!(
            ends(open, close, false)[0],
            format!("INFO|shop.cart|{}{open}2026-11-23 00:36:09,144{close}", MESSAGES[0])
        );
    }
}
