//! What the targets share: whole logs read as `errmon events --all-records` reads them.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

use errmon::event::Event;
use errmon::format::error::Dialect;
use errmon::format::layout::Layout;
use errmon::format::{logback, python};
use errmon::input::{Source, Stdin};
use errmon::pipeline::{Outcome, Settings, Silent, Visit, visit};

/// Bytes of a log that are read at most.
pub const LONGEST: usize = 16 << 10;

/// One thread and these layouts; with none of them they are detected.
pub fn settings(layouts: Vec<Arc<Layout>>) -> Settings {
    Settings { threads: 1, layouts, ..Settings::default() }
}

/// The layout of `logging`'s usual format.
pub fn dashes() -> Arc<Layout> {
    let format = "%(asctime)s - %(name)s - %(levelname)s - %(message)s";
    let pieces = python::compile(format, None, python::Style::Percent).unwrap();
    Arc::new(Layout::from_pieces("fuzz", Dialect::PythonPercent, format, pieces).unwrap())
}

/// The layout of Logback's usual pattern.
pub fn logback() -> Arc<Layout> {
    let pattern = "%d{yyyy-MM-dd HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n";
    let pieces = logback::compile(pattern).unwrap();
    Arc::new(Layout::from_pieces("fuzz", Dialect::Logback, pattern, pieces).unwrap())
}

/// All records of a log, and what was counted. Panics unless every line is in a record or unrecognised.
pub fn records(log: &[u8], settings: &Settings) -> (Vec<Event>, Outcome) {
    let mut seen = Vec::new();
    let stdin = Stdin::from_reader(Cursor::new(log.to_vec()));
    let outcome = visit(vec![Source::stdin()], stdin, settings, &Silent, Visit::AllRecords, &mut |event, _| {
        seen.push(event.clone());
        ControlFlow::Continue(())
    });
    let lines: u64 = seen.iter().map(|event| event.place.lines).sum();
    let coverage = &outcome.summary.coverage;
    assert_eq!(coverage.lines, lines + coverage.unrecognised, "lines read: in records and unrecognised");
    (seen, outcome)
}

/// Lines of a text, the last one with or without its line feed.
pub fn lines_of(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64 + u64::from(!text.is_empty() && !text.ends_with(b"\n"))
}
