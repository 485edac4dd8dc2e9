//! The lines that agents and process managers pass on.
//!
//! ```text
//! Fluent Bit, Fluentd   {"log":"text\n","stream":"stderr","kubernetes":{…},"@timestamp":"RFC 3339", …}
//! honcho, foreman       HH:MM:SS name.1   | text          names padded; `system` is the manager itself
//! stern                 pod container text
//! aws logs tail         YYYY-MM-DDTHH:MM:SS[.ffffff]+00:00 log/stream text        AWS CLI 2, `--format detailed`
//! ```
//!
//! Fluentd's docker input says `source` in place of `stream`. The members beside the text and where it comes from are
//! many and differ by what filters are in use; those of an application's own record are none of them.

use crate::format::wrapper::Entry;
use crate::format::wrapper::container::{is_name_byte, set_text, without_line_feed};
use crate::format::wrapper::object::{Value, members, unescape};
use crate::format::wrapper::stamp;

/// Members that an application's own record has, and an agent's none.
const OWN_KEYS: [&[u8]; 6] = [b"level", b"severity", b"message", b"msg", b"logger", b"levelname"];

/// Reads an object of Fluent Bit or Fluentd.
pub(super) fn fluent<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_fluent(line, entry).is_some()
}

fn read_fluent<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    if !line.starts_with(b"{") {
        return None;
    }
    let mut found = Entry::default();
    let mut log = None;
    let mut is_container = false;
    let end = members(line, |key, value| {
        match (key, value) {
            (b"log", Value::Text(text)) => log = Some(text),
            (b"stream" | b"source", Value::Text(text @ (b"stdout" | b"stderr"))) => found.stream = text,
            (b"@timestamp" | b"time" | b"timestamp", Value::Text(text)) => {
                found.stamp = stamp::iso(text, 0).filter(|(_, end)| *end == text.len()).map(|(stamp, _)| stamp);
            }
            (b"kubernetes", Value::Other(object)) => {
                is_container = true;
                members(object, |key, value| {
                    match (key, value) {
                        (b"pod_name", Value::Text(name)) => found.pod = name,
                        (b"container_name", Value::Text(name)) => found.container = name,
                        _ => {}
                    }
                    Some(())
                });
            }
            (b"container_name", Value::Text(name)) => found.container = name,
            (key, _) if OWN_KEYS.contains(&key) => return None,
            _ => {}
        }
        Some(())
    })?;
    let log = log.filter(|_| is_container || !found.stream.is_empty())?;
    if !line.get(end..)?.trim_ascii().is_empty() {
        return None;
    }
    *entry = Entry { text: unescape(without_line_feed(log).unwrap_or(log)), ..found };
    Some(())
}

/// Reads a line of a process manager.
pub(super) fn procfile<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_procfile(line, entry).is_some()
}

fn read_procfile<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let (time, rest) = line.split_first_chunk::<9>()?;
    let fits = time.iter().zip(b"00:00:00 ").all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    });
    let letters = rest.iter().take(128).take_while(|byte| is_name_byte(**byte)).count();
    let (name, rest) = rest.split_at_checked(letters)?;
    let digits = name.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let is_numbered =
        digits > 0 && name.get(..letters - digits)?.strip_suffix(b".").is_some_and(|name| !name.is_empty());
    let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
    let rest = rest.get(blanks..)?.strip_prefix(b"|").filter(|_| blanks > 0)?;
    if !fits || !is_numbered && name != b"system" {
        return None;
    }
    *entry = Entry { process: name, ..Entry::default() };
    set_text(line, rest.strip_prefix(b" ").unwrap_or(rest), entry);
    Some(())
}

/// Reads a line that stern shows.
pub(super) fn stern<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_stern(line, entry).is_some()
}

fn read_stern<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let pod = name_of_kubernetes(line).filter(|pod| pod.contains(&b'-'))?;
    let rest = line.get(pod.len()..)?.strip_prefix(b" ")?;
    let container = name_of_kubernetes(rest)?;
    let text = match rest.get(container.len()..)? {
        [] => &[],
        [b' ', text @ ..] => text,
        _ => return None,
    };
    *entry = Entry { container, pod, ..Entry::default() };
    set_text(line, text, entry);
    Some(())
}

/// Reads a line that `aws logs tail` shows.
pub(super) fn aws_tail<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> bool {
    read_aws_tail(line, entry).is_some()
}

