//! Values of objects that a format string printed, which escapes nothing: `{"level": "%(levelname)s", "message": "%(message)s"}`.
//!
//! ```text
//! {"level": "ERROR", "message": "unexpected token ")" at 1:17"}
//! {"time": 2026-11-23 11:36:12, "level": INFO, "message": Update 7 is handled}
//! ```
//!
//! A value ends where the next key stands behind it, or the object's end. In JSON that is so at the first quote, which is
//! why nothing else is looked for there. Where no such end is found, the first one counts, as of a text that is cut off.

use crate::format::json::scan::{Kind, Members, Value};

/// Places in one value where its end is looked for.
const MAX_PLACES: usize = 64;
/// Bytes that a key has at most behind a value whose end is looked for.
const MAX_KEY: usize = 100;

impl Members<'_> {
    /// The value of a member.
    #[inline]
    pub(super) fn member_value(&mut self) -> Option<Value> {
        let value = self.next_value()?;
        let is_whole = match value.kind {
            Kind::String { .. } => self.is_before_key() || self.ends_member(self.at),
            Kind::Plain | Kind::Null => {
                is_literal(value.of(self.text)) && (self.is_before_key() || self.ends_member(self.at))
            }
            _ => true,
        };
        if is_whole { Some(value) } else { Some(self.printed_value(value)) }
    }

    /// Reads on to the next key, where a comma, it and a colon stand here as nearly all objects have them.
    #[inline]
    fn is_before_key(&mut self) -> bool {
        let at = self.at;
        if self.byte() == Some(b',') {
            self.at += 1;
            self.at += usize::from(self.byte() == Some(b' '));
            if matches!(self.byte(), Some(b'"' | b'\'')) {
                let key = self.string();
                if self.byte() == Some(b':') {
                    self.next_key = Some(key);
                    return true;
                }
            }
        }
        self.at = at;
        false
    }

    /// The whole of a value of which JSON would read `value`.
    #[cold]
    fn printed_value(&mut self, value: Value) -> Value {
        let is_quoted = matches!(value.kind, Kind::String { .. });
        let quote = value.start.checked_sub(1).and_then(|at| self.text.get(at)).copied().unwrap_or(b'"');
        let (first, second) = if is_quoted { (quote, quote) } else { (b',', b'}') };
        let rest = self.text.get(value.end..self.end).unwrap_or_default();
        let places = memchr::memchr2_iter(first, second, rest).take(MAX_PLACES).map(|at| value.end + at);
        let mut open = 0;
        let mut from = value.start;
        let mut found = None;
        for end in places.filter(|at| self.ends_member(at + usize::from(is_quoted))) {
            open += open_braces(self.text.get(from..end).unwrap_or_default());
            from = end;
            found = found.or(Some(end));
            // `published {"state": "ON", "brightness": 31}`
            if open == 0 {
                found = Some(end);
                break;
            }
        }
        match found {
            Some(end) if is_quoted => {
                self.at = end + 1;
                Value {
                    end,
                    kind: if end == value.end { value.kind } else { Kind::String { escaped: false } },
                    ..value
                }
            }
            Some(end) => {
                self.at = end;
                let text = self.text.get(value.start..end).unwrap_or_default().trim_ascii_end();
                let is_text = !text.is_empty() && !is_literal(text);
                let kind = if is_text { Kind::String { escaped: false } } else { value.kind };
                Value { end: value.start + text.len(), kind, ..value }
            }
            None => value,
        }
    }

    /// Whether a value may end before `at`: a key stands there, or the object's end, or nothing.
    fn ends_member(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or_default().trim_ascii_start();
        match rest.first() {
            None => true,
            Some(b'}') => {
                let is_closing = |byte: &&u8| matches!(byte, b'}' | b']' | b' ' | b'\t' | b'\r');
                let behind = rest.iter().find(|byte| !is_closing(byte));
                matches!(behind, None | Some(b'\n' | b',' | b'{'))
            }
            Some(b',') => {
                let behind = rest.get(1..).unwrap_or_default().trim_ascii_start();
                // A text that is cut off ends anywhere; some write a comma before the object's end.
                matches!(behind.first(), None | Some(b'}')) || begins_key(behind, true)
            }
            Some(_) => begins_key(rest, false),
        }
    }
}

/// The braces that a text opens, without those that it closes.
fn open_braces(text: &[u8]) -> i32 {
    memchr::memchr2_iter(b'{', b'}', text).map(|at| if text.get(at) == Some(&b'{') { 1 } else { -1 }).sum()
}

