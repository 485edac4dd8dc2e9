//! Where lines of log text stood in their source, when the text is not the source byte for byte.
//!
//! ```text
//! source  ─ decoding, unwrapping ─►  text
//! run     = a part of the text that begins or continues a line, and the bytes of the source that it came from
//! ```
//!
//! Text is placed by the bytes that came before it in the text; a source by its own bytes and lines. A run's start is
//! known exactly, what lies inside it is not: several lines of a source may have become one line of text.

use std::collections::VecDeque;

/// Bytes of a source that became a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    /// Where they begin in the source.
    pub offset_bytes: u64,
    /// How many there are.
    pub length_bytes: u64,
    /// Number of the line in which they begin, from 1.
    pub line: u64,
    /// Lines of the source that begin with them or among them. Every line of a source is counted in one run.
    pub lines: u64,
}

impl Origin {
    /// The origin of text that comes from both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let offset_bytes = self.offset_bytes.min(other.offset_bytes);
        Self {
            offset_bytes,
            length_bytes: self.end_bytes().max(other.end_bytes()) - offset_bytes,
            line: self.line.min(other.line),
            lines: self.lines + other.lines,
        }
    }

    /// Where the bytes end in the source.
    pub fn end_bytes(&self) -> u64 {
        self.offset_bytes.saturating_add(self.length_bytes)
    }
}

/// A run of text, from its place up to that of the next run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Bytes of text before it, counted as those of blocks are.
    pub text_bytes: u64,
    /// Where it comes from.
    pub origin: Origin,
}

/// The runs of some text, in the order of the text.
///
/// ```
/// # use errmon::input::{Origin, Origins, Run};
/// let mut origins = Origins::default();
/// for (text_bytes, offset_bytes, line) in [(0, 0, 1), (10, 20, 2), (15, 30, 3)] {
///     origins.push(Run { text_bytes, origin: Origin { offset_bytes, length_bytes: 10, line, lines: 1 } });
/// }
/// let place = origins.of(10, 20).unwrap();
/// assert_eq!((place.offset_bytes, place.length_bytes, place.line, place.lines), (20, 20, 2, 2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origins {
    runs: VecDeque<Run>,
    lines: u64,
    end_bytes: u64,
}

impl Origins {
    /// Adds the run that follows.
    pub fn push(&mut self, run: Run) {
        self.lines += run.origin.lines;
        self.end_bytes = self.end_bytes.max(run.origin.end_bytes());
        self.runs.push_back(run);
    }

    /// Adds the runs that follow.
    pub fn append(&mut self, runs: impl IntoIterator<Item = Run>) {
        for run in runs {
            self.push(run);
        }
    }

    /// Lines of the source that were added.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// Where in the source all that was added ends.
    pub fn end_bytes(&self) -> u64 {
        self.end_bytes
    }

    /// Where the text from `start_bytes` up to `end_bytes` comes from.
    ///
    /// Text that begins inside a run is placed where the run begins; its lines are counted where it begins, so that
    /// adjoining texts never count a line twice. `None` for text whose runs were forgotten.
    pub fn of(&self, start_bytes: u64, end_bytes: u64) -> Option<Origin> {
        let first = self.runs.partition_point(|run| run.text_bytes <= start_bytes).checked_sub(1)?;
        let mut joined: Option<Origin> = None;
        for run in self.runs.range(first..).take_while(|run| run.text_bytes < end_bytes.max(start_bytes + 1)) {
            let lines = if run.text_bytes < start_bytes { 0 } else { run.origin.lines };
            let origin = Origin { lines, ..run.origin };
            // A record is where it begins, even if parts of it come from before.
            joined = Some(joined.map_or(origin, |before| Origin {
                offset_bytes: before.offset_bytes,
                length_bytes: before.end_bytes().max(origin.end_bytes()) - before.offset_bytes,
                line: before.line,
                lines: before.lines + lines,
            }));
        }
        joined
    }

    /// Forgets the runs of all text before `text_bytes`.
    pub fn forget_before(&mut self, text_bytes: u64) {
        while self.runs.get(1).is_some_and(|next| next.text_bytes <= text_bytes) {
            self.runs.pop_front();
        }
    }

    /// Makes one run of those that begin between two places of the text; the places of what is inside are lost.
    pub fn merge_between(&mut self, after_bytes: u64, before_bytes: u64) {
        let from = self.runs.partition_point(|run| run.text_bytes <= after_bytes);
        let to = self.runs.partition_point(|run| run.text_bytes < before_bytes);
        if to <= from + 1 {
            return;
        }
        let joined = self.runs.range(from..to).map(|run| run.origin).reduce(Origin::join);
        if let (Some(run), Some(origin)) = (self.runs.get_mut(from), joined) {
            run.origin = origin;
        }
        self.runs.drain(from + 1..to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of ten bytes of text; of the source every line has twenty.
    fn origins(lines: u64) -> Origins {
        let mut origins = Origins::default();
        origins.append((0..lines).map(|n| Run {
            text_bytes: n * 10,
            origin: Origin { offset_bytes: n * 20, length_bytes: 20, line: n + 1, lines: 1 },
        }));
        origins
    }

    #[test]
    fn adjoining_texts_count_every_line_once() {
        let origins = origins(10);
        let place = |start, end| origins.of(start, end).unwrap();
        assert_eq!(place(30, 60), Origin { offset_bytes: 60, length_bytes: 60, line: 4, lines: 3 });
        for cut in 1..100 {
            assert_eq!(place(0, cut).lines + place(cut, 100).lines, 10, "{cut}");
        }
        assert_eq!((origins.lines(), origins.end_bytes()), (10, 200));
    }

    #[test]
    fn text_inside_a_run_is_placed_where_the_run_begins() {
        let place = origins(3).of(13, 15).unwrap();
        assert_eq!(place, Origin { offset_bytes: 20, length_bytes: 20, line: 2, lines: 0 });
    }

    #[test]
    fn what_is_forgotten_or_merged_leaves_the_rest_as_it_was() {
        let mut origins = origins(100);
        let whole = origins.of(500, 900);
        origins.forget_before(505);
        assert_eq!(origins.of(490, 500), None);
        assert_eq!(origins.of(500, 900), whole);
        origins.merge_between(500, 880);
        assert_eq!(origins.of(500, 900), whole);
        assert_eq!(origins.runs.len(), 50 - 36);
        assert_eq!(origins.lines(), 100);
    }

    #[test]
    fn lines_that_changed_places_do_not_underflow() {
        let mut origins = Origins::default();
        origins.push(Run { text_bytes: 0, origin: Origin { offset_bytes: 50, length_bytes: 10, line: 6, lines: 1 } });
        origins.push(Run { text_bytes: 9, origin: Origin { offset_bytes: 20, length_bytes: 10, line: 3, lines: 1 } });
        assert_eq!(origins.of(0, 20), Some(Origin { offset_bytes: 50, length_bytes: 10, line: 6, lines: 2 }));
        assert_eq!(origins.end_bytes(), 60);
    }
}
