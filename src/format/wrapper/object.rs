//! The members of one JSON object on one line, without building a tree (RFC 8259).
//!
//! ```text
//! object = "{" [ member ( "," member )* ] "}"       member = string ":" value
//! value  = string | anything else, which is only skipped over
//! ```
//!
//! Lenient about what does not matter here: numbers are not checked, and bytes that are not UTF-8 go through as they are.
//! Nesting is skipped with a counter, so that no depth is too deep.

use std::borrow::Cow;

/// A member's value, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// What stands between the quotes of a string, its escapes not undone.
    Text(&'a [u8]),
    /// Anything else: a number, a word, an array or an object.
    Other(&'a [u8]),
}

/// Calls `each` with every member's key and value; gives the byte behind the object.
///
/// `None` when `line` does not begin with an object, or `each` breaks off by returning `None`.
pub(super) fn members<'a>(line: &'a [u8], mut each: impl FnMut(&'a [u8], Value<'a>) -> Option<()>) -> Option<usize> {
    let mut at = blanks(line, expect(line, blanks(line, 0), b'{')?);
    if let Some(end) = expect(line, at, b'}') {
        return Some(end);
    }
    loop {
        let (key, end) = string(line, at)?;
        at = blanks(line, expect(line, blanks(line, end), b':')?);
        let (value, end) = value(line, at)?;
        each(key, value)?;
        at = blanks(line, end);
        match line.get(at)? {
            b',' => at = blanks(line, at + 1),
            b'}' => return Some(at + 1),
            _ => return None,
        }
    }
}

/// The elements of an array as written; empty when it is none.
pub(super) fn elements(array: &[u8]) -> Vec<Value<'_>> {
    let mut all = Vec::new();
    let Some(mut at) = expect(array, 0, b'[').map(|at| blanks(array, at)) else { return all };
    while let Some((value, end)) = value(array, at) {
        all.push(value);
        at = blanks(array, end);
        match expect(array, at, b',') {
            Some(next) => at = blanks(array, next),
            None => break,
        }
    }
    all
}

fn expect(text: &[u8], at: usize, byte: u8) -> Option<usize> {
    (text.get(at) == Some(&byte)).then_some(at + 1)
}

fn blanks(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count()
}

/// The byte behind the member, key and value, that starts at `at`.
pub(super) fn member_end(text: &[u8], at: usize) -> Option<usize> {
    let (_, end) = string(text, at)?;
    let at = blanks(text, expect(text, blanks(text, end), b':')?);
    value(text, at).map(|(_, end)| end)
}

/// The text of the string that starts at `at`, and the byte behind its closing quote.
fn string(text: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let start = expect(text, at, b'"')?;
    let mut end = start;
    loop {
        end += memchr::memchr2(b'"', b'\\', text.get(end..)?)?;
        if text.get(end) == Some(&b'"') {
            return Some((text.get(start..end)?, end + 1));
        }
        end += 2;
    }
}

/// The value that starts at `at`, and the byte behind it.
pub(super) fn value(text: &[u8], at: usize) -> Option<(Value<'_>, usize)> {
    match text.get(at)? {
        b'"' => string(text, at).map(|(text, end)| (Value::Text(text), end)),
        b'{' | b'[' => {
            let (mut depth, mut end) = (0_usize, at);
            loop {
                end += memchr_structure(text.get(end..)?)?;
                match text.get(end)? {
                    b'"' => {
                        end = string(text, end)?.1;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    _ => depth -= 1,
                }
                end += 1;
                if depth == 0 {
                    return Some((Value::Other(text.get(at..end)?), end));
                }
            }
        }
        _ => {
            let rest = text.get(at..)?;
            let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
            (length > 0).then_some((Value::Other(rest.get(..length)?), at + length))
        }
    }
}

fn memchr_structure(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']'))
}

/// The text of a string with its escapes undone. What is no valid escape stays as it is.
pub(super) fn unescape(text: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = memchr::memchr(b'\\', text) else { return Cow::Borrowed(text) };
    let mut out = Vec::with_capacity(text.len());
    let (mut done, mut at) = (0, Some(first));
    while let Some(escape) = at {
        out.extend_from_slice(text.get(done..escape).unwrap_or_default());
        done = escape + 2;
        match text.get(escape + 1) {
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(b'r') => out.push(b'\r'),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(byte @ (b'"' | b'\\' | b'/')) => out.push(*byte),
            Some(b'u') => match code_point(text, escape) {
                Some((point, end)) => {
                    let mut buffer = [0; 4];
                    out.extend_from_slice(point.encode_utf8(&mut buffer).as_bytes());
                    done = end;
                }
                None => out.extend_from_slice(b"\\u"),
            },
            Some(byte) => out.extend_from_slice(&[b'\\', *byte]),
            None => out.push(b'\\'),
        }
        at = text.get(done..).and_then(|rest| memchr::memchr(b'\\', rest)).map(|at| done + at);
    }
    out.extend_from_slice(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The character that `\uXXXX` or a pair of surrogates stands for; half a pair is U+FFFD.
fn code_point(text: &[u8], at: usize) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |value, byte| Some(value * 16 + char::from(*byte).to_digit(16)?))
    };
    let first = unit(at)?;
    let second = unit(at + 6).filter(|second| (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(second));
    Some(match second {
        Some(second) => {
            let point = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER), at + 12)
        }
        None => (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), at + 6),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Vec<(String, String)>> {
        let mut all = Vec::new();
        members(line.as_bytes(), |key, value| {
            let text = match value {
                Value::Text(text) => unescape(text).into_owned(),
                Value::Other(raw) => raw.to_vec(),
            };
            all.push((String::from_utf8_lossy(key).into_owned(), String::from_utf8_lossy(&text).into_owned()));
            Some(())
        })?;
        Some(all)
    }

    #[test]
    fn members_are_read_in_order() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(read("{}"), Some(Vec::new()));
        assert_eq!(
            read(r#" { "a" : "x\ny", "b":[1,{"]":"}"}], "c":null ,"d":-1.5e3} rest"#),
            Some(vec![pair("a", "x\ny"), pair("b", r#"[1,{"]":"}"}]"#), pair("c", "null"), pair("d", "-1.5e3")])
        );
    }

    #[test]
    fn what_is_no_object_is_not_read() {
        for line in
            ["", "{", "[]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":\"x}", "{\"a\":1,}", "{a:1}", "{\"a\":[[}"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn escapes_are_undone_and_half_ones_stay() {
        let undone = |text: &str| String::from_utf8(unescape(text.as_bytes()).into_owned()).unwrap();
        assert_eq!(undone(r#"\"\\\/\b\f\n\r\t"#), "\"\\/\u{8}\u{c}\n\r\t");
        assert_eq!(undone(r"\u003cmodule\u003e \ud83d\ude00 \ud83d."), "<module> \u{1f600} \u{fffd}.");
        assert_eq!(undone(r"\x \u12 \"), r"\x \u12 \");
    }

    #[test]
    fn elements_of_an_array_are_read() {
        assert_eq!(elements(b"[72, 105 ]"), [Value::Other(b"72"), Value::Other(b"105")]);
        assert!(elements(b"72").is_empty());
    }

    #[test]
    fn any_nesting_is_survived() {
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert_eq!(read(&deep), None);
    }
}
