//! The pipeline as a whole, on logs made here: formats that change within a file, records beyond every limit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test says what is wrong by failing"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use errmon::event::Event;
use errmon::event::time::Zone;
use errmon::input::{Source, Stdin, resolve};
use errmon::issue::Identity;
use errmon::pipeline::{Settings, Silent, Visit, summarise, visit};
use errmon::summary::Summary;

fn settings(block_bytes: usize) -> Settings {
    Settings {
        threads: 2,
        block_bytes: NonZeroUsize::new(block_bytes).unwrap(),
        zone: Zone::Fixed(0),
        ..Settings::default()
    }
}

fn read(log: &[u8], settings: &Settings) -> Summary {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(log).unwrap();
    let resolved = resolve(&[file.path()]);
    let outcome = summarise(resolved.sources, Stdin::from_reader(std::io::empty()), settings, &Silent);
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    let coverage = &outcome.summary.coverage;
    assert_eq!(coverage.bytes, log.len() as u64);
    assert_eq!(coverage.lines, memchr::memchr_iter(b'\n', log).count() as u64);
    outcome.summary
}

fn python(log: &mut String, records: usize) {
    for number in 0..records {
        write!(
            log,
            "2026-11-23 11:{:02}:{:02},{:03} - app.worker - ERROR - job {number} failed\nTraceback (most recent call last):\n  \
             File \"/srv/app/worker.py\", line 12, in run\n    work()\nValueError: bad {number}\n",
            number / 6000 % 60,
            number / 100 % 60,
            number % 1000
        )
        .unwrap();
    }
}

fn logback(log: &mut String, records: usize) {
    for number in 0..records {
        write!(
            log,
            "12:{:02}:{:02}.{:03} [main] ERROR com.acme.Shop - order {number} failed\njava.lang.IllegalStateException: {number}\n\
             \tat com.acme.Shop.order(Shop.java:7)\n",
            number / 6000 % 60,
            number / 100 % 60,
            number % 1000
        )
        .unwrap();
    }
}

/// A helper program that writes into the same file now and then, in a format of its own.
#[test]
fn a_few_records_of_another_format_far_behind_the_head_are_read_each() {
    let one = "2026-11-23 12:00:00,144 [main] WARN  com.acme.Shop - started\n";
    let with_trace = "2026-11-23 12:00:01,144 [main] ERROR com.acme.Shop - failed\njava.lang.IllegalStateException: x\n\
                      \tat com.acme.Shop.order(Shop.java:7)\n";
    let without_date = "12:00:01.144 [pool-1-thread-2] ERROR com.acme.Shop - failed\n";
    for (text, records) in [
        (one.to_owned(), 1),
        (one.repeat(3), 3),
        (with_trace.repeat(5), 5),
        (format!("{with_trace}{one}"), 2),
        (without_date.to_owned(), 1),
    ] {
        let mut log = String::new();
        python(&mut log, 1000);
        log += &text;
        let glued = log.clone();
        python(&mut log, 10);
        for block_bytes in [1000, 65_536, 1 << 20] {
            let summary = read(log.as_bytes(), &settings(block_bytes));
            assert_eq!(summary.records, 1010 + records, "{text:?} in blocks of {block_bytes} bytes");
            let summary = read(glued.as_bytes(), &settings(block_bytes));
            assert_eq!(summary.records, 1000 + records, "{text:?} at the end, in blocks of {block_bytes} bytes");
        }
    }
}

/// Without a logger a header is one beyond doubt only where no record is open, or with a second one.
#[test]
fn a_format_without_a_logger_is_found_behind_traces() {
    let header = "2026-11-23 12:00:00 - ERROR - order failed\n";
    let trace = "Traceback (most recent call last):\n  File \"/srv/app/x.py\", line 1, in f\n    g()\nValueError: x\n";
    // A trace behind another one is a record of its own.
    for (text, records) in [(header.repeat(3), 3), (format!("{trace}{header}{trace}").repeat(3), 6)] {
        let mut log = String::new();
        python(&mut log, 1000);
        log += &text;
        python(&mut log, 10);
        for block_bytes in [1000, 65_536] {
            let summary = read(log.as_bytes(), &settings(block_bytes));
            assert_eq!(summary.records, 1010 + records, "{text:?} in blocks of {block_bytes} bytes");
            assert_eq!(summary.coverage.unrecognised, 0);
        }
    }
}

