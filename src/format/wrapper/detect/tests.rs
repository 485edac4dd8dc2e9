//! Heads that have a wrapper, and heads that only look like it.

use super::*;

fn names(head: &str) -> Vec<&'static str> {
    detect(head.as_bytes()).map(|wrapper| wrapper.names()).unwrap_or_default()
}

/// A traceback of an application, each line behind `prefix`.
fn trace(prefix: &str) -> String {
    [
        "2026-11-25 17:38:30,379 INFO [shop.orders] order 0 received",
        "2026-11-25 17:38:30,383 ERROR [shop.orders] order 0 failed",
        "Traceback (most recent call last):",
        "  File \"/srv/shop.py\", line 20, in <module>",
        "    order(i)",
        "ZeroDivisionError: division by zero",
    ]
    .map(|line| format!("{prefix}{line}\n"))
    .concat()
}

#[test]
fn host_and_one_tag_before_the_lines_of_a_trace_are_a_system_logs() {
    let lines = [
        "ERROR:shop:failed",
        "Traceback (most recent call last):",
        "  File \"/srv/shop.py\", line 20, in f",
        "KeyError: 1",
    ];
    let log = lines.map(|line| format!("2026-11-25T17:38:30.379771+00:00 vm shop: {line}\n")).concat();
    assert_eq!(names(&log), ["syslog-iso"]);
    let [first, others @ ..] = lines.map(|line| format!("{line}\n"));
    assert!(names(&format!("2026-11-25T17:38:30.379771+00:00 vm shop: {first}{}", others.concat())).is_empty());
}

#[test]
fn wrapped_lines_are_told_by_their_prefix() {
    assert_eq!(names(&trace("2026-11-25T17:38:30.379771123Z stderr F ")), ["cri"]);
    assert_eq!(names(&trace("[pod/shop-7d9/web] ")), ["kubectl-prefix"]);
    assert_eq!(names(&trace("shop-web-1  | ")), ["docker-compose"]);
    assert_eq!(names(&trace("\u{1b}[36mshop-web-1  | \u{1b}[0m")), ["docker-compose"]);
    assert_eq!(names(&trace("2026-11-25T17:38:30.379771123Z ")), ["timestamps"]);
    assert_eq!(names(&trace("22:47:03 web.1    | ")), ["procfile"]);
    assert_eq!(names(&trace("api-7d9c5-x2 web ")), ["stern"]);
    assert_eq!(names(&trace("2026-11-25T17:38:30.379000+00:00 ecs/app/0c1d2e ")), ["aws-logs-tail"]);
    assert_eq!(names(&trace("2026-11-25T17:38:30+00:00 2026/11/25/[$LATEST]0c1d2e ")), ["aws-logs-tail"]);
    assert_eq!(names(&trace("nova-api.log.1.2026-11-25_13:53:08 ")), ["file-name"]);
    assert_eq!(names(&format!("{}--\n{}", trace("app.log:"), trace("app.log.1-"))), ["grep"]);
    assert_eq!(names(&trace("app.log-12-")), ["grep-numbered"]);
    assert_eq!(names(&trace("Nov 25 17:38:30 vm shop[14284]: ")), ["syslog"]);
    assert_eq!(names(&trace("Nov 25 17:38:30.379771 vm shop[14284]: ")), ["syslog"]);
    assert_eq!(names(&trace("2026-11-25T17:38:30+0000 vm shop[14284]: ")), ["syslog-iso"]);
    assert_eq!(names(&trace("Wed 2026-11-25 17:38:30 UTC vm shop[14284]: ")), ["journald-short-full"]);
    assert_eq!(names(&trace("1795628310.379771 vm shop[14284]: ")), ["journald-short-unix"]);
    assert_eq!(names(&trace("[ 1365.314645] vm shop[14284]: ")), ["journald-short-monotonic"]);
    assert_eq!(names(&trace("<11>1 2026-11-25T17:38:30.379771+00:00 vm shop 14284 - - ")), ["syslog-rfc5424"]);
    assert_eq!(names(&trace("<11>Nov 25 17:38:30 vm shop: ")), ["syslog"]);
    assert_eq!(names(&trace("<3>")), ["systemd-level"]);
    assert_eq!(names(&trace("INFO   | jvm 1    | 2015/05/22 16:10:00 | ")), ["tanuki"]);
    let message = "<11>1 2026-11-25T17:38:30.379771+00:00 vm shop 7 - - it fails";
    assert_eq!(names(&format!("{} {message}", message.len()).repeat(3)), ["syslog-octet-counted"]);
}

