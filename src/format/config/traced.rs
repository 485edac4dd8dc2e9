//! Text that knows where each part of it was written, so that a fault in a pattern is pointed at in its file.

use std::ops::Range;

/// A place in one of the files that a configuration consists of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's number in [`Found::files`](crate::format::config::Found::files).
    pub file: usize,
    /// Byte offset in its text.
    pub offset_bytes: usize,
}

impl Place {
    /// The place so many bytes further on.
    pub(crate) const fn plus(self, bytes: usize) -> Self {
        Self { file: self.file, offset_bytes: self.offset_bytes + bytes }
    }
}

/// A text with the place of each of its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traced {
    text: String,
    parts: Vec<Part>,
}

/// A part of a text, up to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    start: usize,
    place: Place,
    /// The file has the same bytes; otherwise an escape, all of which stands at `place`.
    is_verbatim: bool,
}

impl Traced {
    /// A text that the file has as it stands.
    pub(crate) fn verbatim(text: &str, place: Place) -> Self {
        let mut traced = Self::default();
        traced.push(text, place, true);
        traced
    }

    /// A text that stands for what the file has at a place.
    pub(crate) fn instead(text: &str, place: Place) -> Self {
        let mut traced = Self::default();
        traced.push(text, place, false);
        traced
    }

    /// The text alone.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds a part.
    pub(crate) fn push(&mut self, text: &str, place: Place, is_verbatim: bool) {
        if text.is_empty() && !self.parts.is_empty() {
            return;
        }
        let start = self.text.len();
        let goes_on = self.parts.last().is_some_and(|last| {
            last.is_verbatim && is_verbatim && last.place.plus(start - last.start) == place && start > last.start
        });
        if !goes_on {
            self.parts.push(Part { start, place, is_verbatim });
        }
        self.text.push_str(text);
    }

    /// Adds a part of another text, whose bounds are character boundaries.
    pub(crate) fn push_range(&mut self, from: &Self, range: Range<usize>) {
        let mut at = range.start;
        let mut next = from.parts.partition_point(|part| part.start <= at);
        while at < range.end {
            let end = from.parts.get(next).map_or(range.end, |part| part.start.min(range.end));
            let is_verbatim = from.part_at(at).is_some_and(|part| part.is_verbatim);
            self.push(from.text.get(at..end).unwrap_or_default(), from.place(at), is_verbatim);
            at = end;
            next += 1;
        }
    }

    /// A part of the text, whose bounds are character boundaries.
    pub(crate) fn range(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        if range.is_empty() {
            part.push("", self.place(range.start), true);
        }
        part.push_range(self, range);
        part
    }

    /// The text without white space at its ends.
    pub(crate) fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.range(start..start + self.text.trim().len())
    }

    /// Where a byte of the text was written; its end, for an offset behind it.
    pub fn place(&self, offset_bytes: usize) -> Place {
        match self.part_at(offset_bytes) {
            Some(part) if part.is_verbatim => part.place.plus(offset_bytes.min(self.text.len()) - part.start),
            Some(part) => part.place,
            None => Place::default(),
        }
    }

    fn part_at(&self, offset_bytes: usize) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.start <= offset_bytes);
        self.parts.get(behind.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset_bytes: usize) -> Place {
        Place { file: 0, offset_bytes }
    }

    #[test]
    fn a_place_is_that_of_the_part_it_stands_in() {
        let mut text = Traced::verbatim("ab", at(10));
        text.push("<", at(12), false);
        text.push("cd", at(16), true);
        assert_eq!(text.as_str(), "ab<cd");
        assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|offset| text.place(offset)), [10, 11, 12, 16, 17, 18, 18].map(at));
        let part = text.range(1..4);
        assert_eq!(part.as_str(), "b<c");
        assert_eq!([0, 1, 2].map(|offset| part.place(offset)), [11, 12, 16].map(at));
    }

    #[test]
    fn trimming_keeps_the_places() {
        let text = Traced::verbatim(" \n x ", at(5)).trimmed();
        assert_eq!((text.as_str(), text.place(0)), ("x", at(8)));
        assert_eq!(Traced::verbatim("  ", at(5)).trimmed().as_str(), "");
    }
}
