//! Looking into a line without a loop over its bytes: where the next blank or mark is, how many blanks or capitals.
//!
//! How long a word is, is chance; a loop over its bytes is mispredicted at its end, and costs more than all else. Here 32
//! bytes are compared at once, and the place is a bit's number. `wide` compares sixteen bytes at a time on every target.

use wide::u8x16;

const WINDOW: usize = 64;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;
const BLANKS: u64 = b' ' as u64 * ONES;

/// A line, and where in a part of it fields can end.
#[derive(Debug)]
pub(crate) struct Window<'a> {
    line: &'a [u8],
    /// The byte whose places are kept beside those of blanks; `None` when none has been asked for.
    mark: Option<u8>,
    /// Where the part begins. What is asked for never stands before it.
    base: usize,
    bits: Bits,
}

/// A bit for each byte of the part.
#[derive(Debug, Clone, Copy, Default)]
struct Bits {
    /// It is a blank or a control character.
    blanks: u64,
    /// It is the mark.
    marks: u64,
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
enum Sought {
    Blank,
    Mark,
    Either,
}

impl Bits {
    /// Bits stand for the 64 bytes of `line` from `at` on, and are zero behind the end of the line.
    #[inline]
    fn of(line: &[u8], mark: Option<u8>, at: usize) -> Self {
        // Near the end of the line the window reaches back, and the bits of what stands before `at` are shifted out.
        let Some(last) = line.len().checked_sub(WINDOW) else { return Self::of_short_line(line, mark, at) };
        let from = last.min(at);
        let shift = bit(at - from);
        let Some(bytes) = line.get(from..).and_then(|rest| rest.first_chunk::<WINDOW>()) else {
            return Self::default();
        };
        let blanks = blanks(bytes).unbounded_shr(shift);
        let marks = mark.map_or(0, |mark| places(bytes, mark).unbounded_shr(shift));
        Self { blanks, marks }
    }

    #[inline(never)]
    fn of_short_line(line: &[u8], mark: Option<u8>, at: usize) -> Self {
        let mut bytes = [0; WINDOW];
        for (to, from) in bytes.iter_mut().zip(line) {
            *to = *from;
        }
        let length = u64::MAX.unbounded_shr(bit(WINDOW.saturating_sub(line.len())));
        let blanks = (blanks(&bytes) & length).unbounded_shr(bit(at));
        let marks = mark.map_or(0, |mark| (places(&bytes, mark) & length).unbounded_shr(bit(at)));
        Self { blanks, marks }
    }

    #[inline]
    fn which(self, sought: Sought) -> u64 {
        match sought {
            Sought::Blank => self.blanks,
            Sought::Mark => self.marks,
            Sought::Either => self.blanks | self.marks,
        }
    }
}

impl<'a> Window<'a> {
    /// `at` is the place from which on the line is looked into first.
    #[inline]
    pub(crate) fn new(line: &'a [u8], mark: Option<u8>, at: usize) -> Self {
        Self { line, mark, base: at, bits: Bits::of(line, mark, at) }
    }

    /// The first place from `at` on and before `limit` (at most the line's length) with a blank or control character.
    #[inline]
    pub(crate) fn find_blank(&mut self, at: usize, limit: usize) -> Option<usize> {
        self.find(at, limit, Sought::Blank)
    }

    /// The first place with `mark`.
    #[inline]
    pub(crate) fn find_mark(&mut self, mark: u8, at: usize, limit: usize) -> Option<usize> {
        self.look_for(mark, at);
        self.find(at, limit, Sought::Mark)
    }

    /// The first place with either.
    #[inline]
    pub(crate) fn find_blank_or(&mut self, mark: u8, at: usize, limit: usize) -> Option<usize> {
        self.look_for(mark, at);
        self.find(at, limit, Sought::Either)
    }

    #[inline]
    fn look_for(&mut self, mark: u8, at: usize) {
        if self.mark != Some(mark) {
            (self.base, self.mark, self.bits) = look_anew(self.line, mark, at);
        }
    }

    /// A place within the window is taken though it may be behind `limit`: fields are longer than a window at most.
    #[inline]
    fn find(&mut self, at: usize, limit: usize, sought: Sought) -> Option<usize> {
        let ahead = self.bits.which(sought).unbounded_shr(bit(at - self.base));
        if ahead == 0 {
            let found;
            (found, self.base, self.bits) = find_further(self.line, self.mark, at, limit, sought);
            return found;
        }
        Some(at + ahead.trailing_zeros() as usize)
    }
}

#[cold]
#[inline(never)]
fn look_anew(line: &[u8], mark: u8, at: usize) -> (usize, Option<u8>, Bits) {
    (at, Some(mark), Bits::of(line, Some(mark), at))
}

/// Looks into the line from `at` on; where it was found, and the window that was looked into last.
#[inline(never)]
fn find_further(
    line: &[u8],
    mark: Option<u8>,
    at: usize,
    limit: usize,
    sought: Sought,
) -> (Option<usize>, usize, Bits) {
    let mut base = at;
    while base < limit {
        let bits = Bits::of(line, mark, base);
        let ahead = bits.which(sought);
        if ahead != 0 {
            let place = base + ahead.trailing_zeros() as usize;
            return ((place < limit).then_some(place), base, bits);
        }
        base += WINDOW;
    }
    (None, limit, Bits::of(line, mark, limit))
}

/// A bit for each byte that is a blank or a control character.
#[inline]
fn blanks(bytes: &[u8; WINDOW]) -> u64 {
    let blank = u8x16::splat(b' ');
    bits(bytes, |bytes| bytes.min(blank).simd_eq(bytes))
}

/// A bit for each byte that is `mark`.
#[inline]
fn places(bytes: &[u8; WINDOW], mark: u8) -> u64 {
    let mark = u8x16::splat(mark);
    bits(bytes, |bytes| bytes.simd_eq(mark))
}

#[inline]
fn bits(bytes: &[u8; WINDOW], is: impl Fn(u8x16) -> u8x16) -> u64 {
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
    let others = word_at(line, at) ^ BLANKS;
    if others == 0 {
        return skip_many_blanks(line, at);
    }
    at + others.trailing_zeros() as usize / 8
}

#[cold]
#[inline(never)]
fn skip_many_blanks(line: &[u8], at: usize) -> usize {
    at + line.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count()
}

/// The number of a bit; 64 shifts all bits out.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "no number above 64 is kept")]
fn bit(offset: usize) -> u32 {
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
    fn the_end_of_a_word_is_found_wherever_it_stands() {
        for length in 32..150 {
            for place in 0..length {
                let mut line = vec![b'x'; length];
                line[place] = b']';
                for from in [0, place / 2, place] {
                    let mut window = Window::new(&line, Some(b']'), from / 2);
                    assert!(window.find_mark(b']', from, place).is_none_or(|found| found == place));
                    let mut window = Window::new(&line, Some(b']'), from / 2);
                    assert_eq!(window.find_mark(b']', from, length), Some(place));
                    let mut window = Window::new(&line, Some(b']'), from / 2);
                    assert_eq!(window.find_blank_or(b']', from, length), Some(place));
                    let mut window = Window::new(&line, Some(b']'), from / 2);
                    assert_eq!(window.find_blank(from, length), None);
                }
                line[place] = b'\t';
                assert_eq!(Window::new(&line, Some(b']'), 0).find_blank(0, length), Some(place));
                assert_eq!(Window::new(&line, Some(b']'), 0).find_blank(place + 1, length), None);
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