/// One line that a message quotes makes no record of it.
#[test]
fn a_quoted_line_of_another_format_stays_in_its_message() {
    let mut log = String::new();
    python(&mut log, 1000);
    for text in [
        "2026-11-23 12:00:00 - ERROR - order failed",
        "2026-11-23 12:00:00 order failed",
        "[12:00:00] order failed",
        "2026-11-23 is the day, ERROR the word",
    ] {
        let quoted = format!("{log}2026-11-23 12:00:01,001 - app.worker - INFO - the child said\n{text}\n");
        assert_eq!(read(quoted.as_bytes(), &settings(65_536)).records, 1001, "{text}");
    }
}

/// Java prints the next year's number for the last days of December where the pattern says `YYYY`.
#[test]
fn week_years_of_a_detected_format_are_corrected_and_told() {
    let log = "2024-12-28 12:00:00 INFO  com.acme.shop.Main - a\n2025-12-29 12:00:00 ERROR com.acme.shop.Main - b\n\
               2025-12-31 12:00:00 ERROR com.acme.shop.Main - c\n2025-01-01 12:00:00 ERROR com.acme.shop.Main - d\n";
    let summary = read(log.as_bytes(), &settings(65_536));
    assert_eq!((summary.records, summary.coverage.week_year_stamps), (4, 2));
    let span = summary.records_span.unwrap();
    assert_eq!((span.last - span.first) / 86_400_000_000, 4);
    let calendar = log.replace("2025-12", "2024-12");
    assert_eq!(read(calendar.as_bytes(), &settings(65_536)).coverage.week_year_stamps, 0);
}

/// A service was configured anew, and its log goes on in another format, far behind the head of the file.
#[test]
fn a_format_that_begins_in_the_middle_of_a_file_is_found() {
    let mut log = String::new();
    python(&mut log, 2000);
    logback(&mut log, 2000);
    python(&mut log, 300);
    for block_bytes in [1000, 65_536, 1 << 20] {
        let summary = read(log.as_bytes(), &settings(block_bytes));
        assert_eq!((summary.records, summary.events), (4300, 4300), "blocks of {block_bytes} bytes");
        assert_eq!(
            summary.types.iter().collect::<Vec<_>>(),
            [("ValueError", 2300), ("java.lang.IllegalStateException", 2000)]
        );
        assert_eq!(summary.coverage.unrecognised, 0);
    }
}

/// What stands before the first record is longer than the head in which formats are looked for.
#[test]
fn a_format_that_begins_behind_a_long_banner_is_found() {
    let mut log = "###  the service starts, with much ado\n".repeat(5000);
    python(&mut log, 1000);
    for block_bytes in [1000, 65_536, 1 << 20] {
        let summary = read(log.as_bytes(), &settings(block_bytes));
        assert_eq!(summary.records, 1000, "blocks of {block_bytes} bytes");
        assert_eq!(summary.coverage.unrecognised, 5000, "blocks of {block_bytes} bytes");
    }
}

/// Of a source of short lines not every window is looked at for a format, and which are does not depend on the blocks.
#[test]
fn a_format_that_begins_behind_megabytes_of_short_lines_is_found_soon() {
    let mut log = "4711 0815\n".repeat(60_000);
    python(&mut log, 2000);
    let found: Vec<u64> =
        [100_000, 1 << 20].map(|block_bytes| read(log.as_bytes(), &settings(block_bytes)).records).to_vec();
    assert!(found[0] == found[1] && found[0] > 1000, "{found:?}");
}

