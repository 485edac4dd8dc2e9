//! Whole logs: every line is accounted for, blocks of any size give the same events, and what follows does not change
//! events that are closed.
//!
//! Input: two bytes for the block size and the format, then the log.
#![no_main]

use std::io::Cursor;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use errmon::format::error::Dialect;
use errmon::format::layout::Layout;
use errmon::format::{logback, python};
use errmon::input::{Source, Stdin};
use errmon::pipeline::{Settings, Silent, Visit, summarise, visit};
use libfuzzer_sys::fuzz_target;

const LONGEST: usize = 16 << 10;

fuzz_target!(|data: &[u8]| {
    let Some((&[size, format], log)) = data.split_first_chunk::<2>() else { return };
    let log = &log[..log.len().min(LONGEST)];
    let layouts = match format % 3 {
        0 => Vec::new(),
        1 => {
            let format = "%(asctime)s - %(name)s - %(levelname)s - %(message)s";
            vec![layout(Dialect::PythonPercent, format, python::compile(format, None, python::Style::Percent).unwrap())]
        }
        _ => {
            let pattern = "%d{yyyy-MM-dd HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n";
            vec![layout(Dialect::Logback, pattern, logback::compile(pattern).unwrap())]
        }
    };
    let settings = Settings { threads: 1, layouts, ..Settings::default() };
    let small = Settings { block_bytes: NonZeroUsize::new(usize::from(size) + 1).unwrap(), ..settings.clone() };

    let outcome = summarise(vec![Source::stdin()], stdin(log), &settings, &Silent);
    let summary = &outcome.summary;
    let events = events(log, &settings);
    let lines: u64 = events.iter().map(|event| event.2).sum();
    assert_eq!(summary.coverage.lines, lines + summary.coverage.unrecognised, "lines read");
    let feeds = log.iter().filter(|byte| **byte == b'\n').count() as u64;
    if summary.coverage.lines > 0 {
        assert_eq!(summary.coverage.lines, feeds + u64::from(!log.ends_with(b"\n")), "line feeds");
    }
    assert_eq!(events, self::events(log, &small), "blocks of {} bytes", small.block_bytes);
    if !settings.layouts.is_empty() {
        let cut = usize::from(size) * log.len() / 256;
        let Some(end) = log[..cut].iter().rposition(|byte| *byte == b'\n') else { return };
        let mut before = self::events(&log[..=end], &settings);
        before.pop();
        assert!(events.starts_with(&before), "closed events of the first {end} bytes: {before:?} {events:?}");
    }
});

type Seen = (u64, u64, u64, Option<String>, Option<String>);

/// Line, offset, lines, message and type of each record.
fn events(log: &[u8], settings: &Settings) -> Vec<Seen> {
    let mut seen = Vec::new();
    visit(vec![Source::stdin()], stdin(log), settings, &Silent, Visit::AllRecords, &mut |event, _| {
        let name = event.exception.as_ref().map(|exception| exception.type_name.clone());
        seen.push((event.place.line, event.place.offset_bytes, event.place.lines, event.message.clone(), name));
        ControlFlow::Continue(())
    });
    seen
}

fn stdin(log: &[u8]) -> Stdin {
    Stdin::from_reader(Cursor::new(log.to_vec()))
}

fn layout(dialect: Dialect, pattern: &str, pieces: Vec<errmon::format::piece::Piece>) -> Arc<Layout> {
    Arc::new(Layout::from_pieces("fuzz", dialect, pattern, pieces).unwrap())
}
