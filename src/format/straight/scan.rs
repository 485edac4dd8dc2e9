//! Looking into a line without a loop over its bytes: where the next blank or mark is, how many blanks or capitals.
//!
//! How long a word is, is chance; a loop over its bytes is mispredicted at its end, and costs more than all else. Here 64
//! bytes are compared, and the place is a bit's number. For single lines `wide` compares sixteen bytes at a time, on every
//! target; for many lines `fearless_simd` takes what the machine has.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]

use fearless_simd::prelude::*;
use fearless_simd::{u8x32, u8x64};
use wide::u8x16;

use crate::format::straight::prefix::{Columns, LOOKED_AT, WIDTH};

/// Bytes whose ends are found at once.
pub(crate) const WINDOW: usize = 64;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;
const BLANKS: u64 = b' ' as u64 * ONES;

/// What may end a field.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// A blank or a control character.
    Blank,
    /// This byte.
    Mark(u8),
    /// Either.
    BlankOr(u8),
}

/// What compares [`WINDOW`] bytes at once.
pub(crate) trait Eyes: Copy {
    /// A bit for each of the bytes that is an end.
    fn bits(self, bytes: &[u8; WINDOW], end: End) -> u64;
    /// Whether all bytes are within their bounds.
    fn fit(self, line: &[u8; LOOKED_AT], bounds: &Columns) -> bool;
}

/// For single lines: sixteen bytes at a time, as every machine can.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Narrow;

/// For many lines, in code that is compiled for the vectors of the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wide<S: Simd>(pub(crate) S);

/// A bit for each of the 64 bytes of `line` from `at` on that is an end; none behind the end of the line.
#[inline(always)]
pub(crate) fn ends(eyes: impl Eyes, line: &[u8], at: usize, end: End) -> u64 {
    // Near the end of the line the window reaches back, and the bits of what stands before `at` are shifted out.
    let Some(last) = line.len().checked_sub(WINDOW) else { return ends_of_short_line(eyes, line, at, end) };
    let from = last.min(at);
    #[expect(clippy::cast_possible_truncation, reason = "64 at most: `at` is not behind the end of the line")]
    let behind = (at - from) as u32;
    let Some(bytes) = line.get(from..from.wrapping_add(WINDOW)) else { return 0 };
    let Some(bytes) = bytes.first_chunk::<WINDOW>() else { return 0 };
    eyes.bits(bytes, end).unbounded_shr(behind)
}

#[inline(never)]
fn ends_of_short_line(eyes: impl Eyes, line: &[u8], at: usize, end: End) -> u64 {
    let mut bytes = [0; WINDOW];
    for (to, from) in bytes.iter_mut().zip(line) {
        *to = *from;
    }
    let length = u64::MAX.unbounded_shr(bit(WINDOW.saturating_sub(line.len())));
    (eyes.bits(&bytes, end) & length).unbounded_shr(bit(at))
}

/// The first place from `at` on with a blank or a control character, or `limit` when there is none before it.
///
/// A place within the first 64 bytes is given though it may be behind `limit`.
#[inline(always)]
pub(crate) fn find_blank(eyes: impl Eyes, line: &[u8], at: usize, limit: usize) -> usize {
    let mask = ends(eyes, line, at, End::Blank);
    if mask == 0 { find_far_blank(line, at + WINDOW, limit) } else { at + mask.trailing_zeros() as usize }
}

#[cold]
#[inline(never)]
fn find_far_blank(line: &[u8], at: usize, limit: usize) -> usize {
    let rest = line.get(at..limit).unwrap_or_default();
    rest.iter().position(|byte| *byte <= b' ').map_or(limit, |offset| at + offset)
}

impl Eyes for Narrow {
    #[inline]
    fn fit(self, line: &[u8; LOOKED_AT], bounds: &Columns) -> bool {
        let one = u8x16::splat(1);
        let half = |from: usize| {
            let (bytes, next) = (sixteen(line, from), sixteen(line, from + 1));
            // No bound is passed where the neighbour has none: nothing is above 255 or below 0.
            let high = sixteen(&bounds.high, from) - next.saturating_sub(sixteen(&bounds.next_high, from)).min(one);
            let low = sixteen(&bounds.low, from) + sixteen(&bounds.next_low, from).saturating_sub(next).min(one);
            bytes.min(high).max(low).simd_eq(bytes)
        };
        (half(0) & half(16)).all()
    }

