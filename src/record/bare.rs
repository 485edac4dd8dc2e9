//! Pieces without a header: traces and notices that the runtime printed, and lines that belong to nothing.

use crate::exception::follow::{Follow, Step};
use crate::record::tail::{Fate, Tail};
use crate::record::{Framer, LONG_RUN_BYTES, Look, Piece, PieceKind};

impl Framer<'_> {
    /// A piece without a header: a bare trace, a notice, or lines that belong to nothing.
    pub(super) fn bare(&mut self, start: usize) -> Option<Piece> {
        let first_at = self.at;
        let mut follow = Follow::default();
        let mut kind = PieceKind::Unrecognised;
        let mut head_end = 0;
        let mut tail = Tail::default();
        let mut at = first_at;
        while let Some(position) = self.lines.start(at) {
            let fresh = at == first_at && position == start;
            if !fresh && self.is_marked(position) {
                let (at, position) = tail.ended().unwrap_or((at, position));
                return Some(self.give(kind, start, head_end, (first_at + 1, at), position, 0));
            }
            if tail.is_told(position) {
                at += 1;
                continue;
            }
            match self.look(at, position, follow.awaits_frames()) {
                Look::Header(layout, skip) => {
                    if fresh {
                        // Only before the first piece: the text itself begins with a header.
                        self.open = Some(layout);
                        self.position = position + skip;
                        return self.next_piece();
                    }
                    if let Some((at, position)) = tail.ended() {
                        return Some(self.give(kind, start, head_end, (first_at + 1, at), position, 0));
                    }
                    self.open = Some(layout);
                    return Some(self.give(kind, start, head_end, (first_at + 1, at), position, skip));
                }
                Look::Unknown => return self.unfinished(kind, start, (first_at, at), position),
                Look::Other if fresh && self.frames_alone(position) => return self.message_line(at, position),
                // Only unindented lines and groups begin or end anything else.
                Look::Other if self.is_inside(position) => {
                    at += 1;
                    continue;
                }
                Look::Other => {}
            }
            let end = self.lines.line_end(at, self.text);
            if end >= self.lines.complete && !self.last {
                return self.unfinished(kind, start, (first_at, at), position);
            }
            let line = self.line(position, end);
            let Some(next) = self.next_of(follow, line, end) else {
                return self.unfinished(kind, start, (first_at, at), position);
            };
            let step = follow.step(line, next);
            let starts = match step {
                Step::Trace | Step::NewTrace => Some(PieceKind::Trace),
                // A trace's head without a frame right below.
                Step::Text if follow.awaits_frames() => match self.is_head_of_trace(at, position, end) {
                    Some(true) => Some(PieceKind::Trace),
                    Some(false) => None,
                    None => return self.unfinished(kind, start, (first_at, at), position),
                },
                Step::Notice(block) => Some(PieceKind::Notice(block)),
                Step::Belongs | Step::Text => None,
            };
            match starts {
                Some(new) if fresh => {
                    kind = new;
                    head_end = end;
                }
                Some(_) => {
                    let (at, position) = tail.ended().unwrap_or((at, position));
                    return Some(self.give(kind, start, head_end, (first_at + 1, at), position, 0));
                }
                None if fresh && self.frames_messages(position) => return self.message_line(at, position),
                None if step == Step::Text && kind != PieceKind::Unrecognised => {
                    let (rest, is_all) = self.rest(position);
                    let fate = if follow.is_raised() && self.heads_block(next) {
                        Fate::GoesOn
                    } else if follow.is_raised() {
                        let trace = self.line(tail.last_traceback(start), position);
                        tail.add(at, position, trace, rest, is_all)
                    } else {
                        Fate::Ended(at, position)
                    };
                    match fate {
                        Fate::GoesOn => {}
                        Fate::Ended(at, position) => {
                            return Some(self.give(kind, start, head_end, (first_at + 1, at), position, 0));
                        }
                        Fate::Unknown => return None,
                    }
                }
                None if follow.is_in_frames() => tail.confirm(position, line),
                // What belongs to nothing leads to nothing.
                None if kind == PieceKind::Unrecognised => follow = Follow::default(),
                None => {}
            }
            at += 1;
        }
        if !self.last {
            return None;
        }
        let (at, end) = tail.ended().unwrap_or((self.lines.len(), self.text.len()));
        Some(self.give(kind, start, head_end, (first_at + 1, at), end, 0))
    }

    /// Many lines that belong to nothing need not wait for what follows: those before `position` are given out.
    ///
    /// Without layouts no header can end the run, and even a few need not wait.
    fn unfinished(&mut self, kind: PieceKind, start: usize, entries: (usize, usize), position: usize) -> Option<Piece> {
        let (first_at, at) = entries;
        let least = if self.layouts.is_empty() { 1 } else { LONG_RUN_BYTES };
        if kind != PieceKind::Unrecognised || position < start + least {
            return None;
        }
        Some(self.give(kind, start, start, (first_at + 1, at), position, 0))
    }
}
