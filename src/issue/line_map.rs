//! Where the scan of a line has to look: one bit a byte, found sixteen bytes at once.
//!
//! The scan of a message jumps from one stop to the next, so it never looks at plain prose byte by byte. A map covers
//! [`SPAN`] bytes; longer lines get one map after another.
//!
//! ```text
//! stop = digit | quote | "/" | "\" | "<" | ";" | control | ":" before no blank | blank before a blank
//!      | four letters a to f in a row | word that may begin a mail address
//! ```
//!
//! A stop more than needed costs time, one less is an error.

use wide::{bytemuck, i8x16, i32x4};

use crate::issue::classes::{all, in_range, is_local, is_word};
use crate::issue::sink::block_at;

/// Bytes that one map covers.
pub(crate) const SPAN: usize = 256;
const GROUPS: usize = SPAN / 64;
/// Longest local part of a mail address.
pub(crate) const MAX_LOCAL: usize = 64;

/// The stops of one stretch of a line.
#[derive(Debug, Default)]
pub(crate) struct LineMap {
    base: usize,
    /// Stops at and beyond this offset from `base` belong to the next map.
    limit: usize,
    is_last: bool,
    stop: [u64; GROUPS],
}

impl LineMap {
    /// Maps `line` from `base` on. Returns whether the map holds an `@`, a line feed or an escape.
    #[inline]
    pub(crate) fn fill(&mut self, line: &[u8], base: usize) -> bool {
        let rest = line.get(base..).unwrap_or_default();
        (self.base, self.limit, self.is_last) = (base, rest.len().min(SPAN), rest.len() <= SPAN);
        let mut seen = i8x16::splat(0);
        let mut offset = 0;
        for bits in &mut self.stop {
            let mut group = 0;
            for shift in [0, 16, 32, 48] {
                let Some(bytes) = rest.get(offset..).and_then(<[u8]>::first_chunk::<17>) else { break };
                let [block @ .., _] = bytes;
                let [_, followers @ ..] = bytes;
                let (stops, special) = stops(*block, *followers);
                group |= u64::from(stops) << shift;
                seen |= special;
                offset += 16;
            }
            *bits = group;
        }
        if offset < self.limit {
            // The last block overlaps the one before it; nothing follows its last byte.
            let from = rest.len().saturating_sub(16);
            let block = block_at(rest, from);
            let (stops, special) = stops(block, (u128::from_le_bytes(block) >> 8).to_le_bytes());
            let stops = u64::from(stops) & !(!0 << (rest.len() - from));
            seen |= special;
            if let Some(bits) = self.stop.get_mut(from / 64) {
                *bits |= stops << (from % 64);
            }
            if let Some(bits) = self.stop.get_mut(from / 64 + 1) {
                *bits |= (stops >> 1) >> (63 - from % 64);
            }
        }
        if !self.is_last {
            self.leave_the_end_open(rest);
        }
        seen.to_bitmask() != 0
    }

    /// Makes a stop of every word in what could be the local part of a mail address, and returns the first `@`.
    pub(crate) fn stop_at_addresses(&mut self, line: &[u8]) -> Option<usize> {
        let first = self.next_address(line, self.base);
        let mut next = first;
        while let Some(at_sign) = next {
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
            next = self.next_address(line, at_sign + 1);
        }
        first
    }

    /// The first `@` at or after a position that a local part of this map can reach; those beyond are another map's, so
    /// that no byte is looked at for every map before it.
    pub(crate) fn next_address(&self, line: &[u8], from: usize) -> Option<usize> {
        let reach = line.len().min(self.base + SPAN + MAX_LOCAL);
        memchr::memchr(b'@', line.get(from..reach)?).map(|found| from + found)
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
            self.stop = [0; GROUPS];
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
}

/// The stops among sixteen bytes, the lowest bit first, and where they are an `@`, a line feed or an escape.
#[inline]
fn stops(block: [u8; 16], followers: [u8; 16]) -> (u32, i8x16) {
    let text = i8x16::new(block.map(u8::cast_signed));
    let next = i8x16::new(followers.map(u8::cast_signed));
    let is = |byte: u8| text.simd_eq(all(byte));
    let before_blank = next.simd_eq(all(b' '));
    let digit_or_mark = in_range(text, b'/', b'<') & !(is(b':') & before_blank);
    let control = in_range(text, 0, 0x1f);
    let double_blank = is(b' ') & before_blank;
    let quote = is(b'"') | is(b'\'') | is(b'`');
    // Eight letters in a row hold four that are one lane.
    let hex_letters: i32x4 = bytemuck::cast(in_range(text | all(0x20), b'a', b'f'));
    let hex_word: i8x16 = bytemuck::cast(hex_letters.simd_eq(i32x4::splat(-1)));
    let found = digit_or_mark | control | double_blank | quote | is(b'\\') | hex_word;
    (found.to_bitmask(), is(b'@') | is(b'\n') | is(0x1b))
}
