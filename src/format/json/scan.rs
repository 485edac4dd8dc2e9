//! JSON as bytes, read forward once and never built into a tree (RFC 8259).
//!
//! The reader is lenient where logs are: a text that ends inside a value gives what is there and says so, raw control
//! characters and invalid UTF-8 inside strings are kept, and a lone surrogate becomes U+FFFD. Nothing recurses: nesting
//! is counted. Python's own literals are read as well, since `str` of a dict stands where JSON is meant: strings in single
//! quotes, `None`, and the escapes `\x` and `\U`. Pairs `key=value` are in `pairs.rs`.

use crate::format::json::pairs;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The text between the quotes; with escapes in it or not.
    String {
        escaped: bool,
    },
    /// Text of a pair that stands without quotes.
    Bare,
    /// A number, `true`, `false`, or what else is no other kind.
    Plain,
    /// The key of a pair without a value, which means `true`.
    Flag,
    Null,
    Object,
    Array,
}

/// A value of a JSON text: its range of bytes, quotes of a string excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

impl Value {
    /// The bytes of the value.
    pub(crate) fn of(self, text: &[u8]) -> &[u8] {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Appends the value as text: a string without its escapes, anything else as written, `null` as nothing.
    pub(crate) fn append_to(self, text: &[u8], out: &mut Vec<u8>) {
        match self.kind {
            Kind::String { escaped: true } if is_escaped(self.of(text)) => unescape(self.of(text), out),
            Kind::Bare => pairs::append_bare(self.of(text), out),
            Kind::Flag => out.extend_from_slice(b"true"),
            Kind::Null => {}
            _ => out.extend_from_slice(self.of(text)),
        }
    }

    /// The value as text.
    pub(crate) fn to_text(self, text: &[u8]) -> String {
        let mut out = Vec::new();
        self.append_to(text, &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }
}

impl Kind {
    /// It is a text.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::String { .. } | Self::Bare)
    }
}

/// Reads the members of an object, or the elements of an array, one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Members<'t> {
    pub(super) text: &'t [u8],
    pub(super) at: usize,
    pub(super) end: usize,
    /// How pairs are read, where the members are no object's.
    pub(super) pairs: Option<pairs::Reading>,
    /// The next key, where it was read to see that the value before it ends.
    pub(super) next_key: Option<Value>,
    /// The closing bracket was met.
    pub(crate) is_closed: bool,
}

impl<'t> Members<'t> {
    /// The object or array that is all of `text` between `start` and `end`, from its bracket on.
    pub(crate) fn of(text: &'t [u8], start: usize, end: usize) -> Self {
        Self { text, at: start + 1, end, pairs: None, next_key: None, is_closed: false }
    }

    pub(super) fn byte(&self) -> Option<u8> {
        if self.at < self.end { self.text.get(self.at).copied() } else { None }
    }

    fn skip_blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b':')) {
            self.at += 1;
        }
    }

    /// The next member of an object, with its key as written. A member that the end cuts off is given as far as it goes.
    #[inline]
    pub(crate) fn next_member(&mut self) -> Option<(&'t [u8], Value)> {
        if self.pairs.is_some() {
            return self.next_pair();
        }
        let key = match self.next_key.take() {
            Some(key) => key,
            None => self.key()?,
        };
        let value = self.member_value()?;
        Some((key.of(self.text), value))
    }

    fn key(&mut self) -> Option<Value> {
        self.skip_blanks();
        match self.byte()? {
            b'"' | b'\'' => return Some(self.string()),
            b'}' => {
                self.at += 1;
                self.is_closed = true;
            }
            _ => {}
        }
        None
    }

    /// The next element of an array.
    #[inline]
    pub(crate) fn next_value(&mut self) -> Option<Value> {
        self.skip_blanks();
        let start = self.at;
        let kind = match self.byte()? {
            b'"' | b'\'' => return Some(self.string()),
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'}' | b']' => {
                self.at += 1;
                self.is_closed = true;
                return None;
            }
            _ => {
                while !matches!(self.byte(), None | Some(b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n')) {
                    self.at += 1;
                }
                let is_null = matches!(self.text.get(start..self.at), Some(b"null" | b"None"));
                let kind = if is_null { Kind::Null } else { Kind::Plain };
                return Some(Value { start, end: self.at, kind });
            }
        };
        self.skip_nested();
        Some(Value { start, end: self.at, kind })
    }

    /// Passes over an object or array, of whatever depth.
    fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' | b'\'' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// The string whose opening quote stands here.
    #[inline]
    pub(super) fn string(&mut self) -> Value {
        let quote = if self.byte() == Some(b'\'') { b'\'' } else { b'"' };
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            let rest = self.text.get(self.at..self.end).unwrap_or_default();
            let Some(found) = memchr::memchr2(quote, b'\\', rest) else {
                self.at = self.end;
                return Value { start, end: self.end, kind: Kind::String { escaped } };
            };
            if rest.get(found) == Some(&quote) {
                let end = self.at + found;
                self.at = end + 1;
                return Value { start, end, kind: Kind::String { escaped } };
            }
            escaped = true;
            self.at = (self.at + found + 2).min(self.end);
        }
    }
}

