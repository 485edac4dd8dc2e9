//! Hashes of runs of text, for keys that never leave the process.
//!
//! Four chains fold the 128-bit product of each 16 bytes and what came before, so that a processor has four
//! multiplications under way; the secrets are those of the process, so that no input can be made to collide.

/// Bytes that the four chains take at once.
const STRIDE: usize = 64;

/// Hashes text by secrets of its own.
#[derive(Debug, Clone)]
pub(crate) struct RunHasher {
    /// What the chains start with.
    start: [u64; 4],
    /// What is mixed into each full stride, into the last one, and into the result.
    full: [u64; 4],
    last: [u64; 4],
    end: [u64; 3],
}

impl RunHasher {
    /// The hasher of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut state = seed;
        // SplitMix64 (Steele, Lea, Flood 2014): each step gives an independent word.
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        Self {
            start: [(); 4].map(|()| next()),
            full: [(); 4].map(|()| next()),
            last: [(); 4].map(|()| next()),
            end: [(); 3].map(|()| next()),
        }
    }

    /// The hash of a text.
    #[inline]
    pub(crate) fn hash(&self, text: &[u8]) -> u128 {
        let mut lanes = self.start;
        let (strides, rest) = text.as_chunks::<STRIDE>();
        for stride in strides {
            lanes = absorb(lanes, stride, self.full);
        }
        if let Some(behind) = text.last_chunk::<STRIDE>() {
            // What is left is taken with bytes that were taken before; the length keeps such texts apart.
            if !rest.is_empty() {
                lanes = absorb(lanes, behind, self.last);
            }
        } else {
            let mut padded = [0; STRIDE];
            for (to, from) in padded.iter_mut().zip(rest) {
                *to = *from;
            }
            lanes = absorb(lanes, &padded, self.last);
        }
        let ([first, second, third, fourth], [one, two, three]) = (lanes, self.end);
        let length = text.len() as u64;
        let high = fold(first ^ one, second ^ length) ^ fold(third ^ two, fourth ^ three);
        let low = fold(first ^ third.rotate_left(32) ^ two, second ^ fourth.rotate_left(32) ^ length);
        u128::from(high) << 64 | u128::from(low)
    }
}

#[inline]
fn absorb(lanes: [u64; 4], stride: &[u8; STRIDE], secrets: [u64; 4]) -> [u64; 4] {
    let mut lanes = lanes;
    let (blocks, _) = stride.as_chunks::<16>();
    for ((lane, secret), block) in lanes.iter_mut().zip(secrets).zip(blocks) {
        let block = u128::from_le_bytes(*block);
        #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
        let (low, high) = (block as u64, (block >> 64) as u64);
        *lane = fold(low ^ secret, high ^ *lane);
    }
    lanes
}

/// Both halves of the product, in one word.
#[inline]
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
    let low = product as u64;
    low ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn texts_that_differ_in_one_byte_or_in_length_have_other_hashes() {
        let hasher = RunHasher::new(7);
        let mut met = HashSet::new();
        for length in 0..200 {
            let text = vec![b'x'; length];
            assert!(met.insert(hasher.hash(&text)), "{length}");
            for place in 0..length {
                let mut other = text.clone();
                other[place] = b'y';
                assert!(met.insert(hasher.hash(&other)), "{length} {place}");
            }
        }
        for length in [1, 63, 64, 65, 128, 130] {
            assert!(met.insert(hasher.hash(&vec![0; length])), "{length}");
        }
        assert_ne!(RunHasher::new(8).hash(b"x"), hasher.hash(b"x"));
    }

    #[test]
    fn each_half_of_a_hash_spreads() {
        let runs = RunHasher::new(7);
        let spread: Vec<u128> = (0..4096_u32).map(|n| runs.hash(&n.to_le_bytes())).collect();
        for shift in [0, 16, 57, 64, 100, 121] {
            let buckets: HashSet<u128> = spread.iter().map(|hash| (hash >> shift) & 0x7f).collect();
            assert_eq!(buckets.len(), 128, "{shift}");
        }
    }
}
