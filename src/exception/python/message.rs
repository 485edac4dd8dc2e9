//! An exception's message, which may span lines, and the notes that stand below it.
//!
//! Python prints a note (`BaseException.add_note`, PEP 678) as it prints a further line of the message, so the text alone
//! does not tell the two apart. Lines after the first are notes only
//! - when the message is complete: there is none at all, or its wording is one that the interpreter or the standard
//!   library always writes in one line (`KeyError: 'x'`, `[Errno 2] …`, `… (3 sub-exceptions)`, `division by zero`);
//! - when the source text of the raising frame tells where the message ends (see `literal`);
//! - or when each of them is a `key=value` pair, which programs add as context far more often than they write it into a
//!   message that does not lead up to it with a colon or a bracket.
//!
//! Everything else is message: multi-line messages (SQL, validation, output of commands) are far commoner than notes.
//! Each such line is a note of its own, unless it is indented or blank lines stand among them.

use crate::exception::Exception;
use crate::exception::python::chain;
use crate::exception::python::fatal::is_thread;
use crate::exception::python::frames;
use crate::exception::python::line::STACK;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::is_notice;
use crate::exception::python::line::is_process_notice;
use crate::exception::python::line::is_traceback_header;
use crate::exception::python::lines::Line;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;
use crate::exception::python::literal;

/// Reads the message that starts with `rest`, what stands behind the type, and goes on at the cursor.
pub(crate) fn read(lines: &mut Lines<'_>, margin: Margin, rest: &str, spaced: bool, exception: &mut Exception) {
    let first = rest.strip_prefix(':').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
    let mut more: Vec<&str> = Vec::new();
    // A child's traceback, quoted whole by `multiprocessing` and `concurrent.futures`.
    let mut quoted = false;
    // A traceback that the message holds.
    let mut holds = first.is_some_and(|first| first.ends_with(TRACEBACK));
    let mut before = first.unwrap_or_default();
    while let Some(line) = lines.peek() {
        let Some(text) = margin.strip(line.text) else {
            break;
        };
        if text == "\"\"\"" {
            quoted = if quoted { false } else { more.is_empty() && first == Some("") };
        } else if !quoted && ends_message(lines, line, text, margin, before) {
            break;
        } else if !quoted && !holds && margin.depth == 0 && is_foreign_frame(text, before) {
            lines.foreign = true;
            break;
        }
        holds = holds || text.ends_with(TRACEBACK);
        more.push(text);
        if !text.is_empty() {
            before = text;
        }
        lines.advance();
    }
    lines.truncated = lines.truncated || quoted;
    let at_end = lines.peek().is_none();
    if !at_end || lines.in_message {
        // The blank line before a chain sentence, or the last newline of a formatted traceback.
        for _ in 0..if spaced { 2 } else { 1 } {
            if more.last() == Some(&"") {
                more.pop();
            }
        }
    }
    let count = message_lines(first, &more, exception);
    let (message, below) = more.split_at_checked(count.saturating_sub(1)).unwrap_or((&more, &[]));
    exception.message = first.map(|first| {
        let mut text = first.to_owned();
        for line in message {
            text.push('\n');
            text.push_str(line);
        }
        text
    });
    exception.notes = notes(below);
}

/// How many lines the message has; `first` is what stands behind the type, `more` the lines below.
fn message_lines(first: Option<&str>, more: &[&str], exception: &Exception) -> usize {
    let Some(first) = first else { return 1 };
    if more.is_empty() || is_complete(&exception.type_name, first) {
        return 1;
    }
    let source = exception.frames.first().and_then(|frame| frame.source.as_deref());
    match source.and_then(|source| literal::message_lines(source, first, more)) {
        Some(count) => count,
        None if are_pairs(first, more) => 1,
        None => more.len() + 1,
    }
}

