//! Where a line has words, digits and stops: one bit a byte, found sixteen bytes at once.
//!
//! The scan of a message jumps from one stop to the next and asks for the end of a word or number by counting bits, so
//! it never looks at plain prose byte by byte. A map covers [`SPAN`] bytes; longer lines get one map after another.
//!
//! ```text
//! stop = digit | quote | "/" | "\" | "<" | control | ":" before no blank | blank before a blank
//!      | four letters a to f in a row | word that may begin a mail address
//! ```
//!
//! A stop more than needed costs time, one less is an error.

use wide::i8x16;

use crate::issue::classes::{is_local, is_word};

/// Bytes that one map covers.
const SPAN: usize = 256;
const GROUPS: usize = SPAN / 64;
/// Longest local part of a mail address.
pub(crate) const MAX_LOCAL: usize = 64;

type Bits = [u64; GROUPS + 1];

/// The bits of one stretch of a line.
#[derive(Debug)]
pub(crate) struct LineMap {
    base: usize,
    /// Stops at and beyond this offset from `base` belong to the next map.
    limit: usize,
    is_last: bool,
    word: Bits,
    digit: Bits,
    hex_letter: Bits,
    stop: Bits,
}

/// What the 64 bytes from a position on are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    pub(crate) word: u64,
    pub(crate) digit: u64,
    pub(crate) hex_letter: u64,
}

impl LineMap {
    /// Maps `line` from `base` on. `at_sign` is the first `@` at or after `base`.
    #[inline]
    pub(crate) fn new(line: &[u8], base: usize, at_sign: Option<usize>) -> Self {
        let rest = line.get(base..).unwrap_or_default();
        let mut map = Self {
            base,
            limit: rest.len(),
            is_last: rest.len() <= SPAN,
            word: [0; GROUPS + 1],
            digit: [0; GROUPS + 1],
            hex_letter: [0; GROUPS + 1],
            stop: [0; GROUPS + 1],
        };
        let mut todo = rest;
        for group in 0..GROUPS {
            if let Some(bytes) = todo.first_chunk::<65>() {
                map.fill(group, bytes, !0);
            } else {
                if !todo.is_empty() {
                    let mut bytes = [0; 65];
                    if let Some(start) = bytes.get_mut(..todo.len()) {
                        start.copy_from_slice(todo);
                    }
                    map.fill(group, &bytes, low_bits(todo.len()));
                }
                break;
            }
            todo = todo.get(64..).unwrap_or_default();
        }
        if at_sign.is_some() {
            map.stop_at_addresses(line, at_sign);
        }
        if !map.is_last {
            map.leave_the_end_open(rest);
        }
        map
    }

    /// The last byte of `bytes` is only looked at as the follower of the one before.
    #[inline]
    fn fill(&mut self, group: usize, bytes: &[u8; 65], within: u64) {
        let (mut words, mut digits, mut hex_letters, mut stops) = (0, 0, 0, 0);
        let blocks = bytes.as_chunks::<16>().0.iter();
        let followers = bytes.get(1..).unwrap_or_default().as_chunks::<16>().0.iter();
        for (index, (block, follower)) in blocks.zip(followers).enumerate() {
            let text = i8x16::new(block.map(u8::cast_signed));
            let next = i8x16::new(follower.map(u8::cast_signed));
            let all = |byte: u8| i8x16::splat(byte.cast_signed());
            let is = |byte: u8| text.simd_eq(all(byte));
            // Moved to the end of the signed numbers, a range is one comparison.
            let in_range = |bytes: i8x16, first: u8, last: u8| (bytes + all(127 - last)).simd_gt(all(126 - last + first));
            let folded = text | all(0x20);
            let digit = in_range(text, b'0', b'9');
            let word = in_range(folded, b'a', b'z') | digit | is(b'_') | text;
            let hex_letter = in_range(folded, b'a', b'f');
            let control = text.simd_lt(all(b' ')) & !text;
            let quote_or_slash = (text & all(!8)).simd_eq(all(b'\''));
            let angle_or_backslash = (text | all(0x60)).simd_eq(all(0x7c));
            let before_blank = next.simd_eq(all(b' '));
            let open = is(b':') & !before_blank;
            let double = is(b' ') & before_blank;
            let stop =
                digit | control | quote_or_slash | angle_or_backslash | open | double | is(b'"') | is(b'`') | is(0x7f);
            let shift = 16 * index;
            words |= u64::from(word.to_bitmask()) << shift;
            digits |= u64::from(digit.to_bitmask()) << shift;
            hex_letters |= u64::from(hex_letter.to_bitmask()) << shift;
            stops |= u64::from(stop.to_bitmask()) << shift;
        }
        // Of eight hexadecimal letters in a row at least four are in one group.
        let pairs = hex_letters & (hex_letters >> 1);
        stops |= pairs & (pairs >> 2);
        for (bits, found) in [
            (&mut self.word, words),
            (&mut self.digit, digits),
            (&mut self.hex_letter, hex_letters),
            (&mut self.stop, stops & within),
        ] {
            if let Some(bits) = bits.get_mut(group) {
                *bits = found;
            }
        }
    }

