//! Messages with their length before them (RFC 6587, octet counting).
//!
//! ```text
//! frame = length " " message      length: bytes of the message, in decimal; nothing stands between two frames
//! ```
//!
//! What captures such a stream may put a line end behind each frame. A frame whose message is none of syslog's is not
//! trusted: up to the line's end it is plain text.

use crate::format::wrapper::MAX_ENTRY_BYTES;

/// Length of the frame at the start of `text`, or of the line where no frame starts; `None` when it ends behind `text`.
pub(super) fn counted(text: &[u8]) -> Option<usize> {
    let line = || memchr::memchr(b'\n', text).map(|end| end + 1);
    let digits = text.iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    match text.get(digits..digits + 2) {
        Some(b" <") if digits > 0 => {}
        // The count itself may be cut.
        None if !text.contains(&b'\n') => return None,
        _ => return line(),
    }
    let length = text.get(..digits).and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<usize>().ok());
    let Some(length) = length.filter(|length| *length <= MAX_ENTRY_BYTES) else { return line() };
    let end = digits + 1 + length;
    match text.get(end) {
        Some(b'\n') => Some(end + 1),
        Some(_) => Some(end),
        None => None,
    }
}

/// The message of a frame, without its count; `None` when it has none.
pub(super) fn behind_count(frame: &[u8]) -> Option<&[u8]> {
    let digits = frame.iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    frame.get(digits..).filter(|_| digits > 0)?.strip_prefix(b" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_as_long_as_they_say() {
        assert_eq!(counted(b"5 <1>ab6 <1>abc"), Some(7));
        assert_eq!(counted(b"5 <1>ab\n6 <1>abc"), Some(8));
        assert_eq!(counted(b"7 <1>a\nbc5 "), Some(9));
        assert_eq!(counted(b"7 <1>a\n"), None);
        assert_eq!(counted(b"5"), None);
        assert_eq!(behind_count(b"5 <1>ab"), Some(&b"<1>ab"[..]));
    }

    #[test]
    fn what_has_no_count_is_a_line() {
        assert_eq!(counted(b"plain text\nmore"), Some(11));
        assert_eq!(counted(b"12 apples\nmore"), Some(10));
        assert_eq!(counted(b"99999999 <1>x\nmore"), Some(14));
    }
}