/// Behind many megabytes windows are looked at ever more seldom: little is spent on them, and few records are missed.
#[test]
fn a_format_that_begins_late_is_found_before_much_of_it_is_missed() {
    let mut log = "4711 0815 and some words\n".repeat(480_000);
    python(&mut log, 20_000);
    let found: Vec<u64> =
        [1 << 20, 7 << 20].map(|block_bytes| read(log.as_bytes(), &settings(block_bytes)).records).to_vec();
    assert!(found[0] == found[1] && found[0] > 14_000, "{found:?}");
}

/// A record beyond the limit is counted whole, kept at both ends, and said to be cut.
#[test]
fn a_record_beyond_the_limit_is_cut_in_its_middle_and_counted() {
    let mut log = "2026-11-23 11:00:00,000 - app - ERROR - long\n".to_owned();
    log.push_str(&"x".repeat(3_000_000));
    log.push('\n');
    log.push_str(&"some line of the message\n".repeat(100_000));
    python(&mut log, 3);
    for block_bytes in [1000, 65_536, 1 << 20, 16 << 20] {
        let limited = Settings { max_body_bytes: 100_000, ..settings(block_bytes) };
        let summary = read(log.as_bytes(), &limited);
        assert_eq!((summary.records, summary.events), (4, 4), "blocks of {block_bytes} bytes");
        assert_eq!((summary.coverage.records_cut, summary.coverage.unrecognised), (1, 0));
        assert_eq!(summary.coverage.truncated, 0, "the input does not end in it");
        assert_eq!(summary.coverage.bytes_cut, 45 + 3_000_001 + 2_500_000 - 100_000, "blocks of {block_bytes} bytes");
        assert_eq!(summary.issues[0].sample.place.lines, 100_002);
    }
}

/// The stamps of the second format date those of the first, and no moment is moved twice.
#[test]
fn a_format_with_dates_behind_one_without_dates_both() {
    let mut log = String::new();
    logback(&mut log, 1000);
    python(&mut log, 1000);
    for block_bytes in [1000, 65_536, 1 << 20] {
        let summary = read(log.as_bytes(), &settings(block_bytes));
        let days = |micros: i64| micros.div_euclid(86_400_000_000);
        let day = 1_795_392_000 / 86_400;
        for span in summary.issues.iter().map(|issue| issue.span).chain([summary.span, summary.records_span]) {
            assert_eq!(span.map(|span| (days(span.first), days(span.last))), Some((day, day)), "{block_bytes}");
        }
        assert!(summary.quarters.keys().all(|quarter| quarter / 96 == day), "{:?}", summary.quarters);
    }
}

/// Whether a trace is cut off by the end is no matter of which worker reads it, or how often it was seen.
#[test]
fn only_the_last_record_is_cut_off_by_the_end() {
    let mut log = String::new();
    for second in 0..40 {
        let head = format!("2026-11-23 11:37:{second:02},010 - app - ERROR - ");
        writeln!(log, "{head}Traceback (most recent call last):").unwrap();
        writeln!(log, "{head}failed\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 1, in f").unwrap();
    }
    for block_bytes in [100, 1 << 20] {
        let whole = read(log.as_bytes(), &settings(block_bytes));
        assert_eq!(whole.coverage.truncated, 1, "blocks of {block_bytes} bytes");
    }
    log.push_str("2026-11-23 11:38:00,010 - app - ERROR - done\n");
    assert_eq!(read(log.as_bytes(), &settings(100)).coverage.truncated, 0);
}

/// Lines of another format behind a bare trace are read by it from their first line on, wherever blocks end.
#[test]
fn a_format_that_begins_behind_a_trace_is_found_at_the_same_place_for_any_blocks() {
    let mut log = String::new();
    python(&mut log, 1000);
    log.push_str("Traceback (most recent call last):\n  File \"/srv/a.py\", line 1, in f\nKeyError\n");
    for second in 0..40 {
        writeln!(log, "12:30:{second:02}.010 [main] ERROR com.acme.Shop - order failed").unwrap();
    }
    for block_bytes in [97, 700, 4099, 1 << 20] {
        let summary = read(log.as_bytes(), &settings(block_bytes));
        assert_eq!((summary.records, summary.coverage.unrecognised), (1041, 0), "blocks of {block_bytes} bytes");
    }
}

