//! From places in a text to places in its source.
//!
//! Who works on a text counts its bytes, and its lines from where the text begins. Of a source that is read as it is,
//! only the lines before the text are to be added; of one whose text was made of it, the origin of each line is known.

use crate::event::Place;
use crate::input::Origins;

/// What turns places in a text into places in its source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a> {
    /// Lines that ended before the text.
    pub(crate) lines_before: u64,
    /// Where lines of the text come from, if they are not the source's own.
    pub(crate) origins: Option<&'a Origins>,
}

impl Places<'_> {
    /// The place in the source.
    pub(crate) fn settle(self, place: Place) -> Place {
        let Some(origins) = self.origins else {
            return Place { line: place.line + self.lines_before, ..place };
        };
        match origins.of(place.offset_bytes, place.offset_bytes.saturating_add(place.length_bytes)) {
            // Of several records in one line of the source, all but the first begin in a line that is counted already.
            Some(origin) => Place {
                source: place.source,
                offset_bytes: origin.offset_bytes,
                length_bytes: origin.length_bytes,
                line: origin.line,
                lines: origin.lines.max(1),
            },
            None => place,
        }
    }
}
