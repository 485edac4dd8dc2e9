//! Where a template goes while it is scanned: into a text, or straight into a hash.

use crate::issue::template::Kind;
use crate::record::hash::fold;

/// Takes the parts of a template.
pub(crate) trait Sink {
    /// Bytes taken so far.
    fn len(&self) -> usize;

    /// Takes a part of a line.
    fn copy(&mut self, line: &[u8], from: usize, to: usize);

    /// Takes a placeholder.
    fn place(&mut self, kind: Kind);
}

impl Sink for Vec<u8> {
    fn len(&self) -> usize {
        self.len()
    }

    fn copy(&mut self, line: &[u8], from: usize, to: usize) {
        self.extend_from_slice(line.get(from..to).unwrap_or_default());
    }

    fn place(&mut self, kind: Kind) {
        self.extend_from_slice(kind.placeholder().as_bytes());
    }
}

/// Bytes copied or hashed at once.
const BLOCK: usize = 16;

/// The hash of all bytes taken, however they were divided.
///
/// Two lanes of 64 bits fold the product of a block's halves, each half mixed with what came before or with a constant.
/// The constants hold control characters, which no template does, so no factor taken from the text alone is zero.
#[derive(Debug)]
pub(crate) struct HashSink {
    buffer: [u8; Self::BUFFER],
    filled: usize,
    /// Bytes hashed and no longer in the buffer.
    hashed: usize,
    lanes: [u64; 2],
}

impl HashSink {
    const BUFFER: usize = 128;

    #[inline]
    pub(crate) fn new() -> Self {
        Self { buffer: [0; Self::BUFFER], filled: 0, hashed: 0, lanes: [0x2d35_8dcc_aa6c_78a5, 0x8bb8_4b93_962e_acc9] }
    }

    /// Takes up to a block's bytes.
    #[inline]
    fn push(&mut self, block: [u8; BLOCK], length: usize) {
        if self.filled > Self::BUFFER - BLOCK {
            self.make_room();
        }
        if let Some(target) = self.buffer.get_mut(self.filled..).and_then(<[u8]>::first_chunk_mut) {
            *target = block;
        }
        self.filled += length;
    }

    /// Takes up to two blocks' bytes, without a branch on how many.
    #[inline]
    fn push_two(&mut self, blocks: &[u8; 2 * BLOCK], length: usize) {
        if self.filled > Self::BUFFER - 2 * BLOCK {
            self.make_room();
        }
        if let Some(target) = self.buffer.get_mut(self.filled..).and_then(<[u8]>::first_chunk_mut) {
            *target = *blocks;
        }
        self.filled += length;
    }

    fn copy_long(&mut self, line: &[u8], from: usize, to: usize) {
        for from in (from..to).step_by(BLOCK) {
            self.push(block_at(line, from), (to - from).min(BLOCK));
        }
    }

    /// Hashes the full blocks.
    #[cold]
    fn make_room(&mut self) {
        let full = self.filled / BLOCK * BLOCK;
        let (blocks, _) = self.buffer.as_chunks::<BLOCK>();
        self.lanes = blocks.iter().take(full / BLOCK).fold(self.lanes, |lanes, block| absorb(lanes, *block));
        self.buffer.copy_within(full.., 0);
        self.filled -= full;
        self.hashed += full;
    }

    /// The hash.
    #[inline]
    pub(crate) fn finish(&self) -> u128 {
        let (blocks, _) = self.buffer.as_chunks::<BLOCK>();
        let full = self.filled / BLOCK;
        let mut lanes = blocks.iter().take(full).fold(self.lanes, |lanes, block| absorb(lanes, *block));
        let left = self.filled % BLOCK;
        if left > 0
            && let Some(last) = blocks.get(full)
        {
            let kept = u128::from_le_bytes(*last) & ((1 << (8 * left)) - 1);
            lanes = absorb(lanes, kept.to_le_bytes());
        }
        let length = (self.hashed + self.filled) as u128;
        let [first, second] = absorb(lanes, (length << 64 | length).to_le_bytes());
        u128::from(first) << 64 | u128::from(second)
    }
}

