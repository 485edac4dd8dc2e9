//! Records that are JSON objects, on one line or on several.

use crate::format::json;
use crate::record::{Framer, Look, Piece, PieceKind, is_indented, trim};

impl Framer<'_> {
    /// A record that is a JSON object: it ends with its line or, if that is a bracket alone, with the next closing
    /// bracket that is not indented. Blank lines behind it belong to it.
    pub(super) fn object(&mut self, layout: usize, start: usize, head_end: usize) -> Option<Piece> {
        let mut is_open = json::opens_object(trim(self.line(start, head_end)));
        let head_at = self.at;
        let mut at = head_at + 1;
        while let Some(position) = self.lines.start(at) {
            if self.is_marked(position) {
                return Some(self.give(PieceKind::Record(layout), start, head_end, (head_at + 1, at), position, 0));
            }
            match self.look(at, position, false) {
                Look::Header(next, skip) => {
                    self.open = Some(next);
                    let body = (head_at + 1, at);
                    return Some(self.give(PieceKind::Record(layout), start, head_end, body, position, skip));
                }
                Look::Unknown => return None,
                Look::Other if is_indented(self.text, position) => {}
                Look::Other => {
                    let end = self.lines.line_end(at, self.text);
                    if end >= self.lines.complete && !self.last {
                        return None;
                    }
                    let line = trim(self.line(position, end));
                    if is_open && line.first() == Some(&b'}') {
                        is_open = false;
                    } else if !line.is_empty() {
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
