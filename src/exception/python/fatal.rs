//! The dump that `CPython` and `faulthandler` write when the interpreter dies, or a watchdog runs out.
//!
//! ```text
//! dump   = title other* raised? thread*
//! title  = 'Fatal Python error: ' text | 'Windows fatal exception: ' text | 'Timeout (' time ')!'
//! raised = (header frame*)? type (': ' message)?               the exception that starting up failed with
//! thread = ('Current thread 0x' hex | 'Thread 0x' hex) name? ' (most recent call first):' '  Garbage-collecting'? frame*
//! frame  = '  File "' path '", line ' N ' in ' function | '  <no Python frame>' | '  ...'
//! ```
//!
//! After `Python/pylifecycle.c` (`fatal_error`), `Python/traceback.c` (`_Py_DumpTracebackThreads`) and
//! `Modules/faulthandler.c`, 3.6 to 3.14. The frames are the current thread's, raising one first as they stand. Where no
//! current one is named, they are the first thread's, after a time-out the last one's, which is the main thread. C
//! stacks and lists of extension modules are passed over.

use crate::exception::Exception;
use crate::exception::Frame;
use crate::exception::Language;
use crate::exception::python::frames;
use crate::exception::python::line::TRACEBACK;
use crate::exception::python::line::certain_exception_type;
use crate::exception::python::lines::Lines;
use crate::exception::python::lines::Margin;

/// Whether the line begins a thread's stack in a dump.
pub(crate) fn is_thread(line: &[u8]) -> bool {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.ends_with(b" (most recent call first):")
        && (line.starts_with(b"Current thread 0x") || line.starts_with(b"Thread 0x") || line.starts_with(b"Stack ("))
}

/// Reads the dump whose first line is behind the cursor to the end of the text. The exception has no type where the
/// interpreter died of none.
pub(crate) fn read(lines: &mut Lines<'_>, is_timeout: bool) -> Option<Exception> {
    let mut culprit: Option<(bool, Vec<Frame>)> = None;
    while let Some(line) = lines.peek() {
        if culprit.is_none()
            && let Some(exception) = raised(lines)
        {
            while lines.peek().is_some() {
                lines.advance();
            }
            return Some(exception);
        }
        lines.advance();
        if !is_thread(line.text.as_bytes()) {
            continue;
        }
        let current = !line.text.starts_with("Thread 0x");
        let mut stack = Vec::new();
        if lines.peek().is_some_and(|line| line.text.trim_ascii() == "Garbage-collecting") {
            lines.advance();
        }
        frames::read(lines, Margin::default(), &mut stack);
        if culprit.as_ref().is_none_or(|(known, _)| !known && (current || is_timeout)) {
            culprit = Some((current, stack));
        }
    }
    let frames = culprit.map(|(_, frames)| frames).filter(|frames| !frames.is_empty())?;
    Some(exception("", None, frames))
}

/// Reads the exception that the interpreter could not start because of.
fn raised(lines: &mut Lines<'_>) -> Option<Exception> {
    let first = lines.peek()?;
    let mut stack = Vec::new();
    if first.text == TRACEBACK {
        lines.advance();
        frames::read(lines, Margin::default(), &mut stack);
        stack.reverse();
    }
    let text = lines.peek()?.text;
    let (type_name, rest) = text.split_at_checked(certain_exception_type(text)?)?;
    lines.advance();
    Some(exception(type_name, rest.strip_prefix(": ").map(str::to_owned), stack))
}

fn exception(type_name: &str, message: Option<String>, frames: Vec<Frame>) -> Exception {
    Exception {
        language: Language::Python,
        type_name: type_name.to_owned(),
        message,
        notes: Vec::new(),
        frames_total: u32::try_from(frames.len()).unwrap_or(u32::MAX),
        frames,
        chain: Vec::new(),
        circular: false,
    }
}