#[inline]
fn absorb([first, second]: [u64; 2], block: [u8; BLOCK]) -> [u64; 2] {
    let block = u128::from_le_bytes(block);
    #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
    let (low, high) = (block as u64, (block >> 64) as u64);
    [fold(first ^ low, high ^ 0x9e1b_79b9_0f4a_7c15), fold(second ^ high, low ^ 0xd605_bcd1_1c2d_e58f)]
}

/// The block from a position on; what it holds beyond the line's end has no meaning.
#[inline]
pub(crate) fn block_at(line: &[u8], from: usize) -> [u8; BLOCK] {
    if let Some(block) = line.get(from..).and_then(<[u8]>::first_chunk) {
        return *block;
    }
    if let Some(last) = line.last_chunk::<BLOCK>() {
        let beyond = from + BLOCK - line.len();
        let shift = u32::try_from(8 * beyond).unwrap_or(u32::MAX);
        return u128::from_le_bytes(*last).checked_shr(shift).unwrap_or(0).to_le_bytes();
    }
    let mut block = [0; BLOCK];
    let rest = line.get(from..).unwrap_or_default();
    if let Some(start) = block.get_mut(..rest.len()) {
        start.copy_from_slice(rest);
    }
    block
}

/// The block that ends at a position; what it holds before the line's start is zero.
#[inline]
pub(crate) fn block_before(line: &[u8], end: usize) -> [u8; BLOCK] {
    if let Some(block) = line.get(..end).and_then(<[u8]>::last_chunk) {
        return *block;
    }
    let missing = u32::try_from(8 * BLOCK.saturating_sub(end)).unwrap_or(u32::MAX);
    u128::from_le_bytes(block_at(line, 0)).checked_shl(missing).unwrap_or(0).to_le_bytes()
}

impl Sink for HashSink {
    #[inline]
    fn len(&self) -> usize {
        self.hashed + self.filled
    }

    #[inline]
    fn copy(&mut self, line: &[u8], from: usize, to: usize) {
        let length = to.saturating_sub(from);
        if length > 2 * BLOCK {
            self.copy_long(line, from, to);
        } else if let Some(blocks) = line.get(from..).and_then(<[u8]>::first_chunk) {
            self.push_two(blocks, length);
        } else if length > 0 {
            self.push(block_at(line, from), length.min(BLOCK));
            if length > BLOCK {
                self.push(block_at(line, from + BLOCK), length - BLOCK);
            }
        }
    }

    #[inline]
    fn place(&mut self, kind: Kind) {
        let (block, length) = PLACEHOLDERS.get(kind as usize).copied().unwrap_or_default();
        self.push(block, length);
    }
}

/// The placeholders as blocks, in the order of [`Kind::ALL`].
static PLACEHOLDERS: [([u8; BLOCK], usize); Kind::ALL.len()] = {
    let mut table = [([0; BLOCK], 0); Kind::ALL.len()];
    let mut kind = 0;
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while kind < table.len() {
        let text = Kind::ALL[kind].placeholder().as_bytes();
        let mut index = 0;
        while index < text.len() {
            table[kind].0[index] = text[index];
            index += 1;
        }
        table[kind].1 = text.len();
        kind += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_hash_does_not_depend_on_how_its_bytes_were_divided(
            text in prop::collection::vec(any::<u8>(), 0..400),
            cuts in prop::collection::vec(0_usize..400, 0..9),
        ) {
            let mut whole = HashSink::new();
            whole.copy(&text, 0, text.len());
            let mut parts = HashSink::new();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(text.len())).chain([0, text.len()]).collect();
            cuts.sort_unstable();
            for pair in cuts.windows(2) {
                parts.copy(&text, pair[0], pair[1]);
            }
            prop_assert_eq!(whole.finish(), parts.finish());
            let mut longer = HashSink::new();
            longer.copy(&text, 0, text.len());
            longer.copy(&[0], 0, 1);
            prop_assert_ne!(whole.finish(), longer.finish());
        }
    }

    #[test]
    fn every_placeholder_fits_a_block() {
        for kind in Kind::ALL {
            let (mut placed, mut copied) = (HashSink::new(), HashSink::new());
            placed.place(kind);
            let text = kind.placeholder().as_bytes();
            copied.copy(text, 0, text.len());
            assert_eq!(placed.finish(), copied.finish());
        }
    }
}
