//! Looking ahead from a line that could begin a bare Java trace: its frames may stand behind a message of many lines.
//!
//! ```text
//! org.postgresql.util.PSQLException: ERROR: duplicate key
//!   Detail: Key (id)=(17) already exists.
//!     at …
//! ```
//!
//! Without a header above it, such a line is text until a frame follows.

use crate::exception::follow::Follow;
use crate::exception::{java, python};
use crate::record::{Framer, Look, is_indented, trim};

/// Unindented lines that the message may have.
const MAX_MESSAGE_LINES: usize = 8;

impl<'t> Framer<'t> {
    /// Whether the line of entry `at`, from `start` to `end`, is the head of a trace; `None` when the text ends before it
    /// can be told.
    ///
    /// The line must name an exception with its package, and none of the next lines may begin anything else.
    pub(super) fn is_head_of_trace(&mut self, at: usize, start: usize, end: usize) -> Option<bool> {
        let line = trim(self.line(start, end));
        if !java::is_strict_head(line) {
            return Some(false);
        }
        let mut line_end = end;
        for further in at + 1..=at + MAX_MESSAGE_LINES {
            if self.frame_follows_indented(line_end)? {
                return Some(true);
            }
            let Some(position) = self.lines.start(further) else {
                return if self.last { Some(false) } else { None };
            };
            match self.look(further, position, false) {
                Look::Header(..) => return Some(false),
                Look::Unknown => return None,
                Look::Other => {}
            }
            line_end = self.lines.line_end(further, self.text);
            if line_end >= self.lines.complete && !self.last {
                return None;
            }
            let line = trim(self.line(position, line_end));
            if line.is_empty() || java::head_type(line).is_some() || java::is_notice(line) {
                return Some(false);
            }
        }
        self.frame_follows_indented(line_end)
    }

    /// What tells the step of `line`, which ends at `end`: the next line, or the frame behind that where it is an indented
    /// line of the message of the exception that `line` names. `None` when the text ends before it can be told.
    ///
    /// ```text
    /// com.acme.InvalidOrder: 2 errors:
    ///  - amount must be > 0
    ///     at …
    /// ```
    pub(super) fn next_of(&self, follow: Follow, line: &[u8], end: usize) -> Option<&'t [u8]> {
        let next = self.line_after(follow.needs_next(line), end)?;
        let is_text = is_indented(next, 0) && !java::is_frame(next) && !python::is_frame(next);
        if !is_text || !(follow.awaits_frames() || java::head_type(trim(line)).is_some()) {
            return Some(next);
        }
        self.frame_below(end).map(|frame| if frame.is_empty() { next } else { frame })
    }

    /// Whether a frame is among the first few indented lines behind the line that ends at `end`.
    fn frame_follows_indented(&self, end: usize) -> Option<bool> {
        self.frame_below(end).map(|frame| !frame.is_empty())
    }

    /// The frame among the first few indented lines behind the line that ends at `end`; empty where there is none.
    fn frame_below(&self, end: usize) -> Option<&'t [u8]> {
        let mut end = end;
        for _ in 0..MAX_MESSAGE_LINES {
            let next = self.line_after(false, end)?;
            if java::is_frame(next) {
                return Some(next);
            }
            if !is_indented(next, 0) {
                return Some(&[]);
            }
            end += 1 + next.len();
        }
        Some(&[])
    }
}
