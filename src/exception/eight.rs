//! Eight bytes of a name at once: the highest bit of each byte of a mask says whether the byte is of a kind.
//!
//! Names are too short for vectors to pay, and too long to be walked byte by byte where every line of a trace is looked at.

const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// What the bytes are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kinds {
    /// ASCII letters.
    pub(crate) letters: u64,
    pub(crate) digits: u64,
    pub(crate) underscores: u64,
    pub(crate) dots: u64,
}

impl Kinds {
    /// The kinds of eight bytes, the first one lowest.
    #[inline]
    pub(crate) fn of(word: u64) -> Self {
        let low = word & !HIGH;
        let ascii = !word & HIGH;
        let folded = low | all(0x20);
        let letters = (folded + all(0x80 - b'a')) & !(folded + all(0x80 - b'z' - 1));
        let digits = (low + all(0x80 - b'0')) & !(low + all(0x80 - b'9' - 1));
        // Of the two bytes that `|` makes 0x7f, an underscore is the one without the bit.
        let underscores = (folded + ONES) & !(word << 2);
        Self {
            letters: letters & ascii,
            digits: digits & ascii,
            underscores: underscores & ascii,
            dots: places(word, b'.'),
        }
    }
}

/// Where a byte stands among eight.
#[inline]
pub(crate) fn places(word: u64, byte: u8) -> u64 {
    !(((word & !HIGH) ^ all(byte & 0x7f)) + !HIGH) & !(word ^ all(byte)) & HIGH
}

/// Bytes beyond ASCII.
#[inline]
pub(crate) fn beyond_ascii(word: u64) -> u64 {
    word & HIGH
}

/// Those that are in none of the masks, and the first of them alone.
#[inline]
pub(crate) fn others(of_name: u64) -> (u64, u64) {
    let others = !of_name & HIGH;
    (others, others & others.wrapping_neg())
}

/// The byte that a bit stands for.
#[inline]
pub(crate) fn index(bit: u64) -> usize {
    bit.trailing_zeros() as usize / 8
}

/// The first place of a byte in a text that is short, or in which it stands early.
#[inline]
pub(crate) fn find(text: &[u8], byte: u8) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let found = places(u64::from_le_bytes(*word), byte);
        if found != 0 {
            return Some(at * 8 + index(found));
        }
    }
    rest.iter().position(|other| *other == byte).map(|at| words.len() * 8 + at)
}

const fn all(byte: u8) -> u64 {
    byte as u64 * ONES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_a_byte_is_found() {
        let text = b"\tat com.acme.Cart.save(Cart.java:7)\x80\xa8";
        for length in 0..=text.len() {
            let text = &text[..length];
            for byte in 0..=u8::MAX {
                assert_eq!(find(text, byte), text.iter().position(|other| *other == byte), "{length} {byte}");
            }
        }
    }

    #[test]
    fn each_byte_is_of_its_kind_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for (neighbour, at) in [(b'a', 0), (b'.', 3), (0xff, 7), (0, 5), (b'_', 4)] {
                let mut bytes = [neighbour; 8];
                bytes[at] = byte;
                let word = u64::from_le_bytes(bytes);
                let kinds = Kinds::of(word);
                let is = |mask: u64| mask >> (at * 8 + 7) & 1 == 1;
                assert_eq!(is(kinds.letters), byte.is_ascii_alphabetic(), "{byte}");
                assert_eq!(is(kinds.digits), byte.is_ascii_digit(), "{byte}");
                assert_eq!(is(kinds.underscores), byte == b'_', "{byte}");
                assert_eq!(is(kinds.dots), byte == b'.', "{byte}");
                assert_eq!(is(places(word, b'$')), byte == b'$', "{byte}");
                assert_eq!(is(beyond_ascii(word)), byte >= 0x80, "{byte}");
                let (all, first) = others(beyond_ascii(word));
                assert_eq!(is(all), byte < 0x80, "{byte}");
                assert!(first == 0 || all.trailing_zeros() == first.trailing_zeros());
            }
        }
    }
}
