//! What log stores hand out: an object for each entry, in which the application's line or record stands.
//!
//! ```text
//! Google Cloud    {"logName":…,"timestamp":RFC 3339,"severity":…,"textPayload"|"jsonPayload"|"protoPayload":…, …}   LogEntry, API v2
//! CloudWatch      {"timestamp":ms,"message":"text","ingestionTime":ms[,"logStreamName":…][,"eventId":…]}            aws logs
//! Loki            {"labels":{…},"line":"text","timestamp":RFC 3339}                                    logcli --output=jsonl
//! search          {"_index":…,"_source":{…}, …}                                        Elasticsearch, OpenSearch, elasticdump
//! Filebeat        {"@timestamp":…,"message":"text","agent":{…}, …}                                  without a level of its own
//! ```
//!
//! A payload that is an object is handed on as the record it was written as: Google's with severity, time, labels and place
//! under the names of its structured logging. What a container printed has the severity of its stream, which says nothing.

use crate::format::level::Level;
use crate::format::time::Stamp;
use crate::format::wrapper::Entry;
use crate::format::wrapper::container::without_line_feed;
use crate::format::wrapper::entry::Extra;
use crate::format::wrapper::object::{Value, members, unescape};
use crate::format::wrapper::stamp;

/// The members of an object that is all of a line; `None` where `each` breaks off or more follows.
fn whole<'a>(line: &'a [u8], each: impl FnMut(&'a [u8], Value<'a>) -> Option<()>) -> Option<()> {
    if line.first() != Some(&b'{') {
        return None;
    }
    let end = members(line, each)?;
    line.get(end..)?.trim_ascii().is_empty().then_some(())
}

fn iso(text: &[u8]) -> Option<Stamp> {
    stamp::iso(text, 0).filter(|(_, end)| *end == text.len()).map(|(stamp, _)| stamp)
}

fn millis(digits: &[u8]) -> Option<Stamp> {
    (digits.len() == 13 && digits.iter().all(u8::is_ascii_digit)).then(|| stamp::epoch_millis(digits))?
}

/// A text as it was printed, without the line feed behind it.
fn set_text<'a>(text: &'a [u8], entry: &mut Entry<'a>) {
    entry.text = unescape(without_line_feed(text).unwrap_or(text));
}

/// The payload of an entry of Google Cloud's.
#[derive(Debug, Clone, Copy)]
enum Payload<'a> {
    Text(&'a [u8]),
    Json(&'a [u8]),
    Proto(&'a [u8]),
}

/// Reads an entry of Google Cloud Logging.
pub(super) fn google<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_google(line, entry).is_some()
}

fn read_google<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let mut payload = None;
    let mut found = Entry::default();
    let (mut log, mut time, mut received, mut severity): (&[u8], &[u8], &[u8], &[u8]) = (b"", b"", b"", b"");
    // What goes on with an object's own members.
    let mut beside: Vec<(&[u8], &[u8])> = Vec::new();
    whole(line, |key, value| {
        match (key, value) {
            (b"textPayload", Value::Text(text)) => payload = Some(Payload::Text(text)),
            (b"jsonPayload", Value::Other(object)) => payload = Some(Payload::Json(object)),
            (b"protoPayload", Value::Other(object)) => payload = Some(Payload::Proto(object)),
            (b"logName", Value::Text(text)) => log = text,
            (b"timestamp", Value::Text(text)) => time = text,
            (b"receiveTimestamp", Value::Text(text)) => received = text,
            (b"severity", Value::Text(text)) => severity = text,
            (b"labels", Value::Other(object)) => {
                // They name the instance, too.
                (found.extra, found.channel) = (Extra::Object(object), object);
                beside.push((b"logging.googleapis.com/labels", object));
            }
            (b"sourceLocation", Value::Other(object)) => {
                beside.push((b"logging.googleapis.com/sourceLocation", object));
            }
            (b"resource", Value::Other(object)) => resource(object, &mut found),
            _ => {}
        }
        Some(())
    })?;
    let payload = payload.filter(|_| !log.is_empty())?;
    if time.is_empty() {
        time = received;
    }
    found.stamp = Some(iso(time)?);
    found.stream = [&b"stdout"[..], b"stderr"].into_iter().find(|stream| log.ends_with(stream)).unwrap_or_default();
    match payload {
        Payload::Text(text) => {
            let is_of_stream = !found.stream.is_empty() && matches!(severity, b"INFO" | b"ERROR");
            found.level = Level::parse(severity).filter(|_| !is_of_stream);
            set_text(text, &mut found);
        }
        Payload::Json(object) => found.text = record(object, b"", severity, time, &beside).into(),
        Payload::Proto(object) => found.text = record(object, &audited(object), severity, time, &beside).into(),
    }
    *entry = found;
    Some(())
}