#[test]
fn wrappers_of_wrappers_are_found() {
    assert_eq!(names(&trace("[pod/shop-7d9/web] 2026-11-25T17:38:30.379771123Z ")), ["kubectl-prefix", "timestamps"]);
    assert_eq!(names(&trace("shop-web-1  | 2026-11-25T17:38:30.379771123Z ")), ["docker-compose", "timestamps"]);
    assert_eq!(
        names(&trace("<14>1 2026-11-25T17:38:30Z vm cri 7 - - 2026-11-25T17:38:30.379771123Z stderr F ")),
        ["syslog-rfc5424", "cri"]
    );
    let docker =
        |line: &str| format!("{{\"log\":\"{line}\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-25T17:38:30Z\"}}\n");
    assert_eq!(
        names(&docker("INFO   | jvm 1    | 2015/05/22 16:10:00 | a \\\"b\\\"").repeat(3)),
        ["docker-json", "tanuki"]
    );
}

#[test]
fn a_banner_and_plain_lines_between_do_no_harm() {
    let head = format!("Attaching to web-1\n{}plain\n", trace("web-1  | ").repeat(3));
    assert_eq!(names(&head), ["docker-compose"]);
    let head = format!("-- Journal begins at Mon 2026-11-23 --\n{}", trace("Nov 25 17:38:30 vm shop[14284]: "));
    assert_eq!(names(&head), ["syslog"]);
    let cri = "2026-11-25T17:38:30.379771123Z stderr F x\n";
    assert_eq!(names(&format!("{cri}plain\n{cri}plain\n")), ["cri"]);
    assert_eq!(names(&format!("plain\nplain\n{cri}plain\n")), [""; 0]);
}

#[test]
fn the_logs_of_a_system_are_told_by_few_lines() {
    assert_eq!(
        names("Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure; logname= uid=0\n"),
        ["syslog"]
    );
    assert_eq!(names("Nov 25 17:39:02 localhost web: started\n"), ["syslog"]);
    assert_eq!(
        names("2026-11-25T17:39:02.512377+00:00 vm kernel: oops\n2026-11-25T17:39:03.512377+00:00 vm su: x\n"),
        ["syslog-iso"]
    );
    assert_eq!(names("Nov 25 17:39:02 vm 2026-11-25 17:39:02,735 INFO app.auth: started\n"), ["syslog"]);
}

