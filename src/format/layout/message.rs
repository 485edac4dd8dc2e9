//! Blanks between the header and the message.
//!
//! `%(name)s: %(message)s` is read by a layout that has `:` and the message, and `%(levelname)s %(message)s` by one that
//! takes blanks for what fills short levels. The lines of an input tell which blanks are the messages' own.

use crate::format::layout::{Header, Layout, Span};
use crate::format::piece::{Field, Padding, Piece};

impl Layout {
    /// The same layout where so many blanks in front of the message are not its own.
    pub(crate) fn with_message_fill(&self, blanks: usize) -> Option<Self> {
        let mut pieces = self.pieces.clone();
        let message = pieces.iter_mut().find_map(|piece| match piece {
            Piece::Field(Field::Message, padding) => Some(padding),
            _ => None,
        })?;
        *message = Padding { min_width: u16::try_from(blanks).ok()?, left_aligned: false, ..Padding::default() };
        self.with_pieces(pieces)
    }

    /// The width to which the level is filled that only a blank parts from the message.
    pub(crate) fn level_width_before_message(&self) -> Option<usize> {
        let at = self.level_before_message()?;
        match self.pieces.get(at) {
            Some(Piece::Field(Field::Level, padding)) => Some(usize::from(padding.min_width)),
            _ => None,
        }
    }

    /// The same layout with that level filled to `width`.
    pub(crate) fn with_level_width(&self, width: usize) -> Option<Self> {
        let at = self.level_before_message()?;
        let mut pieces = self.pieces.clone();
        if let Some(Piece::Field(_, padding)) = pieces.get_mut(at) {
            padding.min_width = u16::try_from(width).ok()?;
        }
        self.with_pieces(pieces)
    }

    fn level_before_message(&self) -> Option<usize> {
        self.pieces.windows(3).position(|pieces| match pieces {
            [Piece::Field(Field::Level, padding), Piece::Literal(text), Piece::Field(Field::Message, _)] => {
                text == b" " && padding.min_width > 0 && padding.max_width >= padding.min_width && padding.fill == b' '
            }
            _ => false,
        })
    }

    #[cold]
    #[inline(never)]
    pub(super) fn skip_message_fill(&self, line: &[u8], header: &mut Header) {
        let blanks = header.message.of(line).iter().take(self.message_fill).take_while(|byte| **byte == b' ').count();
        header.message = Span::new(header.message.start as usize + blanks, header.message.end as usize);
    }
}

/// The blanks in front of the message that fill it at its left.
pub(super) fn message_fill(pieces: &[Piece]) -> usize {
    let fill = pieces.iter().find_map(|piece| match piece {
        Piece::Field(Field::Message, padding) if !padding.left_aligned && !padding.centred => Some(padding.min_width),
        _ => None,
    });
    fill.map_or(0, usize::from)
}