/// Whether the backslashes of a text are those of escapes. In a path of Windows that a format string printed one stands
/// behind a colon, and some before what is no escape.
fn is_escaped(raw: &[u8]) -> bool {
    memchr::memmem::find(raw, b":\\").is_none() || {
        let mut rest = raw;
        while let Some(at) = memchr::memchr(b'\\', rest) {
            let escape = rest.get(at + 1..).unwrap_or_default();
            let hexadecimal = |digits: usize| escape.iter().skip(1).take(digits).all(u8::is_ascii_hexdigit);
            let is_known = match escape.first() {
                Some(b'u') => hexadecimal(4),
                Some(b'x') => hexadecimal(2),
                Some(b'U') => hexadecimal(8),
                Some(byte) => b"ntrbfav0/\\\"'\n".contains(byte),
                None => true,
            };
            if !is_known {
                return false;
            }
            rest = escape.get(1..).unwrap_or_default();
        }
        true
    }
}

/// Appends the text of a string with escapes.
pub(crate) fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at + 1..).unwrap_or_default();
        let mut length = 1;
        match escape.first() {
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(b'r') => out.push(b'\r'),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(b'u' | b'x' | b'U') => {
                let (character, used) = unicode(escape);
                length = used;
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Some(other) => out.push(*other),
            None => {}
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// The character of an escape that begins with `u`, `x` or `U`, and the bytes used.
fn unicode(escape: &[u8]) -> (char, usize) {
    let digits = match escape.first() {
        Some(b'x') => 2,
        Some(b'U') => 8,
        _ => 4,
    };
    let unit = |from: usize| {
        let digits = std::str::from_utf8(escape.get(from..from + digits)?).ok()?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(1) else { return (char::REPLACEMENT_CHARACTER, 1) };
    if digits != 4 {
        return (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 1 + digits);
    }
    if (0xd800..0xdc00).contains(&first)
        && escape.get(5..7) == Some(b"\\u")
        && let Some(second) = unit(7).filter(|unit| (0xdc00..0xe000).contains(unit))
    {
        let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 11);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unescaped(raw: &str) -> String {
        let mut out = Vec::new();
        unescape(raw.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn escapes_are_undone_and_lone_surrogates_replaced() {
        assert_eq!(unescaped(r#"a\n\t\"\\\/\u00fc"#), "a\n\t\"\\/ü");
        assert_eq!(unescaped(r"\ud83d\ude00"), "😀");
        assert_eq!(unescaped(r"\ud83d x \ude00 \u12"), "\u{fffd} x \u{fffd} \u{fffd}12");
        assert_eq!(unescaped(r"it\'s \x41\U0001f600 \xZ \U0001"), "it's A😀 \u{fffd}Z \u{fffd}0001");
    }

    #[test]
    fn paths_of_windows_have_no_escapes() {
        let told = |text: &str| {
            Value { start: 0, end: text.len(), kind: Kind::String { escaped: true } }.to_text(text.as_bytes())
        };
        assert_eq!(told(r"no C:\Users\new"), r"no C:\Users\new");
        assert_eq!(told(r"no C:\\Users\\new"), r"no C:\Users\new");
        assert_eq!(told(r"Plan:\nnew"), "Plan:\nnew");
    }

    #[test]
    fn a_text_that_ends_inside_a_string_gives_what_is_there() {
        let text = br#"{"a":1,"b":"cut o"#;
        let mut members = Members::of(text, 0, text.len());
        assert_eq!(members.next_member().unwrap().1.of(text), b"1");
        assert_eq!(members.next_member().unwrap().1.of(text), b"cut o");
        assert!(members.next_member().is_none() && !members.is_closed);
    }

    #[test]
    fn the_text_of_a_python_dict_is_read_as_an_object() {
        let text = br#"{'a': 'it\'s "x"', 'b': None, 'c': [{'d': "o'k"}], 'e': True}"#;
        let mut members = Members::of(text, 0, text.len());
        assert_eq!(members.next_member().unwrap().1.to_text(text), "it's \"x\"");
        assert_eq!(members.next_member().unwrap().1.kind, Kind::Null);
        assert_eq!(members.next_member().unwrap().1.to_text(text), r#"[{'d': "o'k"}]"#);
        assert_eq!(members.next_member().unwrap().1.to_text(text), "True");
        assert!(members.next_member().is_none() && members.is_closed);
    }

    #[test]
    fn deep_nesting_is_passed_over() {
        let text = format!(r#"{{"a":{}1{},"b":2}}"#, "[".repeat(100_000), "]".repeat(100_000));
        let mut members = Members::of(text.as_bytes(), 0, text.len());
        members.next_member().unwrap();
        assert_eq!(members.next_member().unwrap().0, b"b");
    }

    proptest! {
        #[test]
        fn any_bytes_end(text in prop::collection::vec(prop::sample::select(b"{}[]\",:\\u1 n".to_vec()), 0..80)) {
            let mut members = Members::of(&text, 0, text.len());
            let mut count = 0;
            while members.next_member().is_some() { count += 1; }
            prop_assert!(count <= text.len());
        }
    }
}