fn read_aws_tail<'a>(line: &'a [u8], entry: &mut Entry<'a>) -> Option<()> {
    let (stamp, end) = stamp::iso(line, 0)?;
    // As Python's `isoformat` writes a time in UTC.
    let is_printed = matches!(stamp.fraction_digits, 0 | 6) && line.get(..end)?.ends_with(b"+00:00");
    let rest = line.get(end..)?.strip_prefix(b" ").filter(|_| is_printed)?;
    let length = memchr::memchr(b' ', rest.get(..rest.len().min(256))?).unwrap_or(rest.len());
    let (stream, text) = rest.split_at_checked(length)?;
    let parts = stream.split(|byte| *byte == b'/').filter(|part| !part.is_empty()).count();
    let is_stream = parts > 1 && stream.iter().all(|byte| is_name_byte(*byte) || b"/$[]#".contains(byte));
    *entry = Entry { stamp: Some(stamp), channel: stream, ..Entry::default() };
    set_text(line, text.strip_prefix(b" ").unwrap_or(text), entry);
    is_stream.then_some(())
}

/// The name that a text begins with, as Kubernetes allows them (RFC 1123).
fn name_of_kubernetes(text: &[u8]) -> Option<&[u8]> {
    let is_letter = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let length = text.iter().take(254).take_while(|byte| is_letter(byte) || matches!(**byte, b'-' | b'.')).count();
    let name = text.get(..length)?;
    (name.first().is_some_and(u8::is_ascii_lowercase) && name.last().is_some_and(is_letter)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Reader = for<'a> fn(&'a [u8], &mut Entry<'a>) -> bool;

    fn read(reader: Reader, line: &str) -> Option<String> {
        let mut entry = Entry::default();
        reader(line.as_bytes(), &mut entry).then(|| String::from_utf8_lossy(&entry.text).into_owned())
    }

    #[test]
    fn fluent_objects_have_any_members_beside_the_text_and_its_source() {
        for line in [
            r#"{"log":"  x\n","stream":"stderr","kubernetes":{"pod_name":"p"},"@timestamp":"2026-11-28T09:00:00.000Z"}"#,
            r#"{"stream":"stdout","logtag":"F","log":"  x","kubernetes":{"labels":{"message":"m"}},"time":"2026"}"#,
            r#"{"container_id":"9f","container_name":"/web","source":"stdout","log":"  x"}"#,
            r#"{"log":"  x\n","docker":{"container_id":"9f"},"kubernetes":{"pod_name":"p","container_name":"c"}}"#,
        ] {
            assert_eq!(read(fluent, line).as_deref(), Some("  x"), "{line}");
        }
        let line = br#"{"log":"x","kubernetes":{"pod_name":"p","container_name":"c"},"time":"2026-11-28T09:00:00Z"}"#;
        let mut entry = Entry::default();
        assert!(fluent(line, &mut entry));
        assert_eq!((entry.pod, entry.container, entry.stamp.is_some()), (&b"p"[..], &b"c"[..], true));
        for line in [
            r#"{"log":"x\n","stream":"orders","time":"2026-11-25T17:38:30Z"}"#,
            r#"{"log":"x\n","time":"2026-11-25T17:38:30Z"}"#,
            r#"{"log":"x\n","stream":"stdout","time":"2026-11-25T17:38:30Z","level":"info"}"#,
            r#"{"log":{"level":"info"},"stream":"stdout"}"#,
            r#"{"log":"x\n","stream":"stdout"} and more"#,
            r#"{"log":"x"#,
        ] {
            assert_eq!(read(fluent, line), None, "{line}");
        }
    }

    #[test]
    fn process_managers_print_time_and_name() {
        assert_eq!(read(procfile, "22:47:03 worker.1 |   File").as_deref(), Some("  File"));
        assert_eq!(read(procfile, "22:47:03 web.1    | ").as_deref(), Some(""));
        assert_eq!(
            read(procfile, "22:47:03 system   | web.1 started (pid=360)").as_deref(),
            Some("web.1 started (pid=360)")
        );
        for line in
            ["22:47:03 main | x", "22:47:03 ERROR | x", "22:47:03,123 web.1 | x", "22:47:03 .1 | x", "web.1 | x"]
        {
            assert_eq!(read(procfile, line), None, "{line}");
        }
    }

    #[test]
    fn stern_prints_pod_and_container() {
        assert_eq!(read(stern, "api-7d9c5-x2 web   File").as_deref(), Some("  File"));
        assert_eq!(read(stern, "api-7d9c5-x2 web").as_deref(), Some(""));
        for line in ["api web x", "Api-1 web x", "api-1 Web x", "api-1: web x", "api- web x", "2026-11-28 22:24:59 x"] {
            assert_eq!(read(stern, line), None, "{line}");
        }
    }
}
