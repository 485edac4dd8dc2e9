//! Traces behind the same text on every line, as process managers and containers put it there.
//!
//! ```text
//! line   = prefix text          web-1  | Traceback …, [4711]   File …, stderr | KeyError: 'x', 12:00:01.123   File …
//! ```
//!
//! The prefix is what stands before the header of the first traceback, or before the exception that quotes it; digits in it
//! may differ from line to line, its length may not. The line below the header has to bear it out with a frame. Lines that have records' headers of their
//! own are records, not one trace.

use crate::exception::python::line::GROUP_TRACEBACK;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::is_frame;
use crate::exception::python::lines::Line;
use crate::exception::python::lines::Lines;
use crate::exception::python::type_name::exception_type;

/// With what the line of an exception ends whose message is a child's traceback.
const REMOTE: &[u8] = b"RemoteTraceback:";

/// Length of the prefix on `line`, where it begins a prefixed trace; `next` is the line below it.
pub(crate) fn prefix_length(line: &[u8], next: &[u8]) -> Option<usize> {
    let head = line.strip_suffix(TRACEBACK.as_bytes())?;
    let group = GROUP_TRACEBACK.strip_suffix(TRACEBACK).unwrap_or_default();
    let head = head.strip_suffix(group.as_bytes()).and_then(|head| head.strip_suffix(b"  + ")).unwrap_or(head);
    if head.trim_ascii().is_empty() || !has_prefix(next, head) {
        return None;
    }
    let rest = next.get(head.len()..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"|").unwrap_or(rest);
    (next.get(head.len()) == Some(&b' ') && is_frame(rest)).then_some(head.len())
}

/// Length of the prefix before an exception whose message is a child's traceback (`multiprocessing.pool.RemoteTraceback:`),
/// zero for none; `next` is the line below it, with the quotes that the traceback stands in.
pub(crate) fn remote_prefix_length(line: &[u8], next: &[u8]) -> Option<usize> {
    let line = line.trim_ascii_end();
    if !line.ends_with(REMOTE) {
        return None;
    }
    let prefix = next.trim_ascii_end().strip_suffix(b"\"\"\"")?;
    let name = line.get(prefix.len()..)?;
    (has_prefix(line, prefix) && exception_type(name) == Some(name.len() - 1)).then_some(prefix.len())
}

/// Whether a line may begin such an exception.
pub(crate) fn may_be_remote(line: &[u8]) -> bool {
    line.trim_ascii_end().ends_with(REMOTE)
}

/// Whether `line` begins with a prefix like this; where nothing stands behind it, its blanks may be missing.
pub(crate) fn has_prefix(line: &[u8], prefix: &[u8]) -> bool {
    let is_like = |line: &[u8], prefix: &[u8]| {
        line.iter().zip(prefix).all(|(a, b)| a == b || (a.is_ascii_digit() && b.is_ascii_digit()))
    };
    match line.get(..prefix.len()) {
        Some(line) => is_like(line, prefix),
        None => line.len() == prefix.trim_ascii_end().len() && is_like(line, prefix),
    }
}

/// A trace without its prefix.
#[derive(Debug)]
pub(crate) struct Prefixed {
    /// Where its first line starts in the text.
    pub(crate) start: usize,
    /// Where the line after its last one starts.
    pub(crate) end: usize,
    /// The lines without the prefix.
    pub(crate) trace: String,
}

/// Finds the first prefixed trace of `text`.
pub(crate) fn find(text: &str) -> Option<Prefixed> {
    let mut lines = Lines::new(text, 0);
    let mut line = lines.peek()?;
    loop {
        lines.advance();
        let next = lines.peek()?;
        if let Some(length) = remote_prefix_length(line.text.as_bytes(), next.text.as_bytes()) {
            return Some(strip(lines, line, length));
        }
        if line.text.ends_with(TRACEBACK)
            && let Some(length) = prefix_length(line.text.as_bytes(), next.text.as_bytes())
        {
            return Some(strip(lines, line, length));
        }
        line = next;
    }
}

fn strip(mut lines: Lines<'_>, first: Line<'_>, length: usize) -> Prefixed {
    let prefix = first.text.as_bytes().get(..length).unwrap_or_default();
    let mut found = Prefixed { start: first.start, end: first.next, trace: String::new() };
    let mut line = Some(first);
    while let Some(now) = line.filter(|line| has_prefix(line.text.as_bytes(), prefix)) {
        found.trace.push_str(now.text.get(length..).unwrap_or_default());
        found.trace.push('\n');
        found.end = now.next;
        line = lines.peek();
        lines.advance();
    }
    found
}
