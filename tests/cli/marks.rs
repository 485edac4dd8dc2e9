//! Marks, letters and names of which all lines together tell what they are.

use crate::coarse::told;
use crate::support::Sandbox;

/// Level, logger and message of the records of a log of `count` lines.
fn told_of(count: usize, line: impl Fn(usize) -> String) -> Vec<String> {
    told(&(0..count).map(|at| line(at) + "\n").collect::<String>())
}

/// Subjects of messages.
const TEXTS: [&str; 6] = ["order 17", "Printer \"A\" [4]", "the cart", "all of (it)", "a <b> tag", "user anna"];

#[test]
fn marks_around_all_messages_are_the_formats() {
    for (open, close) in [("[", "]"), ("[", "] "), ("- <", ">"), ("\"", "\""), ("[message:", "]"), ("- (", ")")] {
        let found = told_of(12, |at| {
            let level = ["INFO", "ERROR"][at % 2];
            let further = if at == 5 { "\nsecond line" } else { "" };
            let trace =
                if at == 7 { "\njava.io.IOException: [gone]\n\tat com.acme.Cart.send(Cart.java:3)" } else { "" };
            let text = TEXTS[at % 6];
            format!(
                "2026-11-23 11:36:{:02},144 {level} [com.acme.Cart] {open}Now {text} {at} is seen{further}{close}{trace}",
                at + 10
            )
        });
        assert_eq!(found[0], "INFO|com.acme.Cart|Now order 17 0 is seen", "{open}");
        assert_eq!(found[5], "ERROR|com.acme.Cart|Now user anna 5 is seen\nsecond line", "{open}");
        assert_eq!(found[7], "ERROR|com.acme.Cart|Now Printer \"A\" [4] 7 is seen", "{open}");
        assert_eq!(found.len(), 12, "{open}");
    }
}

#[test]
fn marks_around_some_messages_are_their_own() {
    let found = told_of(12, |at| {
        let text = if at == 7 { "none here".to_owned() } else { format!("[order {at} is shipped]") };
        format!("2026-11-23 11:36:{:02},144 {} [com.acme.Cart] {text}", at + 10, ["INFO", "ERROR"][at % 2])
    });
    assert_eq!(found[0], "INFO|com.acme.Cart|[order 0 is shipped]");
}

#[test]
fn colours_around_a_message_go_and_those_inside_stay() {
    let found = told_of(8, |at| {
        let text = ["order shipped", "two\nlines", "\u{1b}[32mgreen\u{1b}[0m and not"][at % 3];
        format!("[main] \u{1b}[34mINFO \u{1b}[0;39m com.acme.Cart - \u{1b}[34m{text}\u{1b}[0;39m ")
    });
    assert_eq!(found[0], "INFO|com.acme.Cart|order shipped");
    assert_eq!(found[1].trim_end(), "INFO|com.acme.Cart|two\nlines");
    assert!(found[2].contains("\u{1b}[32mgreen\u{1b}[0m and not"), "{}", found[2]);
}

#[test]
fn letters_before_loggers_and_threads_are_levels() {
    let levels = ["I", "W", "I", "E"];
    let names = ["com.acme.Cart", "c.a.s.OrderQueue"];
    let found = told_of(12, |at| format!("{} {:<20} - order {at}", levels[at % 4], names[at % 2]));
    assert_eq!(found[1], "W|c.a.s.OrderQueue|order 1");
    assert_eq!(found.len(), 12);
    let found = told_of(12, |at| format!("|{}| [pool-1-thread-{at}] {}| order {at}", levels[at % 4], names[at % 2]));
    assert_eq!(found[3], "E|c.a.s.OrderQueue|order 3");
    let found = told_of(12, |at| {
        let end = if at > 0 { "\u{1b}[0;39m" } else { "" };
        format!("{end}\u{1b}[34m{} [main] <{}> order {at}", levels[at % 4], names[at % 2])
    });
    assert_eq!(found[3], "E|c.a.s.OrderQueue|order 3");
}

#[test]
fn letters_of_prose_are_no_levels() {
    let words = ["I think com.acme is right", "D is a letter", "E follows it", "I know that"];
    assert!(told_of(12, |at| words[at % 4].to_owned()).is_empty());
    let same = told_of(12, |at| format!("I com.acme.Cart - {at}"));
    assert!(same.is_empty(), "{same:?}");
}

#[test]
fn a_date_alone_before_a_level_is_the_time() {
    let found = told_of(6, |at| {
        format!(
            "2026-11-2{at} ===  [pool-1-thread-{at}]   {:5}    com.acme.Cart -   order {at}",
            ["INFO", "ERROR"][at % 2]
        )
    });
    assert_eq!(found[1], "ERROR|com.acme.Cart|order 1");
    let news = ["2026-11-23 FATAL bug in the parser mended", "2026-11-24 stock rose by 7 %", "2026-11-25 nothing"];
    assert_eq!(told_of(6, |at| news[at % 3].to_owned()), [""; 0]);
}

