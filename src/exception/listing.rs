//! Lines that look like exceptions without frames and are none: settings, counts, the lines of a list.
//!
//! ```text
//! retry.errors.Timeout: 30        java.io.IOException: 3        lib.Error: none        ValueError: 12 times
//! ```
//!
//! An exception without frames is told from such lines by its text alone, so what speaks for a list decides against it:
//! a value in place of a sentence, or other lines of the same form beside it.

/// Words that settings have for values.
const WORDS: [&str; 24] = [
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "none",
    "nil",
    "undefined",
    "enabled",
    "disabled",
    "enable",
    "disable",
    "ignore",
    "ignored",
    "retry",
    "skip",
    "default",
    "never",
    "always",
    "warn",
    "error",
    "info",
    "debug",
];
/// Longest unit behind a number.
const MAX_UNIT_BYTES: usize = 12;

/// Whether a text behind a name and its colon is a value: a number, with a unit or without, or a word of settings.
pub(crate) fn is_value(text: &str) -> bool {
    let text = text.trim().trim_end_matches([',', ';']);
    is_number(text)
        || {
            let (number, unit) = text.split_at(number_len(text));
            let unit = unit.trim_start();
            !number.is_empty() && unit.len() <= MAX_UNIT_BYTES && unit.chars().all(|c| c.is_alphabetic() || c == '%')
        }
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a text is one number.
pub(crate) fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && number_len(text) == text.len()
}

/// Length of the number at the start of a text: digits with the marks that stand in numbers, shares and times.
fn number_len(text: &str) -> usize {
    let sign = usize::from(text.starts_with(['-', '+', '~']));
    let rest = text.get(sign..).unwrap_or_default();
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let digits =
        rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':' | b'/' | b'_'));
    sign + digits.count()
}

/// Whether a line is a setting or an entry: `key: value` or `key=value`, the key without blanks.
pub(crate) fn is_pair(line: &str) -> bool {
    let line = line.trim_end();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let end = line.find([':', '=', ' ']).unwrap_or(line.len());
    let (key, rest) = line.split_at(end);
    let is_key = key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '$' | '/'));
    is_key && (rest == ":" || rest.starts_with(": ") || rest.starts_with('=') || rest.starts_with(" = "))
}

/// Whether the lines of a body, without the one that may name an exception, are a list's: at least two, all pairs.
pub(crate) fn are_pairs<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut count = 0;
    for line in lines.filter(|line| !line.trim().is_empty()) {
        if !is_pair(line) {
            return false;
        }
        count += 1;
    }
    count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_sentences() {
        for text in
            ["30", "-1", "1.5", "30s", "10 ms", "3/5", "50 %", "12 times", "none", "True", "ignore,", "00:00:30"]
        {
            assert!(is_value(text), "{text}");
        }
        for text in ["", "null", "3 items left", "bad order", "no such order", "'x'", "1 is not 2", "[Errno 2] gone"] {
            assert!(!is_value(text), "{text}");
        }
        assert!(is_number("-17") && !is_number("17s") && !is_number(""));
    }

    #[test]
    fn pairs_have_a_key_without_blanks() {
        for line in ["a.b: c", "url=http://x", "retry:", "- java.io.IOException: 3", "key = value"] {
            assert!(is_pair(line), "{line}");
        }
        for line in ["", "two words: x", "3: x", "  a: b", "plain", "C:\\dir"] {
            assert!(!is_pair(line), "{line}");
        }
        assert!(are_pairs("a: b\n\nc=d".lines()) && !are_pairs("a: b\nc d".lines()) && !are_pairs("a: b".lines()));
    }
}
