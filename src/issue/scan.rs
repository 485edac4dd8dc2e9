//! One line of a message, scanned into its template: the walk from stop to stop.
//!
//! ```text
//! line   = ( word | quoted | path | placeholder | sign number | blank | mark )*
//! word   = ( letter | digit | "_" | byte ≥ 0x80 )+        with the tests of `words` and `numbers`
//! quoted = quote … quote                                  quote = "'" | '"' | "`", on the same line
//! ```
//!
//! An opening quote stands after no word and before no blank; a closing one stands before no word. A word that touches
//! a placeholder is only looked at for its digits, so that the text of a template scans to itself.
//!
//! Words without digits are not visited unless `line_map` says so. What such a word means to a number behind it
//! (`utf-8`, `status=409`, `Nov 23`) is looked up from the number, back to the floor and no further.

use crate::issue::classes::{
    DIGIT, LETTER, NOT_HEX, UNDERSCORE, class, is_blank, is_digit, is_word, word_bytes_before, word_in,
};
use crate::issue::line_map::{LineMap, SPAN};
use crate::issue::names::Folded;
use crate::issue::sink::{Sink, block_at, block_before};
use crate::issue::template::{Kind, MAX_BYTES, TemplateOptions};

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

/// Scans a trimmed text that is one line, as nearly all messages are, and writes its template. `None` if it has more
/// lines or colours, or is long.
#[inline]
pub(crate) fn scan_single<S: Sink>(text: &[u8], options: TemplateOptions, out: &mut S) -> Option<Outcome> {
    if text.len() > SPAN {
        return None;
    }
    let mut map = LineMap::default();
    let mut at_sign = None;
    if map.fill(text, 0) {
        if memchr::memchr2(b'\n', 0x1b, text).is_some() {
            return None;
        }
        at_sign = map.stop_at_addresses(text);
    }
    Some(scan_mapped(text, &mut map, at_sign, options, out))
}

/// Scans one trimmed line and writes its template.
pub(crate) fn scan_line<S: Sink>(line: &[u8], options: TemplateOptions, out: &mut S) -> Outcome {
    let mut map = LineMap::default();
    map.fill(line, 0);
    let at_sign = map.stop_at_addresses(line);
    scan_mapped(line, &mut map, at_sign, options, out)
}

fn scan_mapped<S: Sink>(
    line: &[u8],
    map: &mut LineMap,
    at_sign: Option<usize>,
    options: TemplateOptions,
    out: &mut S,
) -> Outcome {
    let mut scan = Scan {
        line,
        options,
        out,
        map,
        written: 0,
        floor: 0,
        masked_end: None,
        at_sign,
        unclosed: [false; 3],
        no_path_until: 0,
    };
    scan.run()
}

/// The state of one line's scan. Positions are byte offsets into `line`.
pub(crate) struct Scan<'a, S> {
    pub(crate) line: &'a [u8],
    pub(crate) options: TemplateOptions,
    out: &'a mut S,
    map: &'a mut LineMap,
    /// All before it is in `out`.
    written: usize,
    /// All before it is decided, and no word before it counts for what follows.
    pub(crate) floor: usize,
    /// Where the last placeholder ended.
    pub(crate) masked_end: Option<usize>,
    /// The next `@`, if any.
    pub(crate) at_sign: Option<usize>,
    /// For each quote, whether it is known that no closing one follows.
    unclosed: [bool; 3],
    /// No path starts before it.
    pub(crate) no_path_until: usize,
}

