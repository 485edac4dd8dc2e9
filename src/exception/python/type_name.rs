//! The type at the start of an exception line.

use crate::exception::eight::{self, Kinds};

/// Length of the type at the start of an exception line: a dotted name that ends the line or stands before a `:` that a
/// blank or the end follows. Ray's name the exception of the worker in parentheses: `RayTaskError(ValueError)`.
///
/// Says only that the line can be an exception line, which is enough after frames; a line such as `host: a` fits as well.
///
/// ```
/// # use errmon::exception::python::exception_type;
/// assert_eq!(exception_type(b"json.decoder.JSONDecodeError: Expecting value"), Some(28));
/// assert_eq!(exception_type(b"KeyboardInterrupt"), Some(17));
/// assert_eq!(exception_type(b"made.<locals>.Oops: x"), Some(18));
/// assert_eq!(exception_type(b"two words"), None);
/// ```
pub fn exception_type(line: &[u8]) -> Option<usize> {
    match plain_type(line) {
        Plain::Type(length) => Some(length),
        Plain::None => None,
        Plain::Unsure => any_exception_type(line),
    }
}

/// What the first look at a line says.
enum Plain {
    Type(usize),
    None,
    /// The name has other bytes than ASCII letters, digits, `_` and dots, or stands near the line's end.
    Unsure,
}

/// The same for nearly every type there is, eight bytes at a time.
#[inline]
fn plain_type(line: &[u8]) -> Plain {
    let mut at = 0;
    // The highest bit of the lowest byte: the byte before was a dot.
    let mut carry = 0x80;
    while let Some(word) = line.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let Kinds { letters, digits, underscores, dots } = Kinds::of(u64::from_le_bytes(*word));
        let (others, first_other) = eight::others(letters | digits | underscores | dots);
        let behind_dots = (dots << 8) | carry;
        // No part is empty or begins with a digit. What stands behind the first other byte does not count.
        if (dots | digits) & behind_dots & first_other.wrapping_sub(1) != 0 {
            return Plain::None;
        }
        if others == 0 {
            carry = dots >> 56;
            at += 8;
            continue;
        }
        let length = at + eight::index(first_other);
        if line.get(length).is_none_or(|byte| kind_in_name(*byte) != 0) {
            return Plain::Unsure;
        }
        let is_behind_dot = behind_dots & first_other != 0;
        if line.get(length) == Some(&b'(') {
            return Plain::Unsure;
        }
        let ends = matches!(line.get(length..), Some([b':'] | [b':', b' ', ..]));
        return if ends && !is_behind_dot { Plain::Type(length) } else { Plain::None };
    }
    Plain::Unsure
}

fn any_exception_type(line: &[u8]) -> Option<usize> {
    let (mut length, mut seen, mut before, mut is_empty_part) = (0, 0, DOT, false);
    for byte in line {
        let kind = kind_in_name(*byte);
        if kind == 0 {
            break;
        }
        is_empty_part |= kind & before & DOT != 0;
        seen |= kind;
        before = kind;
        length += 1;
    }
    let (name, rest) = line.split_at_checked(length)?;
    if let [b'(', inner @ ..] = rest
        && !is_empty_part
        && name.ends_with(b"Error")
        && name.contains(&b'.')
    {
        let inner = inner.iter().take_while(|byte| kind_in_name(**byte) != 0).count();
        let end = length + inner + 2;
        let ends = matches!(line.get(end - 1..), Some([b')'] | [b')', b':'] | [b')', b':', b' ', ..]));
        return (inner > 0 && ends).then_some(end);
    }
    if is_empty_part || before == DOT || !matches!(rest, [] | [b':'] | [b':', b' ', ..]) {
        return None;
    }
    // Nearly every type is plain words and dots.
    (seen & OTHER == 0 || name.split(|byte| *byte == b'.').all(is_name)).then_some(length)
}

/// What a byte of a qualified name is.
const WORD: u8 = 1;
const DOT: u8 = 2;
/// A digit, `_`, `<`, `>`, or part of a letter beyond ASCII.
const OTHER: u8 = 4;

#[expect(clippy::indexing_slicing, reason = "a byte is below 256, the table's length")]
#[inline]
fn kind_in_name(byte: u8) -> u8 {
    const KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            #[expect(clippy::cast_possible_truncation, reason = "the index is below 256")]
            let kind = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' => WORD,
                b'.' => DOT,
                b'0'..=b'9' | b'_' | b'<' | b'>' | 0x80.. => OTHER,
                _ => 0,
            };
            kinds[byte] = kind;
            byte += 1;
        }
        kinds
    };
    KINDS[byte as usize]
}

/// Whether the bytes are one part of a qualified name: an identifier, or `<locals>` and its like.
fn is_name(part: &[u8]) -> bool {
    match part {
        [] | [b'0'..=b'9', ..] => false,
        [b'<', inner @ .., b'>'] => !inner.is_empty() && !inner.iter().any(|byte| matches!(byte, b'<' | b'>')),
        _ => !part.iter().any(|byte| matches!(byte, b'<' | b'>')),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_look_says_what_the_whole_look_says(line in "[a-zA-Z0-9._]{0,20}[a-z._:<>0-9 É\x00-\x7f]{0,4}[a-z.: ]{0,12}") {
            let whole = any_exception_type(line.as_bytes());
            match plain_type(line.as_bytes()) {
                Plain::Type(length) => prop_assert_eq!(Some(length), whole),
                Plain::None => prop_assert_eq!(None, whole),
                Plain::Unsure => {}
            }
        }
    }

    #[test]
    fn plain_types_are_told_at_the_first_look() {
        for line in [
            "ValueError: x <- y",
            "json.decoder.JSONDecodeError: Expecting value",
            "a.b.Oops: 1234567",
            "psycopg2.errors._A9: 123",
        ] {
            assert!(matches!(plain_type(line.as_bytes()), Plain::Type(_)), "{line}");
        }
        for line in [
            "two words and more",
            ".hidden: x 1234",
            "a..b.Oops: 1234567",
            "a.: 12345678",
            "a.9b: 12345678",
            "9: 12345678",
            "a\x7f: 123456",
        ] {
            assert!(matches!(plain_type(line.as_bytes()), Plain::None), "{line}");
        }
    }
}