/// A long record with few lines that might be headers is one record, whether or not it ends in its block; those that
/// plainly are headers of another format are records.
#[test]
fn a_long_record_with_few_lines_is_judged_the_same_for_any_blocks() {
    for (header, records) in [("at 12:30 shelf", 611), ("12:30:00.010 [main] ERROR com.acme.Shop -", 621)] {
        let mut log = String::new();
        python(&mut log, 600);
        log.push_str("2026-11-23 12:00:00,000 - app.worker - ERROR - what the other one said:\n");
        for number in 0..10 {
            let words = "word ".repeat(1500);
            writeln!(log, "{header} {number} {words}").unwrap();
        }
        python(&mut log, 10);
        for block_bytes in [700, 20_000, 80_000, 1 << 20] {
            assert_eq!(read(log.as_bytes(), &settings(block_bytes)).records, records, "{header} {block_bytes}");
        }
    }
}

/// Long lines one after the other are records of their own, though each is beyond the limit.
#[test]
fn long_records_do_not_swallow_those_behind_them() {
    let mut log = String::new();
    for number in 0..10 {
        writeln!(log, "2026-11-23 11:00:00,{number:03} - app - ERROR - {}", "x".repeat(900_000)).unwrap();
    }
    for block_bytes in [1000, 65_536, 1 << 20] {
        let limited = Settings { max_body_bytes: 300_000, ..settings(block_bytes) };
        let summary = read(log.as_bytes(), &limited);
        assert_eq!((summary.records, summary.coverage.records_cut), (10, 10), "blocks of {block_bytes} bytes");
    }
}

/// Where headers may be indented, the frames of a trace still tell issues apart.
#[test]
fn traces_under_indented_headers_are_told_apart() {
    let mut log = String::new();
    for (class, number) in [("A", 1), ("B", 2), ("A", 3)] {
        writeln!(
            log,
            " WARN 2026-11-23 11:00:00,00{number} a.Main - slow\nERROR 2026-11-23 11:00:01,00{number} a.Main - failed\n\
             java.lang.IllegalStateException: no\n\tat a.{class}.run({class}.java:{number})\n\tat a.Main.main(Main.java:1)"
        )
        .unwrap();
    }
    let pieces = errmon::format::logback::compile("%5p %d{ISO8601} %logger - %msg%n").unwrap();
    let dialect = errmon::format::error::Dialect::Logback;
    let layout = errmon::format::layout::Layout::from_pieces("given", dialect, "given", pieces).unwrap();
    let given = Settings { layouts: vec![std::sync::Arc::new(layout)], ..settings(1 << 20) };
    let summary = read(log.as_bytes(), &given);
    assert_eq!((summary.records, summary.events, summary.issues.len()), (6, 3, 2));
}

/// A loop that fails many times within a millisecond fails as often as it says.
#[test]
fn equal_records_of_a_loop_are_failures_each() {
    let record = "2026-11-23 11:00:00,000 - app - ERROR - connection refused\n";
    let summary = read(record.repeat(5).as_bytes(), &settings(1 << 20));
    assert_eq!((summary.events, summary.duplicates), (5, 0));
    let mut log = String::new();
    for number in 0..40 {
        log.push_str(&record.replace(",000", &format!(",{:03}", number / 7)));
    }
    let summary = read(log.as_bytes(), &settings(1 << 20));
    assert_eq!((summary.events, summary.duplicates), (40, 0));
}