#[test]
fn an_applications_own_lines_are_no_wrapper() {
    let heads = [
        // Objects with a key of docker's.
        "{\"log\":\"started\",\"level\":\"info\",\"time\":\"2026-11-25T17:38:30Z\"}\n",
        "{\"log\":\"started\\n\",\"stream\":\"orders\",\"time\":\"2026-11-25T17:38:30Z\"}\n",
        "{\"MESSAGE\":\"started\",\"PRIORITY\":\"6\"}\n",
        // A stamp, a level, a logger and a colon.
        "Nov 25 17:38:30 INFO main: started\nNov 25 17:38:31 ERROR main: failed\n",
        "Nov 25 17:38:30 app.auth ERROR: failed\nNov 25 17:38:31 app.db ERROR: failed\n",
        "Nov 25 17:38:30 [main] app: started\n",
        "2026-11-25T17:38:30.123Z  INFO app::net: listening\n2026-11-25T17:38:31.123Z ERROR app::net: closed\n",
        "2026-11-25T17:38:30.123456Z  INFO app::net: listening\n2026-11-25T17:38:31.123456Z  INFO app: x\n",
        "2026-11-25T17:38:30.123456789Z INFO app: listening\n2026-11-25T17:38:31.123456789Z ERROR app: x\n",
        "2026-11-25T17:38:30.123456789Z  INFO app: listening\n2026-11-25T17:38:31.123456789Z ERROR app: x\n",
        "2026-11-25T17:38:30.123+01:00  INFO 4242 --- [shop] [main] com.acme.Main : started\n",
        "2026-11-25T17:38:30+0000 app.auth login: failed for anna\n2026-11-25T17:38:31+0000 app.db connect: gone\n",
        // A level or a thread before a bar.
        "ERROR  | it fails\nINFO   | it works\n",
        "INFO   | main     | 2015/05/22 16:10:00 | started\n",
        "Thread-1 | it fails\nThread-2 | it works\n",
        "worker-1 | ERROR | it fails\nworker-2 | INFO | it works\n",
        "werkzeug | it fails\napp      | it works\n",
        "build.log written\nserver.log written\n",
        "app.logger 2026-11-25 17:38:30 ERROR it fails\napp.log 2026-11-25 17:38:30 ERROR it fails\n",
        "2026-11-25 17:38:30,379 | ERROR | it fails | app | main\n",
        // Brackets, markup, counts.
        "[main] INFO started\n",
        "<event>\n<3 of 4>\n",
        "12 apples\n13 <pears>\n",
        "KEY=value\nOTHER=value\n",
        "{\n  \"a\": 1\n}\n",
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'x'\n",
        "\n\n",
        "",
    ];
    for head in heads {
        assert_eq!(names(head), [""; 0], "{head}");
        assert_eq!(names(&head.repeat(20)), [""; 0], "{head}");
    }
}

#[test]
fn any_bytes_are_survived() {
    for head in [&[0; 300][..], &[b'{'; 9000], &[b'9'; 9000], b"9 <", b"A\n\xff\xff\xff\xff\xff\xff\xff\xff", b"{\n"] {
        assert_eq!(detect(head), None);
    }
}

#[test]
fn the_stamps_of_a_runtime_have_any_number_of_digits() {
    for stamp in ["30Z", "30.3Z", "30.379Z", "30.379771Z", "30.3797711Z", "30.379+01:00"] {
        assert_eq!(names(&trace(&format!("2026-11-25T17:38:{stamp} "))), ["timestamps"], "{stamp}");
    }
    // Those of an application stand before its records alone, or before a level in each line.
    let own = "2026-11-25T17:38:30.379Z ERROR app.main: bad\n2026-11-25T17:38:30.379Z  INFO 42 --- [main] app: ok\n";
    assert!(names(&own.repeat(9)).is_empty());
    let stamped = trace("").replace("2026-11-25 17:38:30,", "2026-11-25T17:38:30Z ");
    assert!(names(&stamped.repeat(9)).is_empty());
    assert!(names(&"2026-11-25T17:38:30Z \n2026-11-25T17:38:30Z   indented\n".repeat(9)).is_empty());
}

#[test]
fn objects_stand_inside_wrappers_too() {
    let object = r#"{"event": "a | b", "level": "info", "timestamp": "2026-11-28T22:33:59.045756Z"}"#;
    assert_eq!(names(&format!("2026-11-25T17:38:30.379771123Z {object}\n").repeat(3)), ["timestamps"]);
    assert_eq!(names(&format!("web-1  | {object}\n").repeat(3)), ["docker-compose"]);
    assert!(names(&"2026-11-25T17:38:30.379Z {\"order\": 3}\n".repeat(3)).is_empty());
}

#[test]
fn a_strict_wrapper_may_begin_behind_many_other_lines() {
    let line = |at: usize| format!("installing package number {at}\n");
    let other: String = (0..600).map(line).collect();
    let docker = "{\"log\":\"x\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-25T17:38:30Z\"}\n";
    assert_eq!(names(&format!("{other}{}", docker.repeat(20))), ["docker-json"]);
    assert!(names(&format!("{other}{}", docker.repeat(19))).is_empty());
    assert!(names(&format!("{other}{}{other}", docker.repeat(20))).is_empty());
}

