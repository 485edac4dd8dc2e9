//! What a byte of a message can be part of, for one byte or for sixteen at once.

use wide::i8x16;

pub(crate) const LETTER: u8 = 1;
pub(crate) const DIGIT: u8 = 2;
pub(crate) const UNDERSCORE: u8 = 4;
/// `a` to `f`.
pub(crate) const HEX_LOWER: u8 = 8;
/// `A` to `F`.
pub(crate) const HEX_UPPER: u8 = 16;
/// A letter that is no hexadecimal digit.
pub(crate) const NOT_HEX: u8 = 32;

const fn classify(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => DIGIT,
        b'a'..=b'f' => LETTER | HEX_LOWER,
        b'A'..=b'F' => LETTER | HEX_UPPER,
        b'g'..=b'z' | b'G'..=b'Z' | 0x80.. => LETTER | NOT_HEX,
        b'_' => UNDERSCORE,
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

/// Whether the byte can stand before the `@` of a mail address.
#[inline]
pub(crate) fn is_local(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-' | b'+' | b'%')
}

/// Blanks and control characters.
#[inline]
pub(crate) fn is_blank(byte: u8) -> bool {
    byte <= b' '
}

/// Sixteen times one byte.
#[inline]
pub(crate) fn all(byte: u8) -> i8x16 {
    i8x16::splat(byte.cast_signed())
}

/// Which bytes are from `first` to `last`: moved to the end of the signed numbers, a range is one comparison.
#[inline]
pub(crate) fn in_range(text: i8x16, first: u8, last: u8) -> i8x16 {
    (text + all(127 - last)).simd_gt(all(126 - last + first))
}

/// The length of the word that the block starts with, sixteen if it may go on, and the classes of its bytes.
#[inline]
pub(crate) fn word_in(block: [u8; 16]) -> (usize, u8) {
    let text = i8x16::new(block.map(u8::cast_signed));
    let folded = text | all(0x20);
    let digit = in_range(text, b'0', b'9');
    let underscore = text.simd_eq(all(b'_'));
    let letter = in_range(folded, b'a', b'z') | text;
    let hex_letter = in_range(folded, b'a', b'f').to_bitmask();
    let upper_hex = in_range(text, b'A', b'F').to_bitmask();
    let letter_bits = letter.to_bitmask();
    let word_bits = (letter | digit | underscore).to_bitmask();
    let length = (!word_bits).trailing_zeros().min(16);
    let within = !(!0 << length);
    let has = |bits: u32, class: u8| if bits & within == 0 { 0 } else { class };
    let classes = has(digit.to_bitmask(), DIGIT)
        | has(letter_bits, LETTER)
        | has(underscore.to_bitmask(), UNDERSCORE)
        | has(hex_letter & !upper_hex, HEX_LOWER)
        | has(upper_hex, HEX_UPPER)
        | has(letter_bits & !hex_letter, NOT_HEX);
    (length as usize, classes)
}

/// How many bytes at the end of the block are of words.
#[inline]
pub(crate) fn word_bytes_before(block: [u8; 16]) -> usize {
    let text = i8x16::new(block.map(u8::cast_signed));
    let letter = in_range(text | all(0x20), b'a', b'z') | text;
    let word = letter | in_range(text, b'0', b'9') | text.simd_eq(all(b'_'));
    (word.to_bitmask() << 16).leading_ones() as usize
}

/// Which of sixteen bytes, the lowest bit first, a path cannot hold.
#[inline]
pub(crate) fn no_path_in(block: [u8; 16]) -> u32 {
    let text = i8x16::new(block.map(u8::cast_signed));
    let is = |byte: u8| text.simd_eq(all(byte));
    let word = in_range(text | all(0x20), b'a', b'z') | in_range(text, b'-', b'9') | is(b'_') | text;
    let mark = is(b'+') | is(b'=') | is(b'~') | is(b'@') | in_range(text, b'$', b'%');
    !(word | mark).to_bitmask() & 0xffff
}

/// Which of sixteen bytes, the lowest bit first, end a URL.
#[inline]
pub(crate) fn no_url_in(block: [u8; 16]) -> u32 {
    let text = i8x16::new(block.map(u8::cast_signed));
    let is = |byte: u8| text.simd_eq(all(byte));
    let quote = is(b'"') | is(b'\'') | is(b'`');
    let bracket = is(b'<') | is(b'>') | is(b')') | is(b']') | is(b'}') | is(b'|');
    (in_range(text, 0, b' ') | quote | bracket).to_bitmask()
}

/// Which of sixteen bytes, the lowest bit first, are hexadecimal digits.
#[inline]
pub(crate) fn hex_in(block: [u8; 16]) -> u32 {
    let text = i8x16::new(block.map(u8::cast_signed));
    (in_range(text, b'0', b'9') | in_range(text | all(0x20), b'a', b'f')).to_bitmask()
}
