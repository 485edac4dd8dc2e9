//! Marks that a format puts around the whole message.
//!
//! ```text
//! [11:36:09.144] [INFO] [com.acme.Shop] [order 17 shipped]          `[%msg]`
//! 2026-11-23 11:36:09 INFO [com.acme.Shop] - <order 17 shipped>     `<%m>`
//! 2026-11-23 11:36:09 INFO com.acme.Shop "order 17 shipped"         `"%m"`
//! [INFO] [line:17] [message:order 17 shipped]                       `[message:%(message)s]`
//! ```
//!
//! Messages may begin and end with such marks as well. They are the format's where all of several records have them, and
//! the texts inside are many, and made of words.

use crate::format::detect::Trial;
use crate::format::infer::distinct;
use crate::format::layout::{Header, Layout};

/// Marks around messages.
const PAIRS: [(u8, u8); 4] = [(b'[', b']'), (b'<', b'>'), (b'"', b'"'), (b'(', b')')];
/// Keys behind the first mark.
const KEYS: [&[u8]; 8] =
    [b"message: ", b"message:", b"msg: ", b"msg:", b"message=", b"msg=", b"Message: ", b"Message:"];
/// Records that tell marks to be the format's, and texts in them that differ.
const LEAST_RECORDS: usize = 5;
const LEAST_TEXTS: usize = 3;

/// What stands before a message, and what behind it.
struct Wrapping {
    open: Vec<u8>,
    close: Vec<u8>,
}

/// The layout with the marks that all messages of the lines that it takes have around them; `None` where they have none.
pub(super) fn with_wrapping(layout: &Layout, trial: &Trial, lines: &[&[u8]]) -> Option<Layout> {
    if !layout.is_one_line_of_text() || layout.has_text_behind() || trial.lines.len() < LEAST_RECORDS {
        return None;
    }
    let mut header = Header::default();
    let mut records: Vec<Vec<&[u8]>> = Vec::new();
    for record in trial.records(lines) {
        let [first, further @ ..] = record else { return None };
        if !layout.match_header(first, &mut header) {
            return None;
        }
        let mut texts = vec![header.message.of(first)];
        texts.extend_from_slice(further);
        records.push(texts);
    }
    let wrapping = PAIRS.iter().find_map(|(open, close)| wrapping(&records, *open, *close))?;
    layout.with_wrapped_message(&wrapping.open, &wrapping.close)
}

/// What begins with `open` and ends with `close` around all messages; of some that is behind a further line.
fn wrapping(records: &[Vec<&[u8]>], open: u8, close: u8) -> Option<Wrapping> {
    let inner: Vec<&[u8]> =
        records.iter().map(|lines| lines.first()?.strip_prefix(&[open])).collect::<Option<Vec<_>>>()?;
    let is_closed = |line: &[u8]| line.trim_ascii_end().last() == Some(&close);
    let whole: Vec<&[u8]> = inner.iter().copied().filter(|text| is_closed(text)).collect();
    let blank_behind = whole.iter().filter(|text| text.last() == Some(&b' ')).count();
    if !records.iter().all(|lines| lines.iter().any(|line| is_closed(line)))
        || whole.len() < LEAST_RECORDS
        || whole.len() * 2 < records.len()
        || blank_behind > 0 && blank_behind < whole.len()
    {
        return None;
    }
    let texts: Vec<&[u8]> =
        whole.iter().filter_map(|text| text.trim_ascii_end().split_last()).map(|(_, text)| text).collect();
    let balanced = texts.iter().filter(|text| are_marks_paired(text, open, close)).count();
    let key = KEYS.iter().find(|key| inner.iter().all(|text| text.starts_with(key))).copied().unwrap_or_default();
    let is_of_words = |text: &&&[u8]| {
        let text = text.get(key.len()..).unwrap_or_default();
        text.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80) && text.contains(&b' ')
    };
    let of_words = texts.iter().filter(is_of_words).count();
    let is_proven = balanced * 10 >= texts.len() * 8
        && of_words * 2 >= texts.len()
        && distinct(&texts) >= LEAST_TEXTS
        && distinct(&texts) * 3 >= texts.len();
    let behind: &[u8] = if blank_behind > 0 { b" " } else { b"" };
    is_proven.then(|| Wrapping { open: [&[open], key].concat(), close: [&[close], behind].concat() })
}

/// The first mark is not closed before the end of the text; of quotes there are none or pairs.
fn are_marks_paired(text: &[u8], open: u8, close: u8) -> bool {
    if open == close {
        return memchr::memchr_iter(open, text).count().is_multiple_of(2) && !has_end_inside(text, open);
    }
    let mut depth = 0_i32;
    let is_inside = |byte: &u8| {
        depth += i32::from(*byte == open) - i32::from(*byte == close);
        depth >= 0
    };
    text.iter().all(is_inside)
}

/// A quote stands before a blank or a comma, and the next one behind it: `a" and "b`.
fn has_end_inside(text: &[u8], quote: u8) -> bool {
    let first = memchr::memchr(quote, text).and_then(|at| text.get(at + 1));
    matches!(first, Some(b' ' | b',' | b')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(messages: &[&str], [open, close]: [u8; 2]) -> Option<[String; 2]> {
        let records: Vec<Vec<&[u8]>> =
            messages.iter().map(|text| text.split('\n').map(str::as_bytes).collect()).collect();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        wrapping(&records, open, close).map(|found| [text(found.open), text(found.close)])
    }

    #[test]
    fn marks_around_all_messages_are_the_formats() {
        let messages =
            ["[one is]", "[two [x] is]", "[three\nis]", "[four is]", "[five is]", "[six is]\n\tat a.B.c(B.java:1)"];
        assert_eq!(told(&messages, *b"[]").unwrap(), ["[", "]"]);
        let blanks = messages.map(|text| text.replacen(" is]", " is] ", 1));
        assert_eq!(told(&blanks.each_ref().map(String::as_str), *b"[]").unwrap(), ["[", "] "]);
        let keyed = messages.map(|text| text.replacen('[', "[message:", 1));
        assert_eq!(told(&keyed.each_ref().map(String::as_str), *b"[]").unwrap(), ["[message:", "]"]);
        let quoted = ["\"one is\"", "\"two \"x\" is\"", "\"three is\"", "\"four is\"", "\"five is\""];
        assert_eq!(told(&quoted, *b"\"\"").unwrap(), ["\"", "\""]);
    }

    #[test]
    fn marks_of_messages_are_their_own() {
        let others: [&[&str]; 5] = [
            &["[one is]", "[two is]", "[three is]", "[four is]"],
            &["[one is]", "[two is]", "[three is]", "[four is]", "five is"],
            &["[a] x [b]", "[c] x [d]", "[e] x [f]", "[g] x [h]", "[i] x [j]"],
            &["[one is]", "[one is]", "[one is]", "[two is]", "[two is]", "[two is]"],
            &["[1, 2]", "[17]", "['a']", "[x]", "[y]", "[{}]"],
        ];
        for messages in others {
            assert_eq!(told(messages, *b"[]"), None, "{messages:?}");
        }
        let quoted = ["\"a\" and \"b\"", "\"c\" and \"d\"", "\"e\" and \"f\"", "\"g\" and \"h\"", "\"i\" and \"j\""];
        assert_eq!(told(&quoted, *b"\"\""), None);
    }
}
