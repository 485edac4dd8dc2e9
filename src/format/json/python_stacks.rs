//! structlog's `dict_tracebacks` (`structlog/tracebacks.py` 26.1) as the traceback that Python would have printed.
//!
//! ```text
//! list  = [stack, …]                                   outermost exception first, each the cause or context of the one before
//! stack = {exc_type, exc_value, exc_notes, is_cause, frames: [{filename, lineno, name, line}, …],
//!          syntax_error: {filename, lineno, line, msg} | null, is_group, exceptions: [list, …]}
//! ```
//!
//! Margins and rules of groups are those of `CPython` 3.11 `Lib/traceback.py`. Groups within groups deeper than
//! [`DEEPEST`](super::trace::DEEPEST) are left out.

use crate::format::json::scan::{Kind, Members, Value};
use crate::format::json::trace::{DEEPEST, member, members};

/// What stands between a cause and the exception that it has caused.
pub(super) const IS_CAUSE: &[u8] = b"\nThe above exception was the direct cause of the following exception:\n\n";

/// File, line and function of a frame of Python's, as programs name them.
const FRAME: [&[&[u8]]; 3] = [
    &[b"filename", b"file", b"path", b"abs_path"],
    &[b"lineno", b"line", b"line_number"],
    &[b"function", b"name", b"method"],
];

/// Whether a list has frames of Python's alone: a file of its source, a line and a function.
pub(super) fn are_frames(text: &[u8], list: Value) -> bool {
    let mut elements = Members::of(text, list.start, list.end);
    let mut count = 0;
    while let Some(frame) = elements.next_value() {
        let is_frame = frame.kind == Kind::Object
            && matches!(members(text, frame, FRAME), [Some(file), Some(line), Some(function)]
                if file.of(text).ends_with(b".py") && line.kind == Kind::Plain && function.kind.is_text());
        if !is_frame {
            return false;
        }
        count += 1;
    }
    list.kind == Kind::Array && count > 0
}

/// Appends such frames as Python prints them, in the order that they are listed in.
pub(super) fn append_frames(text: &[u8], list: Value, out: &mut Vec<u8>) {
    out.extend_from_slice(b"Traceback (most recent call last):\n");
    let mut elements = Members::of(text, list.start, list.end);
    while let Some(frame) = elements.next_value() {
        if let [Some(file), Some(line), Some(function)] = members(text, frame, FRAME) {
            for (mark, value) in [(&b"  File \""[..], file), (b"\", line ", line), (b", in ", function)] {
                out.extend_from_slice(mark);
                value.append_to(text, out);
            }
            out.push(b'\n');
        }
    }
}

/// Appends the traceback of a list of stacks that stands inside `depth` groups.
pub(super) fn append(text: &[u8], stacks: &[Value], depth: usize, out: &mut Vec<u8>) {
    if depth > DEEPEST {
        return;
    }
    // Python prints the innermost cause first.
    for (at, stack) in stacks.iter().enumerate().rev() {
        if one(text, *stack, depth, out).is_none() {
            return;
        }
        if at > 0 {
            let is_cause = is_true(text, member(text, *stack, &[b"is_cause"]));
            let sentence: &[u8] = if is_cause {
                IS_CAUSE
            } else {
                b"\nDuring handling of the above exception, another exception occurred:\n\n"
            };
            with_margin(sentence, depth, out);
        }
    }
}

fn is_true(text: &[u8], value: Option<Value>) -> bool {
    value.is_some_and(|value| matches!(value.of(text), b"true" | b"True"))
}

/// Appends lines behind the margin of so many groups.
fn with_margin(lines: &[u8], depth: usize, out: &mut Vec<u8>) {
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        if depth > 0 {
            out.resize(out.len() + 2 * depth, b' ');
            out.extend_from_slice(b"| ");
        }
        out.extend_from_slice(line);
    }
}

