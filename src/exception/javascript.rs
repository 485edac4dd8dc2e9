//! JavaScript's traces, as V8 writes them into `Error.stack` (Node.js 20) and bunyan and pino join them.
//!
//! ```text
//! trace = head frame+ (cause trace)?
//! head  = type (" [" code "]")? (": " message)?           message may span lines
//! frame = indent "at " "async "? (function " (" place ")" | place)
//! place = file ":" line ":" column | "<anonymous>" | "native" | "index " N
//! cause = ("caused by: " | "Caused by: ")                 bunyan's `err` serialiser, pino's stack with causes
//! ```
//!
//! A trace is told by a frame with a line and a column, which no other runtime prints. The column is dropped.
//!
//! Not supported: what `util.inspect` puts in braces behind a trace (`[cause]`, `[errors]`), and traces of other engines.

use crate::exception::{Exception, Extraction, Frame, Language, Link, Relation};

/// Lines above the first frame among which the head is looked for.
const MAX_HEAD_LINES: usize = 200;
/// Causes that are read.
const MAX_CAUSES: usize = 100;

/// Whether a text has a frame with a line and a column.
pub(crate) fn has_frame(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"    at ").any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        let is_line = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
        is_line && frame(rest.lines().next().unwrap_or_default()).is_some_and(|frame| frame.line.is_some())
    })
}

/// Reads the trace in a record's text; see [`Extraction`].
pub fn extract(text: &str) -> Option<Extraction> {
    let lines = lines(text);
    let first = lines.iter().position(|(_, line)| frame(line).is_some_and(|frame| frame.line.is_some()))?;
    let above = lines.get(first.saturating_sub(MAX_HEAD_LINES)..first)?;
    let is_error =
        |line: &str| head(line).is_some_and(|(name, _)| name.ends_with("Error") || name.ends_with("Exception"));
    let at = above.iter().rposition(|(_, line)| is_error(line));
    let at = at.or_else(|| above.iter().rposition(|(_, line)| head(line).is_some()))?;
    let start = first - above.len() + at;
    let mut read = Vec::new();
    let mut next = start;
    while read.len() < MAX_CAUSES
        && let Some((exception, behind)) = one(&lines, next)
    {
        read.push(exception);
        next = behind;
        if lines.get(next).is_none_or(|(_, line)| cause(line).is_none()) {
            break;
        }
    }
    let mut exception = read.pop()?;
    while let Some(mut outer) = read.pop() {
        outer.chain.push(Link { relation: Relation::Cause, exception });
        exception = outer;
    }
    let message_end = lines.get(start).map_or(0, |(offset, _)| *offset);
    Some(Extraction {
        message_end: if start == 0 { text.len() } else { message_end },
        in_message: start == 0,
        exception: Some(exception),
        stack_info: Vec::new(),
        notice: None,
        truncated: false,
        interleaved: false,
        end: lines.get(next).map_or(text.len(), |(offset, _)| *offset),
    })
}

/// The lines with their offsets.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut offset = 0;
    let split = text.split_inclusive('\n');
    split
        .map(|line| {
            let start = offset;
            offset += line.len();
            (start, line.trim_end_matches(['\n', '\r']))
        })
        .collect()
}

/// One exception from its head at line `start` on, and the line behind it.
fn one(lines: &[(usize, &str)], start: usize) -> Option<(Exception, usize)> {
    let (_, line) = lines.get(start)?;
    let (type_name, first) = head(cause(line).unwrap_or(line))?;
    let rest = lines.get(start + 1..)?;
    let above = rest.iter().take_while(|(_, line)| frame(line).is_none() && cause(line).is_none()).count();
    let frames: Vec<Frame> = rest.iter().skip(above).map_while(|(_, line)| frame(line)).collect();
    let is_headless = frames.is_empty();
    let mut message = first.unwrap_or_default().to_owned();
    // What follows a head without frames is no part of its message.
    for (_, line) in rest.iter().take(if is_headless { 0 } else { above }) {
        message.push('\n');
        message.push_str(line);
    }
    let behind = start + 1 + if is_headless { 0 } else { above + frames.len() };
    let exception = Exception {
        language: Language::JavaScript,
        type_name: type_name.to_owned(),
        message: Some(message).filter(|message| !message.is_empty()),
        notes: Vec::new(),
        frames_total: u32::try_from(frames.len()).unwrap_or(u32::MAX),
        frames,
        chain: Vec::new(),
        circular: false,
    };
    Some((exception, behind))
}

