//! Records whose members and pairs have keys of their own.

use serde_json::Value;

use crate::support::Sandbox;

/// Level, logger, message and exception of the records of a log.
fn told(log: &str) -> Vec<String> {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
    let events = run.exits(0).json_lines();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |event: &Value| {
        let parts = [&event["log"]["level"], &event["log"]["logger"], &event["message"], &event["error"]["type"]];
        parts.map(text).join("|")
    };
    events.iter().map(told).collect()
}

const TRACE: &str = r#"Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'k'"#;

#[test]
fn keys_that_mean_other_things_as_well_count_where_their_values_say_so() {
    let log = format!(
        "{{\"ts\": 1742444177.540529, \"lvl\": \"INFO\", \"log\": \"bridge\", \"msg\": \"started\"}}\n\
         {{\"ts\": 1742444179.016078, \"lvl\": \"ERROR\", \"log\": \"mqtt.client\", \"msg\": \"failed\", \"exc\": \"{TRACE}\"}}\n"
    );
    assert_eq!(told(&log), ["INFO|bridge|started|", "ERROR|mqtt.client|failed|KeyError"]);
    let line = |source: &str| {
        format!(
            "{{\"time\": \"2026-11-23 11:36:12,540\", \"lvl\": \"INFO\", \"src\": \"{source}\", \"txt\": \"served\"}}\n"
        )
    };
    assert_eq!(told(&line("shop.views")), ["INFO|shop.views|served|"]);
    for source in ["10.0.0.1", "/var/log/app", "a sensor", "app.py", "info"] {
        assert_eq!(told(&line(source)), ["INFO||served|"], "{source}");
    }
    let log = "{\"at\": \"2026-11-23 11:36:12\", \"level\": \"error\", \"msg\": \"failed\", \"trace\": \"0af7651916cd43dd\"}\n";
    assert_eq!(told(log), ["error||failed|"]);
    let log = "{\"at\": \"info\", \"when\": \"2026-11-23 11:36:12\", \"msg\": \"done\"}\n";
    assert_eq!(told(log), ["info||done|"]);
}

#[test]
fn logfmter_calls_the_level_at() {
    let log = format!(
        "at=INFO when=\"2026-11-23 11:36:12,540\" name=urllib3 msg=\"GET \\\"/\\\" 200\"\n\
         at=ERROR when=\"2026-11-23 11:36:13,540\" name=shop.api msg=failed exc_info=\"{TRACE}\"\n"
    );
    assert_eq!(told(&log), ["INFO|urllib3|GET \"/\" 200|", "ERROR|shop.api|failed|KeyError"]);
    assert!(told("at=noon name=bob msg=lunch\nat=night name=eve msg=sleep\n").is_empty());
}

#[test]
fn pairs_behind_a_time_are_read_by_their_keys() {
    let log = "2026-11-23 11:36:12,540 level=INFO logger=shop.a req=54c41f01 user=anon msg=\"GET \"/\" 200\"\n\
               2026-11-23 11:36:13,540 level=ERROR logger=shop.b req=6ffcbc9a user=bob msg=\"failed\"\n\
               Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in f\n    x\nKeyError: 'k'\n\
               2026-11-23 11:36:14,540 level=WARNING logger=shop.b req=- user=bob msg=\"two\nlines\"\n\
               2026-11-23 11:36:15,540 level=INFO logger=shop.a req=- user=eve msg=three\n  more\nlines\n";
    let want = [
        "INFO|shop.a|GET \"/\" 200|",
        "ERROR|shop.b|failed|KeyError",
        "WARNING|shop.b|two\nlines|",
        "INFO|shop.a|three\n  more\nlines|",
    ];
    assert_eq!(told(log), want);
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "a.log"]);
    let events = run.exits(0).json_lines();
    assert_eq!(events[0]["labels"], serde_json::json!({"req": "54c41f01", "user": "anon"}));
    assert!(events[3]["timestamp"].as_str().unwrap().starts_with("2026-11-23T11:36:15.54"));
}

#[test]
fn pairs_in_messages_are_the_messages_own() {
    let log = "2026-11-23 11:36:12,540 level=3 msg=\"boss\" hp=3\n\
               2026-11-23 11:36:13,540 hero entered level=4 of msg=x\n\
               2026-11-23 11:36:14,540 level=error is what msg=x means\n";
    let want =
        ["||level=3 msg=\"boss\" hp=3|", "||hero entered level=4 of msg=x|", "||level=error is what msg=x means|"];
    let found: Vec<String> = told(log).iter().map(|line| line.trim_start_matches("ERROR").to_owned()).collect();
    assert_eq!(found, want);
}

#[test]
fn the_logger_of_an_event_of_several_lines_stands_behind_its_last_one() {
    let filled = |event: &str, behind: &str| format!("2026-11-23 11:36:09 [info     ] {event:<30} {behind}\n");
    let log = [
        filled("started", "[app.web] n=1"),
        filled("SELECT orders.id \nFROM orders \nWHERE orders.user_id = 7", "[app.db]"),
        filled("SELECT orders.id \nFROM orders", "[app.db] rows=2"),
        filled("stopped", "[app.web]"),
    ]
    .concat();
    let found = told(&log);
    let want = [
        "info|app.web|started|",
        "info|app.db|SELECT orders.id\nFROM orders \nWHERE orders.user_id = 7|",
        "info|app.db|SELECT orders.id\nFROM orders|",
        "info|app.web|stopped|",
    ];
    assert_eq!(found, want);
    let log =
        [filled("started", "n=1"), filled("usage: see \nthe list below of all", "[names]"), filled("stopped", "n=2")];
    assert_eq!(told(&log.concat())[1], "info||usage: see\nthe list below of all [names]|");
}

#[test]
fn doubtful_keys_stay_labels_beside_the_usual_ones_and_date_no_data() {
    let log = "{\"time\": \"2026-11-23 11:36:12,540\", \"level\": \"ERROR\", \"msg\": \"due\", \"when\": \"2020-01-01T00:00:00Z\"}\n";
    let events = Sandbox::empty().with("a.log", log).errmon(["events", "a.log"]).exits(0).json_lines();
    assert_eq!(events[0]["labels"]["when"], "2020-01-01T00:00:00Z");
    assert_eq!(events[0]["log"]["timestamp_text"], "2026-11-23 11:36:12,540");
    let chat = "{\"name\": \"bob\", \"at\": \"2026-11-23 10:00:00\", \"text\": \"hi there\"}\n".repeat(4);
    assert!(told(&chat).is_empty());
}

#[test]
fn a_trace_below_pairs_behind_a_time_is_no_message_whatever_ends_the_lines() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x\nKeyError: 'x'\n";
    let line = |at: usize| format!("2026-11-23 11:36:1{at},540 level=error user=bob msg=\"order {at} lost\"\n{trace}");
    let log = [line(0), line(1), line(2), line(3), line(4), line(5)].concat();
    let found = told(&log);
    assert_eq!(found[1], "error||order 1 lost|KeyError");
    assert_eq!(told(&log.replace('\n', "\r\n")), found);
}
