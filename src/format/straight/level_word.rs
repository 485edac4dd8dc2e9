//! Recognising the level words that nearly all lines have, by one look into a table.
//!
//! Which level a line has is chance, so a chain of comparisons would be mispredicted on every second line. A word of at
//! most eight letters is one number; a multiplication that the compiler has searched sends each known word to a place of
//! its own.

use crate::format::level::Level;

/// Words of at most eight letters, commonest first; rarer ones are left to `Level::parse`.
const WORDS: [(&[u8], Level); 15] = [
    (b"INFO", Level::INFO),
    (b"DEBUG", Level::DEBUG),
    (b"WARN", Level::WARN),
    (b"WARNING", Level::WARN),
    (b"ERROR", Level::ERROR),
    (b"CRITICAL", Level::FATAL),
    (b"TRACE", Level::TRACE),
    (b"FATAL", Level::FATAL),
    (b"NOTICE", Level::NOTICE),
    (b"SEVERE", Level::ERROR),
    (b"SUCCESS", Level::INFO),
    (b"FINE", Level::DEBUG),
    (b"FINEST", Level::TRACE),
    (b"CRIT", Level::FATAL),
    (b"ERR", Level::ERROR),
];
const PLACES: usize = 64;
/// No word is this number: all its bytes are above that of a blank.
const EMPTY: u64 = 1;
const FACTOR: u64 = factor();
static TABLE: [(u64, Level); PLACES] = table();

/// The level whose word is `word`, its letters from the lowest byte up and zeros behind them.
#[inline]
pub(crate) fn level_of(word: u64) -> Option<Level> {
    let (known, level) = TABLE.get(place(word, FACTOR))?;
    (*known == word).then_some(*level)
}

const fn place(word: u64, factor: u64) -> usize {
    (word.wrapping_mul(factor) >> 58) as usize
}

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn number(word: &[u8]) -> u64 {
    let mut value = 0;
    let mut index = 0;
    while index < word.len() {
        value |= (word[index] as u64) << (index * 8);
        index += 1;
    }
    value
}

/// A factor under which no two words have the same place.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn factor() -> u64 {
    let mut factor: u64 = 0x9e37_79b9_7f4a_7c15;
    loop {
        let mut taken = 0_u64;
        let mut index = 0;
        while index < WORDS.len() {
            taken |= 1 << place(number(WORDS[index].0), factor);
            index += 1;
        }
        if taken.count_ones() as usize == WORDS.len() {
            return factor;
        }
        factor = factor.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
    }
}

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn table() -> [(u64, Level); PLACES] {
    let mut table = [(EMPTY, Level::TRACE); PLACES];
    let mut index = 0;
    while index < WORDS.len() {
        let (word, level) = WORDS[index];
        table[place(number(word), FACTOR)] = (number(word), level);
        index += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_the_table_is_the_level_that_it_names() {
        for (word, level) in WORDS {
            assert_eq!(level_of(number(word)), Some(level));
            assert_eq!(Level::parse(word), Some(level));
        }
    }

    #[test]
    fn no_other_word_is_in_the_table() {
        for word in [&b""[..], b"I", b"INF", b"INFOS", b"AUDIT", b"info", b"\0\0\0\0\0\0\0\x80"] {
            assert_eq!(level_of(number(word)), None);
        }
    }
}
