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
    /// What the last record goes on with in the sources behind.
    pub(crate) beyond: Option<Beyond>,
}

/// Text behind the end of a source that belongs to its last record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Beyond {
    /// Where the source's text ends.
    pub(crate) from_bytes: u64,
    /// What is behind, as text.
    pub(crate) text: Extent,
    /// What it takes in the sources that it comes from.
    pub(crate) origin: Extent,
}

/// Bytes and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Extent {
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
}

impl Extent {
    pub(crate) fn add(&mut self, bytes: u64, lines: u64) {
        self.bytes += bytes;
        self.lines += lines;
    }
}

impl Places<'_> {
    /// The place in the source.
    pub(crate) fn settle(self, place: Place) -> Place {
        let end_bytes = place.offset_bytes.saturating_add(place.length_bytes);
        let beyond = self.beyond.filter(|beyond| end_bytes > beyond.from_bytes);
        let Some(origins) = self.origins else {
            let mut place = Place { line: place.line + self.lines_before, ..place };
            if let Some(Beyond { text, origin, .. }) = beyond {
                place.length_bytes = (place.length_bytes + origin.bytes).saturating_sub(text.bytes);
                place.lines = (place.lines + origin.lines).saturating_sub(text.lines);
            }
            return place;
        };
        let end_bytes = beyond.map_or(end_bytes, |beyond| beyond.from_bytes);
        let behind = beyond.map(|beyond| beyond.origin).unwrap_or_default();
        match origins.of(place.offset_bytes, end_bytes) {
            Some(origin) => Place {
                source: place.source,
                offset_bytes: origin.offset_bytes,
                length_bytes: origin.length_bytes + behind.bytes,
                line: origin.line,
                lines: origin.lines + behind.lines,
            },
            None => place,
        }
    }
}
