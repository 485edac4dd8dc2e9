//! Format strings of both dialects, and lines against what they compile to: the parts of a header lie within its line,
//! and an error points into its pattern.
//!
//! Input: the first byte chooses the dialect, the rest is the pattern, a line feed, and a line.
#![no_main]

use errmon::format::error::Dialect;
use errmon::format::layout::{Header, Layout, Span};
use errmon::format::{logback, python};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let at = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (pattern, line) = (String::from_utf8_lossy(&rest[..at]), rest.get(at + 1..).unwrap_or_default());
    let (dialect, pieces) = match choice % 4 {
        0 => (Dialect::Logback, logback::compile(&pattern)),
        1 => (Dialect::PythonPercent, python::compile(&pattern, None, python::Style::Percent)),
        2 => (Dialect::PythonBrace, python::compile(&pattern, None, python::Style::Brace)),
        _ => (Dialect::PythonDollar, python::compile(&pattern, None, python::Style::Dollar)),
    };
    let layout = pieces.and_then(|pieces| Layout::from_pieces("fuzz", dialect, &pattern, pieces));
    let Ok(layout) = layout else { return };
    let mut header = Header::default();
    if !layout.match_header(line, &mut header) {
        return;
    }
    let within =
        |span: Span| assert!(span.start <= span.end && span.end as usize <= line.len(), "{span:?} of {line:?}");
    [header.time, header.level_span, header.logger, header.thread].into_iter().flatten().for_each(within);
    within(header.message);
    if let Some(time) = header.time {
        layout.parse_stamp(time.of(line));
    }
    layout.fields(line).into_iter().for_each(|(_, span)| within(span));
});
