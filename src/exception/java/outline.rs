//! The outline of a plain stack trace, see [`crate::exception::outline`].
//!
//! ```text
//! outline = head block ("Caused by: " head block)*            nothing suppressed, circular, dressed or left out
//! head    = type (":" message)? NL (line NL)*                 a strict type; lines like no other line of a trace
//! block   = (TAB "at " frame NL)+ (TAB "... " N (" more" | " common frames omitted") NL)?
//! ```

use std::ops::Range;

use memchr::memchr2;

use crate::exception::eight;
use crate::exception::java::head::{self, Strength};
use crate::exception::java::{frame, notice};
use crate::exception::outline::{Block, Outline, RawFrame, line_at};
use crate::exception::python;

const FRAME: &str = "\tat ";
const CAUSE: &str = "Caused by: ";

/// Reads the outline of a text that begins with a head.
pub(crate) fn read(outline: &mut Outline, message: &str, text: &str) -> Option<()> {
    // Another head in the message may be the trace's.
    if head::type_at(message.as_bytes()).is_some_and(|(_, strength)| strength > Strength::Loose)
        || message.trim_ascii_end().ends_with(':')
    {
        return None;
    }
    let mut at = block(outline, text, 0, 0)?;
    while let Some((line, _)) = line_at(text, at) {
        line.strip_prefix(CAUSE)?;
        at = block(outline, text, at, CAUSE.len())?;
    }
    Some(())
}

/// Reads one exception, whose head stands `skip` bytes behind `at`; gives where the line below it starts.
fn block(outline: &mut Outline, text: &str, at: usize, skip: usize) -> Option<usize> {
    let (line, mut at) =
        line_at(text, at).map(|(line, next)| (line.get(skip..).map(|head| (head, at + skip)), next))?;
    let (head, start) = line?;
    let (length, _) = head::type_at(head.as_bytes()).filter(|(_, strength)| *strength == Strength::Strict)?;
    if head::known_text(head).is_some() || !is_message(head) {
        return None;
    }
    let first = outline.frames.len();
    let mut more = 0;
    let mut is_at_base = false;
    while let Some((line, next)) = line_at(text, at) {
        let is_stack = outline.frames.len() > first;
        if line.starts_with(FRAME) {
            let (number, is_base) = read_frame(line)?;
            outline.frames.push(RawFrame { lines: at..next, number: at + number.start..at + number.end });
            // Below the frame that threads begin with, those of another trace stand.
            outline.interleaved |= std::mem::replace(&mut is_at_base, is_base);
        } else if let (true, Some(rest)) = (is_stack, line.strip_prefix('\t')) {
            let left_out = head::more(rest.as_bytes()).filter(|more| more.common)?;
            more = usize::try_from(left_out.count).ok()?;
            at = next;
            break;
        } else if is_stack {
            break;
        } else if !is_text(line) {
            return None;
        }
        at = next;
    }
    let frames = first..outline.frames.len();
    // What is left out is the end of the trace around it.
    let around = outline.blocks.last().map_or(0, |around| around.frames.len() + around.more);
    if frames.is_empty() {
        return None;
    }
    outline.blocks.push(Block { type_name: start..start + length, frames, more: more.min(around) });
    Some(at)
}

/// Whether a head's line, or one of its message, is nothing but that; a traceback may stand within the trace.
fn is_message(line: &str) -> bool {
    !notice::is_notice(line.as_bytes()) && !line.ends_with('\r') && !line.ends_with(':') && !python::is_marked(line)
}

/// Whether a line below a head can only be one of its message.
fn is_text(line: &str) -> bool {
    !matches!(line.bytes().next(), None | Some(b'\t' | b' ' | b'C' | b'W' | b'S' | b'.' | b'[' | b'a' | b'<'))
        && head::type_at(line.as_bytes()).is_none()
        && is_message(line)
}

/// The digits of a frame's line number, and whether it is the one that threads begin with; `None` for a frame that
/// [`frame::is_frame`] has to look at twice, or that something follows.
fn read_frame(line: &str) -> Option<(Range<usize>, bool)> {
    let bytes = line.as_bytes();
    let open = memchr2(b'(', b' ', bytes.get(FRAME.len()..)?)? + FRAME.len();
    let (name, place) = bytes.split_at_checked(open)?;
    let close = open + eight::find(place, b')')?;
    let behind = bytes.get(close + 1..)?;
    let is_packaging = (behind.starts_with(b" ~[") || behind.starts_with(b" [")) && behind.ends_with(b"]");
    if place.first() != Some(&b'(') || !frame::is_name(name.get(FRAME.len()..)?) || !(behind.is_empty() || is_packaging)
    {
        return None;
    }
    let digits = bytes.get(open..close)?.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let is_number = bytes.get(..close - digits)?.last() == Some(&b':');
    let digits = if is_number { close - digits } else { close };
    Some((digits..close, frame::is_base(name, place)))
}