#[test]
fn the_system_log_has_leap_days() {
    assert_eq!(names(&trace("Feb 29 17:38:30 vm shop[14284]: ")), ["syslog"]);
}

#[test]
fn what_stores_hand_out_is_told_by_its_keys() {
    let entry = |payload: &str| {
        format!("{{\"logName\":\"l\",{payload},\"severity\":\"INFO\",\"timestamp\":\"2026-11-25T17:38:30Z\"}}")
    };
    let text = entry("\"textPayload\":\"started\"");
    assert_eq!(names(&format!("{text}\n")), ["google-cloud"]);
    assert_eq!(names(&format!("[{text}, {text}]\n")), ["json-array", "google-cloud"]);
    let pretty = text.replace('{', "{\n  ").replace(',', ",\n  ").replace('}', "\n}");
    assert_eq!(names(&format!("[\n{pretty},\n{pretty}\n]\n")), ["json-array", "google-cloud"]);
    assert_eq!(names(&format!("{pretty}\n{pretty}\n")), ["json-array", "google-cloud"]);
    let loki = "{\"labels\":{},\"line\":\"x\",\"timestamp\":\"2026-11-25T17:38:30Z\"}\n";
    assert_eq!(names(loki), ["loki"]);
    let hit = format!(
        "{{\"took\":1,\"hits\":{{\"total\":1,\"hits\":[{{\"_index\":\"i\",\"_source\":{}}}]}}}}\n",
        loki.trim()
    );
    assert_eq!(names(&hit), ["json-array", "search-hit", "loki"]);
    assert_eq!(names("<log>\n<record>\n<level>INFO</level>\n<message>x</message>\n</record>\n"), ["xml"]);
}

#[test]
fn objects_and_markup_of_applications_are_no_wrapper() {
    for head in [
        "{\n  \"level\": \"ERROR\",\n  \"message\": \"x\"\n}\n{\n  \"level\": \"INFO\"\n}\n",
        "{\"level\":\"ERROR\",\"message\":\"x\",\"events\":[{\"a\":1}]}\n",
        "{\"timestamp\":1795626710379,\"message\":\"x\",\"level\":\"INFO\"}\n",
        "{\"line\":3,\"labels\":{},\"timestamp\":\"2026-11-25T17:38:30Z\",\"message\":\"x\"}\n",
        "[2026-11-25 17:38:30] ERROR x\n[{\"a\":1}]\n[2026-11-25 17:38:30] ERROR x\n",
        "<p>x</p>\n<record>\n<id>1</id>\n</record>\n",
    ] {
        assert!(names(head).is_empty(), "{head}: {:?}", names(head));
    }
}

/// Log4j 2 sends a trace as it is behind the message, and its own tag nowhere.
#[test]
fn lines_of_traces_behind_a_priority_leave_it_a_system_log() {
    let trace = "java.lang.RuntimeException: cannot ship\n\tat Shop.chain(Shop.java:8)\n\tat Shop.run(Shop.java:31)\n\
                 Caused by: java.lang.IllegalStateException: gone\n\tat Shop.deep(Shop.java:7)\n\t... 2 more\n\n";
    let structured = "<134>1 2026-11-29T13:17:47.491Z vm shop 13985 - - started\n\
                      <131>1 2026-11-29T13:17:47.502Z vm shop 13985 - [mdc@32473 id=\"17\"] Failed\n";
    assert_eq!(names(&format!("{structured}{trace}")), ["syslog-rfc5424"]);
    let plain = "<134>Nov 29 13:17:47 vm Starting up\n<131>Nov 29 13:17:47 vm Failed to ship\n";
    assert_eq!(names(&format!("{plain}{trace}")), ["syslog"]);
    let quoted = "2026-11-29 13:17:47,491 INFO shop - sent:\n";
    assert_eq!(names(&format!("{}{plain}", quoted.repeat(3))), [""; 0]);
}