fn resource<'a>(object: &'a [u8], entry: &mut Entry<'a>) {
    members(object, |key, value| {
        if let (b"labels", Value::Other(labels)) = (key, value) {
            members(labels, |key, value| {
                match (key, value) {
                    (b"pod_name", Value::Text(name)) => entry.pod = name,
                    (b"container_name", Value::Text(name)) => entry.container = name,
                    _ => {}
                }
                Some(())
            });
        }
        Some(())
    });
}

/// An object's own members, then a message, severity and time: of names that stand twice the first counts.
fn record(object: &[u8], message: &[u8], severity: &[u8], time: &[u8], beside: &[(&[u8], &[u8])]) -> Vec<u8> {
    let own = object.trim_ascii().strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}")).unwrap_or_default();
    let mut out = b"{".to_vec();
    out.extend_from_slice(own);
    let mut add = |key: &[u8], value: &[u8], quote: &[u8]| {
        let joint: &[u8] = if out.len() > 1 { b",\"" } else { b"\"" };
        for part in [joint, key, b"\":", quote, value, quote] {
            out.extend_from_slice(part);
        }
    };
    for (key, text) in [(&b"message"[..], message), (b"severity", severity), (b"timestamp", time)] {
        if !text.is_empty() && text != b"DEFAULT" {
            add(key, text, b"\"");
        }
    }
    for (key, raw) in beside {
        add(key, raw, b"");
    }
    out.push(b'}');
    out
}

/// The message of an audit's entry, as written: what its status says, or else the method.
fn audited(object: &[u8]) -> Vec<u8> {
    let (mut method, mut status): (&[u8], &[u8]) = (b"", b"");
    members(object, |key, value| {
        match (key, value) {
            (b"methodName", Value::Text(name)) => method = name,
            (b"status", Value::Other(object)) => {
                members(object, |key, value| {
                    if let (b"message", Value::Text(text)) = (key, value) {
                        status = text;
                    }
                    Some(())
                });
            }
            _ => {}
        }
        Some(())
    });
    match (method, status) {
        (method, b"") => method.to_vec(),
        (b"", status) => status.to_vec(),
        (method, status) => [method, b": ", status].concat(),
    }
}

/// Reads an event of `CloudWatch`.
pub(super) fn cloudwatch<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let mut found = Entry::default();
    let (mut message, mut is_ingested) = (None, false);
    let read = whole(line, |key, value| {
        match (key, value) {
            (b"message", Value::Text(text)) => message = Some(text),
            (b"timestamp", Value::Other(digits)) => found.stamp = millis(digits),
            (b"ingestionTime", Value::Other(_)) => is_ingested = true,
            (b"logStreamName", Value::Text(name)) => found.channel = name,
            (b"eventId", Value::Text(_)) => {}
            _ => return None,
        }
        Some(())
    });
    let (Some(()), Some(message), Some(_), true) = (read, message, found.stamp, is_ingested) else { return false };
    set_text(message, &mut found);
    *entry = found;
    true
}

/// Reads a line of Loki's.
pub(super) fn loki<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let mut found = Entry::default();
    let mut text = None;
    let read = whole(line, |key, value| {
        match (key, value) {
            (b"labels", Value::Other(labels)) => (found.extra, found.channel) = (Extra::Object(labels), labels),
            (b"line", Value::Text(line)) => text = Some(line),
            (b"timestamp", Value::Text(text)) => found.stamp = iso(text),
            _ => return None,
        }
        Some(())
    });
    let (Some(()), Some(text), Some(_), Extra::Object(_)) = (read, text, found.stamp, found.extra) else {
        return false;
    };
    set_text(text, &mut found);
    *entry = found;
    true
}

/// Reads a hit of a search.
pub(super) fn search_hit<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let (mut source, mut has_index) = (None, false);
    let read = whole(line, |key, value| {
        match (key, value) {
            (b"_source", Value::Other(object)) if object.starts_with(b"{") => source = Some(object),
            (b"_index", Value::Text(_)) => has_index = true,
            (b"sort" | b"fields" | b"highlight" | b"ignored_field_values", _) => {}
            (key, _) if key.starts_with(b"_") => {}
            _ => return None,
        }
        Some(())
    });
    let Some(source) = source.filter(|_| read.is_some() && has_index) else { return false };
    *entry = Entry { text: source.into(), ..Entry::default() };
    true
}

