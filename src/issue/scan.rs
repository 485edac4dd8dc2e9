//! One line of a message, scanned into its template: the walk over words and marks.
//!
//! ```text
//! line   = ( word | quoted | path | placeholder | sign number | blank | mark )*
//! word   = ( letter | digit | "_" | byte ≥ 0x80 )+        with the tests of `words` and `numbers`
//! quoted = quote … quote                                  quote = "'" | '"' | "`", on the same line
//! ```
//!
//! An opening quote stands after no word and before no blank; a closing one stands before no word. A word that touches
//! a placeholder is only looked at for its digits, so that the text of a template scans to itself.

use crate::issue::template::{Kind, MAX_BYTES, TemplateOptions, Text};

pub(crate) const LETTER: u8 = 1;
pub(crate) const DIGIT: u8 = 2;
pub(crate) const UNDERSCORE: u8 = 4;
/// `a` to `f`.
pub(crate) const HEX_LOWER: u8 = 8;
/// `A` to `F`.
pub(crate) const HEX_UPPER: u8 = 16;
/// A letter that is no hexadecimal digit.
pub(crate) const NOT_HEX: u8 = 32;
/// A byte outside words that the walk must look at.
const MARK: u8 = 64;

const fn classify(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => DIGIT,
        b'a'..=b'f' => LETTER | HEX_LOWER,
        b'A'..=b'F' => LETTER | HEX_UPPER,
        b'g'..=b'z' | b'G'..=b'Z' | 0x80.. => LETTER | NOT_HEX,
        b'_' => UNDERSCORE,
        0..=b' ' | 0x7f | b'\'' | b'"' | b'`' | b'/' | b'<' | b'+' | b'-' | b':' | b',' | b';' | b'\\' => MARK,
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

/// Whether a line was taken to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Whole,
    Cut,
}

impl Outcome {
    pub(crate) fn is_cut(self) -> bool {
        self == Self::Cut
    }
}

/// Scans one trimmed line and writes its template.
pub(crate) fn scan_line(line: &[u8], options: TemplateOptions, out: &mut Text) -> Outcome {
    /// The most bytes that one byte of a message can become.
    const GROWTH: usize = 6;
    let is_near_full = out.len() + line.len() * GROWTH >= MAX_BYTES;
    let mut scan = Scan {
        line,
        options,
        out,
        written: 0,
        masked_end: None,
        at_sign: memchr::memchr(b'@', line),
        unclosed: [false; 3],
        no_path_until: 0,
        is_near_full,
    };
    scan.run()
}

/// The state of one line's scan. Positions are byte offsets into `line`.
pub(crate) struct Scan<'a> {
    pub(crate) line: &'a [u8],
    pub(crate) options: TemplateOptions,
    out: &'a mut Text,
    /// All before it is in `out`.
    written: usize,
    /// Where the last placeholder ended.
    pub(crate) masked_end: Option<usize>,
    /// The next `@`, if any.
    pub(crate) at_sign: Option<usize>,
    /// For each quote, whether it is known that no closing one follows.
    unclosed: [bool; 3],
    /// No path starts before it.
    pub(crate) no_path_until: usize,
    /// Whether the template may reach its limit within this line.
    is_near_full: bool,
}