/// A formatter that escapes line feeds may still end its records with a blank line.
#[test]
fn traces_that_never_repeat_are_told_by_their_frames() {
    let mut log = String::new();
    let mut kinds = std::collections::HashMap::new();
    for number in 0..900 {
        // No two traces have the same line numbers, and most are another sequence of the same few frames.
        let frames: Vec<usize> = (0..2 + number % 4).map(|depth| (number / (depth + 1)) % 5).collect();
        let trace = |log: &mut String, frames: &[usize], type_name: &str| {
            log.push_str("Traceback (most recent call last):\n");
            for (depth, frame) in frames.iter().enumerate() {
                let line = number * 10 + depth;
                writeln!(log, "  File \"/srv/app/m{frame}.py\", line {line}, in f{frame}\n    call({frame})").unwrap();
            }
            writeln!(log, "{type_name}: bad {number}").unwrap();
        };
        writeln!(log, "2026-11-23 11:22:33,{:03} - app.worker - ERROR - job {number} failed", number % 1000).unwrap();
        let is_chained = number % 3 == 0;
        if is_chained {
            trace(&mut log, &frames[1..], "KeyError");
            log.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
        }
        trace(&mut log, &frames, "ValueError");
        // A run of frames that repeats at once counts once.
        let mut counted = frames.clone();
        counted.dedup();
        *kinds.entry((counted, is_chained)).or_insert(0_u64) += 1;
    }
    let summary = read(log.as_bytes(), &settings(4096));
    let events: u64 = summary.issues.iter().map(|issue| issue.events).sum();
    assert_eq!(events, 900);
    let (one, other) = (read(log.as_bytes(), &settings(1 << 20)), read(log.as_bytes(), &settings(100)));
    let ids = |summary: &Summary| {
        let mut ids: Vec<_> = summary.issues.iter().map(|issue| (issue.fingerprint, issue.events)).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(&summary), ids(&one));
    assert_eq!(ids(&summary), ids(&other));
    // Longer runs are folded as well, so that some of these kinds are one issue.
    assert!(summary.issues.len() <= kinds.len() && summary.issues.len() * 10 >= kinds.len() * 8, "{}", kinds.len());
}

#[test]
fn a_traceback_on_one_line_is_one_whatever_blank_lines_follow() {
    let record = "2026-11-23 11:36:09,615 - dup - ERROR - failed: Traceback (most recent call last):\\n  \
                  File \"/srv/app/a.py\", line 44, in <module>\\n    risky(0)\\nZeroDivisionError: division by zero\n";
    let summary = read(format!("{record}{record}\n{record}\n").as_bytes(), &settings(1 << 20));
    let issues: Vec<_> = summary.issues.iter().map(|issue| (issue.type_name.as_deref(), issue.events)).collect();
    assert_eq!(issues, [(Some("ZeroDivisionError"), 3)]);
}

/// The first line tells whether carriage returns are text; an issue is the same whichever trace came before it.
#[test]
fn a_trace_with_mixed_line_ends_is_not_taken_for_one_with_equal_ones() {
    let trace = "Traceback (most recent call last):\r\n  File \"/srv/a.py\", line 12, in f\r\n    {}[\"a\"]\r\nKeyError: 'a'\r\n\r\n\
                 The above exception was the direct cause of the following exception:\r\n\r\n\
                 Traceback (most recent call last):\r\n  File \"/srv/a.py\", line 14, in f\r\n    raise ValueError from e\r\nValueError: two\r\n";
    let mixed = trace.replacen("\r\n", "\n", 1);
    let issues = |log: &str| {
        let summary = read(log.as_bytes(), &settings(1 << 20));
        let mut issues: Vec<_> = summary.issues.iter().map(|issue| (issue.fingerprint, issue.events)).collect();
        issues.sort_unstable();
        issues
    };
    let alone = [issues(trace), issues(&mixed)].concat();
    for log in [format!("{trace}{mixed}"), format!("{mixed}{trace}")] {
        let together = issues(&log);
        assert_eq!(together.len(), 2);
        assert!(together.iter().all(|issue| alone.contains(issue)), "{together:?} of {alone:?}");
    }
}