/// Reads an event of Filebeat's that is a line as it was printed.
pub(super) fn filebeat<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    let mut found = Entry::default();
    let (mut message, mut is_beats) = (None, false);
    let has_level = |object: &[u8]| {
        let mut has = false;
        members(object, |key, _| {
            has |= matches!(key, b"level" | b"logger");
            Some(())
        });
        has
    };
    let read = whole(line, |key, value| {
        match (key, value) {
            (b"message", Value::Text(text)) => message = Some(text),
            (b"@timestamp", Value::Text(text)) => found.stamp = iso(text),
            (b"agent" | b"beat", Value::Other(object)) => is_beats |= object.starts_with(b"{"),
            (b"log", Value::Other(object)) if has_level(object) => return None,
            (b"level" | b"log.level" | b"severity" | b"levelname" | b"logger", _) => return None,
            // A record with an exception is more than a line.
            (key, _) if key.starts_with(b"error") => return None,
            (b"stream", Value::Text(text @ (b"stdout" | b"stderr"))) => found.stream = text,
            _ => {}
        }
        Some(())
    });
    let (Some(()), Some(message), Some(_), true) = (read, message, found.stamp, is_beats) else { return false };
    set_text(message, &mut found);
    *entry = found;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    type Reader = for<'a> fn(&'a [u8], &mut Entry<'a>) -> bool;

    fn read(reader: Reader, line: &str) -> Option<(String, Option<Level>, bool)> {
        let mut entry = Entry::default();
        reader(line.as_bytes(), &mut entry)
            .then(|| (String::from_utf8_lossy(&entry.text).into_owned(), entry.level, entry.stamp.is_some()))
    }

    #[test]
    fn payloads_of_google_are_lines_or_records() {
        let entry = |payload: &str, severity: &str, log: &str| {
            format!(
                r#"{{"insertId":"1",{payload},"labels":{{"k":"v"}},"logName":"projects/p/logs/{log}","severity":"{severity}","timestamp":"2026-11-28T09:00:00.123456789Z"}}"#
            )
        };
        let found = |text: &str, level| Some((text.to_owned(), level, true));
        assert_eq!(
            read(google, &entry(r#""textPayload":"a \"b\"\n""#, "ERROR", "app")),
            found("a \"b\"", Some(Level::ERROR))
        );
        assert_eq!(
            read(google, &entry(r#""textPayload":"x""#, "ERROR", "run.googleapis.com%2Fstderr")),
            found("x", None)
        );
        assert_eq!(read(google, &entry(r#""textPayload":"x""#, "DEFAULT", "app")), found("x", None));
        let record = r#"{"message":"m","severity":"ERROR","timestamp":"2026-11-28T09:00:00.123456789Z","logging.googleapis.com/labels":{"k":"v"}}"#;
        assert_eq!(read(google, &entry(r#""jsonPayload":{"message":"m"}"#, "ERROR", "app")), found(record, None));
        let audit = entry(r#""protoPayload":{"methodName":"a.B","status":{"code":7,"message":"no"}}"#, "ERROR", "app");
        assert!(read(google, &audit).unwrap().0.contains(r#""message":"a.B: no""#));
        for line in [
            r#"{"textPayload":"x","timestamp":"2026-11-28T09:00:00Z"}"#,
            r#"{"textPayload":"x","logName":"l"}"#,
            r#"{"message":"x","logName":"l","timestamp":"2026-11-28T09:00:00Z"}"#,
        ] {
            assert_eq!(read(google, line), None, "{line}");
        }
    }

    #[test]
    fn lines_of_stores_are_told_by_their_keys() {
        let printed = |reader: Reader, line: &str| read(reader, line).map(|(text, _, _)| text);
        assert_eq!(
            printed(cloudwatch, r#"{"logStreamName":"s","timestamp":1795626710379,"message":"  x\n","ingestionTime":1795626710380,"eventId":"3"}"#).as_deref(),
            Some("  x")
        );
        assert_eq!(printed(cloudwatch, r#"{"timestamp":1795626710379,"message":"x"}"#), None);
        assert_eq!(
            printed(loki, r#"{"labels":{"app":"shop"},"line":"\tat a.B","timestamp":"2026-11-28T09:00:00.1Z"}"#)
                .as_deref(),
            Some("\tat a.B")
        );
        assert_eq!(printed(loki, r#"{"line":"x","timestamp":"2026-11-28T09:00:00Z"}"#), None);
        assert_eq!(
            printed(search_hit, r#"{"_index":"i","_id":"1","_source":{"message":"x"},"sort":[1]}"#).as_deref(),
            Some(r#"{"message":"x"}"#)
        );
        assert_eq!(printed(search_hit, r#"{"_index":"i","level":"x","_source":{}}"#), None);
        let beat =
            r#"{"@timestamp":"2026-11-28T09:00:00.1Z","message":"x","agent":{"type":"filebeat"},"log":{"offset":3}}"#;
        assert_eq!(printed(filebeat, beat).as_deref(), Some("x"));
        assert_eq!(printed(filebeat, &beat.replace("offset", "level")), None);
    }
}
