//! Functions behind the names of loggers.

use crate::coarse::told;
use crate::support::Sandbox;

/// Logger, function and line of the first record of a log, and of its last one.
fn ends_of(log: &str) -> [String; 2] {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
    let events = run.exits(0).json_lines();
    let of = |event: &serde_json::Value| {
        let origin = &event["log"]["origin"];
        format!("{}|{}|{}|{}", event["log"]["logger"], origin["function"], origin["line"], event["message"])
            .replace('"', "")
    };
    [of(&events[0]), of(events.last().unwrap())]
}

#[test]
fn functions_of_python_stand_apart_from_the_logger_before_them() {
    let names = ["etl.load.run", "etl.extract.__init__", "etl.main", "pipeline.<lambda>"];
    let line = |at: usize| {
        let number = [27, 342, 517, 88, 14][at % 5];
        format!("2026-06-23 21:41:{:02},305 {}:{number} INFO order {at}\n", at + 10, names[at % 4])
    };
    let log: String = (0..20).map(line).collect();
    assert_eq!(ends_of(&log), ["etl.load|run|27|order 0", "pipeline|<lambda>|14|order 19"]);
    let line = |at: usize| {
        let name = ["etl.load", "etl.extract", "app.__main__"][at % 3];
        format!("2026-06-23 21:41:{:02},305 {name}:{} INFO order {at}\n", at + 10, 27 + at)
    };
    let log: String = (0..21).map(line).collect();
    assert!(ends_of(&log)[1].starts_with("app.__main__|null"), "{:?}", ends_of(&log));
}

const MESSAGES: [&str; 6] = [
    "Order 17 was sent",
    "reading settings from /etc/shop.ini",
    "GET /cart -> 200",
    "[12] items left: {}",
    "Cart is empty",
    "retry 3 of 5, waiting 20 ms",
];

/// Logger, function, line and message of the first record of twenty-four, with `header` of each before its message.
fn first_of(header: impl Fn(usize) -> String) -> String {
    let line = |at: usize| format!("2026-11-23 11:36:{:02} {}{}\n", at + 10, header(at), MESSAGES[at % 6]);
    ends_of(&(0..24).map(line).collect::<String>())[0].clone()
}

fn class(at: usize) -> &'static str {
    ["com.acme.shop.Cart", "com.acme.shop.Orders", "com.acme.Shop"][at * 7 % 3]
}

fn method(at: usize) -> &'static str {
    ["doGet", "run", "lambda$start$0", "<init>", "process"][at * 3 % 5]
}

fn level(at: usize) -> &'static str {
    ["INFO", "WARNING"][at % 2]
}

#[test]
fn class_and_method_of_java_util_logging_are_no_message() {
    let name = |at: usize| class(at).rsplit('.').next().unwrap();
    let headers: [&dyn Fn(usize) -> String; 4] = [
        &|at| format!("{} {} {} ", level(at), class(at), method(at)),
        &|at| format!("[{}] {{{} {}}} ", level(at), class(at), method(at)),
        &|at| format!("{} [{} {}] ", level(at), class(at), method(at)),
        &|at| format!("{} [{}: {} {}]  -  ", level(at), class(at), class(at), method(at)),
    ];
    for header in headers {
        assert_eq!(first_of(header), "com.acme.shop.Cart|doGet|null|Order 17 was sent");
    }
    let found = first_of(|at| format!("[{} {} {}::{}] ", level(at), name(at), name(at), method(at)));
    assert_eq!(found, "Cart|doGet|null|Order 17 was sent");
}