/// What follows the words that announce a cause.
fn cause(line: &str) -> Option<&str> {
    line.strip_prefix("caused by: ").or_else(|| line.strip_prefix("Caused by: "))
}

/// Type and message of a head; node's own errors have a code behind the type.
fn head(line: &str) -> Option<(&str, Option<&str>)> {
    let line = line.strip_prefix("Uncaught ").unwrap_or(line);
    let length =
        line.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.')).count();
    let (name, mut rest) = line.split_at_checked(length)?;
    if !name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$') {
        return None;
    }
    if let Some(code) = rest.strip_prefix(" [") {
        rest = code.split_once(']')?.1;
    }
    match rest.strip_prefix(':') {
        Some(message) => Some((name, Some(message.strip_prefix(' ').unwrap_or(message)))),
        None => rest.is_empty().then_some((name, None)),
    }
}

/// One frame; `None` for any other line.
fn frame(line: &str) -> Option<Frame> {
    let call = line.trim_start().strip_prefix("at ").filter(|_| line.starts_with("  "))?;
    let call = call.strip_prefix("async ").unwrap_or(call);
    let (function, place) = match call.strip_suffix(')').and_then(|call| call.rsplit_once(" (")) {
        Some((function, place)) => (function, place),
        None => ("<anonymous>", call),
    };
    let mut parts = place.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse::<u32>().ok());
    let (column, line) = (number(), number());
    let is_unplaced = matches!(place, "<anonymous>" | "native") || place.starts_with("index ");
    let frame = match (column, line, parts.next()) {
        (Some(_), Some(line), Some(file)) if !file.is_empty() => {
            Frame { file: Some(file.to_owned()), line: Some(line), ..Frame::default() }
        }
        _ if is_unplaced && function != "<anonymous>" => Frame { native: place == "native", ..Frame::default() },
        _ => return None,
    };
    Some(Frame { function: function.to_owned(), ..frame })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "payment failed\nOrderError: cannot pay\nsecond line\n    at pay (/srv/app/order.js:7:48)\n    at async Promise.all (index 0)\n    at new Cart (file:///srv/app/cart.mjs:3:9)\n    at Object.<anonymous> (/srv/app/main.js:5:7)\n    at Array.map (<anonymous>)\n    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)\n    at node:internal/main/run_main_module:28:49\ncaused by: TypeError [ERR_CARD]: card declined for 7\n    at charge (C:\\app\\order.js:5:49)\n";

    #[test]
    fn a_trace_with_its_cause_becomes_one_tree() {
        assert!(has_frame(TRACE));
        let found = extract(TRACE).unwrap();
        assert_eq!(
            (TRACE.get(..found.message_end), found.in_message, found.end),
            (Some("payment failed\n"), false, TRACE.len())
        );
        let outer = found.exception.unwrap();
        assert_eq!(
            (outer.type_name.as_str(), outer.message.as_deref()),
            ("OrderError", Some("cannot pay\nsecond line"))
        );
        let frames: Vec<_> = outer.frames.iter().map(|frame| (frame.function.as_str(), frame.line)).collect();
        assert_eq!(
            frames,
            [
                ("pay", Some(7)),
                ("Promise.all", None),
                ("new Cart", Some(3)),
                ("Object.<anonymous>", Some(5)),
                ("Array.map", None),
                ("Function.executeUserEntryPoint [as runMain]", Some(164)),
                ("<anonymous>", Some(28)),
            ]
        );
        assert_eq!(outer.frames[2].file.as_deref(), Some("file:///srv/app/cart.mjs"));
        let Link { relation, exception: cause } = &outer.chain[0];
        assert_eq!((*relation, cause.type_name.as_str()), (Relation::Cause, "TypeError"));
        assert_eq!(cause.message.as_deref(), Some("card declined for 7"));
        assert_eq!(cause.frames[0].file.as_deref(), Some("C:\\app\\order.js"));
    }

    #[test]
    fn a_trace_that_is_the_message_leaves_it_whole() {
        let text = "TypeError: x\n    at f (/a.js:1:2)\n";
        let found = extract(text).unwrap();
        assert!(found.in_message && found.message_end == text.len());
    }

    #[test]
    fn what_has_no_column_is_no_frame() {
        for text in [
            "java.lang.Error: x\n\tat com.acme.Main.run(Main.java:42)\n",
            "Error: x\n    at com.acme.Main.run(Main.java:42)\n",
            "meet me\n    at noon (late)\n    at 10:30\n",
            "    at f (/a.js:1:2)\n",
            "E: x\n    at (1:2)\n",
        ] {
            assert_eq!(extract(text), None, "{text}");
        }
    }
}