    #[inline]
    fn bits(self, bytes: &[u8; WINDOW], end: End) -> u64 {
        let blank = u8x16::splat(b' ');
        match end {
            End::Blank => mask(bytes, |bytes| bytes.min(blank).simd_eq(bytes)),
            End::Mark(mark) => {
                let mark = u8x16::splat(mark);
                mask(bytes, |bytes| bytes.simd_eq(mark))
            }
            End::BlankOr(mark) => {
                let mark = u8x16::splat(mark);
                mask(bytes, |bytes| bytes.min(blank).simd_eq(bytes) | bytes.simd_eq(mark))
            }
        }
    }
}

/// Sixteen of the bytes from `from` on.
#[inline]
fn sixteen(bytes: &[u8], from: usize) -> u8x16 {
    bytes.get(from..).and_then(|rest| rest.first_chunk::<16>()).map_or(u8x16::splat(0), |bytes| u8x16::new(*bytes))
}

impl<S: Simd> Eyes for Wide<S> {
    #[inline(always)]
    fn fit(self, line: &[u8; LOOKED_AT], bounds: &Columns) -> bool {
        let (Some(bytes), Some(next)) = (line.first_chunk::<WIDTH>(), line.last_chunk::<WIDTH>()) else { return false };
        let (bytes, next) = (u8x32::from_slice(self.0, bytes), u8x32::from_slice(self.0, next));
        let (low, high) = (u8x32::from_slice(self.0, &bounds.low), u8x32::from_slice(self.0, &bounds.high));
        let (next_low, next_high) =
            (u8x32::from_slice(self.0, &bounds.next_low), u8x32::from_slice(self.0, &bounds.next_high));
        let high = high - next.saturating_sub(next_high).min(1);
        let low = low + next_low.saturating_sub(next).min(1);
        bytes.min(high).max(low).simd_eq(bytes).all_true()
    }

    #[inline(always)]
    fn bits(self, bytes: &[u8; WINDOW], end: End) -> u64 {
        let bytes = u8x64::from_slice(self.0, bytes);
        match end {
            End::Blank => bytes.simd_le(b' ').to_bitmask(),
            End::Mark(mark) => bytes.simd_eq(mark).to_bitmask(),
            End::BlankOr(mark) => bytes.simd_le(b' ').to_bitmask() | bytes.simd_eq(mark).to_bitmask(),
        }
    }
}

#[inline]
fn mask(bytes: &[u8; WINDOW], is: impl Fn(u8x16) -> u8x16) -> u64 {
    let mask = |bytes: &[u8; 16]| u64::from(is(u8x16::new(*bytes)).to_bitmask());
    match bytes.as_chunks::<16>() {
        ([a, b, c, d], _) => mask(a) | mask(b) << 16 | mask(c) << 32 | mask(d) << 48,
        _ => 0,
    }
}

/// Eight bytes from `at` on, the first in the lowest place; zeros stand for those behind the end of the line.
#[inline]
pub(crate) fn word_at(line: &[u8], at: usize) -> u64 {
    match line.get(at..at.wrapping_add(8)).and_then(|bytes| bytes.first_chunk::<8>()) {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => last_word(line, at),
    }
}

