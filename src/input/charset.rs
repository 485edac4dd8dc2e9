//! Encodings of text, by name or by what the first bytes look like, and their decoding to UTF-8.
//!
//! Names are those of the WHATWG Encoding Standard, with Python's and iconv's spellings of the commonest; decoding is
//! the standard's, so that `latin-1` is windows-1252, its superset. UTF-16 without a name is told by its mark or its
//! NULs (`sniff`).
//!
//! Latin-1 has no mark. A head counts as Latin-1 when it holds bytes that are not UTF-8 and stand where letters stand
//! in words, and hardly any character of UTF-8. Then every *line* that is not UTF-8 is read as windows-1252; the others
//! stay. A UTF-8 log with some broken bytes stays UTF-8: they become U+FFFD.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Letters that are not UTF-8 from which on a source is Latin-1; fewer are broken bytes of something else.
const LEAST_LETTERS: usize = 3;

/// How bytes are to be read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// As the first bytes of each source suggest.
    #[default]
    Auto,
    /// In this encoding, whatever the bytes.
    Named(&'static Encoding),
}

impl Charset {
    /// The encoding of that name; `auto` is [`Charset::Auto`]. `None` if there is none.
    ///
    /// ```
    /// # use errmon::input::Charset;
    /// assert_eq!(Charset::named("auto"), Some(Charset::Auto));
    /// assert_eq!(Charset::named("Latin-1"), Charset::named("iso-8859-1"));
    /// assert_eq!(Charset::named("klingon"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase().replace('_', "-");
        let label = match name.as_str() {
            "auto" => return Some(Self::Auto),
            "latin-1" => "latin1",
            "utf16" => "utf-16",
            "cp932" | "shift-jis" => "shift_jis",
            other => other,
        };
        Encoding::for_label(label.as_bytes()).map(Self::Named)
    }
}

/// What becomes of a source's bytes before they are text.
pub(crate) enum Decode {
    /// Lines that are not UTF-8 are windows-1252.
    MostlyLatin1,
    /// One encoding throughout.
    Whole(Box<Whole>),
}

/// A decoder at work.
pub(crate) struct Whole {
    decoder: encoding_rs::Decoder,
    text: Vec<u8>,
    unit: Unit,
}

/// How a line feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Byte,
    LowFirst,
    HighFirst,
}

impl Decode {
    /// What the encoding needs; UTF-8 needs nothing.
    pub(crate) fn new(encoding: &'static Encoding) -> Option<Self> {
        if encoding == UTF_8 {
            return None;
        }
        let unit = match encoding {
            _ if encoding == UTF_16LE => Unit::LowFirst,
            _ if encoding == UTF_16BE => Unit::HighFirst,
            _ => Unit::Byte,
        };
        let decoder = encoding.new_decoder_without_bom_handling();
        Some(Self::Whole(Box::new(Whole { decoder, text: Vec::new(), unit })))
    }

    /// How a line feed is written.
    pub(crate) fn unit(&self) -> Unit {
        match self {
            Self::MostlyLatin1 => Unit::Byte,
            Self::Whole(whole) => whole.unit,
        }
    }

    /// Whether lines must be whole to be decoded.
    pub(crate) fn needs_lines(&self) -> bool {
        matches!(self, Self::MostlyLatin1)
    }
}

impl Whole {
    /// Whether characters are wider than a byte.
    pub(crate) fn is_wide(&self) -> bool {
        self.unit != Unit::Byte
    }

    /// The text of the next bytes; a character that is cut comes with the bytes that complete it.
    pub(crate) fn decode(&mut self, bytes: &[u8], is_end: bool) -> &[u8] {
        // The standard's decoders never give more than three bytes for one, and some for what they hold.
        let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len().saturating_mul(3));
        self.text.resize(room, 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.text, is_end);
        self.text.get(..written).unwrap_or_default()
    }
}

/// A line of a source that is mostly Latin-1, if it is not UTF-8.
pub(crate) fn latin1_line(line: &[u8]) -> Option<String> {
    if std::str::from_utf8(line).is_ok() {
        return None;
    }
    Some(WINDOWS_1252.decode_without_bom_handling(line).0.into_owned())
}

/// Calls `each` for every part of a line that ends in `bytes`, and for what follows the last one.
///
/// `phase` is 1 when the first byte is the second half of a wide character.
pub(crate) fn split_lines<'a>(bytes: &'a [u8], unit: Unit, phase: usize, mut each: impl FnMut(&'a [u8], bool)) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'\n', bytes) {
        let end = match unit {
            Unit::Byte => Some(at + 1),
            Unit::LowFirst => ((at + phase).is_multiple_of(2) && bytes.get(at + 1) == Some(&0)).then_some(at + 2),
            Unit::HighFirst => (!(at + phase).is_multiple_of(2)
                && at.checked_sub(1).is_some_and(|before| bytes.get(before) == Some(&0)))
            .then_some(at + 1),
        };
        if let Some(end) = end {
            each(bytes.get(from..end).unwrap_or_default(), true);
            from = end;
        }
    }
    if let Some(rest) = bytes.get(from..).filter(|rest| !rest.is_empty()) {
        each(rest, false);
    }
}