#[test]
fn threads_have_blanks_and_dashes() {
    let threads = ["EJB default - 5", "ServerService Thread Pool -- 22", "default task-78"];
    let levels = ["INFO", "ERROR"];
    let found = told_of(12, |at| format!("{:5} [{}]: order {at}", levels[at % 2], threads[at % 3]));
    assert_eq!(found[1], "ERROR||order 1");
    let stamp = "2026-11-23 11:36:09,144";
    let found = told_of(12, |at| format!("{stamp} {:5} [{}] - order {at}", levels[at % 2], threads[at % 3]));
    assert_eq!(found[0], "INFO||order 0");
    let threads = ["Camel (adt) thread #60 - seda://results", "main", "Camel (adt) thread #61 - seda://x"];
    let found = told_of(12, |at| {
        format!("{stamp} [0a1b2c{at:02}] | {:5} | {} | a.b.Cart | order {at}", levels[at % 2], threads[at % 3])
    });
    assert_eq!(found[0], "INFO|a.b.Cart|order 0");
    let threads = ["HikariPool-1 housekeeper", "main", "http-nio-8080-exec-7"];
    let found = told_of(12, |at| format!("{} {} com.acme.Cart - order {at}", levels[at % 2], threads[at % 3]));
    assert_eq!(found[0], "INFO|com.acme.Cart|order 0");
    assert_eq!(found[1], "ERROR|com.acme.Cart|order 1");
}

#[test]
fn threads_between_bars_are_no_loggers() {
    let threads = ["diameter-rx", "pool-6-thread-73", "diameter-rx", "pool-8-thread-65", "diameter-tx"];
    let line = |at: usize| {
        let (level, thread) = (["INFO", "WARN"][at % 2], threads[at % 5]);
        format!("2026-11-23 11:36:09,144 | {level} | {thread} | order {at}\n")
    };
    let log: String = (0..15).map(line).collect();
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let first = run.json_lines().remove(1);
    assert_eq!(first["message"], "order 1");
    assert!(first["log"].get("logger").is_none(), "{first}");
    assert_eq!(first["process"]["thread"]["name"], "pool-6-thread-73");
}

#[test]
fn a_full_name_behind_the_level_is_the_logger() {
    let users = ["j.doe", "bob.k", "anna"];
    let id = "f5702193-b560-4e01-a35b-71ac82d15f01";
    let levels = ["INFO", "ERROR"];
    let found = told_of(12, |at| {
        format!("11:36:{:02} [{id}] [{}] {:5} com.acme.shop.Cart - order {at}", at + 10, users[at % 3], levels[at % 2])
    });
    assert_eq!(found[0], "INFO|com.acme.shop.Cart|order 0");
    let found = told_of(12, |at| {
        let class = ["LedgerService", "HikariPool"][at % 2];
        let values = if at == 9 { "[] [] []" } else { "[3] [crm] [BIZ]" };
        format!("[11:36:{:02}] [main] [{}] [{class}] {values} - order {at}", at + 10, levels[at % 2])
    });
    assert_eq!(found[1], "ERROR|HikariPool|order 1");
    assert_eq!(found[9], "ERROR|HikariPool|order 9");
    let found = told_of(12, |at| {
        let user = [id, "-"][at % 2];
        format!("11:36:{:02}.144 [{}] com.acme.Cart {user} - order {at}", at + 10, levels[at % 2].to_lowercase())
    });
    assert_eq!(found[1], "error|com.acme.Cart|order 1");
}

#[test]
fn ids_of_messages_are_no_loggers() {
    let classes = ["ClaimBean", "SqlExceptionHelper"];
    let texts = ["WFLYSRV0010: Deployed \"claims.ear\"", "SQL Error: 1062", "WFLYJCA0001: Bound data source [x]"];
    let found = told_of(12, |at| format!("06:39:{:02},964 INFO  [{}] {}", at + 10, classes[at % 2], texts[at % 3]));
    assert_eq!(found[0], "INFO|ClaimBean|WFLYSRV0010: Deployed \"claims.ear\"");
}

#[test]
fn names_of_bundles_have_dots() {
    let found = told_of(12, |at| {
        let thread = ["equest-handler-6", "main            "][at % 2];
        format!(
            "2026-12-01 02:13:{:02},840 | INFO  | {thread} | NetworkClient                    | {at} - org.apache.activemq - 5.15.9 | order {at}",
            at + 10
        )
    });
    assert_eq!(found[1], "INFO|NetworkClient|order 1");
}

#[test]
fn servers_print_fields_in_forms_of_their_own() {
    let found = told_of(8, |at| {
        format!(
            "[#|2026-12-01T02:38:2{at}.623+0000|INFO|glassfish3.1.2|com.acme.Cart|_ThreadID=30;_ThreadName=EJB default - {at};|order {at}; x = 1|#]\n"
        )
    });
    assert_eq!(found[1].trim_end(), "INFO|com.acme.Cart|order 1; x = 1");
    let found = told_of(8, |at| {
        let level = ["I", "W", "1", "A"][at % 4];
        format!(
            "[12/01/26, 15:46:3{at}:854 UTC] 0000001c com.zaxxer.hikari.pool.HikariPool                       {level} order {at}"
        )
    });
    assert_eq!(found[1], "W|com.zaxxer.hikari.pool.HikariPool|order 1");
    assert_eq!(found[2], "INFO|com.zaxxer.hikari.pool.HikariPool|order 2");
    assert_eq!(found.len(), 8);
}
