//! The journal of systemd, as `journalctl -o json`, `json-pretty`, `json-sse`, `json-seq` and `-o export` write it.
//!
//! ```text
//! json    one object a line; in json-pretty over many lines, behind `data: ` in json-sse, behind RS in json-seq
//! export  ( field )* blank line                                       systemd, "Journal Export Formats"
//! field   name "=" value LF | name LF length value LF                 length: 64 bits, little-endian
//! ```
//!
//! A value that is no text is an array of numbers in JSON, a field set twice an array of values, one too long `null`.
//!
//! `PRIORITY` counts only where the program gave it: what a service prints is filed as 6 (or as the unit says), and what
//! a container prints as 6 or 3, whatever it says.

use std::borrow::Cow;

use crate::format::level::Level;
use crate::format::wrapper::Entry;
use crate::format::wrapper::object::{Value, elements, members, unescape};
use crate::format::wrapper::stamp;
use crate::format::wrapper::syslog::severity;

/// The fields that matter, as they are written.
#[derive(Debug, Default)]
struct Fields<'a> {
    message: Option<Cow<'a, [u8]>>,
    realtime: &'a [u8],
    source_realtime: &'a [u8],
    priority: &'a [u8],
    hostname: &'a [u8],
    identifier: &'a [u8],
    command: &'a [u8],
    pid: &'a [u8],
    syslog_pid: &'a [u8],
    unit: &'a [u8],
    transport: &'a [u8],
    stream: &'a [u8],
    container: &'a [u8],
    is_partial: bool,
}

impl<'a> Fields<'a> {
    /// Takes a field whose value is text.
    fn set(&mut self, name: &[u8], value: &'a [u8]) {
        let place = match name {
            b"__REALTIME_TIMESTAMP" => &mut self.realtime,
            b"_SOURCE_REALTIME_TIMESTAMP" => &mut self.source_realtime,
            b"PRIORITY" => &mut self.priority,
            b"_HOSTNAME" => &mut self.hostname,
            b"SYSLOG_IDENTIFIER" => &mut self.identifier,
            b"_COMM" => &mut self.command,
            b"_PID" => &mut self.pid,
            b"SYSLOG_PID" => &mut self.syslog_pid,
            b"_SYSTEMD_UNIT" => &mut self.unit,
            b"_TRANSPORT" => &mut self.transport,
            b"_STREAM_ID" => &mut self.stream,
            b"CONTAINER_NAME" => &mut self.container,
            b"CONTAINER_PARTIAL_MESSAGE" => {
                self.is_partial = value == b"true";
                return;
            }
            // A line beyond the limit goes on in the next entry.
            b"_LINE_BREAK" => {
                self.is_partial = value == b"line-max";
                return;
            }
            _ => return,
        };
        *place = value;
    }

    fn fill(self, entry: &mut Entry<'a>) -> bool {
        let Some(message) = self.message else { return false };
        let known = |first: &'a [u8], second: &'a [u8]| if first.is_empty() { second } else { first };
        let stamp = stamp::epoch_micros(known(self.source_realtime, self.realtime));
        let is_printed = self.transport == b"stdout" || !self.container.is_empty();
        *entry = Entry {
            text: message,
            goes_on: self.is_partial,
            stamp,
            level: priority(self.priority).filter(|_| !is_printed),
            host: self.hostname,
            process: known(self.identifier, self.command),
            pid: known(self.pid, self.syslog_pid),
            container: self.container,
            unit: self.unit,
            channel: self.stream,
            ..Entry::default()
        };
        stamp.is_some()
    }
}

fn priority(text: &[u8]) -> Option<Level> {
    match text {
        [digit @ b'0'..=b'7'] => severity(u32::from(*digit - b'0')),
        _ => None,
    }
}

