//! What names a place in a message: paths, URLs, mail and network addresses, and UUIDs.

use crate::issue::classes::{DIGIT, HEX_LOWER, HEX_UPPER, class, hex_in, is_local, is_word, no_path_in, no_url_in};
use crate::issue::line_map::MAX_LOCAL;
use crate::issue::scan::Scan;
use crate::issue::sink::Sink;
use crate::issue::template::Kind;

impl<S: Sink> Scan<'_, S> {
    /// A path of two components or more; a single one (`/health`) stays.
    pub(crate) fn slash(&mut self, position: usize) -> usize {
        let before = self.before(position);
        if is_word(before)
            || before == b'/'
            || before == b'<'
            || self.is_attached(position)
            || position < self.no_path_until
        {
            return position + 1;
        }
        let mut end = self.find(position + 1, no_path_in);
        let behind_first = self.slice(position + 2, end);
        let mut pairs = behind_first.iter().zip(behind_first.iter().skip(1));
        let is_deep = pairs.any(|(&byte, &next)| byte == b'/' && is_word(next));
        while end > position && matches!(self.before(end), b'.' | b'-' | b'+' | b'=') {
            end -= 1;
        }
        if is_deep {
            return self.mask(position, end, Kind::Path);
        }
        self.no_path_until = end;
        position + 1
    }

    /// `\\server\share\…`.
    pub(crate) fn share(&mut self, position: usize) -> usize {
        if self.at(position + 1) == b'\\'
            && is_word(self.at(position + 2))
            && !is_word(self.before(position))
            && !self.is_attached(position)
        {
            let end = self.windows_path_end(position + 2);
            if self.slice(position + 2, end).contains(&b'\\') {
                return self.mask(position, end, Kind::Path);
            }
        }
        position + 1
    }

    /// The end of the path bytes from here, without trailing separators.
    pub(crate) fn windows_path_end(&self, from: usize) -> usize {
        let mut end = from;
        while is_word(self.at(end)) || matches!(self.at(end), b'\\' | b'/' | b'.' | b'-' | b'~' | b'$' | b'%') {
            end += 1;
        }
        while end > from && matches!(self.before(end), b'\\' | b'.' | b'-') {
            end -= 1;
        }
        end
    }

    /// The end of the address whose first word starts here.
    pub(crate) fn email(&mut self, start: usize, at_sign: usize) -> Option<usize> {
        if at_sign < start {
            self.find_at_sign(start);
        }
        let at_sign = self.at_sign?;
        let local = self.line.get(start..at_sign).filter(|local| local.len() <= MAX_LOCAL)?;
        if !local.iter().all(|&byte| is_local(byte)) {
            return None;
        }
        let mut end = at_sign + 1;
        let mut last_dot = None;
        while end - at_sign < 256
            && (is_word(self.at(end)) || (matches!(self.at(end), b'.' | b'-') && is_word(self.at(end + 1))))
        {
            if self.at(end) == b'.' {
                last_dot = Some(end);
            }
            end += 1;
        }
        let top = self.slice(last_dot? + 1, end);
        let is_top = top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic);
        let behind = end + usize::from(matches!(self.at(end), b'-' | b'.'));
        (is_top && !is_word(self.at(end)) && self.placeholder_end(behind).is_none()).then_some(end)
    }

    /// A colon before no blank: of a URL, a Windows path, an IPv6 address, or just a colon.
    pub(crate) fn colon(&mut self, position: usize) -> usize {
        let start = self.word_start(position);
        if start < position {
            let is_free = !self.is_attached(start) && !self.slice(start, position).iter().any(u8::is_ascii_digit);
            let to = if is_free { self.word_before_colon(start, position) } else { position };
            return to.max(position + 1);
        }
        if self.at(position + 1) == b':' && !is_word(self.before(position)) && !self.is_attached(position) {
            return self.ip_v6(position).map_or(position + 2, |end| self.mask(position, end, Kind::Ip));
        }
        position + 1
    }

    pub(crate) fn url(&mut self, start: usize, from: usize) -> usize {
        let mut end = self.find(from, no_url_in);
        while end > from
            && matches!(self.before(end), b'.' | b',' | b';' | b':' | b'!' | b'?' | b'(' | b'[' | b'{' | b'\\')
        {
            end -= 1;
        }
        if end == from { from } else { self.mask(start, end, Kind::Url) }
    }

    /// The end of a UUID whose first group is the word given.
    pub(crate) fn uuid(&self, start: usize, word_end: usize) -> Option<usize> {
        if word_end - start != 8 || self.at(word_end) != b'-' {
            return None;
        }
        let text = self.line.get(start..start + 36)?;
        let has_digits = |from: usize, hyphens: u32| {
            text.get(from..).and_then(<[u8]>::first_chunk).is_some_and(|block| hex_in(*block) == 0xffff ^ hyphens)
        };
        let has_shape = has_digits(0, 1 << 8 | 1 << 13)
            && has_digits(16, 1 << 2 | 1 << 7)
            && has_digits(20, 1 << 3)
            && [13, 18, 23].iter().all(|&hyphen| text.get(hyphen) == Some(&b'-'));
        (has_shape && !is_word(self.at(start + 36))).then_some(start + 36)
    }

    pub(crate) fn ip_v4(&self, start: usize) -> Option<usize> {
        let mut position = start;
        for octet in 0..4 {
            let end = self.digits_end(position);
            let digits = self.slice(position, end);
            if digits.is_empty()
                || digits.len() > 3
                || digits.iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit - b'0')) > 255
            {
                return None;
            }
            position = end;
            if octet < 3 {
                if self.at(position) != b'.' {
                    return None;
                }
                position += 1;
            }
        }
        let goes_on =
            is_word(self.at(position)) || (self.at(position) == b'.' && class(self.at(position + 1)) & DIGIT != 0);
        (!goes_on && self.placeholder_end(position).is_none()).then_some(position)
    }

    /// An IPv6 or a hardware address.
    pub(crate) fn colon_address(&self, start: usize) -> Option<(usize, Kind)> {
        let text = self.slice(start, start + 17);
        let is_mac = text.len() == 17
            && text.iter().enumerate().all(
                |(index, byte)| {
                    if index % 3 == 2 { *byte == b':' } else { byte.is_ascii_hexdigit() }
                },
            )
            && !is_word(self.at(start + 17))
            && self.at(start + 17) != b':';
        if is_mac {
            return Some((start + 17, Kind::Mac));
        }
        self.ip_v6(start).map(|end| (end, Kind::Ip))
    }

    /// Eight groups, or fewer with one `::`, and a digit somewhere, so that `Fee::add` stays.
    pub(crate) fn ip_v6(&self, start: usize) -> Option<usize> {
        let mut end = start;
        let mut groups = 0;
        let mut group_length = 0;
        let mut gaps = 0;
        let mut has_digit = false;
        while end - start <= 39 {
            let byte = self.at(end);
            if byte == b':' {
                let is_gap = self.before(end) == b':' && end > start;
                gaps += usize::from(is_gap);
                if !is_gap && end > start && self.at(end + 1) != b':' && !self.at(end + 1).is_ascii_hexdigit() {
                    break;
                }
                group_length = 0;
            } else if class(byte) & (DIGIT | HEX_LOWER | HEX_UPPER) != 0 {
                has_digit |= class(byte) & DIGIT != 0;
                groups += usize::from(group_length == 0);
                group_length += 1;
                if group_length > 4 {
                    return None;
                }
            } else {
                break;
            }
            end += 1;
        }
        let is_address = has_digit && (gaps == 1 && groups <= 7 || gaps == 0 && groups == 8);
        (is_address && !is_word(self.at(end)) && self.at(end) != b':' && self.placeholder_end(end).is_none())
            .then_some(end)
    }
}