/// A hole or a mark before a header is no line by itself, wherever blocks end.
#[test]
fn marks_before_a_header_are_in_its_line() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 'x'\n";
    for mark in ["\0", "\0\0\0", "\u{feff}"] {
        let header = format!("{mark}2026-11-23 11:36:09,144 - app.auth - ERROR - failed\n");
        let log = format!("{trace}{header}{header}more of it\n{header}{trace}{header}");
        for block_bytes in [64, 100, 150, 1 << 20] {
            let (records, lines, summary) = visited(log.as_bytes(), block_bytes);
            assert_eq!((records, lines, summary.coverage.unrecognised), (5, 11, 0), "{mark:?} {block_bytes}");
            assert_eq!(summary.coverage.lines, 11);
        }
    }
}

/// So it is behind a record that is only counted, whatever the layout.
#[test]
fn a_header_behind_a_mark_begins_behind_it_for_any_blocks() {
    let log = "2026-11-23 11:37:00,010 - app.m0 - ERROR - \n\
               2026-11-23 11:37:00,010 - app.m0 - INFO - \n\
               \u{feff}2026-11-23 11:37:31,010 - app.m0 - ERROR - behind a mark\n\
               2026-11-23 11:37:00,010 - app.m0 - ERROR - \n";
    let begin = log.find("2026-11-23 11:37:31").unwrap() as u64;
    for block_bytes in [1, 100, 1 << 20] {
        let summary = read(log.as_bytes(), &settings(block_bytes));
        let samples = summary.issues.iter().map(|issue| issue.sample.place.offset_bytes);
        assert!(samples.into_iter().any(|offset| offset == begin), "{block_bytes}");
    }
}

/// A hole that nothing follows is a line that belongs to no record.
#[test]
fn a_hole_alone_is_an_unrecognised_line() {
    for block_bytes in [64, 1 << 20] {
        let (records, lines, summary) = visited(&[0; 500], block_bytes);
        assert_eq!((records, lines), (0, 0));
        assert_eq!((summary.coverage.lines, summary.coverage.unrecognised), (1, 1));
    }
}

/// The records of a stream, the lines that they say they have, and what was counted.
fn visited(log: &[u8], block_bytes: usize) -> (u64, u64, Summary) {
    let stdin = Stdin::from_reader(std::io::Cursor::new(log.to_vec()));
    let (mut records, mut lines) = (0, 0);
    let mut count = |event: &Event, _: Option<&Identity>| {
        records += 1;
        lines += event.place.lines;
        ControlFlow::Continue(())
    };
    let settings = settings(block_bytes);
    let outcome = visit(vec![Source::stdin()], stdin, &settings, &Silent, Visit::AllRecords, &mut count);
    (records, lines, outcome.summary)
}

/// A notice without its trace is a notice each time, though there is no exception to know it by.
#[test]
fn a_notice_without_a_trace_is_unhandled_each_time() {
    let log = "Exception in thread Thread-2:\nException in thread Thread-2:\nException in thread Thread-2:\nFROM t\n";
    assert_eq!(read(log.as_bytes(), &settings(1 << 20)).unhandled.certain, 3);
}

/// The progress bar's end is the size of the files, whatever they hold.
#[test]
fn progress_counts_the_bytes_of_files() {
    struct Count(std::sync::atomic::AtomicU64);
    impl errmon::pipeline::Progress for Count {
        fn bytes(&self, count: u64) {
            self.0.fetch_add(count, std::sync::atomic::Ordering::Relaxed);
        }
    }
    let mut log = String::new();
    python(&mut log, 3000);
    let mut packed = Vec::new();
    let mut gzip = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
    gzip.write_all(log.as_bytes()).unwrap();
    gzip.finish().unwrap();
    let wide: Vec<u8> = log.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", log.as_bytes()].concat();
    for content in [log.as_bytes(), &packed, &wide, &marked] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(content).unwrap();
        for block_bytes in [1000, 1 << 20] {
            let read = Count(std::sync::atomic::AtomicU64::new(0));
            let sources = resolve(&[file.path()]).sources;
            let stdin = Stdin::from_reader(std::io::empty());
            assert_eq!(summarise(sources, stdin, &settings(block_bytes), &read).summary.records, 3000);
            assert_eq!(read.0.into_inner(), content.len() as u64);
        }
    }
}