/// Whether a text begins with a key in quotes and a colon, or with as much of them as fits before it ends.
fn begins_key(text: &[u8], may_be_cut: bool) -> bool {
    let Some(quote @ (b'"' | b'\'')) = text.first() else { return false };
    let rest = text.get(1..).unwrap_or_default();
    match memchr::memchr(*quote, rest.get(..MAX_KEY).unwrap_or(rest)) {
        Some(end) => match rest.get(end + 1..).unwrap_or_default().trim_ascii_start().first() {
            Some(byte) => *byte == b':',
            None => may_be_cut,
        },
        None => may_be_cut && rest.len() < MAX_KEY,
    }
}

/// What JSON, JavaScript and Python write without quotes.
fn is_literal(text: &[u8]) -> bool {
    match text {
        b"true" | b"false" | b"null" | b"True" | b"False" | b"None" | b"NaN" | b"Infinity" | b"undefined" => true,
        _ => text.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn members(text: &str) -> Vec<(String, String)> {
        let mut members = Members::of(text.as_bytes(), 0, text.len());
        let mut all = Vec::new();
        while let Some((key, value)) = members.next_member() {
            all.push((String::from_utf8_lossy(key).into_owned(), value.to_text(text.as_bytes())));
        }
        all
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn quotes_inside_a_text_do_not_end_it() {
        for message in [
            r#"unexpected token ")" at 1:17"#,
            r#"rule "night mode": 22:30"#,
            r#"said "no""#,
            r#""a", "b" and "c""#,
            r#"got {"a": "b"} of "d""#,
            r#"keys "a" "b" "c"#,
            r#"published {"state": "ON", "brightness": 31}"#,
        ] {
            let text = format!(r#"{{"level": "INFO", "message": "{message}"}}"#);
            assert_eq!(members(&text), owned(&[("level", "INFO"), ("message", message)]), "{text}");
            let text = format!(r#"{{"message": "{message}", "n": 7}}"#);
            assert_eq!(members(&text), owned(&[("message", message), ("n", "7")]), "{text}");
        }
        let text = "{'level': 'INFO', 'message': 'it's 'done'', 'n': 7}";
        assert_eq!(members(text), owned(&[("level", "INFO"), ("message", "it's 'done'"), ("n", "7")]));
    }

    #[test]
    fn values_without_quotes_end_before_the_next_key() {
        let text =
            r#"{"time": 2026-11-23 11:36:12, "name": /srv/a.py, "level": INFO, "n": 7, "message": Update 7, {x} done}"#;
        let want = [
            ("time", "2026-11-23 11:36:12"),
            ("name", "/srv/a.py"),
            ("level", "INFO"),
            ("n", "7"),
            ("message", "Update 7, {x} done"),
        ];
        assert_eq!(members(text), owned(&want));
        let text = "{'time': datetime.datetime(2026, 11, 23), 'n': 1}";
        assert_eq!(members(text), owned(&[("time", "datetime.datetime(2026, 11, 23)"), ("n", "1")]));
    }

    #[test]
    fn what_is_cut_off_or_lacks_a_comma_ends_at_its_quote() {
        assert_eq!(members(r#"{"a": "b" "c": "d"}"#), owned(&[("a", "b"), ("c", "d")]));
        assert_eq!(members(r#"{"a": "b",}"#), owned(&[("a", "b")]));
        assert_eq!(members(r#"{"a": "b", "c"#), owned(&[("a", "b")]));
        assert_eq!(members(r#"{"a": "b"} {"c": "d"}"#), owned(&[("a", "b")]));
        assert_eq!(members(r#"{"a": "b"} and more"#), owned(&[("a", "b")]));
        assert_eq!(members(r#"{"a": "b"x"#), owned(&[("a", "b")]));
    }

    #[test]
    fn many_quotes_cost_one_look_each() {
        let text = format!("{{{}", r#""a":"b"x,"#.repeat(50_000));
        members(&text);
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let text = prop::collection::vec(prop::sample::select(b"a\"\\',:{}[] \n".to_vec()), 0..12)
            .prop_map(|bytes| String::from_utf8(bytes).unwrap());
        let leaf = prop_oneof![text.prop_map(serde_json::Value::from), any::<i32>().prop_map(serde_json::Value::from)];
        leaf.prop_recursive(3, 16, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(serde_json::Value::from))
    }

    proptest! {
        #[test]
        fn json_is_read_as_it_says(values in prop::collection::vec((json(), "[a-z{:, ]{1,4}"), 0..6), is_pretty: bool) {
            let object: serde_json::Map<_, _> = values.into_iter().map(|(value, key)| (key, value)).collect();
            let print = if is_pretty { serde_json::to_string_pretty } else { serde_json::to_string };
            let text = print(&object).unwrap();
            let found = members(&text);
            prop_assert_eq!(found.len(), object.len());
            for ((key, value), (name, known)) in found.iter().zip(&object) {
                prop_assert_eq!(key, name);
                if let Some(text) = known.as_str() {
                    prop_assert_eq!(value, text);
                } else {
                    prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(value).unwrap(), known);
                }
            }
        }
    }
}
