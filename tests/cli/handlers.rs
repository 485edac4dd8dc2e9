//! Records of two handlers in one file.

use crate::coarse::told;

#[test]
fn records_without_a_time_are_told_from_those_of_another_handler() {
    let line = |at: usize| {
        let (level, name) = (["INFO", "ERROR", "INFO"][at % 3], ["http", "pool"][at % 2]);
        format!(
            "lib.{name}|{level}|User {at} logged in\n2026-01-13 21:02:{:02},979 {level}: app.views: order {at}\nof eve\n",
            at + 10
        )
    };
    let found = told(&(0..8).map(line).collect::<String>());
    assert_eq!(found.len(), 16);
    assert_eq!(found[2], "ERROR|lib.pool|User 1 logged in");
    assert_eq!(found[3], "ERROR|app.views|order 1\nof eve");
}

#[test]
fn a_table_below_one_record_is_its_message() {
    let line = |at: usize| format!("2026-01-13 21:02:{:02},979 INFO: app.views: order {at}\n", at + 10);
    let table = "app.web|INFO|17\napp.db|ERROR|2\napp.db|INFO|9\napp.web|WARNING|1\n";
    let log = (0..4).map(line).collect::<String>() + table + &(4..8).map(line).collect::<String>();
    let found = told(&log);
    assert_eq!(found.len(), 8);
    assert_eq!(found[3], format!("INFO|app.views|order 3\n{}", table.trim_end()));
}

#[test]
fn threads_are_read_beside_records_of_another_form() {
    let line = |at: usize| {
        let level = ["INFO", "ERROR"][at % 2];
        format!(
            "2026-07-20 02:05:{at:02},207 {level:<8} MainThread order {at}\n02:05:{at:02} [{level}] app.models: cart {at}\n"
        )
    };
    let found = told(&(10..20).map(line).collect::<String>());
    assert_eq!(found.len(), 20);
    assert_eq!(found[2..4], ["ERROR||order 11", "ERROR|app.models|cart 11"]);
}

#[test]
fn a_mark_behind_loggers_is_no_message_s() {
    for mark in ["~", ">"] {
        let line = |at: usize| {
            format!(
                "2026-01-13 21:02:{:02},979 {:<7} a.worker {mark} order {at}\n",
                at + 10,
                ["INFO", "WARNING"][at % 2]
            )
        };
        let found = told(&(0..8).map(line).collect::<String>());
        assert_eq!(found[7], "WARNING|a.worker|order 7", "{mark}");
    }
}
