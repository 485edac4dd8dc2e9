//! Lines below the exception line of a bare trace: the message goes on, or something else was printed.
//!
//! Nothing marks them, so they are the trace's only where it can be told: the source text that raised the exception
//! shows a message of so many lines, or a sentence that links the exception to the next one stands below them. They are
//! looked through up to a limit, so that every line is looked at twice at most.

use crate::exception::python;

/// Bytes below a trace that can matter to where its message ends.
pub(crate) const MAX_TAIL_BYTES: usize = 4 << 10;
/// Lines below a trace that are looked through for a sentence.
const MAX_TAIL_LINES: usize = 64;

/// What the lines below an exception line are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tail {
    /// The message reaches to here.
    told: usize,
    /// The first line that is not known to belong to the trace: its entry and its position.
    doubtful: Option<(usize, usize)>,
    lines: usize,
    /// Where the last traceback that is linked to those before it starts.
    linked: usize,
}

/// What an unexplained line below a trace does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It belongs to the trace, or may.
    GoesOn,
    /// The trace ended before the entry at the position.
    Ended(usize, usize),
    /// The text ends before it can be told.
    Unknown,
}

impl Tail {
    /// Whether the line at `position` is known to be message, whatever it looks like.
    pub(crate) fn is_told(&self, position: usize) -> bool {
        position < self.told
    }

    /// Where the trace ended, if lines below it are in doubt to the last.
    pub(crate) fn ended(&self) -> Option<(usize, usize)> {
        self.doubtful
    }

    /// A linked exception follows: all lines above it belong to the trace. `line` stands at `position`.
    pub(crate) fn confirm(&mut self, position: usize, line: &[u8]) {
        self.doubtful = None;
        self.lines = 0;
        if python::is_traceback_header(line) || python::begins_box(line) {
            self.linked = position;
        }
    }

    /// Where the traceback starts whose message may go on: only the last of linked ones is read, so that no line is read
    /// again for each link below it. `start` is where the first one starts.
    pub(crate) fn last_traceback(&self, start: usize) -> usize {
        start.max(self.linked)
    }

    /// Looks at one more line, `at` and `position`, that the grammar has no word for.
    ///
    /// `trace` is the text from the last traceback's start to the line; `rest` begins with the line and is all that follows if
    /// `is_all`.
    pub(crate) fn add(&mut self, at: usize, position: usize, trace: &[u8], rest: &[u8], is_all: bool) -> Fate {
        self.lines += 1;
        if let Some((first, start)) = self.doubtful {
            return if self.lines > MAX_TAIL_LINES { Fate::Ended(first, start) } else { Fate::GoesOn };
        }
        let rest = rest.get(..MAX_TAIL_BYTES).unwrap_or(rest);
        match python::message_below(&String::from_utf8_lossy(trace), &String::from_utf8_lossy(rest)) {
            0 if !is_all && rest.len() < MAX_TAIL_BYTES => return Fate::Unknown,
            0 => self.doubtful = Some((at, position)),
            lines => {
                let ends = memchr::memchr_iter(b'\n', rest).nth(lines - 1);
                self.told = position + ends.map_or(rest.len(), |end| end + 1);
            }
        }
        Fate::GoesOn
    }
}
