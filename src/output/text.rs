//! Log text made safe for a terminal and short enough for a table, and numbers made readable.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// Characters of one log text that a table shows at most, on a pipe too.
pub const SHOWN_CHARS: usize = 1_000;

/// Takes out escape sequences and shows other control and direction-changing characters as what they are.
///
/// A newline or tab becomes a blank: the text stays on one line.
///
/// ```
/// # use errmon::output::text::neutralise;
/// assert_eq!(neutralise("\u{1b}[31mred\u{1b}[0m\u{7}"), "red\\x07");
/// assert_eq!(neutralise("a\u{202e}b"), "a\\u{202e}b");
/// ```
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(without_controls(text, false))
}

/// Like [`neutralise`] for a text of several lines: newlines, carriage returns and tabs stay.
///
/// ```
/// # use errmon::output::text::neutralise_lines;
/// assert_eq!(neutralise_lines("\u{1b}]0;title\u{7}one\n\ttwo\u{8}"), "one\n\ttwo\\x08");
/// ```
pub fn neutralise_lines(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_unsafe(c) && !is_layout(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(without_controls(text, true))
}

/// Controls that lay out a text.
fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

fn without_controls(text: &str, keeps_layout: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' | '\u{9b}' => skip_escape(c, &mut rest),
            c if keeps_layout && is_layout(c) => safe.push(c),
            '\n' | '\t' => safe.push(' '),
            '\r' => {}
            c if is_unsafe(c) => {
                // Writing to a string cannot fail.
                let _ = if (c as u32) < 0x100 {
                    write!(safe, "\\x{:02x}", c as u32)
                } else {
                    write!(safe, "\\u{{{:x}}}", c as u32)
                };
            }
            c => safe.push(c),
        }
    }
    safe
}

/// Controls, marks that reorder text, and characters that end a line.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Eats the rest of an escape sequence (ECMA-48): `ESC [ … final`, `ESC ] … BEL` or `… ESC \`, or one more character.
fn skip_escape(first: char, rest: &mut std::str::Chars<'_>) {
    let introducer = if first == '\u{9b}' { Some('[') } else { rest.clone().next() };
    match introducer {
        Some('[') => {
            if first != '\u{9b}' {
                rest.next();
            }
            while let Some(c) = rest.clone().next() {
                if !matches!(c, '\u{20}'..='\u{3f}') {
                    // Only a final byte belongs to the sequence; anything else is text again.
                    if matches!(c, '\u{40}'..='\u{7e}') {
                        rest.next();
                    }
                    break;
                }
                rest.next();
            }
        }
        Some(']') => {
            let mut ahead = rest.clone();
            ahead.next();
            // An operating system command that never ends is left as text.
            while let Some(c) = ahead.next() {
                if c == '\u{7}' || (c == '\u{1b}' && ahead.clone().next() == Some('\\')) {
                    if c == '\u{1b}' {
                        ahead.next();
                    }
                    *rest = ahead;
                    return;
                }
                if c == '\n' {
                    return;
                }
            }
        }
        Some(c) if !c.is_control() => {
            rest.next();
        }
        _ => {}
    }
}

/// The first `limit` characters, with `…` for what is left out.
pub fn shorten(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().take(limit.saturating_sub(1)).chain(['…']).collect()),
    }
}

/// Columns that a text takes on a terminal.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// A number with commas between groups of three digits.
///
/// ```
/// assert_eq!(errmon::output::text::grouped(1_234_567), "1,234,567");
/// ```
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of bytes in decimal units.
///
/// ```
/// assert_eq!(errmon::output::text::bytes(1_234_567), "1.2 MB");
/// ```
pub fn bytes(count: u64) -> String {
    let mut tenths = u128::from(count) * 10;
    let mut unit = "bytes";
    for larger in ["kB", "MB", "GB", "TB", "PB", "EB"] {
        if tenths < 10_000 {
            break;
        }
        tenths /= 1_000;
        unit = larger;
    }
    match unit {
        "bytes" if count == 1 => "1 byte".to_owned(),
        "bytes" => format!("{count} bytes"),
        _ => format!("{}.{} {unit}", tenths / 10, tenths % 10),
    }
}

/// A share of a whole in per cent, rounded; `<1%` for what would round to nothing, `>99%` for not quite all.
pub fn percent(part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole));
    match (part * 200 + whole).checked_div(whole * 2) {
        Some(0) if part > 0 => "<1%".to_owned(),
        Some(100) if part < whole => ">99%".to_owned(),
        Some(share) => format!("{share}%"),
        None => "0%".to_owned(),
    }
}

/// `1 event`, `2 events`.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A length of time in its largest unit, or two where the first is small.
pub fn duration(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (1, hours, _) => format!("{} h", 24 + hours),
        (days, ..) => format!("{} days", grouped(days.unsigned_abs())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_go_and_nothing_else_goes_with_them() {
        for (raw, safe) in [
            ("plain äöü 漢字", "plain äöü 漢字"),
            ("\u{1b}[1;31mred\u{1b}[0m", "red"),
            ("\u{1b}]0;title\u{7}text", "text"),
            ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}]never ends", "]never ends"),
            ("\u{1b}", ""),
            ("\u{1b}[", ""),
            ("\u{1b}[12", ""),
            ("\u{1b}[3\u{e9}t", "\u{e9}t"),
            ("\u{9b}31mred", "red"),
            ("a\tb\nc\r\n", "a b c "),
            ("nul\0bell\u{7}", "nul\\x00bell\\x07"),
            ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
        ] {
            assert_eq!(neutralise(raw), safe, "{raw:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_a_terminal_acts_on_is_left(text in "[\\PC\\x00-\\x1f\u{9b}\u{202e}\\[\\]m]{0,60}") {
            let safe = neutralise(&text).into_owned();
            proptest::prop_assert!(!safe.chars().any(is_unsafe));
            let again = neutralise(&safe).into_owned();
            proptest::prop_assert_eq!(again, safe);
        }
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1_000, 10_000_000].map(grouped), ["0", "999", "1,000", "10,000,000"]);
        assert_eq!(
            [0, 1, 999, 1_000, 9_800_000, u64::MAX].map(bytes),
            ["0 bytes", "1 byte", "999 bytes", "1.0 kB", "9.8 MB", "18.4 EB"]
        );
        assert_eq!([(0, 0), (1, 1000), (1, 3), (3, 3)].map(|(a, b)| percent(a, b)), ["0%", "<1%", "33%", "100%"]);
        assert_eq!([(2, 3), (999, 1000)].map(|(a, b)| percent(a, b)), ["67%", ">99%"]);
        assert_eq!(
            [0, 59, 60, 3_600, 5_400, 86_400, 200_000].map(duration),
            ["0 s", "59 s", "1 min", "1 h", "1 h 30 min", "24 h", "2 days"]
        );
        assert_eq!(shorten("abcdef", 4), "abc…");
        assert_eq!(shorten("abcd", 4), "abcd");
    }
}
