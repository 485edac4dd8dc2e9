//! Numbers, letters and blanks that stand where columns stand, and are columns only where the file proves it.

use crate::layouts::told;

fn log(lines: &[&str]) -> String {
    lines.join("\n") + "\n"
}

#[test]
fn counters_with_which_messages_begin_are_no_process_and_thread() {
    assert_eq!(told("2026-11-23 11:36:01 ERROR [3/7] failed\n"), ["1 ERROR  [3/7] failed"]);
    let forms: [fn(usize) -> String; 4] = [
        |at| format!("2026-11-23 11:36:{at:02} INFO [{at}/20] building x{at}"),
        |at| format!("INFO:root:[{at}/20] building x{at}"),
        |at| format!("2026-11-23 11:36:{at:02},144 - INFO - [{}/1000000] building x{at}", 100_000 + at),
        |at| format!("2026-11-23 11:36:{at:02} [INFO] [{at}-25] building x{at}"),
    ];
    for form in forms {
        let lines = (0..20).map(form).collect::<Vec<_>>().join("\n");
        let last = lines.lines().last().unwrap();
        let message = &last[last.rfind('[').unwrap()..];
        assert!(told(&lines).last().unwrap().ends_with(message), "{last}: {:?}", told(&lines).last());
    }
    let paths = "[INFO] /srv/a.py [1/3]\n[ERROR] /srv/c.py [3/3]\n";
    assert_eq!(told(paths), ["1 INFO  /srv/a.py [1/3]", "2 ERROR  /srv/c.py [3/3]"]);
    assert_eq!(told("INFO: (1/5) step 1\nINFO: (2/5) step 2\n"), ["1 INFO  (1/5) step 1", "2 INFO  (2/5) step 2"]);
}

#[test]
fn numbers_of_processes_and_threads_are_columns() {
    let log = log(&[
        "2026-11-28 10:00:00,123 INFO [17317:17317] ready",
        "2026-11-28 10:00:01,123 ERROR [17317:17324] failed",
        "2026-11-28 10:00:02,123 INFO [17317:17325] done",
    ]);
    assert_eq!(told(&log), ["1 INFO  ready", "2 ERROR  failed", "3 INFO  done"]);
    let one_thread = "2026-11-28 10:00:00,123 INFO [17317:140072625194688] ready\n".repeat(3);
    assert_eq!(told(&one_thread)[0], "1 INFO  ready");
    let ahead = "2026-11-28 10:00:00,123 [17317:17317] ERROR app.core: failed\n";
    assert_eq!(told(ahead), ["1 ERROR app.core failed"]);
}

#[test]
fn letters_with_which_messages_begin_are_no_levels() {
    let sizes = log(&[
        "2026-11-23 11:36:01 S size chosen 3",
        "2026-11-23 11:36:02 W size chosen 4",
        "2026-11-23 11:36:03 E size chosen 5",
        "2026-11-23 11:36:04 F size chosen 6",
        "2026-11-23 11:36:05 S size chosen 3",
    ]);
    assert_eq!(told(&sizes)[..2], ["1 ERROR  S size chosen 3", "2 ERROR  W size chosen 4"]);
    let codes = log(&["11:36:01 I 1.5", "11:36:02 C 1.7", "11:36:03 T 1.5", "11:36:04 D 1.2", "11:36:05 C 2.5"]);
    assert_eq!(told(&codes)[..2], ["1 ERROR  I 1.5", "2 ERROR  C 1.7"]);
}

#[test]
fn letters_of_the_commonest_levels_are_a_column() {
    let levels = log(&[
        "2026-11-23 11:36:01,144 D cart opened",
        "2026-11-23 11:36:02,144 I order 4 shipped",
        "2026-11-23 11:36:03,144 E payment refused",
        "2026-11-23 11:36:04,144 I order 5 shipped",
        "2026-11-23 11:36:05,144 F out of memory",
    ]);
    let ahead = log(&[
        "S 16:15:29.300 shop.Cart: failed",
        "S 16:15:30.300 shop.Cart: failed",
        "W 16:15:31.300 shop.Cart: slow",
        "S 16:15:32.300 shop.Order: failed",
    ]);
    assert_eq!(told(&ahead)[0], "1 S shop.Cart failed");
    assert_eq!(told(&levels)[2..], ["3 E  payment refused", "4 I  order 5 shipped", "5 F  out of memory"]);
}

#[test]
fn lines_of_another_program_do_not_tell_how_far_levels_are_filled() {
    let hadoop = "2026-11-23 11:36:14,145 WARN com.acme.Main: order refused\n\
                  2026-11-23 11:36:14,495 ERROR com.acme.shop.Cart: closed\n\
                  2026-11-23 11:36:19,495 INFO com.acme.Main: detail\n";
    let mixed = "11:36:14 ERROR    cache reloaded\n".to_owned()
        + &hadoop.repeat(3)
        + "11:36:39 DEBUG    disk slow\n11:36:55 CRITICAL disk full\n"
        + &hadoop.repeat(2);
    let told = told(&mixed);
    assert_eq!(told[0], "1 ERROR  cache reloaded");
    assert_eq!(told[10..12], ["11 DEBUG  disk slow", "12 CRITICAL  disk full"]);
    assert_eq!(told[12], "13 WARN com.acme.Main order refused");
}
