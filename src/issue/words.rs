//! Words in a message: names that stay, identifiers whose digits are masked, and what can follow a plain word.

use crate::issue::scan::{DIGIT, HEX_LOWER, HEX_UPPER, LETTER, NOT_HEX, Scan, UNDERSCORE, class, is_word};
use crate::issue::template::Kind;

/// Well-known names that carry digits, in lower case.
const NAMES: [&str; 58] = [
    "utf_8",
    "x86_64",
    "aes128",
    "aes256",
    "amd64",
    "arm64",
    "aarch64",
    "base32",
    "base64",
    "bfloat16",
    "blake2b",
    "blake3",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp437",
    "cp850",
    "crc32",
    "crc32c",
    "ed25519",
    "es256",
    "float16",
    "float32",
    "float64",
    "gb18030",
    "gb2312",
    "hs256",
    "hs384",
    "hs512",
    "i386",
    "i686",
    "int16",
    "int32",
    "int64",
    "int128",
    "iso8859_1",
    "json5",
    "latin_1",
    "log4j2",
    "rs256",
    "rs384",
    "rs512",
    "secp256k1",
    "secp256r1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "uint128",
    "uint16",
    "uint32",
    "uint64",
    "utf16",
    "utf32",
    "win32",
    "windows_1252",
    "x509",
    "x25519",
];

/// Names that a hyphen joins with digits that belong to them, in lower case: encodings, digests, code families.
const HYPHENATED_NAMES: [&str; 32] = [
    "aes", "api", "arc", "cve", "cwe", "db2", "ecma", "err", "hhh", "hv", "iec", "ieee", "ip", "iso", "jep", "jsr",
    "latin", "layer", "md", "ora", "pep", "pls", "rfc", "rsa", "sha", "sql", "ssl", "tls", "tns", "ucs", "utf",
    "windows",
];

/// Prefixes of message codes such as `HHH000346`, in upper case.
const CODE_PREFIXES: [&str; 16] = [
    "HHH", "HV", "AMQ", "ARJUNA", "ISPN", "JBAS", "JBWEB", "RESTEASY", "UT", "IJ", "CWWK", "SRVE", "WFLYCTL",
    "WFLYSRV", "WFLYEE", "WFLYJCA",
];

/// Words that count instances when digits follow at once, in lower case.
const INSTANCES: [&str; 40] = [
    "attempt",
    "batch",
    "block",
    "broker",
    "bucket",
    "channel",
    "chunk",
    "client",
    "conn",
    "consumer",
    "core",
    "executor",
    "exec",
    "gpu",
    "host",
    "id",
    "instance",
    "item",
    "job",
    "line",
    "node",
    "order",
    "partition",
    "part",
    "pod",
    "pool",
    "producer",
    "queue",
    "rank",
    "replica",
    "request",
    "server",
    "shard",
    "slot",
    "step",
    "task",
    "test",
    "thread",
    "user",
    "worker",
];

/// What a status or error code follows, in lower case.
const CODE_WORDS: [&str; 24] = [
    "code",
    "err",
    "errcode",
    "errno",
    "error_code",
    "errorcode",
    "exit",
    "exit_code",
    "exit_status",
    "exitcode",
    "http",
    "http_status",
    "httpstatus",
    "rc",
    "return_code",
    "returncode",
    "signal",
    "sqlcode",
    "sqlstate",
    "status",
    "status_code",
    "statuscode",
    "vendorcode",
    "winerror",
];

/// Whether the table has the word, whatever its case.
fn is_listed(table: &[&str], word: &[u8]) -> bool {
    table.iter().any(|entry| entry.as_bytes().eq_ignore_ascii_case(word))
}

impl Scan<'_> {
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
        if length == 3 && matches!(next, b' ' | b',') && class(self.at(start)) & LETTER != 0 {
            return self.date_in_words(start, end).map_or(end, |to| self.mask(start, to, Kind::Time));
        }
        match next {
            b'-' if class(self.at(end + 1)) & DIGIT != 0 && is_listed(&HYPHENATED_NAMES, self.slice(start, end)) => {
                self.hyphenated_name(end)
            }
            b'/' if self.slice(start, end) == b"HTTP" && class(self.at(end + 1)) & DIGIT != 0 => {
                let minor =
                    if self.at(end + 2) == b'.' && class(self.at(end + 3)) & DIGIT != 0 { end + 4 } else { end + 2 };
                if is_word(self.at(minor)) { end } else { minor }
            }
            b'.' if self.slice(start, end + 10) == b"datetime.datetime(" => {
                let bound = (end + 80).min(self.line.len());
                let closing = self.slice(end, bound).iter().position(|&byte| byte == b')');
                closing.map_or(end, |closing| self.mask(start, end + closing + 1, Kind::Time))
            }
            _ => end,
        }
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
    fn word_before_colon(&mut self, start: usize, end: usize) -> usize {
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
        let word = self.slice(start, end);
        if is_listed(&NAMES, word) || self.is_message_code(start, end) {
            return end;
        }
        if self.is_random(start, end, classes) {
            return self.mask(start, end, Kind::Id);
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

    /// The five random characters, never a vowel, that Kubernetes puts behind the hash in a pod's name.
    #[inline]
    pub(crate) fn is_pod_suffix(&self, start: usize, end: usize) -> bool {
        end - start == 5
            && self.before(start) == b'-'
            && self.is_attached(start - 1)
            && self.slice(start, end) != b"https"
            && self.slice(start, end).iter().all(|byte| {
                matches!(byte, b'b'..=b'z' | b'2' | b'4'..=b'9')
                    && !matches!(byte, b'e' | b'i' | b'o' | b'u' | b'y' | b'a')
            })
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
            let letters = self.slice(letters_from, position);
            if letters.is_empty() || to - position > NAME_DIGITS || is_listed(&INSTANCES, letters) {
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
        const LONGEST: usize = 12;
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
        if self.slice(literal_from, end).ends_with(b"HTTP/1.1")
            || self.slice(literal_from, end).ends_with(b"HTTP/1.0")
            || self.slice(literal_from, end).ends_with(b"HTTP/2")
        {
            return true;
        }
        let mut from = end;
        while from > literal_from && end - from <= LONGEST && class(self.before(from)) & (LETTER | UNDERSCORE) != 0 {
            from -= 1;
        }
        from < end && !is_word(self.before(from)) && is_listed(&CODE_WORDS, self.slice(from, end))
    }
}