/// Reads an entry in JSON.
pub(super) fn json<'a>(text: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let text = text.strip_prefix(b"data: ").or_else(|| text.strip_prefix(b"\x1e")).unwrap_or(text);
    if text.first() != Some(&b'{') {
        return false;
    }
    let mut fields = Fields::default();
    let end = members(text, |key, value| {
        match (key, value) {
            (b"MESSAGE", value) => fields.message = Some(message(value)),
            (_, Value::Text(text)) => fields.set(key, text),
            (_, Value::Other(_)) => {}
        }
        Some(())
    });
    let is_all = end.is_some_and(|end| text.get(end..).is_some_and(|rest| rest.trim_ascii().is_empty()));
    is_all && fields.fill(entry)
}

fn message(value: Value<'_>) -> Cow<'_, [u8]> {
    let raw = match value {
        Value::Text(text) => return unescape(text),
        Value::Other(raw) => raw,
    };
    let mut bytes = Vec::new();
    for element in elements(raw) {
        match element {
            Value::Other(number) => {
                bytes.extend(std::str::from_utf8(number).ok().and_then(|number| number.parse::<u8>().ok()));
            }
            Value::Text(text) => {
                if !bytes.is_empty() {
                    bytes.push(b'\n');
                }
                bytes.extend_from_slice(&unescape(text));
            }
        }
    }
    Cow::Owned(bytes)
}

/// Length of the object over several lines at the start of `text`, the line end behind it included.
///
/// `None` when it does not end in `text`.
pub(super) fn pretty_length(text: &[u8]) -> Option<usize> {
    let end = memchr::memmem::find(text, b"\n}")? + 2;
    let rest = text.get(end..)?;
    Some(end + memchr::memchr(b'\n', rest)? + 1)
}

/// Reads an entry of the export format, without its blank line.
pub(super) fn export<'a>(text: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let mut fields = Fields::default();
    let mut at = 0;
    while let Some((name, value, end)) = field(text, at, true) {
        if name == b"MESSAGE" {
            fields.message = Some(value.into());
        } else {
            fields.set(name, value);
        }
        at = end;
    }
    at > 0 && text.get(at..).is_some_and(|rest| rest.trim_ascii().is_empty()) && fields.fill(entry)
}

/// Length of the entry of the export format at the start of `text`, its blank lines included.
///
/// `None` when `text` does not hold all of it; what is no field ends an entry, too.
pub(super) fn export_length(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match text.get(at)? {
            b'\n' if at > 0 => {
                let blanks = text.get(at..)?.iter().take_while(|byte| **byte == b'\n').count();
                // More blank lines may follow.
                return text.get(at + blanks).map(|_| at + blanks);
            }
            _ => match field(text, at, false) {
                Some((_, _, end)) => at = end,
                None if at > 0 && is_no_field(text.get(at..)?) => return Some(at),
                None if at == 0 => return memchr::memchr(b'\n', text).map(|end| end + 1),
                None => return None,
            },
        }
    }
}

