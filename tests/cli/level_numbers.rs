//! Levels as Python's numbers, `%(levelno)s`.

use crate::coarse::told;
use crate::support::Sandbox;

const NUMBERS: [&str; 7] = ["20", "10", "20", "30", "40", "20", "50"];

/// What stands between stamp and message.
type Header = fn(&str) -> String;

/// Level, logger and message of the records of a log of `count` lines.
fn told_of(count: usize, line: impl Fn(usize) -> String) -> Vec<String> {
    told(&(0..count).map(|at| line(at) + "\n").collect::<String>())
}

#[test]
fn a_number_between_marks_is_the_level() {
    let message = |at: usize| ["cart 17: added", "ORDER placed", "30 rows written", "slow"][at % 4];
    let headers: [Header; 5] = [
        |number| format!("{number} shop.cart "),
        |number| format!("[{number}] shop.cart: "),
        |number| format!("- shop.cart - {number} - "),
        |number| format!("|{number}|shop.cart|"),
        |number| format!("shop.cart[4711] {number} "),
    ];
    for header in headers {
        let found =
            told_of(14, |at| format!("2026-11-23 11:36:09,1{at:02} {}{}", header(NUMBERS[at % 7]), message(at)));
        let wanted = ["INFO", "DEBUG", "INFO", "WARNING", "ERROR", "INFO", "CRITICAL"];
        let wanted: Vec<String> = (0..14).map(|at| format!("{}|shop.cart|{}", wanted[at % 7], message(at))).collect();
        assert_eq!(found, wanted);
    }
    let found = told_of(14, |at| format!("{} 2026-11-23 11:36:09,1{at:02} shop.cart paid {at}", NUMBERS[at % 7]));
    assert_eq!(found[4], "ERROR|shop.cart|paid 4");
}

#[test]
fn other_numbers_are_no_levels() {
    let line = |at: usize, number: &str| format!("2026-11-23 11:36:09,1{at:02} {number} rows of {at} were written");
    // Progress only grows.
    let progress = told_of(10, |at| line(at, &(at / 2 * 10 + 10).to_string()));
    assert!(progress.iter().all(|record| record.starts_with("ERROR|")), "{progress:?}");
    // One of them is no level's.
    let counts = told_of(14, |at| line(at, if at == 9 { "60" } else { NUMBERS[at % 7] }));
    assert!(counts.iter().all(|record| record.starts_with("ERROR|")), "{counts:?}");
    let sizes = told_of(14, |at| line(at, &format!("{}.5", NUMBERS[at % 7])));
    assert!(sizes.iter().all(|record| record.starts_with("ERROR|")), "{sizes:?}");
}

#[test]
fn a_given_format_tells_the_level_by_its_number() {
    let log = "20 shop.cart ready\n25 shop.cart noted\n40 shop.cart failed\n";
    let sandbox = Sandbox::empty().with("shop.log", log);
    let arguments = ["events", "--python-format", "%(levelno)s %(name)s %(message)s", "--all-records", "shop.log"];
    let records = sandbox.errmon(arguments).exits(0).json_lines();
    let levels: Vec<_> = records.iter().map(|record| record["log"]["level"].as_str().unwrap_or_default()).collect();
    assert_eq!(levels, ["INFO", "25", "ERROR"]);
}
