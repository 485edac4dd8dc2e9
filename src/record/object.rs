//! Records that are JSON objects, on one line or on several.

use crate::exception::follow::{Follow, Step};
use crate::exception::python;
use crate::format::json;
use crate::format::level::Level;
use crate::record::{Framer, Look, Piece, PieceKind, trim};

impl Framer<'_> {
    /// A record that is a JSON object: it ends with its line or, if that is a bracket alone, with the next closing
    /// bracket that is not indented. Blank lines behind it belong to it.
    ///
    /// A formatter that only looks like JSON or pairs leaves the trace of an exception below the line: where the record is
    /// a warning at least, and holds no trace itself, that belongs to it.
    pub(super) fn object(&mut self, layout: usize, start: usize, head_end: usize) -> Option<Piece> {
        let mut is_open = json::opens_object(trim(self.line(start, head_end)));
        let head_at = self.at;
        let mut at = head_at + 1;
        let mut trace: Option<Follow> = None;
        let may_have_trace = self.current().level.is_none_or(|level| level >= Level::WARN);
        while let Some(position) = self.lines.start(at) {
            if self.is_marked(position) {
                return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
            }
            match self.look(at, position, trace.is_some_and(Follow::awaits_frames)) {
                Look::Header(next, skip) => {
                    self.open = Some(next);
                    let body = (head_at + 1, at);
                    return Some(self.give(PieceKind::Record(layout), start, head_end, body, position, skip));
                }
                Look::Unknown => return None,
                Look::Other if self.is_inside(position) => {}
                Look::Other => {
                    let end = self.lines.line_end(at, self.text);
                    if end >= self.lines.complete && !self.last {
                        return None;
                    }
                    let line = trim(self.line(position, end));
                    if is_open && line.first() == Some(&b'}') {
                        is_open = false;
                    } else if !line.is_empty() {
                        let mut follow = trace.unwrap_or_default();
                        let next = self.next_of(follow, line, end)?;
                        let step = follow.step(line, next);
                        let is_begun = step == Step::Trace && !is_open && may_have_trace;
                        let goes_on = match trace {
                            None => is_begun && !has_trace(self.line(start, position)),
                            Some(_) => step == Step::Belongs,
                        };
                        if goes_on {
                            trace = Some(follow);
                            at += 1;
                            continue;
                        }
                        let body = (head_at + 1, at);
                        return Some(self.give(PieceKind::Record(layout), start, head_end, body, position, 0));
                    }
                }
            }
            at += 1;
        }
        if !self.last {
            return None;
        }
        let end = self.text.len();
        Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, self.lines.len()), end, 0))
    }
}

/// Whether an object holds a trace in one of its strings.
fn has_trace(object: &[u8]) -> bool {
    let marks: [&[u8]; 2] = [python::TRACEBACK.as_bytes(), b"\\tat "];
    marks.iter().any(|mark| memchr::memmem::find(object, mark).is_some())
}

/// Where the trace below an object begins; the end of the text where there is none.
pub(crate) fn trace_start(record: &[u8]) -> usize {
    let mut lines = memchr::memchr_iter(b'\n', record).map(|end| end + 1);
    let begins = |at: &usize| match record.get(*at) {
        Some(b' ') => record.get(*at..).is_some_and(python::begins_group),
        byte => !matches!(byte, None | Some(b'\t' | b'\r' | b'\n' | b'}' | b']' | b')')),
    };
    lines.find(begins).unwrap_or(record.len())
}
