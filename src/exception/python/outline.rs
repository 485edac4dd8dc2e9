//! The outline of a plain traceback, see [`crate::exception::outline`].
//!
//! ```text
//! outline = block (blank sentence blank block)* line*         no groups, no notices, no stack, nothing indented or quoted
//! block   = header frame+ type message*
//! ```

use std::ops::Range;

use crate::exception::eight;
use crate::exception::outline::{Block, Outline, RawFrame, line_at};
use crate::exception::python::frames;
use crate::exception::python::line::{ORIGINAL_EXCEPTION, STACK, TRACEBACK, ends_in_marks, is_chain_sentence};
use crate::exception::python::lines::{Lines, Margin};
use crate::exception::python::type_name::exception_type;
use crate::exception::{Frame, java};

/// What a frame's first line begins with.
const FILE: &str = "  File \"";

/// Reads the outline of a text that begins with a traceback's header.
pub(crate) fn read(outline: &mut Outline, message: &str, text: &str) -> Option<()> {
    // A trace of the other language may begin in the message.
    if message.ends_with(TRACEBACK) || java::has_frame_inside(message.as_bytes()) || java::begins_notice(message) {
        return None;
    }
    let mut header = 0;
    loop {
        let message = block(outline, text, header)?;
        match below(text, message)? {
            Below::Header(at) => header = at,
            Below::Message => return Some(()),
        }
    }
}

/// Reads one exception from its header on; gives where the line below its type starts.
fn block(outline: &mut Outline, text: &str, at: usize) -> Option<usize> {
    let (header, mut at) = line_at(text, at)?;
    if header != TRACEBACK {
        return None;
    }
    let first = outline.frames.len();
    loop {
        let (line, next) = line_at(text, at)?;
        if line.starts_with(FILE) {
            let number = number_in(line)?;
            outline.frames.push(RawFrame { lines: at..next, number: at + number.start..at + number.end });
        } else if line.starts_with("    ") {
            // Marks alone are the interpreter's own.
            if matches!(line.bytes().last(), Some(b'^' | b'~')) && ends_in_marks(line.trim_ascii_start()) {
                return None;
            }
            outline.frames.get_mut(first..)?.last_mut()?.lines.end = next;
        } else {
            let frames = first..outline.frames.len();
            let length = exception_type(line.as_bytes()).filter(|_| !frames.is_empty())?;
            outline.blocks.push(Block { type_name: at..at + length, frames, more: 0 });
            return Some(next);
        }
        at = next;
    }
}

/// What stands below an exception's type.
enum Below {
    /// Its message, a sentence, and the header of the next traceback at this place.
    Header(usize),
    /// Nothing but message.
    Message,
}

fn below(text: &str, at: usize) -> Option<Below> {
    let mut at = at;
    let mut is_broken = false;
    while let Some((line, next)) = line_at(text, at) {
        if line.is_empty() {
            if let Some((_, after)) = line_at(text, next).filter(|(line, _)| is_chain_sentence(line.as_bytes())) {
                let (blank, header) = line_at(text, after)?;
                return (blank.is_empty() && !is_broken).then_some(Below::Header(header));
            }
            // Behind a blank line anything may stand, and a sentence may be quoted there.
            is_broken = true;
        } else if is_telling(line) {
            return None;
        }
        at = next;
    }
    Some(Below::Message)
}

/// Whether a line below an exception's type may be more than a line of its message.
fn is_telling(line: &str) -> bool {
    line.ends_with(TRACEBACK)
        || is_chain_sentence(line.as_bytes())
        || matches!(line, STACK | ORIGINAL_EXCEPTION | "\"\"\"")
        // Py4J's joint before a trace of the JVM.
        || [FILE, "  + ", "  |", ": "].iter().any(|start| line.starts_with(start))
}

/// The digits in a frame's first line.
fn number_in(line: &str) -> Option<Range<usize>> {
    const IN_LINE: &str = "\", line ";
    let path = eight::find(line.as_bytes().get(FILE.len()..)?, b'"')?;
    let start = FILE.len() + path + IN_LINE.len();
    let rest = line.get(FILE.len() + path..)?.strip_prefix(IN_LINE)?;
    let digits = rest.bytes().position(|byte| !byte.is_ascii_digit())?;
    let function = rest.get(digits..)?.strip_prefix(", in ")?;
    (digits > 0 && eight::find(function.as_bytes(), b'"').is_none()).then_some(start..start + digits)
}

/// Takes one frame of an outline apart.
pub(crate) fn frame(lines: &str) -> Option<Frame> {
    let mut frames = Vec::new();
    frames::read(&mut Lines::new(lines, 0), Margin::default(), &mut frames);
    frames.pop().filter(|_| frames.is_empty())
}
