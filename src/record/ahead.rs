//! Looking ahead from a line that could begin a bare Java trace: its frames may stand behind a message of many lines.
//!
//! ```text
//! org.postgresql.util.PSQLException: ERROR: duplicate key
//!   Detail: Key (id)=(17) already exists.
//!     at …
//! ```
//!
//! Without a header above it, such a line is text until a frame follows.

use crate::exception::java;
use crate::record::{Framer, Look, trim};

/// Unindented lines that the message may have.
const MAX_MESSAGE_LINES: usize = 8;

impl Framer<'_> {
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

    /// Whether a frame is among the first few indented lines behind the line that ends at `end`.
    fn frame_follows_indented(&self, end: usize) -> Option<bool> {
        let mut end = end;
        for _ in 0..MAX_MESSAGE_LINES {
            let next = self.line_after(false, end)?;
            if java::is_frame(next) {
                return Some(true);
            }
            if !matches!(next.first(), Some(b' ' | b'\t')) {
                return Some(false);
            }
            end += 1 + next.len();
        }
        Some(false)
    }
}
