//! Line starts of a block, found 64 bytes at a time.
//!
//! A framer must look at the lines that start in column 0: headers, exception lines, notices. The indented lines between
//! them (frames, source text) are nine tenths of a log that is full of traces and are only ever looked at as a run. So
//! one pass notes where unindented lines start and counts all line ends, without stopping at the indented ones. The
//! header of an exception group is noted too, as it is indented though a trace begins with it.
//!
//! `fearless_simd` compares them with the vectors that the machine has, without `unsafe` here.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x64};

use crate::exception::python;

/// Bit of an entry of [`Lines::starts`] that says: indented lines stand between this line and the one before it.
const AFTER_RUN: u32 = 1 << 31;
/// Longest text that can be scanned at once, as positions are 31 bits.
pub(crate) const MAX_TEXT_BYTES: usize = AFTER_RUN as usize - 1;

/// Bytes that are compared at once.
const CHUNK: usize = 64;
/// The last two of them: what stands two bytes behind is in the next chunk.
const LAST_TWO: u64 = 0b11 << (CHUNK - 2);

/// Where the lines of a text start.
#[derive(Debug)]
pub(crate) struct Lines {
    simd: Level,
    starts: Vec<u32>,
    /// Line feeds in the text.
    pub(crate) line_feeds: usize,
    /// There are bytes in the text that are not ASCII, or NUL.
    pub(crate) has_odd_bytes: bool,
    /// Bytes of the text up to and including the last line feed.
    pub(crate) complete: usize,
}

impl Default for Lines {
    fn default() -> Self {
        Self { simd: Level::new(), starts: Vec::new(), line_feeds: 0, has_odd_bytes: false, complete: 0 }
    }
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

    /// Where the line behind that of entry `at` starts, if it is noted too.
    #[inline]
    pub(crate) fn next_line(&self, at: usize) -> Option<usize> {
        self.starts.get(at + 1).filter(|next| **next & AFTER_RUN == 0).map(|next| *next as usize)
    }

    /// Start and end of the line of entry `at`, if the line behind it is noted too.
    #[inline]
    pub(crate) fn bounds(&self, at: usize) -> Option<(usize, usize)> {
        Some((self.start(at)?, self.next_line(at)? - 1))
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
        let level = self.simd;
        dispatch!(level, simd => self.scan_with(simd, text, at_line_start, indented));
        self.complete = memchr::memrchr(b'\n', text).map_or(0, |at| at + 1);
    }

    #[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
    #[inline(always)]
    fn scan_with<S: Simd>(&mut self, simd: S, text: &[u8], at_line_start: bool, indented: bool) {
        self.starts.clear();
        let mut line_feeds = 0;
        // Bit 0: the byte before this chunk ended a line.
        let mut carry = u64::from(at_line_start);
        let mut run = false;
        let feed = u8x64::splat(simd, b'\n');
        let mut union = u8x64::splat(simd, 0);
        let mut least = u8x64::splat(simd, u8::MAX);
        let (chunks, rest) = text.as_chunks::<CHUNK>();
        let mut base = 0_u32;
        for chunk in chunks {
            let bytes = u8x64::from_slice(simd, chunk);
            union |= bytes;
            least = least.min(bytes);
            let feeds = bytes.simd_eq(feed).to_bitmask();
            // Most chunks of a log with long lines have no line start, and blanks do not matter.
            if feeds | carry != 0 {
                line_feeds += feeds.count_ones() as usize;
                let starts = (feeds << 1) | carry;
                carry = feeds >> 63;
                let blanks = if indented { 0 } else { indents(text, base, bytes, starts) };
                self.note(base, starts, blanks, &mut run);
            }
            base += 64;
        }
        if !rest.is_empty() {
            let mut padded = [b' '; CHUNK];
            for (to, from) in padded.iter_mut().zip(rest) {
                *to = *from;
            }
            let bytes = u8x64::from_slice(simd, &padded);
            union |= bytes;
            least = least.min(bytes);
            let feeds = bytes.simd_eq(feed).to_bitmask();
            line_feeds += feeds.count_ones() as usize;
            // The padding must not look like a line of its own when the text ends with a line feed.
            let starts = (feeds << 1) | carry;
            let blanks = if indented { 0 } else { indents(text, base, bytes, starts) };
            self.note(base, starts, blanks | u64::MAX << rest.len(), &mut run);
        }
        self.line_feeds = line_feeds;
        let not_ascii = union.simd_ge(u8x64::splat(simd, 0x80)).to_bitmask();
        let nuls = least.simd_eq(u8x64::splat(simd, 0)).to_bitmask();
        self.has_odd_bytes = (not_ascii | nuls) != 0;
    }

    #[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
    #[inline(always)]
    fn note(&mut self, base: u32, starts: u64, blanks: u64, run: &mut bool) {
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

/// The blanks of a chunk but for those with which headers of exception groups begin; `starts` are its line starts.
#[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
#[inline(always)]
fn indents<S: Simd>(text: &[u8], base: u32, bytes: u8x64<S>, starts: u64) -> u64 {
    let blanks = blanks(bytes);
    blanks & !groups(text, base, bytes, starts & blanks)
}

/// Those of the lines of a chunk, by the bits of their starts, that are headers of exception groups.
#[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
#[inline(always)]
fn groups<S: Simd>(text: &[u8], base: u32, bytes: u8x64<S>, starts: u64) -> u64 {
    if starts == 0 {
        return 0;
    }
    // The plus sign stands behind two blanks.
    let mut likely = starts & bytes.simd_eq(b'+').to_bitmask() >> 2;
    if starts & LAST_TWO != 0 {
        let is_plus = |bit: usize| text.get(base as usize + bit + 2) == Some(&b'+');
        likely |=
            starts & (u64::from(is_plus(CHUNK - 2)) << (CHUNK - 2) | u64::from(is_plus(CHUNK - 1)) << (CHUNK - 1));
    }
    if likely == 0 { 0 } else { sure_groups(text, base, likely) }
}

#[cold]
fn sure_groups(text: &[u8], base: u32, likely: u64) -> u64 {
    let is_group = |bit: &u32| text.get((base + bit) as usize..).is_some_and(python::begins_group);
    (0..u64::BITS).filter(|bit| likely >> bit & 1 != 0).filter(is_group).map(|bit| 1 << bit).sum()
}

/// The blanks and tabs of a chunk, a bit each.
#[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
#[inline(always)]
fn blanks<S: Simd>(bytes: u8x64<S>) -> u64 {
    bytes.simd_eq(b' ').to_bitmask() | bytes.simd_eq(b'\t').to_bitmask()
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
                if indented || !matches!(byte, b' ' | b'\t') || python::begins_group(&text[at..]) {
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

    #[test]
    fn headers_of_exception_groups_are_noted_wherever_they_stand_in_a_chunk() {
        let title = "  + Exception Group Traceback (most recent call last):\n";
        for before in 0..140 {
            let text = ["x".repeat(before), "\n  + a\n".into(), title.into(), "  | b\n".into()].concat();
            let mut lines = Lines::default();
            lines.scan(text.as_bytes(), true, false);
            assert_eq!(lines.starts, expected(text.as_bytes(), true, false).0, "{before}");
            assert_eq!(lines.start(lines.len() - 1), Some(before + 7));
        }
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
