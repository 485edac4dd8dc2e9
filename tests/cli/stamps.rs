//! Stamps of many forms, each told by the lines of a small log.

use crate::support::Sandbox;

/// A log of twelve records whose stamps are `form` with growing minutes for its `#`.
fn log(form: &str, record: impl Fn(&str, &str, usize) -> String) -> String {
    let level = |number: usize| if number % 3 == 2 { "ERROR" } else { "INFO" };
    (0..12).map(|number| record(&form.replace('#', &format!("{:02}", number * 3)), level(number), number)).collect()
}

/// Time (without fraction and zone), logger and message of the last record of a log, and how many there are.
fn last(log: &str) -> (usize, String) {
    let run = Sandbox::empty().with("a.log", log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
    let events = run.json_lines();
    let event = events.last().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let time = text(&event["timestamp"]).chars().take(19).collect::<String>();
    let told = format!("{time}|{}|{}", text(&event["log"]["logger"]), text(&event["message"]));
    (events.len(), told)
}

/// Forms of 2026-11-28 16:33:03.
const DATED: &[&str] = &[
    "2026-11-28-16:#:03",
    "2026-11-28-16-#-03",
    "2026-11-28_16-#-03",
    "2026-11-28T16-#-03",
    "2026-11-28 16-#-03",
    "2026-11-28 16.#.03",
    "2026-11-28-16.#.03.123456",
    "2026-11-28  16:#:03",
    "2026-11-28 | 16:#:03",
    "2026-11-28 - 16:#:03",
    "2026-11-28 / 16:#:03",
    "2026-11-28 @ 16:#:03",
    "2026-11-28@16:#:03",
    "2026-11-28;16:#:03",
    "2026-11-28|16:#:03",
    "2026-11-28\t16:#:03",
    "2026/11/28-16:#:03",
    "2026.11.28-16.#.03",
    "2026:11:28 16:#:03",
    "2026:11:28-16:#:03",
    "2026:11:28:16:#:03",
    "2026-Nov-28 16:#:03",
    "2026/Nov/28 16:#:03",
    "2026 Nov 28 16:#:03",
    "2026年11月28日 16:#:03",
    "2026年11月28日 16时#分03秒",
    "28.11.2026-16:#:03",
    "28.11.2026 | 16:#:03",
    "28.11.2026 16.#.03",
    "28. 11. 2026 16:#:03",
    "28-11-2026_16-#-03",
    "11-28-2026 16:#:03",
    "11-28-2026 04:#:03PM",
    "11/28/26-16:#:03",
    "28/11/26-16:#:03",
    "28-Nov-26 04.#.03.123456 PM",
    "28 Nov 26 16:#:03",
    "28Nov26 16:#:03",
    "Nov-28-2026 16:#:03",
    "Nov/28/2026 16:#:03",
    "November 28, 2026 - 16:#:03",
    "16:#:03 28-11-2026",
    "16:#:03 28/11/2026",
    "16:#:03 2026-11-28",
    "16:#:03.123 28.11.2026",
    "16:#:03, 28 Nov 2026",
    "16:#:03-28/11/2026",
    "20261128 16:#:03",
    "261128 16#03",
    "261128-16#03",
    "261128_16#03",
];

#[test]
fn dates_and_times_are_told_whatever_parts_them() {
    for form in DATED {
        let expected = (12, "2026-11-28T16:33:03|shop.cart|order 11 shipped".to_owned());
        let plain = log(form, |stamp, level, number| format!("{stamp} {level} shop.cart: order {number} shipped\n"));
        assert_eq!(last(&plain), expected, "{form}");
        let brackets =
            log(form, |stamp, level, number| format!("[{stamp}] [{level}] shop.cart: order {number} shipped\n"));
        assert_eq!(last(&brackets), expected, "{form} in brackets");
    }
    for form in
        ["[2026-11-28] [16:#:03]", "[2026-11-28][16:#:03]", "[28-11-2026] [16:#:03.123]", "[28/11/2026][16:#:03]"]
    {
        let brackets =
            log(form, |stamp, level, number| format!("{stamp} [{level}] shop.cart: order {number} shipped\n"));
        let expected = (12, "2026-11-28T16:33:03|shop.cart|order 11 shipped".to_owned());
        assert_eq!(last(&brackets), expected, "{form}");
    }
}

#[test]
fn times_to_the_minute_are_told_before_levels() {
    for (form, clock) in
        [("28/11/26-16:#", "11-28T16:33:00"), ("16:# 28/11/2026", "11-28T16:33:00"), ("16:#", "T16:33:00")]
    {
        let plain = log(form, |stamp, level, number| format!("{stamp} {level} shop.cart: order {number} shipped\n"));
        let (records, told) = last(&plain);
        let expected = format!("{clock}|shop.cart|order 11 shipped");
        assert!(records == 12 && told.ends_with(&expected), "{form}: {told}");
    }
}

#[test]
fn dates_without_a_year_are_told_by_month_and_day() {
    for form in [
        "28-Nov 16:#:03",
        "28/Nov 16:#:03",
        "Nov 28, 16:#:03",
        "28.11. 16:#:03",
        "28/11 16:#:03",
        "11/28-16:#:03.123456",
    ] {
        let plain = log(form, |stamp, level, number| format!("{stamp} {level} shop.cart: order {number} shipped\n"));
        let (records, told) = last(&plain);
        assert!(records == 12 && told.contains("-11-28T16:33:03|shop.cart|"), "{form}: {told}");
    }
}

#[test]
fn levels_cut_to_four_letters_are_levels() {
    let words = ["INFO", "DEBU", "ERRO", "WARN", "CRIT"];
    let line = |record: &dyn Fn(&str) -> String| words.map(record).concat().repeat(3);
    for log in [
        line(&|level| format!("11-28 16:00:03 | engine.py:12 | {level} | order shipped\n")),
        line(&|level| format!("{level} load:12 | order shipped\n")),
        line(&|level| format!("[2026-11-28T16:00:03][shop.cart:{level}] order shipped\n")),
        line(&|level| format!("# {level}: order shipped\n")),
    ] {
        let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "-q", "a.log"]).exits(0);
        let told: Vec<(String, String)> = run
            .json_lines()
            .into_iter()
            .map(|event| (event["log"]["level"].to_string(), event["message"].to_string()))
            .collect();
        let expected = ["INFO", "DEBUG", "ERROR", "WARN", "CRIT"].map(|level| format!("\"{level}\""));
        let expected: Vec<(String, String)> =
            expected.iter().cycle().take(15).map(|level| (level.clone(), "\"order shipped\"".to_owned())).collect();
        assert_eq!(told, expected, "{log}");
    }
}

#[test]
fn numbers_and_prose_are_no_stamps() {
    for text in [
        "Start-Date: 2026-11-28  16:00:03\nCommandline: apt install x\nEnd-Date: 2026-11-28  16:00:05\n",
        "2026-11-28_16-00-03.tar.gz ERROR of the last run\n2026-11-28_17-00-03.tar.gz INFO\n",
        "261128 160003 items were sold\n261129 160004 items were sold\n",
        "16:30 is when the train to ERROR leaves\n17:30 is when it comes\n",
        "2026-11-28 10.11.12 is the version\n2026-11-29 10.11.13 is the version\n",
    ] {
        let log = text.repeat(6);
        let run = Sandbox::empty().with("a.log", &log).errmon(["events", "--all-records", "-q", "a.log"]);
        let stamped = run.json_lines().into_iter().filter(|event| event["log"]["timestamp_text"].is_string()).count();
        assert_eq!(stamped, 0, "{text}");
    }
}