#[test]
fn classes_and_methods_with_lines_are_no_message() {
    let name = |at: usize| class(at).rsplit('.').next().unwrap();
    let headers: [&dyn Fn(usize) -> String; 6] = [
        &|at| format!("[{}] [{}.{}({}.java:{})] ", level(at), class(at), method(at), name(at), at + 88),
        &|at| format!("{} {}.{} ({}.java:{}) - ", level(at), class(at), method(at), name(at), at + 88),
        &|at| format!("{} {} {}() @{} - ", level(at), class(at), method(at), at + 88),
        &|at| format!("{} {} {} {} - ", level(at), class(at), at + 88, method(at)),
        &|at| format!("{} [{}.{}():{}] ", level(at), class(at), method(at), at + 88),
        &|at| format!("{} {} {} {} ", level(at), class(at), at + 88, method(at)),
    ];
    for header in headers {
        assert_eq!(first_of(header), "com.acme.shop.Cart|doGet|88|Order 17 was sent");
    }
    let found = first_of(|at| format!("{} {} {}.{}:{} - ", level(at), name(at), name(at), method(at), at + 88));
    assert_eq!(found, "Cart|doGet|88|Order 17 was sent");
    let found = first_of(|at| {
        let name = name(at);
        let thread = ["main", "pool-1-thread-2"][at / 3 % 2];
        format!("{} [{thread}][{name}.{}():{}][{name}] ", level(at), method(at), at + 88)
    });
    assert_eq!(found, "Cart|doGet|88|Order 17 was sent");
}

#[test]
fn files_functions_and_lines_of_python_are_no_message() {
    let (file, function) = (|at: usize| ["cart", "orders"][at % 2], |at: usize| ["add", "send", "_load"][at % 3]);
    let headers: [&dyn Fn(usize) -> String; 6] = [
        &|at| format!("({}.py, {}, {}) [{}] ", file(at), function(at), at + 88, level(at)),
        &|at| format!("[{}] {}.py:{} {}() : ", level(at), file(at), at + 88, function(at)),
        &|at| format!("| {} | [/srv/{}.py:{} - {}() ] | ", level(at), file(at), at + 88, function(at)),
        &|at| format!("{} [{}.py:{} {}] ", level(at), file(at), at + 88, function(at)),
        &|at| format!("{} {}() L{:<4} ", level(at), function(at), at + 88),
        &|at| format!("{} /srv/{}.py {} {} ", level(at), file(at), function(at), at + 88),
    ];
    for header in headers {
        assert_eq!(first_of(header), "null|add|88|Order 17 was sent");
    }
    let found = first_of(|at| format!("{} @l{}: ", level(at), at + 88));
    assert_eq!(found, "null|null|88|Order 17 was sent");
}

#[test]
fn messages_that_begin_as_calls_keep_their_text() {
    let texts = ["run(): 3 ms", "Foo.java:12 changed", "main.py 12 loaded", "class.method failed", "Order was sent"];
    for text in texts {
        let others = ["Cart is empty", text, "GET /cart -> 200", "com.acme.Shop started"];
        let line =
            |at: usize| format!("2026-11-23 11:36:{:02} {} com.acme.Shop {}\n", at + 10, level(at), others[at % 4]);
        let found = told(&(0..24).map(line).collect::<String>());
        assert_eq!(found[1], format!("WARNING|com.acme.Shop|{text}"));
    }
    for message in ["cart is empty", "Cart of user 7 opened"] {
        let name = message.split(' ').next().unwrap();
        let line =
            |at: usize| format!("2026-11-23 11:36:{:02} {} [MainThread] shop.{name}: {message}\n", at + 10, level(at));
        let found = told(&(0..24).map(line).collect::<String>());
        assert_eq!(found[0], format!("INFO|shop.{name}|{message}"));
    }
    for texts in [
        ["order was lost", "cart is empty", "order 17 sent"],
        ["commit 17 rows", "commit 3 rows", "delete 9 rows"],
        ["/srv/cart.py send 17 ok", "/srv/cart.py load 3 ok", "/srv/cart.py send 9 ok"],
        ["[Session opened] by 3", "[User added] by 4", "[Session closed] by 3"],
        ["addItem item=3", "removeItem item=4", "Cart 17"],
    ] {
        let line =
            |at: usize| format!("2026-11-23 11:36:{:02} {} com.acme.Shop - {}\n", at + 10, level(at), texts[at % 3]);
        let found = told(&(0..24).map(line).collect::<String>());
        assert_eq!(found[0], format!("INFO|com.acme.Shop|{}", texts[0]));
    }
}
