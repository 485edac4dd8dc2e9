//! Hashes of texts, for keys that never leave the process.
//!
//! Long runs go through eight lanes that take in each word and the product of its halves, nearly as XXH3's accumulation
//! does (Collet 2019); plain code that compilers turn into vectors. Short texts are folded at once. All of it is keyed by
//! secrets of the process, so that no input can be made to collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use fearless_simd::{Level, Simd, dispatch};

/// Bytes that the lanes take at once.
const STRIDE: usize = 64;
const LANES: usize = STRIDE / 8;
/// What the secrets grow by from stride to stride, so that strides cannot change places.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hashes text by secrets of its own.
#[derive(Debug, Clone)]
pub(crate) struct RunHasher {
    simd: Level,
    /// What is mixed into each full stride, and into the last one.
    full: [u64; LANES],
    last: [u64; LANES],
    /// What is mixed into the lanes where they meet.
    end: [u64; LANES],
}

impl RunHasher {
    /// The hasher of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut state = seed;
        // SplitMix64 (Steele, Lea, Flood 2014): each step gives an independent word.
        let mut next = || {
            state = state.wrapping_add(STEP);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        Self {
            simd: Level::new(),
            full: [(); LANES].map(|()| next()),
            last: [(); LANES].map(|()| next()),
            end: [(); LANES].map(|()| next()),
        }
    }

    /// The hash of a text.
    #[inline]
    pub(crate) fn hash(&self, text: &[u8]) -> u128 {
        let length = text.len();
        let (first, second) = match (text.first_chunk::<16>(), text.last_chunk::<16>()) {
            (Some(_), Some(_)) if length > STRIDE => return self.hash_long(text),
            (Some(first), Some(last)) => {
                // Up to four blocks that may overlap hold the text.
                let inner = (length - 16).min(16);
                let second = text.get(inner..).and_then(<[u8]>::first_chunk).unwrap_or(first);
                let third = text.get(..length - inner).and_then(<[u8]>::last_chunk).unwrap_or(last);
                let [one, two, three, four, ..] = self.last;
                let [five, six, seven, eight] = self.end.last_chunk().copied().unwrap_or_default();
                let half = |(a, b): (u64, u64), (s, t): (u64, u64)| fold(a ^ s, b ^ t);
                (
                    half(words(first), (one, two)) ^ half(words(second), (three, four)).rotate_left(32),
                    half(words(third), (five, six)) ^ half(words(last), (seven, eight)).rotate_left(32),
                )
            }
            _ => ends(text),
        };
        self.finish(first, second, length)
    }

    fn hash_long(&self, text: &[u8]) -> u128 {
        let lanes = dispatch!(self.simd, simd => self.accumulate(simd, text));
        let ([first, rest @ ..], [one, others @ ..]) = (lanes, self.end);
        let mut folded = [first ^ one; 2];
        for (pair, secrets) in rest.as_chunks::<2>().0.iter().zip(others.as_chunks::<2>().0) {
            let ([a, b], [s, t], [high, low]) = (*pair, *secrets, folded);
            folded = [fold(high ^ a, b ^ s), fold(low ^ b ^ t, a.rotate_left(32) ^ s)];
        }
        let [high, low] = folded;
        let last = lanes.last().copied().unwrap_or_default();
        self.finish(high ^ last, low ^ last.rotate_left(32), text.len())
    }

    #[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
    #[inline(always)]
    fn accumulate<S: Simd>(&self, _simd: S, text: &[u8]) -> [u64; LANES] {
        let mut lanes = self.end;
        let mut secrets = self.full;
        for stride in text.as_chunks::<STRIDE>().0 {
            absorb(&mut lanes, stride, &secrets);
            for secret in &mut secrets {
                *secret = secret.wrapping_add(STEP);
            }
        }
        // What is left is taken with bytes that were taken before; the length keeps such texts apart.
        if let Some(behind) = text.last_chunk::<STRIDE>() {
            absorb(&mut lanes, behind, &self.last);
        }
        lanes
    }

    #[inline]
    fn finish(&self, first: u64, second: u64, length: usize) -> u128 {
        let [one, two, three, four, ..] = self.end;
        let length = length as u64;
        let high = fold(first ^ one, second ^ two ^ length);
        let low = fold(first.rotate_left(29) ^ three ^ length, second ^ four);
        u128::from(high) << 64 | u128::from(low)
    }
}

#[expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors chosen")]
#[inline(always)]
fn absorb(lanes: &mut [u64; LANES], stride: &[u8; STRIDE], secrets: &[u64; LANES]) {
    for ((lane, secret), word) in lanes.iter_mut().zip(secrets).zip(stride.as_chunks::<8>().0) {
        let word = u64::from_le_bytes(*word);
        let keyed = word ^ secret;
        // Were it a sum alone, compilers would make vectors of one lane's words, which are far apart.
        *lane = (*lane ^ word).wrapping_add((keyed & 0xffff_ffff).wrapping_mul(keyed >> 32));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of a block")]
#[inline]
fn words(block: &[u8; 16]) -> (u64, u64) {
    let block = u128::from_le_bytes(*block);
    (block as u64, (block >> 64) as u64)
}

/// The first and the last eight bytes of a text as words: with its length, all there is to know of one of up to 16.
#[inline]
pub(crate) fn ends(text: &[u8]) -> (u64, u64) {
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
                (first | (last << 32), 0)
            }
            _ => (text.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)), 0),
        },
    }
}

/// A key that depends on all that was mixed into it, and on the order.
#[inline]
pub(crate) fn mix(key: u128, hash: u128) -> u128 {
    const ODD: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;
    let mixed = (key.rotate_left(57) ^ hash).wrapping_mul(ODD);
    mixed ^ (mixed >> 67)
}

/// Takes keys that are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
    fn write_u128(&mut self, hash: u128) {
        self.0 = hash as u64;
    }
}

/// A map whose keys are hashes.
pub(crate) type HashedMap<K, V> = HashMap<K, V, BuildHasherDefault<Hashed>>;

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
