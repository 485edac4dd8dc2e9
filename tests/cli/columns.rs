//! Columns that no built-in format names in this order, told by all records of the file.

use crate::coarse::told;
use crate::support::Sandbox;

/// Level, logger and message of the records of a log of `count` lines.
fn told_of(count: usize, line: impl Fn(usize) -> String) -> Vec<String> {
    told(&(0..count).map(|at| line(at) + "\n").collect::<String>())
}

#[test]
fn ids_of_requests_in_brackets_are_no_messages() {
    let ids = ["777f778e892ad638c9e1709a6d79610e", "-", "0b12c3d4e5f60718293a4b5c6d7e8f90"];
    let found = told_of(12, |at| {
        let level = ["INFO", "ERROR"][at % 2];
        format!("2026-11-23 11:36:09,1{:02} {level} [shop.cart] [{}] order {at}", at, ids[at % 3])
    });
    assert_eq!(found[0], "INFO|shop.cart|order 0");
    assert_eq!(found[1], "ERROR|shop.cart|order 1");
    assert_eq!(found.len(), 12);
}

#[test]
fn keys_with_dots_are_fields() {
    let found = told_of(6, |at| {
        let ids = format!("trace_id=0a1b2c3d4e5f{at:04x} span_id=9f8e7d6c{at:04x} resource.service.name=shop");
        format!("2026-11-23 11:36:09,14{at} INFO [shop.cart] [cart.py:{at}] [{ids}] - order {at}")
    });
    assert_eq!(found[5], "INFO|shop.cart|order 5");
}

#[test]
fn functions_that_are_plain_words_are_fields_where_all_records_have_them() {
    let functions = ["run", "_load", "handle_request"];
    let found = told_of(12, |at| {
        let function = functions[at % 3];
        format!("2026-11-23 11:36:09.1{at:02} {} api - {function}: order {at}", ["INFO", "ERROR"][at % 2])
    });
    assert_eq!(found[0], "INFO||order 0");
    assert_eq!(found[1], "ERROR||order 1");
    let found = told_of(12, |at| {
        let message = ["note: order", "order", "failed: order", "order"][at % 4];
        format!("2026-11-23 11:36:09.1{at:02} INFO api.web - {message} {at}")
    });
    assert_eq!(found[0], "INFO|api.web|note: order 0");
}

#[test]
fn a_bracket_closes_behind_the_logger() {
    let found = told_of(6, |at| format!("[11/23 11:36:0{at} shop.engine]: order {at}"));
    assert_eq!(found[5], "ERROR|shop.engine|order 5");
    let found =
        told_of(6, |at| format!("{} 2026-11-23 11:36:0{at},144 shop.engine] order {at}", ["I", "D", "E"][at % 3]));
    assert_eq!(found[4], "D|shop.engine|order 4");
}

#[test]
fn words_of_statements_are_no_levels() {
    let found = told_of(12, |at| {
        let message = ["SELECT orders.id AS id FROM orders", "orders were exported", "cart is empty"][at % 3];
        format!("11/23/2026 06:33:{at:02} AM {message}")
    });
    assert_eq!(found[0], "ERROR||SELECT orders.id AS id FROM orders");
}

#[test]
fn uvicorn_s_padding_behind_a_time_is_not_the_message_s() {
    let levels = ["INFO:    ", "WARNING: ", "ERROR:   "];
    let found = told_of(6, |at| format!("2026-11-23 11:36:0{at},144 - {} order {at}", levels[at % 3]));
    assert_eq!(found[0], "INFO||order 0");
    assert_eq!(found[1], "WARNING||order 1");
}

#[test]
fn pairs_of_a_format_string_end_with_the_whole_message() {
    let messages = ["stock missing: status=409 for order", "[checkout] session expired", "order sent"];
    let found = told_of(6, |at| {
        format!("time=2026-11-23 11:36:0{at},144 level=ERROR logger=shop.cart msg={}", messages[at % 3])
    });
    assert_eq!(found[0], "ERROR|shop.cart|stock missing: status=409 for order");
    assert_eq!(found[1], "ERROR|shop.cart|[checkout] session expired");
    let found = told_of(6, |at| {
        format!("time=2026-11-23T11:36:0{at}Z level=ERROR logger=shop.cart msg=\"claims: {{\"sub\": \"31\"}}\"")
    });
    assert_eq!(found[0], "ERROR|shop.cart|claims: {\"sub\": \"31\"}");
    let found = told_of(6, |at| {
        format!("time=2026-11-23T11:36:0{at}Z level=ERROR msg=\"order \\\"x\\\" lost\" name=\"a b\" logger=shop.cart")
    });
    assert_eq!(found[0], "ERROR|shop.cart|order \"x\" lost");
}

