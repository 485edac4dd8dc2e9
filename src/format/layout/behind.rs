//! Fields behind the message.

use crate::format::layout::{AllFields, Header, Layout, Span};
use crate::format::matcher::Run;
use crate::format::piece::{Field, Padding, Piece};
use crate::format::program::{Kind, Op, Slot};

impl Layout {
    /// Whether fields or marks stand behind the message at the end of `line`, the last line of a message of several; these go to
    /// `header`, and the message's span is what stands before them.
    pub(crate) fn match_behind(&self, line: &[u8], header: &mut Header) -> bool {
        if !self.ends_messages() || self.has_pairs() {
            return false;
        }
        *header = Header::default();
        Run::new(&self.program, line, header).message(0);
        (header.message.end as usize) < line.len()
    }

    /// The fields of such a line.
    pub(crate) fn fields_behind(&self, line: &[u8]) -> Vec<(Field, Span)> {
        let mut all = AllFields { spans: vec![None; self.program.fields.len()] };
        Run::new(&self.program, line, &mut all).message(0);
        self.named(all)
    }

    /// Fields stand behind the message, so that where the message has several lines they are on the last one.
    pub(crate) fn has_fields_behind(&self) -> bool {
        let is_other = |slot: &Slot| {
            matches!(self.program.fields.get(slot.field), Some(Field::Context(_) | Field::ContextMap | Field::Caller))
        };
        let is_told = |op: &Op| {
            matches!(op, Op::Stamp(..)) || op.slot().is_some_and(|slot| slot.kind == Kind::Thread || is_other(slot))
        };
        self.has_logger_behind()
            || self.json.is_none()
                && (self.has_place_behind() || self.has_level_behind() || self.program.tail.iter().any(is_told))
    }

    /// Anything but colours stands behind the message.
    pub(crate) fn has_text_behind(&self) -> bool {
        self.program.tail.iter().any(|op| !matches!(op, Op::Colour))
    }

    /// What stands behind the message is on the last line where it has several: fields, or a mark as in `<%m>`, or the end
    /// of its colour.
    pub(crate) fn ends_messages(&self) -> bool {
        let is_mark = |op: &Op| matches!(op, Op::Literal { .. } | Op::Colour);
        let tail = &self.program.tail;
        self.has_fields_behind() || self.json.is_none() && !tail.is_empty() && tail.iter().all(is_mark)
    }

    /// A logger stands between each event and its pairs.
    pub(crate) fn has_named_events(&self) -> bool {
        self.program.tail.iter().any(|op| matches!(op, Op::Pairs { is_named: true, .. }))
    }

    /// The level stands behind the message.
    pub(crate) fn has_level_behind(&self) -> bool {
        self.program.tail.iter().any(|op| matches!(op, Op::Level { .. }))
    }

    /// A logger stands behind the message, so that where the message has several lines it is on the last one.
    pub(crate) fn has_logger_behind(&self) -> bool {
        let is_logger = |op: &Op| op.slot().is_some_and(|slot| slot.kind == Kind::Logger);
        self.json.is_none() && (self.has_pairs() || self.program.tail.iter().any(is_logger))
    }

    /// The place of the call stands behind the message.
    pub(crate) fn has_place_behind(&self) -> bool {
        self.program.has_place_behind()
    }

    /// The same layout with a thread where it has a logger.
    pub(crate) fn with_thread_for_logger(&self) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let logger = pieces.iter_mut().find(|piece| matches!(piece, Piece::Field(Field::Logger, _)))?;
        *logger = Piece::Field(Field::Thread, Padding::default());
        self.with_pieces(pieces)
    }

    /// The same layout with these pieces behind the message; `None` where other fields stand there.
    pub(crate) fn with_behind(&self, behind: &[Piece]) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let at = pieces.iter().position(|piece| matches!(piece, Piece::Field(Field::Message, _)))? + 1;
        let is_last =
            |piece: &Piece| matches!(piece, Piece::Colour | Piece::LineEnd | Piece::Field(Field::Exception, _));
        if !pieces.get(at..)?.iter().all(is_last) {
            return None;
        }
        pieces.splice(at..at, behind.iter().cloned());
        self.with_pieces(pieces)
    }
}
