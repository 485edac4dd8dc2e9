//! Identifiers that join words and a long number, such as `eu-west-3482765`.
//!
//! ```text
//! identifier = letter+ digit{0,3} ( ("-" | "_") ( letter+ digit{0,3} | digit{1,3} ) )* "-" digit{5,}
//! ```
//!
//! Here the words vary with the number, so that masking the number alone would make a template of each word. Not so:
//!
//! - in codes, which have no lower-case letter or begin with a well-known name: `ORA-00942`, `CVE-2024-12345`;
//! - where the word before the number says what is counted: `order-34827`, like `order-4711`, is `order-<num>`;
//! - in parts of a path, a host name or a file name: `part-07843.dat` is `part-<num>.dat`.

use crate::issue::classes::is_word;
use crate::issue::names::{HYPHENATED_NAMES, INSTANCES};
use crate::issue::scan::Scan;
use crate::issue::sink::Sink;
use crate::issue::template::Kind;

/// How far an identifier is followed to either side.
const MAX_REACH: usize = 48;
/// Fewest digits of the number at the end.
const LONG_NUMBER: usize = 5;
/// Most digits of the parts before it.
const MAX_PART_DIGITS: usize = 3;

impl<S: Sink> Scan<'_, S> {
    /// The identifier that the word from `start` to `end` is part of.
    pub(crate) fn identifier(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        if !self.options.masks(Kind::Id) {
            return None;
        }
        let is_part = |byte: u8| is_word(byte) || byte == b'-';
        let mut from = start;
        while from > self.floor && start - from < MAX_REACH && is_part(self.before(from)) {
            from -= 1;
        }
        let mut to = end;
        while to - end < MAX_REACH && is_part(self.at(to)) {
            to += 1;
        }
        let is_inside_more = self.is_attached(from)
            || is_part(self.before(from))
            || is_part(self.at(to))
            || matches!(self.before(from), b'.' | b'/' | b'\\' | b'@' | b'~' | b'%' | b'$' | b'+')
            || self.at(to) == b'@'
            || (matches!(self.at(to), b'.' | b'/' | b'\\') && is_word(self.at(to + 1)))
            || self.placeholder_end(to).is_some();
        (!is_inside_more && self.is_identifier(from, to)).then_some((from, to))
    }

    fn is_identifier(&self, from: usize, to: usize) -> bool {
        let text = self.slice(from, to);
        let Some(hyphen) = memchr::memrchr(b'-', text) else {
            return false;
        };
        let (words, number) = (text.get(..hyphen).unwrap_or_default(), text.get(hyphen + 1..).unwrap_or_default());
        if number.len() < LONG_NUMBER
            || !number.iter().all(u8::is_ascii_digit)
            || !words.first().is_some_and(u8::is_ascii_alphabetic)
            || !words.iter().any(u8::is_ascii_lowercase)
            || !words.split(|&byte| matches!(byte, b'-' | b'_')).all(is_plain_part)
        {
            return false;
        }
        let first = words.iter().position(|&byte| byte == b'-').unwrap_or(words.len());
        let last = memchr::memrchr(b'-', words).map_or(0, |before| before + 1);
        let is_code = self.folded(from, from + first).is_some_and(|word| HYPHENATED_NAMES.has(word));
        let is_counted = self.folded(from + last, from + hyphen).is_some_and(|word| INSTANCES.has(word));
        !is_code && !is_counted
    }
}

/// Letters and a few digits, one of them at least.
fn is_plain_part(part: &[u8]) -> bool {
    let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = part.get(letters..).unwrap_or_default();
    !part.is_empty() && digits.len() <= MAX_PART_DIGITS && digits.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use crate::issue::{Kind, TemplateOptions, template};

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (message, expected) in cases {
            assert_eq!(template(message, &TemplateOptions::default()), *expected, "message: {message}");
            assert_eq!(template(expected, &TemplateOptions::default()), *expected, "twice: {message}");
        }
    }

    #[test]
    fn words_joined_to_a_long_number_are_one_identifier() {
        check(&[
            ("Job eu-west-3482765 failed to commit", "Job <id> failed to commit"),
            ("Job north-3482765", "Job <id>"),
            ("sku_991-12345, shard7-12345 and tenant_a-12345: gone", "<id>, <id> and <id>: gone"),
            ("job=eu-west-1-3482765.", "job=<id>."),
            ("(Blue-12345)", "(<id>)"),
        ]);
    }

    #[test]
    fn codes_counters_and_short_numbers_stay_as_they_are() {
        check(&[
            ("order-4711 and order-34827, my-worker-34827", "order-<num> and order-<num>, my-worker-<num>"),
            ("worker-3 and north-4711", "worker-<num> and north-<num>"),
            ("ORA-00942, CVE-2024-12345, cve-2024-12345", "ORA-00942, CVE-2024-12345, cve-2024-12345"),
            ("HHH000346 and SQLSTATE-23505 and SHOP-12345", "HHH000346 and SQLSTATE-<num> and SHOP-<num>"),
            ("http-nio-8080-exec-12345", "http-nio-<num>-exec-<num>"),
            ("backup-2026-03-02 sku_34827", "backup-<time> sku_<num>"),
        ]);
    }

    #[test]
    fn parts_of_something_longer_are_no_identifier() {
        check(&[
            ("part-07843.dat is gone", "part-<num>.dat is gone"),
            ("host eu-west-34827.example.com", "host eu-west-<num>.example.com"),
            ("data/part-07843/x", "data/part-<num>/x"),
            ("mail to eu-west-34827@example.com", "mail to <email>"),
            ("pod checkout-7d9f8b6c5d-24567", "pod checkout-<num>-<id>"),
            ("a-12345-b and --max-12345x", "a-<num>-b and --max-<num>x"),
        ]);
    }

    #[test]
    fn without_identifiers_the_number_alone_is_masked() {
        let options = TemplateOptions::default().without(Kind::Id);
        assert_eq!(template("Job eu-west-3482765", &options), "Job eu-west-<num>");
    }
}
