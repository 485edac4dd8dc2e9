//! What a byte of a message can be part of.

pub(crate) const LETTER: u8 = 1;
pub(crate) const DIGIT: u8 = 2;
pub(crate) const UNDERSCORE: u8 = 4;
/// `a` to `f`.
pub(crate) const HEX_LOWER: u8 = 8;
/// `A` to `F`.
pub(crate) const HEX_UPPER: u8 = 16;
/// A letter that is no hexadecimal digit.
pub(crate) const NOT_HEX: u8 = 32;
/// A byte outside words that a path can hold.
const PATH: u8 = 64;
/// A byte that ends a URL.
const URL_END: u8 = 128;

const fn classify(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => DIGIT,
        b'a'..=b'f' => LETTER | HEX_LOWER,
        b'A'..=b'F' => LETTER | HEX_UPPER,
        b'g'..=b'z' | b'G'..=b'Z' | 0x80.. => LETTER | NOT_HEX,
        b'_' => UNDERSCORE,
        b'/' | b'.' | b'-' | b'~' | b'%' | b'+' | b'@' | b'=' | b'$' => PATH,
        0..=b' ' | 0x7f | b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b']' | b'}' | b'|' => URL_END,
        _ => 0,
    }
}

#[expect(clippy::indexing_slicing, reason = "the loop runs over the table's own length")]
#[expect(clippy::cast_possible_truncation, reason = "the index is below 256")]
const CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = classify(byte as u8);
        byte += 1;
    }
    table
};

#[expect(clippy::indexing_slicing, reason = "a byte is below 256, the table's length")]
#[inline]
pub(crate) fn class(byte: u8) -> u8 {
    CLASSES[byte as usize]
}

#[inline]
pub(crate) fn is_word(byte: u8) -> bool {
    class(byte) & (LETTER | DIGIT | UNDERSCORE) != 0
}

#[inline]
pub(crate) fn is_digit(byte: u8) -> bool {
    class(byte) & DIGIT != 0
}

/// Whether a path can hold the byte.
#[inline]
pub(crate) fn is_path(byte: u8) -> bool {
    class(byte) & (LETTER | DIGIT | UNDERSCORE | PATH) != 0
}

/// Whether a URL can hold the byte.
#[inline]
pub(crate) fn is_url(byte: u8) -> bool {
    class(byte) & URL_END == 0
}

/// Whether the byte can stand before the `@` of a mail address.
#[inline]
pub(crate) fn is_local(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-' | b'+' | b'%')
}

/// Blanks and control characters.
#[inline]
pub(crate) fn is_blank(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7f
}