    /// Makes a stop of every word in what could be the local part of a mail address.
    #[cold]
    fn stop_at_addresses(&mut self, line: &[u8], at_sign: Option<usize>) {
        let mut next = at_sign;
        while let Some(at_sign) = next.filter(|&at_sign| at_sign < self.base + SPAN + MAX_LOCAL) {
            let mut position = at_sign;
            while position > self.base.max(at_sign.saturating_sub(MAX_LOCAL)) {
                position -= 1;
                let Some(&byte) = line.get(position) else { break };
                if !is_local(byte) {
                    break;
                }
                let offset = position - self.base;
                if is_word(byte)
                    && offset < SPAN
                    && let Some(bits) = self.stop.get_mut(offset / 64)
                {
                    *bits |= 1 << (offset % 64);
                }
            }
            let rest = line.get(at_sign + 1..).unwrap_or_default();
            next = memchr::memchr(b'@', rest).map(|found| at_sign + 1 + found);
        }
    }

    /// Leaves a word that may go on, or the last byte, to the next map.
    #[cold]
    fn leave_the_end_open(&mut self, rest: &[u8]) {
        let bytes = rest.get(..SPAN).unwrap_or_default();
        let words = bytes.iter().rev().take_while(|&&byte| is_word(byte)).count();
        self.limit = SPAN - words.max(1);
        if words >= SPAN {
            // One long word: the scan looks at it byte by byte.
            self.limit = 1;
            self.stop = [0; GROUPS + 1];
            if let Some(bits) = self.stop.first_mut() {
                *bits = 1;
            }
        }
    }

    /// The first stop at or after a position; `Err` with where the next map should begin if this one has none.
    #[inline]
    pub(crate) fn next_stop(&self, position: usize) -> Result<usize, usize> {
        let offset = position - self.base;
        if offset < self.limit {
            let mut group = offset / 64;
            let mut bits = self.stop.get(group).map_or(0, |bits| bits & (!0 << (offset % 64)));
            loop {
                if bits != 0 {
                    let stop = 64 * group + bits.trailing_zeros() as usize;
                    if stop < self.limit {
                        return Ok(self.base + stop);
                    }
                    break;
                }
                group += 1;
                match self.stop.get(group) {
                    Some(next) => bits = *next,
                    None => break,
                }
            }
        }
        Err(position.max(self.base + self.limit))
    }

    /// Whether the line ends within this map.
    pub(crate) fn is_last(&self) -> bool {
        self.is_last
    }

    /// The window from a position on, if this map knows all of it.
    #[inline]
    pub(crate) fn window(&self, position: usize) -> Option<Window> {
        let offset = position.wrapping_sub(self.base);
        let known = if self.is_last { SPAN } else { SPAN - 64 };
        (offset < known).then(|| Window {
            word: from_offset(&self.word, offset),
            digit: from_offset(&self.digit, offset),
            hex_letter: from_offset(&self.hex_letter, offset),
        })
    }

    /// How many bytes just before a position are of words; `None` if this map does not show the first of them.
    #[inline]
    pub(crate) fn word_bytes_before(&self, position: usize) -> Option<usize> {
        let offset = position.wrapping_sub(self.base);
        if offset > SPAN {
            return None;
        }
        let (bits, known) = if offset >= 64 {
            (from_offset(&self.word, offset - 64), 64)
        } else {
            let [first, ..] = self.word;
            (first.checked_shl(64 - u32::try_from(offset).unwrap_or(0)).unwrap_or(0), offset)
        };
        let count = bits.leading_ones() as usize;
        (count < known || offset == known && self.base == 0).then_some(count)
    }
}

/// So many ones from the lowest bit on.
#[inline]
pub(crate) fn low_bits(count: usize) -> u64 {
    if count >= 64 { !0 } else { (1 << count) - 1 }
}

#[inline]
fn from_offset(bits: &Bits, offset: usize) -> u64 {
    let (group, shift) = (offset / 64, offset % 64);
    let low = bits.get(group).copied().unwrap_or(0);
    let high = bits.get(group + 1).copied().unwrap_or(0);
    (low >> shift) | ((high << 1) << (63 - shift))
}
