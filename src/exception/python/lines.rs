//! A cursor over the lines of a text, and the margin that exception groups print before theirs.
//!
//! A line ends at LF and nowhere else. A CR before it belongs to the line end in a text whose first line ends so; in other
//! texts it is one that a message ends in. The margin follows `CPython` 3.11
//! `traceback._ExceptionPrintContext.indent`: two spaces for each level of groups, then `| `.

use memchr::memchr;

/// One line without its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Offset of its first byte.
    pub(crate) start: usize,
    /// Offset of the line after it.
    pub(crate) next: usize,
    /// The text, without LF or CRLF.
    pub(crate) text: &'a str,
}

/// What stands before each line of an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Margin {
    /// Blanks or tabs before the whole trace.
    pub(crate) base: usize,
    /// Levels of exception groups around the line.
    pub(crate) depth: usize,
}

impl Margin {
    /// The margin one group further in.
    pub(crate) const fn deeper(self) -> Self {
        Self { base: self.base, depth: self.depth + 1 }
    }

    /// The rest of `line` behind the margin; `None` when the line does not have it. A blank line has every bare indent.
    pub(crate) fn strip(self, line: &str) -> Option<&str> {
        if self.depth == 0 {
            if self.base == 0 {
                return Some(line);
            }
            return match indented(line, self.base) {
                None if line.trim_ascii().is_empty() => Some(""),
                rest => rest,
            };
        }
        let rest = indented(line, self.base + 2 * self.depth)?.strip_prefix('|')?;
        Some(rest.strip_prefix(' ').unwrap_or(rest))
    }

    /// What follows the `+` that a separator of a group at this depth puts in place of the margin's `|`.
    pub(crate) fn separator(self, line: &str) -> Option<&str> {
        indented(line, self.base + 2 * self.depth)?.strip_prefix('+')
    }
}

/// `line` behind `width` blanks or tabs.
fn indented(line: &str, width: usize) -> Option<&str> {
    let (indent, rest) = line.split_at_checked(width)?;
    indent.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(rest)
}

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
}

/// A cursor over the lines of a text.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    line_end: LineEnd,
    current: Option<Line<'a>>,
    /// A construct needed more than was there.
    pub(crate) truncated: bool,
    /// How many lines that end exception groups were passed.
    pub(crate) closings: usize,
    /// Lines of another trace ended this one.
    pub(crate) foreign: bool,
    /// The trace is part of a message (`format_exc()`), so that its own last newline is in the text.
    pub(crate) in_message: bool,
    /// A line that ends an exception's message in this text, besides the ones that always do; empty for none.
    pub(crate) stop: &'static str,
}

impl<'a> Lines<'a> {
    /// A cursor on the line that starts at `offset`.
    pub(crate) fn new(text: &'a str, offset: usize) -> Self {
        let first = memchr(b'\n', text.as_bytes()).and_then(|end| text.as_bytes().get(..end));
        let line_end = match first {
            Some([.., b'\r']) => LineEnd::CrLf,
            _ => LineEnd::Lf,
        };
        Self {
            text,
            line_end,
            current: line_at(text, offset, line_end),
            truncated: false,
            closings: 0,
            foreign: false,
            in_message: false,
            stop: "",
        }
    }

    /// The line under the cursor.
    pub(crate) const fn peek(&self) -> Option<Line<'a>> {
        self.current
    }

    /// The text of that line behind `margin`, if it has it.
    pub(crate) fn peek_in(&self, margin: Margin) -> Option<&'a str> {
        margin.strip(self.current?.text)
    }

    /// The line after `line`.
    pub(crate) fn after(&self, line: Line<'a>) -> Option<Line<'a>> {
        line_at(self.text, line.next, self.line_end)
    }

    /// The first line from `line` on that is not blank behind `margin`, at most a few lines away.
    pub(crate) fn past_blanks(&self, line: Option<Line<'a>>, margin: Margin) -> Option<Line<'a>> {
        const MOST_BLANKS: usize = 3;
        let mut line = line?;
        for _ in 0..MOST_BLANKS {
            if margin.strip(line.text).is_none_or(|text| !text.is_empty()) {
                break;
            }
            line = self.after(line)?;
        }
        Some(line)
    }

    /// Goes on by one line.
    pub(crate) fn advance(&mut self) {
        if let Some(line) = self.current {
            self.current = line_at(self.text, line.next, self.line_end);
        }
    }

    /// Goes on to `line`; to the end when there is none.
    pub(crate) fn go_to(&mut self, line: Option<Line<'a>>) {
        self.current = line;
    }

    /// Offset of the line under the cursor, the length of the text at its end.
    pub(crate) fn offset(&self) -> usize {
        self.current.map_or(self.text.len(), |line| line.start)
    }
}

/// The line that starts at `offset`, without its end; `None` at the end of the text.
fn line_at(text: &str, offset: usize, line_end: LineEnd) -> Option<Line<'_>> {
    let rest = text.get(offset..).filter(|rest| !rest.is_empty())?;
    let length = memchr(b'\n', rest.as_bytes());
    let line = rest.get(..length.unwrap_or(rest.len()))?;
    Some(Line {
        start: offset,
        next: offset + length.map_or(rest.len(), |length| length + 1),
        text: line.strip_suffix('\r').filter(|_| line_end == LineEnd::CrLf).unwrap_or(line),
    })
}