/// The name and value of the field that starts at `at`, and the byte behind it; `is_all`: the last line end may be missing.
fn field(text: &[u8], at: usize, is_all: bool) -> Option<(&[u8], &[u8], usize)> {
    let rest = text.get(at..)?;
    let letters = rest.iter().take(72).take_while(|byte| is_name_byte(**byte)).count();
    let name = rest.get(..letters).filter(|name| !name.is_empty())?;
    let start = letters + 1;
    match rest.get(letters)? {
        b'=' => {
            let value = rest.get(start..)?;
            let length = memchr::memchr(b'\n', value).or(is_all.then_some(value.len()))?;
            let end = at + start + length;
            Some((name, value.get(..length)?, end + usize::from(end < text.len())))
        }
        b'\n' => {
            let length = rest.get(start..)?.first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes))?;
            let start = start + 8;
            let end = start.checked_add(usize::try_from(length).ok()?)?;
            let value = rest.get(start..end)?;
            match rest.get(end) {
                Some(b'\n') => Some((name, value, at + end + 1)),
                None if is_all => Some((name, value, at + end)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A whole line that can be no field, nor the beginning of a binary one.
fn is_no_field(text: &[u8]) -> bool {
    let letters = text.iter().take(72).take_while(|byte| is_name_byte(**byte)).count();
    match text.get(letters) {
        None => letters >= 72,
        Some(b'=' | b'\n') => letters == 0,
        Some(_) => true,
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entry: &Entry<'_>) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let level = entry.level.map_or("", Level::name);
        [text(entry.host), text(entry.process), text(entry.pid), level.to_owned(), text(&entry.text)].join("|")
    }

    fn read(text: &str) -> Option<String> {
        let mut entry = Entry::default();
        json(text.as_bytes(), &mut entry).then(|| shown(&entry))
    }

    #[test]
    fn an_object_of_the_journal_is_read() {
        let text = r#"{"MESSAGE":"ERROR app.auth: cannot check\nTraceback","__REALTIME_TIMESTAMP":"1795628310375874","_PID":"14388","_HOSTNAME":"vm","PRIORITY":"3","SYSLOG_IDENTIFIER":"authd","_TRANSPORT":"syslog"}"#;
        assert_eq!(read(text).unwrap(), "vm|authd|14388|ERROR|ERROR app.auth: cannot check\nTraceback");
        assert_eq!(read(&format!("data: {text}")), read(text));
        assert_eq!(read(&format!("\x1e{text}")), read(text));
    }

    #[test]
    fn the_priority_of_what_was_printed_says_nothing() {
        let text = r#"{"MESSAGE":"x","__REALTIME_TIMESTAMP":"1795628310375874","PRIORITY":"6","_TRANSPORT":"stdout","_COMM":"python3"}"#;
        assert_eq!(read(text).unwrap(), "|python3|||x");
        let text = r#"{"MESSAGE":"x","__REALTIME_TIMESTAMP":"1795628310375874","PRIORITY":"3","_TRANSPORT":"journal","CONTAINER_NAME":"shop","CONTAINER_PARTIAL_MESSAGE":"true"}"#;
        let mut entry = Entry::default();
        assert!(json(text.as_bytes(), &mut entry));
        assert_eq!((entry.level, entry.container, entry.goes_on), (None, &b"shop"[..], true));
    }

    #[test]
    fn messages_that_are_no_text_are_arrays() {
        let text = |message: &str| format!(r#"{{"MESSAGE":{message},"__REALTIME_TIMESTAMP":"1795628310375874"}}"#);
        assert_eq!(read(&text("[27,91,51]")).unwrap(), "||||\u{1b}[3");
        assert_eq!(read(&text(r#"["first line","second"]"#)).unwrap(), "||||first line\nsecond");
        assert_eq!(read(&text("null")).unwrap(), "||||");
    }

    #[test]
    fn other_objects_are_none_of_the_journals() {
        for text in [r#"{"MESSAGE":"x"}"#, r#"{"message":"x","__REALTIME_TIMESTAMP":"1"}"#, "{}", "{", "x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_entry_of_the_export_format_is_read() {
        let mut text = b"__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795628310375874\n_HOSTNAME=vm\nMESSAGE\n".to_vec();
        text.extend(6_u64.to_le_bytes());
        text.extend(b"a\n\nb=c\nPRIORITY=4\nSYSLOG_IDENTIFIER=backup\n_PID=7\n");
        let whole = [text.as_slice(), b"\n__CURSOR=s=2\n"].concat();
        assert_eq!(export_length(&whole), Some(text.len() + 1));
        assert_eq!(export_length(&text), None);
        let mut entry = Entry::default();
        assert!(export(&text, &mut entry));
        assert_eq!(shown(&entry), "vm|backup|7|WARN|a\n\nb=c");
    }

    #[test]
    fn what_is_no_field_ends_an_entry_of_the_export_format() {
        let text = b"__CURSOR=s=1\n__REALTIME_TIMESTAMP=1\nplain text\n";
        assert_eq!(export_length(text), Some(36));
        assert_eq!(export_length(b"plain text\nmore"), Some(11));
        let huge = [&b"A=b\nMESSAGE\n"[..], &u64::MAX.to_le_bytes(), b"text\n"].concat();
        assert_eq!(export_length(&huge), None);
        let mut entry = Entry::default();
        assert!(!export(&huge, &mut entry) && !export(b"plain", &mut entry));
    }
}
