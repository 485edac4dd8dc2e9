//! Whether a record of no failure announces the trace below it, as `cart lost, built anew` does.
//!
//! A trace that a program prints on standard error stands below any record. One that was logged stands below a message that
//! speaks of what went wrong, repeats what the exception says, or has no text at all.

use crate::exception::java;
use crate::record::Framer;

/// Beginnings of words that messages of failures have, in small letters.
const WORDS: [&[u8]; 46] = [
    b"abort",
    b"bad ",
    b"broke",
    b"can't",
    b"cannot",
    b"caught",
    b"closed",
    b"closing",
    b"could not",
    b"couldn't",
    b"crash",
    b"denied",
    b"died",
    b"discard",
    b"disconnect",
    b"error",
    b"exception",
    b"expired",
    b"fail",
    b"fall back",
    b"fallback",
    b"falling back",
    b"gave up",
    b"giving up",
    b"ignor",
    b"illegal",
    b"interrupt",
    b"invalid",
    b"lost",
    b"missing",
    b"not a valid",
    b"not available",
    b"not found",
    b"problem",
    b"refus",
    b"reject",
    b"retry",
    b"skipp",
    b"stack trace",
    b"swallow",
    b"timed out",
    b"timeout",
    b"unable",
    b"unavailable",
    b"unexpected",
    b"wrong",
];
/// Bytes of a message that are looked through.
const MESSAGE_BYTES: usize = 1 << 10;

impl Framer<'_> {
    /// Whether the open record, whose header stands from `start` to `head_end`, announces the trace that begins with `line`.
    pub(super) fn announces_trace(&self, start: usize, head_end: usize, line: &[u8]) -> bool {
        let from = start + self.current().message.start as usize;
        let message = self.text.get(from..head_end).unwrap_or_default().trim_ascii();
        let message = message.get(..MESSAGE_BYTES).unwrap_or(message);
        message.is_empty() || speaks_of_failure(message) || repeats(message, line)
    }
}

/// A word in the message begins like those of failures.
fn speaks_of_failure(message: &[u8]) -> bool {
    let small = message.to_ascii_lowercase();
    let begins_word = |at: usize| at == 0 || small.get(at - 1).is_some_and(|before| !before.is_ascii_alphabetic());
    WORDS.iter().any(|word| {
        // `KeyError`, `NullPointerException`.
        let may_end = matches!(*word, b"error" | b"exception");
        memchr::memmem::find_iter(&small, *word).any(|at| may_end || begins_word(at))
    })
}

/// The message is what the head of a Java trace says behind the exception's type.
fn repeats(message: &[u8], head: &[u8]) -> bool {
    let head = head.trim_ascii_end();
    let told = java::head_type(head).and_then(|end| head.get(end..)).unwrap_or_default();
    told.strip_prefix(b": ").is_some_and(|told| !told.is_empty() && message.ends_with(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_failures_are_told_by_beginnings_of_words() {
        for message in [
            "Retrying order 17",
            "cart lost",
            "Ignored",
            "falling back to defaults",
            "KeyError: 'id'",
            "read timed out",
            "2 errors",
            "Could not read",
        ] {
            assert!(speaks_of_failure(message.as_bytes()), "{message}");
        }
        for message in ["order 17 shipped", "badge shown", "forbidden fruit", "started", "cost not known", "overabort"]
        {
            assert!(!speaks_of_failure(message.as_bytes()), "{message}");
        }
        assert!(repeats(b"For input string: \"x\"", b"java.lang.NumberFormatException: For input string: \"x\""));
        assert!(!repeats(b"order 17", b"java.lang.NullPointerException"));
    }
}
