//! The escape sequences that colour text: `ESC [ … m` (ECMA-48, select graphic rendition).
//!
//! Where a program asks terminfo how colours end (`sgr0`), as Tornado does, it prints `ESC ( B` before that, which selects
//! the plain character set, or a shift-in behind it, which does the same.

use std::borrow::Cow;

/// The end of the colour sequences that start at `at`.
pub(crate) fn colours_end(line: &[u8], at: usize) -> usize {
    const SHIFT_IN: u8 = 0x0f;
    let mut end = at;
    while let Some([0x1b, kind, rest @ ..]) = line.get(end..) {
        match kind {
            b'[' => {
                let digits = rest.iter().take(32).take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
                if rest.get(digits) != Some(&b'm') {
                    break;
                }
                end += digits + 3 + usize::from(rest.get(digits + 1) == Some(&SHIFT_IN));
            }
            b'(' if rest.first() == Some(&b'B') => end += 3,
            _ => break,
        }
    }
    end
}

/// The text without its colour sequences.
pub(crate) fn without_colours(text: &[u8]) -> Cow<'_, [u8]> {
    let mut plain = Vec::new();
    // What is kept begins here, and what is looked at next.
    let (mut from, mut at) = (0, 0);
    while let Some(offset) = text.get(at..).and_then(|rest| memchr::memchr(0x1b, rest)) {
        let escape = at + offset;
        let end = colours_end(text, escape);
        at = end.max(escape + 1);
        if end > escape {
            plain.extend_from_slice(text.get(from..escape).unwrap_or_default());
            from = end;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    plain.extend_from_slice(text.get(from..).unwrap_or_default());
    Cow::Owned(plain)
}

/// The same for text in UTF-8.
pub(crate) fn text_without_colours(text: &str) -> Cow<'_, str> {
    match without_colours(text.as_bytes()) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(plain) => Cow::Owned(String::from_utf8_lossy(&plain).into_owned()),
    }
}

/// Bytes of the colours at the start of a message that are its formatter's, which colours all of it: those of a program
/// end within its message.
pub(crate) fn own_colours(message: &[u8]) -> usize {
    let end = colours_end(message, 0);
    let is_all = end > 0 && memchr::memchr(0x1b, message.get(end..).unwrap_or_default()).is_none();
    if is_all { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_sequences_of_colours_go() {
        for (text, plain) in [
            ("", ""),
            ("plain", "plain"),
            ("\x1b[31mred\x1b[0m", "red"),
            ("a\x1b[1;31mb\x1b[0m\x1b[mc", "abc"),
            ("cut \x1b[3", "cut \x1b[3"),
            ("up \x1b[2A \x1b[32mgreen", "up \x1b[2A green"),
            ("\x1b\x1b[0mé", "\x1bé"),
            ("\x1b[31mred\x1b(B\x1b[m, \x1b[32mgreen\x1b[m\x0f.", "red, green."),
            ("\x1b(0lqqk", "\x1b(0lqqk"),
        ] {
            assert_eq!(text_without_colours(text), plain, "{text:?}");
        }
        assert!(matches!(without_colours(b"\x1b]0;title"), Cow::Borrowed(_)));
    }
}
