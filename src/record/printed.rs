//! Who printed a trace that stands below a record of no failure: the program, on standard error, or the logger.
//!
//! Programs print stack traces into the file that they log to, so that such a trace is an event of its own. But loggers
//! add to traces what `Throwable.printStackTrace` never prints: the jar behind each frame (`~[app.jar:1.0]`), `[2 skipped]`,
//! `... 3 common frames omitted`, and `: null` where there is no message (Logback 1.2, Log4j 2). Spring Boot's `%wEx` puts a
//! blank line before and behind the trace. Where that is seen, the exception was logged with the record.
//!
//! An exception that nobody caught ends a Python program, or a thread, of which a notice tells; its traceback begins in the
//! module that was run. One that begins in a function was caught there, and is nearly always that of `exc_info=True`.

use crate::exception::{java, python};
use crate::record::{Framer, is_dated, is_indented, trim};

/// Bytes of a trace that are looked through.
const MAX_BYTES: usize = 16 << 10;
/// Lines behind the frames of a traceback behind which none that hangs on it is looked for.
const MAX_MESSAGE_LINES: usize = 8;

impl Framer<'_> {
    /// Whether a line, that of entry `at`, is the head of the trace that the line above ends with in short, with a frame
    /// between the two at most, as Solr's messages do.
    pub(super) fn is_told_in_short(&self, at: usize, line: &[u8]) -> bool {
        let above = |at: usize| {
            let start = self.lines.start(at)?;
            Some(trim(self.line(start, self.lines.line_end(at, self.text))))
        };
        let is_told = |at: Option<usize>| {
            at.and_then(above).is_some_and(|above| java::told_in_short(above, trim(line)).is_some())
        };
        // Where indented lines are noted too, the frame is one.
        is_told(at.checked_sub(1)) || is_told(at.checked_sub(2))
    }

    /// Whether the trace whose first line stands from `position` to `end` is that of the open record, whose header stands
    /// from `start` to `head_end` and which is of no failure; `None` when the text ends before it can be told.
    pub(super) fn takes_trace(
        &mut self,
        (start, head_end): (usize, usize),
        (position, end): (usize, usize),
    ) -> Option<bool> {
        if self.is_logged_trace(position)? {
            return Some(true);
        }
        let line = trim(self.line(position, end));
        let takes = if python::is_traceback_header(line) {
            self.is_caught(position)?
        } else {
            self.announces_trace(start, head_end, line)
        };
        self.seen.may_be_printed = takes;
        Some(takes)
    }

    /// Whether a logger printed the trace whose first line starts at `position`; `None` when the text ends before it can
    /// be told.
    fn is_logged_trace(&self, position: usize) -> Option<bool> {
        let text = self.text.get(position..).unwrap_or_default();
        let looked = text.get(..MAX_BYTES).unwrap_or(text);
        let above = self.text.get(..position).unwrap_or_default();
        let is_below_blank = above.ends_with(b"\n\n") || above.ends_with(b"\n\r\n");
        let mut at = 0;
        while let Some(length) = memchr::memchr(b'\n', looked.get(at..)?) {
            let line = trim(looked.get(at..at + length)?);
            let is_stack = matches!(line.first(), Some(b' ' | b'\t')) || java::is_cause(line);
            if at > 0 && !is_stack {
                return Some(line.is_empty() && is_below_blank);
            }
            if java::is_logged(line) {
                return Some(true);
            }
            at += length + 1;
        }
        if looked.len() < text.len() || self.last { Some(false) } else { None }
    }

    /// Whether the traceback that starts at `position`, the last one of a chain, begins in a function; `None` when the text
    /// ends before it can be told.
    fn is_caught(&self, position: usize) -> Option<bool> {
        let text = self.text.get(position..).unwrap_or_default();
        let looked = text.get(..MAX_BYTES).unwrap_or(text);
        let is_whole = self.last || looked.len() < text.len();
        let mut caught = false;
        let mut is_titled = false;
        let mut is_skipped = false;
        let mut is_joined = true;
        let mut further = 0;
        for line in looked.split_inclusive(|byte| *byte == b'\n') {
            if !line.ends_with(b"\n") && !is_whole {
                return None;
            }
            let line = trim(line.strip_suffix(b"\n").unwrap_or(line));
            if is_titled && is_of_runpy(line) {
                is_skipped = true;
            } else if is_titled && (!is_skipped || python::is_frame(line)) {
                caught = function_of(line).is_some_and(|name| !name.starts_with(b"<"));
                (is_titled, is_skipped) = (false, false);
            } else if is_titled {
                // A line of the source.
            } else if python::is_traceback_header(line) {
                if !is_joined {
                    return Some(caught);
                }
                (is_titled, is_joined, further) = (true, false, 0);
            } else if python::is_chain_sentence(line) {
                is_joined = true;
            } else if !is_indented(line, 0) && !line.is_empty() {
                further += 1;
                if further > MAX_MESSAGE_LINES || is_dated(line) {
                    return Some(caught);
                }
            }
        }
        is_whole.then_some(caught)
    }

    /// Whether the traceback whose title stands between `position` and `end` is the same as that in the record's message,
    /// which goes on at `first`: programs put `traceback.format_exc()` into the message of `logger.exception`.
    ///
    /// `None` where the text ends before it can be told.
    pub(super) fn is_printed_again(&self, first: usize, position: usize, end: usize) -> Option<bool> {
        let first = self.text.get(first..position).unwrap_or_default().trim_ascii_end();
        let again = self.text.get(end + 1..).unwrap_or_default();
        let again = again.get(..first.len()).unwrap_or(again);
        if again.len() < first.len() && first.starts_with(again) && !self.last {
            return None;
        }
        Some(!first.is_empty() && first == again)
    }
}

/// The function of a frame: `File "cart.py", line 17, in add`.
fn function_of(line: &[u8]) -> Option<&[u8]> {
    let at = memchr::memmem::rfind(line, b", in ").filter(|_| python::is_frame(line))?;
    line.get(at + b", in ".len()..)
}

/// A frame of what runs a module as a script, `python -m app`.
fn is_of_runpy(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    line.starts_with(b"File \"<frozen runpy>\"")
        || python::is_frame(line) && memchr::memmem::find(line, b"/runpy.py\"").is_some()
}