#[cold]
#[inline(never)]
fn last_word(line: &[u8], at: usize) -> u64 {
    line.get(at..).unwrap_or_default().iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// Whether the first bytes of `literal`, those in `mask`, stand at `at`.
#[inline]
pub(crate) fn stands(line: &[u8], at: usize, literal: u64, mask: u64) -> bool {
    match line.get(at..at.wrapping_add(8)).and_then(|bytes| bytes.first_chunk::<8>()) {
        Some(bytes) => (u64::from_le_bytes(*bytes) ^ literal) & mask == 0,
        None => stands_last(line, at, literal, mask),
    }
}

#[cold]
#[inline(never)]
fn stands_last(line: &[u8], at: usize, literal: u64, mask: u64) -> bool {
    let rest = line.get(at..).unwrap_or_default();
    (last_word(line, at) ^ literal) & mask == 0 && mask.count_ones() as usize / 8 <= rest.len()
}

/// The place of the first byte behind the blanks that stand at `at`.
#[inline]
pub(crate) fn skip_blanks(line: &[u8], at: usize) -> usize {
    let mut at = at;
    loop {
        // Behind the end of the line there are zeros.
        let others = word_at(line, at) ^ BLANKS;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
}

/// The number of a bit; 64 shifts all bits out.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "no number above 64 is kept")]
pub(crate) fn bit(offset: usize) -> u32 {
    offset.min(64) as u32
}

/// The capital letters (and `@`) with which `word` begins: the word without what follows them, and how many they are.
#[inline]
pub(crate) fn capitals(word: u64) -> (u64, usize) {
    let above_z = (word & !HIGH) + u64::from(0x7f - b'Z') * ONES;
    // Letters have bit 6, which the shift brings to the highest place of its byte.
    let others = (!(word << 1) | above_z | word) & HIGH;
    // All bits below the lowest byte that is no capital; all, when there is none.
    let lowest = others >> 7;
    (word & lowest.wrapping_sub(1) & !lowest, (others.trailing_zeros() / 8) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_end_at_any_other_byte() {
        for byte in 0..=255_u8 {
            let word = [b'A', b'Z', b'M', byte, b'A', byte, b'Q', b'Q'];
            let want = if byte.is_ascii_uppercase() || byte == b'@' { 8 } else { 3 };
            let (kept, count) = capitals(u64::from_le_bytes(word));
            assert_eq!(count, want, "{byte}");
            assert_eq!(&kept.to_le_bytes()[..count], &word[..count]);
            assert!(kept.to_le_bytes()[count..].iter().all(|byte| *byte == 0));
        }
        assert_eq!(capitals(u64::from_le_bytes(*b"1BCDEFGH")), (0, 0));
    }

    #[test]
    fn ends_are_found_wherever_they_stand() {
        for length in 0..150 {
            for place in 0..length {
                let mut line = vec![b'x'; length];
                line[place] = b']';
                for at in 0..=length {
                    let bit = place.checked_sub(at).filter(|offset| *offset < WINDOW).map_or(0, |offset| 1 << offset);
                    assert_eq!(ends(Narrow, &line, at, End::Mark(b']')), bit, "{length} {place} {at}");
                    assert_eq!(ends(Narrow, &line, at, End::BlankOr(b']')), bit);
                    assert_eq!(ends(Narrow, &line, at, End::Blank), 0);
                }
                line[place] = b'\t';
                assert_eq!(find_blank(Narrow, &line, 0, length), place);
                assert_eq!(find_blank(Narrow, &line, place + 1, length), length);
            }
        }
    }

    #[test]
    fn words_and_blanks_end_with_the_line() {
        let line = b"ab         cd \t   xxxxxxxxxxxxxxxxxxxxxxxxxxxx  ";
        let length = line.len();
        assert_eq!(word_at(line, length - 3).to_le_bytes(), *b"x  \0\0\0\0\0");
        assert_eq!(word_at(line, length + 1), 0);
        assert_eq!([0, 2, 5, 13, 15].map(|at| skip_blanks(line, at)), [0, 11, 11, 14, 18]);
        assert_eq!([length - 2, length].map(|at| skip_blanks(line, at)), [length, length]);
    }

    #[test]
    fn a_literal_stands_only_where_all_of_it_is() {
        let number = |text: &[u8]| (last_word(text, 0), u64::MAX.unbounded_shr(64 - bit(text.len() * 8)));
        let (literal, mask) = number(b" - ");
        assert!(stands(b"0123 - x", 4, literal, mask));
        assert!(stands(b"0123 - ", 4, literal, mask));
        assert!(!stands(b"0123 -", 4, literal, mask));
        assert!(!stands(b"0123 - ", 9, literal, mask));
        let (literal, mask) = number(b"a\0");
        assert!(!stands(b"a", 0, literal, mask), "what is not there is no zero byte");
    }
}
