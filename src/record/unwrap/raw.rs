//! Lines of a source that wait until an entry is whole, with their places.

use std::collections::VecDeque;

use crate::input::Origin;

/// Bytes of consecutive lines.
#[derive(Debug, Default)]
pub(super) struct Raw {
    bytes: Vec<u8>,
    /// Bytes that were taken but are still there.
    taken: usize,
    /// Where each line begins, counted from the first byte ever pushed, and in the source.
    lines: VecDeque<(u64, Origin)>,
    /// Bytes that were dropped before `bytes`.
    before_bytes: u64,
    /// Length at which it is worth looking for an entry again, so that the work stays linear.
    pub(super) next_look: usize,
}

impl Raw {
    /// What waits.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.taken..).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }

    /// Appends a line, or a part of one.
    pub(super) fn push(&mut self, line: &[u8], origin: Origin) {
        if self.taken * 2 > self.bytes.len() {
            self.bytes.drain(..self.taken);
            self.before_bytes += std::mem::take(&mut self.taken) as u64;
        }
        self.lines.push_back((self.before_bytes + self.bytes.len() as u64, origin));
        self.bytes.extend_from_slice(line);
    }

    /// Takes the first `count` bytes off, and says where they stood. A line counts where its first byte is taken.
    pub(super) fn take(&mut self, count: usize) -> (Vec<u8>, Origin) {
        let text = self.bytes().get(..count).unwrap_or(self.bytes()).to_vec();
        self.taken += text.len();
        let end = self.before_bytes + self.taken as u64;
        let mut taken: Option<Origin> = None;
        while let Some((start, origin)) = self.lines.front().copied().filter(|(start, _)| *start < end) {
            self.lines.pop_front();
            let line_end = self.lines.front().map_or(self.before_bytes + self.bytes.len() as u64, |(next, _)| *next);
            let mut part = origin;
            if line_end > end {
                part.length_bytes = origin.length_bytes.min(end - start);
                let left = Origin {
                    offset_bytes: origin.offset_bytes + part.length_bytes,
                    length_bytes: origin.length_bytes - part.length_bytes,
                    line: origin.line,
                    lines: 0,
                };
                self.lines.push_front((end, left));
            }
            taken = Some(taken.map_or(part, |taken| taken.join(part)));
        }
        (text, taken.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_where_they_begin() {
        let origin = |offset_bytes, length_bytes, line, lines| Origin { offset_bytes, length_bytes, line, lines };
        let mut raw = Raw::default();
        raw.push(b"12345\n", origin(100, 6, 7, 1));
        raw.push(b"abc\n", origin(106, 4, 8, 1));
        assert_eq!(raw.take(3).1, origin(100, 3, 7, 1));
        assert_eq!(raw.take(1).1, origin(103, 1, 7, 0));
        assert_eq!(raw.take(4).1, origin(104, 4, 7, 1));
        assert_eq!(raw.take(2), (b"c\n".to_vec(), origin(108, 2, 8, 0)));
        assert!(raw.is_empty());
    }
}
