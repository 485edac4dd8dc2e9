//! Line starts of a block, found sixteen bytes at a time.
//!
//! A framer must look at the lines that start in column 0: headers, exception lines, notices. The indented lines between
//! them (frames, source text) are nine tenths of a log that is full of traces and are only ever looked at as a run. So
//! one pass notes where unindented lines start and counts all line ends, without stopping at the indented ones.
//!
//! `wide` compares sixteen bytes at once on every target (SSE2, NEON, or plain code), without `unsafe` here.

use wide::u8x16;

/// Bit of an entry of [`Lines::starts`] that says: indented lines stand between this line and the one before it.
const AFTER_RUN: u32 = 1 << 31;
/// Longest text that can be scanned at once, as positions are 31 bits.
pub(crate) const MAX_TEXT_BYTES: usize = AFTER_RUN as usize - 1;

/// Where the lines of a text start.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    starts: Vec<u32>,
    /// Line feeds in the text.
    pub(crate) line_feeds: usize,
    /// There are bytes in the text that are not ASCII, or NUL.
    pub(crate) has_odd_bytes: bool,
    /// Bytes of the text up to and including the last line feed.
    pub(crate) complete: usize,
}

impl Lines {
    /// Number of unindented (or, when scanned so, all) line starts.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Position of line start number `at`.
    pub(crate) fn start(&self, at: usize) -> Option<usize> {
        self.starts.get(at).map(|entry| (entry & !AFTER_RUN) as usize)
    }

    /// End of the line that starts at entry `at`: the position of its line feed, or the end of the text.
    pub(crate) fn line_end(&self, at: usize, text: &[u8]) -> usize {
        let Some(start) = self.start(at) else { return text.len() };
        match self.starts.get(at + 1) {
            Some(next) if next & AFTER_RUN == 0 => (*next as usize).saturating_sub(1),
            _ => text.get(start..).and_then(|rest| memchr::memchr(b'\n', rest)).map_or(text.len(), |at| start + at),
        }
    }

    /// The first entry whose position is at or after `position`.
    pub(crate) fn first_at(&self, position: usize) -> usize {
        self.starts.partition_point(|entry| ((entry & !AFTER_RUN) as usize) < position)
    }

    /// Scans `text`, which starts at a line start if `at_line_start`. `indented` notes indented lines too.
    pub(crate) fn scan(&mut self, text: &[u8], at_line_start: bool, indented: bool) {
        debug_assert!(text.len() <= MAX_TEXT_BYTES, "positions are 31 bits");
        self.starts.clear();
        self.line_feeds = 0;
        // Bit 0: the byte before this chunk ended a line.
        let mut carry = u64::from(at_line_start);
        let mut run = false;
        let mut odd = Odd::default();
        let (chunks, rest) = text.as_chunks::<64>();
        let mut base = 0_u32;
        for chunk in chunks {
            let feeds = feeds(chunk, &mut odd);
            self.line_feeds += feeds.count_ones() as usize;
            // Most chunks of a log with long lines have no line start, and blanks do not matter.
            if feeds | carry != 0 {
                self.note(base, feeds, if indented { 0 } else { blanks(chunk) }, &mut carry, &mut run);
            }
            base += 64;
        }
        if !rest.is_empty() {
            let mut last = [b' '; 64];
            for (to, from) in last.iter_mut().zip(rest) {
                *to = *from;
            }
            let feeds = feeds(&last, &mut odd);
            self.line_feeds += feeds.count_ones() as usize;
            // The padding must not look like a line of its own when the text ends with a line feed.
            let blanks = if indented { 0 } else { blanks(&last) } | u64::MAX << rest.len();
            self.note(base, feeds, blanks, &mut carry, &mut run);
        }
        self.has_odd_bytes = odd.union.to_bitmask() != 0 || odd.nuls.to_bitmask() != 0;
        self.complete = memchr::memrchr(b'\n', text).map_or(0, |at| at + 1);
    }

    #[inline]
    fn note(&mut self, base: u32, feeds: u64, blanks: u64, carry: &mut u64, run: &mut bool) {
        let starts = (feeds << 1) | *carry;
        *carry = feeds >> 63;
        let mut wanted = starts & !blanks;
        let mut skipped = starts & blanks;
        while wanted != 0 {
            let bit = wanted.trailing_zeros();
            let below = (1_u64 << bit) - 1;
            let after_run = *run || skipped & below != 0;
            self.starts.push((base + bit) | if after_run { AFTER_RUN } else { 0 });
            *run = false;
            skipped &= !below;
            wanted &= wanted - 1;
        }
        *run |= skipped != 0;
    }
}

/// What was met of bytes that are not ASCII, and of NULs.
#[derive(Debug, Clone, Copy)]
struct Odd {
    union: u8x16,
    nuls: u8x16,
}

impl Default for Odd {
    fn default() -> Self {
        Self { union: u8x16::splat(0), nuls: u8x16::splat(0) }
    }
}

/// The line feeds of a chunk, a bit each.
#[inline]
fn feeds(chunk: &[u8; 64], odd: &mut Odd) -> u64 {
    let (feed, nul) = (u8x16::splat(b'\n'), u8x16::splat(0));
    let mut feeds = 0;
    for (part, shift) in chunk.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]) {
        let bytes = u8x16::new(*part);
        odd.union |= bytes;
        odd.nuls |= bytes.simd_eq(nul);
        feeds |= u64::from(bytes.simd_eq(feed).to_bitmask()) << shift;
    }
    feeds
}

/// The blanks and tabs of a chunk, a bit each.
#[inline]
fn blanks(chunk: &[u8; 64]) -> u64 {
    let (blank, tab) = (u8x16::splat(b' '), u8x16::splat(b'\t'));
    let mut blanks = 0;
    for (part, shift) in chunk.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]) {
        let bytes = u8x16::new(*part);
        blanks |= u64::from((bytes.simd_eq(blank) | bytes.simd_eq(tab)).to_bitmask()) << shift;
    }
    blanks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn expected(text: &[u8], at_line_start: bool, indented: bool) -> (Vec<u32>, usize) {
        let mut starts = Vec::new();
        let (mut fresh, mut run) = (at_line_start, false);
        for (at, byte) in text.iter().enumerate() {
            if fresh {
                if indented || !matches!(byte, b' ' | b'\t') {
                    starts.push(u32::try_from(at).unwrap() | if run { AFTER_RUN } else { 0 });
                    run = false;
                } else {
                    run = true;
                }
            }
            fresh = *byte == b'\n';
        }
        (starts, memchr::memchr_iter(b'\n', text).count())
    }

    proptest! {
        #[test]
        fn the_scan_agrees_with_a_plain_loop(
            text in prop::collection::vec(prop::sample::select(b"\n\n \tab".to_vec()), 0..300),
            at_line_start: bool,
            indented: bool,
        ) {
            let mut lines = Lines::default();
            lines.scan(&text, at_line_start, indented);
            let (starts, feeds) = expected(&text, at_line_start, indented);
            prop_assert_eq!(&lines.starts, &starts);
            prop_assert_eq!(lines.line_feeds, feeds);
            for at in 0..lines.len() {
                let start = lines.start(at).unwrap();
                let end = text[start..].iter().position(|b| *b == b'\n').map_or(text.len(), |n| start + n);
                prop_assert_eq!(lines.line_end(at, &text), end);
            }
        }
    }
}