#[test]
fn words_in_brackets_at_the_end_of_messages_are_no_threads() {
    let found = told_of(12, |at| {
        let mark = ["main", "ok", "main", "skip", "main", "ok"][at % 6];
        format!("2026-11-23 11:36:{at:02},141 ERROR app.db: order {at} [{mark}]")
    });
    assert_eq!(found[1], "ERROR|app.db|order 1 [ok]");
    let found =
        told_of(12, |at| format!("2026-11-23 11:36:{at:02},141 ERROR app.db: order {at} [pool-1-thread-{}]", at % 3));
    assert_eq!(found[1], "ERROR|app.db|order 1");
}

#[test]
fn a_name_with_dots_is_the_logger_and_no_module() {
    let found = told_of(12, |at| format!("2026-11-23 11:36:{at:02},141 ERROR org.shop.Boot - do_it: order {at}"));
    assert!(found[0].starts_with("ERROR|org.shop.Boot|"), "{}", found[0]);
    assert_eq!(found.len(), 12);
}

#[test]
fn a_level_ends_all_lines() {
    let found = told_of(6, |at| format!("2026-11-23 11:36:{at:02} order {at} {}", ["DEBUG", "ERROR"][at % 2]));
    assert_eq!(found[0], "DEBUG||order 0");
    assert_eq!(found[1], "ERROR||order 1");
    let found = told_of(6, |at| format!("2026-11-23 11:36:{at:02} order {at} {}", ["DEBUG", "shipped"][at % 2]));
    assert_eq!(found[0], "ERROR||order 0 DEBUG");
}

#[test]
fn rows_of_a_table_are_no_records() {
    let found = told_of(12, |at| format!("{at},{},order {at}", ["INFO", "ERROR"][at % 2]));
    assert_eq!(found.len(), 0);
}

#[test]
fn a_number_behind_a_file_is_its_line() {
    let log = "INFO app.py:41 cache] order lost\n".repeat(12);
    let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let record = &run.json_lines()[1];
    assert_eq!(record["log"]["origin"]["file"], "app.py");
    assert_eq!(record["log"]["origin"]["line"], 41);
    assert!(record.get("process").is_none(), "{record}");
}

#[test]
fn words_before_colons_in_messages_are_no_loggers_behind_threads() {
    let messages =
        ["Scheduler: Sending due task", "Task shop.send[9470f978] succeeded in 2.31: None", "job <947>: lost"];
    let found = told_of(9, |at| {
        format!(
            "2026-11-13 20:46:{at:02},039 [INFO] {}: {}",
            ["celery.worker", "worker.tasks"][at % 2],
            messages[at % 3]
        )
    });
    assert_eq!(found[0], "INFO|celery.worker|Scheduler: Sending due task");
    assert_eq!(found[1], "INFO|worker.tasks|Task shop.send[9470f978] succeeded in 2.31: None");
    assert_eq!(found[2], "INFO|celery.worker|job <947>: lost");
}

#[test]
fn threads_of_any_name_in_brackets_stand_before_loggers() {
    let threads =
        ["Executor #2 for Built-In Node : executing deploy #41", "jenkins.util.Timer [#4]", "main", "Handling GET /"];
    let found = told_of(12, |at| {
        format!("2026-11-13 20:46:{at:02},039 INFO  [{}] [hudson.model.Run]: order {at}", threads[at % 4])
    });
    assert_eq!(found[0], "INFO|hudson.model.Run|order 0");
    assert_eq!(found[1], "INFO|hudson.model.Run|order 1");
}

