//! Levels at the beginning of the line, filled with blanks at their left: `%5p` prints ` INFO` and `ERROR`.
//!
//! A header may then begin with blanks, as lines of messages and traces do. What tells them apart is where the word ends.

use crate::format::layout::Layout;
use crate::format::piece::{Field, Padding, Piece};

impl Layout {
    /// The same layout with the level that it begins with filled to `width` at its left; `None` where it begins otherwise.
    pub(crate) fn with_filled_level(&self, width: usize) -> Option<Self> {
        let mut pieces = self.pieces().to_vec();
        let first = pieces.iter_mut().find(|piece| !matches!(piece, Piece::Colour))?;
        let Piece::Field(Field::Level, padding) = first else { return None };
        let min_width = u16::try_from(width).ok()?;
        *padding = Padding { min_width, left_aligned: false, centred: false, fill: b' ', ..*padding };
        let pattern = self.pattern();
        // A pattern that was read off the lines is the user's to take.
        let pattern = pattern.strip_prefix("%p ").map_or(pattern.to_owned(), |rest| format!("%{width}p {rest}"));
        Self::from_pieces(self.name(), self.dialect(), &pattern, pieces).ok()
    }
}

/// The width to which the level is filled that the pieces begin with.
pub(super) fn filled_width(pieces: &[Piece]) -> Option<usize> {
    match pieces.iter().find(|piece| !matches!(piece, Piece::Colour)) {
        Some(Piece::Field(Field::Level, padding))
            if padding.min_width > 0 && !padding.left_aligned && !padding.centred && padding.fill == b' ' =>
        {
            Some(usize::from(padding.min_width))
        }
        _ => None,
    }
}

/// Whether the first word of an indented line ends where one does that blanks fill to `width`.
pub(super) fn is_filled(line: &[u8], width: usize) -> bool {
    let blanks = line.iter().take_while(|byte| **byte == b' ').count();
    let word = line.get(blanks..).unwrap_or_default();
    let length = word.iter().take(width).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    blanks + length == width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::error::Dialect;
    use crate::format::layout::Header;
    use crate::format::logback;

    #[test]
    fn an_indented_line_is_a_header_where_its_level_ends_in_the_column() {
        let pieces = logback::compile("%5p [%t] %c - %m%n").unwrap();
        let given = Layout::from_pieces("x", Dialect::Logback, "", pieces).unwrap();
        let pieces = logback::compile("%-5p [%t] %c - %m%n").unwrap();
        let plain = Layout::from_pieces("x", Dialect::Logback, "", pieces).unwrap();
        let mut header = Header::default();
        for layout in [given, plain.with_filled_level(5).unwrap()] {
            for (line, is_header) in [
                (" INFO [main] a.B - x", true),
                ("ERROR [main] a.B - x", true),
                ("WARNING [main] a.B - x", true),
                ("    INFO [main] a.B - x", false),
                (" ERROR [main] a.B - x", false),
                ("\tINFO [main] a.B - x", false),
                (" AUDIT [main] a.B - x", false),
                ("      ", false),
            ] {
                assert_eq!(layout.match_header(line.as_bytes(), &mut header), is_header, "{line}");
            }
            assert!(!plain.match_header(b" INFO [main] a.B - x", &mut header));
        }
    }
}
