//! Objects in one JSON array, over any lines: what stores export, and log4j2's `JsonLayout` with `complete="true"`.
//!
//! ```text
//! text   = { head | object | mark | member }   head = "{" … '"events"' | '"hits"' | '"data"' | '"logs"' ":" "["
//! mark   = "[" | "," | "]" | "}" | blank       object and member as RFC 8259 has them
//! ```
//!
//! `head` begins a reply in which the objects stand: of `aws logs filter-log-events`, Elasticsearch's `_search`, Datadog.
//! Members follow its array.
//! An object is handed on as one line. One that the end of the input cuts off is handed on as far as it goes.

use std::borrow::Cow;

use crate::format::wrapper::Entry;
use crate::format::wrapper::object::{member_end, value};

/// The keys of replies whose value is the array.
const LISTS: [&[u8]; 4] = [b"events", b"hits", b"data", b"logs"];
/// Bytes of a reply before its array at most.
const HEAD_BYTES: usize = 4096;

/// Length of the object at the start of `text`, with its line's end, or of the marks before one; `None` when it does not
/// end there.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    let marks = text.iter().take_while(|byte| is_mark(**byte)).count();
    // An object's piece begins on the object's line.
    if let Some(end) = memchr::memrchr(b'\n', text.get(..marks)?) {
        return Some(end + 1);
    }
    let end = match text.get(marks)? {
        b'{' => match head_end(text, marks) {
            Some(end) => return Some(end),
            None => value(text, marks)?.1,
        },
        b'"' => member_end(text, marks)?,
        _ => return memchr::memchr(b'\n', text).map(|end| end + 1),
    };
    let behind = text.get(end..)?.iter().take_while(|byte| is_mark(**byte) && **byte != b'\n').count();
    Some(if text.get(end + behind)? == &b'\n' { end + behind + 1 } else { end })
}

/// Reads an object.
pub(super) fn object<'a>(text: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let marks = text.iter().take_while(|byte| is_mark(**byte)).count();
    if text.get(marks) != Some(&b'{') || head_end(text, marks).is_some() {
        return false;
    }
    let end = match value(text, marks) {
        Some((_, end)) if text.get(end..).is_some_and(|rest| rest.iter().all(|byte| is_mark(*byte))) => end,
        Some(_) => return false,
        None => text.len(),
    };
    *entry = Entry { text: on_one_line(text.get(marks..end).unwrap_or_default()), ..Entry::default() };
    true
}

/// Whether a piece is no object but what stands around them.
pub(super) fn is_around(text: &[u8]) -> bool {
    let marks = text.iter().take_while(|byte| is_mark(**byte)).count();
    marks == text.len() || head_end(text, marks).is_some() || member_end(text, marks).is_some()
}

/// Whether a text begins with a reply's head.
pub(super) fn is_reply(text: &[u8]) -> bool {
    head_end(text, 0).is_some()
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']' | b'}')
}

/// The end of the head that begins with the bracket at `at`, its array's bracket included.
fn head_end(text: &[u8], at: usize) -> Option<usize> {
    let head = text.get(at..text.len().min(at + HEAD_BYTES))?;
    let first = quoted(head.get(1..)?.trim_ascii_start())?;
    if first != b"took" && !LISTS.contains(&first) {
        return None;
    }
    let opens = |key: &&[u8]| {
        let quoted = [b"\"", *key, b"\""].concat();
        let mut places = memchr::memmem::find_iter(head, &quoted);
        places.find_map(|place| {
            let behind = head.get(place + quoted.len()..)?;
            let list = behind.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start().strip_prefix(b"[")?;
            Some(at + head.len() - list.len())
        })
    };
    // Of a search the hits stand in an object of the same name.
    let key: &[u8] = if first == b"took" { b"hits" } else { first };
    opens(&key)
}

/// The string that a text begins with.
fn quoted(text: &[u8]) -> Option<&[u8]> {
    let rest = text.strip_prefix(b"\"")?;
    rest.get(..memchr::memchr(b'"', rest.get(..rest.len().min(16))?)?)
}

/// An object without its line ends and what indents its lines; strings have none.
fn on_one_line(object: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\n', object).is_none() {
        return Cow::Borrowed(object);
    }
    let lines = object.split(|byte| *byte == b'\n');
    Cow::Owned(lines.flat_map(<[u8]>::trim_ascii).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::wrapper::{self, Kind};
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<String> {
        wrapper::pieces(Kind::Array, text)
    }

    #[test]
    fn objects_stand_on_any_lines() {
        let two = [r#"{"a": 1,"b": {"c": "}]"}}"#, r#"{"d": []}"#];
        for text in [
            "[\n  {\n    \"a\": 1,\n    \"b\": {\n      \"c\": \"}]\"\n    }\n  },\n  {\n    \"d\": []\n  }\n]\n",
            r#"[{"a": 1,"b": {"c": "}]"}}, {"d": []}]"#,
            "[\n{\"a\": 1,\"b\": {\"c\": \"}]\"}}\n, {\"d\": []}\n]",
            "{\n    \"events\": [\n        {\"a\": 1,\"b\": {\"c\": \"}]\"}},\n        {\"d\": []}\n    ]\n}\n",
            r#"{"took":1,"hits":{"total":{"value":2},"hits":[{"a": 1,"b": {"c": "}]"}},{"d": []}]}}"#,
        ] {
            assert_eq!(pieces(text), two, "{text}");
        }
        assert_eq!(pieces("[{\"a\":\n\"cut"), ["{\"a\":\"cut"]);
        let reply = "{\"data\": [\n{\"a\": 1}],\n  \"meta\": {\n  \"page\": []\n  }, \"b\": 1\n}\n";
        assert_eq!(pieces(reply), [r#"{"a": 1}"#]);
        assert_eq!(pieces("[\nplain\n{\"a\":1}\n"), ["? plain", "{\"a\":1}"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_parted(text in prop::collection::vec(prop::sample::select(b"{}[]\",:\\u1 \nhits".to_vec()), 1..80)) {
            let length = length(&text);
            prop_assert!(length.is_none_or(|length| length > 0 && length <= text.len()));
            object(&text, &mut Entry::default());
        }
    }
}