/// Whether the head of a source is Latin-1 rather than UTF-8.
pub(crate) fn is_latin1(head: &[u8]) -> bool {
    let (mut characters, mut letters, mut faults) = (0_usize, 0_usize, 0_usize);
    let mut position = 0;
    while let Some(rest) = head.get(position..) {
        let (valid, fault) = match std::str::from_utf8(rest) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = rest.get(..error.valid_up_to()).unwrap_or_default();
                // A character that the head's end cuts is no fault.
                (std::str::from_utf8(valid).unwrap_or_default(), error.error_len())
            }
        };
        characters += valid.chars().filter(|character| !character.is_ascii()).count();
        let Some(length) = fault else { break };
        position += valid.len();
        match judge(head, position) {
            Some(true) => letters += 1,
            Some(false) => faults += 1,
            None => {}
        }
        // Two letters in a row can look like the start of one character: each is judged.
        position += length.min(1);
    }
    letters >= LEAST_LETTERS && faults * 4 <= letters && characters * 3 <= letters
}

/// Whether a byte stands where a letter of Latin-1 stands; signs tell nothing.
fn judge(head: &[u8], position: usize) -> Option<bool> {
    let byte = *head.get(position)?;
    let before = position.checked_sub(1).and_then(|at| head.get(at)).copied().unwrap_or(b' ');
    let after = head.get(position + 1).copied().unwrap_or(b' ');
    match byte {
        // The largest two are letters too, but far more often a broken mark or padding.
        0xdf..=0xf6 | 0xf8..=0xfd => Some(before.is_ascii_alphabetic() || after.is_ascii_alphabetic()),
        0xc0..=0xd6 | 0xd8..=0xde => {
            Some(!before.is_ascii_lowercase() && (after.is_ascii_alphabetic() || before.is_ascii_uppercase()))
        }
        // Currency, quotation marks, dashes, degrees and the like, as windows-1252 has them.
        0x80 | 0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b | 0xa0..=0xbf => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_letters_of_latin1_are_told_from_broken_utf8() {
        for text in [
            &b"2026-11-23 ERROR Gr\xf6\xdfe \xfcberschritten: 5 \x80\n"[..],
            b"ERROR \xc4nderung in der Stra\xdfe: caf\xe9\n",
            b"d\xe9j\xe0 vu, d\xe9j\xe0 vu \xab ici \xbb\n",
            b"na\xefve fa\xe7ade, na\xc3\xafve elsewhere; se\xf1or, ma\xf1ana, ni\xf1o, a\xf1o, espa\xf1a, r\xedo, \
              t\xedo, m\xedo, fr\xedo, l\xedo\n",
        ] {
            assert!(is_latin1(text), "{}", text.escape_ascii());
        }
        for text in [
            &b"plain\n"[..],
            b"ERROR no such file: caf\xe9\n",
            "Größe überschritten 中文\n".as_bytes(),
            "Größe überschritten\nfile caf\u{e9}".as_bytes(),
            b"d\xc3\xa9p\xc3\xb4t: file caf\xe9-\xff\xfe.txt is unreadable\n",
            b"cut in a character: Gr\xc3",
            b"cut in a character: Gr\xc3\nand on\n",
            b"bytes \xff\xfe\xfd of nothing\n",
            b"cut in a wide one: \xe4\xb8\n",
            b"\x89PNG \xd0\xd1\xd2 \xff\n",
        ] {
            assert!(!is_latin1(text), "{}", text.escape_ascii());
        }
    }

    #[test]
    fn wide_lines_end_where_a_whole_character_is_a_line_feed() {
        let text: Vec<u8> = "a\u{0a00}\u{000a}\u{0a0a}b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let parts = |bytes: &[u8], unit, phase| {
            let mut lengths = Vec::new();
            split_lines(bytes, unit, phase, |part, is_end| lengths.push((part.len(), is_end)));
            lengths
        };
        assert_eq!(parts(&text, Unit::LowFirst, 0), [(6, true), (6, true)]);
        let text: Vec<u8> = "a\u{0a00}\u{000a}\u{0a0a}b\nc".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(parts(&text, Unit::HighFirst, 0), [(6, true), (6, true), (2, false)]);
        assert_eq!(parts(&text[1..], Unit::HighFirst, 1), [(5, true), (6, true), (2, false)]);
    }
}
