//! Words in a message: names that stay, identifiers whose digits are masked, and what can follow a plain word.

use crate::issue::classes::{
    DIGIT, HEX_LOWER, HEX_UPPER, LETTER, NOT_HEX, UNDERSCORE, class, is_digit, is_word, word_bytes_before,
};
use crate::issue::names::{CODE_WORDS, HYPHENATED_NAMES, INSTANCES, NAMES};
use crate::issue::scan::Scan;
use crate::issue::sink::{Sink, block_before};
use crate::issue::template::Kind;

/// Prefixes of message codes such as `HHH000346`, in upper case.
const CODE_PREFIXES: [&str; 16] = [
    "HHH", "HV", "AMQ", "ARJUNA", "ISPN", "JBAS", "JBWEB", "RESTEASY", "UT", "IJ", "CWWK", "SRVE", "WFLYCTL",
    "WFLYSRV", "WFLYEE", "WFLYJCA",
];

impl<S: Sink> Scan<'_, S> {
    /// A word without digits. Returns where the walk goes on.
    #[inline]
    pub(crate) fn plain_word(&mut self, start: usize, end: usize, classes: u8) -> usize {
        let next = self.at(end);
        let length = end - start;
        if next == b':' {
            return self.word_before_colon(start, end);
        }
        if length >= 8 && classes & (NOT_HEX | UNDERSCORE) == 0 {
            return self.hex_word(start, end, classes).unwrap_or(end);
        }
        end
    }

    /// A number with a sign, or joined to a word.
    pub(crate) fn after_hyphen(&mut self, start: usize, end: usize, classes: u8) -> Option<usize> {
        let sign = start - 1;
        if self.allows_sign(sign) {
            return Some(self.number(sign, start, end, classes));
        }
        if self.before(start) != b'-' || classes != DIGIT {
            return None;
        }
        if (end - start >= 5 || self.at(end) == b'-')
            && let Some((from, to)) = self.identifier(start, end)
        {
            return Some(self.mask(from, to, Kind::Id));
        }
        let name = self.word_start(sign);
        if name < sign && !self.is_attached(name) && HYPHENATED_NAMES.has(self.folded(name, sign)?) {
            return Some(self.hyphenated_name(sign)).filter(|&to| to > sign);
        }
        None
    }

    /// `utf-8`, `ORA-00942`, `CVE-2024-1234`: where the name ends.
    fn hyphenated_name(&self, end: usize) -> usize {
        let mut to = end;
        while self.at(to) == b'-' && class(self.at(to + 1)) & DIGIT != 0 {
            let (word_end, classes) = self.word_end(to + 1);
            if classes != DIGIT || word_end - to > 8 || self.placeholder_end(word_end).is_some() {
                break;
            }
            to = word_end;
        }
        to
    }

    /// A word with a colon behind it: a URL, a Windows path, an IPv6 address, or just a word.
    pub(crate) fn word_before_colon(&mut self, start: usize, end: usize) -> usize {
        let length = end - start;
        if length >= 2 && self.slice(end, end + 3) == b"://" {
            return self.url(start, end + 3);
        }
        if length == 1 && matches!(self.at(end + 1), b'\\' | b'/') && is_word(self.at(end + 2)) {
            let to = self.windows_path_end(end + 2);
            return self.mask(start, to, Kind::Path);
        }
        if length <= 4
            && let Some((to, kind)) = self.colon_address(start)
        {
            return self.mask(start, to, kind);
        }
        let (_, classes) = self.word_end(start);
        if length >= 8 && classes & (NOT_HEX | UNDERSCORE) == 0 {
            self.hex_word(start, end, classes).unwrap_or(end)
        } else {
            end
        }
    }

    /// A word of letters and digits that starts with a letter.
    pub(crate) fn mixed_word(&mut self, start: usize, end: usize, classes: u8) -> usize {
        if self.at(end) == b':' && self.slice(end, end + 3) == b"://" {
            return self.url(start, end + 3);
        }
        if let Some(to) = self.uuid(start, end) {
            return self.mask(start, to, Kind::Uuid);
        }
        if self.at(end) == b':'
            && end - start <= 4
            && let Some((to, kind)) = self.colon_address(start)
        {
            return self.mask(start, to, kind);
        }
        if let Some(to) = self.hex_word(start, end, classes) {
            return to;
        }
        if self.folded(start, end).is_some_and(|word| NAMES.has(word)) || self.is_message_code(start, end) {
            return end;
        }
        if self.is_random(start, end, classes) {
            return self.mask(start, end, Kind::Id);
        }
        if self.at(end) == b'-'
            && let Some((from, to)) = self.identifier(start, end)
        {
            return self.mask(from, to, Kind::Id);
        }
        if matches!(self.at(start), b'v' | b'V')
            && self.slice(start + 1, end).iter().all(u8::is_ascii_digit)
            && class(self.at(end + 1)) & DIGIT != 0
            && self.at(end) == b'.'
        {
            let to = self.mantissa_end(start + 1);
            return self.mask(start + 1, to, Kind::Num);
        }
        self.digits_in_word(start, end)
    }

    /// `HHH000346: …` and the like.
    fn is_message_code(&self, start: usize, end: usize) -> bool {
        let word = self.slice(start, end);
        let letters = word.iter().position(u8::is_ascii_digit).unwrap_or(word.len());
        let Some((prefix, number)) = word.split_at_checked(letters) else {
            return false;
        };
        number.len() <= 6
            && CODE_PREFIXES.iter().any(|entry| entry.as_bytes() == prefix)
            && number.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    }

    /// A word of hexadecimal digits that is long or mixed enough, masked; `None` when it is none.
    pub(crate) fn hex_word(&mut self, start: usize, end: usize, classes: u8) -> Option<usize> {
        const DIGEST: usize = 24;
        if classes & (NOT_HEX | UNDERSCORE) != 0 || classes & (HEX_LOWER | HEX_UPPER) == HEX_LOWER | HEX_UPPER {
            return None;
        }
        let length = end - start;
        let has_digits = classes & DIGIT != 0;
        let is_identity =
            self.before(start) == b'@' && !self.is_attached(start) && (has_digits || length == 8) && length <= 16;
        if is_identity {
            return Some(self.mask(start, end, Kind::Hex));
        }
        let is_hex = length >= 8
            || (length == 7 && has_digits && classes & LETTER != 0)
            || (length >= 4 && classes & HEX_LOWER != 0 && self.changes(start, end) >= 2);
        if !is_hex {
            return None;
        }
        let shown = if length >= DIGEST { Kind::Hex } else { Kind::Num };
        Some(self.mask_as(start, end, Kind::Hex, shown))
    }

    /// How often a word changes between letters and digits.
    fn changes(&self, start: usize, end: usize) -> usize {
        let word = self.slice(start, end);
        word.iter().zip(word.iter().skip(1)).filter(|(a, b)| a.is_ascii_digit() != b.is_ascii_digit()).count()
    }

    /// Masks the five random characters, never a vowel, that Kubernetes puts behind the hash in a pod's name.
    pub(crate) fn masks_pod_suffix(&mut self, start: usize) -> bool {
        let (end, _) = self.word_end(start);
        let is_suffix = end - start == 5
            && self.slice(start, end) != b"https"
            && self.slice(start, end).iter().all(|byte| {
                matches!(byte, b'b'..=b'z' | b'2' | b'4'..=b'9')
                    && !matches!(byte, b'e' | b'i' | b'o' | b'u' | b'y' | b'a')
            })
            && self.placeholder_end(end).is_none();
        if is_suffix {
            self.mask(start, end, Kind::Id);
        }
        is_suffix && self.floor == end
    }

    /// An identifier that a machine drew, such as `k9Mtd2gDcgG`.
    pub(crate) fn is_random(&self, start: usize, end: usize, classes: u8) -> bool {
        classes & UNDERSCORE == 0 && end - start >= 8 && self.changes(start, end) >= 3
    }

    /// Masks the digits of an identifier that are a counter rather than part of a name. Returns `end`.
    pub(crate) fn digits_in_word(&mut self, start: usize, end: usize) -> usize {
        const NAME_DIGITS: usize = 2;
        let mut position = start;
        let mut letters_from = start;
        while position < end {
            if class(self.at(position)) & DIGIT == 0 {
                if class(self.at(position)) & LETTER == 0 {
                    letters_from = position + 1;
                }
                position += 1;
                continue;
            }
            let mut to = position;
            while to < end && class(self.at(to)) & DIGIT != 0 {
                to += 1;
            }
            if letters_from == position
                || to - position > NAME_DIGITS
                || self.folded(letters_from, position).is_some_and(|letters| INSTANCES.has(letters))
            {
                self.mask(position, to, Kind::Num);
            }
            position = to;
            letters_from = to;
        }
        end
    }

    /// Whether the number that starts here is a status or error code, by the word before it.
    pub(crate) fn follows_code_word(&self, start: usize) -> bool {
        const MAX_SEPARATORS: usize = 3;
        if self.options.masks(Kind::Code) {
            return false;
        }
        let mut end = start;
        while start - end < MAX_SEPARATORS && matches!(self.before(end), b' ' | b'=' | b':' | b'#' | b'(' | b'[') {
            end -= 1;
        }
        if end == start {
            return false;
        }
        let literal_from = self.masked_end.unwrap_or(0);
        if is_digit(self.before(end)) {
            let literal = self.slice(literal_from, end);
            return [b"HTTP/1.1".as_slice(), b"HTTP/1.0", b"HTTP/2"].iter().any(|version| literal.ends_with(version));
        }
        let length = word_bytes_before(block_before(self.line, end));
        length > 0
            && literal_from + length <= end
            && self.folded(end - length, end).is_some_and(|word| CODE_WORDS.has(word))
    }
}