#[test]
fn classes_behind_threads_and_before_a_dash_are_loggers_however_many() {
    let names = ["RequestFilter", "[/]", "trail", "OrderService", "CartService"];
    let found =
        told_of(10, |at| format!("2026-11-13 20:46:{at:02},039 INFO  {{}} [main] {} - Order {at} of 7", names[at % 5]));
    assert_eq!(found[0], "INFO|RequestFilter|Order 0 of 7");
    assert_eq!(found[1], "INFO|[/]|Order 1 of 7");
}

type Column<'c> = &'c dyn Fn(usize, &str) -> String;

/// Each column stands before the messages of twelve records; its logger is one of the names.
#[test]
fn columns_of_every_order_are_read() {
    let names = ["cart", "shop.orders", "db"];
    let methods = ["main", "addItem", "<init>"];
    let filled = |at: usize| format!("{:>12}", names[at % 3]);
    let columns: [(&str, Column); 14] = [
        ("behind a mark, filled at the left", &|at, level| {
            format!("2026-11-23 11:36:{at:02},144 {level} ({}) - ", filled(at))
        }),
        ("between bars, filled at the left", &|at, level| {
            format!("2026-11-23 11:36:{at:02},144|{level}|{}|run:12 - ", filled(at))
        }),
        ("before the time, behind the level", &|at, level| {
            format!("{level} - {} - [worker-{at}] - 2026-11-23 11:36:{at:02},144 - ", names[at % 3])
        }),
        ("behind a function in brackets", &|at, level| {
            format!("2026-11-23 11:36:{at:02},144 ({}()) ({level}) {}: ", methods[at % 3], names[at % 3])
        }),
        ("behind a file and a function", &|at, level| {
            format!("2026-11-23 11:36:{at:02},144 -- [a.py:{at}] -- (run()) -- {level} -- {} - ", names[at % 3])
        }),
        ("behind process and thread", &|at, level| {
            format!("1{at:03}:Thread-1 (run): {level} {} - ", ["shop.cart", "shop.orders", "shop.db"][at % 3])
        }),
        ("behind a number that counts", &|at, level| {
            format!("{at} 2026-11-23 11:36:{at:02},144 {level} {}: ", names[at % 3])
        }),
        ("behind a thread before the time", &|at, level| {
            format!("worker [{}] of 8 2026-11-23 11:36:{at:02},144 {level} {}: ", at % 2, names[at % 3])
        }),
        ("on the level", &|at, level| format!("2026-11-23 11:36:{at:02},144 {level}/{} ", names[at % 3])),
        ("filled at the right", &|at, level| format!("{:<6} {level} {:<12} ", at * 100, names[at % 3])),
        ("before a method", &|at, level| {
            format!("2026-11-23 11:36:{at:02},144 [{level}] shop.{} {} - ", names[at % 3], methods[at % 3])
        }),
        ("behind a count of seconds and a letter", &|at, level| {
            format!("[17904117{at:02}.070] {} {}: ", &level[..1], names[at % 3])
        }),
        ("before an arrow", &|at, level| format!("11:36:{at:02},144 {} CartItem > ", &level[..1])),
        ("before a value that is mostly empty", &|at, level| {
            format!("2026-11-23 11:36:{at:02},144|{level}|main|shop.{}|{}|", names[at % 3], ["", "ff913759"][at / 6])
        }),
    ];
    for (about, column) in columns {
        let found = told_of(12, |at| {
            let message = ["order {} shipped", "lost {} - retry", "Cart: {}", "{} of 7"][at % 4];
            column(at, ["INFO", "ERROR", "DEBUG"][at * 7 % 3]) + &message.replace("{}", &at.to_string())
        });
        assert_eq!(found.len(), 12, "{about}");
        for (at, record) in found.iter().enumerate() {
            let [_, logger, message] = record.splitn(3, '|').collect::<Vec<_>>()[..] else { panic!("{record}") };
            let simple = logger.rsplit('.').next().unwrap_or_default();
            assert!(["cart", "orders", "db", "CartItem"].contains(&simple), "{about}: {record}");
            let expected = ["order {} shipped", "lost {} - retry", "Cart: {}", "{} of 7"][at % 4];
            assert_eq!(message, expected.replace("{}", &at.to_string()), "{about}");
        }
    }
}

