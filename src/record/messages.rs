//! Framing by a wrapper's marks: where another sender's lines begin, and messages that are records by themselves.
//!
//! A line of another sender begins a piece, whatever is open. A message of several lines is one piece, whatever its lines
//! look like. A message on one line that no layout explains is a piece where nothing is open that it could belong to.

use crate::exception::follow::{Follow, Step};
use crate::format::layout::{Header, Span};
use crate::record::marks::Mark;
use crate::record::{Framer, Piece, PieceKind, trim};

impl Framer<'_> {
    /// Whether the marks say that a piece begins at `position`, whatever the line there looks like.
    #[inline]
    pub(super) fn is_marked(&self, position: usize) -> bool {
        !self.marked.is_of_one_sender()
            && self.marked.at(position).is_some_and(|mark| mark.breaks || mark.end_bytes > 0)
    }

    /// Whether a piece begins with the line of entry `at` whatever is above, so that no header reaches over its start.
    pub(super) fn begins_piece(&self, at: usize) -> bool {
        self.lines.start(at).is_some_and(|position| self.is_marked(position))
    }

    /// The text from `position` on, as far as the same sender wrote it at one go, and whether no more can follow.
    pub(super) fn rest(&self, position: usize) -> (&[u8], bool) {
        let end = self.marked.next_break(position).filter(|end| *end < self.text.len());
        let rest = self.text.get(position..end.unwrap_or(self.text.len())).unwrap_or_default();
        (rest, self.last || end.is_some())
    }

    /// Where the message ends that starts at `position`, if it is one of several lines.
    #[inline]
    pub(super) fn message_end(&self, position: usize) -> Option<usize> {
        if self.marked.is_of_one_sender() {
            return None;
        }
        self.marked.at(position).and_then(|mark| self.marked.end_of(mark))
    }

    /// Lines by themselves are messages here: those of such a wrapper, and elsewhere those that the wrapper gives a level.
    pub(super) fn frames_messages(&self, position: usize) -> bool {
        let is_message = |mark: &Mark| mark.sender.is_some() && (self.marked.frames_messages || mark.level.is_some());
        !self.marked.is_empty() && self.marked.of(position).is_some_and(is_message)
    }

    /// The same for a line that needs no look by the grammars: an indented one.
    pub(super) fn frames_alone(&self, position: usize) -> bool {
        self.is_inside(position) && self.frames_messages(position)
    }

    /// The piece of a message of several lines; the last piece of a text is not given out unless nothing follows.
    ///
    /// `open` is the layout of its first line, where that is known.
    pub(super) fn message(&mut self, start: usize, end: usize, open: Option<usize>) -> Option<Piece> {
        if end >= self.text.len() && !self.last {
            return None;
        }
        let end = end.min(self.text.len());
        let head_at = self.at;
        let head_end = self.lines.line_end(head_at, self.text);
        let line = trim(self.line(start, head_end));
        let after = self.line_after(Follow::default().needs_next(line), head_end).unwrap_or_default();
        self.now ^= 1;
        let [first, second] = &mut self.headers;
        let header = if self.now == 0 { first } else { second };
        let layout = open.or_else(|| self.layouts.iter().position(|layout| layout.match_header(line, header)));
        let kind = if let Some(layout) = layout {
            PieceKind::Record(layout)
        } else {
            *header = Header { message: Span::new(0, line.len()), ..Header::default() };
            match Follow::default().step(line, after) {
                Step::Trace | Step::NewTrace => PieceKind::Trace,
                Step::Notice(block) => PieceKind::Notice(block),
                Step::Belongs | Step::Text => PieceKind::Message,
            }
        };
        let next = self.lines.first_at(end);
        Some(self.give(kind, start, head_end, (head_at + 1, next), end, 0))
    }

    /// The piece of a message on one line.
    pub(super) fn message_line(&mut self, at: usize, position: usize) -> Option<Piece> {
        let head_end = self.lines.line_end(at, self.text);
        let next = match self.lines.start(at + 1) {
            Some(next) => next,
            None if self.last => self.text.len(),
            None => return None,
        };
        let line = trim(self.line(position, head_end));
        let header = Header { message: Span::new(0, line.len()), ..Header::default() };
        let [first, second] = &mut self.headers;
        *(if self.now == 0 { first } else { second }) = header;
        Some(self.give(PieceKind::Message, position, head_end, (at + 1, at + 1), next, 0))
    }
}
