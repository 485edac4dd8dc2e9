//! Places in one line: the end of blanks, the next level, the bracket that closes.

use crate::format::any_stamp;
use crate::format::infer::class::{is_context_of_tomcat, is_function};
use crate::format::infer::level_end;

/// Longest text of a field.
pub(crate) const FIELD_BYTES: usize = 120;
/// Longest key.
const KEY_BYTES: usize = 40;
/// How far behind the place reached the level or the stamp may stand.
const ANCHOR_BYTES: usize = 200;

pub(crate) fn blanks(line: &[u8], at: usize) -> usize {
    line.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count()
}

/// The end of the key at `at`, which a mark may follow.
pub(crate) fn key_end(line: &[u8], at: usize) -> usize {
    at + line.get(at..).unwrap_or_default().iter().take(KEY_BYTES).take_while(|byte| is_of_key(**byte)).count()
}

/// Keys of pairs are made of it.
pub(crate) fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

/// Where the next upper-case level word begins.
pub(crate) fn next_level(line: &[u8], at: usize) -> Option<usize> {
    let limit = line.len().min(at + ANCHOR_BYTES);
    let mut start = true;
    for index in at..limit {
        let byte = *line.get(index)?;
        if start && byte.is_ascii_uppercase() && level_end(line, index).is_some() {
            return Some(index);
        }
        start = !(byte.is_ascii_alphanumeric() || byte == b'_');
    }
    None
}

/// Where the next stamp begins.
pub(crate) fn next_stamp(line: &[u8], at: usize) -> Option<usize> {
    let may_start = |at: &usize| *at == 0 || line.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
    let limit = line.len().min(at + ANCHOR_BYTES);
    (at..limit).filter(may_start).find(|at| any_stamp::recognise(line, *at).is_some())
}

/// The closing bracket that belongs to the one before `at`.
pub(crate) fn closer(line: &[u8], at: usize, close: u8) -> Option<usize> {
    let open = match close {
        b']' => b'[',
        b')' => b'(',
        b'>' => b'<',
        b'}' => b'{',
        _ => 0,
    };
    let mut depth = 0_usize;
    for (index, byte) in line.get(at..line.len().min(at + FIELD_BYTES))?.iter().enumerate() {
        if *byte == close {
            if depth == 0 {
                return Some(at + index);
            }
            depth -= 1;
        } else if *byte == open && open != 0 {
            depth += 1;
        }
    }
    None
}

/// Brackets are closed in it, and it is not a name with a number in brackets behind it.
pub(crate) fn is_whole(text: &[u8]) -> bool {
    let count = |mark: u8| memchr::memchr_iter(mark, text).count();
    let opened = matches!(text.first(), Some(b'[' | b'(' | b'<' | b'{'));
    is_context_of_tomcat(line_number(text).unwrap_or(text))
        || (!opened || is_function(text))
            && text.last() != Some(&b']')
            && [(b'[', b']'), (b'(', b')'), (b'<', b'>'), (b'{', b'}')]
                .iter()
                .all(|(open, close)| count(*open) == count(*close))
}

/// What stands before `:123`.
pub(crate) fn line_number(text: &[u8]) -> Option<&[u8]> {
    let colon = memchr::memrchr(b':', text)?;
    let number = text.get(colon + 1..)?;
    (colon > 0 && !number.is_empty() && number.len() <= 6 && number.iter().all(u8::is_ascii_digit))
        .then(|| text.get(..colon))?
}