#[test]
fn words_before_the_logger_may_be_empty_each_for_itself() {
    let found = told_of(12, |at| {
        let (user, request) = [("", ""), ("", "414d6bcf"), ("anna", "9a556dd6"), ("bob", "")][at % 4];
        format!(
            "2026-11-23 11:36:{at:02},144 main WARN {user} {request} [{}] order {at}",
            ["com.acme.Cart", "Cart"][at / 9]
        )
    });
    for (at, record) in found.iter().enumerate() {
        assert_eq!(*record, format!("WARN|{}|order {at}", ["com.acme.Cart", "Cart"][at / 9]));
    }
    assert_eq!(found.len(), 12);
}

#[test]
fn a_logger_with_children_is_one_in_a_short_log() {
    let loggers = ["etl", "etl.extract", "botocore.credentials", "etl"];
    let messages = ["Loaded 17 rows", "Summary:", "uploading part 82", "Found credentials"];
    let found =
        told_of(4, |at| format!("2026-11-23 11:36:{at:02},144 MainThread INFO {} {}", loggers[at], messages[at]));
    assert_eq!(found[0], "INFO|etl|Loaded 17 rows");
    assert_eq!(found[2], "INFO|botocore.credentials|uploading part 82");
}

#[test]
fn a_thread_in_parentheses_ends_all_messages() {
    let found = told_of(12, |at| {
        let thread = ["main", "pool-1-thread-3", "http-nio-8080-exec-1"][at % 3];
        format!("11:36:{at:02} DEBUG com.acme.Cart Payload {at} of [shop] ({thread})")
    });
    assert_eq!(found[1], "DEBUG|com.acme.Cart|Payload 1 of [shop]");
    let found =
        told_of(12, |at| format!("11:36:{at:02} DEBUG com.acme.Cart Payload {at} ({})", ["done", "main"][at % 2]));
    assert_eq!(found[1], "DEBUG|com.acme.Cart|Payload 1 (main)");
}

#[test]
fn pairs_of_akka_behind_the_message_are_no_part_of_it() {
    let found = told_of(6, |at| {
        format!("[2026-11-23 11:36:{at:02},144] [INFO] [shop.Cart] [] [main] - order {at} MDC: {{user=u{at}, id=}}")
    });
    assert_eq!(found[5], "INFO|shop.Cart|order 5");
}

#[test]
fn the_letter_s_is_a_success_beside_letters_that_are_not_java_s() {
    let numbers = |letters: [&str; 4]| -> Vec<u64> {
        let line = |at: usize| format!("15:12:{:02}.315|{}|bridge.core|order {at}\n", at + 10, letters[at % 4]);
        let log: String = (0..12).map(line).collect();
        let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
        let events = run.exits(0).json_lines();
        events.iter().take(4).map(|event| event["log"]["severity_number"].as_u64().unwrap()).collect()
    };
    assert_eq!(numbers(["I", "S", "D", "E"]), [9, 9, 5, 17]);
    assert_eq!(numbers(["I", "S", "W", "I"]), [9, 17, 13, 9]);
    assert_eq!(numbers(["I", "S", "F", "C"])[1], 17);
}

/// Messages that all begin alike are whole behind these headers.
#[test]
fn messages_of_one_kind_lose_nothing() {
    let headers = ["I1123 10:00:{:02}.123456 7 cart.py:12] ", "2026-11-23 10:00:{:02},123 INFO  [main] shop.cart: "];
    let times = ["addItem called", "getTotal is 8", "server is up"];
    for header in headers {
        for message in ["user=4 order", "10:00:00 cache retrying", "404: token lost", "web1: order"] {
            let found = told_of(12, |at| header.replace("{:02}", &format!("{at:02}")) + message + &format!(" {at}"));
            assert!(found[3].ends_with(&format!("|{message} 3")), "{header}: {}", found[3]);
        }
        let found = told_of(12, |at| header.replace("{:02}", &format!("{at:02}")) + times[at % 3]);
        assert!(found[4].ends_with("|getTotal is 8"), "{header}: {}", found[4]);
    }
    let found = told_of(12, |at| format!("[2026-11-23 10:00:{at:02}] {{cart.py:{at}}} ERROR - shipped: order {at}"));
    assert_eq!(found[3], "ERROR||shipped: order 3");
    let methods = ["GET", "POST"];
    let found = told_of(12, |at| format!("2026-11-23 10:00:{at:02},123 {} /cart/{at} 200 [ERROR]", methods[at % 2]));
    assert_eq!(found[3], "ERROR||POST /cart/3 200");
}

