//! The lines of an input's head by which its layouts are judged.

use crate::format::detect::{HEAD_BYTES, HEAD_LINES};
use crate::format::json;
use crate::input::BYTE_ORDER_MARK;

/// Bytes of a line that detection reads at most.
pub(super) const LINE_BYTES: usize = 1_024;

/// The lines of the head, without those inside a traceback, which start no record.
pub(super) fn head_lines(head: &[u8]) -> Vec<&[u8]> {
    let head = head.get(..head.len().min(HEAD_BYTES)).unwrap_or_default();
    let mut in_trace = false;
    let mut in_group = false;
    let mut prefixed = Prefixed::default();
    let mut lines = Vec::new();
    // Below the boxes that Rich draws, notes are marked like levels.
    let has_boxes = memchr::memmem::find(head, "╭─".as_bytes()).is_some();
    let mut rest = head;
    for _ in 0..HEAD_LINES {
        let Some(line) = next_line(&mut rest) else { break };
        if prefixed.takes(line, rest) {
            continue;
        }
        if line.first() == Some(&b'{') {
            lines.push(line);
            in_trace = false;
            continue;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // Where files were written one behind the other; what reads the records passes over it, too.
        let line = line.strip_prefix(&BYTE_ORDER_MARK).unwrap_or(line);
        in_group = line.starts_with(b"  + Exception Group Traceback") || in_group && line.starts_with(b"  ");
        if in_group {
            continue;
        }
        let indented = line.first().is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'|' | b'+'));
        if has_boxes && line.starts_with(b"[NOTE] ") {
            continue;
        }
        // The line behind an indented part of a traceback is the exception's.
        let skip = in_trace;
        in_trace = line.starts_with(b"Traceback (most recent call last)") || (in_trace && indented);
        if !skip || !indented && !names_exception(line) {
            let hole = line.iter().take_while(|byte| **byte == 0).count();
            // What a progress bar was printed over, in a line that begins with one.
            let start = if line.get(hole) == Some(&b'\r') {
                memchr::memrchr(b'\r', line).map_or(hole, |at| at + 1)
            } else {
                hole
            };
            lines.push(line.get(start..line.len().min(start + LINE_BYTES)).unwrap_or_default());
        }
    }
    lines
}

/// Whether a line below frames begins with a name and a colon, or is a name: what stands behind is the exception's message,
/// even where it looks like a header.
fn names_exception(line: &[u8]) -> bool {
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let length = line.iter().take_while(is_of_name).count();
    line.first().is_some_and(u8::is_ascii_alphabetic)
        && matches!(line.get(length..), Some([] | [b':'] | [b':', b' ', ..]))
}

/// A traceback whose lines all stand behind a text like a header, as oslo.log prints it.
#[derive(Default)]
struct Prefixed<'t> {
    prefix: Option<&'t [u8]>,
}

impl<'t> Prefixed<'t> {
    /// Whether `line` is part of one; `rest` is what follows it.
    fn takes(&mut self, line: &'t [u8], rest: &[u8]) -> bool {
        const HEAD: &[u8] = b"Traceback (most recent call last):";
        let behind = |line: &'t [u8], prefix: &[u8]| line.strip_prefix(prefix.trim_ascii_end());
        if let Some(text) = self.prefix.and_then(|prefix| behind(line, prefix)) {
            let text = text.strip_prefix(b" ").unwrap_or(text);
            // The next record of the same moment has its context there.
            if text.first() != Some(&b'[') {
                return true;
            }
        }
        // What is printed where there is no exception.
        if let Some(prefix) = line.strip_suffix(b"NoneType: None")
            && let Some(end) = memchr::memchr(b'\n', rest)
            && !prefix.trim_ascii().is_empty()
            && rest.get(..end).map(<[u8]>::trim_ascii_end) == Some(prefix.trim_ascii_end())
        {
            self.prefix = Some(prefix);
            return true;
        }
        let prefix = line.strip_suffix(HEAD).map(|prefix| prefix.strip_suffix(b"+ Exception Group ").unwrap_or(prefix));
        let prefix = prefix.filter(|prefix| !prefix.trim_ascii().is_empty());
        self.prefix = prefix.filter(|prefix| {
            let frame = rest.strip_prefix(*prefix).map(<[u8]>::trim_ascii_start);
            let frame = frame.map(|frame| frame.strip_prefix(b"|   ").unwrap_or(frame));
            frame.is_some_and(|frame| frame.starts_with(b"File \""))
        });
        self.prefix.is_some()
    }
}

/// The next line, without its terminator. The lines of one JSON object are one line.
fn next_line<'t>(rest: &mut &'t [u8]) -> Option<&'t [u8]> {
    let text = *rest;
    if text.is_empty() {
        return None;
    }
    let mut end = memchr::memchr(b'\n', text).unwrap_or(text.len());
    let is_open = json::opens_object(trim(text.get(..end).unwrap_or_default()));
    let is_inside = |at: usize| matches!(text.get(at + 1), Some(b' ' | b'\t' | b'}'));
    while is_open && is_inside(end) {
        let is_end = text.get(end + 1) == Some(&b'}');
        let length = text.get(end + 1..).and_then(|behind| memchr::memchr(b'\n', behind));
        end = length.map_or(text.len(), |length| end + 1 + length);
        if is_end {
            break;
        }
    }
    *rest = text.get(end + 1..).unwrap_or_default();
    text.get(..end).map(trim)
}

fn trim(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
