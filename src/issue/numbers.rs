//! What starts with a digit in a message: numbers and quantities with a unit.
//!
//! ```text
//! number   = digits ("," 3 digits)* ("." digits)* exponent?
//! duration = number " "? unit of time                                size = number " "? unit of bytes
//! ```

use crate::issue::scan::{DIGIT, LETTER, Scan, UNDERSCORE, class};
use crate::issue::template::Kind;

/// Units that follow a number at once or after a blank.
const TIME_UNITS: [&str; 22] = [
    "ms",
    "s",
    "us",
    "ns",
    "sec",
    "secs",
    "second",
    "seconds",
    "min",
    "mins",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "msec",
    "millis",
    "milliseconds",
    "micros",
    "nanos",
    "µs",
];
/// Units that follow a number at once only.
const CLOSE_TIME_UNITS: [&str; 4] = ["m", "h", "d", "hrs"];
const BYTE_UNITS: [&str; 16] =
    ["B", "KB", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "kb", "mb", "gb", "bytes", "Bytes", "byte"];
const CLOSE_BYTE_UNITS: [&str; 6] = ["k", "K", "M", "G", "T", "KBytes"];
const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];

fn is_listed(table: &[&str], word: &[u8]) -> bool {
    table.iter().any(|entry| entry.as_bytes() == word)
}

impl Scan<'_> {
    /// A word that starts with a digit at `digits`; its sign, if any, stands at `start`. Returns where to go on.
    pub(crate) fn number(&mut self, start: usize, digits: usize, word_end: usize, classes: u8) -> usize {
        if self.placeholder_end(word_end).is_some() {
            return self.digits_in_word(digits, word_end);
        }
        if self.is_code_value(digits, word_end, classes) && self.follows_code_word(start) {
            return word_end;
        }
        if start == digits {
            if self.continues_version(digits, word_end, classes) {
                return word_end;
            }
            if let Some((end, kind)) = self.compound(digits, word_end) {
                return self.mask(digits, end, kind);
            }
        }
        let is_alphanumeric = classes & LETTER != 0;
        if is_alphanumeric && start == digits {
            if self.at(digits) == b'0'
                && matches!(self.at(digits + 1), b'x' | b'X')
                && self.is_hex(digits + 2, word_end)
            {
                return self.mask(digits, word_end, Kind::Hex);
            }
            if let Some(end) = self.hex_word(digits, word_end, classes) {
                return end;
            }
            if self.is_random(digits, word_end, classes) {
                return self.mask(digits, word_end, Kind::Id);
            }
        }
        if !is_alphanumeric && classes & UNDERSCORE != 0 {
            return self.mask(start, word_end, Kind::Num);
        }
        let end = self.mantissa_end(digits);
        let (suffix_end, suffix_classes) = self.word_end(end);
        if self.placeholder_end(suffix_end).is_some() {
            self.mask(start, end, Kind::Num);
            return self.digits_in_word(end, suffix_end);
        }
        if suffix_end == end {
            return self.quantity(start, end);
        }
        let suffix = self.slice(end, suffix_end);
        if is_listed(&TIME_UNITS, suffix) || is_listed(&CLOSE_TIME_UNITS, suffix) {
            return self.mask(start, suffix_end, Kind::Duration);
        }
        if is_listed(&BYTE_UNITS, suffix) || is_listed(&CLOSE_BYTE_UNITS, suffix) {
            return self.mask(start, suffix_end, Kind::Size);
        }
        if is_listed(&ORDINALS, suffix) {
            return self.mask(start, suffix_end, Kind::Num);
        }
        if matches!(suffix.first(), Some(b'e' | b'E')) {
            if suffix.len() > 1 && suffix.iter().skip(1).all(u8::is_ascii_digit) {
                return self.mask(start, suffix_end, Kind::Num);
            }
            let (exponent_end, exponent_classes) = self.word_end(suffix_end + 1);
            if suffix.len() == 1
                && matches!(self.at(suffix_end), b'-' | b'+')
                && exponent_classes == DIGIT
                && self.placeholder_end(exponent_end).is_none()
            {
                return self.mask(start, exponent_end, Kind::Num);
            }
        }
        self.mask(start, end, Kind::Num);
        if suffix_classes & DIGIT == 0 { suffix_end } else { self.digits_in_word(end, suffix_end) }
    }

    /// A number that ends with its digits, perhaps with a unit after a blank.
    fn quantity(&mut self, start: usize, end: usize) -> usize {
        if self.at(end) == b' ' && class(self.at(end + 1)) & LETTER != 0 {
            let (unit_end, classes) = self.word_end(end + 1);
            if classes & (DIGIT | UNDERSCORE) == 0 && unit_end - end <= 13 && self.placeholder_end(unit_end).is_none() {
                let unit = self.slice(end + 1, unit_end);
                if is_listed(&TIME_UNITS, unit) {
                    return self.mask(start, unit_end, Kind::Duration);
                }
                if is_listed(&BYTE_UNITS, unit) {
                    return self.mask(start, unit_end, Kind::Size);
                }
            }
        }
        self.mask(start, end, Kind::Num)
    }

    /// A short whole number, or the five characters of an SQL state.
    fn is_code_value(&self, digits: usize, end: usize, classes: u8) -> bool {
        let goes_on = matches!(self.at(end), b'.' | b',') && class(self.at(end + 1)) & DIGIT != 0;
        if goes_on || end - digits > 5 {
            return false;
        }
        classes == DIGIT
            || (end - digits == 5
                && self.slice(digits, end).iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()))
    }

    /// Whether the digits belong to a name before them, as in `python3.11` and `TLSv1.2`.
    fn continues_version(&self, digits: usize, end: usize, classes: u8) -> bool {
        self.before(digits) == b'.'
            && classes == DIGIT
            && end - digits <= 2
            && !self.is_attached(digits - 1)
            && class(self.before(digits - 1)) & DIGIT != 0
            && self.literal_since(digits.saturating_sub(2))
    }

    /// Whether the byte at a position was not masked.
    fn literal_since(&self, position: usize) -> bool {
        self.masked_end.is_none_or(|end| end <= position)
    }

    /// UUID, time or address, which are made of several words.
    fn compound(&self, start: usize, word_end: usize) -> Option<(usize, Kind)> {
        match self.at(word_end) {
            b'-' => self
                .uuid(start, word_end)
                .map(|end| (end, Kind::Uuid))
                .or_else(|| self.date_and_time(start).map(|end| (end, Kind::Time))),
            b'/' => self.date_and_time(start).map(|end| (end, Kind::Time)),
            b':' => self.time_of_day(start).map(|end| (end, Kind::Time)).or_else(|| self.colon_address(start)),
            b'.' => self.ip_v4(start).map(|end| (end, Kind::Ip)),
            _ => None,
        }
    }

    fn is_hex(&self, from: usize, to: usize) -> bool {
        to > from && self.slice(from, to).iter().all(u8::is_ascii_hexdigit)
    }

    /// Digits with thousands separators and decimals (or the further numbers of a version).
    pub(crate) fn mantissa_end(&self, from: usize) -> usize {
        let mut end = self.digits_end(from);
        if end - from <= 3 {
            while self.at(end) == b',' && self.digits_end(end + 1) == end + 4 {
                end += 4;
            }
        }
        while self.at(end) == b'.' && class(self.at(end + 1)) & DIGIT != 0 {
            end = self.digits_end(end + 1);
        }
        end
    }

    pub(crate) fn digits_end(&self, from: usize) -> usize {
        let rest = self.line.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    }
}
