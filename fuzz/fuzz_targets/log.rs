//! Whole logs: every line is accounted for, blocks of any size give the same events, and what follows does not change
//! events that are closed.
//!
//! Input: two bytes for the block size and the format, then the log.
#![no_main]

use std::num::NonZeroUsize;

use errmon::pipeline::Settings;
use errmon_fuzz::{LONGEST, dashes, lines_of, logback, records, settings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&[size, format], log)) = data.split_first_chunk::<2>() else { return };
    let log = &log[..log.len().min(LONGEST)];
    let settings = settings(match format % 3 {
        0 => Vec::new(),
        1 => vec![dashes()],
        _ => vec![logback()],
    });
    let small = Settings { block_bytes: NonZeroUsize::new(usize::from(size) + 1).unwrap(), ..settings.clone() };

    let (events, outcome) = records(log, &settings);
    // In UTF-16 a line feed's byte may be half of another character. Without its mark it is told by its zeros.
    let zeros = log.iter().filter(|byte| **byte == 0).count();
    let is_wide = log.starts_with(b"\xff\xfe") || log.starts_with(b"\xfe\xff") || zeros > log.len() / 8;
    if outcome.summary.coverage.lines > 0 && !is_wide {
        assert_eq!(outcome.summary.coverage.lines, lines_of(log), "line feeds");
    }
    assert_eq!(events, records(log, &small).0, "blocks of {} bytes", small.block_bytes);
    // What is detected may depend on what follows, and so may the encoding of a text that is not UTF-8.
    if !settings.layouts.is_empty() && !is_wide && std::str::from_utf8(log).is_ok() {
        let cut = usize::from(size) * log.len() / 256;
        let Some(end) = log[..cut].iter().rposition(|byte| *byte == b'\n') else { return };
        let (mut before, _) = records(&log[..=end], &settings);
        before.pop();
        assert!(events.starts_with(&before), "closed events of the first {end} bytes: {before:?} {events:?}");
    }
});