/// Whether the line at the cursor, `text` without its margin, cannot belong to the message.
fn ends_message(lines: &Lines<'_>, line: Line<'_>, text: &str, margin: Margin, before: &str) -> bool {
    match text.as_bytes().first() {
        None | Some(b'a'..=b'z' | b'0'..=b'9' | b'{' | b'}' | b'"') => false,
        Some(b'T' | b'D') if chain::sentence_at(lines, line, margin).is_some() => true,
        // Margins and separators bound a member's message; only outside of groups does anything follow without a word.
        _ if margin.depth > 0 => false,
        Some(b' ' | b'T') if is_traceback_header(text.as_bytes()) => !leads_up(before),
        Some(b'S') if text == STACK => {
            let next = lines.after(line).and_then(|next| margin.strip(next.text));
            next.is_none_or(|next| frames::file_line(next).is_some())
        }
        Some(b'P') if is_process_notice(text.as_bytes()) => {
            lines.after(line).is_some_and(|next| margin.strip(next.text) == Some(TRACEBACK))
        }
        _ => is_notice(text.as_bytes()) || is_thread(text.as_bytes()) || (!lines.stop.is_empty() && text == lines.stop),
    }
}

/// Whether a line below a message, whose last line with text is `before`, is a frame of somebody else's trace.
///
/// Ray's error of a task names the worker, `ray::f() (pid=7, ip=10.0.0.4)`, and goes on with the worker's own frames
/// (`RayTaskError.__str__`, ray/exceptions.py).
pub(crate) fn is_foreign_frame(text: &str, before: &str) -> bool {
    if !text.starts_with("  File \"") {
        return false;
    }
    // A quote may end what is complete: `KeyError: 'x'`.
    let is_worker = before.contains("ray::") && before.ends_with(')');
    let announces = is_worker || before.trim_end().ends_with([':', '(', '[', '{', '=', ',']);
    !announces && frames::file_line(text).is_some_and(|file| file.function.is_some())
}

/// Whether a message's line announces what stands below it (`remote said:`), so that a traceback there is quoted.
pub(crate) fn leads_up(line: &str) -> bool {
    line.trim_end().ends_with([':', '"', '\'', '(', '[', '{', '=', ','])
}

/// Whether a message of this type and wording has one line only, whatever stands below it.
fn is_complete(type_name: &str, message: &str) -> bool {
    const TYPES: [&str; 7] = [
        "KeyError",
        "SyntaxError",
        "IndentationError",
        "TabError",
        "UnicodeDecodeError",
        "UnicodeEncodeError",
        "json.decoder.JSONDecodeError",
    ];
    const STARTS: [&str; 10] = [
        "[Errno ",
        "[WinError ",
        "No module named '",
        "cannot import name '",
        "maximum recursion depth exceeded",
        "invalid literal for int() with base ",
        "could not convert string to float: ",
        "unsupported operand type(s) for ",
        "not enough values to unpack (",
        "too many values to unpack (",
    ];
    const ENDS: [&str; 4] = [" sub-exceptions)", " sub-exception)", " by zero", " index out of range"];
    const INSIDE: [&str; 3] = ["' object has no attribute '", "' has no attribute '", "' is not defined"];
    TYPES.contains(&type_name)
        || STARTS.iter().any(|start| message.starts_with(start))
        || ENDS.iter().any(|end| message.ends_with(end))
        || INSIDE.iter().any(|inside| message.contains(inside))
}

/// Whether the lines below a message's first are `key=value` pairs, and that line does not announce them.
fn are_pairs(first: &str, more: &[&str]) -> bool {
    !more.is_empty()
        && !first.trim().is_empty()
        && !leads_up(first)
        && more.iter().all(|line| {
            line.split_once('=').is_some_and(|(key, value)| {
                key.starts_with(|first: char| first.is_alphabetic() || first == '_')
                    && key.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '.' | '-'))
                    && !value.is_empty()
                    && !value.starts_with([' ', '='])
            })
        })
}

/// The notes that these lines are.
fn notes(lines: &[&str]) -> Vec<String> {
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let lines = lines.get(..end).unwrap_or_default();
    if lines.contains(&"") {
        return vec![lines.join("\n")];
    }
    let mut notes: Vec<String> = Vec::new();
    for line in lines {
        match notes.last_mut() {
            Some(note) if line.starts_with([' ', '\t']) => {
                note.push('\n');
                note.push_str(line);
            }
            _ => notes.push((*line).to_owned()),
        }
    }
    notes
}