impl<S: Sink> Scan<'_, S> {
    /// The byte at a position; NUL, which is no part of anything, beyond the end.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> u8 {
        self.line.get(position).copied().unwrap_or(0)
    }

    /// The byte before a position; NUL at the start.
    #[inline]
    pub(crate) fn before(&self, position: usize) -> u8 {
        self.at(position.wrapping_sub(1))
    }

    #[inline]
    pub(crate) fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.line.get(from..to).unwrap_or_default()
    }

    /// The word between two positions, if it is short enough to be in a list.
    #[inline]
    pub(crate) fn folded(&self, from: usize, to: usize) -> Option<Folded> {
        let length = to.checked_sub(from).filter(|length| (1..=Folded::MAX).contains(length))?;
        Some(Folded::new(block_at(self.line, from), length))
    }

    /// Whether a placeholder ends exactly here.
    #[inline]
    pub(crate) fn is_attached(&self, position: usize) -> bool {
        self.masked_end == Some(position)
    }

    #[inline]
    fn write_until(&mut self, position: usize) {
        self.out.copy(self.line, self.written, position);
        self.written = position;
    }

    /// Replaces a part by the placeholder of `kind`, or leaves it where that kind is not masked. Returns `to`.
    #[inline]
    pub(crate) fn mask(&mut self, from: usize, to: usize, kind: Kind) -> usize {
        self.mask_as(from, to, kind, kind)
    }

    /// Like [`Self::mask`], shown as another kind than the one that switches it.
    #[inline]
    pub(crate) fn mask_as(&mut self, from: usize, to: usize, kind: Kind, shown: Kind) -> usize {
        if self.options.masks(kind) {
            self.write_until(from);
            self.out.place(shown);
            self.written = to;
            self.masked_end = Some(to);
        }
        self.floor = to;
        to
    }

    #[inline]
    fn run(&mut self) -> Outcome {
        let mut position = 0;
        loop {
            let stop = self.next_stop(position);
            if self.out.len() + (stop - self.written) >= MAX_BYTES
                && let Some(cut) = self.cut(position, stop)
            {
                self.write_until(cut);
                return Outcome::Cut;
            }
            if stop >= self.line.len() {
                self.write_until(self.line.len());
                return Outcome::Whole;
            }
            position = self.visit(stop);
            while self.is_attached(position) && self.at(position) == b'-' && self.masks_pod_suffix(position + 1) {
                position = self.floor;
            }
        }
    }

    #[inline]
    fn next_stop(&mut self, position: usize) -> usize {
        match self.map.next_stop(position) {
            Ok(stop) => stop,
            Err(_) if self.map.is_last() => self.line.len(),
            Err(next) => self.next_stop_of_next_map(next),
        }
    }

    #[cold]
    fn next_stop_of_next_map(&mut self, from: usize) -> usize {
        let mut from = from;
        while from < self.line.len() {
            self.map.fill(self.line, from);
            self.at_sign = self.map.stop_at_addresses(self.line);
            match self.map.next_stop(from) {
                Ok(stop) => return stop,
                Err(_) if self.map.is_last() => break,
                Err(next) => from = next,
            }
        }
        self.line.len()
    }

    /// Moves [`Self::at_sign`] on to the first one at or after a position.
    #[cold]
    pub(crate) fn find_at_sign(&mut self, from: usize) {
        if self.at_sign.is_some_and(|at_sign| at_sign < from) {
            self.at_sign = self.map.next_address(self.line, from);
        }
    }

    /// The first byte up to `stop` at which a full template may end.
    #[cold]
    fn cut(&self, position: usize, stop: usize) -> Option<usize> {
        let from = position.max(self.written + MAX_BYTES.saturating_sub(self.out.len()));
        let text = self.line.get(from..self.line.len().min(stop + 1))?;
        text.iter().position(|byte| matches!(byte, b' ' | b',' | b';' | b'\t')).map(|found| from + found)
    }

    /// Decides what begins at a stop, or around it, and returns where to go on.
    #[inline]
    fn visit(&mut self, stop: usize) -> usize {
        let byte = self.at(stop);
        if is_word(byte) {
            let start = self.word_start(stop);
            return self.word(start);
        }
        match byte {
            b'\'' => self.quoted(stop, 0),
            b'"' => self.quoted(stop, 1),
            b'`' => self.quoted(stop, 2),
            b'/' => self.slash(stop),
            b':' => self.colon(stop),
            b'<' => self.placeholder_end(stop).map_or(stop + 1, |end| {
                self.masked_end = Some(end);
                self.floor = end;
                end
            }),
            b'\\' => self.share(stop),
            0..=b' ' => self.blanks(stop),
            _ => stop + 1,
        }
    }

    fn blanks(&mut self, position: usize) -> usize {
        let mut end = position;
        while end < self.line.len() && is_blank(self.at(end)) {
            end += 1;
        }
        if end == position + 2
            && self.slice(position, end) == b"  "
            && is_digit(self.at(end))
            && let Some((start, to)) = self.date_around(position, end)
        {
            return self.mask(start, to, Kind::Time);
        }
        let start = if self.before(position) == b' ' && position > self.written { position - 1 } else { position };
        if self.slice(start, end) != b" " {
            self.write_until(start);
            self.out.copy(b" ", 0, 1);
            self.written = end;
        }
        end
    }

    pub(crate) fn allows_sign(&self, position: usize) -> bool {
        !self.is_attached(position)
            && matches!(
                self.before(position),
                0..=b' ' | b'(' | b'[' | b'{' | b'=' | b':' | b',' | b'<' | b'>' | b'|' | b'"' | b'\''
            )
    }

    /// The start of the word that goes on at a position, not before the floor.
    #[inline]
    pub(crate) fn word_start(&self, position: usize) -> usize {
        if !is_word(self.before(position)) {
            return position;
        }
        let count = word_bytes_before(block_before(self.line, position));
        if count < 16 { self.floor.max(position - count) } else { self.long_word_start(position) }
    }

    #[cold]
    fn long_word_start(&self, position: usize) -> usize {
        let mut start = position;
        while start > self.floor && is_word(self.before(start)) {
            start -= 1;
        }
        start
    }

    /// The end of the word that starts here, and the classes of its bytes.
    #[inline]
    pub(crate) fn word_end(&self, position: usize) -> (usize, u8) {
        if is_digit(self.at(position)) {
            let end = self.digits_end(position);
            if !is_word(self.at(end)) {
                return (end, DIGIT);
            }
        }
        let (length, classes) = word_in(block_at(self.line, position));
        if length < 16 { (position + length, classes) } else { self.long_word_end(position) }
    }

    #[cold]
    fn long_word_end(&self, position: usize) -> (usize, u8) {
        let rest = self.line.get(position..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !is_word(byte)).unwrap_or(rest.len());
        let classes = rest.iter().take(length).fold(0, |classes, &byte| classes | class(byte));
        (position + length, classes)
    }

    /// The end of the digits from a position on.
    #[inline]
    pub(crate) fn digits_end(&self, from: usize) -> usize {
        const ZEROS: u64 = 0x3030_3030_3030_3030;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        const TO_HIGH: u64 = 0x7676_7676_7676_7676;
        let mut from = from;
        while let Some(bytes) = self.line.get(from..).and_then(<[u8]>::first_chunk) {
            let values = u64::from_le_bytes(*bytes) ^ ZEROS;
            let others = (((values & !HIGH) + TO_HIGH) | values) & HIGH;
            if others != 0 {
                return from + others.trailing_zeros() as usize / 8;
            }
            from += 8;
        }
        while is_digit(self.at(from)) {
            from += 1;
        }
        from
    }

    /// The first position from `from` on where `ends` has a bit, or the end of the line.
    #[inline]
    pub(crate) fn find(&self, from: usize, ends: impl Fn([u8; 16]) -> u32) -> usize {
        let mut from = from;
        while from < self.line.len() {
            let bits = ends(block_at(self.line, from));
            if bits != 0 {
                return self.line.len().min(from + bits.trailing_zeros() as usize);
            }
            from += 16;
        }
        self.line.len()
    }

    #[inline]
    fn word(&mut self, start: usize) -> usize {
        let (end, classes) = self.word_end(start);
        let starts_with_digit = is_digit(self.at(start));
        if starts_with_digit
            && start > self.floor
            && let Some(to) = self.named_number(start, end, classes)
        {
            self.floor = to;
            return to;
        }
        if self.is_attached(start) || self.placeholder_end(end).is_some() {
            return if classes & DIGIT == 0 { end } else { self.digits_in_word(start, end) };
        }
        if let Some(at_sign) = self.at_sign
            && let Some(email_end) = self.email(start, at_sign)
        {
            return self.mask(start, email_end, Kind::Email);
        }
        if classes & DIGIT == 0 {
            return self.plain_word(start, end, classes);
        }
        // Random hexadecimal words begin with a letter or a digit as it comes: one way for both.
        if classes & (NOT_HEX | UNDERSCORE) == 0 && end - start >= 8 && self.at(end) != b':' {
            if let Some(to) = self.uuid(start, end) {
                return self.mask(start, to, Kind::Uuid);
            }
            if classes & LETTER != 0
                && let Some(to) = self.hex_word(start, end, classes)
            {
                return to;
            }
        }
        let to = if starts_with_digit {
            self.number(start, start, end, classes)
        } else {
            self.mixed_word(start, end, classes)
        };
        self.floor = to;
        to
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