/// One exception; `None` if it is none.
fn one(text: &[u8], stack: Value, depth: usize, out: &mut Vec<u8>) -> Option<()> {
    let parts: [&[&[u8]]; 7] = [
        &[b"exc_type"],
        &[b"exc_value"],
        &[b"exc_notes"],
        &[b"syntax_error"],
        &[b"is_group"],
        &[b"exceptions"],
        &[b"frames"],
    ];
    let [name, value, notes, syntax, is_group, exceptions, frames] = members(text, stack, parts);
    let name = name?;
    let list = |value: Option<Value>| value.filter(|list| list.kind == Kind::Array);
    let members = list(exceptions).filter(|_| is_true(text, is_group));
    let mut lines = Vec::new();
    let frames = list(frames);
    let has_frames = frames.is_some_and(|frames| Members::of(text, frames.start, frames.end).next_value().is_some());
    // A member that was never raised has no headline; alone it has one, so that it is told from a message.
    let has_headline = has_frames || depth == 0;
    let mut depth = depth;
    match members {
        Some(_) if depth == 0 => {
            out.extend_from_slice(b"  + Exception Group Traceback (most recent call last):\n");
            depth = 1;
        }
        Some(_) if has_headline => lines.extend_from_slice(b"Exception Group Traceback (most recent call last):\n"),
        None if has_headline => lines.extend_from_slice(b"Traceback (most recent call last):\n"),
        _ => {}
    }
    if let Some(frames) = frames {
        let mut elements = Members::of(text, frames.start, frames.end);
        while let Some(frame) = elements.next_value() {
            append_frame(text, frame, &mut lines);
        }
    }
    let syntax = syntax.filter(|syntax| syntax.kind == Kind::Object);
    if let Some(syntax) = syntax {
        append_syntax(text, syntax, &mut lines);
    }
    name.append_to(text, &mut lines);
    let message = syntax.and_then(|syntax| member(text, syntax, &[b"msg"]));
    let message = message.or(value);
    if let Some(message) = message.filter(|value| value.start < value.end) {
        lines.extend_from_slice(b": ");
        message.append_to(text, &mut lines);
    }
    lines.push(b'\n');
    if let Some(notes) = list(notes) {
        let mut elements = Members::of(text, notes.start, notes.end);
        while let Some(note) = elements.next_value() {
            note.append_to(text, &mut lines);
            lines.push(b'\n');
        }
    }
    with_margin(&lines, depth, out);
    if let Some(members) = members {
        append_members(text, members, depth, out);
    }
    Some(())
}

/// Where a syntax error is: a `File` line without a function, and the source text.
fn append_syntax(text: &[u8], syntax: Value, out: &mut Vec<u8>) {
    let part = |key: &[u8]| member(text, syntax, &[key]);
    let (Some(file), Some(line)) = (part(b"filename"), part(b"lineno")) else { return };
    out.extend_from_slice(b"  File \"");
    file.append_to(text, out);
    out.extend_from_slice(b"\", line ");
    line.append_to(text, out);
    out.push(b'\n');
    if let Some(source) = part(b"line").filter(|source| source.start < source.end) {
        let mut shown = Vec::new();
        source.append_to(text, &mut shown);
        out.extend_from_slice(b"    ");
        out.extend_from_slice(shown.trim_ascii());
        out.push(b'\n');
    }
}

fn append_frame(text: &[u8], frame: Value, out: &mut Vec<u8>) {
    let [file, line, function, source] = members(text, frame, [&[b"filename"], &[b"lineno"], &[b"name"], &[b"line"]]);
    let part = |value: Option<Value>, out: &mut Vec<u8>| {
        if let Some(value) = value {
            value.append_to(text, out);
        }
    };
    out.extend_from_slice(b"  File \"");
    part(file, out);
    out.extend_from_slice(b"\", line ");
    part(line, out);
    out.extend_from_slice(b", in ");
    part(function, out);
    let end = out.len();
    out.extend_from_slice(b"\n    ");
    part(source, out);
    if out.len() == end + 5 {
        out.truncate(end);
    }
    out.push(b'\n');
}

/// The members of a group that stands at `depth`.
fn append_members(text: &[u8], members: Value, depth: usize, out: &mut Vec<u8>) {
    let mut lists = Members::of(text, members.start, members.end);
    let mut count = 0_usize;
    while let Some(list) = lists.next_value() {
        count += 1;
        out.resize(out.len() + 2 * depth, b' ');
        let title = format!("{}+---------------- {count} ----------------\n", if count == 1 { "+-" } else { "  " });
        out.extend_from_slice(title.as_bytes());
        let mut stacks = Vec::new();
        let mut elements = Members::of(text, list.start, list.end);
        while let Some(stack) = elements.next_value() {
            stacks.push(stack);
        }
        append(text, &stacks, depth + 1, out);
    }
    if count > 0 {
        out.resize(out.len() + 2 * (depth + 1), b' ');
        out.extend_from_slice(b"+------------------------------------\n");
    }
}