#[test]
fn columns_of_a_table_that_is_logged_are_no_loggers() {
    let (names, states) = (["shop", "basket", "u"], ["ok", "failed"]);
    let found = told_of(12, |at| {
        let message = ["report sent", "mail lost", "cart is empty"][at % 3];
        format!("2026-11-23 10:00:{at:02},041 INFO {:<14} {:<8} {message}", names[at % 3], states[at % 2])
    });
    assert_eq!(found[0], "INFO||shop           ok       report sent");
}

#[test]
fn numbers_before_a_time_are_no_dates() {
    let run = Sandbox::empty().with("a.log", "1100 10:00:01 INFO order\n1101 10:00:02 ERROR order\n".repeat(4));
    let records = run.errmon(["events", "--all-records", "-q", "a.log"]).exits(0).json_lines();
    assert!(records.iter().all(|record| record["log"]["timestamp_text"] != "1101 10:00:02"), "{records:?}");
}

#[test]
fn loggers_of_tomcat_do_not_spoil_the_column() {
    let names = ["ShopApplication", "[dispatcherServlet]", "PageNotFound", "TomcatWebServer"];
    for (open, close) in [("[", "]"), ("", ":731")] {
        let found = told_of(12, |at| {
            let name = names[at % 4];
            format!("2026-11-23 10:00:{at:02},123 [main] INFO {open}{name}{close} - order {at}")
        });
        assert_eq!(found[0], "INFO|ShopApplication|order 0");
        assert_eq!(found[1], "INFO|[dispatcherServlet]|order 1");
    }
}

#[test]
fn signs_before_the_time_are_no_part_of_it() {
    let found =
        told_of(6, |at| format!("{} 2026-11-23 10:00:{at:02},711 INFO shop.cart: order {at}", ["✅", "❌"][at % 2]));
    assert_eq!(found[1], "INFO|shop.cart|order 1");
    let log = "W 0511 18:40:33.551 main] order\nI 0511 18:40:34.551 main] order\nE 0511 18:40:35.551 main] order\nD 0512 18:40:36.551 main] x\n";
    let records = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let records = records.json_lines();
    assert!(records[0]["timestamp"].as_str().is_some_and(|stamp| stamp.contains("-05-11T18:40:33")), "{}", records[0]);
}

#[test]
fn empty_values_between_bars_and_nested_brackets_before_the_level_are_fields() {
    let found = told_of(12, |at| {
        let request = if at % 6 == 5 { "5b63d6b5-89d4" } else { "" };
        format!("2026-10-02T15:10:{at:02},602 | WARN  | {request} | task-{} | CartService | order {at}", at % 3)
    });
    assert_eq!(found[0], "WARN|CartService|order 0");
    assert_eq!(found[5], "WARN|CartService|order 5");
    let threads = ["DataXceiver at /10.0.0.3:40322 [Sending block BP-1:blk_1073]", "main", "handler=29,port=16020"];
    let found =
        told_of(12, |at| format!("26/05/12 21:15:{at:02} [{}]: INFO datanode.DataNode: order {at}", threads[at % 3]));
    assert_eq!(found[0], "INFO|datanode.DataNode|order 0");
    assert_eq!(found[2], "INFO|datanode.DataNode|order 2");
}

#[test]
fn a_logger_and_its_line_end_all_messages() {
    let loggers = ["app.api.orders", "app.db"];
    let found =
        told_of(12, |at| format!("2026-10-02 15:10:{at:02},602 INFO order {at} [{}:{}]", loggers[at % 2], 100 + at));
    assert_eq!(found[1], "INFO|app.db|order 1");
}

#[test]
fn a_logger_between_process_and_level_is_no_part_of_the_process() {
    let processes = ["ForkPoolWorker-2", "MainProcess"];
    let loggers = ["celery.app.trace", "celery.worker"];
    let found = told_of(8, |at| {
        format!("2026-04-23 15:42:5{at},222 {} {} WARNING  order {at}", processes[at % 2], loggers[at / 2 % 2])
    });
    assert_eq!(found[1], "WARNING|celery.app.trace|order 1");
    assert_eq!(found[2], "WARNING|celery.worker|order 2");
}