impl Scan<'_> {
    /// The byte at a position; NUL, which is no part of anything, beyond the end.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> u8 {
        self.line.get(position).copied().unwrap_or(0)
    }

    /// The byte before a position; NUL at the start.
    #[inline]
    pub(crate) fn before(&self, position: usize) -> u8 {
        position.checked_sub(1).map_or(0, |position| self.at(position))
    }

    pub(crate) fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.line.get(from..to).unwrap_or_default()
    }

    /// Whether a placeholder ends exactly here.
    #[inline]
    pub(crate) fn is_attached(&self, position: usize) -> bool {
        self.masked_end == Some(position)
    }

    fn write_until(&mut self, position: usize) {
        if let Some(text) = self.line.get(self.written..position)
            && !text.is_empty()
        {
            self.out.push(text);
        }
        self.written = position;
    }

    /// Replaces a part by the placeholder of `kind`, or leaves it where that kind is not masked. Returns `to`.
    #[inline]
    pub(crate) fn mask(&mut self, from: usize, to: usize, kind: Kind) -> usize {
        self.mask_as(from, to, kind, kind)
    }

    /// Like [`Self::mask`], shown as another kind than the one that switches it.
    pub(crate) fn mask_as(&mut self, from: usize, to: usize, kind: Kind, shown: Kind) -> usize {
        if self.options.masks(kind) {
            self.write_until(from);
            self.out.push(shown.placeholder().as_bytes());
            self.written = to;
            self.masked_end = Some(to);
        }
        to
    }

    fn run(&mut self) -> Outcome {
        let mut position = 0;
        while position < self.line.len() {
            let byte = self.at(position);
            let class = class(byte);
            if class & (LETTER | DIGIT | UNDERSCORE) != 0 {
                position = self.word(position);
            } else if byte == b' ' && self.at(position + 1) > b' ' && !self.is_near_full {
                position = self.skip_prose(position + 1);
            } else if class & MARK == 0 {
                position += 1;
            } else {
                if matches!(byte, b' ' | b',' | b';' | b'\t') && self.is_full(position) {
                    self.write_until(position);
                    return Outcome::Cut;
                }
                position = self.mark(position, byte);
            }
        }
        self.write_until(self.line.len());
        Outcome::Whole
    }

    /// Skips words that cannot be masked, eight bytes at a time, and returns the start of the first word not skipped.
    ///
    /// `start` is the first byte of a word. Only lower-case letters and single blanks are skipped, and only where each
    /// four of them hold something else than `a` to `f`, so that no hexadecimal word of eight letters is among them.
    #[inline]
    fn skip_prose(&self, start: usize) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        const LOW_HALF: u64 = 0x8080_8080;
        if self.at_sign.is_some() {
            return start;
        }
        let mut position = start;
        let mut blank_before = true;
        while let Some(block) = self.line.get(position..).and_then(<[u8]>::first_chunk::<8>) {
            let bytes = u64::from_le_bytes(*block);
            let low = bytes & !HIGH;
            let from_a = low + ONES * (0x80 - 0x61);
            let from_g = low + ONES * (0x80 - 0x67);
            let beyond_z = low + ONES * (0x80 - 0x7b);
            let letters = from_a & !beyond_z & !bytes & HIGH;
            let not_blank = (bytes ^ (ONES * 0x20)) | (((bytes ^ (ONES * 0x20)) & !HIGH) + !HIGH);
            let blanks = !not_blank & HIGH;
            let not_hex = (letters & from_g) | blanks;
            if letters | blanks != HIGH
                || blanks & (blanks << 8) != 0
                || (blank_before && blanks & 0x80 != 0)
                || not_hex & LOW_HALF == 0
                || not_hex >> 32 == 0
            {
                break;
            }
            blank_before = blanks >> 63 != 0;
            position += 8;
        }
        while position > start && self.before(position) != b' ' {
            position -= 1;
        }
        if self.at(position) <= b' ' { position - 1 } else { position }
    }

    fn is_full(&self, position: usize) -> bool {
        self.out.len() + position.saturating_sub(self.written) >= MAX_BYTES
    }

    fn mark(&mut self, position: usize, byte: u8) -> usize {
        match byte {
            b' ' if self.at(position + 1) > b' ' => position + 1,
            0..=b' ' | 0x7f => self.blanks(position),
            b'\'' => self.quoted(position, 0),
            b'"' => self.quoted(position, 1),
            b'`' => self.quoted(position, 2),
            b'/' => self.slash(position),
            b'\\' => self.share(position),
            b'<' => self.placeholder_end(position).map_or(position + 1, |end| {
                self.masked_end = Some(end);
                end
            }),
            b'+' | b'-' if class(self.at(position + 1)) & DIGIT != 0 && self.allows_sign(position) => {
                let (end, classes) = self.word_end(position + 1);
                self.number(position, position + 1, end, classes)
            }
            b':' if self.at(position + 1) == b':' && !is_word(self.before(position)) && !self.is_attached(position) => {
                self.ip_v6(position).map_or(position + 2, |end| self.mask(position, end, Kind::Ip))
            }
            _ => position + 1,
        }
    }

    fn blanks(&mut self, position: usize) -> usize {
        let mut end = position;
        while end < self.line.len() && matches!(self.at(end), 0..=b' ' | 0x7f) {
            end += 1;
        }
        if self.slice(position, end) != b" " {
            self.write_until(position);
            self.out.push(b" ");
            self.written = end;
        }
        end
    }

    fn allows_sign(&self, position: usize) -> bool {
        !self.is_attached(position)
            && matches!(
                self.before(position),
                0..=b' ' | b'(' | b'[' | b'{' | b'=' | b':' | b',' | b'<' | b'>' | b'|' | b'"' | b'\''
            )
    }

    /// The end of the word that starts here, and the classes of its bytes.
    #[inline]
    pub(crate) fn word_end(&self, position: usize) -> (usize, u8) {
        let mut classes = 0;
        let mut end = position;
        for &byte in self.line.get(position..).unwrap_or_default() {
            let class = class(byte);
            if class & (LETTER | DIGIT | UNDERSCORE) == 0 {
                break;
            }
            classes |= class;
            end += 1;
        }
        (end, classes)
    }

    #[inline]
    fn word(&mut self, start: usize) -> usize {
        let (end, classes) = self.word_end(start);
        if self.is_attached(start) || (self.at(end) == b'<' && self.placeholder_end(end).is_some()) {
            return if classes & DIGIT == 0 { end } else { self.digits_in_word(start, end) };
        }
        if self.is_pod_suffix(start, end) {
            return self.mask(start, end, Kind::Id);
        }
        if let Some(at_sign) = self.at_sign
            && let Some(email_end) = self.email(start, at_sign)
        {
            return self.mask(start, email_end, Kind::Email);
        }
        if classes & DIGIT == 0 {
            self.plain_word(start, end, classes)
        } else if class(self.at(start)) & DIGIT != 0 {
            self.number(start, start, end, classes)
        } else {
            self.mixed_word(start, end, classes)
        }
    }

    /// The end of the placeholder that starts here.
    #[inline]
    pub(crate) fn placeholder_end(&self, position: usize) -> Option<usize> {
        if self.at(position) == b'<' { self.placeholder_at(position) } else { None }
    }

    #[cold]
    fn placeholder_at(&self, position: usize) -> Option<usize> {
        let rest = self.line.get(position..)?;
        Kind::ALL
            .into_iter()
            .map(Kind::placeholder)
            .find(|placeholder| rest.starts_with(placeholder.as_bytes()))
            .map(|placeholder| position + placeholder.len())
    }

    fn quoted(&mut self, position: usize, quote: usize) -> usize {
        let next = self.at(position + 1);
        if next <= b' ' || self.is_attached(position) || (is_word(self.before(position)) && !self.is_prefixed(position))
        {
            return position + 1;
        }
        if self.unclosed.get(quote) == Some(&true) {
            return position + 1;
        }
        let byte = self.at(position);
        let mut search = position + 1;
        while let Some(found) = self.line.get(search..).and_then(|rest| memchr::memchr(byte, rest)) {
            let close = search + found;
            if !is_word(self.at(close + 1))
                && (self.before(close) != b'\\' || self.before(close - 1) == b'\\')
                && self.placeholder_end(close + 1).is_none()
            {
                return self.mask(position, close + 1, Kind::Str);
            }
            search = close + 1;
        }
        if let Some(unclosed) = self.unclosed.get_mut(quote) {
            *unclosed = true;
        }
        position + 1
    }

    /// Whether the quote follows a prefix of Python's literals, as in `b'…'`.
    fn is_prefixed(&self, position: usize) -> bool {
        let start = position.saturating_sub(1);
        matches!(self.before(position), b'b' | b'u' | b'r' | b'f')
            && !is_word(self.before(start))
            && !self.is_attached(start)
    }
}
