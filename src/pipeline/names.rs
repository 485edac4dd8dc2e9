//! Names that a worker has met, as small numbers.
//!
//! A worker numbers loggers, threads and issues as it meets them and hands over what is new with each block. The fold
//! gives them the summary's own numbers when it first uses them, in input order, so that limits cut the same names
//! whichever worker met them first.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Stands for no name.
pub(crate) const NONE: u32 = u32::MAX;

/// Takes keys that are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
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

/// Names and their numbers.
#[derive(Debug, Default)]
pub(crate) struct Names {
    numbers: HashedMap<u64, u32>,
    names: Vec<Box<[u8]>>,
    /// The last name asked for, as neighbours often have the same.
    last: u32,
    /// Names handed over.
    sent: usize,
}

impl Names {
    /// The number of `name`.
    #[inline]
    pub(crate) fn number(&mut self, name: &[u8], seed: u64) -> u32 {
        if self.names.get(self.last as usize).is_some_and(|last| **last == *name) {
            return self.last;
        }
        let mut key = xxh3_64_with_seed(name, seed);
        loop {
            match self.numbers.get(&key) {
                Some(&number) if self.names.get(number as usize).is_some_and(|known| **known == *name) => {
                    self.last = number;
                    return number;
                }
                // Another name has the same hash.
                Some(_) => key = xxh3_64_with_seed(name, key),
                None => break,
            }
        }
        let number = u32::try_from(self.names.len()).unwrap_or(NONE);
        self.names.push(name.into());
        self.numbers.insert(key, number);
        self.last = number;
        number
    }

    /// Names known.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Names that were not handed over yet.
    pub(crate) fn take_new(&mut self) -> Vec<String> {
        let new = self.names.get(self.sent..).unwrap_or_default();
        let new = new.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        self.sent = self.names.len();
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
