//! What starts with a digit in a message: numbers and quantities with a unit.
//!
//! ```text
//! number   = digits ("," 3 digits)* ("." digits)* exponent?
//! duration = number " "? unit of time                                size = number " "? unit of bytes
//! ```

use crate::issue::classes::{DIGIT, LETTER, NOT_HEX, UNDERSCORE, class, is_digit, is_word};
use crate::issue::scan::Scan;
use crate::issue::sink::Sink;
use crate::issue::template::Kind;

/// Whether a unit that can stand behind a blank begins with the byte.
fn may_begin_unit(byte: u8) -> bool {
    matches!(
        byte,
        b'm' | b's' | b'u' | b'n' | b'h' | b'd' | 0xc2 | b'B' | b'K' | b'k' | b'M' | b'G' | b'T' | b'g' | b'b'
    )
}

/// Whether the word is a unit of time; of the last row only directly behind the number.
fn is_time_unit(word: &[u8], is_close: bool) -> bool {
    match word {
        b"ms" | b"s" | b"us" | b"ns" | b"sec" | b"secs" | b"second" | b"seconds" | b"min" | b"mins" | b"minute"
        | b"minutes" | b"hour" | b"hours" | b"day" | b"days" | b"msec" | b"millis" | b"milliseconds" | b"micros"
        | b"nanos" | b"\xc2\xb5s" => true,
        b"m" | b"h" | b"d" | b"hrs" => is_close,
        _ => false,
    }
}

/// Whether the word is a unit of bytes; of the last row only directly behind the number.
fn is_byte_unit(word: &[u8], is_close: bool) -> bool {
    match word {
        b"B" | b"KB" | b"kB" | b"MB" | b"GB" | b"TB" | b"KiB" | b"MiB" | b"GiB" | b"TiB" | b"kb" | b"mb" | b"gb"
        | b"bytes" | b"Bytes" | b"byte" => true,
        b"k" | b"K" | b"M" | b"G" | b"T" | b"KBytes" => is_close,
        _ => false,
    }
}

impl<S: Sink> Scan<'_, S> {
    /// A number whose meaning comes from what stands directly before it: a sign, a name, a month. Returns where to go
    /// on.
    #[inline]
    pub(crate) fn named_number(&mut self, start: usize, end: usize, classes: u8) -> Option<usize> {
        match self.before(start) {
            b'-' | b'+' => self.after_hyphen(start, end, classes),
            b' ' if classes == DIGIT && end - start <= 2 => {
                let (from, to) = self.date_around(start - 1, start)?;
                Some(self.mask(from, to, Kind::Time))
            }
            b'/' => self.protocol_version(start),
            b'(' => self.python_date(start),
            _ => None,
        }
    }

    /// `HTTP/1.1`: where the version ends.
    fn protocol_version(&self, start: usize) -> Option<usize> {
        const NAME: &[u8] = b"HTTP/";
        let from = start.checked_sub(NAME.len()).filter(|&from| from >= self.floor && !self.is_attached(from))?;
        if self.slice(from, start) != NAME || self.word_start(start - 1) != from {
            return None;
        }
        let has_minor = self.at(start + 1) == b'.' && is_digit(self.at(start + 2));
        let end = start + if has_minor { 3 } else { 1 };
        (!is_word(self.at(end))).then_some(end)
    }

    /// `datetime.datetime(2026, 3, 2)`, a date as Python shows it.
    fn python_date(&mut self, start: usize) -> Option<usize> {
        const NAME: &[u8] = b"datetime.datetime(";
        const LONGEST: usize = 70;
        let from = start.checked_sub(NAME.len()).filter(|&from| from >= self.floor && !self.is_attached(from))?;
        if self.slice(from, start) != NAME || (from > self.floor && is_word(self.before(from))) {
            return None;
        }
        let bound = self.line.len().min(start + LONGEST);
        let closing = self.slice(start, bound).iter().position(|&byte| byte == b')')?;
        Some(self.mask(from, start + closing + 1, Kind::Time))
    }

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
        if classes == DIGIT && !matches!(self.at(word_end), b'.' | b',') {
            return self.quantity(start, word_end);
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
        if is_time_unit(suffix, true) {
            return self.mask(start, suffix_end, Kind::Duration);
        }
        if is_byte_unit(suffix, true) {
            return self.mask(start, suffix_end, Kind::Size);
        }
        if matches!(suffix, b"st" | b"nd" | b"rd" | b"th") {
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
        if self.at(end) == b' ' && may_begin_unit(self.at(end + 1)) {
            let (unit_end, classes) = self.word_end(end + 1);
            if classes & (DIGIT | UNDERSCORE) == 0 && unit_end - end <= 13 && self.placeholder_end(unit_end).is_none() {
                let unit = self.slice(end + 1, unit_end);
                if is_time_unit(unit, false) {
                    return self.mask(start, unit_end, Kind::Duration);
                }
                if is_byte_unit(unit, false) {
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
        let (end, classes) = self.word_end(from);
        to > from && end == to && classes & (NOT_HEX | UNDERSCORE) == 0
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
}
