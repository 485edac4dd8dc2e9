//! Names that a worker has met, as small numbers.
//!
//! A worker numbers loggers, threads and issues as it meets them and hands over what is new with each block. The fold
//! gives them the summary's own numbers when it first uses them, in input order, so that limits cut the same names
//! whichever worker met them first.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::record::hash::{HashedMap, ends};

/// Stands for no name.
pub(crate) const NONE: u32 = u32::MAX;

/// Names of which the number is at hand.
const NEAR: usize = 128;

/// A name's first and last sixteen bytes and its length: of a name of up to 32 bytes, all there is to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Ends {
    first: u128,
    last: u128,
    length: usize,
}

/// Bytes of the longest name that its ends tell.
const TOLD: usize = 32;

impl Ends {
    #[inline]
    fn of(name: &[u8]) -> Self {
        let length = name.len();
        if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
            return Self { first: u128::from_le_bytes(*first), last: u128::from_le_bytes(*last), length };
        }
        let (first, last) = ends(name);
        Self { first: u128::from(first), last: u128::from(last), length }
    }

    /// Where a name with these ends is kept at hand.
    #[inline]
    fn place(self) -> usize {
        let both = self.first ^ self.last.rotate_left(23);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let folded = both as u64 ^ ((both >> 64) as u64).rotate_left(31) ^ self.length as u64;
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 57) as usize
    }
}

/// Names and their numbers.
#[derive(Debug)]
pub(crate) struct Names {
    numbers: HashedMap<u64, u32>,
    known: Vec<Box<[u8]>>,
    near: Box<[(Ends, u32); NEAR]>,
    /// Names handed over.
    sent: usize,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            numbers: HashedMap::default(),
            known: Vec::new(),
            near: Box::new([(Ends::default(), NONE); NEAR]),
            sent: 0,
        }
    }
}

impl Names {
    /// The number of `name`.
    #[inline]
    pub(crate) fn number(&mut self, name: &[u8], seed: u64) -> u32 {
        let ends = Ends::of(name);
        let place = ends.place();
        if let Some((known, number)) = self.near.get(place)
            && *known == ends
            && *number != NONE
            && (ends.length <= TOLD || self.known.get(*number as usize).is_some_and(|known| **known == *name))
        {
            return *number;
        }
        let number = self.look_up(name, seed);
        if let Some(near) = self.near.get_mut(place) {
            *near = (ends, number);
        }
        number
    }

    fn look_up(&mut self, name: &[u8], seed: u64) -> u32 {
        let mut key = xxh3_64_with_seed(name, seed);
        loop {
            match self.numbers.get(&key) {
                Some(&number) if self.known.get(number as usize).is_some_and(|known| **known == *name) => {
                    return number;
                }
                // Another name has the same hash.
                Some(_) => key = xxh3_64_with_seed(name, key),
                None => break,
            }
        }
        let number = u32::try_from(self.known.len()).unwrap_or(NONE);
        self.known.push(name.into());
        self.numbers.insert(key, number);
        number
    }

    /// Names known.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Names that were not handed over yet.
    pub(crate) fn take_new(&mut self) -> Vec<String> {
        let new = self.known.get(self.sent..).unwrap_or_default();
        let new = new.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        self.sent = self.known.len();
        new
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number_and_is_handed_over_once() {
        let mut names = Names::default();
        assert_eq!([names.number(b"a", 7), names.number(b"b", 7), names.number(b"a", 7)], [0, 1, 0]);
        assert_eq!(names.take_new(), ["a", "b"]);
        names.number(b"c", 7);
        assert_eq!(names.take_new(), ["c"]);
        assert!(names.take_new().is_empty());
    }
}
